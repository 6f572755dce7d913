//! JSON as a person writes it: indented by two spaces, short lists of plain values on one line.

use crate::json::Value;
use std::iter::repeat_n;

/// Longer lists take a line for each of their items.
const SHORT: usize = 60;

pub(super) fn text(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, 0);
    out
}

fn write(out: &mut String, value: &Value, level: usize) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let keys = members.iter().map(|(key, value)| (Some(&**key), value));
            lines(out, ['{', '}'], keys, level);
        }
        Value::Array(items) if !items.is_empty() => match on_one_line(items) {
            Some(line) => out.push_str(&line),
            None => lines(out, ['[', ']'], items.iter().map(|item| (None, item)), level),
        },
        plain => out.push_str(&plain.to_string()),
    }
}

fn lines<'a>(
    out: &mut String,
    [open, close]: [char; 2],
    items: impl Iterator<Item = (Option<&'a str>, &'a Value)>,
    level: usize,
) {
    out.push(open);
    for (index, (key, value)) in items.enumerate() {
        if index > 0 {
            out.push(',');
        }
        new_line(out, level + 1);
        if let Some(key) = key {
            out.push_str(&Value::from(key).to_string());
            out.push_str(": ");
        }
        write(out, value, level + 1);
    }
    new_line(out, level);
    out.push(close);
}

fn on_one_line(items: &[Value]) -> Option<String> {
    let is_plain = |item: &Value| !matches!(item, Value::Object(_) | Value::Array(_));
    if !items.iter().all(is_plain) {
        return None;
    }
    let texts: Vec<String> = items.iter().map(Value::to_string).collect();
    let line = format!("[{}]", texts.join(", "));
    (line.len() <= SHORT).then_some(line)
}

fn new_line(out: &mut String, level: usize) {
    out.push('\n');
    out.extend(repeat_n("  ", level));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn short_lists_stay_on_a_line() {
        for (compact, written) in [
            ("{}", "{}"),
            (r#"{"a":[],"b":[1,"x"]}"#, "{\n  \"a\": [],\n  \"b\": [1, \"x\"]\n}"),
            (r#"[{"a":"\""}]"#, "[\n  {\n    \"a\": \"\\\"\"\n  }\n]"),
            (
                r#"["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]"#,
                "[\n  \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\n  \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\n]",
            ),
        ] {
            assert_eq!(text(&json::parse(compact).unwrap()), written, "of {compact}");
        }
    }
}
