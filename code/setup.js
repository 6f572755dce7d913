// What every code editor has: line numbers, folding, search, several cursors, keys.
import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  EditorView,
  crosshairCursor,
  drawSelection,
  dropCursor,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from '@codemirror/view';

/** Keys that the page itself has. */
const OF_THE_PAGE = new Set(['Mod-Enter', 'Mod-/', 'Alt-A']);

/** In the page's own way: sentence case. */
const WORDS = {
  next: 'Next',
  previous: 'Previous',
  all: 'All',
  'match case': 'Match case',
  regexp: 'Regular expression',
  'by word': 'Whole words',
  replace: 'Replace',
  'replace all': 'Replace all',
  close: 'Close',
};

export function setup(editor, label) {
  const own = [
    { key: 'Mod-z', run: () => editor.undo(), preventDefault: true },
    { key: 'Mod-y', mac: 'Mod-Shift-z', run: () => editor.redo(), preventDefault: true },
    { key: 'Mod-Shift-z', run: () => editor.redo(), preventDefault: true },
    { key: 'Shift-Alt-f', run: () => editor.format(), preventDefault: true },
  ];
  return [
    lintGutter(),
    lineNumbers(),
    foldGutter({ openText: '⌄', closedText: '›' }),
    codeFolding({ placeholderText: '…' }),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    highlightSpecialChars({ specialChars: /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028\u2029\u202d\u202e\u2066\u2067\u2069\ufeff\ufff9-\ufffc]/g }),
    drawSelection(),
    dropCursor(),
    rectangularSelection(),
    crosshairCursor(),
    EditorState.allowMultipleSelections.of(true),
    EditorState.tabSize.of(2),
    EditorState.phrases.of(WORDS),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    search({ top: true }),
    keymap.of([
      ...own,
      ...closeBracketsKeymap,
      ...defaultKeymap.filter(({ key }) => !OF_THE_PAGE.has(key)),
      ...searchKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({
      'aria-label': label,
      // Where the text scrolls it can be reached by keys anyway; this says so to those who look for it.
      tabindex: '0',
      'aria-description': 'Escape, then Tab leaves the editor',
      spellcheck: 'false',
    }),
    EditorView.domEventHandlers({ dragover: keepText, drop: keepText }),
  ];
}

/** Text that is dragged about within the editor is not for the page to open. */
function keepText(event) {
  if (!event.dataTransfer?.types.includes('Files')) event.stopPropagation();
  return false;
}
