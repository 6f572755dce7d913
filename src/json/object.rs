//! JSON objects: members in the order of insertion, lookup by name in constant time.

use super::Value;
use indexmap::IndexMap;
use std::sync::Arc;

type Hasher = foldhash::fast::FixedState;

/// The members of a JSON object, in the order of insertion. Equality ignores that order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    members: IndexMap<Arc<str>, Value, Hasher>,
}

impl Object {
    /// An object without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// An object without members that has room for `count`.
    pub fn with_capacity(count: usize) -> Self {
        Self { members: IndexMap::with_capacity_and_hasher(count, Hasher::default()) }
    }

    /// The member named `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.members.get(key)
    }

    /// The member named `key`, for changing.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.members.get_mut(key)
    }

    /// Whether there is a member named `key`.
    pub fn contains_key(&self, key: &str) -> bool {
        self.members.contains_key(key)
    }

    /// Sets a member. An existing one keeps its place; the value it had is returned.
    pub fn insert(&mut self, key: impl Into<Arc<str>>, value: impl Into<Value>) -> Option<Value> {
        self.members.insert(key.into(), value.into())
    }

    /// Takes a member out, the others keeping their order.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.members.shift_remove(key)
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Arc<str>, &Value)> {
        self.members.iter()
    }

    /// Names, in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &Arc<str>> {
        self.members.keys()
    }

    /// Values, in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Value> {
        self.members.values()
    }
}

impl<K: Into<Arc<str>>, V: Into<Value>> FromIterator<(K, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        Self { members: members.into_iter().map(|(key, value)| (key.into(), value.into())).collect() }
    }
}

impl<'a> IntoIterator for &'a Object {
    type Item = (&'a Arc<str>, &'a Value);
    type IntoIter = indexmap::map::Iter<'a, Arc<str>, Value>;
    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}
