// States carried from workflow to workflow, and drags that a reload cuts short.
import { carry, dropFile, exportedText, lines, middle, onLine, piece, state, still } from './person.mjs';
import { expect, test } from './studio.mjs';

const definition = (first) => `{
  "StartAt": "${first}",
  "States": {
    "${first}": { "Type": "Pass", "Next": "Check" },
    "Check": { "Type": "Choice", "Choices": [ { "Variable": "$.n", "NumericGreaterThan": 1, "Next": "Wait a bit" } ], "Default": "Done" },
    "Wait a bit": { "Type": "Wait", "Seconds": 3, "Next": "Check" },
    "Done": { "Type": "Succeed" }
  }
}
`;

const tabs = (page) => page.getByTestId('tab');
const showTab = (page, index) => tabs(page).nth(index).getByRole('button').first().click();
const saved = (page) => expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved');

async function open(page, name, first) {
  await dropFile(page, `${name}.asl.json`, definition(first));
  await expect(state(page, first)).toBeVisible();
  await still(page);
}

/** Chooses the Choice and the Wait, which lead to each other. */
async function chooseTwo(page) {
  await state(page, 'Check').locator('.state-face').click();
  await state(page, 'Wait a bit').locator('.state-face').click({ modifiers: ['Shift'] });
  await expect(page.locator('.state.selected')).toHaveCount(2);
}

/** Checks that the two came under new names and lead to each other by them. */
async function checkPasted(page, first) {
  await expect(state(page, 'Check (2)')).toBeVisible();
  const { States: states } = JSON.parse(await exportedText(page));
  expect(Object.keys(states)).toEqual(expect.arrayContaining([first, 'Check', 'Wait a bit', 'Done', 'Check (2)', 'Wait a bit (2)']));
  expect(states['Check (2)'].Choices[0].Next).toBe('Wait a bit (2)');
  expect(states['Wait a bit (2)'].Next).toBe('Check (2)');
  expect(states.Check.Choices[0].Next, 'what was there leads where it led').toBe('Wait a bit');
}

test.beforeEach(async ({ studio, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.open();
  await open(page, 'one', 'First');
});

test('states are cut from one workflow and pasted into another, and each is undone where it was done', async ({ page }) => {
  await open(page, 'two', 'Second');
  await showTab(page, 0);
  await expect(state(page, 'First')).toBeVisible();
  await chooseTwo(page);
  await page.keyboard.press('Control+x');
  await expect(state(page, 'Check')).toHaveCount(0);
  expect(Object.keys(JSON.parse(await exportedText(page)).States)).toEqual(['First', 'Done']);

  await showTab(page, 1);
  await state(page, 'Second').locator('.state-face').click();
  await page.keyboard.press('Control+v');
  await checkPasted(page, 'Second');
  const pasted = await exportedText(page);
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('Control+z');
  await expect(state(page, 'Check (2)')).toHaveCount(0);
  expect(await exportedText(page)).toBe(definition('Second'));
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('Control+y');
  await expect(state(page, 'Check (2)')).toBeVisible();
  expect(await exportedText(page)).toBe(pasted);

  await showTab(page, 0);
  await expect(state(page, 'First')).toBeVisible();
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('Control+z');
  await expect(state(page, 'Check')).toBeVisible();
  expect(await exportedText(page)).toBe(definition('First'));
});

test('states are copied from one tab of the browser into another', async ({ studio, page, context }) => {
  await chooseTwo(page);
  await page.keyboard.press('Control+c');
  await expect(page.getByTestId('toast')).toContainText('Copied');
  await saved(page);
  const other = await context.newPage();
  await other.goto(studio.url);
  await expect(other.locator('[data-notice="follower"]')).toBeVisible();
  await other.getByTestId('menu-project').click();
  await other.getByTestId('project-new').click();
  await expect(other.getByTestId('welcome')).toBeVisible();
  await open(other, 'three', 'Third');
  await state(other, 'Third').locator('.state-face').click();
  await other.keyboard.press('Control+v');
  await checkPasted(other, 'Third');
  expect(await exportedText(page)).toBe(definition('First'));
});

/** Where each drag begins, where it is when the page goes away, and what is shown then. */
const DRAGS = {
  'a piece of the palette': [(page) => piece(page, 'flow.pass'), (page) => onLine(page, 'First→Check'), 'Between First and Check'],
  'a state': [(page) => middle(state(page, 'Done')), (page) => onLine(page, 'First→Check'), 'Between First and Check'],
  'a line': [
    async (page) => {
      await state(page, 'First').locator('.state-face').click();
      return middle(page.getByTestId('handle-next'));
    },
    (page) => middle(state(page, 'Done')),
    'Next → Done',
  ],
};

for (const [what, [begin, end, hint]] of Object.entries(DRAGS)) {
  test(`a reload in the middle of dragging ${what} leaves all as it was`, async ({ page }) => {
    await state(page, 'Wait a bit').locator('.state-face').click();
    await page.getByTestId('field-Seconds').fill('4');
    const text = definition('First').replace('"Seconds": 3', '"Seconds": 4');
    const before = await lines(page);
    await still(page);
    const [from, to] = [await begin(page), await end(page)];
    await carry(page, from, to);
    await expect(page.getByTestId('drag-hint')).toHaveText(hint);
    await page.reload();
    await expect(state(page, 'First')).toBeVisible();
    await page.mouse.up();
    await still(page);
    await page.mouse.move(to.x, to.y);
    await expect(page.getByTestId('drag-hint')).toHaveCount(0);
    await expect(page.getByTestId('notice')).toHaveCount(0);
    expect(await lines(page)).toEqual(before);
    expect(await exportedText(page)).toBe(text);
    await saved(page);
  });
}
