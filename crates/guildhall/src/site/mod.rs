//! The public site: every page is a pure function of a release, a language and an address.
//!
//! It reads all slices' models and is read by `serve` alone. It knows no database, no request and no
//! clock; what is on now is added by the page's own script or by the caller's `now`.

pub mod address;
mod entities;
mod masthead;
mod missing;
pub mod names;

use std::sync::Arc;

use kernel::{Lang, Timestamp};

pub use address::Address;

use crate::editions::model::PartId;
use crate::programme::index::Index;
use crate::programme::model::Release;
use crate::shell::{Asset, Masthead};

/// One edition's public site.
pub struct Site {
    pub release: Arc<Release>,
    pub index: Index,
    pub setting: Setting,
    style_sheet: Asset,
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
}

impl Site {
    pub fn new(release: Arc<Release>, setting: Setting) -> Self {
        let index = Index::of(&release.programme);
        let style_sheet = masthead::style_sheet(&release.programme, "");
        let mastheads =
            Lang::ALL.map(|lang| masthead::masthead(&release, &setting, lang, &style_sheet));
        Self { release, index, setting, style_sheet, mastheads }
    }

    /// The one style sheet that this edition's pages load: served like `shell::assets`.
    pub fn style_sheet(&self) -> &Asset {
        &self.style_sheet
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
        let mut all = vec![Address::Home];
        all.extend(entities::addresses(self));
        all
    }

    /// The page as HTML; `None` when the release has no such page.
    pub fn render(&self, lang: Lang, address: &Address, now: Timestamp) -> Option<String> {
        let _ = now;
        entities::render(self, lang, address)
    }
}

/// A page as HTML. Writing to memory does not fail, so neither does this.
fn rendered(page: &impl askama::Template) -> String {
    page.render().expect("a template that only writes to memory does not fail")
}
