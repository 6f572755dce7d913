//! What there is to say of the whole machine, beside its definition.

use super::with;
use asl_studio::json::parse;
use asl_studio::sim::Speed;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::run::RunAction;
use asl_studio::studio::run::report::{self, RunStatus};
use asl_studio::studio::run::setup::SetupEdit;
use asl_studio::studio::settings::{SettingsAction, SettingsView, settings_view};
use asl_studio::studio::{Action, Request, Studio};

const ORDERS: &str = r#"{
  "StartAt": "Pay",
  "States": {
    "Pay": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:[REGION]:[ACCOUNT-ID]:function:[your-username]-pay",
      "TimeoutSeconds": "${Timeout}",
      "Parameters": { "machine.$": "$$.StateMachine.Id" },
      "Next": "Wait"
    },
    "Wait": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true }
  }
}"#;

fn say(studio: &mut Studio, action: SettingsAction) -> Vec<Request> {
    studio.dispatch(Action::Settings(action))
}

fn value(studio: &mut Studio, placeholder: &str, value: &str) {
    say(studio, SettingsAction::Value(placeholder.into(), value.into()));
}

fn view(studio: &Studio) -> SettingsView {
    settings_view(studio).expect("something is open")
}

fn filled() -> Studio {
    let mut studio = with(ORDERS);
    value(&mut studio, "[your-username]", "ada");
    value(&mut studio, "${Timeout}", "30");
    say(&mut studio, SettingsAction::Region("eu-west-1".into()));
    say(&mut studio, SettingsAction::Account("111122223333".into()));
    studio
}

fn downloaded(studio: &mut Studio, command: CommandId) -> (String, String) {
    let asked = studio.dispatch(Action::Command(command));
    let download = asked.into_iter().find_map(|request| match request {
        Request::Download { file_name, text } => Some((file_name, text)),
        _ => None,
    });
    download.expect("something is downloaded")
}

#[test]
fn placeholders_are_chips_with_their_values() {
    let studio = filled();
    let chips: Vec<String> = view(&studio)
        .placeholders
        .iter()
        .map(|chip| {
            format!("{} {} {}|{}", chip.text, chip.places, chip.value, chip.shared.as_deref().unwrap_or(""))
        })
        .collect();
    assert_eq!(
        chips,
        [
            "[REGION] in 1 place |eu-west-1",
            "[ACCOUNT-ID] in 1 place |111122223333",
            "[your-username] in 1 place ada|",
            "${Timeout} in 1 place 30|",
        ]
    );
}

#[test]
fn a_run_has_the_values_and_the_definition_keeps_its_placeholders() {
    let mut studio = filled();
    say(&mut studio, SettingsAction::Prefix("dev-".into()));
    let mocks = r#"{"functions": {"[your-username]-pay": {"kind": "merge", "value": {"paid": true}}}}"#;
    for edit in [SetupEdit::MocksAsJson(true), SetupEdit::MocksJson(mocks.into())] {
        studio.dispatch(Action::Run(RunAction::Edit(edit)));
    }
    studio.dispatch(Action::Run(RunAction::Edit(SetupEdit::Input("{}".into()))));
    studio.dispatch(Action::Run(RunAction::Speed(Speed::Instant)));
    studio.dispatch(Action::Command(CommandId::Start));
    for frame in 0..50 {
        studio.dispatch(Action::Frame { now: f64::from(frame) * 16.0 });
    }
    let history = downloaded(&mut studio, CommandId::ExportHistory).1;
    assert!(history.contains("arn:aws:lambda:eu-west-1:111122223333:function:ada-pay"), "{history}");
    assert!(history.contains("arn:aws:states:eu-west-1:111122223333:stateMachine:dev-"), "{history}");
    assert!(history.contains("paid") && !history.contains("[your-username]"), "the mock answers: {history}");
    assert_eq!(&*studio.document().unwrap().text, ORDERS);
    assert_eq!(downloaded(&mut studio, CommandId::Download).1, ORDERS);
    assert_ne!(report::bar(studio.run()).map(|bar| bar.status), Some(RunStatus::Failed));
}

