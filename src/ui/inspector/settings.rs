//! What is kept of the machine beside its definition: where it runs, values of placeholders, tags.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon};
use crate::asl::StatePath;
use crate::studio::Action;
use crate::studio::settings::{Chip, SettingsAction, SettingsView, settings_view};
use leptos::prelude::*;

type Shown = Memo<Option<SettingsView>>;

fn send(handle: Handle, action: SettingsAction) {
    handle.dispatch(Action::Settings(action));
}

/// A part of the view, on its own, so that what is typed into stays as it is while something else changes.
fn part<T: PartialEq + Send + Sync + 'static>(
    shown: Shown,
    read: impl Fn(&SettingsView) -> T + Send + Sync + 'static,
) -> Memo<Option<T>> {
    Memo::new(move |_| shown.with(|shown| shown.as_ref().map(&read)))
}

#[component]
pub fn Settings() -> impl IntoView {
    let handle = Handle::of_page();
    let key = handle.watch(|studio| {
        (studio.document().cloned(), studio.settings().clone(), studio.run().setup().express)
    });
    let shown: Shown = Memo::new(move |_| key.with(|_| handle.ask(settings_view)));
    view! {
        <Running shown/>
        <Placeholders shown/>
        <Tags shown/>
    }
}

/// One line of text with its label and what is wrong with it.
#[component]
fn Line(
    id: &'static str,
    label: &'static str,
    placeholder: &'static str,
    text: Memo<Option<String>>,
    problem: Memo<Option<Option<String>>>,
    say: fn(String) -> SettingsAction,
    #[prop(optional)] half: bool,
) -> impl IntoView {
    let handle = Handle::of_page();
    let is_bad = move || problem.with(|problem| matches!(problem, Some(Some(_))));
    let (own, trouble) = (format!("machine-{id}"), format!("trouble-machine-{id}"));
    view! {
        <div class="form-field" class:half=half>
            <label class="form-label" for=own.clone()>{label}</label>
            <input
                class="field"
                class:bad=is_bad
                type="text"
                id=own
                data-testid=format!("setting-{id}")
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                aria-invalid=move || is_bad().to_string()
                aria-describedby=trouble.clone()
                prop:value=move || text.get().unwrap_or_default()
                on:input=move |event| send(handle, say(event_target_value(&event)))
            />
            <p class="field-problem" id=trouble role="status">{move || problem.get().flatten()}</p>
        </div>
    }
}

#[component]
fn Running(shown: Shown) -> impl IntoView {
    let handle = Handle::of_page();
    let express = part(shown, |view| view.is_express);
    let choose = move |event| {
        send(handle, SettingsAction::Express(event_target_value(&event) == "express"));
    };
    let is_express = move || express.get() == Some(true);
    view! {
        <section class="block settings" data-testid="settings">
            <h3>"In AWS"</h3>
            <div class="settings-form">
                <div class="form-field half">
                    <label class="form-label" for="machine-type">"Type"</label>
                    <select class="field select" id="machine-type" data-testid="machine-type" on:change=choose>
                        <option value="standard" selected=move || !is_express()>"Standard"</option>
                        <option value="express" selected=is_express>"Express"</option>
                    </select>
                </div>
                <Line
                    id="prefix"
                    label="Prefix of its name"
                    placeholder="dev-"
                    text=part(shown, |view| view.prefix.clone())
                    problem=Memo::new(|_| None)
                    say=SettingsAction::Prefix
                    half=true
                />
                <Name shown/>
                <Breaks shown/>
                <Line
                    id="region"
                    label="Region"
                    placeholder="us-east-1"
                    text=part(shown, |view| view.region.clone())
                    problem=part(shown, |view| view.region_problem.clone())
                    say=SettingsAction::Region
                    half=true
                />
                <Line
                    id="account"
                    label="Account"
                    placeholder="123456789012"
                    text=part(shown, |view| view.account.clone())
                    problem=part(shown, |view| view.account_problem.clone())
                    say=SettingsAction::Account
                    half=true
                />
            </div>
        </section>
    }
}

/// The name it will have, where that is another or none that AWS takes.
#[component]
fn Name(shown: Shown) -> impl IntoView {
    let name = part(shown, |view| view.name.clone());
    let tells = move || {
        let name = name.get()?;
        (name.problem.is_some() || name.full != name.text).then(|| {
            let severity = match (&name.problem, name.is_soft) {
                (None, _) => "info",
                (Some(_), true) => "warning",
                (Some(_), false) => "error",
            };
            view! {
                <p class="settings-note" data-severity=severity data-testid="aws-name">
                    <span class="settings-note-word">"Its name in AWS"</span>
                    <code>{name.full}</code>
                    {name.problem.map(|problem| view! { <span>{problem}</span> })}
                </p>
            }
        })
    };
    view! { {tells} }
}

