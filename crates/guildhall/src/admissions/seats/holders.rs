//! Whose a pass is. A [`Holder`] is the proof that whoever asks may act for it: by the account that
//! manages it, by its secret link, or because the policy lets them act for every pass of the edition.

use kernel::{Timestamp, Uuid};
use sha2::{Digest as _, Sha256};
use store::{Fault, Tx, Value};

use crate::access::sessions::Token;
use crate::access::{AccountId, Can, SellPasses};
use crate::admissions::calendar::model::Party;
use crate::admissions::model::AdmissionId;
use crate::admissions::rules::State;
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId};
use crate::people::contacts;
use crate::people::verbs::accounts;

store::statements! {
    /// What a pass is, with whose it is.
    PASSES_OF_ACCOUNT = "select a.id, a.edition_id, a.holder, a.state, c.name, c.days, l.account_id
        from pass_link l join admission a on a.id = l.pass_id
            join pass_category c on c.id = a.category_id
        where l.account_id = $1 and l.edition_id = $2 order by a.id";
    PASS_BY_LINK = "select a.id, a.edition_id, a.holder, a.state, c.name, c.days, l.account_id
        from pass_link l join admission a on a.id = l.pass_id
            join pass_category c on c.id = a.category_id
        where l.token_hash = $1";
    PASSES_BY_ID = "select a.id, a.edition_id, a.holder, a.state, c.name, c.days, l.account_id
        from admission a join pass_category c on c.id = a.category_id
            left join pass_link l on l.pass_id = a.id
        where a.id = any($1) and a.edition_id = $2 order by a.id";
    LINK_MAKE = "insert into pass_link (pass_id, edition_id, account_id, token_hash, made_at)
        values ($1, $2, null, $3, $4)
        on conflict (pass_id) do update set token_hash = excluded.token_hash,
            made_at = excluded.made_at";
    PASS_BY_CALENDAR = "select a.id, a.edition_id, a.holder, a.state, c.name, c.days, l.account_id
        from pass_link l join admission a on a.id = l.pass_id
            join pass_category c on c.id = a.category_id
        where l.calendar_hash = $1";
    CALENDAR_MAKE = "insert into pass_link (pass_id, edition_id, made_at, calendar_hash)
        values ($1, $2, $4, $3)
        on conflict (pass_id) do update set calendar_hash = excluded.calendar_hash";
    LINK_FORGET = "delete from pass_link where pass_id = $1";
    LINK_BIND = "insert into pass_link (pass_id, edition_id, account_id, token_hash, made_at)
        values ($1, $2, $3, null, $4)
        on conflict (pass_id) do update set account_id = excluded.account_id";
}

/// A pass with what seats must know of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Pass {
    pub id: AdmissionId,
    pub edition: EditionId,
    pub holder: String,
    pub state: State,
    /// What it is called.
    pub category: kernel::Text,
    /// The days it is good for; none: all.
    pub days: Vec<kernel::Date>,
    pub account: Option<AccountId>,
}

// Personal: it must not slip into a log.
impl std::fmt::Debug for Pass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pass({}, {})", self.id, self.state.word())
    }
}

impl store::Row for Pass {
    fn from_columns(columns: &mut store::Columns<'_>) -> Result<Self, String> {
        let (id, edition, holder) = (columns.take()?, columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        let state = State::from_word(&word).ok_or_else(|| format!("{word:?} is no state"))?;
        let category = columns.take()?;
        let store::Json(days) = columns.take()?;
        Ok(Self { id, edition, holder, state, category, days, account: columns.take()? })
    }
}

impl Pass {
    /// True while it lets its holder in.
    pub const fn lives(&self) -> bool {
        matches!(self.state, State::Confirmed | State::Attended)
    }
}

/// Whoever asks may act for these passes. Only this module makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    passes: Vec<Pass>,
}

/// By what a page knows whose passes it is about.
#[derive(Clone)]
pub struct Key {
    pub account: Option<AccountId>,
    pub link: Option<Token>,
}

fn hash_of(token: &Token) -> [u8; 32] {
    Sha256::digest(token.spelled().as_bytes()).into()
}

