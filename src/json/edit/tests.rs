//! What each change does to the bytes of a text.

use super::*;
use crate::json::{JsonPointer, Value, parse};

fn tree(text: &str) -> SpannedTree {
    SpannedTree::parse(text)
}

fn at(tree: &SpannedTree, pointer: &str) -> crate::json::tree::NodeId {
    tree.node_at(&JsonPointer::from_text(pointer)).expect("the pointer names something")
}

#[track_caller]
fn check(before: &str, after: &str, edit: impl Fn(&SpannedTree, &Style) -> Vec<Splice>) {
    let tree = tree(before);
    let made = apply(before, edit(&tree, &Style::of(&tree)));
    assert_eq!(made, after, "of {before}");
    assert!(SpannedTree::parse(&*made).errors().is_empty(), "not JSON: {made}");
}

#[track_caller]
fn check_patch(before: &str, wanted: &str, after: &str) {
    let value = parse(wanted).expect("wanted is JSON");
    check(before, after, |tree, style| patch(tree, style, tree.root(), &value));
    assert_eq!(parse(after).expect("after is JSON"), value);
}

#[test]
fn a_member_is_added_on_a_line_of_its_own_or_among_those_of_one_line() {
    for (before, after, key, to) in [
        ("{\n  \"a\": 1\n}", "{\n  \"a\": 1,\n  \"b\": 2\n}", "b", Some("/a")),
        ("{\n  \"a\": 1\n}", "{\n  \"b\": 2,\n  \"a\": 1\n}", "b", None),
        ("{\n\t\"a\" : 1,\n\t\"c\" : 3\n}", "{\n\t\"a\" : 1,\n\t\"b\" : 2,\n\t\"c\" : 3\n}", "b", Some("/a")),
        ("{\r\n    \"a\": 1\r\n}\r\n", "{\r\n    \"a\": 1,\r\n    \"b\": 2\r\n}\r\n", "b", Some("/a")),
        ("{\"a\": 1, \"c\": 3}", "{\"a\": 1, \"b\": 2, \"c\": 3}", "b", Some("/a")),
        ("{\"a\":1}", "{\"a\":1,\"b\":2}", "b", Some("/a")),
        ("{ \"a\":1 }", "{ \"a\":1,\"b\":2 }", "b", Some("/a")),
        ("{}", "{\"b\":2}", "b", None),
        ("\n{}", "\n{\n  \"b\": 2\n}", "b", None),
        ("{\n  \"é\": 1\n  , \"x\": 0\n}", "{\n  \"é\": 1\n  , \"x\": 0,\n  \"b\": 2\n}", "b", Some("/x")),
    ] {
        check(before, after, |tree, style| {
            insert_member(tree, style, tree.root(), to.map(|to| at(tree, to)), (key, "2"))
        });
    }
}

#[test]
fn a_value_of_several_lines_takes_the_texts_own_indentation() {
    let value = "{\n  \"Type\": \"Pass\",\n  \"List\": [\n    1\n  ]\n}";
    for (before, after) in [
        (
            "{\n    \"a\": {\n        \"x\": 1\n    }\n}",
            "{\n    \"a\": {\n        \"x\": 1\n    },\n    \"b\": {\n        \"Type\": \"Pass\",\n        \"List\": [\n            1\n        ]\n    }\n}",
        ),
        ("{\"a\": 1}", "{\"a\": 1, \"b\": {\"Type\": \"Pass\", \"List\": [1]}}"),
        ("{\"a\":1}", "{\"a\":1,\"b\":{\"Type\":\"Pass\",\"List\":[1]}}"),
    ] {
        check(before, after, |tree, style| {
            insert_member(tree, style, tree.root(), Some(at(tree, "/a")), ("b", value))
        });
    }
}

