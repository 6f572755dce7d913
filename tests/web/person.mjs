// What a person does with the page and looks at on it: the words that the specs are written in.
import { expect } from './studio.mjs';

/** A state's card on the canvas. */
export const state = (page, name) => page.locator(`[data-state="${name}"]`);

/** The name of the selected state, in the inspector. */
export const selectedName = (page) => page.getByTestId('inspector-name');

/** Where the run stands, in the bar of the Run drawer. */
export const runStatus = (page) => page.getByTestId('run-status');

/** Pastes on the page, outside of any field. */
export async function paste(page, text) {
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** Pastes with the keys, by way of the browser's clipboard. */
export async function pasteByKeys(page, text) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('Control+V');
}

export async function dropFile(page, name, text) {
  await page.evaluate(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: 'application/json' }));
      for (const type of ['dragover', 'drop']) {
        window.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    },
    [name, text],
  );
}

/** The names of all states of a definition, those inside containers, too. */
export function stateNames(definition) {
  return Object.entries(definition.States).flatMap(([name, { Branches, ItemProcessor, Iterator }]) => {
    const scopes = [...(Branches ?? []), ItemProcessor, Iterator].filter(Boolean);
    return [name, ...scopes.flatMap(stateNames)];
  });
}

/** Opens what the Run button asks for first: input and mocks. */
export async function prepareRun(page, input) {
  await page.getByTestId('run').click();
  await expect(page.getByTestId('run-input')).toBeFocused();
  if (input !== undefined) await page.getByTestId('run-input').fill(input);
}

/** Gives a function a fixed result, in the form. */
export async function mockResult(page, name, value) {
  const mock = page.locator(`[data-mock="${name}"]`);
  await mock.getByTestId('mock-kind').selectOption('return');
  await mock.locator('textarea').fill(JSON.stringify(value));
}

/** Leaves the project for a new one, which begins with the welcome. */
export async function newProject(page) {
  await page.getByTestId('menu-project').click();
  await page.getByTestId('project-new').click();
  await expect(page.getByTestId('welcome')).toBeVisible();
}

/** Goes from pane to pane with F6 until the focus is in the one that holds what is wanted. */
export async function paneTo(page, wanted) {
  await expect(wanted).toBeVisible();
  const isInPane = (element) => element.closest('.topbar, .pane, .stage, .code-pane, .drawer').contains(document.activeElement);
  for (let steps = 0; steps < 6; steps += 1) {
    if (await wanted.evaluate(isInPane)) return;
    await page.keyboard.press('F6');
  }
  throw new Error(`F6 does not lead to the pane of ${wanted}`);
}

/** Goes on with a key until the focus is on what is wanted, in its pane. */
export async function tabTo(page, wanted, key = 'Tab') {
  await paneTo(page, wanted);
  const isFocused = (element) => element === document.activeElement;
  for (let steps = 0; steps < 80; steps += 1) {
    if (await wanted.evaluate(isFocused)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${wanted}`);
}

/** Does a command of the palette, with the keys alone. */
export async function commandByKeys(page, words) {
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette-field')).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByTestId('palette-row').first()).toContainText(words);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('dialog-palette')).toHaveCount(0);
}

/** Runs to the end; answers once the status is one of these words. */
export async function runToEnd(page, status, speed = 'instant') {
  await page.getByTestId('start').click();
  await page.getByTestId(`speed-${speed}`).click();
  await expect(runStatus(page)).toHaveText(status, { timeout: 30_000 });
}

/** The event table's types from first to last, scrolled through as it shows only what is looked at. */
export async function eventTypes(page) {
  await page.getByTestId('run-tab-events').click();
  const count = Number(await page.getByRole('table', { name: 'History events' }).getAttribute('aria-rowcount'));
  const types = [];
  while (types.length < count) {
    const row = page.locator(`[data-testid="event"][aria-rowindex="${types.length + 1}"]`);
    await page.getByTestId('events').evaluate((list, part) => (list.scrollTop = part * list.scrollHeight), types.length / count);
    types.push(await row.getAttribute('data-type'));
  }
  return types;
}

/** The text of what is exported as a file. */
export async function downloadedText(page, press) {
  const download = page.waitForEvent('download');
  await press();
  const chunks = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Waits until nothing on the canvas glides any more. */
export async function still(page) {
  const layer = page.getByTestId('layer');
  await expect(page.getByTestId('canvas')).not.toHaveClass(/moving/);
  await expect(layer).not.toHaveClass(/settling/);
  await layer.evaluate((element) => Promise.all(element.getAnimations({ subtree: true }).map((one) => one.finished.catch(() => {}))));
}

/** The middle of what a locator finds; of a tall frame its header. */
export async function middle(locator) {
  const box = await locator.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 24) };
}

/** A point of a line's last part, on the screen; of its first part where others join it later. */
export async function onLine(page, name, { first = false } = {}) {
  return page.locator(`[data-edge="${name}"] .edge-line`).first().evaluate((line, first) => {
    const length = line.getTotalLength();
    const near = Math.min(18, length / 2);
    const { x, y } = line.getPointAtLength(first ? near : length - near);
    const at = new DOMPoint(x, y).matrixTransform(line.getScreenCTM());
    return { x: at.x, y: at.y };
  }, first);
}

/** Presses at one point and moves to another, without letting go. */
export async function carry(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
}

/** Drags from one point to another; `hint` is what is shown before it is let go. */
export async function drag(page, from, to, hint) {
  await carry(page, from, to);
  if (hint !== undefined) await expect(page.getByTestId('drag-hint')).toHaveText(hint);
  await page.mouse.up();
}

/** A piece of the palette, found by what is typed. */
export async function piece(page, id, words) {
  await page.getByTestId('library-add').click();
  await page.getByTestId('library-filter').fill(words ?? '');
  return middle(page.locator(`[data-piece="${id}"]`));
}

/** The names of the lines that are drawn. */
export const lines = (page) =>
  page.locator('.edges > [data-edge]').evaluateAll((all) => [...new Set(all.map((edge) => edge.dataset.edge))].sort());

/** The definition as it is downloaded: this leaves the clipboard alone. */
export async function exportedText(page) {
  await page.getByTestId('menu-export').click();
  return downloadedText(page, () => page.getByTestId('export-download').click());
}

/** The definition as it is copied. */
export async function definitionText(page) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByTestId('menu-export').click();
  await page.getByTestId('export-copy').click();
  return page.evaluate(() => navigator.clipboard.readText());
}
