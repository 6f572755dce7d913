//! All projects that are kept in this browser.

use super::super::handle::Handle;
use super::super::ports;
use super::super::widgets::{CommandButton, Glyph, Icon, Modal};
use crate::studio::Action;
use crate::studio::command::CommandId;
use crate::studio::project::ProjectAction;
use crate::studio::project::kept::Summary;
use crate::studio::words::counted;
use leptos::prelude::*;

#[component]
pub fn ProjectsDialog() -> impl IntoView {
    let handle = Handle::of_page();
    let list = handle.watch(|studio| studio.project_list().to_vec());
    let open = handle.watch(|studio| (studio.project().id.clone(), studio.project().name.to_string()));
    view! {
        <Modal title="Projects" testid="dialog-projects">
            <div class="modal-text">
                {move || Some(open.get().1).filter(|name| !name.is_empty()).map(|name| view! {
                    <label class="delete-label">
                        <span>"Name of this project"</span>
                        <input
                            class="field"
                            data-testid="project-rename"
                            value=name
                            on:change:target=move |event| {
                                handle.dispatch(Action::Project(ProjectAction::Name(event.target().value())));
                            }
                        />
                    </label>
                })}
            </div>
            <ul class="project-rows">
                {move || {
                    let current = open.get().0;
                    list.get().into_iter().map(|project| {
                        let shown = project.id == current;
                        view! { <Row project shown/> }
                    }).collect_view()
                }}
            </ul>
            <Show when=move || list.with(Vec::is_empty)>
                <p class="empty-note">"No project is kept yet"</p>
            </Show>
            <footer class="modal-footer">
                <CommandButton command=CommandId::OpenFile glyph=Glyph::Open label="Import a file…" testid="projects-import"/>
                <CommandButton command=CommandId::NewProject glyph=Glyph::Plus label="New project" testid="projects-new" class="button primary"/>
            </footer>
        </Modal>
    }
}

#[component]
fn Row(project: Summary, shown: bool) -> impl IntoView {
    let handle = Handle::of_page();
    let (opened, deleted) = (project.id.clone(), project.id.clone());
    let act = move |action| handle.dispatch(Action::Project(action));
    view! {
        <li class="project-row" data-testid="project-row">
            <button
                class="project-open"
                data-testid="project-open"
                aria-current=shown.then_some("true")
                on:click=move |_| act(ProjectAction::Open(opened.clone()))
            >
                <strong>{project.name.to_string()}</strong>
                <span class="muted">{details(&project, shown)}</span>
            </button>
            <button
                class="icon-button"
                title="Delete…"
                aria-label=format!("Delete {}…", project.name)
                data-testid="project-row-delete"
                on:click=move |_| act(ProjectAction::AskDelete(deleted.clone()))
            >
                <Icon glyph=Glyph::Close/>
            </button>
        </li>
    }
}

fn details(project: &Summary, shown: bool) -> String {
    let count = counted(project.machines as usize, "workflow");
    let open = if shown { "open · " } else { "" };
    format!("{open}{count} · {}", ports::clock::words(project.at))
}
