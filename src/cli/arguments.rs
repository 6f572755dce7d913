//! What may stand on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Check, dry-run and draw AWS Step Functions state machines, offline
#[derive(Parser)]
#[command(name = "asl", version, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  asl check order.asl.json
  asl run order.asl.json --input order.json --mocks mocks.json
  echo '{\"total\": 120}' | asl run order.asl.json --input -

Exit codes: 0 all is well (a run succeeded), 1 the execution failed, 2 wrong usage or an invalid definition.";

#[derive(Subcommand)]
pub(super) enum Command {
    Check(Check),
    Fmt(Fmt),
    Run(Run),
    TestState(TestState),
    Layout(Layout),
    #[command(subcommand)]
    Mocks(Mocks),
}

/// Say what is wrong with definitions
#[derive(Args)]
#[command(after_help = "\
Examples:
  asl check order.asl.json refund.asl.json
  asl check --format json order.asl.json
  asl check --format aws --type EXPRESS order.asl.json
  terraform output -raw definition | asl check -

Exit codes: 0 no errors (there may be warnings), 2 errors.")]
pub(super) struct Check {
    /// Definitions in the Amazon States Language; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// How to print what was found; `aws` answers as `aws stepfunctions validate-state-machine-definition` does
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(super) json: bool,

    /// The type of the state machine: an Express machine cannot wait for jobs, tokens and activities
    #[arg(long = "type", value_enum, default_value_t, value_name = "TYPE", ignore_case = true)]
    pub(super) machine_type: MachineType,
}

/// Lay definitions out anew: only white space changes
///
/// Numbers, escapes and the order of fields stay as they were written. The files are rewritten in place, and the names of
/// those that changed are printed; for `-` the result goes to standard output.
#[derive(Args)]
#[command(after_help = "\
Examples:
  asl fmt order.asl.json refund.asl.json
  asl fmt --check *.asl.json
  pbpaste | asl fmt - | pbcopy

Exit codes: 0 formatted (with --check: they were already), 1 with --check, a file would change, 2 a text is not JSON.")]
pub(super) struct Fmt {
    /// Definitions, or any JSON; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// Change nothing, and print the names of files that would change
    #[arg(long)]
    pub(super) check: bool,

    /// How many spaces to indent a level by
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(0..=16))]
    pub(super) indent: u8,
}

/// How `asl check` prints.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: line, column, the line itself, a hint
    #[default]
    Text,
    /// For programs: one document
    Json,
    /// In AWS's words: a document a file, warnings included
    Aws,
}

/// The type of a state machine.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "UPPER")]
pub(super) enum MachineType {
    /// Up to a year, with a history
    #[default]
    Standard,
    /// Up to five minutes
    Express,
}

/// Whose limits `asl run` has.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum LimitsOf {
    /// AWS's, but for more history events than AWS allows
    #[default]
    Default,
    /// AWS's
    Aws,
    /// None
    None,
}

