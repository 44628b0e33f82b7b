//! Pages behind the shelf, pressed as they leave.
//!
//! Pressing what is secret beside what a stranger chose would tell the secret by its length (the
//! attack called BREACH). No page does both: forms carry no token (`desk::guard` asks the browser who
//! sent them), and no page shown to somebody who has signed in repeats what its address asks, but
//! those that say they must not be pressed ([`Unpressed`]: a search in a list). The
//! test `no_page_of_somebody_signed_in_repeats_what_its_address_asks` holds them to it.

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::http::{HeaderValue, Response, header};

use super::encoding::{Encoding, press};
use crate::desk::answer::Unpressed;

/// Below this a page fits in one packet as it is.
const PRESSED_BYTES_MIN: u64 = 1024;

/// The answer in the form that `accept` likes best, when it is a page that is worth it.
pub async fn pressed(response: Response<Body>, accept: Option<&str>) -> Response<Body> {
    let html = response.headers().get(header::CONTENT_TYPE);
    let html = html.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
        && response.extensions().get::<Unpressed>().is_none();
    let bytes = response.body().size_hint().exact().filter(|size| *size >= PRESSED_BYTES_MIN);
    let Some(bytes) = bytes.filter(|_| html) else { return response };
    let (mut head, body) = response.into_parts();
    head.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    let form = Encoding::negotiate(accept, Encoding::KEPT);
    let Some(token) = form.token() else { return Response::from_parts(head, body) };
    let limit = usize::try_from(bytes).unwrap_or(usize::MAX);
    // A page is rendered whole: it is all there.
    let Ok(plain) = to_bytes(body, limit).await else {
        return Response::from_parts(head, Body::empty());
    };
    head.headers.remove(header::CONTENT_LENGTH);
    head.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(token));
    Response::from_parts(head, Body::from(press(&plain, form)))
}
