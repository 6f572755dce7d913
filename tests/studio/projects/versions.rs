//! Versions of a machine, and what differs between two of them.

use super::super::NESTED;
use super::super::store::{Store, Tab};
use super::{ONE, add, two_machines};
use asl_studio::studio::Action;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::project::ProjectAction;
use asl_studio::studio::project::diff::{Change, LineKind, difference, hunks};
use proptest::prelude::*;

#[test]
fn versions_are_kept_compared_and_restored_as_one_edit() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    store.project(&mut tab, ProjectAction::TakeVersion { name: "  ".into(), at: 1.0 });
    add(&mut store, &mut tab, "More");
    store.project(&mut tab, ProjectAction::TakeVersion { name: "With more".into(), at: 2.0 });
    add(&mut store, &mut tab, "And more");
    let last = tab.text();
    store.wait(&mut tab);
    store.locks.clear();
    let mut tab = store.open(2);
    let versions = tab.studio.versions();
    assert_eq!(versions.iter().map(|one| &*one.name).collect::<Vec<_>>(), ["With more", "Version 1"]);
    let oldest = versions[1].id;
    store.project(&mut tab, ProjectAction::Compare(oldest));
    let names = |tab: &Tab| {
        let comparison = tab.studio.comparison().expect("a comparison");
        comparison.difference.states.iter().map(|change| change.path.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&tab), ["More", "And more"]);
    store.project(&mut tab, ProjectAction::Restore(oldest));
    assert_eq!((tab.text().as_str(), tab.studio.undo_label()), (ONE, Some("Restore Version 1")));
    assert!(names(&tab).is_empty(), "the comparison follows");
    store.act(&mut tab, Action::Command(CommandId::Undo));
    assert_eq!(tab.text(), last);
    store.project(&mut tab, ProjectAction::Forget(oldest));
    assert!(tab.studio.comparison().is_none());
    store.wait(&mut tab);
    let stored = store.projects.values().next().expect("a project");
    assert_eq!(stored.versions.len(), 1, "its text is gone, too");
}

#[test]
fn another_machine_has_its_own_versions() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    store.project(&mut tab, ProjectAction::TakeVersion { name: "Of two".into(), at: 1.0 });
    let id = tab.studio.versions()[0].id;
    store.project(&mut tab, ProjectAction::Compare(id));
    store.act(&mut tab, Action::Command(CommandId::NextMachine));
    assert!(tab.studio.versions().is_empty() && tab.studio.comparison().is_none());
}

/// Two definitions, and how their states differ: kind, path, fields.
#[track_caller]
fn check_states(before: &str, after: &str, expected: &[(Change, &str, &str)]) {
    let document = |text: &str| asl_studio::edit::Document::new(text).expect("JSON");
    let found = difference(&document(before), &document(after));
    let found: Vec<_> = found
        .states
        .iter()
        .map(|change| (change.kind, change.path.to_string(), change.fields.join(" ")))
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(kind, path, fields)| (*kind, (*path).to_owned(), (*fields).to_owned()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn states_are_added_removed_changed_moved_and_renamed() {
    check_states(NESTED, NESTED, &[]);
    check_states(NESTED, &NESTED.replace("\"Succeed\"", "\"Fail\""), &[(Change::Changed, "Last", "Type")]);
    check_states(
        NESTED,
        &NESTED.replace("\"Last\"", "\"End\""),
        &[(Change::Changed, "Both", "Next"), (Change::Renamed, "End", "")],
    );
    check_states(
        ONE,
        &ONE.replace("}\n  }", "},\n    \"B\": { \"Type\": \"Fail\" }\n  }"),
        &[(Change::Added, "B", "")],
    );
    check_states(
        &ONE.replace("}\n  }", "},\n    \"B\": { \"Type\": \"Fail\" }\n  }"),
        ONE,
        &[(Change::Removed, "B", "")],
    );
    let inner = "\"Left\": { \"Type\": \"Pass\", \"End\": true }";
    let moved = NESTED.replace(inner, "").replace("\"Last\": {", &format!("{inner}, \"Last\": {{"));
    check_states(NESTED, &moved, &[(Change::Moved, "Left", "")]);
}

/// The signs and texts of all hunks.
fn told(before: &str, after: &str) -> Vec<String> {
    let line = |(kind, text): &(LineKind, String)| {
        let sign = match kind {
            LineKind::Same => ' ',
            LineKind::Added => '+',
            LineKind::Removed => '-',
        };
        format!("{sign}{text}")
    };
    hunks(before, after)
        .iter()
        .map(|hunk| hunk.lines.iter().map(line).collect::<Vec<_>>().join("|"))
        .collect()
}

#[test]
fn lines_are_told_with_three_around_them() {
    let ten = |change: &[(usize, &str)]| {
        let line = |number: usize| {
            change
                .iter()
                .find(|(at, _)| *at == number)
                .map_or_else(|| number.to_string(), |(_, text)| (*text).into())
        };
        (1..=20).map(line).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(told(&ten(&[]), &ten(&[])), Vec::<String>::new());
    assert_eq!(told(&ten(&[]), &ten(&[(5, "x")])), [" 2| 3| 4|-5|+x| 6| 7| 8"]);
    assert_eq!(
        told(&ten(&[]), &ten(&[(5, "x"), (15, "y")])),
        [" 2| 3| 4|-5|+x| 6| 7| 8", " 12| 13| 14|-15|+y| 16| 17| 18"]
    );
    assert_eq!(told(&ten(&[]), &ten(&[(5, "x"), (9, "y")])), [" 2| 3| 4|-5|+x| 6| 7| 8|-9|+y| 10| 11| 12"]);
    assert_eq!(told("a", ""), ["-a"]);
    assert_eq!(told("", "a\nb"), ["+a|+b"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Hunks applied to the old lines give the new ones.
    #[test]
    fn hunks_lead_from_one_text_to_the_other(
        before in prop::collection::vec(0_u8..4, 0..40), after in prop::collection::vec(0_u8..4, 0..40),
    ) {
        let text = |lines: &[u8]| lines.iter().map(|line| format!("line {line}\n")).collect::<String>();
        let (before, after) = (text(&before), text(&after));
        let old: Vec<&str> = before.lines().collect();
        let (mut made, mut at) = (Vec::new(), 0);
        for hunk in hunks(&before, &after) {
            made.extend(old[at..hunk.before - 1].iter().map(|line| (*line).to_owned()));
            at = hunk.before - 1;
            prop_assert_eq!(made.len(), hunk.after - 1);
            for (kind, line) in &hunk.lines {
                if *kind != LineKind::Added {
                    prop_assert_eq!(old[at], line.as_str());
                    at += 1;
                }
                if *kind != LineKind::Removed {
                    made.push(line.clone());
                }
            }
        }
        made.extend(old[at..].iter().map(|line| (*line).to_owned()));
        prop_assert_eq!(made, after.lines().map(str::to_owned).collect::<Vec<_>>());
    }
}
