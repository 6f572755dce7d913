//! Diagnostics as people read them: `file:line:column`, the message, the source line with a mark under it.

use super::files::Source;
use super::style::{Style, Tone};
use crate::diagnostic::{Diagnostic, Severity};
use crate::json::{Object, Value};
use std::fmt::Write;

/// Lines longer than this are shown in part: minified definitions are one line.
const WIDTH: usize = 100;

/// One diagnostic as text, with a final line break.
pub(super) fn describe(source: &Source, diagnostic: &Diagnostic, style: Style) -> String {
    let place = diagnostic.position.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
    let severity = style.paint(tone(diagnostic.severity), diagnostic.severity.as_str());
    let message = style.paint(Tone::Strong, &diagnostic.message);
    let code = style.paint(Tone::Quiet, &format!("[{}]", diagnostic.code));
    let mut text = format!("{}{place}: {severity}: {message} {code}\n", source.name);
    if let Some(excerpt) = excerpt(&source.text, diagnostic) {
        let gutter = excerpt.line.to_string();
        let blank = " ".repeat(gutter.len());
        let bar = style.paint(Tone::Quiet, "|");
        let mark = style.paint(tone(diagnostic.severity), &excerpt.mark);
        let number = style.paint(Tone::Quiet, &gutter);
        let _ = write!(text, " {number} {bar} {}\n {blank} {bar} {mark}\n", excerpt.text);
    }
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(text, "   {} {hint}", style.paint(Tone::Quiet, "hint:"));
    }
    text
}

/// One diagnostic as a JSON object.
pub(super) fn to_json(source: &Source, diagnostic: &Diagnostic) -> Value {
    let mut object = Object::new();
    object.insert("file", &*source.name);
    if let Some(at) = diagnostic.position {
        object.insert("line", at.line);
        object.insert("column", at.column);
    }
    object.insert("pointer", diagnostic.pointer.as_str());
    object.insert("severity", diagnostic.severity.as_str());
    object.insert("code", diagnostic.code);
    object.insert("message", &*diagnostic.message);
    if let Some(hint) = &diagnostic.hint {
        object.insert("hint", &**hint);
    }
    object.into()
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Warn,
        Severity::Info => Tone::Quiet,
    }
}

struct Excerpt {
    line: u32,
    text: String,
    mark: String,
}

/// The line a diagnostic is about, and a line of marks to stand under it.
fn excerpt(text: &str, diagnostic: &Diagnostic) -> Option<Excerpt> {
    let at = diagnostic.position?;
    let line = text.lines().nth(at.line as usize - 1)?;
    let characters: Vec<char> = line.chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
    let column = (at.column as usize - 1).min(characters.len());
    let length = diagnostic.span.as_ref().map_or(1, |span| text.get(span.clone()).map_or(1, marked));
    let from = if characters.len() <= WIDTH { 0 } else { column.saturating_sub(WIDTH / 3) };
    let to = characters.len().min(from + WIDTH);
    let shown: String = characters[from..to].iter().collect();
    let before = if from > 0 { "…" } else { "" };
    let after = if to < characters.len() { "…" } else { "" };
    let indent = " ".repeat(column - from + before.chars().count());
    let mark = "^".repeat(length.clamp(1, (to - column.min(to)).max(1)));
    Some(Excerpt { line: at.line, text: format!("{before}{shown}{after}"), mark: indent + &mark })
}

/// How many characters of the first line are marked.
fn marked(text: &str) -> usize {
    text.lines().next().map_or(1, |line| line.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Position;
    use crate::json::JsonPointer;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, marked: &str, expected: Expect) {
        let start = text.find(marked).unwrap();
        let before = &text[..start];
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() as u32 + 1;
        let diagnostic = Diagnostic {
            span: Some(start..start + marked.len()),
            position: Some(Position { line, column }),
            ..Diagnostic::error("CODE", JsonPointer::root(), "Something is wrong").hint("Mend it")
        };
        let source = Source { name: "file.json".into(), text: text.into() };
        expected.assert_eq(&describe(&source, &diagnostic, Style::plain()));
    }

    #[test]
    fn a_diagnostic_shows_its_line_and_marks_the_place() {
        check(
            "{\n\t\"é\": \"Next\"\n}",
            "\"Next\"",
            expect![[r#"
                file.json:2:7: error: Something is wrong [CODE]
                 2 |  "é": "Next"
                   |       ^^^^^^
                   hint: Mend it
            "#]],
        );
    }

    #[test]
    fn of_a_long_line_only_the_surroundings_are_shown() {
        let text = format!("{}here{}", "a".repeat(500), "b".repeat(500));
        let source = Source { name: "f".into(), text };
        let diagnostic = Diagnostic {
            span: Some(500..504),
            position: Some(Position { line: 1, column: 501 }),
            ..Diagnostic::error("CODE", JsonPointer::root(), "x")
        };
        let told = describe(&source, &diagnostic, Style::plain());
        let lines: Vec<_> = told.lines().collect();
        let column = lines[1].chars().position(|one| one == 'h').unwrap();
        assert_eq!(lines[2].chars().position(|one| one == '^'), Some(column), "{told}");
        assert!(lines.iter().all(|line| line.chars().count() < 120), "{told}");
    }
}
