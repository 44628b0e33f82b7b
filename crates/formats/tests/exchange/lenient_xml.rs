use formats::Assumed;
use formats::schedule::{Recording, ReferenceKind};

use crate::{event, whole, xml};

#[test]
fn elements_may_stand_in_any_order_and_extras_are_counted() {
    let file = "\u{feff}<schedule>\n\
        <day date='2031-05-03'><room name='Loft' wing='east'><event id='4' mood='good'>\
        <duration>0:45</duration><abstract/><mood>fine</mood>\n<mood/><title>Hay</title>\
        <date>2031-05-03T09:30:00+08:00</date></event></room></day>\n\
        <conference><stage>Farm</stage><title>Barn</title></conference>\n\
        <version>7</version></schedule>";

    let reading = whole(file);

    let schedule = &reading.schedule;
    assert_eq!(schedule.version, "7");
    assert_eq!(schedule.conference.acronym, "barn");
    assert_eq!(schedule.conference.start.to_string(), "2031-05-03");
    assert_eq!(schedule.events[0].room.as_deref(), Some("Loft"));
    assert_eq!(
        reading.notes.to_string(),
        "no time zone is named; read as Etc/GMT-8\n\
         1 events without a guid were given one\n\
         attribute wing of <room>: once, at line 2\n\
         attribute mood of <event>: once, at line 2\n\
         element <mood> in <event>: 2 times, first at line 2\n\
         element <stage> in <conference>: once, at line 4\n"
    );
}

#[test]
fn markup_sections_and_entities_become_one_text() {
    let rest = "<abstract>&lt;p&gt;R &amp; D&#x4E2D;&lt;/p&gt;</abstract>\
                <description> <![CDATA[<b>a</b> & b]]>\r\nc </description>\
                <subtitle>two\n  lines</subtitle>";
    let inline = "<abstract>One <em>word</em> &amp; more<br/></abstract>";

    let escaped = whole(&xml(&event(1, rest))).schedule;
    let unescaped = whole(&xml(&event(1, inline)));

    assert_eq!(escaped.events[0].abstract_, "<p>R & D中</p>");
    assert_eq!(escaped.events[0].description, "<b>a</b> & b\nc");
    assert_eq!(escaped.events[0].subtitle, "two lines");
    assert_eq!(unescaped.schedule.events[0].abstract_, "One <em>word</em> &amp; more<br/>");
    assert_eq!(unescaped.notes.skipped, []);
}

#[test]
fn an_event_after_midnight_belongs_to_the_night_of_its_day() {
    let early = xml(&event(1, "").replace("10:00", "00:30"));
    let without_hours =
        early.replace(" start=\"2031-05-03T08:00:00+08:00\" end=\"2031-05-04T07:59:00+08:00\"", "");
    let changing_at_midnight =
        without_hours.replace("</conference>", "<day_change>00:00</day_change></conference>");

    let start = |file: &str| whole(file).schedule.events[0].interval.start().to_string();

    assert_eq!(start(&early), "2031-05-03T16:30:00Z");
    assert_eq!(start(&without_hours), "2031-05-03T16:30:00Z");
    assert_eq!(start(&changing_at_midnight), "2031-05-02T16:30:00Z");
}

#[test]
fn a_date_is_completed_by_the_start_and_a_bare_moment_by_the_zone() {
    let start = |date: &str| {
        let file = xml(&event(1, &format!("<date>{date}</date>")));
        whole(&file).schedule.events[0].interval.start().to_string()
    };
    assert_eq!(start("2031-05-04"), "2031-05-04T02:00:00Z");
    assert_eq!(start("2031-05-04T11:00:00"), "2031-05-04T03:00:00Z");
    assert_eq!(start("2031-05-04T11:00:59Z"), "2031-05-04T11:00:00Z");
}

