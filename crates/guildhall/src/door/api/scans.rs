//! Scans in, answers out; scans as they are kept.

use kernel::{Timestamp, Uuid};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::{refused, wrong};
use crate::access::{ManageDoor, ScanPasses};
use crate::api::{Asked, Given, IdText, Listed, Moment, Problem, Reply, Trouble};
use crate::door::known::Known;
use crate::door::model::Direction;
use crate::door::refusal::Unwilling;
use crate::door::rules::Verdict;
use crate::door::store::scans::{Conflict, Scan};
use crate::door::verbs::report;
use crate::door::verbs::scans::{self, Batch, Named, Sent};

/// Scans of one device.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScansSent {
    /// The device's clock as it sends, in milliseconds since 1970: by it, times of scans are set right
    now: i64,
    /// Scans that the device still holds
    #[serde(default)]
    held: i64,
    /// Up to 200. The same number of one device is the same scan, however often it is sent
    scans: Vec<ScanSent>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScanSent {
    /// The device's own count
    number: i64,
    /// What was read: the digits of a QR code, or a short code
    code: Option<String>,
    /// Instead of a code: the admission that somebody picked from the list
    admission: Option<String>,
    /// `in` or `out`, where the gate leads both ways
    direction: Option<String>,
    /// By the device's clock, in milliseconds since 1970
    at: i64,
    /// What the device told them, while it had no network
    said: Option<String>,
}

/// What is answered.
#[derive(Serialize, JsonSchema)]
pub struct ScansAnswered {
    answers: Vec<AnswerShape>,
    /// How many milliseconds the device's clock is behind
    clock_off_ms: i64,
}

#[derive(Serialize, JsonSchema)]
pub struct AnswerShape {
    number: i64,
    /// `admitted`, `left`, `not_inside`, `already_inside`, `used`, `wrong_day`, `wrong_gate`, `cancelled`,
    /// `not_confirmed`, `forged`, `foreign`, `old_code`, `unknown`, `no_code` or `other_lane`
    answer: String,
    admission: Option<String>,
    holder: Option<String>,
    /// The slug of the sort of pass
    pass: Option<String>,
    /// When they were last seen here, in milliseconds since 1970
    before: Option<i64>,
    /// It was sent before and is answered as it was then
    again: bool,
}

/// A scan as it is kept.
#[derive(Serialize, JsonSchema)]
pub struct ScanShape {
    device: IdText,
    number: i64,
    gate: IdText,
    admission: Option<String>,
    /// `qr`, `short` or `name`
    how: String,
    direction: String,
    at: Moment,
    received_at: Moment,
    /// What a device without network said
    said: Option<String>,
    answer: String,
    /// It moved somebody in or out
    counted: bool,
}

/// The same pass, let in twice without having left.
#[derive(Serialize, JsonSchema)]
pub struct ConflictShape {
    admission: IdText,
    first: SideShape,
    second: SideShape,
}

#[derive(Serialize, JsonSchema)]
pub struct SideShape {
    gate: IdText,
    at: Moment,
    /// The gate had no network
    offline: bool,
}

pub fn take(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, ScansSent>,
    known: &Known,
) -> Result<Reply<ScansAnswered>, Trouble> {
    let may = asked.may_in::<ScanPasses>(tx)?;
    let sent = given.read()?;
    let read = sent.scans.into_iter().enumerate().map(|(at, one)| read(at, one));
    let batch = Batch {
        now: Timestamp::from_millis(sent.now),
        held: sent.held.max(0),
        scans: read.collect::<Result<_, _>>()?,
    };
    let taken = scans::take(tx, &asked.ctx, may, known, &batch)?;
    let shape = |one: scans::Answer| AnswerShape {
        number: one.number,
        answer: one.verdict.word().to_owned(),
        admission: one.admission.map(|id| id.to_string()),
        holder: one.holder,
        pass: one.category,
        before: one.before.map(Timestamp::as_millis),
        again: one.again,
    };
    let answers = taken.answers.into_iter().map(shape).collect();
    Ok(Reply::of(ScansAnswered { answers, clock_off_ms: taken.clock_off_ms }))
}

fn read(at: usize, one: ScanSent) -> Result<Sent, Trouble> {
    let named = match (one.code, one.admission) {
        (Some(code), None) => Named::Code(code),
        (None, Some(id)) => {
            let id = id.parse::<Uuid>();
            Named::Admission(id.map_err(|error| wrong(&format!("/scans/{at}/admission"), error))?)
        }
        _ => return Err(wrong(&format!("/scans/{at}"), "a code or an admission, not both")),
    };
    let direction = one.direction.map(|word| Direction::from_word(&word).ok_or(()));
    let direction = direction.transpose().map_err(|()| refused(Unwilling::NoDirection))?;
    let said = one.said.map(|word| Verdict::from_word(&word).ok_or(()));
    let said = said.transpose().map_err(|()| refused(Unwilling::NoVerdict))?;
    let at = Timestamp::from_millis(one.at);
    Ok(Sent { number: one.number, named, direction, at, said })
}

pub fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<ScanShape>>, Trouble> {
    let may = asked.may_in::<ManageDoor>(tx)?;
    let paging = asked.paging()?;
    let before = match paging.after.as_deref() {
        None => (Timestamp::from_millis(i64::MAX), i64::MAX),
        Some(text) => place(text).ok_or(Problem::BadCursor)?,
    };
    let limit = i64::try_from(paging.limit).unwrap_or(i64::MAX);
    let found = report::scans(tx, &may, before, limit)?;
    let next = (found.len() == paging.limit).then(|| found.last()).flatten();
    let next = next.map(|one| format!("{}.{}", one.at.as_millis(), one.number));
    Ok(Reply::list(found.into_iter().map(scan).collect(), next))
}

fn place(text: &str) -> Option<(Timestamp, i64)> {
    let (at, number) = text.split_once('.')?;
    Some((Timestamp::from_millis(at.parse().ok()?), number.parse().ok()?))
}

fn scan(one: Scan) -> ScanShape {
    ScanShape {
        device: one.device.into(),
        number: one.number,
        gate: one.gate.into(),
        admission: one.admission.map(|id| id.to_string()),
        how: one.how,
        direction: one.direction.word().to_owned(),
        at: one.at.into(),
        received_at: one.received_at.into(),
        said: one.said.map(|said| said.word().to_owned()),
        answer: one.answer.word().to_owned(),
        counted: one.counted,
    }
}

pub fn conflicts(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Vec<ConflictShape>>, Trouble> {
    let may = asked.may_in::<ManageDoor>(tx)?;
    let report = report::since(tx, &may, Timestamp::from_millis(0))?;
    Ok(Reply::of(report.conflicts.into_iter().map(conflict).collect()))
}

fn conflict(one: Conflict) -> ConflictShape {
    let side = |gate: crate::door::model::GateId, at: Timestamp, offline| SideShape {
        gate: gate.into(),
        at: at.into(),
        offline,
    };
    ConflictShape {
        admission: one.admission.into(),
        first: side(one.gate_before, one.at_before, one.offline_before),
        second: side(one.gate, one.at, one.offline),
    }
}
