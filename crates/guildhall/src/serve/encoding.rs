//! Which form of a page a reader takes, and how it is made.

use std::io::{Read as _, Write as _};

/// A form of the same bytes, the one we like best first (RFC 9110 §8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Zstd,
    Gzip,
    Identity,
}

impl Encoding {
    /// What is kept, the one we like best first; identity is unpacked for the few who ask for it.
    pub const KEPT: [Self; 3] = [Self::Brotli, Self::Zstd, Self::Gzip];

    /// The token in `Content-Encoding`; none for identity.
    pub const fn token(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Zstd => Some("zstd"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    /// The ending of a file's name in this form.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Zstd => "zst",
            Self::Gzip => "gz",
            Self::Identity => "",
        }
    }

    /// The best form that `Accept-Encoding` allows (RFC 9110 §12.5.3): the highest weight, the first
    /// offered among equals, identity last.
    pub fn negotiate(accept: Option<&str>, offered: [Self; 3]) -> Self {
        let Some(accept) = accept else { return Self::Identity };
        let plain = weight(accept, "identity").unwrap_or(0);
        let mut best = (plain.saturating_sub(1), Self::Identity);
        for form in offered {
            let token = form.token().unwrap_or_default();
            let weight = weight(accept, token).or_else(|| weight(accept, "*")).unwrap_or(0);
            if weight > best.0 {
                best = (weight, form);
            }
        }
        best.1
    }
}

/// The weight of a token in thousandths; `None` when it is not named.
fn weight(accept: &str, token: &str) -> Option<u32> {
    accept.split(',').find_map(|item| {
        let mut parts = item.split(';');
        if !parts.next()?.trim().eq_ignore_ascii_case(token) {
            return None;
        }
        let quality = parts.find_map(|part| part.trim().strip_prefix("q="));
        let thousandths = quality.map_or(1000, |quality| match quality.trim().parse::<f32>() {
            Ok(value) if (0.0..=1.0).contains(&value) => (value * 1000.0).round() as u32,
            _ => 0,
        });
        Some(thousandths)
    })
}

/// Pages above this many bytes are few and much asked for: they are pressed harder.
const LARGE: usize = 100_000;

/// The bytes in a form that is kept.
pub fn press(bytes: &[u8], form: Encoding) -> Vec<u8> {
    match form {
        Encoding::Brotli => brotli_of(bytes),
        Encoding::Zstd => {
            let level = if bytes.len() > LARGE { 12 } else { 4 };
            zstd::bulk::compress(bytes, level).expect("memory does not fail to be written")
        }
        Encoding::Gzip => {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
            gzip.write_all(bytes).expect("memory does not fail to be written");
            gzip.finish().expect("memory does not fail to be written")
        }
        Encoding::Identity => bytes.to_vec(),
    }
}

fn brotli_of(bytes: &[u8]) -> Vec<u8> {
    let quality = if bytes.len() > LARGE { 9 } else { 4 };
    // The window is allocated whole: no larger than what is pressed.
    let window = (bytes.len().next_power_of_two().trailing_zeros() + 1).clamp(12, 22);
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: i32::try_from(window).unwrap_or(22),
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut pressed = Vec::with_capacity(bytes.len() / 4);
    brotli::BrotliCompress(&mut &bytes[..], &mut pressed, &params)
        .expect("memory does not fail to be written");
    pressed
}

/// The bytes behind their gzip form.
pub fn unpack_gzip(pressed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(pressed.len() * 5);
    flate2::read::GzDecoder::new(pressed)
        .read_to_end(&mut bytes)
        .expect("the program pressed these bytes itself");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_gets_the_best_form_it_takes() {
        let cases = [
            (None, Encoding::Identity),
            (Some(""), Encoding::Identity),
            (Some("gzip, deflate, br, zstd"), Encoding::Brotli),
            (Some("gzip, zstd"), Encoding::Zstd),
            (Some("gzip;q=1.0, br;q=0.5"), Encoding::Gzip),
            (Some("br;q=0, gzip"), Encoding::Gzip),
            (Some("*"), Encoding::Brotli),
            (Some("*;q=0"), Encoding::Identity),
            (Some("br;q=nonsense, GZIP"), Encoding::Gzip),
            (Some("brx"), Encoding::Identity),
            (Some("identity"), Encoding::Identity),
            (Some("identity;q=0.5, gzip;q=0.2"), Encoding::Identity),
            (Some("gzip, identity"), Encoding::Gzip),
        ];
        for (accept, expected) in cases {
            assert_eq!(Encoding::negotiate(accept, Encoding::KEPT), expected, "{accept:?}");
        }
    }

    #[test]
    fn what_lies_ready_is_offered_before_what_must_be_made() {
        let offered = [Encoding::Brotli, Encoding::Gzip, Encoding::Zstd];
        let best = |accept| Encoding::negotiate(Some(accept), offered);
        assert_eq!(best("gzip, zstd"), Encoding::Gzip);
        assert_eq!(best("zstd"), Encoding::Zstd);
        assert_eq!(best("gzip;q=0.5, zstd"), Encoding::Zstd);
    }

    #[test]
    fn every_form_unpacks_to_the_same_bytes() {
        let bytes = "开发者 developers ".repeat(9_000).into_bytes();
        let gzip = press(&bytes, Encoding::Gzip);
        assert_eq!(unpack_gzip(&gzip), bytes);
        let mut brotli = Vec::new();
        brotli::BrotliDecompress(&mut &press(&bytes, Encoding::Brotli)[..], &mut brotli).unwrap();
        assert_eq!(brotli, bytes);
        let zstd = zstd::bulk::decompress(&press(&bytes, Encoding::Zstd), bytes.len()).unwrap();
        assert_eq!(zstd, bytes);
    }
}
