//! One machine of a project. The one that is shown lives in the studio's fields; its sheet holds what is not there.

use super::{Start, placing};
use crate::asl::StatePath;
use crate::edit::{Document, History, Selection};
use crate::json::{JsonPointer, Object, Value};
use crate::studio::Studio;
use crate::studio::camera::Camera;
use crate::studio::code::Typed;
use crate::studio::document::OpenDocument;
use crate::studio::drafting::Drafting;
use crate::studio::editing::Snapshot;
use crate::studio::preview::Samples;
use crate::studio::run::Run;
use crate::studio::run_mark::RunMarks;
use crate::studio::scene::Scene;
use crate::studio::settings::MachineSettings;
use crate::studio::shared::Shared;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A machine as it is kept. While it is shown, `name`, `text`, `setup` and `collapsed` may be behind.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub id: u32,
    pub name: Arc<str>,
    pub text: Arc<str>,
    /// What it was last run with, see [`crate::studio::run::setup::Setup::to_value`]
    pub setup: Value,
    /// JSON Pointers of what is folded
    pub collapsed: Vec<Value>,
    /// What was placed by hand, see [`super::placing`]
    pub positions: Value,
    /// Placeholder values and other settings of the machine
    pub settings: Object,
    /// What was typed in the code pane and is no definition yet
    pub typed: Option<Typed>,
    pub extra: Object,
    /// Only looked at so far: opened from a sample, or empty. What is opened next takes its place.
    pub preview: bool,
    /// The file on the disk that it came from, or was saved to
    pub(super) file: Option<u32>,
    pub(super) live: Option<Arc<Live>>,
}

/// All that a machine is besides what is kept: while it is parked.
#[derive(Debug)]
pub(super) struct Live {
    document: Shared<OpenDocument>,
    scene: Shared<Scene>,
    drafting: Drafting,
    /// Whether its run was set up, which the rest of the program does
    has_run: bool,
    history: History<Snapshot>,
    selection: Selection,
    collapsed: BTreeSet<StatePath>,
    camera: Camera,
    run: Run,
    marks: Shared<RunMarks>,
    samples: Samples,
}

impl Sheet {
    pub(super) fn take_live(&mut self) -> Option<Live> {
        self.live.take().and_then(Arc::into_inner)
    }
}

impl Studio {
    /// Writes into the shown machine's sheet what it is now.
    pub(super) fn note_shown(&mut self) {
        let Some(document) = self.document.clone() else { return };
        let setup = self.kept_setup();
        let positions = placing::to_value(&self.drafting, &document.source);
        let typed = self.code.typed().cloned();
        let pointer = |path: &StatePath| document.source.pointer(path).map(|at| Value::from(at.as_str()));
        let collapsed = self.collapsed.iter().filter_map(pointer).collect();
        if let Some(sheet) = self.projects.current.shown_mut() {
            (sheet.name, sheet.text) = (document.name.clone(), document.text.clone());
            (sheet.setup, sheet.collapsed, sheet.positions) = (setup, collapsed, positions);
            sheet.typed = typed;
        }
    }

    /// The setup of the shown machine's runs, as it is kept; as it was read, while the rest of the program is not there.
    fn kept_setup(&self) -> Value {
        match (self.run.prepared(), self.rest()) {
            (Some(kept), _) => kept.clone(),
            (None, Some(rest)) => (rest.setup_to_keep)(self),
            (None, None) => Value::Null,
        }
    }

    /// Puts the shown machine aside with all that belongs to it. Nothing is open then.
    pub(super) fn park(&mut self) {
        self.note_shown();
        self.history.close_group();
        self.close_transient();
        self.waiting.clear();
        let Some(document) = self.document.take() else { return };
        self.camera.jump(self.camera.destination());
        let live = Live {
            document,
            scene: std::mem::take(&mut self.scene),
            drafting: std::mem::take(&mut self.drafting),
            has_run: self.rest().is_some(),
            history: std::mem::take(&mut self.history),
            selection: std::mem::take(&mut self.selection),
            collapsed: std::mem::take(&mut self.collapsed),
            camera: self.camera,
            run: self.run.set_aside(),
            marks: std::mem::take(&mut self.marks),
            samples: std::mem::take(&mut self.samples),
        };
        if let Some(sheet) = self.projects.current.shown_mut() {
            sheet.live = Some(Arc::new(live));
        }
    }