#[test]
fn what_is_removed_takes_its_comma_and_its_line_along() {
    for (before, after, gone) in [
        ("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}", "{\n  \"b\": 2,\n  \"c\": 3\n}", "/a"),
        ("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}", "{\n  \"a\": 1,\n  \"c\": 3\n}", "/b"),
        ("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}", "{\n  \"a\": 1,\n  \"b\": 2\n}", "/c"),
        ("{\n  \"a\": 1\n}", "{}", "/a"),
        ("[1, 2,  3]", "[1,  3]", "/1"),
        ("[ 1 ]", "[]", "/0"),
        ("{\"a\": {\n  \"x\": 1},\n\n  \"b\": 2}", "{\"b\": 2}", "/a"),
    ] {
        check(before, after, |tree, style| remove(tree, style, at(tree, gone)));
    }
}

#[test]
fn a_name_is_changed_in_place() {
    check("{\n  \"a\" : 1, \"a b\": 2}", "{\n  \"q\\\"\" : 1, \"a b\": 2}", |tree, _| {
        rename(tree, at(tree, "/a"), "q\"")
    });
}

#[test]
fn a_patch_changes_only_what_is_different() {
    check_patch(
        "{ \"a\" : 1.0,\n  \"b\": [1, 2,\n 3], \"c\": {\"d\": \"\\u00e9\"} }",
        r#"{"a": 1.0, "b": [1, 5, 3], "c": {"d": "é"}, "e": true}"#,
        "{ \"a\" : 1.0,\n  \"b\": [1, 5,\n 3], \"c\": {\"d\": \"\\u00e9\"}, \"e\": true }",
    );
    check_patch("{\"a\":1,\"b\":2}", r#"{"b":2}"#, "{\"b\":2}");
    check_patch("{\"a\":1,\"b\":2}", r#"{"b":3,"c":{"d":[1]}}"#, "{\"b\":3,\"c\":{\"d\":[1]}}");
    check_patch("[\n  1,\n  2\n]", "[0, 1, 2]", "[\n  0,\n  1,\n  2\n]");
    check_patch("[\n  1,\n  2\n]", "[]", "[]");
    check_patch("[\n  {\"a\": 1}\n]", r#"[{"a": 1, "b": 2}]"#, "[\n  {\"a\": 1, \"b\": 2}\n]");
    check_patch("{\n  \"a\": []\n}", r#"{"a": [1]}"#, "{\n  \"a\": [\n    1\n  ]\n}");
    check_patch("{\"a\": 1, \"a\": 2}", r#"{"a": 2}"#, "{\"a\": 2}");
}

#[test]
fn a_moved_value_is_written_in_its_new_place() {
    let before =
        "{\n\t\"a\": {\n\t\t\"b\": {\n\t\t\t\"n\": 1.50,\n\t\t\t\"m\": [\n\t\t\t\t0\n\t\t\t]\n\t\t}\n\t}\n}";
    let tree = tree(before);
    let style = Style::of(&tree);
    let text = dedented(&tree, at(&tree, "/a/b"), &style);
    assert_eq!(text, "{\n  \"n\": 1.50,\n  \"m\": [\n    0\n  ]\n}");
    assert_eq!(style.place(&text, "\t"), "{\n\t\t\"n\": 1.50,\n\t\t\"m\": [\n\t\t\t0\n\t\t]\n\t}");
}

#[test]
fn a_difference_is_what_lies_between_the_common_ends() {
    for (before, after, range, text) in [
        ("abc", "abc", 3..3, ""),
        ("abc", "axc", 1..2, "x"),
        ("aé", "aè", 1..3, "è"),
        ("aa", "aaa", 2..2, "a"),
        ("", "x", 0..0, "x"),
        ("x", "", 0..1, ""),
    ] {
        let splice = difference(before, after);
        assert_eq!((splice.range.clone(), &*splice.text), (range, text), "{before} to {after}");
        assert_eq!(apply(before, vec![splice]), after);
    }
}

#[test]
fn values_of_any_kind_replace_each_other() {
    for (before, wanted) in [("1", "{\"a\":[]}"), ("{\"a\":1}", "null"), ("[1]", "{}"), ("\"x\"", "\"y\"")] {
        let value: Value = parse(wanted).expect("JSON");
        check(before, wanted, |tree, style| patch(tree, style, tree.root(), &value));
    }
}
