//! The code pane's editor, a module of JavaScript (`code/`); `public/start.js` knows where it is. There is one editor.

use crate::json::{JsonPointer, Object, Value};
use crate::studio::code::{Broken, CodeAction, CodePlace, CodeText, Mark, Reveal};
use crate::studio::command::CommandId;
use crate::studio::complete::{Completion, Completions};
use crate::studio::{Action, Studio};
use js_sys::{Function, JSON, JsString, Reflect};
use leptos::web_sys::HtmlElement;
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Loads the module; answers its function `create`.
    #[wasm_bindgen(catch, js_name = loadEditor)]
    async fn load_editor() -> Result<JsValue, JsValue>;

    #[derive(Clone)]
    type Editor;
    #[wasm_bindgen(method, js_name = getText)]
    fn get_text(this: &Editor) -> String;
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &Editor, text: &str);
    #[wasm_bindgen(method, js_name = forgetHistory)]
    fn forget_history(this: &Editor);
    #[wasm_bindgen(method, js_name = setBroken)]
    fn set_broken(this: &Editor, yaml: &str);
    #[wasm_bindgen(method, js_name = setLanguage)]
    fn set_language(this: &Editor, language: &str, text: &str);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &Editor, problems: JsValue);
    #[wasm_bindgen(method)]
    fn select(this: &Editor, place: JsValue, options: JsValue);
    #[wasm_bindgen(method, js_name = setTheme)]
    fn set_theme(this: &Editor, dark: bool);
    #[wasm_bindgen(method, js_name = openSearch)]
    fn open_search(this: &Editor);
    #[wasm_bindgen(method)]
    fn flush(this: &Editor);
    #[wasm_bindgen(method)]
    fn destroy(this: &Editor);
}

type Tell = Closure<dyn Fn(String, JsValue, JsValue)>;
type Ask = Closure<dyn Fn(String, f64) -> Option<String>>;

/// The editor on the page, with what it calls.
struct Mounted {
    editor: Editor,
    _tell: Tell,
    _ask: Ask,
}

thread_local! {
    static CREATE: RefCell<Option<Function>> = const { RefCell::new(None) };
    static MOUNTED: RefCell<Option<Mounted>> = const { RefCell::new(None) };
}

/// Loads the module and tells `done`.
pub fn load(done: impl FnOnce(CodeAction) + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        let loaded = load_editor().await.and_then(JsCast::dyn_into::<Function>);
        done(match loaded {
            Ok(create) => {
                CREATE.set(Some(create));
                CodeAction::Loaded
            }
            Err(reason) => CodeAction::Failed(words(&reason)),
        });
    });
}

/// Puts the editor into `parent`; what happens in it goes to `tell`.
pub fn mount(parent: &HtmlElement, text: &CodeText, dark: bool, tell: impl Fn(Action) + 'static) {
    let Some(create) = CREATE.with_borrow(Clone::clone) else { return };
    let tell: Tell = Closure::new(move |kind: String, text: JsValue, detail: JsValue| {
        if let Some(action) = action(&kind, text.as_string().unwrap_or_default(), &detail) {
            tell(action);
        }
    });
    let ask: Ask = Closure::new(|text: String, offset: f64| {
        Some(completions(Studio::completions(&text, offset as usize)?).to_string())
    });
    let options = object([
        ("text", Value::from(&*text.json)),
        ("language", text.language.token().into()),
        ("dark", dark.into()),
        ("label", "Definition".into()),
    ]);
    let arguments = [parent.into(), options, tell.as_ref().clone(), ask.as_ref().clone()];
    if let Ok(editor) = Reflect::apply(&create, &JsValue::NULL, &arguments.iter().collect()) {
        let editor: Editor = editor.unchecked_into();
        MOUNTED.set(Some(Mounted { editor, _tell: tell, _ask: ask }));
        show_text(text);
    }
}

/// Takes the editor off the page; what was typed is told before.
pub fn unmount() {
    if let Some(editor) = editor() {
        editor.destroy();
        MOUNTED.set(None);
    }
}

pub fn show_text(text: &CodeText) {
    let Some(editor) = editor() else { return };
    editor.set_language(text.language.token(), &text.json);
    match &text.yaml {
        Some(yaml) => editor.set_broken(yaml),
        None => editor.set_text(&text.json),
    }
    if text.settled {
        editor.forget_history();
    }
}

