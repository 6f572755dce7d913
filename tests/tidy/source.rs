//! Rust sources as the rules see them: code without comments and literals, and the paths that stand in it.

use std::fs;
use std::path::Path;

/// A Rust file: its path from the repository's root with `/`, and its text with comments and literals blanked.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) code: String,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), code: code_only(text) }
    }

    /// The module below `src/` that the file belongs to: `engine` for `src/engine/state/task.rs`, `time` for
    /// `src/time.rs`, `main` and `bin` for the programs' entries.
    pub(crate) fn module(&self) -> &str {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        below.split('/').next().unwrap_or(below).trim_end_matches(".rs")
    }

    /// How many `super` lead from the file's own module to the crate's root.
    fn depth(&self) -> usize {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        below.split('/').filter(|segment| *segment != "mod.rs").count()
    }

    /// The top-level modules of this crate that the file names, with the line of each.
    pub(crate) fn modules_used(&self) -> Vec<(usize, String)> {
        let to_root = vec!["super"; self.depth()].join("::");
        let mut used = Vec::new();
        for start in ["crate", "asl_studio", to_root.as_str()] {
            for at in self.paths(start) {
                let line = self.line(at);
                used.extend(
                    first_names(&self.code[at + start.len() + 2..]).into_iter().map(|name| (line, name)),
                );
            }
        }
        used.sort();
        used
    }

    /// Where a path starts with exactly these segments (`a` or `a::b`) and goes on.
    fn paths(&self, start: &str) -> Vec<usize> {
        let wanted = format!("{start}::");
        let begins = |at: &usize| !self.code[..*at].ends_with(|c: char| is_name(c) || c == ':');
        self.code.match_indices(&wanted).map(|(at, _)| at).filter(begins).collect()
    }

    /// The lines on which a path starts with `start`, which may name a crate or be longer.
    pub(crate) fn lines_naming(&self, start: &str) -> Vec<usize> {
        let ends = |at: usize| !self.code[at + start.len()..].starts_with(is_name);
        let begins = |at: usize| {
            let before = &self.code[..at];
            !before.ends_with(is_name)
                && (!before.ends_with("::") || before.trim_end_matches("::").ends_with(' '))
        };
        let found = self.code.match_indices(start).map(|(at, _)| at);
        found.filter(|at| begins(*at) && ends(*at)).map(|at| self.line(at)).collect()
    }

    fn line(&self, at: usize) -> usize {
        1 + self.code[..at].matches('\n').count()
    }
}

/// Every Rust file under a folder of the repository, in path order.
pub(crate) fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(folder, &mut found);
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}

fn collect(folder: &str, found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(super::root().join(folder)) else { return };
    for entry in entries.flatten() {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&path, found);
        } else if Path::new(&path).extension().is_some_and(|extension| extension == "rs") {
            found.push(Source::new(&path, &super::read(&path)));
        }
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The names that may come next in a path: one, or each first name of a `{…}` group.
fn first_names(rest: &str) -> Vec<String> {
    let rest = rest.trim_start();
    let Some(group) = rest.strip_prefix('{') else {
        return vec![rest.chars().take_while(|c| is_name(*c)).collect()];
    };
    let mut names = Vec::new();
    let (mut depth, mut expected) = (0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => expected = true,
            _ if expected && is_name(c) => {
                names.push(group[at..].chars().take_while(|c| is_name(*c)).collect());
                expected = false;
            }
            _ => {}
        }
    }
    names
}

/// The text with comments and the insides of string and character literals turned to spaces; lines stay.
fn code_only(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = literal_or_comment(rest, code.chars().next_back());
        let (taken, after) = rest.split_at(length.unwrap_or(c.len_utf8()));
        match length {
            Some(_) => code.extend(taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' })),
            None => code.push_str(taken),
        }
        rest = after;
    }
    code
}

/// The length in bytes of the comment or literal that `rest` starts with.
fn literal_or_comment(rest: &str, before: Option<char>) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    if rest.starts_with('"') {
        return Some(quoted(rest, '"'));
    }
    if !before.is_some_and(is_name) && rest.starts_with(['r', 'b', 'c']) {
        return prefixed_string(rest);
    }
    let mut next = rest.strip_prefix('\'')?.chars();
    match (next.next(), next.next()) {
        (Some('\\'), _) | (Some(_), Some('\'')) => Some(quoted(rest, '\'')),
        _ => None,
    }
}

/// `r"…"`, `r#"…"#`, `b"…"`, `br#"…"#`, `c"…"`, `b'…'`.
fn prefixed_string(rest: &str) -> Option<usize> {
    let prefix = rest.find(|c| !matches!(c, 'r' | 'b' | 'c')).filter(|length| *length <= 2)?;
    let after = &rest[prefix..];
    let hashes = after.len() - after.trim_start_matches('#').len();
    if after[hashes..].starts_with('"') && rest[..prefix].contains('r') {
        let end = format!("\"{}", "#".repeat(hashes));
        let inside = &after[hashes + 1..];
        return Some(prefix + hashes + 1 + inside.find(&end).map_or(inside.len(), |at| at + end.len()));
    }
    match after.chars().next() {
        Some(quote @ ('"' | '\'')) if prefix == 1 && !rest.starts_with('r') => {
            Some(prefix + quoted(after, quote))
        }
        _ => None,
    }
}

/// The length of a literal with escapes that starts and ends with `quote`.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a block comment, nested ones included.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

#[test]
fn comments_and_literals_are_not_code() {
    let cases = [
        ("a // b\nc", "a c"),
        ("a /* b /* c */ d */ e", "a e"),
        (r#"x("crate::y", 'z')"#, "x( , )"),
        (r##"r#"a " b"# + r"\" + c"##, "+ + c"),
        (r#"b"\"" + b'\'' + br"\" "#, "+ +"),
        ("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}"),
        (r"'\u{1F600}' + 'é' + x", "+ + x"),
        ("a \"open", "a"),
        ("barber(1)", "barber(1)"),
    ];
    for (text, expected) in cases {
        let got = code_only(text);
        assert_eq!(got.split_whitespace().collect::<Vec<_>>().join(" "), expected, "of {text}");
        assert_eq!(got.matches('\n').count(), text.matches('\n').count(), "lines of {text}");
    }
}

#[test]
fn every_way_to_name_a_module_is_seen() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("src/json/print.rs", "use crate::asl::State;", &["asl"]),
        (
            "src/json/print.rs",
            "use crate::{asl::{a, b}, engine, json::{c, d::{e}}};",
            &["asl", "engine", "json"],
        ),
        ("src/json/print.rs", "fn f(x: &crate::sim::Session) {}", &["sim"]),
        ("src/json/print.rs", "use super::super::ui;", &["ui"]),
        ("src/json/mod.rs", "use super::ui;", &["ui"]),
        ("src/json/print.rs", "use super::value;", &[]),
        ("src/time.rs", "use super::engine;", &["engine"]),
        ("src/bin/asl.rs", "fn main() { asl_studio::cli::main() }", &["cli"]),
        ("src/json/print.rs", "// use crate::asl;\nlet x = \"crate::engine::y\"; my_crate::z()", &[]),
        ("src/json/tree/mod.rs", "pub(in crate::json::tree) fn f() {}", &["json"]),
    ];
    for (path, text, expected) in cases {
        let mut names: Vec<String> =
            Source::new(path, text).modules_used().into_iter().map(|(_, name)| name).collect();
        names.sort();
        assert_eq!(names, *expected, "of {text}");
    }
}
