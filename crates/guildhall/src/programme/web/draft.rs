//! The draft beside its releases: how far it is from what the public sees. Releasing it has a desk of
//! its own.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::Answer;
use crate::access::{self, PublishRelease, ReadConflicts, require_in};
use crate::desk::answer::{page, unwilling};
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::programme::conflicts::conflicts;
use crate::programme::index::Index;
use crate::programme::model::{Programme, Release};
use crate::programme::publishable;
use crate::programme::release::{self, ReleaseHead};
use crate::programme::verbs::{self, Distance, Unwilling};
use crate::shell::{Frame, when};

struct Line {
    number: i64,
    released: String,
    note: Text,
    /// Where its changes are told to the public; empty for the first.
    changes: String,
    /// Where its conflicts are; empty for who may not read them.
    conflicts: String,
}

#[derive(Template)]
#[template(path = "programme/pages/draft.html")]
struct DraftPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    done: String,
    /// `None` before the first release.
    distance: Option<Distance>,
    differs: bool,
    activities: usize,
    conflicts: usize,
    /// Empty for who may not read them.
    to_conflicts: String,
    next: i64,
    to_release: String,
    releases: Vec<Line>,
}

struct Gathered {
    edition: Edition,
    draft: Programme,
    newest: Option<Release>,
    heads: Vec<ReleaseHead>,
    differs: bool,
    reads_conflicts: bool,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<PublishRelease, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        let draft = super::super::draft::read(tx, edition.clone())?;
        // Compared with what the public sees: what a release leaves out is no change.
        let draft = publishable::shown(tx, draft)?;
        // A release that cannot be read is the operator's to mend; the draft can still be released.
        let newest = release::newest(tx, edition.id).unwrap_or_default();
        let heads = release::heads(tx, edition.id)?;
        let differs = verbs::differs(tx, &draft)?;
        let reads_conflicts = access::require::<ReadConflicts>(tx, &ctx, may.scope()).is_ok();
        Ok(Gathered { edition, draft, newest, heads, differs, reads_conflicts })
    });
    let gathered = match read.await {
        Ok(gathered) => gathered,
        Err(error) => return unwilling(&visit, &error),
    };
    // A programme of ten thousand activities takes a while to compare.
    let counted = desk.heavy(move || {
        let Gathered { draft, newest, .. } = &gathered;
        let distance = newest.as_ref().map(|newest| Distance::between(&newest.programme, draft));
        let count = conflicts(draft, &Index::of(draft)).len();
        (gathered, distance, count)
    });
    match counted.await {
        Ok((gathered, distance, count)) => {
            page(StatusCode::OK, &set(&visit, &gathered, distance, count))
        }
        Err(busy) => crate::desk::answer::failed(&busy.into()),
    }
}

fn set<'v>(
    visit: &'v Visit,
    gathered: &'v Gathered,
    distance: Option<Distance>,
    conflicts: usize,
) -> DraftPage<'v> {
    let (words, slug) = (visit.words, &gathered.edition.slug);
    let last = gathered.heads.first().map_or(0, |head| head.number);
    let letters: Option<i64> = visit.asked("letters").parse().ok();
    let done = match (visit.asked("done") == last.to_string(), letters) {
        (true, Some(letters)) if last > 0 => words.programme_is_told(letters, last),
        (true, None) if last > 0 => words.programme_is_released(last),
        _ => String::new(),
    };
    let to_conflicts = match gathered.reads_conflicts {
        true => visit.to(&format!("/{slug}/draft/conflicts")),
        false => String::new(),
    };
    let lines = gathered.heads.iter().enumerate();
    DraftPage {
        frame: visit.frame_at(words.programme_draft_title(), &format!("/{slug}/draft")),
        edition: &gathered.edition.name,
        done,
        distance,
        differs: gathered.differs,
        activities: gathered.draft.activities.len(),
        conflicts,
        to_conflicts,
        next: last + 1,
        to_release: visit.to(&format!("/{slug}/draft/release")),
        releases: lines.map(|(at, head)| line(visit, gathered, at, head)).collect(),
    }
}

fn line(visit: &Visit, gathered: &Gathered, at: usize, head: &ReleaseHead) -> Line {
    let (slug, zone) = (&gathered.edition.slug, &gathered.edition.zone);
    let wall = zone.wall(head.released_at);
    let before = gathered.heads.get(at + 1).map(|before| before.number);
    // The public pages know the changes up to the release that they show.
    let told = at == 0;
    let number = head.number;
    let changes = before.filter(|_| told).map(|from| format!("/{slug}/releases/{from}/{number}"));
    let conflicts = format!("/{slug}/releases/{number}/conflicts");
    Line {
        number,
        released: format!("{} {}", when::days(visit.words, wall.date, wall.date), wall.clock()),
        note: head.note.clone(),
        changes: changes.map(|rest| visit.to(&rest)).unwrap_or_default(),
        conflicts: if gathered.reads_conflicts { visit.to(&conflicts) } else { String::new() },
    }
}