/// What an Express machine could not do.
#[component]
fn Breaks(shown: Shown) -> impl IntoView {
    let breaks = part(shown, |view| (view.is_express, view.breaks.clone()));
    let list = move || {
        let (is_express, breaks) = breaks.get()?;
        (!breaks.is_empty()).then(|| {
            let title = if is_express { "This breaks in Express" } else { "This would break in Express" };
            let rows =
                breaks.into_iter().map(|(text, state)| view! { <li><Goto state/><span>{text}</span></li> });
            view! {
                <details class="settings-list" open=is_express data-testid="express-breaks">
                    <summary>{title}</summary>
                    <ul tabindex="0">{rows.collect_view()}</ul>
                </details>
            }
        })
    };
    view! { {list} }
}

/// A way to a state.
#[component]
fn Goto(state: Option<StatePath>) -> impl IntoView {
    let handle = Handle::of_page();
    state.map(|path| {
        let name = path.name().to_string();
        view! {
            <button class="link" on:click=move |_| handle.dispatch(Action::Reveal(path.clone()))>{name}</button>
        }
    })
}

#[component]
fn Placeholders(shown: Shown) -> impl IntoView {
    let names =
        part(shown, |view| view.placeholders.iter().map(|chip| chip.text.clone()).collect::<Vec<_>>());
    let list = move || {
        let names = names.get().filter(|names| !names.is_empty())?;
        Some(view! {
            <section class="block settings" data-testid="placeholders">
                <h3>"Placeholders"</h3>
                <p class="settings-hint">"They stay in the definition. Their values are filled in when it runs and when you ask for it in Export"</p>
                {names.into_iter().map(|name| view! { <Value shown name/> }).collect_view()}
            </section>
        })
    };
    view! { {list} }
}

#[component]
fn Value(shown: Shown, name: String) -> impl IntoView {
    let handle = Handle::of_page();
    let wanted = name.clone();
    let chip = part(shown, move |view| view.placeholders.iter().find(|chip| chip.text == wanted).cloned());
    let of = move |read: fn(&Chip) -> String| {
        chip.with(|chip| chip.as_ref().and_then(|chip| chip.as_ref().map(read)))
    };
    let is_set = move || chip.with(|chip| matches!(chip, Some(Some(chip)) if chip.has_value()));
    let label = format!("Value of {name}");
    let said = name.clone();
    view! {
        <div class="settings-value">
            <code class="settings-chip" class:set=is_set title=move || of(|chip| chip.places.clone())>{name.clone()}</code>
            <input
                class="field"
                type="text"
                aria-label=label
                data-testid=format!("value-{name}")
                autocomplete="off"
                spellcheck="false"
                placeholder=move || of(|chip| chip.shared.clone().unwrap_or_default())
                prop:value=move || of(|chip| chip.value.clone()).unwrap_or_default()
                on:input=move |event| send(handle, SettingsAction::Value(said.clone(), event_target_value(&event)))
            />
        </div>
    }
}

#[component]
fn Tags(shown: Shown) -> impl IntoView {
    let handle = Handle::of_page();
    let count = part(shown, |view| view.tags.len());
    let problem = part(shown, |view| view.tag_problem.clone());
    view! {
        <section class="block settings">
            <h3>"Tags"</h3>
            {move || (0..count.get().unwrap_or(0)).map(|index| view! { <Tag shown index/> }).collect_view()}
            <p class="field-problem" role="status" data-testid="tag-problem">{move || problem.get().flatten()}</p>
            <button class="button small" data-testid="add-tag" on:click=move |_| send(handle, SettingsAction::AddTag)>
                <Icon glyph=Glyph::Plus/>
                "Add a tag"
            </button>
        </section>
    }
}

#[component]
fn Tag(shown: Shown, index: usize) -> impl IntoView {
    let handle = Handle::of_page();
    let tag = part(shown, move |view| view.tags.get(index).cloned().unwrap_or_default());
    let key = move || tag.get().unwrap_or_default().0;
    let value = move || tag.get().unwrap_or_default().1;
    view! {
        <div class="settings-value">
            <input
                class="field"
                type="text"
                placeholder="Key"
                aria-label=format!("Key of tag {}", index + 1)
                data-testid=format!("tag-key-{index}")
                prop:value=key
                on:input=move |event| send(handle, SettingsAction::Tag(index, event_target_value(&event), value()))
            />
            <input
                class="field"
                type="text"
                placeholder="Value"
                aria-label=format!("Value of tag {}", index + 1)
                data-testid=format!("tag-value-{index}")
                prop:value=value
                on:input=move |event| send(handle, SettingsAction::Tag(index, key(), event_target_value(&event)))
            />
            <button
                class="icon-button"
                aria-label=format!("Remove tag {}", index + 1)
                on:click=move |_| send(handle, SettingsAction::RemoveTag(index))
            >
                <Icon glyph=Glyph::Close/>
            </button>
        </div>
    }
}
