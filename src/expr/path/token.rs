//! The steps of a compiled path.

use super::filter::Filter;
use std::fmt;
use std::sync::Arc;

/// One step of a path.
#[derive(Debug)]
pub(super) enum Token {
    /// `$` within a path: back to where it started, in name only
    Root,
    /// `.name`
    Name(Arc<str>),
    /// `['a', 'b']`, or none at all
    Names(Box<[Arc<str>]>),
    /// `[2]`
    Index(i32),
    /// `[0,2]`
    Indexes(Box<[i32]>),
    /// `[(@.length-1)]`
    FromEnd(i32),
    /// `[2:]`
    SliceFrom(i32),
    /// `[:2]`
    SliceTo(i32),
    /// `[1:3]`
    Slice(i32, i32),
    /// `[*]`
    Wildcard,
    /// `..`
    Scan,
    /// `[?(…)]`
    Filter(Filter),
    /// `[?]` or `[?,?]`: filters that a Java program would supply; this many
    Placeholders(usize),
}

impl Token {
    /// Whether the token selects at most one value.
    pub(super) fn is_definite(&self) -> bool {
        matches!(self, Self::Root | Self::Name(_) | Self::Names(_) | Self::Index(_) | Self::FromEnd(_))
    }

    /// Whether the token is one name or one index.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self, Self::Name(_)) || matches!(self, Self::Index(index) if *index >= 0)
    }
}

/// Where the definite end of the tokens begins.
pub(super) fn definite_from(tokens: &[Token]) -> usize {
    tokens.iter().rposition(|token| !token.is_definite()).map_or(0, |last| last + 1)
}

/// Tokens in Jayway's canonical form.
pub(super) struct Fragments<'t>(pub(super) &'t [Token]);

impl fmt::Display for Fragments<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|token| token.fmt(out))
    }
}

impl fmt::Display for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => out.write_str("$"),
            Self::Name(name) => write!(out, "['{name}']"),
            Self::Names(names) => write!(out, "{}", NameList(names)),
            Self::Index(index) => write!(out, "[{index}]"),
            Self::Indexes(indexes) => {
                let texts: Vec<String> = indexes.iter().map(i32::to_string).collect();
                write!(out, "[{}]", texts.join(","))
            }
            Self::FromEnd(offset) => write!(out, "[@.size(){offset}]"),
            Self::SliceFrom(from) => write!(out, "[{from}:]"),
            Self::SliceTo(to) => write!(out, "[:{to}]"),
            Self::Slice(from, to) => write!(out, "[{from}:{to}]"),
            Self::Wildcard => out.write_str("[*]"),
            Self::Scan => out.write_str(".."),
            Self::Filter(_) => out.write_str("[?]"),
            Self::Placeholders(count) => write!(out, "[{}]", vec!["?"; *count].join(",")),
        }
    }
}

/// `['a', 'b']`
pub(super) struct NameList<'n>(pub(super) &'n [Arc<str>]);

impl fmt::Display for NameList<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("[")?;
        for (index, name) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(out, "{separator}'{name}'")?;
        }
        out.write_str("]")
    }
}
