//! Functions and what `$states` and `$$` hold, with what an example of each looks like.

/// Intrinsic Functions with arguments to fill in.
pub(super) const INTRINSICS: &[(&str, &str)] = &[
    ("States.Format", "'Hello {}', $.name"),
    ("States.JsonToString", "$.value"),
    ("States.StringToJson", "$.text"),
    ("States.Array", "$.first, $.second"),
    ("States.ArrayContains", "$.list, $.value"),
    ("States.ArrayGetItem", "$.list, 0"),
    ("States.ArrayLength", "$.list"),
    ("States.ArrayPartition", "$.list, 10"),
    ("States.ArrayRange", "1, 10, 1"),
    ("States.ArrayUnique", "$.list"),
    ("States.Base64Decode", "$.text"),
    ("States.Base64Encode", "$.text"),
    ("States.Hash", "$.text, 'SHA-256'"),
    ("States.JsonMerge", "$.first, $.second, false"),
    ("States.MathAdd", "$.number, 1"),
    ("States.MathRandom", "1, 100"),
    ("States.StringSplit", "$.text, ','"),
    ("States.UUID", ""),
];

/// What the Context Object holds, below `$$` or `$states.context`.
pub(super) const CONTEXT: &[&str] = &[
    "Execution.Input",
    "Execution.Name",
    "Execution.Id",
    "Execution.StartTime",
    "Execution.RoleArn",
    "Execution.RedriveCount",
    "Execution.RedriveTime",
    "State.Name",
    "State.EnteredTime",
    "State.RetryCount",
    "StateMachine.Name",
    "StateMachine.Id",
    "Task.Token",
    "Map.Item.Index",
    "Map.Item.Value",
];

/// What `$states` holds beside the context.
pub(super) const STATES: &[(&str, &str)] = &[
    ("$states.input", "the state's input"),
    ("$states.result", "what the work answered"),
    ("$states.errorOutput", "what a Catcher caught"),
    ("$states.context", "the Context Object"),
];
