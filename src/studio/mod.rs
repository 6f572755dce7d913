//! L5: the application without a screen.
//!
//! A person's doing comes in as an [`Action`], [`Studio::dispatch`] changes the state and answers with what it
//! asks of the world ([`Request`]); what is to be seen is read from the getters, the view-models. Everything the
//! studio does can be tested without a browser this way (`tests/studio.rs`).
//!
//! | file | what it holds |
//! | --- | --- |
//! | `action`, `command`, `enabled`, `key` | what can happen; the registry of commands and their keys |
//! | `app`, `seen`, `opening`, `looking`, `selecting`, `performing` | the state, and a file for each area of what changes it |
//! | `code` | the definition as text; `complete` knows what may stand where |
//! | `jsonata` | the engine that is loaded when a definition needs it |
//! | `rest` | what comes after the first screen, and the way into it |
//! | `document`, `problem` | the open definition |
//! | `editing`, `clipboard`, `naming` | changing it, undo, the clipboard; a name typed over its card |
//! | `library`, `quick_add` | the palette, and the list at a place |
//! | `drag`, `drag_view`, `zones`, `handles`, `context_menu` | what is dragged and where to, handles and buttons, the menu |
//! | `form` | the inspector's fields: what can be typed where, and what comes of it |
//! | `scene`, `drawing`, `edge_path`, `stubs`, `window` | the canvas's view-model |
//! | `attempts`, `inspect`, `outline`, `flow_order`, `palette`, `sample` | the other view-models |
//! | `minimap` | the whole drawing, small |
//! | `settings` | what there is to say of the whole machine; values of placeholders |
//! | `preview` | the data reaching a state, and what its fields make of it |
//! | `viewport`, `camera`, `tool`, `navigate` | where the canvas looks, pointer gestures, walking by keys |
//! | `project` | several machines side by side, saved together |
//! | `run` | running what is open, and what is shown of a run |
//! | `run_mark` | how a run shows on the drawing |

#![allow(missing_docs, reason = "the house documents modules here, not items")]

pub mod action;
mod app;
pub mod attempts;
pub mod camera;
mod clipboard;
pub mod code;
pub mod complete;
pub mod command;
mod command_action;
pub mod context_menu;
pub mod document;
pub mod drafting;
pub mod drag;
pub mod drag_view;
mod enabled;
pub mod drawing;
pub mod edge_path;
pub mod editing;
mod flow_order;
pub mod form;
pub mod geometry;
mod group;
pub mod handles;
pub mod highlight;
pub mod inspect;
pub mod jsonata;
pub mod key;
pub mod kind;
pub mod library;
mod looking;
pub mod minimap;
pub mod naming;
pub mod navigate;
mod opening;
pub mod outline;
pub mod palette;
pub mod pane;
mod pausing;
mod performing;
mod persist;
pub mod preview;
pub mod problem;
pub mod project;
pub mod quick_add;
pub mod rest;
pub mod run;
pub mod run_mark;
pub mod sample;
pub mod scene;
mod seen;
mod selecting;
pub mod settings;
pub mod shared;
pub mod sketch;
pub mod stubs;
pub mod theme;
pub mod tool;
pub mod viewport;
pub mod window;
pub mod words;
pub mod zones;

pub use action::{Action, Request};
pub use app::{Draft, Environment, Studio};
pub use persist::StorageKey;
