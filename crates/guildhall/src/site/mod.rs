//! The public site: every page is a pure function of a release, a language and an address.
//!
//! It reads all slices' models and is read by `serve` alone. It knows no database, no request and no
//! clock; what is on now is added by the page's own script or by the caller's `now`.

pub mod address;

use std::sync::Arc;

use kernel::{Lang, Timestamp};

pub use address::Address;

use crate::programme::index::Index;
use crate::programme::model::Release;

/// One edition's public site.
pub struct Site {
    pub release: Arc<Release>,
    pub index: Index,
    pub setting: Setting,
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
        Self { release, index, setting }
    }

    /// Every page that is rendered ahead, in one language.
    pub fn addresses(&self) -> Vec<Address> {
        vec![Address::Home]
    }

    /// The page as HTML; `None` when the release has no such page.
    pub fn render(&self, lang: Lang, address: &Address, now: Timestamp) -> Option<String> {
        let _ = (lang, address, now);
        None
    }
}
