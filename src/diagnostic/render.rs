//! A finding for people at a terminal: its place, its message, the line with what is meant underlined, a hint.

use super::Diagnostic;
use std::fmt::Write;

/// No more of a line than this many characters is shown; a definition may be one long line.
const WIDTH: usize = 100;

/// Renders a finding about `text`, which `file_name` names; ends with a line break.
///
/// ```text
/// order.json:12:15: error[MISSING_TRANSITION_TARGET]: Missing 'Next' target: Dnoe
///    |
/// 12 |       "Next": "Dnoe"
///    |               ^^^^^^
///    = hint: Did you mean `Done`?
/// ```
pub fn render(text: &str, diagnostic: &Diagnostic, file_name: &str) -> String {
    let Diagnostic { severity, code, message, .. } = diagnostic;
    let place = diagnostic.position.map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
    let message = printable(message);
    let mut out = format!("{file_name}{place}: {severity}[{code}]: {message}\n");
    let margin = diagnostic.position.map_or(1, |at| at.line.to_string().len());
    if let (Some(position), Some(span)) = (diagnostic.position, &diagnostic.span)
        && let Some(before) = text.get(..span.start)
    {
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text[line_start..].lines().next().unwrap_or_default();
        let length = text
            .get(span.clone())
            .map_or(0, |marked| marked.lines().next().unwrap_or_default().chars().count());
        let (shown, offset) = window(line, position.column as usize - 1);
        let carets = "^".repeat(length.clamp(1, shown.chars().count().saturating_sub(offset).max(1)));
        let indent: String =
            shown.chars().take(offset).map(|one| if one == '\t' { '\t' } else { ' ' }).collect();
        let (line, empty) = (position.line, "");
        // Writing to a String cannot fail.
        let _ = write!(out, "{empty:margin$} |\n{line} | {shown}\n{empty:margin$} | {indent}{carets}\n");
    }
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(out, "{:margin$} = hint: {}", "", printable(hint));
    }
    out
}

/// The part of a line around a column, and where that column is in it.
fn window(line: &str, column: usize) -> (String, usize) {
    let line = printable(line.trim_end());
    let length = line.chars().count();
    if length <= WIDTH {
        return (line, column.min(length));
    }
    let start = column.saturating_sub(WIDTH / 2).min(length - WIDTH);
    let middle: String = line.chars().skip(start).take(WIDTH).collect();
    let before = if start > 0 { "…" } else { "" };
    let after = if start + WIDTH < length { "…" } else { "" };
    let offset = column.saturating_sub(start) + before.chars().count();
    (format!("{before}{middle}{after}"), offset)
}

/// Without control characters, which would command the terminal.
fn printable(text: &str) -> String {
    let plain = |one: char| if one.is_control() && one != '\t' { '\u{fffd}' } else { one };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Position;
    use crate::json::JsonPointer;
    use expect_test::expect;

    fn rendered(text: &str, marked: &str) -> String {
        let start = text.find(marked).unwrap();
        let before = &text[..start];
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() as u32 + 1;
        let mut finding = Diagnostic::error("SOME_CODE", JsonPointer::root(), "It is wrong").hint("Mend it");
        finding.span = Some(start..start + marked.len());
        finding.position = Some(Position { line, column });
        render(text, &finding, "order.json")
    }

    #[test]
    fn the_line_is_shown_and_the_place_underlined() {
        expect![[r#"
            order.json:2:11: error[SOME_CODE]: It is wrong
              |
            2 |   "é": 1, "Dnoe"
              |           ^^^^^^
              = hint: Mend it
        "#]]
        .assert_eq(&rendered("{\n  \"é\": 1, \"Dnoe\"\r\n}", "\"Dnoe\""));
    }

    #[test]
    fn tabs_stay_and_other_control_characters_do_not() {
        expect![[r#"
            order.json:1:4: error[SOME_CODE]: It is wrong
              |
            1 | 	�"x"
              | 	  ^
              = hint: Mend it
        "#]]
        .assert_eq(&rendered("\t\u{1b}\"x\"", "x"));
    }

    #[test]
    fn of_a_long_line_the_part_around_the_place_is_shown() {
        let text = format!("[{}X{}]", "1,".repeat(500), ",1".repeat(500));
        let shown = rendered(&text, "X");
        let lines: Vec<_> = shown.lines().collect();
        assert_eq!(lines[2].chars().count(), "1 | ".len() + WIDTH + 2);
        assert_eq!(lines[2].chars().nth(lines[3].chars().count() - 1), Some('X'));
    }

    #[test]
    fn a_finding_at_the_end_or_without_a_place_is_shown_too() {
        expect![[r#"
            order.json:1:2: error[SOME_CODE]: It is wrong
              |
            1 | {
              |  ^
              = hint: Mend it
        "#]]
        .assert_eq(&{
            let mut finding =
                Diagnostic::error("SOME_CODE", JsonPointer::root(), "It is wrong").hint("Mend it");
            finding.span = Some(1..1);
            finding.position = Some(Position { line: 1, column: 2 });
            render("{", &finding, "order.json")
        });
        let finding = Diagnostic::warning("SOME_CODE", JsonPointer::root(), "It is odd");
        assert_eq!(render("", &finding, "order.json"), "order.json: warning[SOME_CODE]: It is odd\n");
    }
}
