//! Where the data reaching a state is known from. It survives edits, and follows states that are renamed or moved.

use crate::asl::StatePath;
use crate::json::{self, JsonPointer, Object, Value};
use crate::studio::Studio;
use crate::studio::run::seen::{Seen, all_seen, seen};

/// What a person does about samples.
#[derive(Clone, Debug, PartialEq)]
pub enum SampleAction {
    /// A text for a part of a state's sample; an empty one takes it back
    Paste(StatePath, SamplePart, String),
    /// Open or close a row of the tree
    Toggle(JsonPointer),
}

/// Under which name pasted samples are kept among the machine's settings: `[pointer, input, result]` each.
const KEPT: &str = "samples";

/// A part of a sample that can be pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SamplePart {
    Input,
    Result,
}

/// All that is known of data, of all states.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// Of runs that an edit has ended
    earlier: Vec<(StatePath, Seen)>,
    pasted: Vec<(StatePath, Pasted)>,
    /// Rows of the tree that are not as they are at first
    pub(super) toggled: Vec<JsonPointer>,
}

/// Texts as pasted.
#[derive(Clone, Debug, Default, PartialEq)]
struct Pasted {
    input: String,
    result: String,
}

/// The data reaching one state.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    pub source: Source,
    pub seen: Seen,
    /// The pasted texts, and what is wrong with them
    pub pasted_input: String,
    pub pasted_result: String,
    pub problem: Option<String>,
}

/// Where it is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Pasted,
    /// Of the run that is shown
    Run,
    /// Of the run before the last edit
    EarlierRun,
    /// What the next run is to start with
    Start,
    Unknown,
}

impl Sample {
    /// Where the data is from, for the heading beside it.
    pub fn words(&self) -> String {
        let (visit, of) = self.seen.visit;
        match self.source {
            Source::Pasted => "Pasted".into(),
            Source::Run if of > 1 => format!("From the run, visit {visit} of {of}"),
            Source::Run => "From the run".into(),
            Source::EarlierRun => "From the last run".into(),
            Source::Start => "The input of the next run".into(),
            Source::Unknown => "Run the workflow or paste a sample to see what reaches this state".into(),
        }
    }

    pub fn is_known(&self) -> bool {
        self.source != Source::Unknown
    }
}

/// What is known of the data reaching a state.
pub fn sample(studio: &Studio, path: &StatePath) -> Sample {
    let pasted = studio.samples.pasted(path);
    let (mut source, mut seen) = recorded(studio, path);
    let mut problem = None;
    let mut read = |text: &str| {
        (!text.trim().is_empty()).then(|| json::parse(text)).and_then(|read| {
            read.map_err(|error| problem = Some(format!("This is not JSON: {}", error.message))).ok()
        })
    };
    if let Some(input) = read(&pasted.input) {
        (seen.input, source) = (input, Source::Pasted);
    }
    if let Some(result) = read(&pasted.result) {
        seen.result = Some(result);
    }
    Sample { source, seen, pasted_input: pasted.input, pasted_result: pasted.result, problem }
}

fn recorded(studio: &Studio, path: &StatePath) -> (Source, Seen) {
    if let Some(seen) = seen(&studio.run, path) {
        return (Source::Run, seen);
    }
    if let Some(seen) = find(&studio.samples.earlier, path) {
        return (Source::EarlierRun, seen.clone());
    }
    let starts = studio.document.as_ref().is_some_and(|document| {
        let root = document.machine.scope(document.machine.root());
        path.depth() == 0 && root.start_at.as_ref() == Some(path.name())
    });
    match json::parse(&studio.run.setup().input) {
        Ok(input) if starts => {
            (Source::Start, Seen { execution_input: input.clone(), input, ..Seen::default() })
        }
        _ => (Source::Unknown, Seen::default()),
    }
}

fn find<'a, T>(list: &'a [(StatePath, T)], path: &StatePath) -> Option<&'a T> {
    list.iter().find(|(of, _)| of == path).map(|(_, one)| one)
}

impl Samples {
    fn pasted(&self, path: &StatePath) -> Pasted {
        find(&self.pasted, path).cloned().unwrap_or_default()
    }

    fn paste(&mut self, path: StatePath, part: SamplePart, text: String) {
        let mut pasted = self.pasted(&path);
        match part {
            SamplePart::Input => pasted.input = text,
            SamplePart::Result => pasted.result = text,
        }
        self.pasted.retain(|(of, _)| *of != path);
        if pasted != Pasted::default() {
            self.pasted.push((path, pasted));
        }
    }

    fn toggle(&mut self, row: JsonPointer) {
        match self.toggled.iter().position(|one| *one == row) {
            Some(at) => drop(self.toggled.remove(at)),
            None => self.toggled.push(row),
        }
    }

