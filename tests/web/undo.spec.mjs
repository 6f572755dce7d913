// Two hundred random actions, all undone to the byte where they began, and all done again.
import { dropFile, exportedText, middle, state, still } from './person.mjs';
import { expect, test } from './studio.mjs';

const SEED = Number(process.env.SEED ?? 20);
const ACTIONS = 200;
/** With more states than this, actions that make fewer are more likely. */
const MANY = 20;

// A busy machine takes minutes; what hangs is told at once.
test.use({ actionTimeout: 30_000, contextOptions: { reducedMotion: 'reduce' } });
test.describe.configure({ timeout: 600_000 });

/** Oddly written, with unknown fields and numbers that must stay as they are. */
const START = `{ "Comment":"odd",
   "StartAt" : "First", "x-note": [1.0, 1e3],
  "States": {
    "First": {"Type":"Pass","Next":"Both"},
    "Both": { "Type": "Parallel", "Branches": [
        { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } },
        { "StartAt": "Right", "States": { "Right": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
          "Parameters": { "FunctionName": "f" }, "End": true } } } ],
      "Next": "Which?"   },
    "Which?": { "Type": "Choice", "Choices": [ { "Variable": "$.n", "NumericEquals": 1.50, "Next": "First" } ], "Default": "Last" },
    "Last": { "Type": "Succeed" }
  } }

`;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed) {
  let now = seed;
  return () => {
    now = (now + 0x6d2b79f5) | 0;
    let mixed = Math.imul(now ^ (now >>> 15), 1 | now);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A person who does what a seed says. */
class Restless {
  constructor(page, seed) {
    this.page = page;
    this.keys = page.keyboard;
    this.random = random(seed);
    this.names = 0;
  }

  pick = (all) => all[Math.floor(this.random() * all.length)];
  /** Clicks without waiting for what a person would wait for: all of that is in other specs. */
  click = (id) => this.page.getByTestId(id).evaluate((button) => button.click());
  canvas = () => this.page.getByTestId('canvas').evaluate((canvas) => canvas.focus());
  states = () => this.page.locator('[data-outline]').evaluateAll((rows) => rows.map((row) => row.dataset.outline));

  /** Selects any state, in the outline, which brings it into view; answers its name. */
  choose() {
    return this.page.evaluate((part) => {
      const rows = document.querySelectorAll('[data-outline]');
      const row = rows[Math.floor(part * rows.length)];
      row?.click();
      document.querySelector('[data-canvas]').focus();
      return row?.dataset.outline;
    }, this.random());
  }

  /** Does a command of the palette. */
  async command(words) {
    await this.keys.press('Control+k');
    await this.page.getByTestId('palette-field').fill(words);
    await this.keys.press('Enter');
    await this.canvas();
  }

  async quickAdd(words) {
    await this.canvas();
    await this.keys.press('Tab');
    const field = this.page.getByTestId('quick-add-field');
    if (!(await field.isVisible())) return;
    await field.fill(words);
    await this.keys.press('Enter');
    await this.keys.press('Escape');
  }

  actions = {
    piece: async () => {
      await this.choose();
      await this.click('library-add');
      await this.page.getByTestId('library-filter').fill(this.pick(['lambda', 'wait', 'choice', 'parallel', 'map', 'retry', 'saga', 'dynamodb']));
      await this.keys.press('Enter');
      await this.click('library-outline');
    },
    add: async () => {
      await this.choose();
      await this.quickAdd(this.pick(['pass', 'wait', 'succeed', 'fail', 'choice', 'sns publish', 'parallel']));
    },
    remove: async () => {
      await this.choose();
      await this.keys.press('Delete');
    },
    connect: async () => {
      const to = this.pick(await this.states());
      await this.choose();
      await this.quickAdd(to ?? 'pass');
    },
    wire: async () => {
      const from = await this.choose();
      const handle = this.page.getByTestId('handle-next');
      if (from === undefined || (await handle.count()) === 0) return;
      await this.keys.press('1');
      await still(this.page);
      const to = this.pick((await this.states()).filter((name) => name !== from));
      const card = to === undefined ? undefined : state(this.page, to);
      if (card === undefined || (await card.count()) === 0 || (await handle.count()) === 0) return;
      await this.drag(await middle(handle), await middle(card));
    },
    move: async () => {
      const name = await this.choose();
      if (name === undefined) return;
      await still(this.page);
      const from = await middle(state(this.page, name));
      await this.drag(from, { x: from.x + Math.round(this.random() * 300 - 150), y: from.y + Math.round(this.random() * 200 - 100) });
    },
    rename: async () => {
      if ((await this.choose()) === undefined) return;
      await this.keys.press('F2');
      await expect(this.page.getByTestId('name-field')).toBeFocused();
      await this.keys.press('Control+a');
      await this.keys.insertText(`Name ${++this.names} “é”`);
      await this.keys.press('Enter');
    },
    wrap: async () => {
      if ((await this.choose()) !== undefined) await this.command(this.pick(['Put in a Parallel', 'Put in a Map', 'Catch errors of the selection']));
    },
    unwrap: async () => {
      if ((await this.choose()) !== undefined) await this.command(this.pick(['Take apart', 'Add a branch']));
    },
    duplicate: async () => {
      if ((await this.choose()) !== undefined) await this.keys.press('Control+d');
    },
    carry: async () => {
      const name = await this.choose();
      if (name === undefined) return;
      const done = this.page.locator(`[data-outline="${name}"]`);
      await this.keys.press('Control+x');
      await expect(done).toHaveCount(0);
      await this.choose();
      await this.keys.press('Control+v');
    },
    form: async () => {
      if ((await this.choose()) === undefined) return;
      await this.page.getByTestId('field-Comment').fill(this.pick(['', 'A word', 'Other "words"\\', 'Ünï 😀']));
    },
    tidy: async () => {
      await this.canvas();
      await this.keys.press(this.pick(['t', 'l']));
    },
    undo: async () => {
      await this.canvas();
      await this.keys.press('Control+z');
    },
  };

  async drag(from, to) {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x, to.y, { steps: 3 });
    await this.page.mouse.up();
    await this.keys.press('Escape');
  }

  async act() {
    const many = (await this.states()).length > MANY;
    const what = many ? this.pick(['remove', 'remove', 'unwrap', 'rename', 'form', 'move']) : this.pick(Object.keys(this.actions));
    await this.actions[what]();
  }
}

/** Presses a button until there is no more to be done with it; answers how often. */
function pressAll(page, id) {
  return page.evaluate(async (id) => {
    const button = () => document.querySelector(`[data-testid="${id}"]`);
    let presses = 0;
    for (; !button().disabled; presses += 1) {
      button().click();
      await new Promise((done) => setTimeout(done));
    }
    return presses;
  }, id);
}

test(`after ${ACTIONS} random actions all is undone to the byte, and all is done again`, async ({ studio, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.open();
  await dropFile(page, 'odd.asl.json', START);
  await page.getByTestId('library-outline').click();
  await expect(page.locator('[data-outline="First"]')).toBeVisible();
  expect(await exportedText(page)).toBe(START);

  const person = new Restless(page, SEED);
  for (let done = 0; done < ACTIONS; done += 1) {
    await person.act();
  }
  // The last ones may have been undone.
  await pressAll(page, 'redo');
  const end = await exportedText(page);
  const undone = await pressAll(page, 'undo');
  expect(undone, 'most actions changed something').toBeGreaterThan(ACTIONS / 2);
  expect(await exportedText(page), 'the start').toBe(START);
  expect(await pressAll(page, 'redo')).toBe(undone);
  expect(await exportedText(page), 'the end').toBe(end);
});
