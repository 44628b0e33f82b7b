//! A host at home: what waits for an answer, its figures, its grants and what it asks beyond them, its
//! activities, who acts for it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Lang, Slug, Text};
use serde::Deserialize;
use store::Tx;

use super::requests::{RequestLine, request_line};
use super::{Answer, Spending, spending};
use crate::access::grants::GrantId;
use crate::access::{ManageMembers, ReadHost, RunHost, require_at};
use crate::desk::answer::{page, unwilling};
use crate::desk::{Choice, Desk, Held, Visit, Wrong};
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosting::cohosting::{self, CoHosting};
use crate::hosting::model::{Invitation, InvitationId};
use crate::hosting::refusal::Unwilling;
use crate::hosting::requests::Request;
use crate::hosting::rules::{Figures, figures};
use crate::hosting::verbs::grants::{self, Book, in_form};
use crate::hosting::verbs::invitations::{self, GIVEN};
use crate::hosting::verbs::members::{self, Member};
use crate::hosting::verbs::{cohosting as together, requests};
use crate::hosts::model::Host;
use crate::people::letters::role_words;
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityState, Placement};
use crate::shell::{Frame, when};
use crate::words::Words;

struct Line {
    title: Text,
    /// Where it is written, or looked at by those who may not.
    path: String,
    /// The public page; empty when the public cannot read it.
    public: String,
    when: String,
    hall: Option<Text>,
    cancelled: bool,
    /// The others who host it.
    with: Vec<Text>,
    /// Those who were asked to and have not answered.
    asked: Vec<Text>,
}

/// Somebody asks this host to host an activity with them.
struct Asked {
    title: Text,
    by: Option<Text>,
    path: String,
}

struct MemberLine {
    id: GrantId,
    called: String,
    role: &'static str,
    since: String,
    is_you: bool,
}

struct InvitationLine {
    id: InvitationId,
    email: String,
    role: &'static str,
    until: String,
}

/// A number with what it means.
struct Figure {
    label: &'static str,
    value: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "hosting/pages/home.html")]
struct HomePage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    host: &'v Host,
    root: String,
    /// Empty when the public cannot read it.
    public: String,
    calls: String,
    done: &'static str,
    asked: Vec<Asked>,
    figures: Vec<Figure>,
    spending: Vec<Spending>,
    requests: Vec<RequestLine>,
    activities: Vec<Line>,
    members: Vec<MemberLine>,
    /// Whether activities and the profile may be written here.
    runs: bool,
    /// Whether members may be invited and ended here.
    manages: bool,
    invitations: Vec<InvitationLine>,
    email: Held,
    role: Held,
    roles: Vec<Choice>,
    langs: Vec<Choice>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    pub email: String,
    pub role: String,
    /// The language of the letter.
    pub lang: String,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Named,
) -> Answer {
    form(&desk, &visit, (edition, host), StatusCode::OK, &Sent::default(), None).await
}

struct Gathered {
    book: Book,
    host: Host,
    members: Vec<Member>,
    runs: bool,
    requests: Vec<Request>,
    together: Vec<CoHosting>,
    /// `None` for who may not manage them.
    invitations: Option<Vec<Invitation>>,
}

fn gather(
    tx: &mut Tx<'_>,
    visit: &crate::ctx::Ctx,
    (edition, host): &(String, String),
) -> Result<Gathered, Error<Unwilling>> {
    let may = require_at::<ReadHost, Unwilling>(tx, visit, edition, host)?;
    let book = grants::of_host(tx, may)?;
    let id = may.host::<Host>();
    let found = book.programme.hosts.iter().find(|one| one.id == id).cloned();
    let host_found = found.ok_or(Error::Missing)?;
    let members = members::of_host(tx, visit, may)?;
    let requests = requests::of_host(tx, may)?;
    let together = together::around(tx, may)?;
    let runs = require_at::<RunHost, Unwilling>(tx, visit, edition, host).is_ok();
    let manages = require_at::<ManageMembers, Unwilling>(tx, visit, edition, host);
    let invitations = match manages {
        Ok(manages) => Some(invitations::of_host(tx, manages)?),
        Err(_) => None,
    };
    Ok(Gathered { book, host: host_found, members, runs, requests, together, invitations })
}

