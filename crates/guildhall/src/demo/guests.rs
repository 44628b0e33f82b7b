//! Guests on their way and the running order of the opening: samples, all of them.

use kernel::{Id, Lang, Slug, Text};
use serde::Deserialize;
use store::Tx;

use super::{DemoError, files};
use crate::access::{self, ManageGuests, ReadNeeds, RunShow, Scope};
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::guests::model::{Guest, Need, State};
use crate::guests::refusal::Unwilling;
use crate::guests::verbs::{pipeline, show};

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct GuestsFile {
    /// The file is of samples alone, and says so.
    #[expect(dead_code, reason = "read by people and by the test of provenance")]
    sample: bool,
    guests: Vec<GuestEntry>,
    items: Vec<ItemEntry>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct GuestEntry {
    slug: Slug,
    name: Both,
    title: Both,
    state: String,
    rank: Option<i64>,
    country: String,
    lang: Lang,
    next_step: String,
    next_by: String,
    interpreter: String,
    zone: String,
    travel: String,
    diet: String,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct ItemEntry {
    minutes: i64,
    title: Both,
    who: String,
    cue: String,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct Both {
    zh: String,
    en: String,
}

impl Both {
    fn text(&self) -> Text {
        Text::zh_en(self.zh.as_str(), self.en.as_str())
    }
}

/// The activity whose running order it is.
const OPENING: &str = "opening-ceremony";

pub fn written() -> Result<GuestsFile, DemoError> {
    files::parse("guests.toml", files::GUESTS)
}

/// Adds the guests and the running order, unless there are guests already.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    file: &GuestsFile,
) -> Result<(), Error<Unwilling>> {
    let scope = Scope::edition(edition);
    let no = |error: Error<access::Denied>| error.map(Unwilling::from);
    let may = access::require::<ManageGuests>(tx, ctx, scope).map_err(no)?;
    if !pipeline::all(tx, may)?.is_empty() {
        return Ok(());
    }
    let needs = access::require::<ReadNeeds>(tx, ctx, scope).map_err(no)?;
    for entry in &file.guests {
        let guest = Guest {
            id: Id::named("demo-guest", entry.slug.as_str()),
            state: State::from_word(&entry.state).ok_or(Error::Refused(Unwilling::NoState))?,
            rank: entry.rank,
            name: entry.name.text(),
            title: entry.title.text(),
            country: entry.country.clone(),
            lang: entry.lang,
            keeper: None,
            next_step: entry.next_step.clone(),
            next_by: entry.next_by.parse().ok(),
            interpreter: entry.interpreter.clone(),
            zone: entry.zone.clone(),
            version: 0,
            changed_at: ctx.now(),
        };
        pipeline::write(tx, ctx, may, &guest)?;
        let (travel, diet) = (entry.travel.clone(), entry.diet.clone());
        if !travel.is_empty() || !diet.is_empty() {
            let need = Need { travel, diet, version: 0 };
            pipeline::write_need(tx, ctx, needs, (guest.id, &need))?;
        }
    }
    let runs = access::require::<RunShow>(tx, ctx, scope).map_err(no)?;
    let slug: Slug = OPENING.parse().map_err(|_| Error::Missing)?;
    let activity = show::activity(tx, edition, &slug)?;
    file.items.iter().try_for_each(|item| {
        let ItemEntry { minutes, title, who, cue } = item.clone();
        let wish = show::Wish { minutes, title: title.text(), who, cue };
        show::add(tx, ctx, runs, activity.id, &wish)
    })
}
