//! Two texts as the lines that differ, so that a test shows that a command changes no others.

/// Lines that are gone behind `-`, new ones behind `+`; `…` stands for lines that both have.
pub(super) fn diff(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split('\n').collect(), after.split('\n').collect());
    let common = longest_common(&old, &new);
    let (mut out, mut row, mut column, mut same) = (String::new(), 0, 0, false);
    let mut push = |mark: &str, line: &str| {
        out.push_str(mark);
        out.push_str(line);
        out.push('\n');
    };
    while row < old.len() || column < new.len() {
        let keep = row < old.len() && column < new.len() && old[row] == new[column];
        if keep {
            if !same {
                push("…", "");
            }
            (row, column, same) = (row + 1, column + 1, true);
            continue;
        }
        same = false;
        if row < old.len() && (column == new.len() || common[row + 1][column] >= common[row][column + 1]) {
            push("-", old[row]);
            row += 1;
        } else {
            push("+", new[column]);
            column += 1;
        }
    }
    out
}

/// The length of the longest common subsequence of each pair of ends.
fn longest_common(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; new.len() + 1]; old.len() + 1];
    for row in (0..old.len()).rev() {
        for column in (0..new.len()).rev() {
            table[row][column] = if old[row] == new[column] {
                table[row + 1][column + 1] + 1
            } else {
                table[row + 1][column].max(table[row][column + 1])
            };
        }
    }
    table
}

#[test]
fn a_difference_shows_the_lines_that_changed() {
    assert_eq!(diff("a\nb\nc\nd", "a\nx\nc\nd"), "…\n-b\n+x\n…\n");
    assert_eq!(diff("a", "a"), "…\n");
    assert_eq!(diff("a\nb", "b\nc"), "-a\n…\n+c\n");
}
