//! The pages of this slice: calls for everybody, somebody's own proposals, and the desk of whoever
//! runs a call.

mod asks;
mod beginning;
mod deciding;
mod design;
mod fields;
mod listing;
mod mine;
mod ours;
mod owned;
mod public;
mod sending;
mod steps;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use axum::routing::{get, post};
use kernel::{Text, Timestamp, Zone};

use super::model::{CallState, File, SpeakerState, Standing, State};
use super::refusal::Unwilling;
use crate::desk::{Desk, UPLOAD_BYTES_MAX, Visit};
use crate::error::Refusal as _;
use crate::words::Words;

/// Every route of this slice.
pub fn router() -> Router<Arc<Desk>> {
    let large = DefaultBodyLimit::max(UPLOAD_BYTES_MAX);
    Router::new()
        .route("/{lang}/{edition}/calls", get(listing::list).post(beginning::make))
        .route("/{lang}/{edition}/calls/{call}", get(public::show).post(public::begin))
        .route("/{lang}/{edition}/calls/{call}/design", get(design::show).post(design::describe))
        .route("/{lang}/{edition}/calls/{call}/state", post(design::set_state))
        .route("/{lang}/{edition}/calls/{call}/fields", get(fields::fresh).post(fields::add))
        .route("/{lang}/{edition}/calls/{call}/fields/{field}", get(fields::show).post(fields::set))
        .route("/{lang}/{edition}/calls/{call}/fields/{field}/move", post(fields::shift))
        .route("/{lang}/{edition}/calls/{call}/fields/{field}/remove", post(fields::remove))
        .route("/{lang}/{edition}/calls/{call}/import", post(ours::bring))
        .route("/{lang}/{edition}/calls/{call}/proposals", get(ours::list).post(ours::decide))
        .route(
            "/{lang}/{edition}/calls/{call}/proposals/{proposal}",
            get(deciding::show).post(deciding::decide),
        )
        .route(
            "/{lang}/{edition}/calls/{call}/proposals/{proposal}/files/{file}",
            get(deciding::file),
        )
        .route("/{lang}/{edition}/proposals", get(public::lost).post(public::ask_again))
        .route("/{lang}/{edition}/proposals/{key}", get(owned::list))
        .route("/{lang}/{edition}/proposals/{key}/{proposal}", get(mine::show).post(mine::save))
        .route("/{lang}/{edition}/proposals/{key}/{proposal}/step", post(steps::step))
        .route("/{lang}/{edition}/proposals/{key}/{proposal}/speakers", post(steps::invite))
        .route(
            "/{lang}/{edition}/proposals/{key}/{proposal}/speakers/{speaker}/remove",
            post(steps::remove_speaker),
        )
        .route("/{lang}/{edition}/proposals/{key}/{proposal}/part", post(steps::take_part))
        .route("/{lang}/{edition}/proposals/{key}/{proposal}/files/{file}", get(steps::file))
        .layer(large)
}

type Answer = Response<Body>;

/// A moment in the edition's zone, for people and for machines.
struct Moment {
    said: String,
    machine: String,
    zone: String,
}

fn moment(zone: &Zone, at: Timestamp) -> Moment {
    let wall = zone.wall(at);
    Moment {
        said: format!("{} {}", wall.date, wall.clock()),
        machine: wall.rfc3339(),
        zone: zone.name().to_owned(),
    }
}

/// As a field for a moment takes it.
fn typed(zone: &Zone, at: Timestamp) -> String {
    let wall = zone.wall(at);
    format!("{}T{}", wall.date, wall.clock())
}

/// The moment that was typed there.
fn read_moment(zone: &Zone, text: &str) -> Option<Timestamp> {
    let (date, clock) = text.trim().split_once(['T', ' '])?;
    let mut parts = clock.split(':');
    let hour: u16 = parts.next()?.parse().ok().filter(|hour| *hour < 24)?;
    let minute: u16 = parts.next()?.parse().ok().filter(|minute| *minute < 60)?;
    Some(zone.moment(date.parse().ok()?, hour * 60 + minute))
}

