// Every screen of the studio, light and dark: axe-core finds nothing serious on it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { carry, dropFile, onLine, piece, prepareRun, runStatus, runToEnd, state, still } from './person.mjs';
import { expect, test } from './studio.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SMALL = { width: 1024, height: 768 };

// Many screens in one go.
test.describe.configure({ timeout: 180_000 });
// Without motion, colors are at once what they become.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const done = { Type: 'Succeed' };
const branch = (name) => ({ StartAt: name, States: { [name]: done } });
const arn = 'arn:aws:lambda:eu-west-1:[ACCOUNT-ID]:function:[your-username]-';

/** All types of states, an empty branch, a Retrier, Catchers, variables, and things that are wrong. */
const ALL = JSON.stringify(
  {
    Comment: 'All that can be seen',
    StartAt: 'Call',
    States: {
      Call: {
        Type: 'Task', Resource: `${arn}charge`, ResultPath: '$.charge', TimeoutSeconds: 30, Next: 'Both', Assign: { 'total.$': '$.total' },
        Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2, JitterStrategy: 'FULL' }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'End badly', ResultPath: '$.error' }],
      },
      Both: { Type: 'Parallel', Branches: [branch('Left'), branch('Right'), { StartAt: '', States: {} }], Next: 'Each' },
      Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...branch('Item') }, MaxConcurrency: 3, Next: 'Ask' },
      Ask: {
        Type: 'Choice',
        Choices: [{ And: [{ Variable: '$.total', NumericGreaterThan: 100 }, { Not: { Variable: '$.note', IsPresent: true } }], Next: 'Pause' }],
        Default: 'Make',
      },
      Pause: { Type: 'Wait', Seconds: 5, Next: 'Make' },
      Make: { Type: 'Pass', Result: { a: 1 }, Next: 'Lost' },
      'End badly': { Type: 'Fail', Error: 'Bad', Cause: 'Too bad' },
    },
  },
  null,
  2,
);

const JSONATA = JSON.stringify(
  {
    QueryLanguage: 'JSONata',
    StartAt: 'Call',
    States: {
      Call: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'charge', Payload: '{% $states.input %}' }, Assign: { total: 1 }, Output: '{% $states.result %}', Next: 'Ask' },
      Ask: { Type: 'Choice', Choices: [{ Condition: '{% $total > 100 %}', Next: 'Done' }], Default: 'Done' },
      Done: done,
    },
  },
  null,
  2,
);

