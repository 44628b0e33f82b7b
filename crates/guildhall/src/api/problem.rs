//! What went wrong, as `application/problem+json` (RFC 9457).

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use store::Fault;

use crate::access::{Area, Doing};
use crate::error::{Error, Refusal};
use crate::words::Words;

/// Why an act did not happen.
#[derive(Debug)]
pub enum Trouble {
    /// The request itself is wrong.
    Problem(Problem),
    /// A slice's rule says no.
    Refused(Box<dyn Refusal>),
    /// It is not there, or this token may not know that it is.
    Missing,
    Fault(Fault),
    /// Somebody with the same key was faster: run again and answer as they were answered.
    Again,
}

/// What is wrong with a request, whatever it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The route wants a token and none was sent.
    NoToken,
    /// It is none, has expired or was revoked.
    BadToken,
    /// The token was not made for this.
    OutOfReach {
        area: Area,
        doing: Doing,
    },
    TooFast,
    TooLarge {
        bytes_max: usize,
    },
    /// The body is not said to be JSON.
    NotJson,
    /// The body is no JSON, or a field holds what it cannot. `at` is a JSON pointer.
    BadBody {
        at: String,
        why: String,
    },
    /// A parameter of the query cannot be read.
    BadQuery {
        name: &'static str,
    },
    /// The place in a list is none, or is gone.
    BadCursor,
    /// The route wants an `Idempotency-Key`.
    NoKey,
    BadKey,
    /// The key came with another request before.
    KeyUsed,
    /// The route wants `If-Match`.
    NoMatch,
    /// It was changed meanwhile.
    Changed,
    NoRoute,
    NoMethod {
        allowed: String,
    },
    Busy,
    Failed,
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl<R: Refusal> From<Error<R>> for Trouble {
    fn from(error: Error<R>) -> Self {
        match error {
            Error::Refused(refusal) => Self::Refused(Box::new(refusal)),
            Error::Missing => Self::Missing,
            Error::Fault(fault) => Self::Fault(fault),
        }
    }
}

/// As it is sent.
#[derive(Serialize)]
struct Written {
    #[serde(rename = "type")]
    kind: String,
    title: String,
    status: u16,
    detail: String,
    /// The field of the body that it is about, as a JSON pointer.
    #[serde(skip_serializing_if = "String::is_empty")]
    pointer: String,
}

impl Problem {
    /// By which programs tell it from others.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoToken => "no-token",
            Self::BadToken => "bad-token",
            Self::OutOfReach { .. } => "out-of-reach",
            Self::TooFast => "too-fast",
            Self::TooLarge { .. } => "too-large",
            Self::NotJson => "not-json",
            Self::BadBody { .. } => "bad-body",
            Self::BadQuery { .. } => "bad-query",
            Self::BadCursor => "bad-cursor",
            Self::NoKey => "no-idempotency-key",
            Self::BadKey => "bad-idempotency-key",
            Self::KeyUsed => "idempotency-key-used",
            Self::NoMatch => "no-match",
            Self::Changed => "changed",
            Self::NoRoute => "no-route",
            Self::NoMethod { .. } => "no-method",
            Self::Busy => "busy",
            Self::Failed => "failed",
        }
    }

    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NoToken | Self::BadToken => StatusCode::UNAUTHORIZED,
            Self::OutOfReach { .. } => StatusCode::FORBIDDEN,
            Self::TooFast => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::BadBody { .. } | Self::KeyUsed => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadQuery { .. } | Self::NoKey | Self::BadKey => StatusCode::BAD_REQUEST,
            Self::BadCursor => StatusCode::GONE,
            Self::NoMatch => StatusCode::PRECONDITION_REQUIRED,
            Self::Changed => StatusCode::PRECONDITION_FAILED,
            Self::NoRoute => StatusCode::NOT_FOUND,
            Self::NoMethod { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn words(&self, words: Words) -> String {
        match self {
            Self::NoToken => words.api_no_token().to_owned(),
            Self::BadToken => words.api_bad_token().to_owned(),
            Self::OutOfReach { area, doing } => {
                words.api_out_of_reach(format!("{}:{}", area.word(), doing.word()))
            }
            Self::TooFast => words.api_too_fast().to_owned(),
            Self::TooLarge { bytes_max } => words.api_too_large(bytes_max / 1024),
            Self::NotJson => words.api_not_json().to_owned(),
            Self::BadBody { why, .. } => words.api_bad_body(why.as_str()),
            Self::BadQuery { name } => words.api_bad_query(*name),
            Self::BadCursor => words.api_bad_cursor().to_owned(),
            Self::NoKey => words.api_no_key().to_owned(),
            Self::BadKey => words.api_bad_key().to_owned(),
            Self::KeyUsed => words.api_key_used().to_owned(),
            Self::NoMatch => words.api_no_match().to_owned(),
            Self::Changed => words.api_changed().to_owned(),
            Self::NoRoute => words.api_no_route().to_owned(),
            Self::NoMethod { allowed } => words.api_no_method(allowed.as_str()),
            Self::Busy => words.api_busy().to_owned(),
            Self::Failed => words.api_failed().to_owned(),
        }
    }
}