    /// Shows the machine at `place`, where nothing is open. Whether it could be read.
    pub(super) fn unpark(&mut self, place: usize) -> bool {
        let Some(sheet) = self.projects.current.sheets.get_mut(place) else { return false };
        let (typed, live) = (sheet.typed.clone(), sheet.take_live());
        let shown = match live {
            Some(live) => {
                self.projects.current.active = place;
                self.revive(live);
                true
            }
            None => self.unfold_sheet(place),
        };
        self.code.opened(typed);
        shown
    }

    fn revive(&mut self, live: Live) {
        let size = self.camera.size;
        self.document = Some(live.document);
        self.scene = live.scene;
        self.drafting = live.drafting;
        self.history = live.history;
        self.selection = live.selection;
        self.collapsed = live.collapsed;
        self.camera = live.camera;
        self.run = live.run;
        self.marks = live.marks;
        self.samples = live.samples;
        self.read_settings();
        self.outline_filter.clear();
        if !size.is_empty() && self.camera.size != size {
            self.camera.resize(size);
        }
        self.want_jsonata();
        if let Some(rest) = self.rest().filter(|_| !live.has_run) {
            (rest.set_up_run)(self);
        }
        self.prepare_again();
        self.follow_window();
    }

    /// Reads a sheet that nobody has looked at since the page opened.
    fn unfold_sheet(&mut self, place: usize) -> bool {
        let Some(sheet) = self.projects.current.sheets.get(place).cloned() else { return false };
        let Some(source) = Document::new(&sheet.text) else { return false };
        self.projects.current.active = place;
        let document = OpenDocument::of(source, sheet.name.clone(), self.preparing());
        let state_at = |pointer: &JsonPointer| {
            let path = document.path_of(document.state_at(pointer)?);
            (document.source.pointer(&path)? == *pointer).then_some(path)
        };
        let collapsed = sheet.collapsed.iter().filter_map(Value::as_str).map(JsonPointer::from_text);
        let collapsed: Vec<_> = collapsed.filter_map(|pointer| state_at(&pointer)).collect();
        let pins = placing::pins(&sheet.positions, state_at);
        self.show(document);
        self.read_settings();
        self.read_samples();
        if !sheet.setup.is_null() {
            self.restore_run(&sheet.setup);
        }
        if !collapsed.is_empty() || !sheet.positions.is_null() {
            self.collapsed.extend(collapsed);
            self.drafting.pins = pins;
            self.drafting.direction = placing::direction(&sheet.positions);
            self.redraw();
            self.camera.show(self.scene.subject());
            self.follow_window();
        }
        true
    }

    /// Placeholder values and other settings of the shown machine that are not part of its text.
    pub fn machine_settings(&self) -> Option<&Object> {
        self.projects.current.shown().map(|sheet| &sheet.settings)
    }

    /// The settings of the machine that is shown now.
    fn read_settings(&mut self) {
        let kept = self.machine_settings().map(MachineSettings::read);
        self.settings = kept.unwrap_or_default();
    }

    pub fn set_machine_setting(&mut self, key: &str, value: Value) {
        if let Some(sheet) = self.projects.current.shown_mut()
            && sheet.settings.get(key) != Some(&value)
        {
            sheet.settings.insert(key, value);
            self.changed();
        }
    }

    /// Whether it is known what to show.
    pub fn is_starting(&self) -> bool {
        self.projects.start == Start::Reading && self.document.is_none()
    }
}
