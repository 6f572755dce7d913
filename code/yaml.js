// YAML beside JSON: a definition shown as YAML, and YAML read as JSON. Numbers keep the digits they were written with.
import { Document, LineCounter, isMap, isPair, isSeq, parseDocument } from 'yaml';
import { ExactNumber, meaning, nodesOf } from './json.js';
import { Unreadable, keyText, toJson } from './yaml-to-json.js';

/** A YAML text and what it says. */
export class Yaml {
  #document;

  constructor(text) {
    this.text = text;
    const counter = new LineCounter();
    this.#document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: 'silent' });
    const [error] = this.#document.errors;
    if (error) this.problem = problem(sentence(error.message), error.pos, counter);
    else this.#read(counter);
  }

  /** What a JSON text says, as YAML. */
  static ofJson(text) {
    const document = new Document(null, { customTags: [ExactNumber.tag], compat: 'yaml-1.1', uniqueKeys: false });
    document.contents = nodesOf(text);
    return new Yaml(document.toString({ lineWidth: 0 }));
  }

  /** Whether this YAML says what a JSON text does. */
  says(json) {
    return !this.problem && meaning(this.json) === meaning(json);
  }

  /** Where the member or item stands that a JSON Pointer names, or what is nearest around it. */
  rangeOf(pointer) {
    let node = this.#document.contents;
    let key = null;
    for (const token of tokens(pointer)) {
      const pair = isMap(node) ? node.items.find((item) => keyText(item.key) === token) : null;
      const next = pair ? pair.value : isSeq(node) ? node.items[token] : null;
      if (!next?.range) break;
      [node, key] = [next, pair?.key ?? null];
    }
    if (!node?.range) return { from: 0, to: 0 };
    return { from: key?.range ? key.range[0] : node.range[0], to: node.range[1] };
  }

  /** The JSON Pointer of the innermost member or item at an offset. */
  pointerAt(offset) {
    let pointer = '';
    let node = this.#document.contents;
    for (;;) {
      const inner = isMap(node) || isSeq(node) ? lastBefore(node.items, offset) : null;
      if (!inner) return pointer;
      pointer += `/${inner.token.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      node = inner.value;
    }
  }

  #read(counter) {
    try {
      this.json = toJson(this.#document);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.problem = problem(error.message, error.node?.range ?? [0, 0], counter);
    }
  }
}

function problem(message, [from, to], counter) {
  const { line, col } = counter.linePos(from);
  return { message, from, to: Math.max(to ?? from, from), line: Math.max(line, 1), column: Math.max(col, 1) };
}

function sentence(message) {
  return message.replace(/\.$/, '');
}

function tokens(pointer) {
  return pointer.split('/').slice(1).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The last member or item that begins before an offset. */
function lastBefore(items, offset) {
  let found = null;
  items.forEach((item, index) => {
    const start = isPair(item) ? item.key?.range?.[0] : item?.range?.[0];
    if (start === undefined || start > offset) return;
    found = isPair(item) ? { token: keyText(item.key), value: item.value } : { token: String(index), value: item };
  });
  return found;
}
