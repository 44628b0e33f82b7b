//! The desk at which a draft is released.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use kernel::{Lang, Text};
use serde::Deserialize;
use store::Tx;

use super::list::{Point, Weight};
use super::verbs::{self, Blocks, Prospect, Telling, Unwilling, Wish};
use crate::access::{PublishRelease, require_in};
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Desk, Fields, Held, Visit};
use crate::error::{Error, Refusal as _};
use crate::letters::changed::{CHANGED, turn_words};
use crate::letters::readers::Reader;
use crate::letters::sorts::counted;
use crate::mail::switches::{self, Leave};
use crate::people::account::Account;
use crate::people::verbs::accounts;
use crate::programme::changes::{Change, State as Was, Turn};
use crate::programme::index::Index;
use crate::programme::verbs::NOTE_LENGTH_MAX;
use crate::shell::{Frame, when};
use crate::words::Words;

type Answer = Response<Body>;

/// Every route of this slice.
pub fn router() -> Router<Arc<Desk>> {
    Router::new().route("/{lang}/{edition}/draft/release", get(show).post(press))
}

struct PointLine {
    said: String,
    blocks: bool,
    /// Some of those it is about.
    named: Vec<Text>,
    more: usize,
    /// Where it can be mended, and what that is called; empty where there is no such page.
    way: (String, &'static str),
}

struct ChangeLine {
    title: Text,
    /// `时间：… （原：…）`
    turns: Vec<String>,
}

struct Group {
    name: &'static str,
    count: usize,
    lines: Vec<ChangeLine>,
    more: usize,
}

#[derive(Template)]
#[template(path = "releasing/pages/release.html")]
struct ReleasePage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    back: String,
    wrong: String,
    differs: bool,
    next: i64,
    points: Vec<PointLine>,
    blocks: usize,
    groups: Vec<Group>,
    readers: usize,
    names: Vec<Text>,
    more_names: usize,
    missed: Vec<String>,
    waits: bool,
    to_contacts: String,
    note_zh: Held,
    note_en: Held,
    note_max: usize,
    tells: bool,
    overrides: bool,
}

/// So many lines of a list help; the rest is counted.
const LINES_MAX: usize = 20;
const NAMES_MAX: usize = 12;
const NAMED_MAX: usize = 5;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    note_zh: String,
    note_en: String,
    tell: String,
    anyway: String,
}

struct Gathered {
    prospect: Prospect,
    leave: Leave,
    accounts: Vec<Account>,
}

async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    form(&desk, &visit, edition, StatusCode::OK, None, String::new()).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    status: StatusCode,
    sent: Option<&Sent>,
    wrong: String,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<PublishRelease, _>(tx, &ctx, &edition)?;
        let prospect = verbs::look(tx, &ctx, may)?;
        let leave = switches::of_kind(tx, prospect.draft.edition.id.uuid(), CHANGED)?;
        let ids: Vec<_> = prospect.readers.reached.iter().filter_map(|one| one.account).collect();
        let accounts = accounts::find_all(tx, &ids)?;
        Ok(Gathered { prospect, leave, accounts })
    });
    match read.await {
        Ok(gathered) => page(status, &set(visit, &gathered, sent, wrong)),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    gathered: &'v Gathered,
    sent: Option<&Sent>,
    wrong: String,
) -> ReleasePage<'v> {
    let (words, Gathered { prospect, leave, accounts }) = (visit.words, gathered);
    let edition = &prospect.draft.edition;
    let (root, index) = (format!("/{}/draft", edition.slug), Index::of(&prospect.draft));
    let readers = &prospect.readers;
    let name = |reader: &Reader| {
        let person = reader.people.first().and_then(|id| index.person(&prospect.draft, *id));
        let account = reader.account.and_then(|id| accounts.iter().find(|one| one.id == id));
        let called = || account.map(|account| Text::in_one(visit.lang, account.called()));
        person.map(|person| person.name.clone()).or_else(called)
    };
    let names: Vec<Text> = readers.reached.iter().filter_map(name).take(NAMES_MAX).collect();
    let mut missed = Vec::new();
    if !readers.without_address.is_empty() {
        missed.push(words.letters_without_address(readers.without_address.len()));
    }
    if readers.bounced > 0 {
        missed.push(words.letters_bounced_count(readers.bounced));
    }
    ReleasePage {
        frame: visit.frame_at(words.releasing_title(), &format!("{root}/release")),
        edition: &edition.name,
        back: visit.to(&root),
        wrong,
        differs: prospect.differs,
        next: prospect.last + 1,
        points: prospect.points.iter().map(|one| point(visit, prospect, &index, one)).collect(),
        blocks: prospect.blocks(),
        groups: groups(visit, prospect),
        readers: readers.reached.len(),
        more_names: readers.reached.len().saturating_sub(names.len()),
        names,
        missed,
        waits: *leave == Leave::Approved,
        to_contacts: visit.to(&format!("/{}/contacts?only=missing", edition.slug)),
        note_zh: Held::of(sent.map_or("", |sent| sent.note_zh.as_str())),
        note_en: Held::of(sent.map_or("", |sent| sent.note_en.as_str())),
        note_max: NOTE_LENGTH_MAX,
        tells: sent.is_none_or(|sent| sent.tell == "yes"),
        overrides: sent.is_some_and(|sent| sent.anyway == "yes"),
    }
}

