//! Pages that are too many to keep: a filtered programme, a search. Made when they are asked for,
//! and kept for a while.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::Query;
use kernel::{Date, Lang};

use super::encoding::Encoding;
use super::found;
use super::page::Form;
use super::published::Published;
use crate::search::QUERY_LENGTH_MAX;
use crate::site::{Address, Filter, View};

/// Longer queries are nobody's.
pub const QUERY_BYTES_MAX: usize = 4096;

/// A page by its address and query, without what means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    Programme { lang: Lang, edition: String, view: View, filter: Filter },
    Search { lang: Lang, edition: String, query: String },
}

impl Asked {
    /// What the reader asks for; `None` when a kept page answers it as well.
    pub fn parse(path: &str, query: &str) -> Option<Self> {
        let mut parts = path.splitn(4, '/').skip(1);
        let lang = Lang::from_code(parts.next()?)?;
        let edition = parts.next()?.to_owned();
        let address = Address::parse(parts.next()?)?;
        let (view, day) = match address {
            Address::Programme(day) => (View::Grid, day),
            Address::ProgrammeList(day) => (View::List, day),
            Address::Search => {
                let query = pairs(query).into_iter().rfind(|(key, _)| key == "q")?.1;
                let query: String = query.trim().chars().take(QUERY_LENGTH_MAX).collect();
                return (!query.is_empty()).then_some(Self::Search { lang, edition, query });
            }
            _ => return None,
        };
        let pairs = pairs(query);
        let pairs = pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let mut filter = Filter::from_pairs(pairs);
        let asked: Option<Date> = filter.day;
        filter.day = day.or(asked);
        let kept = filter.is_open() && filter.day == day;
        (!kept).then_some(Self::Programme { lang, edition, view, filter })
    }

    pub fn edition(&self) -> &str {
        match self {
            Self::Programme { edition, .. } | Self::Search { edition, .. } => edition,
        }
    }

    /// The page as HTML.
    fn render(&self, published: &Published) -> String {
        let site = &published.site;
        match self {
            Self::Programme { lang, view, filter, .. } => {
                site.render_programme(*lang, *view, filter, published.now)
            }
            Self::Search { lang, query, .. } => {
                site.render_search(*lang, query, &found::hits(published, *lang, query))
            }
        }
    }

    /// By which the page is kept: what would give the same page has the same key.
    fn key(&self, published: &Published, encoding: Encoding) -> String {
        // The shown state of an edition has an address in memory of its own while it is kept; the
        // release and the moment name it as well and never return.
        let release = published.site.release.id;
        let moment = published.now.as_millis();
        let form = encoding.token().unwrap_or_default();
        match self {
            Self::Programme { lang, view, filter, .. } => {
                let day = filter.day.map(|day| day.to_string()).unwrap_or_default();
                format!("{release} {moment} {form} {lang} {view:?} {day} {}", filter.query())
            }
            Self::Search { lang, query, .. } => format!("{release} {form} {lang} ? {query}"),
        }
    }
}

/// Decodes a query; bytes that are no UTF-8 become replacement signs, which match nothing.
fn pairs(query: &str) -> Vec<(String, String)> {
    let uri = format!("/?{query}").parse().unwrap_or_default();
    Query::<Vec<(String, String)>>::try_from_uri(&uri).map(|Query(pairs)| pairs).unwrap_or_default()
}

/// Pages that were made lately. What was asked for longest ago goes first.
#[derive(Default)]
pub struct Lately(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    pages: HashMap<String, (u64, Form)>,
    bytes: usize,
    asked: u64,
}

/// Few enough to look through all of them when one must go.
const PAGES_MAX: usize = 256;
const BYTES_MAX: usize = 16 << 20;

impl Lately {
    /// The page in that form, made unless it was made lately.
    pub fn page(&self, asked: &Asked, published: &Arc<Published>, encoding: Encoding) -> Form {
        let key = asked.key(published, encoding);
        if let Some(form) = self.find(&key) {
            return form;
        }
        let form = Form::of(asked.render(published).as_bytes(), encoding);
        self.keep(key, form.clone());
        form
    }

    /// The page if it was made lately.
    pub fn ready(&self, asked: &Asked, published: &Published, encoding: Encoding) -> Option<Form> {
        self.find(&asked.key(published, encoding))
    }

    fn find(&self, key: &str) -> Option<Form> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.asked += 1;
        let asked = kept.asked;
        let (last, form) = kept.pages.get_mut(key)?;
        *last = asked;
        Some(form.clone())
    }

    fn keep(&self, key: String, form: Form) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.asked += 1;
        kept.bytes += form.bytes.len();
        let asked = kept.asked;
        if let Some((_, old)) = kept.pages.insert(key, (asked, form)) {
            kept.bytes -= old.bytes.len();
        }
        while kept.pages.len() > PAGES_MAX || kept.bytes > BYTES_MAX {
            let oldest = kept.pages.iter().min_by_key(|(_, (asked, _))| *asked);
            let Some(key) = oldest.map(|(key, _)| key.clone()) else { break };
            if let Some((_, old)) = kept.pages.remove(&key) {
                kept.bytes -= old.bytes.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_kept_page_answers_is_made() {
        let asked = |path, query| Asked::parse(path, query);
        assert_eq!(asked("/zh/a/programme", "utm_source=x"), None);
        assert_eq!(asked("/zh/a/programme/list/2025-02-21", "day=2025-02-22"), None);
        assert_eq!(asked("/zh/a/search", "q=+"), None);
        assert_eq!(asked("/zh/a/people", "q=x"), None);
        assert_eq!(asked("/fr/a/programme", "kind=talk"), None);
        assert!(asked("/zh/a/programme", "day=2025-02-22").is_some());
        assert!(asked("/zh/a/programme", "kind=talk").is_some());
        assert!(asked("/zh/a/search", "q=%ff").is_some());
    }

    #[test]
    fn what_was_asked_for_longest_ago_goes_first() {
        let lately = Lately::default();
        let form = Form::of(b"page", Encoding::Identity);
        for at in 0..=PAGES_MAX {
            lately.keep(at.to_string(), form.clone());
            lately.find("0");
        }
        assert!(lately.find("0").is_some());
        assert!(lately.find("1").is_none());
        assert!(lately.find(&PAGES_MAX.to_string()).is_some());
    }
}
