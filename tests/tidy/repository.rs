//! What may be written into the repository: no address of a package registry, no path of somebody's machine.

use super::{expect_none, read, root};
use std::process::Command;

/// Hosts of package registries, in halves so that this file does not hold them.
const REGISTRY_HOSTS: &[(&str, &str)] = &[
    ("registry.npm", "js.org"),
    ("registry.yarn", "pkg.com"),
    ("static.", "crates.io"),
    ("index.", "crates.io"),
    ("files.python", "hosted.org"),
    ("deb.deb", "ian.org"),
];

/// Starts of absolute paths that exist on one machine only, in halves likewise.
const MACHINE_PATHS: &[(&str, &str)] =
    &[("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/"), ("/Us", "ers/"), ("/t", "mp/"), ("C:\\Us", "ers")];

/// The files that a commit would hold; `None` where this is not a clone.
fn tracked_files() -> Option<Vec<String>> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let names = String::from_utf8(listed.stdout).ok()?;
    Some(names.split_terminator('\0').map(str::to_owned).collect())
}

fn private_addresses(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for (left, right) in REGISTRY_HOSTS {
            if line.contains(&format!("{left}{right}")) {
                found.push(format!("{path}:{}: a registry's host", at + 1));
            }
        }
        for (left, right) in MACHINE_PATHS {
            if starts_a_word(line, &format!("{left}{right}")) {
                found.push(format!("{path}:{}: a path of one machine", at + 1));
            }
        }
    }
    found
}

/// Whether `part` stands in the line with nothing of a longer path or address before it.
fn starts_a_word(line: &str, part: &str) -> bool {
    let free = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "_-./~}$*:".contains(c));
    line.match_indices(part).any(|(at, _)| free(at))
}

#[test]
fn no_file_names_a_registry_host_or_a_path_of_one_machine() {
    let Some(files) = tracked_files() else {
        assert!(std::env::var_os("CI").is_none(), "not a git clone");
        return eprintln!("skipped: not a git clone");
    };
    assert!(files.len() > 30, "git listed only {files:?}");
    let text_of = |path: &String| Some((path.clone(), std::fs::read_to_string(root().join(path)).ok()?));
    let found: Vec<String> =
        files.iter().filter_map(text_of).flat_map(|(path, text)| private_addresses(&path, &text)).collect();
    expect_none("an address that belongs to one machine", &found);
}

#[test]
fn lock_files_name_no_place_to_download_from() {
    assert!(!read("package-lock.json").contains("\"resolved\""), "package-lock.json: see .npmrc");
    let index = format!("source = \"registry+https://github.com/rust-lang/{}-index\"", "crates.io");
    let other = |line: &&str| line.starts_with("source = ") && *line != index;
    let found: Vec<String> = read("Cargo.lock").lines().filter(other).map(str::to_owned).collect();
    expect_none("Cargo.lock", &found);
}

#[test]
fn private_addresses_are_found() {
    let host = ["https://registry.npm", "js.org/x"].concat();
    let path = ["cd /ho", "me/somebody"].concat();
    let quoted = ["\"/t", "mp/x\""].concat();
    for bad in [host, path, quoted] {
        assert_eq!(private_addresses("a.md", &format!("fine\n{bad}")).len(), 1, "of {bad}");
    }
    for good in
        ["s3://bucket/work/home/x", "../work/tmp/x", "$HOME/tmp/x", "/workflows/a", "https://a.b/tmp/x"]
    {
        assert_eq!(private_addresses("a.md", good), Vec::<String>::new(), "of {good}");
    }
}
