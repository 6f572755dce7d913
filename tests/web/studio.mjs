// The fixtures of the browser tests. Every spec takes `test` and `expect` from here, never from Playwright itself:
//
//   site     the built page, served under a sub-path by a server of this worker's own
//   keepsItself  whether the page may keep itself for use without a network: for that it fetches the whole build once
//            more, so only the specs that are about it, or about a whole journey, say `test.use({ keepsItself: true })`
//   studio   a page on it, watched: a console error or warning, an uncaught error, a policy violation or a request to
//            another host fails the test, unless the test said that it would come (`studio.allow`)
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';

export { expect };
export const DIST = resolve(fileURLToPath(import.meta.url), '../../../dist');
/** Where the page stands on its host: never the root, so that an absolute address in the build shows. */
export const SUB_PATH = '/some/where/asl-studio/';

export const test = base.extend({
  keepsItself: [false, { option: true }],

  site: [
    async ({}, use) => {
      const site = await serve({ dir: DIST, base: SUB_PATH });
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],

  studio: async ({ page, context, site, keepsItself }, use) => {
    const studio = new Studio(page, site.url);
    if (!keepsItself) await context.addInitScript(refuseOffline);
    await watch(context, studio);
    await use(studio);
    expect(studio.unexpected(), 'problems that the browser reported').toEqual([]);
  },
});

/** A watched page of the studio. */
class Studio {
  #problems = [];
  #allowed = [];

  constructor(page, url) {
    this.page = page;
    this.url = url;
  }

  /** Opens the page and waits until the program has drawn something. */
  async open(url = this.url) {
    await this.page.goto(url);
    await this.started();
  }

  async started() {
    await expect(this.page.locator('body > main, body > div').first()).toBeVisible();
  }

  /** Says that problems whose text matches belong to this test. */
  allow(pattern) {
    this.#allowed.push(pattern);
  }

  report(problem) {
    this.#problems.push(problem);
  }

  /** Everything reported so far, expected or not. */
  problems() {
    return [...this.#problems];
  }

  unexpected() {
    return this.#problems.filter((problem) => !this.#allowed.some((pattern) => pattern.test(problem)));
  }
}

/** As where a host refuses the offline worker. */
function refuseOffline() {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register = async () => {
    throw new Error('this test does without');
  };
}

/** Reports all that the browser complains about, in pages and workers alike. */
export async function watch(context, studio) {
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) studio.report(`console ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (problem) => studio.report(`uncaught: ${problem.error()}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    const own = ['data:', 'blob:'].includes(url.protocol) || url.origin === new URL(studio.url).origin;
    if (!own) studio.report(`request to another host: ${url}`);
  });
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
}
