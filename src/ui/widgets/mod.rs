//! Small parts used everywhere.

mod button;
mod icon;
mod keys;
mod menu;
mod modal;
mod toast;

pub use button::{CommandButton, IconButton};
pub use icon::{Glyph, Icon, KindIcon, SeverityIcon};
pub use keys::Keys;
pub use menu::{MenuButton, MenuItem};
pub use modal::Modal;
pub use toast::Toasts;
