//! A form with files, read as it comes: what is typed first, files after it. A file that is larger
//! than is taken is read to its end and thrown away, so that everything typed is kept and the page
//! can say what was wrong.

use std::sync::Arc;

use axum::Form;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use super::super::rules::FILE_BYTES_MAX;
use crate::desk::{Desk, answer};

/// What a form sent, in its order.
#[derive(Default)]
pub struct Sent {
    pub pairs: Vec<(String, String)>,
    pub files: Vec<SentFile>,
}

pub struct SentFile {
    pub field: String,
    pub name: String,
    /// `None`: it was too large.
    pub content: Option<Vec<u8>>,
}

/// Typed words in one form: as much as a proposal may say, in the widest letters.
const TYPED_BYTES_MAX: usize = 512 * 1024;
/// More parts are no form of ours.
const PARTS_MAX: usize = 400;

impl Sent {
    /// The last value sent under that name; empty when there is none.
    pub fn one(&self, name: &str) -> &str {
        self.pairs.iter().rfind(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    pub fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl FromRequest<Arc<Desk>> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, desk: &Arc<Desk>) -> Result<Self, Response> {
        let path = request.uri().path().to_owned();
        let kind = request.headers().get(header::CONTENT_TYPE);
        let parts = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
        let refused = |response: Response| answer::no_form(desk, &path, response.status());
        if !parts {
            let form = Form::from_request(request, &()).await;
            let Form(pairs) = form.map_err(|no| refused(no.into_response()))?;
            return Ok(Self { pairs, files: Vec::new() });
        }
        let form = Multipart::from_request(request, &()).await;
        let form = form.map_err(|no| refused(no.into_response()))?;
        read(form).await.map_err(|no| refused(no.into_response()))
    }
}

async fn read(mut form: Multipart) -> Result<Sent, MultipartError> {
    let (mut sent, mut typed) = (Sent::default(), 0);
    while let Some(mut field) = form.next_field().await? {
        if sent.pairs.len() + sent.files.len() >= PARTS_MAX {
            break;
        }
        let name = field.name().unwrap_or_default().to_owned();
        let Some(file) = field.file_name().map(str::to_owned) else {
            let mut bytes = Vec::new();
            while let Some(chunk) = field.chunk().await? {
                typed += chunk.len();
                if typed <= TYPED_BYTES_MAX {
                    bytes.extend_from_slice(&chunk);
                }
            }
            sent.pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            continue;
        };
        let mut content = Some(Vec::new());
        while let Some(chunk) = field.chunk().await? {
            content = content.filter(|kept: &Vec<u8>| kept.len() + chunk.len() <= FILE_BYTES_MAX);
            if let Some(kept) = &mut content {
                kept.extend_from_slice(&chunk);
            }
        }
        // A field in which nothing was chosen is sent too.
        if !file.is_empty() {
            sent.files.push(SentFile { field: name, name: file, content });
        }
    }
    Ok(sent)
}
