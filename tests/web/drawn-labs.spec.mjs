// The workflow of LAB16, drawn from an empty canvas: by the pointer alone, and by the keyboard alone. What it must come to
// is read from the lab when the test runs; only how the tasks are called differs (the studio invokes functions by name).
import { labs, labsAreHere } from './labs.mjs';
import { definitionText, drag, lines, middle, onLine, piece, state, still } from './person.mjs';
import { expect, test } from './studio.mjs';

test.skip(!labsAreHere(), 'the labs are not here');
test.describe.configure({ timeout: 120_000 });

const field = (page, id) => page.getByTestId(`field-${id}`);

/** What the lab asks for. */
function wanted() {
  const { States: states } = JSON.parse(labs().lab16);
  const of = (type) => Object.entries(states).filter(([, state]) => state.Type === type).map(([name]) => name);
  const [parallel] = of('Parallel');
  const [choice] = of('Choice');
  const [rule] = states[choice].Choices;
  const [payment] = Object.entries(states).find(([, state]) => state.Catch);
  const first = JSON.parse(labs().lab16).StartAt;
  const [inventory, tax] = states[parallel].Branches.map((branch) => branch.StartAt);
  const [wait] = of('Wait');
  const [end] = of('Succeed');
  const [failure] = states[payment].Catch.map((catcher) => catcher.Next);
  const second = states[first].Next;
  return { states, first, second, parallel, inventory, tax, choice, rule, payment, failure, shortage: states[choice].Default, notify: states[payment].Next, wait, end };
}

/** Names, types and transitions of a scope, without what the tasks call. */
function shape({ StartAt, States }) {
  const one = ({ Type, Next, End, Default, Choices, Catch, Branches, Seconds }) => ({
    Type,
    Next,
    End,
    Default,
    Seconds,
    Choices: Choices?.map(({ Variable, BooleanEquals, Next }) => ({ Variable, BooleanEquals, Next })),
    Catch: Catch?.map(({ ErrorEquals, Next }) => ({ ErrorEquals, Next })),
    Branches: Branches?.map(shape),
  });
  return { StartAt, States: Object.fromEntries(Object.entries(States).map(([name, state]) => [name, one(state)])) };
}

async function checkDrawn(page) {
  const drawn = shape(JSON.parse(await definitionText(page)));
  expect(drawn).toEqual(shape(JSON.parse(labs().lab16)));
  // The lab's own warning is about where its Choice looks; no error may be left.
  await expect(page.getByTestId('problem-pill')).not.toContainText('error');
}

/** The end of the only way of a kind that leads nowhere yet. */
async function open(page, tone) {
  const stub = page.locator(`[data-testid="stub"][data-tone="${tone}"]`);
  await expect(stub).toHaveCount(1);
  return middle(stub.locator('.stub-dot'));
}

/** Drags a piece of the palette to a place and names what comes of it. */
async function put(page, id, words, to, hint, name) {
  await drag(page, await piece(page, id, words), to, hint);
  await page.getByTestId('tab-configuration').click();
  await field(page, 'name').fill(name);
  await field(page, 'name').press('Enter');
  await expect(state(page, name)).toBeVisible();
  await page.keyboard.press('Escape');
  await fit(page);
}

async function fit(page) {
  await page.getByTestId('zoom-fit').click();
  await still(page);
}

async function connect(page, from, to) {
  await state(page, from).locator('.state-face').click();
  await page.mouse.move(5, 5);
  await drag(page, await middle(page.getByTestId('handle-next')), await middle(state(page, to)), `Next → ${to}`);
  await fit(page);
}

test('by the pointer alone', async ({ studio, page }) => {
  const lab = wanted();
  const lambda = (to, hint, name) => put(page, 'lambda.invoke', 'lambda', to, hint, name);
  await studio.open();
  await page.getByTestId('welcome-new').click();
  const canvas = await middle(page.getByTestId('canvas'));
  await put(page, 'flow.pass', 'pass', { x: canvas.x, y: canvas.y + 200 }, 'First state', lab.first);
  await state(page, lab.first).locator('.state-face').click();
  await field(page, 'Result').fill(JSON.stringify(lab.states[lab.first].Result, null, 2));
  await lambda(await onLine(page, `${lab.first}→End`, { first: true }), `After ${lab.first}`, lab.second);
  await lambda(await onLine(page, `${lab.second}→End`, { first: true }), `After ${lab.second}`, lab.inventory);
  await put(page, 'flow.choice', 'choice', await onLine(page, `${lab.inventory}→End`, { first: true }), `After ${lab.inventory}`, lab.choice);

  await state(page, lab.choice).locator('.state-face').click();
  await page.getByTestId('add-rule').click();
  await field(page, 'Choices/0/Variable').fill(lab.rule.Variable);
  await field(page, 'Choices/0/kind').selectOption({ label: 'this true or false' });
  await field(page, 'Choices/0/operator').selectOption({ label: 'is equal to' });
  await field(page, 'Choices/0/value').fill(String(lab.rule.BooleanEquals));
  await lambda(await open(page, 'rule'), `Rule 1 of ${lab.choice}`, lab.payment);
  await put(page, 'flow.pass', 'pass', await open(page, 'default'), `Default of ${lab.choice}`, lab.shortage);

  await state(page, lab.payment).locator('.state-face').click();
  await page.getByTestId('tab-errors').click();
  await page.getByTestId('add-catcher').click();
  await put(page, 'flow.pass', 'pass', await open(page, 'catch'), `Catcher 1 of ${lab.payment}`, lab.failure);
  await lambda(await onLine(page, `${lab.payment}→End`, { first: true }), `After ${lab.payment}`, lab.notify);
  await connect(page, lab.failure, lab.notify);
  await connect(page, lab.shortage, lab.notify);
  await put(page, 'flow.succeed', 'succeed', await onLine(page, `${lab.notify}→End`, { first: true }), `After ${lab.notify}`, lab.end);
  for (const name of [lab.failure, lab.shortage]) {
    await state(page, name).locator('.state-face').click();
    await page.getByTestId('tab-configuration').click();
    await field(page, 'Result').fill(JSON.stringify(lab.states[name].Result, null, 2));
  }
  expect(await lines(page)).toContain(`${lab.notify}→${lab.end}`);

  // Step 5: a Parallel and a Wait go in.
  const line = await onLine(page, `${lab.second}→${lab.inventory}`);
  await page.mouse.move(line.x, line.y);
  await page.getByTestId('line-remove').click();
  await fit(page);
  await put(page, 'flow.parallel', 'parallel', await onLine(page, `${lab.second}→End`, { first: true }), `After ${lab.second}`, lab.parallel);
  const vacancy = page.getByTestId('vacancy');
  await drag(page, await middle(state(page, lab.inventory)), await middle(vacancy.first()), `First state in ${lab.parallel}`);
  await fit(page);
  await lambda(await middle(vacancy), `First state in ${lab.parallel}`, lab.tax);
  await connect(page, lab.parallel, lab.choice);
  await put(page, 'flow.wait', 'wait', await onLine(page, `${lab.notify}→${lab.end}`), `Between ${lab.notify} and ${lab.end}`, lab.wait);
  await state(page, lab.wait).locator('.state-face').click();
  await field(page, 'Seconds').fill('5');
  await checkDrawn(page);
});

