// What must be replaced to make one text of another: few, small ranges, so that cursor and folds stay where they are.

/** `[{from, to, insert}]`, in order, of `before`. */
export function changesBetween(before, after) {
  const { from, to, insert } = narrowed(before, after, 0);
  if (from === to && !insert) return [];
  const old = lines(before.slice(from, to));
  const fresh = lines(insert);
  if (old.length < 3 && fresh.length < 3) return [{ from, to, insert }];
  return joined(pairs(old, fresh), old, fresh, from);
}

/** Without what both have at the beginning and at the end. */
function narrowed(before, after, offset) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  if (splitsPair(before, start) || splitsPair(after, start)) start--;
  if (end && (splitsPair(before, before.length - end) || splitsPair(after, after.length - end))) end--;
  return { from: offset + start, to: offset + before.length - end, insert: after.slice(start, after.length - end) };
}

/** Whether an offset lies within a surrogate pair. */
function splitsPair(text, at) {
  const high = text.charCodeAt(at - 1);
  const low = text.charCodeAt(at);
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}

/** The lines, each with its end. */
function lines(text) {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Which lines belong together: those that stand once in each text, in the order of both; equally many lines one by one. */
function pairs(old, fresh) {
  if (old.length === fresh.length) return old.map((_, index) => [index, index]);
  const places = new Map();
  old.forEach((line, index) => places.set(line, places.has(line) ? -1 : index));
  const counts = new Map();
  fresh.forEach((line) => counts.set(line, (counts.get(line) ?? 0) + 1));
  const found = [];
  fresh.forEach((line, index) => {
    const place = places.get(line) ?? -1;
    if (place >= 0 && counts.get(line) === 1) found.push([place, index]);
  });
  return longestRising(found);
}

/** The longest list of pairs that rises on both sides. */
function longestRising(found) {
  const tails = [];
  const before = [];
  found.forEach(([place], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (found[tails[middle]][0] < place) low = middle + 1;
      else high = middle;
    }
    before[index] = low ? tails[low - 1] : -1;
    tails[low] = index;
  });
  const rising = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]) rising.push(found[at]);
  return rising.reverse();
}

function joined(found, old, fresh, offset) {
  const changes = [];
  let [left, right, at] = [0, 0, offset];
  const between = (untilOld, untilFresh) => {
    const before = old.slice(left, untilOld).join('');
    const after = fresh.slice(right, untilFresh).join('');
    if (before !== after) changes.push(narrowed(before, after, at));
    at += before.length;
    [left, right] = [untilOld, untilFresh];
  };
  for (const [place, index] of found) {
    between(place, index);
    between(place + 1, index + 1);
  }
  between(old.length, fresh.length);
  return changes;
}
