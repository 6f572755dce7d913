//! Changing a definition, and what the palette offers for it.

mod catalog;
mod help;
