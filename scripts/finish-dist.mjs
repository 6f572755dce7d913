// Finishes a build of the page; Trunk runs it (Trunk.toml) on the new folder before that replaces `dist/`.
//
// It bundles the code pane's editor (code/). Release: fills in the offline worker, checks the page against its own security
// policy, prints the sizes and fails over the budget. Debug (`make dev`): no offline worker, and the policy opened for Trunk's live reload only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { buildSync } from 'esbuild';

const FIRST_LOAD_BUDGET = 600 * 1024;
/** Where scripts/lib/split/wasm-bindgen puts what the first screen does without. */
const PARTS = 'snippets/parts';
/** As for the first part: index.html. */
const WASM_OPT = ['-O3', '-aimfs', '0', '-fimfs', '0', '-ocimfs', '0'];
/** What the page fetches when the first screen stands, and only when somebody asks for it. */
const LATER = [
  [/^(rest|chunk_\d+)-/, 'after the first screen'],
  [/^(samples\/|jsonata-|code-.*\.js$)/, 'on demand'],
];
const ROOT = resolve(fileURLToPath(import.meta.url), '../..');

const folder = process.env.TRUNK_STAGING_DIR ?? process.argv[2] ?? 'dist';
const release = (process.env.TRUNK_PROFILE ?? 'release') === 'release';
const path = (name) => join(folder, name);

nameParts();
nameJsonata();
bundleEditor();
if (release) {
  writeOfflineWorker();
  checkPolicy(readFileSync(path('index.html'), 'utf8'));
  printSizes();
} else {
  rmSync(path('offline.js'), { force: true });
  allowLiveReload();
}

