//! A version of a programme, ready to be asked. Releases never change: the last few that were asked
//! for stay in memory, known by the digest that their rows have.

use std::sync::{Arc, Mutex, PoisonError};

use store::Tx;

use super::edition_of;
use crate::access::ReadDraft;
use crate::api::{Asked, Problem, Trouble};
use crate::editions::model::{Edition, EditionId};
use crate::programme::draft;
use crate::programme::index::Index;
use crate::programme::model::Programme;
use crate::programme::release::{self, ReleaseError};

/// A programme with its index.
pub struct Shown {
    pub programme: Programme,
    pub index: Index,
    /// By which a change says what it saw.
    pub digest: String,
}

impl Shown {
    fn of(programme: Programme, digest: String) -> Self {
        let index = Index::of(&programme);
        Self { programme, index, digest }
    }
}

/// A few editions are asked for at a time.
const KEPT_MAX: usize = 4;

type Kept = Vec<((EditionId, i64), Arc<Shown>)>;

static KEPT: Mutex<Kept> = Mutex::new(Vec::new());

/// The version that `version=` names: the newest release, that release, or the draft for who may.
pub fn asked_for(tx: &mut Tx<'_>, asked: &Asked) -> Result<Arc<Shown>, Trouble> {
    let number = match asked.said("version").unwrap_or("latest") {
        "draft" => return drafted(tx, asked).map(|(_, shown)| Arc::new(shown)),
        "latest" => 0,
        text => text.parse().ok().filter(|number| *number > 0).ok_or(BAD)?,
    };
    let edition = edition_of(tx, asked)?;
    released(tx, edition.id, number)?.ok_or(Trouble::Missing)
}

const BAD: Problem = Problem::BadQuery { name: "version" };

/// The draft, for who may read it.
pub fn drafted(tx: &mut Tx<'_>, asked: &Asked) -> Result<(Edition, Shown), Trouble> {
    let may = asked.may_in::<ReadDraft>(tx)?;
    let edition = crate::editions::verbs::by_id(tx, may.edition())?.ok_or(Trouble::Missing)?;
    let programme = draft::read(tx, edition.clone())?;
    let digest = release::digest_of(&programme);
    Ok((edition, Shown::of(programme, digest)))
}

/// The release of that number, the newest for 0.
pub fn released(
    tx: &mut Tx<'_>,
    edition: EditionId,
    number: i64,
) -> Result<Option<Arc<Shown>>, Trouble> {
    let Some((number, digest)) = release::digest_at(tx, edition, number)? else { return Ok(None) };
    let key = (edition, number);
    if let Some(shown) = find(&key, &digest) {
        return Ok(Some(shown));
    }
    let found = match release::find(tx, edition, number) {
        Ok(found) => found,
        Err(ReleaseError::Fault(fault)) => return Err(fault.into()),
        Err(error) => {
            tracing::error!("release {number} of edition {edition}: {error}");
            return Err(Problem::Failed.into());
        }
    };
    let Some(found) = found else { return Ok(None) };
    let shown = Arc::new(Shown::of(found.programme, digest));
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.insert(0, (key, Arc::clone(&shown)));
    kept.truncate(KEPT_MAX);
    Ok(Some(shown))
}

fn find(key: &(EditionId, i64), digest: &str) -> Option<Arc<Shown>> {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let same = |(of, shown): &&((EditionId, i64), Arc<Shown>)| of == key && shown.digest == digest;
    kept.iter().find(same).map(|(_, shown)| Arc::clone(shown))
}
