//! The machine's facts, shown when no state is selected.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon, KindIcon, SeverityIcon};
use crate::studio::Action;
use crate::studio::command::CommandId;
use crate::studio::inspect::{Fact, MachineFacts};
use leptos::prelude::*;

#[component]
pub fn MachineView(facts: MachineFacts) -> impl IntoView {
    let handle = Handle::of_page();
    let kinds = facts.kinds.into_iter().map(|(kind, count)| {
        view! {
            <li class="kind-count" data-kind=kind.token()>
                <span class="tree-icon"><KindIcon kind/></span>
                <span>{kind.label()}</span>
                <span class="number">{count}</span>
            </li>
        }
    });
    view! {
        <section class="block"><Facts facts=facts.facts/></section>
        <section class="block">
            <h3>"States by type"</h3>
            <ul class="kind-counts">{kinds.collect_view()}</ul>
        </section>
        <section class="block">
            <h3>"Problems"</h3>
            <button
                class="link-row"
                data-testid="inspector-problems"
                on:click=move |_| handle.dispatch(Action::Command(CommandId::ShowProblems))
            >
                {match facts.problems.worst() {
                    Some(severity) => view! { <SeverityIcon severity/> }.into_any(),
                    None => view! { <span class="good"><Icon glyph=Glyph::Check/></span> }.into_any(),
                }}
                <span>{if facts.problems.total() == 0 { "No problems found".to_owned() } else { facts.problems.words() }}</span>
                <Icon glyph=Glyph::ChevronRight/>
            </button>
        </section>
    }
}

#[component]
fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let rows = facts.into_iter().map(|fact| {
        view! {
            <div class="fact">
                <dt>{fact.label}</dt>
                <dd>{fact.text}</dd>
            </div>
        }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}
