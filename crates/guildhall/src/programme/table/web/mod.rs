//! The table's pages: the table itself, one activity's place as a form, the rules; and the same as JSON
//! for the script, which is answered by the same verbs.

mod absences;
mod activity;
mod answers;
mod live;
mod model;
mod page;
mod reasons;
#[cfg(test)]
mod reasons_tests;
mod runs;
mod told;
mod turns;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::refusal::Unwilling;
use super::verbs::places::{Done, Sheet};
use super::verbs::steps::{Turn, Turns};
use crate::desk::answer::unwilling;
use crate::desk::{Desk, Visit};
use crate::error::{Error, Refusal as _};
use crate::programme::index::Index;

/// Every route of the table.
pub fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/{lang}/{edition}/draft/table", get(page::show))
        .route("/{lang}/{edition}/draft/table/model", get(model::show))
        .route("/{lang}/{edition}/draft/table/live", get(live::follow))
        .route(
            "/{lang}/{edition}/draft/table/activities/{activity}",
            get(activity::show).post(activity::place),
        )
        .route("/{lang}/{edition}/draft/table/undo", post(turns::undo))
        .route("/{lang}/{edition}/draft/table/redo", post(turns::redo))
        .route("/{lang}/{edition}/draft/table/runs", post(runs::ask))
        .route("/{lang}/{edition}/draft/table/runs/{run}", get(runs::show))
        .route("/{lang}/{edition}/draft/table/runs/{run}/stop", post(runs::stop))
        .route("/{lang}/{edition}/draft/table/runs/{run}/accept", post(runs::accept))
        .route("/{lang}/{edition}/draft/table/runs/{run}/discard", post(runs::discard))
        .route(
            "/{lang}/{edition}/draft/absences",
            get(absences::show_all).post(absences::enter_any),
        )
        .route("/{lang}/{edition}/draft/absences/{absence}/remove", post(absences::remove_any))
        .route(
            "/{lang}/{edition}/hosts/{host}/absences",
            get(absences::show_own).post(absences::enter_own),
        )
        .route(
            "/{lang}/{edition}/hosts/{host}/absences/{absence}/remove",
            post(absences::remove_own),
        )
        .route("/{lang}/{edition}/draft/table/rules", get(answers::show).post(answers::set))
}

type Answer = Response<Body>;

/// Whether our script asks, and not a form.
fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("application/json"))
}

/// JSON for this reader alone.
fn data(status: StatusCode, value: &Value) -> Answer {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("cookie"));
    response
}

/// A step that was made, as the script reads it: what moved, and what that causes.
fn done(visit: &Visit, sheet: &Sheet, done: &Done, turns: Turns) -> Answer {
    let (programme, index) = (&sheet.programme, Index::of(&sheet.programme));
    let days = super::model::Days::of(programme, &index);
    let changes: Vec<Value> = done
        .changes
        .iter()
        .filter_map(|change| {
            let slug = &index.activity(programme, change.activity)?.slug;
            Some(model::moved(slug.as_str(), change.to, &days))
        })
        .collect();
    let caused = told::lines(visit, programme, &index, &done.caused);
    let (undo, redo) = (turns.undo == Turn::There, turns.redo == Turn::There);
    data(
        StatusCode::OK,
        &json!({"version": done.version, "changes": changes, "caused": caused, "undo": undo,
            "redo": redo}),
    )
}

/// A verb that did not happen, as the script reads it. What is blocked is told in full.
fn not_done(visit: &Visit, sheet: Option<&Sheet>, error: &Error<Unwilling>) -> Answer {
    let Error::Refused(refusal) = error else { return unwilling(visit, error) };
    let caused = match (refusal, sheet) {
        (Unwilling::Blocked(conflicts), Some(sheet)) => {
            told::lines(visit, &sheet.programme, &Index::of(&sheet.programme), conflicts)
        }
        _ => Vec::new(),
    };
    let said = refusal.words(visit.words);
    data(refusal.status(), &json!({"error": said, "caused": caused}))
}

/// `09:05` as minutes since midnight.
pub fn clock(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |text: &str, below: u16| {
        let plain = (1..=2).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
        text.parse::<u16>().ok().filter(|number| plain && *number < below)
    };
    Some(number(hour, 24)? * 60 + number(minute, 60)?)
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn a_time_of_day_is_read_as_browsers_and_people_write_it() {
        assert_eq!(["09:05", "9:05", " 23:59 "].map(clock), [Some(545), Some(545), Some(1439)]);
        for wrong in ["", "24:00", "9.05", "9", "09:60", "+9:05", "09:05:00", "９:05"] {
            assert_eq!(clock(wrong), None, "{wrong}");
        }
    }
}
