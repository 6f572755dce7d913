// Runs that start executions of the project's other workflows.
import { dropFile, mockResult, prepareRun, runStatus, runToEnd, state, tabTo } from './person.mjs';
import { expect, test } from './studio.mjs';

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:charge';
const CHARGE = JSON.stringify({ StartAt: 'Charge', States: { Charge: { Type: 'Task', Resource: lambda, End: true } } });

/** Calls the very function that `charge` calls, then starts the workflow `machine`. */
const order = (machine, pattern = '.sync:2') =>
  JSON.stringify({
    StartAt: 'Ask',
    States: {
      Ask: { Type: 'Task', Resource: lambda, ResultPath: '$.asked', Next: 'Pay' },
      Pay: {
        Type: 'Task',
        Resource: `arn:aws:states:::states:startExecution${pattern}`,
        Parameters: { StateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${machine}`, Input: { 'total.$': '$.total' } },
        ResultPath: '$.paid',
        End: true,
      },
    },
  });

/** The workflows `charge` and `order`, the latter shown; each has a mock of its own for the function of both. */
async function openBoth(studio, page, machine, pattern) {
  await studio.open();
  await dropFile(page, 'charge.asl.json', CHARGE);
  await expect(state(page, 'Charge')).toBeVisible();
  await prepareRun(page);
  await mockResult(page, 'charge', 'by charge');
  await dropFile(page, 'order.asl.json', order(machine, pattern));
  await expect(state(page, 'Pay')).toBeVisible();
  await prepareRun(page, '{ "total": 20 }');
  await mockResult(page, 'charge', 'by order');
}

/** The output of the run, read. */
const output = async (page) => JSON.parse(await page.getByTestId('run-data').getByTestId('code').textContent());

test('a workflow starts another one, which answers with its own mocks and can be looked into', async ({ studio, page }) => {
  await openBoth(studio, page, 'charge');
  await runToEnd(page, 'Succeeded');
  const started = page.getByTestId('started-run');
  await expect(started).toHaveText(/^Pay started charge, which succeeded: 1 state in /);
  await expect(started).toHaveAttribute('data-status', 'succeeded');
  await expect(page.getByTestId('missing-machine')).toHaveCount(0);
  await expect(page.getByTestId('echo-note')).toHaveCount(0);
  const { asked, paid } = await output(page);
  expect([asked, paid.Status, paid.Input, paid.Output]).toEqual(['by order', 'SUCCEEDED', { total: 20 }, 'by charge']);
  await started.click();
  await expect(page.getByTestId('machine-name')).toHaveText('charge');
  await expect(state(page, 'Charge')).toBeVisible();
});

test('a workflow that was started and failed is shown as failed, and mended with the keys alone', async ({ studio, page }) => {
  await openBoth(studio, page, 'charge');
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('{');
  await expect(page.getByTestId('machine-name')).toHaveText('charge');
  await expect(page.getByTestId('setup'), 'the drawer stays open').toBeVisible();
  await page.locator('[data-mock="charge"]').getByTestId('mock-kind').selectOption('fail');
  await page.locator('[data-mock="charge"] [data-field="Error"]').fill('Declined');
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('}');
  await expect(page.getByTestId('machine-name')).toHaveText('order');
  await page.keyboard.press('Control+Enter');
  await tabTo(page, page.getByTestId('speed-instant'));
  await page.keyboard.press('Enter');
  await expect(runStatus(page)).toHaveText('Failed');
  await expect(page.getByTestId('run-error')).toHaveText('States.TaskFailed');
  const started = page.getByTestId('started-run');
  await expect(started).toHaveText('Pay started charge, which failed: Declined');
  await expect(started).toHaveAttribute('data-status', 'failed');
  await tabTo(page, started);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('machine-name')).toHaveText('charge');
});

/** What is said of the task, and what it gave, by how it starts a workflow that is not there. */
const MISSING = [
  ['.sync:2', 'Pay was told that it succeeded and gave its input back', (paid) => [paid.Status, paid.Output], ['SUCCEEDED', { total: 20 }]],
  ['.sync', 'Pay was told that it succeeded and gave its input back', (paid) => [paid.Status, paid.Output], ['SUCCEEDED', '{"total":20}']],
  ['', 'Pay echoed its input', (paid) => paid.Input, { total: 20 }],
];

for (const [pattern, said, part, expected] of MISSING) {
  test(`a workflow that the project lacks is told, and what startExecution${pattern} got instead`, async ({ studio, page }) => {
    await openBoth(studio, page, 'elsewhere', pattern);
    await runToEnd(page, 'Succeeded');
    await expect(page.getByTestId('missing-machine')).toHaveText(`elsewhere is not in this project, or has errors; ${said}`);
    await expect(page.getByTestId('started-run')).toHaveCount(0);
    await expect(page.getByTestId('echo-note'), 'it is told once').toHaveCount(0);
    expect(part((await output(page)).paid)).toEqual(expected);
  });
}
