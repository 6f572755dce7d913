// The canvas by fingers: a piece dragged in, a state moved, panning, pinching, a long press.
import { definitionText, middle, onLine, paste, piece, state, still } from './person.mjs';
import { expect, test } from './studio.mjs';

test.use({ hasTouch: true, contextOptions: { reducedMotion: 'reduce' } });

const TEXT = `{
  "StartAt": "First",
  "States": {
    "First": { "Type": "Pass", "Next": "Second" },
    "Second": { "Type": "Pass", "Next": "Last" },
    "Last": { "Type": "Succeed" }
  }
}
`;

/** Fingers on the page: each call says where all of them are now. */
class Fingers {
  #session;
  #at = [];

  static async on(page) {
    const fingers = new Fingers();
    fingers.#session = await page.context().newCDPSession(page);
    return fingers;
  }

  async #send(type, points) {
    this.#at = points;
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(({ x, y }, id) => ({ x, y, id })) });
  }

  down = (...points) => this.#send('touchStart', points);

  /** Moves all fingers to new places, in small steps as a screen reports them. */
  async move(...points) {
    const from = this.#at;
    const part = (index, axis, step) => from[index][axis] + ((points[index][axis] - from[index][axis]) * step) / 8;
    for (let step = 1; step <= 8; step++) {
      await this.#send('touchMove', points.map((_, index) => ({ x: part(index, 'x', step), y: part(index, 'y', step) })));
    }
  }

  /** Takes all fingers away. */
  up = () => this.#send('touchEnd', []);

  async tap(point) {
    await this.down(point);
    await this.up();
  }

  async drag(from, to) {
    await this.down(from);
    await this.move(to);
    await this.up();
  }
}

async function open(studio, page) {
  await studio.open();
  await paste(page, TEXT);
  await expect(page.locator('[data-piece]').first()).toBeVisible();
  await still(page);
  return Fingers.on(page);
}

const by = ({ x, y }, dx, dy) => ({ x: x + dx, y: y + dy });
const selected = (page, name) => expect(state(page, name)).toHaveClass(/selected/);
const zoom = async (page) => Number.parseInt(await page.getByTestId('zoom-100').textContent(), 10);
/** Empty ground of the canvas. */
const ground = async (page) => by(await middle(state(page, 'Second')), 300, 60);

test('a finger drags a piece of the palette onto a line', async ({ studio, page }) => {
  const fingers = await open(studio, page);
  const from = await piece(page, 'flow.wait', 'wait');
  const to = await onLine(page, 'Second→Last');
  await fingers.down(from);
  await fingers.move(by(from, 150, 0));
  await fingers.move(to);
  await expect(page.getByTestId('drag-hint')).toHaveText('Between Second and Last');
  await fingers.up();
  await expect(state(page, 'Wait')).toBeVisible();
  await expect(page.getByTestId('drag-hint')).toHaveCount(0);
});

test('a palette that is scrolled by a finger adds nothing, then or at the next tap', async ({ studio, page }) => {
  const fingers = await open(studio, page);
  const from = await piece(page, 'flow.wait');
  await fingers.drag(by(from, 0, 200), by(from, 0, -100));
  await expect.poll(() => page.getByTestId('pieces').evaluate((list) => list.scrollTop)).toBeGreaterThan(50);
  await fingers.tap(await middle(state(page, 'Second')));
  await selected(page, 'Second');
  await expect(page.locator('.state[data-state]')).toHaveCount(3);
  await expect(page.getByTestId('undo')).toBeDisabled();
});

test('a tap on a piece adds it behind what is selected', async ({ studio, page }) => {
  const fingers = await open(studio, page);
  await fingers.tap(await middle(state(page, 'Second')));
  await selected(page, 'Second');
  await fingers.tap(await piece(page, 'flow.wait', 'wait'));
  await expect(page.locator('[data-edge="Second→Wait"]')).toHaveCount(1);
});

test('one finger pans, on a state too; what is selected it moves', async ({ studio, page }) => {
  const fingers = await open(studio, page);
  const before = await middle(state(page, 'First'));
  await fingers.drag(await middle(state(page, 'Second')), by(await middle(state(page, 'Second')), 80, 40));
  await expect.poll(async () => Math.round((await middle(state(page, 'First'))).x - before.x)).toBe(80);
  await expect(page.getByTestId('undo')).toBeDisabled();
  await fingers.tap(await middle(state(page, 'Second')));
  await selected(page, 'Second');
  const [still, moved] = [await middle(state(page, 'First')), await middle(state(page, 'Second'))];
  await fingers.drag(moved, by(moved, 260, 20));
  await expect.poll(async () => Math.round((await middle(state(page, 'Second'))).x - moved.x)).toBe(260);
  expect(await middle(state(page, 'First'))).toEqual(still);
  expect(await definitionText(page), 'a place is no part of the definition').toBe(TEXT);
});

test('two fingers zoom where they are, and hold nothing', async ({ studio, page }) => {
  const fingers = await open(studio, page);
  await fingers.tap(await middle(state(page, 'Second')));
  await selected(page, 'Second');
  const at = await middle(state(page, 'Second'));
  const before = await zoom(page);
  await fingers.down(by(at, -60, 0));
  await fingers.down(by(at, -60, 0), by(at, 60, 0));
  await fingers.move(by(at, -30, 0), by(at, 30, 0));
  await fingers.up();
  await expect.poll(() => zoom(page)).toBe(Math.round(before / 2));
  // Where the canvas comes to rest its scale goes from one element to another; what measures quads may see one of them only.
  await still(page);
  const now = await middle(state(page, 'Second'));
  expect(Math.abs(now.x - at.x)).toBeLessThan(2);
  const free = await ground(page);
  await fingers.drag(free, by(free, 50, 0));
  await expect.poll(async () => Math.round((await middle(state(page, 'Second'))).x - now.x)).toBe(50);
  await expect(page.getByTestId('undo')).toBeDisabled();
});

test('a long press opens the menu, which stays when the finger goes', async ({ studio, page }) => {
  const fingers = await open(studio, page);
  const menu = page.getByTestId('context-menu');
  await fingers.down(await middle(state(page, 'Second')));
  await expect(menu).toBeVisible();
  await fingers.up();
  await selected(page, 'Second');
  await expect(menu).toBeVisible();
  await fingers.tap(await middle(menu.getByTestId('menu-Duplicate')));
  await expect(state(page, 'Second (2)')).toBeVisible();
  await expect(menu).toHaveCount(0);
  await fingers.down(await ground(page));
  await expect(menu.getByTestId('menu-SelectAll')).toBeVisible();
  await fingers.up();
  await fingers.tap(by(await ground(page), 0, 200));
  await expect(menu).toHaveCount(0);
});

test('a finger draws a line from a handle', async ({ studio, page }) => {
  const fingers = await open(studio, page);
  await fingers.tap(await middle(state(page, 'First')));
  await fingers.down(await middle(page.getByTestId('handle-next')));
  await fingers.move(await middle(state(page, 'Last')));
  await expect(page.getByTestId('drag-hint')).toHaveText('Next → Last');
  await fingers.up();
  await expect(page.locator('[data-edge="First→Last"]')).toHaveCount(1);
});
