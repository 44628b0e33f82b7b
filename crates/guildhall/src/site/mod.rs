//! The public site: every page is a pure function of a release, a language and an address.
//!
//! It reads all slices' models and is read by `serve` alone. It knows no database, no request and no
//! clock; what is on now is added by the page's own script or by the caller's `now`.

pub mod address;
mod entities;
mod home;
mod lines;
mod masthead;
mod missing;
pub mod names;
pub mod programme;
pub mod search;
mod stars;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use kernel::{Date, Lang, Timestamp};

pub use address::Address;
pub use entities::releases::ReleaseHead;
pub use entities::releases::changes::{Changed, Fate, Turn};
pub use programme::{Filter, View};

use crate::editions::model::{PartId, Provenance};
use crate::programme::index::Index;
use crate::programme::model::Release;
use crate::search::Search;
use crate::shell::{Asset, Masthead};
use programme::{Facets, Plan};

/// One edition's public site.
pub struct Site {
    pub release: Arc<Release>,
    pub index: Index,
    pub setting: Setting,
    /// Every release of the edition, for the page that lists them.
    history: Vec<ReleaseHead>,
    pub search: Search,
    style_sheet: Asset,
    data: [Asset; 2],
    plans: Vec<Plan>,
    facets: Facets,
    /// Every activity is a sample, so that pages need say it only once.
    all_sample: bool,
    mastheads: [Masthead; 2],
}

/// What the site must know about where it is served.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// `https://example.org`, without a slash at its end; absolute links (Open Graph, JSON-LD,
    /// sitemap, feeds) begin with it.
    pub base_url: String,
    /// Milliseconds that the site's clock is ahead of the real one. A demonstration replays its
    /// conference with it; everywhere else it is 0.
    pub clock_ahead_ms: i64,
    pub doors: Doors,
}

/// Whether readers can sign in where the site is served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Doors {
    /// Files for any web server, or a test.
    #[default]
    Closed,
    /// Accounts are beside the public pages.
    Open,
}

impl Site {
    pub fn new(release: Arc<Release>, setting: Setting) -> Self {
        let index = Index::of(&release.programme);
        let search = Search::of(&release.programme);
        let programme = &release.programme;
        let in_order = index.in_order(programme);
        let days = index.days(programme).into_iter();
        let mut plans: Vec<Plan> = days.map(|day| Plan::of(programme, day, &in_order)).collect();
        plans.retain(|plan| plan.axis.stretches().next().is_some());
        let rules = programme::rules(programme, &index, &plans);
        let style_sheet = masthead::style_sheet(programme, &rules);
        let facets = Facets::of(programme, &index);
        let mut provenances = programme.activities.iter().map(|activity| &activity.provenance);
        let all_sample = !programme.activities.is_empty()
            && provenances.all(|provenance| *provenance == Provenance::Sample);
        let data = Lang::ALL.map(|lang| stars::data(programme, &index, all_sample, lang));
        let mastheads =
            Lang::ALL.map(|lang| masthead::masthead(&release, &setting, lang, &style_sheet));
        Self {
            release,
            index,
            setting,
            history: Vec::new(),
            search,
            style_sheet,
            data,
            plans,
            facets,
            all_sample,
            mastheads,
        }
    }

    /// The same with every release that the edition has had.
    #[must_use]
    pub fn with_history(self, history: Vec<ReleaseHead>) -> Self {
        Self { history, ..self }
    }

    /// Every release that the edition has had, as far as this site was told.
    pub fn history(&self) -> &[ReleaseHead] {
        &self.history
    }

    /// The one style sheet that this edition's pages load: served like `shell::assets`.
    pub fn style_sheet(&self) -> &Asset {
        &self.style_sheet
    }

    /// Every file that this edition's pages load: served like `shell::assets`, never changing under
    /// its name.
    pub fn files(&self) -> Vec<&Asset> {
        [&self.style_sheet].into_iter().chain(&self.data).collect()
    }

    /// Where the pages' scripts find what can be starred.
    pub fn data_path(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.data[0].path,
            Lang::En => &self.data[1].path,
        }
    }

    /// What all pages have in common in that language.
    pub fn masthead(&self, lang: Lang) -> &Masthead {
        match lang {
            Lang::Zh => &self.mastheads[0],
            Lang::En => &self.mastheads[1],
        }
    }

    /// The class that gives an element the hue of its part: `p0`, `p1`, …
    pub fn hue_class(&self, part: PartId) -> String {
        let at = self.release.programme.parts.iter().position(|row| row.id == part);
        at.map_or_else(String::new, |at| format!("p{at}"))
    }

    /// Every page that is rendered ahead, in one language.
    pub fn addresses(&self) -> Vec<Address> {
        let mut all = vec![
            Address::Home,
            Address::Programme(None),
            Address::ProgrammeList(None),
            Address::Stars,
            Address::Search,
        ];
        for plan in &self.plans {
            all.push(Address::Programme(Some(plan.day)));
            all.push(Address::ProgrammeList(Some(plan.day)));
        }
        all.extend(entities::addresses(self));
        all
    }

    /// The page as HTML; `None` when the release has no such page.
    pub fn render(&self, lang: Lang, address: &Address, now: Timestamp) -> Option<String> {
        let programme = |view, day: Option<Date>| {
            let known = day.is_none_or(|day| self.plans.iter().any(|plan| plan.day == day));
            let filter = Filter { day, ..Filter::default() };
            known.then(|| self.render_programme(lang, view, &filter, now))
        };
        match address {
            Address::Programme(day) => programme(View::Grid, *day),
            Address::ProgrammeList(day) => programme(View::List, *day),
            Address::Home => Some(self.render_home(lang, now)),
            Address::Stars => Some(self.render_stars(lang)),
            Address::Search => Some(self.render_search(lang, "", &[])),
            _ => entities::render(self, lang, address),
        }
    }
}

/// A page as HTML. Writing to memory does not fail, so neither does this.
fn rendered(page: &impl askama::Template) -> String {
    page.render().expect("a template that only writes to memory does not fail")
}
