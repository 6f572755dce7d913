//! A path's steps for those who write them in another language.

use super::Path;
use super::token::Token;
use std::sync::Arc;

/// One step of a path, of the kinds that have a like elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// `.name`
    Name(Arc<str>),
    /// `[2]`
    Index(usize),
    /// `[(@.length-1)]`: negative, from the end
    FromEnd(i64),
    /// `[*]`
    Wildcard,
    /// `[1:3]`, the end excluded
    Slice(usize, Option<usize>),
}

impl Path {
    /// The steps after the root; `None` if one is a filter, a scan, or several names or indexes.
    pub fn segments(&self) -> Option<Vec<Segment>> {
        self.tokens().iter().map(segment).collect()
    }
}

fn segment(token: &Token) -> Option<Segment> {
    let whole = |number: i32| usize::try_from(number).ok();
    Some(match token {
        Token::Name(name) => Segment::Name(name.clone()),
        Token::Index(index) => Segment::Index(whole(*index)?),
        Token::FromEnd(offset) => Segment::FromEnd(i64::from(*offset)),
        Token::Wildcard => Segment::Wildcard,
        Token::SliceFrom(from) => Segment::Slice(whole(*from)?, None),
        Token::SliceTo(to) => Segment::Slice(0, Some(whole(*to)?)),
        Token::Slice(from, to) => Segment::Slice(whole(*from)?, Some(whole(*to)?)),
        Token::Root
        | Token::Names(_)
        | Token::Indexes(_)
        | Token::Scan
        | Token::Filter(_)
        | Token::Placeholders(_) => return None,
    })
}
