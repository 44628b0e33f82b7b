//! An activity is put somewhere, moved, or taken back into the tray.

use kernel::{Slug, Timestamp};
use serde_json::json;
use store::{Fault, Tx};

use crate::access::{Can, EditProgramme};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::programme::absences::{self, Absence};
use crate::programme::conflicts::Conflict;
use crate::programme::draft;
use crate::programme::index::Index;
use crate::programme::model::{Activity, Placement, Programme};
use crate::programme::table::model::{
    Answer, Answers, Cause, Change, DAY, Days, Spot, State, Step, seen,
};
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::{rules, store as rows};

/// No activity lasts longer.
pub const MINUTES_MAX: i64 = 24 * 60;

/// What somebody asks for: an activity as they saw it, and where it should be; `None` is the tray.
#[derive(Clone, Debug)]
pub struct Wish {
    pub activity: Slug,
    /// What [`seen`] said of its place.
    pub seen: String,
    pub to: Option<Spot>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// The version of the draft's places from now on.
    pub version: i64,
    pub changes: Vec<Change>,
    /// Conflicts that were not there before and that the edition does not ignore.
    pub caused: Vec<Conflict>,
}

/// A draft as the table has it.
pub struct Sheet {
    pub version: i64,
    pub programme: Programme,
    pub answers: Answers,
    pub absences: Vec<Absence>,
}

/// The draft as it stands.
pub fn sheet(tx: &mut Tx<'_>, can: Can<EditProgramme>) -> Result<Sheet, Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    let version = rows::version(tx, edition)?;
    read(tx, edition, version)
}

/// The draft as it stands, for work that whoever may asked for.
pub(super) fn read_whole(tx: &mut Tx<'_>, edition: EditionId) -> Result<Sheet, Error<Unwilling>> {
    let version = rows::version(tx, edition)?;
    read(tx, edition, version)
}

fn read(tx: &mut Tx<'_>, edition: EditionId, version: i64) -> Result<Sheet, Error<Unwilling>> {
    let found = editions::verbs::by_id(tx, edition)?.ok_or(Error::Missing)?;
    let answers = rows::answers(tx, edition)?;
    let absences = absences::of_edition(tx, edition)?;
    Ok(Sheet { version, programme: draft::read(tx, found)?, answers, absences })
}

/// The draft, held against everybody else who would change its places, under its next version.
pub(super) fn hold(tx: &mut Tx<'_>, edition: EditionId) -> Result<Sheet, Error<Unwilling>> {
    let version = rows::next_version(tx, edition)?;
    read(tx, edition, version)
}

/// Puts an activity where it is wished, and what rides in it along.
pub fn place(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
    wish: &Wish,
) -> Result<Done, Error<Unwilling>> {
    let sheet = hold(tx, can.edition::<Edition>())?;
    let index = Index::of(&sheet.programme);
    let activity =
        index.activity_by_slug(&sheet.programme, &wish.activity).ok_or(Error::Missing)?;
    if seen(activity.placement) != wish.seen {
        return Err(Error::Refused(Unwilling::MovedMeanwhile));
    }
    let to = match &wish.to {
        Some(spot) => Some(placement(&sheet.programme, &index, activity, spot)?),
        None => None,
    };
    let changes = rules::changes(&sheet.programme, &index, activity, to);
    settle(tx, ctx, can, (&sheet, &index), Made { cause: Cause::Placed, changes })
}

/// Tells every table that the draft was written as a whole: what they have is to be read anew.
pub fn written_elsewhere(tx: &mut Tx<'_>, ctx: &Ctx, edition: EditionId) -> Result<(), Fault> {
    let step = Step {
        version: rows::next_version(tx, edition)?,
        cause: Cause::Elsewhere,
        by: ctx.actor.account(),
        at: ctx.now(),
        changes: Vec::new(),
    };
    rows::insert_step(tx, edition, &step, State::Spent)
}

/// A step that is about to be made.
pub(super) struct Made {
    pub cause: Cause,
    pub changes: Vec<Change>,
}

/// Asks the edition's rules, writes the rows, the step and the fact.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
    (sheet, index): (&Sheet, &Index),
    Made { cause, changes }: Made,
) -> Result<Done, Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    let mut caused = rules::caused((&sheet.programme, index), &sheet.absences, &changes);
    // What was so before is given back as it was: a way back is never barred.
    if cause != Cause::Undone {
        let blocked = rules::answered(&caused, &sheet.answers, Answer::Block);
        if !blocked.is_empty() {
            return Err(Error::Refused(Unwilling::Blocked(blocked)));
        }
    }
    let ignored = rules::answered(&caused, &sheet.answers, Answer::Ignore);
    caused.retain(|one| !ignored.contains(one));
    changes.iter().try_for_each(|change| rows::write_change(tx, edition, change))?;
    let step = Step {
        version: sheet.version,
        cause,
        by: ctx.actor.account(),
        at: ctx.now(),
        changes: changes.clone(),
    };
    let state = match cause {
        Cause::Placed | Cause::Accepted => State::Done,
        Cause::Undone | Cause::Redone | Cause::Elsewhere => State::Spent,
    };
    if let (State::Done, Some(account)) = (state, step.by) {
        rows::spend_undone(tx, edition, account)?;
    }
    rows::insert_step(tx, edition, &step, state)?;
    tell(tx, ctx, can, &step)?;
    Ok(Done { version: sheet.version, changes, caused })
}

fn tell(tx: &mut Tx<'_>, ctx: &Ctx, can: Can<EditProgramme>, step: &Step) -> Result<(), Fault> {
    let kind = match step.cause {
        Cause::Placed | Cause::Elsewhere => "programme.placed",
        Cause::Undone => "programme.placing_undone",
        Cause::Redone => "programme.placing_redone",
        Cause::Accepted => "programme.plan_accepted",
    };
    let place = |place: Option<Placement>| {
        place.map(|it| json!([it.hall, it.spot, it.interval.start(), it.interval.end()]))
    };
    let moved: Vec<_> = step
        .changes
        .iter()
        .map(|one| json!([one.activity, place(one.from), place(one.to)]))
        .collect();
    let fact = Fact::new(kind, can.edition::<Edition>()).within(can.scope());
    journal::write(tx, ctx, fact.with("version", step.version).with("moved", moved)).map(drop)
}

fn placement(
    programme: &Programme,
    index: &Index,
    activity: &Activity,
    spot: &Spot,
) -> Result<Placement, Error<Unwilling>> {
    let no = |why| Error::Refused(why);
    let days = Days::of(programme, index);
    index.hall(programme, spot.hall).ok_or(no(Unwilling::NoHall))?;
    if !days.days.contains(&spot.day) {
        return Err(no(Unwilling::NoDay));
    }
    if i64::from(spot.minute) >= DAY {
        return Err(no(Unwilling::NoStart));
    }
    if !(1..=MINUTES_MAX).contains(&spot.minutes) {
        return Err(no(Unwilling::NoLength));
    }
    let start: Timestamp = programme.edition.zone.moment(spot.day, spot.minute);
    let interval = kernel::Interval::new(start, start.plus_minutes(spot.minutes));
    let interval = interval.map_err(|_| no(Unwilling::NoLength))?;
    // In its own hall it keeps its table or stall.
    let own = activity.placement.filter(|own| own.hall == spot.hall);
    Ok(Placement { hall: spot.hall, spot: own.and_then(|own| own.spot), interval })
}
