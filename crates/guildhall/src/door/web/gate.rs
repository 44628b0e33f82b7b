//! One gate: its rules, as a form.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State as Given};
use axum::http::StatusCode;
use kernel::{Date, Lang, Slug, Text};
use store::Tx;

use super::{Answer, direction_words, reentry_words};
use crate::access::{ManageDoor, require_in};
use crate::admissions::model::Category;
use crate::admissions::verbs::categories;
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Choice, Desk, Entries, Fields, Held, Outcome, Visit, Wrong};
use crate::door::model::{Direction, Gate, Lane, Reentry, Space};
use crate::door::refusal::Unwilling;
use crate::door::verbs::gates::{self, Place, Wish};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::shell::{Frame, when};
use crate::words::Words;

/// What stands for a gate that is not there yet.
const NEW: &str = "new";
/// An edition of more days lets its gates be open on all of them.
const DAYS_MAX: usize = 14;

#[derive(Template)]
#[template(path = "door/pages/one_gate.html")]
struct OneGate<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    back: String,
    root: String,
    is_new: bool,
    wrong: String,
    version: String,
    slug: Held,
    name_zh: Held,
    name_en: Held,
    space: Held,
    places: Vec<Choice>,
    direction: Held,
    directions: Vec<Choice>,
    reentry: Held,
    reentries: Vec<Choice>,
    days: Held,
    all_days: Vec<Choice>,
    categories: Held,
    all_categories: Vec<Choice>,
    lane: Held,
    lanes: Held,
}

struct Gathered {
    edition: Edition,
    gate: Option<Gate>,
    spaces: Vec<Space>,
    places: Vec<Place>,
    categories: Vec<Category>,
}

type Named = Path<(String, String, String)>;

fn gather(
    tx: &mut Tx<'_>,
    ctx: &crate::ctx::Ctx,
    (edition, gate): (&str, &str),
) -> Result<Gathered, Error<Unwilling>> {
    let may = require_in::<ManageDoor, _>(tx, ctx, edition)?;
    let id = may.edition::<Edition>();
    let edition = editions::verbs::by_id(tx, id)?.ok_or(Error::Missing)?;
    let found =
        if gate == NEW { None } else { Some(gates::find(tx, &may, gate)?.ok_or(Error::Missing)?) };
    Ok(Gathered {
        edition,
        gate: found,
        spaces: gates::spaces(tx, id)?,
        places: gates::places(tx, id)?,
        categories: categories::of_edition(tx, id)?,
    })
}

pub async fn show(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, gate)): Named,
) -> Answer {
    form(&desk, &visit, (edition, gate), StatusCode::OK, None, None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, gate): (String, String),
    status: StatusCode,
    sent: Option<&Entries>,
    wrong: Option<Wrong>,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), (edition, gate));
    let asked = named.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, (&asked.0, &asked.1)));
    let found = match read.await {
        Ok(found) => found,
        Err(error) => return unwilling(visit, &error),
    };
    page(status, &filled(visit, &named, &found, sent, wrong.as_ref()))
}

/// A value of the form: as it was sent, else as the gate has it.
fn filled<'v>(
    visit: &'v Visit,
    (edition, slug): &(String, String),
    found: &'v Gathered,
    sent: Option<&Entries>,
    wrong: Option<&Wrong>,
) -> OneGate<'v> {
    let words = visit.words;
    let gate = found.gate.as_ref();
    let value = |name: &str, of: &dyn Fn(&Gate) -> String, usual: &str| match (sent, gate) {
        (Some(sent), _) => sent.get(name).to_owned(),
        (None, Some(gate)) => of(gate),
        (None, None) => usual.to_owned(),
    };
    let chosen = |name: &'static str, of: &dyn Fn(&Gate) -> Vec<String>| match (sent, gate) {
        (Some(sent), _) => sent.all(name).map(str::to_owned).collect::<Vec<_>>(),
        (None, Some(gate)) => of(gate),
        (None, None) => Vec::new(),
    };
    let held = |name: &str, text: &str| visit.held(name, text, wrong);
    let said = |lang: Lang| {
        move |gate: &Gate| {
            let text = gate.name.exactly(lang);
            text.map(|words| words.value.clone()).unwrap_or_default()
        }
    };
    let space = value("space", &|gate| found.place_of(gate), "");
    let direction = value("direction", &|g| direction_word(g.direction).to_owned(), "in");
    let reentry = value("reentry", &|gate| gate.reentry.word().to_owned(), "after_exit");
    let days = chosen("days", &|gate| gate.days.iter().map(ToString::to_string).collect());
    let slugs = chosen("categories", &|gate| found.slugs_of(gate));
    let rest = format!("/{edition}/door/gates/{slug}");
    OneGate {
        frame: visit.frame_at(
            if gate.is_some() { words.door_gate() } else { words.door_new_gate() },
            &rest,
        ),
        edition: &found.edition.name,
        back: visit.to(&format!("/{edition}/door")),
        root: visit.to(&rest),
        is_new: gate.is_none(),
        wrong: wrong
            .filter(|(field, _)| field.is_empty())
            .map(|it| it.1.clone())
            .unwrap_or_default(),
        version: value("version", &|gate| gate.version.to_string(), ""),
        slug: held("slug", &value("slug", &|gate| gate.slug.to_string(), "")),
        name_zh: held("name_zh", &value("name_zh", &said(Lang::Zh), "")),
        name_en: held("name", &value("name_en", &said(Lang::En), "")),
        places: place_choices(visit, &found.places, &space),
        space: held("space", &space),
        directions: direction_choices(words, &direction),
        direction: held("direction", &direction),
        reentries: reentry_choices(words, &reentry),
        reentry: held("reentry", &reentry),
        all_days: day_choices(words, &found.edition, &days),
        days: held("days", ""),
        all_categories: category_choices(visit, &found.categories, &slugs),
        categories: held("categories", ""),
        lane: held("lane", &value("lane", &|gate| (gate.lane.number + 1).to_string(), "1")),
        lanes: held("lanes", &value("lanes", &|gate| gate.lane.of.to_string(), "1")),
    }
}

