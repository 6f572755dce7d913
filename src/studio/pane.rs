//! The panes around the canvas: open or not, how large, which tab.

use crate::json::{Object, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The tree of states, left
    Outline,
    /// The selected state, right
    Inspector,
    /// Run and Problems, below
    Drawer,
    /// The text, beside or instead of the canvas
    Code,
}

/// What of the definition is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    Design,
    Code,
    Split,
}

impl View {
    pub const ALL: [Self; 3] = [Self::Design, Self::Code, Self::Split];

    pub fn label(self) -> &'static str {
        match self {
            Self::Design => "Design",
            Self::Code => "Code",
            Self::Split => "Split",
        }
    }

    pub fn token(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Code => "code",
            Self::Split => "split",
        }
    }

    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Design => Self::Split,
            Self::Split => Self::Code,
            Self::Code => Self::Design,
        }
    }
}

impl Pane {
    pub const ALL: [Self; 4] = [Self::Outline, Self::Inspector, Self::Drawer, Self::Code];

    pub fn label(self) -> &'static str {
        match self {
            Self::Outline => "Outline",
            Self::Inspector => "Inspector",
            Self::Drawer => "Drawer",
            Self::Code => "Code",
        }
    }

    /// The name under which its size is kept, and its `data-testid`.
    pub fn token(self) -> &'static str {
        match self {
            Self::Outline => "outline",
            Self::Inspector => "inspector",
            Self::Drawer => "drawer",
            Self::Code => "code",
        }
    }

    /// Smallest and largest size in pixels (width, for the drawer height).
    pub fn limits(self) -> (f64, f64) {
        match self {
            Self::Outline => (180.0, 480.0),
            Self::Inspector => (280.0, 720.0),
            Self::Drawer => (120.0, 640.0),
            Self::Code => (280.0, 1200.0),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DrawerTab {
    Run,
    Problems,
}

impl DrawerTab {
    pub const ALL: [Self; 2] = [Self::Run, Self::Problems];

    pub fn label(self) -> &'static str {
        match self {
            Self::Run => "Run",
            Self::Problems => "Problems",
        }
    }

    pub fn token(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Problems => "problems",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaneState {
    pub open: bool,
    /// Pixels
    pub size: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Panes {
    pub outline: PaneState,
    pub inspector: PaneState,
    pub drawer: PaneState,
    pub code: PaneState,
    /// Whether the canvas is shown; it always is when the text is not
    pub design: bool,
    pub tab: DrawerTab,
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            outline: PaneState { open: true, size: 232.0 },
            inspector: PaneState { open: true, size: 344.0 },
            drawer: PaneState { open: false, size: 280.0 },
            code: PaneState { open: false, size: 480.0 },
            design: true,
            tab: DrawerTab::Run,
        }
    }
}

impl Panes {
    /// What a window this wide starts with: on a small one the canvas comes before the outline.
    pub fn for_window(width: f64) -> Self {
        let mut panes = Self::default();
        panes.outline.open = width >= 1200.0;
        if width < 1200.0 {
            panes.inspector.size = 304.0;
        }
        panes
    }

    pub fn get(&self, pane: Pane) -> PaneState {
        match pane {
            Pane::Outline => self.outline,
            Pane::Inspector => self.inspector,
            Pane::Drawer => self.drawer,
            Pane::Code => self.code,
        }
    }

    fn get_mut(&mut self, pane: Pane) -> &mut PaneState {
        match pane {
            Pane::Outline => &mut self.outline,
            Pane::Inspector => &mut self.inspector,
            Pane::Drawer => &mut self.drawer,
            Pane::Code => &mut self.code,
        }
    }

    pub fn view(&self) -> View {
        match (self.code.open, self.design) {
            (false, _) => View::Design,
            (true, true) => View::Split,
            (true, false) => View::Code,
        }
    }

    pub fn show(&mut self, view: View) {
        self.code.open = view != View::Design;
        self.design = view != View::Code;
    }

    pub fn toggle(&mut self, pane: Pane) {
        let state = self.get_mut(pane);
        state.open = !state.open;
    }

    pub fn set_open(&mut self, pane: Pane, open: bool) {
        self.get_mut(pane).open = open;
    }

    /// Sets the size within the pane's limits; dragged to half its smallest size, a pane closes.
    pub fn resize(&mut self, pane: Pane, size: f64) {
        let (smallest, largest) = pane.limits();
        let state = self.get_mut(pane);
        state.open = size >= smallest / 2.0;
        if state.open {
            state.size = size.clamp(smallest, largest);
        }
    }

    pub fn to_value(self) -> Value {
        let mut all: Object = Pane::ALL
            .into_iter()
            .map(|pane| {
                let state = self.get(pane);
                let fields: Object = [("open", Value::from(state.open)), ("size", Value::from(state.size))]
                    .into_iter()
                    .collect();
                (pane.token(), Value::from(fields))
            })
            .collect();
        all.insert("tab", self.tab.token());
        all.insert("design", self.design);
        all.into()
    }

    /// Takes from `stored` what can be read, the rest stays as it is.
    #[must_use]
    pub fn restored(mut self, stored: &Value) -> Self {
        for pane in Pane::ALL {
            let Some(fields) = stored.get(pane.token()) else { continue };
            if let Some(size) = fields.get("size").and_then(Value::as_f64) {
                self.resize(pane, size);
            }
            if let Some(open) = fields.get("open").and_then(Value::as_bool) {
                self.set_open(pane, open);
            }
        }
        self.design = stored.get("design").and_then(Value::as_bool).unwrap_or(true);
        let tab = stored.get("tab").and_then(Value::as_str);
        self.tab = DrawerTab::ALL.into_iter().find(|known| Some(known.token()) == tab).unwrap_or(self.tab);
        self
    }
}
