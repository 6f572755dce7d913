//! Expressions that mean harm: each ends soon, without a clock, and the same way on every machine. And laws on texts
//! that nobody wrote.

use super::jsonata::{engines, place, shown};
use proptest::prelude::*;

/// Each with how it ends: at a limit, or with a result or failure that begins so. `scripts/bench/hostile` measures
/// them in WebAssembly.
const HOSTILE: &str = include_str!("hostile.jsonl");

/// What a limit's failure begins with.
fn limit(ends: &str) -> &str {
    match ends {
        "time" => "threw an error during evaluation: Expression evaluation timeout",
        "memory" => "threw an error during evaluation: Expression evaluation memory limit exceeded",
        "depth" => "threw an error during evaluation: Stack overflow error",
        _ => ends,
    }
}

#[test]
fn hostile_expressions_end_soon_and_alike() {
    let mut wrong = Vec::new();
    let [engine, remote] = engines();
    for (index, line) in HOSTILE.lines().enumerate() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let (text, ends) = (case["expression"].as_str().unwrap(), case["ends"].as_str().unwrap());
        let here = shown(&*engine, text, &mut place());
        if !here.starts_with(limit(ends)) {
            wrong.push(format!("{text} gave {}", here.chars().take(200).collect::<String>()));
        }
        // Each takes a while, and all the same way.
        if index % 5 == 0 {
            assert_eq!(here, shown(&*remote, text, &mut place()), "of {text}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn brackets_and_operators_without_end_are_no_harm() {
    for part in [
        "(",
        "[",
        "{",
        "1+",
        "a.",
        "-",
        "$f(",
        "a?b:",
        "function($x){",
        "|",
        "a[",
        "/(",
        "'",
        "a~>",
        "λ($x){",
    ] {
        for count in [90, 500, 5_000, 200_000] {
            for engine in engines() {
                let _ = shown(&*engine, &part.repeat(count), &mut place());
                let _ = shown(&*engine, &format!("{}1", part.repeat(count)), &mut place());
            }
        }
    }
}

/// Texts of pieces that expressions are made of.
fn texts() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "$states",
        ".input",
        ".lines",
        "$i",
        "$list",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        ":",
        ":=",
        ";",
        ",",
        "1",
        "0.5",
        "-",
        "+",
        "*",
        "/",
        "%",
        "&",
        "=",
        "!=",
        "<",
        " and ",
        " in ",
        "?",
        "'a'",
        "\"n\"",
        "`b`",
        "..",
        "**",
        "^(",
        "#$p",
        "@$v",
        "~>",
        "|",
        "function($x){",
        "$x",
        "$sum",
        "$map",
        "$distinct",
        "$reduce",
        "$range",
        "$partition",
        "$parse",
        "$hash",
        "$random",
        "$uuid",
        "/a+/i",
        "null",
        "true",
        "$string",
        "é",
        "𝄞",
        "/*",
        "*/",
        "\\",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_gives_one_answer(text in prop_oneof![texts(), ".{0,40}"]) {
        let [here, there] = engines();
        let first = shown(&*here, &text, &mut place());
        prop_assert_eq!(&first, &shown(&*here, &text, &mut place()));
        prop_assert_eq!(&first, &shown(&*there, &text, &mut place()));
    }
}
