//! The page of what a search found. Finding is the caller's; this only sets the hits.

use askama::Template;
use kernel::Lang;

use super::{Address, Site, rendered};
use crate::shell::Frame;
use crate::words::Words;

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub kind: HitKind,
    pub title: String,
    /// One line more about it; may be empty.
    pub detail: String,
    pub path: String,
    /// When it is on, in words; may be empty.
    pub when: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HitKind {
    Activity,
    Person,
    Host,
    Venue,
    Route,
    Page,
}

#[derive(Template)]
#[template(path = "site/search.html")]
struct SearchPage<'a> {
    frame: Frame<'a>,
    query: &'a str,
    hits: &'a [Hit],
}

impl Site {
    /// What was found for `query`, best first.
    pub fn render_search(&self, lang: Lang, query: &str, hits: &[Hit]) -> String {
        let words = Words::of(lang);
        let title = if query.is_empty() {
            words.shell_search().to_owned()
        } else {
            words.site_search_for(query)
        };
        let frame = self.frame(lang, &Address::Search, &title, "");
        rendered(&SearchPage { frame, query, hits })
    }
}

impl SearchPage<'_> {
    fn kind(&self, hit: &Hit) -> &'static str {
        let words = self.frame.words;
        match hit.kind {
            HitKind::Activity => words.site_search_activity(),
            HitKind::Person => words.site_search_person(),
            HitKind::Host => words.site_search_host(),
            HitKind::Venue => words.site_search_venue(),
            HitKind::Route => words.site_search_route(),
            HitKind::Page => words.site_search_page(),
        }
    }
}
