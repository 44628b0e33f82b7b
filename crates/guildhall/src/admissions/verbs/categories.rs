//! Categories: what passes there are, when they are ordered, how many.

use kernel::{Date, Slug, Text, Timestamp};
use sha2::{Digest as _, Sha256};
use store::{Fault, Tx};

use crate::access::{Can, ManagePasses};
use crate::admissions::model::{Category, CategoryId, Kind};
use crate::admissions::refusal::Unwilling;
use crate::admissions::store as rows;
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};

/// More than any conference lets in.
pub const PLACES_MAX: i64 = 10_000_000;
/// A pass costs less than this in the smallest unit of any currency.
pub const PRICE_MAX: i64 = 1_000_000_000;

/// A category as it is wished for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub slug: Slug,
    pub kind: Kind,
    pub name: Text,
    pub opens_at: Option<Timestamp>,
    pub closes_at: Option<Timestamp>,
    pub days: Vec<Date>,
    pub price_minor: i64,
    pub currency: String,
    /// What an order must name; none when absent.
    pub code: Option<String>,
    pub real_name: bool,
    pub places: i64,
}

/// The categories of an edition. What is public about them is for everybody.
pub fn of_edition(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Category>, Fault> {
    rows::categories(tx, edition.uuid())
}

/// One of them.
pub fn find(tx: &mut Tx<'_>, edition: EditionId, slug: &str) -> Result<Option<Category>, Fault> {
    rows::category(tx, edition.uuid(), slug)
}

/// As rows and orders compare it.
pub fn hash_of(code: &str) -> Vec<u8> {
    Sha256::digest(code.trim().as_bytes()).to_vec()
}

/// Makes the category of that slug, or changes it when `version` is what it is now.
pub fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManagePasses>,
    wish: &Wish,
    version: Option<i64>,
) -> Result<Category, Error<Unwilling>> {
    let id: EditionId = can.edition::<Edition>();
    let edition = editions::verbs::by_id(tx, id)?.ok_or(Error::Missing)?;
    checked(&edition, wish).map_err(Error::Refused)?;
    let before = rows::category(tx, id.uuid(), wish.slug.as_str())?;
    let wished = |id: CategoryId, version: i64, taken: i64| Category {
        id,
        edition: edition.id.uuid(),
        slug: wish.slug.clone(),
        kind: wish.kind,
        name: wish.name.clone(),
        opens_at: wish.opens_at,
        closes_at: wish.closes_at,
        days: wish.days.clone(),
        price_minor: wish.price_minor,
        currency: wish.currency.clone(),
        code_hash: wish.code.as_deref().map(hash_of),
        real_name: wish.real_name,
        places: wish.places,
        taken,
        version,
    };
    let made = match before {
        None if version.is_some() => return Err(Error::Refused(Unwilling::Changed)),
        None => {
            let made = wished(ctx.id(), 1, 0);
            rows::insert_category(tx, &made)?;
            made
        }
        Some(before) => change(tx, &before, version, wished)?,
    };
    let fact = Fact::new("admissions.category_set", made.id).within(can.scope());
    journal::write(tx, ctx, fact.with("kind", made.kind.word()).with("places", made.places))?;
    Ok(made)
}

fn change(
    tx: &mut Tx<'_>,
    before: &Category,
    version: Option<i64>,
    wished: impl Fn(CategoryId, i64, i64) -> Category,
) -> Result<Category, Error<Unwilling>> {
    if version != Some(before.version) {
        return Err(Error::Refused(Unwilling::Changed));
    }
    let after = wished(before.id, before.version, before.taken);
    if !rows::change_category(tx, &after)? {
        // The version was right a moment ago: what stands against it is what is taken.
        return Err(Error::Refused(Unwilling::BelowTaken { taken: before.taken }));
    }
    Ok(Category { version: before.version + 1, ..after })
}

fn checked(edition: &Edition, wish: &Wish) -> Result<(), Unwilling> {
    if wish.name.is_empty() {
        return Err(Unwilling::NoName);
    }
    if wish.opens_at.zip(wish.closes_at).is_some_and(|(open, close)| close <= open) {
        return Err(Unwilling::NoWindow);
    }
    let within = |day: &Date| (edition.first_day..=edition.last_day).contains(day);
    if !wish.days.iter().all(within) {
        return Err(Unwilling::NoDay);
    }
    let currency =
        wish.currency.len() == 3 && wish.currency.bytes().all(|it| it.is_ascii_uppercase());
    if !(0..=PRICE_MAX).contains(&wish.price_minor) || !currency {
        return Err(Unwilling::NoPrice);
    }
    if (0..=PLACES_MAX).contains(&wish.places) { Ok(()) } else { Err(Unwilling::NoPlaces) }
}
