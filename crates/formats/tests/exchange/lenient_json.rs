use formats::Assumed;

use crate::{json, whole};

#[test]
fn the_old_layout_and_the_new_one_say_the_same() {
    let event = r#"{"id": "1", "guid": "1F6F29A4-0D67-4A3C-9B7E-2A54AD2E0C11", "title": "Talk",
        "date": "2031-05-03T10:00:00+08:00", "duration": "00:30", "room": "Loft",
        "persons": [{"id": 3, "public_name": "Li"}], "track": "Hay", "language": "zh"}"#;
    let newer = event
        .replace("\"id\": \"1\"", "\"id\": 1")
        .replace("public_name", "name")
        .replace("\"duration\": \"00:30\"", "\"end\": \"2031-05-03T10:30:00+08:00\"");

    let old = whole(&json(event));
    let new = whole(&json(&newer).replace(
        "\"days\":",
        "\"tracks\": [{\"name\": \"Hay\"}], \"rooms\": [{\"name\": \"Loft\"}], \"days\":",
    ));

    assert_eq!(old, new);
    assert_eq!(old.schedule.events[0].persons[0].name, "Li");
    assert_eq!(old.notes, formats::Notes::default());
}

#[test]
fn nulls_are_absent_and_strange_values_are_counted() {
    let event = r#"{"title": "Talk", "start": "10:00", "duration": "00:30", "subtitle": null,
        "language": "Mandarin", "do_not_record": null, "logo": null, "answers": [],
        "persons": [{"name": null}], "links": "none"}"#;

    let reading =
        whole(&json(event).replace("\"days\":", "\"colors\": {\"primary\": \"red\"}, \"days\":"));

    assert_eq!(reading.notes.assumed, [Assumed::Guids(1)]);
    let skipped: Vec<String> = reading.notes.skipped.iter().map(ToString::to_string).collect();
    assert_eq!(
        skipped,
        [
            "key \"answers\" in event: once, at line 6",
            "value of list in link: once, at line 7",
            "value of language in event: once, at line 6",
            "value of name in person: once, at line 7",
            "value of primary in conference: once, at line 4",
        ]
    );
}

#[test]
fn escapes_are_read_as_what_they_stand_for() {
    let event = r#"{"title": "\u5f00\u5E55 \ud83c\udf3e \"a\/b\"", "start": "10:00",
        "duration": "00:30", "description": "a\tb\r\nc\u0000"}"#;

    let schedule = whole(&json(event)).schedule;

    assert_eq!(schedule.events[0].title, "开幕 🌾 \"a/b\"");
    assert_eq!(schedule.events[0].description, "a\tb\nc");
}

#[test]
fn two_rooms_of_one_guid_stay_two_rooms() {
    let guid = "1f6f29a4-0d67-4a3c-9b7e-2a54ad2e0c11";
    let rooms = format!(
        "\"rooms\": [{{\"name\": \"Yard\", \"guid\": \"{guid}\", \"capacity\": 40}},\n\
         {{\"name\": \"Loft\", \"guid\": \"{guid}\"}}], \"days\":"
    );

    let reading = whole(&json("").replace("\"days\":", &rooms));

    let rooms = &reading.schedule.rooms;
    let names: Vec<&str> = rooms.iter().map(|room| room.name.as_str()).collect();
    assert_eq!(names, ["Yard", "Loft"]);
    assert!(rooms[0].guid.is_some() && rooms[1].guid.is_none());
    assert_eq!(rooms[0].capacity, Some(40));
    assert_eq!(
        reading.notes.skipped[0].to_string(),
        "value of guid (another room has it) in room: once, at line 5"
    );
}
