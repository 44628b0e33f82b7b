//! Passes for other programs: categories, orders and what becomes of them.

use kernel::{Date, Timestamp, Uuid};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::document::{Document, DocumentKind};
use super::model::{Admission, Category, Kind};
use super::refusal::Unwilling;
use super::verbs::categories::{self, Wish as CategoryWish};
use super::verbs::orders::{self, PassWish, Placed, Wish};
use crate::access::{Area, ManagePasses, SellPasses};
use crate::api::{
    Asked, Given, IdText, Listed, Match, Moment, Nothing, Problem, Repeats, Reply, Route, Said,
    Trouble,
};
use crate::editions;
use crate::programme::release;

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    const PASSES: &str = "/editions/{edition}/passes";
    const PASS: &str = "/editions/{edition}/passes/{pass}";
    const ORDERS: &str = "/editions/{edition}/orders";
    const ORDER: &str = "/editions/{edition}/orders/{order}";
    const ADMISSION: &str = "/editions/{edition}/admissions/{admission}";
    let area = Area::Admissions;
    let own = vec![
        Route::get(PASSES, "list-passes", |w| w.admissions_api_passes(), list).in_parts(),
        Route::get(PASS, "get-pass", |w| w.admissions_api_pass(), one),
        Route::put(PASS, "set-pass", |w| w.admissions_api_set(), set)
            .reaching(area)
            .matched(Match::May),
        Route::post(ORDERS, "place-order", |w| w.admissions_api_order(), place)
            .reaching(area)
            .repeated(Repeats::Must),
        Route::get(ORDER, "get-order", |w| w.admissions_api_get_order(), get).reaching(area),
        Route::delete(ADMISSION, "give-up", |w| w.admissions_api_give_up(), give_up).reaching(area),
    ];
    own.into_iter().chain(super::seats::api::routes()).collect()
}

/// A sort of pass.
#[derive(Serialize, JsonSchema)]
pub struct PassShape {
    id: IdText,
    slug: String,
    /// `visitor`, `developer`, `student`, `enthusiast`, `guest`, `speaker`, `host_staff`,
    /// `exhibitor`, `press`, `volunteer` or `minor`
    kind: String,
    name: Said,
    opens_at: Option<Moment>,
    closes_at: Option<Moment>,
    /// The days it is good for; empty: all
    days: Vec<String>,
    /// In the smallest unit of the currency
    price_minor: i64,
    currency: String,
    /// Orders must name a code
    coded: bool,
    /// Orders must name a document of each holder
    real_name: bool,
    places: i64,
    /// Places that are still free
    free: i64,
}

/// A sort of pass as it is set.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PassSetting {
    /// As in what is listed
    kind: String,
    name: Said,
    /// RFC 3339
    opens_at: Option<String>,
    closes_at: Option<String>,
    #[serde(default)]
    days: Vec<String>,
    #[serde(default)]
    price_minor: i64,
    /// ISO 4217; CNY when absent
    currency: Option<String>,
    code: Option<String>,
    #[serde(default)]
    real_name: bool,
    /// Never fewer than are taken
    places: i64,
}

/// An order of passes that cost nothing.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderWish {
    /// 1 to 50; all are made, or none
    passes: Vec<PassOrdered>,
    code: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PassOrdered {
    /// The slug of the sort of pass
    pass: String,
    /// The holder's name
    holder: String,
    document: Option<DocumentWish>,
    /// For somebody under fourteen: the admission of the guardian, who agrees by this order
    guardian: Option<String>,
}

/// A document of the holder. Its number is kept as a keyed hash and its last four signs.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentWish {
    /// `chinese_id` or `passport`
    kind: String,
    number: String,
}

/// An order.
#[derive(Serialize, JsonSchema)]
pub struct OrderShape {
    id: IdText,
    placed_at: Moment,
    admissions: Vec<AdmissionShape>,
}

/// Somebody's admission.
#[derive(Serialize, JsonSchema)]
pub struct AdmissionShape {
    id: IdText,
    /// The slug of the sort of pass
    pass: String,
    /// `confirmed`, `attended`, `cancelled`, …
    state: String,
    holder: String,
    /// The last four signs of the document
    document: Option<String>,
}

impl From<&Category> for PassShape {
    fn from(one: &Category) -> Self {
        Self {
            id: one.id.into(),
            slug: one.slug.to_string(),
            kind: one.kind.word().to_owned(),
            name: (&one.name).into(),
            opens_at: one.opens_at.map(Moment::from),
            closes_at: one.closes_at.map(Moment::from),
            days: one.days.iter().map(ToString::to_string).collect(),
            price_minor: one.price_minor,
            currency: one.currency.clone(),
            coded: one.code_hash.is_some(),
            real_name: one.real_name,
            places: one.places,
            free: one.places - one.taken,
        }
    }
}

/// The edition, when the public may know of it.
pub(super) fn shown(tx: &mut Tx<'_>, asked: &Asked) -> Result<editions::model::EditionId, Trouble> {
    let edition = editions::verbs::by_slug(tx, &asked.id("edition")?)?.ok_or(Trouble::Missing)?;
    let own = asked.ctx.actor.bearer().is_some_and(|it| it.edition == edition.id.uuid());
    if own || !release::heads(tx, edition.id)?.is_empty() {
        Ok(edition.id)
    } else {
        Err(Trouble::Missing)
    }
}

fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<PassShape>>, Trouble> {
    let edition = shown(tx, asked)?;
    let all = categories::of_edition(tx, edition)?;
    asked.part(all.iter().map(PassShape::from), |one| one.slug.clone())
}

fn one(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<PassShape>, Trouble> {
    let edition = shown(tx, asked)?;
    let found = categories::find(tx, edition, asked.named("pass"))?.ok_or(Trouble::Missing)?;
    Ok(Reply::of(PassShape::from(&found)).tagged(found.version))
}

fn refused(why: Unwilling) -> Trouble {
    Trouble::Refused(Box::new(why))
}

fn wrong(at: &str, why: impl ToString) -> Trouble {
    Problem::BadBody { at: at.to_owned(), why: why.to_string() }.into()
}

fn set(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, PassSetting>,
) -> Result<Reply<PassShape>, Trouble> {
    let may = asked.may_in::<ManagePasses>(tx)?;
    let sent = given.read()?;
    let version = asked.has_match().then(|| asked.version()).transpose()?;
    let moment = |at: &str, text: Option<String>| -> Result<Option<Timestamp>, Trouble> {
        text.map(|text| text.parse().map_err(|error| wrong(at, error))).transpose()
    };
    let day = |text: &String| text.parse::<Date>().map_err(|_| refused(Unwilling::NoDay));
    let wish = CategoryWish {
        slug: asked.named("pass").parse().map_err(|_| Trouble::Missing)?,
        kind: Kind::from_word(&sent.kind).ok_or_else(|| refused(Unwilling::NoKind))?,
        name: sent.name.to_text().ok_or_else(|| wrong("/name", "a key is no language tag"))?,
        opens_at: moment("/opens_at", sent.opens_at)?,
        closes_at: moment("/closes_at", sent.closes_at)?,
        days: sent.days.iter().map(day).collect::<Result<_, _>>()?,
        price_minor: sent.price_minor,
        currency: sent.currency.unwrap_or_else(|| "CNY".to_owned()),
        code: sent.code.filter(|code| !code.trim().is_empty()),
        real_name: sent.real_name,
        places: sent.places,
    };
    let made = categories::set(tx, &asked.ctx, may, &wish, version)?;
    Ok(Reply::of(PassShape::from(&made)).tagged(made.version))
}

fn place(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, OrderWish>,
) -> Result<Reply<OrderShape>, Trouble> {
    let may = asked.may_in::<SellPasses>(tx)?;
    let sent = given.read()?;
    let passes = sent.passes.into_iter().map(pass).collect::<Result<Vec<_>, _>>()?;
    let slugs: Vec<String> = passes.iter().map(|pass| pass.category.clone()).collect();
    let wish = Wish { passes, code: sent.code };
    let Placed { order, admissions } = orders::place(tx, &asked.ctx, may, &wish)?;
    let at = format!("/editions/{}/orders/{}", asked.named("edition"), order.id);
    let shapes = admissions.into_iter().zip(slugs).map(|(one, slug)| shape(one, slug));
    let shape = OrderShape {
        id: order.id.into(),
        placed_at: order.placed_at.into(),
        admissions: shapes.collect(),
    };
    Ok(Reply::of(shape).at(at))
}

fn pass(sent: PassOrdered) -> Result<PassWish, Trouble> {
    let document = sent.document.map(|it| {
        let kind = DocumentKind::from_word(&it.kind)?;
        Document::read(kind, &it.number)
    });
    let document = match document {
        None => None,
        Some(read) => Some(read.ok_or_else(|| refused(Unwilling::NoDocument))?),
    };
    let guardian = sent.guardian.map(|id| id.parse()).transpose();
    Ok(PassWish {
        category: sent.pass,
        holder: sent.holder,
        document,
        guardian: guardian.map_err(|_| refused(Unwilling::NoGuardian))?,
    })
}

fn shape(one: Admission, pass: String) -> AdmissionShape {
    AdmissionShape {
        id: one.id.into(),
        pass,
        state: one.state.word().to_owned(),
        holder: one.holder,
        document: one.document.map(|kept| kept.last),
    }
}

fn get(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<OrderShape>, Trouble> {
    let may = asked.may_in::<SellPasses>(tx)?;
    let Placed { order, admissions } = orders::find(tx, may, asked.id("order")?)?;
    let slugs = orders::slugs(tx, order.edition)?;
    let slug = |id: Uuid| {
        let found = slugs.iter().find(|(one, _)| *one == id);
        found.map(|(_, slug)| slug.clone()).unwrap_or_default()
    };
    let shapes = admissions.into_iter().map(|one| {
        let pass = slug(one.category.uuid());
        shape(one, pass)
    });
    Ok(Reply::of(OrderShape {
        id: order.id.into(),
        placed_at: order.placed_at.into(),
        admissions: shapes.collect(),
    }))
}

fn give_up(
    tx: &mut Tx<'_>,
    asked: &Asked,
    _: &Given<'_, Nothing>,
) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_in::<SellPasses>(tx)?;
    orders::give_up(tx, &asked.ctx, may, asked.id("admission")?)?;
    Ok(Reply::of(Nothing))
}
