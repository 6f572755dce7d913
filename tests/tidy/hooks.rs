//! The hooks by which tests and other programs find their way in the page: docs/testing.md lists them all.

use super::source::sources;
use super::{expect_none, read};
use std::collections::BTreeSet;

/// What stands for the part of a hook that is not known before the page runs.
const ANY: &str = "…";

/// The hooks that a file of `src/ui` puts into the page: ids of `data-testid`, and the names of other `data-` attributes.
fn hooks(path: &str, text: &str) -> Vec<Result<String, String>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("testid=") {
        // In a selector it is no attribute.
        let before = text[..at].strip_suffix("data-").unwrap_or(&text[..at]);
        if !before.ends_with(char::is_whitespace) {
            continue;
        }
        found.push(id(&text[at + "testid=".len()..], text).map_err(|rest| format!("{path}: {rest}")));
    }
    for (at, _) in text.match_indices(" data-") {
        let name = text[at + 1..].split(|c: char| !c.is_ascii_lowercase() && c != '-').next();
        let name = name.filter(|name| text[at + 1 + name.len()..].starts_with('='));
        found.extend(name.filter(|name| *name != "data-testid").map(|name| Ok(name.to_owned())));
    }
    found.retain(|hook| hook.as_ref().is_ok_and(|hook| !hook.is_empty()) || hook.is_err());
    found
}

/// The id that an attribute is given: a literal, a `format!`, or what a function of the file formats. Empty where a
/// component passes on what it was given, which stands where it is used. `Err` has what was not understood.
fn id(value: &str, file: &str) -> Result<String, String> {
    let literal = |text: &str| Some(pattern(text.strip_prefix('"')?.split_once('"')?.0));
    let formatted = |text: &str| literal(text.strip_prefix("format!(")?);
    let name = value.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let of_function = || {
        let (_, function) = file.split_once(&format!("fn {name}("))?;
        let (_, body) = function.split_once('{')?;
        formatted(body.trim_start()).or_else(|| literal(body.trim_start()))
    };
    match name {
        "testid" => Ok(String::new()),
        _ => literal(value).or_else(|| formatted(value)).or_else(of_function).ok_or_else(|| {
            format!("cannot tell the hook `{}`", value.split_whitespace().next().unwrap_or_default())
        }),
    }
}

/// `run-tab-…` of `run-tab-{}`.
fn pattern(format: &str) -> String {
    let mut parts = format.split('{');
    let mut pattern = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        pattern.push_str(ANY);
        pattern.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    pattern
}

/// The section "Hooks" of the document.
fn section(document: &str) -> &str {
    let (_, section) = document.split_once("\n## Hooks\n").unwrap_or_default();
    section.split("\n## ").next().unwrap_or_default()
}

/// What stands in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The hooks that the section says there are: the second column of the ids' table, the first of the attributes'.
fn listed(section: &str) -> BTreeSet<String> {
    let rows = section.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---"));
    let cells = rows.filter_map(|row| {
        let mut cells = row.trim_matches('|').split(" | ");
        let (first, second) = (cells.next()?, cells.next()?);
        let is_attribute = first.trim_start().starts_with("`data-");
        match (is_attribute, second.trim_start().starts_with("`data-testid`")) {
            (_, true) => None,
            (true, _) => Some(first),
            // What else an attribute is on, or the head of a table.
            (false, _) if first.trim().is_empty() || first.trim() == "attribute" => None,
            (false, _) => Some(second),
        }
    });
    cells.flat_map(quoted).map(str::to_owned).collect()
}

#[test]
fn every_hook_of_the_page_is_documented_and_every_documented_one_is_there() {
    let (mut used, mut unclear) = (BTreeSet::new(), Vec::new());
    for source in sources("src/ui") {
        for hook in hooks(&source.path, &read(&source.path)) {
            match hook {
                Ok(hook) => drop(used.insert(hook)),
                Err(message) => unclear.push(message),
            }
        }
    }
    expect_none("a hook is a literal or a `format!` of one", &unclear);
    assert!(used.len() > 100, "the sources were not understood: {used:?}");
    let document = read("docs/testing.md");
    let listed = listed(section(&document));
    let missing: Vec<String> = used.difference(&listed).cloned().collect();
    expect_none("not among the hooks in docs/testing.md", &missing);
    let left_over: Vec<String> = listed.difference(&used).cloned().collect();
    expect_none("among the hooks in docs/testing.md, but not in src/ui", &left_over);
}

#[test]
fn hooks_are_found_in_sources_and_in_the_document() {
    let source = r#"fn tab_id(tab: Tab) -> String {
            format!("tab-{}", tab.token())
        }
        view! { <b data-testid="one" data-tone=tone><Button testid="two"/><i data-testid=testid/>
        <a data-testid=format!("run-{}-{part}x", tab)/><u data-testid=tab_id(tab)/><s data-testid=unknown/></b> };
        step("[data-testid=event]")"#;
    let found: Vec<_> = hooks("src/ui/a.rs", source);
    let (good, bad): (Vec<_>, Vec<_>) = found.into_iter().partition(Result::is_ok);
    let good: Vec<String> = good.into_iter().flatten().collect();
    assert_eq!(good, ["one", "two", "run-…-…x", "tab-…", "data-tone"]);
    assert_eq!(bad.len(), 1, "{bad:?}");
    let document = "# A\n\n## Hooks\n\n| area | `data-testid` |\n| --- | --- |\n| x | `one` (`two`: no) |\n\n\
                    | attribute | on | value |\n| --- | --- | --- |\n| `data-a`, `data-b` | `one` | `three` |\n\
                    | | `four` | `five` |\n\n## B\n\n| y | `six` |";
    let listed: Vec<String> = listed(section(document)).into_iter().collect();
    assert_eq!(listed, ["data-a", "data-b", "one", "two"]);
}
