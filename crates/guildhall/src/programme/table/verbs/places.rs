//! An activity is put somewhere, moved, or taken back into the tray.

use kernel::{Slug, Timestamp};
use store::Tx;

use crate::access::{Can, EditProgramme};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::Fact;
use crate::programme::absences::{self, Absence};
use crate::programme::conflicts::Conflict;
use crate::programme::draft;
use crate::programme::index::Index;
use crate::programme::model::{Activity, Placement, Programme};
use crate::programme::pen::{self, Edit, Hand, Stroke};
use crate::programme::table::model::{Answer, Answers, Cause, Change, DAY, Days, Spot, seen};
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

/// The draft, held against everybody else who would change it.
pub(super) fn hold(tx: &mut Tx<'_>, edition: EditionId) -> Result<Sheet, Error<Unwilling>> {
    pen::hold(tx, edition)?;
    read_whole(tx, edition)
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

/// A step that is about to be made.
pub(super) struct Made {
    pub cause: Cause,
    pub changes: Vec<Change>,
}

/// Asks the edition's rules, and has it written.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
    (sheet, index): (&Sheet, &Index),
    Made { cause, changes }: Made,
) -> Result<Done, Error<Unwilling>> {
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
    let kind = match cause {
        Cause::Placed | Cause::Elsewhere => "programme.placed",
        Cause::Undone => "programme.placing_undone",
        Cause::Redone => "programme.placing_redone",
        Cause::Accepted => "programme.plan_accepted",
    };
    let fact = Fact::new(kind, can.edition::<Edition>());
    let strokes = changes.iter().copied().map(Stroke::Place).collect();
    let written = pen::write(tx, ctx, Hand::of(can), Edit { cause, strokes, fact })?;
    Ok(Done { version: written.version.unwrap_or(sheet.version), changes, caused })
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
