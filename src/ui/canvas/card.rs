//! One state on the canvas: a card, or the frame around what it holds.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon, KindIcon};
use crate::asl::{StateId, StatePath};
use crate::diagnostic::Severity;
use crate::studio::Action;
use crate::studio::geometry::Rect;
use crate::studio::run_mark::RunMark;
use crate::studio::scene::{Badge, Card, Inside, Scene};
use crate::studio::shared::Shared;
use crate::studio::words::counted;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use std::sync::Arc;

/// The id of a state's element, for `aria-activedescendant`.
pub fn element_id(id: StateId) -> String {
    format!("state-{}", id.index())
}

pub fn px(length: f64) -> String {
    format!("{length}px")
}

pub fn at(rect: Rect) -> String {
    format!("translate({}px,{}px)", rect.x, rect.y)
}

/// The card as it is now; only what is other of it is drawn anew, so that it can glide where it moves.
#[component]
pub fn StateCard(card: Arc<Card>, scene: Memo<Shared<Scene>>) -> impl IntoView {
    let handle = Handle::of_page();
    let last = card.clone();
    let now = about(&card, move |path| {
        scene.with(|scene| scene.card(path).cloned().unwrap_or_else(|| last.clone()))
    });
    let shown = Memo::new_with_compare(
        move |_| now.get(),
        |old: Option<&Arc<Card>>, new| !old.zip(new).is_some_and(|(old, new)| old.shows_as(new)),
    );
    let selected = about(&card, move |path| handle.selected.with(|selected| selected.contains(path)));
    let mark = about(&card, move |path| {
        handle.marks.with(|marks| marks.states.get(path).cloned().unwrap_or_default())
    });
    let difference = about(&card, move |path| {
        handle.difference.with(|difference| difference.as_ref().and_then(|all| all.mark(path)))
    });
    let rect = Memo::new(move |_| now.with(|card| card.rect));
    let frame = matches!(card.inside, Inside::Frame { .. });
    let choose = {
        let path = card.path.clone();
        // A press of the pointer selects by itself; this is for those who click without one, as a screen reader does.
        move |event: MouseEvent| {
            if event.detail() == 0 {
                handle.dispatch(Action::Select(Some(path.clone())));
            }
        }
    };
    view! {
        <div
            class="state"
            class:frame=frame
            class:folded=move || shown.with(|card| matches!(card.inside, Inside::Collapsed { .. }))
            class:selected=move || selected.get()
            data-kind=move || shown.with(|card| card.kind.token())
            data-state=card.name.to_string()
            data-status=move || mark.with(|mark| mark.status.token())
            data-diff=move || difference.get()
            style:transform=move || at(rect.get())
            style:width=move || px(rect.get().width)
            style:height=move || px(rect.get().height)
        >
            {move || now.with(|card| lanes(card))}
            <div
                class="state-face"
                id=move || shown.with(|card| element_id(card.id))
                role="button"
                tabindex="-1"
                aria-pressed=move || selected.get().to_string()
                aria-description=move || shown.with(|card| card.description.clone())
                on:click=choose
            >
                {move || shown.with(|card| face(card))}
            </div>
            {move || shown.with(|card| fold_button(handle, card))}
            <Mark mark/>
        </div>
    }
}

/// What is read about a card's state.
fn about<T: PartialEq + Send + Sync + 'static>(
    card: &Card,
    read: impl Fn(&StatePath) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let path = card.path.clone();
    Memo::new(move |_| read(&path))
}

fn face(card: &Card) -> impl IntoView + use<> {
    view! {
        <span class="state-icon"><KindIcon kind=card.kind/></span>
        <span class="state-words">
            <span class="state-name">{card.name.to_string()}</span>
            " "
            <span class="state-substance">{substance(card)}</span>
        </span>
        <Badges badges=card.badges.clone()/>
    }
}

fn substance(card: &Card) -> String {
    match card.inside {
        Inside::Collapsed { states } => format!("{} · {} inside", card.substance, counted(states, "state")),
        _ => card.substance.clone(),
    }
}