/** What axe finds now in a part of the page, one line a place. In the dark only colors are other. */
async function findings(page, part, dark) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(
    async ([part, dark]) => {
      const rules = dark ? { runOnly: ['color-contrast'] } : {};
      const { violations } = await axe.run(part, { preload: false, resultTypes: ['violations'], ...rules });
      return violations.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${impact} ${id}: ${target.flat().join(' ')}: ${failureSummary.split('\n').slice(1).join(' ').trim()}`));
    },
    [part, dark],
  );
}

/** Looks at a screen, or at the part of it that a screen before it did not have, in both themes. */
async function look(page, screen, part = 'body') {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    // Colors glide to those of the other theme.
    await page.evaluate(async () => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const gliding = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.all(gliding.map((one) => one.finished.catch(() => {})));
    });
    expect.soft(await findings(page, part, colorScheme === 'dark'), `${screen}, ${colorScheme}`).toEqual([]);
  }
}

async function open(studio, page, text = ALL) {
  await studio.open();
  await dropFile(page, 'all.asl.json', text);
  await expect(page.locator('[data-piece]').first()).toBeVisible();
  await still(page);
}

const byId = (id) => `[data-testid="${id}"]`;
const choose = (page, name) => state(page, name).locator('> .state-face').click({ position: { x: 40, y: 12 } });

async function press(page, ...ids) {
  for (const id of ids) await page.getByTestId(id).first().click();
}

test('the welcome, and what is asked before anything is open', async ({ studio, page }) => {
  await studio.open();
  await look(page, 'the welcome');
  await page.setViewportSize(SMALL);
  await look(page, 'the welcome, small');
  await press(page, 'welcome-paste');
  await page.getByTestId('paste-text').fill('{ "a" 1 }');
  await press(page, 'paste-open');
  await expect(page.getByTestId('open-error')).toBeVisible();
  await look(page, 'a text that cannot be opened');
  await press(page, 'paste-cancel', 'welcome-new');
  await expect(page.getByTestId('start-here')).toBeVisible();
  await look(page, 'an empty workflow');
});

test('a workflow, its palette and outline', async ({ studio, page }) => {
  await open(studio, page);
  await look(page, 'a workflow');
  await choose(page, 'Call');
  await look(page, 'a state that is selected');
  await page.getByTestId('library-filter').fill('nothing of that name');
  await look(page, 'a search without result', byId('outline'));
  await press(page, 'library-outline');
  await look(page, 'the outline', byId('outline'));
  await press(page, 'problem-pill');
  await expect(page.getByTestId('problem-row').first()).toBeVisible();
  await look(page, 'the problems', byId('drawer'));
  await press(page, 'fold', 'zoom-fit');
  await page.setViewportSize(SMALL);
  await still(page);
  await look(page, 'all of it on a small screen');
});

test('the canvas while something is done on it', async ({ studio, page }) => {
  await open(studio, page);
  const line = await onLine(page, 'Both→Each');
  await page.mouse.move(line.x, line.y);
  await expect(page.getByTestId('line-add')).toBeVisible();
  await look(page, 'a line that is pointed at', byId('canvas'));
  await carry(page, await piece(page, 'flow.wait'), line);
  await expect(page.getByTestId('drag-hint')).toBeVisible();
  await look(page, 'a piece that is dragged', byId('canvas'));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await choose(page, 'Call');
  await page.keyboard.press('F2');
  await expect(page.getByTestId('name-field')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Each');
  await expect(page.locator('.name-error')).toBeVisible();
  await look(page, 'a name that is taken', byId('canvas'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('quick-add-field')).toBeFocused();
  await look(page, 'the list of what can be added', byId('quick-add'));
  await page.keyboard.press('Escape');
  await state(page, 'Call').locator('.state-face').click({ button: 'right' });
  await expect(page.getByTestId('context-menu')).toBeVisible();
  await look(page, 'the menu of a state', byId('context-menu'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+c');
  await expect(page.getByTestId('toast')).toBeVisible();
  await look(page, 'what is said for a moment');
});

/** The tabs to look at: all of a Task's, and those that only this type of state has. */
const TABS = {
  JSONPath: { Call: ['configuration', 'input', 'output', 'variables', 'errors', 'asl'], Ask: ['configuration'], Each: ['configuration'], Pause: ['configuration'] },
  JSONata: { Call: ['input', 'output'], Ask: ['configuration', 'output'] },
};

for (const [language, text] of [['JSONPath', ALL], ['JSONata', JSONATA]]) {
  test(`the inspector's tabs in ${language}`, async ({ studio, page }) => {
    await open(studio, page, text);
    for (const [name, tabs] of Object.entries(TABS[language])) {
      await choose(page, name);
      await expect(page.getByTestId('inspector-name')).toHaveText(name);
      for (const tab of tabs) {
        await press(page, `tab-${tab}`);
        await look(page, `${tab} of ${name}`, byId('inspector'));
      }
    }
  });
}

test('help, data and mistakes in the inspector, and the settings', async ({ studio, page }) => {
  await open(studio, page);
  await look(page, 'the settings of the machine', byId('inspector'));
  await page.getByTestId('machine-type').selectOption('express');
  await press(page, 'add-tag', 'add-tag');
  await page.getByTestId('setting-account').fill('1111');
  await look(page, 'settings with mistakes', byId('inspector'));
  await choose(page, 'Call');
  await press(page, 'help-TimeoutSeconds');
  await page.getByTestId('field-TimeoutSeconds').fill('soon');
  await look(page, 'help and a mistake', byId('inspector'));
  await press(page, 'tab-input', 'data-toggle');
  await look(page, 'the data of a state', byId('inspector'));
});

test('the code pane', async ({ studio, page }) => {
  await open(studio, page);
  await press(page, 'view-split');
  const editor = page.getByRole('textbox', { name: 'Definition' });
  await expect(editor).toBeVisible();
  await look(page, 'canvas and text');
  await editor.click();
  await page.keyboard.press('Control+f');
  await look(page, 'searching', byId('code-pane'));
  await page.keyboard.press('Escape');
  await press(page, 'code-yaml');
  await expect(page.getByTestId('yaml-note')).toBeVisible();
  await look(page, 'YAML', byId('code-pane'));
  await press(page, 'code-json', 'view-code');
  await editor.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Delete');
  await expect(page.getByTestId('code-broken')).toBeVisible();
  await look(page, 'a text that is broken');
});

test('a run before it is started', async ({ studio, page }) => {
  await studio.open();
  await page.locator('[data-sample="saga-with-catches"]').click();
  await press(page, 'run', 'run-tab-setup', 'stop');
  await look(page, 'the setup of a run', byId('drawer'));
  for (const kind of ['fail', 'sequence', 'flaky']) {
    await page.getByTestId('mock-kind').first().selectOption(kind);
    await look(page, `a mock that will ${kind}`, byId('mocks'));
  }
  await press(page, 'mocks-as-json');
  await look(page, 'mocks as JSON', byId('drawer'));
  await page.getByTestId('run-input').fill('{ "a" }');
  await expect(page.getByTestId('input-problem')).toBeVisible();
  await look(page, 'an input that is broken', byId('drawer'));
});

