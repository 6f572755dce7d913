// Running a workflow in the page: setup, playback, result, events, timeline, the inspector.
import { newProject } from './person.mjs';
import { expect, test } from './studio.mjs';

const samples = {
  'order-processing': 'succeeded',
  'parallel-enrichment': 'succeeded',
  'map-over-items': 'succeeded',
  'retry-with-backoff': 'succeeded',
  'saga-with-catches': 'failed',
  'express-router': 'succeeded',
  'jsonata-cart': 'succeeded',
};

async function openSample(page, id) {
  await page.locator(`[data-sample="${id}"]`).click();
  await expect(page.locator('.state').first()).toBeVisible();
}

async function openText(page, text) {
  await page.getByTestId('welcome-paste').click();
  await page.locator('dialog textarea').fill(text);
  await page.locator('dialog').getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.locator('.state').first()).toBeVisible();
}

/** Runs what is open, at once. */
async function runAtOnce(page) {
  await page.getByTestId('run').click();
  await page.getByTestId('speed-instant').click();
}

/** Lets so many frames be drawn. */
const frames = (page, count) =>
  page.evaluate(async (count) => {
    for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
  }, count);

const status = (page) => page.getByTestId('run-status');
const state = (page, name) => page.locator(`[data-state="${name}"]`);

test('every sample runs with one click and ends as it is meant to', async ({ studio, page }) => {
  await studio.open();
  for (const [id, outcome] of Object.entries(samples)) {
    await openSample(page, id);
    await expect(status(page), id).toHaveCount(0);
    await runAtOnce(page);
    await expect(status(page), id).toHaveAttribute('data-run-status', outcome);
    await expect(page.getByTestId('echo-note'), id).toHaveCount(0);
    await expect(page.locator(`.state[data-status="${outcome}"]`).first(), id).toBeVisible();
    await newProject(page);
  }
});

test('a run plays, pauses, steps, skips its wait, and can be replayed', async ({ studio, page }) => {
  await studio.open();
  await openSample(page, 'order-processing');
  await page.getByTestId('run').click();
  await expect(state(page, 'Review by hand')).toHaveAttribute('data-status', 'running');
  await page.getByTestId('play').click();
  const clock = await page.getByTestId('run-clock').textContent();
  await frames(page, 30);
  await expect(page.getByTestId('run-clock')).toHaveText(clock);
  await page.getByTestId('step').click();
  await expect(state(page, 'Review by hand')).toHaveAttribute('data-status', 'succeeded');
  await page.getByTestId('step-back').click();
  await expect(state(page, 'Review by hand')).toHaveAttribute('data-status', 'running');
  await page.getByTestId('play').click();
  await page.getByTestId('skip-wait').click();
  await expect(state(page, 'Wait for packing')).toHaveAttribute('data-status', 'running');
  await page.getByTestId('skip-wait').click();
  await expect(status(page)).toHaveText('Succeeded');
  await page.getByTestId('play').click();
  await expect(status(page)).toHaveText('Running');
});

test('a visit says what happened: values compared, the rule taken, where it led', async ({ studio, page }) => {
  await studio.open();
  await openSample(page, 'order-processing');
  await runAtOnce(page);
  await state(page, 'Which way?').locator('.state-face').click();
  const steps = page.getByTestId('steps');
  await expect(steps).toContainText('$.order.total is 740, greater than 500');
  await expect(steps).toContainText('Takes rule 2');
  const input = steps.locator('details');
  await expect(input.locator('pre')).toHaveCount(0);
  await input.locator('summary').press('Enter');
  await expect(input.locator('pre')).toContainText('"tier": "silver"');
  await steps.getByTestId('step-target').click();
  await expect(page.getByTestId('inspector-name')).toHaveText('Review by hand');
});

test('of two rules with one target only the one that held lights up', async ({ studio, page }) => {
  const rule = (value) => ({ Variable: '$.n', NumericEquals: value, Next: 'Done' });
  await studio.open();
  await openText(page, JSON.stringify({
    StartAt: 'Which?',
    States: { 'Which?': { Type: 'Choice', Choices: [rule(1), rule(2)], Default: 'Done' }, Done: { Type: 'Succeed' } },
  }));
  await page.getByTestId('run').click();
  await page.getByTestId('run-input').fill('{"n": 2}');
  await page.getByTestId('start').click();
  await page.getByTestId('speed-instant').click();
  await expect(status(page)).toHaveText('Succeeded');
  await expect(page.locator('.chip[data-status="taken"]')).toHaveText(['n = 2']);
});

test('a task that waits for a person is answered in the page', async ({ studio, page }) => {
  await studio.open();
  await openText(page, JSON.stringify({
    StartAt: 'Approve',
    States: {
      Approve: {
        Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true,
        Parameters: { QueueUrl: 'https://example.invalid/q', MessageBody: { 'token.$': '$$.Task.Token' } },
      },
    },
  }));
  await page.getByTestId('run').click();
  await page.getByTestId('mock-kind').selectOption('person');
  await page.getByTestId('start').click();
  await page.getByTestId('speed-instant').click();
  await expect(status(page)).toHaveText('Waiting for an answer');
  const form = page.getByTestId('asking');
  await expect(form.getByTestId('code')).toContainText(await form.getByTestId('task-token').textContent());
  await form.getByTestId('answer-output').fill('{"approved": tru');
  await expect(form.getByTestId('send-success')).toBeDisabled();
  await form.getByTestId('send-heartbeat').click();
  await expect(status(page)).toHaveText('Waiting for an answer');
  await form.getByTestId('answer-output').fill('{"approved": true}');
  await form.getByTestId('send-success').press('Enter');
  await expect(status(page)).toHaveText('Succeeded');
  await expect(page.getByTestId('run-data')).toContainText('"approved": true');
});

