// The code pane: typing, broken text, both languages, what may stand where, and the canvas beside it.
import { serve } from '../../scripts/serve.mjs';
import { downloadedText, paste, pasteByKeys, runStatus, selectedName, state } from './person.mjs';
import { DIST, SUB_PATH, expect, test } from './studio.mjs';

const MODULE = /\/code-[0-9a-f]{16}\.js/;

const TWO = `{
  "Comment": "😀 𝄞",
  "StartAt": "First",
  "States": {
    "First": { "Type": "Pass", "Next": "Last" },
    "Last": { "Type": "Succeed" }
  }
}
`;

const editor = (page) => page.getByRole('textbox', { name: 'Definition' });

/** Opens a definition with the pane beside the canvas. */
async function openSplit(studio, page, text = TWO) {
  await studio.open();
  await paste(page, text);
  await page.getByTestId('view-split').click();
  await expect(editor(page)).toBeVisible();
}

/** What the pane shows, in full. */
async function shownText(page) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText('nothing was copied'));
  await page.getByTestId('code-copy').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('nothing was copied');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The definition as it would be exported. */
async function exported(page) {
  await page.getByTestId('menu-export').click();
  return downloadedText(page, () => page.getByTestId('export-download').click());
}

async function replaceAll(page, text) {
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await pasteByKeys(page, text);
}

