//! One of a host's activities: the form by which its lead writes it, what is missing when it crosses the
//! grants, who takes part, and with whom it is hosted.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Slug;
use store::Tx;

use super::involved::{Hosting, Part, hosting, people};
use super::typed::Typed;
use super::{Answer, said_of};
use crate::access::{ReadHost, RunHost, require_at};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Choice, Desk, Entries, Fields, Held, Outcome, Visit, Wrong};
use crate::error::Error;
use crate::hosting::cohosting::CoHosting;
use crate::hosting::refusal::Unwilling;
use crate::hosting::requests::Lack;
use crate::hosting::verbs::activities::{self, Beyond, Filed, Which};
use crate::hosting::verbs::cohosting;
use crate::hosting::verbs::grants::{self, Book};
use crate::hosting::wish::seen_of;
use crate::hosts::model::Host;
use crate::programme::model::word;
use crate::programme::model::{Activity, ActivityState};
use crate::shell::{Frame, when};
use crate::site::names::{Named as _, language};

/// What somebody else wrote meanwhile.
pub struct Now {
    pub label: &'static str,
    pub value: String,
}

#[derive(Template)]
#[template(path = "hosting/pages/activity.html")]
struct ActivityPage<'v> {
    frame: Frame<'v>,
    edition: &'v kernel::Text,
    host: &'v Host,
    /// The form's own path.
    root: String,
    home: String,
    public: String,
    is_new: bool,
    /// Whether it may be written here: the host leads it, and the reader runs the host.
    writes: bool,
    runs: bool,
    done: &'static str,
    held: Form,
    /// What is there now, when somebody else wrote it since it was shown.
    now: Vec<Now>,
    /// What is missing for it, when it crosses the grants.
    lacks: Vec<String>,
    when: String,
    cancelled: bool,
    people: Vec<Part>,
    names: Vec<String>,
    person: Held,
    person_role: Held,
    person_roles: Vec<Choice>,
    hosting: Hosting,
    leave: Held,
    sure: Held,
    host_root: String,
    slug: String,
}

/// The fields of the form.
pub struct Form {
    pub title_zh: Held,
    pub title_en: Held,
    pub summary_zh: Held,
    pub summary_en: Held,
    pub kind: Held,
    pub kinds: Vec<Choice>,
    pub part: Held,
    pub parts: Vec<Choice>,
    pub entry: Held,
    pub entries: Vec<Choice>,
    pub minutes: Held,
    pub places: Held,
    pub languages: Held,
    pub tongues: Vec<Choice>,
    pub seen: String,
    pub words: Held,
    pub asks: bool,
}

struct Gathered {
    book: Book,
    host: Host,
    activity: Option<Activity>,
    together: Vec<CoHosting>,
    runs: bool,
}

/// Which page is meant: an edition, a host, and one of its activities unless it is new.
#[derive(Clone)]
pub struct Place {
    pub edition: String,
    pub host: String,
    pub activity: Option<String>,
}

impl Place {
    pub fn of(edition: String, host: String, activity: String) -> Self {
        Self { edition, host, activity: Some(activity) }
    }

    /// The page, after something was done there.
    pub fn done(&self, visit: &Visit, done: &str) -> String {
        let Self { edition, host, activity } = self;
        let activity = activity.as_deref().map(|slug| format!("/{slug}")).unwrap_or_default();
        visit.to(&format!("/{edition}/hosts/{host}/activities{activity}?done={done}"))
    }
}

/// What a page of this sort says beside the activity itself.
#[derive(Default)]
pub struct Said {
    pub sent: Option<Entries>,
    pub wrong: Option<Wrong>,
    pub lacks: Vec<Lack>,
}

fn gather(
    tx: &mut Tx<'_>,
    ctx: &crate::ctx::Ctx,
    place: &Place,
) -> Result<Gathered, Error<Unwilling>> {
    let Place { edition, host, activity } = place;
    let may = require_at::<ReadHost, Unwilling>(tx, ctx, edition, host)?;
    let runs = require_at::<RunHost, Unwilling>(tx, ctx, edition, host);
    let runs = match (runs, activity) {
        (Err(error), None) => return Err(error),
        (runs, _) => runs.is_ok(),
    };
    let (book, id) = (grants::of_host(tx, may)?, may.host::<Host>());
    let found = book.programme.hosts.iter().find(|one| one.id == id).cloned();
    let activity = match activity {
        None => None,
        Some(slug) => {
            let mut all = book.programme.activities.iter();
            let own = |one: &&Activity| one.slug.as_str() == slug && one.hosts.contains(&id);
            Some(all.find(own).cloned().ok_or(Error::Missing)?)
        }
    };
    let together = cohosting::around(tx, may)?;
    Ok(Gathered { host: found.ok_or(Error::Missing)?, book, activity, together, runs })
}

