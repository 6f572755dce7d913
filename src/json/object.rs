//! JSON objects: members in the order of insertion.

use super::Value;
use indexmap::IndexMap;
use std::fmt;
use std::slice;
use std::sync::Arc;

type Hasher = foldhash::fast::FixedState;
type Member = (Arc<str>, Value);
type HashedMembers = IndexMap<Arc<str>, Value, Hasher>;

/// Up to so many members, looking through the names is faster than hashing them, and takes half the memory.
const FEW: usize = 16;

/// The members of a JSON object, in the order of insertion. Equality ignores that order.
///
/// Lookup by name takes constant time, however many members there are.
#[derive(Clone, Default)]
pub struct Object {
    members: Members,
}

#[derive(Clone)]
enum Members {
    /// At most [`FEW`]
    Few(Vec<Member>),
    Many(HashedMembers),
}

impl Default for Members {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Object {
    /// An object without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// An object without members that has room for `count`.
    pub fn with_capacity(count: usize) -> Self {
        let members = if count <= FEW {
            Members::Few(Vec::with_capacity(count))
        } else {
            Members::Many(HashedMembers::with_capacity_and_hasher(count, Hasher::default()))
        };
        Self { members }
    }

    /// The member named `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match &self.members {
            Members::Few(members) => members.iter().find(|(name, _)| **name == *key).map(|(_, value)| value),
            Members::Many(members) => members.get(key),
        }
    }

    /// The member named `key`, for changing.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        match &mut self.members {
            Members::Few(members) => {
                members.iter_mut().find(|(name, _)| **name == *key).map(|(_, value)| value)
            }
            Members::Many(members) => members.get_mut(key),
        }
    }

    /// Whether there is a member named `key`.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Sets a member. An existing one keeps its place; the value it had is returned.
    pub fn insert(&mut self, key: impl Into<Arc<str>>, value: impl Into<Value>) -> Option<Value> {
        let (key, value) = (key.into(), value.into());
        match &mut self.members {
            Members::Few(members) => {
                if let Some((_, before)) = members.iter_mut().find(|(name, _)| *name == key) {
                    return Some(std::mem::replace(before, value));
                }
                members.push((key, value));
                if members.len() > FEW {
                    self.members = Members::Many(std::mem::take(members).into_iter().collect());
                }
                None
            }
            Members::Many(members) => members.insert(key, value),
        }
    }

    /// The value at a place in the order of insertion, for changing.
    pub fn value_at_mut(&mut self, place: usize) -> Option<&mut Value> {
        match &mut self.members {
            Members::Few(members) => members.get_mut(place).map(|(_, value)| value),
            Members::Many(members) => members.get_index_mut(place).map(|(_, value)| value),
        }
    }

    /// The place of the member named `key` in the order of insertion.
    pub fn place_of(&self, key: &str) -> Option<usize> {
        match &self.members {
            Members::Few(members) => members.iter().position(|(name, _)| **name == *key),
            Members::Many(members) => members.get_index_of(key),
        }
    }

    /// Takes a member out, the others keeping their order.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        match &mut self.members {
            Members::Few(members) => {
                let place = members.iter().position(|(name, _)| **name == *key)?;
                Some(members.remove(place).1)
            }
            Members::Many(members) => members.shift_remove(key),
        }
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        match &self.members {
            Members::Few(members) => members.len(),
            Members::Many(members) => members.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Names and values, in order.
    pub fn iter(&self) -> Iter<'_> {
        Iter(match &self.members {
            Members::Few(members) => AnyIter::Few(members.iter()),
            Members::Many(members) => AnyIter::Many(members.iter()),
        })
    }

    /// Names, in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &Arc<str>> {
        self.iter().map(|(key, _)| key)
    }

    /// Values, in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Value> {
        self.iter().map(|(_, value)| value)
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self).finish()
    }
}

impl<K: Into<Arc<str>>, V: Into<Value>> FromIterator<(K, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let members = members.into_iter();
        let mut object = Self::with_capacity(members.size_hint().0);
        for (key, value) in members {
            object.insert(key, value);
        }
        object
    }
}

impl<'a> IntoIterator for &'a Object {
    type Item = (&'a Arc<str>, &'a Value);
    type IntoIter = Iter<'a>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Names and values of an [`Object`], in order.
#[derive(Clone, Debug)]
pub struct Iter<'a>(AnyIter<'a>);

#[derive(Clone, Debug)]
enum AnyIter<'a> {
    Few(slice::Iter<'a, Member>),
    Many(indexmap::map::Iter<'a, Arc<str>, Value>),
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a Arc<str>, &'a Value);

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            AnyIter::Few(members) => members.next().map(|(key, value)| (key, value)),
            AnyIter::Many(members) => members.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.0 {
            AnyIter::Few(members) => members.size_hint(),
            AnyIter::Many(members) => members.size_hint(),
        }
    }
}

impl ExactSizeIterator for Iter<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(keys: impl IntoIterator<Item = usize>) -> Object {
        keys.into_iter().map(|key| (format!("k{key}"), key)).collect()
    }

    #[test]
    fn few_and_many_members_behave_alike() {
        for count in [0, 1, FEW - 1, FEW, FEW + 1, 3 * FEW] {
            let mut made = object(0..count);
            assert_eq!(made.len(), count);
            assert!(made.values().map(|value| value.as_i64().unwrap()).eq(0..count as i64));
            assert_eq!(made, object((0..count).rev()), "{count} members in another order");
            assert_eq!(made.get("k0").is_some(), count > 0);
            assert_eq!((made.get("none"), made.place_of("none")), (None, None));
            assert_eq!(made.value_at_mut(count), None);
            for key in 0..count {
                assert_eq!(made.place_of(&format!("k{key}")), Some(key), "of {count}");
                assert_eq!(made.value_at_mut(key), Some(&mut Value::from(key)), "of {count}");
                assert_eq!(made.insert(format!("k{key}"), -1), Some(Value::from(key)), "of {count}");
            }
            assert_eq!(made.remove("k0").is_some(), count > 0);
            assert!(made.keys().map(|key| key.to_string()).eq((1..count).map(|key| format!("k{key}"))));
            assert_eq!(made == object(0..count), count == 0);
        }
    }
}