test('by the keyboard alone', async ({ studio, page }) => {
  const lab = wanted();
  const keys = page.keyboard;
  /** What is selected gets a state after it, or by another command of the palette. */
  const take = async (words) => {
    await expect(page.getByTestId('quick-add-field')).toBeFocused();
    await keys.type(words);
    await keys.press('Enter');
    await expect(page.getByTestId('canvas')).toBeFocused();
  };
  const name = async (text) => {
    await keys.press('F2');
    await expect(page.getByTestId('name-field')).toBeFocused();
    await keys.press('Control+A');
    await keys.type(text);
    await keys.press('Enter');
    await expect(page.getByTestId('canvas')).toBeFocused();
    await expect(state(page, text)).toHaveClass(/selected/);
  };
  const add = async (words, text) => {
    await keys.press('Tab');
    await take(words);
    await name(text);
  };
  const command = async (words) => {
    await keys.press('Control+K');
    await expect(page.getByTestId('palette-field')).toBeFocused();
    await keys.type(words);
    await keys.press('Enter');
  };
  const go = async (text) => {
    await command(text);
    await expect(state(page, text)).toHaveClass(/selected/);
    await page.getByTestId('canvas').focus();
  };
  const focus = async (id, tab = 'configuration') => {
    await keys.press('Enter');
    for (let step = 0; step < 60; step++) {
      if (await page.getByTestId(id).evaluateAll((all) => all.some((one) => one === document.activeElement))) return;
      if (await page.getByTestId(`tab-${tab}`).evaluateAll((all) => all.some((one) => one === document.activeElement && one.ariaSelected !== 'true'))) await keys.press('Enter');
      await keys.press('Tab');
    }
    throw new Error(`${id} was not reached by Tab`);
  };
  const leave = async () => {
    await keys.press('Escape');
    await page.getByTestId('canvas').focus();
  };

  await studio.open();
  await command('New workflow');
  await page.getByTestId('canvas').focus();
  await add('pass', lab.first);
  await focus('field-Result');
  await keys.insertText(JSON.stringify(lab.states[lab.first].Result, null, 2));
  await go(lab.first);
  await add('lambda invoke', lab.second);
  await add('parallel', lab.parallel);
  await keys.press('i');
  await take('lambda invoke');
  await name(lab.inventory);
  await go(lab.parallel);
  await keys.press('i');
  await take('lambda invoke');
  await name(lab.tax);
  await go(lab.parallel);
  await add('choice', lab.choice);
  await add('pass', lab.shortage);
  await go(lab.choice);
  await command('Add a rule');
  await take('lambda invoke');
  await name(lab.payment);
  await go(lab.choice);
  await focus('field-Choices/0/Variable');
  await keys.type(lab.rule.Variable);
  await leave();
  await focus('field-Choices/0/kind');
  await keys.type('this true');
  await leave();
  await focus('field-Choices/0/value');
  await keys.press('Control+A');
  await keys.type(String(lab.rule.BooleanEquals));
  await go(lab.payment);
  await add('lambda invoke', lab.notify);
  await add('wait', lab.wait);
  await add('succeed', lab.end);
  await go(lab.wait);
  await focus('field-Seconds');
  await keys.press('Control+A');
  await keys.type('5');
  await go(lab.payment);
  await command('Add a catcher');
  await take('pass');
  await name(lab.failure);
  for (const handler of [lab.failure, lab.shortage]) {
    await go(handler);
    await keys.press('Tab');
    await take(lab.notify);
    await go(handler);
    await focus('field-Result');
    await keys.insertText(JSON.stringify(lab.states[handler].Result, null, 2));
  }
  await go(lab.first);
  await checkDrawn(page);
});
