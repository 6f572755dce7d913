// Asks the page's module of JSONata for expressions that mean harm, and prints what each took.
//
//   node scripts/bench/hostile.mjs [TEXT]      after scripts/bench/hostile has built the module
//
// It fails where an expression ends otherwise than it should, or takes a gibibyte; not because it was slow.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const MOST_STEPS = 200_000;
const MOST_MEMORY = 2 ** 30;
const STATES = { input: { id: 7, price: 1, lines: [{ n: 1, of: 'a' }, { n: 2, of: 'b' }], none: null } };

const only = process.argv[2] ?? '';
const cases = readFileSync('tests/expr/hostile.jsonl', 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const measured = cases.filter(({ expression }) => expression.includes(only)).map(measure);
const slowest = Math.max(...measured.map(({ seconds }) => seconds));
const most = Math.max(...measured.map(({ bytes }) => bytes));
console.log(`${measured.length} expressions; the slowest took ${slowest.toFixed(2)} s of processor time, the largest ${mebibytes(most)}`);
process.exitCode = measured.some(({ problem }) => problem) || most > MOST_MEMORY ? 1 : 0;

function measure({ expression, ends }) {
  const { ask, memory } = instance();
  const { user } = process.cpuUsage();
  const { handle, ...rest } = JSON.parse(ask(JSON.stringify({ compile: expression })));
  const request = { evaluate: handle, states: STATES, variables: {}, seed: '1', now: 1_700_000_000_000, steps: MOST_STEPS };
  const answer = handle === undefined ? rest : answerOf(ask, request);
  const seconds = (process.cpuUsage().user - user) / 1e6;
  const bytes = memory.buffer.byteLength;
  const problem = isAs(answer, ends) ? '' : `WRONG (${JSON.stringify(answer).slice(0, 200)}) `;
  console.log(`${seconds.toFixed(2).padStart(6)} s ${mebibytes(bytes).padStart(9)}  ${problem}${expression}`);
  return { seconds, bytes, problem };
}

function mebibytes(bytes) {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

/** A module that traps has no more memory, or no more stack, as far as the page can tell. */
function answerOf(ask, request) {
  try {
    return JSON.parse(ask(JSON.stringify(request)));
  } catch (error) {
    return { trap: String(error) };
  }
}

function isAs({ limit, value, nothing, error }, ends) {
  if (limit) return limit === ends;
  const failed = `threw an error during evaluation. ${error?.code}`;
  return error ? failed.startsWith(ends) : (nothing ? 'returned nothing' : JSON.stringify(value)) === ends;
}

/** The module anew, with a memory of its own. */
function instance() {
  const require = createRequire(import.meta.url);
  const path = require.resolve('../../target/bench-jsonata/jsonata.js');
  delete require.cache[path];
  const { Instance } = WebAssembly;
  let memory;
  WebAssembly.Instance = function (...given) {
    const made = new Instance(...given);
    memory = made.exports.memory;
    return made;
  };
  try {
    return { ask: require(path).ask, memory };
  } finally {
    WebAssembly.Instance = Instance;
  }
}
