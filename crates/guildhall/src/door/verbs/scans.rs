//! Scans: a batch from one device, each answered once and for ever.

use std::collections::BTreeMap;

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use super::keys;
use crate::access::{Can, ScanPasses};
use crate::admissions::rules::State;
use crate::admissions::verbs::arrivals;
use crate::ctx::Ctx;
use crate::door::code::Sealed;
use crate::door::known::Known;
use crate::door::model::{Direction, Reentry};
use crate::door::refusal::Unwilling;
use crate::door::rules::{self, Verdict};
use crate::door::short;
use crate::door::store as rows;
use crate::door::store::gates::{Heard, Post};
use crate::door::store::scans::{self, How, Listed, Scan, Unless};
use crate::editions::model::Edition;
use crate::error::Error;
use crate::journal::{self, Fact};

/// A gate that was without network for an hour sends its scans in parts of so many.
pub const SCANS_MAX: usize = 200;
/// A device is noted as seen this often.
const NOTE_EVERY_MS: i64 = 10_000;

/// What a scanner read, or whom somebody picked from the list.
#[derive(Clone, Debug)]
pub enum Named {
    Code(String),
    Admission(Uuid),
}

/// A scan as its device sends it.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The device's own count: the same number is the same scan.
    pub number: i64,
    pub named: Named,
    /// Where the gate leads both ways.
    pub direction: Option<Direction>,
    /// By the device's clock.
    pub at: Timestamp,
    /// What the device told them, while it had no network.
    pub said: Option<Verdict>,
}

/// What a device sends together.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The device's clock as it sends.
    pub now: Timestamp,
    /// Scans that it still holds.
    pub held: i64,
    pub scans: Vec<Sent>,
}

/// What is answered to one scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub number: i64,
    pub verdict: Verdict,
    pub admission: Option<Uuid>,
    pub holder: Option<String>,
    /// The category's slug.
    pub category: Option<String>,
    /// When they were seen before.
    pub before: Option<Timestamp>,
    /// It was sent before.
    pub again: bool,
}

/// The answers, in the order of the scans, and how far the device's clock is behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub answers: Vec<Answer>,
    pub clock_off_ms: i64,
}

/// The device that asks, at its gate.
pub fn post(tx: &mut Tx<'_>, ctx: &Ctx, can: &Can<ScanPasses>) -> Result<Post, Error<Unwilling>> {
    let edition = can.edition::<Edition>().uuid();
    let bearer = ctx.actor.bearer().ok_or(Error::Refused(Unwilling::NoDevice))?;
    let post = rows::gates::post(tx, bearer.token, edition)?;
    post.ok_or(Error::Refused(Unwilling::NoDevice))
}

