//! Grants as rows, and the ids by which paths name scopes.

use kernel::{Id, Slug, Timestamp, Uuid};
use store::{Columns, Fault, Row, Tx};

use super::actor::AccountId;
use super::can::{Can, Denied, Holding, decide};
use super::policy::{OnEdition, OnHost, Permission, Role};
use super::scope::Scope;
use crate::ctx::Ctx;
use crate::error::Error;

/// Names one grant.
pub enum GrantKey {}

pub type GrantId = Id<GrantKey>;

/// One role given to one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    pub id: GrantId,
    pub account: AccountId,
    pub holding: Holding,
    /// `None`: the operator at the machine.
    pub granted_by: Option<AccountId>,
}

store::statements! {
    GRANTS_OF = "select id, account_id, role, edition_id, host_id, granted_by, starts_at, ends_at
        from role_grant where account_id = $1 order by starts_at, id";
    GRANTS_IN = "select id, account_id, role, edition_id, host_id, granted_by, starts_at, ends_at
        from role_grant where edition_id = $1 order by starts_at, id";
    ORGANISERS_HOLD = "select id from role_grant where edition_id = $1 and role = 'organiser'
        order by id for update";
    GRANT_INSERT = "insert into role_grant
            (id, account_id, role, edition_id, host_id, granted_by, starts_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    GRANT_END = "update role_grant set ends_at = $3
        where id = $1 and edition_id = $2 and (ends_at is null or ends_at > $3)";
    EDITION_KEY = "select id from edition where slug = $1";
    HOST_KEY = "select id from host where edition_id = $1 and slug = $2";
}

impl Row for Grant {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, account) = (columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        let role = Role::from_word(&word).ok_or_else(|| format!("{word:?} is no role"))?;
        let scope = match (columns.take::<Option<Uuid>>()?, columns.take::<Option<Uuid>>()?) {
            (None, _) => Scope::Site,
            (Some(edition), None) => Scope::Edition(edition),
            (Some(edition), Some(host)) => Scope::Host { edition, host },
        };
        let granted_by = columns.take()?;
        let holding = Holding { role, scope, starts_at: columns.take()?, ends_at: columns.take()? };
        Ok(Self { id, account, holding, granted_by })
    }
}

/// Every grant to an account, past and future ones among them.
pub fn of_account(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Grant>, Fault> {
    tx.all(GRANTS_OF, (account,))
}

/// Every grant in an edition and its hosts.
pub fn in_edition(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<Grant>, Fault> {
    tx.all(GRANTS_IN, (edition,))
}

/// Keeps other verbs that ask for this waiting until this one has ended.
pub fn hold_organisers(tx: &mut Tx<'_>, edition: Uuid) -> Result<(), Fault> {
    tx.all::<GrantId>(ORGANISERS_HOLD, (edition,)).map(drop)
}

pub fn insert(tx: &mut Tx<'_>, grant: &Grant) -> Result<(), Fault> {
    let Holding { role, scope, starts_at, ends_at } = grant.holding;
    let (edition, host) = (scope.edition_uuid(), scope.host_uuid());
    let row =
        (grant.id, grant.account, role.word(), edition, host, grant.granted_by, starts_at, ends_at);
    tx.run(GRANT_INSERT, row).map(drop)
}

/// Ends a grant of that edition now; false when none such holds.
pub fn end(tx: &mut Tx<'_>, edition: Uuid, grant: GrantId, now: Timestamp) -> Result<bool, Fault> {
    Ok(tx.run(GRANT_END, (grant, edition, now))? == 1)
}

/// Asks the policy whether the actor may, by the grants as they are stored.
pub fn require<P: Permission>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    scope: Scope,
) -> Result<Can<P>, Error<Denied>> {
    let holdings: Vec<Holding> = match ctx.actor.account() {
        Some(account) => of_account(tx, account)?.iter().map(|grant| grant.holding).collect(),
        None => Vec::new(),
    };
    decide(ctx.actor, scope, &holdings, ctx.now()).map_err(|denied| match denied {
        Denied::Missing => Error::Missing,
        Denied::Refused => Error::Refused(denied),
    })
}

/// The same over the edition that a path names, in the refusals of the slice that asks.
pub fn require_in<P: OnEdition, R: From<Denied>>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
) -> Result<Can<P>, Error<R>> {
    require_named(tx, ctx, edition, None)
}

/// The same over a host of that edition.
pub fn require_at<P: OnHost, R: From<Denied>>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
    host: &str,
) -> Result<Can<P>, Error<R>> {
    require_named(tx, ctx, edition, Some(host))
}

fn require_named<P: Permission, R: From<Denied>>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
    host: Option<&str>,
) -> Result<Can<P>, Error<R>> {
    let edition: Slug = edition.parse().map_err(|_| Error::Missing)?;
    let host = host.map(|slug| slug.parse::<Slug>().map_err(|_| Error::Missing)).transpose()?;
    let scope = named(tx, Some(&edition), host.as_ref())?.ok_or(Error::Missing)?;
    require(tx, ctx, scope).map_err(|error| error.map(R::from))
}

/// The scope that a path names; `None` when there is no such edition or host.
pub fn named(
    tx: &mut Tx<'_>,
    edition: Option<&Slug>,
    host: Option<&Slug>,
) -> Result<Option<Scope>, Fault> {
    let Some(edition) = edition else { return Ok(Some(Scope::Site)) };
    let Some(edition) = tx.find::<Uuid>(EDITION_KEY, (edition,))? else { return Ok(None) };
    let Some(host) = host else { return Ok(Some(Scope::Edition(edition))) };
    let host = tx.find::<Uuid>(HOST_KEY, (edition, host))?;
    Ok(host.map(|host| Scope::Host { edition, host }))
}