pub async fn new(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Path<(String, String, String)>,
) -> Answer {
    let place = Place { edition, host, activity: None };
    form(&desk, &visit, place, StatusCode::OK, Said::default()).await
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, activity)): Path<(String, String, String, String)>,
) -> Answer {
    let place = Place::of(edition, host, activity);
    form(&desk, &visit, place, StatusCode::OK, Said::default()).await
}

pub(super) async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    place: Place,
    status: StatusCode,
    said: Said,
) -> Answer {
    let ctx = visit.ctx.clone();
    match desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, &place)).await {
        Ok(gathered) => page(status, &set(desk, visit, &gathered, &said)),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(desk: &Desk, visit: &'v Visit, gathered: &'v Gathered, said: &Said) -> ActivityPage<'v> {
    let (words, Gathered { book, host, activity, runs, .. }) = (visit.words, gathered);
    let programme = &book.programme;
    let edition = &programme.edition;
    let home = format!("/{}/hosts/{}", edition.slug, host.slug);
    let slug = activity.as_ref().map(|one| format!("/{}", one.slug)).unwrap_or_default();
    let rest = format!("{home}/activities{slug}");
    let title = match activity {
        Some(activity) => activity.title.get(visit.lang),
        None => words.hosting_new_activity(),
    };
    let public =
        activity.as_ref().and_then(|one| desk.house.activity(visit.lang, &edition.slug, &one.slug));
    let wrong = said.wrong.as_ref();
    let sent = said.sent.clone().unwrap_or_default();
    let leads = activity.as_ref().is_none_or(|one| one.hosts.first() == Some(&host.id));
    let changed = wrong.is_some_and(|(field, _)| *field == "seen");
    let placed = activity.as_ref().and_then(|one| one.placement);
    let role = |role: crate::programme::model::PersonRole| {
        Choice::of(word(&role), role.name(words), sent.get("person_role"))
    };
    ActivityPage {
        frame: visit.frame_at(title, &rest),
        edition: &edition.name,
        host,
        root: visit.to(&rest),
        home: visit.to(&format!("{home}/home")),
        public: public.unwrap_or_default(),
        is_new: activity.is_none(),
        writes: leads && *runs,
        runs: *runs,
        done: done(visit),
        held: fields(visit, gathered, said),
        now: match activity {
            Some(activity) if changed => Typed::of(programme, activity).told(visit, programme),
            _ => Vec::new(),
        },
        lacks: (said.lacks.iter())
            .map(|one| said_of(words, programme, (one.resource, one.halls), one.amount))
            .collect(),
        when: match placed {
            Some(placed) => when::span(words, &edition.zone, placed.interval),
            None => words.hosting_not_placed().to_owned(),
        },
        cancelled: activity.as_ref().is_some_and(|one| one.state == ActivityState::Cancelled),
        people: people(visit, programme, activity.as_ref()),
        names: names(visit, gathered),
        person: visit.held("person", sent.get("person"), wrong),
        person_role: visit.held("person_role", sent.get("person_role"), wrong),
        person_roles: crate::programme::model::PersonRole::ALL.map(role).into(),
        hosting: hosting(visit, programme, activity.as_ref(), &gathered.together, wrong),
        leave: visit.held("reason", sent.get("reason"), wrong),
        sure: visit.held("sure", "", wrong),
        host_root: visit.to(&home),
        slug: activity.as_ref().map(|one| one.slug.to_string()).unwrap_or_default(),
    }
}

fn done(visit: &Visit) -> &'static str {
    let words = visit.words;
    match visit.asked("done") {
        "written" => words.hosting_is_written(),
        "cancelled" => words.hosting_is_cancelled(),
        "restored" => words.hosting_is_restored(),
        "involved" => words.hosting_is_involved(),
        "removed" => words.hosting_is_removed(),
        "asked" => words.hosting_is_asked_to_host(),
        "taken-back" => words.hosting_is_taken_back(),
        _ => "",
    }
}

/// Names that the field for people suggests: those of the host first.
fn names(visit: &Visit, Gathered { book, host, .. }: &Gathered) -> Vec<String> {
    let mut people: Vec<_> = book.programme.people.iter().collect();
    people.sort_by_key(|one| one.host != Some(host.id));
    people.iter().map(|one| one.name.get(visit.lang).to_owned()).collect()
}

