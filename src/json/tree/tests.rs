//! Table tests of the text tree.

use super::*;

/// Checks what `text` is told to be wrong with, as `line:column message`, and what it is taken for.
#[track_caller]
fn check(text: &str, errors: &[&str], value: &str) {
    let tree = SpannedTree::parse(text);
    let told: Vec<_> = tree
        .errors()
        .iter()
        .map(|error| {
            let Position { line, column } = tree.position(error.span.start);
            format!("{line}:{column} {}", error.message)
        })
        .collect();
    assert_eq!(told, errors, "errors of {text}");
    assert_eq!(tree.value(tree.root()).to_string(), value, "value of {text}");
    assert!(tree.errors().iter().all(|error| error.hint.is_some()), "a hint is missing for {text}");
}

#[test]
fn valid_json_is_read_without_errors() {
    for text in [
        "null",
        r#"{"a":[1,-2.5,true,false,null,"x\ny"],"b":{},"c":[]}"#,
        r#""é €""#,
        "12345678901234567890",
        r#"{"":{"/":1,"~":2}}"#,
    ] {
        check(text, &[], text);
    }
    check(" { \"a\" :\r\n\t1 , \"b\":[ ] } \n", &[], r#"{"a":1,"b":[]}"#);
    check("1e3", &[], "1000.0");
}

#[test]
fn commas() {
    check(r#"{"a":1,}"#, &["1:7 There is a comma after the last entry"], r#"{"a":1}"#);
    check("[1,2,\n]", &["1:5 There is a comma after the last entry"], "[1,2]");
    check("[1,,2]", &["1:4 There is a comma with nothing before it"], "[1,2]");
    check("[,1]", &["1:2 There is a comma with nothing before it"], "[1]");
    check("[1 2]", &["1:3 A comma is missing here"], "[1,2]");
    check("{\n  \"a\": 1\n  \"b\": 2\n}", &["2:9 A comma is missing here"], r#"{"a":1,"b":2}"#);
    check("[1;2]", &["1:3 Entries are separated by `,`, not by `;`"], "[1,2]");
}

#[test]
fn quotes() {
    check(
        "{\n  \"Next\": \"Done,\n  \"End\": true\n}",
        &["2:11 The closing quote of this string is missing"],
        r#"{"Next":"Done","End":true}"#,
    );
    check("{\"a\": \"b\n}", &["1:7 The closing quote of this string is missing"], r#"{"a":"b"}"#);
    check("{'a': 1}", &["1:2 JSON does not know single quotes"], r#"{"a":1}"#);
    check(
        "{“a”: “b”}",
        &["1:2 JSON does not know typographic quotes", "1:7 JSON does not know typographic quotes"],
        r#"{"a":"b"}"#,
    );
    check("{a: 1}", &["1:2 The name `a` is not in quotes"], r#"{"a":1}"#);
    check("{\"a\": Done}", &["1:7 The text `Done` is not in quotes"], r#"{"a":"Done"}"#);
    check(
        "{\"a\": ${Time Out}, \"b\": 1}",
        &["1:7 The text `${Time Out}` is not in quotes"],
        r#"{"a":"${Time Out}","b":1}"#,
    );
}

#[test]
fn strings() {
    check("\"a\nb\"", &["1:3 There is a line break in a string"], r#""a\nb""#);
    check(
        "{\"Output\": \"{% $a +\n\n\"}",
        &["1:20 There is a line break in a string"],
        "{\"Output\":\"{% $a +\\n\\n\"}",
    );
    check("\"a\tb\"", &["1:3 There is a tab in a string"], r#""a\tb""#);
    check("\"\u{1}\"", &["1:2 There is a control character U+0001 in a string"], r#""\u0001""#);
    check(r#""\x""#, &["1:2 `\\x` is no escape sequence of JSON"], r#""\\x""#);
    check(r#""\ud800""#, &["1:2 `\\ud800` is half of a character"], "\"\u{fffd}\"");
}

#[test]
fn names_and_values() {
    check(r#"{"a"}"#, &["1:2 The name `a` has no value"], r#"{"a":null}"#);
    check(r#"{"a":,"b":2}"#, &["1:2 The name `a` has no value"], r#"{"a":null,"b":2}"#);
    check(
        "{\"a\"\n\"b\":2}",
        &["1:2 The name `a` has no value", "1:5 A comma is missing here"],
        r#"{"a":null,"b":2}"#,
    );
    check(r#"{"a" 1}"#, &["1:5 A colon is missing here"], r#"{"a":1}"#);
    check(
        r#"{"a" = 1, "b" => 2}"#,
        &["1:6 Name and value are separated by `:`", "1:15 Name and value are separated by `:`"],
        r#"{"a":1,"b":2}"#,
    );
    check(r#"{:1,"a":2}"#, &["1:2 A name is missing before this `:`"], r#"{"a":2}"#);
    check(r#"{{"b":1},"a":2}"#, &["1:2 A value in an object needs a name"], r#"{"a":2}"#);
    check(r#"["a":1]"#, &["1:5 Items of an array have no names"], r#"["a",1]"#);
}

#[test]
fn words_and_numbers() {
    check("[True,None]", &["1:2 JSON does not know `True`", "1:7 JSON does not know `None`"], "[true,null]");
    check("[NaN]", &["1:2 JSON has no number `NaN`"], "[null]");
    check("[-Infinity]", &["1:2 JSON has no number `-Infinity`"], "[null]");
    check("[01]", &["1:2 The number `01` starts with a needless `0`"], "[null]");
    check("[+1]", &["1:2 The number `+1` starts with a `+`"], "[null]");
    check(
        "[.5,5.]",
        &["1:2 The number `.5` starts with a point", "1:5 The number `5.` ends with a point"],
        "[null,null]",
    );
    check("[1e999]", &["1:2 The number `1e999` is too large"], "[null]");
    check("[2024-01-02]", &["1:2 `2024-01-02` is not a number"], r#"["2024-01-02"]"#);
}

#[test]
fn brackets_and_the_end() {
    check("", &["1:1 There is no JSON in the text"], "null");
    check("{\"a\":[1,\n", &["1:9 The text ends before the array opened on line 1 is closed"], r#"{"a":[1]}"#);
    check("{\"a\":\"b", &["1:8 The text ends inside a string"], r#"{"a":"b"}"#);
    check("[{\"a\":1]", &["1:8 A `}` is missing before this `]`"], r#"[{"a":1}]"#);
    check("{\"a\":1]}", &["1:7 A `]` closes nothing here"], r#"{"a":1}"#);
    check("{}}", &["1:3 There is one closing bracket too many: the outermost value has already ended"], "{}");
    check("{} x", &["1:4 There is text after the end of the outermost value"], "{}");
}

#[test]
fn comments_and_invisible_characters() {
    check("// a\n{\"a\":/* b */1}", &["1:1 JSON has no comments", "2:6 JSON has no comments"], r#"{"a":1}"#);
    check("\u{feff}{}", &["1:1 The text starts with a byte order mark, which JSON does not allow"], "{}");
    check("{\u{a0}}", &["1:2 The invisible character U+00A0 is not allowed here"], "{}");
}

#[test]
fn nesting_has_a_limit_and_no_crash() {
    let deep = "[".repeat(512) + &"]".repeat(512);
    assert!(SpannedTree::parse(deep).errors().is_empty());
    let deeper = "[".repeat(100_000) + &"]".repeat(100_000);
    assert_eq!(SpannedTree::parse(deeper).errors().len(), 1);
    let open = "{\"a\":[".repeat(100_000);
    assert_eq!(SpannedTree::parse(open).errors().len(), 2);
}

#[test]
fn of_a_repeated_name_the_last_counts_and_a_warning_is_told() {
    let many: String = (0..20).map(|name| format!("\"n{name}\": {name}, ")).collect();
    for text in ["{\"a\": 1,\n \"\\u0061\": 2}".to_owned(), format!("{{{many}\n \"n3\": 2}}")] {
        let tree = SpannedTree::parse(text);
        assert!(tree.errors().is_empty());
        let [warning] = tree.warnings() else { panic!("{:?}", tree.warnings()) };
        assert_eq!(tree.position(warning.span.start), Position { line: 2, column: 2 });
        let name = tree.string_or_name(warning.span.start);
        assert_eq!(tree.value(tree.root()).get(&name).and_then(Value::as_i64), Some(2));
        let node = tree.node_at(&JsonPointer::root().key(&name)).unwrap();
        assert_eq!(&tree.text()[tree.span(node)], "2");
    }
}

impl SpannedTree {
    fn string_or_name(&self, byte: usize) -> String {
        self.key(self.node_at_byte(byte)).unwrap().into_owned()
    }
}

#[test]
fn every_place_has_its_pointer_and_every_pointer_its_place() {
    let text = r#"{"States": {"A/B": {"Next": "é"}, "C": [10, {"d~": null}]}}"#;
    let tree = SpannedTree::parse(text);
    for (found, pointer) in [
        ("{\"States", ""),
        ("States", "/States"),
        ("A/B", "/States/A~1B"),
        ("Next", "/States/A~1B/Next"),
        ("é", "/States/A~1B/Next"),
        ("10", "/States/C/0"),
        ("d~", "/States/C/1/d~0"),
        ("null", "/States/C/1/d~0"),
    ] {
        let byte = text.find(found).unwrap();
        assert_eq!(tree.pointer_at(byte).as_str(), pointer, "at {found}");
        let node = tree.node_at(&JsonPointer::from_text(pointer)).unwrap();
        assert_eq!(tree.pointer(node).as_str(), pointer);
    }
    let next = JsonPointer::from_text("/States/A~1B/Next");
    assert_eq!(&text[tree.key_span(&next).unwrap()], "\"Next\"");
    assert_eq!(&text[tree.value_span(&next).unwrap()], "\"é\"");
    assert!(tree.node_at(&JsonPointer::from_text("/States/C/01")).is_none());
    let nearest = tree.nearest_node(&JsonPointer::from_text("/States/C/7/x"));
    assert_eq!(tree.pointer(nearest).as_str(), "/States/C");
}
