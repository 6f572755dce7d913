// The page as a file on a host: it opens anywhere, keeps its policy, and works without a network.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../scripts/serve.mjs';
import { DIST, SUB_PATH, expect, test } from './studio.mjs';

test.use({ keepsItself: true });

test('opens under a sub-path with nothing to complain about', async ({ studio, page }) => {
  await studio.open();
  await expect(page).toHaveTitle(/ASL Studio/);
  const addresses = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname));
  expect(addresses.length).toBeGreaterThan(3);
  for (const address of addresses) expect(address.startsWith(SUB_PATH), address).toBe(true);
});

test('says what is wrong when the program cannot start', async ({ studio, page }) => {
  studio.allow(/Failed to load resource|Failed to fetch|uncaught/);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(studio.url);
  await expect(page.getByRole('alert')).toContainText('ASL Studio could not start');
});

test.describe('the security policy', () => {
  test.use({ keepsItself: false });
  const refused = [
    ['an inline script', /script-src/, () => appendScript((script) => (script.textContent = 'window.intruded = true'))],
    ['a script of another host', /script-src/, () => appendScript((script) => (script.src = 'https://example.invalid/x.js'))],
    ['a script given as text', /eval|script-src/, () => void setTimeout('window.intruded = true')],
    ['an inline handler', /script-src/, () => void document.body.setAttribute('onclick', 'window.intruded = true')],
    ['a style attribute in markup', /style-src/, () => void document.body.setAttribute('style', 'color: red')],
    ['a request to another host', /connect-src|fetch/, () => void fetch('https://example.invalid/').catch(() => {})],
    ['a frame', /frame-src/, () => void (document.body.appendChild(document.createElement('iframe')).src = 'https://example.invalid/')],
  ];
  for (const [what, directive, intrude] of refused) {
    test(`refuses ${what}`, async ({ studio, page }) => {
      studio.allow(directive);
      studio.allow(/Content Security Policy|example\.invalid/);
      await studio.open();
      await page.evaluate(() => {
        window.appendScript = (fill) => {
          const script = document.createElement('script');
          fill(script);
          document.head.append(script);
        };
      });
      await page.evaluate(intrude);
      await page.evaluate(() => document.body.click());
      await expect.poll(() => studio.problems().filter((problem) => directive.test(problem))).not.toEqual([]);
      expect(await page.evaluate(() => window.intruded)).toBeUndefined();
    });
  }

  test('allows a style set through the style object', async ({ studio, page }) => {
    await studio.open();
    await page.evaluate(() => document.body.style.setProperty('outline-width', '3px'));
    expect(await page.evaluate(() => document.body.style.outlineWidth)).toBe('3px');
  });
});

test.describe('offline', () => {
  // A server and a folder of the test's own: it goes away, and its build is replaced.
  test.beforeEach(async ({ studio }) => {
    folder = mkdtempSync(join(tmpdir(), 'asl-studio-'));
    cpSync(DIST, folder, { recursive: true });
    site = await serve({ dir: folder, base: SUB_PATH });
    studio.url = site.url;
    // What the browser itself logs when the host does not answer.
    studio.allow(/Failed to load resource: net::ERR_(CONNECTION_REFUSED|FAILED)|Failed to fetch/);
  });
  test.afterEach(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });
  let folder;
  let site;

  test('opens again after one visit', async ({ studio, page }) => {
    await studio.open();
    await workerReady(page);
    await site.close();
    await page.reload();
    await studio.started();
  });

  test('shows a new build at the next load, keeps that one for offline and drops the old', async ({ studio, page }) => {
    await studio.open();
    await workerReady(page);
    const [before] = await page.evaluate(() => caches.keys());
    replaceBuild(folder);
    await page.reload();
    await studio.started();
    await expect(build(page)).toHaveAttribute('content', 'The next build');

    // The new worker waits until no page of the old build is open: leave for a page outside its scope.
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    studio.allow(/404/);
    await page.goto(new URL('/', site.url).href);
    await expect.poll(() => page.evaluate(() => caches.keys())).not.toContain(before);
    await studio.open();
    await site.close();
    await page.reload();
    await studio.started();
    await expect(build(page)).toHaveAttribute('content', 'The next build');
  });
});

/** Waits until the offline worker has fetched the whole build. */
async function workerReady(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** What tells the builds of this test apart. */
function build(page) {
  return page.locator('meta[name="description"]');
}

/** Puts another build in the place of the one that is served. */
function replaceBuild(folder) {
  const edit = (name, from, to) => {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(path, text.replace(from, to));
  };
  edit('index.html', /(name="description" content=")[^"]*/, '$1The next build');
  edit('offline.js', /BUILD = '[^']*'/, "BUILD = 'next'");
}
