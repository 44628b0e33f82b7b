//! What every page has in common: the head, the masthead with its navigation, the foot.

use kernel::{Lang, Text};

use super::{Shown, assets, show};
use crate::words::Words;

/// What all pages of a site have in common in one language. Made once.
#[derive(Clone, Debug)]
pub struct Masthead {
    pub lang: Lang,
    /// The edition's name; what the masthead says and the title ends with.
    pub name: Text,
    pub short_name: Text,
    /// Dates and place, said in the foot.
    pub imprint: String,
    /// `/zh/gdc-2025`.
    pub home: String,
    pub nav: Vec<NavItem>,
    /// Less asked for: the foot's links.
    pub foot: Vec<NavItem>,
    /// Where the search form goes; empty when there is no search.
    pub search: String,
    /// The way to one's own account, which begins with signing in; empty where nobody can.
    pub account: String,
    /// `https://example.org`, no slash at its end; may be empty.
    pub base_url: String,
    pub style_sheet: String,
    /// Milliseconds that the site's clock is ahead of the real one.
    pub clock_ahead_ms: i64,
    /// The site's zone, by which the script says what is on.
    pub zone: String,
    /// Some of what is shown was invented for a demonstration.
    pub sample: bool,
}

/// One way to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// By which a page says that it belongs here.
    pub key: &'static str,
    pub label: String,
    pub path: String,
}

/// The frame of one page. Every page's struct has it as `frame`.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    pub masthead: &'a Masthead,
    pub words: Words,
    /// What the page is; the edition's name is added to it.
    pub title: String,
    /// One or two sentences for search engines and link previews.
    pub description: String,
    /// The page's own path and the same page's in the other language.
    pub path: String,
    pub other_path: String,
    /// The key of the [`NavItem`] the page belongs to.
    pub section: &'static str,
    /// From [`json_ld`]; empty for none.
    pub json_ld: String,
    /// Kept out of search engines when false: pages that mean something to one visitor only.
    pub indexed: bool,
    /// Class names of the body.
    pub body: String,
}

impl<'a> Frame<'a> {
    pub fn lang(&self) -> Lang {
        self.masthead.lang
    }

    /// Content in this page's language, marked where it is in another.
    pub fn show<'t>(&self, text: &'t Text) -> Shown<'t> {
        show(self.masthead.lang, text)
    }

    /// The title of the window: the page's and the edition's.
    pub fn full_title(&self) -> String {
        let name = self.masthead.name.get(self.lang());
        match () {
            () if self.title.is_empty() => name.to_owned(),
            () if name.is_empty() => self.title.clone(),
            () => format!("{} · {name}", self.title),
        }
    }

    /// The address of an icon in the sprite, for `<use href>`.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#{name}", assets::icons().path)
    }

    pub fn script(&self) -> &'static str {
        &assets::script().path
    }

    pub fn mark(&self) -> &'static str {
        &assets::mark().path
    }

    /// The frame with structured data.
    #[must_use]
    pub fn with_json_ld(mut self, value: &serde_json::Value) -> Self {
        self.json_ld = json_ld(value);
        self
    }
}

/// JSON that may stand inside a `<script>` element.
pub fn json_ld(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c").replace("\u{2028}", "\\u2028")
}