/// Takes a batch of scans. What was sent before is answered as it was then.
pub fn take(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ScanPasses>,
    known: &Known,
    batch: &Batch,
) -> Result<Taken, Error<Unwilling>> {
    if batch.scans.len() > SCANS_MAX {
        return Err(Error::Refused(Unwilling::NoScans));
    }
    let post = post(tx, ctx, &can)?;
    let now = ctx.now();
    let off = now.as_millis() - batch.now.as_millis();
    note(tx, &post, now, Heard { clock_off_ms: Some(off), held: batch.held })?;
    let numbers: Vec<i64> = batch.scans.iter().map(|scan| scan.number).collect();
    let told = scans::told(tx, post.device.id, &numbers)?;
    let mut told: BTreeMap<i64, scans::Told> =
        told.into_iter().map(|one| (one.number, one)).collect();
    let edition = post.device.edition;
    let keys = keys::checking(tx, edition)?;
    let mut found = Vec::with_capacity(batch.scans.len());
    for sent in &batch.scans {
        found.push(named(tx, edition, (known, &keys), &sent.named)?);
    }
    let ids: Vec<Uuid> = found.iter().filter_map(|(it, _)| it.as_ref().ok().copied()).collect();
    let ids = told.values().filter_map(|one| one.admission).chain(ids).collect::<Vec<_>>();
    let passes = scans::passes_at(tx, edition, post.space.id, &ids)?;
    let mut passes: BTreeMap<Uuid, Listed> =
        passes.into_iter().map(|one| (one.pass.id, one)).collect();
    let mut turn = Turn { post: &post, now, off, came: Vec::new(), fresh: 0, passed: 0 };
    let mut answers = Vec::with_capacity(batch.scans.len());
    for (sent, (it, how)) in batch.scans.iter().zip(found) {
        let answer = match told.get(&sent.number) {
            Some(before) => again(before, &passes),
            None => turn.answer(tx, sent, (it, how), &mut passes)?,
        };
        if !answer.again {
            let admission = answer.admission;
            let (number, verdict, offline) = (sent.number, answer.verdict, sent.said.is_some());
            told.insert(number, scans::Told { number, verdict, admission, offline });
        }
        answers.push(answer);
    }
    let Turn { came, fresh, passed, .. } = turn;
    arrivals::attend(tx, &came, now)?;
    if fresh > 0 {
        let fact = Fact::new("door.scanned", post.device.id).within(can.scope());
        let fact = fact.with("gate", post.gate.id).with("scans", fresh).with("passed", passed);
        journal::write(tx, ctx, fact)?;
    }
    Ok(Taken { answers, clock_off_ms: off })
}

/// Notes that a device was heard of, and not at every scan.
fn note(tx: &mut Tx<'_>, post: &Post, now: Timestamp, heard: Heard) -> Result<(), Fault> {
    let lately = |seen: Timestamp| now.as_millis() - seen.as_millis() < NOTE_EVERY_MS;
    let same = post.device.held == Some(heard.held);
    if same && post.device.seen_at.is_some_and(lately) {
        return Ok(());
    }
    rows::gates::note_seen(tx, post.device.id, now, heard)
}

type Found = (Result<Uuid, Verdict>, How);

fn named(
    tx: &mut Tx<'_>,
    edition: Uuid,
    (known, keys): (&Known, &[crate::door::code::Checking]),
    named: &Named,
) -> Result<Found, Fault> {
    let text = match named {
        Named::Admission(id) => return Ok((Ok(*id), How::Name)),
        Named::Code(text) => text,
    };
    if let Some(code) = short::read(text) {
        let found = match rows::of_short(tx, edition, &code)? {
            Some(found) => Some(found),
            None => {
                super::codes::index(tx, edition)?;
                rows::of_short(tx, edition, &code)?
            }
        };
        return Ok((found.ok_or(Verdict::Unknown), How::Short));
    }
    let opened = Sealed::read(text).and_then(|sealed| known.open(&sealed, edition, keys));
    Ok((opened.map(|claim| claim.admission).map_err(Verdict::from), How::Qr))
}

fn again(before: &scans::Told, passes: &BTreeMap<Uuid, Listed>) -> Answer {
    let listed = before.admission.and_then(|id| passes.get(&id));
    Answer {
        number: before.number,
        verdict: before.verdict,
        admission: before.admission,
        holder: listed.map(|one| one.holder.clone()),
        category: listed.map(|one| one.category.clone()),
        before: None,
        again: true,
    }
}

/// One batch as it is worked through.
struct Turn<'p> {
    post: &'p Post,
    now: Timestamp,
    /// How far the device's clock is behind.
    off: i64,
    /// Passes that came in for the first time.
    came: Vec<Uuid>,
    fresh: u64,
    passed: u64,
}

