//! Calendars to take along, one file an activity and language; and the whole edition in the formats
//! that others read.

use kernel::Lang;

use super::published::Extra;
use crate::exchange::calendar::Source;
use crate::exchange::files::{Format, written};
use crate::site::address::schedule_path;
use crate::site::{Address, Site};

/// The calendars and schedule files of one edition, each made when it is asked for: all of them at
/// once would take as much memory as the pages.
pub fn of(site: &Site) -> impl Iterator<Item = Extra> {
    let (release, base_url) = (site.release.as_ref(), site.setting.base_url.as_str());
    let edition = &release.programme.edition.slug;
    let placed = || release.programme.activities.iter().filter(|it| it.placement.is_some());
    let calendars = Lang::ALL.into_iter().flat_map(move |lang| {
        let source = Source { release, index: &site.index, lang, base_url };
        placed().map(move |activity| Extra {
            path: format!("{}.ics", Address::Activity(activity.slug.clone()).path(lang, edition)),
            content_type: Format::Ics.content_type(),
            bytes: source.calendar([activity]),
        })
    });
    let schedules = Format::ALL.into_iter().map(move |format| Extra {
        path: schedule_path(edition, format.ending()),
        content_type: format.content_type(),
        bytes: written(release, &site.index, format, base_url),
    });
    calendars.chain(schedules)
}
