//! A call taken apart, for those who write it in another language.

use super::{Argument, Call, Intrinsic, IntrinsicFunction};
use crate::expr::Path;
use crate::json::Value;

/// A call, the outermost or one among the arguments.
#[derive(Clone, Copy, Debug)]
pub struct IntrinsicCall<'a>(&'a Call);

/// An argument of a call.
#[derive(Clone, Copy, Debug)]
pub enum IntrinsicArgument<'a> {
    /// A path
    Path(&'a Path),
    /// A call
    Call(IntrinsicCall<'a>),
    /// A number, a boolean or null
    Literal(&'a Value),
    /// A quoted text: as written between the quotes, and what it says
    Text {
        /// With its backslashes, in which `States.Format` tells braces apart
        written: &'a str,
        /// Without
        value: &'a Value,
    },
}

impl Intrinsic {
    /// The outermost call.
    pub fn call(&self) -> IntrinsicCall<'_> {
        IntrinsicCall(&self.call)
    }
}

impl<'a> IntrinsicCall<'a> {
    /// What is called.
    pub fn function(self) -> IntrinsicFunction {
        self.0.function
    }

    /// The arguments, in order.
    pub fn arguments(self) -> impl Iterator<Item = IntrinsicArgument<'a>> {
        self.0.arguments.iter().map(|argument| match argument {
            Argument::Path(path) => IntrinsicArgument::Path(path),
            Argument::Call(call) => IntrinsicArgument::Call(IntrinsicCall(call)),
            Argument::Literal(value) => IntrinsicArgument::Literal(value),
            Argument::Text(text) => IntrinsicArgument::Text { written: &text.written, value: &text.value },
        })
    }
}
