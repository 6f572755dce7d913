//! What each action about runs does.

use super::player::{Player, What};
use super::setup::{Ready, Setup};
use super::{List, Run, RunAction, RunTab, marks, report};
use crate::asl::{StateMachine, StatePath};
use crate::engine::{Program, StartOptions, Status};
use crate::json::{Object, Value};
use crate::sim::{PlayState, Playback, VisitId, VisitStatus};
use crate::studio::Studio;
use crate::studio::action::{FocusTarget, Request};
use crate::studio::command::CommandId;
use crate::studio::document::OpenDocument;
use crate::studio::pane::{DrawerTab, Pane};
use crate::studio::preview::Samples;
use crate::studio::run_mark::RunMarks;
use crate::studio::settings::MachineSettings;
use crate::studio::settings::export;
use crate::studio::shared::Shared;
use std::sync::Arc;

impl Studio {
    pub fn run(&self) -> &Run {
        &self.run
    }

    pub(in crate::studio) fn act_on_run(&mut self, action: RunAction) {
        self.run.version = Shared::new(());
        match action {
            RunAction::Edit(edit) => {
                if let Some(document) = &self.document {
                    self.run.setup.edit(&document.machine, edit);
                    self.keep_sheet();
                    self.changed();
                }
            }
            RunAction::ShowTab(tab) => self.run.tab = tab,
            RunAction::Speed(speed) => {
                self.run.speed = speed;
                self.control(|playback| playback.set_speed(speed));
            }
            RunAction::Seek(count) => self.control(|playback| playback.seek(count)),
            RunAction::Event(id) => self.show_event(id),
            RunAction::CloseEvent => self.run.event = None,
            RunAction::Visit(id) => self.show_visit(id),
            RunAction::TurnVisit(by) => self.turn_visit(by),
            RunAction::Answer(answer) => self.answer_task(answer),
            RunAction::SaveFile(index) => self.save_file(index),
            RunAction::VisitTab(tab) => self.run.visit_tab = Some(tab),
            RunAction::Copy { text, what } => {
                self.requests.push(Request::Copy { text, done: format!("Copied the {what}") });
            }
            RunAction::Scroll(List::Events, scroll) => self.run.event_scroll = scroll,
            RunAction::Scroll(List::Timeline, scroll) => self.run.timeline_scroll = scroll,
        }
    }

    pub(in crate::studio) fn perform_run(&mut self, id: CommandId) {
        self.run.version = Shared::new(());
        match id {
            CommandId::Run => self.run_or_prepare(),
            CommandId::Start => self.start_run(),
            CommandId::Stop => self.stop_run(),
            CommandId::PlayOrPause => self.play_or_pause(),
            CommandId::StepForward => self.control(Playback::step_forward),
            CommandId::StepBack => self.control(Playback::step_back),
            CommandId::Redrive => self.redrive(),
            CommandId::SkipWait => self.control(Playback::skip),
            CommandId::ExportMocks => self.export_mocks(),
            CommandId::ExportHistory => self.export_history(),
            _ => {}
        }
    }

    /// Nothing about running stays when another document comes.
    pub(in crate::studio) fn forget_run(&mut self) {
        let speed = self.run.speed;
        self.run = Run { speed, ..Run::default() };
        self.samples = Samples::default();
        self.settings = MachineSettings::default();
        self.marks = Shared::default();
        if let Some(rest) = self.rest() {
            (rest.set_up_run)(self);
        }
    }

    /// After an edit: input and mocks stay, for what the definition calls now; a run of what it was before does not.
    pub(in crate::studio) fn follow_edit(&mut self) {
        self.keep_samples();
        let Some(document) = &self.document else { return };
        let (setup, speed, tab) = (self.run.setup.following(&document.machine), self.run.speed, self.run.tab);
        let tab = if self.run.is_there() { RunTab::Setup } else { tab };
        self.run = Run { setup, speed, tab, ..Run::default() };
        self.marks = Shared::default();
    }

    /// With the input and the mocks of a sample, or of the last visit.
    pub(in crate::studio) fn prepare_run(&mut self, input: &str, mocks: &str) {
        let fields: Object = [("input", input), ("mocks", mocks)].into_iter().collect();
        self.restore_run(&fields.into());
    }

