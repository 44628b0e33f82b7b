//! One's own last step taken back, or done again.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use store::Tx;

use super::{Answer, done, not_done, wants_json};
use crate::access::{Can, EditProgramme, require_in};
use crate::ctx::Ctx;
use crate::desk::answer::{see_other, unwilling};
use crate::desk::{Desk, Visit};
use crate::error::Error;
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::verbs::places;
use crate::programme::table::verbs::steps::{self, Turned};

type Verb = fn(&mut Tx<'_>, &Ctx, Can<EditProgramme>) -> Result<Turned, Error<Unwilling>>;

pub async fn undo(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    turned(&desk, &visit, edition, &headers, steps::undo).await
}

pub async fn redo(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    turned(&desk, &visit, edition, &headers, steps::redo).await
}

async fn turned(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    headers: &HeaderMap,
    verb: Verb,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let did = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<EditProgramme, _>(tx, &ctx, &named)?;
        let turned = verb(tx, &ctx, may)?;
        let turns = steps::turns(tx, &ctx, may)?;
        Ok((turned, places::sheet(tx, may)?, turns))
    });
    let script = wants_json(headers);
    match did.await {
        Ok((Turned::Done(step), sheet, turns)) if script => done(visit, &sheet, &step, turns),
        Ok((Turned::Done(_), ..)) => see_other(&visit.to(&format!("/{edition}/draft/table"))),
        Ok((Turned::Overtaken, ..)) => {
            let error = Error::Refused(Unwilling::Overtaken);
            if script { not_done(visit, None, &error) } else { unwilling(visit, &error) }
        }
        Err(error) if script => not_done(visit, None, &error),
        Err(error) => unwilling(visit, &error),
    }
}
