use formats::limits::{DAYS_MAX, DEPTH_MAX, EVENTS_MAX, INPUT_BYTES_MAX, NODES_MAX};

use crate::{event, refused, xml};

#[test]
fn what_is_no_xml_is_refused_where_it_stops_being_xml() {
    refused("", "line 1, column 1: this is not XML: there is no element");
    refused(
        "gibberish",
        "line 1, column 1: this is not XML: text stands outside of the root element",
    );
    refused(
        "<schedule>\n  <version>1</title>\n</schedule>",
        "line 2, column 13: this is not XML: ill-formed document: expected `</version>`, but \
         `</title>` was found",
    );
    refused(
        "<schedule>\n</schedule>\n<schedule/>",
        "line 3, column 1: this is not XML: a second element follows the first",
    );
    refused(
        "<schedule>\n<version>R & D</version></schedule>",
        "line 2, column 12: this is not XML: a lone & must be written &amp;",
    );
    refused(
        "<schedule>\n<version>&nbsp;</version></schedule>",
        "line 2, column 10: this is not XML: nobody defined &nbsp;",
    );
}

#[test]
fn another_kind_of_document_is_named() {
    refused(
        "<?xml version=\"1.0\"?>\n<rss></rss>",
        "line 2, column 1: a schedule begins with <schedule>, not with <rss>",
    );
}

#[test]
fn a_file_that_stops_in_the_middle_is_refused() {
    let file = xml(&event(1, ""));
    let (before, _) = file.split_once("<duration>").unwrap();
    refused(before, "line 9, column 1: the file ends inside <event>; it may be cut off");
    refused(
        format!("{before}<dura"),
        "line 9, column 6: the file ends inside a tag; it may be cut off",
    );
    refused(
        format!("{before}<![CDATA["),
        "line 9, column 10: the file ends inside a CDATA section; it may be cut off",
    );
    refused(
        format!("{before}<!-- and"),
        "line 9, column 9: the file ends inside a comment; it may be cut off",
    );
}

