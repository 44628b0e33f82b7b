//! Forms: what was sent, kept while it is wrong, with what is wrong said beside the field.

use axum::Form;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::Response;
use serde::de::DeserializeOwned;

use super::answer;
use super::{Desk, Visit};
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

impl Visit {
    /// What a field holds, and the refusal when it is this field's.
    pub fn held(&self, name: &str, value: &str, wrong: Option<&(&str, String)>) -> Held {
        let wrong = wrong.filter(|(field, _)| *field == name);
        Held {
            value: value.to_owned(),
            wrong: wrong.map(|(_, why)| why.clone()).unwrap_or_default(),
        }
    }
}
