// Whole journeys that other specs do not make: by keys alone, from a broken text to a run, through the themes.
import { dropFile, runStatus, runToEnd, selectedName, state } from './person.mjs';
import { expect, test } from './studio.mjs';

test.use({ keepsItself: true });

test('keys alone: a sample is opened, walked, run and read', async ({ studio, page }) => {
  await studio.open();
  const sample = page.locator('[data-sample="retry-with-backoff"]');
  await pressUntil(page, 'Tab', () => sample.evaluate((button) => button === document.activeElement));
  await page.keyboard.press('Enter');
  await expect(state(page, 'Call the forecast')).toBeVisible();

  await page.keyboard.press('ArrowDown');
  await expect(selectedName(page)).toHaveText('Call the forecast');
  await page.keyboard.press('ArrowDown');
  await expect(selectedName(page)).toHaveText('Publish');

  await page.keyboard.press('Control+Enter');
  await expect(runStatus(page)).toHaveText('Running');
  await page.keyboard.press('w');
  await pressUntil(page, 'n', async () => (await runStatus(page).textContent()) === 'Succeeded');
  await expect(page.getByTestId('announcement')).toContainText('Run succeeded');
  await expect(page.getByTestId('run-data')).toContainText('"sky": "clear"');

  await page.keyboard.press('ArrowUp');
  await expect(selectedName(page)).toHaveText('Call the forecast');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-inspector]')).toBeFocused();
  const attempts = page.getByTestId('visit-attempts');
  await pressUntil(page, 'Tab', () => attempts.evaluate((button) => button === document.activeElement));
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('attempts').locator('tbody tr')).toHaveCount(3);
});

test('a broken file is mended where its error is shown, opened and run', async ({ studio, page }) => {
  await studio.open();
  const broken = '{\n  "StartAt": "Only",\n  "States": { "Only": { "Type": "Pass", "End": true }\n}';
  await dropFile(page, 'broken.asl.json', broken);
  await expect(page.getByTestId('open-error')).toContainText(/line \d+, column \d+/);
  await expect(page.getByTestId('paste-text')).toHaveValue(broken);
  await page.getByTestId('paste-text').fill(`${broken}}`);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('machine-name')).toHaveText('broken');
  await page.getByTestId('run').click();
  await runToEnd(page, 'Succeeded');
  await expect(state(page, 'Only')).toHaveAttribute('data-status', 'succeeded');
});

test('the theme goes dark and light again', async ({ studio, page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await studio.open();
  const shade = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await shade();
  await page.getByTestId('theme').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(shade).not.toBe(light);
  await page.getByTestId('theme').click();
  await expect.poll(shade).toBe(light);
});

test('the system decides the theme until a person does', async ({ studio, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await studio.open();
  await expect(page.getByTestId('theme')).toHaveAccessibleName('Switch to the light theme');
  await page.getByTestId('theme').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

/** Presses a key again and again until something holds: how often is not a test's business. */
async function pressUntil(page, key, holds) {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await holds()) return;
    await page.keyboard.press(key);
  }
  expect(await holds(), `after sixty times ${key}`).toBe(true);
}
