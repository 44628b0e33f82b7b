//! A letter to many as one of them gets it.

use kernel::{Lang, Text};
use serde_json::Value;
use store::{Fault, Tx};

use super::changed::called;
use super::readers::{self, To};
use super::store as rows;
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::Edition;
use crate::mail::outbox::Site;
use crate::mail::wording::{Field, Sort, Wording};
use crate::mail::{Keeping, Letter, Order, Written};

pub const GROUP: &str = "letters.group";

/// What may stand in such a letter. The house has no words for it.
pub const GROUP_SORT: Sort = Sort {
    kind: GROUP,
    fields: &[
        Field { name: "name", needed: false },
        Field { name: "edition", needed: false },
        Field { name: "link", needed: false },
    ],
    house: |_| Wording { subject: String::new(), text: String::new() },
};

/// Writes the letter out for one reader.
pub fn compose(
    tx: &mut Tx<'_>,
    _: &Ctx,
    order: &Order,
    site: &Site<'_>,
) -> Result<Option<Written>, Fault> {
    let Some(to) = readers::addressee(tx, order)? else { return Ok(None) };
    let id = order.payload.get("batch").and_then(Value::as_str).and_then(|id| id.parse().ok());
    let Some(letter) = id.map(|id| rows::find(tx, id)).transpose()?.flatten() else {
        return Ok(None);
    };
    let edition = editions::verbs::by_id(tx, kernel::Id::from_uuid(letter.edition))?;
    let Some(edition) = edition else { return Ok(None) };
    let said = written(&letter.subject, &letter.body, (&edition, &to), site.base_url);
    let letter = Letter { to: to.email, subject: said.subject, text: said.text };
    Ok(Some(Written { letter, enclosed: Vec::new(), keeping: Keeping::Keep }))
}

/// The words for one reader; what was not written in their language they read in the other.
pub fn written(
    subject: &Text,
    body: &Text,
    (edition, to): (&Edition, &To),
    base_url: &str,
) -> Wording {
    let link = format!("{base_url}/{}/{}", to.lang, edition.slug);
    let name = called(to);
    let template = Wording { subject: said(subject, to.lang), text: said(body, to.lang) };
    template.filled(&[("name", &name), ("edition", edition.name.get(to.lang)), ("link", &link)])
}

fn said(text: &Text, lang: Lang) -> String {
    text.get(lang).to_owned()
}
