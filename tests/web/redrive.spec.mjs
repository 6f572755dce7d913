// A run that failed goes on where it failed, once what made it fail is mended.
import { commandByKeys, downloadedText, eventTypes, mockResult, paste, prepareRun, runStatus, runToEnd, state, tabTo } from './person.mjs';
import { expect, test } from './studio.mjs';

const call = (name) => ({ Type: 'Task', Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}` });
const ORDER = JSON.stringify({
  StartAt: 'Reserve',
  States: { Reserve: { ...call('reserve'), Next: 'Pay' }, Pay: { ...call('pay'), Next: 'Done' }, Done: { Type: 'Succeed' } },
});

const mock = (page) => page.locator('[data-mock="pay"]');

/** Runs the order until it fails, as its mock says. */
async function failed(studio, page) {
  await studio.open();
  await paste(page, ORDER);
  await prepareRun(page);
  await mockResult(page, 'reserve', { reserved: true });
  await mock(page).getByTestId('mock-kind').selectOption('fail');
  await mock(page).locator('[data-field="Error"]').fill('Declined');
  await runToEnd(page, 'Failed');
  await expect(page.getByTestId('run-error')).toHaveText('Declined');
  await expect(page.getByTestId('run-place')).toHaveText('Failed in Pay');
  await expect(state(page, 'Pay')).toHaveAttribute('data-status', 'failed');
}

const BEFORE = [
  'ExecutionStarted',
  ...['TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded', 'TaskStateExited'],
  ...['TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionFailed'],
  'ExecutionFailed',
];
/** A state that failed is scheduled again without being entered again. */
const AFTER = [
  'ExecutionRedriven',
  ...['LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded', 'TaskStateExited'],
  ...['SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded'],
];

async function expectRedriven(page) {
  await expect(runStatus(page)).toHaveText('Succeeded');
  await expect(page.getByTestId('redrive')).toHaveCount(0);
  await expect(page.getByTestId('run-data')).toContainText('"paid": true');
  for (const name of ['Reserve', 'Pay', 'Done']) await expect(state(page, name)).toHaveAttribute('data-status', 'succeeded');
  expect(await eventTypes(page)).toEqual([...BEFORE, ...AFTER]);
}

test('a run that failed goes on from the state that failed, with the mock as it was mended', async ({ studio, page }) => {
  await failed(studio, page);
  await page.getByTestId('run-tab-setup').click();
  await mockResult(page, 'pay', { paid: true });
  await page.getByTestId('run-tab-result').click();
  await expect(page.getByTestId('run-error'), 'as long as nothing is redriven').toHaveText('Declined');
  await page.getByTestId('redrive').click();
  await expectRedriven(page);
  await page.getByTestId('run-tab-result').click();
  const history = JSON.parse(await downloadedText(page, () => page.getByTestId('export-history').click()));
  expect(history.events.map((event) => event.type)).toEqual([...BEFORE, ...AFTER]);
  expect(history.events[BEFORE.length].executionRedrivenEventDetails).toEqual({ redriveCount: 1 });
});

test('a redrive that fails again can be redriven again, with the keys alone', async ({ studio, page }) => {
  await failed(studio, page);
  await tabTo(page, page.getByTestId('redrive'));
  await page.keyboard.press('Enter');
  await expect(runStatus(page)).toHaveText('Failed');
  await expect(page.getByTestId('redrive')).toBeVisible();
  expect((await eventTypes(page)).filter((type) => type === 'LambdaFunctionFailed')).toHaveLength(2);
  await page.getByTestId('run-tab-setup').focus();
  await page.keyboard.press('Enter');
  await tabTo(page, mock(page).getByTestId('mock-kind'));
  await page.keyboard.type('Return');
  await expect(mock(page)).toHaveAttribute('data-mock-kind', 'return');
  await tabTo(page, mock(page).locator('textarea'));
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('{ "paid": true }');
  await page.getByTestId('canvas').focus();
  await commandByKeys(page, 'Redrive');
  await expect(runStatus(page)).toHaveText('Succeeded');
  expect((await eventTypes(page)).filter((type) => type === 'ExecutionRedriven')).toHaveLength(2);
});

test('a run that succeeded offers no redrive', async ({ studio, page }) => {
  await studio.open();
  await paste(page, ORDER);
  await prepareRun(page);
  await runToEnd(page, 'Succeeded');
  await expect(page.getByTestId('redrive')).toHaveCount(0);
});
