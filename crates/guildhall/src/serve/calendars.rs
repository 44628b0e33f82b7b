//! Calendars to take along, one file an activity and language; and the whole edition in the formats
//! that others read.

use kernel::Lang;

use super::published::Extra;
use crate::exchange::calendar::Source;
use crate::exchange::files::{Format, written};
use crate::site::address::schedule_path;
use crate::site::{Address, Site};

/// The calendars and schedule files of one edition.
pub fn of(site: &Site) -> Vec<Extra> {
    let (release, base_url) = (site.release.as_ref(), site.setting.base_url.as_str());
    let edition = &release.programme.edition;
    let mut files = Vec::new();
    for lang in Lang::ALL {
        let source = Source { release, index: &site.index, lang, base_url };
        for activity in release.programme.activities.iter().filter(|it| it.placement.is_some()) {
            let path = Address::Activity(activity.slug.clone()).path(lang, &edition.slug);
            files.push(Extra {
                path: format!("{path}.ics"),
                content_type: Format::Ics.content_type(),
                bytes: source.calendar([activity]),
            });
        }
    }
    for format in Format::ALL {
        files.push(Extra {
            path: schedule_path(&edition.slug, format.ending()),
            content_type: format.content_type(),
            bytes: written(release, &site.index, format, base_url),
        });
    }
    files
}
