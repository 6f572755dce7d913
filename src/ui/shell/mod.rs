//! The frame: top bar, outline, canvas, inspector, drawer, and what lies over all of them.

mod drawer;
mod notice;
mod project;
mod split;
mod tabs;
mod topbar;

use super::canvas::Canvas;
use super::handle::Handle;
use super::ports;
use super::rest::OfRest;
use super::welcome::Welcome;
use super::widgets::{Glyph, Icon, Toasts};
use crate::studio::code::Module;
use crate::studio::pane::{Pane, View};
use drawer::Drawer;
use leptos::prelude::*;
use notice::NoticeBar;
pub use split::Split;
use topbar::TopBar;

#[component]
pub fn Shell() -> impl IntoView {
    let handle = Handle::of_page();
    let panes = handle.watch(|studio| studio.panes());
    let working = handle.watch(|studio| studio.document().is_some());
    let starting = handle.watch(|studio| studio.is_starting());
    let shown = move |pane: Pane| working.get() && panes.get().get(pane).open;
    let size = move |pane: Pane| format!("{}px", panes.get().get(pane).size);
    let design = handle.watch(|studio| studio.document().is_none() || studio.panes().view() != View::Code);
    // Once shown it stays, with its folds and its place in the text.
    let code = handle.watch(|studio| {
        studio.document().is_some() && (studio.panes().code.open || *studio.code().module() != Module::Absent)
    });
    let theme = handle.watch(|studio| studio.theme().token());
    Effect::new(move || ports::environment::show_theme(theme.get()));
    let title = handle.watch(|studio| studio.document().map(|document| document.name.clone()));
    let product = ports::environment::title();
    Effect::new(move || {
        ports::environment::show_title(&match title.get() {
            Some(name) => format!("{name} · {product}"),
            None => product.clone(),
        });
    });
    view! {
        <div class="shell" data-testid="shell">
            <TopBar/>
            <NoticeBar/>
            <div class="panes">
                <div class="main-column">
                    <div class="upper">
                        <Show when=move || shown(Pane::Outline)>
                            <nav class="pane outline" aria-label="Palette and outline" data-testid="outline" style:width=move || size(Pane::Outline)>
                                <OfRest view=|views| (views.library)()/>
                                <Split pane=Pane::Outline/>
                            </nav>
                        </Show>
                        <main class="stage" aria-label="Canvas" style:display=move || (!design.get()).then_some("none")>
                            <Canvas/>
                            <Show when=move || !working.get() && !starting.get()><Welcome/></Show>
                        </main>
                        <Show when=move || code.get()><OfRest view=|views| (views.code)()/></Show>
                    </div>
                    <Show when=move || working.get()><Drawer/></Show>
                </div>
                <Show when=move || shown(Pane::Inspector)>
                    <aside class="pane inspector" aria-label="Inspector" data-testid="inspector" style:width=move || size(Pane::Inspector)>
                        <OfRest view=|views| (views.inspector)()/>
                        <Split pane=Pane::Inspector/>
                    </aside>
                </Show>
            </div>
            <Dialogs/>
            <Toasts/>
            <DropOverlay/>
        </div>
    }
}

/// One at a time.
#[component]
fn Dialogs() -> impl IntoView {
    let handle = Handle::of_page();
    let dialog = handle.watch(|studio| studio.dialog());
    move || Some((handle.views.get()?.dialog)(dialog.get()?))
}

/// Shown while a file is held over the page.
#[component]
fn DropOverlay() -> impl IntoView {
    let over = Handle::of_page().watch(|studio| studio.is_dragging_file());
    view! {
        <Show when=move || over.get()>
            <div class="drop-overlay" data-testid="drop-overlay">
                <div class="drop-target">
                    <Icon glyph=Glyph::Drop/>
                    <strong>"Drop to open"</strong>
                    <span>"An .asl.json file, or JSON text"</span>
                </div>
            </div>
        </Show>
    }
}
