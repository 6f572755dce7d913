//! What changes where the canvas looks.

use super::Studio;
use super::action::{CanvasAction, FocusTarget, Request};
use super::camera::Camera;
use super::drag::Grip;
use super::geometry::{Point, Rect, Size};
use super::handles::Hover;
use super::naming::NamingAction;
use super::tool::{Gesture, PointerEvent, PointerPhase};
use super::viewport::Viewport;
use crate::edit::{Place, Selection};

/// How much a wheel's turn zooms; a notch of a mouse counts as a strong pinch.
const WHEEL_ZOOM: f64 = 0.01;
const STRONGEST_PINCH: f64 = 24.0;

/// How long cards glide to their new places, in milliseconds; `style/canvas.css` says the same.
const SETTLING: f64 = 200.0;

impl Studio {
    pub(super) fn look(&mut self, action: CanvasAction) {
        let before = self.camera.viewport;
        let by_hand = matches!(action, CanvasAction::Pointer(_) | CanvasAction::Wheel { .. });
        match action {
            CanvasAction::Resized(size) => self.resize(size),
            CanvasAction::Pointer(event) => self.point(event),
            CanvasAction::Wheel { at, dy, zoom: true, .. } => {
                let factor = (-dy.clamp(-STRONGEST_PINCH, STRONGEST_PINCH) * WHEEL_ZOOM).exp();
                self.steer(self.camera.viewport.zoomed(at, factor));
            }
            CanvasAction::Wheel { dx, dy, zoom: false, .. } => {
                self.steer(self.camera.viewport.panned(-dx, -dy));
            }
            CanvasAction::Walk(_) => {}
            CanvasAction::Minimap(phase, at) => self.point_at_minimap(phase, at),
            CanvasAction::Hover(at) => self.hover = at.and_then(|at| self.hover_at(at)),
            CanvasAction::Grip(grip) => self.grip = Some(grip),
            CanvasAction::Held(press) => self.held(press),
            CanvasAction::Menu(at) => self.open_context_menu(at),
            CanvasAction::CloseMenu => self.context_menu = None,
            CanvasAction::DoubleClick(at) => self.double_click(at),
        }
        if by_hand && self.camera.viewport != before {
            self.leave_run_alone();
        }
        self.follow_window();
    }

    /// A drawing that was in view as a whole stays so, such as when the drawer opens for a run.
    fn resize(&mut self, size: Size) {
        // The canvas is not shown just now.
        if size.is_empty() {
            return;
        }
        let (bounds, before) = (self.scene.bounds, self.camera.size);
        let in_view = |view: Viewport, size: Size| view.window(size).covers(bounds);
        let whole = !before.is_empty() && in_view(self.camera.destination(), before);
        self.camera.resize(size);
        if self.camera.is_as_opened() || (whole && !in_view(self.camera.viewport, size)) {
            self.camera.show(self.scene.subject());
        }
    }

    fn point(&mut self, event: PointerEvent) {
        if event.phase == PointerPhase::Down {
            self.take_hold(event);
        }
        let (tool, gesture) = self.tool.handle(event, self.grip.is_some());
        self.tool = tool;
        self.menu = None;
        match gesture {
            Gesture::Nothing => {}
            Gesture::Pan { dx, dy } => self.steer(self.camera.viewport.panned(dx, dy)),
            Gesture::Pinch { anchor, factor, dx, dy } => {
                self.steer(self.camera.viewport.panned(dx, dy).zoomed(anchor, factor));
            }
            Gesture::Click { at } => self.click(at, event.shift),
            Gesture::Drag { from, to } => self.begin_drag(from, to),
            Gesture::DragOn { to } => self.drag_to(to),
            Gesture::Drop => self.drop_cargo(),
            Gesture::LetGo => self.let_go(),
        }
        // What a press took hold of, no later one moves: the browser may have taken the finger away, or a second came.
        if self.tool.pressed_at().is_none() {
            self.grip = None;
        }
    }

    /// A finger that rests where it came down opens the menu of what is there.
    fn held(&mut self, press: u32) {
        let on_canvas = matches!(self.grip, None | Some(Grip::State(_)));
        if let Some(at) = self.tool.pressed_at().filter(|_| on_canvas && press == self.presses) {
            self.open_context_menu(at);
        }
    }