impl Turn<'_> {
    fn answer(
        &mut self,
        tx: &mut Tx<'_>,
        sent: &Sent,
        (found, how): Found,
        passes: &mut BTreeMap<Uuid, Listed>,
    ) -> Result<Answer, Fault> {
        let Post { device, gate, space } = self.post;
        // A clock that is off is set right by as much as it was off when it sent.
        let at = Timestamp::from_millis(sent.at.as_millis().saturating_add(self.off)).min(self.now);
        let direction = rules::direction(gate, sent.direction);
        let listed = found.ok().and_then(|id| passes.get_mut(&id));
        let judged = match (&found, &listed) {
            (Err(verdict), _) => *verdict,
            (Ok(_), None) => Verdict::Unknown,
            (Ok(_), Some(listed)) => self.judged(listed, direction, at),
        };
        // What was said at a gate without network has happened, whatever is right.
        let verdict = sent.said.unwrap_or(judged);
        let counted = listed.is_some() && verdict.passes();
        let mut scan = Scan {
            device: device.id,
            number: sent.number,
            gate: gate.id,
            admission: listed.as_ref().map(|one| one.pass.id),
            how: how.word().to_owned(),
            direction,
            at,
            received_at: self.now,
            said: sent.said,
            answer: judged,
            counted,
        };
        if !scans::insert(tx, (device.edition, space.id), &scan)? {
            // The same scan on another connection was faster.
            let told = scans::told(tx, device.id, &[sent.number])?;
            return Ok(told.first().map_or_else(|| bare(sent, judged), |it| again(it, passes)));
        }
        self.fresh += 1;
        let Some(listed) = listed else { return Ok(bare(sent, judged)) };
        let before = listed.presence.map(|presence| presence.at);
        if counted {
            scan.answer = self.moved(tx, &scan, listed)?;
        }
        self.passed += u64::from(scan.answer.passes());
        Ok(Answer {
            number: sent.number,
            verdict: scan.answer,
            admission: scan.admission,
            holder: Some(listed.holder.clone()),
            category: Some(listed.category.clone()),
            before,
            again: false,
        })
    }

    fn judged(&self, listed: &Listed, direction: Direction, at: Timestamp) -> Verdict {
        let Post { gate, space, .. } = self.post;
        if direction == Direction::Out {
            return Verdict::Left;
        }
        let day = space.zone.wall(at).date;
        let entitled = rules::entitled(gate, &listed.pass, day);
        let lapsed = rules::lapses_at(space, at);
        entitled.unwrap_or_else(|| rules::enters(gate, listed.presence, lapsed))
    }

    /// Moves somebody in or out, and says what came of it: another gate may have been faster.
    fn moved(
        &mut self,
        tx: &mut Tx<'_>,
        scan: &Scan,
        listed: &mut Listed,
    ) -> Result<Verdict, Fault> {
        let Post { device, gate, space } = self.post;
        let (pass, offline) = (listed.pass.id, scan.said.is_some());
        let inside = scan.direction == Direction::In;
        let refused = if inside {
            let unless = Unless {
                always: offline || gate.reentry == Reentry::Free,
                left: gate.reentry == Reentry::AfterExit,
                lapsed: rules::lapses_at(space, scan.at),
            };
            let entered = scans::enter(tx, (device.edition, space.id), (pass, scan.at), unless)?;
            if entered && listed.pass.state == State::Confirmed {
                listed.pass.state = State::Attended;
                self.came.push(pass);
            }
            (!entered).then_some(match gate.reentry {
                Reentry::Never => Verdict::Used,
                _ => Verdict::AlreadyInside,
            })
        } else {
            let left = scans::leave(tx, space.id, (pass, scan.at))?;
            (!left).then_some(Verdict::NotInside)
        };
        if let Some(verdict) = refused {
            scans::refuse(tx, scan.device, scan.number, verdict)?;
            return Ok(verdict);
        }
        let newer = listed.presence.is_none_or(|before| before.at <= scan.at);
        if newer {
            listed.presence = Some(rules::Presence { inside, at: scan.at });
        }
        Ok(scan.answer)
    }
}

fn bare(sent: &Sent, verdict: Verdict) -> Answer {
    Answer {
        number: sent.number,
        verdict,
        admission: None,
        holder: None,
        category: None,
        before: None,
        again: false,
    }
}
