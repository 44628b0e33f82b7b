//! The two pages of the programme.

use std::collections::HashSet;

use askama::Template;
use kernel::{Date, Lang, Timestamp};

use super::board::{Board, Place};
use super::facets::{Facet, Label};
use super::{Filter, Plan, View};
use crate::programme::model::{Activity, ActivityId, ActivityState, Entry};
use crate::shell::{Frame, when};
use crate::site::address::schedule_path;
use crate::site::lines::Line;
use crate::site::names::Named;
use crate::site::{Address, Site, rendered};
use crate::words::Words;

/// What stands above both views.
struct Head<'p> {
    days: Vec<DayLink>,
    /// Where the filter form goes: this page without its filter.
    action: String,
    grid_path: String,
    list_path: String,
    view: View,
    parts: Vec<PartChoice<'p>>,
    facets: Vec<Facet<'p>>,
    words: String,
    /// How many answers the filter has had.
    narrowed: usize,
    shown: usize,
    release: i64,
    files: [File; 4],
}

/// The whole programme in a format of others.
struct File {
    name: &'static str,
    path: String,
}

/// Every format in which the programme is given out: its ending and what it is called.
const FILES: [(&str, &str); 4] =
    [("ics", "iCalendar"), ("xml", "schedule.xml"), ("json", "schedule.json"), ("csv", "CSV")];

struct DayLink {
    path: String,
    number: i8,
    rest: String,
    current: bool,
    iso: String,
}

struct PartChoice<'p> {
    slug: &'p str,
    name: &'p kernel::Text,
    class: String,
    count: usize,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "site/programme/grid.html")]
struct GridPage<'a> {
    frame: Frame<'a>,
    head: Head<'a>,
    site: &'a Site,
    midnight: i64,
    plan: &'a Plan,
    board: Board<'a>,
}

#[derive(Template)]
#[template(path = "site/programme/list.html")]
struct ListPage<'a> {
    frame: Frame<'a>,
    head: Head<'a>,
    days: Vec<DayList<'a>>,
    unplaced: Vec<Line<'a>>,
}

struct DayList<'a> {
    number: i8,
    rest: String,
    iso: String,
    lines: Vec<Line<'a>>,
}

impl Site {
    /// The programme as the filter asks for it. A day that is not in the programme is as good as
    /// none: the grid then shows today or the first day, the list every day.
    pub fn render_programme(
        &self,
        lang: Lang,
        view: View,
        filter: &Filter,
        now: Timestamp,
    ) -> String {
        let day = filter.day.filter(|day| self.plan(*day).is_some());
        match view {
            View::Grid => self.grid_page(lang, filter, day, now),
            View::List => self.list_page(lang, filter, day),
        }
    }

    /// Today when the programme has something on today, else its first day.
    pub fn day_of(&self, now: Timestamp) -> Option<Date> {
        let today = self.release.programme.edition.zone.wall(now).date;
        self.plan(today).or(self.plans.first()).map(|plan| plan.day)
    }