/** The folder's files, relative, in name order. */
function files() {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

/** Brings the parts of the program to their place, named after their contents as Trunk names all others. */
function nameParts() {
  if (!existsSync(path(PARTS))) return;
  const program = one(/<meta name="program" content="(?:\.\/)?([^"]+)"/, readFileSync(path('index.html'), 'utf8'));
  let link = readFileSync(path(`${PARTS}/__wasm_split.js`), 'utf8');
  for (const file of readdirSync(path(PARTS)).filter((name) => name.endsWith('.wasm'))) {
    if (release) optimize(path(`${PARTS}/${file}`));
    const named = rename(`${PARTS}/${file}`, file.replace(/^split_/, ''));
    link = replace(link, `"./${file}"`, `"./${named}"`);
  }
  link = replace(link, /from "[^"]+"/, `from "./${program}"`);
  writeFileSync(path(`${PARTS}/__wasm_split.js`), serveAnyType(link));
  const named = rename(`${PARTS}/__wasm_split.js`, 'parts.js');
  rmSync(path('snippets'), { recursive: true });
  writeFileSync(path(program), replace(readFileSync(path(program), 'utf8'), /from (["'])\.\/__wasm_split\.js\1/, `from "./${named}"`));
  // Trunk has the page load all of them at once, by the names they had.
  const page = replace(readFileSync(path('index.html'), 'utf8'), /<link [^>]*href="\.\/snippets\/[^>]*>/g, '');
  writeFileSync(path('index.html'), replace(page, '</head>', `<link rel="modulepreload" href="./${named}"></head>`));
}

/** A host may know no type for WebAssembly; as wasm-bindgen's script does, such a file is read whole first. */
function serveAnyType(link) {
  const instantiate = `async function instantiate(source, imports) {
    const response = await source;
    if (!response.ok) throw new Error(\`\${response.url}: \${response.status}\`);
    if (response.headers.get('Content-Type') === 'application/wasm') return WebAssembly.instantiateStreaming(response, imports);
    return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
`;
  return replace(link, /WebAssembly\.instantiateStreaming\(/g, 'instantiate(') + instantiate;
}

function optimize(file) {
  const { status, stderr } = spawnSync('wasm-opt', [...WASM_OPT, file, '-o', file], { encoding: 'utf8' });
  if (status !== 0) fail(`wasm-opt failed on ${file}: ${stderr}`);
}

/** Moves a file into the folder itself, the hash of its contents in its name; answers the name. */
function rename(file, as) {
  const hash = createHash('sha256').update(readFileSync(path(file))).digest('hex').slice(0, 16);
  const named = as.replace(/\.[a-z]+$/, (ending) => `-${hash}${ending}`);
  renameSync(path(file), path(named));
  return named;
}

function one(pattern, text) {
  return pattern.exec(text)?.[1] ?? fail(`there is no ${pattern}`);
}

/** Replaces what must be there. */
function replace(text, what, by) {
  const replaced = text.replace(what, () => by);
  if (replaced === text) fail(`there is no ${what} to be replaced`);
  return replaced;
}

/** Names JSONata's module after its contents, as Trunk does with all others, and tells public/start.js. */
function nameJsonata() {
  const [script, wasm] = ['jsonata.js', 'jsonata_bg.wasm'];
  if (!existsSync(path(wasm))) return;
  const hash = createHash('sha256').update(readFileSync(path(script))).update(readFileSync(path(wasm))).digest('hex').slice(0, 16);
  const named = (name) => name.replace('jsonata', `jsonata-${hash}`);
  for (const name of [script, wasm]) renameSync(path(name), path(named(name)));
  tell(`<meta name="jsonata" content="${named(script)}" data-wasm="${named(wasm)}">`);
}

/** Makes one module of code/ and the packages that it uses, named after its contents, and tells public/start.js. */
function bundleEditor() {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: ['code/main.js'],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: release,
    legalComments: 'none',
    write: false,
  });
  const [{ contents }] = outputFiles;
  const name = `code-${createHash('sha256').update(contents).digest('hex').slice(0, 16)}.js`;
  writeFileSync(path(name), contents);
  tell(`<meta name="code" content="${name}">`);
}

/** Adds an element to the page's head. */
function tell(element) {
  const page = readFileSync(path('index.html'), 'utf8');
  writeFileSync(path('index.html'), page.replace('</head>', `${element}</head>`));
}

/** Names the build by its contents, lists its files in the worker and tells public/start.js to register it. */
function writeOfflineWorker() {
  tell('<meta name="offline" content="offline.js">');
  const kept = files().filter((name) => name !== 'offline.js');
  const hash = createHash('sha256');
  for (const name of kept) hash.update(name).update('\0').update(readFileSync(path(name)));
  const fill = [
    ["const BUILD = '';", `const BUILD = '${hash.digest('hex').slice(0, 16)}';`],
    ['const FILES = [];', `const FILES = ${JSON.stringify(['./', ...kept])};`],
  ];
  let worker = readFileSync(path('offline.js'), 'utf8');
  for (const [line, filled] of fill) {
    if (!worker.includes(line)) fail('public/offline.js lost its two fill-in lines');
    worker = worker.replace(line, filled);
  }
  writeFileSync(path('offline.js'), worker);
}

/** The policy refuses what is inline; a page that holds such a thing would break in the browser only. */
function checkPolicy(page) {
  const policy = /http-equiv="?Content-Security-Policy"?[^>]*content="([^"]*)"/i.exec(page)?.[1];
  if (!policy?.includes("default-src 'none'")) fail('index.html has no strict Content-Security-Policy');
  if (policy.includes("'unsafe-inline'") || policy.includes("'unsafe-eval'")) fail(`the policy is open: ${policy}`);
  for (const script of page.match(/<script\b[^>]*>/gi) ?? []) {
    if (!/\bsrc=/i.test(script)) fail(`index.html holds an inline script, which its policy refuses: ${script}`);
  }
  const inline = /<style\b|\sstyle=|\son[a-z]+=/i.exec(page.replace(/<meta\b[^>]*>|<!--[^]*?-->/gi, ''));
  if (inline) fail(`index.html holds an inline style or handler, which its policy refuses: ${inline[0]}`);
}

/** Trunk's live reload is an inline script that opens a WebSocket. */
function allowLiveReload() {
  const page = readFileSync(path('index.html'), 'utf8');
  writeFileSync(
    path('index.html'),
    page.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'").replace("connect-src 'self'", "connect-src 'self' ws: wss:"),
  );
}

function printSizes() {
  let first = 0;
  console.log(`${'file'.padEnd(44)}${'raw'.padStart(12)}${'brotli'.padStart(12)}`);
  for (const name of files()) {
    const raw = readFileSync(path(name));
    const small = brotli(raw).length;
    const later = LATER.find(([pattern]) => pattern.test(name))?.[1];
    if (!later) first += small;
    console.log(`${name.padEnd(44)}${kib(raw.length)}${kib(small)}${later ? `  ${later}` : ''}`);
  }
  console.log(`first load, brotli: ${(first / 1024).toFixed(1)} KiB of ${FIRST_LOAD_BUDGET / 1024} KiB`);
  if (first > FIRST_LOAD_BUDGET) fail(`the first load is over its budget by ${((first - FIRST_LOAD_BUDGET) / 1024).toFixed(1)} KiB`);
}

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

function kib(bytes) {
  return `${(bytes / 1024).toFixed(1)} KiB`.padStart(12);
}

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}
