//! Intrinsic Functions in JSONata.

use super::changes::Why;
use super::made::Made;
use super::query::Converter;
use crate::expr::{IntrinsicArgument, IntrinsicCall, IntrinsicFunction as Function};
use crate::json::Value;

pub(super) fn call(converter: &mut Converter, call: IntrinsicCall<'_>) -> Result<Made, Why> {
    let arguments: Vec<IntrinsicArgument<'_>> = call.arguments().collect();
    if call.function() == Function::Format {
        return format_text(converter, &arguments);
    }
    if call.function() == Function::StringSplit {
        return split(converter, &arguments);
    }
    let made: Vec<Made> = arguments.iter().map(|one| argument(converter, one)).collect::<Result<_, Why>>()?;
    let texts: Vec<String> = made.iter().map(Made::text).collect();
    let all = texts.join(", ");
    let function = |name: &str| Ok(Made::tight(format!("${name}({all})")));
    let operand = |index: usize| made.get(index).map(Made::operand).unwrap_or_default();
    match call.function() {
        Function::Array => Ok(array(converter, &arguments, made)),
        Function::ArrayPartition => function("partition"),
        Function::ArrayContains => Ok(contains(&arguments, &made)),
        Function::ArrayRange => function("range"),
        Function::ArrayGetItem => Ok(Made::tight(format!("{}[{}]", operand(0), texts[1]))),
        Function::ArrayLength => function("count"),
        Function::ArrayUnique => function("distinct"),
        Function::Base64Encode => function("base64encode"),
        Function::Base64Decode => function("base64decode"),
        Function::Hash => function("hash"),
        Function::JsonMerge => Ok(Made::tight(format!("$merge([{}, {}])", texts[0], texts[1]))),
        Function::StringToJson => function("parse"),
        Function::JsonToString => {
            converter.note("$string leaves a text as it is, without the quotes of JSON");
            function("string")
        }
        Function::MathAdd => Ok(Made::loose(format!("{} + {}", operand(0), operand(1)))),
        Function::MathRandom => {
            converter.note("$random draws other numbers");
            let seed = texts.get(2).map_or("", String::as_str);
            let (from, to) = (operand(0), operand(1));
            Ok(Made::loose(format!("$floor($random({seed}) * ({to} - {from})) + {from}")))
        }
        Function::Uuid => function("uuid"),
        Function::Format | Function::StringSplit => Err("It is converted elsewhere".into()),
    }
}

fn argument(converter: &mut Converter, argument: &IntrinsicArgument<'_>) -> Result<Made, Why> {
    match argument {
        IntrinsicArgument::Path(path) => converter.path(path),
        IntrinsicArgument::Call(inner) => call(converter, *inner),
        IntrinsicArgument::Literal(value) => Ok(Made::tight(value.to_string())),
        IntrinsicArgument::Text { value, .. } => Ok(Made::tight(value.to_string())),
    }
}

/// As a JSON array, in which lists are not joined; only inside an expression they would be.
fn array(converter: &mut Converter, arguments: &[IntrinsicArgument<'_>], made: Vec<Made>) -> Made {
    if arguments.iter().any(|one| matches!(one, IntrinsicArgument::Path(_))) {
        converter.note("inside an expression, lists in States.Array are joined");
    }
    Made::Value(made.into_iter().zip(arguments).map(|(made, argument)| plain(made, argument)).collect())
}

/// A literal needs no expression around it.
fn plain(made: Made, argument: &IntrinsicArgument<'_>) -> Value {
    match argument {
        IntrinsicArgument::Literal(value) => (*value).clone(),
        IntrinsicArgument::Text { value, .. } => Made::constant(value).into_value(),
        IntrinsicArgument::Path(_) | IntrinsicArgument::Call(_) => made.into_value(),
    }
}

/// `in` compares plain values only.
fn contains(arguments: &[IntrinsicArgument<'_>], made: &[Made]) -> Made {
    let is_plain =
        matches!(arguments.get(1), Some(IntrinsicArgument::Literal(_) | IntrinsicArgument::Text { .. }));
    match made {
        [list, sought] if is_plain => Made::loose(format!("{} in {}", sought.operand(), list.operand())),
        [list, sought] => Made::loose(format!(
            "$count($filter({}, function($item) {{ $item = {} }})) > 0",
            list.text(),
            sought.operand()
        )),
        _ => Made::tight("false"),
    }
}

/// The pieces of `States.Format` and its arguments between them, joined by `&`.
fn format_text(converter: &mut Converter, arguments: &[IntrinsicArgument<'_>]) -> Result<Made, Why> {
    let Some((IntrinsicArgument::Text { written, .. }, values)) = arguments.split_first() else {
        return Err("States.Format with a format that is computed has no like in JSONata".into());
    };
    let pieces = pieces(written);
    if pieces.len() != values.len() + 1 {
        return Err("States.Format has another number of {} than of values".into());
    }
    let mut parts = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        if !piece.is_empty() {
            parts.push(Value::from(piece.as_str()).to_string());
        }
        if let Some(value) = values.get(index) {
            parts.push(argument(converter, value)?.operand());
        }
    }
    // One value alone must become a text, too.
    if parts.len() == 1 && pieces.iter().all(String::is_empty) {
        parts.push("\"\"".into());
    }
    Ok(match parts.as_slice() {
        [] => Made::tight("\"\""),
        [only] => Made::tight(only.clone()),
        _ => Made::loose(parts.join(" & ")),
    })
}

/// The texts around the `{}` of a format.
fn pieces(written: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut letters = written.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut add = |letter| {
            if let Some(piece) = pieces.last_mut() {
                piece.push(letter);
            }
        };
        match letter {
            '\\' => add(letters.next_if(|next| "'{}\\".contains(*next)).unwrap_or('\\')),
            '{' if letters.next_if_eq(&'}').is_some() => pieces.push(String::new()),
            _ => add(letter),
        }
    }
    pieces
}

/// `States.StringSplit` splits at any of the letters, and leaves out empty pieces.
fn split(converter: &mut Converter, arguments: &[IntrinsicArgument<'_>]) -> Result<Made, Why> {
    let [text, IntrinsicArgument::Text { value, .. }] = arguments else {
        return Err("States.StringSplit with a delimiter that is computed has no like in JSONata".into());
    };
    let mut letters = String::new();
    for letter in value.as_str().unwrap_or_default().chars() {
        // A delimiter named twice is one, and two of a kind may mean something else.
        if !letters.contains(letter) {
            letters.extend("\\^-()[]{}/".contains(letter).then_some('\\'));
            letters.push(letter);
        }
    }
    if letters.is_empty() {
        return Err("States.StringSplit without a delimiter has no like in JSONata".into());
    }
    let text = argument(converter, text)?.text();
    Ok(Made::tight(format!(
        "[$filter($split({text}, /[{letters}]/), function($piece) {{ $piece != \"\" }})]"
    )))
}