test('a run is stopped where it is shown', async ({ studio, page }) => {
  await studio.open();
  await openSample(page, 'order-processing');
  await page.getByTestId('run').click();
  await expect(state(page, 'Review by hand')).toHaveAttribute('data-status', 'running');
  await page.getByTestId('stop').click();
  await expect(status(page)).toHaveText('Stopped');
  await expect(state(page, 'Review by hand')).toHaveAttribute('data-status', 'aborted');
  await expect(state(page, 'Wait for packing')).toHaveAttribute('data-status', 'idle');
});

test('an endless loop leaves the page alive', async ({ studio, page }) => {
  await studio.open();
  await openText(page, '{"StartAt": "Turn", "States": {"Turn": {"Type": "Pass", "Next": "Turn"}}}');
  await page.getByTestId('run').click();
  await page.getByTestId('start').click();
  await page.getByTestId('speed-instant').click();
  await page.getByTestId('run').click();
  await expect(status(page)).toHaveText(/Stopped|Failed/);
});

test('a broken input is told with its place and not run', async ({ studio, page }) => {
  await studio.open();
  await openText(page, '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}');
  await page.getByTestId('run').click();
  const input = page.getByTestId('run-input');
  await expect(input).toBeFocused();
  await input.fill('{\n  "a": 1,\n}');
  await expect(page.getByTestId('input-problem')).toContainText('Line 2');
  await page.getByTestId('start').click();
  await expect(page.getByTestId('run-status')).toHaveCount(0);
  await input.fill('{"a":1}');
  await page.getByTestId('format-input').click();
  await expect(input).toHaveValue('{\n  "a": 1\n}');
  await input.press('Control+Enter');
  await page.getByTestId('speed-instant').click();
  await expect(status(page)).toHaveText('Succeeded');
  await expect(page.getByTestId('run-data')).toContainText('"a": 1');
});

test('mocks are edited in a form, and what has none is told', async ({ studio, page }) => {
  await studio.open();
  const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:[ACCOUNT-ID]:function:pay', End: true };
  await openText(page, JSON.stringify({ StartAt: 'Pay', States: { Pay: task } }));
  await page.getByTestId('run').click();
  await page.getByTestId('start').click();
  await page.getByTestId('speed-instant').click();
  await expect(page.getByTestId('echo-note')).toContainText('pay has no mock and echoed its input');
  await page.getByTestId('echo-setup').click();
  const mock = page.locator('[data-mock="pay"]');
  await mock.getByTestId('mock-kind').selectOption('fail');
  await mock.locator('[data-field="Error"]').fill('Declined');
  await mock.locator('[data-field="Cause"]').fill('No money');
  await page.getByTestId('start').click();
  await expect(status(page)).toHaveText('Failed');
  await expect(page.getByTestId('run-error')).toHaveText('Declined');
  await expect(page.getByTestId('run-cause')).toHaveText('No money');
  await expect(page.getByTestId('inspector-name')).toHaveText('Pay');
  await page.getByTestId('run-tab-setup').click();
  await page.getByTestId('mocks-as-json').click();
  await expect(page.getByTestId('mocks-json')).toHaveValue(/"error": "Declined"/);
});

test('events show what AWS would record, and lead to their states', async ({ studio, page }) => {
  await studio.open();
  await openSample(page, 'retry-with-backoff');
  await runAtOnce(page);
  await expect(status(page)).toHaveText('Succeeded');
  await page.getByTestId('run-tab-events').click();
  const events = page.getByTestId('event');
  await expect(events.nth(0)).toHaveAttribute('data-type', 'ExecutionStarted');
  const failed = page.locator('[data-type="LambdaFunctionFailed"]').first();
  await failed.click();
  await expect(page.getByTestId('event-details')).toContainText('lambdaFunctionFailedEventDetails');
  await expect(status(page)).toHaveText('Running');
  await expect(page.locator('.state[data-status="retrying"]')).toHaveCount(1);
  await page.getByTestId('play').click();
  await expect(status(page)).toHaveText('Succeeded');
  await page.getByTestId('visit-attempts').click();
  await expect(page.getByTestId('attempts').locator('tbody tr')).toHaveCount(3);
  await page.getByTestId('run-tab-timeline').click();
  await expect(page.getByTestId('timeline-row').first()).toBeVisible();
});

test('input and mocks come back with the document', async ({ studio, page }) => {
  await studio.open();
  await openSample(page, 'saga-with-catches');
  await runAtOnce(page);
  await page.reload();
  await studio.started();
  await runAtOnce(page);
  await expect(page.getByTestId('run-error')).toHaveText('TripNotBooked');
});
