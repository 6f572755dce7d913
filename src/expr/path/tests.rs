//! What paths select, and in which words they fail.

use super::*;
use crate::json::parse;

const DOCUMENT: &str = r#"{
    "order": {"id": "o-1", "total": 12.5, "lines": [{"sku": "x", "n": 2}, {"sku": "y"}, {"sku": "z", "n": null}]},
    "tags": ["a", "b", "c"],
    "none": null,
    "word": "text",
    "it's": 1
}"#;

#[track_caller]
fn check(path: &str, expected: &str) {
    let document = parse(DOCUMENT).unwrap();
    let answer = match Path::parse_plain(path) {
        Ok(path) => path.select(&document).map_or_else(|error| error.message, |value| value.to_string()),
        Err(error) => error.reason().to_owned(),
    };
    assert_eq!(answer, expected, "of {path}");
}

#[test]
fn a_definite_path_selects_the_value_itself() {
    check("$.order.id", r#""o-1""#);
    check("$.none", "null");
    check("$['order']['total']", "12.5");
    check("$.tags[1]", r#""b""#);
    check("$.tags[(@.length-1)]", r#""c""#);
    check("$.order['id','total','color']", r#"{"id":"o-1","total":12.5}"#);
    check("order.id", r#""o-1""#);
    check("$.tags.[0]", r#""a""#);
}

#[test]
fn any_other_path_selects_an_array() {
    check("$.order.lines[*].sku", r#"["x","y","z"]"#);
    check("$..n", "[2,null]");
    check("$.tags[1:]", r#"["b","c"]"#);
    check("$.tags[:-1]", r#"["a","b"]"#);
    check("$.tags[0,2]", r#"["a","c"]"#);
    check("$.color[*]", "[]");
    check("$.order.lines[?(@.n)].sku", r#"["x"]"#);
    check("$.order.lines[?(!@.n)].sku", r#"["y","z"]"#);
    check("$.order.lines[?(@.sku == x)].n", "[2]");
    check("$.order.lines[?(@.sku =~ /[X-Y]/i)].sku", r#"["x","y"]"#);
    check("$.order.lines[?(@.sku == 'z' || @.n > 1 && @.n < 3)].sku", r#"["x","z"]"#);
}

#[test]
fn numbers_and_texts_compare_as_decimals() {
    let numbers = parse("[1, 1.5, 12345678901234567890, 2, -0.0]").unwrap();
    for (filter, expected) in [
        ("@ == 1.0", "[1]"),
        ("@ >= '1.50'", "[1.5,12345678901234567890,2]"),
        ("@ == 1.234567890123456789e19", "[12345678901234567890]"),
        ("@ < +1", "[-0.0]"),
        ("@ == 0e5", "[-0.0]"),
        ("1 == @", "[]"),
        ("@ != null", "[1,1.5,12345678901234567890,2,-0.0]"),
        (
            "@ == one",
            "Character o is neither a decimal digit number, decimal point, nor \"e\" notation exponential mark.",
        ),
        ("@ == 1.2.3", "Character array contains more than one decimal point."),
        ("@ == 1e", "No exponent digits."),
        ("@ == .", "No digits found."),
    ] {
        let answer = Path::parse(&format!("$[?({filter})]")).unwrap().select(&numbers);
        assert_eq!(
            answer.map_or_else(|error| error.message, |value| value.to_string()),
            expected,
            "of {filter}"
        );
    }
}

#[test]
fn what_is_missing_is_told_in_jayways_words() {
    check("$.color", "No results for path: $['color']");
    check("$.color.shade", "Missing property in path $['color']");
    check("$.word.x", "Property ['x'] not found in path $['word']");
    check("$.tags[3]", "Index out of bounds when evaluating path $['tags'][3]");
    check("$.tags[-1]", "Index out of bounds when evaluating path $['tags'][-1]");
    check("$.none[0]", "The path $['none'] is null");
    check(
        "$.order[0].x",
        "Filter: [0]['x'] can only be applied to arrays. Current context is: \
           {id=o-1, total=12.5, lines=[{\"sku\":\"x\",\"n\":2},{\"sku\":\"y\"},{\"sku\":\"z\",\"n\":null}]}",
    );
}

#[test]
fn what_is_not_a_path_is_refused() {
    check("", "The path is empty");
    check("$.order.", "The path is incomplete");
    check("$..", "A path can not end with a scan.");
    check("$.a b", "Space not allowed in path");
    check("$x", "Invalid path $x");
    check("$.tags[abc]", "Could not analyze path component: [abc]");
    check("$.tags[?(@.x in [1])]", "Space not allowed in path");
    check("$.tags[?(@..x == 1)]", "the predicate path: @..x is not definite");
}

#[test]
fn a_path_knows_where_it_starts() {
    for (text, root) in [
        ("$.a", Root::Input),
        ("$", Root::Input),
        ("$$.Execution.Id", Root::Context),
        ("$$", Root::Context),
        ("$total", Root::Variable("total".into())),
        ("$größe_2.x[0]", Root::Variable("größe_2".into())),
    ] {
        assert_eq!(Path::parse(text).unwrap().root(), &root, "of {text}");
    }
    for text in ["$a-b", "$a$b", "$1", "$$x", "$ .a"] {
        assert!(Path::parse(text).is_err(), "{text} was taken");
    }
}

#[test]
fn a_found_value_is_shared() {
    let document = parse(DOCUMENT).unwrap();
    let Value::Object(found) = Path::parse("$.order").unwrap().select(&document).unwrap() else { panic!() };
    let Some(Value::Object(original)) = document.get("order") else { panic!() };
    assert!(Arc::ptr_eq(&found, original));
}

#[test]
fn hostile_paths_end() {
    let mut deep = Value::Null;
    for _ in 0..400 {
        deep = [("a", deep.clone()), ("b", deep)].into_iter().collect::<crate::json::Object>().into();
    }
    let error = Path::parse("$..*..*").unwrap().select(&deep).unwrap_err();
    assert_eq!(error.kind, PathErrorKind::Limit);
    assert!(Path::parse(&format!("${}", ".a".repeat(100_000))).is_err());
    assert!(Path::parse(&format!("$.a{}", "[?(@".repeat(20_000))).is_err());
    assert!(Path::parse(&format!("$.a[?({})]", "@.b && ".repeat(50_000))).is_err());
    let wide: Value = (0..3000_i64).map(Value::from).collect();
    let long = Value::from("a".repeat(1 << 20));
    let error = Path::parse("$[?(@ =~ /(a|b|c)*d/)]").unwrap().select(&Value::from(vec![long])).unwrap_err();
    assert_eq!(error.kind, PathErrorKind::Limit);
    assert!(Path::parse("$[?(@ =~ /((a{1000}){1000}){1000}/)]").is_err());
    let pattern = Path::parse("$[?(@ =~ /(a*)*b/)]").unwrap();
    assert_eq!(pattern.select(&wide).unwrap().to_string(), "[]");
}