impl Trouble {
    /// The answer to whoever asked.
    pub(super) fn answer(self, words: Words) -> Response<Body> {
        let problem = match self {
            Self::Refused(refusal) => return refused(&*refusal, words),
            Self::Missing => {
                let status = StatusCode::NOT_FOUND;
                return sent("missing", status, words, words.api_missing().to_owned(), "");
            }
            Self::Problem(problem) => problem,
            Self::Again => Problem::Busy,
            Self::Fault(fault) => of_fault(&fault),
        };
        let pointer = match &problem {
            Problem::BadBody { at, .. } => at.as_str(),
            _ => "",
        };
        let (code, status) = (problem.code(), problem.status());
        let mut response = sent(code, status, words, problem.words(words), pointer);
        let headers = response.headers_mut();
        match &problem {
            Problem::NoToken => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            Problem::BadToken => {
                let said = HeaderValue::from_static("Bearer error=\"invalid_token\"");
                headers.insert(header::WWW_AUTHENTICATE, said);
            }
            Problem::OutOfReach { .. } => {
                let said = HeaderValue::from_static("Bearer error=\"insufficient_scope\"");
                headers.insert(header::WWW_AUTHENTICATE, said);
            }
            Problem::TooFast | Problem::Busy => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            }
            Problem::NoMethod { allowed } => {
                if let Ok(allowed) = HeaderValue::from_str(allowed) {
                    headers.insert(header::ALLOW, allowed);
                }
            }
            _ => {}
        }
        response
    }
}

/// What the floor below has to say, as programs read it: nothing under [`super::ROOT`] answers a page.
pub fn told(problem: Problem, words: Words) -> Response<Body> {
    Trouble::Problem(problem).answer(words)
}

fn of_fault(fault: &Fault) -> Problem {
    match fault {
        Fault::Overloaded { .. } | Fault::Contended { .. } | Fault::Locked { .. } => {
            tracing::warn!(%fault, "the API could not keep up");
            Problem::Busy
        }
        _ => {
            tracing::error!(%fault, "a verb failed");
            Problem::Failed
        }
    }
}

fn refused(refusal: &dyn Refusal, words: Words) -> Response<Body> {
    let field = refusal.place();
    let pointer = if field.is_empty() { String::new() } else { format!("/{field}") };
    sent(&code_of(refusal), refusal.status(), words, refusal.words(words), &pointer)
}

/// The name of a refusal as programs read it: `BelowSpent { .. }` is `below-spent`.
fn code_of(refusal: &dyn Refusal) -> String {
    let said = format!("{refusal:?}");
    let name: String = said.chars().take_while(|sign| sign.is_ascii_alphanumeric()).collect();
    let mut code = String::new();
    for sign in name.chars() {
        if sign.is_ascii_uppercase() && !code.is_empty() {
            code.push('-');
        }
        code.push(sign.to_ascii_lowercase());
    }
    // The policy's own refusal, whichever slice passes it on.
    if code == "refused" { "denied".to_owned() } else { code }
}

fn sent(
    code: &str,
    status: StatusCode,
    words: Words,
    detail: String,
    pointer: &str,
) -> Response<Body> {
    let written = Written {
        kind: format!("urn:guildhall:problem:{code}"),
        title: title(status, words).to_owned(),
        status: status.as_u16(),
        detail,
        pointer: pointer.to_owned(),
    };
    let body = serde_json::to_string(&written).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/problem+json");
    headers.insert(header::CONTENT_TYPE, kind);
    let language = HeaderValue::from_static(words.lang().html());
    headers.insert(header::CONTENT_LANGUAGE, language);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn title(status: StatusCode, words: Words) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => words.api_title_unauthorised(),
        StatusCode::FORBIDDEN => words.api_title_forbidden(),
        StatusCode::NOT_FOUND => words.api_title_missing(),
        StatusCode::GONE => words.api_title_gone(),
        StatusCode::CONFLICT => words.api_title_conflict(),
        StatusCode::PRECONDITION_FAILED | StatusCode::PRECONDITION_REQUIRED => {
            words.api_title_match()
        }
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => words.api_title_later(),
        StatusCode::INTERNAL_SERVER_ERROR => words.api_title_failed(),
        _ => words.api_title_wrong(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    enum No {
        LastOrganiser,
        BelowSpent { _spent: i64 },
    }

    impl Refusal for No {
        fn words(&self, _: Words) -> String {
            String::new()
        }
    }

    #[test]
    fn a_refusal_is_named_after_itself() {
        let codes = [code_of(&No::LastOrganiser), code_of(&No::BelowSpent { _spent: 1 })];
        assert_eq!(codes, ["last-organiser", "below-spent"]);
    }
}
