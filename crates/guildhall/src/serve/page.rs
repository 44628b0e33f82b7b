//! One answer as it is kept: pressed once.

use std::io::Write as _;

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

/// Bytes in every form that is kept, ready to be sent. There are a hundred thousand of them in a
/// large edition, so it holds nothing that can be told from the rest.
pub struct Kept {
    pub class: Class,
    pub content_type: &'static str,
    pub lifetime: Lifetime,
    digest: [u8; 8],
    brotli: Bytes,
    gzip: Bytes,
    zstd: Option<Bytes>,
}

/// Above this many bytes all three forms are kept. Below are the many pages that are seldom asked
/// for, and readers that take zstd but not brotli, which none of the browsers is: theirs is made on
/// the spot in a tenth of a millisecond.
const SMALL: usize = 32 << 10;

/// One form of some bytes.
#[derive(Clone)]
pub struct Form {
    digest: [u8; 8],
    encoding: Encoding,
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

    pub fn new(class: Class, bytes: &[u8], content_type: &'static str, lifetime: Lifetime) -> Self {
        Self {
            class,
            content_type,
            lifetime,
            digest: digest(bytes),
            brotli: boxed(press(bytes, Encoding::Brotli)),
            gzip: boxed(press(bytes, Encoding::Gzip)),
            zstd: (bytes.len() > SMALL).then(|| boxed(press(bytes, Encoding::Zstd))),
        }
    }

    /// The forms in the order in which they are offered: what lies ready first.
    pub const fn offered(&self) -> [Encoding; 3] {
        match self.zstd {
            Some(_) => Encoding::KEPT,
            None => [Encoding::Brotli, Encoding::Gzip, Encoding::Zstd],
        }
    }

    /// The form, made on the spot for the rare reader that takes none of ours.
    pub fn form(&self, encoding: Encoding) -> Form {
        let bytes = match (encoding, &self.zstd) {
            (Encoding::Brotli, _) => self.brotli.clone(),
            (Encoding::Gzip, _) => self.gzip.clone(),
            (Encoding::Zstd, Some(zstd)) => zstd.clone(),
            (Encoding::Zstd, None) => press(&unpack_gzip(&self.gzip), encoding).into(),
            (Encoding::Identity, _) => unpack_gzip(&self.gzip).into(),
        };
        Form { digest: self.digest, encoding, bytes }
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
        let zstd = self.zstd.as_ref().map_or(0, Bytes::len);
        self.brotli.len() + self.gzip.len() + zstd
    }
}

impl Form {
    /// The form of bytes that are sent once or seldom.
    pub fn of(bytes: &[u8], encoding: Encoding) -> Self {
        Self { digest: digest(bytes), encoding, bytes: boxed(press(bytes, encoding)) }
    }

    /// Its strong entity tag (RFC 9110 §8.8.3).
    pub fn etag(&self) -> HeaderValue {
        let mut tag = [0; TAG_BYTES_MAX];
        let mut rest = &mut tag[..];
        let digest = u64::from_be_bytes(self.digest);
        let written = match self.encoding.token() {
            Some(token) => write!(rest, "\"{digest:016x}-{token}\""),
            None => write!(rest, "\"{digest:016x}\""),
        };
        let free = rest.len();
        written.expect("the longest tag has room");
        HeaderValue::from_bytes(&tag[..TAG_BYTES_MAX - free])
            .expect("a digest in quotes is a legal header")
    }
}

/// Two quotes, sixteen digits, a dash and the longest token.
const TAG_BYTES_MAX: usize = 24;

/// Without the room that pressing left over.
fn boxed(pressed: Vec<u8>) -> Bytes {
    Bytes::from(pressed.into_boxed_slice())
}

fn digest(bytes: &[u8]) -> [u8; 8] {
    let mut out = [0; 8];
    out.copy_from_slice(&Sha256::digest(bytes)[..8]);
    out
}
