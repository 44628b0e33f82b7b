//! Looking at what a release would do, and doing it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use kernel::Text;
use store::{Fault, Tx};

use super::list::{Point, Weight, checked};
use crate::access::{Can, Denied, PublishRelease};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::{Error, Refusal};
use crate::journal::{self, Fact};
use crate::letters::readers::Readers;
use crate::letters::verbs::releases::{self, Head, Told};
use crate::letters::{self, readers};
use crate::programme::changes::{Change, between};
use crate::programme::index::Index;
use crate::programme::model::{Programme, Release};
use crate::programme::{draft, publishable, release, verbs as programme};
use crate::words::Words;

/// Why a draft was not released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Programme(programme::Unwilling),
    Letters(letters::refusal::Unwilling),
    /// Something on the list stands in the way, and nobody has said that it may.
    Blocked {
        points: usize,
    },
}

impl From<Denied> for Unwilling {
    fn from(denied: Denied) -> Self {
        Self::Programme(denied.into())
    }
}

impl Refusal for Unwilling {
    fn words(&self, words: Words) -> String {
        match self {
            Self::Programme(refusal) => refusal.words(words),
            Self::Letters(refusal) => refusal.words(words),
            Self::Blocked { .. } => words.releasing_blocked().to_owned(),
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Programme(refusal) => refusal.status(),
            Self::Letters(refusal) => refusal.status(),
            Self::Blocked { .. } => StatusCode::CONFLICT,
        }
    }
}

/// What a release would do.
pub struct Prospect {
    pub draft: Programme,
    pub last: i64,
    /// False when the newest release shows the same.
    pub differs: bool,
    pub points: Vec<Point>,
    pub changes: Vec<Change>,
    pub readers: Readers,
}

impl Prospect {
    pub fn blocks(&self) -> usize {
        blocking(&self.points)
    }
}

fn blocking(points: &[Point]) -> usize {
    points.iter().filter(|point| point.weight() == Weight::Blocks).count()
}

/// What releasing the draft as it stands would do.
pub fn look(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<PublishRelease>,
) -> Result<Prospect, Error<Unwilling>> {
    let id: EditionId = can.edition::<Edition>();
    let draft = as_shown(tx, id)?;
    // A release that cannot be read is the operator's to mend; the draft can still be released.
    let newest = release::newest(tx, id).unwrap_or_default();
    let last = newest.as_ref().map_or(0, |newest| newest.number);
    let differs = programme::differs(tx, &draft)?;
    let changes = between(newest.as_ref().map(|newest| &newest.programme), &draft);
    let readers = releases::readers_of(tx, ctx, id, &changes)?;
    let points = points(tx, &draft)?;
    Ok(Prospect { draft, last, differs, points, changes, readers })
}

/// The draft as the public would see it.
fn as_shown(tx: &mut Tx<'_>, id: EditionId) -> Result<Programme, Error<Unwilling>> {
    let edition = editions::verbs::by_id(tx, id)?.ok_or(Error::Missing)?;
    let draft = draft::read(tx, edition)?;
    Ok(publishable::shown(tx, draft)?)
}

fn points(tx: &mut Tx<'_>, draft: &Programme) -> Result<Vec<Point>, Fault> {
    let reached: BTreeSet<_> = readers::known(tx, draft.edition.id)?.into_keys().collect();
    Ok(checked(draft, &Index::of(draft), &reached))
}

/// A release as it is wished for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub note: Text,
    pub blocks: Blocks,
    pub telling: Telling,
}

/// What is done about what stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocks {
    Heed,
    /// Somebody has looked at them and releases all the same.
    Override,
}

/// Who hears of it beside the public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    Nobody,
    Everybody,
}

/// Releases the draft and orders the letters to those whose things changed, in one transaction.
pub fn release(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<PublishRelease>,
    wish: &Wish,
) -> Result<(Release, Option<Told>), Error<Unwilling>> {
    let id: EditionId = can.edition::<Edition>();
    let draft = as_shown(tx, id)?;
    if !programme::differs(tx, &draft)? {
        let same = programme::Unwilling::NothingChanged;
        return Err(Error::Refused(Unwilling::Programme(same)));
    }
    let blocks = blocking(&points(tx, &draft)?);
    if blocks > 0 && wish.blocks == Blocks::Heed {
        return Err(Error::Refused(Unwilling::Blocked { points: blocks }));
    }
    let released = programme::publish(tx, ctx, can, wish.note.clone());
    let released = released.map_err(|no| no.map(Unwilling::Programme))?;
    if blocks > 0 {
        let fact = Fact::new("releasing.blocks_overridden", released.id).within(can.scope());
        journal::write(tx, ctx, fact.with("points", blocks))?;
    }
    let Release { id, number, released_at, .. } = released;
    let told = match wish.telling {
        Telling::Nobody => None,
        Telling::Everybody => {
            let told = releases::tell(tx, ctx, can, &Head { id, number, released_at });
            Some(told.map_err(|no| no.map(Unwilling::Letters))?)
        }
    };
    Ok((released, told))
}
