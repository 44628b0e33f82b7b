//! How the desk hands over: a page, the way to another page, a refusal, nothing, a fault.

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use kernel::Lang;
use store::Fault;

use super::visit::split;
use super::{Desk, Visit};
use crate::error::{Error, Refusal};
use crate::shell::Frame;

/// By which pages behind the shelf say where they belong.
pub const SECTION: &str = "account";

/// Left in an answer for the floor, which has the page for an address that leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nowhere;

/// Left in an answer for the floor, which has the page for a fault and the number of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// The machinery failed.
    Fault,
    /// Too much is asked for at once.
    Busy,
}

#[derive(Template)]
#[template(path = "desk/refused.html")]
struct RefusedPage<'v> {
    frame: Frame<'v>,
    status: u16,
    text: String,
    /// The way to the sign-in page, for somebody who has not signed in.
    sign_in: String,
}

/// A page for this reader alone.
pub fn page(status: StatusCode, page: &impl Template) -> Response<Body> {
    let Ok(html) = page.render() else {
        return marked(StatusCode::INTERNAL_SERVER_ERROR, Failed::Fault);
    };
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    private(response)
}

/// The way to another page after something was done.
pub fn see_other(path: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(location) = HeaderValue::try_from(path) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    private(response)
}

/// The same with one more header.
pub fn with(mut response: Response<Body>, name: HeaderName, value: HeaderValue) -> Response<Body> {
    response.headers_mut().append(name, value);
    response
}

/// A page for somebody signed in that repeats what its address asks: it is sent as it is, because its
/// length would tell a stranger who chose the address what else it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unpressed;

/// The same, never compressed.
pub fn unpressed(mut response: Response<Body>) -> Response<Body> {
    response.extensions_mut().insert(Unpressed);
    response
}

fn private(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("cookie"));
    response
}

/// Nothing is here, or this reader may not know that it is.
pub fn nowhere() -> Response<Body> {
    marked(StatusCode::NOT_FOUND, Nowhere)
}

/// The machinery failed: told to the log, and to the reader by the floor.
pub fn failed(fault: &Fault) -> Response<Body> {
    match fault {
        Fault::Overloaded { .. } | Fault::Contended { .. } | Fault::Locked { .. } => {
            tracing::warn!(%fault, "the desk could not keep up");
            marked(StatusCode::SERVICE_UNAVAILABLE, Failed::Busy)
        }
        _ => {
            tracing::error!(%fault, "a verb failed");
            marked(StatusCode::INTERNAL_SERVER_ERROR, Failed::Fault)
        }
    }
}

fn marked<T: Clone + Send + Sync + 'static>(status: StatusCode, mark: T) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.extensions_mut().insert(mark);
    private(response)
}

/// A verb that did not happen, as a page of its own: for what no form can mend.
pub fn unwilling<R: Refusal>(visit: &Visit, error: &Error<R>) -> Response<Body> {
    match error {
        Error::Missing => nowhere(),
        Error::Fault(fault) => failed(fault),
        Error::Refused(refusal) => refused(visit, refusal.status(), refusal.words(visit.words)),
    }
}

/// A page that says no, and why.
pub fn refused(visit: &Visit, status: StatusCode, text: String) -> Response<Body> {
    let title = match status {
        StatusCode::FORBIDDEN => visit.words.desk_refused_title(),
        _ => visit.words.desk_not_done_title(),
    };
    let signed_in = visit.session.is_some();
    let sign_in = if signed_in { String::new() } else { visit.to("/sign-in") };
    let frame = visit.frame_at(title, "/account");
    page(status, &RefusedPage { frame, status: status.as_u16(), text, sign_in })
}

/// What was sent is no form, or too much of one.
pub fn no_form(desk: &Desk, path: &str, status: StatusCode) -> Response<Body> {
    let told = match status {
        StatusCode::PAYLOAD_TOO_LARGE => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::BAD_REQUEST,
    };
    from_elsewhere(desk, path, told)
}

/// A form that was not sent from one of our pages, or that is no form.
pub(super) fn from_elsewhere(desk: &Desk, path: &str, status: StatusCode) -> Response<Body> {
    let (lang, rest) = split(path).unwrap_or((Lang::Zh, ""));
    let visit = Visit::bare(desk, lang, rest);
    let text = match status {
        StatusCode::FORBIDDEN => visit.words.desk_from_elsewhere(),
        StatusCode::PAYLOAD_TOO_LARGE => visit.words.desk_too_large(),
        _ => visit.words.desk_unreadable(),
    };
    refused(&visit, status, text.to_owned())
}
