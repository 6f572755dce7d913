// The wasm adapter: requests and answers as JSON lines, answered by the engine built for WebAssembly.
//
//   node scripts/bench/wasm-adapter.mjs [FOLDER]      after scripts/bench/run has built it once
//
// With `"sinceLoad": true` an answer also has the processor seconds of loading the program's bytes and answering.
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';

globalThis.benchCpuMicroseconds = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const begun = benchCpuMicroseconds();
const { answer, greeting } = createRequire(import.meta.url)(
  path.resolve(process.argv[2] ?? 'target/bench-wasm', 'bench_wasm.js'),
);
const loaded = benchCpuMicroseconds() - begun;

process.stdout.write(`${greeting()}\n`);
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line.trim()) process.stdout.write(`${answerLine(line)}\n`);
});

function answerLine(line) {
  const asked = benchCpuMicroseconds();
  const answered = answer(line);
  if (!line.includes('"sinceLoad":true')) return answered;
  return JSON.stringify({ ...JSON.parse(answered), sinceLoad: (loaded + benchCpuMicroseconds() - asked) / 1e6 });
}
