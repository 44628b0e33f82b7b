//! What a release tells: exactly those whose things changed, each once.

use std::collections::BTreeSet;

use kernel::Timestamp;
use store::{Fault, Tx};

use crate::access::{Can, PublishRelease, Role};
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::hosts::model::HostId;
use crate::journal::{self, Fact};
use crate::letters::changed::{CHANGED, items};
use crate::letters::readers::{self, Gathering, Readers};
use crate::letters::refusal::Unwilling;
use crate::mail::switches::Leave;
use crate::mail::{entries, outbox};
use crate::people::model::PersonId;
use crate::programme::changes::Change;
use crate::programme::model::ReleaseId;
use crate::programme::release;

/// A release as letters tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub id: ReleaseId,
    pub number: i64,
    pub released_at: Timestamp,
}

/// What came of telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub letters: usize,
    pub leave: Leave,
}

/// Those for whom one of these changes is news.
pub fn readers_of(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    changes: &[Change],
) -> Result<Readers, Fault> {
    let (mut people, mut hosts): (BTreeSet<PersonId>, BTreeSet<HostId>) = Default::default();
    for change in changes {
        let here = std::slice::from_ref(change);
        for state in change.before.iter().chain(&change.after) {
            let news = |person: &&PersonId| !items(here, &[**person], &[]).is_empty();
            people.extend(state.people.iter().filter(news));
            let news = |host: &&HostId| !items(here, &[], &[**host]).is_empty();
            hosts.extend(state.hosts.iter().filter(news));
        }
    }
    let known = readers::known(tx, edition)?;
    let mut gathering = Gathering::default();
    people.iter().for_each(|person| gathering.add_person(*person, &known));
    for (grant, account) in readers::holders(tx, ctx, edition)? {
        let led = grant.holding.scope.host_uuid().map(kernel::Id::from_uuid);
        let led = led.filter(|host| grant.holding.role == Role::HostLead && hosts.contains(host));
        if led.is_some() {
            gathering.add_account(&account, led);
        }
    }
    gathering.readers(tx)
}

/// Orders the letters of a release, once.
pub fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<PublishRelease>,
    head: &Head,
) -> Result<Told, Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    if entries::in_batch(tx, head.id.uuid())? > 0 {
        return Err(Error::Refused(Unwilling::Told));
    }
    let changes = release::changes(tx, edition, head.number)?;
    let changes = changes.ok_or(Error::Refused(Unwilling::Unknown))?;
    let readers = readers_of(tx, ctx, edition, &changes)?;
    let orders: Vec<_> = readers
        .reached
        .iter()
        .map(|reader| {
            let mut payload = reader.payload(edition, head.id.uuid());
            payload["number"] = head.number.into();
            payload["at"] = head.released_at.as_millis().into();
            (reader.account, payload)
        })
        .collect();
    let leave = outbox::order_many(tx, ctx, (edition.uuid(), CHANGED), &orders, ctx.now())?;
    let fact = Fact::new("letters.release_told", head.id).within(can.scope());
    journal::write(tx, ctx, fact.with("number", head.number).with("letters", orders.len()))?;
    Ok(Told { letters: orders.len(), leave })
}
