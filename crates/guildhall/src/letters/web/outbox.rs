//! The outbox: five trays, and what may be done with what is in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::{Fault, Tx};

use super::{Answer, stands};
use crate::access::{AccountId, ManageLetters, require_in};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::letters::refusal::Unwilling;
use crate::letters::sorts::kind_words;
use crate::letters::verbs::outbox::{self, Act, Box};
use crate::mail::OrderId;
use crate::mail::entries::{Entry, SHOWN_MAX, Stands, Tray};
use crate::mail::outbox::KEEP_TEXT_DAYS;
use crate::people::account::Account;
use crate::people::model::Person;
use crate::people::profiles;
use crate::people::verbs::accounts;
use crate::shell::Frame;

struct TrayLink {
    label: &'static str,
    count: i64,
    path: String,
    chosen: bool,
}

/// A letter as a list shows it.
pub(super) struct Line {
    pub id: OrderId,
    pub kind: String,
    pub to: Option<Text>,
    /// The way to everything they got; empty where there is none.
    pub to_person: String,
    pub stands: String,
    pub reason: String,
    pub text: Option<(String, String)>,
    pub waits: bool,
    /// It can be sent now or let go.
    pub open: bool,
    /// It can only be sent again.
    pub ended: bool,
}

#[derive(Template)]
#[template(path = "letters/pages/outbox.html")]
struct OutboxPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    root: String,
    contacts: String,
    done: &'static str,
    trays: Vec<TrayLink>,
    waiting: i64,
    on_waiting: bool,
    lines: Vec<Line>,
    more: bool,
    shown_max: i64,
    days: i64,
}

/// Names for the letters of a list.
pub(super) struct Names {
    people: BTreeMap<kernel::Uuid, Person>,
    accounts: BTreeMap<AccountId, Account>,
}

impl Names {
    pub fn of(tx: &mut Tx<'_>, edition: EditionId, entries: &[Entry]) -> Result<Self, Fault> {
        let mut ids: Vec<AccountId> = entries.iter().filter_map(|entry| entry.account).collect();
        ids.sort_unstable();
        ids.dedup();
        let accounts = accounts::find_all(tx, &ids)?;
        let people = match entries.iter().any(|entry| entry.person.is_some()) {
            true => profiles::of_edition(tx, edition)?,
            false => Vec::new(),
        };
        Ok(Self {
            people: people.into_iter().map(|person| (person.id.uuid(), person)).collect(),
            accounts: accounts.into_iter().map(|account| (account.id, account)).collect(),
        })
    }
}

