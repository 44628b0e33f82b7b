//! Schedules of any kind, for properties.

use formats::Schedule;
use formats::schedule::{
    Color, Colors, Conference, Day, Event, Person, Recording, Reference, ReferenceKind, Room,
    Track, Url,
};
use kernel::{Date, Interval, LangTag, Timestamp, Uuid, Zone};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Words with everything that formats trip over.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9 _.-]{0,12}",
        2 => "[开幕式 &<>\"';\\]\\\\={}\n\r\t]{0,12}",
        1 => any::<String>(),
    ]
}

/// Few names, so that they meet.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[ab]", 1 => words()]
}

fn moment() -> impl Strategy<Value = Timestamp> {
    // Some weeks of 2031 with both changes of summer time in Europe, to the second.
    (1_900_000_000_i64..1_960_000_000).prop_map(|second| Timestamp::from_millis(second * 1000))
}

fn interval() -> impl Strategy<Value = Interval> {
    (moment(), 1_i64..16_000)
        .prop_map(|(start, minutes)| Interval::new(start, start.plus_minutes(minutes)).unwrap())
}

fn url() -> impl Strategy<Value = Option<Url>> {
    let text = prop_oneof![
        "https?://[a-z]{1,8}(:[0-9]{1,5})?/[ -~开]{0,12}",
        "mailto:[a-z]{1,5}@[a-z]{1,5}",
        "[a-z]{1,6}:[!-~]{0,8}",
    ];
    text.prop_map(|text| Url::absolute(&text))
}

fn uuid() -> impl Strategy<Value = Uuid> {
    prop_oneof![9 => any::<u128>(), 1 => 1_u128..3].prop_map(Uuid::from_u128)
}

fn person() -> impl Strategy<Value = Person> {
    let code = option::of("[A-Z0-9]{1,8}|[a-z]");
    (words(), option::of(uuid()), option::of(any::<i64>()), code, words(), url()).prop_map(
        |(name, guid, id, code, biography, avatar)| Person {
            name,
            guid,
            id,
            code,
            biography,
            avatar,
        },
    )
}

fn references() -> impl Strategy<Value = Vec<Reference>> {
    let kind = option::of(prop::sample::select(&ReferenceKind::ALL[..]));
    let reference = (url(), words(), kind);
    vec(reference, 0..3).prop_map(|all| {
        let made =
            |(url, title, kind): (Option<Url>, _, _)| Some(Reference { url: url?, title, kind });
        all.into_iter().filter_map(made).collect()
    })
}

fn event() -> impl Strategy<Value = Event> {
    let identity = (
        uuid(),
        option::of(prop_oneof![0_u64..4, any::<u64>()]),
        option::of("[A-Z0-9]{6}|[a-zA-Z]{0,3}"),
        option::of(prop_oneof!["[a-z]{4}-[a-z-]{0,9}", words()]),
    );
    let texts = (words(), words(), words(), words(), words(), words());
    let places = (option::of(name()), option::of(name()), interval());
    let language = option::of(prop::sample::select(vec!["zh", "en", "pt-br"]));
    let lists = (vec(person(), 0..3), references(), references());
    let pages = (url(), url(), url(), url());
    let recorded = prop_oneof![Just(Recording::Allowed), Just(Recording::OptedOut)];
    (identity, texts, places, language, lists, pages, recorded).prop_map(
        |(identity, texts, places, language, lists, pages, recording)| Event {
            guid: identity.0,
            id: identity.1,
            code: identity.2,
            slug: identity.3,
            title: texts.0,
            subtitle: texts.1,
            kind: texts.2,
            abstract_: texts.3,
            description: texts.4,
            recording_license: texts.5,
            track: places.0,
            room: places.1,
            interval: places.2,
            language: language.map(|tag| tag.parse::<LangTag>().unwrap()),
            persons: lists.0,
            links: lists.1,
            attachments: lists.2,
            url: pages.0,
            feedback_url: pages.1,
            origin_url: pages.2,
            logo: pages.3,
            recording,
        },
    )
}

fn date() -> impl Strategy<Value = Date> {
    (1..13_i8, 1..29_i8).prop_map(|(month, day)| Date::new(2031, month, day).unwrap())
}

fn conference() -> impl Strategy<Value = Conference> {
    let zones = vec!["Asia/Shanghai", "Europe/Brussels", "UTC", "Etc/GMT+3", "Asia/Kathmandu"];
    let zone = option::of(prop::sample::select(zones));
    let color = any::<[u8; 3]>().prop_map(Color);
    let colors = (color.clone(), option::of(color))
        .prop_map(|(primary, background)| Colors { primary, background });
    let title = "[a-zA-Z开]{1,9}";
    (words(), title, words(), date(), date(), zone, any::<u16>(), url(), url(), option::of(colors))
        .prop_map(|it| Conference {
            acronym: it.0,
            title: it.1,
            description: it.2,
            start: it.3,
            end: it.4,
            time_zone: it.5.map(|name| name.parse::<Zone>().unwrap()),
            timeslot_minutes: it.6,
            url: it.7,
            logo: it.8,
            colors: it.9,
            venue: "Farm".to_owned(),
            city: "Town".to_owned(),
        })
}

pub fn schedule() -> impl Strategy<Value = Schedule> {
    let day = (date(), interval()).prop_map(|(date, span)| Day { date, span });
    let color = option::of(any::<[u8; 3]>().prop_map(Color));
    let track = (name(), option::of(words()), color).prop_map(|(name, slug, color)| Track {
        name,
        slug,
        color,
    });
    let room = (name(), option::of(uuid()), words(), option::of(any::<u32>()))
        .prop_map(|(name, guid, description, capacity)| Room { name, guid, description, capacity });
    let lists = (vec(day, 0..4), vec(track, 0..4), vec(room, 0..4), vec(event(), 0..6));
    (words(), url(), conference(), lists).prop_map(
        |(version, base_url, conference, (days, tracks, rooms, events))| Schedule {
            version,
            base_url,
            conference,
            days,
            tracks,
            rooms,
            events,
        },
    )
}
