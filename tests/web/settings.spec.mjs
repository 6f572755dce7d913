// The settings of the machine: what stands beside the definition.
import { readFile } from 'node:fs/promises';
import { paste } from './person.mjs';
import { expect, test } from './studio.mjs';

const ORDERS = JSON.stringify(
  {
    StartAt: 'Pay',
    States: {
      Pay: {
        Type: 'Task',
        Resource: 'arn:aws:lambda:eu-west-1:[ACCOUNT-ID]:function:[your-username]-pay',
        Parameters: { 'total.$': '$.total' },
        Next: 'Queue',
      },
      Queue: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true },
    },
  },
  null,
  2,
);

test.beforeEach(async ({ studio }) => {
  await studio.open();
  await paste(studio.page, ORDERS);
});

async function exported(page, item) {
  await page.getByTestId('menu-export').click();
  const download = page.waitForEvent('download');
  await page.getByTestId(item).click();
  return readFile(await (await download).path(), 'utf8');
}

test('placeholders keep their places and their values are filled in when asked', async ({ studio }) => {
  const { page } = studio;
  await page.getByTestId('value-[your-username]').fill('ada');
  await page.getByTestId('setting-account').fill('1111');
  await expect(page.getByText('An account has 12 digits')).toBeVisible();
  await page.getByTestId('setting-account').fill('111122223333');
  await expect(page.getByText('An account has 12 digits')).toBeHidden();
  expect(await exported(page, 'export-filled')).toBe(
    ORDERS.replace('[ACCOUNT-ID]', '111122223333').replace('[your-username]', 'ada'),
  );
  expect(await exported(page, 'export-download')).toBe(ORDERS);
  await page.reload();
  await expect(page.getByTestId('value-[your-username]')).toHaveValue('ada');
});

test('what Express breaks is listed, and leads to the state', async ({ studio }) => {
  const { page } = studio;
  await page.getByTestId('machine-type').selectOption('express');
  const breaks = page.getByTestId('express-breaks');
  await expect(breaks).toContainText('waitForTaskToken');
  await breaks.getByRole('button', { name: 'Queue' }).click();
  await expect(page.getByTestId('inspector-name')).toHaveText('Queue');
});
