// Measures the layouts that the adapters of scripts/bench/layout make, and prints them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Adapter } from './adapter.mjs';
import { workflow } from './layout-graphs.mjs';

const { values: options } = parseArgs({
  options: { graphs: { type: 'string' }, native: { type: 'boolean', default: false } },
});
const COMMANDS = {
  native: ['target/release/examples/bench_adapter'],
  'wasm, as shipped': [process.execPath, 'scripts/bench/wasm-adapter.mjs', 'target/bench-wasm'],
  'wasm, opt-level 3': [process.execPath, 'scripts/bench/wasm-adapter.mjs', 'target/bench-wasm-fast'],
};
const names = Object.keys(COMMANDS).slice(0, options.native ? 1 : undefined);
const graphs = options.graphs ? read(options.graphs) : made();

console.log(`${'ms, best of many'.padEnd(34)}${names.map((name) => name.padStart(20)).join('')}`);
for (const [name, graph] of graphs) {
  for (const tidy of [false, true]) await measure(name, graph, tidy);
}

/** A row: every adapter in a process of its own, so that none runs on what another graph left behind. */
async function measure(name, graph, tidy) {
  const cells = [];
  const digests = new Set();
  for (const each of names) {
    const adapter = await new Adapter(each, COMMANDS[each]).ready();
    const request = { measure: 'layout', graph, tidy };
    const first = await adapter.ask({ ...request, repeat: 1 });
    if (!first.wall) throw new Error(`${name}: ${JSON.stringify(first)}`);
    const repeat = Math.min(400, Math.max(5, Math.ceil(1.5 / first.cpu[0])));
    const { cpu, wall, digest } = await adapter.ask({ ...request, repeat });
    adapter.close();
    digests.add(digest);
    const best = Math.min(...cpu, ...wall) > 1e-3 ? Math.min(...cpu) : Math.min(...wall);
    cells.push(`${(best * 1e3).toFixed(2)} (${(first.cpu[0] * 1e3).toFixed(1)})`.padStart(20));
  }
  console.log(`${`${name}${tidy ? ', Tidy' : ''}`.padEnd(34)}${cells.join('')}`);
  if (digests.size > 1) throw new Error(`${name}: native and WebAssembly place things differently`);
}

function made() {
  const kinds = [[50, true], [200, true], [1000, true], [1000, false], [5000, true], [5000, false]];
  return kinds.map(([count, nested]) => [
    `${count} states, ${nested ? 'nested' : 'one scope'}`,
    JSON.stringify(workflow(count, nested)),
  ]);
}

function read(folder) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.map((file) => [file.slice(0, -5), readFileSync(path.join(folder, file), 'utf8')]);
}
