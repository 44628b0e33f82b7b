use ::ical::IcalParser;
use formats::ical::{self, Calendar, Entry, Geo, Organizer, Status};
use formats::schedule::Url;
use icalendar::{CalendarComponent, Component, EventLike};
use kernel::{Interval, Timestamp};
use proptest::prelude::*;

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn entry() -> Entry {
    let start = moment("2031-05-03T10:00:00+08:00");
    Entry {
        uid: "1f6f29a4@barn.example".to_owned(),
        interval: Interval::new(start, start.plus_minutes(30)).unwrap(),
        summary: "Hay; straw, and \\ more".to_owned(),
        description: "One\nTwo".to_owned(),
        location: "Loft".to_owned(),
        geo: Some(Geo { latitude_micro: -33_868_820, longitude_micro: 151_209_296 }),
        url: Url::web("https://barn.example/1"),
        organizer: Some(Organizer {
            name: "The \"Barn\"".to_owned(),
            address: Url::absolute("mailto:hay@barn.example").unwrap(),
        }),
        categories: vec!["Hay".to_owned(), "A, B".to_owned()],
        sequence: 2,
        status: Status::Confirmed,
        last_modified: moment("2031-01-02T03:04:05Z"),
    }
}

fn calendar(entries: Vec<Entry>) -> Calendar {
    let name = "Barn 2031 农场".to_owned();
    Calendar { name, zone: "Asia/Shanghai".parse().unwrap(), entries }
}

#[test]
fn a_calendar_is_written_as_the_standard_wants_it() {
    let written = ical::write(&calendar(vec![entry()]));

    assert_eq!(
        written.replace("\r\n", "\n"),
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Guildhall//Guildhall//EN\nCALSCALE:GREGORIAN\n\
         METHOD:PUBLISH\nNAME:Barn 2031 农场\nX-WR-CALNAME:Barn 2031 农场\n\
         X-WR-TIMEZONE:Asia/Shanghai\nBEGIN:VEVENT\nUID:1f6f29a4@barn.example\n\
         DTSTAMP:20310102T030405Z\nDTSTART:20310503T020000Z\nDTEND:20310503T023000Z\n\
         SUMMARY:Hay\\; straw\\, and \\\\ more\nDESCRIPTION:One\\nTwo\nLOCATION:Loft\n\
         GEO:-33.868820;151.209296\nURL:https://barn.example/1\n\
         ORGANIZER;CN=\"The ^'Barn^'\":mailto:hay@barn.example\nCATEGORIES:Hay,A\\, B\n\
         SEQUENCE:2\nSTATUS:CONFIRMED\nLAST-MODIFIED:20310102T030405Z\nEND:VEVENT\n\
         END:VCALENDAR\n"
    );
    assert_eq!(written.matches('\n').count(), written.matches("\r\n").count());
}

#[test]
fn a_long_line_is_folded_between_letters() {
    let summary = "界".repeat(60);
    let written = ical::write(&calendar(vec![Entry { summary: summary.clone(), ..entry() }]));

    assert!(written.split("\r\n").all(|line| line.len() <= 75));
    assert!(written.replace("\r\n ", "").contains(&format!("SUMMARY:{summary}\r\n")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn two_independent_readers_understand_every_calendar(
        summary in "\\PC{0,120}", description in "[^\\p{C}]{0,200}(\n[^\\p{C}]{1,90}){0,3}",
        location in "[a-z,;:\\\\\"]{0,90}", minutes in 1i64..3000,
    ) {
        let start = entry().interval.start();
        let interval = Interval::new(start, start.plus_minutes(minutes)).unwrap();
        let (description, location) = (description.trim().to_owned(), location.trim().to_owned());
        let summary = summary.trim().to_owned();
        let one = Entry { summary, description, location, interval, ..entry() };
        let written = ical::write(&calendar(vec![one.clone(), entry()]));

        let first: icalendar::Calendar = written.parse().unwrap();
        let events: Vec<_> = first.iter().filter_map(CalendarComponent::as_event).collect();
        prop_assert_eq!(events.len(), 2);
        prop_assert_eq!(events[0].get_uid(), Some(one.uid.as_str()));
        prop_assert_eq!(events[0].get_summary().unwrap_or_default(), &one.summary);
        prop_assert_eq!(events[0].get_description().unwrap_or_default(), &one.description);
        prop_assert_eq!(events[0].get_location().unwrap_or_default(), &one.location);

        let second = IcalParser::new(written.as_bytes()).next().unwrap().unwrap();
        prop_assert_eq!(second.events.len(), 2);
        let value = |name: &str| {
            let property = second.events[0].properties.iter().find(|it| it.name == name);
            property.and_then(|it| it.value.clone()).unwrap_or_default()
        };
        prop_assert_eq!(value("DTSTART"), "20310503T020000Z");
        prop_assert_eq!(told(&plain(&value("SUMMARY"))), told(&one.summary));
        prop_assert_eq!(told(&plain(&value("DESCRIPTION"))), told(&one.description));
    }
}

/// What the second reader keeps: it trims colons before a value and white space at folds.
fn told(words: &str) -> String {
    words.trim_start_matches(':').chars().filter(|symbol| !symbol.is_whitespace()).collect()
}

/// Takes RFC 5545's escapes back, which the second reader leaves to its user.
fn plain(value: &str) -> String {
    let mut plain = String::new();
    let mut symbols = value.chars();
    while let Some(symbol) = symbols.next() {
        match symbol {
            '\\' => plain.extend(symbols.next().map(|it| if it == 'n' { '\n' } else { it })),
            _ => plain.push(symbol),
        }
    }
    plain
}
