//! Retriers and Catchers.

use super::{Card, card, each};

pub(super) static STATE: &[Card] = &[
    card(
        "Retry",
        "What to try again when it fails, how often, and after which pauses. The first entry that names the error counts, and each entry has attempts of its own.",
        r#""Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 2, "MaxAttempts": 4, "BackoffRate": 2 }]"#,
    ),
    card(
        "Catch",
        "Where to go when it fails and no attempts are left. The first entry that names the error counts; without one the whole execution fails.",
        r#""Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Tell somebody" }]"#,
    ),
];

const ERROR_EQUALS: Card = card(
    "ErrorEquals",
    "The errors it is for, by their names. States.ALL means nearly all of them; it must be alone, and in the last entry.",
    r#""ErrorEquals": ["Lambda.TooManyRequestsException", "States.Timeout"]"#,
);

const COMMENT: Card =
    card("Comment", "A note for people. It changes nothing in a run.", r#""Comment": "Busy at noon""#);

pub(super) static RETRIER: &[Card] = &[
    ERROR_EQUALS,
    card(
        "IntervalSeconds",
        "The pause before the first new attempt, in seconds: 1 if it is not written. Later pauses grow by BackoffRate.",
        r#""IntervalSeconds": 2"#,
    ),
    card(
        "MaxAttempts",
        "How many new attempts there are at most after the first one failed: 3 if it is not written. 0 means none.",
        r#""MaxAttempts": 5"#,
    ),
    card(
        "BackoffRate",
        "By how much each pause is longer than the one before: 2 if it is not written. 1 keeps them all the same.",
        r#""BackoffRate": 1.5"#,
    ),
    card(
        "MaxDelaySeconds",
        "The longest pause, in seconds, however much they grow. It must be longer than IntervalSeconds.",
        r#""MaxDelaySeconds": 60"#,
    ),
    card(
        "JitterStrategy",
        "FULL makes each pause a random one between nothing and its full length, so that many executions do not come back at once. NONE, the default, leaves them as they are.",
        r#""JitterStrategy": "FULL""#,
    ),
    COMMENT,
];

pub(super) static CATCHER: &[Card] = &[
    ERROR_EQUALS,
    card(
        "Next",
        "The state that goes on after the error. It must be in the same scope.",
        r#""Next": "Undo payment""#,
    ),
    card(
        "ResultPath",
        "Where the error's name and cause go in the state's input. Without it they take the input's place, and the data is lost.",
        r#""ResultPath": "$.error""#,
    ),
    card(
        "Output",
        "Makes the data that is handed on after the error. Without it that is the error's name and cause, and the input is lost.",
        r#""Output": "{% $merge([$states.input, {'error': $states.errorOutput}]) %}""#,
    ),
    each(
        "Assign",
        "Sets variables when this entry catches an error. The state's own Assign is not carried out then.",
        [
            r#""Assign": { "problem.$": "$.Error" }"#,
            r#""Assign": { "problem": "{% $states.errorOutput.Error %}" }"#,
        ],
    ),
    COMMENT,
];
