//! One recorded case, read from a line of a `.jsonl` file.

use asl_studio::json::{self, Value};
use std::fs;
use std::path::{Path, PathBuf};

/// A recorded case. What this program does not need stays in `whole`.
pub struct Case {
    pub id: String,
    pub group: String,
    pub kind: String,
    pub whole: Value,
}

impl Case {
    fn read(line: &str) -> Result<Self, String> {
        let whole = json::parse(line).map_err(|error| error.to_string())?;
        let text = |field: &str| whole.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Self { id: text("id"), group: text("group"), kind: text("kind"), whole })
    }

    /// The definition's text: as given where it was not JSON, else printed.
    pub fn definition(&self) -> String {
        match self.whole.get("definition_text").and_then(Value::as_str) {
            Some(text) => text.to_owned(),
            None => self.whole.get("definition").map(Value::to_string).unwrap_or_default(),
        }
    }

    pub fn input(&self) -> Value {
        self.whole.get("input").cloned().unwrap_or_default()
    }

    /// A text of `env`: names and ARNs that the execution runs under.
    pub fn env(&self, name: &str) -> &str {
        self.at(&["env", name]).and_then(Value::as_str).unwrap_or_default()
    }

    /// What stands at a path of member names.
    pub fn at(&self, names: &[&str]) -> Option<&Value> {
        names.iter().try_fold(&self.whole, |value, name| value.get(name))
    }

    /// The recorded events, none where the recording has no history.
    pub fn recorded_events(&self) -> &[Value] {
        self.at(&["expected", "history"]).and_then(Value::as_array).unwrap_or_default()
    }
}

/// Every case of a folder's `.jsonl` files (or of one such file), in the order of the file names.
pub fn read_all(place: &Path) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for file in files_of(place)? {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let case =
                Case::read(line).map_err(|error| format!("{}:{}: {error}", file.display(), number + 1))?;
            cases.push(case);
        }
    }
    Ok(cases)
}

fn files_of(place: &Path) -> Result<Vec<PathBuf>, String> {
    if place.is_file() {
        return Ok(vec![place.to_owned()]);
    }
    let entries = fs::read_dir(place).map_err(|error| format!("{}: {error}", place.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    if files.is_empty() { Err(format!("{}: no .jsonl files", place.display())) } else { Ok(files) }
}
