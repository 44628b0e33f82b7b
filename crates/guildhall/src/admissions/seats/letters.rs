//! Letters about seats: a seat is held for somebody, or was let go because nobody took it.

use kernel::{Id, Lang};
use serde_json::json;
use store::{Fault, Tx};

use super::model::{Seat, SeatId};
use super::store as rows;
use crate::access::AccountId;
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::mail::{Kind, Letter, Order, outbox};
use crate::people::letters::{addressee, text};
use crate::shell::when;
use crate::words::Words;

pub const NEWS: &str = "seats.news";

/// Every sort of letter that is written here.
pub const KINDS: [Kind; 1] = [Kind { name: NEWS, compose: news }];

/// What a letter tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Seats are held for them.
    Offered,
    /// They were held, and nobody took them.
    RanOut,
}

impl News {
    const fn word(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::RanOut => "ran_out",
        }
    }
}

/// Orders a letter about a group to whoever manages one of its passes.
pub fn order(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    seat: &Seat,
    account: AccountId,
    news: News,
) -> Result<(), Fault> {
    let payload = json!({ "edition": seat.edition, "seat": seat.id, "news": news.word() });
    outbox::order(tx, ctx, NEWS, Some(account), &payload).map(drop)
}

fn news(tx: &mut Tx<'_>, _: &Ctx, order: &Order, base_url: &str) -> Result<Option<Letter>, Fault> {
    let Some(account) = addressee(tx, order)? else { return Ok(None) };
    let Ok(edition) = text(&order.payload, "edition").parse::<EditionId>() else { return Ok(None) };
    let Ok(seat) = text(&order.payload, "seat").parse::<SeatId>() else { return Ok(None) };
    let Some(edition) = editions::verbs::by_id(tx, edition)? else { return Ok(None) };
    let Some(seat) = rows::seat(tx, edition.id, Id::from_uuid(seat.uuid()))? else {
        return Ok(None);
    };
    let Some(seating) = rows::seatings_by_id(tx, &[seat.activity])?.into_iter().next() else {
        return Ok(None);
    };
    let lang = account.lang;
    let words = Words::of(lang);
    let title = seating.told.title.get(lang);
    let span = seating.held.map(|it| when::span(words, &edition.zone, it.interval));
    let span = span.unwrap_or_default();
    let link = format!("{base_url}/{lang}/{}/mine", edition.slug);
    let (subject, said) = match (text(&order.payload, "news"), seat.expires_at) {
        // What was taken or let go meanwhile needs no letter.
        ("offered", Some(until)) => (
            words.seats_letter_offered(title),
            words.seats_letter_offered_text(link, title, moment(&edition, lang, until), span),
        ),
        ("ran_out", _) => {
            (words.seats_letter_ran_out(title), words.seats_letter_ran_out_text(link, title, span))
        }
        _ => return Ok(None),
    };
    Ok(Some(Letter { to: account.email, subject, text: said }))
}

fn moment(edition: &Edition, lang: Lang, at: kernel::Timestamp) -> String {
    let wall = edition.zone.wall(at);
    format!("{} {}", when::day(Words::of(lang), wall.date), wall.clock())
}
