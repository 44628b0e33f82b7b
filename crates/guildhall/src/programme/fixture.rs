//! A small conference for tests and benches: two venues, three halls, as many activities as asked.

use std::sync::Arc;

use kernel::{FixedClock, Id, Interval, Lang, LangTag, SeededIds, Slug, Text, Timestamp, Zone};
use store::Tx;

use super::model::{
    Activity, ActivityState, Details, Entry, Involvement, Level, PersonRole, Placement, Programme,
    Release, Remainder, Scheme, Term,
};
use super::verbs::{self, Unwilling};
use crate::access::{self, Actor, Scope};
use crate::ctx::Ctx;
use crate::editions::model::{
    Edition, Hall, HallId, Hue, Opening, Page, Part, Provenance, Standing, Travel, TravelMode,
    Venue, VenueId,
};
use crate::error::Error;
use crate::hosts::model::{CommunityStanding, Host, Nature};
use crate::people::model::Person;

const DAY: &str = "2025-02-21";

fn slug(text: &str) -> Slug {
    text.parse().expect("the fixture's slugs are legal")
}

/// The id that the fixture's thing of that name always has.
pub fn id<T>(name: &str) -> Id<T> {
    Id::named("fixture", name)
}

/// `09:30` on the fixture's day.
pub fn at(minute: u16) -> Timestamp {
    let zone: Zone = "Asia/Shanghai".parse().expect("the zone exists");
    zone.moment(DAY.parse().expect("the day exists"), minute)
}

/// Writes and releases a programme as the operator at the machine does, at the fixture's midnight.
pub fn publish(tx: &mut Tx<'_>, programme: &Programme) -> Result<Release, Error<Unwilling>> {
    let ctx = Ctx {
        clock: Arc::new(FixedClock::at(at(0))),
        ids: Arc::new(SeededIds::new(1)),
        actor: Actor::Operator,
        hall_ahead_ms: 0,
    };
    let scope = Scope::edition(programme.edition.id);
    let may = access::require(tx, &ctx, scope).map_err(|no| no.map(Unwilling::from))?;
    verbs::import(tx, &ctx, may, programme)?;
    let may = access::require(tx, &ctx, scope).map_err(|no| no.map(Unwilling::from))?;
    verbs::publish(tx, &ctx, may, Text::empty())
}

/// A conference with `count` activities, one after the other in three halls.
pub fn programme(count: usize) -> Programme {
    let mut programme = Programme {
        edition: edition(),
        parts: vec![part()],
        terms: vec![Term {
            scheme: Scheme::Topic,
            slug: slug("compute"),
            name: Text::zh_en("算力", "Compute"),
        }],
        venues: vec![venue("river", &["main", "side"]), venue("hill", &["room"])],
        travel: vec![Travel {
            from: id::<Venue>("river"),
            to: id::<Venue>("hill"),
            minutes: 30,
            mode: TravelMode::Shuttle,
        }],
        hosts: vec![host()],
        people: (0..count.div_ceil(2)).map(person).collect(),
        activities: Vec::new(),
        routes: Vec::new(),
        pages: vec![Page {
            slug: slug("about"),
            title: Text::zh_en("关于", "About"),
            body: Text::zh_en("## 缘起\n\n正文", "## Why\n\nWords"),
        }],
        earlier: Vec::new(),
        remainder: Remainder::default(),
    };
    programme.activities = (0..count).map(activity).collect();
    programme
}

/// The conference as its first release.
pub fn release(count: usize) -> Release {
    Release {
        id: id("release"),
        number: 1,
        released_at: at(0),
        note: Text::empty(),
        programme: programme(count),
    }
}

fn edition() -> Edition {
    Edition {
        id: id("edition"),
        slug: slug("sample-2025"),
        name: Text::zh_en("样例大会", "Sample Conference"),
        short_name: Text::zh_en("样例", "Sample"),
        theme: Text::zh_en("主题", "Theme"),
        summary: Text::zh_en("一次样例。", "A sample."),
        place: Text::zh_en("上海", "Shanghai"),
        first_day: DAY.parse().expect("the day exists"),
        last_day: DAY.parse().expect("the day exists"),
        zone: "Asia/Shanghai".parse().expect("the zone exists"),
        languages: vec![Lang::Zh.into(), Lang::En.into()],
        standing: Standing::Current,
        figures: Vec::new(),
        provenance: Provenance::Sample,
    }
}

