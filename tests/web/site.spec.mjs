// The build's last step and the server, without a browser: what they must refuse.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../scripts/serve.mjs';
import { expect, test } from './studio.mjs';

const POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src \'self\'">';
const WORKER = "const BUILD = '';\nconst FILES = [];\n";

let folder;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asl-studio-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Finishes a site of this page (and these files); answers the exit code and what was printed. */
function finish(head, files = {}, profile = 'release') {
  writeFileSync(join(folder, 'index.html'), `<html><head>${head}</head><body></body></html>`);
  for (const [name, content] of Object.entries({ 'offline.js': WORKER, ...files })) writeFileSync(join(folder, name), content);
  const env = { ...process.env, TRUNK_STAGING_DIR: folder, TRUNK_PROFILE: profile };
  const { status, stdout, stderr } = spawnSync('node', ['scripts/finish-dist.mjs'], { env, encoding: 'utf8' });
  return { status, printed: stdout + stderr };
}

test.describe('finishing a site', () => {
  const cases = [
    ['fails without a policy', '', {}, /no strict Content-Security-Policy/],
    ['fails with an open policy', POLICY.replace("'self'", "'self' 'unsafe-inline'"), {}, /the policy is open/],
    ['fails with an inline script', `${POLICY}<script>start()</script>`, {}, /inline script/],
    ['fails with an inline style', `${POLICY}<style>a{}</style>`, {}, /inline style/],
    ['fails over the size budget', POLICY, { 'big.wasm': randomBytes(700 * 1024) }, /over its budget/],
    ['fails with a worker that has nothing to fill in', POLICY, { 'offline.js': 'let x;' }, /fill-in lines/],
  ];
  for (const [name, head, files, message] of cases) {
    test(name, () => {
      const { status, printed } = finish(head, files);
      expect(printed).toMatch(message);
      expect(status).toBe(1);
    });
  }

  test('does not count what comes after the first screen', () => {
    const { status, printed } = finish(POLICY, { 'rest-0123456789abcdef.wasm': randomBytes(700 * 1024) });
    expect(printed).toMatch(/rest-0123456789abcdef\.wasm .*after the first screen/);
    expect(status).toBe(0);
  });

  test('names the build by its contents and lists its files', () => {
    const worker = () => readFileSync(join(folder, 'offline.js'), 'utf8');
    expect(finish(POLICY, { 'a.css': 'a{}' }).status).toBe(0);
    const first = worker();
    expect(first).toMatch(/BUILD = '[0-9a-f]{16}'/);
    expect(first).toMatch(/\["\.\/","a\.css","code-[0-9a-f]{16}\.js","index\.html"\]/);
    finish(POLICY, { 'a.css': 'a{}' });
    expect(worker()).toBe(first);
    finish(POLICY, { 'a.css': 'b{}' });
    expect(worker()).not.toBe(first);
  });

  test('a debug build has no offline worker and lets live reload through', () => {
    expect(finish(`${POLICY}<script>reload()</script>`, {}, 'debug').status).toBe(0);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain("'unsafe-inline'");
    expect(() => readFileSync(join(folder, 'offline.js'))).toThrow();
  });
});

test('the server serves its folder and nothing else', async () => {
  writeFileSync(join(folder, 'index.html'), 'page');
  writeFileSync(join(folder, 'a.wasm'), 'wasm');
  const site = await serve({ dir: folder, base: '/x/' });
  const cases = [
    ['/x/', 200, 'text/html; charset=utf-8'],
    ['/x/a.wasm?v=1', 200, 'application/wasm'],
    ['/x/none.js', 404],
    ['/', 404],
    ['/a.wasm', 404],
    ['/x/../../../../etc/passwd', 404],
    ['/x/%2e%2e/%2e%2e/%2e%2e/etc/passwd', 404],
    ['/x/..%2f..%2f..%2fetc/passwd', 404],
    ['/x/%00', 404],
    ['/x/%zz', 404],
  ];
  for (const [path, status, type] of cases) {
    const answer = await get(new URL(site.url).port, path);
    expect(answer.statusCode, path).toBe(status);
    if (type) expect(answer.headers['content-type'], path).toBe(type);
  }
  await site.close();
});

test('the server takes the next port where one is taken', async () => {
  const first = await serve({ dir: folder });
  const port = Number(new URL(first.url).port);
  const second = await serve({ dir: folder, port, tries: 20 });
  expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
  await expect(serve({ dir: folder, port })).rejects.toThrow(/EADDRINUSE/);
  await first.close();
  await second.close();
});

/** A request whose path is sent as written. */
function get(port, path) {
  return new Promise((done, failed) => {
    request({ port, path, host: '127.0.0.1', agent: false }, (response) => done(response.resume())).on('error', failed).end();
  });
}
