//! Guests and running orders for other programs. What a guest needs (travel, diet) is read by people
//! alone: no token reaches it.

use kernel::{Date, Lang};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::model::{Guest, GuestId, Item, Show, State};
use super::refusal::Unwilling;
use super::verbs::{pipeline, show};
use crate::access::{Area, ManageGuests, RunShow, WatchShow};
use crate::api::{
    Asked, Given, IdText, Listed, Match, Moment, Nothing, Problem, Reply, Route, Said, Trouble,
};
use crate::editions::model::Edition;
use crate::programme::model::ActivityId;

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    const GUESTS: &str = "/editions/{edition}/guests";
    const GUEST: &str = "/editions/{edition}/guests/{guest}";
    const SHOW: &str = "/editions/{edition}/activities/{activity}/show";
    const ITEMS: &str = "/editions/{edition}/activities/{activity}/show/items";
    const ITEM: &str = "/editions/{edition}/activities/{activity}/show/items/{item}";
    const STEP: &str = "/editions/{edition}/activities/{activity}/show/step";
    let all = [
        Route::get(GUESTS, "list-guests", |w| w.guests_api_guests(), list).in_parts(),
        Route::post(GUESTS, "add-guest", |w| w.guests_api_add(), add),
        Route::get(GUEST, "get-guest", |w| w.guests_api_guest(), one),
        Route::put(GUEST, "change-guest", |w| w.guests_api_change(), change).matched(Match::Must),
        Route::get(SHOW, "get-show", |w| w.guests_api_show(), look),
        Route::post(ITEMS, "add-show-item", |w| w.guests_api_add_item(), add_item),
        Route::delete(ITEM, "remove-show-item", |w| w.guests_api_remove_item(), remove_item),
        Route::put(STEP, "go-on", |w| w.guests_api_go(), go).matched(Match::Must),
    ];
    all.map(|route| route.reaching(Area::Guests)).into()
}

/// Somebody who is to come.
#[derive(Serialize, JsonSchema)]
pub struct GuestShape {
    id: IdText,
    /// `found`, `invited`, `in_talks`, `accepted` or `declined`
    state: String,
    /// Order of protocol, 1 first
    rank: Option<i64>,
    name: Said,
    title: Said,
    /// ISO 3166-1 alpha-2, or empty
    country: String,
    /// In which one writes to them: `zh` or `en`
    lang: String,
    /// The account of whoever follows up
    keeper: Option<IdText>,
    next_step: String,
    next_by: Option<String>,
    /// The language to interpret into, or empty
    interpreter: String,
    /// Their time zone, or empty
    zone: String,
    changed_at: Moment,
}

/// A guest as they are wished for.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GuestWish {
    /// As in what is listed
    state: String,
    rank: Option<i64>,
    name: Said,
    #[serde(default)]
    title: Said,
    #[serde(default)]
    country: String,
    /// `zh` or `en`; the language of the request when absent
    lang: Option<String>,
    /// The account of an organiser
    keeper: Option<String>,
    #[serde(default)]
    next_step: String,
    /// A day, for example 2025-02-01
    next_by: Option<String>,
    #[serde(default)]
    interpreter: String,
    #[serde(default)]
    zone: String,
}

