//! Laws of the layout, over random scopes and over real definitions.
//!
//! The laws run over some hundred scopes; `LAYOUT_SCOPES=100000 cargo test --release --test suite layout`
//! runs them over as many as one likes.

use asl_studio::asl;
use asl_studio::graph::FlowGraph;
use asl_studio::layout::{
    Cards, Direction, EdgeRole, Effort, Insets, LayoutCache, LayoutEdge, LayoutNode, LayoutOptions,
    LayoutRequest, LayoutResult, LayoutScope, NodeRole, Pin, Point, Rect, Size, ViewOptions, layout,
    layout_cached, request_for, svg,
};

/// A fixed sequence of numbers, so that a failing scope can be named by its seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit.max(1) as u64) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// Any request: cycles, edges twice, edges to oneself, empty scopes, parts that nothing connects, labels of
/// all sizes, containers in containers.
fn random_request(seed: u64) -> LayoutRequest {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995);
    let mut request = LayoutRequest::default();
    request.options.direction = if dice.chance(30) { Direction::LeftRight } else { Direction::TopDown };
    request.options.effort = if dice.chance(30) { Effort::Tidy } else { Effort::Edit };
    request.scopes.push(LayoutScope::default());
    let mut scope = 0;
    while scope < request.scopes.len() {
        add_scope(&mut request, scope, &mut dice);
        scope += 1;
    }
    request
}

fn add_scope(request: &mut LayoutRequest, scope: usize, dice: &mut Dice) {
    let first = request.nodes.len();
    let count = dice.below(if scope == 0 { 26 } else { 7 });
    for index in 0..count {
        let role = match (scope, index, dice.below(8)) {
            (0, 0, _) => NodeRole::Start,
            (0, _, _) if index + 1 == count => NodeRole::End,
            (_, _, 0) => NodeRole::Stop,
            _ => NodeRole::State,
        };
        let size = if dice.chance(80) {
            Size::new(220.0, 64.0)
        } else {
            Size::new(dice.below(500) as f64, dice.below(300) as f64)
        };
        let node = LayoutNode { key: (first + index) as u64, scope, role, size, ..LayoutNode::default() };
        request.nodes.push(node);
        if dice.chance(8) && request.scopes.len() < 9 {
            request.nodes[first + index].insets = Insets { top: 48.0, ..Insets::all(12.0) };
            for _ in 0..=dice.below(3) {
                let insets = Insets::all(dice.below(20) as f64);
                let size = Size::new(dice.below(200) as f64, 40.0);
                let container = Some(first + index);
                request.scopes.push(LayoutScope { container, insets, size, hidden: dice.chance(5) });
            }
        }
    }
    let edges = if count == 0 { 0 } else { dice.below(count * 2 + 1) };
    for _ in 0..edges {
        let from = dice.below(count);
        let to = if dice.chance(70) { (from + 1 + dice.below(3)).min(count - 1) } else { dice.below(count) };
        let label = dice.chance(50).then(|| Size::new(20.0 + dice.below(200) as f64, 22.0));
        let role = if dice.chance(25) { EdgeRole::Aside } else { EdgeRole::Flow };
        request.edges.push(LayoutEdge { from: first + from, to: first + to, role, label });
    }
    if dice.chance(3) {
        let beyond = request.nodes.len() + dice.below(3);
        request.edges.push(LayoutEdge { from: beyond, to: dice.below(beyond + 1), ..LayoutEdge::default() });
    }
}

/// What a layout must keep; the first broken law as a sentence.
fn broken_law(request: &LayoutRequest, result: &LayoutResult) -> Option<String> {
    let inside = |inner: Rect, outer: Rect| {
        inner.x >= outer.x - 0.51
            && inner.y >= outer.y - 0.51
            && inner.right() <= outer.right() + 0.51
            && inner.bottom() <= outer.bottom() + 0.51
    };
    for (index, node) in request.nodes.iter().enumerate() {
        let (Some(rect), Some(frame)) = (result.nodes[index], result.scopes[node.scope]) else { continue };
        if !inside(rect, frame) {
            return Some(format!("node {index} at {rect:?} is outside of its scope {frame:?}"));
        }
        for (other, node) in request.nodes.iter().enumerate().skip(index + 1) {
            let shared = node.scope == request.nodes[index].scope;
            if let Some(Some(other_rect)) = result.nodes.get(other)
                && shared
                && overlap(*other_rect, rect) > 0.5
            {
                return Some(format!("nodes {index} and {other} overlap: {rect:?} {other_rect:?}"));
            }
        }
    }
    for (index, scope) in request.scopes.iter().enumerate() {
        if let (Some(rect), Some(container)) = (result.scopes[index], scope.container)
            && let Some(outer) = result.nodes[container]
            && !inside(rect, outer)
        {
            return Some(format!("scope {index} at {rect:?} is outside of its container {outer:?}"));
        }
    }
    (0..request.edges.len()).find_map(|edge| broken_edge_law(request, result, edge))
}

