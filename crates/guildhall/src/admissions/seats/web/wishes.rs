//! Wishes: what one would like, the dearest first, and what the lots gave, in words.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Text, Uuid};
use store::{Fault, Tx};

use super::cells::when_of;
use super::{Answer, Carried, followed};
use crate::access::{ManagePasses, require_in};
use crate::admissions::model::AdmissionId;
use crate::admissions::rules::State as Standing;
use crate::admissions::seats::holders::{self, Holder, Key};
use crate::admissions::seats::lottery::Missed;
use crate::admissions::seats::model::{Seat, Seating, Way};
use crate::admissions::seats::refusal::Unwilling;
use crate::admissions::seats::store as rows;
use crate::admissions::seats::store::wishing::{self, Drawn};
use crate::admissions::seats::verbs::{self, WISHES_MAX};
use crate::desk::answer::{failed, page, see_other, unwilling};
use crate::desk::{Choice, Desk, Entries, Fields, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::{Error, Refusal as _};
use crate::shell::Frame;

#[derive(Template)]
#[template(path = "admissions/seats/pages/wishes.html")]
struct WishesPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    done: &'static str,
    refused: String,
    known: bool,
    passes: Vec<Who<'v>>,
    /// One list of choices a rank.
    ranks: Vec<Rank>,
    outcomes: Vec<Outcome>,
    draws: Vec<Told>,
    /// How many groups wish, for whoever may draw.
    draws_by: Option<usize>,
    sign_in: String,
}

struct Who<'v> {
    id: String,
    holder: &'v str,
    chosen: bool,
}

struct Rank {
    number: usize,
    label: String,
    choices: Vec<Choice>,
}

/// What a draw gave one of the reader's groups.
struct Outcome {
    draw: i64,
    said: String,
    reasons: Vec<String>,
}

/// A draw as everybody reads it.
struct Told {
    number: i64,
    at: String,
    seed: i64,
    groups: usize,
    ranks: Vec<String>,
}

struct Found {
    holder: Holder,
    seats: Vec<Seat>,
    seatings: Vec<Seating>,
    draws: Vec<Drawn>,
    wishing: Option<usize>,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    carried: Carried,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    let key = carried.key(&visit);
    answer(&desk, &visit, key, &edition, None).await
}

async fn answer(
    desk: &Desk,
    visit: &Visit,
    key: Key,
    edition: &str,
    refused: Option<(Unwilling, Entries)>,
) -> Answer {
    let edition = match followed(desk, visit, edition).await {
        Ok(edition) => edition,
        Err(error) => return unwilling(visit, &error),
    };
    let (of, ctx) = (edition.clone(), visit.ctx.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<Found, Fault> {
        let holder = holders::of(tx, of.id, &key)?;
        let ids: Vec<AdmissionId> = holder.passes().iter().map(|one| one.id).collect();
        let may = require_in::<ManagePasses, Unwilling>(tx, &ctx, of.slug.as_str());
        let wishing = match may {
            Err(Error::Fault(fault)) => return Err(fault),
            Err(_) => None,
            Ok(_) => {
                let mut groups: Vec<_> =
                    wishing::wishes(tx, of.id)?.iter().map(|one| one.group).collect();
                groups.dedup();
                Some(groups.len())
            }
        };
        Ok(Found {
            seats: if ids.is_empty() { Vec::new() } else { rows::seats_of_passes(tx, &ids)? },
            holder,
            seatings: rows::seatings(tx, of.id)?,
            draws: wishing::draws(tx, of.id)?,
            wishing,
        })
    });
    match read.await {
        Err(fault) => failed(&fault),
        Ok(found) => {
            let status = refused.as_ref().map_or(StatusCode::OK, |(why, _)| why.status());
            page(status, &set(visit, &edition, &found, refused.as_ref()))
        }
    }
}

fn set<'v>(
    visit: &'v Visit,
    edition: &'v Edition,
    found: &'v Found,
    refused: Option<&(Unwilling, Entries)>,
) -> WishesPage<'v> {
    let (words, here) = (visit.words, format!("/{}/wishes", edition.slug));
    let sent = refused.map(|(_, sent)| sent);
    let alone = found.holder.passes().len() == 1;
    let wishes = |id: AdmissionId| {
        found.seats.iter().any(|one| one.pass == id && one.state == Standing::Wished)
    };
    let who = |one: &'v holders::Pass| Who {
        id: one.id.to_string(),
        holder: &one.holder,
        chosen: match sent {
            Some(sent) => sent.all("pass").any(|it| it == one.id.to_string()),
            None => alone || wishes(one.id),
        },
    };
    WishesPage {
        frame: visit.frame_at(words.seats_wishes_title(), &here),
        edition: &edition.name,
        done: match visit.asked("done") {
            "wished" => words.seats_wished_done(),
            "drawn" => words.seats_drawn_done(),
            _ => "",
        },
        refused: refused.map(|(why, _)| why.words(words)).unwrap_or_default(),
        known: !found.holder.passes().is_empty(),
        passes: found.holder.passes().iter().map(who).collect(),
        ranks: (1..=WISHES_MAX).map(|number| rank(visit, edition, found, sent, number)).collect(),
        outcomes: outcomes(visit, found),
        draws: found.draws.iter().map(|one| told(visit, one)).collect(),
        draws_by: found.wishing,
        sign_in: format!("{}?onward={}", visit.to("/sign-in"), visit.to(&here)),
    }
}

