//! What a field comes to for the data that reaches its state. The work is bounded: it is done at every keystroke.

use super::field::{Field, Form, Sees};
use super::samples::{Sample, sample};
use super::site::Site;
use crate::asl::{MapMode, PathField, QueryLanguage, State, StateKind, StatePath};
use crate::expr::jsonata::{JsonataEngine, JsonataTemplate, StatesMember, jsonata_text};
use crate::expr::{Path, Query, ReferencePath, Template};
use crate::json::{Object, Value};
use crate::studio::Studio;

/// Longer results are cut, in bytes of text.
const LONGEST: usize = 8_000;

/// What a field comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Preview {
    /// The value, indented; whether it was cut
    Value { text: String, is_cut: bool },
    /// Why it cannot be evaluated, as AWS words it
    Problem(String),
    /// Why nobody knows
    Unknown(String),
}

/// What `value`, the JSON that stands in `field` of a state, comes to.
pub fn preview(studio: &Studio, path: &StatePath, field: Field<'_>, value: &Value) -> Preview {
    let Some(asked) = Asked::of(studio, path, field) else {
        return Preview::Unknown("The state is not there any more".into());
    };
    match asked.answer(value) {
        Ok(value) => shown(&value),
        Err(preview) => preview,
    }
}

fn shown(value: &Value) -> Preview {
    if value.text_len_up_to(LONGEST as u64 * 8).is_none() {
        return Preview::Value { text: "Too large to be shown".into(), is_cut: true };
    }
    let mut text = value.to_pretty();
    let is_cut = text.len() > LONGEST;
    if is_cut {
        text.truncate(text.floor_char_boundary(LONGEST));
    }
    Preview::Value { text, is_cut }
}

pub(super) type Answer = Result<Value, Preview>;

fn problem<T>(text: impl Into<String>) -> Result<T, Preview> {
    Err(Preview::Problem(text.into()))
}

fn unknown<T>(text: &str) -> Result<T, Preview> {
    Err(Preview::Unknown(text.into()))
}

/// One question, with all that is needed to answer it.
pub(super) struct Asked<'a> {
    state: &'a State,
    field: Field<'a>,
    language: QueryLanguage,
    pub sample: Sample,
    pub context: Value,
    engine: Option<&'a dyn JsonataEngine>,
}

impl<'a> Asked<'a> {
    fn of(studio: &'a Studio, path: &StatePath, field: Field<'a>) -> Option<Self> {
        let document = studio.document()?;
        let id = document.machine.resolve(path)?;
        let sample = sample(studio, path);
        Some(Self {
            state: document.machine.state(id),
            field,
            language: document.machine.query_language_of(id),
            context: studio.sample_context(path, &sample.seen),
            sample,
            engine: studio.jsonata.engine(),
        })
    }

    fn answer(&self, written: &Value) -> Answer {
        let form = self.field.form(self.language);
        if self.language == QueryLanguage::JsonPath && form == Form::Template {
            let template = Template::compile(written).map_err(|errors| {
                let told = errors.iter().map(|error| format!("{} ({})", error.message, error.reason));
                Preview::Problem(told.collect::<Vec<_>>().join("\n"))
            })?;
            return self.evaluate(|site| template.evaluate(site).map_err(|error| error.cause));
        }
        if self.language == QueryLanguage::Jsonata {
            return self.jsonata(written);
        }
        let Some(text) = written.as_str() else { return self.no_text(form, written) };
        match form {
            Form::ResultPath => self.result_path(text),
            Form::Query => match Query::parse(text) {
                Ok(query) => {
                    self.evaluate(|site| query.evaluate(self.field.name(), site).map_err(|error| error.cause))
                }
                Err(error) => problem(error.message),
            },
            Form::Path | Form::Template => self.path(text),
        }
    }

    /// `null` takes nothing, or discards the result.
    fn no_text(&self, form: Form, written: &Value) -> Answer {
        match (written, form) {
            (Value::Null, Form::ResultPath) => self.known_input(),
            (Value::Null, Form::Path) => Ok(Value::empty_object()),
            _ => problem(format!("{} is no path but {}", self.field.name(), written.type_name())),
        }
    }

    fn path(&self, text: &str) -> Answer {
        let path = match Path::parse(text) {
            Ok(path) => path,
            Err(error) => {
                return problem(format!(
                    "{} is no valid path: '{text}': {}",
                    self.field.name(),
                    error.reason()
                ));
            }
        };
        // A Choice Rule does not fail as other paths do.
        if self.field.0.starts_with("Choices[") {
            return self.evaluate(|site| {
                path.select_in(site).map_err(|_| {
                    format!("Invalid path '{text}': The choice state's condition path references an invalid value.")
                })
            });
        }
        self.evaluate(|site| path.evaluate(site).map_err(|error| error.cause))
    }

    fn result_path(&self, text: &str) -> Answer {
        let path = match ReferencePath::parse(text) {
            Ok(path) => path,
            Err(error) => {
                return problem(format!(
                    "ResultPath is no valid Reference Path: '{text}': {}",
                    error.reason()
                ));
            }
        };
        let input = self.known_input()?;
        let value = match self.sees() {
            Sees::Error => self.error_output(),
            _ => self.selected()?,
        };
        if path.is_root() {
            return Ok(value);
        }
        path.set(&input, value).map_err(|error| Preview::Problem(error.message))
    }

