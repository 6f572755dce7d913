//! Choice Rules and their conditions.

use super::{act, field, form, opened, pick, press, text, type_into};
use asl_studio::studio::Studio;
use asl_studio::studio::form::{FormAction, ItemMove, Row};

#[test]
fn a_choice_is_built_as_the_lab_says() {
    let mut studio = opened("JSONPath", r#"{ "Type": "Choice", "Choices": [] }"#);
    press(&mut studio, "add-rule");
    type_into(&mut studio, "Choices/0/Variable", "$.all_items_available");
    for typed in ["t", "tr", "tru", "true"] {
        type_into(&mut studio, "Choices/0/value", typed);
    }
    pick(&mut studio, "Choices/0/Next", "After");
    assert!(
        text(&studio).contains("\"Variable\": \"$.all_items_available\",\n        \"BooleanEquals\": true,"),
        "{}",
        text(&studio)
    );
    let sentence = form(&studio).rows().iter().find_map(|row| match row {
        Row::Sentence { text, .. } => Some(text.clone()),
        _ => None,
    });
    assert_eq!(sentence.as_deref(), Some("If all_items_available = true → After"));
}

#[track_caller]
fn check_rule(before: &str, how: impl FnOnce(&mut Studio), after: &str) {
    let state = format!("{{ \"Type\": \"Choice\", \"Choices\": [{before}] }}");
    let mut studio = opened("JSONPath", &state);
    how(&mut studio);
    let tree = studio.document().expect("open").source.tree().clone();
    let node =
        tree.node_at(&asl_studio::json::JsonPointer::from_text("/States/It/Choices/0")).expect("a rule");
    assert_eq!(tree.value(node).to_string(), after);
}

#[test]
fn comparisons_follow_what_is_typed_and_chosen() {
    let rule = |test: &str| format!(r#"{{"Variable":"$.a",{test},"Next":"After"}}"#);
    let typed = |text: &'static str| move |studio: &mut Studio| type_into(studio, "Choices/0/value", text);
    let picked = |id: &'static str, label: &'static str| {
        move |studio: &mut Studio| _ = pick(studio, &format!("Choices/0/{id}"), label)
    };
    check_rule(&rule(r#""StringEquals":"x""#), typed("7.5"), &rule(r#""NumericEquals":7.5"#));
    check_rule(&rule(r#""NumericLessThan":7"#), typed("b"), &rule(r#""StringLessThan":"b""#));
    check_rule(&rule(r#""NumericLessThan":7"#), typed("true"), &rule(r#""StringLessThan":"true""#));
    check_rule(&rule(r#""StringEquals":"x""#), typed("\"5\""), &rule(r#""StringEquals":"5""#));
    check_rule(&rule(r#""StringMatches":"x*""#), typed("5"), &rule(r#""StringMatches":"5""#));
    check_rule(
        &rule(r#""StringEquals":"x""#),
        typed("2030-01-01T00:00:00Z"),
        &rule(r#""TimestampEquals":"2030-01-01T00:00:00Z""#),
    );
    check_rule(
        &rule(r#""NumericEquals":7"#),
        picked("operator", "is greater than or equal to"),
        &rule(r#""NumericGreaterThanEquals":7"#),
    );
    check_rule(&rule(r#""NumericEquals":7"#), picked("operator", "is present"), &rule(r#""IsPresent":true"#));
    check_rule(&rule(r#""IsPresent":true"#), picked("answer", "no"), &rule(r#""IsPresent":false"#));
    check_rule(
        &rule(r#""IsPresent":true"#),
        picked("operator", "is equal to"),
        &rule(r#""StringEquals":"""#),
    );
    check_rule(&rule(r#""StringEquals":"5""#), picked("kind", "this number"), &rule(r#""NumericEquals":5"#));
    check_rule(
        &rule(r#""BooleanEquals":true"#),
        picked("kind", "this text"),
        &rule(r#""StringEquals":"true""#),
    );
    check_rule(
        &rule(r#""NumericEquals":7"#),
        picked("kind", "number at a path"),
        &rule(r#""NumericEqualsPath":"$.value""#),
    );
    check_rule(
        &rule(r#""NumericEqualsPath":"$.b""#),
        picked("operator", "is less than"),
        &rule(r#""NumericLessThanPath":"$.b""#),
    );
}

#[test]
fn conditions_are_joined_and_nested() {
    let a = r#"{"Variable":"$.a","IsNull":true}"#;
    let top = r#"{"Variable":"$.a","IsNull":true,"Next":"After"}"#;
    let picked = |id: &'static str, label: &'static str| {
        move |studio: &mut Studio| _ = pick(studio, &format!("Choices/0/{id}"), label)
    };
    let and = format!(r#"{{"And":[{a}],"Next":"After"}}"#);
    check_rule(top, picked("shape", "All of these (And)"), &and);
    check_rule(top, picked("shape", "Not this (Not)"), &format!(r#"{{"Not":{a},"Next":"After"}}"#));
    check_rule(&and, picked("shape", "Any of these (Or)"), &and.replace("And", "Or"));
    check_rule(&and, picked("shape", "One comparison"), top);
    check_rule(
        &and,
        picked("And/0/shape", "Not this (Not)"),
        &format!(r#"{{"And":[{{"Not":{a}}}],"Next":"After"}}"#),
    );
    check_rule(
        &and,
        |studio| press(studio, "add-condition"),
        &format!(r#"{{"And":[{a},{{"Variable":"","StringEquals":""}}],"Next":"After"}}"#),
    );
    let two = format!(r#"{{"And":[{a},{{"Variable":"$.b","IsNull":true}}],"Next":"After"}}"#);
    check_rule(
        &two,
        |studio| _ = act(studio, FormAction::Item("Choices/0/And/0".into(), ItemMove::Remove)),
        &and.replace("$.a", "$.b"),
    );
}

#[test]
fn a_strings_value_that_looks_like_another_kind_is_shown_in_quotes() {
    for (test, shown) in [
        (r#""StringEquals": "5""#, "\"5\""),
        (r#""StringEquals": "five""#, "five"),
        (r#""NumericEquals": 5"#, "5"),
        (r#""BooleanEquals": false"#, "false"),
        (r#""StringMatches": "5*""#, "5*"),
    ] {
        let rule = format!(
            r#"{{ "Type": "Choice", "Choices": [{{ "Variable": "$.a", {test}, "Next": "After" }}] }}"#
        );
        assert_eq!(field(&opened("JSONPath", &rule), "Choices/0/value").text, shown);
    }
}