fn overlap(one: Rect, other: Rect) -> f64 {
    let width = one.right().min(other.right()) - one.x.max(other.x);
    let height = one.bottom().min(other.bottom()) - one.y.max(other.y);
    width.min(height)
}

fn broken_edge_law(request: &LayoutRequest, result: &LayoutResult, index: usize) -> Option<String> {
    let edge = &request.edges[index];
    let ends = [edge.from, edge.to].map(|node| result.nodes.get(node).copied().flatten());
    let same = request.nodes.get(edge.from).map(|node| node.scope)
        == request.nodes.get(edge.to).map(|node| node.scope);
    let ([Some(from), Some(to)], true) = (ends, same) else {
        return result.edges[index].is_some().then(|| format!("edge {index} makes no sense and is drawn"));
    };
    let Some(route) = &result.edges[index] else { return Some(format!("edge {index} is not drawn")) };
    let (first, last) = (route.points[0], route.points[route.points.len() - 1]);
    if !on_border(first, from) || !on_border(last, to) {
        return Some(format!("edge {index} does not run from border to border: {route:?} {from:?} {to:?}"));
    }
    let siblings = |node: &usize| request.nodes[*node].scope == request.nodes[edge.from].scope;
    for node in (0..request.nodes.len()).filter(siblings) {
        let Some(rect) = result.nodes[node] else { continue };
        for piece in route.points.windows(2) {
            if piece[0].x != piece[1].x && piece[0].y != piece[1].y {
                return Some(format!("edge {index} is slanted: {route:?}"));
            }
            if runs_through(piece[0], piece[1], rect) {
                return Some(format!("edge {index} runs through node {node}: {piece:?} {rect:?}"));
            }
        }
        if route.label.is_some_and(|label| overlap(label, rect) > 0.5) {
            return Some(format!("the label of edge {index} is on node {node}: {:?} {rect:?}", route.label));
        }
    }
    for other in index + 1..request.edges.len() {
        let labels = result.edges[other].as_ref().and_then(|other| Some((route.label?, other.label?)));
        if labels.is_some_and(|(one, other)| overlap(one, other) > 0.5) {
            return Some(format!("the labels of edges {index} and {other} overlap: {labels:?}"));
        }
    }
    let scope = result.scopes[request.nodes[edge.from].scope]?;
    let out = route.points.iter().find(|point| !grown(scope, 0.51).contains(**point));
    out.map(|point| format!("edge {index} leaves its scope at {point:?}"))
}

fn grown(rect: Rect, by: f64) -> Rect {
    Rect { x: rect.x - by, y: rect.y - by, width: rect.width + 2.0 * by, height: rect.height + 2.0 * by }
}

fn on_border(point: Point, rect: Rect) -> bool {
    grown(rect, 1.0).contains(point) && !strictly_inside(point, grown(rect, -1.0))
}

fn strictly_inside(point: Point, rect: Rect) -> bool {
    point.x > rect.x && point.x < rect.right() && point.y > rect.y && point.y < rect.bottom()
}

fn runs_through(from: Point, to: Point, rect: Rect) -> bool {
    let inner = grown(rect, -1.5);
    from.x.max(to.x) > inner.x
        && from.x.min(to.x) < inner.right()
        && from.y.max(to.y) > inner.y
        && from.y.min(to.y) < inner.bottom()
}

#[test]
fn random_scopes_keep_the_laws() {
    let count: u64 = std::env::var("LAYOUT_SCOPES").ok().and_then(|count| count.parse().ok()).unwrap_or(600);
    let mut broken = Vec::new();
    for seed in 0..count {
        let request = random_request(seed);
        let result = layout(&request);
        if let Some(law) = broken_law(&request, &result) {
            broken.push(format!("seed {seed}: {law}"));
        }
        assert!(layout(&request) == result, "seed {seed}: another result the second time");
    }
    assert!(broken.is_empty(), "{} of {count}:\n{}", broken.len(), broken[..broken.len().min(5)].join("\n"));
}

