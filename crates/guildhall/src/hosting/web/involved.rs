//! Who takes part in an activity and who hosts it, on its page; the forms by which people come and go.

use std::sync::Arc;

use axum::extract::{Path, State};
use kernel::{Slug, Text};
use store::Tx;

use super::Answer;
use super::activity::{Place, Said, form};
use crate::access::{RunHost, require_at};
use crate::desk::answer::{see_other, unwilling};
use crate::desk::{Choice, Desk, Entries, Fields, Held, Outcome, Visit, Wrong};
use crate::error::Error;
use crate::hosting::cohosting::{CoHosting, CoHostingId, State as Standing};
use crate::hosting::refusal::Unwilling;
use crate::hosting::verbs::people::{self, Unknown, Wish, role_of};
use crate::hosts::model::HostId;
use crate::programme::model::word;
use crate::programme::model::{Activity, Programme};
use crate::site::names::Named as _;

/// Somebody who takes part.
pub struct Part {
    pub name: Text,
    pub slug: String,
    pub role: &'static str,
    pub word: String,
}

/// Who hosts it, and who was asked to.
#[derive(Default)]
pub struct Hosting {
    pub hosts: Vec<Text>,
    pub asked: Vec<(CoHostingId, Text, String)>,
    /// How others answered or left.
    pub told: Vec<String>,
    pub host: Held,
    pub choices: Vec<Choice>,
}

pub fn people(visit: &Visit, programme: &Programme, activity: Option<&Activity>) -> Vec<Part> {
    let involved = activity.into_iter().flat_map(|activity| &activity.people);
    let part = |one: &crate::programme::model::Involvement| {
        let person = programme.people.iter().find(|person| person.id == one.person)?;
        Some(Part {
            name: person.name.clone(),
            slug: person.slug.to_string(),
            role: one.role.name(visit.words),
            word: word(&one.role),
        })
    };
    involved.filter_map(part).collect()
}

pub fn hosting(
    visit: &Visit,
    programme: &Programme,
    activity: Option<&Activity>,
    together: &[CoHosting],
    wrong: Option<&Wrong>,
) -> Hosting {
    let Some(activity) = activity else { return Hosting::default() };
    let host = |id: HostId| programme.hosts.iter().find(|host| host.id == id);
    let about = || together.iter().filter(|one| one.activity == activity.id);
    let asked = about().filter(|one| one.state == Standing::Asked);
    let line = |one: &CoHosting| {
        let name = host(one.host)?.name.clone();
        Some((one.id, name, visit.day(one.asked_at)))
    };
    let told = |one: &CoHosting| {
        let (name, words) = (host(one.host)?.name.get(visit.lang), visit.words);
        let said = match one.state {
            Standing::Declined => words.hosting_has_declined(name),
            Standing::Withdrawn => words.hosting_has_left(name),
            Standing::Asked | Standing::Agreed | Standing::TakenBack => return None,
        };
        let reason = one.reason.as_str();
        Some(if reason.is_empty() { said } else { format!("{said} “{reason}”") })
    };
    let free = programme.hosts.iter().filter(|one| !activity.hosts.contains(&one.id));
    Hosting {
        hosts: (activity.hosts.iter())
            .filter_map(|id| host(*id).map(|host| host.name.clone()))
            .collect(),
        asked: asked.filter_map(line).collect(),
        told: about().filter_map(told).collect(),
        host: visit.held("host", "", wrong),
        choices: free
            .map(|one| Choice::of(one.slug.as_str(), one.name.get(visit.lang), ""))
            .collect(),
    }
}

type Named = Path<(String, String, String, String)>;

pub async fn add(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, activity)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let place = Place::of(edition, host, activity);
    let (ctx, named, typed) = (visit.ctx.clone(), place.clone(), sent.clone());
    let added = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.edition, &named.host)?;
        let role = role_of(typed.get("person_role"));
        let wish = Wish {
            name: typed.get("person").to_owned(),
            role: role.ok_or(Error::Refused(Unwilling::NoPersonRole))?,
            unknown: if typed.get("new") == "yes" { Unknown::Added } else { Unknown::Refused },
        };
        people::involve(tx, &ctx, may, &slug_of(&named)?, &wish)
    });
    match visit.outcome(added.await) {
        Outcome::Done(()) => see_other(&place.done(&visit, "involved")),
        Outcome::Wrong(status, wrong) => {
            let said = Said { sent: Some(sent), wrong: Some(wrong), lacks: Vec::new() };
            form(&desk, &visit, place, status, said).await
        }
        Outcome::Not(answer) => answer,
    }
}

pub async fn remove(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, activity)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let place = Place::of(edition, host, activity);
    let (ctx, named) = (visit.ctx.clone(), place.clone());
    let removed = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.edition, &named.host)?;
        let who = (sent.get("person"), sent.get("role"));
        people::remove(tx, &ctx, may, &slug_of(&named)?, who)
    });
    match removed.await {
        Ok(()) => see_other(&place.done(&visit, "removed")),
        Err(error) => unwilling(&visit, &error),
    }
}

/// The activity that a path names.
pub fn slug_of(place: &Place) -> Result<Slug, Error<Unwilling>> {
    let slug = place.activity.as_deref().unwrap_or_default();
    slug.parse().map_err(|_| Error::Missing)
}
