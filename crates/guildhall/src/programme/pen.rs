//! The one way into a draft. Whoever changes it (the table, an organiser's form, a host's lead, an
//! accepted proposal, a translator, an import, a program) says on whose word, what is written and what
//! the journal is told; here the draft is held, the rows that differ are written, the change is
//! numbered among the steps of the table, so that every open table sees it, and the fact is told.
//!
//! ```text
//! open (held) --> what the verb decides --> write: rows, step (version + 1), fact
//! ```
//!
//! What it is *not*: whose activity it is, whether it fits its host's grant and what the edition's rules
//! say is for the verb that asks. Start with [`write`].

use serde_json::json;
use store::{Fault, Tx};

use super::absences::{self, Absence, AbsenceId};
use super::draft;
use super::model::{Activity, Placement, Programme};
use super::table::model::{Cause, Change, State, Step};
use super::table::store as steps;
use crate::access::{
    Can, EditProgramme, EnterAbsences, ImportSchedule, ManageGrants, Permission, RunHost, Scope,
    Translate,
};
use crate::ctx::Ctx;
use crate::documents::Touched;
use crate::editions;
use crate::editions::model::EditionId;
use crate::hosts::model::Host;
use crate::journal::{self, Fact};
use crate::people::model::Person;

/// Permissions that come with the pen.
pub trait Writes: Permission {}

impl Writes for RunHost {}
impl Writes for ManageGrants {}
impl Writes for Translate {}
impl Writes for EditProgramme {}
impl Writes for EnterAbsences {}
impl Writes for ImportSchedule {}

/// On whose word a draft is written.
#[derive(Clone, Copy, Debug)]
pub struct Hand {
    scope: Scope,
}

impl Hand {
    /// Whoever may, now.
    pub fn of<P: Writes>(can: Can<P>) -> Self {
        Self { scope: can.scope() }
    }

    /// Whoever may, before: the yes was given by a verb that asked, and is kept in the row of what was
    /// accepted; whoever confirms it needs no permission.
    pub const fn accepted(scope: Scope) -> Self {
        Self { scope }
    }

    fn edition(self) -> EditionId {
        EditionId::from_uuid(self.scope.edition_uuid().expect("whoever has the pen has an edition"))
    }
}

