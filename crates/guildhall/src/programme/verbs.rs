//! What may be done to the programme as a whole: its draft is written, its draft is released. Each
//! asks the policy's proof and tells one fact in the same transaction.

use std::collections::HashMap;

use axum::http::StatusCode;
use kernel::Text;
use store::{Fault, Tx};

use super::model::{Activity, ActivityId, Programme, Release};
use super::pen::{self, Edit, Hand, Stroke};
use super::store as rows;
use super::{draft, publishable, release};
use crate::access::{Can, Denied, ImportSchedule, PublishRelease, Scope};
use crate::ctx::Ctx;
use crate::documents::Touched;
use crate::editions;
use crate::editions::model::EditionId;
use crate::error::{Error, Refusal};
use crate::journal::{self, Fact};
use crate::words::Words;

/// Why a programme was not written or released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    /// The edition's slug is the address of something else.
    SlugTaken,
    /// The draft is what the newest release already shows.
    NothingChanged,
    /// The note is longer than [`NOTE_LENGTH_MAX`].
    NoteTooLong,
}

/// A note is read in a list of releases and in a feed.
pub const NOTE_LENGTH_MAX: usize = 500;

const IMPORTED: &str = "programme.imported";
const RELEASED: &str = "programme.released";

/// Makes the draft equal to `programme`, and tells so when that changed a row. An edition that is
/// not there yet is made.
pub fn import(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ImportSchedule>,
    programme: &Programme,
) -> Result<Touched, Error<Unwilling>> {
    let edition = programme.edition.id;
    // The document names another edition than the permission does: somebody else's rows.
    if can.scope() != Scope::edition(edition) {
        return Err(Error::Missing);
    }
    if SLUGS_TAKEN.contains(&programme.edition.slug.as_str()) {
        return Err(Error::Refused(Unwilling::SlugTaken));
    }
    let edit = Edit::elsewhere(Fact::new(IMPORTED, edition), vec![Stroke::Whole(programme)]);
    Ok(pen::write(tx, ctx, Hand::of(can), edit)?.touched)
}

/// Freezes the draft as the next release. Who hears of it is `releasing`'s: outside tests nothing else
/// calls this.
pub fn publish(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<PublishRelease>,
    note: Text,
) -> Result<Release, Error<Unwilling>> {
    if note.iter().any(|(_, words)| words.value.chars().count() > NOTE_LENGTH_MAX) {
        return Err(Error::Refused(Unwilling::NoteTooLong));
    }
    let id: EditionId = can.edition();
    let edition = editions::verbs::by_id(tx, id)?.ok_or(Error::Missing)?;
    let draft = draft::read(tx, edition)?;
    let programme = publishable::shown(tx, draft)?;
    if !differs(tx, &programme)? {
        return Err(Error::Refused(Unwilling::NothingChanged));
    }
    let released =
        release::freeze(tx, ctx.id(), ctx.now(), note, programme).map_err(|fault| match fault {
            // Somebody released at the same moment: what they released is what is there now.
            fault if fault.is_duplicate("release", &["edition_id", "number"]) => {
                Error::Refused(Unwilling::NothingChanged)
            }
            fault => Error::Fault(fault),
        })?;
    let fact = Fact::new(RELEASED, released.id).within(can.scope());
    journal::write(tx, ctx, fact.with("number", released.number))?;
    Ok(released)
}

/// True when what a release would show is not what the newest shows, or there is none.
pub fn differs(tx: &mut Tx<'_>, shown: &Programme) -> Result<bool, Fault> {
    let newest = rows::release_digest_last(tx, shown.edition.id)?;
    Ok(newest != Some(release::digest_of(shown)))
}

/// What stands where an edition's slug would in a path.
pub const SLUGS_TAKEN: [&str; 4] = ["account", "api", "assets", "sign-in"];

/// How far a draft is from a release, in activities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Distance {
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
}

impl Distance {
    pub fn between(before: &Programme, after: &Programme) -> Self {
        let mut left: HashMap<ActivityId, &Activity> =
            before.activities.iter().map(|activity| (activity.id, activity)).collect();
        let mut distance = Self::default();
        for activity in &after.activities {
            match left.remove(&activity.id) {
                None => distance.added += 1,
                Some(old) if old != activity => distance.changed += 1,
                Some(_) => {}
            }
        }
        Self { removed: left.len(), ..distance }
    }
}

impl From<Denied> for Unwilling {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl Refusal for Unwilling {
    fn words(&self, words: Words) -> String {
        match self {
            Self::Denied(denied) => denied.words(words),
            Self::SlugTaken => words.programme_slug_taken(SLUGS_TAKEN.join(", ")),
            Self::NothingChanged => words.programme_nothing_changed().to_owned(),
            Self::NoteTooLong => words.programme_note_too_long(NOTE_LENGTH_MAX),
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::NothingChanged | Self::SlugTaken => StatusCode::CONFLICT,
            Self::NoteTooLong => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}
