//! The text of a file under reading, and how an offset in it becomes a line and a column.

use crate::error::{Place, Problem, ReadError};
use crate::limits::INPUT_BYTES_MAX;

/// UTF-8's byte order mark: some editors and spreadsheets put it first.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Letters of a quoted value that an error message repeats.
const QUOTED_CHARS_MAX: usize = 60;

#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
}

impl<'a> Source<'a> {
    /// Checks size and encoding and drops a byte order mark.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self, ReadError> {
        if bytes.len() > INPUT_BYTES_MAX {
            let problem = Problem::TooLarge { bytes: bytes.len(), limit: INPUT_BYTES_MAX };
            return Err(ReadError { place: Place { line: 1, column: 1 }, problem });
        }
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self { text }),
            Err(error) => {
                let at = error.valid_up_to();
                let text = std::str::from_utf8(&bytes[..at]).unwrap_or_default();
                Err(Self { text }.error(at, Problem::NotUtf8 { byte: bytes[at] }))
            }
        }
    }

    pub(crate) fn place(&self, at: usize) -> Place {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &self.text[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Place {
            line: 1 + before.bytes().filter(|byte| *byte == b'\n').count(),
            column: 1 + before[line_start..].chars().count(),
        }
    }

    pub(crate) fn error(&self, at: usize, problem: Problem) -> ReadError {
        ReadError { place: self.place(at), problem }
    }
}

/// A value as an error message repeats it.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(QUOTED_CHARS_MAX).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
