// Measures the canvas of scripts/bench/canvas, and prints the figures.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, chromiumPath } from '../chromium.mjs';
import { serve } from '../serve.mjs';
import { definition } from './canvas-definition.mjs';
import { Driver } from './canvas-driver.mjs';
import { nothing, reactFlow, studio } from './canvas-pages.mjs';
import { recordProfile } from './canvas-profile.mjs';

const { values: options } = parseArgs({
  options: {
    states: { type: 'string', default: '200,1000,5000' },
    flat: { type: 'boolean', default: false },
    dir: { type: 'string', default: 'dist' },
    'no-peer': { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
});
const FRAMES = 90;
const TYPED = 'what a person says of it';
const PAUSE = 120;

const site = await serve({ dir: options.dir });
const peerSite = options['no-peer'] ? null : await serve({ dir: 'target/bench-canvas/site' });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
if (options.profile) mkdirSync(options.profile, { recursive: true });

const all = [];
const floor = await measureNothing();
print('nothing', floor);
for (const count of options.states.split(',').map(Number)) {
  const text = definition(count, options.flat);
  const { figures, graph } = await measureStudio(text, count);
  print(`ASL Studio, ${count} states`, figures, floor);
  // With all of 5,000 nodes on the page it does not answer for minutes.
  const ways = count > 2000 ? [true] : [false, true];
  for (const visible of graph ? ways : []) {
    const peer = reactFlow(visible ? 'visible nodes only' : '');
    const url = `${peerSite.url}${visible ? '?visible' : ''}`;
    print(`${peer.name}, ${count} states`, await measurePeer(peer, url, graph, count), figures);
  }
}
if (options.json) writeFileSync(options.json, JSON.stringify(all, null, 2));
await browser.close();
await site.close();
await peerSite?.close();

async function measureStudio(text, count) {
  const driver = await Driver.open(browser, site.url);
  await studio.start(driver);
  const watched = watcher(driver, `studio-${count}`);
  const figures = { open: await watched('open', () => studio.open(driver, text)) };
  await driver.rest(1500);
  await studio.actualSize(driver);
  await driver.rest();
  Object.assign(figures, await gestures(driver, studio, watched));
  if (wants('code')) {
    await studio.code(driver);
    figures.code = await watched('code', () => driver.type(TYPED, PAUSE));
    await driver.rest(1500);
    await driver.page.getByTestId('view-design').click();
  }
  const graph = peerSite && (await studio.graph(driver));
  await driver.close();
  return { figures, graph };
}

async function measurePeer(peer, url, graph, count) {
  const driver = await Driver.open(browser, url);
  await peer.start(driver);
  const watched = watcher(driver, `peer-${count}`);
  const figures = { open: await watched('open', () => peer.open(driver, graph)) };
  await driver.rest(1500);
  Object.assign(figures, await gestures(driver, peer, watched));
  await driver.close();
  return figures;
}

function wants(gesture) {
  return !options.only || options.only.split(',').includes(gesture);
}

/** Measures one thing, and with `--profile` records what the browser did meanwhile. */
function watcher(driver, name) {
  return async (gesture, act) => {
    if (!options.profile) return act();
    return recordProfile(driver.session, `${options.profile}/${name}-${gesture}`, act);
  };
}

async function gestures(driver, peer, watched) {
  const figures = {};
  const places = await driver.page.evaluate(`(${peer.spots})(${JSON.stringify(peer.places)})`);
  const { ground, card } = places;
  const take = async (name, act) => {
    if (!wants(name)) return;
    figures[name] = await watched(name, act);
    await driver.rest();
  };
  figures.nodes = await driver.page.evaluate(() => document.querySelectorAll('*').length);
  figures.cards = await driver.page.locator(peer.places.card).count();
  if (card) {
    await take('drag', () => driver.drag(card, FRAMES, orbit(160, 60)));
    await peer.callOff(driver);
    await driver.release(card);
    await driver.rest();
    if (wants('field')) {
      await peer.field(driver, card);
      await driver.rest(800);
      figures.field = await watched('field', () => driver.type(TYPED, PAUSE));
      await driver.rest(1000);
    }
  }
  const middle = ground ?? card;
  if (ground) {
    await take('pan by drag', () => driver.drag(ground, FRAMES, orbit(220, 160)));
    await driver.release(ground);
    await driver.rest();
  }
  await take('pan by wheel', () => driver.wheel(middle, FRAMES, (index) => (index < 60 ? [4, 30] : [-4, -30])));
  await take('zoom', () => {
    const out = (index) => [1, -1, -1, 1][Math.floor(index / 15) % 4];
    return driver.wheel(middle, FRAMES, (index) => [0, peer.turn(out(index) * -0.08)], true);
  });
  await driver.rest(800);
  if (wants('insert')) {
    const times = [];
    for (let turn = 0; turn < 3; turn += 1) {
      times.push(await watched('insert', () => peer.insert(driver)));
      await driver.rest(800);
      await peer.undo(driver);
      await driver.rest(800);
    }
    figures.insert = times.sort((a, b) => a.clock - b.clock)[0];
  }
  return figures;
}

async function measureNothing() {
  const driver = await Driver.open(browser, `data:text/html,${encodeURIComponent(nothing.html)}`);
  const at = { x: 700, y: 400 };
  const figures = {
    drag: await driver.drag(at, FRAMES, orbit(160, 60)),
    'pan by wheel': await driver.wheel(at, FRAMES, () => [4, 30]),
  };
  await driver.page.locator('input').focus();
  figures.field = await driver.type(TYPED, PAUSE);
  await driver.close();
  return figures;
}

function orbit(width, height) {
  return (share) => [width * Math.sin(2 * Math.PI * share), height * Math.sin(4 * Math.PI * share)];
}

/** Prints one page's figures; `beside` are others of the same run, for the ratios. */
function print(title, figures, beside) {
  all.push({ title, ...figures });
  const f = (number) => (Number.isFinite(number) ? number.toFixed(number < 10 ? 1 : 0) : '-');
  console.log(`\n${title}`);
  const once = (figure) => (figure ? `${f(figure.clock)} ms (main thread ${f(figure.main)})` : '-');
  if (figures.open) {
    console.log(`  paste to drawn ${once(figures.open)}, insert to painted ${once(figures.insert)}, ${figures.nodes} elements, ${figures.cards} cards`);
  }
  for (const [name, one] of Object.entries(figures)) {
    if (one?.p95 === undefined) continue;
    const ratio = beside?.[name]?.p95 ? `× ${(one.p95 / beside[name].p95).toFixed(2)}` : '';
    const times = `p50 ${f(one.p50)}  p95 ${f(one.p95)}  max ${f(one.max)} ms`.padEnd(38);
    const work = one.script === undefined ? `main thread ${f(one.main)} ms a key, event to screen p95 ${f(one.shown)} ms, longest task ${f(one.stall)} ms` : `scripts ${f(one.script)}  main thread ${f(one.main)}  all processes ${f(one.all)} ms a frame`;
    console.log(`  ${name.padEnd(14)}${times}${work}  ${ratio}`);
  }
}
