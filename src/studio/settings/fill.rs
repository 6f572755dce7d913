//! Placeholders of a definition, and a text with their values in their places. The definition keeps them.

use super::keep::MachineSettings;
use crate::asl::placeholder;
use crate::expr::jsonata::jsonata_text;
use crate::json::edit::{self, Splice};
use crate::json::tree::{NodeId, NodeKind};
use crate::json::{JsonPointer, Number, SpannedTree, Value};

/// A placeholder that a definition has.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// As written
    pub text: String,
    /// How often
    pub count: usize,
    /// Where first
    pub first: JsonPointer,
}

/// The placeholders of a definition, in the order of the text. Comments have none.
pub fn find(tree: &SpannedTree) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    each_text(tree, Texts::All, &mut |node, _, text| {
        for range in ranges(text) {
            let text = &text[range];
            match found.iter_mut().find(|one| one.text == text) {
                Some(one) => one.count += 1,
                None => {
                    let first = tree.pointer(node);
                    found.push(Found { text: text.to_owned(), count: 1, first });
                }
            }
        }
    });
    found
}

/// Which texts of a definition are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// The names of states, and where they are named, too
    All,
    /// Others than those: a run shows its states by the names that the drawing has
    NoNames,
}

/// The text with all values that are known in their places. A text that is nothing but a placeholder becomes a number
/// or a boolean where its field has one.
pub fn fill(tree: &SpannedTree, settings: &MachineSettings, texts: Texts) -> String {
    let mut splices = Vec::new();
    each_text(tree, texts, &mut |node, is_name, text| {
        let filled = fill_text(text, settings);
        if filled == text {
            return;
        }
        if is_name {
            let named =
                tree.key_span_of(node).map(|range| Splice { range, text: Value::from(filled).to_string() });
            return splices.extend(named);
        }
        let whole = ranges(text) == std::slice::from_ref(&(0..text.len()));
        let value = match tree.key(node) {
            Some(key) if whole => plain(&key, &filled),
            _ => Value::from(filled),
        };
        splices.push(Splice { range: tree.span(node), text: value.to_string() });
    });
    edit::apply(tree.text(), splices)
}

/// One text with all values that are known in their places.
pub fn fill_text(text: &str, settings: &MachineSettings) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut done = 0;
    for range in ranges(text) {
        if let Some(value) = settings.value_of(&text[range.clone()]) {
            filled.push_str(&text[done..range.start]);
            filled.push_str(value);
            done = range.end;
        }
    }
    filled.push_str(&text[done..]);
    filled
}

/// In paths and expressions, brackets are something else.
fn ranges(text: &str) -> Vec<std::ops::Range<usize>> {
    let is_expression = jsonata_text(text).is_some()
        || ["$.", "$[", "$$", "States."].iter().any(|start| text.starts_with(start));
    let mut ranges = placeholder::find(text);
    if is_expression {
        ranges.retain(|range| text[range.clone()].starts_with("${"));
    }
    ranges
}

/// Every text with its node; `true` for a name, of which the node is the state.
fn each_text(tree: &SpannedTree, texts: Texts, visit: &mut impl FnMut(NodeId, bool, &str)) {
    let mut left = vec![tree.root()];
    while let Some(node) = left.pop() {
        let key = tree.key(node);
        if key.as_deref() == Some("Comment") {
            continue;
        }
        if texts == Texts::All
            && is_state(tree, node)
            && let Some(name) = &key
        {
            visit(node, true, name);
        }
        let names = key.as_deref().is_some_and(|key| matches!(key, "Next" | "Default" | "StartAt"));
        if tree.kind(node) == NodeKind::String
            && (texts == Texts::All || !names)
            && let Some(text) = tree.string(node)
        {
            visit(node, false, &text);
        }
        let at = left.len();
        left.extend(tree.children(node));
        left[at..].reverse();
    }
}

/// Whether it is a member of `States`.
fn is_state(tree: &SpannedTree, node: NodeId) -> bool {
    let states = tree.parent(node).and_then(|parent| tree.key(parent));
    states.as_deref() == Some("States") && tree.kind(node) == NodeKind::Object
}

