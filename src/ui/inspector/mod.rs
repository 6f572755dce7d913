//! The inspector: the selected state, or the whole machine.

pub mod code;
mod machine;
mod state;

use super::handle::Handle;
use crate::studio::Studio;
use crate::studio::inspect::{MachineFacts, StateFacts, machine_facts, state_facts};
use leptos::prelude::*;
use machine::MachineView;
use state::StateView;

#[derive(Clone, PartialEq)]
enum Shown {
    Nothing,
    Machine(MachineFacts),
    State(StateFacts),
}

#[component]
pub fn Inspector() -> impl IntoView {
    // What is inspected is made only when another state, or another document, is.
    let handle = Handle::of_page();
    let subject = handle.watch(|studio| (studio.document().cloned(), studio.selection().cloned()));
    let shown = Memo::new(move |_| {
        // Read, not only tracked: a memo that nobody reads does not wake.
        subject.with(|_| handle.ask(read))
    });
    view! {
        <div class="inspector-scroll" data-inspector="" tabindex="-1">
            {move || match shown.get() {
                Shown::Nothing => ().into_any(),
                Shown::Machine(facts) => view! { <MachineView facts/> }.into_any(),
                Shown::State(facts) => view! { <StateView facts/> }.into_any(),
            }}
        </div>
    }
}

fn read(studio: &Studio) -> Shown {
    let Some(document) = studio.document() else { return Shown::Nothing };
    match studio.selection().and_then(|path| document.machine.resolve(path)) {
        Some(id) => Shown::State(state_facts(document, id)),
        None => Shown::Machine(machine_facts(document)),
    }
}
