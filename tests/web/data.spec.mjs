// Samples of the data that reaches a state: given by hand, kept with the project, carried in its file.
import { readFileSync } from 'node:fs';
import { dropFile, paste, selectedName, state, tabTo } from './person.mjs';
import { expect, test } from './studio.mjs';

const WORKFLOW = JSON.stringify({ StartAt: 'First', States: { First: { Type: 'Pass', Next: 'Second' }, Second: { Type: 'Pass', End: true } } }, null, 2);
const SAMPLE = '{ "order": { "id": 7 } }';

const saved = (page) => expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved');
/** The input among the data, where it is known. */
const input = (page) => page.getByTestId('data-panel').getByRole('heading', { name: 'Input', exact: true });
const value = (page, text) => page.getByTestId('data-value').filter({ hasText: text });

async function showData(page, name) {
  await state(page, name).click({ position: { x: 40, y: 12 } });
  await expect(selectedName(page)).toHaveText(name);
  await page.getByTestId('tab-input').click();
  await openData(page);
}

/** Opens the panel of data, where it is not open already. */
async function openData(page) {
  const toggle = page.getByTestId('data-toggle');
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  await expect(page.getByTestId('data-sample')).toBeVisible();
}

async function expectSample(page) {
  await showData(page, 'Second');
  await expect(page.getByTestId('data-sample')).toHaveValue(SAMPLE);
  await expect(page.getByTestId('data-toggle')).toContainText('Pasted');
  await expect(value(page, 'id')).toContainText('7');
  await showData(page, 'First');
  await expect(page.getByTestId('data-sample'), 'it is of one state alone').toHaveValue('');
}

test('a sample is kept with the project, goes out in its file and comes back with it', async ({ studio, page }) => {
  await studio.open();
  await dropFile(page, 'one.asl.json', WORKFLOW);
  await showData(page, 'Second');
  await expect(page.getByTestId('data-toggle')).toContainText('Run the workflow or paste a sample');
  await page.getByTestId('data-sample').fill(SAMPLE);
  await expectSample(page);
  await saved(page);
  await page.reload();
  await expectSample(page);

  await page.getByTestId('menu-project').click();
  const download = page.waitForEvent('download');
  await page.getByTestId('project-export').click();
  const file = readFileSync(await (await download).path(), 'utf8');
  await page.getByTestId('menu-project').click();
  await page.getByTestId('project-delete').click();
  await page.getByTestId('delete-typed').fill('one');
  await page.getByTestId('delete-confirm').click();
  await expect(page.getByTestId('welcome')).toBeVisible();
  await dropFile(page, 'one.aslproject.json', file);
  await expectSample(page);
});

test('a sample that is no JSON says so and is not taken for data; one that is none any more is gone', async ({ studio, page }) => {
  await studio.open();
  await paste(page, WORKFLOW);
  await showData(page, 'Second');
  await page.getByTestId('data-sample').fill('{ "order": ');
  await expect(page.getByTestId('data-panel')).toContainText('This is not JSON');
  await expect(input(page)).toHaveCount(0);
  await page.getByTestId('data-sample').fill(SAMPLE);
  await expect(input(page)).toHaveCount(1);
  await expect(page.getByTestId('data-panel')).not.toContainText('This is not JSON');
  await expect(value(page, 'id')).toBeVisible();
  await page.getByTestId('data-sample').fill('');
  await expect(input(page)).toHaveCount(0);
});

test('a sample is given and its path put into a field with the keys alone', async ({ studio, page }) => {
  await studio.open();
  await paste(page, WORKFLOW.replace('"Type": "Pass",\n      "End"', '"Type": "Pass",\n      "Parameters": { "id.$": "$.x" },\n      "End"'));
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(selectedName(page)).toHaveText('Second');
  await tabTo(page, page.getByTestId('tab-configuration'));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('tab-input')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('tab-input')).toHaveAttribute('aria-selected', 'true');
  await tabTo(page, page.getByTestId('data-toggle'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByTestId('data-sample'));
  await page.keyboard.insertText(SAMPLE);
  await expect(value(page, 'id')).toBeVisible();
  await tabTo(page, page.getByTestId('field-Parameters/0/value'), 'Shift+Tab');
  await page.keyboard.press('Control+a');
  await tabTo(page, value(page, 'id').last());
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('field-Parameters/0/value')).toHaveValue('$.order.id');
});
