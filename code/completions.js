// What may stand here: asked of the program, which knows the language; shown by CodeMirror.
import { autocompletion, pickedCompletion, snippet, startCompletion } from '@codemirror/autocomplete';
import { prose } from './problems.js';

/** The sign before each kind, a letter rather than a picture. */
const SIGNS = {
  field: 'F',
  state: 'S',
  value: 'V',
  error: '!',
  resource: 'R',
  operator: '=',
  variable: '$',
  function: 'ƒ',
  snippet: '+',
};

/** `ask(text, offset, explicit)` answers `{from, to, items}` or nothing. */
export function completions(ask) {
  return autocompletion({
    override: [(context) => found(context, ask)],
    icons: false,
    // Who types on takes what is offered at once.
    interactionDelay: 0,
    maxRenderedOptions: 60,
    addToOptions: [{ render: ({ type }) => sign(type), position: 20 }],
  });
}

function found(context, ask) {
  const answer = ask(context.state.doc.toString(), context.pos, context.explicit);
  if (!answer?.items.length) return null;
  const { from, to, items } = answer;
  // What is typed is looked for in the labels, which have no quotes.
  const quote = context.state.sliceDoc(from, from + 1) === '"' && from < context.pos ? 1 : 0;
  const options = items.map((item, index) => option(item, { before: quote, behind: to - context.pos }, items.length - index));
  return { from: from + quote, to: context.pos, options, validFor: /^[\w$.:\- ()]*$/ };
}

/** `before` and `behind`: how much more is replaced than what is looked for. */
function option({ label, kind, detail, info, insert, snippet: fields, again }, { before, behind }, order) {
  return {
    label,
    type: kind,
    detail,
    info: info ? () => explained(info) : undefined,
    boost: Math.min(99, order / 10),
    apply: (view, completion, looked, to) => {
      const from = looked - before;
      const end = Math.min(to + Math.max(behind, 0), view.state.doc.length);
      if (fields) snippet(insert)(view, completion, from, end);
      else put(view, completion, from, end, insert);
      if (again) startCompletion(view);
    },
  };
}

/** Inserts `text`; a `\0` in it is where the cursor goes, instead of its end. */
function put(view, completion, from, to, text) {
  const at = text.indexOf('\0');
  const plain = text.replace('\0', '');
  view.dispatch({
    changes: { from, to, insert: plain },
    selection: { anchor: from + (at < 0 ? plain.length : at) },
    annotations: pickedCompletion.of(completion),
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
}

function sign(type) {
  const mark = document.createElement('span');
  mark.className = 'cm-completionIcon';
  mark.setAttribute('aria-hidden', 'true');
  mark.textContent = SIGNS[type] ?? '·';
  return mark;
}

function explained(text) {
  const whole = document.createElement('div');
  whole.append(...prose(text));
  return whole;
}
