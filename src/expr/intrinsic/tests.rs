//! What each Intrinsic Function gives, and what it refuses.

use super::*;
use crate::expr::testing::Fixed;

const INPUT: &str = r#"{"name":"Ann","list":[3,1,3,"x",1.0,{"b":1,"a":2},{"a":2,"b":1}],"map":{"a":1,"b":[2,"y"]},"nil":null}"#;

#[track_caller]
fn check(text: &str, expected: &str) {
    let mut environment = Fixed::new(INPUT);
    let answer = match Intrinsic::parse(text) {
        Err(error) => format!("{} at {}", error.message, error.offset),
        Ok(call) => match call.evaluate(&mut environment) {
            Ok(value) => value.to_string(),
            Err(error) => {
                let prefix = format!("The function '{text}' had the following error: ");
                format!("{}: {}", error.error, error.cause.strip_prefix(&prefix).unwrap())
            }
        },
    };
    assert_eq!(answer, expected, "of {text}");
}

#[test]
fn format_puts_values_into_text() {
    check("States.Format('Hi {}, {}!', $.name, 2)", r#""Hi Ann, 2!""#);
    check("States.Format('{} {}', $.map, $.nil)", r#""{a=1, b=[2, y]} null""#);
    check(r"States.Format('\{{}\} it\'s \\', true)", r#""{true} it's \\""#);
    check("States.Format('{ {x} }')", r#""{ {x} }""#);
    check("States.Format($.name)", r#""Ann""#);
    check("States.Format('{}-{}', $$.State.Name, $count)", r#""Here-3""#);
    check(
        "States.Format('{}')",
        "States.IntrinsicFailure: The number of {} in the format does not match the number of arguments, which is 0",
    );
}

#[test]
fn json_goes_into_text_and_back() {
    check(r#"States.StringToJson('{"a": [1, 2.50]}')"#, r#"{"a":[1,2.5]}"#);
    check("States.StringToJson('  ')", "null");
    check("States.JsonToString($.map)", r#""{\"a\":1,\"b\":[2,\"y\"]}""#);
    check(
        "States.JsonMerge($.map, States.StringToJson('{\"c\":3,\"a\":0}'), false)",
        r#"{"a":0,"b":[2,"y"],"c":3}"#,
    );
    check(
        "States.JsonMerge($.map, $.map, true)",
        "States.IntrinsicFailure: Deep merging is not supported: the third argument must be false",
    );
    check(
        "States.JsonMerge($.map, $.name, false)",
        "States.IntrinsicFailure: Argument 2 of States.JsonMerge must be an object, but was of type string",
    );
}

#[test]
fn arrays_are_made_cut_and_searched() {
    check("States.Array()", "[]");
    check("States.Array(1, 'b', null, $.nil)", r#"[1,"b",null,null]"#);
    check("States.ArrayPartition(States.ArrayRange(1,5,1), 2)", "[[1,2],[3,4],[5]]");
    check("States.ArrayPartition(States.Array(), 2)", "[]");
    check(
        "States.ArrayPartition($.list, 0)",
        "States.IntrinsicFailure: The size of a partition must be positive",
    );
    check("States.ArrayContains($.list, 3)", "true");
    check("States.ArrayContains($.list, '3')", "false");
    check("States.ArrayRange(9, 0, -4)", "[9,5,1]");
    check("States.ArrayRange(1, 0, 1)", "[]");
    check("States.ArrayRange(1, 1, 5)", "[1]");
    check("States.ArrayRange(0, 1, 0)", "States.IntrinsicFailure: The step must not be zero");
    check(
        "States.ArrayRange(-2147483648, 2147483647, 1)",
        "States.IntrinsicFailure: The array would have more than 1000 items",
    );
    check("States.ArrayGetItem($.list, 1)", "1");
    check(
        "States.ArrayGetItem($.list, 7)",
        "States.IntrinsicFailure: The index 7 is outside of the array, which has 7 items",
    );
    check("States.ArrayLength($.list)", "7");
    check("States.ArrayUnique($.list)", r#"[3,1,"x",1.0,{"b":1,"a":2}]"#);
}

#[test]
fn text_is_encoded_hashed_and_split() {
    check("States.Base64Encode('Größe')", r#""R3LDtsOfZQ==""#);
    check("States.Base64Decode('R3LDtsOfZQ')", r#""Größe""#);
    check("States.Hash('abc', 'MD5')", r#""900150983cd24fb0d6963f7d28e17f72""#);
    check("States.Hash('abc', 'SHA-1')", r#""a9993e364706816aba3e25717850c26c9cd0d89d""#);
    check("States.Hash('abc', 'md5')", "States.IntrinsicFailure: There is no hash algorithm md5");
    check("States.StringSplit('a-b,,c-', ',-')", r#"["a","b","c"]"#);
    check("States.StringSplit('a', '')", r#"["a"]"#);
    check("States.StringSplit('', ',')", "[]");
}

#[test]
fn numbers_are_rounded_halves_upwards_and_added() {
    check("States.MathAdd(2.5, -2.5)", "1");
    check("States.MathAdd(0.49999999999999994, -0.5)", "0");
    check("States.MathAdd(-3.51, 0)", "-4");
    check(
        "States.MathAdd(2147483647, 1)",
        "States.IntrinsicFailure: The sum 2147483648 is not an integer of 32 bits",
    );
    check(
        "States.MathAdd(2147483648, 1)",
        "States.IntrinsicFailure: Argument 1 of States.MathAdd must be an integer of 32 bits, but was of type number",
    );
}

#[test]
fn randomness_comes_from_the_environment_and_the_seed() {
    check("States.UUID()", r#""9e3779b9-7f4a-4c16-bc6e-f372fe94f82b""#);
    check("States.MathRandom(5, 6)", "5");
    check("States.MathRandom(0, 10, 42)", "0");
    check("States.MathRandom(-2147483648, 2147483647, 7)", "990844825");
    check("States.MathRandom(3, 3)", "States.IntrinsicFailure: The start must be less than the end");
}

#[test]
fn a_path_that_finds_nothing_is_told_with_the_input() {
    let input = INPUT;
    check(
        "States.Format('{}', States.Array($.no.way))",
        &format!(
            "States.Runtime: The JsonPath argument for the field '$.no.way' could not be found in the input '{input}'"
        ),
    );
    check(
        "States.Array($$.No)",
        &format!(
            "States.Runtime: The JsonPath argument for the field '$.No' could not be found in the input '{input}'"
        ),
    );
    check(
        "States.Array($.name[0])",
        "States.Runtime: Filter: [0] can only be applied to arrays. Current context is: Ann",
    );
}

#[test]
fn arguments_may_be_paths_with_commas_and_parentheses() {
    check("States.ArrayLength($.list[?(@.a == 2 && @.b < 3)])", "2");
    check("States.Array( $.map['a','b'] ,$.list[0,1])", r#"[{"a":1,"b":[2,"y"]},[3,1]]"#);
}

#[test]
fn what_is_not_a_call_is_refused_with_its_place() {
    check("States.Formt('x')", "There is no function States.Formt at 0");
    check("States.Format('x'", "A comma or a closing parenthesis must follow the argument at 17");
    check("States.Format('x)", "A text must end with a single quote at 17");
    check("States.Format('a\\n')", "A backslash may stand before ' { } and \\ only at 16");
    check(
        "States.Format(\"x\")",
        "`\"x\"` is neither a text in single quotes, a path, a number, true, false, null nor a call at 14",
    );
    check("States.UUID(1)", "States.UUID does not take 1 argument at 0");
    check("States.UUID() x", "Nothing may follow the closing parenthesis at 14");
    check(
        "States.Array(1,)",
        "`` is neither a text in single quotes, a path, a number, true, false, null nor a call at 15",
    );
    check(
        &format!("{}{}", "States.Array(".repeat(11), ")".repeat(11)),
        "Functions can be nested at most 10 deep at 130",
    );
    assert!(Intrinsic::parse(&"States.Array(".repeat(100_000)).is_err());
}

#[test]
fn what_is_always_the_same_is_kept_only_where_it_is_small() {
    let kept = |text: &str| Intrinsic::parse(text).unwrap().call.constant.map(|value| value.to_string());
    assert_eq!(kept("States.ArrayRange(1, 7, 3)").as_deref(), Some("[1,4,7]"));
    assert_eq!(kept("States.ArrayLength(States.ArrayRange(1, 7, 3))").as_deref(), Some("3"));
    for text in [
        "States.ArrayRange(1, 1000, 1)",
        "States.ArrayLength(States.ArrayRange(1, 1000, 1))",
        "States.ArrayRange(1, 7, 0)",
        "States.Array($.a)",
        "States.UUID()",
        "States.MathRandom(1, 2, 3)",
    ] {
        assert_eq!(kept(text), None, "of {text}");
    }
}