/// A value for a field that has a number or a boolean, if it says one.
fn plain(key: &str, value: &str) -> Value {
    let is_number = key.ends_with("Seconds")
        || key.starts_with("Numeric")
        || key.starts_with("Tolerated")
        || key.starts_with("Max")
        || key == "BackoffRate";
    let is_flag = key == "BooleanEquals" || key.starts_with("Is") || key == "End";
    match (Number::parse(value), value) {
        (Some(number), _) if is_number && !key.ends_with("Path") => Value::Number(number),
        (_, "true" | "false") if is_flag => Value::Bool(value == "true"),
        _ => Value::from(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{
  "Comment": "for [your-username]",
  "TimeoutSeconds": "${Timeout}",
  "States": {
    "A": { "Resource": "arn:aws:lambda:${AWS::Region}:[ACCOUNT-ID]:function:[your-username]-pay", "X": ["[your-username]"] },
    "B": { "Seconds": "{% $states.input.items[name] + ${Wait} %}", "Variable": "$.a[b]", "StringEquals": "${Timeout}" }
  }
}"#;

    fn settings(values: &[(&str, &str)]) -> MachineSettings {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        MachineSettings {
            values: values.iter().map(own).collect(),
            account: "111122223333".into(),
            ..MachineSettings::default()
        }
    }

    #[test]
    fn placeholders_are_found_where_they_are_no_part_of_an_expression() {
        let found = find(&SpannedTree::parse(TEXT));
        let told: Vec<String> =
            found.iter().map(|one| format!("{} {} {}", one.text, one.count, one.first)).collect();
        assert_eq!(
            told,
            [
                "${Timeout} 2 /TimeoutSeconds",
                "${AWS::Region} 1 /States/A/Resource",
                "[ACCOUNT-ID] 1 /States/A/Resource",
                "[your-username] 2 /States/A/Resource",
                "${Wait} 1 /States/B/Seconds",
            ]
        );
    }

    #[test]
    fn values_take_the_places_of_placeholders_and_nothing_else_changes() {
        let tree = SpannedTree::parse(TEXT);
        let filled =
            fill(&tree, &settings(&[("${Timeout}", "60"), ("[your-username]", "ada \"l\"")]), Texts::All);
        let expected = TEXT
            .replacen("\"${Timeout}\"", "60", 1)
            .replace("${Timeout}", "60")
            .replace("[ACCOUNT-ID]", "111122223333")
            .replace("[your-username]-pay", "ada \\\"l\\\"-pay")
            .replace("[\"[your-username]\"]", "[\"ada \\\"l\\\"\"]");
        assert_eq!(filled, expected);
        assert_eq!(fill(&tree, &MachineSettings::default(), Texts::All), TEXT);
    }

    #[test]
    fn names_of_states_have_placeholders_which_a_run_leaves() {
        let text = r#"{ "StartAt": "${X} it", "States": { "${X} it": { "Type": "Pass", "Result": { "${X} it": "${X}" }, "End": true } } }"#;
        let tree = SpannedTree::parse(text);
        assert_eq!(find(&tree).first().map(|one| one.count), Some(3));
        let settings = settings(&[("${X}", "Do")]);
        let filled = r#"{ "StartAt": "Do it", "States": { "Do it": { "Type": "Pass", "Result": { "${X} it": "Do" }, "End": true } } }"#;
        assert_eq!(fill(&tree, &settings, Texts::All), filled);
        assert_eq!(fill(&tree, &settings, Texts::NoNames), text.replace("\"${X}\"", "\"Do\""));
    }

    #[test]
    fn region_and_account_stand_for_the_placeholders_that_ask_for_them() {
        let settings = MachineSettings { region: "eu-west-1".into(), ..settings(&[("[REGION]", "own")]) };
        for (placeholder, value) in [
            ("[ACCOUNT-ID]", Some("111122223333")),
            ("${AWS::AccountId}", Some("111122223333")),
            ("<your account id>", Some("111122223333")),
            ("{{region}}", Some("eu-west-1")),
            ("${AWS::Region}", Some("eu-west-1")),
            ("[REGION]", Some("own")),
            ("[your-username]", None),
        ] {
            assert_eq!(settings.value_of(placeholder), value, "{placeholder}");
        }
    }

    #[test]
    fn what_is_kept_comes_back() {
        let mut settings = settings(&[("${A}", "1")]);
        settings.tags.push(("team".into(), "orders".into()));
        assert_eq!(MachineSettings::read(&settings.to_object()), settings);
        assert_eq!(MachineSettings::read(&crate::json::Object::new()), MachineSettings::default());
    }
}