/// Run a definition with mocks, in virtual time
#[derive(Args)]
#[command(after_help = "\
Tasks without a mock echo their input, and the run says which did. Waits and retry delays take no real time.
The mocks file is described in docs/mocks.md; a small one:

  {\"functions\": {
    \"charge-card\": {\"kind\": \"flaky\", \"times\": 2, \"error\": \"Busy\", \"value\": {\"paid\": true}},
    \"send-mail\":   {\"kind\": \"return\", \"value\": {\"sent\": true}, \"latencyMs\": 250}}}

Examples:
  asl run order.asl.json
  asl run order.asl.json --input order.json --mocks mocks.json
  asl run order.asl.json --input '{\"total\": 120}'
  asl run order.asl.json --mock-config MockConfigFile.json --test-case HappyPath
  asl run import.asl.json --file s3://uploads/rows.csv=rows.csv --written out
  asl run order.asl.json --explain
  asl run order.asl.json --history > history.json
  asl run order.asl.json --json --seed 7 | jq .status

Exit codes: 0 succeeded, 1 the execution failed, 2 wrong usage or an invalid definition.")]
pub(super) struct Run {
    /// A definition in the Amazon States Language; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// The execution's input: a JSON file, `-` for standard input, or the JSON itself [default: {}]
    #[arg(long, short, value_name = "FILE|JSON")]
    pub(super) input: Option<PathBuf>,

    /// What tasks answer, a mocks file; `-` reads standard input
    #[arg(long, short, value_name = "FILE")]
    pub(super) mocks: Option<PathBuf>,

    #[command(flatten)]
    pub(super) config: RunConfig,

    /// An object that ItemReader finds in Amazon S3; may be given more than once
    #[arg(long = "file", value_name = "s3://BUCKET/KEY=FILE")]
    pub(super) objects: Vec<String>,

    /// Write the objects that ResultWriter wrote into this folder, as BUCKET/KEY
    #[arg(long, value_name = "DIR")]
    pub(super) written: Option<PathBuf>,

    /// Seeds whatever is random: jitter, UUIDs, random numbers and choices
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) seed: u64,

    /// Another state machine that tasks may start, such as `refund=refund.asl.json`, or `refund:EXPRESS=…` for an
    /// Express one; may be given more than once
    #[arg(long = "machine", value_name = "NAME=FILE")]
    pub(super) machines: Vec<String>,

    /// The type of the state machine: an Express execution may take five minutes
    #[arg(long = "type", value_enum, default_value_t, value_name = "TYPE", ignore_case = true)]
    pub(super) machine_type: MachineType,

    /// What the execution may not exceed: `aws` counts history events, too; `none` leaves out all limits of AWS
    #[arg(long, value_enum, default_value_t, value_name = "LIMITS")]
    pub(super) limits: LimitsOf,

    /// Print the history as GetExecutionHistory returns it; with --json it is a member of the document
    #[arg(long)]
    pub(super) history: bool,

    /// Tell what every state made of its data, why each Choice went where it went, and which Retriers and
    /// Catchers matched; with --json, `explanations` of every visit
    #[arg(long)]
    pub(super) explain: bool,

    /// Print one JSON document instead of text
    #[arg(long)]
    pub(super) json: bool,

    /// Tell in the document of the child executions of distributed Maps, too
    #[arg(long, requires = "json")]
    pub(super) children: bool,
}

/// Test one state by itself, as the API's TestState does
#[derive(Args)]
#[command(after_help = "\
The options are those of `aws stepfunctions test-state`, and so is the answer. Values are JSON texts; file://PATH reads
a file, and `-` standard input. A Task without --mock is answered as by `asl run`: from --mocks, or with its input.

Examples:
  asl test-state --definition order.asl.json --state-name Route --input '{\"total\": 120}'
  asl test-state --definition pay.json --inspection-level DEBUG --mock '{\"result\": \"{\\\"paid\\\": true}\"}'
  asl test-state --definition pay.json --mock '{\"errorOutput\": {\"error\": \"Busy\"}}' \\
    --state-configuration '{\"retrierRetryCount\": 2}'

Exit codes: 0 succeeded, caught or retriable, 1 the state failed, 2 AWS would not accept the request.")]
pub(super) struct TestState {
    /// A state, or with --state-name a state machine: a file, `-` for standard input, or the JSON itself
    #[arg(long, value_name = "FILE")]
    pub(super) definition: String,

    /// The state of the machine, at any depth
    #[arg(long, value_name = "NAME")]
    pub(super) state_name: Option<String>,

    /// The state's input [default: {}]
    #[arg(long, value_name = "JSON")]
    pub(super) input: Option<String>,

    /// How much to tell: INFO, DEBUG or TRACE
    #[arg(long, value_name = "LEVEL", default_value = "INFO")]
    pub(super) inspection_level: String,

    /// What stands in for the state's work: `result` or `errorOutput`, and `fieldValidationMode`
    #[arg(long, value_name = "JSON")]
    pub(super) mock: Option<String>,

    /// The variables that the state sees, by name
    #[arg(long, value_name = "JSON")]
    pub(super) variables: Option<String>,

