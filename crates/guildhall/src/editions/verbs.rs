//! What may be done to editions. Verbs of other slices write a programme through here.

use kernel::{Id, Slug};
use store::{Fault, Tx};

use super::model::{Edition, EditionId, Hall, Page, Part, Travel, Venue};
use super::store::{self as rows, HALLS, HallOfVenue, PAGES, PARTS, PageOfEdition, VENUES};
use crate::documents::{self, Touched};

/// What an edition's own rows say.
pub struct Layout {
    pub parts: Vec<Part>,
    pub venues: Vec<Venue>,
    pub travel: Vec<Travel>,
    pub pages: Vec<Page>,
    pub earlier: Vec<Edition>,
}

/// Every edition of this installation, newest first.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Edition>, Fault> {
    rows::editions(tx)
}

pub fn by_slug(tx: &mut Tx<'_>, slug: &Slug) -> Result<Option<Edition>, Fault> {
    rows::edition_by_slug(tx, slug)
}

pub fn by_id(tx: &mut Tx<'_>, id: EditionId) -> Result<Option<Edition>, Fault> {
    rows::edition_by_id(tx, id)
}

/// Writes the edition and the totals of the ones before it.
pub fn write_edition(tx: &mut Tx<'_>, edition: &Edition, earlier: &[Edition]) -> Result<(), Fault> {
    rows::write_edition(tx, edition, None)?;
    for before in earlier {
        rows::write_edition(tx, before, Some(edition.id))?;
    }
    Ok(())
}

/// The ways between an edition's venues.
pub fn travel(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Travel>, Fault> {
    rows::travel(tx, edition)
}

pub fn layout(tx: &mut Tx<'_>, edition: EditionId) -> Result<Layout, Fault> {
    let mut venues: Vec<Venue> = documents::read(tx, VENUES, edition)?;
    let halls: Vec<HallOfVenue> = documents::read(tx, HALLS, edition)?;
    for HallOfVenue { venue, hall } in halls {
        if let Some(home) = venues.iter_mut().find(|candidate| candidate.id == venue) {
            home.halls.push(hall);
        }
    }
    let pages: Vec<PageOfEdition> = documents::read(tx, PAGES, edition)?;
    Ok(Layout {
        parts: documents::read(tx, PARTS, edition)?,
        venues,
        travel: rows::travel(tx, edition)?,
        pages: pages.into_iter().map(|row| row.page).collect(),
        earlier: rows::earlier(tx, edition)?,
    })
}

/// An edition's lists on their way into rows: halls beside their venues, pages with their ids.
pub struct Rows<'l> {
    parts: &'l [Part],
    venues: Vec<Venue>,
    halls: Vec<HallOfVenue>,
    travel: &'l [Travel],
    pages: Vec<PageOfEdition>,
}

impl<'l> Rows<'l> {
    pub fn of(
        edition: EditionId,
        parts: &'l [Part],
        venues: &[Venue],
        travel: &'l [Travel],
        pages: &[Page],
    ) -> Self {
        let bare = |venue: &Venue| Venue { halls: Vec::new(), ..venue.clone() };
        let halls = |venue: &Venue| -> Vec<HallOfVenue> {
            let of_venue = |hall: &Hall| HallOfVenue { venue: venue.id, hall: hall.clone() };
            venue.halls.iter().map(of_venue).collect()
        };
        let row = |page: &Page| PageOfEdition {
            id: Id::named(&format!("{edition}/page"), page.slug.as_str()),
            page: page.clone(),
        };
        Self {
            parts,
            venues: venues.iter().map(bare).collect(),
            halls: venues.iter().flat_map(halls).collect(),
            travel,
            pages: pages.iter().map(row).collect(),
        }
    }

    /// Takes out what is no longer there; nothing may refer to it any more.
    pub fn remove_others(&self, tx: &mut Tx<'_>, edition: EditionId) -> Result<Touched, Fault> {
        Ok(documents::remove_others(tx, PAGES, edition, &self.pages)?
            .and(documents::remove_others(tx, HALLS, edition, &self.halls)?)
            .and(documents::remove_others(tx, VENUES, edition, &self.venues)?)
            .and(documents::remove_others(tx, PARTS, edition, self.parts)?))
    }

    pub fn write(&self, tx: &mut Tx<'_>, edition: EditionId) -> Result<Touched, Fault> {
        rows::clear_travel(tx, edition)?;
        let touched = documents::write(tx, PARTS, edition, self.parts)?
            .and(documents::write(tx, VENUES, edition, &self.venues)?)
            .and(documents::write(tx, HALLS, edition, &self.halls)?)
            .and(documents::write(tx, PAGES, edition, &self.pages)?);
        rows::write_travel(tx, edition, self.travel)?;
        Ok(touched)
    }
}
