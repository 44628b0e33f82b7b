//! Calendars to take along: one file an activity and language, and the whole edition in one.

use formats::ical::{Calendar, Entry, Geo, Status, write};
use formats::schedule::Url;
use kernel::Lang;

use super::published::Extra;
use crate::programme::model::{Activity, ActivityState};
use crate::site::{Address, Site};

const ICALENDAR: &str = "text/calendar; charset=utf-8";

/// The calendars of one edition (RFC 5545).
pub fn of(site: &Site) -> Vec<Extra> {
    let edition = &site.release.programme.edition;
    let mut files = Vec::new();
    for lang in Lang::ALL {
        for activity in &site.release.programme.activities {
            let Some(entry) = entry(site, lang, activity) else { continue };
            let path = Address::Activity(activity.slug.clone()).path(lang, &edition.slug);
            files.push(file(format!("{path}.ics"), site, lang, vec![entry]));
        }
    }
    let programme = &site.release.programme;
    let top = site.index.in_order(programme).into_iter().filter(|one| one.parent.is_none());
    let lang = edition.languages.iter().find_map(|tag| Lang::from_code(tag.primary()));
    let lang = lang.unwrap_or(Lang::En);
    let all = top.filter_map(|activity| entry(site, lang, activity)).collect();
    files.push(file(format!("/{}/schedule.ics", edition.slug), site, lang, all));
    files
}

fn file(path: String, site: &Site, lang: Lang, entries: Vec<Entry>) -> Extra {
    let edition = &site.release.programme.edition;
    let name = edition.name.get(lang).to_owned();
    let calendar = Calendar { name, zone: edition.zone.clone(), entries };
    Extra { path, content_type: ICALENDAR, bytes: write(&calendar).into_bytes() }
}

/// The activity as an entry; `None` before it has a place and time.
fn entry(site: &Site, lang: Lang, activity: &Activity) -> Option<Entry> {
    let programme = &site.release.programme;
    let placement = activity.placement?;
    let (venue, hall) = site.index.hall(programme, placement.hall)?;
    let path = Address::Activity(activity.slug.clone()).path(lang, &programme.edition.slug);
    let base_url = &site.setting.base_url;
    let micro = |value: i64| i32::try_from(value).ok();
    let geo = venue.position.and_then(|at| {
        let (latitude, longitude) = (micro(at.latitude_e6)?, micro(at.longitude_e6)?);
        Some(Geo { latitude_micro: latitude, longitude_micro: longitude })
    });
    Some(Entry {
        uid: format!("{}@guildhall", activity.id),
        interval: placement.interval,
        summary: activity.title.get(lang).to_owned(),
        description: activity.summary.get(lang).to_owned(),
        location: format!("{}, {}", hall.name.get(lang), venue.name.get(lang)),
        geo,
        url: Url::absolute(&format!("{base_url}{path}")),
        organizer: None,
        categories: Vec::new(),
        // The release that is shown: it only ever grows.
        sequence: u32::try_from(site.release.number).unwrap_or(u32::MAX),
        status: match activity.state {
            ActivityState::Planned => Status::Confirmed,
            ActivityState::Cancelled => Status::Cancelled,
        },
        last_modified: site.release.released_at,
    })
}
