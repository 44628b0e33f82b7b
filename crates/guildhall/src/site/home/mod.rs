//! The home page: what the conference is, when, how much of it there is, and what is on.

mod weave;

use askama::Template;
use kernel::{Lang, Text, Timestamp};
use serde_json::json;

use self::weave::{Cloth, weave};
use super::lines::Line;
use super::{Address, Site, rendered};
use crate::editions::model::{Edition, Figure, Part, Venue};
use crate::hosts::model::{CommunityStanding, Host, Nature};
use crate::programme::model::{Activity, Kind, Programme, Route};
use crate::shell::{Frame, when};
use crate::words::Words;

/// More days than this are not drawn as cloths.
const CLOTHS_MAX: usize = 7;
/// How many lines each list of what is on shows.
const LINES_MAX: usize = 6;

#[derive(Template)]
#[template(path = "site/home/home.html")]
struct HomePage<'a> {
    frame: Frame<'a>,
    site: &'a Site,
    edition: &'a Edition,
    days: String,
    programme: String,
    cloths: Vec<Cloth>,
    parts: Vec<PartShape<'a>>,
    standing: Standing,
    lists: Vec<Listed<'a>>,
    figures: Vec<Told>,
    venues: Vec<&'a Venue>,
    core: Vec<&'a Host>,
    communities: usize,
    routes: Vec<&'a Route>,
    earlier: &'a [Edition],
}

/// A number and what it counts.
struct Told {
    value: String,
    label: String,
}

struct PartShape<'a> {
    part: &'a Part,
    class: String,
    count: usize,
    path: String,
}

/// Where the conference stands in time.
enum Standing {
    /// With the moment it opens, in words.
    Before(String),
    During,
    After,
    /// Nothing has a time yet.
    Unknown,
}

struct Listed<'a> {
    title: &'static str,
    /// What the script fills it with: `now`, `next`, or nothing.
    live: &'static str,
    lines: Vec<Line<'a>>,
    with_day: bool,
}

impl Site {
    pub(super) fn render_home(&self, lang: Lang, now: Timestamp) -> String {
        let programme = &self.release.programme;
        let edition = &programme.edition;
        let words = Words::of(lang);
        let placed = self.top_level();
        let standing = self.standing(words, &placed, now);
        let lists = self.lists(lang, &standing, &placed, now);
        let days: Vec<_> = self.plans.iter().map(|plan| plan.day).collect();
        let communities = programme.hosts.iter().filter(|host| is_community(host)).count();
        let page = HomePage {
            frame: self
                .frame(lang, &Address::Home, "", edition.summary.get(lang))
                .with_json_ld(&self.event_data(lang)),
            site: self,
            edition,
            days: when::days(words, edition.first_day, edition.last_day),
            programme: self.path(lang, Address::Programme(None)),
            cloths: match days.len() {
                1..=CLOTHS_MAX => weave(programme, &self.index, &days),
                _ => Vec::new(),
            },
            parts: self.part_shapes(lang, &placed),
            standing,
            lists,
            figures: self.figures(words, placed.len(), communities),
            venues: told_venues(programme),
            core: programme.hosts.iter().filter(|host| is_core(host)).collect(),
            communities,
            routes: programme.routes.iter().collect(),
            earlier: &programme.earlier,
        };
        rendered(&page)
    }

    pub(super) fn path(&self, lang: Lang, address: Address) -> String {
        address.path(lang, &self.release.programme.edition.slug)
    }

    /// Activities that are not held by a larger one, in the order of the programme.
    fn top_level(&self) -> Vec<&Activity> {
        let mut all = self.index.in_order(&self.release.programme);
        all.retain(|activity| activity.parent.is_none());
        all
    }

    fn standing(&self, words: Words, all: &[&Activity], now: Timestamp) -> Standing {
        let intervals = || all.iter().filter_map(|one| Some(one.placement?.interval));
        let first = intervals().map(|it| it.start()).min();
        let last = intervals().map(|it| it.end()).max();
        match (first, last) {
            (Some(first), _) if now < first => {
                let wall = self.release.programme.edition.zone.wall(first);
                Standing::Before(format!("{} {}", when::day(words, wall.date), wall.clock()))
            }
            (_, Some(last)) if now >= last => Standing::After,
            (Some(_), Some(_)) => Standing::During,
            _ => Standing::Unknown,
        }
    }

