//! The section `files` of a mocks file: what is in Amazon S3, by bucket and key.

use super::Mocks;
use super::file::Problems;
use super::strict::wrong_type;
use crate::engine::VirtualFiles;
use crate::json::{JsonPointer, Object, Value};

/// Checks the section: buckets with objects, `null` for a bucket that does not exist.
pub(super) fn read_files(value: &Value, at: &JsonPointer, problems: &mut Problems) -> Object {
    let Some(buckets) = value.as_object() else {
        problems.push(wrong_type(at.clone(), "an object of buckets", value));
        return Object::new();
    };
    for (bucket, objects) in buckets {
        if !objects.is_null() && objects.as_object().is_none() {
            problems.push(wrong_type(at.key(bucket), "an object of contents by key, or null", objects));
        }
    }
    buckets.clone()
}

impl Mocks {
    /// The objects in Amazon S3. A string is an object's text; any other JSON is written as one.
    pub fn virtual_files(&self) -> VirtualFiles {
        let mut files = VirtualFiles::default();
        for (bucket, objects) in &self.files {
            let Some(objects) = objects.as_object() else {
                files.insert_missing_bucket(bucket.clone());
                continue;
            };
            for (key, content) in objects {
                let text = content.as_str().map_or_else(|| content.to_string(), str::to_owned);
                files.insert(bucket.clone(), key.clone(), text.into_bytes());
            }
        }
        files
    }

    /// The objects: bucket, key and content, a text or other JSON.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str, &Value)> {
        let objects = self.files.iter().filter_map(|(bucket, objects)| Some((bucket, objects.as_object()?)));
        objects
            .flat_map(|(bucket, objects)| objects.iter().map(move |(key, value)| (&**bucket, &**key, value)))
    }

    /// Sets the content of an object, or removes it.
    pub fn set_file(&mut self, bucket: &str, key: &str, content: Option<Value>) {
        let mut objects = self.files.get(bucket).and_then(Value::as_object).cloned().unwrap_or_default();
        match content {
            Some(content) => drop(objects.insert(key, content)),
            None => drop(objects.remove(key)),
        }
        if objects.is_empty() {
            self.files.remove(bucket);
        } else {
            self.files.insert(bucket, objects);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[test]
    fn texts_and_json_become_objects_and_null_a_bucket_that_does_not_exist() {
        let text = r#"{"files": {"in": {"a.csv": "x,y\n1,2", "b.json": [1, {"c": 2}]}, "gone": null}}"#;
        let mut mocks = Mocks::from_json(&parse(text).unwrap()).unwrap();
        assert_eq!(mocks.to_json(), parse(text).unwrap());
        let files = mocks.virtual_files();
        assert_eq!(&*files.get("in", "a.csv").unwrap().content, b"x,y\n1,2");
        assert_eq!(&*files.get("in", "b.json").unwrap().content, br#"[1,{"c":2}]"#);
        assert_eq!(files.has_bucket("gone"), Some(false));
        mocks.set_file("in", "a.csv", None);
        mocks.set_file("in", "b.json", None);
        mocks.set_file("new", "k", Some("v".into()));
        assert_eq!(mocks.to_json(), parse(r#"{"files": {"gone": null, "new": {"k": "v"}}}"#).unwrap());
    }

    #[test]
    fn what_is_no_bucket_is_told() {
        let problems = Mocks::from_json(&parse(r#"{"files": {"in": "x"}}"#).unwrap()).unwrap_err();
        assert_eq!(problems[0].pointer.as_str(), "/files/in");
    }
}
