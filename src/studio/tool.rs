//! What the pointer is doing on the canvas: small states, from one pointer event to the next.

use super::geometry::Point;

/// A press that moves no farther than this, in pixels, is a click; a finger is not as steady as a mouse.
const CLICK_SLACK: f64 = 4.0;
const TOUCH_SLACK: f64 = 10.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerPhase {
    Down,
    Move,
    Up,
    /// The browser took the pointer away
    Cancel,
}

/// One pointer event, its position in pixels from the canvas's corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointerEvent {
    pub phase: PointerPhase,
    pub id: i32,
    pub at: Point,
    /// With Shift: adds to the selection, or draws a box around what to select
    pub shift: bool,
    /// A finger rather than a mouse or a pen
    pub touch: bool,
}

/// What the event means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    Nothing,
    Pan {
        dx: f64,
        dy: f64,
    },
    Pinch {
        anchor: Point,
        factor: f64,
        dx: f64,
        dy: f64,
    },
    Click {
        at: Point,
    },
    /// What was taken hold of moves for the first time, from where it was pressed
    Drag {
        from: Point,
        to: Point,
    },
    DragOn {
        to: Point,
    },
    Drop,
    /// The drag is called off
    LetGo,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Tool {
    #[default]
    Idle,
    /// Down, not yet moved far enough to be a drag
    Pressing {
        id: i32,
        start: Point,
        /// Something was taken hold of: a drag moves it, not the canvas
        holds: bool,
    },
    Dragging {
        id: i32,
    },
    Panning {
        id: i32,
        last: Point,
    },
    /// Two fingers
    Pinching {
        first: (i32, Point),
        second: (i32, Point),
    },
}

impl Tool {
    pub fn is_panning(self) -> bool {
        matches!(self, Self::Panning { .. } | Self::Pinching { .. })
    }

    /// Where it was pressed, while nothing has come of it yet.
    pub fn pressed_at(self) -> Option<Point> {
        match self {
            Self::Pressing { start, .. } => Some(start),
            _ => None,
        }
    }

    pub fn is_dragging(self) -> bool {
        matches!(self, Self::Dragging { .. })
    }

    /// The next tool state and what this event means; `holds` tells of a press whether it took hold of something.
    pub fn handle(self, event: PointerEvent, holds: bool) -> (Self, Gesture) {
        match (self, event.phase) {
            (Self::Idle, PointerPhase::Down) => {
                (Self::Pressing { id: event.id, start: event.at, holds }, Gesture::Nothing)
            }
            (Self::Pressing { id, start: last, .. } | Self::Panning { id, last }, PointerPhase::Down)
                if id != event.id =>
            {
                (Self::Pinching { first: (id, last), second: (event.id, event.at) }, Gesture::Nothing)
            }
            (Self::Pressing { id, start, holds }, PointerPhase::Move) if id == event.id => {
                press_moved(id, start, holds, event)
            }
            (Self::Dragging { id }, phase) if id == event.id => dragged(id, phase, event),
            (Self::Panning { id, last }, PointerPhase::Move) if id == event.id => {
                let (dx, dy) = (event.at.x - last.x, event.at.y - last.y);
                (Self::Panning { id, last: event.at }, Gesture::Pan { dx, dy })
            }
            (Self::Pressing { id, start, .. }, PointerPhase::Up) if id == event.id => {
                (Self::Idle, Gesture::Click { at: start })
            }
            (Self::Panning { id, .. }, PointerPhase::Up | PointerPhase::Cancel) if id == event.id => {
                (Self::Idle, Gesture::Nothing)
            }
            (Self::Pinching { first, second }, phase) => pinch(first, second, phase, event),
            (_, PointerPhase::Cancel) => (Self::Idle, Gesture::Nothing),
            (tool, _) => (tool, Gesture::Nothing),
        }
    }
}

fn press_moved(id: i32, start: Point, holds: bool, event: PointerEvent) -> (Tool, Gesture) {
    let slack = if event.touch { TOUCH_SLACK } else { CLICK_SLACK };
    if start.distance(event.at) < slack {
        return (Tool::Pressing { id, start, holds }, Gesture::Nothing);
    }
    if holds {
        return (Tool::Dragging { id }, Gesture::Drag { from: start, to: event.at });
    }
    let (dx, dy) = (event.at.x - start.x, event.at.y - start.y);
    (Tool::Panning { id, last: event.at }, Gesture::Pan { dx, dy })
}

fn dragged(id: i32, phase: PointerPhase, event: PointerEvent) -> (Tool, Gesture) {
    match phase {
        PointerPhase::Move => (Tool::Dragging { id }, Gesture::DragOn { to: event.at }),
        PointerPhase::Up => (Tool::Idle, Gesture::Drop),
        PointerPhase::Cancel => (Tool::Idle, Gesture::LetGo),
        PointerPhase::Down => (Tool::Dragging { id }, Gesture::Nothing),
    }
}

fn pinch(
    first: (i32, Point),
    second: (i32, Point),
    phase: PointerPhase,
    event: PointerEvent,
) -> (Tool, Gesture) {
    let (moved, still) = if event.id == second.0 { (second, first) } else { (first, second) };
    if moved.0 != event.id {
        return (Tool::Pinching { first, second }, Gesture::Nothing);
    }
    if phase != PointerPhase::Move {
        return (Tool::Panning { id: still.0, last: still.1 }, Gesture::Nothing);
    }
    let middle = |a: Point, b: Point| Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
    let (before, after) = (middle(moved.1, still.1), middle(event.at, still.1));
    let factor = event.at.distance(still.1) / moved.1.distance(still.1).max(1.0);
    let gesture = Gesture::Pinch { anchor: after, factor, dx: after.x - before.x, dy: after.y - before.y };
    (Tool::Pinching { first: (event.id, event.at), second: still }, gesture)
}