test('a run that has ended', async ({ studio, page }) => {
  await studio.open();
  await page.locator('[data-sample="saga-with-catches"]').click();
  await press(page, 'run', 'speed-instant');
  await expect(runStatus(page)).toHaveText('Failed');
  await look(page, 'a run that failed');
  await press(page, 'run-tab-events');
  await page.getByTestId('event').nth(3).click();
  await expect(page.getByTestId('event-details')).toBeVisible();
  await look(page, 'events', byId('drawer'));
  await press(page, 'run-tab-timeline');
  await look(page, 'the timeline', byId('drawer'));
  await press(page, 'zoom-fit');
  await still(page);
  for (const name of ['Rent car', 'Cancel hotel']) {
    await choose(page, name);
    for (const tab of ['happened', 'input', 'output', 'error', 'attempts']) {
      const button = page.getByTestId(`visit-${tab}`);
      if (!(await button.count()) || (await button.isDisabled())) continue;
      await button.click();
      await look(page, `${tab} of ${name}`, byId('inspector'));
    }
  }
  await page.setViewportSize(SMALL);
  await still(page);
  await look(page, 'a run on a small screen');
});

test('a run that asks', async ({ studio, page }) => {
  const task = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true, Parameters: { 'Token.$': '$$.Task.Token' } };
  await open(studio, page, JSON.stringify({ StartAt: 'Ask', States: { Ask: task } }));
  await prepareRun(page);
  await page.getByTestId('mock-kind').selectOption('person');
  await runToEnd(page, 'Waiting for an answer');
  await page.getByTestId('answer-output').fill('{');
  await look(page, 'a run that waits for an answer');
});

test('menus and dialogs', async ({ studio, page }) => {
  await open(studio, page);
  for (const menu of ['menu-open', 'menu-export', 'menu-project']) {
    await press(page, menu);
    await expect(page.getByRole('menu')).toBeVisible();
    await look(page, menu, 'header');
    await page.keyboard.press('Escape');
  }
  const dialogs = [
    ['the palette', async () => page.keyboard.press('Control+k'), 'dialog-palette'],
    ['the keys', async () => page.keyboard.press('?'), 'dialog-shortcuts'],
    ['the samples', async () => press(page, 'menu-open', 'open-samples'), 'dialog-samples'],
    ['all projects', async () => press(page, 'menu-project', 'project-list'), 'dialog-projects'],
    ['deleting a project', async () => press(page, 'menu-project', 'project-delete'), 'dialog-delete-project'],
  ];
  for (const [name, show, id] of dialogs) {
    await page.getByTestId('canvas').focus();
    await show();
    await expect(page.getByTestId(id)).toBeVisible();
    await look(page, name, byId(id));
    await page.keyboard.press('Escape');
    await expect(page.getByTestId(id)).toHaveCount(0);
  }
});

test('versions, and what differs', async ({ studio, page }) => {
  await open(studio, page);
  await press(page, 'menu-project', 'project-versions');
  await look(page, 'no versions yet', byId('dialog-versions'));
  await page.getByTestId('version-name').fill('Before');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('version-row')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await choose(page, 'Pause');
  await page.keyboard.press('Delete');
  await choose(page, 'Make');
  await page.getByTestId('field-Comment').fill('It is other now');
  await press(page, 'menu-project', 'project-versions', 'version-compare');
  await expect(page.getByTestId('change').first()).toBeVisible();
  await look(page, 'what differs', byId('dialog-versions'));
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('notice')).toBeVisible();
  await look(page, 'a version beside the canvas');
});

test('what went wrong', async ({ studio, page, context }) => {
  studio.allow(/Failed to load resource|ERR_FAILED|Failed to fetch/);
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...all) {
      if (window.full) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, all);
    };
  });
  await open(studio, page);
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved');
  const other = await context.newPage();
  await other.goto(studio.url);
  await expect(other.locator('[data-notice="follower"]')).toBeVisible();
  await look(other, 'a project that is open elsewhere');
  await other.close();
  await page.evaluate(() => (window.full = true));
  await choose(page, 'Pause');
  await page.keyboard.press('Delete');
  await expect(page.getByTestId('notice')).toBeVisible();
  await page.route(/\/code-[0-9a-f]{16}\.js/, (route) => route.abort());
  await press(page, 'view-split');
  await expect(page.getByTestId('editor-failed')).toBeVisible();
  await look(page, 'what could not be saved or loaded');
});

test('a program that cannot start', async ({ studio, page }) => {
  studio.allow(/Failed to load resource|Failed to fetch|uncaught/);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(studio.url);
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'a page that could not start');
});

test('a program of which a part does not come', async ({ studio, page }) => {
  studio.allow(/Failed to load resource|Failed to fetch/);
  await page.route(/\/rest-[0-9a-f]{16}\.wasm/, (route) => route.abort());
  await studio.open();
  await page.locator('[data-sample="order-processing"]').click();
  await expect(page.getByTestId('rest-failed').first()).toBeVisible();
  await look(page, 'a part that could not be loaded');
});
