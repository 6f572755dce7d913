// The pages that are compared: the studio, React Flow, and one that does nothing. Each knows how to open a graph, where to
// press, and what is left to do after a gesture.

/** Runs in the page: a point with nothing under it or near it, and a card that can be seen as a whole. */
function spots({ canvas, card, ground, frame }) {
  const area = document.querySelector(canvas).getBoundingClientRect();
  const inside = (box) => box.left > area.left + 90 && box.right < area.right - 90 && box.top > area.top + 60 && box.bottom < area.bottom - 200;
  const whole = [...document.querySelectorAll(card)].find((one) => !one.matches(frame) && inside(one.getBoundingClientRect()));
  const box = whole?.getBoundingClientRect();
  const isGround = (x, y) => document.elementFromPoint(x, y)?.matches(ground);
  for (let y = area.top + 60; y < area.bottom - 60; y += 12) {
    for (let x = area.left + 60; x < area.right - 60; x += 12) {
      const clear = [-8, 0, 8].every((dx) => [-8, 0, 8].every((dy) => isGround(x + dx, y + dy)));
      if (clear) return { ground: { x, y }, card: box && { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
    }
  }
  return { card: box && { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
}

export const studio = {
  name: 'ASL Studio',
  places: { canvas: '[data-canvas]', card: '.world > .state', ground: '[data-canvas], .grid', frame: '.frame' },
  spots,
  /** How far the wheel must turn for the zoom to change by the exponential of `share`. */
  turn: (share) => -share * 100,

  async start(driver) {
    await driver.page.getByTestId('welcome').waitFor();
    await driver.page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('rest-')));
    await driver.rest(1200);
  },

  /** Pastes a definition; answers with how long it took until it was drawn. */
  open: (driver, text) =>
    driver.painted(`async (text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      while (!document.querySelector('.world > .state')) await new Promise(requestAnimationFrame);
    }`, text),

  actualSize: (driver) => driver.page.getByTestId('zoom-100').click(),
  callOff: (driver) => driver.page.keyboard.press('Escape'),

  insert: (driver) =>
    driver.painted(`() => {
      const piece = document.querySelector('[data-piece="flow.wait"]');
      piece.focus();
      piece.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    }`),
  undo: (driver) => driver.page.getByTestId('undo').click(),

  async field(driver, at) {
    await driver.press(at);
    await driver.release(at);
    await driver.page.getByTestId('field-Comment').focus();
  },

  async code(driver) {
    await driver.page.getByTestId('view-split').click();
    const text = driver.page.getByTestId('editor').getByRole('textbox', { name: 'Definition' });
    await text.waitFor();
    await driver.rest(800);
    await text.focus();
    await driver.page.keyboard.press('Control+Home');
    for (const key of ['ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft']) await driver.page.keyboard.press(key);
  },

  /** The drawing as others can draw it. */
  async graph(driver) {
    const viewport = await driver.page.getByTestId('layer').evaluate((layer) => {
      const numbers = (element) => element.style.transform.match(/-?[\d.]+/g).map(Number);
      const [x, y, rest] = numbers(layer);
      return { x, y, zoom: rest * numbers(layer.firstElementChild)[0] };
    });
    return { viewport, ...(await driver.page.evaluate(`(${collect})()`)) };
  },
};

/** Runs in the page: looks at the whole drawing piece by piece, as only what is in sight is there, and gathers it. */
async function collect() {
  const canvas = document.querySelector('[data-canvas]');
  const layer = document.querySelector('.layer');
  /** Cards come over a few frames, and not while it zooms; where they are missing there is a sketch. */
  const painted = async () => {
    do await globalThis.instruments.afterPaint();
    while (canvas.matches('.moving') || document.querySelector('.sketch:not(.away)'));
  };
  const turn = async (more) => {
    const { left, top } = canvas.getBoundingClientRect();
    canvas.dispatchEvent(new WheelEvent('wheel', { clientX: left + 5, clientY: top + 5, bubbles: true, cancelable: true, ...more }));
    await painted();
  };
  const numbers = (element) => element.style.transform.match(/-?[\d.]+/g).map(Number);
  const view = () => {
    const [x, y, rest] = numbers(layer);
    return [x, y, rest * numbers(layer.firstElementChild)[0]];
  };
  while (view()[2] > 0.46) await turn({ ctrlKey: true, deltaY: 20 });
  const nodes = new Map();
  const edges = new Map();
  const gather = () => {
    for (const element of layer.querySelectorAll('.world > .state')) {
      const frame = element.matches('.frame');
      const [x, y] = element.style.transform.match(/-?[\d.]+(?=px)/g).map(Number);
      const [width, height] = [element.style.width, element.style.height].map(parseFloat);
      const substance = element.querySelector(':scope > .state-face .state-substance')?.textContent ?? '';
      const data = { label: element.dataset.state, substance, frame };
      nodes.set(data.label, { id: data.label, type: 'card', position: { x, y }, width, height, data, zIndex: frame ? 0 : 2 });
    }
    for (const element of layer.querySelectorAll('[data-edge]')) {
      const [source, target] = element.dataset.edge.split('→');
      const key = `${element.dataset.edge} ${element.querySelector('path').getAttribute('d')}`;
      edges.set(key, { id: `e${edges.size}`, source, target, type: 'smoothstep', label: element.dataset.tone === 'rule' ? 'total > 100' : undefined });
    }
  };
  const map = document.querySelector('.minimap svg')?.getAttribute('viewBox').split(' ').map(Number);
  const [x0, y0, width, height] = map ?? [0, 0, 0, 0];
  const [across, down] = [0.95 * canvas.clientWidth, 0.95 * canvas.clientHeight];
  for (let y = 0; y <= height; y += down / view()[2]) {
    for (let x = 0; x <= width; x += across / view()[2]) {
      const [offsetX, offsetY, zoom] = view();
      if (map) await turn({ deltaX: offsetX + (x0 + x) * zoom, deltaY: offsetY + (y0 + y) * zoom });
      gather();
    }
  }
  // Frames before what they hold, as there.
  const ordered = [...nodes.values()].sort((one, other) => other.width * other.height - one.width * one.height);
  const both = ({ source, target }) => nodes.has(source) && nodes.has(target);
  return { nodes: ordered, edges: [...edges.values()].filter(both) };
}

export const reactFlow = (more) => ({
  name: more ? `React Flow, ${more}` : 'React Flow',
  places: { canvas: '.react-flow', card: '.react-flow__node', ground: '.react-flow__pane', frame: ':has(.frame)' },
  spots,
  turn: (share) => -share / (0.02 * Math.LN2),
  start: (driver) => driver.page.waitForSelector('html[data-ready]', { state: 'attached' }),
  open: (driver, graph) =>
    driver.painted(`async (graph) => {
      window.bench.open(graph);
      while (!document.querySelector('.react-flow__node') || !document.querySelector('.react-flow__edge')) await new Promise(requestAnimationFrame);
    }`, graph),
  actualSize: async () => {},
  callOff: async () => {},
  insert: (driver) => driver.painted('() => window.bench.insert()'),
  undo: async () => {},
  async field(driver, at) {
    const id = await driver.page.evaluate(({ x, y }) => document.elementFromPoint(x, y).closest('.react-flow__node').dataset.id, at);
    await driver.page.evaluate((id) => window.bench.choose(id), id);
    await driver.page.getByTestId('field').focus();
  },
});

/** What the same gestures cost where nothing happens but one box that moves: what this machine can do at best. */
export const nothing = {
  name: 'nothing',
  html: `<!doctype html><meta charset="utf-8"><title>Nothing</title><style>
    body { margin: 0; height: 100vh; overflow: hidden; } p { position: absolute; margin: 0; width: 40px; height: 40px; background: #888; }
    </style><p></p><input><script>
    const box = document.querySelector('p');
    let at = 0;
    const move = (event) => { if (event.cancelable && event.type === 'wheel') event.preventDefault(); at = (at + 3) % 400; box.style.transform = 'translate(' + at + 'px,80px)'; };
    addEventListener('wheel', move, { passive: false });
    addEventListener('pointermove', move);
    </script>`,
};
