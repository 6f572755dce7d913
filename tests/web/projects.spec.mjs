// Projects as a person meets them: tabs, saving and its failures, two browser tabs, versions, files, deleting.
import { readFileSync } from 'node:fs';
import { dropFile, paste, state } from './person.mjs';
import { expect, test } from './studio.mjs';

const definition = (first) =>
  `{\n  "StartAt": "${first}",\n  "States": {\n    "${first}": { "Type": "Pass", "Next": "Last" },\n    "Last": { "Type": "Succeed" }\n  }\n}\n`;
const tabs = (page) => page.getByTestId('tab');
const saved = (page) => expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved');

/** Two workflows, `one` and `two`, the latter shown. */
async function openTwo(page) {
  await dropFile(page, 'one.asl.json', definition('First'));
  await expect(state(page, 'First')).toBeVisible();
  await dropFile(page, 'two.asl.json', definition('Second'));
  await expect(state(page, 'Second')).toBeVisible();
}

/** Deletes the state `Last`, as an edit. */
async function edit(page) {
  await state(page, 'Last').click();
  await page.keyboard.press('Delete');
  await expect(state(page, 'Last')).toHaveCount(0);
}

async function projectMenu(page, item) {
  await page.getByTestId('menu-project').click();
  await page.getByTestId(item).click();
}

test('workflows stand side by side, are renamed, closed and brought back', async ({ studio, page }) => {
  await studio.open();
  await openTwo(page);
  await expect(tabs(page)).toHaveText(['one', 'two']);
  await tabs(page).first().getByRole('button').first().click();
  await expect(state(page, 'First')).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.getByTestId('tab-rename')).toBeFocused();
  await page.keyboard.type('Renamed');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('machine-name')).toHaveText('Renamed');
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('machine-name')).toHaveText('one');
  await tabs(page).last().getByRole('button').first().focus();
  await page.keyboard.press('Delete');
  await expect(tabs(page)).toHaveText(['one']);
  await page.getByTestId('toast-undo').click();
  await expect(tabs(page)).toHaveText(['one', 'two']);
  await expect(state(page, 'Second')).toBeVisible();
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('}');
  await expect(state(page, 'First')).toBeVisible();
});

test('a reload restores all workflows, at once after a change, too', async ({ studio, page }) => {
  await studio.open();
  await openTwo(page);
  await saved(page);
  await edit(page);
  await page.reload();
  await expect(tabs(page)).toHaveText(['one', 'two']);
  await expect(state(page, 'Second')).toBeVisible();
  await expect(state(page, 'Last'), 'the edit just before the reload').toHaveCount(0);
  await saved(page);
  await page.reload();
  await expect(state(page, 'Second')).toBeVisible();
  await expect(state(page, 'Last')).toHaveCount(0);
  await expect(page.getByTestId('notice')).toHaveCount(0);
});

test('the welcome does not flash before a project comes', async ({ studio, page }) => {
  await studio.open();
  await openTwo(page);
  await saved(page);
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector('[data-testid="welcome"]')) window.flashed = true;
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await expect(state(page, 'Second')).toBeVisible();
  expect(await page.evaluate(() => Boolean(window.flashed))).toBe(false);
});

test('what earlier versions of the page kept is still there', async ({ studio, page }) => {
  await page.addInitScript((text) => {
    if (sessionStorage.getItem('prepared')) return;
    sessionStorage.setItem('prepared', 'yes');
    localStorage.setItem('asl-studio/document', JSON.stringify({ name: 'Old', text }));
    localStorage.setItem('asl-studio/run', JSON.stringify({ input: '{"a": 1}', mocks: '{}' }));
  }, definition('First'));
  await studio.open();
  await expect(page.getByTestId('machine-name')).toHaveText('Old');
  await saved(page);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('asl-studio/document'))).toBe(null);
  await page.reload();
  await expect(state(page, 'First')).toBeVisible();
});

test('a full storage loses nothing: it is said, and the project can be downloaded', async ({ studio, page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...all) {
      if (window.full) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, all);
    };
  });
  await studio.open();
  await openTwo(page);
  await saved(page);
  await page.evaluate(() => (window.full = true));
  await edit(page);
  const notice = page.getByTestId('notice');
  await expect(notice).toContainText("Not saved: the browser's storage is full");
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'not-saved');
  const download = page.waitForEvent('download');
  await page.getByTestId('notice-download').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('one.aslproject.json');
  const project = JSON.parse(readFileSync(await file.path(), 'utf8'));
  expect(project.machines[1].definition).not.toContain('"Last": {');
  await page.evaluate(() => (window.full = false));
  await page.getByTestId('notice-retry').click();
  await expect(notice).toHaveCount(0);
  await saved(page);
});

test('what a full storage did not take is there after a reload', async ({ studio, page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...all) {
      if (sessionStorage.getItem('full')) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, all);
    };
  });
  await studio.open();
  await openTwo(page);
  await saved(page);
  await page.evaluate(() => sessionStorage.setItem('full', 'yes'));
  await edit(page);
  await expect(page.getByTestId('notice')).toContainText('Not saved');
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  await expect(state(page, 'Second')).toBeVisible();
  await expect(state(page, 'Last')).toHaveCount(0);
  await expect(page.getByTestId('notice'), 'it is full still').toContainText('Not saved');
  await page.evaluate(() => sessionStorage.removeItem('full'));
  await page.getByTestId('notice-retry').click();
  await saved(page);
  await page.reload();
  await expect(state(page, 'Second')).toBeVisible();
  await expect(state(page, 'Last')).toHaveCount(0);
});