    /// The Context Object
    #[arg(long, value_name = "JSON")]
    pub(super) context: Option<String>,

    /// `retrierRetryCount`, `mapIterationFailureCount`, `errorCausedByState`, `mapItemReaderData`
    #[arg(long, value_name = "JSON")]
    pub(super) state_configuration: Option<String>,

    /// The role that the Context Object names
    #[arg(long, value_name = "ARN", default_value = "arn:aws:iam::123456789012:role/StepFunctionsRole")]
    pub(super) role_arn: String,

    /// What a Task without --mock answers, a mocks file
    #[arg(long, value_name = "FILE")]
    pub(super) mocks: Option<PathBuf>,

    /// Seeds whatever is random
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) seed: u64,
}

/// A test case of Step Functions Local, for the states that it names; --mocks answers the others
#[derive(Args)]
pub(super) struct RunConfig {
    /// What tasks answer, a MockConfigFile.json of Step Functions Local; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(super) mock_config: Option<PathBuf>,

    /// Which test case of --mock-config
    #[arg(long, value_name = "NAME", requires = "mock_config")]
    pub(super) test_case: Option<String>,

    /// Which state machine of --mock-config, where several have the test case
    #[arg(long, value_name = "NAME", requires = "mock_config")]
    pub(super) machine_name: Option<String>,
}

/// Convert mocks files
#[derive(Subcommand)]
pub(super) enum Mocks {
    Convert(Convert),
}

/// Convert mocks from and to the MockConfigFile.json of Step Functions Local
///
/// What FILE is shows from its content. A MockConfigFile.json becomes a mocks file of one of its test cases; a
/// mocks file becomes a MockConfigFile.json with one test case.
#[derive(Args)]
#[command(after_help = "\
Examples:
  asl mocks convert MockConfigFile.json --test-case HappyPath > mocks.json
  asl mocks convert mocks.json --definition order.asl.json --machine-name Orders --test-case Busy

Exit codes: 0 converted (what could not be is said), 2 wrong usage, or a file with errors.")]
pub(super) struct Convert {
    /// A mocks file or a MockConfigFile.json; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// Where to write the result; standard output without it
    #[arg(long, short, value_name = "OUT")]
    pub(super) output: Option<PathBuf>,

    /// The definition that a mocks file is for: its Task states become those of the test case
    #[arg(long, short, value_name = "FILE")]
    pub(super) definition: Option<PathBuf>,

    /// The test case to read or to write [default when writing: Default]
    #[arg(long, value_name = "NAME")]
    pub(super) test_case: Option<String>,

    /// The state machine to read or to write [default when writing: MyStateMachine]
    #[arg(long, value_name = "NAME")]
    pub(super) machine_name: Option<String>,
}

/// Draw a definition as SVG
#[derive(Args)]
#[command(after_help = "\
Examples:
  asl layout order.asl.json -o order.svg
  asl layout order.asl.json --left-to-right > order.svg
  asl layout --bench graph.json result.json

Exit codes: 0 drawn, 2 wrong usage, or a text that is not JSON.")]
pub(super) struct Layout {
    /// A definition in the Amazon States Language (with --bench, a graph); `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// Where to write the drawing; standard output without it
    #[arg(long, short, value_name = "OUT.svg", conflicts_with = "bench")]
    pub(super) output: Option<PathBuf>,

    /// Draw from left to right instead of top down
    #[arg(long, conflicts_with = "bench")]
    pub(super) left_to_right: bool,

    /// Lay out a graph of boxes and edges instead, and answer with places and times
    #[arg(long, requires = "out")]
    pub(super) bench: bool,

    /// With --bench, where to write the result; `-` prints it
    #[arg(value_name = "OUT", requires = "bench")]
    pub(super) out: Option<PathBuf>,

    /// With --bench, take the time that \"Tidy up\" takes, instead of that of an edit
    #[arg(long, requires = "bench")]
    pub(super) tidy: bool,

    /// With --bench, lay out even a graph that names a `base` beside it without starting from that one's layout
    #[arg(long, requires = "bench")]
    pub(super) from_scratch: bool,
}