    /// With what was kept of a setup.
    pub(in crate::studio) fn restore_run(&mut self, kept: &Value) {
        self.run.prepared = Some(kept.clone());
        if let Some(rest) = self.rest() {
            (rest.set_up_run)(self);
        }
    }

    pub(in crate::studio) fn set_up_run(&mut self) {
        self.run.version = Shared::new(());
        let Some(document) = &self.document else { return };
        self.run.setup = match self.run.prepared.take() {
            Some(kept) => Setup::restored(&document.machine, &kept),
            None => Setup::of(&document.machine),
        };
    }

    /// What is kept of the setup, if anybody said anything.
    pub(in crate::studio) fn setup_to_keep(&self) -> Value {
        if self.run.setup.touched { self.run.setup.to_value() } else { Value::Null }
    }

    /// The Run button: what nobody gave an input for is asked for it first.
    fn run_or_prepare(&mut self) {
        if self.run.setup.touched || self.run.is_there() {
            self.start_run();
            return;
        }
        self.show_run(RunTab::Setup);
        self.requests.push(Request::Focus(FocusTarget::RunInput));
        self.run.setup.touched = true;
    }

    fn show_run(&mut self, tab: RunTab) {
        self.panes.tab = DrawerTab::Run;
        self.panes.set_open(Pane::Drawer, true);
        self.run.tab = tab;
    }

    /// What a run goes by; while something is not right yet it is shown, and there is none.
    pub(super) fn ready_setup(&mut self) -> Option<Ready> {
        let ready = self.run.setup.ready();
        if ready.is_none() {
            self.show_run(RunTab::Setup);
            self.requests.push(Request::failed("The input, a mock or a file is not right yet"));
        }
        ready
    }

    fn start_run(&mut self) {
        if !self.has_jsonata() {
            return;
        }
        let Some(document) = self.document.clone() else { return };
        let Some(ready) = self.ready_setup() else { return };
        self.form.tab = None;
        let Some((machine, program)) = self.filled_program(&document) else { return };
        let options = StartOptions {
            input: ready.input,
            input_text: Some(ready.input_text.into()),
            seed: ready.seed,
            explain: true,
            execution_type: ready.execution_type,
            limits: ready.limits,
            ..self.run_place()
        };
        let machines = self.machines_to_start((&machine, &program), ready.execution_type, &ready.mocks);
        let mocks = export::filled_mocks(ready.mocks, &self.settings);
        let what = What { machine: &machine, program, mocks, machines };
        self.run.player = Some(Player::new(what, options, self.run.speed));
        (self.run.event, self.run.visit) = (None, None);
        (self.run.told, self.run.follows) = (false, true);
        let tab = if self.run.tab == RunTab::Setup { RunTab::Result } else { self.run.tab };
        self.show_run(tab);
        self.keep_sheet();
        self.changed();
        self.requests.extend([Request::FocusPlayback, Request::whisper("Run started")]);
        self.run_changed();
    }

    /// What a run runs: the definition with the values of its placeholders.
    fn filled_program(&self, document: &OpenDocument) -> Option<(StateMachine, Arc<Program>)> {
        let (Some(filled), Some(rest)) = (self.filled(), self.rest()) else {
            return Some((document.machine.clone(), document.program.clone()?));
        };
        let (program, _) = (rest.prepare)(filled.parsed(), self.jsonata.engine());
        Some((filled.machine().clone(), program))
    }

    fn stop_run(&mut self) {
        if let Some(player) = &mut self.run.player {
            player.stop();
            self.run_changed();
        }
    }

    fn play_or_pause(&mut self) {
        self.control(|playback| match playback.state() {
            PlayState::Playing if !playback.is_finished() => playback.pause(),
            _ => playback.play(),
        });
    }

    pub(super) fn control(&mut self, change: impl FnOnce(&mut Playback)) {
        if let Some(player) = &mut self.run.player {
            player.control(change);
            self.run_changed();
        }
    }

    /// A frame has gone by.
    pub(in crate::studio) fn run_frame(&mut self, now: f64) {
        let Some(player) = self.run.player.as_mut().filter(|player| player.is_moving()) else { return };
        let shows_more = player.frame(now);
        // Between two events only the clock moves, which the bar reads by itself.
        if shows_more {
            self.follow_run();
        }
        if shows_more || !self.run.is_moving() {
            self.run_changed();
        }
        if self.run.is_moving() {
            self.ask_frame();
        }
    }