fn fields(visit: &Visit, gathered: &Gathered, said: &Said) -> Form {
    let Gathered { book, activity, .. } = gathered;
    let (words, programme) = (visit.words, &book.programme);
    let typed = match (&said.sent, activity) {
        (Some(sent), _) if sent.all("title_zh").next().is_some() => Typed::sent(sent),
        (_, Some(activity)) => Typed::of(programme, activity),
        (_, None) => Typed::fresh(programme),
    };
    let wrong = said.wrong.as_ref();
    let kinds = Typed::kinds(activity.as_ref()).into_iter();
    let tongues = Typed::tongues(programme, activity.as_ref());
    let sent = said.sent.clone().unwrap_or_default();
    Form {
        title_zh: visit.held("title_zh", &typed.title.zh, wrong),
        title_en: visit.held("title_en", &typed.title.en, wrong),
        summary_zh: visit.held("summary_zh", &typed.summary.zh, wrong),
        summary_en: visit.held("summary_en", &typed.summary.en, wrong),
        kind: visit.held("kind", &typed.kind, wrong),
        kinds: kinds.map(|kind| Choice::of(word(&kind), kind.name(words), &typed.kind)).collect(),
        part: visit.held("part", &typed.part, wrong),
        parts: (programme.parts.iter())
            .map(|one| Choice::of(one.slug.as_str(), one.name.get(visit.lang), &typed.part))
            .collect(),
        entry: visit.held("entry", &typed.entry, wrong),
        entries: crate::programme::model::Entry::ALL
            .map(|entry| Choice::of(word(&entry), entry.name(words), &typed.entry))
            .into(),
        minutes: visit.held("minutes", &typed.minutes, wrong),
        places: visit.held("places", &typed.places, wrong),
        languages: visit.held("languages", "", wrong),
        tongues: (tongues.iter())
            .map(|tag| Choice {
                value: tag.as_str().to_owned(),
                label: language(tag, words),
                chosen: typed.languages.iter().any(|one| one == tag.as_str()),
            })
            .collect(),
        // What is there now has been shown: sent again, the form is taken.
        seen: activity.as_ref().map(seen_of).unwrap_or_default(),
        words: visit.held("words", sent.get("words"), wrong),
        asks: !said.lacks.is_empty() || wrong.is_some_and(|(field, _)| *field == "words"),
    }
}

pub async fn make(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Path<(String, String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    put(&desk, &visit, Place { edition, host, activity: None }, sent).await
}

pub async fn change(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, activity)): Path<(String, String, String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    put(&desk, &visit, Place::of(edition, host, activity), sent).await
}

async fn put(desk: &Arc<Desk>, visit: &Visit, place: Place, sent: Entries) -> Answer {
    let which = match place.activity.as_deref().map(str::parse::<Slug>) {
        None => Which::New,
        Some(Ok(activity)) => Which::This { activity, seen: sent.get("seen").to_owned() },
        Some(Err(_)) => return nowhere(),
    };
    let beyond = match sent.get("ask") {
        "" => Beyond::Stop,
        _ => Beyond::Ask(sent.get("words").to_owned()),
    };
    let wish = Typed::sent(&sent).wish();
    let (ctx, named) = (visit.ctx.clone(), place.clone());
    let filed = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.edition, &named.host)?;
        let wish = wish.as_ref().map_err(|refusal| Error::Refused(*refusal))?;
        activities::put(tx, &ctx, may, &which, (wish, &beyond))
    });
    let Place { edition, host, .. } = &place;
    match visit.outcome(filed.await) {
        Outcome::Done(Filed::Written(slug)) => {
            let place = Place { activity: Some(slug.to_string()), ..place };
            see_other(&place.done(visit, "written"))
        }
        Outcome::Done(Filed::Asked(id)) => {
            see_other(&visit.to(&format!("/{edition}/hosts/{host}/requests/{id}?done=asked")))
        }
        Outcome::Done(Filed::Beyond(lacks)) => {
            let said = Said { sent: Some(sent), lacks, wrong: None };
            form(desk, visit, place, StatusCode::CONFLICT, said).await
        }
        Outcome::Wrong(status, wrong) => {
            let said = Said { sent: Some(sent), wrong: Some(wrong), lacks: Vec::new() };
            form(desk, visit, place, status, said).await
        }
        Outcome::Not(answer) => answer,
    }
}

/// Cancels it, or takes that back.
pub async fn turn(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, activity)): Path<(String, String, String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let place = Place::of(edition, host, activity);
    let (state, done) = match sent.get("state") {
        "planned" => (ActivityState::Planned, "restored"),
        _ => (ActivityState::Cancelled, "cancelled"),
    };
    let (ctx, named) = (visit.ctx.clone(), place.clone());
    let turned = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.edition, &named.host)?;
        let slug = named.activity.as_deref().unwrap_or_default().parse();
        activities::turn(tx, &ctx, may, &slug.map_err(|_| Error::Missing)?, state)
    });
    match turned.await {
        Ok(()) => see_other(&place.done(&visit, done)),
        Err(error) => unwilling(&visit, &error),
    }
}
