//! Forms: what was sent, kept while it is wrong, with what is wrong said beside the field.

use axum::Form;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use super::answer::{self, unwilling};
use super::{Desk, Visit};
use crate::error::{Error, Refusal};
use std::sync::Arc;

/// What a form sent. Fields that are missing are the type's defaults; what is no form at all is
/// answered with a page that says so.
pub struct Fields<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Arc<Desk>> for Fields<T> {
    type Rejection = Response;

    async fn from_request(request: Request, desk: &Arc<Desk>) -> Result<Self, Response> {
        let path = request.uri().path().to_owned();
        match Form::<T>::from_request(request, &()).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(rejection) => {
                let status = match axum::response::IntoResponse::into_response(rejection).status() {
                    StatusCode::PAYLOAD_TOO_LARGE => StatusCode::PAYLOAD_TOO_LARGE,
                    _ => StatusCode::BAD_REQUEST,
                };
                Err(answer::from_elsewhere(desk, &path, status))
            }
        }
    }
}

/// What a form sent, in order, for forms whose fields differ from one to the next or come several times.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Entries(Vec<(String, String)>);

impl Entries {
    /// What a field holds; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// Everything that was sent under that name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What one field holds and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub value: String,
    /// Empty when nothing is.
    pub wrong: String,
}

impl Held {
    pub fn of(value: &str) -> Self {
        Self { value: value.to_owned(), wrong: String::new() }
    }
}

/// A short word for what a form showed of a thing: another when it is no longer so. Two who write one
/// thing at once are told apart by it.
pub fn seen(shown: &serde_json::Value) -> String {
    let digest = Sha256::digest(shown.to_string().as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A field's name and what is wrong with it.
pub type Wrong = (&'static str, String);

/// A refusal that may stand beside a field.
pub trait Beside: Refusal {
    /// The field that it is said beside; empty when it is about the whole.
    fn field(&self) -> &'static str;
}

/// What a form that was sent has come to.
pub enum Outcome<T> {
    Done(T),
    /// To be sent again, with what is wrong beside its field.
    Wrong(StatusCode, Wrong),
    /// Nothing that the form could mend.
    Not(Response<Body>),
}

impl Visit {
    /// A refusal's words with the field they stand beside.
    pub fn beside<R: Beside>(&self, refusal: &R) -> (StatusCode, Wrong) {
        (refusal.status(), (refusal.field(), refusal.words(self.words)))
    }

    /// How a form is answered after its verb.
    pub fn outcome<T, R: Beside>(&self, outcome: Result<T, Error<R>>) -> Outcome<T> {
        match outcome {
            Ok(done) => Outcome::Done(done),
            Err(Error::Refused(refusal)) if !refusal.field().is_empty() => {
                let (status, wrong) = self.beside(&refusal);
                Outcome::Wrong(status, wrong)
            }
            Err(error) => Outcome::Not(unwilling(self, &error)),
        }
    }

    /// What a field holds, and the refusal when it is this field's.
    pub fn held(&self, name: &str, value: &str, wrong: Option<&Wrong>) -> Held {
        let wrong = wrong.filter(|(field, _)| *field == name);
        Held {
            value: value.to_owned(),
            wrong: wrong.map(|(_, why)| why.clone()).unwrap_or_default(),
        }
    }
}
