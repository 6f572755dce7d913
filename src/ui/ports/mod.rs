//! The browser's side: every call into the page, the window and the system is in this folder.

pub mod clipboard;
pub mod clock;
pub mod code;
pub mod database;
pub mod dialog;
pub mod disk;
pub mod environment;
pub mod files;
pub mod focus;
pub mod frames;
pub mod jsonata;
pub mod keys;
pub mod pointer;
pub mod regions;
pub mod sharing;
pub mod size;
pub mod storage;
mod window;

pub use window::listen;