test('a second tab follows, takes over, and the first follows then', async ({ studio, page, context }) => {
  await studio.open();
  await openTwo(page);
  await saved(page);
  const other = await context.newPage();
  await other.goto(studio.url);
  await expect(other.locator('[data-notice="follower"]')).toBeVisible();
  await expect(state(other, 'Second')).toBeVisible();
  await state(other, 'Last').click();
  await other.keyboard.press('Delete');
  await expect(other.getByTestId('toast')).toContainText('Read only here');
  await edit(page);
  await expect(state(other, 'Last'), 'it follows').toHaveCount(0);
  await other.getByTestId('notice-take-over').click();
  await expect(other.getByTestId('notice')).toHaveCount(0);
  await expect(page.locator('[data-notice="follower"]')).toBeVisible();
  await state(other, 'Second').click();
  await other.keyboard.press('Delete');
  await expect(state(page, 'Second'), 'now this one follows').toHaveCount(0);
  await other.close();
  await expect(page.getByTestId('notice'), 'nobody else is left').toHaveCount(0);
});

test('a project goes out as a file and comes in as another', async ({ studio, page }) => {
  await studio.open();
  await openTwo(page);
  const download = page.waitForEvent('download');
  await projectMenu(page, 'project-export');
  const text = readFileSync(await (await download).path(), 'utf8');
  await projectMenu(page, 'project-new');
  await expect(page.getByTestId('welcome')).toBeVisible();
  await expect(page.getByTestId('recent-open')).toContainText('one');
  await dropFile(page, 'back.aslproject.json', text);
  await expect(tabs(page)).toHaveText(['one', 'two']);
  await saved(page);
  await projectMenu(page, 'project-list');
  await expect(page.getByTestId('project-row')).toHaveCount(2);
  await page.getByTestId('close-dialog').click();
  await dropFile(page, 'broken.aslproject.json', text.replace('"machines"', '"machine"'));
  await expect(page.getByTestId('open-error')).toContainText('The project has no list of machines');
});

test('versions are kept, compared and restored', async ({ studio, page }) => {
  await studio.open();
  await openTwo(page);
  await projectMenu(page, 'project-versions');
  await page.getByTestId('version-name').fill('Before');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('version-row')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await edit(page);
  await saved(page);
  await page.reload();
  await expect(state(page, 'Second')).toBeVisible();
  await projectMenu(page, 'project-versions');
  await page.getByTestId('version-compare').click();
  await expect(page.locator('[data-testid="change"][data-diff="removed"]')).toContainText('Last');
  await expect(page.locator('[data-testid="hunk"] [data-diff="removed"]').first()).toContainText('Last');
  await page.getByTestId('version-restore').click();
  await expect(page.getByTestId('difference')).toContainText('Nothing has changed since');
  await page.keyboard.press('Escape');
  await expect(state(page, 'Last')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(state(page, 'Last')).toHaveCount(0);
});

test('a project is deleted by its name, and brought back', async ({ studio, page }) => {
  await studio.open();
  await openTwo(page);
  await saved(page);
  await projectMenu(page, 'project-delete');
  await expect(page.getByTestId('delete-confirm')).toBeDisabled();
  await page.getByTestId('delete-typed').fill('two');
  await expect(page.getByTestId('delete-confirm')).toBeDisabled();
  await page.getByTestId('delete-typed').fill('one');
  await page.getByTestId('delete-confirm').click();
  await expect(page.getByTestId('welcome')).toBeVisible();
  await page.getByTestId('toast-undo').click();
  await expect(tabs(page)).toHaveText(['one', 'two']);
});

test('a file on the disk is saved to again without asking', async ({ studio, page }) => {
  await page.addInitScript(() => {
    window.written = [];
    window.asked = 0;
    const file = (name) => ({
      name,
      getFile: async () => new File([window.content], name),
      createWritable: async () => ({ write: async (text) => window.written.push(text), close: async () => {} }),
    });
    window.showSaveFilePicker = async ({ suggestedName }) => (window.asked++, file(suggestedName));
    window.showOpenFilePicker = async () => (window.asked++, [file('mine.asl.json')]);
  });
  await studio.open();
  await openTwo(page);
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('toast')).toContainText('Saved two.asl.json');
  await page.keyboard.press('Control+s');
  await expect.poll(() => page.evaluate(() => window.written.length)).toBe(2);
  expect(await page.evaluate(() => [window.asked, window.written[1]])).toEqual([1, definition('Second')]);
  await page.evaluate((text) => (window.content = text), definition('Third'));
  await page.getByTestId('menu-open').click();
  await page.getByTestId('open-disk').click();
  await expect(page.getByTestId('machine-name')).toHaveText('mine');
  await edit(page);
  await page.keyboard.press('Control+s');
  await expect.poll(() => page.evaluate(() => window.written.length)).toBe(3);
  expect(await page.evaluate(() => window.asked), 'it knows the file').toBe(2);
});
