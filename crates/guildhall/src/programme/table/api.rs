//! The draft table for other programs: where everything is, one thing put elsewhere, and runs of the
//! solver. A move says what place it saw, as at the table.

use kernel::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::model::{Change, Sort, Spot, seen};
use super::refusal::Unwilling;
use super::runs::{Run, RunId};
use super::solver::{Task, Why};
use super::verbs::places::{self, Sheet, Wish};
use super::verbs::runs;
use crate::access::{Area, EditProgramme};
use crate::api::{Asked, Given, IdText, Listed, Match, Moment, Problem, Reply, Route, Trouble};
use crate::editions::model::HallId;
use crate::programme::index::Index;
use crate::programme::model::{Placement, Programme};

/// Every route of the table.
pub fn routes() -> Vec<Route> {
    const PLACES: &str = "/editions/{edition}/places";
    const PLACE: &str = "/editions/{edition}/places/{activity}";
    const RUNS: &str = "/editions/{edition}/runs";
    const RUN: &str = "/editions/{edition}/runs/{run}";
    const STATE: &str = "/editions/{edition}/runs/{run}/state";
    let all = [
        Route::get(PLACES, "list-places", |w| w.table_api_places(), list).in_parts(),
        Route::get(PLACE, "get-place", |w| w.table_api_place(), one),
        Route::put(PLACE, "set-place", |w| w.table_api_set(), set).matched(Match::Must),
        Route::post(RUNS, "ask-run", |w| w.table_api_ask(), ask),
        Route::get(RUN, "get-run", |w| w.table_api_run(), run),
        Route::put(STATE, "set-run-state", |w| w.table_api_set_run(), set_run),
    ];
    all.map(|route| route.reaching(Area::Programme)).into()
}

/// Where an activity of the draft is.
#[derive(Serialize, JsonSchema)]
pub struct PlaceShape {
    /// The activity's slug
    activity: String,
    /// Null: it waits for one
    place: Option<WhereShape>,
    /// By which a move says what it saw
    etag: String,
}

/// A hall and a time.
#[derive(Serialize, JsonSchema)]
pub struct WhereShape {
    /// `venue/hall`
    hall: String,
    starts_at: Moment,
    ends_at: Moment,
}

/// Where an activity is to be; without `hall` it goes back into the tray.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceWish {
    /// `venue/hall`
    hall: Option<String>,
    /// A day of the edition, for example 2025-02-21
    day: Option<String>,
    /// On the edition's clocks, for example 09:30
    start: Option<String>,
    minutes: Option<i64>,
}

/// What was moved, and what that causes.
#[derive(Serialize, JsonSchema)]
pub struct MovedShape {
    /// The draft's version from now on
    version: i64,
    moved: Vec<PlaceShape>,
    /// Sorts of conflict that were not there before: `person_twice`, `hall_twice`, …
    caused: Vec<String>,
}

/// What the solver is asked.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunWish {
    /// `rest`, `these`, `improve` or `without_hall`
    task: String,
    /// Slugs, for `these`
    #[serde(default)]
    activities: Vec<String>,
    /// `venue/hall`, for `without_hall`
    hall: Option<String>,
}

/// A run of the solver. It works for some seconds; ask again.
#[derive(Serialize, JsonSchema)]
pub struct RunShape {
    id: IdText,
    task: String,
    /// `running`, `proposed`, `failed`, `accepted` or `discarded`
    state: String,
    steps: i64,
    steps_max: i64,
    /// What would move
    moves: Vec<MoveShape>,
    /// Slugs of those for which no place was found
    left: Vec<String>,
    /// Conflicts before and after
    before: Option<usize>,
    after: Option<usize>,
}

#[derive(Serialize, JsonSchema)]
pub struct MoveShape {
    /// The activity's slug
    activity: String,
    from: Option<WhereShape>,
    to: Option<WhereShape>,
    /// `placed`, `hall_lost`, `mends`, `makes_room` or `along`
    why: &'static str,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunStateWish {
    /// `stopped` (with what it has), `accepted` (as one step) or `discarded`
    state: String,
}

fn place(programme: &Programme, index: &Index, at: Option<Placement>) -> Option<WhereShape> {
    let at = at?;
    let (venue, hall) = index.hall(programme, at.hall)?;
    Some(WhereShape {
        hall: format!("{}/{}", venue.slug, hall.slug),
        starts_at: at.interval.start().into(),
        ends_at: at.interval.end().into(),
    })
}

fn sheet(tx: &mut Tx<'_>, asked: &Asked) -> Result<Sheet, Trouble> {
    let may = asked.may_in::<EditProgramme>(tx)?;
    Ok(places::sheet(tx, may)?)
}

fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<PlaceShape>>, Trouble> {
    let Sheet { programme, .. } = sheet(tx, asked)?;
    let index = Index::of(&programme);
    let part = asked.part(&programme.activities, |one| one.slug.to_string())?;
    Ok(part.map(|one| PlaceShape {
        activity: one.slug.to_string(),
        place: place(&programme, &index, one.placement),
        etag: seen(one.placement),
    }))
}

