// The inspector as an editor: every tab of every type of state in both query languages, and the steps of a lab.
import { definitionText, paste, selectedName, state } from './person.mjs';
import { expect, test } from './studio.mjs';

const done = { Type: 'Succeed' };
const branch = (name) => ({ StartAt: name, States: { [name]: done } });
const retry = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 2 }];
const failing = { ErrorEquals: ['States.ALL'], Next: 'End badly' };
const s3 = (given) => ({ Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'CSV' }, ...given });

/** All types in a row, with what only one of the languages has. */
function workflow(language, { choice, map, task, fail }) {
  const states = {
    Make: { Type: 'Pass' },
    Call: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ...task, Retry: retry, Catch: [failing] },
    Pause: { Type: 'Wait', Seconds: 5 },
    Both: { Type: 'Parallel', Branches: [branch('Left'), branch('Right')], Retry: retry, Catch: [failing] },
    Each: { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...branch('Item') }, ...map },
    Ask: { Type: 'Choice', Choices: [{ ...choice, Next: 'End well' }], Default: 'End badly' },
    'End well': done,
    'End badly': { Type: 'Fail', ...fail },
  };
  const names = Object.keys(states);
  names.slice(0, 5).forEach((name, index) => (states[name].Next = names[index + 1]));
  return JSON.stringify({ QueryLanguage: language, StartAt: 'Make', States: states }, null, 2);
}

const JSONPATH = workflow('JSONPath', {
  choice: { And: [{ Variable: '$.total', NumericGreaterThan: 100 }, { Not: { Variable: '$.note', IsPresent: true } }] },
  map: { ItemReader: s3({ Parameters: { Bucket: 'b', Key: 'k' } }) },
  task: { Parameters: { FunctionName: 'charge' }, ResultPath: '$.charge' },
  fail: { Error: 'Bad', CausePath: '$.why' },
});
const JSONATA = workflow('JSONata', {
  choice: { Condition: '{% $states.input.total > 100 %}' },
  map: { ItemReader: s3({ Arguments: { Bucket: 'b', Key: 'k' } }) },
  task: { Arguments: { FunctionName: 'charge' } },
  fail: { Error: 'Bad' },
});

const COMMON = ['name', 'Comment'];
const PAYLOAD = { input: ['InputPath/form', 'Parameters'], variables: ['Assign'], asl: ['asl'] };
const RETRIER = ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy'];
const RETRIES = RETRIER.map((name) => `Retry/0/${name}`);
const CATCHES = ['ErrorEquals', 'Next', 'Assign'].map((name) => `Catch/0/${name}`);

