//! Small parts used everywhere.

mod button;
mod icon;
mod keys;
mod menu;
mod modal;
mod prose;
mod toast;

pub use button::{CommandButton, IconButton};
pub use icon::{Glyph, Icon, KindIcon, SeverityIcon};
pub use keys::Keys;
pub use menu::{MenuButton, MenuItem};
pub use modal::Modal;
pub use prose::Prose;
pub use toast::Toasts;
