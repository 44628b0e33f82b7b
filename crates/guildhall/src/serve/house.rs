//! What the desk asks of the public site, answered from the shelf.

use std::sync::Arc;

use kernel::{Lang, Slug};

use super::notice;
use super::shelf::Shelf;
use crate::desk::House;
use crate::shell::Masthead;
use crate::site::Address;

/// The public site as the desk sees it.
pub struct PublicHouse(pub Arc<Shelf>);

impl House for PublicHouse {
    fn masthead(&self, lang: Lang, edition: Option<&str>) -> Masthead {
        let editions = self.0.editions();
        let named = edition.and_then(|slug| editions.named(slug)).or(editions.current());
        named.map_or_else(|| notice::masthead(lang), |one| one.site.masthead(lang).clone())
    }

    fn shows(&self, edition: &Slug) -> bool {
        self.0.editions().named(edition.as_str()).is_some()
    }

    fn activity(&self, lang: Lang, edition: &Slug, activity: &Slug) -> Option<String> {
        let path = Address::Activity(activity.clone()).path(lang, edition);
        self.0.find(&path, |_| path.clone())
    }
}
