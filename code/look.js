// How it looks: the variables of style/tokens.css, which reach into the shadow root; they know light from dark themselves.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { panels } from './look-panels.js';

const colors = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--code-key)' },
  { tag: [tags.string, tags.content, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number], color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null, tags.keyword, tags.typeName, tags.labelName], color: 'var(--code-word)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--ink-faint)', fontStyle: 'italic' },
  { tag: [tags.separator, tags.punctuation, tags.bracket, tags.squareBracket, tags.brace], color: 'var(--ink-muted)' },
]);

const text = {
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', fontSize: 'var(--text-s)' },
  '.cm-content': { padding: 'var(--space-2) 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 var(--space-3) 0 var(--space-1)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-expression, .cm-expression *': { color: 'var(--code-expression)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in oklab, var(--ink) 4%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in oklab, var(--accent) 22%, transparent)',
  },
  '.cm-selectionMatch': { backgroundColor: 'color-mix(in oklab, var(--accent) 14%, transparent)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    outline: '1px solid var(--accent-line)',
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--bad-soft)' },
  '.cm-searchMatch': { backgroundColor: 'var(--caution-soft)', outline: '1px solid var(--caution)' },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in oklab, var(--caution) 45%, transparent)' },
  '.cm-specialChar': { color: 'var(--bad)' },
};

const gutters = {
  '.cm-gutters': { border: 'none', color: 'var(--ink-faint)', backgroundColor: 'var(--surface)' },
  '.cm-activeLineGutter': { color: 'var(--ink)', backgroundColor: 'color-mix(in oklab, var(--ink) 4%, transparent)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '32px', padding: '0 var(--space-1) 0 0' },
  '.cm-foldGutter .cm-gutterElement': { width: '16px', padding: '0', textAlign: 'center', cursor: 'pointer' },
  '.cm-foldGutter .cm-gutterElement:hover': { color: 'var(--ink)' },
  '.cm-gutter-lint': { width: '16px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0 2px', display: 'flex', alignItems: 'center' },
  '.cm-lint-marker': { width: '10px', height: '10px', content: '""', borderRadius: '50%' },
  '.cm-lint-marker-error': { content: '""', backgroundColor: 'var(--bad)' },
  '.cm-lint-marker-warning': { content: '""', backgroundColor: 'var(--caution)', borderRadius: '2px' },
  '.cm-lint-marker-info': { content: '""', backgroundColor: 'var(--ink-faint)' },
  '.cm-foldPlaceholder': {
    margin: '0 2px',
    padding: '0 6px',
    border: 'none',
    borderRadius: '4px',
    color: 'var(--ink-muted)',
    backgroundColor: 'var(--surface-active)',
  },
};

const underline = (color) => ({
  backgroundImage: 'none',
  textDecoration: `underline wavy var(${color}) 1px`,
  textUnderlineOffset: '3px',
  paddingBottom: '0',
});

const problems = {
  '.cm-lintRange-error': underline('--bad'),
  '.cm-lintRange-warning': underline('--caution'),
  '.cm-lintRange-info': underline('--ink-faint'),
  '.cm-lintRange-active': { backgroundColor: 'var(--caution-soft)' },
  '.cm-lintPoint-error::after': { borderBottomColor: 'var(--bad)' },
  '.cm-lintPoint-warning::after': { borderBottomColor: 'var(--caution)' },
};

const both = { ...text, ...gutters, ...problems, ...panels };
const light = EditorView.theme(both, { dark: false });
const dark = EditorView.theme(both, { dark: true });

export function look(isDark) {
  return [isDark ? dark : light, syntaxHighlighting(colors)];
}
