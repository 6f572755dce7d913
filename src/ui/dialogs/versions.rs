//! Named snapshots of the workflow that is shown, and what differs between one of them and what it is now.

use super::super::handle::Handle;
use super::super::ports;
use super::super::widgets::{Glyph, Icon, Modal};
use crate::studio::Action;
use crate::studio::project::ProjectAction;
use crate::studio::project::diff::{Difference, Hunk, StateChange};
use crate::studio::project::version::Version;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

#[component]
pub fn VersionsDialog() -> impl IntoView {
    let handle = Handle::of_page();
    let versions = handle.watch(|studio| studio.versions());
    let compared = handle.watch(|studio| studio.comparison().map(|comparison| comparison.version));
    let difference =
        handle.watch(|studio| studio.comparison().map(|comparison| comparison.difference.clone()));
    view! {
        <Modal title="Versions" testid="dialog-versions" wide=true>
            <div class="versions">
                <div class="version-list">
                    <TakeVersion/>
                    <ul>
                        {move || {
                            let compared = compared.get();
                            versions.get().into_iter().map(|version| {
                                let shown = compared == Some(version.id);
                                view! { <Row version shown/> }
                            }).collect_view()
                        }}
                    </ul>
                    <Show when=move || versions.with(Vec::is_empty)>
                        <p class="empty-note">"Keep what the workflow is now under a name, and compare or restore it later"</p>
                    </Show>
                </div>
                <div class="version-difference" data-testid="difference">
                    {move || match difference.get() {
                        Some(difference) => whole(&difference),
                        None => view! { <p class="empty-note">"Choose a version to see what has changed since"</p> }.into_any(),
                    }}
                </div>
            </div>
        </Modal>
    }
}

#[component]
fn TakeVersion() -> impl IntoView {
    let handle = Handle::of_page();
    let name = RwSignal::new(String::new());
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        let (name_typed, at) = (name.get_untracked(), ports::clock::now());
        handle.dispatch(Action::Project(ProjectAction::TakeVersion { name: name_typed, at }));
        name.set(String::new());
    };
    view! {
        <form class="version-new" on:submit=keep>
            <input
                class="field"
                autofocus=true
                placeholder="Name of a new version"
                aria-label="Name of a new version"
                data-testid="version-name"
                prop:value=move || name.get()
                on:input:target=move |event| name.set(event.target().value())
            />
            <button class="button primary" data-testid="version-take">"Keep"</button>
        </form>
    }
}

#[component]
fn Row(version: Version, shown: bool) -> impl IntoView {
    let handle = Handle::of_page();
    let id = version.id;
    let act = move |action| handle.dispatch(Action::Project(action));
    view! {
        <li class="version-row" class:shown=shown data-testid="version-row">
            <button
                class="project-open"
                data-testid="version-compare"
                aria-pressed=shown.to_string()
                on:click=move |_| act(if shown { ProjectAction::StopComparing } else { ProjectAction::Compare(id) })
            >
                <strong>{version.name.to_string()}</strong>
                <span class="muted">{ports::clock::words(version.at)}</span>
            </button>
            <button class="button small" data-testid="version-restore" on:click=move |_| act(ProjectAction::Restore(id))>
                "Restore"
            </button>
            <button
                class="icon-button"
                title="Delete this version"
                aria-label=format!("Delete the version {}", version.name)
                data-testid="version-forget"
                on:click=move |_| act(ProjectAction::Forget(id))
            >
                <Icon glyph=Glyph::Close/>
            </button>
        </li>
    }
}

fn whole(difference: &Difference) -> AnyView {
    if difference.is_empty() {
        return view! { <p class="empty-note good"><Icon glyph=Glyph::Check/>"Nothing has changed since"</p> }.into_any();
    }
    let machine = (!difference.fields.is_empty()).then(|| {
        let fields = difference.fields.join(", ");
        view! { <li class="change-row" data-diff="changed"><span class="change-kind">"Changed"</span><span>"The workflow"</span><span class="muted">{fields}</span></li> }
    });
    view! {
        <ul class="change-rows">
            {machine}
            {difference.states.iter().map(change_row).collect_view()}
        </ul>
        {difference.hunks.iter().map(hunk).collect_view()}
    }
    .into_any()
}

fn change_row(change: &StateChange) -> AnyView {
    let from = change.from.as_ref().map(|from| format!("was {from}"));
    let details = from.into_iter().chain((!change.fields.is_empty()).then(|| change.fields.join(", ")));
    let details = details.collect::<Vec<_>>().join(" · ");
    view! {
        <li class="change-row" data-testid="change" data-diff=change.kind.token()>
            <span class="change-kind">{change.kind.label()}</span>
            <span>{change.path.to_string()}</span>
            <span class="muted">{details}</span>
        </li>
    }
    .into_any()
}

fn hunk(hunk: &Hunk) -> AnyView {
    let lines = hunk.lines.iter().map(|(kind, text)| {
        view! {
            <div class="diff-line" data-diff=kind.token()>
                <span class="diff-sign">{kind.sign()}</span>
                <span>{text.clone()}</span>
            </div>
        }
    });
    view! {
        <p class="hunk-place">{format!("Line {}", hunk.after)}</p>
        <pre class="hunk" tabindex="0" data-testid="hunk">{lines.collect_view()}</pre>
    }
    .into_any()
}
