//! One answer as it is kept: pressed once, its headers written once.

use axum::body::Bytes;
use axum::http::HeaderValue;
use sha2::{Digest, Sha256};

use super::class::Class;
use super::encoding::{Encoding, press, unpack_gzip};

/// How long caches may keep an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// A name that holds its digest never means other bytes.
    Immutable,
    /// A page of the current release: fresh for a minute, usable while it is fetched anew.
    Page,
}

/// Bytes in every form that is kept, ready to be sent.
pub struct Kept {
    pub class: Class,
    pub content_type: HeaderValue,
    pub lifetime: HeaderValue,
    digest: [u8; 8],
    forms: [Form; 3],
}

/// One form with its length and its strong entity tag (RFC 9110 §8.8.3).
#[derive(Clone)]
pub struct Form {
    pub etag: HeaderValue,
    pub length: HeaderValue,
    pub bytes: Bytes,
}

pub const HTML: &str = "text/html; charset=utf-8";

impl Lifetime {
    pub const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Page => "public, max-age=60, stale-while-revalidate=600",
        })
    }
}

impl Kept {
    pub fn page(html: &str) -> Self {
        Self::new(Class::Page, html.as_bytes(), HTML, Lifetime::Page)
    }

    pub fn new(class: Class, bytes: &[u8], content_type: &str, lifetime: Lifetime) -> Self {
        let digest = digest(bytes);
        Self {
            class,
            content_type: HeaderValue::try_from(content_type)
                .unwrap_or(HeaderValue::from_static("application/octet-stream")),
            lifetime: lifetime.header(),
            digest,
            forms: Encoding::KEPT.map(|form| Form::new(digest, form, press(bytes, form))),
        }
    }

    /// The form, made on the spot for the rare reader that takes none of ours.
    pub fn form(&self, encoding: Encoding) -> Form {
        let [brotli, zstd, gzip] = &self.forms;
        match encoding {
            Encoding::Brotli => brotli.clone(),
            Encoding::Zstd => zstd.clone(),
            Encoding::Gzip => gzip.clone(),
            Encoding::Identity => Form::new(self.digest, encoding, unpack_gzip(&gzip.bytes)),
        }
    }

    /// True when these are the very bytes that were pressed.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        self.digest == digest(bytes)
    }

    pub fn is_page(&self) -> bool {
        self.class == Class::Page
    }

    /// Bytes held in memory.
    pub fn size(&self) -> usize {
        self.forms.iter().map(|form| form.bytes.len()).sum()
    }
}

impl Form {
    /// The form of bytes that are sent once or seldom.
    pub fn of(bytes: &[u8], encoding: Encoding) -> Self {
        Self::new(digest(bytes), encoding, press(bytes, encoding))
    }

    fn new(digest: [u8; 8], encoding: Encoding, pressed: Vec<u8>) -> Self {
        let digest = u64::from_be_bytes(digest);
        let tag = match encoding.token() {
            Some(token) => format!("\"{digest:016x}-{token}\""),
            None => format!("\"{digest:016x}\""),
        };
        Self {
            etag: HeaderValue::try_from(tag).expect("a digest in quotes is a legal header"),
            length: HeaderValue::from(pressed.len()),
            // Boxed, so that no spare room is kept.
            bytes: Bytes::from(pressed.into_boxed_slice()),
        }
    }
}

fn digest(bytes: &[u8]) -> [u8; 8] {
    let mut out = [0; 8];
    out.copy_from_slice(&Sha256::digest(bytes)[..8]);
    out
}
