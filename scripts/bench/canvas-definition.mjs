// Definitions to open: the graphs of layout-graphs.mjs as text that a person might have written.
import { workflow } from './layout-graphs.mjs';

const RETRY = [{ ErrorEquals: ['States.TaskFailed', 'Lambda.TooManyRequestsException'], IntervalSeconds: 2, MaxAttempts: 4, BackoffRate: 2 }];

/** The text of a definition with about `count` states; nested unless `flat`. */
export function definition(count, flat) {
  const { nodes, edges } = workflow(count, !flat);
  const leaving = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges) leaving.get(edge.s).push(edge);
  const graph = { nodes, leaving, kinds: new Map(nodes.map((node) => [node.id, node.kind])) };
  return JSON.stringify({ Comment: `${count} states`, ...scope(graph, null) }, null, 2);
}

function scope(graph, parent) {
  const inside = graph.nodes.filter((node) => (node.parent ?? null) === parent);
  const states = inside.filter((node) => !['Start', 'End'].includes(node.kind));
  const made = Object.fromEntries(states.map((node) => [node.id, state(graph, node)]));
  // A rule cannot lead to the end by itself.
  const done = `Done${parent ?? ''}`;
  const wanted = Object.values(made).some(({ Choices, Default }) => Default === done || Choices?.some((rule) => rule.Next === done));
  if (wanted) made[done] = { Type: 'Succeed' };
  return { StartAt: states[0].id, States: made };
}

function state(graph, node) {
  const leaving = graph.leaving.get(node.id).map((edge) => ({ ...edge, t: graph.kinds.get(edge.t) === 'End' ? undefined : edge.t }));
  const next = leaving.find((edge) => edge.kind === 'next' && !edge.label);
  const caught = leaving.filter((edge) => edge.kind === 'catch').map((edge) => ({ ErrorEquals: ['States.ALL'], Next: edge.t }));
  const onward = next?.t ? { Next: next.t } : { End: true };
  switch (node.kind) {
    case 'Choice':
      return choice(node, leaving);
    case 'Wait':
      return { Type: 'Wait', Seconds: 30, ...onward };
    case 'Parallel':
      return { Type: 'Parallel', Branches: branches(graph, node), ...onward };
    case 'Map':
      return { Type: 'Map', ItemsPath: '$.orders', MaxConcurrency: 5, ItemProcessor: scope(graph, node.id), ...onward };
    default:
      return task(node, caught, onward);
  }
}

function task(node, caught, onward) {
  const number = Number(node.id.replace(/\D/g, ''));
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: `arn:aws:lambda:us-east-1:123456789012:function:step-${number % 20}`, 'Payload.$': '$' },
    ...(number % 3 === 0 && { Retry: RETRY }),
    ...(caught.length && { Catch: caught }),
    ...onward,
  };
}

function choice(node, leaving) {
  const done = `Done${node.parent ?? ''}`;
  const rules = leaving.filter((edge) => edge.label && edge.label.text !== 'default');
  const Choices = rules.map((edge, index) => ({ Variable: '$.total', NumericGreaterThan: 100 - 10 * index, Next: edge.t ?? done }));
  if (!Choices.length) Choices.push({ Variable: '$.total', NumericGreaterThan: 100, Next: done });
  return { Type: 'Choice', Choices, Default: leaving.find((edge) => edge.label?.text === 'default')?.t ?? done };
}

const branches = (graph, node) => graph.nodes.filter((one) => one.kind === 'Branch' && one.parent === node.id).map((one) => scope(graph, one.id));
