//! The inspector: the selected state, or the whole workflow, as a form; and what the run did there.

mod attempts;
pub mod code;
mod control;
mod data;
mod field;
mod form;
mod head;
mod machine;
mod member;
mod row;
mod settings;
mod tabs;

use super::handle::Handle;
use super::run::Visits;
use crate::studio::form::{Form, TabId};
use crate::studio::inspect::{Head, MachineFacts, head, machine_facts};
use crate::studio::shared::Shared;
use crate::studio::{Action, Studio};
use data::Data;
use form::FormView;
use head::HeadView;
use leptos::prelude::*;
use machine::MachineView;
use settings::Settings;

/// The form that is shown, made anew when the definition, the selection or what was typed is another.
pub type Shown = Memo<Option<Shared<Form>>>;

#[component]
pub fn Inspector() -> impl IntoView {
    let handle = Handle::of_page();
    let key = handle.watch(Studio::form_key);
    // Read, not only tracked: a memo that nobody reads does not wake.
    let form: Shown = Memo::new(move |_| key.with(|_| handle.ask(Studio::form)).map(Shared::new));
    let subject = handle.watch(|studio| (studio.document().cloned(), studio.selected().clone()));
    let head = Memo::new(move |_| subject.with(|_| handle.ask(read_head)));
    let facts = Memo::new(move |_| subject.with(|_| handle.ask(read_facts)));
    let is_machine = Memo::new(move |_| facts.with(Option::is_some));
    let visited = Memo::new(move |_| {
        form.with(|form| {
            form.as_ref().filter(|form| form.shown == TabId::Run).and_then(|form| form.state.clone())
        })
    });
    view! {
        <div class="inspector-scroll" data-inspector="" tabindex="-1">
            {move || head.get().map(|head| view! { <HeadView head/> })}
            <FormView form/>
            <Data form/>
            {move || visited.get().map(|path| view! { <Visits path/> })}
            <Show when=move || is_machine.get()><Settings/></Show>
            {move || facts.get().map(|facts| view! { <MachineView facts/> })}
        </div>
    }
}

fn read_head(studio: &Studio) -> Option<Head> {
    Some(head(studio.document()?, studio.selected()))
}

/// The workflow's facts, while no state is selected.
fn read_facts(studio: &Studio) -> Option<MachineFacts> {
    let document = studio.document()?;
    let state = studio.selection().and_then(|path| document.machine.resolve(path));
    state.is_none().then(|| machine_facts(document))
}

/// Tells the studio what was done in the form.
fn send(handle: Handle, action: crate::studio::form::FormAction) {
    handle.dispatch(Action::Form(action));
}
