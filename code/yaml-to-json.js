// What a YAML document says, as compact JSON.
import { isAlias, isMap, isPair, isScalar, isSeq, visit } from 'yaml';
import { numberText } from './json.js';

/** Aliases can stand for much, and for themselves: the JSON may be neither longer nor deeper than this. */
const LONGEST = 5_000_000;
const DEEPEST = 500;

/** Something that JSON cannot say; `node` is where. */
export class Unreadable extends Error {
  constructor(message, node) {
    super(message);
    this.node = node;
  }
}

/** The JSON of a document without errors. */
export function toJson(document) {
  if (document.contents === null) throw new Unreadable('There is no definition in this text', null);
  const writer = new Writer(document);
  writer.node(document.contents, 0);
  return writer.parts.join('');
}

/** The name of a member as JSON has it: a text, also where YAML reads a number or a word. */
export function keyText(key) {
  if (!isScalar(key)) return 'null';
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

class Writer {
  parts = [];
  #length = 0;
  #meant = new Map();

  constructor(document) {
    const anchors = new Map();
    visit(document, {
      Node: (_key, node) => {
        if (isAlias(node)) this.#meant.set(node, anchors.get(node.source));
        else if (node.anchor) anchors.set(node.anchor, node);
      },
    });
  }

  node(given, depth) {
    const node = this.#resolved(given);
    if (depth > DEEPEST) throw new Unreadable('This is nested too deeply', node);
    if (isMap(node)) this.#list('{}', node.items, (pair) => this.#pair(pair, node, depth));
    else if (isSeq(node)) this.#list('[]', node.items, (item) => this.node(item, depth + 1));
    else this.#write(isScalar(node) ? scalarText(node) : 'null');
  }

  #resolved(node) {
    if (!isAlias(node)) return node;
    const meant = this.#meant.get(node);
    if (!meant) throw new Unreadable(`There is no anchor named ${node.source}`, node);
    return meant;
  }

  #list([open, close], items, write) {
    this.#write(open);
    items.forEach((item, index) => {
      if (index) this.#write(',');
      write(item);
    });
    this.#write(close);
  }

  #pair(pair, node, depth) {
    const key = this.#resolved(pair.key);
    if (!isPair(pair) || (key !== null && !isScalar(key))) throw new Unreadable('A name must be a text', key ?? node);
    this.#write(`${JSON.stringify(keyText(key))}:`);
    this.node(pair.value, depth + 1);
  }

  #write(part) {
    this.#length += part.length;
    if (this.#length > LONGEST) throw new Unreadable('This YAML stands for too much', null);
    this.parts.push(part);
  }
}

function scalarText(node) {
  const { value, source } = node;
  if (typeof value !== 'number') return JSON.stringify(value ?? null);
  const text = numberText(source, value);
  if (text === null) throw new Unreadable(`JSON has no number ${source}`, node);
  return text;
}
