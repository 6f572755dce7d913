//! What the palette offers is valid, runs, and is found.

use asl_studio::asl::resource::ResourceKind;
use asl_studio::asl::{self, QueryLanguage, StateKind, StateType};
use asl_studio::diagnostic::Diagnostic;
use asl_studio::edit::catalog::{ACCOUNT, Entry, Filling, REGION, Section, entries, find, fragment, search};
use asl_studio::edit::{Fragment, Port};
use asl_studio::engine::StartOptions;
use asl_studio::expr::jsonata::Jlens;
use asl_studio::json::{self, Value};
use asl_studio::layout::{LayoutOptions, svg};
use asl_studio::lint::aws::{AwsSeverity, Validate, validate};
use asl_studio::sim::{Mocks, RunBudget, RunState, Session, prepare};
use std::collections::BTreeSet;
use std::sync::Arc;

const LANGUAGES: [QueryLanguage; 2] = [QueryLanguage::JsonPath, QueryLanguage::Jsonata];

/// The task that may call anything: its ARN is still to be written, and AWS refuses a placeholder.
const ANY_TASK: &str = "flow.task";

/// Everything that a fragment reads of its input.
const INPUT: &str = r#"{
    "id": "7", "key": "a.txt", "text": "Hello", "message": "Hello", "prompt": "Hello?", "email": "ada@example.com",
    "total": 120, "items": [1, 2, 3], "kind": "order", "status": "SUCCEEDED", "dueAt": "2026-01-01T12:00:00Z",
    "approved": true, "QueryExecution": { "QueryExecutionId": "q-1" }
}"#;

/// A machine of a fragment's states and nothing else.
fn machine(fragment: &Fragment, language: QueryLanguage) -> String {
    let states: Vec<String> =
        fragment.states.iter().map(|(name, text)| format!("{}: {text}", Value::from(&**name))).collect();
    format!(
        "{{\"QueryLanguage\": \"{}\", \"StartAt\": {}, \"States\": {{{}}}}}",
        language.as_str(),
        Value::from(&*fragment.start),
        states.join(",")
    )
}

fn examples() -> impl Iterator<Item = (&'static Entry, QueryLanguage, String)> {
    let pairs = entries().flat_map(|entry| LANGUAGES.map(|language| (entry, language)));
    pairs.map(|(entry, language)| {
        (entry, language, machine(&fragment(entry, language, Filling::Example), language))
    })
}

fn told(problems: &[Diagnostic]) -> Vec<String> {
    problems.iter().map(|one| format!("{:?} {}: {}", one.severity, one.pointer, one.message)).collect()
}

#[test]
fn every_fragment_has_nothing_wrong_in_either_language() {
    for (entry, language, definition) in examples() {
        let (_, problems) = prepare(&asl::parse(&definition));
        assert_eq!(told(&problems), [""; 0], "{} in {}\n{definition}", entry.id, language.as_str());
    }
}

#[test]
fn aws_would_accept_every_fragment() {
    for (entry, language, definition) in examples().filter(|(entry, ..)| entry.id != ANY_TASK) {
        let engine = Jlens::new();
        let request =
            Validate { severity: AwsSeverity::Warning, jsonata: Some(&engine), ..Validate::new(&definition) };
        let answer = validate(&request);
        assert_eq!(answer.diagnostics, [], "{} in {}\n{definition}", entry.id, language.as_str());
    }
}

#[test]
fn every_resource_is_known() {
    for (entry, _, definition) in examples() {
        for (_, state) in asl::parse(&definition).machine.states() {
            let StateKind::Task(task) = &state.kind else { continue };
            let kind = task.resource.as_ref().map(|resource| &resource.kind);
            let is_known = !matches!(kind, None | Some(ResourceKind::Other));
            assert_eq!(is_known, entry.id != ANY_TASK, "{}: {kind:?}", entry.id);
        }
    }
}

#[test]
fn a_fragment_is_written_in_its_language_only() {
    for (entry, language, definition) in examples() {
        let foreign: &[&str] = match language {
            QueryLanguage::JsonPath => &["{%", "\"Output\":", "\"Condition\":"],
            QueryLanguage::Jsonata => &[
                ".$\"",
                "\"$.",
                "\"$\"",
                "\"ResultPath\"",
                "\"OutputPath\"",
                "\"ItemsPath\"",
                "\"ResultSelector\"",
                "\"Variable\"",
                "\"TimestampPath\"",
                "\"ErrorPath\"",
                "\"CausePath\"",
            ],
        };
        let foreign = foreign.iter().chain(&["path:", "nata:", "\"@", "\"Keep\"", "\"Lambda\""]);
        for text in foreign {
            assert!(!definition.contains(text), "{text} in {}\n{definition}", entry.id);
        }
    }
}

