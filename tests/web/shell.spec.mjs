// The shell as a person meets it: ways to open, the canvas by pointer and keys, the panes, what is remembered.
import { readFileSync } from 'node:fs';
import { dropFile, newProject, paste, selectedName, state, still } from './person.mjs';
import { expect, test } from './studio.mjs';

const NESTED = JSON.stringify(
  {
    StartAt: 'First',
    States: {
      First: { Type: 'Pass', Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
          { StartAt: 'Right', States: { Right: { Type: 'Pass', End: true } } },
        ],
        Next: 'Last',
      },
      Last: { Type: 'Succeed' },
    },
  },
  null,
  2,
);

/** The canvas's transform: what changes while panning and zooming. */
const transform = (page) => page.getByTestId('layer').evaluate((layer) => [layer, layer.firstElementChild].map((one) => one.style.transform).join(' '));

test('nothing open: the page teaches the ways in', async ({ studio, page }) => {
  await studio.open();
  await expect(page.getByTestId('welcome')).toBeVisible();
  await expect(page.getByTestId('sample')).toHaveCount(7);
  await page.getByTestId('welcome-paste').click();
  await expect(page.getByTestId('paste-text')).toBeFocused();
  await page.getByTestId('paste-text').fill(NESTED);
  await page.getByTestId('paste-open').click();
  await expect(state(page, 'First')).toBeVisible();
  await expect(page.locator('[data-edge="First→Both"]')).toHaveCount(1);
});

test('every sample opens with one click and is drawn', async ({ studio, page }) => {
  await studio.open();
  for (const id of ['order-processing', 'parallel-enrichment', 'map-over-items', 'retry-with-backoff', 'saga-with-catches', 'express-router', 'jsonata-cart']) {
    await page.locator(`[data-sample="${id}"]`).click();
    const sample = JSON.parse(readFileSync(new URL(`../../public/samples/${id}.asl.json`, import.meta.url)));
    for (const name of Object.keys(sample.States)) await expect(state(page, name), id).toBeVisible();
    await expect(page.getByTestId('problem-pill'), id).toHaveCount(0);
    await newProject(page);
  }
});

test('a paste, a dropped file and a picked file all open', async ({ studio, page }) => {
  await studio.open();
  await paste(page, NESTED);
  await expect(state(page, 'Left')).toBeVisible();
  await dropFile(page, 'dropped.asl.json', NESTED.replaceAll('First', 'Dropped'));
  await expect(state(page, 'Dropped')).toBeVisible();
  await expect(page.getByTestId('machine-name')).toHaveText('dropped');
  await page.getByTestId('menu-open').click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('open-file').click();
  await (await chooser).setFiles({ name: 'picked.json', mimeType: 'application/json', buffer: Buffer.from(NESTED) });
  await expect(page.getByTestId('machine-name')).toHaveText('picked');
});

test('broken JSON is told with its place, keeps its text and leaves what is open alone', async ({ studio, page }) => {
  await studio.open();
  await paste(page, NESTED);
  const broken = NESTED.replace('"Type": "Succeed"', '"Type" "Succeed"');
  await paste(page, broken);
  const error = page.getByTestId('open-error');
  await expect(error).toContainText('A colon is missing here');
  await expect(error).toContainText(/line \d+, column \d+/);
  await expect(page.getByTestId('open-error-excerpt')).toContainText('"Type" "Succeed"');
  await expect(page.getByTestId('paste-text')).toHaveValue(broken);
  await page.getByTestId('paste-cancel').click();
  await expect(state(page, 'First')).toBeVisible();
});

test('keys walk the states, open the inspector and clear the selection', async ({ studio, page }) => {
  await studio.open();
  await paste(page, NESTED);
  await page.getByTestId('canvas').focus();
  for (const [key, name] of [['ArrowDown', 'First'], ['ArrowDown', 'Both'], ['ArrowDown', 'Left'], ['ArrowRight', 'Right'], ['ArrowDown', 'Last'], ['k', 'Right']]) {
    await page.keyboard.press(key);
    await expect(selectedName(page)).toHaveText(name);
  }
  await expect(page.getByTestId('announcement')).toContainText('Right, Pass');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-inspector]')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('inspector-type')).toHaveCount(0);
});

test('the pointer selects, pans and zooms; keys fit and reset', async ({ studio, page }) => {
  await studio.open();
  await paste(page, NESTED);
  await state(page, 'Right').click();
  await expect(selectedName(page)).toHaveText('Right');
  const before = await transform(page);
  await page.mouse.move(400, 700);
  await page.mouse.down();
  await page.mouse.move(460, 640, { steps: 4 });
  await page.mouse.up();
  expect(await transform(page)).not.toBe(before);
  await expect(selectedName(page), 'a pan is no click').toHaveText('Right');
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await expect(page.getByTestId('zoom-100')).not.toHaveText('100 %');
  await page.keyboard.press('0');
  await expect(page.getByTestId('zoom-100')).toHaveText('100 %');
  await page.keyboard.press('1');
  await expect(state(page, 'First')).toBeInViewport();
  await expect(state(page, 'Last')).toBeInViewport();
});

