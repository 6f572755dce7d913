//! The list of problems; a row leads to where it is.

use super::handle::Handle;
use super::widgets::{Glyph, Icon, Prose, SeverityIcon};
use crate::studio::Action;
use crate::studio::problem::Problem;
use leptos::prelude::*;

#[component]
pub fn Problems() -> impl IntoView {
    let document = Handle::of_page().watch(|studio| studio.document().cloned());
    move || {
        let document = document.get()?;
        if document.problems.is_empty() {
            return Some(
                view! {
                    <p class="empty-note good" data-testid="no-problems">
                        <Icon glyph=Glyph::Check/>
                        "No problems found"
                    </p>
                }
                .into_any(),
            );
        }
        let rows = document.problems.iter().cloned().enumerate().map(|(index, problem)| {
            view! { <li><Row index problem/></li> }
        });
        Some(
            view! { <ul class="problem-list" data-testid="problem-list">{rows.collect_view()}</ul> }
                .into_any(),
        )
    }
}

#[component]
fn Row(index: usize, problem: Problem) -> impl IntoView {
    let handle = Handle::of_page();
    let place = match (&problem.state, &problem.place) {
        (Some(state), _) => state.name().to_string(),
        (None, _) => "The state machine".to_owned(),
    };
    view! {
        <button
            class="problem-row"
            data-testid="problem-row"
            data-code=problem.code
            on:click=move |_| handle.dispatch(Action::ShowProblem(index))
        >
            <SeverityIcon severity=problem.severity/>
            <span class="said">{problem.severity.as_str()}</span>
            <span class="problem-text">
                <span><Prose text=problem.message/></span>
                {problem.hint.map(|hint| view! { <span class="problem-hint"><Prose text=hint/></span> })}
            </span>
            <span class="problem-state">{place}</span>
            <code class="problem-code">{problem.code}</code>
            <span class="problem-place">{problem.place}</span>
        </button>
    }
}
