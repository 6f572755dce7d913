//! From byte offsets to lines and columns.

use crate::diagnostic::Position;

/// Where lines start, and which characters are longer than a byte, so that a position costs O(log n)
/// even in a text that is one long line.
#[derive(Clone, Debug)]
pub(super) struct LineIndex {
    starts: Vec<u32>,
    /// For each character longer than a byte: where it starts, and how many continuation bytes there
    /// are up to its end.
    wide: Vec<(u32, u32)>,
}

impl LineIndex {
    pub(super) fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let mut wide: Vec<(u32, u32)> = Vec::new();
        let mut extra = 0;
        for (at, byte) in text.bytes().enumerate() {
            let at = at as u32;
            match byte {
                b'\n' => starts.push(at + 1),
                0x80..=0xbf => {
                    extra += 1;
                    if let Some(last) = wide.last_mut() {
                        last.1 = extra;
                    }
                }
                0xc0.. => wide.push((at, extra)),
                _ => {}
            }
        }
        Self { starts, wide }
    }

    /// The position of a byte offset; an offset inside a character counts as behind it.
    pub(super) fn position(&self, byte: usize) -> Position {
        let byte = u32::try_from(byte).unwrap_or(u32::MAX);
        let line = self.starts.partition_point(|&start| start <= byte) - 1;
        let start = self.starts[line];
        let column = (byte - start).saturating_sub(self.extra(byte) - self.extra(start));
        Position { line: line as u32 + 1, column: column + 1 }
    }

    /// The range of the line with the 1-based number `line`, without its line break.
    pub(super) fn line_range(&self, line: u32, text: &str) -> std::ops::Range<usize> {
        let index = (line.max(1) as usize - 1).min(self.starts.len() - 1);
        let start = self.starts[index] as usize;
        let end = self.starts.get(index + 1).map_or(text.len(), |&next| next as usize - 1);
        let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
        start..end
    }

    fn extra(&self, byte: u32) -> u32 {
        let before = self.wide.partition_point(|&(start, _)| start < byte);
        before.checked_sub(1).map_or(0, |last| self.wide[last].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "ab\r\nüx€y\n\n𝄞!";
        let lines = LineIndex::new(text);
        for (found, line, column) in [
            ("a", 1, 1),
            ("b", 1, 2),
            ("ü", 2, 1),
            ("x", 2, 2),
            ("€", 2, 3),
            ("y", 2, 4),
            ("𝄞", 4, 1),
            ("!", 4, 2),
        ] {
            let byte = text.find(found).unwrap();
            assert_eq!(lines.position(byte), Position { line, column }, "of {found}");
        }
        assert_eq!(lines.position(text.len()), Position { line: 4, column: 3 });
        assert_eq!(&text[lines.line_range(1, text)], "ab");
        assert_eq!(&text[lines.line_range(4, text)], "𝄞!");
    }
}
