//! The solver at the table: asked by a form, watched while it works, its proposal read, accepted or
//! thrown away. The script reads the same as JSON.

use std::sync::Arc;
use std::thread;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use kernel::Text;
use serde_json::{Value, json};
use store::Tx;

use super::{Answer, data, done, model, not_done, reasons, told, wants_json};
use crate::access::{Can, EditProgramme, require_in};
use crate::ctx::Ctx;
use crate::desk::answer::{failed, nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Visit};
use crate::editions::model::{Edition, EditionId};
use crate::error::{Error, Refusal as _};
use crate::programme::index::Index;
use crate::programme::model::{ActivityId, Placement, Programme};
use crate::programme::table::model::{Days, Sort};
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::runs::{Run, RunId, RunState};
use crate::programme::table::solver::{Left, Proposal, Task, Why};
use crate::programme::table::verbs::places::{self, Sheet};
use crate::programme::table::verbs::runs;
use crate::programme::table::verbs::steps;
use crate::shell::{Frame, when};

struct Line {
    title: Text,
    from: String,
    to: String,
    why: String,
}

#[derive(Template)]
#[template(path = "programme/table/pages/run.html")]
struct RunPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    task: &'static str,
    note: &'static str,
    wrong: String,
    working: bool,
    proposed: bool,
    before_after: String,
    moves: Vec<Line>,
    left: Vec<Line>,
    told: Vec<String>,
    to_table: String,
}

type Named = Path<(String, String, String)>;

/// Fields of the form: the kind of task, the hall it is about, the activities that were chosen.
fn task(sent: &[(String, String)]) -> Result<Task, Unwilling> {
    let said = |name: &'static str| {
        sent.iter().filter(move |(key, _)| key == name).map(|(_, value)| value)
    };
    match said("kind").next_back().map(String::as_str) {
        Some("rest") => Ok(Task::Rest),
        Some("improve") => Ok(Task::Improve),
        Some("without_hall") => {
            let hall = said("hall").next_back().and_then(|hall| hall.parse().ok());
            hall.map(Task::WithoutHall).ok_or(Unwilling::NoHall)
        }
        Some("these") => {
            let slugs = said("activity").map(|slug| slug.parse().map_err(|_| Unwilling::NoTask));
            let slugs = slugs.collect::<Result<Vec<_>, _>>()?;
            if slugs.is_empty() { Err(Unwilling::NoTask) } else { Ok(Task::These(slugs)) }
        }
        _ => Err(Unwilling::NoTask),
    }
}

pub async fn ask(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    headers: HeaderMap,
    Fields(sent): Fields<Vec<(String, String)>>,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let asked = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<EditProgramme, _>(tx, &ctx, &named)?;
        let run = runs::ask(tx, &ctx, may, task(&sent).map_err(Error::Refused)?)?;
        Ok((run, may.edition::<Edition>()))
    });
    let script = wants_json(&headers);
    match asked.await {
        Ok((run, id)) => {
            if let Err(error) = begin(&desk, &visit, id, run) {
                tracing::error!(run = %run, "no thread for the solver: {error}");
            }
            if script {
                data(StatusCode::ACCEPTED, &json!({"run": run}))
            } else {
                see_other(&visit.to(&format!("/{edition}/draft/table/runs/{run}")))
            }
        }
        Err(error) if script => not_done(&visit, None, &error),
        Err(error) => unwilling(&visit, &error),
    }
}

/// A thread of its own: the solver takes a core for seconds, and pages must not wait for it.
fn begin(desk: &Desk, visit: &Visit, edition: EditionId, run: RunId) -> std::io::Result<()> {
    let (db, ctx) = (desk.db.clone(), visit.ctx.clone());
    let thread = thread::Builder::new().name("solver".to_owned());
    thread.spawn(move || runs::work(&db, &ctx, edition, run)).map(drop)
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, run)): Named,
    headers: HeaderMap,
) -> Answer {
    shown(&desk, &visit, (edition, run), wants_json(&headers), None).await
}

