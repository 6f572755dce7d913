// A static file server for `dist/`: `make run`, and the browser tests, which mount it under a sub-path.
//
//   node scripts/serve.mjs [--dir dist] [--port 8080] [--base /] [--host 127.0.0.1]
//
// With the port taken, the next free one of twenty is used; `--port 0` asks the system for any.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.whl': 'application/octet-stream',
  '.woff2': 'font/woff2',
  '.zip': 'application/zip',
};

/**
 * Serves `dir` under `base` (a path with a slash at both ends); answers the page's address and a way to stop.
 * @param {{ dir: string, base?: string, host?: string, port?: number, tries?: number }} options
 */
export async function serve({ dir, base = '/', host = '127.0.0.1', port = 0, tries = 1 }) {
  const root = resolve(dir);
  const server = createServer((request, response) => answer(root, base, request, response));
  const taken = await listen(server, host, port, tries);
  const close = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  return { url: `http://${host}:${taken}${base}`, close };
}

async function listen(server, host, port, tries) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await listenOnce(server, host, port === 0 ? 0 : port + attempt);
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || attempt + 1 >= tries) throw error;
    }
  }
}

function listenOnce(server, host, port) {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      done(server.address().port);
    });
  });
}

function answer(root, base, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(response, 405, 'Only GET and HEAD');
  const file = find(root, base, request.url);
  if (!file) return plain(response, 404, 'Not found');
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file.path).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': file.size,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file.path).pipe(response);
}

/** The file that a request's address names, never one outside `root`. */
function find(root, base, address) {
  try {
    const name = decodeURIComponent(new URL(address, 'http://localhost').pathname);
    if (!name.startsWith(base) || name.includes('\0')) return undefined;
    const path = normalize(join(root, name.slice(base.length)));
    if (path !== root && !path.startsWith(root + sep)) return undefined;
    const found = statSync(path);
    const target = found.isDirectory() ? join(path, 'index.html') : path;
    return { path: target, size: statSync(target).size };
  } catch {
    return undefined;
  }
}

function plain(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

async function main() {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string', default: 'dist' },
      port: { type: 'string', default: '8080' },
      base: { type: 'string', default: '/' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  });
  const { url } = await serve({ ...values, port: Number(values.port), tries: 20 });
  console.log(`\nASL Studio is at ${url}  (Ctrl+C stops it)\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
