//! Laws of reading text: any text gives a tree and a machine, valid JSON gives exactly what it says, and a
//! tree covers its text.

use asl_studio::asl;
use asl_studio::json::tree::{NodeId, NodeKind};
use asl_studio::json::{self, Number, Object, SpannedTree, Value};
use asl_studio::lint;
use proptest::prelude::*;

/// Valid definitions with every type of state, to be broken.
const DEFINITIONS: [&str; 3] = [
    r#"{"Comment": "Order", "StartAt": "Check", "TimeoutSeconds": 60, "States": {
        "Check": {"Type": "Choice", "Default": "Work", "Choices": [
            {"And": [{"Variable": "$.a", "IsPresent": true}, {"Not": {"Variable": "$.a", "NumericLessThan": 5}}], "Next": "Wait"}]},
        "Wait": {"Type": "Wait", "Seconds": 5, "Next": "Work"},
        "Work": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "[NAME]", "Payload.$": "$"},
            "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "MaxAttempts": 2, "BackoffRate": 2.0}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Failed"}], "Next": "Each"},
        "Each": {"Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 2, "ItemProcessor": {
            "ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}}}, "Next": "Both"},
        "Both": {"Type": "Parallel", "Branches": [{"StartAt": "L", "States": {"L": {"Type": "Succeed"}}}], "End": true},
        "Failed": {"Type": "Fail", "Error": "E", "CausePath": "$.error.Cause"}}}"#,
    r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {
        "A": {"Type": "Pass", "Output": {"x": "{% $states.input.y & \"é\" %}"}, "Assign": {"v": 1}, "Next": "B"},
        "B": {"Type": "Choice", "Choices": [{"Condition": "{% $v = 1 %}", "Next": "C", "Output": "o"}], "Default": "C"},
        "C": {"Type": "Succeed"}}}"#,
    "{\r\n\t\"StartAt\": \"\\u00e9\",\r\n\t\"States\": { \"é\": { \"Type\": \"Succeed\" } }\r\n}\r\n",
];

/// Pieces that texts are made of and broken with.
const PIECES: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"a\"",
    "\"b\\n\"",
    "'",
    "\n",
    " ",
    "\t",
    "\\",
    "\\u",
    "\\ud83d",
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1.5",
    "1e3",
    "1e999",
    "01",
    "-",
    "é",
    "𝄞",
    "“",
    "//",
    "/*",
    "*/",
    "#",
    "${X}",
    "[ACCOUNT-ID]",
    "NaN",
    "\"Next\": ",
    "{% ",
    "=",
    "\u{a0}",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

/// A definition with some bytes removed and some pieces put in.
fn broken_definition() -> impl Strategy<Value = String> {
    let cut = (any::<prop::sample::Index>(), 0_usize..12, piece());
    (prop::sample::select(&DEFINITIONS[..]), prop::collection::vec(cut, 1..4)).prop_map(|(text, cuts)| {
        cuts.into_iter().fold(text.to_owned(), |text, (at, length, put)| {
            let mut bytes = text.into_bytes();
            let start = at.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, put.into_bytes());
            String::from_utf8_lossy(&bytes).into_owned()
        })
    })
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[1-9][0-9]{18,30}".prop_map(|digits| Value::Number(Number::parse(&digits).unwrap())),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| members.into_iter().collect::<Object>().into()),
        ]
    })
}

/// The tree's nodes lie in its text, children in their containers, in order, and between them stands only
/// what JSON has between values, if the text is JSON at all.
fn check_tree(tree: &SpannedTree, text: &str) {
    assert_eq!(&**tree.text(), text);
    let root = tree.span(tree.root());
    let outside = [&text[..root.start], &text[root.end..]].concat();
    assert!(!tree.errors().is_empty() || outside.trim_ascii().is_empty());
    check_node(tree, tree.root(), 0);
    for error in tree.errors().iter().chain(tree.warnings()) {
        assert!(text.get(error.span.clone()).is_some(), "{error:?}");
        tree.pointer_at(error.span.start);
    }
}

fn check_node(tree: &SpannedTree, node: NodeId, least: usize) {
    let text = tree.text();
    let span = tree.span(node);
    assert!(least <= span.start && span.start <= span.end && text.get(span.clone()).is_some());
    let mut at = span.start;
    let mut between = String::new();
    for child in tree.children(node) {
        let name = tree.key_span_of(child);
        let start = name.clone().map_or(tree.span(child).start, |name| name.start);
        between.push_str(&text[at..start]);
        if let Some(name) = name {
            between.push_str(&text[name.end..tree.span(child).start]);
        }
        check_node(tree, child, start);
        at = tree.span(child).end;
        assert!(at <= span.end);
    }
    if matches!(tree.kind(node), NodeKind::Array | NodeKind::Object) && tree.errors().is_empty() {
        between.push_str(&text[at..span.end]);
        assert!(
            between.chars().all(|one| " \t\r\n[]{},:".contains(one)),
            "between values stands {between:?}"
        );
    }
}