/// A running order and where one is on it. Its ETag names the step.
#[derive(Serialize, JsonSchema)]
pub struct ShowShape {
    items: Vec<ItemShape>,
    /// The item that is on
    now: Option<IdText>,
    began_at: Option<Moment>,
    is_over: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct ItemShape {
    id: IdText,
    minutes: i64,
    title: Said,
    who: String,
    /// What is to happen with light, sound and screens
    cue: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemWish {
    minutes: i64,
    title: Said,
    #[serde(default)]
    who: String,
    #[serde(default)]
    cue: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepWish {
    /// `next`, or `start` for before the first
    to: String,
}

impl From<&Guest> for GuestShape {
    fn from(one: &Guest) -> Self {
        Self {
            id: one.id.into(),
            state: one.state.word().to_owned(),
            rank: one.rank,
            name: (&one.name).into(),
            title: (&one.title).into(),
            country: one.country.clone(),
            lang: one.lang.code().to_owned(),
            keeper: one.keeper.map(IdText::from),
            next_step: one.next_step.clone(),
            next_by: one.next_by.map(|day| day.to_string()),
            interpreter: one.interpreter.clone(),
            zone: one.zone.clone(),
            changed_at: one.changed_at.into(),
        }
    }
}

impl From<&Show> for ShowShape {
    fn from(show: &Show) -> Self {
        let item = |one: &Item| ItemShape {
            id: one.id.into(),
            minutes: one.minutes,
            title: (&one.title).into(),
            who: one.who.clone(),
            cue: one.cue.clone(),
        };
        Self {
            items: show.items.iter().map(item).collect(),
            now: show.place.item.map(IdText::from),
            began_at: show.place.began_at.map(Moment::from),
            is_over: show.place.is_over,
        }
    }
}

fn wrong(at: &str, why: &str) -> Trouble {
    Problem::BadBody { at: at.to_owned(), why: why.to_owned() }.into()
}

impl GuestWish {
    fn guest(self, asked: &Asked, id: GuestId, version: i64) -> Result<Guest, Trouble> {
        let refused = |why: Unwilling| Trouble::Refused(Box::new(why));
        let said = |at: &str, said: &Said| {
            said.to_text().ok_or_else(|| wrong(at, "a key is no language tag"))
        };
        let lang = self.lang.as_deref().map_or(Some(asked.lang), Lang::from_code);
        let keeper = self.keeper.map(|id| id.parse()).transpose();
        let by = self.next_by.map(|day| day.parse::<Date>()).transpose();
        Ok(Guest {
            id,
            state: State::from_word(&self.state).ok_or_else(|| refused(Unwilling::NoState))?,
            rank: self.rank,
            name: said("/name", &self.name)?,
            title: said("/title", &self.title)?,
            country: self.country,
            lang: lang.ok_or_else(|| wrong("/lang", "\"lang\" is zh or en"))?,
            keeper: keeper.map_err(|_| refused(Unwilling::NoKeeper))?,
            next_step: self.next_step,
            next_by: by.map_err(|_| refused(Unwilling::NoDay))?,
            interpreter: self.interpreter,
            zone: self.zone,
            version,
            changed_at: asked.ctx.now(),
        })
    }
}

fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<GuestShape>>, Trouble> {
    let may = asked.may_in::<ManageGuests>(tx)?;
    let part = asked.part(pipeline::all(tx, may)?, |guest| guest.id.to_string())?;
    Ok(part.map(|guest| GuestShape::from(&guest)))
}

fn one(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<GuestShape>, Trouble> {
    let may = asked.may_in::<ManageGuests>(tx)?;
    let found = pipeline::find(tx, may, asked.id("guest")?)?;
    Ok(Reply::of(GuestShape::from(&found)).tagged(found.version))
}

fn add(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, GuestWish>,
) -> Result<Reply<GuestShape>, Trouble> {
    let may = asked.may_in::<ManageGuests>(tx)?;
    let guest = given.read()?.guest(asked, asked.ctx.id(), 0)?;
    pipeline::write(tx, &asked.ctx, may, &guest)?;
    let found = pipeline::find(tx, may, guest.id)?;
    let at = format!("/editions/{}/guests/{}", asked.named("edition"), guest.id);
    Ok(Reply::of(GuestShape::from(&found)).tagged(found.version).at(at))
}

fn change(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, GuestWish>,
) -> Result<Reply<GuestShape>, Trouble> {
    let may = asked.may_in::<ManageGuests>(tx)?;
    let before = pipeline::find(tx, may, asked.id("guest")?)?;
    let guest = given.read()?.guest(asked, before.id, asked.version()?)?;
    pipeline::write(tx, &asked.ctx, may, &guest)?;
    one(tx, asked)
}

/// The activity that the path names, in the draft.
fn activity(
    tx: &mut Tx<'_>,
    asked: &Asked,
    edition: crate::editions::model::EditionId,
) -> Result<ActivityId, Trouble> {
    Ok(show::activity(tx, edition, &asked.id("activity")?)?.id)
}

fn look(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<ShowShape>, Trouble> {
    let may = asked.may_in::<WatchShow>(tx)?;
    let activity = activity(tx, asked, may.edition::<Edition>())?;
    let show = show::look(tx, may, activity)?;
    Ok(Reply::of(ShowShape::from(&show)).tagged(show.place.step))
}

fn add_item(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, ItemWish>,
) -> Result<Reply<ShowShape>, Trouble> {
    let may = asked.may_in::<RunShow>(tx)?;
    let sent = given.read()?;
    let activity = activity(tx, asked, may.edition::<Edition>())?;
    let title = sent.title.to_text();
    let wish = show::Wish {
        minutes: sent.minutes,
        title: title.ok_or_else(|| wrong("/title", "a key is no language tag"))?,
        who: sent.who,
        cue: sent.cue,
    };
    show::add(tx, &asked.ctx, may, activity, &wish)?;
    look(tx, asked)
}

fn remove_item(
    tx: &mut Tx<'_>,
    asked: &Asked,
    _: &Given<'_, Nothing>,
) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_in::<RunShow>(tx)?;
    let activity = activity(tx, asked, may.edition::<Edition>())?;
    show::remove(tx, &asked.ctx, may, activity, asked.id("item")?)?;
    Ok(Reply::of(Nothing))
}

fn go(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, StepWish>,
) -> Result<Reply<ShowShape>, Trouble> {
    let may = asked.may_in::<RunShow>(tx)?;
    let to = match given.read()?.to.as_str() {
        "next" => show::To::Next,
        "start" => show::To::Start,
        _ => return Err(wrong("/to", "it is neither next nor start")),
    };
    let activity = activity(tx, asked, may.edition::<Edition>())?;
    show::go(tx, &asked.ctx, may, activity, (asked.version()?, to))?;
    look(tx, asked)
}
