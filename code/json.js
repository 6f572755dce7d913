// JSON text as tokens: its order, its digits and what stands twice in it would be lost in JavaScript's own objects.
import { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const PART = /"(?:[^"\\]|\\.)*"|\s+|[^\s{}[\],:"]+/g;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Valid JSON with one spelling of each value, and no white space: two that say the same are equal. */
export function meaning(json) {
  return json.replace(PART, (part) => {
    if (part[0] === '"') return respelled(part);
    return NUMBER.test(part) ? String(Number(part)) : part.trim();
  });
}

function respelled(string) {
  return string.includes('\\') ? JSON.stringify(JSON.parse(string)) : string;
}

/** A number with the digits it was written with: 1.0 and 1e3 are not 1 and 1000 to who wrote them. */
export class ExactNumber {
  constructor(source) {
    this.source = source;
  }

  /** Teaches the printer of YAML such numbers. */
  static tag = {
    tag: 'tag:yaml.org,2002:float',
    default: true,
    test: /^(?!)/,
    identify: (value) => value instanceof ExactNumber,
    resolve: (text) => Number(text),
    stringify: ({ value }) => value.source,
  };
}

/** A number of YAML as JSON has it; `null` if JSON has no such number. */
export function numberText(source, value) {
  if (source !== undefined && NUMBER.test(source)) return source;
  return Number.isFinite(value) ? JSON.stringify(value) : null;
}

/** Valid JSON as nodes of YAML. */
export function nodesOf(json) {
  const top = [];
  const open = [{ add: (node) => top.push(node) }];
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      const inner = token === '{' ? map() : seq();
      open.at(-1).add(inner.node);
      open.push(inner);
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token !== ',' && token !== ':') {
      open.at(-1).add(new Scalar(scalar(token)));
    }
  }
  return top[0] ?? new Scalar(null);
}

function map() {
  const node = new YAMLMap();
  let key = null;
  const add = (value) => {
    if (key === null) return void (key = value);
    node.items.push(new Pair(key, value));
    key = null;
  };
  return { node, add };
}

function seq() {
  const node = new YAMLSeq();
  return { node, add: (value) => node.items.push(value) };
}

function scalar(token) {
  if (token[0] === '"') return JSON.parse(token);
  return NUMBER.test(token) ? new ExactNumber(token) : JSON.parse(token);
}
