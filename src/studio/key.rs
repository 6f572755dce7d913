//! Key chords: which keys mean which command, and how they are written for people.

/// Where a chord counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Also while typing
    Everywhere,
    /// Not in a field, where plain keys are text
    OutsideFields,
    /// On the canvas, or when nothing in particular has the focus: keys that other controls need themselves
    Canvas,
    /// Only when the canvas itself has the focus
    CanvasFocus,
}

/// Where the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// Nowhere in particular
    Page,
    Canvas,
    /// A button, a tree, a tab: what has keys of its own
    Control,
    /// Where text is typed
    Field,
}

/// One press of a key with its modifiers. `command` is ⌘ on a Mac and Ctrl elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    /// `KeyboardEvent.key`, letters in lower case
    pub key: &'static str,
    pub command: bool,
    /// `None`: either way (punctuation that needs Shift on some keyboards and not on others)
    pub shift: Option<bool>,
    pub reach: Reach,
}

/// A chord as the browser tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPress {
    pub key: String,
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
    pub place: KeyPlace,
}

impl Reach {
    fn holds(self, place: KeyPlace) -> bool {
        match self {
            Self::Everywhere => true,
            Self::OutsideFields => place != KeyPlace::Field,
            Self::Canvas => matches!(place, KeyPlace::Page | KeyPlace::Canvas),
            Self::CanvasFocus => place == KeyPlace::Canvas,
        }
    }
}

impl Chord {
    pub const fn plain(key: &'static str) -> Self {
        Self { key, command: false, shift: Some(false), reach: Reach::OutsideFields }
    }

    pub const fn symbol(key: &'static str) -> Self {
        Self { key, command: false, shift: None, reach: Reach::OutsideFields }
    }

    pub const fn canvas(key: &'static str) -> Self {
        Self { key, command: false, shift: Some(false), reach: Reach::Canvas }
    }

    pub const fn tab(shift: bool) -> Self {
        Self { key: "Tab", command: false, shift: Some(shift), reach: Reach::CanvasFocus }
    }

    /// With ⌘ or Ctrl, where the browser's own meaning is not wanted: on the canvas
    pub const fn command_canvas(key: &'static str) -> Self {
        Self { key, command: true, shift: Some(false), reach: Reach::Canvas }
    }

    /// From pane to pane, wherever the focus is
    pub const fn pane(shift: bool) -> Self {
        Self { key: "F6", command: false, shift: Some(shift), reach: Reach::Everywhere }
    }

    pub const fn command_shift(key: &'static str) -> Self {
        Self { key, command: true, shift: Some(true), reach: Reach::OutsideFields }
    }

    pub const fn command(key: &'static str) -> Self {
        Self { key, command: true, shift: Some(false), reach: Reach::Everywhere }
    }

    pub fn matches(&self, press: &KeyPress) -> bool {
        press.key.eq_ignore_ascii_case(self.key)
            && press.command == self.command
            && !press.alt
            && self.shift.is_none_or(|shift| shift == press.shift)
            && self.reach.holds(press.place)
    }

    /// The keys as caps to draw: `["⌘", "K"]`.
    pub fn caps(&self, mac: bool) -> Vec<String> {
        let mut caps = Vec::new();
        if self.command {
            caps.push(if mac { "⌘" } else { "Ctrl" }.to_owned());
        }
        if self.shift == Some(true) {
            caps.push(if mac { "⇧" } else { "Shift" }.to_owned());
        }
        caps.push(cap(self.key));
        caps
    }

    /// The keys in one string, for a tooltip: `Ctrl+K`, `⌘K`.
    pub fn text(&self, mac: bool) -> String {
        self.caps(mac).join(if mac { "" } else { "+" })
    }
}

fn cap(key: &str) -> String {
    match key {
        "Escape" => "Esc".into(),
        "Enter" | "Tab" | "Delete" => key.into(),
        "ContextMenu" => "Menu".into(),
        "Backspace" => "⌫".into(),
        "-" => "−".into(),
        " " => "Space".into(),
        "ArrowUp" => "↑".into(),
        "ArrowDown" => "↓".into(),
        "ArrowLeft" => "←".into(),
        "ArrowRight" => "→".into(),
        _ => key.to_uppercase(),
    }
}
