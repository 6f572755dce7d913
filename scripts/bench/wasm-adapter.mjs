// The wasm adapter: requests and answers as JSON lines, answered by the engine built for WebAssembly.
//
//   node scripts/bench/wasm-adapter.mjs      after scripts/bench/run has built it once
//
// With `"sinceLoad": true` an answer also has the seconds since this began to load the program's bytes.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

globalThis.benchCpuMicroseconds = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const begun = performance.now();
const { answer, greeting } = createRequire(import.meta.url)('../../target/bench-wasm/bench_wasm.js');
const loaded = performance.now() - begun;

process.stdout.write(`${greeting()}\n`);
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line.trim()) process.stdout.write(`${answerLine(line)}\n`);
});

function answerLine(line) {
  const asked = performance.now();
  const answered = answer(line);
  if (!line.includes('"sinceLoad":true')) return answered;
  return JSON.stringify({ ...JSON.parse(answered), sinceLoad: (loaded + performance.now() - asked) / 1e3 });
}
