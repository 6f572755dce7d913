// Measures what the adapters of scripts/bench/run do, and prints it.
//
// Nothing here fails because it was slow: other work on the machine must not break a build. It fails when a workflow does
// not end as its file says. Native and wasm take turns, so that a ratio compares runs of the same minute.
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { Adapter } from './adapter.mjs';
import { longDefinition, loop, map, parallel, readWorkflows } from './workflows.mjs';

const { values: options } = parseArgs({
  options: { only: { type: 'string', default: '' }, seconds: { type: 'string', default: '0.5' }, native: { type: 'boolean' }, 'no-history': { type: 'boolean' }, peers: { type: 'string' } },
});
const SECONDS = Number(options.seconds);
const COMMANDS = {
  native: ['target/release/examples/bench_adapter'],
  wasm: [process.execPath, 'scripts/bench/wasm-adapter.mjs'],
};
const names = options.native ? ['native'] : ['native', 'wasm'];
/** Other engines, installed by scripts/bench/run --peers into the folder it gives, and whether they record a history. */
const PEERS = [
  { name: 'fakecloud-stepfunctions', program: 'rust', history: true },
  { name: 'asl', program: 'rust', history: false },
  { name: 'aws-local-stepfunctions', program: 'node', history: false },
  { name: 'jsonata', program: 'node', history: false },
];

let wrong = 0;
const adapters = await Promise.all(names.map((name) => new Adapter(name, COMMANDS[name]).ready()));
await measureWorkflows();
if (options.peers) await measurePeers();
if (!options.only && !options.peers) {
  await measureGrowth();
  await measureOpening();
  await measureStart();
}
for (const adapter of adapters) adapter.close();
process.exitCode = wrong > 0 ? 1 : 0;

/** Every workflow file: transitions a second with the whole history recorded. */
async function measureWorkflows() {
  const all = [...readWorkflows('benches/workflows'), ...readWorkflows('../shared/bench')];
  heading(`Transitions a second, ${options['no-history'] ? 'no' : 'full'} history`, [...names, ...ratioColumn(), 'events']);
  for (const workflow of all.filter(({ name }) => name.includes(options.only))) {
    const rates = [];
    let verdict = { problem: '', events: 0 };
    for (const adapter of adapters) {
      const { seconds, answer } = await timeRun(adapter, workflow);
      verdict = judge(workflow.expect, answer);
      if (verdict.problem) break;
      rates.push(workflow.transitions / seconds);
    }
    if (verdict.problem) {
      row(workflow.name, [verdict.problem]);
      wrong += verdict.isWrong ? 1 : 0;
    } else {
      row(workflow.name, [...rates.map(count), ...ratios(rates), String(verdict.events)]);
    }
  }
}

/**
 * The same workflows by other engines, each in turn with ours, in this run: how many times as fast as the quickest of those
 * that end as the file says, and of those of them that record a history. Ours record what the options say, by default the
 * whole history.
 */
async function measurePeers() {
  const command = ({ name, program }) =>
    program === 'rust' ? [join(options.peers, 'bench-rust-peers'), name] : [process.execPath, join(options.peers, `${name}.mjs`)];
  const peers = await Promise.all(PEERS.map((peer) => new Adapter(peer.name, command(peer)).ready()));
  const told = PEERS.map(({ name, history }, index) => `peer ${index + 1}: ${name}, ${history ? 'full' : 'no'} history`);
  heading(
    `Transitions a second, ${options['no-history'] ? 'no' : 'full'} history, beside others (${told.join('; ')})`,
    [...names, ...PEERS.map((_, index) => `peer ${index + 1}`), ...names.map((name) => `${name} ÷ best`), ...names.map(() => '÷ recording')],
  );
  for (const workflow of [...readWorkflows('benches/workflows'), ...readWorkflows('../shared/bench')]) {
    if (!workflow.name.includes(options.only)) continue;
    const rate = async (adapter) => {
      const { seconds, answer } = await timeRun(adapter, workflow);
      return judge(workflow.expect, answer).problem ? 0 : workflow.transitions / seconds;
    };
    const theirs = [];
    for (const peer of peers) theirs.push(await rate(peer));
    const ours = [];
    for (const adapter of adapters) ours.push(await rate(adapter));
    const shown = (number) => (number > 0 ? count(number) : 'cannot');
    const times = (rivals) => ours.map((own) => (Math.max(0, ...rivals) > 0 ? (own / Math.max(...rivals)).toFixed(1) : 'alone'));
    const recording = theirs.filter((_, index) => PEERS[index].history);
    row(workflow.name, [...[...ours, ...theirs].map(shown), ...times(theirs), ...times(recording)]);
  }
  for (const peer of peers) peer.close();
}

