//! JSONata as fields of states have it: typed fields, templates, AWS's functions, texts and refusals.

use asl_studio::expr::jsonata::{
    ExpectedType, Jlens, Jsonata, JsonataEngine, JsonataSite, JsonataTemplate, StatesMember, wire,
};
use asl_studio::json::{Value, parse};
use asl_studio::time::Timestamp;
use std::sync::{Arc, Mutex};

/// A place with an input, a context, two variables, and a log of what was asked for.
pub struct Place {
    asked: Vec<String>,
    drawn: u64,
}

impl JsonataSite for Place {
    fn states(&mut self, member: StatesMember) -> Option<Value> {
        self.asked.push(format!("states.{}", member.name()));
        match member {
            StatesMember::Input => Some(
                parse(r#"{"id":7,"price":1.0,"lines":[{"n":1,"of":"a"},{"n":2,"of":"b"}],"none":null}"#)
                    .unwrap(),
            ),
            StatesMember::Context => Some(parse(r#"{"Execution":{"Id":"e-1"}}"#).unwrap()),
            StatesMember::Result | StatesMember::ErrorOutput => None,
        }
    }
    fn variable(&mut self, name: &str) -> Option<Value> {
        self.asked.push(name.to_owned());
        match name {
            "i" => Some(Value::from(41)),
            "list" => Some(parse("[1,2,3]").unwrap()),
            _ => None,
        }
    }
    fn random_u64(&mut self) -> u64 {
        self.drawn += 1;
        self.drawn
    }
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(1_700_000_000_000)
    }
}

pub fn place() -> Place {
    Place { asked: Vec::new(), drawn: 0 }
}

/// The engine here, and the same behind a wire.
pub fn engines() -> [Arc<dyn JsonataEngine>; 2] {
    let here: Arc<dyn JsonataEngine> = Arc::new(Jlens::new());
    let there = Arc::new(Wire(Mutex::new(wire::Server::new(here.clone()))));
    [here, Arc::new(wire::Remote::new(there))]
}

#[derive(Debug)]
struct Wire(Mutex<wire::Server>);

impl wire::Module for Wire {
    fn ask(&self, request: &str) -> String {
        self.0.lock().unwrap().answer(request)
    }
}

/// The value's text, or the cause without the part that every cause has.
pub fn shown(engine: &dyn JsonataEngine, text: &str, place: &mut Place) -> String {
    let answer = Jsonata::compile(engine, text)
        .map_err(|error| format!("{}: {}", error.code, error.message))
        .and_then(|expression| expression.evaluate("Output/x", place).map_err(|error| error.cause));
    let front = format!("The JSONata expression '{text}' specified for the field 'Output/x' ");
    match answer {
        Ok(value) => value.to_string(),
        Err(cause) => cause.strip_prefix(&front).unwrap_or(&cause).to_owned(),
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    for engine in engines() {
        assert_eq!(shown(&*engine, text, &mut place()), expected, "of {text}");
    }
}

const THREW: &str = "threw an error during evaluation";

#[test]
fn an_expression_reads_states_and_variables() {
    check("$states.input.id", "7");
    check("$states.input.lines.n", "[1,2]");
    check("$states.input.lines", r#"[{"n":1,"of":"a"},{"n":2,"of":"b"}]"#);
    check("$states.context.Execution.Id & '/' & $i", r#""e-1/41""#);
    check("$i + 1", "42");
    check("$sum($list)", "6");
    check("$states.input.none", "null");
    check("$states.input{'k': id}", r#"{"k":7}"#);
    check("$keys($states)", r#"["input","context"]"#);
    check("$states.input.lines[of = 'b'].n", "2");
    check("$variable := 1", "1");
}

#[test]
fn a_variable_may_be_bound_anew_in_an_expression() {
    check("($i := $i + 1; $i)", "42");
    check("$i.($i := 1; $i)", "1");
    check("[($i := 1; $i), $i]", "[1,41]");
    check("$i + ($i := 1)", "42");
    check("$list.($list := 5; $)", "[1,2,3]");
    check("($map([5], function($i) { $i }); $i)", "41");
    check("($f := function() { $i }; $f())", "41");
    check("($f := function() { $i }; $i := 2; $f())", "2");
    check("$append($states.input.lines#$i.($i), $i)", "[0,1,41]");
    check("$states.($states := {'input': 1}; input.id)", "7");
    check("$states.input.lines[$i > 40].($i := n; $i)", "[1,2]");
}

#[test]
fn numbers_come_out_as_aws_writes_them() {
    check("$states.input.price", "1");
    check("1.0", "1");
    check("0.1 + 0.2", "0.30000000000000004");
    check("$parse('9007199254740993')", "9007199254740992");
    check("$parse('9223372036854775808')", "9.223372036854776E18");
    check("1e21", "1.0E21");
    check("$string(1e20)", r#""100000000000000000000""#);
    check("1/0", r#""Infinity""#);
    check("-1/0", r#""-Infinity""#);
    check("1e308 * 10", r#""Infinity""#);
}

#[test]
fn what_fails_is_told_in_awss_words() {
    check("$states.input.gone", "returned nothing (undefined).");
    check("$gone", "returned nothing (undefined).");
    check("function($x){$x}", "returned an unsupported result type.");
    check("$sum", "returned an unsupported result type.");
    check(
        "1 + 'a'",
        &format!("{THREW}. T2002: The right side of the \"+\" operator must evaluate to a number"),
    );
    check(
        "$sum(['a'])",
        &format!("{THREW}. T0412: Argument 1 of function \"sum\" must be an array of \"numbers\""),
    );
    check("$eval('1+1')", &format!("{THREW}. T1006: Attempted to invoke a non-function"));
    check("1 +", "S0207: Unexpected end of expression");
    check("$error('no luck')", &format!("{THREW}. D3137: no luck"));
}

#[test]
fn functions_are_values_and_names_can_be_given_away() {
    check("$keys({'a': 1})", r#""a""#);
    check("$keys({'a': 1})[]", r#"["a"]"#);
    check("$map([{'a': 1}, {'b': 2}], $keys)", r#"[["a"],["b"]]"#);
    check("$keys([{'a': 1}, {'b': 2}, {'a': 3}])", r#"["a","b"]"#);
    check("{'x': {'a': 1}}.x.$keys()", r#""a""#);
    check("$replace('aaa', 'a', 'b', 2)", r#""bba""#);
    check("$string($i).$replace('1', 'x')", r#""4x""#);
    check(
        "$replace(1, 'a', 'b')",
        &format!("{THREW}. T0410: Argument 1 of function \"replace\" does not match function signature"),
    );
    check(
        "($f := $uppercase; $f(1))",
        &format!("{THREW}. T0410: Argument 1 of function \"f\" does not match function signature"),
    );
    check("($f := $uppercase; $f('a'))", r#""A""#);
    check("($f := $string; $f([1], true))", r#""[\n  1\n]""#);
    check("$reduce([1, 2, 3], $append)", "[1,2,3]");
    check("($f := $trim ~> $uppercase; $f(' a '))", r#""A""#);
    check("($keys := function($x){ 7 }; $keys(1))", "7");
    check("($count := 2; $map([1, 2], function($max){ $max * $count }))", "[2,4]");
    check("$map([1, 2], function($keys){ $keys + 1 })", "[2,3]");
    check("($f := function($x){ $split($x, ',') }; $f('a,b'))", r#"["a","b"]"#);
    check(
        "($f := function($x){ $join($x, $f) }; $f(['a']))",
        &format!("{THREW}. T0410: Argument 2 of function \"join\" does not match function signature"),
    );
}

/// A place where a variable took the place of `$keys`.
struct KeysTaken(Place);

impl JsonataSite for KeysTaken {
    fn states(&mut self, member: StatesMember) -> Option<Value> {
        self.0.states(member)
    }
    fn variable(&mut self, name: &str) -> Option<Value> {
        if name == "keys" { Some(Value::from(5)) } else { self.0.variable(name) }
    }
    fn random_u64(&mut self) -> u64 {
        self.0.random_u64()
    }
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

#[test]
fn a_variable_may_take_the_place_of_a_function() {
    for engine in engines() {
        let answer = |text: &str| {
            let expression = Jsonata::compile(&*engine, text).unwrap();
            expression.evaluate("Output", &mut KeysTaken(place())).map_err(|error| error.cause)
        };
        assert_eq!(answer("$keys + 1"), Ok(Value::from(6)));
        assert_eq!(answer("($x := $keys; $x + $i)"), Ok(Value::from(46)));
        assert!(answer("$keys({'a': 1})").is_err_and(|cause| cause.contains("T1006")));
    }
}

const DEPTH: &str = ": Stack overflow error: Check for non-terminating recursive function. Consider rewriting as \
    tail-recursive";
const MEMORY: &str = ": Expression evaluation memory limit exceeded: Check for excessive memory usage";

#[test]
fn limits_are_awss() {
    check(&vec!["1"; 100].join("+"), "100");
    check(&vec!["1"; 101].join("+"), &format!("{THREW}{DEPTH}"));
    check(&vec!["1"; 5_000].join("+"), &format!("{THREW}{DEPTH}"));
    check("$count([1..873782])", "873782");
    check("$count([1..873783])", &format!("{THREW}{MEMORY}"));
    check("$count($range(1, 200000, 1))", "200000");
    check("$range(1, 400000, 1)", &format!("{THREW}{MEMORY}"));
    check(
        "($f := function($x){ $f($x + 1) }; $f(1))",
        &format!("{THREW}: Expression evaluation timeout: Check for infinite loop"),
    );
}

#[test]
fn awss_functions() {
    check("$partition([1,2,3,4,5], 2)", "[[1,2],[3,4],[5]]");
    check("$partition([1,2,3], 3.9)", "[[1,2,3]]");
    check("$partition([1,2])", "[[1,2]]");
    check("$partition([], 2)", "returned nothing (undefined).");
    check("$partition([1], 0)", "returned nothing (undefined).");
    check("$partition($gone, 2)", "returned nothing (undefined).");
    check("$partition([1], -1)", &format!("{THREW}. D3137: Second argument must be zero or greater"));
    check(
        "$partition([1], 'a')",
        &format!("{THREW}. T0410: Argument 2 of function \"partition\" does not match function signature"),
    );
    check(
        "$partition(1, 1)",
        &format!("{THREW}. T0412: Argument 1 of function \"partition\" must be an array of undefined"),
    );
    check("$range(0, 9, 3)", "[0,3,6,9]");
    check("$range(1, 9, 9)", "1");
    check("$range(3, 1, -1)", "[3,2,1]");
    check("$range(-1.7, 2, 1)", "[-1,0,1,2]");
    check("$range(1, 3)", "returned nothing (undefined).");
    check("$range(1, 3, -1)", "returned nothing (undefined).");
    check("$range(9e18, 9.2e18, 9e18)", "9000000000000000000");
    check("$hash('input', 'SHA-1')", r#""140f86aae51ab9e1cda9b4254fe98a74eb54c1a1""#);
    check("$length($hash('input', 'SHA-512'))", "128");
    check(
        "$hash('input', 'sha-1')",
        &format!(
            "{THREW}. D3137: Hash algorithm 'sha-1' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5"
        ),
    );
    check("$random(42)", "0.7275636800328681");
    check("$random() < 1", "true");
    check(
        "$match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/).index",
        "0",
    );
    check("$uuid() = $uuid()", "false");
    check(r#"$parse('{"a":[1,null]}').a"#, "[1,null]");
    check("$parse('{')", &format!("{THREW}. D3137: Invalid JSON"));
    check(
        "$uuid(1)",
        &format!("{THREW}. T0410: Argument 1 of function \"uuid\" does not match function signature"),
    );
    check("[1,2] ~> $map($string)", r#"["1","2"]"#);
    check("$distinct([1, 1])", "[1]");
    check("$distinct($states.input.lines.of)", r#"["a","b"]"#);
    check("$count($distinct([1..500].($ % 150)))", "150");
    check("[[1, 2], [1, 2]] ~> $distinct", "[[1,2]]");
    check("($f := function($x){ $x }; $f([1, {'a': 2}]) = [1, {'a': 2}])", "true");
    check("($f := function($x){ $x }; $gone = $f($gone))", "false");
    check("$millis()", "1700000000000");
    check("$now()", r#""2023-11-14T22:13:20.000Z""#);
}

#[track_caller]
fn check_expected(expected: ExpectedType, text: &str, answer: &str) {
    let expression = Jsonata::compile(&Jlens::new(), text).unwrap();
    let given = expression.expect(expected, "Items", &mut place());
    assert_eq!(given.map_or_else(|error| error.cause, |value| value.to_string()), answer, "of {text}");
}

#[test]
fn a_field_may_ask_for_a_type() {
    check_expected(ExpectedType::Boolean, "$i > 40", "true");
    check_expected(ExpectedType::Array, "$list", "[1,2,3]");
    check_expected(
        ExpectedType::Array,
        "$i",
        "The JSONata expression '$i' specified for the field 'Items' returned an unexpected result type. \
         Expected 'array', but was 'number' for value: 41",
    );
    check_expected(
        ExpectedType::Number,
        "'5'",
        "The JSONata expression ''5'' specified for the field 'Items' returned an unexpected result type. \
         Expected 'number', but was 'string' for value: \"5\"",
    );
}

#[track_caller]
fn check_template(template: &str, expected: &str) {
    for engine in engines() {
        let template = JsonataTemplate::compile(&*engine, &parse(template).unwrap()).unwrap();
        let answer = template.evaluate("Output", &mut place());
        let shown =
            answer.map_or_else(|error| format!("{} {}", error.location, error.cause), |v| v.to_string());
        assert_eq!(shown, expected);
    }
}

#[test]
fn a_template_computes_what_begins_and_ends_as_an_expression() {
    check_template(
        r#"{"a":"{% $i %}","b":["{%$states.input.id + 1%}",{"c":"{% $sum($list) %}"}],"d":" {% $i %} "}"#,
        r#"{"a":41,"b":[8,{"c":6}],"d":" {% $i %} "}"#,
    );
    check_template(r#""{% $states.input.lines[0].of %}""#, r#""a""#);
    check_template(
        r#"{"a":{"b":["{% 1 %}",["{% $i %}","{% $gone %}"]]}}"#,
        "Output/a/b[1][1] The JSONata expression '$gone' specified for the field 'Output/a/b[1][1]' returned \
         nothing (undefined).",
    );
}

#[test]
fn a_template_asks_for_what_it_reads_only() {
    let ask = |template: &str| {
        let template = JsonataTemplate::compile(&Jlens::new(), &parse(template).unwrap()).unwrap();
        let mut place = place();
        let _ = template.evaluate("Output", &mut place);
        assert_eq!(place.drawn, 0);
        (template.reads(StatesMember::Context), place.asked)
    };
    assert_eq!(ask(r#"{"a":"{% $i %}"}"#), (false, vec!["i".to_owned()]));
    assert_eq!(
        ask(r#"["{% $states.input.id + 1 %}","{% $states.input.price * 2 %}"]"#),
        (false, vec!["states.input".to_owned()])
    );
    assert!(ask(r#""{% $states.context %}""#).0);
    assert!(ask(r#""{% $states %}""#).0);
    assert_eq!(ask(r#"{"a":[1]}"#), (false, Vec::new()));
}

#[track_caller]
fn check_problems(text: &str, expected: &[&str]) {
    for engine in engines() {
        let expression = Jsonata::compile(&*engine, text).unwrap();
        let problems = expression.facts().problems.iter();
        let shown: Vec<String> =
            problems.map(|problem| format!("{}: {}", problem.code.as_str(), problem.message)).collect();
        assert_eq!(shown, expected, "of {text}");
    }
}

#[test]
fn what_aws_refuses() {
    let refers = |name: &str| {
        format!("UNSUPPORTED_JSONATA_EXPRESSION: Reference to '{name}' at the top level is not supported.")
    };
    for text in
        ["$states.input.a[b = 1].c", "$map($list, function($x){ $x.y })", "$i ~> |$|{'a': b}|", "{'a': 1}"]
    {
        check_problems(text, &[]);
    }
    check_problems("phone", &[&refers("phone")]);
    check_problems("phone.number & phone.kind", &[&refers("phone")]);
    check_problems("[a, $sum(b)]", &[&refers("a"), &refers("b")]);
    check_problems("$", &[&refers("$")]);
    check_problems("$.a", &[&refers("$")]);
    check_problems(
        "$list[$ > $$.a]",
        &["UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported."],
    );
    check_problems("$map($list, function($x){ y })", &[&refers("y")]);
    check_problems(
        "$i ?? 1",
        &["INVALID_JSONATA_EXPRESSION: The symbol \"?\" cannot be used as a unary operator"],
    );
}

#[test]
fn an_expression_tells_its_variables() {
    let references = |text: &str| {
        let expression = Jsonata::compile(&Jlens::new(), text).unwrap();
        expression.facts().references.iter().map(|name| name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(references("$b + $a.c + $b"), ["b", "a"]);
    assert_eq!(references("$sum($states.input.x) + $range(1, 2, 1)"), [] as [&str; 0]);
    assert_eq!(references("($x := $y; function($z){ $x + $z + $w })"), ["y", "w"]);
}
