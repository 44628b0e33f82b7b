//! The files in which a release is given out.

use std::fmt;

use kernel::Lang;

use super::{calendar, outward};
use crate::programme::index::Index;
use crate::programme::model::Release;

/// A format that others read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `schedule.xml` of frab and pretalx.
    Xml,
    /// `schedule.json` of c3voc.
    Json,
    /// iCalendar.
    Ics,
    /// A table for spreadsheets.
    Csv,
}

impl Format {
    pub const ALL: [Self; 4] = [Self::Xml, Self::Json, Self::Ics, Self::Csv];

    /// The ending of the file, which is also how the format is asked for.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xml => "xml",
            Self::Json => "json",
            Self::Ics => "ics",
            Self::Csv => "csv",
        }
    }

    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Xml => "application/xml; charset=utf-8",
            Self::Json => "application/json",
            Self::Ics => "text/calendar; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.ending())
    }
}

/// A release as a file. `base_url` begins the addresses in it, and may be empty.
pub fn written(release: &Release, index: &Index, format: Format, base_url: &str) -> Vec<u8> {
    let lang = outward::language(&release.programme);
    let schedule = || outward::schedule(&release.programme, &release.number.to_string(), base_url);
    match format {
        Format::Xml => formats::schedule_xml::write(&schedule()).into_bytes(),
        Format::Json => formats::schedule_json::write(&schedule()).into_bytes(),
        Format::Csv => formats::table::write(&schedule()),
        Format::Ics => whole_calendar(release, index, lang, base_url),
    }
}

fn whole_calendar(release: &Release, index: &Index, lang: Lang, base_url: &str) -> Vec<u8> {
    let source = calendar::Source { release, index, lang, base_url };
    let top = index.in_order(&release.programme).into_iter().filter(|one| one.parent.is_none());
    source.calendar(top)
}