fn part() -> Part {
    Part {
        id: id("part"),
        slug: slug("activities"),
        code: "X".to_owned(),
        name: Text::zh_en("开发者活动", "Developer activities"),
        summary: Text::empty(),
        hue: Hue { light: "#8a5f00".to_owned(), dark: "#e0b04a".to_owned() },
    }
}

fn venue(name: &str, halls: &[&str]) -> Venue {
    let day = DAY.parse().expect("the day exists");
    let venue: VenueId = id(name);
    Venue {
        id: venue,
        slug: slug(name),
        name: Text::zh_en(format!("{name} 馆"), format!("{name} house")),
        short_name: Text::empty(),
        summary: Text::empty(),
        address: Text::empty(),
        directions: Text::empty(),
        position: None,
        hours: vec![Opening { day, from_minute: 9 * 60, until_minute: 21 * 60 }],
        halls: halls.iter().map(|hall| hall_of(hall)).collect(),
        provenance: Provenance::Sample,
    }
}

fn hall_of(name: &str) -> Hall {
    Hall {
        id: id(name),
        slug: slug(name),
        name: Text::zh_en(format!("{name} 厅"), format!("{name} hall")),
        capacity: Some(60),
        floor: None,
        area_m2: None,
        features: Vec::new(),
        hours: Vec::new(),
        spots: Vec::new(),
        provenance: Provenance::Sample,
    }
}

fn host() -> Host {
    Host {
        id: id("host"),
        slug: slug("sample-community"),
        name: Text::zh_en("样例社区", "Sample Community"),
        summary: Text::empty(),
        nature: Nature::Community { standing: CommunityStanding::Core },
        country: Some("CN".to_owned()),
        site: None,
        sectors: Vec::new(),
        provenance: Provenance::Sample,
    }
}

fn person(number: usize) -> Person {
    Person {
        id: id(&format!("person-{number}")),
        slug: slug(&format!("person-{number}")),
        name: Text::zh_en(format!("样例讲者 {number}"), format!("Sample Speaker {number}")),
        title: Text::empty(),
        affiliation: Text::empty(),
        host: None,
        biography: Text::empty(),
        country: None,
        rank: None,
        guid: None,
        provenance: Provenance::Sample,
    }
}

/// Activity `number`: ten minutes, in hall `number % 3`, by person `number / 2`.
fn activity(number: usize) -> Activity {
    let halls = ["main", "side", "room"];
    let hall: HallId = id(halls[number % 3]);
    let lap = i64::try_from(number / 3).expect("fixtures are small");
    // Sixty to a hall and day; what comes later is on later days.
    let start = at(9 * 60).plus_minutes((lap / 60) * 24 * 60 + (lap % 60) * 12);
    let interval = Interval::new(start, start.plus_minutes(10)).expect("ten minutes");
    let person = id(&format!("person-{}", number / 2));
    Activity {
        id: id(&format!("activity-{number}")),
        slug: slug(&format!("activity-{number}")),
        part: id("part"),
        parent: None,
        details: Details::Workshop { bring: Text::empty(), prerequisites: Text::empty() },
        title: Text::zh_en(format!("大模型工作坊 {number}"), format!("Model workshop {number}")),
        subtitle: Text::empty(),
        summary: Text::zh_en("动手实践。", "Hands on."),
        description: Text::empty(),
        hosts: vec![id("host")],
        people: vec![Involvement { person, role: PersonRole::Instructor }],
        track: None,
        topics: vec![slug("compute")],
        sectors: Vec::new(),
        groups: Vec::new(),
        level: Some(Level::Beginner),
        languages: vec![LangTag::from(Lang::Zh)],
        interpretation: Vec::new(),
        entry: Entry::Booking,
        places: Some(40),
        state: ActivityState::Planned,
        placement: Some(Placement { hall, spot: None, interval }),
        minutes: None,
        links: Vec::new(),
        recorded: true,
        guid: None,
        provenance: Provenance::Sample,
    }
}
