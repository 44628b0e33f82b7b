//! An activity as machines read it: schema.org `Event` (<https://schema.org/Event>).

use kernel::Lang;
use serde_json::{Value, json};

use crate::editions::model::{Hall, Venue};
use crate::programme::model::{Activity, ActivityState, PersonRole};
use crate::shell;
use crate::site::{Address, Site};

/// Longer lists of children would only repeat the page.
const PARTS_MAX: usize = 40;

/// The event; `None` when it has no time yet, since readers require one.
pub fn event(site: &Site, lang: Lang, activity: &Activity) -> Option<Value> {
    let programme = &site.release.programme;
    let zone = &programme.edition.zone;
    let placement = activity.placement?;
    let status = match activity.state {
        ActivityState::Planned => "https://schema.org/EventScheduled",
        ActivityState::Cancelled => "https://schema.org/EventCancelled",
    };
    let about = [&activity.summary, &activity.subtitle, &activity.title];
    let about = about.into_iter().find(|text| !text.is_empty()).unwrap_or(&activity.title);
    let place = site.index.hall(programme, placement.hall);
    let mut event = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": activity.title.get(lang),
        "description": shell::brief(about.get(lang)),
        "startDate": zone.wall(placement.interval.start()).rfc3339(),
        "endDate": zone.wall(placement.interval.end()).rfc3339(),
        "eventStatus": status,
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": location(site, lang, place),
        "url": absolute(site, lang, Address::Activity(activity.slug.clone())),
        "superEvent": above(site, lang, activity),
    });
    let mut add = |key: &str, values: Vec<Value>| {
        if !values.is_empty() {
            event[key] = Value::Array(values);
        }
    };
    add("inLanguage", activity.languages.iter().map(|tag| json!(tag.as_str())).collect());
    add("organizer", organizers(site, lang, activity));
    add("performer", performers(site, lang, activity));
    add("subEvent", parts(site, lang, activity));
    if let Some(places) = activity.places {
        event["maximumAttendeeCapacity"] = json!(places);
    }
    Some(event)
}

fn absolute(site: &Site, lang: Lang, address: Address) -> String {
    format!("{}{}", site.setting.base_url, site.to(lang, address))
}

fn location(site: &Site, lang: Lang, place: Option<(&Venue, &Hall)>) -> Value {
    let edition = &site.release.programme.edition;
    let Some((venue, hall)) = place else {
        return json!({ "@type": "Place", "name": edition.place.get(lang), "address": edition.place.get(lang) });
    };
    let address = if venue.address.is_empty() { &edition.place } else { &venue.address };
    let mut place = json!({
        "@type": "Place",
        "name": format!("{} {}", venue.name.get(lang), hall.name.get(lang)),
        "address": address.get(lang),
    });
    if let Some(at) = venue.position {
        let degrees = |value: i64| value as f64 / 1e6;
        place["geo"] = json!({
            "@type": "GeoCoordinates",
            "latitude": degrees(at.latitude_e6),
            "longitude": degrees(at.longitude_e6),
        });
    }
    place
}

/// What holds it: the larger activity, else the edition.
fn above(site: &Site, lang: Lang, activity: &Activity) -> Value {
    let programme = &site.release.programme;
    let edition = &programme.edition;
    match activity.parent.and_then(|id| site.index.activity(programme, id)) {
        Some(parent) => brief(site, lang, parent),
        None => json!({
            "@type": "Event",
            "name": edition.name.get(lang),
            "startDate": edition.first_day.to_string(),
            "endDate": edition.last_day.to_string(),
            "location": location(site, lang, None),
            "url": absolute(site, lang, Address::Home),
        }),
    }
}

fn brief(site: &Site, lang: Lang, activity: &Activity) -> Value {
    let programme = &site.release.programme;
    let zone = &programme.edition.zone;
    let mut event = json!({
        "@type": "Event",
        "name": activity.title.get(lang),
        "url": absolute(site, lang, Address::Activity(activity.slug.clone())),
    });
    if let Some(placement) = activity.placement {
        event["startDate"] = json!(zone.wall(placement.interval.start()).rfc3339());
        event["endDate"] = json!(zone.wall(placement.interval.end()).rfc3339());
        event["location"] = location(site, lang, site.index.hall(programme, placement.hall));
    }
    event
}

fn organizers(site: &Site, lang: Lang, activity: &Activity) -> Vec<Value> {
    let find = |id| site.index.host(&site.release.programme, id);
    let hosts = activity.hosts.iter().filter_map(|id| find(*id));
    hosts
        .map(|host| {
            json!({
                "@type": "Organization",
                "name": host.name.get(lang),
                "url": absolute(site, lang, Address::Host(host.slug.clone())),
            })
        })
        .collect()
}

fn performers(site: &Site, lang: Lang, activity: &Activity) -> Vec<Value> {
    let on_stage = |role| !matches!(role, PersonRole::Crew | PersonRole::Interpreter);
    let there = activity.people.iter().filter(|one| on_stage(one.role));
    let people = there.filter_map(|one| site.index.person(&site.release.programme, one.person));
    people
        .map(|person| {
            json!({
                "@type": "Person",
                "name": person.name.get(lang),
                "url": absolute(site, lang, Address::Person(person.slug.clone())),
            })
        })
        .collect()
}

fn parts(site: &Site, lang: Lang, activity: &Activity) -> Vec<Value> {
    let children = site.index.children(&site.release.programme, activity.id);
    children.into_iter().take(PARTS_MAX).map(|child| brief(site, lang, child)).collect()
}