/// A scope of some hundred states, each following one of those before it, with shortcuts and ways back.
fn large_scope(seed: u64) -> LayoutRequest {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678);
    let count = 60 + dice.below(240);
    let mut request = LayoutRequest { scopes: vec![LayoutScope::default()], ..LayoutRequest::default() };
    if dice.chance(30) {
        request.options.direction = Direction::LeftRight;
    }
    for key in 0..count as u64 {
        request.nodes.push(LayoutNode { key, size: Size::new(220.0, 64.0), ..LayoutNode::default() });
    }
    let (spread, shortcuts) = (2 + dice.below(14), count * (10 + dice.below(60)) / 100);
    for index in 1..count + shortcuts {
        let (from, to) = if index < count {
            (index.saturating_sub(1 + dice.below(spread)), index)
        } else {
            let from = dice.below(count - 1);
            let back = dice.chance(12);
            let by = 1 + dice.below(30);
            (from, if back { from.saturating_sub(by) } else { (from + by).min(count - 1) })
        };
        let label = dice.chance(15).then(|| Size::new(20.0 + dice.below(200) as f64, 22.0));
        let role = if dice.chance(15) { EdgeRole::Aside } else { EdgeRole::Flow };
        request.edges.push(LayoutEdge { from, to, role, label });
    }
    request
}

/// Two pieces of lines on one another, of edges without a common end: nobody could tell which goes where.
fn lines_on_one_another(request: &LayoutRequest, result: &LayoutResult) -> Option<String> {
    let mut pieces: Vec<(bool, f64, f64, f64, usize)> = Vec::new();
    for (edge, route) in result.edges.iter().enumerate() {
        for piece in route.iter().flat_map(|route| route.points.windows(2)) {
            let upright = piece[0].x == piece[1].x;
            let [(at, from), (_, to)] = [piece[0], piece[1]]
                .map(|point| if upright { (point.x, point.y) } else { (point.y, point.x) });
            pieces.push((upright, at, from.min(to), from.max(to), edge));
        }
    }
    pieces.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    for (index, one) in pieces.iter().enumerate() {
        let near = pieces[index + 1..].iter().take_while(|other| other.0 == one.0 && other.1 - one.1 <= 1.0);
        for other in near {
            let [a, b] = [one.4, other.4].map(|edge| &request.edges[edge]);
            let apart = [a.from, a.to].iter().all(|end| *end != b.from && *end != b.to);
            if apart && one.3.min(other.3) - one.2.max(other.2) > 0.5 {
                return Some(format!(
                    "edges {} and {} run on one another: {one:?} {other:?}",
                    one.4, other.4
                ));
            }
        }
    }
    None
}

#[test]
fn no_line_of_a_large_scope_runs_on_another_one() {
    for seed in 16..28 {
        let request = large_scope(seed);
        let result = layout(&request);
        assert_eq!(lines_on_one_another(&request, &result), None, "seed {seed}");
        assert_eq!(broken_law(&request, &result), None, "seed {seed}");
    }
}

#[test]
fn a_cache_changes_no_result_and_lays_out_only_what_an_edit_touched() {
    let mut cache = LayoutCache::new();
    let mut hits = 0;
    for seed in 0..100 {
        let mut request = random_request(seed);
        let before = layout_cached(&request, None, &mut cache);
        assert_eq!(layout(&request), before, "seed {seed}");
        let Some(last) = request.nodes.last_mut() else { continue };
        last.size.width += 10.0;
        assert_eq!(layout(&request), layout_cached(&request, None, &mut cache), "seed {seed}, edited");
        hits += cache.last_use().0;
    }
    assert!(hits > 20, "only {hits} scopes were taken from the cache");
}

#[test]
fn what_was_not_edited_does_not_move() {
    let mut cache = LayoutCache::new();
    for seed in 0..200 {
        let mut request = random_request(seed);
        request.options.effort = Effort::Edit;
        let first = layout_cached(&request, None, &mut cache);
        let second = layout_cached(&request, Some((&request, &first)), &mut cache);
        assert!(first == second, "seed {seed}: moved");
        layout_cached(&request, Some((&request, &second)), &mut cache);
        assert_eq!(cache.last_use().1, 0, "seed {seed}: laid out again");
    }
}

