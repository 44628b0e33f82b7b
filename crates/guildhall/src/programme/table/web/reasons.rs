//! Why the solver found no way, a sentence each in the reader's language. The solver says kinds, names
//! and minutes; titles, halls and clocks are put in here.

use solve::timetable::problem::Span;
use solve::timetable::reason::{Halls, Reason, Times};
use solve::timetable::validate::DAYS_MAX;

use crate::hosts::model::HostId;
use crate::programme::index::Index;
use crate::programme::model::Programme;
use crate::programme::table::standing::{activity_of, shadow_of, whoever};
use crate::programme::timetable::hall_name;
use crate::shell::when;
use crate::words::Words;

/// A sentence for each reason.
pub fn lines(
    words: Words,
    programme: &Programme,
    index: &Index,
    reasons: &[Reason],
) -> Vec<String> {
    let days = programme.edition.first_day.through(programme.edition.last_day, DAYS_MAX);
    let days = days.into_iter().map(|day| when::day(words, day)).collect();
    let told = Told { words, programme, index, days };
    reasons.iter().map(|reason| told.line(reason)).collect()
}

/// Names of the solver as people know them.
struct Told<'v> {
    words: Words,
    programme: &'v Programme,
    index: &'v Index,
    days: Vec<String>,
}

impl Told<'_> {
    fn title(&self, name: &str) -> String {
        let slug = activity_of(name).parse().ok();
        let found = slug.and_then(|slug| self.index.activity_by_slug(self.programme, &slug));
        found.map_or(name, |one| one.title.get(self.words.lang())).to_owned()
    }

    /// A hall, a spot of it, or the hall in which something stands already.
    fn hall(&self, name: &str) -> String {
        let lang = self.words.lang();
        if let Some(slug) = shadow_of(name).and_then(|name| name.parse().ok()) {
            let stands = self.index.activity_by_slug(self.programme, &slug);
            let hall = stands.and_then(|one| self.index.hall(self.programme, one.placement?.hall));
            return hall.map_or(name, |(_, hall)| hall.name.get(lang)).to_owned();
        }
        let halls = self.programme.venues.iter().flat_map(|venue| {
            venue.halls.iter().map(move |hall| (hall_name(venue, hall.slug.as_str()), hall))
        });
        let mut own = halls.filter(|(own, _)| {
            name.strip_prefix(own.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        own.next().map_or(name, |(_, hall)| hall.name.get(lang)).to_owned()
    }

    /// A person by slug, or a host as `@id/activity`.
    fn who(&self, name: &str) -> String {
        let (lang, who) = (self.words.lang(), whoever(name));
        let host = who.strip_prefix('@').and_then(|host| host.split('/').next());
        let host = host.and_then(|host| host.parse::<HostId>().ok());
        let host = host.and_then(|host| self.index.host(self.programme, host));
        if let Some(host) = host {
            return host.name.get(lang).to_owned();
        }
        let slug = who.parse().ok();
        let person = slug.and_then(|slug| self.index.person_by_slug(self.programme, &slug));
        person.map_or(who, |one| one.name.get(lang)).to_owned()
    }

    fn clock(&self, minute: i32) -> String {
        let (day, rest) = (minute.div_euclid(24 * 60), minute.rem_euclid(24 * 60));
        let day = usize::try_from(day).ok().and_then(|day| self.days.get(day));
        let clock = format!("{:02}:{:02}", rest / 60, rest % 60);
        day.map_or(clock.clone(), |day| format!("{day} {clock}"))
    }

    fn span(&self, span: &Span) -> String {
        let (from, until) = (self.clock(span.from), self.clock(span.until));
        // One day is said once.
        match until.rsplit_once(' ') {
            Some((day, clock)) if from.starts_with(day) => format!("{from}–{clock}"),
            _ => format!("{from} – {until}"),
        }
    }

    fn times(&self, times: &Times) -> String {
        let words = self.words;
        if times.first.is_empty() {
            return words.table_reason_never(i64::from(times.minutes));
        }
        let told: Vec<String> = times.first.iter().map(|span| self.span(span)).collect();
        let told = told.join(&words.table_reason_and());
        if times.more == 0 { told } else { words.table_reason_more_times(times.more, told) }
    }

    fn titles(&self, names: &[String]) -> String {
        let words = self.words;
        let each = names.iter().map(|name| words.table_reason_title(self.title(name)));
        each.collect::<Vec<_>>().join(&words.table_reason_and())
    }

    fn day(&self, iso: &str) -> String {
        iso.parse().map_or_else(|_| iso.to_owned(), |day| when::day(self.words, day))
    }

    fn line(&self, reason: &Reason) -> String {
        let words = self.words;
        let both = |one: &str, other: &str| [self.title(one), self.title(other)];
        match reason {
            Reason::NoHallSuits { activity } => words.table_reason_no_hall(self.title(activity)),
            Reason::Takes { activity, minutes } => {
                words.table_reason_takes(i64::from(*minutes), self.title(activity))
            }
            Reason::FixedIn { activity, hall } => {
                words.table_reason_fixed_in(self.hall(hall), self.title(activity))
            }
            Reason::HallUnsuited { hall } => words.table_reason_hall_unsuited(self.hall(hall)),
            Reason::FixedAt { activity, hall, start } => words.table_reason_fixed_at(
                self.hall(hall),
                self.clock(*start),
                self.title(activity),
            ),
            Reason::Open { activity, halls, times } => match halls {
                Halls::One(hall) => words.table_reason_open(self.hall(hall), self.times(times)),
                Halls::All(count) => {
                    words.table_reason_open_any(*count, self.times(times), self.title(activity))
                }
            },
            Reason::Windows { activity, times } => {
                words.table_reason_windows(self.times(times), self.title(activity))
            }
            Reason::There { party, times } => {
                words.table_reason_there(self.times(times), self.who(party))
            }
            Reason::NeededInBoth { party, one, other } => {
                let [one, other] = both(one, other);
                words.table_reason_needed_in_both(one, other, self.who(party))
            }
            Reason::StartsAt { .. } | Reason::StartsBetween { .. } => self.starts(reason),
            Reason::Way { minutes } => words.table_reason_way(i64::from(*minutes)),
            Reason::NeitherFirst => words.table_reason_neither_first().to_owned(),
            Reason::NotSideBySide { one, other } => {
                let [one, other] = both(one, other);
                words.table_reason_not_side_by_side(one, other)
            }
            Reason::OneAtATime { hall } => words.table_reason_one_at_a_time(self.hall(hall)),
            Reason::Before { first, then } => {
                let [first, then] = both(first, then);
                words.table_reason_before(first, then)
            }
            Reason::OneDay { activities } => words.table_reason_one_day(self.titles(activities)),
            _ => self.room(reason),
        }
    }

    fn starts(&self, reason: &Reason) -> String {
        let words = self.words;
        match reason {
            Reason::StartsAt { activity, start, end, hall } => {
                let (end, start, title) =
                    (self.clock(*end), self.clock(*start), self.title(activity));
                match hall {
                    Some(hall) => words.table_reason_stands_in(end, self.hall(hall), start, title),
                    None => words.table_reason_stands(end, start, title),
                }
            }
            Reason::StartsBetween { activity, first, last, minutes, hall } => {
                let (first, last, title) =
                    (self.clock(*first), self.clock(*last), self.title(activity));
                let minutes = i64::from(*minutes);
                match hall {
                    Some(hall) => {
                        let hall = self.hall(hall);
                        words.table_reason_starts_in(first, hall, last, minutes, title)
                    }
                    None => words.table_reason_starts(first, last, minutes, title),
                }
            }
            _ => String::new(),
        }
    }

    /// More is wanted than there is room for.
    fn room(&self, reason: &Reason) -> String {
        let words = self.words;
        match reason {
            Reason::Needed { party, minutes, activities } => {
                words.table_reason_needed(*minutes, self.titles(activities), self.who(party))
            }
            Reason::TimeThere { from, until, minutes } => {
                words.table_reason_time_there(self.clock(*from), *minutes, self.clock(*until))
            }
            Reason::HallTimeNeeded { activities, minutes, day: None } => {
                words.table_reason_hall_time_needed(*activities, *minutes)
            }
            Reason::HallTimeNeeded { activities, minutes, day: Some(day) } => {
                words.table_reason_hall_time_needed_on(*activities, self.day(day), *minutes)
            }
            Reason::HallTimeOpen { halls: Halls::One(hall), minutes, .. } => {
                words.table_reason_hall_time_open(self.hall(hall), *minutes)
            }
            Reason::HallTimeOpen { halls: Halls::All(count), minutes, .. } => {
                words.table_reason_halls_time_open(*count, *minutes)
            }
            Reason::Granted { host, minutes } => {
                words.table_reason_granted(self.who(host), *minutes)
            }
            Reason::NeededOutside { minutes } => words.table_reason_needed_outside(*minutes),
            Reason::LongLost { activities, minutes } => {
                words.table_reason_long_lost(*activities, i64::from(*minutes))
            }
            Reason::RoomBetween { activities } => words.table_reason_room_between(*activities),
            Reason::MoreMove { activities } => words.table_reason_more_move(*activities),
            _ => String::new(),
        }
    }
}
