//! The visitor's own programme: what they starred, kept in their browser alone. The site gives one
//! compact file of everything that can be starred; the page's script does the rest.

use std::collections::HashMap;

use askama::Template;
use kernel::Lang;
use serde_json::json;

use super::{Address, Site, rendered};
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityState, Programme};
use crate::shell::{Asset, Frame, file};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/stars.html")]
struct StarsPage<'a> {
    frame: Frame<'a>,
    data: &'a str,
    programme: String,
    edition: &'a str,
}

impl Site {
    pub(super) fn render_stars(&self, lang: Lang) -> String {
        let words = Words::of(lang);
        let title = words.site_nav_stars();
        rendered(&StarsPage {
            frame: self.frame(lang, &Address::Stars, title, words.site_stars_about()),
            data: self.data_path(lang),
            programme: self.path(lang, Address::Programme(None)),
            edition: self.release.programme.edition.slug.as_str(),
        })
    }
}

const CANCELLED: u8 = 1;
const HELD: u8 = 2;
const SAMPLE: u8 = 4;
const LOOSE: u8 = 8;

/// Nobody stays so long where people come and go, so it does not clash with what is on meanwhile.
const LOOSE_MINUTES_MIN: i64 = 3 * 60;

/// What the script must know beside: cancelled, held by a larger activity, marked as a sample, come
/// and go as you like.
fn flags(activity: &Activity, all_sample: bool) -> u8 {
    let when = |holds: bool, flag: u8| if holds { flag } else { 0 };
    when(activity.state == ActivityState::Cancelled, CANCELLED)
        + when(activity.parent.is_some(), HELD)
        + when(!all_sample && activity.provenance.is_sample(), SAMPLE)
        + when(is_loose(activity), LOOSE)
}

fn is_loose(activity: &Activity) -> bool {
    let minutes = activity.placement.map_or(0, |placement| placement.interval.minutes());
    activity.details.kind().comes_and_goes() && minutes >= LOOSE_MINUTES_MIN
}

/// What the scripts of the starred page and of the home page read: halls, travel times and every
/// placed activity as `[slug, title, start, end, hall, part, flags]`, times in minutes of UTC.
pub(super) fn data(programme: &Programme, index: &Index, all_sample: bool, lang: Lang) -> Asset {
    let venues: Vec<&str> = programme.venues.iter().map(|venue| venue.name.get(lang)).collect();
    let mut halls = Vec::new();
    let mut places = HashMap::new();
    for (at, venue) in programme.venues.iter().enumerate() {
        for hall in &venue.halls {
            places.insert(hall.id, halls.len());
            halls.push(json!([hall.name.get(lang), at]));
        }
    }
    let place_of = |id| programme.venues.iter().position(|venue| venue.id == id);
    let travel: Vec<_> = programme
        .travel
        .iter()
        .filter_map(|it| Some(json!([place_of(it.from)?, place_of(it.to)?, it.minutes])))
        .collect();
    let parts: HashMap<_, _> =
        programme.parts.iter().enumerate().map(|(at, part)| (part.id, at)).collect();
    let items: Vec<_> = index
        .in_order(programme)
        .into_iter()
        .filter_map(|activity| {
            let placement = activity.placement?;
            Some(json!([
                activity.slug,
                activity.title.get(lang),
                placement.interval.start().as_millis() / 60_000,
                placement.interval.end().as_millis() / 60_000,
                places.get(&placement.hall)?,
                parts.get(&activity.part).copied().unwrap_or(0),
                flags(activity, all_sample),
            ]))
        })
        .collect();
    let text =
        json!({ "venues": venues, "halls": halls, "travel": travel, "items": items }).to_string();
    file(&format!("{}-{lang}", programme.edition.slug), "json", "application/json", text)
}