#[test]
fn a_previous_layout_keeps_the_laws() {
    for seed in 0..200 {
        let request = random_request(seed);
        let before = layout(&request);
        let mut edited = request.clone();
        edited.options.effort = Effort::Edit;
        edited.edges.pop();
        let after = layout_cached(&edited, Some((&request, &before)), &mut LayoutCache::new());
        assert_eq!(broken_law(&edited, &after), None, "seed {seed}");
    }
}

/// Some nodes put elsewhere, by nonsense too.
fn pin_some(request: &mut LayoutRequest, seed: u64) {
    let mut dice = Dice(seed ^ 0x2545_f491_4f6c_dd1d);
    for node in &mut request.nodes {
        let point = Point::new(dice.below(900) as f64 - 300.0, dice.below(900) as f64 - 300.0);
        node.pin = match dice.below(12) {
            0 => Some(Pin::By(point)),
            1 => Some(Pin::At(point)),
            2 if dice.chance(5) => Some(Pin::At(Point::new(f64::NAN, f64::INFINITY))),
            _ => None,
        };
    }
}

#[test]
fn moved_nodes_stay_where_they_were_put_and_nothing_else_moves() {
    for seed in 0..120 {
        let mut request = random_request(seed);
        let before = layout(&request);
        pin_some(&mut request, seed);
        let after = layout(&request);
        assert!(layout(&request) == after, "seed {seed}: another result the second time");
        for (index, node) in request.nodes.iter().enumerate() {
            let (Some(rect), Some(was)) = (after.nodes[index], before.nodes[index]) else { continue };
            let (origin, old) = (after.origins[node.scope].unwrap(), before.origins[node.scope].unwrap());
            let at = Point::new(rect.center().x - origin.x, rect.center().y - origin.y);
            let plain = Point::new(was.center().x - old.x, was.center().y - old.y);
            let grew = rect.size() != was.size()
                || request.nodes.iter().any(|node| !node.insets.eq(&Insets::default()));
            match node.pin {
                Some(Pin::At(point)) if point.x.is_finite() => near(at, point, seed),
                Some(Pin::By(by)) if !grew => near(at, plain.shifted(by.x, by.y), seed),
                None if !grew => near(at, plain, seed),
                _ => {}
            }
            let frame = grown(after.scopes[node.scope].unwrap(), 0.51);
            assert!(frame.contains(Point::new(rect.x, rect.y)), "seed {seed}: node {index} left its scope");
            assert!(frame.contains(Point::new(rect.right(), rect.bottom())), "seed {seed}: node {index}");
        }
        for (edge, route) in request.edges.iter().zip(&after.edges) {
            let Some(route) = route else { continue };
            let ends = [edge.from, edge.to].map(|node| after.nodes[node].unwrap());
            let (first, last) = (route.points[0], route.points[route.points.len() - 1]);
            assert!(on_border(first, ends[0]) && on_border(last, ends[1]), "seed {seed}: {route:?} {ends:?}");
            let slanted =
                route.points.windows(2).any(|piece| piece[0].x != piece[1].x && piece[0].y != piece[1].y);
            assert!(!slanted, "seed {seed}: {route:?}");
            assert_eq!(route.label.is_some(), edge.label.is_some(), "seed {seed}: {route:?}");
        }
    }
}

#[track_caller]
fn near(one: Point, other: Point, seed: u64) {
    let off = (one.x - other.x).abs().max((one.y - other.y).abs());
    assert!(off <= 1.0, "seed {seed}: at {one:?} instead of {other:?}");
}

#[test]
fn lines_of_a_moved_node_run_around_the_others() {
    for direction in [Direction::TopDown, Direction::LeftRight] {
        for seed in 0..60 {
            let mut request =
                LayoutRequest { scopes: vec![LayoutScope::default()], ..LayoutRequest::default() };
            request.options.direction = direction;
            for key in 0..6 {
                let size = Size::new(220.0, 64.0);
                request.nodes.push(LayoutNode { key, size, ..LayoutNode::default() });
            }
            for from in 0..5 {
                request.edges.push(LayoutEdge { from, to: from + 1, ..LayoutEdge::default() });
            }
            request.edges.push(LayoutEdge { from: 1, to: 4, ..LayoutEdge::default() });
            let mut dice = Dice(seed);
            let far = |dice: &mut Dice| 320.0 + dice.below(300) as f64;
            let side = if dice.chance(50) { 1.0 } else { -1.0 };
            let (along, across) = (dice.below(500) as f64 - 200.0, side * far(&mut dice));
            request.nodes[2].pin = Some(Pin::By(match direction {
                Direction::TopDown => Point::new(across * 1.6, along),
                Direction::LeftRight => Point::new(along, across * 1.6),
            }));
            let result = layout(&request);
            assert_eq!(broken_law(&request, &result), None, "seed {seed}, {direction:?}");
        }
    }
}

