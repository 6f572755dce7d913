//! Paths to a place, as a person would write them: in JSONPath and in JSONata.

use super::PathStep;
use std::fmt::Write;

/// The JSONPath of a place, from `start` (`$`, `$$`, `$name`). `None` for a name that no path can hold.
pub fn spell_path(start: &str, steps: &[PathStep]) -> Option<String> {
    let mut text = start.to_owned();
    for step in steps {
        match step {
            PathStep::Index(index) => write!(text, "[{index}]").ok()?,
            PathStep::Name(name) if is_plain(name) => write!(text, ".{name}").ok()?,
            // Jayway's reader knows no way to escape these.
            PathStep::Name(name) if name.contains(['\'', '[', ']']) => return None,
            PathStep::Name(name) => write!(text, "['{name}']").ok()?,
        }
    }
    Some(text)
}

/// The JSONata expression of a place, from `start` (`$states.input`, `$name`).
pub fn spell_jsonata(start: &str, steps: &[PathStep]) -> String {
    let mut text = start.to_owned();
    for step in steps {
        match step {
            PathStep::Index(index) => text = format!("{text}[{index}]"),
            PathStep::Name(name) if is_plain(name) && !is_word(name) => text = format!("{text}.{name}"),
            // Between backticks nothing is escaped.
            PathStep::Name(name) if name.contains('`') || name.is_empty() => {
                text = format!("$lookup({text}, {})", crate::json::Value::from(&**name));
            }
            PathStep::Name(name) => text = format!("{text}.`{name}`"),
        }
    }
    text
}

/// Whether a name can follow a period as it is.
fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|part| part.is_ascii_alphanumeric() || part == '_')
}

/// Words that mean something else in JSONata.
fn is_word(name: &str) -> bool {
    matches!(name, "and" | "or" | "in" | "true" | "false" | "null" | "function")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Path;
    use crate::json::{Value, parse};

    /// The steps of a place whose value is the text `here`.
    fn steps_to(value: &Value) -> Option<Vec<PathStep>> {
        match value {
            Value::String(text) if &**text == "here" => Some(Vec::new()),
            Value::Array(items) => items.iter().enumerate().find_map(|(index, item)| {
                let mut steps = steps_to(item)?;
                steps.insert(0, PathStep::Index(index));
                Some(steps)
            }),
            Value::Object(members) => members.iter().find_map(|(name, member)| {
                let mut steps = steps_to(member)?;
                steps.insert(0, PathStep::Name(name.clone()));
                Some(steps)
            }),
            _ => None,
        }
    }

    #[track_caller]
    fn check(value: &str, path: Option<&str>, expression: &str) {
        let value = parse(value).unwrap();
        let steps = steps_to(&value).unwrap();
        let spelled = spell_path("$", &steps);
        assert_eq!(spelled.as_deref(), path);
        if let Some(spelled) = spelled {
            let found = Path::parse(&spelled).unwrap().select(&value).unwrap();
            assert_eq!(found, Value::from("here"), "{spelled}");
        }
        assert_eq!(spell_jsonata("$states.input", &steps), expression);
    }

    #[test]
    fn places_are_spelled_in_both_languages() {
        check(r#"{"a":{"b":["x","here"]}}"#, Some("$.a.b[1]"), "$states.input.a.b[1]");
        check(r#"[[["here"]]]"#, Some("$[0][0][0]"), "$states.input[0][0][0]");
        check(r#"{"order id":{"and":"here"}}"#, Some("$['order id'].and"), "$states.input.`order id`.`and`");
        check(r#"{"x-y.z":"here"}"#, Some("$['x-y.z']"), "$states.input.`x-y.z`");
        check(r#"{"größe":"here"}"#, Some("$['größe']"), "$states.input.`größe`");
        check(r#"{"it's":["here"]}"#, None, "$states.input.`it's`[0]");
        check(r#"{"a`b":{"c":"here"}}"#, Some("$['a`b'].c"), "$lookup($states.input, \"a`b\").c");
        check(r#"{"":"here"}"#, Some("$['']"), "$lookup($states.input, \"\")");
        check(r#"{"a[0]":"here"}"#, None, "$states.input.`a[0]`");
    }
}
