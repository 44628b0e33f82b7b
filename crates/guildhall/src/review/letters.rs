//! The letter to somebody who is asked to review.

use store::{Fault, Tx};

use crate::calls::verbs::calls;
use crate::ctx::Ctx;
use crate::editions;
use crate::mail::{Kind, Letter, Order};
use crate::people::letters::{addressee, lang_of, text};
use crate::words::Words;

pub const ASKED: &str = "review.asked";

/// Every sort of letter that is written here.
pub const KINDS: [Kind; 1] = [Kind { name: ASKED, compose: asked }];

fn asked(tx: &mut Tx<'_>, _: &Ctx, order: &Order, base_url: &str) -> Result<Option<Letter>, Fault> {
    let Some(account) = addressee(tx, order)? else { return Ok(None) };
    let Ok(call) = text(&order.payload, "call").parse() else { return Ok(None) };
    let Some(call) = calls::by_id(tx, call)? else { return Ok(None) };
    let Some(edition) = editions::verbs::by_id(tx, call.edition)? else { return Ok(None) };
    let lang = match account.verified_at {
        Some(_) => account.lang,
        None => lang_of(&order.payload, &account),
    };
    let words = Words::of(lang);
    let name = call.body.name.get(lang).to_owned();
    let link = format!("{base_url}/{lang}/{}/reviews", edition.slug);
    let edition = edition.name.get(lang).to_owned();
    Ok(Some(Letter {
        to: account.email,
        subject: words.review_letter_subject(name.as_str()),
        text: words.review_letter_text(name, edition, link),
    }))
}
