//! Every SQL statement of this slice.

pub mod cohosting;
pub mod requests;

use kernel::{Timestamp, Uuid};
use store::{Columns, Fault, Row, Tx};

use crate::access::{AccountId, Role};
use crate::editions::model::{EditionId, Feature, HallId};
use crate::hosting::model::{Halls, HostGrant, HostGrantId, Invitation, InvitationId, Resource};
use crate::hosts::model::HostId;

store::statements! {
    GRANTS_IN = "select id, host_id, resource, hall_id, feature, amount, granted_at
        from host_grant
        where edition_id = $1 order by host_id, resource, hall_id, feature, id";
    GRANTS_OF = "select id, host_id, resource, hall_id, feature, amount, granted_at
        from host_grant
        where host_id = $1 order by resource, hall_id, feature, id";
    GRANT_INSERT = "insert into host_grant
            (id, edition_id, host_id, resource, hall_id, feature, amount, granted_by, granted_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    GRANT_CHANGE = "update host_grant set amount = $2, granted_by = $3, granted_at = $4
        where id = $1";
    GRANT_REMOVE = "delete from host_grant where id = $1";

    INVITATIONS_OF = "select id, edition_id, host_id, role, email, made_by, made_at, expires_at,
            used_at, withdrawn_at
        from host_invitation where host_id = $1 order by made_at desc, id";
    INVITATION_BY_ID = "select id, edition_id, host_id, role, email, made_by, made_at, expires_at,
            used_at, withdrawn_at
        from host_invitation where id = $1";
    INVITATION_BY_TOKEN = "select id, edition_id, host_id, role, email, made_by, made_at, expires_at,
            used_at, withdrawn_at
        from host_invitation where token_hash = $1";
    INVITATION_INSERT = "insert into host_invitation
            (id, edition_id, host_id, role, email, made_by, made_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    INVITATION_SEND = "update host_invitation set token_hash = $2
        where id = $1 and used_at is null and withdrawn_at is null";
    /// Once, whoever comes first.
    INVITATION_USE = "update host_invitation set used_at = $2, used_by = $3, email = ''
        where id = $1 and used_at is null and withdrawn_at is null and expires_at > $2";
    INVITATION_WITHDRAW = "update host_invitation set withdrawn_at = $3, email = ''
        where id = $1 and host_id = $2 and used_at is null and withdrawn_at is null";
    INVITATIONS_FORGET = "update host_invitation set email = ''
        where email <> '' and expires_at <= $1";
    /// Keeps other verbs that end a member of this host waiting until this one has ended.
    LEADS_HOLD = "select id from role_grant where host_id = $1 and role = 'host_lead'
        order by id for update";
}

impl Row for HostGrant {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, host) = (columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        let resource = Resource::from_word(&word);
        let hall: Option<HallId> = columns.take()?;
        let feature: Option<String> = columns.take()?;
        let feature = feature.as_deref().and_then(Feature::from_word);
        Ok(Self {
            id,
            host,
            resource: resource.ok_or_else(|| format!("{word:?} is nothing that is granted"))?,
            halls: match (hall, feature) {
                (Some(hall), _) => Halls::One(hall),
                (None, Some(feature)) => Halls::With(feature),
                (None, None) => Halls::Any,
            },
            amount: columns.take()?,
            granted_at: columns.take()?,
        })
    }
}

impl Row for Invitation {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, edition, host) = (columns.take()?, columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        Ok(Self {
            id,
            edition,
            host,
            role: Role::from_word(&word).ok_or_else(|| format!("{word:?} is no role"))?,
            email: columns.take()?,
            made_by: columns.take()?,
            made_at: columns.take()?,
            expires_at: columns.take()?,
            used_at: columns.take()?,
            withdrawn_at: columns.take()?,
        })
    }
}

pub fn grants_in(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<HostGrant>, Fault> {
    tx.all(GRANTS_IN, (edition,))
}

pub fn grants_of(tx: &mut Tx<'_>, host: HostId) -> Result<Vec<HostGrant>, Fault> {
    tx.all(GRANTS_OF, (host,))
}

pub fn insert_grant(
    tx: &mut Tx<'_>,
    edition: EditionId,
    grant: &HostGrant,
    by: Option<AccountId>,
) -> Result<(), Fault> {
    let HostGrant { id, host, resource, halls, amount, granted_at } = *grant;
    let (hall, feature) = (halls.hall(), halls.feature().map(Feature::word));
    let row = (id, edition, host, resource.word(), hall, feature, amount, by, granted_at);
    tx.run(GRANT_INSERT, row).map(drop)
}

pub fn change_grant(
    tx: &mut Tx<'_>,
    id: HostGrantId,
    amount: i64,
    (by, now): (Option<AccountId>, Timestamp),
) -> Result<(), Fault> {
    tx.run(GRANT_CHANGE, (id, amount, by, now)).map(drop)
}

pub fn remove_grant(tx: &mut Tx<'_>, id: HostGrantId) -> Result<(), Fault> {
    tx.run(GRANT_REMOVE, (id,)).map(drop)
}

pub fn invitations_of(tx: &mut Tx<'_>, host: HostId) -> Result<Vec<Invitation>, Fault> {
    tx.all(INVITATIONS_OF, (host,))
}

pub fn invitation(tx: &mut Tx<'_>, id: InvitationId) -> Result<Option<Invitation>, Fault> {
    tx.find(INVITATION_BY_ID, (id,))
}

pub fn invitation_by_token(tx: &mut Tx<'_>, hash: [u8; 32]) -> Result<Option<Invitation>, Fault> {
    tx.find(INVITATION_BY_TOKEN, (hash,))
}

pub fn insert_invitation(tx: &mut Tx<'_>, made: &Invitation) -> Result<(), Fault> {
    let Invitation { id, edition, host, role, made_by, made_at, expires_at, .. } = *made;
    let row = (id, edition, host, role.word(), made.email.as_str(), made_by, made_at, expires_at);
    tx.run(INVITATION_INSERT, row).map(drop)
}

/// Notes the token of the letter; false when the invitation has ended.
pub fn send(tx: &mut Tx<'_>, id: InvitationId, hash: [u8; 32]) -> Result<bool, Fault> {
    Ok(tx.run(INVITATION_SEND, (id, hash))? == 1)
}

/// True for the first who uses it in time.
pub fn use_up(
    tx: &mut Tx<'_>,
    id: InvitationId,
    (now, by): (Timestamp, AccountId),
) -> Result<bool, Fault> {
    Ok(tx.run(INVITATION_USE, (id, now, by))? == 1)
}

pub fn withdraw(
    tx: &mut Tx<'_>,
    id: InvitationId,
    host: HostId,
    now: Timestamp,
) -> Result<bool, Fault> {
    Ok(tx.run(INVITATION_WITHDRAW, (id, host, now))? == 1)
}

/// Forgets the addresses of invitations that nobody followed.
pub fn forget(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, Fault> {
    tx.run(INVITATIONS_FORGET, (now,))
}

pub fn hold_leads(tx: &mut Tx<'_>, host: HostId) -> Result<(), Fault> {
    tx.all::<Uuid>(LEADS_HOLD, (host,)).map(drop)
}
