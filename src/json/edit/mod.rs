//! Changing a JSON text and leaving alone what is not meant: which bytes to replace, worked out on the
//! [`SpannedTree`] of the text. White space, key order, escapes and number texts of all else survive.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `style` | how a text is indented, and a value's text in that style |
//! | `children` | members and items added, removed, moved |
//! | `patch` | from what a value is to what it shall be, by the fewest changes |

mod children;
mod patch;
mod style;
#[cfg(test)]
mod tests;

pub use children::{Child, insert_item, insert_member, remove, rename, rewrite};
pub use patch::{patch, replace};
pub use style::{Style, dedented};

use super::SpannedTree;
use crate::sort::sort_by;
use std::ops::Range;

/// Bytes of a text, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// Bytes of the text before the change; empty where something is only added
    pub range: Range<usize>,
    /// What takes their place
    pub text: String,
}

/// `text` with all `splices` done, which must not overlap; their order does not matter.
pub fn apply(text: &str, mut splices: Vec<Splice>) -> String {
    sort_by(&mut splices, |one, other| one.range.start.cmp(&other.range.start));
    let mut out =
        String::with_capacity(text.len() + splices.iter().map(|splice| splice.text.len()).sum::<usize>());
    let mut done = 0;
    for splice in splices {
        out.push_str(text.get(done..splice.range.start).unwrap_or_default());
        out.push_str(&splice.text);
        done = done.max(splice.range.end);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// The one replacement that makes `after` of `before`: what lies between their common start and end.
pub fn difference(before: &str, after: &str) -> Splice {
    let matching = |left: &mut dyn Iterator<Item = (char, char)>| {
        left.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum::<usize>()
    };
    let start = matching(&mut before.chars().zip(after.chars()));
    let (left, right) = (&before[start..], &after[start..]);
    let end = matching(&mut left.chars().rev().zip(right.chars().rev()));
    Splice { range: start..before.len() - end, text: right[..right.len() - end].to_owned() }
}

/// What the line of the byte `at` is indented by.
fn indentation(text: &str, at: usize) -> &str {
    let line = line_before(text, at);
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// What the line of the byte `at` is indented by, if nothing else stands before that byte on the line.
fn own_line(text: &str, at: usize) -> Option<&str> {
    let line = line_before(text, at);
    let first = line.len() == at;
    (!first && line.trim_start_matches([' ', '\t']).is_empty()).then_some(line)
}

fn line_before(text: &str, at: usize) -> &str {
    &text[text[..at].rfind('\n').map_or(0, |newline| newline + 1)..at]
}

/// The bytes of a member with its name, or of an item.
fn extent(tree: &SpannedTree, node: super::tree::NodeId) -> Range<usize> {
    let value = tree.span(node);
    tree.key_span_of(node).map_or(value.clone(), |key| key.start..value.end)
}
