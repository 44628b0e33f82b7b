//! The whole public site as files, for any web server or CDN.
//!
//! A page `/zh/gdc-2025/programme` is the file `zh/gdc-2025/programme/index.html`, so links need no
//! server that knows us. Everything is written beside the folder and put in its place at the end:
//! whoever reads the folder sees the old site or the new one, never half of one.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use askama::Template;
use kernel::Lang;

use super::encoding::Encoding;
use super::feeds;
use super::page::Kept;
use super::published::Published;
use super::shelf::{Editions, Shelf};
use crate::words::Words;

/// Says that a folder is ours to replace.
const MARK: &str = ".guildhall-site";

/// What is written beside each file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Siblings {
    #[default]
    None,
    /// `.br`, `.zst` and `.gz`, for servers that send pressed files as they are.
    Pressed,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub files: usize,
    pub bytes: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("{0} holds files that are not a published site; choose an empty or a new folder")]
    Foreign(PathBuf),
    #[error("nothing is released yet; release an edition first")]
    Nothing,
    #[error("cannot write {path}: {source}")]
    Write { path: PathBuf, source: io::Error },
}

#[derive(Template)]
#[template(path = "serve/choice.html")]
struct Choice<'a> {
    ways: Vec<Way<'a>>,
}

struct Way<'a> {
    tag: &'static str,
    path: String,
    name: &'a str,
    language: &'static str,
}

/// Writes everything on the shelf into `out`, in place of the site that was there. `progress` is
/// told after every file how many are done and how many there are.
pub fn publish(
    shelf: &Shelf,
    out: &Path,
    siblings: Siblings,
    mut progress: impl FnMut(usize, usize),
) -> Result<Written, PublishError> {
    refuse_foreign(out)?;
    let editions = shelf.editions();
    let current = editions.current().ok_or(PublishError::Nothing)?;
    let fresh = beside(out, "new");
    let mut folder = Folder::new(fresh.clone(), siblings)?;
    let total = editions.all().iter().map(|one| one.all().count()).sum::<usize>();
    for published in editions.all() {
        for (path, kept) in published.all() {
            folder.put_kept(path, kept)?;
            progress(folder.written.files, total);
        }
    }
    for path in shelf.assets() {
        shelf.find(path, |kept| folder.put_kept(path, kept)).transpose()?;
    }
    folder.put_root(&editions, current)?;
    folder.put(MARK, b"")?;
    replace(out, &fresh)?;
    Ok(folder.written)
}

/// A folder while it is written.
struct Folder {
    root: PathBuf,
    siblings: Siblings,
    known: BTreeSet<PathBuf>,
    written: Written,
}

impl Folder {
    fn new(root: PathBuf, siblings: Siblings) -> Result<Self, PublishError> {
        // Left by a run that was killed.
        if root.exists() {
            fs::remove_dir_all(&root).map_err(failed(&root))?;
        }
        fs::create_dir_all(&root).map_err(failed(&root))?;
        Ok(Self { root, siblings, known: BTreeSet::new(), written: Written::default() })
    }

    /// The files at the root: the choice of language, the page for what is not there, the maps.
    fn put_root(&mut self, editions: &Editions, current: &Published) -> Result<(), PublishError> {
        let way = |lang: Lang| Way {
            tag: lang.html(),
            path: format!("/{lang}/{}/", current.slug()),
            name: current.site.release.programme.edition.name.get(lang),
            language: Words::of(lang).serve_language(),
        };
        let choice = Choice { ways: Lang::ALL.map(way).into() };
        self.put("index.html", choice.render().unwrap_or_default().as_bytes())?;
        for lang in Lang::ALL {
            let only = Choice { ways: vec![way(lang)] };
            let html = only.render().unwrap_or_default();
            self.put(&format!("{lang}/index.html"), html.as_bytes())?;
            let missing = current.missing(lang).form(Encoding::Identity).bytes;
            self.put(&format!("{lang}/404.html"), &missing)?;
        }
        let missing = current.missing(Lang::Zh).form(Encoding::Identity).bytes;
        self.put("404.html", &missing)?;
        let base_url = &current.site.setting.base_url;
        let slugs: Vec<_> = editions.all().iter().map(|one| one.slug()).collect();
        self.put("robots.txt", feeds::robots(base_url).as_bytes())?;
        self.put("sitemap.xml", feeds::site_map_index(base_url, &slugs).as_bytes())
    }

    /// A page becomes the index of a folder; what has an ending stays a file of its name.
    fn put_kept(&mut self, path: &str, kept: &Kept) -> Result<(), PublishError> {
        let bare = path.trim_start_matches('/');
        let name = match kept.is_page() {
            true => format!("{bare}/index.html"),
            false => bare.to_owned(),
        };
        self.put(&name, &kept.form(Encoding::Identity).bytes)?;
        if self.siblings == Siblings::Pressed {
            for encoding in Encoding::KEPT {
                let ending = encoding.ending();
                self.put(&format!("{name}.{ending}"), &kept.form(encoding).bytes)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let path = self.root.join(name);
        if let Some(parent) = path.parent()
            && self.known.insert(parent.to_owned())
        {
            fs::create_dir_all(parent).map_err(failed(parent))?;
        }
        fs::write(&path, bytes).map_err(failed(&path))?;
        self.written.files += 1;
        self.written.bytes += bytes.len() as u64;
        Ok(())
    }
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_owned();
    move |source| PublishError::Write { path, source }
}

/// Only an empty folder, a new one or one that we wrote is replaced.
fn refuse_foreign(out: &Path) -> Result<(), PublishError> {
    if out.join(MARK).exists() {
        return Ok(());
    }
    let entries = match fs::read_dir(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(failed(out))?,
    };
    if entries.count() == 0 { Ok(()) } else { Err(PublishError::Foreign(out.to_owned())) }
}

/// A folder of the same parent, so that it can be renamed into place.
fn beside(out: &Path, what: &str) -> PathBuf {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = format!(".{}.{what}", name.unwrap_or_else(|| "site".to_owned()));
    match out.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => parent.join(name),
        None => PathBuf::from(name),
    }
}

fn replace(out: &Path, fresh: &Path) -> Result<(), PublishError> {
    let old = beside(out, "old");
    if old.exists() {
        fs::remove_dir_all(&old).map_err(failed(&old))?;
    }
    if out.exists() {
        fs::rename(out, &old).map_err(failed(out))?;
    }
    fs::rename(fresh, out).map_err(failed(out))?;
    if old.exists() {
        fs::remove_dir_all(&old).map_err(failed(&old))?;
    }
    Ok(())
}
