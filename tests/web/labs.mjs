// The definitions of the labs in `../shared/labs`: taken from their text at run time, never copied into the repository.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = resolve(fileURLToPath(import.meta.url), '../../../../shared/labs');

/** Whether the labs are here; with CI=true they must be. */
export function labsAreHere() {
  if (existsSync(FOLDER)) return true;
  if (process.env.CI === 'true') throw new Error('../shared/labs is missing');
  console.log('skipped: ../shared/labs is not here');
  return false;
}

/** The definitions of both labs by their names here, each the very text of its lab. */
export function labs() {
  const all = texts().flatMap(definitions);
  const one = (part) => {
    const found = all.filter((definition) => JSON.parse(definition).Comment.includes(part));
    if (found.length !== 1) throw new Error(`${found.length} definitions are commented "${part}"`);
    return found[0];
  };
  return {
    lab16: one('created with AWS CLI'),
    standard: one('parallel execution and error handling'),
    express: one('Express workflow'),
    callback: one('callback pattern'),
  };
}

/** The example inputs of Lab 6: an order for the standard workflow, an event for the express one. */
export function labInputs() {
  const blocks = texts().flatMap((text) => [...text.matchAll(/```json\n([^`]*)```/g)].map((match) => match[1]));
  const one = (key, value) => blocks.find((block) => block.includes(`"${key}": "${value}`)).trim();
  return { order: one('orderId', 'order-1'), event: one('userId', 'user-') };
}

function texts() {
  return readdirSync(FOLDER).sort().map((name) => readFileSync(join(FOLDER, name), 'utf8'));
}

/** From a brace at a line's start before `StartAt` to the brace at a line's start that closes it. */
function definitions(text) {
  return text.match(/^\{\n(?:(?!^[{}])[^])*?"StartAt"[^]*?^\}$/gm) ?? [];
}
