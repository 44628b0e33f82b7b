//! The pages of this slice: what there is to translate, one text side by side with its original, the
//! glossary. A host has the first two for its own texts.

mod glossary;
mod list;
mod one;

use std::sync::Arc;

use axum::body::Body;
use axum::http::Response;
use axum::routing::{get, post};
use axum::{Extension, Router};
use kernel::LangTag;
use store::Tx;

use super::machine::Machine;
use super::refusal::Unwilling;
use super::verbs::texts::May;
use crate::access::{RunHost, Translate, require_at, require_in};
use crate::ctx::Ctx;
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::error::Error;
use crate::programme::draft;
use crate::programme::model::Programme;
use crate::programme::texts::{Key, Thing};
use crate::words::Words;

/// Every route of this slice. `machine` is what drafts, when the operator named one.
pub fn router(machine: Option<Machine>) -> Router<Arc<Desk>> {
    Router::new()
        .route("/{lang}/{edition}/translation", get(list::of_edition).post(list::check))
        .route("/{lang}/{edition}/translation/{tongue}/{text}", get(one::of_edition).post(one::put))
        .route("/{lang}/{edition}/translation/{tongue}/{text}/machine", post(one::draft))
        .route(
            "/{lang}/{edition}/hosts/{host}/translation",
            get(list::of_host).post(list::check_own),
        )
        .route(
            "/{lang}/{edition}/hosts/{host}/translation/{tongue}/{text}",
            get(one::of_host).post(one::put_own),
        )
        .route(
            "/{lang}/{edition}/hosts/{host}/translation/{tongue}/{text}/machine",
            post(one::draft_own),
        )
        .route("/{lang}/{edition}/glossary", get(glossary::show).post(glossary::add))
        .route("/{lang}/{edition}/glossary/policy", post(glossary::allow))
        .route("/{lang}/{edition}/glossary/{term}/remove", post(glossary::remove))
        .layer(Extension(machine))
}

type Answer = Response<Body>;

/// Where somebody translates: a whole edition, or what one host says.
#[derive(Clone, Debug)]
pub struct Base {
    pub edition: String,
    pub host: Option<String>,
}

impl Base {
    /// The path of the list, without its language.
    pub fn rest(&self) -> String {
        match &self.host {
            None => format!("/{}/translation", self.edition),
            Some(host) => format!("/{}/hosts/{host}/translation", self.edition),
        }
    }

    pub fn may(&self, tx: &mut Tx<'_>, ctx: &Ctx) -> Result<May, Error<Unwilling>> {
        match &self.host {
            None => require_in::<Translate, _>(tx, ctx, &self.edition).map(May::All),
            Some(host) => require_at::<RunHost, _>(tx, ctx, &self.edition, host).map(May::Own),
        }
    }
}

/// The draft of the edition that the permission is for.
pub fn drafted(tx: &mut Tx<'_>, may: May) -> Result<Programme, Error<Unwilling>> {
    let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
    Ok(draft::read(tx, edition)?)
}

/// The languages of an edition's content, and those of the interface.
pub fn tongues(programme: &Programme) -> Vec<LangTag> {
    let mut tags: Vec<LangTag> = Vec::new();
    let all = programme.edition.languages.iter().cloned();
    for tag in all.chain(kernel::Lang::ALL.map(LangTag::from)) {
        if !tags.iter().any(|there| there.primary() == tag.primary()) {
            tags.push(tag);
        }
    }
    tags
}

/// The language that is worked on: as the address says, else the first that is not the edition's own.
pub fn tongue(visit: &Visit, programme: &Programme) -> LangTag {
    let all = tongues(programme);
    let asked = visit.asked("tongue");
    let named = all.iter().find(|tag| tag.as_str() == asked);
    named.or(all.get(1)).cloned().unwrap_or_else(|| kernel::Lang::En.into())
}

pub fn thing_words(words: Words, thing: Thing) -> &'static str {
    match thing {
        Thing::Activity => words.translation_activity(),
        Thing::Host => words.translation_host(),
        Thing::Person => words.translation_person(),
        Thing::Edition => words.translation_edition(),
        Thing::Part => words.translation_part(),
        Thing::Term => words.translation_topic(),
        Thing::Venue => words.translation_venue(),
        Thing::Hall => words.translation_hall(),
        Thing::Route => words.translation_route(),
        Thing::Page => words.translation_page(),
    }
}

/// What a field is called; one that only some kind of activity has goes by a common name.
pub fn field_words(words: Words, key: &Key) -> &'static str {
    match key.field.as_str() {
        "name" => words.translation_field_name(),
        "short-name" => words.translation_field_short_name(),
        "title" if key.thing == Thing::Person => words.translation_field_post(),
        "title" => words.translation_field_title(),
        "subtitle" => words.translation_field_subtitle(),
        "summary" => words.translation_field_summary(),
        "description" => words.translation_field_description(),
        "biography" => words.translation_field_biography(),
        "affiliation" => words.translation_field_affiliation(),
        "theme" => words.translation_field_theme(),
        "place" => words.translation_field_place(),
        "address" => words.translation_field_address(),
        "directions" => words.translation_field_directions(),
        "body" => words.translation_field_body(),
        "proceedings" => words.translation_field_proceedings(),
        "bring" => words.translation_field_bring(),
        "prerequisites" => words.translation_field_prerequisites(),
        "criteria" => words.translation_field_criteria(),
        field if field.starts_with("figure-") => words.translation_field_figure(),
        field if field.starts_with("stop-") => words.translation_field_stop(),
        field if field.starts_with("spot-") => words.translation_field_spot(),
        _ => words.translation_field_particular(),
    }
}
