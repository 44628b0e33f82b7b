//! What an act is given: who asks, what the path and the query name, the body.

use std::marker::PhantomData;

use axum::body::Bytes;
use kernel::Lang;
use serde::de::DeserializeOwned;
use store::Tx;

use super::problem::{Problem, Trouble};
use super::reply::Reply;
use crate::access::{self, Can, Denied, OnEdition, OnHost};
use crate::ctx::Ctx;
use crate::words::Words;

/// One request.
#[derive(Clone)]
pub struct Asked {
    /// The circumstances of a verb, acting as whoever asks.
    pub ctx: Ctx,
    pub lang: Lang,
    pub words: Words,
    pub(super) path: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
    /// `If-Match`, without its quotes.
    pub(super) matched: Option<String>,
}

/// A body that is read when the act has made sure that whoever asks may know of it.
pub struct Given<'b, B> {
    pub(super) bytes: &'b Bytes,
    pub(super) kind: PhantomData<fn() -> B>,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    pub limit: usize,
    /// The last thing of the part before; from the beginning when absent.
    pub after: Option<String>,
}

/// A part of a list holds so many when nobody says how many.
const LIMIT_USUAL: usize = 50;
/// And never more.
pub const LIMIT_MAX: usize = 200;

impl Asked {
    /// What the path names so.
    pub fn named(&self, name: &str) -> &str {
        self.path.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// What the query says for a name, if it says anything.
    pub fn said(&self, name: &str) -> Option<&str> {
        let all = self.query.iter().rfind(|(key, _)| key == name);
        all.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A number of the query, within bounds.
    pub fn number(&self, name: &'static str, max: i64) -> Result<Option<i64>, Problem> {
        let Some(text) = self.said(name) else { return Ok(None) };
        let number = text.parse().ok().filter(|number| (0..=max).contains(number));
        number.map(Some).ok_or(Problem::BadQuery { name })
    }

    /// The proof that whoever asks may, in the edition that the path names.
    pub fn may_in<P: OnEdition>(&self, tx: &mut Tx<'_>) -> Result<Can<P>, Trouble> {
        Ok(access::require_in::<P, Denied>(tx, &self.ctx, self.named("edition"))?)
    }

    /// The same over the host that the path names.
    pub fn may_at<P: OnHost>(&self, tx: &mut Tx<'_>) -> Result<Can<P>, Trouble> {
        let (edition, host) = (self.named("edition"), self.named("host"));
        Ok(access::require_at::<P, Denied>(tx, &self.ctx, edition, host)?)
    }

    /// An id that the path names. What is none leads nowhere.
    pub fn id<T: std::str::FromStr>(&self, name: &str) -> Result<T, Trouble> {
        self.named(name).parse().map_err(|_| Trouble::Missing)
    }

    pub fn paging(&self) -> Result<Paging, Problem> {
        let most = i64::try_from(LIMIT_MAX).unwrap_or(i64::MAX);
        let limit = self.number("limit", most)?.map(usize::try_from);
        let limit = match limit {
            Some(Ok(0)) | Some(Err(_)) => return Err(Problem::BadQuery { name: "limit" }),
            Some(Ok(limit)) => limit,
            None => LIMIT_USUAL,
        };
        Ok(Paging { limit, after: self.said("after").map(str::to_owned) })
    }

    /// The part of a list that was asked for. `key` names each thing, once in the list.
    pub fn part<T>(
        &self,
        all: impl IntoIterator<Item = T>,
        key: impl Fn(&T) -> String,
    ) -> Result<Reply<super::Listed<T>>, Trouble> {
        let Paging { limit, after } = self.paging()?;
        let mut all = all.into_iter();
        if let Some(after) = after {
            all.find(|one| key(one) == after).ok_or(Problem::BadCursor)?;
        }
        let mut items: Vec<T> = all.by_ref().take(limit).collect();
        items.shrink_to_fit();
        let next = all.next().and_then(|_| items.last().map(&key));
        Ok(Reply::list(items, next))
    }

    /// True when what is there is still what was looked at, as far as `If-Match` says.
    pub fn matches(&self, etag: &str) -> Result<(), Problem> {
        match self.matched.as_deref() {
            Some(given) if given != "*" && given != etag => Err(Problem::Changed),
            _ => Ok(()),
        }
    }

    /// True when the request says what it saw.
    pub const fn has_match(&self) -> bool {
        self.matched.is_some()
    }

    /// The version that `If-Match` names; for routes that want one.
    pub fn version(&self) -> Result<i64, Problem> {
        let given = self.matched.as_deref().ok_or(Problem::NoMatch)?;
        given.parse().map_err(|_| Problem::Changed)
    }
}

impl<B: DeserializeOwned> Given<'_, B> {
    /// The body, or where and why it cannot be read.
    pub fn read(&self) -> Result<B, Problem> {
        let bytes: &[u8] = if self.bytes.is_empty() { b"null" } else { self.bytes };
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let read = serde_path_to_error::deserialize(&mut json);
        let read = read.map_err(|error| Problem::BadBody {
            at: pointer(error.path()),
            why: error.inner().to_string(),
        })?;
        let rest = json.end().map_err(|error| error.to_string());
        rest.map_err(|why| Problem::BadBody { at: String::new(), why })?;
        Ok(read)
    }
}

/// The path to a field as a JSON pointer (RFC 6901).
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let part = |segment: &Segment| match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { variant } => format!("/{variant}"),
        Segment::Unknown => String::new(),
    };
    path.iter().map(part).collect()
}
