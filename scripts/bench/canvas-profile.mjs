// Records what the browser does: a trace (for chrome://tracing) and a sum of its events by name, the most time first.
import { writeFileSync } from 'node:fs';

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'cc', 'blink', 'v8', 'toplevel', 'latencyInfo', 'viz'];

/** Does `act` under a trace and a profile of scripts, and writes both to files that begin with `path`. */
export async function recordProfile(session, path, act) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  session.on('Tracing.dataCollected', collect);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  const result = await act();
  const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await done;
  session.off('Tracing.dataCollected', collect);
  const { profile } = await session.send('Profiler.stop');
  writeFileSync(`${path}.cpuprofile`, JSON.stringify(profile));
  writeFileSync(`${path}.trace.json`, JSON.stringify({ traceEvents: events }));
  writeFileSync(`${path}.txt`, summary(events, profile));
  return result;
}

function summary(events, profile) {
  const threads = new Map(events.filter(({ name }) => name === 'thread_name').map(({ pid, tid, args }) => [`${pid}/${tid}`, args.name]));
  const sums = new Map();
  for (const { ph, name, dur = 0, pid, tid } of events) {
    if (ph !== 'X') continue;
    const key = `${(threads.get(`${pid}/${tid}`) ?? tid).padEnd?.(28)} ${name}`;
    const sum = sums.get(key) ?? { total: 0, count: 0, longest: 0 };
    sums.set(key, { total: sum.total + dur, count: sum.count + 1, longest: Math.max(sum.longest, dur) });
  }
  const rows = [...sums].sort((a, b) => b[1].total - a[1].total).slice(0, 70);
  const lines = rows.map(([key, { total, count, longest }]) => `${(total / 1e3).toFixed(1).padStart(10)} ms ${String(count).padStart(7)} × longest ${(longest / 1e3).toFixed(1).padStart(8)}  ${key}`);
  return `${lines.join('\n')}\n\n${functions(profile)}\n`;
}

/** Where scripts spent their time, by function. */
function functions({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Map();
  samples.forEach((id, index) => {
    const { functionName, url } = byId.get(id).callFrame;
    const key = `${functionName || '(anonymous)'} ${url.split('/').at(-1)}`;
    own.set(key, (own.get(key) ?? 0) + timeDeltas[index]);
  });
  const rows = [...own].sort((a, b) => b[1] - a[1]).slice(0, 50);
  return rows.map(([key, time]) => `${(time / 1e3).toFixed(1).padStart(10)} ms  ${key}`).join('\n');
}
