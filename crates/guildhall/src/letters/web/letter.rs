//! One letter that has not left, as its reader would get it now.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::{Answer, stands};
use crate::access::{ManageLetters, require_in};
use crate::desk::answer::{nowhere, page, unwilling};
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::error::Error;
use crate::letters::refusal::Unwilling;
use crate::letters::sorts::{kind_words, nobody};
use crate::letters::verbs::outbox;
use crate::mail::entries::Stands;
use crate::mail::outbox::Site;
use crate::mail::{Letter, OrderId};
use crate::shell::Frame;

#[derive(Template)]
#[template(path = "letters/pages/letter.html")]
struct LetterPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    root: String,
    id: OrderId,
    stands: String,
    shown: Option<Letter>,
    enclosed: Vec<String>,
    waits: bool,
    open: bool,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, letter)): Path<(String, String, String)>,
) -> Answer {
    let Ok(id) = letter.parse::<OrderId>() else { return nowhere() };
    let (ctx, base_url) = (visit.ctx.clone(), desk.base_url().to_owned());
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageLetters, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        let site = Site { base_url: &base_url, from: &nobody() };
        let (entry, written) = outbox::read(tx, &ctx, may, id, &site)?;
        Ok((edition, entry, written))
    });
    let (edition, entry, written) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(&visit, &error),
    };
    let rest = format!("/{}/letters", edition.slug);
    let kept = entry.text.clone();
    let kept = kept.map(|(subject, text)| Letter { to: String::new(), subject, text });
    let enclosed = written.iter().flat_map(|written| &written.enclosed);
    let page_of = LetterPage {
        frame: visit.frame_at(kind_words(visit.words, &entry.kind), &format!("{rest}/{id}")),
        edition: &edition.name,
        root: visit.to(&rest),
        id,
        stands: stands(&visit, &entry),
        enclosed: enclosed.map(|file| file.name.clone()).collect(),
        shown: written.map(|written| written.letter).or(kept),
        waits: entry.stands == Stands::Waiting,
        open: matches!(entry.stands, Stands::Waiting | Stands::Queued),
    };
    page(StatusCode::OK, &page_of)
}