    pub fn sees(&self) -> Sees {
        let works = matches!(
            self.state.kind,
            StateKind::Task(_) | StateKind::Parallel(_) | StateKind::Map(_) | StateKind::Pass(_)
        );
        self.field.sees(self.language, works)
    }

    fn known_input(&self) -> Answer {
        match self.sample.is_known() {
            true => Ok(self.sample.seen.input.clone()),
            false => unknown("Run the workflow or paste a sample to see what this gives"),
        }
    }

    /// `$` of a JSONPath field.
    fn data(&self, sees: Sees) -> Answer {
        match sees {
            Sees::Raw => self.known_input(),
            Sees::Effective | Sees::Item => self.effective(),
            Sees::Result => self.result(),
            Sees::Error => Ok(self.error_output()),
            Sees::Merged => {
                let path = &self.state.data.result_path;
                let written = match path {
                    PathField::Absent => return self.selected(),
                    PathField::Null => return self.known_input(),
                    PathField::Path(text) => text,
                };
                let inner = Asked { field: Field("ResultPath"), ..self.again() };
                inner.result_path(written)
            }
        }
    }

    fn again(&self) -> Asked<'_> {
        let Self { state, field, language, sample, context, engine } = self;
        Asked {
            state,
            field: *field,
            language: *language,
            sample: sample.clone(),
            context: context.clone(),
            engine: *engine,
        }
    }

    fn effective(&self) -> Answer {
        match &self.state.data.input_path {
            PathField::Absent => self.known_input(),
            PathField::Null => Ok(Value::empty_object()),
            PathField::Path(text) => Asked { field: Field("InputPath"), ..self.again() }.path(text),
        }
    }

    /// What the work gives; a Pass needs no run for that.
    pub fn result(&self) -> Answer {
        if let Some(result) = &self.sample.seen.result {
            return Ok(result.clone());
        }
        let StateKind::Pass(pass) = &self.state.kind else {
            return unknown("Run the workflow or paste a result to see what this gives");
        };
        if self.language == QueryLanguage::Jsonata {
            return self.known_input();
        }
        match (&pass.result, &self.state.data.parameters) {
            (Some(result), _) => Ok(result.clone()),
            (None, Some(parameters)) => {
                Asked { field: Field("Parameters"), ..self.again() }.answer(parameters)
            }
            (None, None) => self.effective(),
        }
    }

    /// The result as `ResultSelector` shapes it.
    fn selected(&self) -> Answer {
        match &self.state.data.result_selector {
            Some(selector) => Asked { field: Field("ResultSelector"), ..self.again() }.answer(selector),
            None => self.result(),
        }
    }

    pub fn error_output(&self) -> Value {
        let made =
            || Object::from_iter([("Error", "States.TaskFailed"), ("Cause", "What went wrong")]).into();
        self.sample.seen.error_output.clone().unwrap_or_else(made)
    }

    fn evaluate(&self, made: impl FnOnce(&mut Site<'_>) -> Result<Value, String>) -> Answer {
        let mut site = self.site(self.data(self.sees())?);
        made(&mut site).map_err(Preview::Problem)
    }

    fn site(&self, input: Value) -> Site<'_> {
        Site::new(self, input)
    }

    fn jsonata(&self, written: &Value) -> Answer {
        let Some(engine) = self.engine else { return unknown("JSONata is being loaded") };
        let template = JsonataTemplate::compile(engine, written)
            .map_err(|errors| problem_texts(errors.iter().map(|error| &*error.problem.message)))?;
        let refused = template.expressions().into_iter().flat_map(|one| &one.facts().problems);
        let refused: Vec<&str> = refused.map(|problem| &*problem.message).collect();
        if !refused.is_empty() {
            return Err(problem_texts(refused.into_iter()));
        }
        if template.is_constant() {
            return Ok(written.clone());
        }
        let sees = self.sees();
        if template.reads(StatesMember::Input) {
            self.known_input()?;
        }
        if sees == Sees::Result && template.reads(StatesMember::Result) {
            self.result()?;
        }
        let mut site = self.site(Value::Null);
        let made = match written.as_str().and_then(jsonata_text).zip(self.expected()) {
            Some((_, expected)) => {
                let expressions = template.expressions();
                let one = expressions.first().map(|one| one.expect(expected, self.field.0, &mut site));
                one.unwrap_or_else(|| template.evaluate(self.field.0, &mut site))
            }
            None => template.evaluate(self.field.0, &mut site),
        };
        made.map_err(|error| Preview::Problem(error.cause))
    }

    fn expected(&self) -> Option<crate::expr::jsonata::ExpectedType> {
        let map = match &self.state.kind {
            StateKind::Map(map) => map.mode,
            _ => MapMode::Inline,
        };
        self.field.expected(map == MapMode::Distributed)
    }
}

fn problem_texts<'t>(texts: impl Iterator<Item = &'t str>) -> Preview {
    Preview::Problem(texts.collect::<Vec<_>>().join("\n"))
}
