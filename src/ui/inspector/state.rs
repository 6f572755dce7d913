//! One state: what it is, where it leads, what is wrong with it, its definition.

use super::super::handle::Handle;
use super::super::run::Visits;
use super::super::widgets::{Glyph, Icon, KindIcon, Prose, SeverityIcon};
use super::code::CodeBlock;
use crate::studio::Action;
use crate::studio::inspect::{Fact, RetryRow, StateFacts, Way};
use crate::studio::problem::Problem;
use leptos::prelude::*;

#[component]
pub fn StateView(facts: StateFacts) -> impl IntoView {
    let handle = Handle::of_page();
    let path = facts.path.clone();
    let copy = move |()| handle.dispatch(Action::CopyState(path.clone()));
    view! {
        <header class="inspector-header" data-kind=facts.kind.token()>
            <span class="state-icon"><KindIcon kind=facts.kind/></span>
            <div class="inspector-title">
                <h2 data-testid="inspector-name">{facts.path.name().to_string()}</h2>
                <span class="muted" data-testid="inspector-type">{facts.kind.label()}</span>
            </div>
        </header>
        {facts.comment.map(|comment| view! { <p class="comment">{comment}</p> })}
        <Visits path=facts.path/>
        <ProblemBlock problems=facts.problems/>
        {(!facts.facts.is_empty()).then(|| view! { <section class="block"><Facts facts=facts.facts/></section> })}
        <Ways ways=facts.ways/>
        <Retries rows=facts.retries/>
        <section class="block">
            <h3>"Definition"</h3>
            <CodeBlock code=facts.code label="Definition" copy/>
        </section>
    }
}

#[component]
pub fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let rows = facts.into_iter().map(|fact| {
        view! {
            <div class="fact">
                <dt>{fact.label}</dt>
                <dd class:mono=fact.code>{fact.text}</dd>
            </div>
        }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

#[component]
fn ProblemBlock(problems: Vec<Problem>) -> impl IntoView {
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
        view! { <ul class="block notes" aria-label="Problems of this state" data-testid="state-problems">{rows.collect_view()}</ul> }
    })
}

/// Where the state leads; each row goes there.
#[component]
fn Ways(ways: Vec<Way>) -> impl IntoView {
    (!ways.is_empty()).then(|| {
        let rows = ways.into_iter().map(|way| view! { <li><WayRow way/></li> });
        view! {
            <section class="block">
                <h3>"Leads to"</h3>
                <ul class="ways">{rows.collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn WayRow(way: Way) -> impl IntoView {
    let handle = Handle::of_page();
    let ends = way.target.is_none();
    let target = way.target.as_ref().map_or_else(|| "The end".to_owned(), |path| path.name().to_string());
    let go = move |_| {
        if let Some(path) = &way.target {
            handle.dispatch(Action::Reveal(path.clone()));
        }
    };
    view! {
        <button class="way" disabled=ends on:click=go data-testid="way">
            <span class="way-label">{way.label}</span>
            <span class="way-words">
                {way.condition.map(|words| view! { <span class="way-condition">{words}</span> })}
                <span class="way-target">{target}</span>
            </span>
            {(!ends).then(|| view! { <Icon glyph=Glyph::ChevronRight/> })}
        </button>
    }
}

#[component]
fn Retries(rows: Vec<RetryRow>) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let rows = rows.into_iter().map(|row| {
            view! {
                <tr>
                    <td>{row.errors}</td>
                    <td>{row.attempts}</td>
                    <td>{row.interval}</td>
                    <td>{row.backoff}</td>
                </tr>
            }
        });
        view! {
            <section class="block">
                <h3>"Retries"</h3>
                <table class="table">
                    <thead><tr><th scope="col">"On"</th><th scope="col">"Times"</th><th scope="col">"After"</th><th scope="col">"Then"</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </section>
        }
    })
}
