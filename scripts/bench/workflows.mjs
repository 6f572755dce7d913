// What is measured: workflow files, and definitions of any size.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The workflow files of a folder, in name order; none, with a line that says so, where it is absent. */
export function readWorkflows(folder) {
  if (!existsSync(folder)) {
    console.log(`${folder} is not here; its workflows are skipped`);
    return [];
  }
  const files = readdirSync(folder).filter((file) => file.endsWith('.json')).sort();
  return files.map((file) => ({ name: basename(file, '.json'), ...JSON.parse(readFileSync(join(folder, file), 'utf8')) }));
}

/** Counts to `turns`: a Choice and a Pass with an Intrinsic Function each turn. */
export function loop(turns) {
  return workflow('Test', 2 * turns + 2, {
    Test: { Type: 'Choice', Choices: [{ Variable: '$.turn', NumericLessThan: turns, Next: 'Count' }], Default: 'End' },
    Count: { Type: 'Pass', Parameters: { 'turn.$': 'States.MathAdd($.turn, 1)' }, Next: 'Test' },
    End: { Type: 'Succeed' },
  }, { turn: 0 });
}

/** A Map over so many items, ten at a time, two states each. */
export function map(items) {
  return workflow('Each', 2 * items + 1, {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrency: 10,
      ItemProcessor: {
        StartAt: 'Price',
        States: {
          Price: { Type: 'Pass', Parameters: { 'sum.$': 'States.MathAdd($.net, $.tax)' }, Next: 'Keep' },
          Keep: { Type: 'Pass', End: true },
        },
      },
      End: true,
    },
  }, { items: Array.from({ length: items }, (_, index) => ({ net: index, tax: 2 })) });
}

/** So many Parallel branches of ten Pass states. */
export function parallel(branches) {
  const branch = (number) => ({ StartAt: `B${number}S0`, States: chain(10, `B${number}S`) });
  return workflow('All', 10 * branches + 1, {
    All: { Type: 'Parallel', Branches: Array.from({ length: branches }, (_, number) => branch(number)), End: true },
  }, { order: 'A-1' });
}

/** A definition of so many states, of every kind of field that a real one has: what opening it costs. */
export function longDefinition(states) {
  const all = {};
  for (let number = 0; number < states; number += 1) {
    const next = number + 1 < states ? { Next: `Step ${number + 1}` } : { End: true };
    all[`Step ${number}`] = { ...KINDS[number % KINDS.length](number, states), ...next };
  }
  // A Choice has no Next of its own, and no End.
  for (const state of Object.values(all)) {
    if (state.Type === 'Choice') Object.assign(state, { Default: state.Next, Next: undefined, End: undefined });
  }
  return JSON.stringify({ Comment: 'Generated', StartAt: 'Step 0', States: all }, null, 2);
}

const KINDS = [
  (number) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: `handle-${number}`, 'Payload.$': '$' },
    ResultPath: `$.results.step${number}`,
    Retry: [{ ErrorEquals: ['Lambda.ServiceException', 'States.Timeout'], IntervalSeconds: 2, MaxAttempts: 4, BackoffRate: 2 }],
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Step 0' }],
  }),
  (number, states) => ({
    Type: 'Choice',
    Choices: [
      { Variable: '$.total', NumericGreaterThan: 100, Next: `Step ${(number + 3) % states}` },
      {
        And: [{ Variable: '$.kind', StringMatches: 'gift*' }, { Not: { Variable: '$.paid', BooleanEquals: true } }],
        Next: `Step ${(number + 5) % states}`,
      },
    ],
  }),
  () => ({ Type: 'Pass', Parameters: { 'id.$': '$.id', 'label.$': "States.Format('{} of {}', $.id, $.kind)", fixed: [1, 2, 3] } }),
  (number) => ({ Type: 'Wait', Seconds: number % 60 }),
];

function chain(length, prefix) {
  const states = {};
  for (let number = 0; number < length; number += 1) {
    const next = number + 1 < length ? { Next: `${prefix}${number + 1}` } : { End: true };
    states[`${prefix}${number}`] = { Type: 'Pass', ...next };
  }
  return states;
}

function workflow(start, transitions, states, input) {
  const definition = { StartAt: start, States: states };
  return { definition, input, handlers: {}, transitions, expect: { status: 'SUCCEEDED' } };
}
