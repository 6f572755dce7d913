// Line ends stay as they are. CodeMirror would make \n of all; here a \r is a character like others, which is not shown,
// over which the cursor steps, and which new lines get where the text has it.
import { EditorState, RangeSetBuilder, Text, Transaction } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin } from '@codemirror/view';

/** What a text with such line ends needs: nothing where there is no \r. */
export function lineEnds(text) {
  return /\r/.test(text) ? [hidden, /\r\n/.test(text) ? written : []] : [];
}

const nothing = Decoration.replace({});

const hidden = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = returns(view);
    }

    update(update) {
      if (update.docChanged || update.viewportChanged) this.decorations = returns(update.view);
    }
  },
  {
    decorations: (plugin) => plugin.decorations,
    provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
  },
);

function returns(view) {
  const builder = new RangeSetBuilder();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      if (line.text.endsWith('\r')) builder.add(line.to - 1, line.to, nothing);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

/** Lines that a person makes end as the others do, and an end comes and goes as a whole. */
const written = EditorState.transactionFilter.of((transaction) => {
  const byHand = transaction.isUserEvent('input') || transaction.isUserEvent('delete');
  if (!transaction.docChanged || !byHand) return transaction;
  const { doc } = transaction.startState;
  const changes = [];
  let differs = false;
  transaction.changes.iterChanges((from, to, _from, _to, inserted) => {
    const change = whole(doc, from, to, inserted.toString());
    differs ||= change.from !== from || change.to !== to || change.insert.length !== inserted.length;
    changes.push(change);
  });
  if (!differs) return transaction;
  const made = transaction.startState.changes(changes);
  const selection = transaction.startState.selection.map(made, 1);
  const { effects, scrollIntoView } = transaction;
  return [{ changes: made, selection, effects, scrollIntoView, userEvent: transaction.annotation(Transaction.userEvent) }];
});

function whole(doc, from, to, inserted) {
  const at = (place) => doc.sliceString(place, place + 1);
  const text = inserted.replace(/\r?\n/g, '\r\n');
  const cuts = to > from && at(to - 1) === '\r' && at(to) === '\n';
  const start = to > from && !text && at(from) === '\n' && at(from - 1) === '\r' ? from - 1 : from;
  // What is put before an end leaves it; what only takes the half of it away takes it all.
  const end = cuts ? (text ? to - 1 : to + 1) : to;
  return { from: start, to: end, insert: Text.of(text.split('\n')) };
}