/// Every pointer that the tree gives leads back.
fn check_pointers(tree: &SpannedTree, node: NodeId) {
    assert_eq!(tree.node_at(&tree.pointer(node)), Some(node));
    if tree.kind(node) == NodeKind::Object {
        tree.members(node).for_each(|(_, member)| check_pointers(tree, member));
    } else {
        tree.children(node).for_each(|item| check_pointers(tree, item));
    }
}

/// Serde is the judge of what JSON is.
fn check_against_serde(text: &str) {
    let tree = SpannedTree::parse(text);
    match json::parse(text) {
        Ok(value) => {
            assert_eq!(tree.errors(), [], "of {text:?}");
            assert_eq!(tree.value(tree.root()), value, "of {text:?}");
        }
        Err(error) => assert!(!tree.errors().is_empty(), "{text:?} was accepted: {error}"),
    }
}

fn check_all(text: &str) {
    let parsed = asl::parse(text);
    check_tree(&parsed.tree, text);
    check_pointers(&parsed.tree, parsed.tree.root());
    check_against_serde(text);
    for found in lint::check(&parsed) {
        assert!(found.hint.is_some(), "{found:?}");
        assert!(found.position.is_some(), "{found:?}");
        assert!(found.span.is_some_and(|span| text.get(span).is_some()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check_all(&text);
    }

    #[test]
    fn any_text_of_json_pieces_is_read(text in soup()) {
        check_all(&text);
    }

    #[test]
    fn any_broken_definition_is_read(text in broken_definition()) {
        check_all(&text);
    }

    #[test]
    fn what_is_printed_is_read_back(value in value()) {
        for text in [value.to_string(), value.to_pretty()] {
            let tree = SpannedTree::parse(&*text);
            check_tree(&tree, &text);
            prop_assert_eq!(tree.errors(), &[]);
            prop_assert_eq!(&tree.value(tree.root()), &value);
        }
    }

    #[test]
    fn positions_count_lines_and_characters(text in any::<String>(), at in any::<prop::sample::Index>()) {
        let starts: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let byte = starts[at.index(starts.len())];
        let before = &text[..byte];
        let position = SpannedTree::parse(&*text).position(byte);
        prop_assert_eq!(position.line as usize, before.matches('\n').count() + 1);
        let line = before.rsplit('\n').next().unwrap_or_default();
        prop_assert_eq!(position.column as usize, line.chars().count() + 1);
    }
}

#[test]
fn the_definitions_to_be_broken_are_whole() {
    for text in DEFINITIONS {
        let found = lint::check(&asl::parse(text));
        assert!(!found.iter().any(|one| one.is_error()), "{found:#?}");
        check_all(text);
    }
}

/// A definition whose state is nested in itself.
fn nested(depth: usize, open: &str, close: &str) -> String {
    let (open, close) = (open.repeat(depth), close.repeat(depth));
    let start = r#"{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":["#;
    if open.contains("Type") {
        return format!(r#"{{"StartAt":"A","States":{{"A":{open}{{"Type":"Succeed"}}{close}}}}}"#);
    }
    format!(r#"{start}{open}{{"Variable":"$.a","IsNull":true}}{close}]}}}}}}"#)
}

#[test]
fn long_and_hostile_texts_take_linear_time() {
    let count = 100_000;
    for text in [
        "{]".repeat(count),
        format!("[{}", "{]".repeat(count)),
        "\"a\n".repeat(count),
        "\n".repeat(count) + "\"",
        format!("\"{}", "\n".repeat(count)),
        "{\"a\":".repeat(count),
        "[,".repeat(count),
        "${".repeat(count),
        "{a ".repeat(count),
        nested(600, r#"{"Not":"#, "}"),
        nested(600, r#"{"And":["#, "]}"),
        nested(150, r#"{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":"#, "}}]}"),
        "/*".repeat(count),
        format!(
            r#"{{"StartAt":"A","States":{{"{}":{{"Type":"Parallel","Branches":[{{"StartAt":"A","States":{{{}"A":{{}}}}}}]}}}}}}"#,
            "x".repeat(500_000),
            (0..20_000).map(|name| format!("\"{name}\":{{\"Type\":\"Pass\"}},")).collect::<String>(),
        ),
        format!("{{{}}}", "\"a\":1,".repeat(count)),
        format!("{{\"a\":\"{}\"}}", "[a".repeat(count)),
        format!(
            "{{\"StartAt\":\"A\",\"States\":{{\"A\":{{\"Type\":\"Task\",\"Resource\":\"{}\"}}}}}}",
            "<a:".repeat(count)
        ),
    ] {
        let parsed = asl::parse(&text);
        lint::check(&parsed);
    }
}
