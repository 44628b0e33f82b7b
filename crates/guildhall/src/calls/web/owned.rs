//! Everything that somebody proposes or speaks in.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::mine::{proposer, to_sign_in};
use super::{Answer, state_words, titled};
use crate::calls::model::{Dossier, SpeakerState, State as Stands};
use crate::calls::refusal::Unwilling;
use crate::calls::verbs::proposals;
use crate::desk::answer::{page, unwilling};
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::error::Error;
use crate::shell::Frame;

struct Line {
    title: Text,
    path: String,
    call: Text,
    state: &'static str,
    waits: bool,
    sample: bool,
}

#[derive(Template)]
#[template(path = "calls/pages/mine.html")]
struct MinePage<'v> {
    frame: Frame<'v>,
    edition: Text,
    email: String,
    lines: Vec<Line>,
    calls: String,
}

pub async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, key)): Path<(String, String, String)>,
) -> Answer {
    if let Some(way) = to_sign_in(&visit, &key) {
        return way;
    }
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), key.clone()));
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let who = proposer(tx, &ctx, &named.0, &named.1)?;
        let edition = editions::verbs::by_id(tx, who.edition())?.ok_or(Error::Missing)?;
        let mut all = Vec::new();
        for found in proposals::mine(tx, &who)? {
            let (call, found) = proposals::one_of(tx, &who, found.proposal.id)?;
            all.push((call, found));
        }
        Ok((who.email().as_str().to_owned(), edition, all))
    });
    let (email, found, all) = match read.await {
        Ok(found) => found,
        Err(error) => return unwilling(&visit, &error),
    };
    let root = format!("/{edition}/proposals/{key}");
    let lines = all.into_iter().map(|(call, Dossier { proposal, speakers, .. })| {
        let own = speakers.iter().find(|one| one.email == email);
        let invited = own.is_some_and(|one| one.state == SpeakerState::Invited);
        let answers =
            proposal.state == Stands::Accepted && own.is_some_and(|one| one.position == 0);
        Line {
            title: titled(visit.words, proposal.sheet.title()),
            path: visit.to(&format!("{root}/{}", proposal.id)),
            state: match invited {
                true => visit.words.calls_speaker_invited(),
                false => state_words(visit.words, proposal.state),
            },
            waits: invited || answers,
            sample: call.body.sample,
            call: call.body.name,
        }
    });
    let page_of = MinePage {
        frame: visit.frame_at(visit.words.calls_mine_title(), &root),
        edition: found.name,
        lines: lines.collect(),
        calls: visit.to(&format!("/{edition}/calls")),
        email,
    };
    page(StatusCode::OK, &page_of)
}