    /// Keeps the state that was entered last in view.
    fn follow_run(&mut self) {
        if !self.run.follows || !self.run.shows_tokens() {
            return;
        }
        let newest = self.run.player.as_ref().and_then(|player| {
            let visit = player.view().visits().last()?;
            player.path(&visit.state).cloned()
        });
        self.keep_in_view(newest);
    }

    /// In a folded container the container stands for the state.
    fn keep_in_view(&mut self, state: Option<StatePath>) {
        let mut shown = state;
        while let Some(path) = shown {
            if let Some(card) = self.scene.card(&path) {
                let rect = card.rect;
                return self.bring_into_view(rect);
            }
            shown = path.parent();
        }
    }

    /// The person looks elsewhere: the canvas no longer follows this run.
    pub(in crate::studio) fn leave_run_alone(&mut self) {
        self.run.follows = false;
    }

    /// Brings everything that shows the run up to date.
    pub(super) fn run_changed(&mut self) {
        self.run.version = Shared::new(());
        let marks = self.run.player.as_ref().map_or_else(RunMarks::default, marks::marks);
        if *self.marks != marks {
            self.marks = Shared::new(marks);
        }
        if self.run.is_moving() {
            self.ask_frame();
        }
        self.tell_end();
    }

    fn tell_end(&mut self) {
        let Some(player) = self.run.player.as_ref().filter(|player| player.is_finished()) else { return };
        if std::mem::replace(&mut self.run.told, true) {
            return;
        }
        self.requests.push(Request::whisper(report::ended_words(player)));
        let failed = player.view().visits().iter().rev().find(|visit| visit.status == VisitStatus::Failed);
        let path = failed.and_then(|visit| player.path(&visit.state)).cloned();
        if player.view().status() != Status::Succeeded && self.selection.is_empty() {
            self.select(path.clone());
            if self.run.follows {
                self.keep_in_view(path);
            }
        }
    }

    fn show_event(&mut self, id: u32) {
        self.run.event = Some(id);
        self.control(|playback| playback.seek(id as usize));
        let Some(player) = &self.run.player else { return };
        let visit = player.view().visit_of_event(id);
        let path = player.state_of_event(id).and_then(|name| player.path(name)).cloned();
        if let Some(visit) = visit {
            self.choose_visit(visit);
        }
        if let Some(path) = path {
            self.reveal(path);
        }
    }

    fn show_visit(&mut self, id: VisitId) {
        self.choose_visit(id);
        if let Some((path, _)) = self.run.visit.clone() {
            self.reveal(path);
        }
    }

    fn choose_visit(&mut self, id: VisitId) {
        let Some(player) = &self.run.player else { return };
        let name = &player.view().visit(id).state;
        let at = player.visits_of(name).iter().position(|visit| *visit == id);
        self.run.visit = player.path(name).cloned().zip(at);
    }

    fn turn_visit(&mut self, by: i32) {
        let (Some(player), Some(path)) = (&self.run.player, self.selection.chief()) else { return };
        let count = player.visits_of(path.name()).len();
        let at = super::visits::shown_visit(&self.run, path).unwrap_or(0);
        let turned = (at as i64 + i64::from(by)).clamp(0, count as i64 - 1);
        self.run.visit = usize::try_from(turned).ok().map(|at| (path.clone(), at));
    }

    fn export_mocks(&mut self) {
        let text = self.run.setup.mocks().to_json().to_pretty() + "\n";
        self.export("mocks.json", text);
    }

    fn save_file(&mut self, index: usize) {
        let written = self.run.player.as_ref().and_then(|player| player.session().written().nth(index));
        if let Some((_, key, content)) = written {
            let file_name = key.rsplit('/').next().unwrap_or(key).to_owned();
            let text = String::from_utf8_lossy(content).into_owned();
            self.requests.push(Request::Download { file_name, text });
        }
    }

    fn export_history(&mut self) {
        let Some(player) = &self.run.player else { return };
        let text = report::history_text(player);
        self.export("history.json", text);
    }

    fn export(&mut self, ending: &str, text: String) {
        let Some(document) = &self.document else { return };
        let file_name = document.file_name().replace("asl.json", ending);
        let said = Request::done(format!("Downloaded {file_name}"));
        self.requests.push(Request::Download { file_name, text });
        self.requests.push(said);
    }
}
