//! Writes the library's solution sheet: the track in each room of each session, an empty row, then
//! the submission in each room, one row for each time slot.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::problem::{Plan, Problem};

/// The bytes of an `.xlsx` file.
pub fn write(problem: &Problem, plan: &Plan) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A library's default is the present moment; the same answer must be the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet: &mut Worksheet = book.add_worksheet().set_name("Solution")?;
    for (column, room) in (1..).zip(&problem.rooms) {
        sheet.write_string(0, column, room)?;
    }
    let mut row = 1;
    for (session, rooms) in problem.sessions.iter().zip(&plan.slots) {
        sheet.write_string(row, 0, &session.name)?;
        for (column, slots) in (1..).zip(rooms) {
            if let Some(at) = slots.iter().flatten().next() {
                let track = problem.submissions[*at as usize].track;
                sheet.write_string(row, column, &problem.tracks[track].name)?;
            }
        }
        row += 1;
    }
    for (session, rooms) in problem.sessions.iter().zip(&plan.slots) {
        for slot in 0..session.slots {
            row += 1;
            sheet.write_string(row, 0, &session.name)?;
            for (column, slots) in (1..).zip(rooms) {
                if let Some(at) = slots[slot] {
                    let reference = &problem.submissions[at as usize].reference;
                    sheet.write_string(row, column, reference)?;
                }
            }
        }
    }
    book.save_to_buffer()
}
