//! A Choice: its rules in order, and where it goes without one that holds.

use super::builder::Builder;
use super::condition;
use super::field::Control;
use crate::asl::{Choice, ChoiceRule};
use crate::edit::Port;
use crate::edit::help::Place;
use crate::graph::condition_text;
use crate::json::{Object, Value};

pub(super) fn rows(builder: &mut Builder<'_>, choice: &Choice) {
    let count = builder.count("Choices");
    for index in 0..count {
        builder.item("Choices", (index, count), format!("Rule #{}", index + 1), 1, false);
        let prefix = format!("Choices/{index}");
        let rule = choice.rules.get(index);
        builder.inside(&prefix, Place::ChoiceRule, 1, |builder| self::rule(builder, index, rule));
    }
    let (new, focus) =
        if builder.is_jsonata() { (expression(), "Condition") } else { (condition::empty(), "Variable") };
    builder.adder(("Add choice rule", "rule"), ("Choices", count), new, focus);
    builder.target("Default", "Default", Port::Default);
}

fn expression() -> Value {
    [("Condition", Value::from("{%  %}"))].into_iter().collect::<Object>().into()
}

fn rule(builder: &mut Builder<'_>, index: usize, rule: Option<&ChoiceRule>) {
    if let Some(rule) = rule {
        builder.sentence(read_back(rule));
    }
    condition::rows(builder, 0);
    builder.target("Next", "Then next state is", Port::Rule(index));
    builder.add("Comment", "Comment", Control::Text, "");
}

fn read_back(rule: &ChoiceRule) -> String {
    let next = rule.next.as_deref().map_or_else(|| "nowhere yet".to_owned(), str::to_owned);
    format!("If {} → {next}", condition_text(&rule.condition))
}

/// The same field of each rule, below the rule's heading.
pub(super) fn each(builder: &mut Builder<'_>, choice: &Choice, field: &str, fill: impl Fn(&mut Builder<'_>)) {
    for (index, rule) in choice.rules.iter().enumerate() {
        let prefix = format!("Choices/{index}");
        if field == "Output" && !builder.is_jsonata() && !builder.has(&format!("{prefix}/Output")) {
            continue;
        }
        builder.heading(format!("Rule #{}: {}", index + 1, condition_text(&rule.condition)));
        builder.inside(&prefix, Place::ChoiceRule, 1, &fill);
    }
}
