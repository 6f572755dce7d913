//! One edge: its line in the drawing's SVG, and its words over it.

use super::super::handle::Handle;
use super::card::{at, px};
use crate::studio::run_mark::TakenEdge;
use crate::studio::scene::EdgeView;
use leptos::prelude::*;
use std::sync::Arc;

/// Whether the edge is to stand out because it begins or ends at the selected state, and how often the run took it.
fn standing(edge: &Arc<EdgeView>) -> (Memo<bool>, Memo<u32>) {
    let handle = Handle::of_page();
    let ends = edge.ends.clone();
    let linked = Memo::new(move |_| {
        let touches = handle
            .selection
            .with(|selection| selection.is_some() && (ends.0 == *selection || ends.1 == *selection));
        // Beside a run it would look like a way that was taken.
        touches && handle.marks.with(|marks| marks.is_empty())
    });
    let key = TakenEdge::of(edge);
    let taken = Memo::new(move |_| handle.marks.with(|marks| marks.edges.get(&key).copied().unwrap_or(0)));
    (linked, taken)
}

fn status(taken: u32) -> &'static str {
    if taken > 0 { "taken" } else { "idle" }
}

#[component]
pub fn EdgeLine(edge: Arc<EdgeView>) -> impl IntoView {
    let (linked, taken) = standing(&edge);
    let handle = Handle::of_page();
    let connection = edge.connection.clone();
    let selected = Memo::new(move |_| {
        handle.selected.with(|selected| selected.selected_connection() == Some(&connection))
    });
    view! {
        <g
            class="edge"
            class:linked=move || linked.get()
            class:selected=move || selected.get()
            data-edge=edge.name.clone()
            data-tone=edge.tone.token()
            data-status=move || status(taken.get())
        >
            <path class="edge-line" d=edge.line.clone()/>
            <path class="edge-head" d=edge.head.clone()/>
        </g>
    }
}

/// The edge once more, over the others: where lines meet, the way that was taken is in front.
#[component]
pub fn TakenLine(edge: Arc<EdgeView>) -> impl IntoView {
    let (_, taken) = standing(&edge);
    view! {
        <g class="edge" data-tone=edge.tone.token() data-status="taken">
            <path class="edge-line" d=edge.line.clone()/>
            <path class="edge-head" d=edge.head.clone()/>
            <Token line=edge.line.clone() taken/>
        </g>
    }
}

/// What travels along the line each time the run takes it.
#[component]
fn Token(line: String, taken: Memo<u32>) -> impl IntoView {
    let handle = Handle::of_page();
    let way = format!("path(\"{line}\")");
    let turns =
        move || (taken.get() > 0 && handle.ask(|studio| studio.run().shows_tokens())).then(|| taken.get());
    view! {
        <For each=move || turns().into_iter() key=|turn| *turn let(_turn)>
            <circle class="token" r="5" style:offset-path=way.clone()/>
        </For>
    }
}

#[component]
pub fn EdgeChip(edge: Arc<EdgeView>) -> impl IntoView {
    let (linked, taken) = standing(&edge);
    let tone = edge.tone.token();
    edge.chip.as_ref().map(|chip| {
        view! {
            <div
                class="chip"
                class:linked=move || linked.get()
                data-tone=tone
                data-status=move || status(taken.get())
                title=chip.text.clone()
                style:transform=at(chip.rect)
                style:width=px(chip.rect.width)
                style:height=px(chip.rect.height)
            >
                <span>{chip.shown.clone()}</span>
            </div>
        }
    })
}
