//! The pages that an edition writes itself.

use askama::Template;
use kernel::{Lang, Slug};

use crate::editions::model::Page;
use crate::shell::{Article, Frame, article};
use crate::site::{Address, Site, rendered};

/// A shorter page needs no list of what is in it.
const HEADINGS_MIN: usize = 3;

#[derive(Template)]
#[template(path = "site/entities/pages/page.html")]
struct WrittenPage<'s> {
    frame: Frame<'s>,
    page: &'s Page,
    article: Article,
    /// The edition's other pages.
    others: Vec<(&'s Page, String)>,
}

pub fn page(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let pages = &site.release.programme.pages;
    let page = pages.iter().find(|page| page.slug == *slug)?;
    let article = article(page.body.get(lang));
    let about = if article.opening.is_empty() { page.title.get(lang) } else { &article.opening };
    let frame = site.frame(lang, address, page.title.get(lang), about);
    let others = pages.iter().filter(|other| other.slug != page.slug);
    let to = |other: &Page| site.to(lang, Address::Page(other.slug.clone()));
    let others = others.map(|other| (other, to(other))).collect();
    Some(rendered(&WrittenPage { frame, page, article, others }))
}

impl WrittenPage<'_> {
    fn is_long(&self) -> bool {
        self.article.headings.len() >= HEADINGS_MIN
    }
}
