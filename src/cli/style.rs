//! Color, where a terminal shows it.

use std::io::IsTerminal;

/// What text means, and so how it looks.
#[derive(Clone, Copy)]
pub(super) enum Tone {
    Good,
    Bad,
    Warn,
    Quiet,
    Strong,
}

/// Whether to color.
#[derive(Clone, Copy)]
pub(super) struct Style {
    colored: bool,
}

impl Style {
    /// For standard output.
    pub(super) fn of_stdout() -> Self {
        Self { colored: std::io::stdout().is_terminal() && wanted() }
    }

    /// For standard error.
    pub(super) fn of_stderr() -> Self {
        Self { colored: std::io::stderr().is_terminal() && wanted() }
    }

    /// `text` in `tone`.
    pub(super) fn paint(self, tone: Tone, text: &str) -> String {
        if !self.colored || text.is_empty() {
            return text.to_owned();
        }
        let code = match tone {
            Tone::Good => "32",
            Tone::Bad => "1;31",
            Tone::Warn => "33",
            Tone::Quiet => "2",
            Tone::Strong => "1",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// The conventions of no-color.org and of dumb terminals.
fn wanted() -> bool {
    let unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
    unset("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
