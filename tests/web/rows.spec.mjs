// Objects as rows in the inspector, ways that lead nowhere on the canvas, and what must fit on a narrow page.
import { carry, definitionText, paste, selectedName, state } from './person.mjs';
import { expect, test } from './studio.mjs';

const OPEN = JSON.stringify({
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'check', 'Payload.$': '$.order', Tries: 3 },
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      Catch: [{ ErrorEquals: ['States.ALL'] }],
      Next: 'Ask',
    },
    Ask: { Type: 'Choice', Choices: [{ Variable: '$.ok', BooleanEquals: true, Next: 'Done' }] },
    Done: { Type: 'Succeed' },
  },
}, null, 2);

const select = (page, name) => state(page, name).click({ position: { x: 40, y: 12 } });
const field = (page, id) => page.getByTestId(`field-Parameters/${id}`);
const given = async (page) => JSON.parse(await definitionText(page)).States.Call.Parameters;

async function openRows(studio, page) {
  await studio.open();
  await paste(page, OPEN);
  await select(page, 'Call');
  await page.getByTestId('tab-input').click();
}

test('a payload is typed row by row, and each row keeps the focus', async ({ studio, page }) => {
  await openRows(studio, page);
  await expect(field(page, '1/key')).toHaveValue('Payload');
  await expect(field(page, '1/value')).toHaveValue('$.order');
  await field(page, '1/value').fill('$.order.id');
  await expect(field(page, '1/value')).toBeFocused();
  await page.getByTestId('add-member').click();
  await expect(field(page, '3/key')).toBeFocused();
  await page.keyboard.type('Note');
  await page.keyboard.press('Tab');
  await expect(field(page, '3/kind')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('so it is');
  await page.keyboard.press('Enter');
  await expect(field(page, '3/value')).toBeFocused();
  await page.getByTestId('remove-Parameters/2').click();
  await expect(field(page, '2/key')).toBeFocused();
  expect(await given(page)).toEqual({ FunctionName: 'check', 'Payload.$': '$.order.id', Note: 'so it is' });
  await field(page, '0/kind').selectOption({ label: 'JSON' });
  await expect(field(page, '0/value')).toHaveValue('{\n  "value": "check"\n}');
});

test('a row changes its place, and pressing on moves it on', async ({ studio, page }) => {
  await openRows(studio, page);
  await page.getByTestId('down-Parameters/0').press('Enter');
  await expect(page.getByTestId('down-Parameters/1')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('up-Parameters/2')).toBeFocused();
  expect(Object.keys(await given(page))).toEqual(['Payload.$', 'Tries', 'FunctionName']);
  await page.getByTestId('undo').click();
  expect(Object.keys(await given(page))).toEqual(['Payload.$', 'FunctionName', 'Tries']);
});

test('an object is text and rows again; what is wrong is said in its row', async ({ studio, page }) => {
  await openRows(studio, page);
  await field(page, '2/value').fill('three');
  await expect(page.getByTestId('trouble-Parameters/2/value')).toContainText('This is not a number');
  await field(page, '2/value').press('Escape');
  await expect(field(page, '2/value')).toHaveValue('3');
  await page.getByTestId('shape-Parameters').click();
  await expect(page.getByTestId('field-Parameters')).toHaveValue(/"Tries": 3/);
  await page.getByTestId('shape-Parameters').click();
  await expect(field(page, '2/value')).toHaveValue('3');
});

test('a click on a value of the data puts its path into the row', async ({ studio, page }) => {
  await openRows(studio, page);
  await page.getByTestId('add-member').click();
  await field(page, '3/value').focus();
  await page.getByTestId('data-toggle').click();
  await page.getByTestId('data-sample').fill('{ "order": { "id": 7 } }');
  await field(page, '3/value').focus();
  await page.getByTestId('data-value').filter({ hasText: 'order' }).first().click();
  await expect(field(page, '3/value')).toHaveValue('$.order');
  expect((await given(page))['key.$']).toBe('$.order');
});

test('a way that leads nowhere is drawn, and a click on it says what comes next', async ({ studio, page }) => {
  await studio.open();
  await paste(page, OPEN);
  await expect(page.getByTestId('stub')).toHaveCount(2);
  await expect(page.getByTestId('stub').getByText('default')).toBeVisible();
  await page.locator('[data-testid="stub"][data-tone="default"] .stub-dot').click();
  await expect(page.getByTestId('quick-add')).toBeVisible();
  await page.getByTestId('quick-add-field').fill('fail');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('stub')).toHaveCount(1);
  expect(JSON.parse(await definitionText(page)).States.Ask.Default).toBeTruthy();
});