/** Fields that each tab must have, by state. */
const EXPECTED = {
  JSONPath: {
    Make: { ...PAYLOAD, configuration: [...COMMON, 'Result', 'Next'], output: ['Result', 'ResultPath/form', 'OutputPath/form'] },
    Call: {
      ...PAYLOAD,
      configuration: [...COMMON, 'action', 'FunctionName', 'Resource', 'integration', 'TimeoutSeconds', 'HeartbeatSeconds', 'Credentials', 'Next'],
      output: ['ResultSelector', 'ResultPath/form', 'ResultPath', 'OutputPath/form'],
      errors: [...RETRIES, ...CATCHES, 'Catch/0/ResultPath/form'],
    },
    Pause: { configuration: [...COMMON, 'wait', 'Seconds', 'Next'], input: ['InputPath/form'], output: ['OutputPath/form'], variables: ['Assign'], asl: ['asl'] },
    Both: { ...PAYLOAD, configuration: [...COMMON, 'Branches/0/Comment', 'Branches/1/Comment', 'Next'], output: ['ResultSelector'], errors: [...RETRIES, ...CATCHES] },
    Each: {
      configuration: [...COMMON, 'mode', 'ItemReader/Resource', 'ItemReader/Parameters', 'ItemReader/ReaderConfig/InputType', 'ItemsPath', 'ItemSelector', 'MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage', 'Label', 'ItemBatcher/MaxItemsPerBatch', 'ResultWriter/Resource', 'Next'],
      input: ['InputPath/form'],
      output: ['ResultSelector'],
      variables: ['Assign'],
      errors: [],
      asl: ['asl'],
    },
    Ask: {
      configuration: [...COMMON, 'Choices/0/shape', 'Choices/0/And/0/Variable', 'Choices/0/And/0/value', 'Choices/0/And/1/Not/operator', 'Choices/0/Next', 'Default'],
      input: ['InputPath/form'],
      output: ['OutputPath/form'],
      variables: ['Assign', 'Choices/0/Assign'],
      asl: ['asl'],
    },
    'End well': { configuration: COMMON, input: ['InputPath/form'], output: ['OutputPath/form'], asl: ['asl'] },
    'End badly': { configuration: [...COMMON, 'Error', 'Cause'], asl: ['asl'] },
  },
  JSONata: {
    Make: { configuration: [...COMMON, 'Next'], output: ['Output'], variables: ['Assign'], asl: ['asl'] },
    Call: { configuration: [...COMMON, 'FunctionName'], input: ['Arguments'], output: ['Output'], variables: ['Assign'], errors: [...RETRIES, ...CATCHES, 'Catch/0/Output'], asl: ['asl'] },
    Pause: { configuration: [...COMMON, 'Seconds'], output: ['Output'], variables: ['Assign'], asl: ['asl'] },
    Both: { configuration: COMMON, input: ['Arguments'], output: ['Output'], variables: ['Assign'], errors: RETRIES, asl: ['asl'] },
    Each: { configuration: [...COMMON, 'Items', 'ItemReader/Arguments'], output: ['Output'], variables: ['Assign'], errors: [], asl: ['asl'] },
    Ask: { configuration: [...COMMON, 'Choices/0/Condition', 'Choices/0/Next'], output: ['Output', 'Choices/0/Output'], variables: ['Assign', 'Choices/0/Assign'], asl: ['asl'] },
    'End well': { configuration: COMMON, output: ['Output'], asl: ['asl'] },
    'End badly': { configuration: [...COMMON, 'Error', 'Cause'], asl: ['asl'] },
  },
};

const tabs = (page) => page.getByRole('tablist', { name: 'Parts of the state' }).getByRole('tab');
/** Selects a state; a container by its header, for in its middle are others. */
const select = (page, name) => state(page, name).click({ position: { x: 40, y: 12 } });
const field = (page, id) => page.getByTestId(`field-${id}`);

for (const [language, text] of [['JSONPath', JSONPATH], ['JSONata', JSONATA]]) {
  test(`every tab of every type of state has its fields in ${language}`, async ({ studio, page }) => {
    await studio.open();
    await paste(page, text);
    for (const [name, expected] of Object.entries(EXPECTED[language])) {
      await select(page, name);
      await expect(selectedName(page)).toHaveText(name);
      const ids = Object.keys(expected).sort();
      const shown = await tabs(page).evaluateAll((all) => all.map((tab) => tab.dataset.testid.replace('tab-', '')));
      expect(shown.toSorted(), name).toEqual(ids);
      for (const id of shown) {
        await page.getByTestId(`tab-${id}`).click();
        await expect(page.getByTestId(`tab-${id}`), name).toHaveAttribute('aria-selected', 'true');
        for (const each of expected[id]) {
          await expect(field(page, each), `${id} of ${name}`).toBeVisible();
          await expect(field(page, each), `${id} of ${name}`).toHaveAccessibleName(/./);
        }
      }
    }
  });
}