fn one(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<PlaceShape>, Trouble> {
    let Sheet { programme, .. } = sheet(tx, asked)?;
    let index = Index::of(&programme);
    let found = index.activity_by_slug(&programme, &asked.id("activity")?);
    let found = found.ok_or(Trouble::Missing)?;
    let etag = seen(found.placement);
    let shape = PlaceShape {
        activity: found.slug.to_string(),
        place: place(&programme, &index, found.placement),
        etag: etag.clone(),
    };
    Ok(Reply::of(shape).tagged(etag))
}

fn refused(why: Unwilling) -> Trouble {
    Trouble::Refused(Box::new(why))
}

/// The hall of that name: `venue/hall`.
fn hall_named(programme: &Programme, text: &str) -> Result<HallId, Trouble> {
    let found = text.split_once('/').and_then(|(venue, hall)| {
        let venue = programme.venues.iter().find(|one| one.slug.as_str() == venue)?;
        venue.halls.iter().find(|one| one.slug.as_str() == hall)
    });
    found.map(|hall| hall.id).ok_or_else(|| refused(Unwilling::NoHall))
}

fn set(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, PlaceWish>,
) -> Result<Reply<MovedShape>, Trouble> {
    let may = asked.may_in::<EditProgramme>(tx)?;
    let sent = given.read()?;
    let Sheet { programme, .. } = places::sheet(tx, may)?;
    let to = match &sent.hall {
        None => None,
        Some(hall) => {
            let day = sent.day.as_deref().and_then(|day| day.parse::<Date>().ok());
            let minute = sent.start.as_deref().and_then(super::web::clock);
            Some(Spot {
                hall: hall_named(&programme, hall)?,
                day: day.ok_or_else(|| refused(Unwilling::NoDay))?,
                minute: minute.ok_or_else(|| refused(Unwilling::NoStart))?,
                minutes: sent.minutes.ok_or_else(|| refused(Unwilling::NoLength))?,
            })
        }
    };
    let slug = asked.id("activity")?;
    let index = Index::of(&programme);
    let found = index.activity_by_slug(&programme, &slug).ok_or(Trouble::Missing)?;
    // Compared again by the verb, once the draft is held.
    let seen = seen(found.placement);
    asked.matches(&seen)?;
    let done = places::place(tx, &asked.ctx, may, &Wish { activity: slug, seen, to })?;
    let moved = |change: &Change| {
        let one = index.activity(&programme, change.activity)?;
        Some(PlaceShape {
            activity: one.slug.to_string(),
            place: place(&programme, &index, change.to),
            etag: super::model::seen(change.to),
        })
    };
    let mut caused: Vec<Sort> = done.caused.iter().map(Sort::of).collect();
    caused.dedup();
    Ok(Reply::of(MovedShape {
        version: done.version,
        moved: done.changes.iter().filter_map(moved).collect(),
        caused: caused.into_iter().map(|sort| sort.word().to_owned()).collect(),
    }))
}

fn ask(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, RunWish>,
) -> Result<Reply<RunShape>, Trouble> {
    let may = asked.may_in::<EditProgramme>(tx)?;
    let sent = given.read()?;
    let Sheet { programme, .. } = places::sheet(tx, may)?;
    let task = match sent.task.as_str() {
        "rest" => Task::Rest,
        "improve" => Task::Improve,
        "these" if !sent.activities.is_empty() => {
            let slugs = sent.activities.iter().map(|slug| slug.parse());
            let slugs = slugs.collect::<Result<_, _>>();
            Task::These(slugs.map_err(|_| refused(Unwilling::NoTask))?)
        }
        "without_hall" => {
            Task::WithoutHall(hall_named(&programme, sent.hall.as_deref().unwrap_or_default())?)
        }
        _ => return Err(refused(Unwilling::NoTask)),
    };
    let id = runs::ask(tx, &asked.ctx, may, task)?;
    let (run, sheet) = runs::find(tx, may, id)?;
    let at = format!("/editions/{}/runs/{id}", asked.named("edition"));
    Ok(Reply::of(shape(&sheet.programme, &run)).at(at))
}

fn run(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<RunShape>, Trouble> {
    let may = asked.may_in::<EditProgramme>(tx)?;
    let (run, sheet) = runs::find(tx, may, asked.id("run")?)?;
    Ok(Reply::of(shape(&sheet.programme, &run)))
}

fn set_run(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, RunStateWish>,
) -> Result<Reply<RunShape>, Trouble> {
    let may = asked.may_in::<EditProgramme>(tx)?;
    let id: RunId = asked.id("run")?;
    match given.read()?.state.as_str() {
        "stopped" => runs::stop(tx, may, id)?,
        "accepted" => drop(runs::accept(tx, &asked.ctx, may, id)?),
        "discarded" => runs::discard(tx, &asked.ctx, may, id)?,
        _ => {
            let why = "it is none of stopped, accepted and discarded".to_owned();
            return Err(Problem::BadBody { at: "/state".to_owned(), why }.into());
        }
    }
    run(tx, asked)
}

fn shape(programme: &Programme, run: &Run) -> RunShape {
    let index = Index::of(programme);
    let slug = |id| index.activity(programme, id).map(|one| one.slug.to_string());
    let proposal = run.proposal.as_ref();
    let moves = proposal.into_iter().flat_map(|it| &it.moves).filter_map(|one| {
        Some(MoveShape {
            activity: slug(one.change.activity)?,
            from: place(programme, &index, one.change.from),
            to: place(programme, &index, one.change.to),
            why: match one.why {
                Why::Placed => "placed",
                Why::HallLost => "hall_lost",
                Why::Mends(_) => "mends",
                Why::MakesRoom => "makes_room",
                Why::Along => "along",
            },
        })
    });
    let left = proposal.into_iter().flat_map(|it| &it.left);
    RunShape {
        id: run.id.into(),
        task: run.task.word().to_owned(),
        state: run.state.word().to_owned(),
        steps: run.steps,
        steps_max: run.steps_max,
        moves: moves.collect(),
        left: left.filter_map(|one| slug(one.activity)).collect(),
        before: proposal.map(|it| it.before),
        after: proposal.map(|it| it.after),
    }
}
