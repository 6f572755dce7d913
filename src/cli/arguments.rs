//! What may stand on the command line.

use clap::{Args, Parser, Subcommand};
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
    Run(Run),
    Layout(Layout),
}

/// Say what is wrong with definitions
#[derive(Args)]
#[command(after_help = "\
Examples:
  asl check order.asl.json refund.asl.json
  asl check --json order.asl.json
  terraform output -raw definition | asl check -

Exit codes: 0 no errors (there may be warnings), 2 errors.")]
pub(super) struct Check {
    /// Definitions in the Amazon States Language; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// Print one JSON document instead of text
    #[arg(long)]
    pub(super) json: bool,
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
  asl run order.asl.json --history > history.json
  asl run order.asl.json --json --seed 7 | jq .status

Exit codes: 0 succeeded, 1 the execution failed, 2 wrong usage or an invalid definition.")]
pub(super) struct Run {
    /// A definition in the Amazon States Language; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// The execution's input, a JSON file; `-` reads standard input [default: {}]
    #[arg(long, short, value_name = "FILE")]
    pub(super) input: Option<PathBuf>,

    /// What tasks answer, a mocks file; `-` reads standard input
    #[arg(long, short, value_name = "FILE")]
    pub(super) mocks: Option<PathBuf>,

    /// Seeds whatever is random: jitter, UUIDs, random numbers and choices
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) seed: u64,

    /// Print the history as GetExecutionHistory returns it; with --json it is a member of the document
    #[arg(long)]
    pub(super) history: bool,

    /// Print one JSON document instead of text
    #[arg(long)]
    pub(super) json: bool,
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
}