test('what is typed is in the text at once, what cannot be read is not, and one undo takes it back', async ({ studio, page }) => {
  await studio.open();
  await paste(page, JSONPATH);
  await select(page, 'Pause');
  await field(page, 'Seconds').fill('60');
  expect(await definitionText(page)).toBe(JSONPATH.replace('"Seconds": 5', '"Seconds": 60'));
  await field(page, 'Seconds').fill('sixty');
  await expect(field(page, 'Seconds')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('This is not a number')).toBeVisible();
  expect(await definitionText(page)).toBe(JSONPATH.replace('"Seconds": 5', '"Seconds": 60'));
  await field(page, 'Seconds').press('Escape');
  await expect(field(page, 'Seconds')).toHaveValue('60');
  await page.getByTestId('tab-asl').click();
  await field(page, 'asl').pressSequentially(' ');
  await field(page, 'asl').press('Backspace');
  await field(page, 'asl').fill('{ "Type": "Wait", ');
  await expect(page.getByText('line 1, column')).toBeVisible();
  await expect(field(page, 'asl')).toHaveValue('{ "Type": "Wait", ');
});

test('a field explains itself, by its button and by F1', async ({ studio, page }) => {
  await studio.open();
  await paste(page, JSONATA);
  await select(page, 'Pause');
  await field(page, 'Seconds').press('F1');
  await expect(page.getByTestId('help-card')).toContainText('Seconds');
  await page.getByTestId('help-Seconds').click();
  await expect(page.getByTestId('help-card')).toHaveCount(0);
});

test('a Choice is made in the form: states, rule, condition, and where they lead', async ({ studio, page }) => {
  await studio.open();
  await paste(page, JSONPATH);
  await select(page, 'Make');
  await field(page, 'name').fill('InitializeOrder');
  await field(page, 'name').press('Enter');
  await expect(state(page, 'InitializeOrder')).toBeVisible();
  await expect(field(page, 'name')).toBeFocused();
  await field(page, 'Result').fill('{ "order_id": "ORD-123456" }');
  await select(page, 'Ask');
  await page.getByTestId('add-rule').click();
  await expect(field(page, 'Choices/1/Variable')).toBeFocused();
  await page.keyboard.type('$.all_items_available');
  await page.keyboard.press('Tab');
  await expect(field(page, 'Choices/1/operator')).toBeFocused();
  await field(page, 'Choices/1/value').fill('true');
  await expect(page.getByText('If all_items_available = true → nowhere yet')).toBeVisible();
  await field(page, 'Choices/1/Next').selectOption({ label: 'Create new state…' });
  await expect(selectedName(page)).toHaveText('New state');
  await expect(field(page, 'name')).toBeFocused();
  await page.keyboard.type('ProcessPayment');
  await page.keyboard.press('Enter');
  const made = JSON.parse(await definitionText(page));
  expect(made.States.InitializeOrder.Result).toEqual({ order_id: 'ORD-123456' });
  expect(made.States.Ask.Choices[1]).toEqual({ Variable: '$.all_items_available', BooleanEquals: true, Next: 'ProcessPayment' });
});

test('errors are handled in the form: a catcher, its errors, its fallback state', async ({ studio, page }) => {
  await studio.open();
  await paste(page, JSONPATH);
  await select(page, 'Each');
  await page.getByTestId('tab-errors').click();
  await page.getByTestId('add-catcher').click();
  await expect(field(page, 'Catch/0/ErrorEquals')).toHaveValue('States.ALL');
  await expect(field(page, 'Catch/0/Next')).toBeFocused();
  await field(page, 'Catch/0/Next').selectOption('End badly');
  await page.getByTestId('add-retrier').click();
  await page.getByRole('button', { name: 'States.Timeout' }).first().click();
  await expect(field(page, 'Retry/0/ErrorEquals')).toHaveValue('States.ALL, States.Timeout');
  await page.getByTestId('remove-Retry/0').click();
  const { Catch, Retry } = JSON.parse(await definitionText(page)).States.Each;
  expect(Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'End badly' }]);
  expect(Retry).toBeUndefined();
});