pub(super) fn line(visit: &Visit, edition: &Edition, names: &Names, entry: &Entry) -> Line {
    let person = entry.person.and_then(|id| names.people.get(&id));
    let account = entry.account.and_then(|id| names.accounts.get(&id));
    let called = |account: &Account| Text::in_one(visit.lang, account.called());
    let held = entry.held_until > visit.ctx.now();
    let way = |person: &Person| visit.to(&format!("/{}/contacts/{}", edition.slug, person.slug));
    Line {
        id: entry.id,
        kind: kind_words(visit.words, &entry.kind).to_owned(),
        to: person.map(|person| person.name.clone()).or_else(|| account.map(called)),
        to_person: person.map(way).unwrap_or_default(),
        stands: stands(visit, entry),
        reason: entry.reason.clone().unwrap_or_default(),
        text: entry.text.clone(),
        waits: entry.stands == Stands::Waiting,
        open: matches!(entry.stands, Stands::Waiting | Stands::Queued) && !held,
        ended: matches!(entry.stands, Stands::Ended(..)),
    }
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    let asked = Tray::from_word(visit.asked("tray"));
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageLetters, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        let tray = asked.unwrap_or(Tray::Waiting);
        let mut found = outbox::look(tx, may, tray)?;
        let mut shown = tray;
        if asked.is_none() {
            // Whatever wants a hand comes first; else what is on its way.
            let holds = |(_, count): &&(Tray, i64)| *count > 0;
            shown = found.counts.iter().find(holds).map_or(Tray::Waiting, |(tray, _)| *tray);
            found = outbox::look(tx, may, shown)?;
        }
        let names = Names::of(tx, edition.id, &found.entries)?;
        Ok((edition, shown, found, names))
    });
    match read.await {
        Ok((edition, tray, found, names)) => {
            page(StatusCode::OK, &set(&visit, &edition, tray, &found, &names))
        }
        Err(error) => unwilling(&visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    edition: &'v Edition,
    tray: Tray,
    found: &Box,
    names: &Names,
) -> OutboxPage<'v> {
    let words = visit.words;
    let rest = format!("/{}/letters", edition.slug);
    let root = visit.to(&rest);
    let link = |(one, count): &(Tray, i64)| TrayLink {
        label: match one {
            Tray::Waiting => words.letters_tray_waiting(),
            Tray::Queued => words.letters_tray_queued(),
            Tray::Failed => words.letters_tray_failed(),
            Tray::Sent => words.letters_tray_sent(),
            Tray::Discarded => words.letters_tray_discarded(),
        },
        count: *count,
        path: format!("{root}?tray={}", one.word()),
        chosen: *one == tray,
    };
    let of = |wanted: Tray| found.counts.iter().find(|it| it.0 == wanted).map_or(0, |it| it.1);
    OutboxPage {
        frame: visit.frame_at(words.letters_title(), &rest),
        edition: &edition.name,
        contacts: visit.to(&format!("/{}/contacts", edition.slug)),
        done: match visit.asked("done") {
            "approve" => words.letters_done_approve(),
            "now" => words.letters_done_now(),
            "discard" => words.letters_done_discard(),
            "sent" => words.letters_done_sent(),
            "waits" => words.letters_done_waits(),
            _ => "",
        },
        trays: found.counts.iter().map(link).collect(),
        waiting: of(Tray::Waiting),
        on_waiting: tray == Tray::Waiting,
        lines: found.entries.iter().map(|entry| line(visit, edition, names, entry)).collect(),
        more: of(tray) > SHOWN_MAX,
        shown_max: SHOWN_MAX,
        days: KEEP_TEXT_DAYS.into(),
        root,
    }
}

type OneLetter = Path<(String, String, String)>;

pub async fn approve(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, letter)): OneLetter,
) -> Answer {
    act(&desk, &visit, edition, &letter, (Act::Approve, "waiting&done=approve")).await
}

pub async fn send_now(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, letter)): OneLetter,
) -> Answer {
    act(&desk, &visit, edition, &letter, (Act::SendNow, "queued&done=now")).await
}

pub async fn discard(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, letter)): OneLetter,
) -> Answer {
    act(&desk, &visit, edition, &letter, (Act::Discard, "discarded&done=discard")).await
}

async fn act(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    letter: &str,
    (act, then): (Act, &str),
) -> Answer {
    let Ok(id) = letter.parse::<OrderId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageLetters, Unwilling>(tx, &ctx, &named)?;
        outbox::act(tx, &ctx, may, (act, id))
    });
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/letters?tray={then}"))),
        Err(error) => unwilling(visit, &error),
    }
}

pub async fn approve_all(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    act_on_waiting(&desk, &visit, edition, (Act::Approve, "queued&done=approve")).await
}

pub async fn discard_waiting(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    act_on_waiting(&desk, &visit, edition, (Act::Discard, "discarded&done=discard")).await
}

async fn act_on_waiting(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    (act, then): (Act, &str),
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageLetters, Unwilling>(tx, &ctx, &named)?;
        outbox::act_on_waiting(tx, &ctx, may, act)
    });
    match done.await {
        Ok(_) => see_other(&visit.to(&format!("/{edition}/letters?tray={then}"))),
        Err(error) => unwilling(visit, &error),
    }
}
