//! The code of a pass, for whoever holds it: a picture that their own page shows.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State as Given};
use axum::http::{HeaderMap, HeaderValue, Response, header};
use kernel::Slug;
use store::{Fault, Tx};

use super::Answer;
use crate::admissions::model::AdmissionId;
use crate::admissions::seats::holders::{self, Key};
use crate::desk::answer::{failed, nowhere};
use crate::desk::{Desk, Visit};
use crate::door::verbs::{codes, keys};
use crate::door::{qr, verbs::codes::Code};
use crate::editions;
use crate::editions::model::EditionId;

pub async fn picture(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    headers: HeaderMap,
    Path((_, edition, pass)): Path<(String, String, String)>,
) -> Answer {
    let key = Key { account: visit.account(), link: desk.cookies.read_pass(&headers) };
    let (Ok(slug), Ok(pass)) = (edition.parse::<Slug>(), pass.parse::<AdmissionId>()) else {
        return nowhere();
    };
    let own = desk.db.read(move |tx: &mut Tx<'_>| own(tx, &slug, &key, pass));
    let (edition, code) = match own.await {
        Ok(Some(own)) => own,
        Ok(None) => return nowhere(),
        Err(fault) => return failed(&fault),
    };
    let code = match code {
        Some(code) => Ok(Some(code)),
        None => first(&desk, &visit, edition, pass).await,
    };
    match code.map(|code| code.and_then(|code| qr::picture(&code.digits, &code.short))) {
        Ok(Some(picture)) => drawn(picture),
        Ok(None) => nowhere(),
        Err(fault) => failed(&fault),
    }
}

/// The code of a pass that whoever has that key holds; the code is missing while the edition has no key.
fn own(
    tx: &mut Tx<'_>,
    slug: &Slug,
    key: &Key,
    pass: AdmissionId,
) -> Result<Option<(EditionId, Option<Code>)>, Fault> {
    let Some(edition) = editions::verbs::by_slug(tx, slug)? else { return Ok(None) };
    if holders::of(tx, edition.id, key)?.only(&[pass]).is_none() {
        return Ok(None);
    }
    let code = codes::of(tx, edition.id, &[pass])?.remove(&pass);
    Ok(Some((edition.id, code)))
}

/// The same where no code was ever shown: the edition's key is made first.
async fn first(
    desk: &Desk,
    visit: &Visit,
    edition: EditionId,
    pass: AdmissionId,
) -> Result<Option<Code>, Fault> {
    let ctx = visit.ctx.clone();
    let made = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Fault> {
        keys::ready(tx, &ctx, edition)?;
        Ok(codes::of(tx, edition, &[pass])?.remove(&pass))
    });
    made.await
}

fn drawn(picture: String) -> Answer {
    let mut response = Response::new(Body::from(picture));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
