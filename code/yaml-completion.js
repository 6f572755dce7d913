// Completion in a definition that is written as YAML. What may stand there is asked as if the definition were JSON, in
// which the cursor stands in the same name or value; what comes back, JSON, is written as YAML.
import { parseDocument } from 'yaml';
import { toJson } from './yaml-to-json.js';
import { asYaml } from './yaml-template.js';

/** Stands where the cursor is while the text is read. Nobody writes it: it is of the private use area. */
const MARK = '\uE000';
const INDENT = String.raw`^(\s*(?:- +)*)`;
const AS_NAME = new RegExp(String.raw`${INDENT}("?)([\w$.-]*)$`);
const AS_VALUE = new RegExp(String.raw`${INDENT}(?:"[^"]*"|[\w$.-]+): +(["']?)(.*)$`);
const AS_ITEM = new RegExp(String.raw`${INDENT}- +(["']?)(.*)$`);

/** What may stand at `offset` of a YAML text, as `ask(json, offset)` answers for JSON; `null` where nothing is known to. */
export function completeYaml(text, offset, ask) {
  const line = lineAt(text, offset);
  for (const read of [value, item, name]) {
    const place = read(line);
    const answer = place && asked(text, place, ask);
    if (answer) return answer;
  }
  return null;
}

function lineAt(text, offset) {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { from, offset, before: text.slice(from, offset), after: text.slice(offset, end < 0 ? text.length : end) };
}

/** Each answers what is replaced (`from`, `to`), what of it stands before and behind the cursor, and how deep it is. */
function value(line) {
  const [, indent, quote, before] = AS_VALUE.exec(line.before) ?? [];
  return indent === undefined ? null : written(line, indent, quote, before);
}

function item(line) {
  const [, indent, quote, before] = AS_ITEM.exec(line.before) ?? [];
  return indent === undefined ? null : written(line, `${indent}- `, quote, before);
}

function written(line, indent, quote, before) {
  const isComment = !quote && /(?:^|\s)#/.test(before);
  if (isComment) return null;
  const rest = line.after.trimEnd();
  const closed = quote !== '' && rest.endsWith(quote);
  const after = closed ? rest.slice(0, -1) : rest;
  const from = line.offset - before.length - quote.length;
  return { from, to: line.offset + rest.length, before, after, quote, indent, isName: false };
}

function name(line) {
  const [, indent, quote, before] = AS_NAME.exec(line.before) ?? [];
  if (indent === undefined) return null;
  const [, after, closing, colon] = /^([\w$.-]*)("?)\s*(:?)/.exec(line.after);
  const from = line.offset - before.length - quote.length;
  return { from, to: line.offset + after.length + closing.length, before, after, quote, indent, isName: true, hasColon: colon !== '' };
}

function asked(text, place, ask) {
  const { from, to, before, after, isName, hasColon } = place;
  const marked = JSON.stringify(`${before}${MARK}${after}`);
  const shown = isName && !hasColon ? `${marked}: null` : marked;
  const read = parseDocument(text.slice(0, from) + shown + text.slice(to), { logLevel: 'silent', prettyErrors: false });
  const json = jsonOf(read);
  const at = json?.indexOf(MARK) ?? -1;
  if (at < 0) return null;
  const start = at - (JSON.stringify(before).length - 1);
  const answer = ask(withoutMark(json, at, place), at);
  if (!answer?.items.length) return null;
  return answer.from > start ? within(answer, at, place) : whole(answer, place);
}

/** What was read so far: half-written YAML is no reason to offer nothing. */
function jsonOf(document) {
  try {
    return toJson(document);
  } catch {
    return null;
  }
}

function withoutMark(json, at, { isName, hasColon }) {
  const plain = json.slice(0, at) + json.slice(at + 1);
  if (!isName || hasColon) return plain;
  const end = plain.indexOf('":null', at);
  return plain.slice(0, end + 1) + plain.slice(end + '":null'.length);
}

/** All that is written there is replaced. */
function whole({ items }, { from, to, indent, isName }) {
  // A name behind a dash stands deeper than its line.
  const depth = isName ? indent.split('- ').length - 1 : 0;
  return { from, to, items: items.map((one) => inYaml(one, asYaml(one.insert, depth))) };
}

/** Several lines are a snippet, which knows how deep they are to stand. */
function inYaml(one, insert) {
  const several = !one.snippet && insert.includes('\n');
  return several ? { ...one, insert: insert.replace('\0', '#{}'), snippet: true } : { ...one, insert };
}

/** A part of an expression is replaced. */
function within(answer, at, { from, to, before, after, quote }) {
  const cursor = from + quote.length + before.length;
  return { from: cursor - (at - answer.from), to: Math.min(cursor + Math.max(answer.to - at, 0), to, cursor + after.length), items: answer.items };
}
