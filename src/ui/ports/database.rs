//! The database that projects are kept in: one store of texts, by keys that say what they are.
//!
//! | key | text |
//! | --- | --- |
//! | `list/ID` | what the list of projects says of one: a [`Summary`] |
//! | `project/ID` | the project without its versions' definitions |
//! | `version/ID/NUMBER` | a version's definition |

use super::{clock, storage};
use crate::studio::project::kept::{Database as Answer, DatabaseRequest, Save, SaveError, Stored, Summary};
use crate::studio::project::to_begin_with;
use idb::{Database, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Transaction, TransactionMode};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

const NAME: &str = "asl-studio";
const STORE: &str = "kept";

thread_local! {
    static OPEN: RefCell<Option<Rc<Database>>> = const { RefCell::new(None) };
}

/// Asks the database, and tells `done` what it answered.
pub fn ask(request: DatabaseRequest, done: impl FnOnce(Answer) + 'static) {
    spawn_local(async move {
        done(match request {
            DatabaseRequest::Start { project } => {
                Answer::Started(start(project.as_deref()).await.map_err(|error| words(&error)))
            }
            DatabaseRequest::List => Answer::Listed(list().await.map_err(|error| words(&error))),
            DatabaseRequest::Load { id } => Answer::Loaded(load(&id).await.map_err(|error| words(&error))),
            DatabaseRequest::Delete { id } => {
                Answer::Deleted(delete(&id).await.map_err(|error| words(&error)))
            }
            DatabaseRequest::Save(save) => {
                let id = save.summary.id.clone();
                let saved = keep(save).await.unwrap_or_else(|error| Err(SaveError::Refused(words(&error))));
                Answer::Saved(id, saved)
            }
        });
    });
}

/// Why something was not done, for people.
fn words(error: &Error) -> String {
    let text = error.to_string();
    match text.as_str() {
        text if text.contains("QuotaExceeded") => "the browser's storage is full".into(),
        text if text.contains("SecurityError") || text.contains("InvalidState") => {
            "the browser does not keep anything for this page".into()
        }
        _ => text,
    }
}

async fn open() -> Result<Rc<Database>, Error> {
    if let Some(open) = OPEN.with_borrow(Clone::clone) {
        return Ok(open);
    }
    let mut request = Factory::new()?.open(NAME, Some(1))?;
    request.on_upgrade_needed(|event| {
        // The first visit. If it fails, so does the opening.
        if let Ok(database) = idb::DatabaseEvent::database(&event) {
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    let mut database = request.await?;
    // A later version of the page may want to change the store: this tab must not stand in its way.
    database.on_version_change(|_| {
        if let Some(open) = OPEN.take() {
            open.close();
        }
    });
    let database = Rc::new(database);
    OPEN.set(Some(database.clone()));
    Ok(database)
}

async fn begin(mode: TransactionMode) -> Result<(Transaction, ObjectStore), Error> {
    let transaction = open().await?.transaction(&[STORE], mode)?;
    let store = transaction.object_store(STORE)?;
    Ok((transaction, store))
}

async fn get(store: &ObjectStore, key: &str) -> Result<Option<String>, Error> {
    let value = store.get(JsValue::from_str(key))?.await?;
    Ok(value.and_then(|value| value.as_string()))
}

/// The texts whose keys start with `prefix` and a slash, by what follows there.
async fn get_all(store: &ObjectStore, prefix: &str) -> Result<Vec<(String, String)>, Error> {
    // `0` comes after `/`.
    let (from, to) = (format!("{prefix}/"), format!("{prefix}0"));
    let range = || KeyRange::bound(&from.as_str().into(), &to.as_str().into(), Some(false), Some(true));
    let keys = store.get_all_keys(Some(range()?.into()), None)?.await?;
    let texts = store.get_all(Some(range()?.into()), None)?.await?;
    let pairs = keys
        .into_iter()
        .zip(texts)
        .filter_map(|(key, text)| Some((key.as_string()?.get(from.len()..)?.to_owned(), text.as_string()?)));
    Ok(pairs.collect())
}

async fn read_list(store: &ObjectStore) -> Result<Vec<Summary>, Error> {
    let all = get_all(store, "list").await?;
    let mut list: Vec<_> = all.iter().map(|(id, text)| Summary::read(id, text)).collect();
    Summary::arrange(&mut list);
    Ok(list)
}

async fn read_project(store: &ObjectStore, id: &str) -> Result<Option<Stored>, Error> {
    let (Some(summary), Some(text)) =
        (get(store, &format!("list/{id}")).await?, get(store, &format!("project/{id}")).await?)
    else {
        return Ok(None);
    };
    let versions = get_all(store, &format!("version/{id}")).await?;
    let version = |(number, text): (String, String)| Some((number.parse().ok()?, Arc::from(text)));
    Ok(Some(Stored {
        summary: Summary::read(id, &summary),
        text: text.into(),
        versions: versions.into_iter().filter_map(version).collect(),
        journal: storage::read_journal(id),
    }))
}

async fn start(wanted: Option<&str>) -> Result<(Vec<Summary>, Option<Stored>), Error> {
    let (_transaction, store) = begin(TransactionMode::ReadOnly).await?;
    let list = read_list(&store).await?;
    let project = match to_begin_with(&list, wanted) {
        Some(summary) => read_project(&store, &summary.id).await?,
        None => None,
    };
    Ok((list, project))
}

async fn list() -> Result<Vec<Summary>, Error> {
    let (_transaction, store) = begin(TransactionMode::ReadOnly).await?;
    read_list(&store).await
}

async fn load(id: &str) -> Result<Option<Stored>, Error> {
    let (_transaction, store) = begin(TransactionMode::ReadOnly).await?;
    read_project(&store, id).await
}

/// Keeps a project, unless the one that is there is not what it was based on.
async fn keep(save: Save) -> Result<Result<u32, SaveError>, Error> {
    let (transaction, store) = begin(TransactionMode::ReadWrite).await?;
    let id = &save.summary.id;
    let there = get(&store, &format!("list/{id}")).await?;
    let revision = there.map_or(0, |text| Summary::read(id, &text).revision);
    if revision != save.base {
        return Ok(Err(SaveError::Changed { revision }));
    }
    let put = |key: String, text: &str| store.put(&text.into(), Some(&key.into())).map(drop);
    let summary = Summary { at: clock::now(), ..save.summary.clone() };
    put(format!("project/{id}"), &save.text)?;
    for (version, text) in &save.parts {
        put(format!("version/{id}/{version}"), text)?;
    }
    for version in &save.dropped {
        store.delete(JsValue::from(format!("version/{id}/{version}")))?;
    }
    put(format!("list/{id}"), &summary.to_text())?;
    committed(transaction).await?;
    Ok(Ok(summary.revision))
}

async fn delete(id: &str) -> Result<Option<Stored>, Error> {
    let (transaction, store) = begin(TransactionMode::ReadWrite).await?;
    let stored = read_project(&store, id).await?;
    store.delete(JsValue::from(format!("list/{id}")))?;
    store.delete(JsValue::from(format!("project/{id}")))?;
    for (version, _) in stored.iter().flat_map(|stored| &stored.versions) {
        store.delete(JsValue::from(format!("version/{id}/{version}")))?;
    }
    committed(transaction).await?;
    storage::write_journal(id, None);
    Ok(stored)
}

/// A transaction that the browser aborts by itself mostly found no room.
async fn committed(transaction: Transaction) -> Result<(), Error> {
    if transaction.commit()?.await?.is_committed() {
        return Ok(());
    }
    Err(Error::AddFailed("QuotaExceededError".into()))
}