/// What may be chosen at a rank, with what is chosen there now.
fn rank(
    visit: &Visit,
    edition: &Edition,
    found: &Found,
    sent: Option<&Entries>,
    number: usize,
) -> Rank {
    let field = format!("wish{number}");
    let chosen = |one: &Seating| match sent {
        Some(sent) => sent.get(&field) == one.slug.as_str(),
        None => found.seats.iter().any(|seat| {
            seat.activity == one.activity
                && seat.state == Standing::Wished
                && seat.choice == i64::try_from(number).ok()
        }),
    };
    let open = |one: &&Seating| one.way == Way::Wished && !one.closed && one.held.is_some();
    let choice = |one: &Seating| Choice {
        value: one.slug.to_string(),
        label: format!("{} · {}", one.told.title.get(visit.lang), when_of(visit, edition, one)),
        chosen: chosen(one),
    };
    Rank {
        number,
        label: visit.words.seats_wish_of(number),
        choices: found.seatings.iter().filter(open).map(choice).collect(),
    }
}

fn told(visit: &Visit, one: &Drawn) -> Told {
    let words = visit.words;
    let ranks = one.draw.ranks.iter().zip(1_usize..).filter(|(people, _)| **people > 0);
    Told {
        number: one.number,
        at: visit.moment(one.drawn_at),
        seed: one.seed,
        groups: one.draw.lots.len(),
        ranks: ranks.map(|(people, rank)| words.seats_draw_rank(*people, rank)).collect(),
    }
}

/// What draws gave the reader, newest first, with why not more.
fn outcomes(visit: &Visit, found: &Found) -> Vec<Outcome> {
    let words = visit.words;
    let title = |id: Uuid| {
        let of = found.seatings.iter().find(|one| one.activity.uuid() == id);
        of.map_or_else(String::new, |one| one.told.title.get(visit.lang).to_owned())
    };
    let mut told = Vec::new();
    for drawn in &found.draws {
        for lot in &drawn.draw.lots {
            if !found.seats.iter().any(|seat| seat.group.uuid() == lot.group) {
                continue;
            }
            let groups = drawn.draw.lots.len();
            let said = match (lot.given, lot.choice) {
                (Some(given), Some(choice)) => {
                    words.seats_lot_given(choice, groups, title(given), lot.turn)
                }
                _ => words.seats_lot_none(groups, lot.turn),
            };
            let reason = |(id, why): &(Uuid, Missed)| match why {
                Missed::Busy => words.seats_lot_busy(title(*id)),
                Missed::Full => words.seats_lot_full(title(*id)),
            };
            let reasons = lot.missed.iter().map(reason).collect();
            told.push(Outcome { draw: drawn.number, said, reasons });
        }
    }
    told
}

pub async fn put(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    carried: Carried,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let key = carried.key(&visit);
    let passes: Vec<AdmissionId> = sent.all("pass").filter_map(|it| it.parse().ok()).collect();
    let fields = (1..=WISHES_MAX).map(|number| sent.get(&format!("wish{number}")).to_owned());
    let wishes: Vec<String> = fields.filter(|one| !one.is_empty()).collect();
    let (ctx, known, slug) = (visit.ctx.clone(), key.clone(), edition.clone());
    let wished = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let slug = slug.parse().map_err(|_| Error::Missing)?;
        let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
        let holder = holders::of(tx, edition.id, &known)?;
        verbs::wish(tx, &ctx, &holder, (edition.id, &passes), &wishes)
    });
    match wished.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/wishes?done=wished"))),
        Err(Error::Refused(why)) => answer(&desk, &visit, key, &edition, Some((why, sent))).await,
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn draw(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    let (ctx, slug) = (visit.ctx.clone(), edition.clone());
    let drawn = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_in::<ManagePasses, Unwilling>(tx, &ctx, &slug)?;
        verbs::draw(tx, &ctx, may).map(drop)
    });
    match drawn.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/wishes?done=drawn"))),
        Err(error) => unwilling(&visit, &error),
    }
}
