//! Fields of the definition, of scopes, and of states of most types.

use super::{Card, card, each};
use crate::asl::StateType;

pub(super) static MACHINE: &[Card] = &[
    card(
        "Version",
        "The version of the language, of which there is one. It may be left out.",
        r#""Version": "1.0""#,
    ),
    card(
        "TimeoutSeconds",
        "How long a whole execution may take, in seconds. One that takes longer ends as timed out, whatever it is doing.",
        r#""TimeoutSeconds": 3600"#,
    ),
    each(
        "QueryLanguage",
        "In which language states read and reshape data: JSONPath unless it says JSONata. Under JSONPath single states may choose JSONata; under JSONata all states use it.",
        [r#""QueryLanguage": "JSONPath""#, r#""QueryLanguage": "JSONata""#],
    ),
];

pub(super) static SCOPE: &[Card] = &[
    card(
        "Comment",
        "A note for people. It changes nothing in a run.",
        r#""Comment": "Takes orders in and ships them""#,
    ),
    card(
        "StartAt",
        "The name of the state that comes first. It must be one of the states right here, not one inside of them.",
        r#""StartAt": "Check order""#,
    ),
    card(
        "States",
        "The states by their names. A name has at most 80 characters and occurs only once in the whole machine.",
        r#""States": { "Done": { "Type": "Succeed" } }"#,
    ),
];

pub(super) static STATE: &[Card] = &[
    card(
        "Type",
        "What kind of state it is. Everything else that it may have depends on this.",
        r#""Type": "Pass""#,
    ),
    card("Comment", "A note for people. It changes nothing in a run.", r#""Comment": "Asks the warehouse""#),
    card(
        "QueryLanguage",
        "The language of this one state, where the machine's is JSONPath. A machine in JSONata has no states in JSONPath.",
        r#""QueryLanguage": "JSONata""#,
    ),
    card(
        "Next",
        "The state that follows, by its name. It must be in the same scope: no transition leads into or out of a branch.",
        r#""Next": "Ship order""#,
    ),
    card(
        "End",
        "Marks the last state of the workflow, branch or iteration. A state has either this or Next.",
        r#""End": true"#,
    ),
    card(
        "InputPath",
        "Selects the part of the input that the state sees. Without it that is all of it; null makes it an empty object.",
        r#""InputPath": "$.order""#,
    ),
    card(
        "OutputPath",
        "Selects the part of the state's data that is handed on, after everything else was done. Null hands on an empty object, and a caught error does not pass through it.",
        r#""OutputPath": "$.Payload""#,
    ),
    card(
        "ResultPath",
        "Where the result goes in the state's input, which is then handed on with it. Without it the result takes the input's place; null drops the result and keeps the input.",
        r#""ResultPath": "$.payment""#,
    ),
    card(
        "Parameters",
        "Makes the data that becomes the result. Keys that end in .$ take their value from the input by a path or an intrinsic function.",
        r#""Parameters": { "id.$": "$.order.id", "checked": true }"#,
    )
    .of(&[StateType::Pass]),
    card(
        "Parameters",
        "Makes the input that every branch gets. Keys that end in .$ take their value from the state's input.",
        r#""Parameters": { "order.$": "$.order" }"#,
    )
    .of(&[StateType::Parallel]),
    card(
        "Arguments",
        "Makes the input that every branch gets. Without it that is the state's input.",
        r#""Arguments": { "order": "{% $states.input.order %}" }"#,
    )
    .of(&[StateType::Parallel]),
    card(
        "ResultSelector",
        "Reshapes the result before ResultPath puts it in its place. In it $ is the result: a list with the output of each branch, in their order.",
        r#""ResultSelector": { "customer.$": "$[0]", "stock.$": "$[1]" }"#,
    )
    .of(&[StateType::Parallel]),
    card(
        "Output",
        "Makes the data that is handed on when the Default is taken. Rules have an Output of their own.",
        r#""Output": { "reason": "no rule held" }"#,
    )
    .of(&[StateType::Choice]),
    each(
        "Assign",
        "Sets variables when the Default is taken. Rules have an Assign of their own.",
        [r#""Assign": { "total.$": "$.total" }"#, r#""Assign": { "total": "{% $states.input.total %}" }"#],
    )
    .of(&[StateType::Choice]),
    each(
        "Assign",
        "Sets variables, which later states read by their name. All values are worked out before any is set, so none sees another's new value.",
        [r#""Assign": { "orderId.$": "$.order.id" }"#, r#""Assign": { "orderId": "{% $states.input.order.id %}" }"#],
    ),
    card(
        "Output",
        "Makes the data that is handed on, of the result and the input. Without it that is the result.",
        r#""Output": { "total": "{% $sum($states.result.prices) %}" }"#,
    )
    .of(&[StateType::Task, StateType::Parallel, StateType::Map]),
    card(
        "Output",
        "Makes the data that is handed on, of the input. Without it the input is handed on as it is.",
        r#""Output": { "id": "{% $states.input.order.id %}" }"#,
    ),
    card(
        "Result",
        "A fixed value that becomes the result. Nothing in it is evaluated, paths neither.",
        r#""Result": { "status": "new" }"#,
    ),
    each(
        "Seconds",
        "How long to wait, in seconds. In JSONata it may be an expression; a state has one way only to say when it goes on.",
        [r#""Seconds": 30"#, r#""Seconds": "{% $states.input.delay %}""#],
    ),
    card(
        "SecondsPath",
        "Where the number of seconds to wait stands in the input. Use it in place of Seconds when the data decides.",
        r#""SecondsPath": "$.delay""#,
    ),
    each(
        "Timestamp",
        "The moment until which to wait, with a capital T and a Z or an offset. A moment that has passed means no wait at all.",
        [r#""Timestamp": "2030-01-31T09:00:00Z""#, r#""Timestamp": "{% $states.input.dueAt %}""#],
    ),
    card(
        "TimestampPath",
        "Where the moment to wait for stands in the input. Use it in place of Timestamp when the data decides.",
        r#""TimestampPath": "$.dueAt""#,
    ),
    each(
        "Error",
        "The name of the error with which the execution fails. Catchers and Retriers around this state, and callers of the workflow, know it by this name.",
        [r#""Error": "OrderRejected""#, r#""Error": "{% $states.input.error.Error %}""#],
    ),
    card(
        "ErrorPath",
        "Where the error's name stands in the input, or an intrinsic function that makes it. Use it in place of Error, for instance to fail with an error that was caught.",
        r#""ErrorPath": "$.error.Error""#,
    ),
    each(
        "Cause",
        "What went wrong, for people to read",
        [r#""Cause": "The card was declined""#, r#""Cause": "{% 'No stock of ' & $states.input.item %}""#],
    ),
    card(
        "CausePath",
        "Where the cause stands in the input, or an intrinsic function that makes it. Use it in place of Cause.",
        r#""CausePath": "States.Format('No stock of {}', $.item)""#,
    ),
    card(
        "Branches",
        "The branches, each with states of its own, that run at the same time. The result is a list of their outputs in this order; when one fails the others are stopped.",
        r#""Branches": [
  { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } },
  { "StartAt": "Two", "States": { "Two": { "Type": "Pass", "End": true } } }
]"#,
    ),
];
