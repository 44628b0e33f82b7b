//! The letter that says that a webhook was disabled.

use kernel::Id;
use store::{Fault, Tx};

use super::model::Why;
use super::store as rows;
use crate::ctx::Ctx;
use crate::editions;
use crate::mail::{Kind, Letter, Order};
use crate::people::letters::{addressee, text};
use crate::words::Words;

pub const DISABLED: &str = "integrations.webhook_disabled";

/// Every sort of letter that is written here.
pub const KINDS: [Kind; 1] = [Kind { name: DISABLED, compose: disabled }];

fn disabled(
    tx: &mut Tx<'_>,
    _: &Ctx,
    order: &Order,
    base_url: &str,
) -> Result<Option<Letter>, Fault> {
    let Some(account) = addressee(tx, order)? else { return Ok(None) };
    let Ok(id) = text(&order.payload, "webhook").parse() else { return Ok(None) };
    let Some(webhook) = rows::find(tx, id)? else { return Ok(None) };
    // Somebody enabled it before the letter left: there is nothing to tell.
    let Some((_, why)) = webhook.disabled else { return Ok(None) };
    let edition = editions::verbs::by_id(tx, Id::from_uuid(webhook.edition))?;
    let Some(edition) = edition else { return Ok(None) };
    let words = Words::of(account.lang);
    let lang = account.lang;
    let link = format!("{base_url}/{lang}/{}/webhooks/{id}", edition.slug);
    let name = edition.name.get(lang);
    let why = why_words(words, why);
    Ok(Some(Letter {
        to: account.email,
        subject: words.integrations_letter_subject(name),
        text: words.integrations_letter_text(name, link, webhook.url, why),
    }))
}

/// Why a webhook is disabled, as people read it.
pub fn why_words(words: Words, why: Why) -> &'static str {
    match why {
        Why::ByHand => words.integrations_why_by_hand(),
        Why::Failing => words.integrations_why_failing(),
        Why::Gone => words.integrations_why_gone(),
    }
}
