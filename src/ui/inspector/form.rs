//! A form: its tabs, problems that belong elsewhere, and the rows of the tab that is shown.

use super::super::handle::Handle;
use super::super::widgets::{Prose, SeverityIcon};
use super::row::row_view;
use super::tabs::Tabs;
use super::{Shown, send};
use crate::studio::form::{Asking, FormAction, RowKey};
use crate::studio::problem::Problem;
use leptos::prelude::*;

#[component]
pub fn FormView(form: Shown) -> impl IntoView {
    // Rows are made anew only where another field stands, so that what is typed into keeps the focus.
    let keys = Memo::new(move |_| {
        let rows = |form: &crate::studio::form::Form| form.rows().iter().map(|row| row.key()).collect();
        form.with(|form| form.as_ref().map_or_else(Vec::<RowKey>::new, |form| rows(form)))
    });
    let problems = Memo::new(move |_| {
        form.with(|form| form.as_ref().map_or_else(Vec::new, |form| form.elsewhere.clone()))
    });
    let asking = Memo::new(move |_| form.with(|form| form.as_ref().and_then(|form| form.asking.clone())));
    view! {
        <Tabs form/>
        {move || asking.get().map(question)}
        {move || problem_block(problems.get())}
        <div class="form" data-testid="form">
            <For each=move || keys.get() key=RowKey::clone let(key)>{row_view(form, key)}</For>
        </div>
    }
}

/// What another query language would lose.
fn question(asking: Asking) -> impl IntoView {
    let handle = Handle::of_page();
    let lines = asking.lines.into_iter().map(|line| view! { <li><Prose text=line/></li> }).collect_view();
    view! {
        <section class="form-question" role="alertdialog" aria-label=asking.title.clone() data-testid="conversion">
            <strong>{asking.title.clone()}</strong>
            <ul>{lines}</ul>
            <div class="form-buttons">
                <button class="button small" data-testid="conversion-no" on:click=move |_| send(handle, FormAction::Convert(false))>
                    "Leave it"
                </button>
                <button
                    class="button small primary"
                    data-testid="conversion-yes"
                    disabled=!asking.can
                    on:click=move |_| send(handle, FormAction::Convert(true))
                >
                    {asking.yes}
                </button>
            </div>
        </section>
    }
}

fn problem_block(problems: Vec<Problem>) -> Option<impl IntoView> {
    (!problems.is_empty()).then(|| {
        let rows = problems.into_iter().map(|problem| {
            view! {
                <li class="note" data-severity=problem.severity.as_str()>
                    <SeverityIcon severity=problem.severity/>
                    <span>
                        <span class="said">{problem.severity.as_str()}": "</span>
                        <Prose text=problem.message/>
                        {problem.hint.map(|hint| view! { <span class="problem-hint"><Prose text=hint/></span> })}
                    </span>
                </li>
            }
        });
        view! { <ul class="block notes" aria-label="Other problems" data-testid="state-problems">{rows.collect_view()}</ul> }
    })
}
