//! Files in Amazon S3 that a run finds there, each as typed: what the Item Reader of a Map reads.

use crate::asl::{StateKind, StateMachine};
use crate::json::Value;
use crate::sim::Mocks;

/// A file as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct FileDraft {
    /// `bucket/key`
    pub place: String,
    pub text: String,
    /// As the mocks have it, as long as nobody has typed
    value: Option<Value>,
}

/// A change to the files.
#[derive(Clone, Debug, PartialEq)]
pub enum FileEdit {
    /// One more, such as the definition reads
    Add,
    Remove(usize),
    Place(usize, String),
    Text(usize, String),
}

impl FileDraft {
    /// An example to begin with.
    fn example(place: String) -> Self {
        let text = match place.rsplit('.').next().map(str::to_lowercase).as_deref() {
            Some("csv") => "id,total\n1,20\n2,35\n",
            Some("jsonl") => "{\"id\": 1}\n{\"id\": 2}\n",
            _ => "[\n  { \"id\": 1 },\n  { \"id\": 2 }\n]",
        };
        Self { place, text: text.into(), value: None }
    }

    fn bucket_and_key(&self) -> Option<(&str, &str)> {
        let (bucket, key) = self.place.trim().trim_start_matches("s3://").split_once('/')?;
        (!bucket.is_empty() && !key.is_empty()).then_some((bucket, key))
    }
}

/// Takes the files out of `mocks`.
pub(super) fn take(mocks: &mut Mocks) -> Vec<FileDraft> {
    let found: Vec<(String, String, Value)> =
        mocks.files().map(|(bucket, key, value)| (bucket.into(), key.into(), value.clone())).collect();
    let draft = |(bucket, key, value): (String, String, Value)| {
        mocks.set_file(&bucket, &key, None);
        let text = value.as_str().map_or_else(|| value.to_pretty(), str::to_owned);
        FileDraft { place: format!("{bucket}/{key}"), text, value: Some(value) }
    };
    found.into_iter().map(draft).collect()
}

/// Puts the files into `mocks`; one without a place is left out.
pub(super) fn put(files: &[FileDraft], mocks: &mut Mocks) {
    for file in files {
        if let Some((bucket, key)) = file.bucket_and_key() {
            mocks.set_file(bucket, key, Some(file.value.clone().unwrap_or_else(|| Value::from(&*file.text))));
        }
    }
}

/// What is not right with each.
pub(super) fn problems(files: &[FileDraft]) -> Vec<Option<String>> {
    let problem = |(at, file): (usize, &FileDraft)| match file.bucket_and_key() {
        None => Some("A bucket and a key are wanted here, as in my-bucket/orders.json".to_owned()),
        place if files[..at].iter().any(|one| one.bucket_and_key() == place) => {
            Some("This place has a file already".to_owned())
        }
        _ => None,
    };
    files.iter().enumerate().map(problem).collect()
}

pub(super) fn edit(files: &mut Vec<FileDraft>, machine: &StateMachine, edit: FileEdit) {
    match edit {
        FileEdit::Add => {
            let wanted = read_by(machine).find(|place| files.iter().all(|file| file.place != *place));
            files.push(FileDraft::example(wanted.unwrap_or_else(|| "my-bucket/items.json".into())));
        }
        FileEdit::Remove(at) if at < files.len() => drop(files.remove(at)),
        FileEdit::Place(at, place) if at < files.len() => files[at].place = place,
        FileEdit::Text(at, text) if at < files.len() => {
            files[at].text = text;
            files[at].value = None;
        }
        _ => {}
    }
}

/// Whether a Map of the machine reads files.
pub(super) fn reads_files(machine: &StateMachine) -> bool {
    readers(machine).next().is_some()
}

/// The places that the machine's Item Readers name by themselves.
fn read_by(machine: &StateMachine) -> impl Iterator<Item = String> {
    readers(machine).filter_map(|reader| {
        let given = reader.get("Parameters").or_else(|| reader.get("Arguments"))?;
        let text = |field: &str| given.get(field)?.as_str().filter(|text| !text.contains("{%"));
        Some(format!("{}/{}", text("Bucket")?, text("Key")?))
    })
}

fn readers(machine: &StateMachine) -> impl Iterator<Item = &Value> {
    machine.states.iter().filter_map(|state| match &state.kind {
        StateKind::Map(map) => map.item_reader.as_ref(),
        _ => None,
    })
}