pub fn show_marks(marks: &[Mark]) {
    let Some(editor) = editor() else { return };
    let all: Value = marks.iter().map(mark).collect();
    editor.set_diagnostics(parsed(&all));
}

pub fn show_theme(dark: bool) {
    editor().inspect(|editor| editor.set_theme(dark));
}

pub fn select(reveal: &Reveal) {
    let place = object([
        ("from", Value::from(reveal.from)),
        ("to", reveal.to.into()),
        ("pointer", reveal.pointer.as_str().into()),
    ]);
    editor().inspect(|editor| editor.select(place, JsValue::UNDEFINED));
}

/// Goes to a place of the text shown, with the focus.
pub fn go_to(from: usize, to: usize) {
    let place = object([("from", Value::from(from)), ("to", to.into()), ("shown", true.into())]);
    editor().inspect(|editor| editor.select(place, object([("focus", true.into())])));
}

pub fn open_search() {
    editor().inspect(Editor::open_search);
}

/// What the editor shows, in its language.
pub fn text() -> String {
    editor().map_or_else(String::new, |editor| {
        editor.flush();
        editor.get_text()
    })
}

/// Not borrowed while it is called: what it calls back may ask for it again.
fn editor() -> Option<Editor> {
    MOUNTED.with_borrow(|mounted| mounted.as_ref().map(|mounted| mounted.editor.clone()))
}

fn action(kind: &str, text: String, detail: &JsValue) -> Option<Action> {
    Some(Action::Code(match kind {
        "undo" => return Some(Action::Command(CommandId::Undo)),
        "redo" => return Some(Action::Command(CommandId::Redo)),
        "typing" => CodeAction::Typing,
        "json" => CodeAction::Typed(text),
        "yaml" => CodeAction::TypedYaml { text, value: detail.as_string()? },
        "broken" => CodeAction::BrokenYaml { text, broken: broken(detail) },
        "offset" => CodeAction::Cursor(CodePlace::Offset(detail.as_f64()? as usize)),
        "pointer" => CodeAction::Cursor(CodePlace::Pointer(JsonPointer::from_text(&text))),
        "format" => CodeAction::Format,
        _ => return None,
    }))
}

fn broken(detail: &JsValue) -> Broken {
    let field = |name: &str| Reflect::get(detail, &name.into()).unwrap_or_default();
    let number = |name: &str| field(name).as_f64().unwrap_or_default() as usize;
    Broken {
        message: field("message").as_string().unwrap_or_default(),
        hint: None,
        from: number("from"),
        to: number("to"),
        place: Some((number("line") as u32, number("column") as u32)),
    }
}

fn mark(mark: &Mark) -> Value {
    let Mark { severity, broken, pointer, yaml } = mark;
    let mut fields: Object = [
        ("from", Value::from(broken.from)),
        ("to", broken.to.into()),
        ("pointer", pointer.as_str().into()),
        ("yaml", (*yaml).into()),
        ("severity", severity.as_str().into()),
        ("message", (&*broken.message).into()),
    ]
    .into_iter()
    .collect();
    if let Some(hint) = &broken.hint {
        fields.insert("hint", &**hint);
    }
    fields.into()
}

fn completions(found: Completions) -> Value {
    let items: Value = found.items.into_iter().map(completion).collect();
    let fields = [("from", Value::from(found.range.start)), ("to", found.range.end.into()), ("items", items)];
    fields.into_iter().collect::<Object>().into()
}

fn completion(item: Completion) -> Value {
    let mut fields: Object = [
        ("label", Value::from(&*item.label)),
        ("kind", item.kind.token().into()),
        ("insert", (&*item.insert).into()),
        ("snippet", item.template.into()),
        ("again", item.again.into()),
    ]
    .into_iter()
    .collect();
    if let Some(detail) = item.detail {
        fields.insert("detail", detail);
    }
    if let Some(info) = item.info {
        fields.insert("info", &*info);
    }
    fields.into()
}

fn object<const N: usize>(fields: [(&'static str, Value); N]) -> JsValue {
    parsed(&fields.into_iter().collect::<Object>().into())
}

fn parsed(value: &Value) -> JsValue {
    JSON::parse(&value.to_string()).unwrap_or_default()
}

fn words(reason: &JsValue) -> String {
    let words = Reflect::get(reason, &"message".into()).ok();
    words.and_then(|words| words.dyn_into::<JsString>().ok()).map_or_else(String::new, String::from)
}
