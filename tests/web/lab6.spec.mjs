// Lab 6's definitions, their placeholders left as they stand: the standard and the express workflow run with mocks, the
// callback one is drawn, and a run of it says what is not supported yet.
import { labInputs, labs, labsAreHere } from './labs.mjs';
import { downloadedText, mockResult, pasteByKeys, prepareRun, runToEnd, state, stateNames } from './person.mjs';
import { expect, test } from './studio.mjs';

const here = labsAreHere();
const definitions = here ? labs() : {};
const inputs = here ? labInputs() : {};

test.skip(!here, '../shared/labs is not here');

async function open(studio, page, text) {
  await studio.open();
  await pasteByKeys(page, text);
  for (const name of stateNames(JSON.parse(text))) await expect(state(page, name), name).toBeVisible();
}

async function expectStatus(page, status, names) {
  for (const name of names) await expect(state(page, name), name).toHaveAttribute('data-status', status);
}

/** Mocks as the lab's functions answer a good order. */
async function mockOrder(page) {
  const order = JSON.parse(inputs.order);
  const validated = { ...order, validation: { isValid: true, errors: [] } };
  await mockResult(page, '[your-username]-order-validator', validated);
  await mockResult(page, '[your-username]-payment-processor', { ...validated, payment: { status: 'COMPLETED' } });
  await mockResult(page, '[your-username]-inventory-updater', { ...validated, inventory: { updates: [], updatedAt: 1 } });
  await mockResult(page, '[your-username]-order-fulfillment', { ...validated, status: 'COMPLETED' });
}

for (const speed of ['instant', '10×']) {
  test(`the standard workflow succeeds with mocks by function, ${speed}`, async ({ studio, page }) => {
    await open(studio, page, definitions.standard);
    await prepareRun(page, inputs.order);
    await mockOrder(page);
    await runToEnd(page, 'Succeeded', speed);
    const taken = ['ValidateOrder', 'CheckValidation', 'ParallelProcessing', 'ProcessPayment', 'UpdateInventory', 'MergeResults', 'FulfillOrder'];
    await expectStatus(page, 'succeeded', taken);
    await expectStatus(page, 'idle', ['ValidationFailed', 'ProcessingFailed', 'FulfillmentFailed']);
    await expect(page.getByTestId('run-data')).toContainText('"status": "COMPLETED"');
    await expect(page.getByTestId('echo-note')).toHaveCount(0);
  });
}

test('a validator that fails is caught by name, and the way out is taken', async ({ studio, page }) => {
  await open(studio, page, definitions.standard);
  await prepareRun(page, inputs.order);
  const validator = page.locator('[data-mock="[your-username]-order-validator"]');
  await validator.getByTestId('mock-kind').selectOption('fail');
  await validator.locator('[data-field="Error"]').fill('Exception');
  await runToEnd(page, 'Succeeded');
  await expectStatus(page, 'caught', ['ValidateOrder']);
  await expectStatus(page, 'succeeded', ['ValidationFailed']);
  await expect(page.locator('[data-edge="ValidateOrder→ValidationFailed"]')).toHaveAttribute('data-status', 'taken');
  await expect(page.locator('[data-edge="CheckValidation→ValidationFailed"]')).toHaveAttribute('data-status', 'idle');
});

test('the placeholders leave as they came', async ({ studio, page }) => {
  await open(studio, page, definitions.standard);
  const exported = await downloadedText(page, async () => {
    await page.getByTestId('menu-export').click();
    await page.getByTestId('export-download').click();
  });
  expect(exported).toBe(definitions.standard);
  expect(exported).toContain('us-east-1:[ACCOUNT-ID]:function:[your-username]-order-validator');
});

test('the express workflow routes a purchase', async ({ studio, page }) => {
  await open(studio, page, definitions.express);
  await prepareRun(page, inputs.event);
  await mockResult(page, '[your-username]-realtime-validator', { nextStep: 'process_transaction' });
  await runToEnd(page, 'Succeeded');
  await expectStatus(page, 'succeeded', ['ValidateEvent', 'RouteEvent', 'ProcessTransaction']);
  await expectStatus(page, 'idle', ['LogAnalytics', 'LogEvent']);
  await expect(page.getByTestId('run-data')).toContainText('TRANSACTION_PROCESSED');
});

test('the callback workflow is drawn, and a run of it asks for the answer', async ({ studio, page }) => {
  await open(studio, page, definitions.callback);
  for (const to of ['TaskTimeout', 'TaskFailed']) {
    await expect(page.locator(`[data-edge="StartLongRunningTask→${to}"]`)).toHaveAttribute('data-tone', 'catch');
  }
  await page.getByTestId('run').click();
  await page.getByTestId('mock-kind').first().selectOption('person');
  await runToEnd(page, 'Waiting for an answer');
  await page.getByTestId('send-success').click();
  await expect(page.getByTestId('run-status')).toHaveText('Succeeded');
  await expectStatus(page, 'succeeded', ['StartLongRunningTask']);
});