    /// States that have another path now keep their data under the old one too: an undo brings that back.
    fn follow(&mut self, moved: &[(StatePath, StatePath)]) {
        fn copied<T: Clone>(list: &mut Vec<(StatePath, T)>, moved: &[(StatePath, StatePath)]) {
            for (before, after) in moved {
                let new: Vec<(StatePath, T)> = list
                    .iter()
                    .filter_map(|(path, one)| Some((path.after_move(before, after)?, one.clone())))
                    .collect();
                list.retain(|(path, _)| new.iter().all(|(one, _)| one != path));
                list.extend(new);
            }
        }
        copied(&mut self.earlier, moved);
        copied(&mut self.pasted, moved);
    }
}

impl Studio {
    pub fn samples(&self) -> &Samples {
        &self.samples
    }

    pub(in crate::studio) fn act_on_sample(&mut self, action: SampleAction) {
        self.form.sample_changed();
        match action {
            SampleAction::Paste(path, part, text) => {
                self.samples.paste(path, part, text);
                self.save_samples();
            }
            SampleAction::Toggle(row) => self.samples.toggle(row),
        }
    }

    /// Keeps what the run saw, which an edit is about to end.
    pub(in crate::studio) fn keep_samples(&mut self) {
        let new = all_seen(&self.run);
        if new.is_empty() {
            return;
        }
        let is_new = |path: &StatePath| self.run.has_seen(path);
        self.samples.earlier.retain(|(path, _)| !is_new(path));
        self.samples.earlier.extend(new);
    }

    /// An edit gives states other paths, and ends the run that saw them under those they had.
    pub(in crate::studio) fn move_samples(&mut self, moved: &[(StatePath, StatePath)]) {
        self.keep_samples();
        self.samples.follow(moved);
    }

    /// Puts what was pasted where it is saved, by the states' places in the text; of states that are gone it is not kept.
    pub(in crate::studio) fn save_samples(&mut self) {
        let Some(document) = &self.document else { return };
        let kept = self.samples.pasted.iter().filter_map(|(path, pasted)| {
            let pointer = document.source.pointer(path)?;
            let texts = [pointer.as_str(), &pasted.input, &pasted.result];
            Some(texts.into_iter().map(Value::from).collect::<Value>())
        });
        let kept: Value = kept.collect();
        let is_empty = kept.as_array().is_none_or(<[Value]>::is_empty);
        if !is_empty || self.machine_settings().is_some_and(|settings| settings.contains_key(KEPT)) {
            self.set_machine_setting(KEPT, kept);
        }
    }

    /// Takes back what was pasted before; what cannot be read is left out.
    pub(in crate::studio) fn read_samples(&mut self) {
        let Some(document) = &self.document else { return };
        let kept = self
            .machine_settings()
            .and_then(|settings| settings.get(KEPT)?.as_array().map(<[Value]>::to_vec));
        let read = |one: Value| {
            let [pointer, input, result] = one.as_array()? else { return None };
            let id = document.state_at(&JsonPointer::from_text(pointer.as_str()?))?;
            let (input, result) = (input.as_str()?.to_owned(), result.as_str()?.to_owned());
            Some((document.path_of(id), Pasted { input, result }))
        };
        self.samples.pasted = kept.unwrap_or_default().into_iter().filter_map(read).collect();
    }

    /// `$$` of a state, as a run of the page gives it.
    pub(super) fn sample_context(&self, path: &StatePath, seen: &Seen) -> Value {
        let options = self.run_place();
        let started = options.start_time.to_string();
        let mut context = Object::new();
        context.insert(
            "Execution",
            Object::from_iter([
                ("Id", Value::from(options.execution_arn)),
                ("Input", seen.execution_input.clone()),
                ("StartTime", started.clone().into()),
                ("Name", options.execution_name.into()),
                ("RoleArn", options.role_arn.into()),
                ("RedriveCount", 0.into()),
            ]),
        );
        let machine =
            [("Id", Value::from(options.state_machine_arn)), ("Name", options.state_machine_name.into())];
        context.insert("StateMachine", Object::from_iter(machine));
        let state = [
            ("Name", Value::from(path.name().clone())),
            ("EnteredTime", started.into()),
            ("RetryCount", 0.into()),
        ];
        context.insert("State", Object::from_iter(state));
        context.insert("Task", Object::from_iter([("Token", "a-task-token")]));
        if let Some((index, value)) = &seen.item {
            let item = Object::from_iter([("Index", Value::from(*index)), ("Value", value.clone())]);
            context.insert("Map", Object::from_iter([("Item", item)]));
        }
        context.into()
    }
}
