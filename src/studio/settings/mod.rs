//! What there is to say of the whole machine, in its definition and beside it.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `keep` | what is kept beside the definition: values of placeholders, region, account, prefix, tags |
//! | `fill` | placeholders: which there are, and a text with their values in their places |
//! | `acting` | what each action does |
//! | `view` | the view-model |
//! | `export` | the definition with its values, and what CreateStateMachine wants |

mod acting;
pub(in crate::studio) mod export;
mod fill;
mod keep;
mod view;

pub use acting::SettingsAction;
pub use fill::{Found, Texts, fill, fill_text, find};
pub use keep::{DEFAULT_ACCOUNT, DEFAULT_REGION, MachineSettings};
pub use view::{Chip, NameView, SettingsView, settings_view};