    fn plan(&self, day: Date) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.day == day)
    }

    fn grid_page(
        &self,
        lang: Lang,
        filter: &Filter,
        asked: Option<Date>,
        now: Timestamp,
    ) -> String {
        let Some(plan) = asked.or_else(|| self.day_of(now)).and_then(|day| self.plan(day)) else {
            return self.list_page(lang, filter, None);
        };
        let programme = &self.release.programme;
        let words = Words::of(lang);
        let day = when::day(words, plan.day);
        let title = format!("{} · {day}", words.site_nav_programme());
        let address = Address::Programme(asked);
        let about = words.site_programme_about(programme.edition.name.get(lang), day.as_str());
        let frame = self.filtered_frame(lang, &address, &title, &about, filter);
        let wanted = self.wanted(filter);
        let mut page = GridPage {
            head: self.head(lang, View::Grid, filter, Some(plan.day), &address),
            frame,
            site: self,
            midnight: programme.edition.zone.moment(plan.day, 0).as_millis(),
            plan,
            board: plan.board(programme, &self.index, &wanted),
        };
        page.frame.body = format!("wall n{}", page.board.columns);
        rendered(&page)
    }

    fn list_page(&self, lang: Lang, filter: &Filter, day: Option<Date>) -> String {
        let words = Words::of(lang);
        let zone = &self.release.programme.edition.zone;
        let title = match day {
            Some(day) => format!("{} · {}", words.site_programme_list(), when::day(words, day)),
            None => words.site_programme_list().to_owned(),
        };
        let address = Address::ProgrammeList(day);
        let name = self.release.programme.edition.name.get(lang);
        let about = words.site_programme_about(name, title.as_str());
        let wanted = self.wanted(filter);
        let on = |activity: &Activity, day: Date| {
            activity.placement.is_some_and(|it| zone.wall(it.interval.start()).date == day)
        };
        let shown =
            self.plans.iter().map(|plan| plan.day).filter(|it| day.is_none_or(|d| d == *it));
        let days = shown.map(|date| DayList {
            number: date.day(),
            rest: when::beside_number(words, date),
            iso: date.to_string(),
            lines: (wanted.iter().filter(|one| on(one, date)))
                .map(|one| self.line(lang, one))
                .collect(),
        });
        let unplaced = wanted.iter().filter(|one| day.is_none() && one.placement.is_none());
        let page = ListPage {
            head: self.head(lang, View::List, filter, day, &address),
            frame: self.filtered_frame(lang, &address, &title, &about, filter),
            days: days.filter(|day| !day.lines.is_empty()).collect(),
            unplaced: unplaced.map(|one| self.line(lang, one)).collect(),
        };
        rendered(&page)
    }

    fn filtered_frame(
        &self,
        lang: Lang,
        address: &Address,
        title: &str,
        about: &str,
        filter: &Filter,
    ) -> Frame<'_> {
        let mut frame = self.frame(lang, address, title, about);
        frame.indexed = filter.is_open();
        frame.other_path.push_str(&filter.query());
        frame
    }

    /// What the filter lets through, in order, without what a larger activity holds.
    fn wanted(&self, filter: &Filter) -> Vec<&Activity> {
        let programme = &self.release.programme;
        let mut all = self.index.in_order(programme);
        let open = filter.is_open();
        let about = (!filter.words.is_empty()).then(|| self.about(&filter.words));
        all.retain(|one| {
            one.parent.is_none()
                && about.as_ref().is_none_or(|about| about.contains(&one.id))
                && (open || filter.admits(programme, &self.index, one))
        });
        all
    }

    /// Activities that the words are about; a larger one also when something in it is.
    fn about(&self, words: &str) -> HashSet<ActivityId> {
        let activities = &self.release.programme.activities;
        let found = self.search.activities(words).into_iter().map(|at| &activities[at]);
        found.flat_map(|one| [Some(one.id), one.parent]).flatten().collect()
    }

    fn head(
        &self,
        lang: Lang,
        view: View,
        filter: &Filter,
        day: Option<Date>,
        address: &Address,
    ) -> Head<'_> {
        let programme = &self.release.programme;
        let (words, slug, query) = (Words::of(lang), &programme.edition.slug, filter.query());
        let path = |address: Address| format!("{}{query}", address.path(lang, slug));
        let days = self.plans.iter().map(|plan| DayLink {
            path: path(match view {
                View::Grid => Address::Programme(Some(plan.day)),
                View::List => Address::ProgrammeList(Some(plan.day)),
            }),
            number: plan.day.day(),
            rest: when::beside_number(words, plan.day),
            current: day == Some(plan.day),
            iso: plan.day.to_string(),
        });
        let shown = self.on_day(&self.wanted(filter), day);
        Head {
            days: days.collect(),
            action: address.path(lang, slug),
            grid_path: path(Address::Programme(day)),
            list_path: path(Address::ProgrammeList(day)),
            view,
            parts: self.part_choices(filter, day),
            facets: self.facets.ask(programme, &self.index, filter, words),
            words: filter.words.clone(),
            narrowed: query.matches('=').count(),
            shown,
            release: self.release.number,
            files: FILES.map(|(ending, name)| File { name, path: schedule_path(slug, ending) }),
        }
    }

    fn on_day(&self, activities: &[&Activity], day: Option<Date>) -> usize {
        let zone = &self.release.programme.edition.zone;
        let on = |activity: &&&Activity| {
            day.is_none() || activity.placement.map(|it| zone.wall(it.interval.start()).date) == day
        };
        activities.iter().filter(on).count()
    }

    /// Each part with how many of its activities the rest of the filter lets through.
    fn part_choices(&self, filter: &Filter, day: Option<Date>) -> Vec<PartChoice<'_>> {
        let parts = &self.release.programme.parts;
        if parts.len() < 2 {
            return Vec::new();
        }
        let rest = Filter { parts: Vec::new(), ..filter.clone() };
        let wanted = self.wanted(&rest);
        let choice = |(at, part): (usize, &'_ crate::editions::model::Part)| {
            let mut own = wanted.clone();
            own.retain(|activity| activity.part == part.id);
            (at, self.on_day(&own, day), filter.parts.contains(&part.slug))
        };
        let facts = parts.iter().enumerate().map(choice);
        let with_names = facts.zip(parts).map(|((at, count, chosen), part)| PartChoice {
            slug: part.slug.as_str(),
            name: &part.name,
            class: format!("p{at}"),
            count,
            chosen,
        });
        with_names.collect()
    }
}

impl GridPage<'_> {
    fn path(&self, place: &Place<'_>) -> String {
        let slug = place.activity.slug.clone();
        let edition = &self.site.release.programme.edition.slug;
        Address::Activity(slug).path(self.frame.lang(), edition)
    }

    fn classes(&self, place: &Place<'_>) -> String {
        let hue = self.site.hue_class(place.activity.part);
        let off = match place.activity.state {
            ActivityState::Cancelled => " off",
            ActivityState::Planned => "",
        };
        format!("e {hue} {}{off}", place.classes)
    }

    /// The venue's name, where there is more than one.
    fn venue<'p>(&self, place: &Place<'p>) -> Option<&'p kernel::Text> {
        (self.site.release.programme.venues.len() > 1).then_some(&place.venue.name)
    }

    fn tokens(&self, place: &Place<'_>) -> String {
        let programme = &self.site.release.programme;
        self.site.facets.tokens(programme, &self.site.index, place.activity)
    }

    /// Said first, so that no short entry cuts it off.
    fn marks_sample(&self, place: &Place<'_>) -> bool {
        self.site.marks_sample(place.activity)
    }

    /// `09:15–10:45` and how one gets in, when that is not simply by coming.
    fn detail(&self, place: &Place<'_>) -> String {
        let words = self.frame.words;
        let zone = &self.site.release.programme.edition.zone;
        let Some(placement) = place.activity.placement else { return String::new() };
        let mut out = when::times(words, zone, placement.interval);
        let mut add = |what: &str| {
            out.push_str("\u{a0}· ");
            out.push_str(what);
        };
        if place.activity.state == ActivityState::Cancelled {
            add(ActivityState::Cancelled.name(words));
        }
        if place.activity.entry != Entry::Open {
            add(place.activity.entry.name(words));
        }
        let held = self.site.index.children(&self.site.release.programme, place.activity.id).len();
        if held > 0 {
            add(&words.site_programme_items(held));
        }
        out
    }
}