pub(super) async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: (String, String),
    status: StatusCode,
    sent: &Sent,
    wrong: Option<Wrong>,
) -> Answer {
    let ctx = visit.ctx.clone();
    match desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, &named)).await {
        Ok(gathered) => page(status, &set(desk, visit, &gathered, sent, wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    desk: &Desk,
    visit: &'v Visit,
    gathered: &'v Gathered,
    sent: &Sent,
    wrong: Option<&Wrong>,
) -> HomePage<'v> {
    let (words, Gathered { book, host, members, invitations, .. }) = (visit.words, gathered);
    let (programme, index) = (&book.programme, Index::of(&book.programme));
    let edition: &Edition = &programme.edition;
    let rest = format!("/{}/hosts/{}", edition.slug, host.slug);
    let public = if desk.house.shows(&edition.slug) { visit.to(&rest) } else { String::new() };
    let now = visit.ctx.now();
    let open = invitations.iter().flatten().filter(|one| one.stands_at(now));
    let lines = book.of(&index, host.id);
    let hosted = index.of_host(programme, host.id);
    let around = Around { desk, visit, gathered, index: &index, root: visit.to(&rest) };
    HomePage {
        frame: visit.frame_at(host.name.get(visit.lang), &format!("{rest}/home")),
        edition: &edition.name,
        host,
        root: around.root.clone(),
        public,
        calls: visit.to(&format!("/{}/calls", edition.slug)),
        done: done(visit),
        asked: around.asked(),
        figures: figure_lines(visit, &figures(programme, &index, host.id)),
        spending: lines.iter().map(|line| spending(words, programme, &index, line)).collect(),
        requests: gathered.requests.iter().map(|one| request_line(visit, programme, one)).collect(),
        activities: hosted.into_iter().map(|one| around.line(one)).collect(),
        members: members.iter().map(|member| member_line(visit, member)).collect(),
        runs: gathered.runs,
        manages: invitations.is_some(),
        invitations: open.map(|one| invitation_line(visit, one)).collect(),
        email: visit.held("email", &sent.email, wrong),
        role: visit.held("role", &sent.role, wrong),
        roles: GIVEN
            .map(|role| Choice::of(role.word(), role_words(words, role), &sent.role))
            .into(),
        langs: langs(visit, host, sent),
    }
}

/// Languages of a letter; first of all the one that is spoken where the host is at home.
fn langs(visit: &Visit, host: &Host, sent: &Sent) -> Vec<Choice> {
    let home = match host.country.as_deref() {
        Some("CN" | "HK" | "MO" | "TW") => Lang::Zh,
        Some(_) => Lang::En,
        None => visit.lang,
    };
    let chosen = Lang::from_code(&sent.lang).unwrap_or(home);
    Lang::ALL
        .map(|lang| Choice::of(lang.code(), Words::of(lang).people_lang_name(), chosen.code()))
        .into()
}

fn done(visit: &Visit) -> &'static str {
    let words = visit.words;
    match visit.asked("done") {
        "invited" => words.hosting_is_invited(),
        "withdrawn" => words.hosting_is_withdrawn(),
        "ended" => words.hosting_is_ended(),
        "joined" => words.hosting_is_joined(),
        "described" => words.hosting_is_described(),
        "agreed" => words.hosting_is_agreed(),
        "declined" => words.hosting_is_declined(),
        "left" => words.hosting_is_left(),
        _ => "",
    }
}

