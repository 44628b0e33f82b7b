//! The file that was given, and what kind of file it is.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// A problem as it lies on disk.
pub struct Given {
    pub path: PathBuf,
    pub kind: Kind,
    /// Empty for a folder.
    bytes: Vec<u8>,
}

/// By ending and by content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Json,
    Xlsx,
    Dzn,
    Xml,
    Csv,
    Folder,
}

/// The largest published instance has 2 MB; everything is read into memory.
const BYTES_MAX: u64 = 256 << 20;

impl Given {
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let metadata = fs::metadata(path).with_context(|| format!("cannot read {shown}"))?;
        if metadata.is_dir() {
            return Ok(Self { path: path.to_owned(), kind: Kind::Folder, bytes: Vec::new() });
        }
        let bytes = read(path)?;
        let Some(kind) = Kind::of(path, &bytes) else {
            bail!(
                "{shown}: neither its ending nor its beginning tells what it is; .json, .xlsx, \
                 .dzn, .xml and .csv are read"
            );
        };
        Ok(Self { path: path.to_owned(), kind, bytes })
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub fn text(&self) -> anyhow::Result<&str> {
        utf8(&self.path, &self.bytes)
    }

    /// The refusal of a model that does not read this kind.
    pub fn not_read<T>(&self, model: &str, kinds: &str) -> anyhow::Result<T> {
        bail!("{}: {model} reads {kinds}", self.path.display())
    }
}

/// A whole file, unless it is too large.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let shown = path.display();
    let metadata = fs::metadata(path).with_context(|| format!("cannot read {shown}"))?;
    if !metadata.is_file() {
        bail!("{shown} is no file");
    }
    if metadata.len() > BYTES_MAX {
        bail!("{shown} has {} bytes; at most {BYTES_MAX} are read", metadata.len());
    }
    fs::read(path).with_context(|| format!("cannot read {shown}"))
}

/// A whole file of text.
pub fn read_text(path: &Path) -> anyhow::Result<String> {
    let bytes = read(path)?;
    utf8(path, &bytes).map(str::to_owned)
}

fn utf8<'a>(path: &Path, bytes: &'a [u8]) -> anyhow::Result<&'a str> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        anyhow::anyhow!("{}: line {line} is not UTF-8 text", path.display())
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

impl Kind {
    fn of(path: &Path, bytes: &[u8]) -> Option<Self> {
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
        match first {
            _ if bytes.starts_with(b"PK\x03\x04") => return Some(Self::Xlsx),
            Some(b'<') => return Some(Self::Xml),
            Some(b'{') => return Some(Self::Json),
            _ => {}
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("json") => Some(Self::Json),
            Some("xlsx") => Some(Self::Xlsx),
            Some("dzn") => Some(Self::Dzn),
            Some("xml") => Some(Self::Xml),
            Some("csv") => Some(Self::Csv),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_content_before_ending() {
        let kind = |name: &str, bytes: &[u8]| Kind::of(Path::new(name), bytes);

        assert_eq!(kind("a.json", b"not json"), Some(Kind::Json));
        assert_eq!(kind("a", b"\xef\xbb\xbf {}"), Some(Kind::Json));
        assert_eq!(kind("a.json", b"PK\x03\x04.."), Some(Kind::Xlsx));
        assert_eq!(kind("a.txt", b"<schedule/>"), Some(Kind::Xml));
        assert_eq!(kind("A.DZN", b"nBusiness = 2;"), Some(Kind::Dzn));
        assert_eq!(kind("a.csv", b"1,2"), Some(Kind::Csv));
        assert_eq!(kind("a.txt", b"1,2"), None);
    }
}
