//! "Did you mean …?"

/// The candidate that `written` most likely stands for, if one is near enough.
pub fn closest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.is_empty() || written.len() > 200 {
        return None;
    }
    let limit = (written.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(written.len()) <= 4 * limit)
        .map(|candidate| (distance(&written.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// How many characters must be added, removed, replaced, or swapped with their neighbor.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before_last = vec![0; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let mut previous = None;
    for (row, one) in left.chars().enumerate() {
        let mut current = vec![row + 1];
        for (column, &other) in right.iter().enumerate() {
            let replaced = last[column] + usize::from(one != other);
            let mut best = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            if column > 0 && previous == Some(other) && right[column - 1] == one {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
        previous = Some(one);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_not() {
        let names = ["Next", "Resource", "ResultPath", "TimeoutSeconds"];
        for (written, meant) in [
            ("next", Some("Next")),
            ("Nxet", Some("Next")),
            ("Ressource", Some("Resource")),
            ("TimeOutSecond", Some("TimeoutSeconds")),
            ("Color", None),
            ("", None),
        ] {
            assert_eq!(closest(written, names), meant, "of {written}");
        }
    }
}
