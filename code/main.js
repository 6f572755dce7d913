// The code pane's editor, as one module that the page loads when the pane is first shown. src/ui/ports/code.rs is the
// other side; editor.js has the whole of what an editor can do and tell.
import { create as createEditor } from './editor.js';

/**
 * An editor in `parent`. It tells by `tell(kind, text, detail)` and asks by `ask(json, offset)`, which answers
 * completions as JSON text, or nothing.
 */
export function create(parent, options, tell, ask) {
  return createEditor(parent, options, {
    onTyping: () => tell('typing'),
    onChange: (json) => tell('json', json),
    onValue: (json, yaml) => tell('yaml', yaml, json),
    onBroken: (yaml, problem) => tell('broken', yaml, problem),
    onCursor: ({ offset, pointer }) => (pointer === undefined ? tell('offset', '', offset) : tell('pointer', pointer)),
    onUndo: () => tell('undo'),
    onRedo: () => tell('redo'),
    onFormat: () => tell('format'),
    complete: (json, offset) => {
      const answer = ask(json, offset);
      return answer ? JSON.parse(answer) : null;
    },
  });
}