/** Selects the first place where a text stands. */
async function find(page, text) {
  await editor(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find' }).pressSequentially(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

test.describe('loading', () => {
  test('the editor comes when the pane is first shown, with nothing to complain about', async ({ studio, page }) => {
    const names = [];
    page.on('request', (request) => {
      if (!request.serviceWorker() && MODULE.test(request.url())) names.push(request.url());
    });
    await studio.open();
    await paste(page, TWO);
    await expect(state(page, 'First')).toBeVisible();
    expect(names).toEqual([]);
    await page.getByTestId('view-code').click();
    await expect(editor(page)).toBeVisible();
    await expect(page.getByTestId('canvas')).toBeHidden();
    expect(names).toHaveLength(1);
    expect(names[0]).toContain(SUB_PATH);
    const sheets = await page.getByTestId('editor').evaluate(({ shadowRoot }) => [
      shadowRoot.adoptedStyleSheets.length,
      shadowRoot.querySelectorAll('style').length,
    ]);
    expect(sheets).toEqual([1, 0]);
    await page.getByTestId('view-design').click();
    await expect(editor(page)).toBeHidden();
    await expect(state(page, 'First')).toBeVisible();
  });

  test('C goes from view to view, and the view is kept', async ({ studio, page }) => {
    await studio.open();
    await paste(page, TWO);
    const shown = async () => [await page.getByTestId('canvas').isVisible(), await editor(page).isVisible()];
    await page.getByTestId('canvas').focus();
    await page.keyboard.press('c');
    await expect.poll(shown).toEqual([true, true]);
    await page.getByTestId('canvas').focus();
    await page.keyboard.press('c');
    await expect.poll(shown).toEqual([false, true]);
    await page.reload();
    await expect.poll(shown).toEqual([false, true]);
  });

  test('an editor that cannot be loaded is told, and can be tried again', async ({ studio, page }) => {
    studio.allow(/Failed to load resource|ERR_FAILED/);
    await studio.open();
    await paste(page, TWO);
    await page.route(MODULE, (route) => route.abort(), { times: 1 });
    await page.getByTestId('view-split').click();
    await expect(page.getByTestId('editor-failed')).toContainText('could not be loaded');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(editor(page)).toBeVisible();
  });
});

test.describe('kept by the offline worker', () => {
  test.use({ keepsItself: true });

  test('it is there without a network', async ({ studio, page }) => {
    studio.allow(/Failed to load resource: net::ERR_(CONNECTION_REFUSED|FAILED)|Failed to fetch/);
    const site = await serve({ dir: DIST, base: SUB_PATH });
    studio.url = site.url;
    await studio.open();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await site.close();
    await page.reload();
    await studio.started();
    await paste(page, TWO);
    await page.getByTestId('view-split').click();
    await expect(editor(page)).toBeVisible();
  });
});

test.describe('typing', () => {
  test('changes the canvas, and nothing else of the text', async ({ studio, page }) => {
    await openSplit(studio, page);
    await find(page, 'Succeed');
    await page.keyboard.type('Fail');
    await expect(state(page, 'Last')).toHaveAttribute('data-kind', 'fail');
    const wanted = TWO.replace('Succeed', 'Fail');
    expect(await shownText(page)).toBe(wanted);
    expect(await exported(page)).toBe(wanted);
  });

  test('broken text stays, the canvas too, and both recover', async ({ studio, page }) => {
    await openSplit(studio, page);
    await find(page, 'Succeed" }');
    await page.keyboard.type('Succ');
    await expect(page.getByTestId('code-broken')).toContainText('Line 6');
    await expect(state(page, 'Last')).toBeVisible();
    const broken = await shownText(page);
    expect(broken).not.toBe(TWO);
    await page.getByTestId('view-design').click();
    await page.getByTestId('view-split').click();
    expect(await shownText(page)).toBe(broken);
    await expect(page.getByTestId('code-yaml')).toBeDisabled();
    expect(await exported(page)).toBe(TWO);
    await page.getByTestId('code-go').click();
    await expect(page.locator('.cm-activeLine')).toContainText('"Last"');
    await replaceAll(page, TWO.replace('Succeed', 'Fail'));
    await expect(page.getByTestId('code-broken')).toHaveCount(0);
    await expect(state(page, 'Last')).toHaveAttribute('data-kind', 'fail');
  });

  test('broken text is there after a reload, even what was typed last', async ({ studio, page }) => {
    await openSplit(studio, page);
    await find(page, 'Succeed" }');
    await page.keyboard.type('Succ');
    await page.reload();
    await expect(page.getByTestId('code-broken')).toContainText('Line 6');
    expect(await shownText(page)).toContain('"Succ\n');
    expect(await exported(page)).toBe(TWO);
  });

  test('what is broken and changes on the canvas, too, is for the person to settle', async ({ studio, page }) => {
    const change = async () => {
      await find(page, 'Succeed" }');
      await page.keyboard.type('Succ');
      await expect(page.getByTestId('code-broken')).toBeVisible();
      await state(page, 'Last').click();
      await page.keyboard.press('Delete');
      await expect(page.getByTestId('code-conflict')).toBeVisible();
    };
    await openSplit(studio, page);
    await change();
    await page.getByTestId('code-discard').click();
    await expect(page.getByTestId('code-conflict')).toHaveCount(0);
    await expect.poll(() => shownText(page)).toBe(await exported(page));
    await page.getByTestId('undo').click();
    await expect(state(page, 'Last')).toBeVisible();
    await change();
    await page.getByTestId('code-keep').click();
    await expect(page.getByTestId('code-broken')).toBeVisible();
    expect(await shownText(page)).toContain('"Succ\n');
    await replaceAll(page, TWO.replace('Succeed', 'Fail'));
    await expect(state(page, 'Last')).toHaveAttribute('data-kind', 'fail');
  });

  test('changes can be left', async ({ studio, page }) => {
    await openSplit(studio, page);
    await replaceAll(page, '[1, 2]');
    await expect(page.getByTestId('code-broken')).toContainText('A definition is a JSON object, and this is an array');
    await page.getByTestId('code-discard').click();
    await expect(page.getByTestId('code-broken')).toHaveCount(0);
    expect(await shownText(page)).toBe(TWO);
  });

  test('can be undone, and done again', async ({ studio, page }) => {
    await openSplit(studio, page);
    await find(page, 'Succeed');
    await page.keyboard.type('Fail');
    await expect(state(page, 'Last')).toHaveAttribute('data-kind', 'fail');
    await page.keyboard.press('Control+z');
    await expect(state(page, 'Last')).toHaveAttribute('data-kind', 'succeed');
    expect(await shownText(page)).toBe(TWO);
    await editor(page).click();
    await page.keyboard.press('Control+y');
    await expect(state(page, 'Last')).toHaveAttribute('data-kind', 'fail');
  });

  test('what was typed just now is what runs', async ({ studio, page }) => {
    await openSplit(studio, page);
    await find(page, 'Succeed');
    await page.keyboard.type('Fail');
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('speed-instant').click();
    await expect(runStatus(page)).toHaveText('Failed');
  });

  test('line ends stay, and new lines get the same', async ({ studio, page }) => {
    const text = TWO.replaceAll('\n', '\r\n');
    await openSplit(studio, page, text);
    await find(page, '"First",');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(() => exported(page)).toBe(text.replace('"First",', '"First",\r\n  '));
    await find(page, '{');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Delete');
    await expect.poll(() => exported(page)).toContain('{  "Comment"');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Home');
    await page.keyboard.press('Backspace');
    await expect.poll(() => exported(page)).toMatch(/^\{ *"Comment"/);
    expect(await exported(page)).not.toMatch(/[^\r]\n|\r[^\n]/);
  });

  test('Format changes white space only', async ({ studio, page }) => {
    await openSplit(studio, page, '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":1.0,"End":true}}}');
    await editor(page).click();
    await page.keyboard.press('Shift+Alt+F');
    await expect.poll(() => shownText(page)).toContain('\n      "Seconds": 1.0,\n');
    await page.getByTestId('code-format').click();
    await expect(page.getByTestId('toast')).toContainText('Nothing to format');
  });

  test('the editor can be left by keys', async ({ studio, page }) => {
    await openSplit(studio, page);
    await editor(page).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(editor(page)).not.toBeFocused();
    expect(await shownText(page)).toBe(TWO);
  });
});

test.describe('YAML', () => {
  const openYaml = async (studio, page) => {
    await openSplit(studio, page, TWO.replace('"Succeed"', '"Wait", "Seconds": 1.0, "End": true'));
    await page.getByTestId('code-yaml').click();
    await expect(page.getByTestId('yaml-note')).toBeVisible();
  };

  test('is the same definition, and changes only what it changes', async ({ studio, page }) => {
    await openYaml(studio, page);
    const yaml = await shownText(page);
    expect(yaml).toContain('Comment: 😀 𝄞\nStartAt: First\n');
    expect(yaml).toContain('    Seconds: 1.0\n');
    await find(page, 'Pass');
    await page.keyboard.type('Pass # as it is');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Result: [1.50]');
    await expect(page.getByTestId('code-broken')).toHaveCount(0);
    await expect.poll(() => exported(page)).toContain('"First": { "Type": "Pass", "Result": [');
    const json = await exported(page);
    expect(json).toContain('1.5');
    expect(json).toContain('    "Last": { "Type": "Wait", "Seconds": 1.0, "End": true }\n  }\n}\n');
    expect(await shownText(page)).toContain('# as it is');
    await page.getByTestId('code-json').click();
    await expect.poll(() => shownText(page)).toBe(json);
  });

  test('that cannot be read is told with its place, and stays', async ({ studio, page }) => {
    await openYaml(studio, page);
    await find(page, 'Pass');
    await page.keyboard.press('Delete');
    await page.keyboard.type('[Pass');
    await page.keyboard.press('Delete');
    await expect(page.getByTestId('code-broken')).toContainText(/Line \d+, column \d+/);
    await expect(state(page, 'First')).toBeVisible();
    await expect(page.getByTestId('code-json')).toBeDisabled();
    await page.getByTestId('view-design').click();
    await page.getByTestId('view-code').click();
    expect(await shownText(page)).toContain('[Pass');
    await page.getByTestId('code-discard').click();
    await expect.poll(() => shownText(page)).toContain('Type: Pass\n');
  });

  test('has the problems of the definition at their places', async ({ studio, page }) => {
    await openSplit(studio, page, TWO.replace('"Next": "Last"', '"Next": "Nowhere"'));
    await page.getByTestId('code-yaml').click();
    await expect(page.locator('.cm-lintRange-error')).toContainText(['Next: Nowhere']);
  });
});

test.describe('what may stand here', () => {
  const options = (page) => page.getByRole('listbox').getByRole('option');

  test('the states that Next can name', async ({ studio, page }) => {
    await openSplit(studio, page);
    await find(page, '"Last" ');
    await page.keyboard.press('Delete');
    await page.keyboard.type('"');
    await expect(options(page)).toHaveCount(2);
    await expect(options(page).first()).toContainText('Last');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' ');
    await expect.poll(() => shownText(page)).toBe(TWO.replace('"Last" }', '"First" }'));
  });

  test('the fields of a state, with a value to begin with', async ({ studio, page }) => {
    await openSplit(studio, page);
    await find(page, '"Type": "Pass",');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(' "Res');
    await expect(options(page).first()).toContainText('Result');
    await page.keyboard.type('ultP');
    await expect(options(page)).toHaveCount(1);
    await options(page).click();
    await page.keyboard.type('out');
    await expect.poll(() => exported(page)).toBe(TWO.replace('"Pass", ', '"Pass", "ResultPath": "$.out", '));
  });

  test('whole states', async ({ studio, page }) => {
    await openSplit(studio, page);
    await find(page, '"Succeed" }');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(',');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Space');
    await options(page).filter({ hasText: 'Fail state' }).click();
    await page.keyboard.type('Broken');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Too bad');
    await expect(state(page, 'Broken')).toHaveAttribute('data-kind', 'fail');
    await expect.poll(() => exported(page)).toContain('    "Broken": {\n      "Type": "Fail",\n      "Error": "Too bad",\n');
  });

  test('functions and variables in an expression', async ({ studio, page }) => {
    const text = TWO.replace('"Type": "Pass",', '"Type": "Pass", "QueryLanguage": "JSONata", "Assign": { "total": 1 }, "Output": "{%  %}",');
    await openSplit(studio, page, text);
    await find(page, '{% ');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('$');
    await expect(options(page).filter({ hasText: '$total' })).toBeVisible();
    await page.keyboard.type('sum');
    await options(page).filter({ hasText: /^ƒ?\$sum$/ }).click();
    await page.keyboard.type('$states.inp');
    await options(page).filter({ hasText: '$states.input' }).click();
    await expect.poll(() => exported(page)).toContain('"{% $sum($states.input) %}"');
  });
});

test.describe('what may stand here, in YAML', () => {
  const options = (page) => page.getByRole('listbox').getByRole('option');

  test('fields, states and lists are written as YAML', async ({ studio, page }) => {
    await openSplit(studio, page);
    await page.getByTestId('code-yaml').click();
    await find(page, 'Type: Pass');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.type('ResultP');
    await expect(options(page)).toHaveCount(1);
    await page.keyboard.press('Enter');
    await page.keyboard.type('out');
    await find(page, 'Next: Last');
    await page.keyboard.press('ArrowRight');
    for (let letter = 0; letter < 4; letter++) await page.keyboard.press('Backspace');
    await page.keyboard.type('L');
    await expect(options(page)).toHaveText([/Last/]);
    await page.keyboard.press('Enter');
    await find(page, 'Type: Succeed');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+Space');
    await options(page).filter({ hasText: 'Fail state' }).click();
    await page.keyboard.type('Broken');
    await expect(state(page, 'Broken')).toHaveAttribute('data-kind', 'fail');
    const text = await shownText(page);
    expect(text).toContain('    Type: Pass\n    ResultPath: $.out\n    Next: Last\n');
    expect(text).toContain('  Broken:\n    Type: Fail\n    Error:');
  });
});

test.describe('beside the canvas', () => {
  test('the cursor selects its state, and a state its text', async ({ studio, page }) => {
    await openSplit(studio, page);
    await find(page, 'Succeed');
    await page.keyboard.press('ArrowRight');
    await expect(selectedName(page)).toHaveText('Last');
    await state(page, 'First').click();
    const selected = () =>
      page.getByTestId('editor').evaluate(({ shadowRoot }) => shadowRoot.getSelection?.()?.toString() ?? '');
    await editor(page).focus();
    await expect.poll(selected).toBe('"First": { "Type": "Pass", "Next": "Last" }');
  });

  test('problems stand in the gutter, also behind wide characters', async ({ studio, page }) => {
    await openSplit(studio, page, TWO.replace('"Last" }', '"Lost" }'));
    await expect(page.locator('.cm-lintRange-error').first()).toHaveText('"Lost"');
    await page.locator('.cm-lint-marker-error').first().hover();
    await expect(page.locator('.cm-tooltip-lint')).toContainText("Missing 'Next' target: Lost");
    await expect(page.locator('.cm-tooltip-lint .cm-hint')).toContainText('Did you mean Last?');
    await expect(page.getByTestId('code-problems')).toContainText('error');
  });

  test('another definition takes its place', async ({ studio, page }) => {
    await openSplit(studio, page);
    await page.getByTestId('canvas').focus();
    await paste(page, TWO.replaceAll('First', 'Begin'));
    await expect(state(page, 'Begin')).toBeVisible();
    expect(await shownText(page)).toBe(TWO.replaceAll('First', 'Begin'));
  });

  test('the pane can be made wider, by keys too', async ({ studio, page }) => {
    await openSplit(studio, page);
    const width = async () => (await page.getByTestId('code-pane').boundingBox()).width;
    const before = await width();
    await page.getByTestId('split-code').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(width).toBe(before + 16);
  });
});

test.describe('a definition of a thousand states', () => {
  const states = Array.from({ length: 1000 }, (_, index) => [
    `State ${index}`,
    { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: `f${index}`, 'Payload.$': '$' }, ...(index < 999 ? { Next: `State ${index + 1}` } : { End: true }) },
  ]);
  const large = JSON.stringify({ StartAt: 'State 0', States: Object.fromEntries(states) }, null, 2);

  test('is typed in without waiting', async ({ studio, page }) => {
    await openSplit(studio, page, large);
    await find(page, '"f5"');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    const slowest = await page.evaluate(() => {
      window.slowest = 0;
      let last = performance.now();
      const frame = (now) => {
        window.slowest = Math.max(window.slowest, now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
      return window.slowest;
    });
    expect(slowest).toBe(0);
    await page.keyboard.type('-and-more', { delay: 30 });
    const wanted = large.replace('"f5"', '"f5-and-more"');
    await expect.poll(() => exported(page)).toBe(wanted);
    console.log(`the longest frame while typing in 1,000 states: ${Math.round(await page.evaluate(() => window.slowest))} ms`);
    const started = Date.now();
    await page.getByTestId('code-yaml').click();
    await expect(page.getByTestId('yaml-note')).toBeVisible();
    await expect(page.locator('.cm-line').first()).not.toContainText('{');
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});

for (const theme of ['light', 'dark']) {
  test(`the editor is ${theme} with the page`, async ({ studio, page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await openSplit(studio, page);
    const ground = () => page.locator('.cm-editor').evaluate((element) => getComputedStyle(element).backgroundColor);
    const shell = () => page.getByTestId('code-pane').evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await ground()).toBe(await shell());
    const before = await ground();
    await page.getByTestId('theme').click();
    await expect.poll(ground).not.toBe(before);
    expect(await ground()).toBe(await shell());
  });
}
