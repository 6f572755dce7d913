//! The machines of the project, side by side in the top bar.

use super::super::handle::Handle;
use super::super::ports;
use super::super::widgets::{Glyph, Icon, IconButton};
use crate::studio::Action;
use crate::studio::command::CommandId;
use crate::studio::editing::EditAction;
use crate::studio::project::ProjectAction;
use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::prelude::*;

/// What the tabs share while a person does something with one of them.
#[derive(Clone, Copy)]
struct Held {
    renamed: RwSignal<Option<u32>>,
    dragged: RwSignal<Option<u32>>,
}

#[component]
pub fn Tabs() -> impl IntoView {
    let handle = Handle::of_page();
    let sheets = handle.watch(|studio| studio.tabs().iter().map(|tab| tab.sheet).collect::<Vec<_>>());
    let shown = handle.watch(|studio| studio.project().active);
    let held = Held { renamed: RwSignal::new(None), dragged: RwSignal::new(None) };
    Effect::new(move || {
        sheets.track();
        shown.track();
        ports::focus::scroll_to(".machine-tab.shown");
    });
    view! {
        <nav class="machine-tabs" aria-label="Workflows" data-testid="tabs">
            <ul>
                <For each=move || sheets.get() key=|sheet| *sheet let(sheet)>
                    <MachineTab sheet held/>
                </For>
            </ul>
            <IconButton command=CommandId::New glyph=Glyph::Plus testid="tab-new"/>
        </nav>
    }
}

#[component]
fn MachineTab(sheet: u32, held: Held) -> impl IntoView {
    let handle = Handle::of_page();
    let tab = handle.watch(move |studio| studio.tabs().into_iter().find(|tab| tab.sheet == sheet));
    let shown = move || tab.with(|tab| tab.as_ref().is_some_and(|tab| tab.shown));
    let name = move || tab.with(|tab| tab.as_ref().map(|tab| tab.name.to_string()).unwrap_or_default());
    let renaming = Memo::new(move |_| held.renamed.get() == Some(sheet) && shown());
    let act = move |action| handle.dispatch(Action::Project(action));
    let on_drop = move |event: DragEvent| {
        let Some(dragged) = held.dragged.get_untracked() else { return };
        event.prevent_default();
        event.stop_propagation();
        held.dragged.set(None);
        let place = handle.ask(|studio| studio.tabs().iter().position(|tab| tab.sheet == sheet));
        act(ProjectAction::Move { sheet: dragged, to: place.unwrap_or_default() });
    };
    let on_over = move |event: DragEvent| {
        if held.dragged.get_untracked().is_some() {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <li
            class="machine-tab"
            class:shown=shown
            class:preview=move || tab.with(|tab| tab.as_ref().is_some_and(|tab| tab.preview))
            data-testid="tab"
            draggable="true"
            on:dragstart=move |_| held.dragged.set(Some(sheet))
            on:dragend=move |_| held.dragged.set(None)
            on:dragover=on_over
            on:drop=on_drop
        >
            <Show when=move || renaming.get() fallback=move || show_button(sheet, held, shown, name)>
                <NameField name=name() renamed=held.renamed/>
            </Show>
            <button
                class="machine-close"
                title="Close"
                aria-label=move || format!("Close {}", name())
                data-testid="tab-close"
                on:click=move |_| act(ProjectAction::Close(sheet))
            >
                <Icon glyph=Glyph::Close/>
            </button>
        </li>
    }
}

fn show_button(
    sheet: u32,
    held: Held,
    shown: impl Fn() -> bool + Copy + Send + Sync + 'static,
    name: impl Fn() -> String + Copy + Send + Sync + 'static,
) -> AnyView {
    let handle = Handle::of_page();
    let act = move |action| handle.dispatch(Action::Project(action));
    let rename = move || {
        act(ProjectAction::Show(sheet));
        held.renamed.set(Some(sheet));
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "F2" => rename(),
            "Delete" => act(ProjectAction::Close(sheet)),
            "ArrowLeft" => ports::focus::step_among(".machine-show", -1),
            "ArrowRight" => ports::focus::step_among(".machine-show", 1),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <button
            class="machine-show"
            aria-current=move || shown().then_some("true")
            title=move || format!("{} (double-click to rename)", name())
            on:click=move |_| act(ProjectAction::Show(sheet))
            on:dblclick=move |_| rename()
            on:auxclick=move |event| if event.button() == 1 { act(ProjectAction::Close(sheet)) }
            on:keydown=on_key
        >
            <Show when=shown fallback=move || name>
                <span data-testid="machine-name">{name}</span>
            </Show>
        </button>
    }
    .into_any()
}

/// The name while it is changed: Enter and leaving it take it, Escape does not.
#[component]
fn NameField(name: String, renamed: RwSignal<Option<u32>>) -> impl IntoView {
    let handle = Handle::of_page();
    let typed = RwSignal::new(name.clone());
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            ports::focus::take(&field);
        }
    });
    let done = move || {
        // Leaving the field comes again when it goes from the page.
        if renamed.get_untracked().is_some() {
            renamed.set(None);
            handle.dispatch(Action::Edit(EditAction::Name(typed.get_untracked())));
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            done();
        }
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            renamed.set(None);
        }
        _ => {}
    };
    view! {
        <input
            node_ref=field
            class="field machine-rename"
            aria-label="Name of the workflow"
            data-testid="tab-rename"
            value=name
            on:input:target=move |event| typed.set(event.target().value())
            on:keydown=on_key
            on:blur=move |_| done()
        />
    }
}