#[test]
fn the_definition_is_downloaded_with_values_and_as_a_request() {
    let mut studio = filled();
    let (name, text) = downloaded(&mut studio, CommandId::DownloadFilled);
    assert!(name.ends_with(".asl.json"));
    let expected = ORDERS
        .replace("[REGION]", "eu-west-1")
        .replace("[ACCOUNT-ID]", "111122223333")
        .replace("[your-username]", "ada")
        .replace("\"${Timeout}\"", "30");
    assert_eq!(text, expected);
    say(&mut studio, SettingsAction::AddTag);
    say(&mut studio, SettingsAction::Tag(0, "team".into(), "orders".into()));
    say(&mut studio, SettingsAction::AddTag);
    let (name, text) = downloaded(&mut studio, CommandId::DownloadCreate);
    assert!(name.ends_with(".create.json"));
    let request = parse(&text).unwrap();
    let field = |name: &str| request.get(name).map(|value| value.to_string());
    assert_eq!(request.get("definition").and_then(|text| text.as_str()), Some(&*expected));
    assert_eq!(field("type").as_deref(), Some("\"STANDARD\""));
    assert_eq!(field("tags").as_deref(), Some(r#"[{"key":"team","value":"orders"}]"#));
}

#[test]
fn names_regions_accounts_and_tags_are_checked_as_aws_does() {
    let mut studio = with(ORDERS);
    let mut problem = |name: &str| {
        studio.dispatch(Action::Edit(asl_studio::studio::editing::EditAction::Name(name.into())));
        let name = view(&studio).name;
        (name.problem, name.is_soft)
    };
    assert_eq!(problem("orders-v2"), (None, false));
    assert_eq!(problem("my orders"), (None, false), "a space becomes a hyphen");
    assert_eq!(problem("a/b:c"), (Some("AWS takes no / : in the name of a state machine".into()), false));
    assert_eq!(problem(&"x".repeat(81)), (Some("AWS takes names of 80 characters at most".into()), false));
    let soft = "Give its placeholder a value before you create it in AWS";
    assert_eq!(problem("[your-username]-orders"), (Some(soft.into()), true));
    value(&mut studio, "[your-username]", "ada");
    let name = view(&studio).name;
    assert_eq!((name.full.as_str(), name.problem), ("ada-orders", None));

    say(&mut studio, SettingsAction::Region("Ireland".into()));
    say(&mut studio, SettingsAction::Account("12".into()));
    for index in 0..2 {
        say(&mut studio, SettingsAction::AddTag);
        say(&mut studio, SettingsAction::Tag(index, "team".into(), String::new()));
    }
    let shown = view(&studio);
    assert_eq!(shown.region_problem.as_deref(), Some("A region is written like eu-west-1"));
    assert_eq!(shown.account_problem.as_deref(), Some("An account has 12 digits"));
    assert_eq!(shown.tag_problem.as_deref(), Some("The key team is there twice"));
    say(&mut studio, SettingsAction::RemoveTag(0));
    say(&mut studio, SettingsAction::RemoveTag(7));
    assert_eq!(view(&studio).tag_problem, None);
}

#[test]
fn what_breaks_in_express_is_listed_with_its_states() {
    let studio = with(ORDERS);
    let breaks: Vec<String> = view(&studio)
        .breaks
        .into_iter()
        .map(|(text, state)| format!("{}: {text}", state.map(|path| path.to_string()).unwrap_or_default()))
        .collect();
    assert_eq!(
        breaks,
        ["Wait: Express state machine does not support '.waitForTaskToken' service integration"]
    );
}

#[test]
fn settings_belong_to_the_machine_and_come_back_with_it() {
    let mut studio = filled();
    assert!(studio.machine_settings().is_some_and(|kept| kept.contains_key("values")), "they are kept");
    studio.dispatch(Action::Open(asl_studio::studio::action::OpenAction::Pasted(super::NESTED.into())));
    assert_eq!((view(&studio).region, view(&studio).placeholders), (String::new(), Vec::new()));
    studio.dispatch(Action::Command(CommandId::PreviousMachine));
    assert_eq!(&*studio.document().unwrap().text, ORDERS);
    assert_eq!(view(&studio).region, "eu-west-1");
    assert_eq!(studio.settings().value_of("[your-username]"), Some("ada"));
}

#[test]
fn every_setting_is_an_entry_of_the_history() {
    let mut studio = with(ORDERS);
    let undo = |studio: &mut Studio| studio.dispatch(Action::Command(CommandId::Undo));
    let steps = [
        (SettingsAction::Region("eu-west-1".into()), "Change the region"),
        (SettingsAction::Account("1".into()), "Change the account"),
        (SettingsAction::Prefix("dev-".into()), "Change the prefix"),
        (SettingsAction::Value("${Timeout}".into(), "30".into()), "Change the value of ${Timeout}"),
        (SettingsAction::AddTag, "Add a tag"),
        (SettingsAction::Tag(0, "team".into(), "a".into()), "Change a tag"),
        (SettingsAction::RemoveTag(0), "Remove a tag"),
        (SettingsAction::Express(true), "Make it Express"),
    ];
    let mut before = Vec::new();
    for (action, label) in steps {
        before.push((view(&studio), label));
        say(&mut studio, action);
        assert_eq!(studio.undo_label(), Some(label));
    }
    for (shown, label) in before.into_iter().rev() {
        assert_eq!(studio.undo_label(), Some(label));
        undo(&mut studio);
        assert_eq!(view(&studio), shown, "after undoing {label:?}");
    }
    assert_eq!(studio.undo_label(), None);
    studio.dispatch(Action::Command(CommandId::Redo));
    assert_eq!(view(&studio).region, "eu-west-1");
}

#[test]
fn what_is_typed_into_one_setting_is_one_entry() {
    let mut studio = with(ORDERS);
    for text in ["e", "eu", "eu-west-1"] {
        say(&mut studio, SettingsAction::Region(text.into()));
    }
    studio.dispatch(Action::Command(CommandId::Undo));
    assert_eq!((view(&studio).region, studio.undo_label()), (String::new(), None));
}

#[test]
fn an_undo_leaves_the_settings_that_its_entry_did_not_change() {
    let mut studio = with(ORDERS);
    let name = asl_studio::studio::editing::EditAction::Name("other".into());
    studio.dispatch(Action::Edit(name));
    studio.dispatch(Action::Run(RunAction::Edit(SetupEdit::Express(true))));
    studio.dispatch(Action::Command(CommandId::Undo));
    assert!(view(&studio).is_express);
}
