//! The rules of an edition: what is answered to each sort of conflict.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::{Answer, told};
use crate::access::{EditProgramme, require_in};
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Desk, Fields, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::{Error, Refusal as _};
use crate::programme::table::model::{Answer as Answered, Answers, Sort};
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::verbs::answers;
use crate::shell::Frame;

struct Line {
    sort: &'static str,
    title: &'static str,
    hint: &'static str,
    choices: Vec<(&'static str, &'static str, bool)>,
    /// What holds now, where somebody else has set it and it is not what was chosen.
    now: String,
}

#[derive(Template)]
#[template(path = "programme/table/pages/rules.html")]
struct RulesPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    done: &'static str,
    wrong: String,
    seen: String,
    to_table: String,
    lines: Vec<Line>,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    set_out_as(&desk, &visit, edition, None).await
}

/// The page with the rules as they are; after a refusal with what was chosen, and what holds now beside it.
async fn set_out_as(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    chosen: Option<(Answers, &Unwilling)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<EditProgramme, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        Ok((edition, answers::of_edition(tx, may)?))
    });
    match read.await {
        Ok((edition, answers)) => {
            let status = chosen.as_ref().map_or(StatusCode::OK, |(_, why)| why.status());
            page(status, &set_out(visit, &edition, &answers, chosen))
        }
        Err(error) => unwilling(visit, &error),
    }
}

fn set_out<'v>(
    visit: &'v Visit,
    edition: &'v Edition,
    answers: &Answers,
    chosen: Option<(Answers, &Unwilling)>,
) -> RulesPage<'v> {
    let words = visit.words;
    let said = |answer| match answer {
        Answered::Block => words.table_answer_block(),
        Answered::Warn => words.table_answer_warn(),
        Answered::Ignore => words.table_answer_ignore(),
    };
    let (chosen, wrong) = match chosen {
        Some((chosen, why)) => (chosen, why.words(words)),
        None => (answers.clone(), String::new()),
    };
    let line = |sort: Sort| {
        let (title, hint) = told::sort_words(words, sort);
        let (wanted, holds) = (chosen.to(sort), answers.to(sort));
        let choice = |answer: Answered| (answer.word(), said(answer), wanted == answer);
        let choices = Answered::ALL.map(choice).into();
        let now = if wanted == holds { String::new() } else { words.table_rule_now(said(holds)) };
        Line { sort: sort.word(), title, hint, choices, now }
    };
    let root = format!("/{}/draft/table", edition.slug);
    RulesPage {
        frame: visit.frame_at(words.table_rules_title(), &format!("{root}/rules")),
        edition: &edition.name,
        done: if visit.asked("done") == "set" { words.table_rules_set() } else { "" },
        wrong,
        seen: answers::seen_of(answers),
        to_table: visit.to(&root),
        lines: Sort::ALL.map(line).into(),
    }
}

pub async fn set(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Vec<(String, String)>>,
) -> Answer {
    // Words that are none of ours change nothing.
    let known = |(sort, answer): &(String, String)| {
        Some((Sort::from_word(sort)?, Answered::from_word(answer)?))
    };
    let wanted: Vec<(Sort, Answered)> = sent.iter().filter_map(known).collect();
    let seen = sent.iter().find(|(name, _)| name == "seen").map(|(_, seen)| seen.clone());
    let (ctx, named, chosen) = (visit.ctx.clone(), edition.clone(), wanted.clone());
    let set = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_in::<EditProgramme, _>(tx, &ctx, &named)?;
        answers::set(tx, &ctx, may, (&wanted, seen.as_deref()))
    });
    match set.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/draft/table/rules?done=set"))),
        Err(Error::Refused(why @ Unwilling::RulesChanged)) => {
            set_out_as(&desk, &visit, edition, Some((Answers(chosen), &why))).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}