async fn shown(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, run): (String, String),
    script: bool,
    wrong: Option<Unwilling>,
) -> Answer {
    let Ok(id) = run.parse::<RunId>() else { return nowhere() };
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<(Run, Sheet), Error<Unwilling>> {
        let may = require_in::<EditProgramme, _>(tx, &ctx, &edition)?;
        runs::find(tx, may, id)
    });
    let (run, sheet) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(visit, &error),
    };
    let index = Index::of(&sheet.programme);
    if script {
        return data(StatusCode::OK, &as_data(visit, &sheet.programme, &index, &run));
    }
    let status = wrong.as_ref().map_or(StatusCode::OK, |refusal| refusal.status());
    page(status, &set_out(visit, &sheet.programme, &index, &run, wrong))
}

fn task_words(visit: &Visit, task: &Task) -> &'static str {
    match task {
        Task::These(_) => visit.words.table_run_these(),
        Task::Rest => visit.words.table_run_rest(),
        Task::Improve => visit.words.table_run_improve(),
        Task::WithoutHall(_) => visit.words.table_run_without(),
    }
}

fn set_out<'v>(
    visit: &'v Visit,
    programme: &'v Programme,
    index: &Index,
    run: &Run,
    wrong: Option<Unwilling>,
) -> RunPage<'v> {
    let words = visit.words;
    let root = format!("/{}/draft/table", programme.edition.slug);
    let nothing = Proposal::default();
    let proposal = run.proposal.as_ref().unwrap_or(&nothing);
    let place = |place: Option<Placement>| place_words(visit, programme, index, place);
    let title = |id: ActivityId| {
        index.activity(programme, id).map_or_else(Text::empty, |one| one.title.clone())
    };
    let moves = proposal.moves.iter().map(|one| Line {
        title: title(one.change.activity),
        from: place(one.change.from),
        to: place(one.change.to),
        why: why_words(visit, &one.why),
    });
    let left = proposal.left.iter().map(|one| Line {
        title: title(one.activity),
        from: String::new(),
        to: String::new(),
        why: left_words(visit, one),
    });
    let (before, after) = (proposal.before.to_string(), proposal.after.to_string());
    RunPage {
        frame: visit.frame_at(words.table_run_title(), &format!("{root}/runs/{}", run.id)),
        edition: &programme.edition.name,
        task: task_words(visit, &run.task),
        note: match run.state {
            RunState::Running => words.table_run_working(),
            RunState::Failed => words.table_run_failed(),
            RunState::Accepted => words.table_run_accepted(),
            RunState::Discarded => words.table_run_discarded(),
            RunState::Proposed if proposal.moves.is_empty() => words.table_run_nothing(),
            RunState::Proposed => words.table_solver_hint(),
        },
        wrong: wrong.map(|refusal| refusal.words(words)).unwrap_or_default(),
        working: run.state == RunState::Running,
        proposed: run.state == RunState::Proposed,
        before_after: match run.proposal {
            Some(_) => words.table_conflicts_before_after(after, before),
            None => String::new(),
        },
        moves: moves.collect(),
        left: left.collect(),
        told: reasons::lines(words, programme, index, &proposal.reasons),
        to_table: visit.to(&root),
    }
}

fn place_words(
    visit: &Visit,
    programme: &Programme,
    index: &Index,
    place: Option<Placement>,
) -> String {
    let Some(place) = place else { return visit.words.table_from_tray().to_owned() };
    let hall = index.hall(programme, place.hall);
    let hall = hall.map_or("", |(_, hall)| hall.name.get(visit.lang));
    let time = when::span(visit.words, &programme.edition.zone, place.interval);
    visit.words.table_at(hall, time)
}

fn why_words(visit: &Visit, why: &Why) -> String {
    let words = visit.words;
    match why {
        Why::Placed => words.table_why_placed().to_owned(),
        Why::HallLost => words.table_why_hall_lost().to_owned(),
        Why::MakesRoom => words.table_why_makes_room().to_owned(),
        Why::Along => words.table_why_along().to_owned(),
        Why::Mends(sorts) => {
            let known = sorts.iter().filter_map(|sort| Sort::from_word(sort));
            let said: Vec<&str> = known.map(|sort| told::sort_words(words, sort).0).collect();
            words.table_why_mends(said.join(" · "))
        }
    }
}

