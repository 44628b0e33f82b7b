//! The conflict report of a draft or a release, as people read it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::Answer;
use crate::access::{ReadConflicts, require_in};
use crate::desk::answer::{failed, nowhere, page, unwilling};
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::editions::model::HallId;
use crate::error::Error;
use crate::people::model::PersonId;
use crate::programme::absences::{self, Absence, Whose};
use crate::programme::conflicts::{Conflict, conflicts};
use crate::programme::index::Index;
use crate::programme::model::{ActivityId, Programme};
use crate::programme::release::{self, ReleaseError};
use crate::programme::verbs::Unwilling;
use crate::shell::{Frame, when};
use crate::words::Words;

/// What nobody reads further than; the count is told.
const LINES_MAX: usize = 200;

/// Conflicts of one sort.
struct Sort {
    title: &'static str,
    hint: &'static str,
    count: usize,
    lines: Vec<Line>,
    /// How many are not listed.
    more: usize,
}

struct Line {
    /// Who or which hall; empty when the activity says it all.
    about: Text,
    detail: String,
    activities: Vec<Named>,
}

struct Named {
    title: Text,
    /// Empty when the public cannot read it yet.
    path: String,
    when: String,
    hall: Text,
}

#[derive(Template)]
#[template(path = "programme/pages/conflicts.html")]
struct ConflictsPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    subject: String,
    total: usize,
    sorts: Vec<Sort>,
    to_draft: String,
}

/// What a report is about.
#[derive(Clone, Copy)]
enum Subject {
    Draft,
    Release(i64),
}

pub async fn of_draft(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    report(&desk, &visit, edition, Subject::Draft).await
}

pub async fn of_release(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, number)): Path<(String, String, String)>,
) -> Answer {
    match number.parse() {
        Ok(number) => report(&desk, &visit, edition, Subject::Release(number)).await,
        Err(_) => nowhere(),
    }
}

async fn report(desk: &Arc<Desk>, visit: &Visit, edition: String, subject: Subject) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(
        move |tx: &mut Tx<'_>| -> Result<(Programme, Vec<Absence>), Error<Unwilling>> {
            let may = require_in::<ReadConflicts, _>(tx, &ctx, &edition)?;
            let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
            match subject {
                Subject::Draft => {
                    let said = absences::of_edition(tx, edition.id)?;
                    Ok((super::super::draft::read(tx, edition)?, said))
                }
                Subject::Release(number) => match release::find(tx, edition.id, number) {
                    Ok(release) => Ok((release.ok_or(Error::Missing)?.programme, Vec::new())),
                    Err(ReleaseError::Fault(fault)) => Err(Error::Fault(fault)),
                    Err(error) => {
                        tracing::error!(number, "a release cannot be read: {error}");
                        Err(Error::Missing)
                    }
                },
            }
        },
    );
    let (programme, said) = match read.await {
        Ok(programme) => programme,
        Err(error) => return unwilling(visit, &error),
    };
    let found = desk.heavy(move || {
        let index = Index::of(&programme);
        let mut found = conflicts(&programme, &index);
        found.extend(absences::against(&programme, &index, &said, |_| true));
        (programme, index, found)
    });
    match found.await {
        Ok((programme, index, found)) => {
            let seen = Seen { desk, visit, programme: &programme, index: &index };
            page(StatusCode::OK, &seen.page(subject, &found))
        }
        Err(busy) => failed(&busy.into()),
    }
}

/// What a line of the report is written from.
struct Seen<'a> {
    desk: &'a Desk,
    visit: &'a Visit,
    programme: &'a Programme,
    index: &'a Index,
}