/// One thing that is written.
#[derive(Clone, Copy, Debug)]
pub enum Stroke<'a> {
    /// Where an activity is; `from` is what stands.
    Place(Change),
    /// An activity, new or changed, with where, when, by whom and with whom it is.
    Activity(&'a Activity),
    Host(&'a Host),
    /// A public profile, new or changed.
    Person(&'a Person),
    Absence(&'a Absence),
    NoAbsence(AbsenceId),
    /// Everything; what is not in it goes.
    Whole(&'a Programme),
}

/// What becomes one step and one fact.
#[derive(Clone, Debug)]
pub struct Edit<'a> {
    pub cause: Cause,
    pub strokes: Vec<Stroke<'a>>,
    /// Told when anything differed, with the version of the draft and what moved.
    pub fact: Fact,
}

impl<'a> Edit<'a> {
    /// From another page than the table.
    pub fn elsewhere(fact: Fact, strokes: Vec<Stroke<'a>>) -> Self {
        Self { cause: Cause::Elsewhere, strokes, fact }
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub touched: Touched,
    /// The draft's version from now on; `None` when everything was so already.
    pub version: Option<i64>,
}

/// Keeps others who would write the same draft waiting until this verb has ended.
pub fn hold(tx: &mut Tx<'_>, edition: EditionId) -> Result<(), Fault> {
    steps::hold(tx, edition)
}

/// The draft, held.
pub fn open(tx: &mut Tx<'_>, edition: EditionId) -> Result<Option<Programme>, Fault> {
    hold(tx, edition)?;
    let edition = editions::verbs::by_id(tx, edition)?;
    edition.map(|edition| draft::read(tx, edition)).transpose()
}

/// Writes, numbers and tells, unless everything is so already.
pub fn write(tx: &mut Tx<'_>, ctx: &Ctx, hand: Hand, edit: Edit<'_>) -> Result<Written, Fault> {
    let edition = hand.edition();
    hold(tx, edition)?;
    let mut trace = Trace::default();
    for stroke in &edit.strokes {
        trace.draw(tx, ctx, edition, *stroke)?;
    }
    if !trace.touched.any() {
        return Ok(Written::default());
    }
    let version = step(tx, ctx, edition, (edit.cause, trace.step()))?;
    let mut fact = edit.fact.within(hand.scope).with("version", version);
    let moved = trace.moved();
    if !moved.is_empty() {
        fact = fact.with("moved", moved);
    }
    if edit.strokes.iter().any(|stroke| matches!(stroke, Stroke::Whole(_))) {
        let Touched { added, changed, removed } = trace.touched;
        fact = fact.with("rows", json!({"added": added, "changed": changed, "removed": removed}));
    }
    journal::write(tx, ctx, fact)?;
    Ok(Written { touched: trace.touched, version: Some(version) })
}

/// What the strokes left behind.
#[derive(Default)]
struct Trace {
    touched: Touched,
    /// An activity whose place stayed and that was written nevertheless has `from` equal to `to`.
    changes: Vec<Change>,
    /// More than activities changed: whoever has the table open reads it anew.
    is_wide: bool,
}

impl Trace {
    fn draw(
        &mut self,
        tx: &mut Tx<'_>,
        ctx: &Ctx,
        edition: EditionId,
        stroke: Stroke<'_>,
    ) -> Result<(), Fault> {
        let touched = match stroke {
            Stroke::Place(change) if change.from == change.to => Touched::default(),
            Stroke::Place(change) => {
                steps::write_change(tx, edition, &change)?;
                self.changes.push(change);
                Touched { changed: 1, ..Touched::default() }
            }
            Stroke::Activity(activity) => {
                let (touched, from) = draft::write_activity(tx, edition, activity)?;
                if touched.any() {
                    self.see(Change { activity: activity.id, from, to: activity.placement });
                }
                touched
            }
            Stroke::Host(host) => {
                let touched = crate::hosts::verbs::write_one(tx, edition, host)?;
                self.shown(draft::of_host(tx, edition, host.id)?, touched);
                touched
            }
            Stroke::Person(person) => {
                let touched = crate::people::profiles::write_one(tx, edition, person)?;
                self.shown(draft::of_person(tx, edition, person.id)?, touched);
                touched
            }
            Stroke::Absence(absence) => {
                absences::insert(tx, ctx, edition, absence)?;
                self.is_wide = true;
                Touched { added: 1, ..Touched::default() }
            }
            Stroke::NoAbsence(id) => {
                let gone = absences::remove(tx, edition, id)?;
                self.is_wide |= gone > 0;
                Touched { removed: gone, ..Touched::default() }
            }
            Stroke::Whole(programme) => {
                let touched = draft::write(tx, programme)?;
                self.is_wide |= touched.any();
                touched
            }
        };
        self.touched = self.touched.and(touched);
        Ok(())
    }

    /// Activities that show somebody's name.
    fn shown(&mut self, at: Vec<(super::model::ActivityId, Option<Placement>)>, touched: Touched) {
        if touched.any() {
            for (activity, place) in at {
                self.see(Change { activity, from: place, to: place });
            }
        }
    }

    fn see(&mut self, change: Change) {
        if !self.changes.iter().any(|one| one.activity == change.activity) {
            self.changes.push(change);
        }
    }

    /// What the tables are told; nothing means everything.
    fn step(&self) -> Vec<Change> {
        if self.is_wide { Vec::new() } else { self.changes.clone() }
    }

    fn moved(&self) -> Vec<serde_json::Value> {
        let place = |place: Option<Placement>| {
            place.map(|it| json!([it.hall, it.spot, it.interval.start(), it.interval.end()]))
        };
        let moved = self.changes.iter().filter(|one| one.from != one.to);
        moved.map(|one| json!([one.activity, place(one.from), place(one.to)])).collect()
    }
}

/// Numbers a change among those of the draft. What was made at the table may be taken back.
fn step(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    (cause, changes): (Cause, Vec<Change>),
) -> Result<i64, Fault> {
    let (by, at) = (ctx.actor.account(), ctx.now());
    let step = Step { version: steps::next_version(tx, edition)?, cause, by, at, changes };
    let state = match cause {
        Cause::Placed | Cause::Accepted => State::Done,
        Cause::Undone | Cause::Redone | Cause::Elsewhere => State::Spent,
    };
    if let (State::Done, Some(account)) = (state, step.by) {
        steps::spend_undone(tx, edition, account)?;
    }
    steps::insert_step(tx, edition, &step, state)?;
    Ok(step.version)
}
