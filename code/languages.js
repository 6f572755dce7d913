// The two languages of a definition, with their colors.
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { indentUnit, syntaxTree } from '@codemirror/language';
import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, ViewPlugin } from '@codemirror/view';

export const languages = {
  json: () => [json(), indentUnit.of('  '), expressions],
  yaml: () => [yaml(), indentUnit.of('  '), expressions],
};

/** Strings that are evaluated: `$.total`, `States.Format(…)`, `{% … %}`. */
const EXPRESSION = /^["']?(\{%|\$[.[$\w]|\$["']?$|States\.)/;
const STRINGS = new Set(['String', 'QuotedLiteral', 'Literal']);

const mark = Decoration.mark({ class: 'cm-expression' });

const expressions = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = marked(view);
    }

    update(update) {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || parsed) this.decorations = marked(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function marked(view) {
  const builder = new RangeSetBuilder();
  const { doc } = view.state;
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        if (!STRINGS.has(node.name) || node.matchContext(['Key'])) return;
        const start = doc.sliceString(node.from, Math.min(node.to, node.from + 12));
        if (EXPRESSION.test(start)) builder.add(node.from, node.to, mark);
      },
    });
  }
  return builder.finish();
}
