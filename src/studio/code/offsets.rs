//! Offsets of a text: UTF-8 bytes here, UTF-16 code units in the browser. This is the one place that knows both.

/// A text's characters that are not one byte and one unit, so that both directions take O(log n).
#[derive(Clone, Debug, Default)]
pub struct Offsets {
    /// For each such character: the bytes and the units at its end
    wide: Vec<Wide>,
}

#[derive(Clone, Copy, Debug)]
struct Wide {
    byte_end: usize,
    unit_end: usize,
    bytes: usize,
    units: usize,
}

impl Offsets {
    pub fn new(text: &str) -> Self {
        let mut wide = Vec::new();
        let (mut byte, mut unit) = (0, 0);
        // Most texts have few such characters: what lies between is skipped.
        for (at, character) in text.char_indices().filter(|(_, character)| !character.is_ascii()) {
            let (bytes, units) = (character.len_utf8(), character.len_utf16());
            unit += at - byte + units;
            byte = at + bytes;
            wide.push(Wide { byte_end: byte, unit_end: unit, bytes, units });
        }
        Self { wide }
    }

    /// The UTF-16 offset of a byte offset; within a character, that character's start.
    pub fn utf16(&self, byte: usize) -> usize {
        let after = self.wide.partition_point(|wide| wide.byte_end <= byte);
        let (byte_end, unit_end) = self.ends(after);
        match self.wide.get(after) {
            Some(wide) if byte > wide.byte_end - wide.bytes => wide.unit_end - wide.units,
            _ => unit_end + (byte - byte_end),
        }
    }

    /// The byte offset of a UTF-16 offset; within a surrogate pair, that character's start.
    pub fn byte(&self, unit: usize) -> usize {
        let after = self.wide.partition_point(|wide| wide.unit_end <= unit);
        let (byte_end, unit_end) = self.ends(after);
        match self.wide.get(after) {
            Some(wide) if unit > wide.unit_end - wide.units => wide.byte_end - wide.bytes,
            _ => byte_end + (unit - unit_end),
        }
    }

    fn ends(&self, after: usize) -> (usize, usize) {
        after.checked_sub(1).map_or((0, 0), |last| (self.wide[last].byte_end, self.wide[last].unit_end))
    }
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[track_caller]
    fn check(text: &str) {
        let offsets = Offsets::new(text);
        let mut unit = 0;
        for (byte, character) in text.char_indices() {
            assert_eq!(offsets.utf16(byte), unit, "of byte {byte} of {text:?}");
            assert_eq!(offsets.byte(unit), byte, "of unit {unit} of {text:?}");
            for inside in 1..character.len_utf8() {
                assert_eq!(offsets.utf16(byte + inside), unit, "within {character} of {text:?}");
            }
            for inside in 1..character.len_utf16() {
                assert_eq!(offsets.byte(unit + inside), byte, "within {character} of {text:?}");
            }
            unit += character.len_utf16();
        }
        assert_eq!(offsets.utf16(text.len()), unit, "the end of {text:?}");
        assert_eq!(offsets.byte(unit), text.len(), "the end of {text:?}");
    }

    #[test]
    fn both_directions_agree_for_every_character() {
        for text in ["", "abc", "é", "aé", "😀", "a😀b", "😀😀é€𝄞x", "\u{10ffff}\u{0}\u{ffff}", "e\u{301}👩‍👩‍👧"]
        {
            check(text);
        }
        check(&"{\"größe\": \"😀\"}\n".repeat(50));
    }
}