impl Gathered {
    /// The place that a gate leads into, as forms name it.
    fn place_of(&self, gate: &Gate) -> String {
        let space = self.spaces.iter().find(|space| space.id == gate.space);
        let place = space.and_then(|it| self.places.iter().find(|one| one.id == it.place));
        place.map(|place| place.key.clone()).unwrap_or_default()
    }

    /// The categories that a gate lets in.
    fn slugs_of(&self, gate: &Gate) -> Vec<String> {
        let ids = self.categories.iter().filter(|one| gate.categories.contains(&one.id.uuid()));
        ids.map(|one| one.slug.to_string()).collect()
    }
}

fn direction_choices(words: Words, sent: &str) -> Vec<Choice> {
    let all = [Some(Direction::In), Some(Direction::Out), None];
    all.map(|it| Choice::of(direction_word(it), direction_words(words, it), sent)).into()
}

fn reentry_choices(words: Words, sent: &str) -> Vec<Choice> {
    Reentry::ALL.map(|it| Choice::of(it.word(), reentry_words(words, it), sent)).into()
}

fn day_choices(words: Words, edition: &Edition, sent: &[String]) -> Vec<Choice> {
    let days = edition.first_day.through(edition.last_day, DAYS_MAX).into_iter();
    days.map(|day| ticked(day.to_string(), when::days(words, day, day), sent)).collect()
}

fn category_choices(visit: &Visit, all: &[Category], sent: &[String]) -> Vec<Choice> {
    let name = |one: &Category| one.name.get(visit.lang).to_owned();
    all.iter().map(|one| ticked(one.slug.to_string(), name(one), sent)).collect()
}

fn ticked(value: String, label: String, all: &[String]) -> Choice {
    Choice { chosen: all.contains(&value), value, label }
}

fn place_choices(visit: &Visit, places: &[Place], sent: &str) -> Vec<Choice> {
    let label = |place: &Place| {
        let name = place.name.get(visit.lang);
        if place.hall { format!("– {name}") } else { name.to_owned() }
    };
    places.iter().map(|place| Choice::of(place.key.clone(), label(place), sent)).collect()
}

const fn direction_word(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(direction) => direction.word(),
        None => "both",
    }
}

fn wish(sent: &Entries, slug: &str) -> Result<Wish, Unwilling> {
    let slug = if slug == NEW { sent.get("slug").trim() } else { slug };
    let direction = match sent.get("direction") {
        "both" => None,
        word => Some(Direction::from_word(word).ok_or(Unwilling::NoDirection)?),
    };
    let day = |text: &str| text.parse::<Date>().map_err(|_| Unwilling::NoDay);
    let number = |name: &str| sent.get(name).trim().parse::<i64>().map_err(|_| Unwilling::NoLane);
    let slug: Slug = slug.parse().map_err(|_| Unwilling::NoSlug)?;
    if slug.as_str() == NEW {
        return Err(Unwilling::SlugUsed);
    }
    Ok(Wish {
        slug,
        name: Text::empty()
            .with(Lang::Zh, sent.get("name_zh").trim())
            .with(Lang::En, sent.get("name_en").trim()),
        place: sent.get("space").to_owned(),
        direction,
        days: sent.all("days").map(day).collect::<Result<_, _>>()?,
        categories: sent.all("categories").map(str::to_owned).collect(),
        reentry: Reentry::from_word(sent.get("reentry")).ok_or(Unwilling::NoReentry)?,
        lane: Lane { number: number("lane")? - 1, of: number("lanes")? },
    })
}

pub async fn save(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, gate)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), gate.clone()));
    let given = sent.clone();
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_in::<ManageDoor, _>(tx, &ctx, &named.0)?;
        if named.1 != NEW && gates::find(tx, &may, &named.1)?.is_none() {
            return Err(Error::Missing);
        }
        let wish = wish(&given, &named.1).map_err(Error::Refused)?;
        let version = if named.1 == NEW {
            None
        } else {
            Some(given.get("version").parse().map_err(|_| Error::Refused(Unwilling::Changed))?)
        };
        gates::set(tx, &ctx, may, &wish, version).map(drop)
    });
    match done.await {
        Err(Error::Refused(Unwilling::Changed)) => {
            let wrong = (Unwilling::Changed.field(), visit.words.door_changed().to_owned());
            let status = StatusCode::PRECONDITION_FAILED;
            form(&desk, &visit, (edition, gate), status, None, Some(wrong)).await
        }
        done => match visit.outcome(done) {
            Outcome::Done(()) => see_other(&visit.to(&format!("/{edition}/door?done=saved"))),
            Outcome::Wrong(status, wrong) => {
                form(&desk, &visit, (edition, gate), status, Some(&sent), Some(wrong)).await
            }
            Outcome::Not(answer) => answer,
        },
    }
}
