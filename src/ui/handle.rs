//! What every component holds on to: the studio, and the way to it.

use super::rest::Views;
use super::{ports, requests};
use crate::asl::StatePath;
use crate::edit::Selection;
use crate::studio::action::Announcement;
use crate::studio::project::diff::Difference;
use crate::studio::run_mark::RunMarks;
use crate::studio::shared::Shared;
use crate::studio::{Action, Studio};
use leptos::prelude::*;

/// The studio as the page holds it; copied into every component that needs it.
#[derive(Clone, Copy)]
pub struct Handle {
    studio: StoredValue<Studio>,
    version: RwSignal<u64>,
    /// Watched once for all the cards and rows that ask whether they are it
    pub selection: Memo<Option<StatePath>>,
    pub selected: Memo<Selection>,
    pub marks: Memo<Shared<RunMarks>>,
    /// What differs from the version that the workflow is compared with
    pub difference: Memo<Option<Shared<Difference>>>,
    /// The latest thing said, numbered so that the same words twice are two
    pub announced: RwSignal<(u32, Option<Announcement>)>,
    /// The views of the rest, when it is there
    pub views: RwSignal<Option<&'static Views>>,
}

impl Handle {
    pub fn start() -> Self {
        let studio = StoredValue::new(Studio::start(ports::environment::read(), ports::storage::read));
        let version = RwSignal::new(0);
        Self {
            studio,
            version,
            selection: watch(studio, version, Box::new(|studio| studio.selection().cloned())),
            selected: watch(studio, version, Box::new(|studio| studio.selected().clone())),
            difference: watch(studio, version, Box::new(Studio::difference)),
            marks: watch(studio, version, Box::new(|studio| studio.marks().clone())),
            announced: RwSignal::new((0, None)),
            views: RwSignal::new(None),
        }
    }

    /// Does what the studio asked for as it started.
    pub fn begin(self) {
        for request in self.studio.try_update_value(Studio::first_requests).unwrap_or_default() {
            requests::fulfil(self, request);
        }
    }

    /// The handle of the page that the component is in.
    pub fn of_page() -> Self {
        expect_context::<Self>()
    }

    /// Tells the studio what happened and does what it asks for.
    pub fn dispatch(self, action: Action) {
        let asked = self.studio.try_update_value(|studio| studio.dispatch(action)).unwrap_or_default();
        self.version.update(|version| *version += 1);
        for request in asked {
            requests::fulfil(self, request);
        }
    }

    /// A view-model: read again after every action, passed on only when it changed.
    pub fn watch<T>(self, read: impl Fn(&Studio) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        watch(self.studio, self.version, Box::new(read))
    }

    /// Asks the studio something, once.
    pub fn ask<T>(self, read: impl FnOnce(&Studio) -> T) -> T {
        self.studio.with_value(read)
    }
}

/// Reads a view-model.
type Read<T> = Box<dyn Fn(&Studio) -> T + Send + Sync>;

/// Boxed, so that there is one instance for each type of view-model, not for each place that reads one.
fn watch<T>(studio: StoredValue<Studio>, version: RwSignal<u64>, read: Read<T>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| {
        version.track();
        studio.with_value(|studio| read(studio))
    })
}
