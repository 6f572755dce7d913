//! What stands at a state or a line that is pointed at or selected: handles to connect and add, buttons to remove; and
//! the empty branches.

use super::super::handle::Handle;
use super::super::ports;
use super::super::widgets::{Glyph, Icon};
use super::card::{at, px};
use crate::edit::{Connection, Place};
use crate::studio::Action;
use crate::studio::action::CanvasAction;
use crate::studio::command::CommandId;
use crate::studio::drag::Grip;
use crate::studio::editing::EditAction;
use crate::studio::geometry::{Point, Rect};
use crate::studio::handles::LineTools;
use crate::studio::library::Piece;
use crate::studio::quick_add::QuickAction;
use leptos::ev::PointerEvent;
use leptos::prelude::*;

pub fn spot(point: Point) -> String {
    at(Rect::new(point.x, point.y, 0.0, 0.0))
}

/// The handles of one state, and the buttons of one line.
#[component]
pub fn Handles() -> impl IntoView {
    let handle = Handle::of_page();
    let handles = handle.watch(|studio| studio.handles());
    let tools = handle.watch(|studio| studio.line_tools());
    let unzoom = unzoom(handle);
    view! {
        {move || {
            let all = handles.get().into_iter().map(|one| {
                let connection = one.connection;
                view! {
                    <div
                        class="handle"
                        role="button"
                        tabindex="-1"
                        data-testid=format!("handle-{}", one.token)
                        data-token=one.token
                        title=one.label
                        aria-label=one.label
                        style:transform=spot(one.at)
                        on:pointerdown=move |event| press(handle, &event, Grip::Port(connection.clone()))
                    >
                        <span class="handle-dot" style:scale=move || unzoom.get()><Icon glyph=Glyph::Plus/></span>
                    </div>
                }
            });
            all.collect_view()
        }}
        {move || tools.get().map(|tools| line_buttons(handle, unzoom, tools))}
    }
}

/// What the few things at a state or a line are scaled by, so that the zoom leaves them as large as they are.
fn unzoom(handle: Handle) -> Memo<String> {
    handle.watch(|studio| studio.unzoom().to_string())
}

pub fn grip(handle: Handle, grip: Grip) {
    handle.dispatch(Action::Canvas(CanvasAction::Grip(grip)));
}

/// The canvas gets the same event, and begins what comes of it; the other button takes hold of nothing.
pub fn press(handle: Handle, event: &PointerEvent, gripped: Grip) {
    if ports::pointer::is_press(event) {
        grip(handle, gripped);
    }
}

fn line_buttons(handle: Handle, unzoom: Memo<String>, tools: LineTools) -> impl IntoView {
    let LineTools { connection, at: middle, end, can_remove } = tools;
    let add = {
        let connection = connection.clone();
        move |_| add_at(handle, Place::On(connection.clone()))
    };
    let remove = remove_button(handle, connection.clone()).into_any();
    view! {
        // It keeps the hand on the line on its way from one to the other, and lies below both.
        <div class="line-ground" style:transform=spot(middle)><span style:scale=move || unzoom.get()></span></div>
        <div class="line-tools" style:transform=spot(middle)>
            <div class="line-tool-row" style:scale=move || unzoom.get()>
                <button class="line-tool" tabindex="-1" title="Add a state here" aria-label="Add a state here" data-testid="line-add" on:click=add>
                    <Icon glyph=Glyph::Plus/>
                </button>
                {can_remove.then_some(remove)}
            </div>
        </div>
        <div
            class="line-end"
            title="Drag to lead elsewhere"
            data-testid="line-end"
            style:transform=spot(end)
            on:pointerdown=move |event| press(handle, &event, Grip::End(connection.clone()))
        >
            <span class="line-end-dot" style:scale=move || unzoom.get()></span>
        </div>
    }
}

fn remove_button(handle: Handle, connection: Connection) -> impl IntoView {
    let remove = move |_| {
        handle.dispatch(Action::SelectConnection(connection.clone()));
        handle.dispatch(Action::Command(CommandId::DeleteSelection));
    };
    view! {
        <button class="line-tool" tabindex="-1" title="Delete the connection" aria-label="Delete the connection" data-testid="line-remove" on:click=remove>
            <Icon glyph=Glyph::Close/>
        </button>
    }
}

fn add_at(handle: Handle, place: Place) {
    handle.dispatch(Action::QuickAdd(QuickAction::At(place, None)));
}

/// Branches that wait for their first state.
#[component]
pub fn Vacancies() -> impl IntoView {
    let handle = Handle::of_page();
    let scene = handle.watch(|studio| studio.scene().clone());
    move || {
        let all = scene.get().vacancies.clone().into_iter().map(|vacancy| {
            let scope = vacancy.scope;
            let inner = vacancy.rect;
            let remove = handle.ask(|studio| studio.branch_removal(&scope));
            view! {
                <button
                    class="vacancy"
                    tabindex="-1"
                    data-testid="vacancy"
                    style:transform=at(inner)
                    style:width=px(inner.width.max(0.0))
                    style:height=px(inner.height.max(0.0))
                    on:click=move |_| add_at(handle, Place::In(scope.clone()))
                >
                    <Icon glyph=Glyph::Plus/>
                    <span>"Drop a state here"</span>
                </button>
                {remove.map(|remove| view! {
                    <button
                        class="icon-button vacancy-remove"
                        tabindex="-1"
                        title="Remove the branch"
                        aria-label="Remove the branch"
                        data-testid="vacancy-remove"
                        style:transform=at(Rect::new(inner.right() - 32.0, inner.y + 4.0, 0.0, 0.0))
                        on:click=move |_| handle.dispatch(Action::Edit(EditAction::Do(remove.clone())))
                    >
                        <Icon glyph=Glyph::Close/>
                    </button>
                })}
            }
        });
        all.collect_view()
    }
}

/// Begins to drag something from beside the canvas.
pub fn grip_piece(handle: Handle, piece: Piece, event: &PointerEvent) {
    use crate::studio::tool::PointerPhase;
    if event.button() == 0 {
        ports::pointer::capture(event);
        grip(handle, Grip::Piece(piece));
        let press = ports::pointer::event_on_canvas(event, PointerPhase::Down);
        handle.dispatch(Action::Canvas(CanvasAction::Pointer(press)));
    }
}
