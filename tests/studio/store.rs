//! A store as the browser has one, for tests: what is asked of the database is done, and its answers go back.

use asl_studio::studio::action::Announcement;
use asl_studio::studio::project::kept::{Database, DatabaseRequest, SaveError, Stored, Summary};
use asl_studio::studio::project::sharing::{Message, Role, ShareRequest};
use asl_studio::studio::project::{ProjectAction, to_begin_with};
use asl_studio::studio::rest::{REST, RestAction};
use asl_studio::studio::{Action, Environment, Request, StorageKey, Studio};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is kept, shared by all tabs.
#[derive(Default)]
pub struct Store {
    pub projects: BTreeMap<Arc<str>, Stored>,
    pub journals: BTreeMap<Arc<str>, Arc<str>>,
    pub small: BTreeMap<&'static str, String>,
    /// Who holds the lock of which project
    pub locks: BTreeMap<Arc<str>, u64>,
    /// Why nothing can be saved, if so
    pub refuses: Option<&'static str>,
    clock: f64,
}

/// A tab with a studio in it.
pub struct Tab {
    pub studio: Studio,
    session: u64,
    /// What was said aloud
    pub said: Vec<Announcement>,
    /// All that was asked and is not the store's
    pub asked: Vec<Request>,
    /// What the other tabs are to hear
    pub told: Vec<Message>,
    /// Saves that were asked for a moment later
    soon: usize,
    /// What it asks for when it starts
    first: Vec<Request>,
}

impl Store {
    /// Opens a tab that finds what is kept here.
    pub fn open(&mut self, session: u64) -> Tab {
        let mut tab = self.open_blank(session);
        self.start(&mut tab);
        tab
    }

    /// A tab that the database has not answered yet.
    pub fn open_blank(&mut self, session: u64) -> Tab {
        let environment =
            Environment { width: 1440.0, reduced_motion: true, session, ..Environment::default() };
        let mut studio = Studio::start(environment, |key| self.small.get(key).cloned());
        let first = studio.first_requests();
        Tab { studio, session, said: Vec::new(), asked: Vec::new(), told: Vec::new(), soon: 0, first }
    }

    pub fn start(&mut self, tab: &mut Tab) {
        let requests = std::mem::take(&mut tab.first);
        self.fulfil(tab, requests);
    }

    pub fn act(&mut self, tab: &mut Tab, action: impl Into<Action>) {
        let requests = tab.studio.dispatch(action.into());
        self.fulfil(tab, requests);
    }

    pub fn project(&mut self, tab: &mut Tab, action: ProjectAction) {
        self.act(tab, Action::Project(action));
    }

    /// Some time goes by: what was to be saved in a moment is saved.
    pub fn wait(&mut self, tab: &mut Tab) {
        while std::mem::take(&mut tab.soon) > 0 {
            self.project(tab, ProjectAction::Save);
        }
    }

    fn fulfil(&mut self, tab: &mut Tab, requests: Vec<Request>) {
        for request in requests {
            match request {
                Request::LoadRest => self.act(tab, Action::Rest(RestAction::Loaded(&REST))),
                Request::SaveSoon => tab.soon += 1,
                Request::Database(request) => {
                    let answer = self.answer(request);
                    self.project(tab, ProjectAction::Database(answer));
                }
                Request::Journal { id, text: Some(text) } => drop(self.journals.insert(id, text.into())),
                Request::Journal { id, text: None } => drop(self.journals.remove(&id)),
                Request::Store { key, text: Some(text) } => drop(self.small.insert(key, text)),
                Request::Store { key, text: None } => drop(self.small.remove(key)),
                Request::Share(request) => self.share(tab, request),
                Request::Tell(message) => tab.told.push(message),
                Request::Announce(announcement) => tab.said.push(announcement),
                other => tab.asked.push(other),
            }
        }
    }

    fn share(&mut self, tab: &mut Tab, request: ShareRequest) {
        let (id, role) = match request {
            ShareRequest::Release => return self.locks.retain(|_, holder| *holder != tab.session),
            ShareRequest::Yield(id) => {
                self.locks.remove(&id);
                return;
            }
            ShareRequest::TakeOver(id) => {
                self.locks.insert(id.clone(), tab.session);
                (id, Role::Owner)
            }
            ShareRequest::Claim(id) => {
                let holder = *self.locks.entry(id.clone()).or_insert(tab.session);
                (id, if holder == tab.session { Role::Owner } else { Role::Follower })
            }
        };
        self.project(tab, ProjectAction::Role(id, role));
    }

    fn summaries(&self) -> Vec<Summary> {
        let mut list: Vec<_> = self.projects.values().map(|stored| stored.summary.clone()).collect();
        Summary::arrange(&mut list);
        list
    }

    fn load(&self, id: &str) -> Option<Stored> {
        let stored = self.projects.get(id)?;
        Some(Stored { journal: self.journals.get(id).cloned(), ..stored.clone() })
    }

    fn answer(&mut self, request: DatabaseRequest) -> Database {
        match request {
            DatabaseRequest::Start { project } => {
                let list = self.summaries();
                let stored =
                    to_begin_with(&list, project.as_deref()).and_then(|summary| self.load(&summary.id));
                Database::Started(Ok((list, stored)))
            }
            DatabaseRequest::List => Database::Listed(Ok(self.summaries())),
            DatabaseRequest::Load { id } => Database::Loaded(Ok(self.load(&id))),
            DatabaseRequest::Delete { id } => Database::Deleted(Ok(self.projects.remove(&id))),
            DatabaseRequest::Save(save) => {
                let id = save.summary.id.clone();
                if let Some(reason) = self.refuses {
                    return Database::Saved(id, Err(SaveError::Refused(reason.into())));
                }
                let there = self.projects.get(&id);
                let revision = there.map_or(0, |stored| stored.summary.revision);
                if revision != save.base {
                    return Database::Saved(id, Err(SaveError::Changed { revision }));
                }
                let mut versions = there.map(|stored| stored.versions.clone()).unwrap_or_default();
                versions.retain(|(version, _)| !save.dropped.contains(version));
                versions.extend(save.parts);
                self.clock += 1.0;
                let summary = Summary { at: self.clock, ..save.summary };
                let revision = summary.revision;
                let stored = Stored { summary, text: save.text.into(), versions, journal: None };
                self.projects.insert(id.clone(), stored);
                Database::Saved(id, Ok(revision))
            }
        }
    }

    /// Only what stands in the old place, as before there were projects.
    pub fn of_the_past(name: &str, text: &str, run: &str) -> Self {
        let mut store = Self::default();
        let fields: asl_studio::json::Object = [("name", name), ("text", text)].into_iter().collect();
        store.small.insert(StorageKey::DOCUMENT, asl_studio::json::Value::from(fields).to_string());
        store.small.insert(StorageKey::RUN, run.to_owned());
        store
    }
}

impl Tab {
    pub fn text(&self) -> String {
        self.studio.document().map(|document| document.text.to_string()).unwrap_or_default()
    }

    /// The names on the tabs; the one that is shown in brackets.
    pub fn tabs(&self) -> String {
        let name = |tab: asl_studio::studio::project::view::Tab| match tab.shown {
            true => format!("[{}]", tab.name),
            false => tab.name.to_string(),
        };
        self.studio.tabs().into_iter().map(name).collect::<Vec<_>>().join(" ")
    }

    pub fn last_said(&self) -> &str {
        self.said.last().map(|said| &*said.text).unwrap_or_default()
    }

    pub fn notice(&self) -> &'static str {
        self.studio.notice().map_or("", |notice| notice.token)
    }
}
