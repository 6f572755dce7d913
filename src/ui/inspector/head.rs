//! What is inspected: its icon, name and type.

use super::super::widgets::KindIcon;
use crate::studio::inspect::Head;
use leptos::prelude::*;

#[component]
pub fn HeadView(head: Head) -> impl IntoView {
    let icon = head.kind.map(|kind| view! { <span class="state-icon"><KindIcon kind/></span> });
    let others = (head.others > 0).then(|| {
        let words = format!("One of {} selected; the fields are of this one", head.others + 1);
        view! { <span class="muted" data-testid="inspector-others">{words}</span> }
    });
    let kind = head.kind.map_or_else(
        || view! { <span class="muted">"State machine"</span> }.into_any(),
        |kind| view! { <span class="muted" data-testid="inspector-type">{kind.label()}</span> }.into_any(),
    );
    view! {
        <header class="inspector-header" data-kind=head.kind.map(|kind| kind.token())>
            {icon}
            <div class="inspector-title">
                <h2 data-testid="inspector-name">{head.name}</h2>
                {kind}
                {others}
            </div>
        </header>
    }
}
