//! Deleting a project, which its typed name confirms.

use super::super::handle::Handle;
use super::super::widgets::Modal;
use crate::studio::Action;
use crate::studio::project::ProjectAction;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

#[component]
pub fn DeleteProjectDialog() -> impl IntoView {
    let handle = Handle::of_page();
    let name =
        handle.watch(|studio| studio.asked_project().map(|asked| asked.name.to_string()).unwrap_or_default());
    let may = handle.watch(|studio| studio.may_delete());
    let act = move |action| handle.dispatch(Action::Project(action));
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && may.get_untracked() {
            event.prevent_default();
            act(ProjectAction::Delete);
        }
    };
    view! {
        <Modal title="Delete project" testid="dialog-delete-project">
            <div class="modal-text">
                <p>"All its workflows, inputs, mocks and versions go with it. You can bring it back until you close this page."</p>
                <label class="delete-label">
                    <span>"Type " <strong data-testid="delete-name">{move || name.get()}</strong> " to confirm"</span>
                    <input
                        class="field"
                        autofocus=true
                        autocomplete="off"
                        data-testid="delete-typed"
                        on:input:target=move |event| act(ProjectAction::Type(event.target().value()))
                        on:keydown=on_key
                    />
                </label>
            </div>
            <footer class="modal-footer">
                <button class="button" data-testid="delete-cancel" on:click=move |_| handle.dispatch(Action::Dialog(None))>
                    "Cancel"
                </button>
                <button
                    class="button danger"
                    data-testid="delete-confirm"
                    disabled=move || !may.get()
                    on:click=move |_| act(ProjectAction::Delete)
                >
                    "Delete project"
                </button>
            </footer>
        </Modal>
    }
}
