//! The readers and writers from outside. Tests that read published files have `data` in their names
//! and run when `GUILDHALL_DATA` names the folder that holds them.
#![expect(clippy::unwrap_used, reason = "a file that cannot be read has failed its test")]

mod arbitrary;
mod calendars;
mod damaged_json;
mod damaged_xml;
mod lenient_json;
mod lenient_xml;
mod published_data;
mod round_trip;
mod tables;

use formats::{ReadError, Reading};

/// A schedule of one day and one room around the events given, which begin at line 7.
fn xml(events: &str) -> String {
    format!(
        "<schedule>\n<version>1</version>\n<conference><acronym>barn-2031</acronym>\
         <title>Barn 2031</title><start>2031-05-03</start><end>2031-05-04</end>\
         <time_zone_name>Asia/Shanghai</time_zone_name></conference>\n\
         <day index=\"1\" date=\"2031-05-03\" start=\"2031-05-03T08:00:00+08:00\" \
         end=\"2031-05-04T07:59:00+08:00\">\n<room name=\"Loft\">\n\n{events}\n</room></day></schedule>"
    )
}

/// An event of which the rest is given.
fn event(id: u32, rest: &str) -> String {
    format!(
        "<event id=\"{id}\"><title>Talk {id}</title>\n<start>10:00</start>\n\
         <duration>00:30</duration>{rest}</event>"
    )
}

/// The same as [`xml`] in JSON; the events begin at line 5.
fn json(events: &str) -> String {
    format!(
        "{{\"schedule\": {{\"version\": \"1\",\n\"conference\": {{\"acronym\": \"barn_2031\", \
         \"title\": \"Barn 2031\",\n\"start\": \"2031-05-03\", \"end\": \"2031-05-04\", \
         \"time_zone_name\": \"Asia/Shanghai\",\n\"days\": [{{\"index\": 1, \"date\": \
         \"2031-05-03\", \"rooms\": {{\"Loft\": [\n{events}\n]}}}}]}}}}}}"
    )
}

fn whole(text: &str) -> Reading {
    formats::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[track_caller]
fn refused(file: impl AsRef<[u8]>, message: &str) {
    let error: ReadError = formats::read(file.as_ref()).expect_err("this file must be refused");
    assert_eq!(error.to_string(), message);
}