fn figure_lines(visit: &Visit, figures: &Figures) -> Vec<Figure> {
    let words = visit.words;
    let figure = |label, value: i64, hint: &str| Figure {
        label,
        value: value.to_string(),
        hint: hint.to_owned(),
    };
    let hours = in_form(crate::hosting::model::Resource::HallMinutes, figures.minutes);
    let states = words.hosting_figure_states(figures.cancelled, figures.placed, figures.unplaced);
    let all = figures.placed + figures.unplaced + figures.cancelled;
    vec![
        figure(words.hosting_own_activities(), all, &states),
        Figure {
            label: words.hosting_figure_hours(),
            value: hours.to_string(),
            hint: words.hosting_figure_hours_hint().to_owned(),
        },
        figure(words.hosting_figure_seats(), figures.seats, words.hosting_figure_seats_hint()),
        figure(words.hosting_figure_people(), figures.people, words.hosting_figure_people_hint()),
        figure(
            words.hosting_figure_languages(),
            figures.languages,
            words.hosting_figure_languages_hint(),
        ),
    ]
}

/// What the lines of a home are made from.
struct Around<'v> {
    desk: &'v Desk,
    visit: &'v Visit,
    gathered: &'v Gathered,
    index: &'v Index,
    root: String,
}

impl Around<'_> {
    fn name_of(&self, id: crate::hosts::model::HostId) -> Option<Text> {
        let host = self.index.host(&self.gathered.book.programme, id);
        host.map(|host| host.name.clone())
    }

    fn asked(&self) -> Vec<Asked> {
        let Gathered { book, host, together, .. } = self.gathered;
        let open = together
            .iter()
            .filter(|one| one.host == host.id && one.state == cohosting::State::Asked);
        let line = |one: &CoHosting| {
            let activity = self.index.activity(&book.programme, one.activity)?;
            Some(Asked {
                title: activity.title.clone(),
                by: one.asking.and_then(|id| self.name_of(id)),
                path: format!("{}/together/{}", self.root, one.id),
            })
        };
        open.filter_map(line).collect()
    }

    fn line(&self, activity: &Activity) -> Line {
        let Self { desk, visit, gathered, index, root } = self;
        let programme = &gathered.book.programme;
        let slug = &programme.edition.slug;
        let place = activity.placement;
        let hall = place.and_then(|Placement { hall, .. }| index.hall(programme, hall));
        let span =
            |place: Placement| when::span(visit.words, &programme.edition.zone, place.interval);
        let others = activity.hosts.iter().filter(|id| **id != gathered.host.id);
        let waits = |one: &&CoHosting| {
            one.activity == activity.id
                && one.state == cohosting::State::Asked
                && one.host != gathered.host.id
        };
        Line {
            title: activity.title.clone(),
            path: format!("{root}/activities/{}", activity.slug),
            public: desk.house.activity(visit.lang, slug, &activity.slug).unwrap_or_default(),
            when: place.map_or_else(|| visit.words.hosting_not_placed().to_owned(), span),
            hall: hall.map(|(_, hall)| hall.name.clone()),
            cancelled: activity.state == ActivityState::Cancelled,
            with: others.filter_map(|id| self.name_of(*id)).collect(),
            asked: (gathered.together.iter().filter(waits))
                .filter_map(|one| self.name_of(one.host))
                .collect(),
        }
    }
}

fn member_line(visit: &Visit, Member { grant, account }: &Member) -> MemberLine {
    MemberLine {
        id: grant.id,
        called: account.called().to_owned(),
        role: role_words(visit.words, grant.holding.role),
        since: visit.day(grant.holding.starts_at),
        is_you: visit.account() == Some(account.id),
    }
}

fn invitation_line(visit: &Visit, made: &Invitation) -> InvitationLine {
    InvitationLine {
        id: made.id,
        email: made.email.clone(),
        role: role_words(visit.words, made.role),
        until: visit.day(made.expires_at),
    }
}

pub(super) fn home_of(visit: &Visit, edition: &str, host: &str, done: &str) -> String {
    visit.to(&format!("/{edition}/hosts/{host}/home?done={done}"))
}

/// The home of that host after something was done there.
pub fn home(visit: &Visit, edition: &Slug, host: &Slug, done: &str) -> String {
    home_of(visit, edition.as_str(), host.as_str(), done)
}
