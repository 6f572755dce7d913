// What is to be inserted, JSON, as YAML. Places to fill in (`#{1:60}`) and the cursor (`\0`) stay where they are; a tab is
// one step of indentation, as CodeMirror's snippets have it.

const FIELD = /#\{(?:\d+:)?([^}]*)\}/g;
/** What is a text without quotes, in YAML's every version. */
const PLAIN = /^[A-Za-z$/](?:[\w .$()/-]|:(?! |$)|,(?! ))*$/;
const NO_TEXT = /^(?:y|n|yes|no|true|false|null|on|off)$/i;

/** `insert` is a value, or a member of an object; lines after the first stand `depth` deeper than the first one's line. */
export function asYaml(insert, depth = 0) {
  const reader = new Reader(insert);
  const [first, ...more] = reader.member();
  return [first, ...more.map((line) => '\t'.repeat(depth) + line)].join('\n');
}

/** Reads JSON in which places to fill in may stand anywhere, and answers the lines of YAML that say the same. */
class Reader {
  #text;
  #at = 0;

  constructor(text) {
    this.#text = text;
  }

  /** A name with its value, or a value. */
  member() {
    const start = this.#skip();
    if (start !== '"') return this.#value().lines;
    const name = scalar(this.#string());
    if (this.#skip() !== ':') return [name];
    this.#at++;
    const { nested, lines } = this.#value();
    return nested ? [`${name}:`, ...lines.map((line) => `\t${line}`)] : [`${name}: ${lines[0]}`];
  }

  #value() {
    const start = this.#skip();
    if (start === '{') return this.#container('}', '{}', () => this.member());
    if (start === '[') return this.#container(']', '[]', () => dashed(this.#value().lines));
    return { nested: false, lines: [start === '"' ? scalar(this.#string()) : this.#bare()] };
  }

  #container(close, empty, read) {
    this.#at++;
    const lines = [];
    while (this.#skip() !== close && this.#at < this.#text.length) {
      lines.push(...read());
      if (this.#skip() === ',') this.#at++;
    }
    this.#at++;
    return lines.length ? { nested: true, lines } : { nested: false, lines: [empty] };
  }

  #skip() {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
    return this.#text[this.#at];
  }

  /** What stands between quotes, as written. */
  #string() {
    const from = ++this.#at;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
    return this.#text.slice(from, this.#at++);
  }

  /** A number, a word, or a place to fill in. */
  #bare() {
    const from = this.#at;
    const end = this.#text.startsWith('#{', from) ? this.#text.indexOf('}', from) + 1 : 0;
    this.#at = end || from + (/^[^\s,}\]]+/.exec(this.#text.slice(from))?.[0].length ?? 1);
    return this.#text.slice(from, this.#at);
  }
}

function dashed(lines) {
  return lines.map((line, index) => (index ? `\t${line}` : `- ${line}`));
}

/** A text as written between JSON's quotes, in quotes where YAML needs them: JSON's are YAML's, too. */
function scalar(text) {
  const shown = text.replace(FIELD, '$1').replace('\0', '');
  const plain = shown === '' ? text !== '' : PLAIN.test(shown) && !NO_TEXT.test(shown) && !shown.endsWith(' ');
  return plain ? text : `"${text}"`;
}
