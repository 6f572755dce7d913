// Workflows to lay out: runs of tasks, choices that join again, polls, catches, Parallels and Maps; always the same.

/** A fixed sequence of numbers from 0 to 1. */
function dice(seed) {
  let state = BigInt(seed) | 1n;
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 33n) / 2 ** 31;
  };
}

/** A graph of about `count` states; with `nested` some of them are in containers, else all are in one scope. */
export function workflow(count, nested) {
  const nodes = [];
  const edges = [];
  const random = dice(count * 2 + (nested ? 1 : 0));
  const below = (limit) => Math.floor(random() * limit);
  let states = 0;
  const add = (kind, parent, more = {}) => {
    const id = `${kind}${nodes.length}`;
    nodes.push({ id, kind, w: 220, h: 64, parent, ...more });
    states += kind === 'Branch' || kind === 'Start' || kind === 'End' ? 0 : 1;
    return id;
  };
  const join = (from, to, text, kind = 'next') => {
    const label = text && { text, w: text.length * 7 + 16, h: 22 };
    edges.push({ id: `e${edges.length}`, s: from, t: to, kind, ...(label && { label }) });
  };

  function scope(parent, budget, depth, first) {
    const until = states + budget;
    let ends = first ? [[first]] : [];
    const caught = [];
    const follow = (id) => {
      for (const [end, text] of ends) join(end, id, text);
      ends = [[id]];
    };
    while (states < until && states < count) {
      const what = random();
      if (what < 0.18) {
        const choice = add('Choice', parent);
        follow(choice);
        ends = [];
        for (let rule = 0; rule < 2 + below(3); rule++) {
          let last = choice;
          for (let step = 0; step < 1 + below(4); step++) {
            const task = add('Task', parent);
            join(last, task, last === choice ? `rule ${rule + 1}` : undefined);
            last = task;
          }
          ends.push([last]);
        }
      } else if (what < 0.24) {
        const [wait, , choice] = ['Wait', 'Task', 'Choice'].map((kind) => {
          const id = add(kind, parent);
          follow(id);
          return id;
        });
        join(choice, wait, 'default');
        ends = [[choice, 'done']];
      } else if (nested && what < 0.38 && depth < 4) {
        const parallel = random() < 0.5;
        const container = add(parallel ? 'Parallel' : 'Map', parent, { pad: { t: 48, r: 16, b: 16, l: 16 } });
        follow(container);
        if (!parallel) scope(container, 2 + below(20), depth + 1);
        for (let branch = 0; parallel && branch < 2 + below(3); branch++) {
          scope(add('Branch', container, { pad: { t: 16, r: 16, b: 16, l: 16 } }), 1 + below(20), depth + 1);
        }
      } else {
        const task = add('Task', parent);
        follow(task);
        if (random() < 0.15) caught.push(task);
      }
    }
    if (ends.length === 0 || (ends.length > 1 && parent)) follow(add('Task', parent));
    if (caught.length > 0) {
      const handler = add('Task', parent);
      for (const task of caught) join(task, handler, 'States.ALL', 'catch');
      ends.push([handler]);
    }
    return ends;
  }

  const start = add('Start', null);
  const ends = scope(null, count, 0, start);
  const end = add('End', null);
  for (const [last, text] of ends) join(last, end, text);
  return { nodes, edges };
}
