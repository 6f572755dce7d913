//! The left pane: what can be added, and the outline.

use super::canvas::grip_piece;
use super::handle::Handle;
use super::outline::Outline;
use super::ports;
use super::widgets::{Glyph, Icon, KindIcon};
use crate::studio::Action;
use crate::studio::action::{CanvasAction, LibraryAction};
use crate::studio::kind::CardKind;
use crate::studio::library::{self, LibraryGroup, LibraryItem, LibraryTab, OwnState, Piece};
use crate::studio::tool::PointerPhase;
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;

#[component]
pub fn Library() -> impl IntoView {
    let handle = Handle::of_page();
    let tab = handle.watch(|studio| studio.library_tab());
    let tabs = LibraryTab::ALL.map(|one| {
        view! {
            <button
                class="tab"
                role="tab"
                data-testid=format!("library-{}", one.token())
                aria-selected=move || (tab.get() == one).to_string()
                on:click=move |_| handle.dispatch(Action::Library(LibraryAction::Show(one)))
            >
                {one.label()}
            </button>
        }
    });
    view! {
        <div class="tabs library-tabs" role="tablist" aria-label="Left pane">{tabs.collect_view()}</div>
        {move || match tab.get() {
            LibraryTab::Add => view! { <Pieces/> }.into_any(),
            LibraryTab::Outline => view! { <Outline/> }.into_any(),
        }}
    }
}

#[component]
fn Pieces() -> impl IntoView {
    let handle = Handle::of_page();
    let filter = handle.watch(|studio| studio.library_filter().to_owned());
    // Searching takes longer than all else that an action does, so it is done again only for other words.
    let groups = Memo::new(move |_| filter.with(|_| handle.ask(library::groups)));
    let document = handle.watch(|studio| studio.document().cloned());
    let own = Memo::new(move |_| {
        filter.track();
        document.with(|_| handle.ask(library::own_states))
    });
    let searching = move || filter.with(|filter| !filter.is_empty());
    let type_in = move |text: String| handle.dispatch(Action::Library(LibraryAction::Filter(text)));
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => type_in(String::new()),
        "ArrowDown" => {
            event.prevent_default();
            ports::focus::step_among(".pieces .piece", 1);
        }
        "Enter" => {
            if let Some(item) =
                groups.with(|groups| groups.first().and_then(|group| group.items.first().cloned()))
            {
                handle.dispatch(Action::Library(LibraryAction::Insert(item.id.into())));
            }
        }
        _ => {}
    };
    view! {
        <div class="field-with-icon">
            <Icon glyph=Glyph::Search/>
            <input
                class="field"
                type="search"
                placeholder="Find an action or a pattern"
                aria-label="Find an action or a pattern"
                data-library=""
                data-testid="library-filter"
                prop:value=move || filter.get()
                on:input:target=move |event| type_in(event.target().value())
                on:keydown=on_key
            />
        </div>
        <div class="pieces" data-testid="pieces" on:keydown=on_piece_key>
            {move || searching().then(|| own_group(own.get()))}
            {move || groups.get().into_iter().map(|group| section(handle, group)).collect_view()}
            {move || (!searching()).then(|| own_group(own.get()))}
            <Show when=move || groups.with(Vec::is_empty) && own.with(|own| own.0.is_empty())>
                <p class="empty-note">"Nothing has that name"</p>
            </Show>
        </div>
    }
}

/// Arrows move among the pieces.
fn on_piece_key(event: KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    event.prevent_default();
    ports::focus::step_among(".pieces .piece", step);
}

/// A section; the actions of one service stand under its name, unless a search put the best first.
fn section(handle: Handle, group: LibraryGroup) -> impl IntoView {
    let searching = handle.ask(|studio| !studio.library_filter().is_empty());
    let mut above = None;
    let items = group.items.into_iter().map(|item| {
        let begins = !searching && item.service != above;
        above = item.service;
        let name =
            item.service.filter(|_| begins).map(|name| view! { <h3 class="piece-service">{name}</h3> });
        view! { {name} {piece(item, searching)} }
    });
    view! {
        <h2 class="piece-heading">{group.title}</h2>
        <div class="piece-group" data-section=group.token>{items.collect_view()}</div>
    }
}

fn piece(item: LibraryItem, with_service: bool) -> impl IntoView {
    let service = item.service.filter(|_| with_service);
    view! { <PieceRow piece=item.id.into() kind=item.kind title=item.title.to_owned() service summary=item.summary/> }
}

/// Dragged, clicked or by Enter it comes onto the canvas.
#[component]
fn PieceRow(
    piece: Piece,
    kind: CardKind,
    title: String,
    service: Option<&'static str>,
    summary: String,
    #[prop(optional)] testid: Option<&'static str>,
) -> impl IntoView {
    let handle = Handle::of_page();
    let pointer = move |event: &PointerEvent, phase| {
        if !handle.ask(|studio| studio.is_pointer_up()) {
            let event = ports::pointer::event_on_canvas(event, phase);
            handle.dispatch(Action::Canvas(CanvasAction::Pointer(event)));
        }
    };
    let id = match piece {
        Piece::Entry(id) => Some(id),
        Piece::Copy(_) => None,
    };
    let dragged = piece.clone();
    let insert = move || handle.dispatch(Action::Library(LibraryAction::Insert(piece.clone())));
    let clicked = insert.clone();
    view! {
        <div
            class="piece"
            role="button"
            tabindex="0"
            title=summary
            data-kind=kind.token()
            data-piece=id
            data-testid=testid
            on:pointerdown=move |event| grip_piece(handle, dragged.clone(), &event)
            on:pointermove=move |event| pointer(&event, PointerPhase::Move)
            on:pointerup=move |event| pointer(&event, PointerPhase::Up)
            on:pointercancel=move |event| pointer(&event, PointerPhase::Cancel)
            on:keydown=move |event: KeyboardEvent| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    insert();
                }
            }
            // A press of the pointer inserts by itself; this is for those who click without one, as a screen reader does.
            on:click=move |event: MouseEvent| if event.detail() == 0 { clicked() }
        >
            <span class="tree-icon"><KindIcon kind/></span>
            <span class="piece-words">
                <span class="piece-title">{title}</span>
                {service.map(|service| view! { <span class="piece-service">{service}</span> })}
            </span>
        </div>
    }
}

/// The machine's own states, of which copies can be made.
fn own_group((states, more): (Vec<OwnState>, usize)) -> impl IntoView {
    (!states.is_empty()).then(|| {
        let rows = states.into_iter().map(|OwnState { path, name, kind }| {
            let summary = "Add a copy of it".to_owned();
            view! { <PieceRow piece=Piece::Copy(path) kind title=name service=None summary testid="own-state"/> }
        });
        view! {
            <h2 class="piece-heading">"States of this workflow"</h2>
            <div class="piece-group" data-section="own">{rows.collect_view()}</div>
            {(more > 0).then(|| view! { <p class="empty-note">{format!("Search to find {more} more")}</p> })}
        }
    })
}