#[test]
fn a_state_begins_with_its_type_and_ends_with_where_it_leads() {
    for (entry, language) in entries().flat_map(|entry| LANGUAGES.map(|language| (entry, language))) {
        for (name, text) in fragment(entry, language, Filling::Example).states {
            let state = json::parse(&text).unwrap();
            let keys: Vec<&str> = state.as_object().unwrap().keys().map(|key| &**key).collect();
            assert_eq!(keys[0], "Type", "{name}");
            for end in ["Next", "End", "Default"] {
                assert!(keys.iter().all(|key| key != &end) || keys.last() == Some(&end), "{name}: {keys:?}");
            }
        }
    }
}

#[test]
fn names_and_ids_are_told_apart() {
    let mut ids = BTreeSet::new();
    for (entry, language, definition) in examples() {
        let machine = asl::parse(&definition).machine;
        let names: BTreeSet<&str> = machine.states().map(|(_, state)| &*state.name).collect();
        assert_eq!(names.len(), machine.states().count(), "{}", entry.id);
        let is_plain = |name: &str| name.chars().all(|one| one.is_ascii_alphanumeric() || " -".contains(one));
        assert!(names.iter().all(|name| is_plain(name) && name.len() <= 40), "{}: {names:?}", entry.id);
        ids.insert(entry.id);
        assert!(std::ptr::eq(find(entry.id).unwrap(), entry), "{} in {}", entry.id, language.as_str());
    }
    assert_eq!(ids.len(), entries().count());
}

#[test]
fn every_entry_says_what_it_is() {
    for entry in entries() {
        assert!(!entry.title.is_empty() && !entry.summary.ends_with('.'), "{}", entry.id);
        assert!(
            entry.summary.starts_with(char::is_uppercase) && entry.summary.len() < 100,
            "{}",
            entry.summary
        );
        assert_eq!(entry.keywords, entry.keywords.to_lowercase());
        assert_eq!(entry.service.is_some(), entry.section == Section::Actions, "{}", entry.id);
        assert_eq!(entry.when.is_some(), entry.section == Section::Patterns, "{}", entry.id);
        let start = &fragment(entry, QueryLanguage::JsonPath, Filling::Example).states[0].1;
        let type_field = format!("\"Type\": \"{}\"", entry.kind.as_str());
        assert!(entry.section == Section::Patterns || start.contains(&type_field), "{}: {start}", entry.id);
    }
}

#[test]
fn the_palette_is_full() {
    let count = |section| entries().filter(|entry| entry.section == section).count();
    let services: BTreeSet<&str> = entries().filter_map(|entry| entry.service).collect();
    assert_eq!(count(Section::Flow), 9);
    assert!(
        count(Section::Actions) >= 60 && services.len() >= 35,
        "{} {services:?}",
        count(Section::Actions)
    );
    assert!(count(Section::Patterns) >= 18, "{}", count(Section::Patterns));
    let kinds: BTreeSet<&str> =
        entries().filter(|entry| entry.section == Section::Flow).map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, asl::fields::STATE_TYPES.iter().copied().collect());
}

#[test]
fn accounts_and_regions_can_be_put_in() {
    for (entry, _, definition) in examples() {
        let own = definition.replace(REGION, "REGION").replace(ACCOUNT, "ACCOUNT");
        let has_account = own.split(|one: char| !one.is_ascii_digit()).any(|digits| digits.len() == 12);
        let is_left = own.contains("us-east") || has_account && !own.contains("0123-");
        assert!(!is_left, "{}\n{own}", entry.id);
    }
}

#[test]
fn loose_ends_are_those_that_lead_nowhere() {
    let exits = |id: &str, filling| {
        let fragment = fragment(find(id).unwrap(), QueryLanguage::JsonPath, filling);
        let told = fragment.exits().into_iter().map(|(state, port)| match port {
            Port::Default => format!("default of {state}"),
            _ => state.to_string(),
        });
        told.collect::<Vec<_>>().join(", ")
    };
    for (id, filling, expected) in [
        ("flow.pass", Filling::Example, "Pass"),
        ("flow.succeed", Filling::Example, ""),
        ("flow.choice", Filling::Example, "If so, Otherwise"),
        ("flow.choice", Filling::Empty, "default of Choice"),
        ("flow.parallel", Filling::Empty, "Parallel"),
        ("pattern.saga", Filling::Example, "Ship order"),
        ("pattern.router", Filling::Example, "Handle order, Handle return, Handle question"),
        ("sqs.sendMessage", Filling::Empty, "Send message"),
    ] {
        assert_eq!(exits(id, filling), expected, "{id}");
    }
}

