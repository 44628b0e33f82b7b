use formats::limits::{DEPTH_MAX, INPUT_BYTES_MAX};

use crate::{json, refused};

const EVENT: &str =
    "{\"id\": 1, \"title\": \"Talk\",\n\"start\": \"10:00\",\n\"duration\": \"00:30\"}";

#[test]
fn what_is_no_json_is_refused_where_it_stops_being_json() {
    refused("{]", "line 1, column 2: this is not JSON: a key in quotation marks is wanted here");
    refused(
        "{\"schedule\": \n 'a'}",
        "line 2, column 2: this is not JSON: a value cannot begin like this",
    );
    refused(
        "{\"schedule\": 1\n \"b\": 2}",
        "line 2, column 2: this is not JSON: a comma is wanted between two values",
    );
    refused("{\"a\" 1}", "line 1, column 6: this is not JSON: a colon is wanted after a key");
    refused("{\"a\": -x}", "line 1, column 8: this is not JSON: a digit is wanted here");
    refused(
        "{\"a\": \"b\nc\"}",
        "line 1, column 9: this is not JSON: a line break or control character in a text",
    );
    refused("{\"a\": \"\\q\"}", "line 1, column 9: this is not JSON: an unknown letter after \\");
    refused(
        "{\"a\": \"\\ud800\"}",
        "line 1, column 8: this is not JSON: half of a surrogate pair in a text",
    );
    refused(
        "{\"a\": \"\\u12x4\"}",
        "line 1, column 9: this is not JSON: four hexadecimal digits are wanted after \\u",
    );
    refused(
        format!("{}\n]", json(EVENT)),
        "line 9, column 1: this is not JSON: something follows the end of the document",
    );
}

#[test]
fn another_kind_of_document_is_named() {
    let wanted = "a schedule begins with an object that has the key \"schedule\"";
    refused("[1]", &format!("line 1, column 1: {wanted}, not with a list"));
    refused("\n{\"a\": 1}", &format!("line 2, column 1: {wanted}, not with an object without it"));
}

#[test]
fn essential_things_of_another_shape_are_refused() {
    refused(
        "{\"schedule\":\n 7}",
        "line 2, column 2: value \"a number\" of \"schedule\" is not an object",
    );
    refused(
        json(EVENT).replace("\"days\": [", "\"days\": \"soon\", \"x\": ["),
        "line 4, column 9: value \"a text\" of \"days\" is not a list",
    );
    refused(json("[]"), "line 5, column 1: value \"a list\" of an event is not an object");
}

#[test]
fn every_cut_of_a_file_is_refused() {
    let file = json(EVENT);
    for cut in 1..file.len() {
        let error = formats::read(&file.as_bytes()[..cut]).expect_err("a cut file");
        assert!(error.to_string().ends_with("; it may be cut off"), "cut at {cut}: {error}");
    }
    refused(
        &file[..file.len() - 1],
        "line 8, column 7: the file ends inside an object; it may be cut off",
    );
}

#[test]
fn bytes_that_are_no_utf_8_are_refused() {
    refused(
        b"{\"schedule\":\n\"\xFF\"}",
        "line 2, column 2: byte 0xFF is not UTF-8 text; save the file as UTF-8",
    );
}

#[test]
fn what_is_too_large_is_refused() {
    let mut file = b"{".to_vec();
    file.resize(INPUT_BYTES_MAX + 1, b' ');
    refused(file, "line 1, column 1: the file has 67108865 bytes; at most 67108864 are read");
    refused(
        "[".repeat(DEPTH_MAX + 1),
        "line 1, column 65: more than 64 levels are nested in one another",
    );
    refused(
        format!("[{}1]", "1,\n".repeat(2_000_000)),
        "line 2000000, column 1: there are more than 2000000 values",
    );
}

#[test]
fn values_that_make_no_sense_are_refused_where_they_stand() {
    let with = |from: &str, to: &str| json(&EVENT.replace(from, to));
    refused(
        with("00:30", "00:00"),
        "line 7, column 13: event 1 has the duration \"00:00\"; an event lasts at least a minute",
    );
    refused(
        with("\"00:30\"", "30"),
        "line 7, column 13: duration \"30\" of event 1 is not hours and minutes such as 0:45",
    );
    refused(
        with("10:00", "ten"),
        "line 6, column 10: start \"ten\" of event 1 is not a time such as 09:30",
    );
    refused(
        with("\"duration\": \"00:30\"", "\"end\": \"2031-05-03T10:00:00+08:00\""),
        "line 5, column 1: event 1 ends at 2031-05-03T02:00:00Z, which is not after its start at \
         2031-05-03T02:00:00Z",
    );
    refused(
        json(EVENT).replace("Asia/Shanghai", "Mars/Olympus"),
        "line 3, column 63: there is no time zone \"Mars/Olympus\"; use an IANA name such as \
         Asia/Shanghai",
    );
    refused(
        json(&format!("{EVENT},\n{EVENT}")),
        "line 8, column 1: id \"1\" is given to two events, first at line 5, column 1",
    );
    let guid = "{\"guid\": \"1f6f29a4-0d67-4a3c-9b7e-2a54ad2e0c11\", ";
    let first = EVENT.replace('{', guid);
    refused(
        json(&format!("{first},\n{}", first.replace("\"id\": 1", "\"id\": 2"))),
        "line 8, column 1: guid \"1f6f29a4-0d67-4a3c-9b7e-2a54ad2e0c11\" is given to two events, \
         first at line 5, column 1",
    );
}
