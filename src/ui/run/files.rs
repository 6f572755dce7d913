//! The files that a run finds in Amazon S3: a place and a text for each.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon};
use super::setup::{Note, edit};
use crate::studio::run::files::FileEdit;
use crate::studio::run::setup::SetupEdit;
use leptos::prelude::*;

/// Nothing for a workflow that reads no files.
#[component]
pub fn Files() -> impl IntoView {
    let handle = Handle::of_page();
    let wanted = super::watch_run(|studio| studio.run().setup().has_files());
    let count = super::watch_run(|studio| studio.run().setup().files.len());
    let rows = move || (0..count.get()).map(|index| view! { <li><Row index/></li> }).collect_view();
    view! {
        <Show when=move || wanted.get()>
            <section class="setup-files" aria-label="Files in Amazon S3">
                <div class="setup-head">
                    <h2>"Files in Amazon S3"</h2>
                    <button
                        class="button small"
                        data-testid="add-file"
                        on:click=move |_| edit(handle, SetupEdit::File(FileEdit::Add))
                    >
                        <Icon glyph=Glyph::Plus/>
                        <span>"Add a file"</span>
                    </button>
                </div>
                <ul class="mock-list" data-testid="files">{rows}</ul>
                <Show when=move || count.get() == 0>
                    <Note>"A Map reads files here. Without them it fails, as on AWS"</Note>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn Row(index: usize) -> impl IntoView {
    let handle = Handle::of_page();
    let file = super::watch_run(move |studio| studio.run().setup().files.get(index).cloned());
    let problem =
        super::watch_run(move |studio| studio.run().setup().problems().files.get(index).cloned().flatten());
    let place = move || file.with(|file| file.as_ref().map_or_else(String::new, |file| file.place.clone()));
    let text = move || file.with(|file| file.as_ref().map_or_else(String::new, |file| file.text.clone()));
    let send = move |change| edit(handle, SetupEdit::File(change));
    view! {
        <div class="mock" data-testid="file">
            <div class="file-head">
                <input
                    class="field"
                    class:bad=move || problem.with(Option::is_some)
                    aria-label="Bucket and key"
                    aria-invalid=move || problem.with(Option::is_some).to_string()
                    placeholder="my-bucket/items.json"
                    spellcheck="false"
                    data-testid="file-place"
                    prop:value=place
                    on:input=move |event| send(FileEdit::Place(index, event_target_value(&event)))
                />
                <button
                    class="icon-button"
                    title="Remove this file"
                    aria-label="Remove this file"
                    data-testid="remove-file"
                    on:click=move |_| send(FileEdit::Remove(index))
                >
                    <Icon glyph=Glyph::Close/>
                </button>
            </div>
            <p class="field-problem" role="status">{move || problem.get()}</p>
            <textarea
                class="field code-field"
                aria-label="What the file holds"
                spellcheck="false"
                data-testid="file-text"
                prop:value=text
                on:input=move |event| send(FileEdit::Text(index, event_target_value(&event)))
            ></textarea>
        </div>
    }
}