    fn lists<'a>(
        &'a self,
        lang: Lang,
        standing: &Standing,
        all: &[&'a Activity],
        now: Timestamp,
    ) -> Vec<Listed<'a>> {
        let words = Words::of(lang);
        let lines = |wanted: &dyn Fn(&Activity) -> bool| -> Vec<Line<'a>> {
            let chosen = all.iter().filter(|one| wanted(one)).take(LINES_MAX);
            chosen.map(|one| self.line(lang, one)).collect()
        };
        let starts = |one: &Activity| one.placement.map(|it| it.interval.start());
        let listed = |title, live, lines, with_day| Listed { title, live, lines, with_day };
        let mut lists = match standing {
            Standing::During => {
                let on = |one: &Activity| one.placement.is_some_and(|it| it.interval.contains(now));
                let later = |one: &Activity| starts(one).is_some_and(|start| start > now);
                vec![
                    listed(words.site_home_now(), "now", lines(&on), false),
                    listed(words.site_home_next(), "next", lines(&later), false),
                ]
            }
            Standing::Before(_) => {
                vec![listed(words.site_home_first(), "", lines(&|it| starts(it).is_some()), true)]
            }
            Standing::After | Standing::Unknown => {
                vec![listed(words.site_home_highlights(), "", lines(&is_highlight), true)]
            }
        };
        lists.retain(|list| !list.lines.is_empty() || !list.live.is_empty());
        lists
    }

    fn part_shapes(&self, lang: Lang, all: &[&Activity]) -> Vec<PartShape<'_>> {
        let parts = &self.release.programme.parts;
        if parts.len() < 2 {
            return Vec::new();
        }
        let shape = |(at, part): (usize, &'_ Part)| {
            (at, all.iter().filter(|it| it.part == part.id).count())
        };
        let counts: Vec<_> = parts.iter().enumerate().map(shape).collect();
        let list = self.path(lang, Address::ProgrammeList(None));
        let shapes = parts.iter().zip(counts).map(|(part, (at, count))| PartShape {
            part,
            class: format!("p{at}"),
            count,
            path: format!("{list}?part={}", part.slug),
        });
        shapes.collect()
    }

    /// Counted in the release itself, then what the edition publishes about itself; where it
    /// publishes nothing, more is counted.
    fn figures(&self, words: Words, activities: usize, communities: usize) -> Vec<Told> {
        let programme = &self.release.programme;
        let halls: usize = programme.venues.iter().map(|venue| venue.halls.len()).sum();
        let figures = &programme.edition.figures;
        let counted = [
            (activities, words.site_home_activities()),
            (halls, words.site_home_halls()),
            (programme.people.len(), words.site_home_people()),
            (programme.venues.len(), words.site_home_venues()),
            (communities, words.site_home_communities()),
            (programme.hosts.len() - communities, words.site_home_organisations()),
        ];
        let much = if figures.is_empty() { counted.len() } else { 3 };
        let told = counted.into_iter().take(much).filter(|(count, _)| *count > 1);
        let told = told.map(|(count, label)| Told {
            value: grouped(i64::try_from(count).unwrap_or(0)),
            label: label.to_owned(),
        });
        let published = figures.iter().map(|figure| Told {
            value: said(figure),
            label: figure.label.get(words.lang()).to_owned(),
        });
        told.chain(published).collect()
    }

    fn event_data(&self, lang: Lang) -> serde_json::Value {
        let edition = &self.release.programme.edition;
        json!({
            "@context": "https://schema.org",
            "@type": "Event",
            "name": edition.name.get(lang),
            "description": edition.summary.get(lang),
            "startDate": edition.first_day.to_string(),
            "endDate": edition.last_day.to_string(),
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "url": format!("{}{}", self.setting.base_url, self.path(lang, Address::Home)),
            "location": {
                "@type": "Place",
                "name": edition.place.get(lang),
                "address": edition.place.get(lang),
            },
        })
    }
}

impl HomePage<'_> {
    fn to(&self, address: Address) -> String {
        self.site.path(self.frame.lang(), address)
    }

    fn day_path(&self, cloth: &Cloth) -> String {
        self.to(Address::Programme(Some(cloth.day)))
    }

    fn beside(&self, cloth: &Cloth) -> String {
        when::beside_number(self.frame.words, cloth.day)
    }

    fn days_of(&self, edition: &Edition) -> String {
        when::days(self.frame.words, edition.first_day, edition.last_day)
    }

    fn hosted(&self, host: &Host) -> usize {
        self.site.index.of_host(&self.site.release.programme, host.id).len()
    }

    fn core_are_samples(&self) -> bool {
        self.core.iter().any(|host| host.provenance.is_sample())
    }

    /// The largest words on the page: the theme, or the name when there is none.
    fn banner(&self) -> &Text {
        if self.edition.theme.is_empty() { &self.edition.name } else { &self.edition.theme }
    }
}

fn is_community(host: &Host) -> bool {
    matches!(host.nature, Nature::Community { .. })
}

fn is_core(host: &Host) -> bool {
    matches!(host.nature, Nature::Community { standing: CommunityStanding::Core })
}

fn is_highlight(activity: &Activity) -> bool {
    const HIGHLIGHTS: [Kind; 5] =
        [Kind::Opening, Kind::YoungExchange, Kind::Forum, Kind::Keynote, Kind::DemoDay];
    HIGHLIGHTS.contains(&activity.details.kind())
}

/// A published number; a floor is followed by a plus sign.
pub fn said(figure: &Figure) -> String {
    let value = grouped(figure.value);
    if figure.at_least { format!("{value}+") } else { value }
}

/// `35,600`.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = if number < 0 { "-".to_owned() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A single venue without an address, as an imported schedule makes it, has nothing to tell here.
fn told_venues(programme: &Programme) -> Vec<&Venue> {
    match programme.venues.as_slice() {
        [only] if only.address.is_empty() => Vec::new(),
        venues => venues.iter().collect(),
    }
}
