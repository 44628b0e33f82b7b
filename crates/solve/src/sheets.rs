//! Spreadsheets as sparse cells of text and numbers, read from bytes.
//!
//! What it is *not*: it knows no model, no formulas and no styles. A hostile file costs at most
//! [`CELLS_MAX`] cells and [`UNPACKED_MAX`] bytes, whatever it says of itself.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};

/// Bytes of a packed workbook; the largest published instance has 60,000.
pub const PACKED_MAX: usize = 32 << 20;
/// Bytes of one unpacked: a little file can unpack to more than any memory.
pub const UNPACKED_MAX: u64 = 256 << 20;
/// Cells that are not empty, over all sheets.
pub const CELLS_MAX: usize = 4_000_000;

/// Row and column, from 0.
pub type At = (u32, u32);

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Number(f64),
    Text(String),
}

#[derive(Clone, Debug)]
pub struct Sheet {
    pub name: String,
    pub cells: BTreeMap<At, Value>,
}

#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    #[error("the file has {bytes} bytes; at most {PACKED_MAX} are read")]
    TooLong { bytes: usize },
    #[error("the file unpacks to more than {UNPACKED_MAX} bytes")]
    TooLarge,
    #[error("the file has more than {CELLS_MAX} cells")]
    TooManyCells,
    #[error("the file is no .xlsx workbook: {reason}")]
    NoWorkbook { reason: String },
    #[error("sheet \"{sheet}\" cannot be read: {reason}")]
    NoSheet { sheet: String, reason: String },
    #[error("sheet \"{sheet}\", cell {cell}: {reason}")]
    NoCell { sheet: String, cell: String, reason: String },
}

/// All worksheets of a workbook.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    if bytes.len() > PACKED_MAX {
        return Err(SheetError::TooLong { bytes: bytes.len() });
    }
    measure(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(no_workbook)?;
    let mut left = CELLS_MAX;
    let names = book.sheet_names();
    names.into_iter().map(|name| read_sheet(&mut book, name, &mut left)).collect()
}

/// Unpacks everything once, keeping nothing, so that what follows is known to fit.
fn measure(bytes: &[u8]) -> Result<(), SheetError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(no_workbook)?;
    let mut left = UNPACKED_MAX;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(no_workbook)?;
        let read = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink());
        let read = read.map_err(no_workbook)?;
        left = left.checked_sub(read).ok_or(SheetError::TooLarge)?;
    }
    Ok(())
}

fn no_workbook(error: impl std::fmt::Display) -> SheetError {
    SheetError::NoWorkbook { reason: error.to_string() }
}

fn read_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    left: &mut usize,
) -> Result<Sheet, SheetError> {
    let unread = |error: calamine::XlsxError| SheetError::NoSheet {
        sheet: name.clone(),
        reason: error.to_string(),
    };
    let mut cells = BTreeMap::new();
    let mut reader = book.worksheet_cells_reader(&name).map_err(unread)?;
    while let Some(cell) = reader.next_cell().map_err(unread)? {
        let at = cell.get_position();
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::Int(number) => Value::Number(*number as f64),
            DataRef::Float(number) => Value::Number(*number),
            DataRef::DateTime(moment) => Value::Number(moment.as_f64()),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                Value::Text(text.clone())
            }
            DataRef::SharedString(text) => Value::Text((*text).to_string()),
            DataRef::Bool(yes) => Value::Text(yes.to_string()),
            DataRef::Error(error) => {
                let (sheet, cell) = (name.clone(), cell_name(at));
                return Err(SheetError::NoCell { sheet, cell, reason: error.to_string() });
            }
        };
        *left = left.checked_sub(1).ok_or(SheetError::TooManyCells)?;
        cells.insert(at, value);
    }
    drop(reader);
    Ok(Sheet { name, cells })
}

/// `(0, 0)` is `A1`.
pub fn cell_name((row, column): At) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect::<String>() + &(u64::from(row) + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let names = [(0, 0), (9, 25), (0, 26), (1, 701), (0, 702)].map(cell_name);

        assert_eq!(names, ["A1", "Z10", "AA1", "ZZ2", "AAA1"]);
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        let error = read(b"Reference,Track").expect_err("no workbook");

        assert!(error.to_string().starts_with("the file is no .xlsx workbook: "), "{error}");
    }
}
