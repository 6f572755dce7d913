//! What the expression in a field comes to, and the data that reaches the state, to take paths from.

use super::field::{Control, Field, To};
use super::text::{is_expression, is_path};
use super::{Form, TabId};
use crate::asl::StatePath;
use crate::json::JsonPointer;
use crate::studio::Studio;
use crate::studio::preview::{self, Preview, Tree, sample, trees};

/// The data that reaches a state.
#[derive(Clone, Debug, PartialEq)]
pub struct DataPanel {
    pub state: StatePath,
    /// Where it is from
    pub words: String,
    pub is_open: bool,
    /// The field that a path goes into
    pub field: Option<String>,
    pub trees: Vec<Tree>,
    pub pasted: String,
    pub problem: Option<String>,
}

impl Studio {
    pub(super) fn add_data(&self, form: &mut Form, base: &JsonPointer) {
        let Some(path) = form.state.clone() else { return };
        if matches!(form.shown, TabId::Asl | TabId::Run) {
            return;
        }
        let asked = self.form.focus.as_ref().and_then(|id| {
            let field = form.field(id).filter(|field| takes_path(field))?;
            Some((id.clone(), self.written_name(field, base)))
        });
        let evaluated = |(id, _): &&(String, String)| form.field(id).is_some_and(is_dynamic);
        if let Some((id, name)) = asked.as_ref().filter(evaluated) {
            let preview = self.preview_of(form, &path, id, name);
            for (_, field) in form.fields_mut().filter(|(_, field)| field.id == *id) {
                field.preview.clone_from(&preview);
            }
        }
        form.data = Some(self.data_panel(path, asked));
    }

    fn data_panel(&self, path: StatePath, asked: Option<(String, String)>) -> DataPanel {
        let sample = sample(self, &path);
        let is_open = self.form.data;
        let (field, name) = asked.unzip();
        let name = name.unwrap_or_else(|| "Parameters".into());
        DataPanel {
            words: sample.words(),
            is_open,
            field,
            trees: if is_open { trees(self, &path, preview::Field(&name)) } else { Vec::new() },
            pasted: sample.pasted_input,
            problem: sample.problem,
            state: path,
        }
    }

    /// The field's name as the preview takes it: the one of the two twins that is written.
    fn written_name(&self, field: &Field, base: &JsonPointer) -> String {
        let tree = self.document.as_ref().map(|document| document.source.tree());
        let pointers = field.pointers();
        let there = |pointer: &&&JsonPointer| tree.is_some_and(|tree| tree.node_at(pointer).is_some());
        let found = pointers.iter().find(there).or(pointers.first());
        let whole = found.map_or_else(|| field.id.clone(), |pointer| pointer.to_string());
        let below = whole.strip_prefix(base.as_str()).unwrap_or(&whole);
        bracketed(below.trim_start_matches('/'))
    }

    fn preview_of(&self, form: &Form, path: &StatePath, id: &str, name: &str) -> Option<Preview> {
        if self.form.drafts.iter().any(|draft| draft.field == id && draft.error.is_some()) {
            return None;
        }
        let field = form.field(id)?;
        let tree = self.document.as_ref()?.source.tree();
        let node = field.pointers().into_iter().find_map(|pointer| tree.node_at(pointer))?;
        Some(preview::preview(self, path, preview::Field(name), &tree.value(node)))
    }
}

/// Whether a path of the data can go into it.
fn takes_path(field: &Field) -> bool {
    let is_member = matches!(field.to, To::Member(_)) && field.control != Control::Number;
    is_member || is_dynamic(field)
}

/// Whether what stands in the field is made of data.
fn is_dynamic(field: &Field) -> bool {
    const STATIC: &[&str] = &["Result", "Credentials"];
    match field.control {
        Control::Expression | Control::Template => true,
        Control::Json => !STATIC.contains(&&*field.id),
        Control::Text | Control::Prose | Control::Number => {
            is_expression(&field.text) || is_path(&field.text)
        }
        _ => false,
    }
}

/// `Choices/0/Next` as `Choices[0]/Next`.
fn bracketed(way: &str) -> String {
    let mut out = String::new();
    for part in way.split('/') {
        let is_index = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        match (is_index, out.is_empty()) {
            (true, _) => out.push_str(&format!("[{part}]")),
            (false, true) => out.push_str(part),
            (false, false) => out.push_str(&format!("/{part}")),
        }
    }
    out
}
