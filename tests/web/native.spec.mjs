// What the page runs is what the command line runs: the same history, byte for byte. `make laws` asks the same of thousands
// of generated definitions, without a page.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { downloadedText, newProject, runStatus } from './person.mjs';
import { expect, test } from './studio.mjs';

const asl = 'target/debug/asl';
const samples = ['order-processing', 'parallel-enrichment', 'map-over-items', 'retry-with-backoff', 'saga-with-catches', 'express-router'];

test.skip(!existsSync(asl) && !process.env.CI, `${asl} is not built`);

test('every sample has the history that asl run gives it', async ({ studio, page }) => {
  await studio.open();
  for (const id of samples) {
    await page.locator(`[data-sample="${id}"]`).click();
    await expect(page.locator('.state').first()).toBeVisible();
    await page.getByTestId('run').click();
    await page.getByTestId('speed-instant').click();
    await expect(runStatus(page)).toHaveText(/Succeeded|Failed/);
    const here = await downloadedText(page, () => page.getByTestId('export-history').click());
    expect(here.trim(), id).toBe(nativeHistory(id).trim());
    await newProject(page);
  }
});

function nativeHistory(id) {
  const file = (kind) => `public/samples/${id}.${kind}.json`;
  const run = ['run', file('asl'), '--input', file('input'), '--mocks', file('mocks'), '--history'];
  try {
    return execFileSync(asl, run, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (failed) {
    // A workflow that fails, as one of the samples is meant to, has a history all the same.
    return failed.stdout;
  }
}