/// The passes of whoever has that key; empty when it opens none of the edition.
pub fn of(tx: &mut Tx<'_>, edition: EditionId, key: &Key) -> Result<Holder, Fault> {
    let mut passes: Vec<Pass> = match key.account {
        Some(account) => tx.all(PASSES_OF_ACCOUNT, (account, edition))?,
        None => Vec::new(),
    };
    if let Some(link) = &key.link
        && let Some(pass) = by_link(tx, link)?.filter(|one| one.edition == edition)
        && !passes.iter().any(|one| one.id == pass.id)
    {
        passes.push(pass);
    }
    passes.retain(|one| one.state.takes_place());
    Ok(Holder { passes })
}

/// The pass that a link leads to.
pub fn by_link(tx: &mut Tx<'_>, link: &Token) -> Result<Option<Pass>, Fault> {
    tx.find(PASS_BY_LINK, (hash_of(link),))
}

/// Any passes of the edition, for whoever sells them.
pub fn any(tx: &mut Tx<'_>, can: Can<SellPasses>, ids: &[AdmissionId]) -> Result<Holder, Fault> {
    let edition = can.edition::<Edition>();
    let passes = tx.all(PASSES_BY_ID, (Value::list(ids.iter().copied()), edition))?;
    Ok(Holder { passes })
}

/// Passes as the house knows them, for its own work and for lists of whoever runs an activity.
pub(super) fn named(
    tx: &mut Tx<'_>,
    edition: EditionId,
    ids: &[AdmissionId],
) -> Result<Vec<Pass>, Fault> {
    tx.all(PASSES_BY_ID, (Value::list(ids.iter().copied()), edition))
}

/// Makes a new secret link to a pass; the one before leads nowhere any more.
pub fn make_link(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, pass): (EditionId, AdmissionId),
) -> Result<Token, Fault> {
    let token = Token::new(ctx.secret());
    tx.run(LINK_MAKE, (pass, edition, hash_of(&token), ctx.now()))?;
    Ok(token)
}

/// The pass whose calendar is at that address.
pub fn by_calendar(tx: &mut Tx<'_>, token: &Token) -> Result<Option<Pass>, Fault> {
    tx.find(PASS_BY_CALENDAR, (hash_of(token),))
}

/// Makes a new secret address of a pass's calendar; the one before shows nothing any more.
pub fn make_calendar(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, pass): (EditionId, AdmissionId),
) -> Result<Token, Fault> {
    let token = Token::new(ctx.secret());
    tx.run(CALENDAR_MAKE, (pass, edition, hash_of(&token), ctx.now()))?;
    Ok(token)
}

/// Says that an account manages a pass.
pub fn bind(
    tx: &mut Tx<'_>,
    (edition, pass): (EditionId, AdmissionId),
    account: AccountId,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(LINK_BIND, (pass, edition, account, now)).map(drop)
}

/// Whoever had the link or managed the pass does so no longer: it is somebody else's.
pub fn forget(tx: &mut Tx<'_>, pass: AdmissionId) -> Result<(), Fault> {
    tx.run(LINK_FORGET, (pass,)).map(drop)
}

impl Holder {
    pub fn passes(&self) -> &[Pass] {
        &self.passes
    }

    /// The same for some of the passes alone; `None` when one is not theirs.
    pub fn only(&self, ids: &[AdmissionId]) -> Option<Self> {
        let find = |id: &AdmissionId| self.passes.iter().find(|one| one.id == *id).cloned();
        let passes: Option<Vec<Pass>> = ids.iter().map(find).collect();
        passes.filter(|all| !all.is_empty()).map(|passes| Self { passes })
    }
}

/// Whose calendars a pass is bound by: its own, and those of the person of the programme it belongs to.
pub(super) fn parties(tx: &mut Tx<'_>, pass: &Pass) -> Result<Vec<Party>, Fault> {
    let mut all: Vec<Uuid> = vec![pass.id.uuid()];
    if let Some(account) = pass.account
        && let Some(account) = accounts::find(tx, account)?
    {
        let contacts = contacts::of_email(tx, pass.edition, &account.email)?;
        all.extend(contacts.into_iter().map(|one| one.person.uuid()));
    }
    Ok(all)
}
