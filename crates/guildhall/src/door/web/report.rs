//! The same pass at two gates: what came out when gates without network sent their scans.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State as Given};
use axum::http::StatusCode;
use kernel::{Text, Timestamp};
use store::Tx;

use super::Answer;
use super::app::verdict_words;
use crate::access::{ManageDoor, require_in};
use crate::desk::answer::{page, unwilling};
use crate::desk::{Desk, Visit};
use crate::door::model::GateId;
use crate::door::refusal::Unwilling;
use crate::door::verbs::report::Scan;
use crate::door::verbs::{gates, report};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::shell::Frame;

/// So many of the newest scans are shown.
const SCANS_SHOWN: i64 = 50;

#[derive(Template)]
#[template(path = "door/pages/report.html")]
struct ReportPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    back: String,
    overruled: i64,
    conflicts: Vec<ConflictLine>,
    scans: Vec<ScanLine>,
}

struct ConflictLine {
    pass: String,
    first: Side,
    second: Side,
}

struct Side {
    gate: Text,
    at: String,
    offline: bool,
}

struct ScanLine {
    at: String,
    gate: Text,
    answer: &'static str,
    offline: bool,
}

pub async fn show(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), slug.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageDoor, _>(tx, &ctx, &named)?;
        let edition = editions::verbs::by_id(tx, may.edition::<Edition>())?;
        let report = report::since(tx, &may, Timestamp::from_millis(0))?;
        let newest = (Timestamp::from_millis(i64::MAX), i64::MAX);
        let scans = report::scans(tx, &may, newest, SCANS_SHOWN)?;
        Ok((edition.ok_or(Error::Missing)?, gates::all(tx, &may)?, report, scans))
    });
    let (edition, gates, report, scans) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(&visit, &error),
    };
    let names: BTreeMap<GateId, Text> =
        gates.into_iter().map(|gate| (gate.id, gate.name)).collect();
    let name = |gate: GateId| names.get(&gate).cloned().unwrap_or_else(Text::empty);
    let side = |gate, at, offline| Side { gate: name(gate), at: visit.moment(at), offline };
    let conflict = |one: report::Found| ConflictLine {
        pass: one.admission.to_string(),
        first: side(one.gate_before, one.at_before, one.offline_before),
        second: side(one.gate, one.at, one.offline),
    };
    let scan = |one: Scan| ScanLine {
        at: visit.moment(one.at),
        gate: name(one.gate),
        answer: verdict_words(visit.words, one.answer),
        offline: one.said.is_some(),
    };
    let page_of = ReportPage {
        frame: visit.frame_at(visit.words.door_report(), &format!("/{slug}/door/report")),
        edition: &edition.name,
        back: visit.to(&format!("/{slug}/door")),
        overruled: report.overruled,
        conflicts: report.conflicts.into_iter().map(conflict).collect(),
        scans: scans.into_iter().map(scan).collect(),
    };
    page(StatusCode::OK, &page_of)
}