test('the small drawing of a long one is wide enough to take hold of, and its frame is dragged along', async ({ studio, page }) => {
  await studio.open();
  const step = (number) => [`Step ${number}`, { Type: 'Pass', ...(number < 300 ? { Next: `Step ${number + 1}` } : { End: true }) }];
  const states = Object.fromEntries(Array.from({ length: 300 }, (_, index) => step(index + 1)));
  await paste(page, JSON.stringify({ StartAt: 'Step 1', States: states }));
  const map = page.getByTestId('minimap');
  await expect(map).toBeVisible();
  const { x, y, width, height } = await map.boundingBox();
  expect(Math.min(width, height)).toBeGreaterThan(48);
  const middle = async () => {
    const box = await map.locator('.map-window').boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  await carry(page, await middle(), { x: x + width / 2, y: y + height + 60 });
  await page.mouse.up();
  await expect(state(page, 'Step 300')).toBeInViewport();
  await page.mouse.click(x + width / 2, y + 3);
  await expect(state(page, 'Step 300')).not.toBeInViewport();
  expect((await middle()).y).toBeLessThan(y + height);
});

test('handles are as large at any zoom', async ({ studio, page }) => {
  await studio.open();
  await paste(page, OPEN);
  await select(page, 'Call');
  const size = async () => (await page.getByTestId('handle-next').locator('.handle-dot').boundingBox()).width;
  expect(await size()).toBeCloseTo(24, 0);
  for (let step = 0; step < 4; step += 1) await page.getByTestId('zoom-out').click();
  await expect.poll(size).toBeCloseTo(24, 0);
});

test('the settings of the machine keep the focus, and undo takes each back', async ({ studio, page }) => {
  await studio.open();
  await paste(page, OPEN);
  const region = page.getByTestId('setting-region');
  await region.click();
  await page.keyboard.type('eu-west-1');
  await expect(region).toBeFocused();
  await expect(region).toHaveValue('eu-west-1');
  const comment = page.getByTestId('field-Comment');
  await comment.click();
  await page.keyboard.type('About');
  await expect(comment).toBeFocused();
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('undo')).toHaveAccessibleName('Undo: Change the region');
  await page.getByTestId('undo').click();
  await expect(region).toHaveValue('');
});

test('an empty workflow is not told that it is wrong', async ({ studio, page }) => {
  await studio.open();
  await page.getByTestId('welcome-new').click();
  await expect(page.getByTestId('start-here')).toBeVisible();
  await expect(page.getByTestId('problem-pill')).toHaveCount(0);
  await page.getByTestId('tab-problems').click();
  await expect(page.getByTestId('problem-row')).toHaveCount(1);
});

for (const width of [1024, 1180, 1440]) {
  test(`the bar and the tabs fit into ${width} pixels`, async ({ studio, page }) => {
    await page.setViewportSize({ width, height: 768 });
    await studio.open();
    await paste(page, OPEN);
    await select(page, 'Call');
    await expect(selectedName(page)).toHaveText('Call');
    const overflow = (element) => element.scrollWidth - element.clientWidth;
    expect(await page.locator('.topbar').evaluate(overflow)).toBeLessThanOrEqual(0);
    expect(await page.locator('.form-tabs').evaluate(overflow)).toBeLessThanOrEqual(0);
    const boxes = await page.locator('.topbar > *:visible').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
    boxes.sort((one, other) => one.left - other.left);
    for (let at = 1; at < boxes.length; at += 1) expect(boxes[at].left).toBeGreaterThanOrEqual(boxes[at - 1].right - 0.5);
  });
}

test('on a narrow page the theme and the keys are behind More', async ({ studio, page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await studio.open();
  await paste(page, OPEN);
  await expect(page.getByTestId('theme')).toBeHidden();
  await page.getByTestId('menu-more').click();
  await page.getByTestId('more-theme').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByTestId('menu-more').click();
  await page.getByTestId('more-shortcuts').click();
  await expect(page.getByTestId('dialog-shortcuts')).toBeVisible();
});
