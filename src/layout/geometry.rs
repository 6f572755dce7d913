//! Points, sizes and rectangles, in CSS pixels; y grows downwards.

/// A place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right
    pub x: f64,
    /// Downwards
    pub y: f64,
}

impl Point {
    /// The point (`x`, `y`).
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point moved by `x` and `y`.
    pub fn shifted(self, x: f64, y: f64) -> Self {
        Self { x: self.x + x, y: self.y + y }
    }

    /// `x` and `y` exchanged.
    pub fn transposed(self) -> Self {
        Self { x: self.y, y: self.x }
    }
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width
    pub width: f64,
    /// Height
    pub height: f64,
}

impl Size {
    /// The size `width` × `height`.
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height }
    }

    /// Width and height exchanged.
    pub fn transposed(self) -> Self {
        Self { width: self.height, height: self.width }
    }

    /// What covers both.
    pub fn max(self, other: Self) -> Self {
        Self { width: self.width.max(other.width), height: self.height.max(other.height) }
    }

    /// A size that can be laid out: finite, not negative, and not beyond all screens.
    pub(super) fn sane(self) -> Self {
        let side = |side: f64| if side.is_finite() { side.clamp(0.0, 1e6) } else { 0.0 };
        Self { width: side(self.width), height: side(self.height) }
    }
}

/// A rectangle by its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left side
    pub x: f64,
    /// Top side
    pub y: f64,
    /// Width
    pub width: f64,
    /// Height
    pub height: f64,
}

impl Rect {
    /// The rectangle at (`x`, `y`) of this size.
    pub fn new(x: f64, y: f64, size: Size) -> Self {
        Self { x, y, width: size.width, height: size.height }
    }

    /// The rectangle of this size around `center`.
    pub fn around(center: Point, size: Size) -> Self {
        Self::new(center.x - size.width / 2.0, center.y - size.height / 2.0, size)
    }

    /// Right side.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Bottom side.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    pub fn center(self) -> Point {
        Point { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }

    /// Width and height.
    pub fn size(self) -> Size {
        Size { width: self.width, height: self.height }
    }

    /// The rectangle moved by `x` and `y`.
    pub fn shifted(self, x: f64, y: f64) -> Self {
        Self { x: self.x + x, y: self.y + y, ..self }
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether `point` is inside or on the border.
    pub fn contains(self, point: Point) -> bool {
        point.x >= self.x && point.x <= self.right() && point.y >= self.y && point.y <= self.bottom()
    }
}

/// Space kept free inside a frame's sides.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Insets {
    /// At the top
    pub top: f64,
    /// At the right
    pub right: f64,
    /// At the bottom
    pub bottom: f64,
    /// At the left
    pub left: f64,
}

impl Insets {
    /// The same on all sides.
    pub fn all(space: f64) -> Self {
        Self { top: space, right: space, bottom: space, left: space }
    }

    /// A size with the insets added.
    pub fn around(self, size: Size) -> Size {
        Size::new(size.width + self.left + self.right, size.height + self.top + self.bottom)
    }
}
