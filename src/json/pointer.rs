//! JSON Pointers (RFC 6901): where in a document something stands.

use super::Value;
use std::fmt;
use std::sync::Arc;

/// A JSON Pointer in its text form, such as `/States/Wait~1Retry/Next`; the root is the empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JsonPointer(Arc<str>);

impl JsonPointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Takes a pointer's text as it is: empty, or starting with `/`.
    pub fn from_text(text: &str) -> Self {
        Self(text.into())
    }

    /// This pointer's member `key`.
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        push_token(&mut text, key);
        Self(text.into())
    }

    /// This pointer's item `index`.
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0).into())
    }

    /// The text form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The unescaped reference tokens, outermost first.
    pub fn tokens(&self) -> impl Iterator<Item = String> {
        self.0.split('/').skip(1).map(|token| {
            if token.contains('~') { token.replace("~1", "/").replace("~0", "~") } else { token.to_owned() }
        })
    }

    /// The pointer without its last token; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].into()))
    }

    /// What stands there in `value`.
    pub fn resolve<'a>(&self, value: &'a Value) -> Option<&'a Value> {
        self.tokens().try_fold(value, |at, token| match at {
            Value::Object(members) => members.get(&token),
            Value::Array(items) => items.get(token.parse::<usize>().ok()?),
            _ => None,
        })
    }
}

impl fmt::Display for JsonPointer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Appends `/` and the reference token for `key`.
pub(super) fn push_token(text: &mut String, key: &str) {
    text.push('/');
    if key.contains(['~', '/']) {
        text.push_str(&key.replace('~', "~0").replace('/', "~1"));
    } else {
        text.push_str(key);
    }
}
