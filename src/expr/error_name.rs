//! The reserved error names: States Language specification, "Predefined Error Codes", and the AWS
//! developer guide, "Handling errors".

/// Matches every error except [`RUNTIME`] and [`DATA_LIMIT_EXCEEDED`]; alone and last in its place.
pub const ALL: &str = "States.ALL";
/// A Parallel branch failed.
pub const BRANCH_FAILED: &str = "States.BranchFailed";
/// A payload was larger than AWS's limit; not caught by [`ALL`].
pub const DATA_LIMIT_EXCEEDED: &str = "States.DataLimitExceeded";
/// A distributed Map had more failures than tolerated.
pub const EXCEED_TOLERATED_FAILURE_THRESHOLD: &str = "States.ExceedToleratedFailureThreshold";
/// A Task sent no heartbeat in time.
pub const HEARTBEAT_TIMEOUT: &str = "States.HeartbeatTimeout";
/// An Intrinsic Function failed.
pub const INTRINSIC_FAILURE: &str = "States.IntrinsicFailure";
/// A Map's items could not be read.
pub const ITEM_READER_FAILED: &str = "States.ItemReaderFailed";
/// No Choice Rule held and there was no Default.
pub const NO_CHOICE_MATCHED: &str = "States.NoChoiceMatched";
/// A path in a Payload Template found nothing.
pub const PARAMETER_PATH_FAILURE: &str = "States.ParameterPathFailure";
/// The execution role may not do what the Task asks.
pub const PERMISSIONS: &str = "States.Permissions";
/// A JSONata expression failed.
pub const QUERY_EVALUATION_ERROR: &str = "States.QueryEvaluationError";
/// A Reference Path does not fit the value it is applied to: what AWS reports for a `ResultPath` or an
/// `ItemsPath`, though its lists of error names have [`RESULT_PATH_MATCH_FAILURE`] only.
pub const REFERENCE_PATH_CONFLICT: &str = "States.ReferencePathConflict";
/// A `ResultPath` cannot be applied to the input.
pub const RESULT_PATH_MATCH_FAILURE: &str = "States.ResultPathMatchFailure";
/// A Map's results could not be written.
pub const RESULT_WRITER_FAILED: &str = "States.ResultWriterFailed";
/// The execution could not go on; not caught by [`ALL`].
pub const RUNTIME: &str = "States.Runtime";
/// A Task failed; as a pattern it matches every error except [`TIMEOUT`].
pub const TASK_FAILED: &str = "States.TaskFailed";
/// A Task or the execution took too long.
pub const TIMEOUT: &str = "States.Timeout";

/// All of them.
pub const RESERVED: &[&str] = &[
    ALL,
    BRANCH_FAILED,
    DATA_LIMIT_EXCEEDED,
    EXCEED_TOLERATED_FAILURE_THRESHOLD,
    HEARTBEAT_TIMEOUT,
    INTRINSIC_FAILURE,
    ITEM_READER_FAILED,
    NO_CHOICE_MATCHED,
    PARAMETER_PATH_FAILURE,
    PERMISSIONS,
    QUERY_EVALUATION_ERROR,
    RESULT_PATH_MATCH_FAILURE,
    RESULT_WRITER_FAILED,
    RUNTIME,
    TASK_FAILED,
    TIMEOUT,
];