/** What a transition costs in a run ten times as long, in processor time: a long run is interrupted more often. */
async function measureGrowth() {
  heading('Cost of a transition in a run ten times as long (goal: at most 1.30)', names);
  for (const [name, make, size] of [['loop', loop, 2000], ['Map', map, 1000], ['Parallel', parallel, 50]]) {
    const growth = [];
    for (const adapter of adapters) {
      const [short, long] = [make(size), make(10 * size)];
      const costs = [];
      for (const workflow of [short, long]) {
        const { answer } = await timeRun(adapter, workflow);
        if (answer.status !== 'SUCCEEDED') throw new Error(`${name}: ${answer.error}: ${answer.cause}`);
        costs.push(mean(answer.cpu) / workflow.transitions);
      }
      growth.push((costs[1] / costs[0]).toFixed(2));
    }
    row(`${name}, ${size} → ${10 * size}`, growth);
  }
}

/** Text to definition to program, in processor time. */
async function measureOpening() {
  heading('Opening a definition, ms of processor time (goal natively: check + compile of 1,000 states at most 5)', ['parse', 'check', 'compile']);
  const megabyte = longDefinition(3900);
  for (const [name, text] of [['1,000 states', longDefinition(1000)], [`${(megabyte.length / 1e6).toFixed(2)} MB`, megabyte]]) {
    for (const adapter of adapters) {
      const answer = await adapter.ask({ measure: 'open', text, repeat: 30 });
      if (answer.error) throw new Error(answer.cause);
      const { parse, check, compile } = answer;
      row(`${name}, ${adapter.name}`, [parse, check, compile].map((seconds) => milliseconds(median(seconds))));
    }
  }
}

/**
 * From nothing to the end of a first run, the best of nine: natively from the process's start, by the wall clock; for wasm
 * from the program's bytes, in processor time, since there most of it is V8's compiling.
 */
async function measureStart() {
  heading('Start and first run, ms (goal: native at most 10, wasm at most 50)', names);
  const request = { ...asRequest(loop(5)), repeat: 1 };
  const cells = [];
  for (const name of names) {
    const times = [];
    for (let turn = 0; turn < 9; turn += 1) {
      const adapter = await new Adapter(name, COMMANDS[name]).ready();
      const answered = (await adapter.ask({ ...request, sinceLoad: name === 'wasm' })).sinceLoad;
      times.push(answered ?? (performance.now() - adapter.started) / 1e3);
      adapter.close();
    }
    cells.push(milliseconds(Math.min(...times)));
  }
  row('a loop of 5', cells);
}

/** Seconds of one warm run: the median of as many as fit the time. */
async function timeRun(adapter, workflow) {
  const request = asRequest(workflow);
  const first = await adapter.ask({ ...request, repeat: 1 });
  if (!first.wall?.length || first.status === 'RUNNING') return { seconds: Infinity, answer: first };
  const warm = await adapter.ask({ ...request, repeat: 3 });
  const repeat = Math.min(20_000, Math.max(5, Math.round(SECONDS / Math.min(...warm.wall))));
  const answer = await adapter.ask({ ...request, repeat });
  return { seconds: median(answer.wall), answer };
}

function asRequest({ definition, input, handlers, type }) {
  return { definition, input, handlers, type: type ?? 'STANDARD', mode: 'fast', timeout: 20, history: false, record: !options['no-history'] };
}

/** Whether a run ended as its file says; what the engine says it cannot do yet is told and not counted as wrong. */
function judge(expect, answer) {
  if (answer.cause?.includes('not yet supported')) {
    return { problem: answer.cause.slice(answer.cause.indexOf('not yet supported')) };
  }
  const agrees = answer.status === expect.status
    && (expect.error === undefined || answer.error === expect.error)
    && (expect.output === undefined || isDeepStrictEqual(answer.output, expect.output))
    && (expect.subset === undefined || contains(answer.output, expect.subset));
  if (agrees) return { problem: '', events: answer.events ?? 0 };
  const told = JSON.stringify({ status: answer.status, error: answer.error, cause: answer.cause, output: answer.output });
  return { problem: `WRONG: ${told.slice(0, 200)}`, isWrong: true };
}

/** Whether `whole` has everything that `part` has; arrays must be equal. */
function contains(whole, part) {
  if (part === null || typeof part !== 'object' || Array.isArray(part)) return isDeepStrictEqual(whole, part);
  return Object.entries(part).every(([key, value]) => contains(whole?.[key], value));
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function median(numbers) {
  return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)];
}

function ratioColumn() {
  return names.length > 1 ? ['wasm ÷ native'] : [];
}

function ratios(rates) {
  return rates.length > 1 ? [(rates[1] / rates[0]).toFixed(2)] : [];
}

function count(number) {
  return Math.round(number).toLocaleString('en-US');
}

function milliseconds(seconds) {
  return (seconds * 1e3).toFixed(2);
}

function heading(title, columns) {
  console.log(`\n${title}`);
  row('', columns);
}

function row(name, cells) {
  console.log(`  ${name.padEnd(24)}${cells.map((cell) => `  ${cell}`.padStart(15)).join('')}`);
}
