//! Which kinds of letters there are, and when each leaves.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use serde::Deserialize;
use store::Tx;

use super::Answer;
use crate::access::{ManageLetters, require_in};
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Desk, Fields, Visit};
use crate::editions;
use crate::error::Error;
use crate::letters::refusal::Unwilling;
use crate::letters::sorts::{KINDS, kind_words, sort_of};
use crate::letters::verbs::outbox;
use crate::mail::switches::{self, Leave};
use crate::mail::wording;
use crate::shell::Frame;

struct KindLine {
    kind: &'static str,
    label: String,
    /// Empty for a kind without words to change.
    own: &'static str,
    leaves: &'static str,
    waits: bool,
}

#[derive(Template)]
#[template(path = "letters/pages/kinds.html")]
struct KindsPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    root: String,
    done: &'static str,
    kinds: Vec<KindLine>,
}

pub async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageLetters, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        let waits = switches::approved_kinds(tx, edition.id.uuid())?;
        let own = wording::own_kinds(tx, edition.id.uuid())?;
        Ok((edition, waits, own))
    });
    let (edition, waits, own) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(&visit, &error),
    };
    let words = visit.words;
    let line = |kind: &'static str| {
        let waits = waits.iter().any(|one| one == kind);
        KindLine {
            kind,
            label: kind_words(words, kind).to_owned(),
            own: match sort_of(kind) {
                None => "",
                Some(_) if own.iter().any(|(one, _)| one == kind) => words.letters_words_own(),
                Some(_) => words.letters_words_house(),
            },
            leaves: match waits {
                true => words.letters_leaves_approved(),
                false => words.letters_leaves_at_once(),
            },
            waits,
        }
    };
    let rest = format!("/{}/letters", edition.slug);
    let page_of = KindsPage {
        frame: visit.frame_at(words.letters_words_title(), &format!("{rest}/words")),
        edition: &edition.name,
        root: visit.to(&rest),
        done: match visit.asked("done") {
            "switched" => words.letters_done_switched(),
            _ => "",
        },
        kinds: KINDS.map(line).into(),
    };
    page(StatusCode::OK, &page_of)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Switched {
    waits: String,
}

type Named = Path<(String, String, String)>;

pub async fn set_leave(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, kind)): Named,
    Fields(sent): Fields<Switched>,
) -> Answer {
    let leave = if sent.waits == "yes" { Leave::Approved } else { Leave::AtOnce };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageLetters, Unwilling>(tx, &ctx, &named)?;
        outbox::set_leave(tx, &ctx, may, (&kind, leave))
    });
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/letters/words?done=switched"))),
        Err(error) => unwilling(&visit, &error),
    }
}