#[test]
fn every_cut_of_a_file_is_refused() {
    let file = xml(&event(1, "<abstract>开幕 &amp; more</abstract>"));
    for cut in 0..file.len() {
        assert!(formats::read(&file.as_bytes()[..cut]).is_err(), "cut at {cut}");
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_refused() {
    refused(
        b"<schedule>\n<version>caf\xE9</version></schedule>",
        "line 2, column 13: byte 0xE9 is not UTF-8 text; save the file as UTF-8",
    );
    refused(
        "<?xml version=\"1.0\" encoding=\"GB18030\"?><schedule/>",
        "line 1, column 1: the encoding \"GB18030\" is not read; save the file as UTF-8",
    );
}

#[test]
fn a_document_type_definition_is_refused_before_anything_of_it_is_read() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE schedule [<!ENTITY a \"aaaa\">\
                <!ENTITY b \"&a;&a;&a;&a;\">]>\n<schedule><version>&b;</version></schedule>";
    let refusal =
        "line 2, column 1: a document type definition (<!DOCTYPE ...>) is refused; remove it";
    refused(bomb, refusal);
    refused(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE schedule SYSTEM \"file:///etc/passwd\"><x/>",
        refusal,
    );
    refused("<?xml version=\"1.0\"?>\n<!DOCTYPE schedule [", refusal);
}

#[test]
fn what_is_too_large_is_refused() {
    refused(
        vec![b' '; INPUT_BYTES_MAX + 1],
        "line 1, column 1: the file has 67108865 bytes; at most 67108864 are read",
    );
    refused(
        "<a>".repeat(DEPTH_MAX + 1),
        "line 1, column 193: more than 64 levels are nested in one another",
    );
    refused(
        format!("<schedule>{}</schedule>", "<a/>\n".repeat(NODES_MAX)),
        "line 2000000, column 1: there are more than 2000000 elements",
    );
    let days = "<day date=\"2031-05-03\"/>\n".repeat(DAYS_MAX + 1);
    let conference = "<conference><title>Barn</title></conference>";
    refused(
        format!("<schedule>{conference}\n{days}</schedule>"),
        "line 402, column 1: there are more than 400 days",
    );
    let events: String = (0..=EVENTS_MAX)
        .map(|at| {
            format!(
                "\n<event><title>{at}</title><start>10:00</start><duration>0:10</duration></event>"
            )
        })
        .collect();
    refused(xml(&events), "line 50008, column 1: there are more than 50000 events");
}

#[test]
fn a_zone_that_does_not_exist_is_refused() {
    refused(
        xml("").replace("Asia/Shanghai", "Mars/Olympus"),
        "line 3, column 111: there is no time zone \"Mars/Olympus\"; use an IANA name such as \
         Asia/Shanghai",
    );
}

#[test]
fn times_that_make_no_sense_are_refused_with_their_value() {
    let with = |from: &str, to: &str| xml(&event(1, "").replace(from, to));
    refused(
        with("00:30", "00:00"),
        "line 9, column 1: event 1 has the duration \"00:00\"; an event lasts at least a minute",
    );
    refused(
        with("00:30", "half an hour"),
        "line 9, column 1: duration \"half an hour\" of event 1 is not hours and minutes such as 0:45",
    );
    refused(
        with("10:00", "25:00"),
        "line 8, column 1: start \"25:00\" of event 1 is not a time such as 09:30",
    );
    refused(
        with("<start>10:00</start>", "<date>3 May</date>"),
        "line 8, column 1: date \"3 May\" of event 1 is not a moment such as \
         2025-02-01T09:00:00+01:00",
    );
    refused(with("<start>10:00</start>", ""), "line 7, column 1: event 1 has no date and no start");
    refused(
        with("<duration>00:30</duration>", "<end>2031-05-03T09:00:00+08:00</end>"),
        "line 7, column 1: event 1 ends at 2031-05-03T01:00:00Z, which is not after its start at \
         2031-05-03T02:00:00Z",
    );
    refused(with("<duration>00:30</duration>", ""), "line 7, column 1: event 1 has no duration");
    refused(
        with("<duration>00:30</duration>", "<end>2031-06-03T09:00:00+08:00</end>"),
        "line 7, column 1: event 1 lasts 44580 minutes; at most 14399 can be exchanged",
    );
    refused(
        with("<start>10:00</start>", "<date>1931-05-03T10:00:00Z</date>"),
        "line 8, column 1: date \"1931-05-03T10:00:00Z\" of event 1 is not a moment such as \
         2025-02-01T09:00:00+01:00",
    );
}

#[test]
fn days_and_conferences_that_run_backwards_are_refused() {
    refused(
        xml("").replace("2031-05-04T07:59", "2031-05-03T07:59"),
        "line 4, column 1: day 2031-05-03 ends at 2031-05-02T23:59:00Z, which is not after its \
         start at 2031-05-03T00:00:00Z",
    );
    refused(
        xml("").replace("<end>2031-05-04", "<end>2031-05-01"),
        "line 3, column 1: the conference ends on 2031-05-01, before it starts on 2031-05-03",
    );
    refused(
        xml("").replace("<start>2031-05-03", "<start>soon"),
        "line 3, column 65: start \"soon\" of the conference is not a date such as 2025-02-01",
    );
}

#[test]
fn two_events_of_one_identity_are_refused() {
    let guid = |guid: &str| format!("guid=\"{guid}\" id=");
    let first = event(1, "").replace("id=", &guid("1f6f29a4-0d67-4a3c-9b7e-2a54ad2e0c11"));
    refused(
        xml(&format!("{}\n{}", event(1, ""), event(1, ""))),
        "line 10, column 1: id \"1\" is given to two events, first at line 7, column 1",
    );
    refused(
        xml(&format!("{first}\n{}", first.replace("id=\"1\"", "id=\"2\""))),
        "line 10, column 1: guid \"1f6f29a4-0d67-4a3c-9b7e-2a54ad2e0c11\" is given to two events, \
         first at line 7, column 1",
    );
}

#[test]
fn a_schedule_without_a_conference_or_title_is_refused() {
    refused("<schedule>\n</schedule>", "line 1, column 1: the schedule has no conference");
    refused(
        "<schedule>\n<conference/></schedule>",
        "line 2, column 1: the conference has no title",
    );
    refused(
        "<schedule>\n<conference><title>Barn</title></conference></schedule>",
        "line 2, column 1: the conference has no start",
    );
}
