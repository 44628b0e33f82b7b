//! The page for an address that leads nowhere.

use askama::Template;
use kernel::Lang;

use super::{Address, Site};
use crate::shell::Frame;
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/missing.html")]
struct MissingPage<'a> {
    frame: Frame<'a>,
}

impl Site {
    /// What a reader of that language gets with status 404.
    pub fn render_missing(&self, lang: Lang) -> String {
        let title = Words::of(lang).site_missing_title();
        let mut frame = self.frame(lang, &Address::Home, title, "");
        frame.indexed = false;
        frame.section = "";
        super::rendered(&MissingPage { frame })
    }
}
