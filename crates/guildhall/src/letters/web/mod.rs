//! The pages of this slice: the outbox, the words of letters, letters to many, contacts.

mod contacts;
mod group;
mod kinds;
mod letter;
mod outbox;
mod person;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use axum::routing::{get, post};
use kernel::{Lang, Timestamp};

use super::refusal::Unwilling;
use crate::desk::{Desk, Visit};
use crate::error::Refusal as _;
use crate::mail::entries::{Entry, Stands};
use crate::mail::outbox::Ending;
use crate::shell::when;

/// Every route of this slice.
pub fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/{lang}/{edition}/letters", get(outbox::show))
        .route("/{lang}/{edition}/letters/approve", post(outbox::approve_all))
        .route("/{lang}/{edition}/letters/discard", post(outbox::discard_waiting))
        .route("/{lang}/{edition}/letters/{letter}", get(letter::show))
        .route("/{lang}/{edition}/letters/{letter}/approve", post(outbox::approve))
        .route("/{lang}/{edition}/letters/{letter}/now", post(outbox::send_now))
        .route("/{lang}/{edition}/letters/{letter}/discard", post(outbox::discard))
        .route("/{lang}/{edition}/letters/words", get(kinds::list))
        .route("/{lang}/{edition}/letters/words/{kind}", get(words::show).post(words::set))
        .route("/{lang}/{edition}/letters/words/{kind}/reset", post(words::reset))
        .route("/{lang}/{edition}/letters/words/{kind}/leave", post(kinds::set_leave))
        .route("/{lang}/{edition}/letters/write", get(group::show).post(group::send))
        .route("/{lang}/{edition}/contacts", get(contacts::of_edition))
        .route("/{lang}/{edition}/contacts/{person}", get(person::show).post(person::note))
        .route("/{lang}/{edition}/contacts/{person}/bounce", post(person::note_bounce))
        .route("/{lang}/{edition}/contacts/{person}/lift", post(person::lift_bounce))
        .route("/{lang}/{edition}/hosts/{host}/contacts", get(contacts::of_host))
}

type Answer = Response<Body>;

/// A day and a time as the page's zone has them.
fn moment(visit: &Visit, at: Timestamp) -> String {
    let wall = visit.zone().wall(at);
    format!("{} {}", when::day(visit.words, wall.date), wall.clock())
}

/// A refusal's words with the field they stand beside.
fn beside(visit: &Visit, refusal: &Unwilling) -> (StatusCode, (&'static str, String)) {
    (refusal.status(), (refusal.field(), refusal.words(visit.words)))
}

/// What a language calls itself.
fn lang_name(lang: Lang) -> &'static str {
    crate::people::web::lang_name(lang)
}

/// Where a letter stands, in words.
fn stands(visit: &Visit, entry: &Entry) -> String {
    let (words, at) = (visit.words, |at| moment(visit, at));
    match entry.stands {
        Stands::Waiting => words.letters_waits_since(at(entry.written_at)),
        Stands::Sent(sent) => words.letters_sent_at(at(sent)),
        Stands::Ended(ended, Ending::Discarded) => words.letters_discarded_at(at(ended)),
        Stands::Ended(ended, ending) => {
            words.letters_failed_at(at(ended), ending_words(visit, ending))
        }
        Stands::Queued if entry.held_until > visit.ctx.now() => {
            words.letters_being_sent().to_owned()
        }
        Stands::Queued if entry.attempts > 0 => {
            words.letters_tried(at(entry.send_at), entry.attempts)
        }
        Stands::Queued => words.letters_send_at(at(entry.send_at)),
    }
}

fn ending_words(visit: &Visit, ending: Ending) -> &'static str {
    match ending {
        Ending::GivenUp => visit.words.letters_ending_given_up(),
        Ending::Refused => visit.words.letters_ending_refused(),
        Ending::Bounced => visit.words.letters_ending_bounced(),
        Ending::Discarded => visit.words.letters_ending_discarded(),
    }
}
