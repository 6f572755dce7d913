//! Names of states: what may be one, and one that is free.

use super::CommandError;
use crate::asl::StateMachine;
use std::sync::Arc;

/// The longest name that AWS takes, in characters (States Language specification, "States").
const MAX_NAME: usize = 80;

/// `wanted`, or with the first number that makes it a name that `taken` does not know: `Wait`, `Wait (2)`.
pub fn unique_name(wanted: &str, taken: impl Fn(&str) -> bool) -> Arc<str> {
    if !taken(wanted) {
        return wanted.into();
    }
    let stem = without_number(wanted);
    let mut number = 2_usize;
    loop {
        let end = format!(" ({number})");
        let room = MAX_NAME.saturating_sub(end.chars().count());
        let name = format!("{}{end}", stem.chars().take(room).collect::<String>());
        if !taken(&name) {
            return name.into();
        }
        number += 1;
    }
}

/// `Wait (2)` is a `Wait`.
fn without_number(name: &str) -> &str {
    let numbered = |name: &str| {
        let (stem, end) = name.strip_suffix(')')?.rsplit_once(" (")?;
        (!end.is_empty() && end.bytes().all(|byte| byte.is_ascii_digit())).then_some(stem.len())
    };
    numbered(name).map_or(name, |length| &name[..length])
}

/// Whether a state of `machine` can be given the name `wanted`; `own` is the name that it has.
///
/// # Errors
/// Why not.
pub fn check_name(machine: &StateMachine, wanted: &str, own: &str) -> Result<(), CommandError> {
    let invalid = |why: String| Err(CommandError::Invalid(why));
    if wanted.trim().is_empty() {
        return invalid("A state needs a name".into());
    }
    let length = wanted.chars().count();
    if length > MAX_NAME {
        return invalid(format!("A name has at most {MAX_NAME} characters, and this has {length}"));
    }
    if let Some(control) = wanted.chars().find(|letter| letter.is_control()) {
        return invalid(format!("A name cannot hold the character U+{:04X}", u32::from(control)));
    }
    if wanted != own && machine.find(wanted).is_some() {
        return invalid(format!("There is a state named “{wanted}” already"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_gets_the_next_number() {
        let long = "x".repeat(80);
        for (wanted, taken, expected) in [
            ("Wait", vec![], "Wait".to_owned()),
            ("Wait", vec!["Wait"], "Wait (2)".to_owned()),
            ("Wait (2)", vec!["Wait", "Wait (2)"], "Wait (3)".to_owned()),
            ("Wait (x)", vec!["Wait (x)"], "Wait (x) (2)".to_owned()),
            (&long, vec![&*long], format!("{} (2)", "x".repeat(76))),
        ] {
            assert_eq!(*unique_name(wanted, |name| taken.contains(&name)), *expected);
        }
    }
}
