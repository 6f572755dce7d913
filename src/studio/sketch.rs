//! A large drawing seen from far away: shapes and lines without words, a few paths for all of them, so that it is drawn
//! and hidden within a frame.

use super::geometry::Rect;
use super::kind::CardKind;
use super::scene::{Card, EdgeTone, EdgeView, Inside, Scene};
use std::fmt::Write;
use std::sync::Arc;

/// With more states than this, those far away cannot be found one by one on the page.
pub const MOST_HOOKED: usize = 2_000;
/// How many states or lines one path has: neighbors, so that what is out of sight costs nothing.
pub const TOGETHER: usize = 64;

/// SVG path data, in the order in which it is drawn.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    pub frames: Vec<(CardKind, String)>,
    pub lines: Vec<(EdgeTone, String)>,
    pub cards: Vec<(CardKind, String)>,
}

pub fn sketch(scene: &Scene) -> Sketch {
    let mut sketch = Sketch::default();
    for part in scene.cards.chunks(TOGETHER) {
        let (mut frames, mut cards) = (Vec::new(), Vec::new());
        for card in part {
            let frame = matches!(card.inside, Inside::Frame { .. });
            outline(path_of(if frame { &mut frames } else { &mut cards }, card.kind), card.rect);
        }
        sketch.frames.append(&mut frames);
        sketch.cards.append(&mut cards);
    }
    for part in scene.edges.chunks(TOGETHER) {
        let mut lines = Vec::new();
        part.iter().for_each(|edge| path_of(&mut lines, edge.tone).push_str(&edge.line));
        sketch.lines.append(&mut lines);
    }
    sketch
}

/// The path of that kind among those begun.
fn path_of<K: PartialEq>(paths: &mut Vec<(K, String)>, kind: K) -> &mut String {
    let place = paths.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
        paths.push((kind, String::new()));
        paths.len() - 1
    });
    &mut paths[place].1
}

/// Elements without a look by which states and lines are found, as SVG text.
pub fn hooks<'a>(
    cards: impl Iterator<Item = &'a Arc<Card>>,
    edges: impl Iterator<Item = &'a Arc<EdgeView>>,
) -> String {
    let mut text = String::new();
    for card in cards {
        let mut shape = String::new();
        outline(&mut shape, card.rect);
        hook(&mut text, "data-state", &card.name, &shape);
    }
    for edge in edges {
        hook(&mut text, "data-edge", &edge.name, &edge.line);
    }
    text
}

fn hook(text: &mut String, attribute: &str, name: &str, path: &str) {
    text.push_str("<path class=\"hook\" ");
    text.push_str(attribute);
    text.push_str("=\"");
    for letter in name.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '"' => text.push_str("&quot;"),
            '<' => text.push_str("&lt;"),
            _ => text.push(letter),
        }
    }
    text.push_str("\" d=\"");
    text.push_str(path);
    text.push_str("\"/>");
}

fn outline(path: &mut String, rect: Rect) {
    let Rect { x, y, width, height } = rect;
    // Writing to a string does not fail.
    let _ = write!(path, "M{x} {y}h{width}v{height}h-{width}z");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_attribute() {
        let mut text = String::new();
        hook(&mut text, "data-state", r#"a "b" <c> &amp;"#, "M0 0z");
        let written = "<path class=\"hook\" data-state=\"a &quot;b&quot; &lt;c> &amp;amp;\" d=\"M0 0z\"/>";
        assert_eq!(text, written);
    }

    #[test]
    fn neighbors_of_one_kind_share_a_path() {
        let mut paths = Vec::new();
        for (kind, x) in [(CardKind::Task, 0.0), (CardKind::Wait, 1.0), (CardKind::Task, 2.0)] {
            outline(path_of(&mut paths, kind), Rect::new(x, 0.0, 3.0, 4.0));
        }
        assert_eq!(
            paths,
            [
                (CardKind::Task, "M0 0h3v4h-3zM2 0h3v4h-3z".to_owned()),
                (CardKind::Wait, "M1 0h3v4h-3z".to_owned()),
            ]
        );
    }
}
