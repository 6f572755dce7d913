//! Finding entries by what people type.

use super::{Entry, entries};
use crate::sort::sort_by_key;

/// Words that say nothing about what is looked for.
const FILLERS: &[&str] =
    &["a", "an", "and", "for", "from", "in", "my", "of", "on", "or", "the", "to", "with"];

/// Shorter words must begin a word, or `if` would find `notify`.
const INSIDE_FROM: usize = 3;

/// The entries that every word of `query` fits, best first: the title begins with the query, a word of it does,
/// the service, a keyword, the summary. All entries, in the palette's order, for a query without words.
pub fn search(query: &str) -> Vec<&'static Entry> {
    let query = query.trim().to_lowercase();
    let mut words: Vec<&str> = query.split_whitespace().collect();
    let is_filler = |word: &&str| FILLERS.contains(word);
    if !words.iter().all(is_filler) {
        words.retain(|word| !is_filler(word));
    }
    let mut found: Vec<(u32, &'static Entry)> =
        entries().filter_map(|entry| Some((rank(entry, &query, &words)?, entry))).collect();
    sort_by_key(&mut found, |(rank, _)| *rank);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// How well all words fit; less is better.
fn rank(entry: &Entry, query: &str, words: &[&str]) -> Option<u32> {
    let title = entry.title.to_lowercase();
    let service = entry.service.unwrap_or_default().to_lowercase();
    let texts = [entry.summary, entry.when.unwrap_or_default()].map(str::to_lowercase);
    let resource = entry.resource().unwrap_or_default().to_lowercase();
    if query.starts_with("arn:") {
        let whole =
            if resource.starts_with("arn:") { resource } else { format!("arn:aws:states:::{resource}") };
        // A Task calls anything that has an ARN.
        return if whole.contains(query) { Some(0) } else { (entry.id == "flow.task").then_some(1) };
    }
    // What the API calls it, too: `putItem`.
    let known = format!("{} {} {resource}", entry.keywords, entry.id.to_lowercase());
    let fields = [&*title, &*service, &*known, &*texts[0], &*texts[1]];
    let total: u32 = words.iter().map(|word| word_rank(&fields, word)).sum::<Option<u32>>()?;
    Some(if title.starts_with(query) { 0 } else { total })
}

/// The first field of which a word begins with `word`, then the first that holds it somewhere. A whole word is
/// better than the beginning of one.
fn word_rank(fields: &[&str; 5], word: &str) -> Option<u32> {
    let begins = |field: &&str| parts(field).any(|part| part.starts_with(word));
    if let Some(at) = fields.iter().position(begins) {
        let is_whole = parts(fields[at]).any(|part| part == word);
        return Some(2 * at as u32 + u32::from(!is_whole) + 1);
    }
    let inside = |field: &&str| word.len() >= INSIDE_FROM && field.contains(word);
    fields.iter().position(inside).map(|at| 20 + at as u32)
}

fn parts(field: &str) -> impl Iterator<Item = &str> {
    field.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_by_what_the_api_calls_them() {
        let first = |query: &str| search(query).first().map(|entry| entry.id);
        assert_eq!(first("putItem"), Some("dynamodb.putItem"));
        assert_eq!(first("arn:aws:states:::dynamodb:putItem"), Some("dynamodb.putItem"));
        assert_eq!(first("arn:aws:states:::aws-sdk:kendra:query"), Some("flow.task"));
    }
}