impl<'a> Seen<'a> {
    fn page(&self, subject: Subject, found: &[Conflict]) -> ConflictsPage<'a> {
        let (words, slug) = (self.visit.words, &self.programme.edition.slug);
        let (of, rest) = match subject {
            Subject::Draft => (words.programme_of_draft().to_owned(), "draft/conflicts".to_owned()),
            Subject::Release(number) => {
                (words.programme_release_number(number), format!("releases/{number}/conflicts"))
            }
        };
        let sorts = SORTS.iter().filter_map(|(is, said)| {
            let those: Vec<&Conflict> = found.iter().filter(|one| is(one)).collect();
            let (title, hint) = said(words);
            let listed = those.iter().take(LINES_MAX);
            let lines: Vec<Line> = listed.map(|one| self.line(one)).collect();
            let (count, more) = (those.len(), those.len() - lines.len());
            (count > 0).then_some(Sort { title, hint, count, lines, more })
        });
        ConflictsPage {
            frame: self
                .visit
                .frame_at(words.programme_conflicts_title(), &format!("/{slug}/{rest}")),
            edition: &self.programme.edition.name,
            subject: of,
            total: found.len(),
            sorts: sorts.collect(),
            to_draft: self.visit.to(&format!("/{slug}/draft")),
        }
    }

    fn line(&self, conflict: &Conflict) -> Line {
        let words = self.visit.words;
        match *conflict {
            Conflict::PersonTwice { person, first, second } => {
                self.of(self.person(person), String::new(), &[first, second])
            }
            Conflict::TravelTooShort { person, first, second, gap_minutes, travel_minutes } => {
                let detail = words.programme_gap_and_way(gap_minutes, travel_minutes);
                self.of(self.person(person), detail, &[first, second])
            }
            Conflict::HallTwice { hall, first, second } => {
                let mut line = self.of(self.hall(hall), String::new(), &[first, second]);
                // The hall heads the line: it need not be said again.
                line.activities.iter_mut().for_each(|one| one.hall = Text::empty());
                line
            }
            Conflict::HallTooSmall { activity, places, capacity } => {
                let detail = words.programme_places_and_capacity(capacity, places);
                self.of(Text::empty(), detail, &[activity])
            }
            Conflict::OutsideOpening { activity, .. } => {
                self.of(Text::empty(), String::new(), &[activity])
            }
            Conflict::Away { whose, activity } | Conflict::RatherNot { whose, activity } => {
                let about = match whose {
                    Whose::Person(person) => self.person(person),
                    Whose::Host(host) => {
                        let found = self.index.host(self.programme, host);
                        found.map_or_else(Text::empty, |host| host.name.clone())
                    }
                };
                self.of(about, String::new(), &[activity])
            }
        }
    }

    fn of(&self, about: Text, detail: String, activities: &[ActivityId]) -> Line {
        let activities = activities.iter().filter_map(|id| self.named(*id)).collect();
        Line { about, detail, activities }
    }

    fn named(&self, id: ActivityId) -> Option<Named> {
        let activity = self.index.activity(self.programme, id)?;
        let (zone, edition) = (&self.programme.edition.zone, &self.programme.edition.slug);
        let path = self.desk.house.activity(self.visit.lang, edition, &activity.slug);
        let placed = activity.placement;
        let when = placed.map(|placed| when::span(self.visit.words, zone, placed.interval));
        Some(Named {
            title: activity.title.clone(),
            path: path.unwrap_or_default(),
            when: when.unwrap_or_default(),
            hall: placed.map_or_else(Text::empty, |placed| self.hall(placed.hall)),
        })
    }

    fn person(&self, id: PersonId) -> Text {
        let found = self.index.person(self.programme, id);
        found.map_or_else(Text::empty, |person| person.name.clone())
    }

    fn hall(&self, id: HallId) -> Text {
        let found = self.index.hall(self.programme, id);
        found.map_or_else(Text::empty, |(_, hall)| hall.name.clone())
    }
}

type Is = fn(&Conflict) -> bool;
type Said = fn(Words) -> (&'static str, &'static str);

/// The sorts, the worst first.
const SORTS: [(Is, Said); 7] = [
    (
        |one| matches!(one, Conflict::PersonTwice { .. }),
        |words| (words.programme_person_twice(), words.programme_person_twice_hint()),
    ),
    (
        |one| matches!(one, Conflict::HallTwice { .. }),
        |words| (words.programme_hall_twice(), words.programme_hall_twice_hint()),
    ),
    (
        |one| matches!(one, Conflict::TravelTooShort { .. }),
        |words| (words.programme_travel_too_short(), words.programme_travel_too_short_hint()),
    ),
    (
        |one| matches!(one, Conflict::HallTooSmall { .. }),
        |words| (words.programme_hall_too_small(), words.programme_hall_too_small_hint()),
    ),
    (
        |one| matches!(one, Conflict::OutsideOpening { .. }),
        |words| (words.programme_outside_opening(), words.programme_outside_opening_hint()),
    ),
    (
        |one| matches!(one, Conflict::Away { .. }),
        |words| (words.table_away(), words.table_away_hint()),
    ),
    (
        |one| matches!(one, Conflict::RatherNot { .. }),
        |words| (words.table_rather_not(), words.table_rather_not_hint()),
    ),
];