    /// What a press holds: a handle that said so itself, else what lies under it. Whatever was open closes.
    fn take_hold(&mut self, event: PointerEvent) {
        self.quick_add = None;
        self.context_menu = None;
        self.hover = None;
        if self.naming.is_some() {
            self.act_on_name(NamingAction::Done);
        }
        self.presses = self.presses.wrapping_add(1);
        if event.touch {
            self.requests.push(Request::Hold(self.presses));
        }
        if self.grip.is_none() {
            let at = self.camera.viewport.to_world(event.at);
            self.grip = self.grip_at(at, event.shift, event.touch);
        }
    }

    fn click(&mut self, at: Point, shift: bool) {
        self.requests.push(Request::Focus(FocusTarget::Canvas));
        match self.grip.take() {
            Some(Grip::Port(connection)) => {
                self.open_quick_add(Place::On(connection), None);
                return;
            }
            Some(Grip::End(connection)) => {
                self.select_all(Selection::connection(connection));
                return;
            }
            Some(Grip::Piece(piece)) => {
                if let Some(place) = self.place_after_selection() {
                    self.insert_piece(&piece, place);
                }
                return;
            }
            _ => {}
        }
        match self.hover_at(at) {
            Some(Hover::State(path)) if shift => self.select_also(path),
            Some(Hover::State(path)) => self.select(Some(path)),
            Some(Hover::Edge(connection)) => self.select_all(Selection::connection(connection)),
            None if shift => {}
            None => self.select(None),
        }
    }

    /// A state's name is typed over its card; on empty ground something is added.
    fn double_click(&mut self, at: Point) {
        match self.hover_at(at) {
            Some(Hover::State(path)) => self.act_on_name(NamingAction::Begin(path)),
            Some(Hover::Edge(connection)) => self.open_quick_add(Place::On(connection), None),
            None => {
                let at = self.camera.viewport.to_world(at);
                let place = self.document.as_ref().map(|open| crate::edit::rules::last_place(&open.source));
                place.into_iter().for_each(|place| self.open_quick_add(place, Some(at)));
            }
        }
    }

    pub(super) fn frame(&mut self, now: f64) {
        self.awaits_frame = false;
        self.camera.frame(now);
        self.settle(now);
        if self.camera.is_moving() || self.settling.is_some() {
            self.ask_frame();
        }
        if let Some(rest) = self.rest() {
            (rest.run_frame)(self, now);
        }
        let Camera { viewport, size, .. } = self.camera;
        self.window = self.window.filled(&self.scene, viewport, size, self.camera.is_zooming());
        self.follow_window();
    }

    /// Ends the gliding once its time is over; at its first frame it learns what time it is.
    fn settle(&mut self, now: f64) {
        self.settling = match self.settling {
            Some(end) if end.is_infinite() => Some(now + SETTLING),
            Some(end) if end > now => Some(end),
            _ => None,
        };
    }

    pub(super) fn look_at(&mut self, point: Point) {
        let (view, middle) = (self.camera.viewport, self.camera.size.middle());
        let at = view.to_screen(point);
        self.camera.jump(view.panned(middle.x - at.x, middle.y - at.y));
        self.leave_run_alone();
    }

    fn steer(&mut self, to: Viewport) {
        self.camera.steer(to);
        self.ask_frame();
    }

    /// Asks for a frame, once for all who want one.
    pub(super) fn ask_frame(&mut self) {
        if !std::mem::replace(&mut self.awaits_frame, true) {
            self.requests.push(Request::Frame);
        }
    }

    /// Goes to a view, gliding if the person likes motion.
    pub(super) fn go(&mut self, to: Viewport) {
        if self.environment.reduced_motion || self.camera.size.is_empty() {
            self.camera.jump(to);
        } else {
            self.camera.glide(to);
            self.ask_frame();
        }
        self.follow_window();
    }

    pub(super) fn fit(&mut self) {
        self.go(Viewport::fitting(self.scene.bounds, self.camera.size));
    }

    pub(super) fn zoom_steps(&mut self, steps: i32) {
        self.go(self.camera.destination().stepped(self.camera.size, steps));
    }

    pub(super) fn actual_size(&mut self) {
        let size = self.camera.size;
        self.go(self.camera.destination().zoomed_to(size.middle(), 1.0));
    }

    pub(super) fn bring_into_view(&mut self, rect: Rect) {
        self.go(self.camera.destination().revealing(rect, self.camera.size));
    }

    pub(super) fn follow_window(&mut self) {
        self.window = self.window.following(self.camera.viewport, self.camera.size, self.scene.cards.len());
        if self.window.is_filling() {
            self.ask_frame();
        }
    }
}