test('from afar the names of a few states are still to be read', async ({ studio, page }) => {
  await studio.open();
  await dropFile(page, 'nested.asl.json', NESTED);
  const card = page.locator('.state:not(.frame)').first();
  const name = card.locator('.state-name');
  const near = await name.evaluate((element) => getComputedStyle(element).fontSize);
  await page.getByTestId('canvas').focus();
  while (Number.parseInt(await page.getByTestId('zoom-100').innerText(), 10) > 30) {
    await page.keyboard.press('-');
    await still(page);
  }
  await expect(page.getByTestId('layer')).toContainClass('far');
  await expect(name).toBeVisible();
  await expect(card.locator('.state-substance')).toBeHidden();
  expect(Number.parseInt(await name.evaluate((element) => getComputedStyle(element).fontSize), 10)).toBeGreaterThan(Number.parseInt(near, 10));
});

test('a container folds and unfolds', async ({ studio, page }) => {
  await studio.open();
  await paste(page, NESTED);
  await page.getByTestId('fold').click();
  await expect(state(page, 'Left')).toHaveCount(0);
  await expect(state(page, 'Both')).toContainText('2 states inside');
  await page.getByTestId('library-outline').click();
  await page.locator('[data-outline="Left"]').click();
  await expect(state(page, 'Left')).toBeVisible();
});

test('the definition is exported as it came in', async ({ studio, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.open();
  const odd = `  ${NESTED}\n\n`;
  await dropFile(page, 'odd.asl.json', odd);
  await page.getByTestId('menu-export').click();
  const download = page.waitForEvent('download');
  await page.getByTestId('export-download').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('odd.asl.json');
  expect(readFileSync(await file.path(), 'utf8')).toBe(odd);
  await page.getByTestId('menu-export').click();
  await page.getByTestId('export-copy').click();
  await expect(page.getByTestId('toast')).toHaveText('Copied the definition');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(odd);
});

test('a row of the Problems list leads to its state', async ({ studio, page }) => {
  await studio.open();
  await paste(page, NESTED.replace('"Next": "Last"', '"Next": "Lost"'));
  await page.getByTestId('problem-pill').click();
  await page.getByTestId('problem-row').filter({ hasText: 'Lost' }).first().click();
  await expect(selectedName(page)).toHaveText('Both');
  await expect(page.getByTestId('trouble-Next')).toContainText('Lost');
  await page.getByTestId('tab-variables').click();
  await expect(page.getByTestId('state-problems')).toContainText('Lost');
});

test('the palette finds a state; the sheet lists the keys', async ({ studio, page }) => {
  await studio.open();
  await paste(page, NESTED);
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette-field').fill('righ');
  await page.keyboard.press('Enter');
  await expect(selectedName(page)).toHaveText('Right');
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('?');
  await expect(page.getByTestId('dialog-shortcuts')).toContainText('Fit the workflow');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('dialog-shortcuts')).toHaveCount(0);
});

test('document, theme and panes come back after a reload', async ({ studio, page }) => {
  await studio.open();
  await paste(page, NESTED);
  await page.getByTestId('theme').click();
  await page.getByTestId('toggle-outline').click();
  const split = await page.getByTestId('split-inspector').boundingBox();
  await page.mouse.move(split.x, split.y + 200);
  await page.mouse.down();
  await page.mouse.move(split.x - 100, split.y + 200, { steps: 3 });
  await page.mouse.up();
  const width = (await page.getByTestId('inspector').boundingBox()).width;
  await page.reload();
  await expect(state(page, 'First')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByTestId('outline')).toHaveCount(0);
  expect((await page.getByTestId('inspector').boundingBox()).width).toBe(width);
  expect(width).toBeGreaterThan(400);
});

test('F6 leads into the welcome, not to the canvas behind it', async ({ studio, page }) => {
  await studio.open();
  await expect(page.getByTestId('welcome')).toBeVisible();
  await page.keyboard.press('F6');
  await expect(page.getByTestId('welcome-new')).toBeFocused();
  await page.keyboard.press('F6');
  await page.keyboard.press('Shift+F6');
  await expect(page.getByTestId('welcome-new')).toBeFocused();
});

test('F6 goes from pane to pane, also out of a field and out of the editor', async ({ studio, page }) => {
  await studio.open();
  await dropFile(page, 'nested.asl.json', NESTED);
  await page.getByTestId('view-split').click();
  await expect(page.getByTestId('editor')).toBeVisible();
  const pane = () => page.evaluate(() => document.activeElement.closest('header, nav, main, aside, [data-testid=code-pane], [data-testid=drawer]').ariaLabel);
  const walk = async (key) => {
    const panes = [];
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press(key);
      panes.push(await pane());
    }
    return panes;
  };
  await page.getByTestId('canvas').focus();
  const onward = ['Code', 'Run and problems', 'Inspector', 'Workflow', 'Palette and outline', 'Canvas'];
  expect(await walk('F6')).toEqual(onward);
  expect(await walk('Shift+F6')).toEqual([...onward.slice(0, -1).reverse(), 'Canvas']);
  await page.getByTestId('library-filter').focus();
  await page.keyboard.press('F6');
  expect(await pane()).toBe('Canvas');
  await page.getByTestId('toggle-inspector').click();
  await expect(page.getByTestId('inspector')).toHaveCount(0);
  await page.keyboard.press('Shift+F6');
  expect(await pane(), 'what is not shown is left out').toBe('Run and problems');
});
