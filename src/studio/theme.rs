//! Light, dark, or as the system says.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Follows the system
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value of `data-theme`, and what is stored.
    pub fn token(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.token() == token)
    }

    pub fn is_dark(self, system_dark: bool) -> bool {
        match self {
            Self::System => system_dark,
            Self::Light => false,
            Self::Dark => true,
        }
    }

    /// The toggle: the other of light and dark, which is the system's again where they agree.
    #[must_use]
    pub fn toggled(self, system_dark: bool) -> Self {
        match (self.is_dark(system_dark), system_dark) {
            (true, true) => Self::Light,
            (false, false) => Self::Dark,
            (true, false) | (false, true) => Self::System,
        }
    }
}
