//! `asl layout`: pictures, and the bench of layouts.

use super::{Folder, ORDER};

#[test]
fn a_definition_is_drawn_as_svg() {
    let folder = Folder::new("svg").with("order.json", ORDER);
    let printed = folder.asl(&["layout", "order.json"], "");
    let text = String::from_utf8_lossy(&printed.stdout).into_owned();
    assert!(text.starts_with("<svg") || text.starts_with("<?xml"), "{text}");
    assert!(["Pay", "Ship", "Pack", "Label", "Cancel"].iter().all(|name| text.contains(name)), "{text}");
    let written = folder.asl(&["layout", "order.json", "-o", "order.svg"], "");
    assert!(written.status.success() && written.stdout.is_empty(), "{written:?}");
    assert_eq!(std::fs::read_to_string(folder.0.join("order.svg")).unwrap(), text);
    assert_eq!(folder.asl(&["layout", "-"], "{").status.code(), Some(2));
    assert_eq!(
        folder.asl(&["layout", "order.json", "out.json"], "").status.code(),
        Some(2),
        "OUT needs --bench"
    );
}

#[test]
fn a_graph_is_laid_out_for_the_bench() {
    let graph = r#"{"nodes":[{"id":"a","kind":"Pass","w":10,"h":10},{"id":"b","kind":"Pass","w":10,"h":10}],"edges":[{"id":"e","s":"a","t":"b","kind":"next"}]}"#;
    let output = Folder::new("bench").asl(&["layout", "--bench", "-", "-"], graph);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && text.contains("ms_min"), "{text}{output:?}");
}
