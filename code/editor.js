// The editor: what it is told (the methods) and what it tells (the callbacks). Offsets are UTF-16 code units, as
// everywhere in JavaScript; src/studio/code/offsets.rs makes bytes of them.
//
// It stands in a shadow root. There CodeMirror uses constructable style sheets; in the page's own tree it would add a
// <style> element, which the page's security policy refuses.
import { startCompletion } from '@codemirror/autocomplete';
import { history, isolateHistory, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { foldAll, unfoldAll } from '@codemirror/language';
import { openSearchPanel } from '@codemirror/search';
import { Compartment, EditorSelection, EditorState, Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { changesBetween } from './changes.js';
import { completions } from './completions.js';
import { languages } from './languages.js';
import { lineEnds } from './line-ends.js';
import { look } from './look.js';
import { showProblems } from './problems.js';
import { setup } from './setup.js';
import { completeYaml } from './yaml-completion.js';
import { Yaml } from './yaml.js';

/** How long typing must pause before the text is told, in milliseconds; longer where reading it takes long. */
const PAUSE = 180;
/** When the page may go away. */
const LEAVING = ['pagehide', 'visibilitychange'];

/**
 * Options: `text` (JSON), `language` ('json' or 'yaml'), `dark`, `label`.
 *
 * Callbacks, of which each may be missing:
 *   onTyping()                   the text is no longer what was told last
 *   onChange(json)               JSON text as typed
 *   onValue(json, yaml)          YAML was typed, and says this as JSON; the white space of it means nothing
 *   onBroken(yaml, problem)      YAML was typed that cannot be read: {message, from, to, line, column}
 *   onCursor({offset|pointer})   the cursor moved: in JSON text, or to the value that a JSON Pointer names
 *   onUndo(), onRedo()           undo beyond what was typed since the last `forgetHistory`
 *   onFormat()
 *   complete(json, offset, explicit) → {from, to, items: [{label, kind, detail, info, insert, snippet}]} or null; of YAML
 *                                it is asked for JSON that says the same
 */
export function create(parent, options, callbacks) {
  return new Editor(parent, options, callbacks);
}

class Editor {
  #callbacks;
  #view;
  #language = new Compartment();
  #look = new Compartment();
  #history = new Compartment();
  #ends = new Compartment();
  /** What is shown: 'json' or 'yaml' */
  #shown;
  /** The YAML shown, read */
  #yaml = new Yaml('');
  /** The timer of a text that is typed and not yet told */
  #pending = null;
  /** A text to show as soon as what is typed has been told */
  #waiting = null;
  #problems = [];
  #pause = PAUSE;
  #leave = () => this.flush();

  constructor(parent, { text = '', language = 'json', dark = false, label = 'Definition' }, callbacks = {}) {
    this.#callbacks = callbacks;
    this.#shown = language;
    const root = parent.attachShadow({ mode: 'open' });
    const shown = this.#inLanguage(text);
    this.#view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: shown,
        extensions: [
          EditorState.lineSeparator.of('\n'),
          this.#ends.of(lineEnds(shown)),
          this.#history.of(history()),
          setup(this, label),
          completions((...place) => this.#complete(...place)),
          this.#language.of(languages[language]()),
          this.#look.of(look(dark)),
          EditorView.updateListener.of((update) => this.#updated(update)),
          EditorView.domEventHandlers({ blur: () => this.flush(), keydown: (event) => this.#keydown(event) }),
        ],
      }),
    });
    // In the capturing phase: before the page itself saves what it has.
    for (const leaving of LEAVING) addEventListener(leaving, this.#leave, true);
  }

  /** What stands there, in the language shown. */
  getText() {
    return this.#view.state.doc.toString();
  }

  /**
   * Shows a JSON text. Only what differs is replaced, so the cursor, folds and the scroll stay; `changes` may say what
   * that is (`[{from, to, insert}]`, JSON only). While typing is not told yet the text waits for that.
   */
  setText(text, { changes } = {}) {
    if (this.#pending !== null) {
      this.#waiting = text;
      return;
    }
    this.#waiting = null;
    if (this.#shown === 'yaml' && this.#yaml.says(text)) return;
    const old = this.getText();
    const shown = this.#inLanguage(text);
    const wanted = this.#shown === 'json' && changes ? changes : changesBetween(old, shown);
    if (wanted.length) this.#replace(wanted, shown);
  }

  /** Shows broken YAML again, such as after the pane was away. */
  setBroken(yaml) {
    this.#waiting = null;
    this.#yaml = new Yaml(yaml);
    const changes = changesBetween(this.getText(), yaml);
    if (!changes.length) return;
    this.#replace(changes, yaml);
    const { problem } = this.#yaml;
    if (problem) setTimeout(() => this.#callbacks.onBroken?.(yaml, problem));
  }

  /** Shows `text`, which is JSON, as JSON or as YAML. */
  setLanguage(language, text) {
    if (language === this.#shown) return;
    this.flush();
    this.#shown = language;
    const shown = this.#inLanguage(text);
    this.#view.dispatch({
      changes: { from: 0, to: this.#view.state.doc.length, insert: shown },
      selection: EditorSelection.cursor(0),
      effects: [this.#language.reconfigure(languages[language]()), this.#ends.reconfigure(lineEnds(shown))],
      annotations: [Transaction.addToHistory.of(false), Transaction.remote.of(true)],
      scrollIntoView: true,
    });
    this.forgetHistory();
    this.setDiagnostics([]);
  }

  /** `[{from, to, pointer, severity, message, hint}]`; YAML uses the pointers, unless `yaml` is set. */
  setDiagnostics(problems) {
    this.#problems = problems;
    const length = this.#view.state.doc.length;
    const placed = problems.map((problem) => {
      const place = this.#shown === 'yaml' && !problem.yaml ? this.#yaml.rangeOf(problem.pointer) : problem;
      const from = Math.min(place.from, length);
      return { ...problem, from, to: Math.min(Math.max(place.to, from), length) };
    });
    this.#view.dispatch(showProblems(this.#view.state, placed));
  }

  /** Selects what stands at a place: `{from, to}` of JSON or, where `shown`, of what is shown; `{pointer}` of YAML. */
  select(place, { scroll = true, focus = false } = {}) {
    const { from, to } = this.#shown === 'yaml' && !place.shown ? this.#yaml.rangeOf(place.pointer) : place;
    const length = this.#view.state.doc.length;
    const range = EditorSelection.range(Math.min(from, length), Math.min(to, length));
    // Of what is wider than the pane its beginning is shown.
    const seen = EditorSelection.range(range.to, range.from);
    const effects = scroll ? [EditorView.scrollIntoView(seen, { y: 'nearest', yMargin: 48 })] : [];
    this.#view.dispatch({ selection: range, effects, annotations: Transaction.remote.of(true) });
    if (focus) this.focus();
  }

  setTheme(dark) {
    this.#view.dispatch({ effects: this.#look.reconfigure(look(dark)) });
  }

  /** What was typed is now kept elsewhere: undo no longer takes it back here, but asks `onUndo`. */
  forgetHistory() {
    this.#view.dispatch({ effects: this.#history.reconfigure([]) });
    this.#view.dispatch({ effects: this.#history.reconfigure(history()) });
  }

  focus() {
    this.#view.focus();
  }

  openSearch() {
    openSearchPanel(this.#view);
  }

  foldAll() {
    foldAll(this.#view);
  }

  unfoldAll() {
    unfoldAll(this.#view);
  }

  startCompletion() {
    startCompletion(this.#view);
  }

  destroy() {
    for (const leaving of LEAVING) removeEventListener(leaving, this.#leave, true);
    this.flush();
    this.#view.destroy();
  }

  /** Tells at once what was typed. */
  flush() {
    if (this.#pending === null) return;
    clearTimeout(this.#pending);
    this.#pending = null;
    const started = performance.now();
    if (this.#shown === 'json') this.#callbacks.onChange?.(this.getText());
    else this.#tellYaml();
    this.#pause = Math.max(PAUSE, 3 * (performance.now() - started));
    this.#tellCursor();
    if (this.#waiting !== null) setTimeout(() => this.#showWaiting());
  }

  undo() {
    return this.#undoOrAsk(undoDepth, undo, 'onUndo');
  }

  redo() {
    return this.#undoOrAsk(redoDepth, redo, 'onRedo');
  }

  format() {
    this.flush();
    this.#callbacks.onFormat?.();
    return true;
  }

  #undoOrAsk(depth, here, callback) {
    if (depth(this.#view.state) > 0) return here(this.#view);
    this.flush();
    this.#callbacks[callback]?.();
    return true;
  }

  #inLanguage(text) {
    if (this.#shown === 'json') return text;
    this.#yaml = Yaml.ofJson(text);
    return this.#yaml.text;
  }

  #replace(changes, shown) {
    this.#view.dispatch({
      changes,
      effects: this.#ends.reconfigure(lineEnds(shown)),
      annotations: [Transaction.addToHistory.of(false), Transaction.remote.of(true), isolateHistory.of('full')],
    });
  }

  #updated(update) {
    const remote = update.transactions.some((one) => one.annotation(Transaction.remote));
    if (update.docChanged && !remote) this.#typed();
    if (update.selectionSet && !update.docChanged && !remote) this.#tellCursor();
  }

  #typed() {
    if (this.#pending === null) this.#callbacks.onTyping?.();
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => this.flush(), this.#pause);
  }

  #tellYaml() {
    this.#yaml = new Yaml(this.getText());
    const { json, problem } = this.#yaml;
    if (problem) this.#callbacks.onBroken?.(this.#yaml.text, problem);
    else this.#callbacks.onValue?.(json, this.#yaml.text);
  }

  #tellCursor() {
    if (this.#pending !== null) return;
    const offset = this.#view.state.selection.main.head;
    this.#callbacks.onCursor?.(this.#shown === 'json' ? { offset } : { pointer: this.#yaml.pointerAt(offset) });
  }

  #complete(text, offset, explicit) {
    const ask = (json, at) => this.#callbacks.complete?.(json, at, explicit) ?? null;
    return this.#shown === 'json' ? ask(text, offset) : completeYaml(text, offset, ask);
  }

  /** Keys of the page, such as Ctrl+S, must find what was typed. */
  #keydown(event) {
    if ((event.ctrlKey || event.metaKey) && !['Control', 'Meta', 'z', 'y'].includes(event.key)) this.flush();
    return false;
  }

  #showWaiting() {
    if (this.#waiting !== null) this.setText(this.#waiting);
  }
}