fn definition(text: &str, direction: Direction) -> (asl::StateMachine, FlowGraph, LayoutRequest) {
    let machine = asl::parse(text).machine;
    let graph = FlowGraph::of(&machine);
    let view = ViewOptions {
        layout: LayoutOptions { direction, ..LayoutOptions::default() },
        ..ViewOptions::default()
    };
    let request = request_for(&machine, &graph, &Cards, &view);
    (machine, graph, request)
}

const ORDER: &str = r#"{
  "StartAt": "Check",
  "States": {
    "Check": { "Type": "Choice", "Choices": [{ "Variable": "$.total", "NumericGreaterThan": 100, "Next": "Both" }], "Default": "Sorry" },
    "Both": { "Type": "Parallel", "End": true, "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Sorry" }], "Branches": [
      { "StartAt": "Pay", "States": { "Pay": { "Type": "Pass", "Next": "Note" }, "Note": { "Type": "Pass", "End": true } } },
      { "StartAt": "Send", "States": { "Send": { "Type": "Wait", "Seconds": 1, "End": true } } }
    ] },
    "Sorry": { "Type": "Fail" }
  }
}"#;

#[test]
fn a_definition_is_laid_out_with_its_main_path_straight_and_branches_side_by_side() {
    let (machine, graph, request) = definition(ORDER, Direction::TopDown);
    let result = layout(&request);
    assert_eq!(broken_law(&request, &result), None);
    let place = |name: &str| {
        let node = machine.find(name).and_then(|state| graph.node_of(state)).unwrap();
        result.nodes[node.index()].unwrap()
    };
    let start = result.nodes[graph.start_of(machine.root()).index()].unwrap();
    assert_eq!(start.center().x, place("Check").center().x);
    assert_eq!(place("Check").center().x, place("Both").center().x);
    assert!(place("Pay").right() < place("Send").x, "the second branch is at the right");
    assert!(place("Pay").bottom() < place("Note").y);
    assert_eq!(place("Pay").y, place("Send").y, "branches start at one height");
}

#[test]
fn left_to_right_turns_the_flow() {
    let (machine, graph, request) = definition(ORDER, Direction::LeftRight);
    let result = layout(&request);
    assert_eq!(broken_law(&request, &result), None);
    let place =
        |name: &str| result.nodes[graph.node_of(machine.find(name).unwrap()).unwrap().index()].unwrap();
    assert!(place("Check").right() < place("Both").x);
    assert!(place("Pay").bottom() < place("Send").y, "branches stand below one another");
}

#[test]
fn a_broken_definition_is_drawn_as_far_as_it_goes() {
    for text in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"StartAt":"A","States":{}}"#,
        r#"{"States":{"A":{"Type":"Map"},"B":{"Next":"C"}}}"#,
    ] {
        let (_, _, request) = definition(text, Direction::TopDown);
        assert_eq!(broken_law(&request, &layout(&request)), None, "of {text}");
    }
}

#[test]
fn a_picture_holds_every_state_and_survives_odd_names() {
    let text = ORDER.replace("\"Pay\"", "\"<Pay & \\\"go\\\">\"");
    let machine = asl::parse(&text).machine;
    let picture = svg::draw(&machine, LayoutOptions::default());
    assert_eq!(picture.matches("data-state=").count(), machine.states.len());
    assert!(picture.contains("&lt;Pay &amp; &quot;go&quot;&gt;") && !picture.contains("<Pay"));
    assert_eq!(picture, svg::draw(&machine, LayoutOptions::default()));
}

#[test]
fn real_definitions_keep_the_laws() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench");
    let Ok(files) = std::fs::read_dir(&folder) else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{} is not there", folder.display());
        println!("skipped: {} is not there", folder.display());
        return;
    };
    for file in files
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
    {
        let text = std::fs::read_to_string(&file).unwrap();
        let whole = asl_studio::json::parse(&text).unwrap();
        let asl_studio::json::Value::Object(members) = whole else { continue };
        let Some(text) = members.get("definition").map(ToString::to_string) else { continue };
        for direction in [Direction::TopDown, Direction::LeftRight] {
            let (_, _, request) = definition(&text, direction);
            assert_eq!(broken_law(&request, &layout(&request)), None, "of {}", file.display());
        }
    }
}
