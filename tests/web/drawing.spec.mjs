// Drawing on the canvas: every kind of drag, the list at a place, names, menus, undo.
import { carry, definitionText, drag, lines, middle, onLine, paste, piece, state, still } from './person.mjs';
import { expect, test } from './studio.mjs';

const THREE = {
  StartAt: 'Read',
  States: {
    Read: { Type: 'Pass', Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
        { StartAt: 'Right', States: { Right: { Type: 'Pass', End: true } } },
      ],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

const TEXT = `${JSON.stringify(THREE, null, 4)}\n`;

async function open(studio, page) {
  await studio.open();
  await paste(page, TEXT);
  await expect(state(page, 'Done')).toBeVisible();
}

test('an empty workflow takes its first states from the palette', async ({ studio, page }) => {
  await studio.open();
  await page.getByTestId('welcome-new').click();
  await expect(page.getByTestId('start-here')).toBeVisible();
  const canvas = await middle(page.getByTestId('canvas'));
  await drag(page, await piece(page, 'flow.pass'), { x: canvas.x, y: canvas.y + 200 }, 'First state');
  await expect(state(page, 'Pass')).toHaveClass(/selected/);
  await drag(page, await piece(page, 'flow.wait'), await onLine(page, 'Pass→End'), 'After Pass');
  await expect(state(page, 'Wait')).toBeVisible();
  expect(await lines(page)).toEqual(['Pass→Wait', 'Start→Pass', 'Wait→End']);
});

test('a piece goes onto a line, and into a branch that is empty', async ({ studio, page }) => {
  await open(studio, page);
  await drag(page, await piece(page, 'lambda.invoke', 'lambda'), await onLine(page, 'Both→Done'), 'Between Both and Done');
  await expect(state(page, 'Invoke function')).toBeVisible();
  await page.getByTestId('undo').click();
  await expect(state(page, 'Invoke function')).toHaveCount(0);

  await state(page, 'Left').locator('.state-face').click();
  await page.keyboard.press('Delete');
  const vacancy = page.getByTestId('vacancy');
  await expect(vacancy).toHaveText('Drop a state here');
  await drag(page, await piece(page, 'flow.wait'), await middle(vacancy), 'First state in Both');
  await expect(state(page, 'Wait')).toBeVisible();
  await expect(vacancy).toHaveCount(0);
});

test('a state is carried into a branch and out again, and the text comes back to what it was', async ({ studio, page }) => {
  await open(studio, page);
  const below = await middle(state(page, 'Right'));
  await drag(page, await middle(state(page, 'Read')), { x: below.x, y: below.y + 55 }, 'After Right');
  await expect.poll(() => lines(page)).toContain('Right→Read');
  await drag(page, await middle(state(page, 'Read')), await onLine(page, 'Start→Both'), 'Before Both');
  await expect.poll(() => lines(page)).toContain('Read→Both');
  expect(JSON.parse(await definitionText(page))).toEqual(THREE);
  await page.getByTestId('undo').click();
  await page.getByTestId('undo').click();
  expect(await definitionText(page)).toBe(TEXT);
});

test('several states are chosen by a box and carried together', async ({ studio, page }) => {
  await open(studio, page);
  const [left, right] = [await middle(state(page, 'Left')), await middle(state(page, 'Right'))];
  await state(page, 'Right').locator('.state-face').click();
  await page.keyboard.down('Shift');
  await state(page, 'Read').locator('.state-face').click();
  await page.keyboard.up('Shift');
  await expect(page.locator('.state.selected')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.keyboard.down('Shift');
  const frame = await state(page, 'Both').boundingBox();
  await drag(page, { x: frame.x - 30, y: left.y - 60 }, { x: right.x + 160, y: right.y + 60 });
  await page.keyboard.up('Shift');
  await expect(page.locator('.state.selected')).toHaveCount(2);
});

test('a line is drawn from a handle, led elsewhere by its end, and taken away', async ({ studio, page }) => {
  await open(studio, page);
  await state(page, 'Read').locator('.state-face').click();
  await drag(page, await middle(page.getByTestId('handle-next')), await middle(state(page, 'Done')), 'Next → Done');
  await expect.poll(() => lines(page)).toContain('Read→Done');
  await expect(page.getByTestId('problem-pill')).toBeVisible();

  await still(page);
  const line = await onLine(page, 'Read→Done');
  await page.mouse.move(line.x, line.y);
  await drag(page, await middle(page.getByTestId('line-end')), await middle(state(page, 'Both')), 'Next → Both');
  await expect.poll(() => lines(page)).toContain('Read→Both');

  await still(page);
  const again = await onLine(page, 'Read→Both');
  await page.mouse.move(again.x, again.y);
  await page.getByTestId('line-remove').click();
  await expect.poll(() => lines(page)).toContain('Read→End');
});

test('the end of a short line can be taken, too', async ({ studio, page }) => {
  await open(studio, page);
  const line = await onLine(page, 'Read→Both');
  await page.mouse.move(line.x, line.y);
  const end = await middle(page.getByTestId('line-end'));
  await drag(page, { x: end.x, y: end.y - 4 }, await middle(state(page, 'Done')), 'Next → Done');
  await expect.poll(() => lines(page)).toContain('Read→Done');
});

test('a copy of a state comes from the palette', async ({ studio, page }) => {
  await open(studio, page);
  await page.getByTestId('library-filter').fill('Read');
  await drag(page, await middle(page.getByTestId('own-state')), await onLine(page, 'Both→Done'), 'Between Both and Done');
  await expect.poll(() => lines(page)).toContain('Both→Read (2)');
  await page.keyboard.press('F2');
  await page.keyboard.type('Once more');
  await page.keyboard.press('Enter');
  await expect.poll(() => lines(page)).toContain('Once more→Done');
});

test('what is not allowed says why before it is let go', async ({ studio, page }) => {
  await open(studio, page);
  await state(page, 'Left').locator('.state-face').click();
  await carry(page, await middle(page.getByTestId('handle-next')), await middle(state(page, 'Done')));
  await expect(page.getByTestId('drag-hint')).toHaveText(/a transition cannot enter or leave a branch/);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('drag-hint')).toHaveCount(0);
  await page.mouse.up();
  await expect(page.getByTestId('undo')).toBeDisabled();
});

test('a line that is let go on empty ground asks what shall be there', async ({ studio, page }) => {
  await open(studio, page);
  await state(page, 'Read').locator('.state-face').click();
  const from = await middle(page.getByTestId('handle-catch').or(page.getByTestId('handle-next')).first());
  await drag(page, from, { x: from.x + 300, y: from.y + 20 }, 'Next → a new state');
  await expect(page.getByTestId('quick-add-field')).toBeFocused();
  await page.keyboard.type('choice');
  await page.keyboard.press('Enter');
  await expect(state(page, 'Choice')).toBeVisible();
  await expect.poll(() => lines(page)).toContain('Read→Choice');
});

test('by keys alone: states are added, named, copied, pasted and undone to the byte', async ({ studio, page }) => {
  await open(studio, page);
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('quick-add-field')).toBeFocused();
  await page.keyboard.type('wait');
  await page.keyboard.press('Enter');
  await expect(state(page, 'Wait')).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.getByTestId('name-field')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Done');
  await expect(page.locator('.name-error')).toHaveText('There is a state named “Done” already');
  await page.keyboard.type(' later');
  await page.keyboard.press('Enter');
  await expect(state(page, 'Done later')).toBeVisible();
  await page.keyboard.press('Control+D');
  await expect(state(page, 'Done later (2)')).toBeVisible();
  await page.keyboard.press('Delete');
  for (let step = 0; step < 4; step++) await page.keyboard.press('Control+Z');
  expect(await definitionText(page)).toBe(TEXT);
});

test('the menu of a state offers what can be done with it', async ({ studio, page }) => {
  await open(studio, page);
  await state(page, 'Both').locator('.state-face').click({ button: 'right' });
  const menu = page.getByTestId('context-menu');
  await expect(menu.getByRole('menuitem', { name: 'Add a branch' })).toBeVisible();
  await menu.getByRole('menuitem', { name: 'Add a branch' }).click();
  await expect(page.getByTestId('vacancy')).toBeVisible();
  await state(page, 'Read').locator('.state-face').click({ button: 'right' });
  await menu.getByRole('menuitem', { name: 'Put in a Map' }).click();
  await expect(state(page, 'Map')).toBeVisible();
});