fn left_words(visit: &Visit, left: &Left) -> String {
    match left.halls {
        0 => visit.words.table_why_no_hall().to_owned(),
        halls => visit.words.table_why_left(left.busy, halls, left.taken),
    }
}

fn as_data(visit: &Visit, programme: &Programme, index: &Index, run: &Run) -> Value {
    let page = set_out(visit, programme, index, run, None);
    let days = Days::of(programme, index);
    let slug = |id: ActivityId| index.activity(programme, id).map(|one| &one.slug);
    let lines = run.proposal.iter().flat_map(|it| &it.moves).zip(&page.moves);
    let moves: Vec<Value> = lines
        .map(|(one, line)| {
            json!({"slug": slug(one.change.activity), "at": model::place(one.change.to, &days),
                "from": line.from, "to": line.to, "why": line.why, "along": one.why == Why::Along})
        })
        .collect();
    let left: Vec<Value> = run
        .proposal
        .iter()
        .flat_map(|it| &it.left)
        .zip(&page.left)
        .map(|(one, line)| json!({"slug": slug(one.activity), "why": line.why}))
        .collect();
    json!({"id": run.id, "kind": run.task.word(), "state": run.state.word(), "steps": run.steps,
        "steps_max": run.steps_max, "task": page.task, "note": page.note, "moves": moves,
        "left": left, "told": page.told, "before_after": page.before_after})
}

/// What one of the three buttons under a run does.
#[derive(Clone, Copy)]
enum Button {
    Stop,
    Accept,
    Discard,
}

pub async fn stop(
    state: State<Arc<Desk>>,
    visit: Visit,
    path: Named,
    headers: HeaderMap,
) -> Answer {
    press(state, visit, path, headers, Button::Stop).await
}

pub async fn accept(
    state: State<Arc<Desk>>,
    visit: Visit,
    path: Named,
    headers: HeaderMap,
) -> Answer {
    press(state, visit, path, headers, Button::Accept).await
}

pub async fn discard(
    state: State<Arc<Desk>>,
    visit: Visit,
    path: Named,
    headers: HeaderMap,
) -> Answer {
    press(state, visit, path, headers, Button::Discard).await
}

async fn press(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, run)): Named,
    headers: HeaderMap,
    button: Button,
) -> Answer {
    let script = wants_json(&headers);
    let (ctx, named, id) = (visit.ctx.clone(), edition.clone(), run.parse::<RunId>());
    let did = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        // The permission first: who may not look learns nothing from an id that is none.
        let may = require_in::<EditProgramme, _>(tx, &ctx, &named)?;
        let Ok(id) = id else { return Err(Error::Missing) };
        let step = pressed(tx, &ctx, may, id, button)?;
        let turns = steps::turns(tx, &ctx, may)?;
        Ok((step, places::sheet(tx, may)?, turns))
    });
    match did.await {
        Ok((Some(step), sheet, turns)) if script => done(&visit, &sheet, &step, turns),
        Ok((None, ..)) if script => data(StatusCode::OK, &json!({})),
        Ok(_) => see_other(&visit.to(&format!("/{edition}/draft/table/runs/{run}"))),
        Err(error) if script => not_done(&visit, None, &error),
        Err(Error::Refused(refusal)) if !matches!(refusal, Unwilling::Denied(_)) => {
            shown(&desk, &visit, (edition, run), false, Some(refusal)).await
        }
        Err(Error::Fault(fault)) => failed(&fault),
        Err(error) => unwilling(&visit, &error),
    }
}

fn pressed(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: Can<EditProgramme>,
    run: RunId,
    button: Button,
) -> Result<Option<places::Done>, Error<Unwilling>> {
    match button {
        Button::Stop => runs::stop(tx, may, run).map(|()| None),
        Button::Accept => runs::accept(tx, ctx, may, run).map(Some),
        Button::Discard => runs::discard(tx, ctx, may, run).map(|()| None),
    }
}
