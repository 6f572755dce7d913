//! Walking from state to state by keys: along the edges where there are any, else to what lies that way.

use super::action::Direction;
use super::geometry::Point;
use super::scene::{Card, EdgeTone, Inside, Scene};
use crate::asl::StatePath;
use std::sync::Arc;

/// Where a step in `direction` leads from `from`; from nowhere it leads to the first (or last) state.
pub fn neighbor<'a>(
    scene: &'a Scene,
    from: Option<&StatePath>,
    direction: Direction,
) -> Option<&'a Arc<Card>> {
    let Some(at) = from.and_then(|path| scene.cards.iter().position(|card| card.path == *path)) else {
        return if direction == Direction::Previous { scene.cards.last() } else { scene.cards.first() };
    };
    let card = &scene.cards[at];
    match direction {
        Direction::Next => scene.cards.get(at + 1),
        Direction::Previous => at.checked_sub(1).and_then(|before| scene.cards.get(before)),
        Direction::Down => {
            inside(scene, card).or_else(|| successor(scene, card)).or_else(|| toward(scene, card, direction))
        }
        Direction::Up => predecessor(scene, card).or_else(|| toward(scene, card, direction)),
        Direction::Left | Direction::Right => toward(scene, card, direction),
    }
}

/// A frame's first state.
fn inside<'a>(scene: &'a Scene, card: &Card) -> Option<&'a Arc<Card>> {
    if !matches!(card.inside, Inside::Frame { .. }) {
        return None;
    }
    scene.cards.iter().find(|inner| inner.path.parent().as_ref() == Some(&card.path))
}

/// The first state that an edge leads to, Catches last; at the end of a scope, what follows the container.
fn successor<'a>(scene: &'a Scene, card: &Card) -> Option<&'a Arc<Card>> {
    let mut from = card.path.clone();
    loop {
        let outgoing = || scene.edges.iter().filter(|edge| edge.ends.0.as_ref() == Some(&from));
        let target = outgoing()
            .filter(|edge| edge.tone != EdgeTone::Catch)
            .chain(outgoing())
            .find_map(|edge| edge.ends.1.as_ref().filter(|target| **target != from));
        match (target, from.parent()) {
            (Some(target), _) => return scene.card(target),
            (None, Some(container)) => from = container,
            (None, None) => return None,
        }
    }
}

/// The first state that leads here; from a scope's first state, the container.
fn predecessor<'a>(scene: &'a Scene, card: &Card) -> Option<&'a Arc<Card>> {
    let mut incoming = scene.edges.iter().filter(|edge| edge.ends.1.as_ref() == Some(&card.path));
    let source = incoming.find_map(|edge| {
        let source = scene.card(edge.ends.0.as_ref()?)?;
        (source.rect.y < card.rect.y).then_some(source)
    });
    source.or_else(|| scene.card(&card.path.parent()?))
}

/// The nearest card that lies in `direction`, going astray costing double.
fn toward<'a>(scene: &'a Scene, card: &Card, direction: Direction) -> Option<&'a Arc<Card>> {
    let from = anchor(card);
    let cost = |other: &Card| {
        let to = anchor(other);
        let (along, across) = match direction {
            Direction::Left => (from.x - to.x, to.y - from.y),
            Direction::Right => (to.x - from.x, to.y - from.y),
            Direction::Up | Direction::Previous => (from.y - to.y, to.x - from.x),
            Direction::Down | Direction::Next => (to.y - from.y, to.x - from.x),
        };
        (along > 1.0).then(|| along + 2.0 * across.abs())
    };
    let candidates = scene.cards.iter().filter(|other| !is_inside(card, other) && !is_inside(other, card));
    candidates
        .filter_map(|other| Some((cost(other)?, other)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, other)| other)
}

/// Where the eye takes a card to be: a frame is at its header.
fn anchor(card: &Card) -> Point {
    match card.inside {
        Inside::Frame { .. } => {
            Point::new(card.rect.middle().x, card.rect.y + super::scene::FRAME_HEADER / 2.0)
        }
        _ => card.rect.middle(),
    }
}

fn is_inside(outer: &Card, inner: &Card) -> bool {
    outer.rect.covers(inner.rect)
}