/// The areas of a Parallel's branches.
fn lanes(card: &Card) -> impl IntoView + use<> {
    let Inside::Frame { lanes } = &card.inside else { return None };
    let corner = card.rect;
    let shown = lanes.iter().map(|lane| {
        let inner = Rect::new(lane.x - corner.x, lane.y - corner.y, lane.width, lane.height);
        view! {
            <div class="lane" style:transform=at(inner) style:width=px(inner.width) style:height=px(inner.height)></div>
        }
    });
    Some(shown.collect_view())
}

fn fold_button(handle: Handle, card: &Card) -> impl IntoView + use<> {
    let (glyph, label) = match card.inside {
        Inside::Nothing => return None,
        Inside::Frame { .. } => (Glyph::ChevronDown, "Collapse"),
        Inside::Collapsed { .. } => (Glyph::ChevronRight, "Expand"),
    };
    let path = card.path.clone();
    Some(view! {
        <button
            class="fold"
            tabindex="-1"
            title=label
            aria-label=format!("{label} {}", card.name)
            data-testid="fold"
            on:click=move |_| handle.dispatch(Action::ToggleCollapsed(path.clone()))
        >
            <Icon glyph/>
        </button>
    })
}

#[component]
fn Badges(badges: Vec<Badge>) -> impl IntoView {
    let shown = badges.into_iter().map(|badge| {
        let label = badge.label();
        let (name, inner) = match badge {
            Badge::Retry(_) => ("retry", view! { <Icon glyph=Glyph::Retry/> }.into_any()),
            Badge::Catch(_) => ("catch", view! { <Icon glyph=Glyph::Shield/> }.into_any()),
            Badge::Variables => ("variables", view! { <Icon glyph=Glyph::Variables/> }.into_any()),
            Badge::Language(language) => ("language", view! { <span>{language.as_str()}</span> }.into_any()),
            Badge::Problems(counts) => match counts.worst() {
                Some(Severity::Error) => ("error", view! { <Icon glyph=Glyph::Error/> }.into_any()),
                Some(Severity::Warning) => ("warning", view! { <Icon glyph=Glyph::Warning/> }.into_any()),
                _ => ("info", view! { <Icon glyph=Glyph::Info/> }.into_any()),
            },
        };
        view! { <span class="badge" data-badge=name title=label>{inner}</span> }
    });
    view! { <span class="badges">{shown.collect_view()}</span> }
}

/// What the run did here: at the card's corner, in a sign and in words.
#[component]
fn Mark(mark: Memo<RunMark>) -> impl IntoView {
    use crate::studio::run_mark::MarkStatus::{Aborted, Caught, Failed, Idle, Retrying, Running, Succeeded};
    let sign = move || {
        mark.with(|mark| match mark.status {
            Idle => None,
            Running => Some(view! { <span class="spinner"></span> }.into_any()),
            Succeeded => Some(view! { <Icon glyph=Glyph::Check/> }.into_any()),
            Failed => Some(view! { <Icon glyph=Glyph::Close/> }.into_any()),
            Caught => Some(view! { <Icon glyph=Glyph::Shield/> }.into_any()),
            Retrying => Some(view! { <Icon glyph=Glyph::Retry/> }.into_any()),
            Aborted => Some(view! { <Icon glyph=Glyph::Minus/> }.into_any()),
        })
    };
    let words = move || mark.with(mark_words);
    view! {
        <span class="mark" aria-hidden="true">{sign}</span>
        <Show when=move || words().is_some()>
            <span class="mark-words">{move || words()}</span>
        </Show>
    }
}

/// The error, the progress, or how often the state ran if more than once.
fn mark_words(mark: &RunMark) -> Option<String> {
    if let Some(error) = &mark.error {
        let retries = if mark.retries > 0 {
            format!(" · {}", counted(mark.retries as usize, "retry"))
        } else {
            String::new()
        };
        return Some(format!("{error}{retries}"));
    }
    match (mark.progress, mark.retries, mark.visits) {
        (Some((done, all)), ..) => Some(format!("{done}/{all}")),
        (None, retries @ 1.., _) => Some(counted(retries as usize, "retry")),
        (None, 0, visits @ 2..) => Some(format!("× {visits}")),
        _ => None,
    }
}