fn day(zone: &Zone, at: Timestamp) -> String {
    zone.wall(at).date.to_string()
}

fn standing_words(words: Words, standing: Standing) -> &'static str {
    match standing {
        Standing::Draft => words.calls_standing_draft(),
        Standing::Ahead => words.calls_standing_ahead(),
        Standing::Open => words.calls_standing_open(),
        Standing::Over => words.calls_standing_over(),
    }
}

/// What a proposal's state is called.
pub fn state_words(words: Words, state: State) -> &'static str {
    match state {
        State::Draft => words.calls_state_draft(),
        State::Submitted => words.calls_state_submitted(),
        State::Withdrawn => words.calls_state_withdrawn(),
        State::Accepted => words.calls_state_accepted(),
        State::Waiting => words.calls_state_waiting(),
        State::Declined => words.calls_state_declined(),
        State::Confirmed => words.calls_state_confirmed(),
        State::Refused => words.calls_state_refused(),
    }
}

fn call_state_words(words: Words, state: CallState) -> &'static str {
    match state {
        CallState::Draft => words.calls_do_take_back(),
        CallState::Announced => words.calls_do_announce(),
        CallState::Closed => words.calls_do_close(),
    }
}

fn speaker_words(words: Words, state: SpeakerState) -> &'static str {
    match state {
        SpeakerState::Lead => words.calls_speaker_lead(),
        SpeakerState::Invited => words.calls_speaker_invited(),
        SpeakerState::Confirmed => words.calls_speaker_confirmed(),
        SpeakerState::Declined => words.calls_speaker_declined(),
    }
}

/// A refusal's words with the field they stand beside.
fn beside(visit: &Visit, refusal: &Unwilling) -> (StatusCode, (String, String)) {
    (refusal.status(), (refusal.field().to_owned(), refusal.words(visit.words)))
}

/// What something is called when nothing was written yet.
fn titled(words: Words, title: Text) -> Text {
    if title.is_empty() { Text::in_one(words.lang(), words.calls_untitled()) } else { title }
}

/// A file to keep, never to be run by a browser.
fn handed_over(file: &File, content: Vec<u8>) -> Answer {
    let mut response = Response::new(Body::from(content));
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, text: &str| {
        if let Ok(value) = HeaderValue::from_str(text) {
            headers.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, &file.sort);
    put(
        header::CONTENT_DISPOSITION,
        &format!("attachment; filename*=UTF-8''{}", spelled(&file.name)),
    );
    put(header::CACHE_CONTROL, "no-store");
    put(header::VARY, "cookie");
    put(header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox");
    response
}

/// A name as a header takes it (RFC 8187).
fn spelled(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let each = name.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    each.collect()
}

/// A size that people read.
fn size(bytes: i64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KB", bytes / 1_024),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_typed_on_the_editions_clock_and_read_back() {
        let zone: Zone = "Asia/Shanghai".parse().unwrap();
        let at = read_moment(&zone, "2025-01-10T23:59").unwrap();
        assert_eq!(at.to_string(), "2025-01-10T15:59:00Z");
        assert_eq!(typed(&zone, at), "2025-01-10T23:59");
        for wrong in ["", "2025-01-10", "2025-01-10T24:00", "2025-02-30T10:00", "soon"] {
            assert_eq!(read_moment(&zone, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_name_in_a_header_says_no_more_than_a_name() {
        assert_eq!(spelled("幻灯 1.pdf"), "%E5%B9%BB%E7%81%AF%201.pdf");
        assert_eq!(spelled("a\"\r\n;b"), "a%22%0D%0A%3Bb");
        assert_eq!([12, 2_048, 5_242_880 / 2].map(size), ["12 B", "2 KB", "2.5 MB"]);
    }
}
