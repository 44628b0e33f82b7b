//! When days and events of a draft are.

use kernel::{Date, Interval, Timestamp};

use super::assemble::Setting;
use super::moments::{clock, date, duration, moment};
use super::{DraftDay, DraftEvent, Fields, Found};
use crate::error::{Problem, ReadError};
use crate::limits::{DAYS_MAX, EVENT_MINUTES_MAX};
use crate::schedule::{Day, line};
use crate::source::quoted;

/// The hour at which a programme day begins when a file does not say; frab's own default.
const DAY_CHANGE_MINUTE: u16 = 4 * 60;

const MOMENT: &str = "a moment such as 2025-02-01T09:00:00+01:00";
pub(super) const DATE: &str = "a date such as 2025-02-01";

/// A day of the file and what an event without a date of its own needs to know of it.
pub(super) struct ProgrammeDay {
    date: Option<Date>,
    change_minute: u16,
    pub(super) day: Option<Day>,
}

pub(super) fn days(
    setting: &Setting<'_>,
    conference: &Fields<'_>,
    drafts: &[DraftDay<'_>],
) -> Result<Vec<ProgrammeDay>, ReadError> {
    if let Some(surplus) = drafts.get(DAYS_MAX) {
        let problem = Problem::TooMany { what: "days", limit: DAYS_MAX };
        return Err(setting.source.error(surplus.fields.at, problem));
    }
    let change = conference.get("day_change").and_then(|found| clock(&line(&found.text)));
    drafts.iter().map(|draft| day(setting, &draft.fields, change)).collect()
}

fn day(
    setting: &Setting<'_>,
    fields: &Fields<'_>,
    change: Option<u16>,
) -> Result<ProgrammeDay, ReadError> {
    let of = || fields.line_if_any("date").map_or("a day".to_owned(), |date| format!("day {date}"));
    let bound = |name: &'static str| {
        let read = |found: &Found<'_>| setting.moment(name, found, of());
        fields.get(name).map(read).transpose()
    };
    let (start, end) = (bound("start")?, bound("end")?);
    let named = fields.get("date").map(|found| {
        let text = line(&found.text);
        date(&text).ok_or_else(|| setting.value("date", found, "a day".to_owned(), DATE))
    });
    let wall = start.map(|start| setting.zone.wall(start));
    let change_minute = wall.map(|wall| wall.minute).or(change).unwrap_or(DAY_CHANGE_MINUTE);
    let date = named.transpose()?.or(wall.map(|wall| wall.date));
    let Some(date) = date else { return Ok(ProgrammeDay { date, change_minute, day: None }) };
    let start = start.unwrap_or_else(|| setting.zone.moment(date, change_minute));
    let end = end.unwrap_or_else(|| start.plus_minutes(24 * 60));
    let span = Interval::new(start, end).map_err(|_| {
        setting.source.error(fields.at, Problem::EndBeforeStart { of: of(), start, end })
    })?;
    Ok(ProgrammeDay { date: Some(date), change_minute, day: Some(Day { date, span }) })
}

/// When an event takes place: its own date, else its clock time on the day it stands under; events
/// before the change of days belong to the night that the day ends with.
pub(super) fn interval(
    setting: &Setting<'_>,
    event: &DraftEvent<'_>,
    day: &ProgrammeDay,
) -> Result<Interval, ReadError> {
    let fields = &event.fields;
    let error = |problem| setting.source.error(fields.at, problem);
    let missing = |what| error(Problem::Missing { what, of: event.label() });
    let on = |date: Date, found: &Found<'_>, change_minute: u16| {
        let text = line(&found.text);
        if let Some(moment) = moment(&text, &setting.zone) {
            return Ok(moment);
        }
        let wanted = "a time such as 09:30";
        let minute =
            clock(&text).ok_or_else(|| setting.value("start", found, event.label(), wanted))?;
        let date = if minute < change_minute { date.next() } else { date };
        Ok(setting.zone.moment(date, minute))
    };
    let start = match (fields.get("date"), fields.get("start"), day.date) {
        (Some(found), Some(clock), _) if found.text.trim().len() == 10 => {
            let text = line(&found.text);
            let wrong = || setting.value("date", found, event.label(), MOMENT);
            on(date(&text).ok_or_else(wrong)?, clock, 0)?
        }
        (Some(found), ..) => setting.moment("date", found, event.label())?,
        (None, Some(clock), Some(date)) => on(date, clock, day.change_minute)?,
        (None, Some(_), None) => return Err(missing("date")),
        (None, None, _) => return Err(missing("date and no start")),
    };
    let end = end(setting, event, start)?;
    let interval = Interval::new(start, end)
        .map_err(|_| error(Problem::EndBeforeStart { of: event.label(), start, end }))?;
    let (minutes, limit) = (interval.minutes(), EVENT_MINUTES_MAX);
    if minutes > limit {
        return Err(error(Problem::TooLong { of: event.label(), minutes, limit }));
    }
    Ok(interval)
}

fn end(
    setting: &Setting<'_>,
    event: &DraftEvent<'_>,
    start: Timestamp,
) -> Result<Timestamp, ReadError> {
    if let Some(found) = event.fields.get("end") {
        return setting.moment("end", found, event.label());
    }
    let Some(found) = event.fields.get("duration") else {
        let problem = Problem::Missing { what: "duration", of: event.label() };
        return Err(setting.source.error(event.fields.at, problem));
    };
    let text = line(&found.text);
    let wanted = "hours and minutes such as 0:45";
    let wrong = || setting.value("duration", found, event.label(), wanted);
    let minutes = duration(&text).ok_or_else(wrong)?;
    if minutes == 0 {
        let problem = Problem::NoLength { of: event.label(), duration: quoted(&text) };
        return Err(setting.source.error(found.at, problem));
    }
    Ok(start.plus_minutes(minutes))
}

impl Setting<'_> {
    fn moment(
        &self,
        name: &'static str,
        found: &Found<'_>,
        of: String,
    ) -> Result<Timestamp, ReadError> {
        let text = line(&found.text);
        moment(&text, &self.zone).ok_or_else(|| self.value(name, found, of, MOMENT))
    }

    pub(super) fn value(
        &self,
        field: &'static str,
        found: &Found<'_>,
        of: String,
        wanted: &'static str,
    ) -> ReadError {
        let text = quoted(&line(&found.text));
        self.source.error(found.at, Problem::Value { field, text, of, wanted })
    }
}
