//! Find a state or a command by typing.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon, Keys, KindIcon, Modal};
use crate::studio::Action;
use crate::studio::palette::{PaletteRow, rows};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

#[component]
pub fn PaletteDialog() -> impl IntoView {
    let handle = Handle::of_page();
    let found = handle.watch(rows);
    let picked = RwSignal::new(0_usize);
    let pick = move |row: PaletteRow| {
        handle.dispatch(Action::Dialog(None));
        handle.dispatch(row.action);
    };
    let on_key = move |event: KeyboardEvent| {
        let last = found.with_untracked(|rows| rows.len().saturating_sub(1));
        match event.key().as_str() {
            "ArrowDown" => picked.update(|at| *at = (*at + 1).min(last)),
            "ArrowUp" => picked.update(|at| *at = at.saturating_sub(1)),
            "Enter" => {
                if let Some(row) = found.with_untracked(|rows| rows.get(picked.get_untracked()).cloned()) {
                    pick(row);
                }
            }
            _ => return,
        }
        event.prevent_default();
        super::super::ports::focus::scroll_to(".palette [aria-selected=true]");
    };
    view! {
        <Modal title="Find a state or a command" testid="dialog-palette" bare=true>
            <div class="palette-search">
                <Icon glyph=Glyph::Search/>
                <input
                    class="palette-field"
                    type="text"
                    autofocus=true
                    role="combobox"
                    aria-expanded="true"
                    aria-controls="palette-rows"
                    aria-activedescendant=move || format!("palette-{}", picked.get())
                    placeholder="Find a state or a command"
                    aria-label="Find a state or a command"
                    data-testid="palette-field"
                    on:input:target=move |event| {
                        picked.set(0);
                        handle.dispatch(Action::FilterPalette(event.target().value()));
                    }
                    on:keydown=on_key
                />
            </div>
            <div class="palette" role="listbox" id="palette-rows" aria-label="Found">
                {move || {
                    let all = found.get().into_iter().enumerate();
                    all.map(|(index, row)| view! { <Row index row picked pick=Callback::new(pick)/> }).collect_view()
                }}
            </div>
            <Show when=move || found.with(Vec::is_empty)>
                <p class="empty-note">"Nothing has that name"</p>
            </Show>
        </Modal>
    }
}

#[component]
fn Row(index: usize, row: PaletteRow, picked: RwSignal<usize>, pick: Callback<PaletteRow>) -> impl IntoView {
    let icon = row.kind.map(|kind| view! { <span class="tree-icon"><KindIcon kind/></span> });
    let (label, detail, caps) = (row.label.clone(), row.detail.clone(), row.keys.clone());
    view! {
        <div
            class="palette-row"
            role="option"
            id=format!("palette-{index}")
            aria-selected=move || (picked.get() == index).to_string()
            data-kind=row.kind.map(|kind| kind.token())
            data-testid="palette-row"
            on:pointermove=move |_| picked.set(index)
            on:click=move |_| pick.run(row.clone())
        >
            {icon}
            <span class="palette-label">{label}</span>
            <span class="palette-detail">{detail}</span>
            <Keys caps/>
        </div>
    }
}
