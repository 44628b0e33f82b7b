//! Single things of a draft, written row by row by those who may write no more than that. Whoever
//! writes holds the edition first, so that two who write at once do it one after the other.
//!
//! What it is *not*: whose activity it is and whether it fits its host's grant is for the slice that
//! asks. The whole draft is written by [`super::draft`].

use store::{Fault, Tx};

use super::model::{Activity, Programme};
use super::store as rows;
use crate::access::{Can, ManageGrants, Permission, RunHost, Translate};
use crate::documents;
use crate::editions;
use crate::editions::model::EditionId;
use crate::hosts;
use crate::hosts::model::Host;
use crate::people::model::Person;
use crate::people::profiles;

/// Permissions that come with the pen.
pub trait Writes: Permission {}

impl Writes for RunHost {}
impl Writes for ManageGrants {}
impl Writes for Translate {}

/// Keeps others who would write the same draft waiting until this verb has ended.
pub fn hold(tx: &mut Tx<'_>, edition: EditionId) -> Result<(), Fault> {
    rows::hold(tx, edition)
}

/// The draft, held.
pub fn open(tx: &mut Tx<'_>, edition: EditionId) -> Result<Option<Programme>, Fault> {
    hold(tx, edition)?;
    let edition = editions::verbs::by_id(tx, edition)?;
    edition.map(|edition| super::draft::read(tx, edition)).transpose()
}

/// Writes one activity, new or changed, with where, when, by whom and with whom it is.
pub fn activity<P: Writes>(tx: &mut Tx<'_>, can: Can<P>, activity: &Activity) -> Result<(), Fault> {
    let edition = edition_of(can);
    let bare = super::draft::without_relations(activity);
    documents::write_one(tx, rows::ACTIVITIES, edition, &bare)?;
    rows::clear_relations_of(tx, activity.id)?;
    rows::write_relations(tx, edition, activity)
}

/// Writes a whole draft that was opened here; what did not change is left alone.
pub fn whole<P: Writes>(tx: &mut Tx<'_>, can: Can<P>, programme: &Programme) -> Result<(), Fault> {
    debug_assert_eq!(programme.edition.id, edition_of(can));
    super::draft::write(tx, programme).map(drop)
}

/// Writes one host, new or changed.
pub fn host<P: Writes>(tx: &mut Tx<'_>, can: Can<P>, host: &Host) -> Result<(), Fault> {
    hosts::verbs::write_one(tx, edition_of(can), host)
}

/// Writes one person's public profile, new or changed.
pub fn person<P: Writes>(tx: &mut Tx<'_>, can: Can<P>, person: &Person) -> Result<(), Fault> {
    profiles::write_one(tx, edition_of(can), person)
}

fn edition_of<P: Writes>(can: Can<P>) -> EditionId {
    EditionId::from_uuid(can.scope().edition_uuid().expect("whoever has the pen has an edition"))
}
