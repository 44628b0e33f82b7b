//! Workbooks that must be refused by sheet and cell, and those that must not.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::Workbook;

use super::{ReadError, read, solve};
use crate::run::{Limits, Status, Watch};

type Sheets = Vec<(&'static str, Vec<Vec<String>>)>;

/// A small sound workbook, cell by cell; numbers are written as numbers.
fn book() -> Sheets {
    let rows = |text: &str| -> Vec<Vec<String>> {
        let line = |line: &str| line.split('|').map(|cell| cell.trim().to_string()).collect();
        text.trim_matches('\n').lines().map(line).collect()
    };
    let names = [
        "Tracks_Sessions|Penalty:",
        "Tracks_Rooms|Penalty:",
        "Sessions_Rooms|Penalty:",
        "Similar Tracks:",
        "Number of Rooms per Track:",
        "Parallel Tracks:",
        "Consecutive Tracks:",
        "Submissions_Timezones:",
        "Submissions Order:",
        "Submissions_Sessions|Penalty:",
        "Submissions_Rooms|Penalty:",
        "Presenters Conflicts:",
        "Attendees Conflicts:",
        "Chairs Conflicts:",
        "Presenters Conflicts Timeslot Level:",
        "Attendees Conflicts Timeslot Level:",
    ];
    let mut parameters = rows("Local time zone:||||\n");
    parameters.extend(names.map(|name| {
        let weight = if name == "Submissions_Timezones:" { "0" } else { "1" };
        ["", "", "", name, weight].map(String::from).to_vec()
    }));
    vec![
        ("parameters", parameters),
        ("sessions", rows("Sessions|Max|Date|Start|End\nmorning|2\nnoon|2")),
        ("rooms", rows("Rooms\nred\nblue")),
        ("tracks", rows("Tracks|Chairs\nsoil|Ada\nrain|Bo, Cy")),
        ("tracks_sessions|penalty", rows("|morning|noon\nsoil||1\nrain||")),
        ("tracks_rooms|penalty", rows("|red|blue\nsoil||\nrain|1|")),
        ("similar tracks", rows("|soil|rain\nsoil||2\nrain||")),
        ("sessions_rooms|penalty", rows("|red|blue\nmorning||\nnoon||")),
        (
            "submissions",
            rows(
                "Reference|Track|Required Timeslots|Order|Time Zone|Presenters|Attendees|morning|noon|red|blue\n\
                 s1|soil|1|||Dee|Ed|||1|\n\
                 s2|rain|2|1|||Dee||||",
            ),
        ),
    ]
}

fn bytes(sheets: &Sheets) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a legal name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell.parse::<f64>() {
                    _ if cell.is_empty() => {}
                    Ok(number) => _ = sheet.write_number(row, column, number).expect("in range"),
                    Err(_) => _ = sheet.write_string(row, column, cell).expect("in range"),
                }
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// What is said of the workbook with one cell changed.
fn refused(sheet: &str, (row, column): (usize, usize), cell: &str) -> String {
    let mut sheets = book();
    let found = sheets.iter_mut().find(|(name, _)| *name == sheet);
    let cells = &mut found.expect("a sheet of the workbook").1[row];
    cells.resize(cells.len().max(column + 1), String::new());
    cells[column] = cell.to_string();
    said(&bytes(&sheets))
}

fn said(bytes: &[u8]) -> String {
    read(bytes).map(|_| ()).expect_err("a bad workbook").to_string()
}

#[test]
fn empty_cells_are_nothing_and_hours_may_be_empty_where_zones_do_not_count() {
    let problem = read(&bytes(&book())).expect("a sound workbook");

    assert_eq!(problem.track_sessions, [[0, 1], [0, 0]]);
    assert_eq!((problem.similar[0][1], problem.similar[1][0]), (2, 2));
    assert_eq!(problem.tracks[1].chairs, ["Bo", "Cy"]);
    assert_eq!(problem.submissions[0].room_penalty, [1, 0]);
    let outcome = solve(&problem, Limits::new(2_000, 1), Watch::NONE);
    assert!(matches!(outcome.status, Status::Optimal | Status::Feasible), "{:?}", outcome.status);
    assert_eq!(outcome.score.hard, 0);
}

#[test]
fn a_bad_cell_is_named_with_its_sheet() {
    let column = |letter: char| (letter as u8 - b'A') as usize;
    for (sheet, at, cell, wanted) in [
        ("submissions", (1, 'C'), "two", "cell C2: \"two\" is no whole number"),
        ("submissions", (1, 'C'), "1.5", "cell C2: \"1.5\" is no whole number"),
        ("submissions", (1, 'C'), "-1", "cell C2: -1 is not between"),
        ("submissions", (1, 'C'), "", "cell C2: a submission needs at least 1 time slot"),
        ("submissions", (1, 'B'), "snow", "cell B2: there is no track \"snow\""),
        ("submissions", (2, 'B'), "", "cell B3: the track is missing"),
        ("submissions", (2, 'A'), "s1", "cell A3: reference \"s1\" is there twice"),
        ("submissions", (0, 'F'), "Speakers", "cell F1: \"Presenters\" is expected here"),
        ("submissions", (0, 'K'), "", "cell H1: 3 columns for 2 sessions and 2 rooms"),
        ("submissions", (0, 'J'), "green", "cell J1: there is no room \"green\""),
        ("sessions", (2, 'A'), "morning", "cell A3: session \"morning\" is there twice"),
        ("sessions", (1, 'B'), "", "cell B2: a session has at least 1 time slot"),
        ("rooms", (2, 'A'), "red", "cell A3: room \"red\" is there twice"),
        ("tracks_rooms|penalty", (0, 'C'), "", "cell B1: 1 columns are named and 2 needed"),
        ("similar tracks", (2, 'A'), "snow", "cell A3: there is no track \"snow\""),
        ("parameters", (1, 'E'), "much", "cell E2: \"much\" is no whole number"),
        ("parameters", (3, 'D'), "Similar Tracks:", "\"Sessions_Rooms|Penalty:\" is expected here"),
        // Zones count now, and the hours are empty.
        ("parameters", (8, 'E'), "1", "cell B2: a time zone such as GMT+1 is missing"),
    ] {
        let words = refused(sheet, (at.0, column(at.1)), cell);

        assert!(words.starts_with(&format!("sheet \"{sheet}\", cell ")), "{words}");
        assert!(words.contains(wanted), "{words} for {wanted}");
    }
}

#[test]
fn a_missing_or_empty_sheet_is_named() {
    for at in 0..book().len() {
        let mut sheets = book();
        let (name, _) = sheets.remove(at);
        let words = said(&bytes(&sheets));
        assert_eq!(words, format!("sheet \"{name}\" is missing"));

        let mut sheets = book();
        sheets[at].1.clear();
        let words = said(&bytes(&sheets));
        assert!(words.starts_with(&format!("sheet \"{name}\", cell ")), "{words}");
    }
}

#[test]
fn a_workbook_cut_short_anywhere_is_refused() {
    let whole = bytes(&book());
    for kept in (0..whole.len()).step_by(97) {
        let words = said(&whole[..kept]);
        assert!(words.starts_with("the file is no .xlsx workbook: "), "{words}");
    }
}

#[test]
fn a_little_file_that_unpacks_to_more_than_is_read_is_refused() {
    let options = zip::write::SimpleFileOptions::default();
    let mut one = zip::ZipWriter::new(Cursor::new(Vec::new()));
    one.start_file("zeros", options).expect("a name");
    let each = 16 << 20;
    one.write_all(&vec![0; each]).expect("in memory");
    let mut one = one.finish_into_readable().expect("an archive");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..=crate::sheets::UNPACKED_MAX / each as u64 {
        let packed = one.by_index_raw(0).expect("it was written");
        archive.raw_copy_file_rename(packed, format!("xl/{at}.xml")).expect("in memory");
    }
    let bomb = archive.finish().expect("an archive").into_inner();
    assert!(bomb.len() < 4 << 20, "{} bytes", bomb.len());

    assert_eq!(said(&bomb), "the file unpacks to more than 268435456 bytes");
}

#[test]
fn noise_in_a_workbook_is_refused_or_read() {
    let whole = bytes(&book());
    let mut random = crate::random::Random::new(7);
    for _ in 0..400 {
        let mut noise = whole.clone();
        for _ in 0..1 + random.below(8) {
            let at = random.below(noise.len());
            noise[at] = random.next_u64() as u8;
        }
        match read(&noise) {
            Ok(problem) => _ = solve(&problem, Limits::new(50, 1), Watch::NONE),
            Err(ReadError::Sheet(_) | ReadError::Missing { .. } | ReadError::Cell { .. }) => {}
        }
    }
}
