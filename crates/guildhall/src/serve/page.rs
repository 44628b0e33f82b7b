//! One page as it is kept: pressed once, its headers written once.

use axum::body::Bytes;
use axum::http::HeaderValue;
use sha2::{Digest, Sha256};

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
    pub content_type: HeaderValue,
    pub lifetime: HeaderValue,
    forms: [Form; 3],
}

/// One form with its strong entity tag (RFC 9110 §8.8.3).
pub struct Form {
    pub etag: HeaderValue,
    pub bytes: Bytes,
}

impl Lifetime {
    const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Page => "public, max-age=60, stale-while-revalidate=600",
        })
    }
}

impl Kept {
    pub fn new(bytes: &[u8], content_type: &'static str, lifetime: Lifetime) -> Self {
        let digest = Sha256::digest(bytes);
        let digest: String = digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let form = |encoding| Form {
            etag: etag(&digest, encoding),
            bytes: Bytes::from(press(bytes, encoding)),
        };
        Self {
            content_type: HeaderValue::from_static(content_type),
            lifetime: lifetime.header(),
            forms: Encoding::KEPT.map(form),
        }
    }

    pub fn page(html: &str) -> Self {
        Self::new(html.as_bytes(), "text/html; charset=utf-8", Lifetime::Page)
    }

    /// A page for one reader.
    pub fn brief(html: &str) -> Self {
        let kept = Self::page(html);
        Self { lifetime: HeaderValue::from_static("private, max-age=60"), ..kept }
    }

    /// The form, made on the spot for the rare reader that takes none of ours.
    pub fn form(&self, encoding: Encoding) -> Form {
        let [brotli, zstd, gzip] = &self.forms;
        let kept = match encoding {
            Encoding::Brotli => brotli,
            Encoding::Zstd => zstd,
            Encoding::Gzip => gzip,
            Encoding::Identity => {
                let tag = gzip.etag.to_str().unwrap_or_default().replace("-gzip", "");
                return Form {
                    etag: HeaderValue::try_from(tag).expect("a tag of ours, shortened"),
                    bytes: Bytes::from(unpack_gzip(&gzip.bytes)),
                };
            }
        };
        Form { etag: kept.etag.clone(), bytes: kept.bytes.clone() }
    }

    /// Bytes held in memory.
    pub fn size(&self) -> usize {
        self.forms.iter().map(|form| form.bytes.len()).sum()
    }
}

fn etag(digest: &str, encoding: Encoding) -> HeaderValue {
    let tag = match encoding.token() {
        Some(token) => format!("\"{digest}-{token}\""),
        None => format!("\"{digest}\""),
    };
    HeaderValue::try_from(tag).expect("a digest in quotes is a legal header")
}
