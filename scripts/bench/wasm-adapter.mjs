// The wasm adapter: requests and answers as JSON lines, answered by the engine built for WebAssembly.
//
//   node scripts/bench/wasm-adapter.mjs      after scripts/bench/run has built it once
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

globalThis.benchCpuMicroseconds = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const { answer, greeting } = createRequire(import.meta.url)('../../target/bench-wasm/bench_wasm.js');

process.stdout.write(`${greeting()}\n`);
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line.trim()) process.stdout.write(`${answer(line)}\n`);
});
