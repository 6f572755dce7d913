// Drives a page as a hand would, with the browser's own input events, and measures its frames and its keys.
//
// A frame's time is from one animation frame to the next while the gesture goes on: what stalls, in the page or in what
// draws for it, shows as a longer one. Each input event waits until the page has taken the one before, so nothing piles
// up. Without a graphics card the browser draws in software, on the processors that everything else uses; so the
// processor time of all its processes is told, too.

/** The nearest-rank percentile. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** Measures in the page; runs there before anything else. */
function instruments() {
  const frames = { times: [], on: false };
  const tick = (now) => {
    if (!frames.on) return;
    frames.times.push(now);
    requestAnimationFrame(tick);
  };
  const { port1, port2 } = new MessageChannel();
  let painted = () => {};
  port1.onmessage = () => painted(performance.now());
  /** Resolves when what is done now has been painted: in the first task after the next frame. */
  const afterPaint = () =>
    new Promise((done) => {
      painted = done;
      requestAnimationFrame(() => port2.postMessage(null));
    });
  const keys = [];
  const timings = [];
  const tasks = [];
  addEventListener(
    'keydown',
    (event) => {
      const begun = event.timeStamp;
      afterPaint().then((end) => keys.push(end - begun));
    },
    true,
  );
  const observe = (options, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe(options);
  observe({ type: 'event', durationThreshold: 16 }, (entry) => {
    if (entry.name === 'keydown') timings.push({ work: entry.processingEnd - entry.processingStart, shown: entry.duration });
  });
  observe({ type: 'longtask' }, (entry) => tasks.push({ at: entry.startTime, length: entry.duration }));
  globalThis.instruments = {
    afterPaint,
    startFrames() {
      Object.assign(frames, { times: [], on: true });
      requestAnimationFrame(tick);
    },
    stopFrames() {
      frames.on = false;
      return frames.times.slice(1).map((time, index) => time - frames.times[index]);
    },
    take(what) {
      const lists = { keys, timings, tasks };
      return lists[what].splice(0);
    },
  };
}

export class Driver {
  #browser;
  #session;

  /** Opens `url` in a page of its own. */
  static async open(browser, url) {
    const driver = new Driver();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    driver.page = await context.newPage();
    await driver.page.addInitScript(instruments);
    driver.#browser = await browser.newBrowserCDPSession();
    driver.#session = await context.newCDPSession(driver.page);
    await driver.#session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await driver.page.goto(url);
    return driver;
  }

  get session() {
    return this.#session;
  }

  close() {
    return this.page.context().close();
  }

  mouse(type, at, more = {}) {
    return this.#session.send('Input.dispatchMouseEvent', { type, x: at.x, y: at.y, pointerType: 'mouse', ...more });
  }

  async press(at) {
    await this.mouse('mouseMoved', at);
    await this.mouse('mousePressed', at, { button: 'left', buttons: 1, clickCount: 1 });
  }

  release(at) {
    return this.mouse('mouseReleased', at, { button: 'left', buttons: 0, clickCount: 1 });
  }

  /** Lets the page come to rest. */
  rest(milliseconds = 500) {
    return this.page.waitForTimeout(milliseconds);
  }

  /** Does `step(0)` … `step(count - 1)`, an event each, and answers with the frames and the processors' work. */
  async frames(count, step) {
    const before = await this.#spent();
    await this.page.evaluate(() => globalThis.instruments.startFrames());
    for (let index = 0; index < count; index += 1) await step(index);
    const times = await this.page.evaluate(() => globalThis.instruments.stopFrames());
    const after = await this.#spent();
    const each = (kind) => (1e3 * (after[kind] - before[kind])) / times.length;
    return {
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      max: Math.max(...times),
      count: times.length,
      script: each('script'),
      main: each('main'),
      all: each('all'),
    };
  }

  /** Processor seconds so far: of scripts, of the page's main thread, of all the browser's processes. */
  async #spent() {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const { processInfo } = await this.#browser.send('SystemInfo.getProcessInfo');
    const metric = (name) => metrics.find((one) => one.name === name).value;
    return {
      script: metric('ScriptDuration'),
      main: metric('TaskDuration'),
      all: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0),
    };
  }

  /** Turns the wheel at a point, `deltas(index)` pixels at each of `count` frames; with `zoom` as a pinch does. */
  wheel(at, count, deltas, zoom = false) {
    const more = zoom ? { modifiers: 2 } : {};
    return this.frames(count, (index) => {
      const [deltaX, deltaY] = deltas(index);
      return this.mouse('mouseWheel', at, { deltaX, deltaY, ...more });
    });
  }

  /** Presses at a point and moves about it. */
  async drag(from, count, place) {
    await this.press(from);
    await this.mouse('mouseMoved', { x: from.x + 6, y: from.y + 6 }, { button: 'left', buttons: 1 });
    const result = await this.frames(count, (index) => {
      const [dx, dy] = place(index / count);
      return this.mouse('mouseMoved', { x: from.x + dx, y: from.y + dy }, { button: 'left', buttons: 1 });
    });
    return result;
  }

  /** Types a text letter by letter, and answers with how long each took from the key to the screen. */
  async type(text, pause) {
    await this.page.evaluate(() => ['keys', 'timings', 'tasks'].forEach(globalThis.instruments.take));
    const before = await this.#spent();
    for (const letter of text) {
      await this.page.keyboard.press(letter);
      // The pace of somebody who types.
      await this.page.waitForTimeout(pause);
    }
    const after = await this.#spent();
    await this.rest(300);
    const [keys, timings, tasks] = await this.page.evaluate(() =>
      ['keys', 'timings', 'tasks'].map((what) => globalThis.instruments.take(what)),
    );
    return {
      p50: percentile(keys, 0.5),
      p95: percentile(keys, 0.95),
      max: Math.max(...keys),
      count: keys.length,
      main: (1e3 * (after.main - before.main)) / text.length,
      shown: timings.length ? percentile(timings.map(({ shown }) => shown), 0.95) : 16,
      stall: Math.max(0, ...tasks.map(({ length }) => length)),
    };
  }

  /** How long `act` takes, which runs in the page, until it has been painted. */
  async painted(act, argument) {
    const source = `(async (argument) => {
      const begun = performance.now();
      await (${act})(argument);
      await globalThis.instruments.afterPaint();
      return performance.now() - begun;
    })`;
    const before = await this.#spent();
    const clock = await this.page.evaluate(`${source}(${JSON.stringify(argument)})`);
    const after = await this.#spent();
    return { clock, main: 1e3 * (after.main - before.main) };
  }
}
