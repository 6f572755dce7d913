//! An SVG file as layout-rs's drawing layer sees it. Its own writer sets text in Times, centered, and
//! writes styles in the order of a hash map; this one draws as the studio does, the same text every time.

use layout::core::color::Color;
use layout::core::format::{ClipHandle, RenderBackend};
use layout::core::geometry::Point;
use layout::core::style::StyleAttr;
use std::fmt::Write;

/// Elements drawn so far. `properties` are written as attributes of the element.
#[derive(Default)]
pub(super) struct Paper {
    body: String,
}

impl Paper {
    /// The whole file.
    pub(super) fn finish(self, width: f64, height: f64, title: &str) -> String {
        format!(
            concat!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" ",
                "role=\"img\" font-family=\"ui-sans-serif, system-ui, 'Segoe UI', Roboto, sans-serif\">\n",
                "<title>{2}</title>\n",
                "<defs><marker id=\"tip\" markerWidth=\"9\" markerHeight=\"8\" refX=\"8\" refY=\"4\" ",
                "orient=\"auto\" markerUnits=\"userSpaceOnUse\">",
                "<path d=\"M0 0L9 4L0 8Z\" fill=\"context-stroke\"/></marker></defs>\n{3}</svg>\n",
            ),
            number(width),
            number(height),
            escape(title),
            self.body
        )
    }

    /// Text that starts at a point, at half its height.
    pub(super) fn write(&mut self, at: Point, text: &str, size: usize, weight: usize, color: &str) {
        self.element(format_args!(
            "<text x=\"{}\" y=\"{}\" dy=\".35em\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{color}\">{}</text>",
            number(at.x),
            number(at.y),
            escape(text)
        ));
    }

    /// A glyph of strokes in a box of 20 × 20.
    pub(super) fn glyph(&mut self, at: Point, path: &str, color: &str) {
        self.element(format_args!(
            concat!(
                "<path transform=\"translate({} {})\" d=\"{}\" fill=\"none\" stroke=\"{}\" ",
                "stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
            ),
            number(at.x),
            number(at.y),
            path,
            color
        ));
    }

    fn element(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(text);
        self.body.push('\n');
    }
}

impl RenderBackend for Paper {
    fn draw_rect(
        &mut self,
        xy: Point,
        size: Point,
        look: &StyleAttr,
        properties: Option<String>,
        _clip: Option<ClipHandle>,
    ) {
        self.element(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" {}{}/>",
            number(xy.x),
            number(xy.y),
            number(size.x),
            number(size.y),
            look.rounded,
            paint(look),
            attributes(properties)
        ));
    }

    fn draw_line(&mut self, start: Point, stop: Point, look: &StyleAttr, properties: Option<String>) {
        self.element(format_args!(
            "<path d=\"M{} {}L{} {}\" {}{}/>",
            number(start.x),
            number(start.y),
            number(stop.x),
            number(stop.y),
            paint(look),
            attributes(properties)
        ));
    }

    fn draw_circle(&mut self, xy: Point, size: Point, look: &StyleAttr, properties: Option<String>) {
        self.element(format_args!(
            "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\" {}{}/>",
            number(xy.x),
            number(xy.y),
            number(size.x / 2.0),
            number(size.y / 2.0),
            paint(look),
            attributes(properties)
        ));
    }

    fn draw_text(&mut self, xy: Point, text: &str, look: &StyleAttr) {
        self.element(format_args!(
            "<text x=\"{}\" y=\"{}\" dy=\".35em\" text-anchor=\"middle\" font-size=\"{}\" fill=\"{}\">{}</text>",
            number(xy.x),
            number(xy.y),
            look.font_size,
            color(look.line_color),
            escape(text)
        ));
    }

    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        dashed: bool,
        head: (bool, bool),
        look: &StyleAttr,
        properties: Option<String>,
        _text: &str,
    ) {
        let [first, second, rest @ ..] = path else { return };
        let mut curve = format!("M{}C{} {} {}", pair(first.0), pair(first.1), pair(second.0), pair(second.1));
        for point in rest {
            let _ = write!(curve, "S{} {}", pair(point.0), pair(point.1));
        }
        self.element(format_args!(
            "<path d=\"{curve}\" {}{}{}{}/>",
            paint(look),
            if dashed { " stroke-dasharray=\"6 4\"" } else { "" },
            if head.1 { " marker-end=\"url(#tip)\"" } else { "" },
            attributes(properties)
        ));
    }

    fn create_clip(&mut self, _xy: Point, _size: Point, _rounded: usize) -> ClipHandle {
        0
    }
}

fn paint(look: &StyleAttr) -> String {
    let fill = look.fill_color.map_or_else(|| "none".to_owned(), color);
    format!("fill=\"{fill}\" stroke=\"{}\" stroke-width=\"{}\"", color(look.line_color), look.line_width)
}

fn color(color: Color) -> String {
    let web = color.to_web_color();
    web.strip_suffix("ff").filter(|short| short.len() == 7).unwrap_or(&web).to_owned()
}

fn attributes(properties: Option<String>) -> String {
    properties.map_or_else(String::new, |properties| format!(" {properties}"))
}

fn pair(point: Point) -> String {
    format!("{} {}", number(point.x), number(point.y))
}

/// At most two decimals, none where there are none.
fn number(value: f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}

/// Text as it may stand in an element or an attribute; control characters, which XML cannot hold, are left
/// out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