/// An empty branch is not valid, but it can be drawn, and the problem names the place.
#[test]
fn what_is_empty_can_be_shown_and_is_told() {
    let missing = "There must be at least one state";
    for (id, expected) in [
        ("flow.choice", "/States/Choice/Choices: 'Choices' must have at least one entry".to_owned()),
        ("flow.parallel", format!("/States/Parallel/Branches/1/States: {missing}")),
        ("flow.map", format!("/States/Map/ItemProcessor/States: {missing}")),
        ("flow.distributedMap", format!("/States/Distributed Map/ItemProcessor/States: {missing}")),
    ] {
        let entry = find(id).unwrap();
        for language in LANGUAGES {
            let parsed = asl::parse(&machine(&fragment(entry, language, Filling::Empty), language));
            let problems = told(&prepare(&parsed).1);
            assert_eq!(problems.last(), Some(&format!("Error {expected}")), "{problems:?}");
            let drawing = svg::draw(&parsed.machine, LayoutOptions::default());
            assert!(drawing.contains(entry.title), "{id}");
        }
    }
}

/// What another workflow answers, of which an echo knows nothing.
const NESTED: &str = r#"{"default":{"kind":"return","value":{"Output":{"done":true}}}}"#;

/// Handlers for the fragments that an echo does not bring to their end, and how each ends otherwise than well.
const RUNS: &[(&str, &str, &str)] = &[
    ("pattern.circuitBreaker", r#"{"states":{"Look at circuit":{"kind":"return","value":{}}}}"#, "SUCCEEDED"),
    (
        "pattern.circuitBreaker",
        r#"{"states":{"Look at circuit":{"kind":"return","value":{"Item":{"status":{"S":"OPEN"}}}}}}"#,
        "FAILED ServiceDown",
    ),
    (
        "pattern.circuitBreaker",
        r#"{"functions":{"call-payments":{"kind":"fail","error":"E"}}}"#,
        "FAILED ServiceDown",
    ),
    ("pattern.approval", r#"{"default":{"kind":"return","value":{"approved":true}}}"#, "SUCCEEDED"),
    ("pattern.approval", "{}", "FAILED NotApproved"),
    ("pattern.approval", r#"{"default":{"kind":"never"}}"#, "FAILED NoAnswer"),
    ("pattern.saga", "{}", "SUCCEEDED"),
    ("pattern.saga", r#"{"functions":{"ship-order":{"kind":"fail","error":"E"}}}"#, "FAILED OrderFailed"),
    ("pattern.retry", r#"{"default":{"kind":"flaky","times":4,"error":"E"}}"#, "SUCCEEDED"),
    (
        "pattern.catchNotify",
        r#"{"functions":{"do-work":{"kind":"fail","error":"E","cause":"c"}}}"#,
        "FAILED E",
    ),
    ("pattern.timeoutFallback", r#"{"default":{"kind":"never"}}"#, "SUCCEEDED"),
    ("pattern.poll", "{}", "SUCCEEDED"),
    (
        "pattern.poll",
        r#"{"functions":{"get-job-status":{"kind":"sequence","answers":[
            {"kind":"return","value":{"status":"RUNNING"}},{"kind":"return","value":{"status":"FAILED"}}]}}}"#,
        "FAILED JobFailed",
    ),
    ("pattern.idempotent", "{}", "SUCCEEDED"),
    (
        "pattern.idempotent",
        r#"{"states":{"Claim request":{"kind":"fail","error":"DynamoDB.ConditionalCheckFailedException"}}}"#,
        "SUCCEEDED",
    ),
    ("pattern.tolerantMap", r#"{"functions":{"handle-item":{"kind":"fail","error":"E"}}}"#, "SUCCEEDED"),
    (
        "pattern.nested",
        r#"{"default":{"kind":"fail","error":"States.TaskFailed"}}"#,
        "FAILED OtherWorkflowFailed",
    ),
    ("pattern.nested", NESTED, "SUCCEEDED"),
    ("states.startExecution.sync", NESTED, "SUCCEEDED"),
    ("pattern.counter", "{}", "SUCCEEDED"),
    ("pattern.csvFile", r#"{"files":{"my-bucket":{"rows.csv":"id,name\n1,Ada\n2,Grace\n"}}}"#, "SUCCEEDED"),
    ("flow.fail", "{}", "FAILED WorkflowFailed"),
];

/// How a fragment ends, and its output.
fn run(entry: &Entry, language: QueryLanguage, mocks: &str) -> (String, Option<Value>) {
    let definition = machine(&fragment(entry, language, Filling::Example), language);
    let (program, _) = prepare(&asl::parse(&definition));
    let mocks = Mocks::parse(mocks).unwrap_or_else(|problems| panic!("{mocks}\n{problems:?}"));
    let options = StartOptions { input: json::parse(INPUT).unwrap(), ..StartOptions::default() };
    let mut session = Session::new(program, options, Arc::new(mocks));
    assert_eq!(session.run(RunBudget { moves: 100_000 }), RunState::Ended, "{}", entry.id);
    let execution = session.execution();
    let error = execution.failure().error.as_ref().map(|error| format!(" {error}")).unwrap_or_default();
    (format!("{}{error}", execution.status().as_str()), execution.output().cloned())
}

/// Both languages must say the same, not only come to an end.
#[track_caller]
fn check_run(id: &str, mocks: &str, expected: &str) {
    let [by_path, by_jsonata] = LANGUAGES.map(|language| run(find(id).unwrap(), language, mocks));
    assert_eq!(by_path.0, expected, "{id}\n{mocks}");
    assert_eq!(by_path, by_jsonata, "{id}\n{mocks}");
}

#[test]
fn fragments_run_to_the_end() {
    for entry in entries().filter(|entry| RUNS.iter().all(|(id, ..)| *id != entry.id)) {
        check_run(entry.id, "{}", "SUCCEEDED");
    }
    for (id, mocks, expected) in RUNS {
        check_run(id, mocks, expected);
    }
}

#[track_caller]
fn check_search(query: &str, expected: &str) {
    let found: Vec<&str> = search(query).iter().take(3).map(|entry| entry.id).collect();
    assert!(found.first() == Some(&expected), "{query}: {found:?}");
}

#[test]
fn what_people_type_is_found() {
    for (query, expected) in [
        ("s3 upload", "s3.putObject"),
        ("upload a file to s3", "s3.putObject"),
        ("queue", "sqs.sendMessage"),
        ("email", "ses.sendEmail"),
        ("e-mail", "ses.sendEmail"),
        ("sms", "sns.publish.sms"),
        ("approval", "pattern.approval"),
        ("sleep", "flow.wait"),
        ("if", "flow.choice"),
        ("switch", "flow.choice"),
        ("loop", "pattern.counter"),
        ("for each", "flow.map"),
        ("lambda", "lambda.invoke"),
        ("Invoke FUNC", "lambda.invoke"),
        ("dynamo get", "dynamodb.getItem"),
        ("dynamodb save", "dynamodb.putItem"),
        ("sns", "sns.publish"),
        ("eventbridge", "events.putEvents"),
        ("fargate", "ecs.runTask.sync"),
        ("docker", "ecs.runTask.sync"),
        ("k8s", "eks.runJob.sync"),
        ("nested", "pattern.nested"),
        ("rollback", "pattern.saga"),
        ("http", "http.invoke"),
        ("webhook", "http.invoke"),
        ("ai", "bedrock.invokeModel"),
        ("ocr", "textract.detectDocumentText"),
        ("sql aurora", "rds.executeStatement"),
        ("cron", "scheduler.createSchedule"),
        ("csv", "pattern.csvFile"),
        ("backoff", "pattern.retry"),
        ("throw", "flow.fail"),
        ("parallel", "flow.parallel"),
        ("map", "flow.map"),
        ("wait", "flow.wait"),
        ("activity", "states.activity"),
        ("any", "awsSdk"),
        ("secret", "secretsmanager.getSecretValue"),
    ] {
        check_search(query, expected);
    }
    assert_eq!(search("").len(), entries().count());
    assert_eq!(search("the").len().cmp(&0), std::cmp::Ordering::Greater);
    assert!(search("zebra").is_empty() && search("s3 zebra").is_empty());
    assert_eq!(search("")[0].kind, StateType::Task);
}