fn point(visit: &Visit, prospect: &Prospect, index: &Index, point: &Point) -> PointLine {
    let (words, count, slug) = (visit.words, point.count(), &prospect.draft.edition.slug);
    let to = |rest: &str| visit.to(&format!("/{slug}{rest}"));
    let said = match point {
        Point::PeopleTwice(_) => words.releasing_people_twice(count),
        Point::HallsTwice(_) => words.releasing_halls_twice(count),
        Point::Untitled(Lang::Zh, _) => words.releasing_untitled_zh(count),
        Point::Untitled(Lang::En, _) => words.releasing_untitled_en(count),
        Point::Unplaced(_) => words.releasing_unplaced(count),
        Point::WaysTooShort(_) => words.releasing_ways(count),
        Point::HallsTooSmall(_) => words.releasing_halls_small(count),
        Point::OutsideOpening(_) => words.releasing_closed(count),
        Point::Unsummarised(Lang::Zh, _) => words.releasing_unsummarised_zh(count),
        Point::Unsummarised(Lang::En, _) => words.releasing_unsummarised_en(count),
        Point::Deserted(_) => words.releasing_deserted(count),
        Point::Unreached(_) => words.releasing_unreached(count),
    };
    let way = match point {
        Point::Unreached(_) => (to("/contacts?only=missing"), words.releasing_see_contacts()),
        Point::PeopleTwice(_)
        | Point::HallsTwice(_)
        | Point::WaysTooShort(_)
        | Point::HallsTooSmall(_)
        | Point::OutsideOpening(_) => (to("/draft/conflicts"), words.releasing_see_conflicts()),
        _ => (String::new(), ""),
    };
    let named = point.activities().iter().take(NAMED_MAX);
    let named = named.filter_map(|id| index.activity(&prospect.draft, *id));
    PointLine {
        said,
        blocks: point.weight() == Weight::Blocks,
        named: named.map(|activity| activity.title.clone()).collect(),
        more: point.activities().len().saturating_sub(NAMED_MAX),
        way,
    }
}

fn groups(visit: &Visit, prospect: &Prospect) -> Vec<Group> {
    let group = |(turn, count): (Turn, usize)| {
        let those = prospect.changes.iter().filter(|change| change.turn() == turn);
        let lines: Vec<ChangeLine> = those
            .take(LINES_MAX)
            .filter_map(|change| change_line(visit, prospect, change))
            .collect();
        let more = count.saturating_sub(lines.len());
        Group { name: turn_words(visit.words, turn), count, lines, more }
    };
    counted(&prospect.changes).into_iter().map(group).collect()
}

fn change_line(visit: &Visit, prospect: &Prospect, change: &Change) -> Option<ChangeLine> {
    let (words, zone) = (visit.words, &prospect.draft.edition.zone);
    let latest = change.latest()?;
    let place = |state: &Was| {
        let both = state.place.as_ref();
        let said = both
            .map(|(hall, venue)| words.letters_place(hall.get(visit.lang), venue.get(visit.lang)));
        said.unwrap_or_default()
    };
    let time = |state: &Was| {
        state.interval.map(|interval| when::span(words, zone, interval)).unwrap_or_default()
    };
    let both = |say: &dyn Fn(&Was) -> String| {
        change.before.as_ref().zip(change.after.as_ref()).map(|both| (say(both.0), say(both.1)))
    };
    let said = [
        (words.letters_item_name(), both(&|state| state.title.get(visit.lang).to_owned())),
        (words.letters_item_when(), both(&time)),
        (words.letters_item_where(), both(&place)),
    ];
    let turns = said.iter().filter_map(|(label, said)| {
        let (was, is) = said.as_ref().filter(|(was, is)| was != is)?;
        Some(turn_line(words, label, (was, is)))
    });
    Some(ChangeLine { title: latest.title.clone(), turns: turns.collect() })
}

fn turn_line(words: Words, label: &str, (was, is): (&str, &str)) -> String {
    let line = match (is.is_empty(), was.is_empty()) {
        (false, true) => words.letters_item_is(label, is),
        (true, _) => words.letters_item_open(label, was),
        (false, false) => words.letters_item_was(label, is, was),
    };
    line.trim().to_owned()
}

async fn press(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let note =
        Text::empty().with(Lang::Zh, sent.note_zh.trim()).with(Lang::En, sent.note_en.trim());
    let wish = Wish {
        note,
        blocks: if sent.anyway == "yes" { Blocks::Override } else { Blocks::Heed },
        telling: if sent.tell == "yes" { Telling::Everybody } else { Telling::Nobody },
    };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let released = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<PublishRelease, Unwilling>(tx, &ctx, &named)?;
        verbs::release(tx, &ctx, may, &wish)
    });
    match released.await {
        Ok((release, told)) => {
            let told = told.map(|told| format!("&letters={}", told.letters)).unwrap_or_default();
            see_other(&visit.to(&format!("/{edition}/draft?done={}{told}", release.number)))
        }
        Err(Error::Refused(refusal)) if refusal.status() != StatusCode::FORBIDDEN => {
            let wrong = refusal.words(visit.words);
            form(&desk, &visit, edition, refusal.status(), Some(&sent), wrong).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}
