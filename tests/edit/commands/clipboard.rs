//! States on the clipboard.

use super::SHOP;
use asl_studio::edit::Fragment;

#[test]
fn the_clipboard_holds_states_in_any_form() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let shown = match Fragment::from_text(text) {
            Ok(fragment) => {
                let names: Vec<&str> = fragment.states.iter().map(|(name, _)| &**name).collect();
                format!("{} of {}", fragment.start, names.join(", "))
            }
            Err(error) => error.0,
        };
        assert_eq!(shown, expected, "of {text}");
    }
    check(SHOP, "Read of Read, Large?, Both, Pause, Done, Failed");
    check(r#"{"Type": "Pass"}"#, "State of State");
    check(r#"{"A": {"Type": "Pass"}, "B": {"Type": "Pass"}}"#, "A of A, B");
    check(r#"{"A": 1}"#, "This is JSON, but holds no states: each needs a name and a Type");
    check("{}", "This is JSON, but holds no states: each needs a name and a Type");
    check("[]", "States are JSON objects, and this is not one");
    check("{\"A\" 1}", "A colon is missing here (line 1, column 5)");
}

#[test]
fn a_copied_fragment_reads_back_as_it_was() {
    let fragment = Fragment::from_text(SHOP).expect("states");
    assert_eq!(Fragment::from_text(&fragment.to_text()), Ok(fragment.clone()));
    let other = Fragment { start: "Pause".into(), ..fragment };
    let back = Fragment::from_text(&other.to_text()).expect("states");
    assert_eq!((&*back.start, back.states.len()), ("Pause", other.states.len()));
}
