//! Scans and who is inside, as rows.

use kernel::{Date, Timestamp, Uuid};
use store::{Columns, Fault, Json, Row, Tx, Value};

use crate::admissions::rules::State;
use crate::door::model::{DeviceId, Direction, GateId, SpaceId};
use crate::door::rules::{Pass, Presence, Verdict};

store::statements! {
    SCANS_TOLD = "select s.number, s.answer, s.admission_id, s.said from scan s
        where s.device_id = $1 and s.number = any($2) order by s.number";
    /// What was sent before is not written again.
    SCAN_INSERT = "insert into scan (device_id, number, edition_id, gate_id, space_id,
            admission_id, how, direction, at, received_at, said, answer, counted)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (device_id, number) do nothing";
    SCAN_REFUSE = "update scan set answer = $3, counted = false
        where device_id = $1 and number = $2";
    PASSES_AT = "select a.id, a.state, a.category_id, c.days, a.holder, c.slug, p.inside, p.at
        from admission a join pass_category c on c.id = a.category_id
        left join presence p on p.space_id = $2 and p.admission_id = a.id
        where a.edition_id = $1 and a.id = any($3) order by a.id";
    PASSES = "select a.id, a.state, a.category_id, c.days, a.holder, c.slug, p.inside, p.at
        from admission a join pass_category c on c.id = a.category_id
        left join presence p on p.space_id = $2 and p.admission_id = a.id
        where a.edition_id = $1 and (a.state_at >= $3 or p.at >= $3) order by a.id";
    /// Somebody comes in. Nothing is written when they are inside and the gate minds: of two gates at
    /// once one alone admits them.
    PRESENCE_ENTER = "insert into presence
            (space_id, admission_id, edition_id, inside, at, entries, exits)
        values ($1, $2, $3, true, $4, 1, 0)
        on conflict (space_id, admission_id) do update set
            inside = case when excluded.at >= presence.at then true else presence.inside end,
            at = case when excluded.at > presence.at then excluded.at else presence.at end,
            entries = presence.entries + 1
        where cast($5 as boolean) or presence.at < $7
            or (cast($6 as boolean) and not presence.inside)";
    /// Somebody leaves whom we saw come in.
    PRESENCE_LEAVE = "update presence set
            inside = case when $3 >= at then false else inside end,
            at = case when $3 > at then $3 else at end,
            exits = exits + 1
        where space_id = $1 and admission_id = $2";
    SCANS_IN = "select s.device_id, s.number, s.gate_id, s.admission_id, s.how, s.direction, s.at,
            s.received_at, s.said, s.answer, s.counted
        from scan s join door_space p on p.id = s.space_id
        where p.edition_id = $1 and (s.at < $2 or (s.at = $2 and s.number < $3))
        order by s.at desc, s.number desc, s.device_id limit $4";
    /// The same pass came in twice and nobody saw it leave, with a gate that had no network.
    CONFLICTS = "select c.admission_id, c.gate_id, c.at, c.said, c.gate_before, c.at_before,
            c.said_before
        from (select s.admission_id, s.gate_id, s.at, s.said, s.direction, s.space_id,
                lag(s.gate_id) over w as gate_before, lag(s.at) over w as at_before,
                lag(s.said) over w as said_before, lag(s.direction) over w as direction_before
            from scan s join door_space p on p.id = s.space_id
            where p.edition_id = $1 and s.counted and s.at >= $2
            window w as (partition by s.space_id, s.admission_id
                order by s.at, s.device_id, s.number)) c
        join gate g on g.id = c.gate_id join door_space p on p.id = c.space_id
        where c.direction = 'in' and c.direction_before = 'in' and g.reentry <> 'free'
            and (c.said is not null or c.said_before is not null)
            and c.at - c.at_before < p.stay_minutes * 60000
        order by c.at desc, c.admission_id limit 500";
}

/// How a pass was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Qr,
    Short,
    Name,
}

impl How {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Qr => "qr",
            Self::Short => "short",
            Self::Name => "name",
        }
    }
}

/// What a scan was told before.
pub struct Told {
    pub number: i64,
    pub verdict: Verdict,
    pub admission: Option<Uuid>,
    pub offline: bool,
}

impl Row for Told {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let number = columns.take()?;
        let verdict = verdict(columns)?;
        let admission = columns.take()?;
        let said: Option<String> = columns.take()?;
        Ok(Self { number, verdict, admission, offline: said.is_some() })
    }
}

fn verdict(columns: &mut Columns<'_>) -> Result<Verdict, String> {
    let word: String = columns.take()?;
    Verdict::from_word(&word).ok_or_else(|| format!("{word:?} is no answer of a gate"))
}

/// A pass, whoever holds it, and when it was seen at a space.
#[derive(Clone)]
pub struct Listed {
    pub pass: Pass,
    pub holder: String,
    /// The category's slug.
    pub category: String,
    pub presence: Option<Presence>,
}

impl Row for Listed {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let id = columns.take()?;
        let state: String = columns.take()?;
        let state = State::from_word(&state).ok_or_else(|| format!("{state:?} is no state"))?;
        let category = columns.take()?;
        let Json(days): Json<Vec<Date>> = columns.take()?;
        let (holder, slug) = (columns.take()?, columns.take()?);
        let inside: Option<bool> = columns.take()?;
        let at: Option<Timestamp> = columns.take()?;
        let presence = inside.zip(at).map(|(inside, at)| Presence { inside, at });
        let pass = Pass { id, state, category, days };
        Ok(Self { pass, holder, category: slug, presence })
    }
}

