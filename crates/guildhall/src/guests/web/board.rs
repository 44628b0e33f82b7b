//! Every guest by how far one has got with them.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State as Given};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::{Answer, state_words};
use crate::access::{ManageGuests, require_in};
use crate::desk::answer::{page, unwilling};
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::error::Error;
use crate::guests::model::{Guest, State};
use crate::guests::refusal::Unwilling;
use crate::guests::verbs::pipeline;
use crate::people::account::Account;
use crate::programme::draft;
use crate::programme::model::{Activity, Kind};
use crate::shell::{Frame, when};

struct Line {
    path: String,
    name: Text,
    title: Text,
    rank: Option<i64>,
    country: String,
    next_step: String,
    next_by: String,
    overdue: bool,
    keeper: String,
}

struct Column {
    label: &'static str,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "guests/pages/board.html")]
struct BoardPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    root: String,
    done: &'static str,
    columns: Vec<Column>,
    shows: Vec<(Text, String)>,
}

pub async fn show(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageGuests, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        let (guests, keepers) = (pipeline::all(tx, may)?, pipeline::keepers(tx, &ctx, may)?);
        Ok((draft::read(tx, edition)?, guests, keepers))
    });
    let (programme, guests, keepers) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(&visit, &error),
    };
    let (words, edition) = (visit.words, &programme.edition);
    let rest = format!("/{}/guests", edition.slug);
    let root = visit.to(&rest);
    let column = |state: State| Column {
        label: state_words(words, state),
        lines: (guests.iter().filter(|guest| guest.state == state))
            .map(|guest| line(&visit, &root, &keepers, guest))
            .collect(),
    };
    let opens = |one: &&Activity| one.details.kind() == Kind::Opening;
    let way = |one: &Activity| visit.to(&format!("/{}/shows/{}", edition.slug, one.slug));
    let shows = programme.activities.iter().filter(opens);
    let page_of = BoardPage {
        frame: visit.frame_at(words.guests_title(), &rest),
        edition: &edition.name,
        done: if visit.asked("done") == "saved" { words.letters_done_saved() } else { "" },
        columns: State::ALL.map(column).into(),
        shows: shows.map(|one| (one.title.clone(), way(one))).collect(),
        root: root.clone(),
    };
    page(StatusCode::OK, &page_of)
}

fn line(visit: &Visit, root: &str, keepers: &[Account], guest: &Guest) -> Line {
    let today = visit.zone().wall(visit.ctx.now()).date;
    let open = !matches!(guest.state, State::Accepted | State::Declined);
    let keeper = guest.keeper.and_then(|id| keepers.iter().find(|one| one.id == id));
    Line {
        path: format!("{root}/{}", guest.id),
        name: guest.name.clone(),
        title: guest.title.clone(),
        rank: guest.rank,
        country: guest.country.clone(),
        next_step: guest.next_step.clone(),
        next_by: guest.next_by.map(|day| when::day(visit.words, day)).unwrap_or_default(),
        overdue: open && guest.next_by.is_some_and(|day| day < today),
        keeper: keeper.map(|one| one.called().to_owned()).unwrap_or_default(),
    }
}
