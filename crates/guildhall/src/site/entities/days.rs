//! Activities by the day, each under its numeral.

use kernel::{Date, Lang};

use crate::programme::model::Activity;
use crate::shell::when;
use crate::site::Site;
use crate::site::lines::Line;
use crate::words::Words;

/// A day as it stands in the margin: `21` and `2月 周五`.
pub struct Day {
    pub number: i8,
    pub rest: String,
    pub iso: String,
}

/// What is on that day; without a day what has no time yet.
pub struct DayLines<'s> {
    pub day: Option<Day>,
    pub lines: Vec<Line<'s>>,
}

pub fn day_of(words: Words, date: Date) -> Day {
    Day { number: date.day(), rest: when::beside_number(words, date), iso: date.to_string() }
}

/// The activities, which are in the order of the programme, under their days.
pub fn by_day<'s>(site: &'s Site, lang: Lang, activities: &[&'s Activity]) -> Vec<DayLines<'s>> {
    let mut days: Vec<(Option<Date>, DayLines<'s>)> = Vec::new();
    let zone = &site.release.programme.edition.zone;
    for activity in activities {
        let date = activity.placement.map(|it| zone.wall(it.interval.start()).date);
        let line = site.line(lang, activity);
        match days.last_mut() {
            Some((last, group)) if *last == date => group.lines.push(line),
            _ => {
                let day = date.map(|date| day_of(Words::of(lang), date));
                days.push((date, DayLines { day, lines: vec![line] }));
            }
        }
    }
    days.into_iter().map(|(_, group)| group).collect()
}
