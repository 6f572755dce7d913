//! Laws that hold for any text and any value.

use asl_studio::expr::{Environment, Intrinsic, Path, Query, ReferencePath, StringPattern, Template};
use asl_studio::json::{Number, Object, Value};
use proptest::prelude::*;

/// Values of small vocabulary, so that paths find something in them.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_i64..9).prop_map(Value::from),
        (-4.0..4.0).prop_map(|number: f64| Value::Number(Number::Float(number))),
        "[abx'./]{0,3}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let members = prop::collection::vec(("[abc]", inner.clone()), 0..4);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::from),
            members.prop_map(|members| members.into_iter().collect::<Object>().into()),
        ]
    })
}

/// Texts made of what paths and calls are made of.
fn near_paths() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "$",
        "@",
        ".",
        "..",
        "*",
        "[",
        "]",
        "(",
        ")",
        "?",
        "'",
        "\\",
        "a",
        "b",
        "c",
        "0",
        "1",
        "-1",
        ":",
        ",",
        " ",
        "==",
        "!=",
        "<",
        ">=",
        "=~",
        "&&",
        "||",
        "!",
        "/",
        "[*]",
        "[?(@.a",
        ")]",
        "[(@.length-1)]",
        "['a']",
        "null",
        "States.",
        "Format(",
        "Array(",
        "{}",
        "é",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// Paths that are well formed.
fn paths() -> impl Strategy<Value = String> {
    let step = prop::sample::select(vec![
        ".a",
        ".b",
        ".c",
        "['a']",
        "['a','c']",
        "[0]",
        "[1]",
        "[0,1]",
        "[1:]",
        "[:1]",
        "[0:2]",
        "[*]",
        ".*",
        "..a",
        "..*",
        "[(@.length-1)]",
        "[?(@.a)]",
        "[?(!@.b)]",
        "[?(@.a == 1)]",
        "[?(@ > x)]",
        "[?(@.b <= @.a || @.c)]",
        "[?(@.a =~ /[ab]+/i)]",
    ]);
    prop::collection::vec(step, 0..6).prop_map(|steps| format!("${}", steps.concat()))
}

struct Surroundings {
    input: Value,
    random: u64,
}

impl Environment for Surroundings {
    fn input(&self) -> &Value {
        &self.input
    }
    fn context(&mut self) -> Value {
        self.input.clone()
    }
    fn variable(&self, name: &str) -> Option<Value> {
        (name == "a").then(|| self.input.clone())
    }
    fn random_u64(&mut self) -> u64 {
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.random
    }
}

/// Calls of the right shape with any arguments.
fn calls() -> impl Strategy<Value = String> {
    let name = prop::sample::select(asl_studio::expr::IntrinsicFunction::ALL.to_vec());
    let leaf = prop::sample::select(vec![
        "$.a",
        "$",
        "$$.b",
        "$a.c",
        "$.a[*]",
        "1",
        "-2.5",
        "1e9",
        "2147483647",
        "true",
        "false",
        "null",
        "'{}'",
        "''",
        "'a,b'",
        "'SHA-1'",
        r"'\{\}'",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 20, 3, move |inner| {
        (name.clone(), prop::collection::vec(inner, 0..4))
            .prop_map(|(function, arguments)| format!("States.{}({})", function.name(), arguments.join(", ")))
    })
}

proptest! {
    #[test]
    fn no_text_makes_a_parser_panic(text in prop_oneof![near_paths(), any::<String>()], value in values()) {
        let _ = ReferencePath::parse(&text);
        let _ = Intrinsic::parse(&text);
        if let Ok(path) = Path::parse_plain(&text) {
            let _ = path.select(&value);
        }
        if let Ok(query) = Query::parse(&text) {
            let _ = query.evaluate("x.$", &mut Surroundings { input: value, random: 1 });
        }
    }

    #[test]
    fn a_path_gives_one_value_or_an_array(text in paths(), value in values()) {
        let path = Path::parse(&text).unwrap();
        if let Ok(found) = path.select(&value) {
            prop_assert!(path.is_definite() || matches!(found, Value::Array(_)), "{text} gave {found}");
        }
    }

    #[test]
    fn finding_is_selecting(text in paths(), value in values()) {
        let path = Path::parse(&text).unwrap();
        if path.is_plain() {
            prop_assert_eq!(path.find(&value).cloned(), path.select(&value).ok());
        }
    }

    #[test]
    fn the_canonical_form_means_the_same(text in paths(), value in values()) {
        if text.contains('?') || text.contains("@.") {
            return Ok(()); // Jayway shows these in forms that it does not read.
        }
        let path = Path::parse(&text).unwrap();
        let again = Path::parse(&path.canonical()).unwrap();
        prop_assert_eq!(path.select(&value), again.select(&value));
    }

    #[test]
    fn what_is_set_is_found(text in "\\$(\\.[abc]|\\[[0-2]\\]){0,4}", input in values(), value in values()) {
        let path = ReferencePath::parse(&text).unwrap();
        let before = input.clone();
        if let Ok(output) = path.set(&input, value.clone()) {
            prop_assert_eq!(path.get(&output), Some(&value));
        }
        prop_assert_eq!(input, before);
    }

    #[test]
    fn a_template_without_computed_members_is_itself(value in values()) {
        let template = Template::compile(&value).unwrap();
        let output = template.evaluate(&mut Surroundings { input: Value::Null, random: 1 }).unwrap();
        prop_assert_eq!(output, value);
    }

    #[test]
    fn no_template_makes_the_evaluator_panic(texts in prop::collection::vec(calls(), 1..4), input in values()) {
        let members: Object = texts.iter().enumerate().map(|(index, text)| (format!("m{index}.$"), text.as_str())).collect();
        if let Ok(template) = Template::compile(&Value::from(members)) {
            let first = template.evaluate(&mut Surroundings { input: input.clone(), random: 1 });
            prop_assert_eq!(first, template.evaluate(&mut Surroundings { input, random: 1 }));
        }
    }

    #[test]
    fn stars_match_as_their_definition_says(pattern in "[ab*]{0,6}", text in "[ab]{0,8}") {
        fn matches(pattern: &[u8], text: &[u8]) -> bool {
            match (pattern, text) {
                ([], _) => text.is_empty(),
                ([b'*', rest @ ..], _) => (0..=text.len()).any(|from| matches(rest, &text[from..])),
                ([letter, rest @ ..], [first, others @ ..]) => letter == first && matches(rest, others),
                _ => false,
            }
        }
        prop_assert_eq!(StringPattern::new(&pattern).matches(&text), matches(pattern.as_bytes(), text.as_bytes()));
    }
}