/// A scan as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Scan {
    pub device: DeviceId,
    pub number: i64,
    pub gate: GateId,
    pub admission: Option<Uuid>,
    pub how: String,
    pub direction: Direction,
    pub at: Timestamp,
    pub received_at: Timestamp,
    pub said: Option<Verdict>,
    pub answer: Verdict,
    pub counted: bool,
}

impl Row for Scan {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (device, number, gate) = (columns.take()?, columns.take()?, columns.take()?);
        let (admission, how) = (columns.take()?, columns.take()?);
        let direction: String = columns.take()?;
        let direction = Direction::from_word(&direction)
            .ok_or_else(|| format!("{direction:?} is no direction"))?;
        let (at, received_at) = (columns.take()?, columns.take()?);
        let said: Option<String> = columns.take()?;
        let (answer, counted) = (verdict(columns)?, columns.take()?);
        let said = said.as_deref().and_then(Verdict::from_word);
        Ok(Self {
            device,
            number,
            gate,
            admission,
            how,
            direction,
            at,
            received_at,
            said,
            answer,
            counted,
        })
    }
}

pub fn told(tx: &mut Tx<'_>, device: DeviceId, numbers: &[i64]) -> Result<Vec<Told>, Fault> {
    tx.all(SCANS_TOLD, (device, Value::list(numbers.iter().copied())))
}

/// False when the device had sent one of that number.
pub fn insert(
    tx: &mut Tx<'_>,
    (edition, space): (Uuid, SpaceId),
    one: &Scan,
) -> Result<bool, Fault> {
    let row = (
        one.device,
        one.number,
        edition,
        one.gate,
        space,
        one.admission,
        one.how.as_str(),
        one.direction.word(),
        one.at,
        one.received_at,
        one.said.map(Verdict::word),
        one.answer.word(),
        one.counted,
    );
    Ok(tx.run(SCAN_INSERT, row)? == 1)
}

/// A scan that was to be counted and is not.
pub fn refuse(
    tx: &mut Tx<'_>,
    device: DeviceId,
    number: i64,
    answer: Verdict,
) -> Result<(), Fault> {
    tx.put(SCAN_REFUSE, (device, number, answer.word()))
}

pub fn passes_at(
    tx: &mut Tx<'_>,
    edition: Uuid,
    space: SpaceId,
    ids: &[Uuid],
) -> Result<Vec<Listed>, Fault> {
    tx.all(PASSES_AT, (edition, space, Value::list(ids.iter().copied())))
}

/// Every pass of the edition that changed since then, whether it admits or not.
pub fn passes_since(
    tx: &mut Tx<'_>,
    edition: Uuid,
    space: SpaceId,
    since: Timestamp,
) -> Result<Vec<Listed>, Fault> {
    tx.all(PASSES, (edition, space, since))
}

/// Under which circumstances somebody who was seen before comes in.
#[derive(Clone, Copy, Debug)]
pub struct Unless {
    /// Whatever was before.
    pub always: bool,
    /// When they were seen to leave.
    pub left: bool,
    /// When they were last seen before that.
    pub lapsed: Timestamp,
}

/// False when they are inside and the gate minds.
pub fn enter(
    tx: &mut Tx<'_>,
    (edition, space): (Uuid, SpaceId),
    (pass, at): (Uuid, Timestamp),
    unless: Unless,
) -> Result<bool, Fault> {
    let Unless { always, left, lapsed } = unless;
    let row = (space, pass, edition, at, always, left, lapsed);
    Ok(tx.run(PRESENCE_ENTER, row)? == 1)
}

/// False when nobody saw them come in.
pub fn leave(
    tx: &mut Tx<'_>,
    space: SpaceId,
    (pass, at): (Uuid, Timestamp),
) -> Result<bool, Fault> {
    Ok(tx.run(PRESENCE_LEAVE, (space, pass, at))? == 1)
}

/// The newest scans of an edition before that one, newest first.
pub fn newest(
    tx: &mut Tx<'_>,
    edition: Uuid,
    (at, number): (Timestamp, i64),
    limit: i64,
) -> Result<Vec<Scan>, Fault> {
    tx.all(SCANS_IN, (edition, at, number, limit))
}

/// One pass that came in twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub admission: Uuid,
    pub gate: GateId,
    pub at: Timestamp,
    pub offline: bool,
    pub gate_before: GateId,
    pub at_before: Timestamp,
    pub offline_before: bool,
}

impl Row for Conflict {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (admission, gate, at) = (columns.take()?, columns.take()?, columns.take()?);
        let offline = columns.take::<Option<String>>()?.is_some();
        let (gate_before, at_before) = (columns.take()?, columns.take()?);
        let offline_before = columns.take::<Option<String>>()?.is_some();
        Ok(Self { admission, gate, at, offline, gate_before, at_before, offline_before })
    }
}

/// Passes that came in twice since then, newest first.
pub fn conflicts(tx: &mut Tx<'_>, edition: Uuid, since: Timestamp) -> Result<Vec<Conflict>, Fault> {
    tx.all(CONFLICTS, (edition, since))
}
