//! The sheet of keyboard shortcuts, made from the registry of commands.

use super::super::handle::Handle;
use super::super::widgets::{Keys, Modal};
use crate::studio::command::{COMMANDS, Command, Group};
use crate::studio::key::Chord;
use leptos::prelude::*;

#[component]
pub fn ShortcutsDialog() -> impl IntoView {
    let mac = Handle::of_page().ask(|studio| studio.environment().mac);
    let groups = Group::ALL.map(|group| {
        let rows = COMMANDS.iter().filter(|command| command.group == group && !command.chords.is_empty());
        let rows: Vec<_> = rows.map(|command| row(command, mac)).collect();
        (!rows.is_empty()).then(|| view! { <section><h3>{group.label()}</h3><ul>{rows}</ul></section> })
    });
    view! {
        <Modal title="Keyboard shortcuts" testid="dialog-shortcuts">
            <div class="shortcuts">
                {groups.collect_view()}
                <section>
                    <h3>"Clipboard"</h3>
                    <ul>
                        <li><span>"Paste states, or a definition"</span><Keys caps=Chord::command("v").caps(mac)/></li>
                    </ul>
                </section>
                <section>
                    <h3>"Pointer"</h3>
                    <ul>
                        <li><span>"Select one more"</span><span class="keys">"Shift click"</span></li>
                        <li><span>"Select all in a frame"</span><span class="keys">"Shift drag"</span></li>
                        <li><span>"Place by hand"</span><span class="keys">"Alt drag"</span></li>
                        <li><span>"Rename"</span><span class="keys">"double click"</span></li>
                        <li><span>"Pan"</span><span class="keys">"drag, or scroll"</span></li>
                        <li><span>"Zoom"</span><span class="keys">{if mac { "pinch, or ⌘ scroll" } else { "pinch, or Ctrl scroll" }}</span></li>
                    </ul>
                </section>
            </div>
        </Modal>
    }
}

fn row(command: &'static Command, mac: bool) -> impl IntoView {
    let caps = command.chords.first().map(|chord| chord.caps(mac)).unwrap_or_default();
    view! { <li><span>{command.label}</span><Keys caps/></li> }
}