#[test]
fn offsets_that_differ_leave_utc_and_the_callers_zone_goes_first() {
    let file = xml(&event(1, "<date>2031-05-03T09:00:00+08:00</date>"))
        .replace("<time_zone_name>Asia/Shanghai</time_zone_name>", "");
    let mixed =
        file.replace("start=\"2031-05-03T08:00:00+08:00\"", "start=\"2031-05-03T00:00:00Z\"");
    let shanghai: kernel::Zone = "Asia/Shanghai".parse().unwrap();

    let alone = whole(&mixed);
    let told = formats::read_in(mixed.as_bytes(), &shanghai).unwrap();

    assert_eq!(alone.schedule.conference.time_zone, None);
    assert_eq!(alone.notes.assumed[0], Assumed::Zone(kernel::Zone::utc()));
    assert_eq!(told.schedule.conference.time_zone, Some(shanghai.clone()));
    assert_eq!(told.notes.assumed[0], Assumed::Zone(shanghai));
    assert_eq!(alone.schedule.events, told.schedule.events);
}

#[test]
fn identities_that_are_missing_are_the_same_on_every_import() {
    let bare = event(1, "").replace(" id=\"1\"", "");
    let file = xml(&format!("{bare}\n{bare}\n{}", event(7, "").replace("\"7\"", "\"A-7\"")));

    let (first, second) = (whole(&file), whole(&file.replace("10:00", "11:00")));

    let guids = |reading: &formats::Reading| -> Vec<_> {
        reading.schedule.events.iter().map(|event| event.guid).collect()
    };
    assert_eq!(guids(&first), guids(&second));
    assert_eq!(guids(&first).iter().collect::<std::collections::HashSet<_>>().len(), 3);
    assert_eq!(first.notes.assumed, [Assumed::Guids(3)]);
    assert!(first.schedule.events.iter().all(|event| event.id.is_none()));
}

#[test]
fn a_submission_held_twice_keeps_its_id_once() {
    let with = |guid: &str| event(1, "").replace("id=", &format!("guid=\"{guid}\" id="));
    let file =
        xml(&format!("{}\n{}", with("1f6f29a4-0d67-4a3c-9b7e-2a54ad2e0c11"), with("slot two"),));

    let events = whole(&file).schedule.events;

    assert_eq!((events[0].id, events[1].id), (Some(1), None));
    assert_ne!(events[0].guid, events[1].guid);
}

#[test]
fn addresses_are_made_absolute_and_what_is_none_is_counted() {
    let rest = "<logo>/logos/1.png</logo><url>not an address</url>\
        <links><link href='barn.example/a b'>A</link><link href='mailto:a@barn.example'/></links>\
        <attachments><attachment href='/s.pdf' type='slides'>S</attachment>\
        <attachment href='/s.mp4' type='film'/></attachments>\
        <recording><license>CC0</license><optout>true</optout></recording>";
    let file = xml(&event(1, rest))
        .replace("</conference>", "<base_url>https://barn.example/2031/</base_url></conference>");

    let reading = whole(&file);

    let event = &reading.schedule.events[0];
    assert_eq!(event.logo.as_ref().unwrap().as_str(), "https://barn.example/logos/1.png");
    assert_eq!(event.url, None);
    let links: Vec<&str> = event.links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(links, ["https://barn.example/a%20b", "mailto:a@barn.example"]);
    assert_eq!(event.attachments[0].kind, Some(ReferenceKind::Slides));
    assert_eq!(event.attachments[1].kind, None);
    assert_eq!((event.recording_license.as_str(), event.recording), ("CC0", Recording::OptedOut));
    let skipped: Vec<String> = reading.notes.skipped.iter().map(ToString::to_string).collect();
    assert_eq!(
        skipped,
        ["value of url in event: once, at line 9", "value of kind in attachment: once, at line 9",]
    );
}

#[test]
fn a_flood_of_strange_names_does_not_make_the_report_large() {
    let strange: String = (0..1000).map(|at| format!("<strange{at}/>")).collect();

    let notes = whole(&xml(&event(1, &strange))).notes;

    assert_eq!((notes.skipped.len(), notes.skipped_unnamed), (200, 800));
}
