//! What a visitor wants to see of the programme, as it stands in the address.

use std::fmt::Write as _;

use kernel::{Date, LangTag, Slug};

use crate::programme::index::Index;
use crate::programme::model::{Activity, Kind, Programme, Scheme};

/// The most values taken for one key, and the longest words looked for: an address is short.
const VALUES_MAX: usize = 40;
const WORDS_MAX: usize = 100;

/// Within one key any value will do; every key that is given must be met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub day: Option<Date>,
    pub parts: Vec<Slug>,
    pub kinds: Vec<Kind>,
    pub terms: Vec<(Scheme, Slug)>,
    pub venues: Vec<Slug>,
    pub hosts: Vec<Slug>,
    pub languages: Vec<LangTag>,
    pub words: String,
}

/// The key of a scheme in the address.
pub const fn scheme_key(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Topic => "topic",
        Scheme::Sector => "sector",
        Scheme::Group => "group",
        Scheme::Track => "track",
    }
}

/// A kind as it stands in the address, for example `open_mic`.
pub fn kind_key(kind: Kind) -> String {
    serde_json::to_value(kind).ok().and_then(|it| Some(it.as_str()?.to_owned())).unwrap_or_default()
}

impl Filter {
    /// Reads the address's query. What it does not know it leaves out.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut filter = Self::default();
        for (key, value) in pairs {
            filter.read(key, value.trim());
        }
        filter
    }

    fn read(&mut self, key: &str, value: &str) {
        match key {
            "day" => self.day = value.parse().ok().or(self.day),
            "part" => push(&mut self.parts, value.parse().ok()),
            "kind" => {
                let kind = Kind::ALL.iter().copied().find(|kind| kind_key(*kind) == value);
                push(&mut self.kinds, kind);
            }
            "venue" => push(&mut self.venues, value.parse().ok()),
            "host" => push(&mut self.hosts, value.parse().ok()),
            "language" => push(&mut self.languages, value.parse().ok()),
            "q" => self.words = value.chars().take(WORDS_MAX).collect(),
            _ => {
                let scheme = Scheme::ALL.into_iter().find(|scheme| scheme_key(*scheme) == key);
                let term = scheme.and_then(|scheme| Some((scheme, value.parse().ok()?)));
                push(&mut self.terms, term);
            }
        }
    }

    /// The query that reads back as this filter, in one order always; without the day, which has
    /// its place in the path. Begins with `?`, or is empty.
    pub fn query(&self) -> String {
        let mut out = String::new();
        let mut add = |key: &str, value: &str| {
            out.push(if out.is_empty() { '?' } else { '&' });
            out.push_str(key);
            out.push('=');
            encode(&mut out, value);
        };
        self.parts.iter().for_each(|part| add("part", part.as_str()));
        self.kinds.iter().for_each(|kind| add("kind", &kind_key(*kind)));
        self.terms.iter().for_each(|(scheme, slug)| add(scheme_key(*scheme), slug.as_str()));
        self.venues.iter().for_each(|venue| add("venue", venue.as_str()));
        self.hosts.iter().for_each(|host| add("host", host.as_str()));
        self.languages.iter().for_each(|tag| add("language", tag.as_str()));
        if !self.words.is_empty() {
            add("q", &self.words);
        }
        out
    }

    /// True when it lets everything of its day through.
    pub fn is_open(&self) -> bool {
        self.query().is_empty()
    }

    /// True when the activity is wanted. The day is the page's concern, the words are the search's.
    pub fn admits(&self, programme: &Programme, index: &Index, activity: &Activity) -> bool {
        self.admits_part(programme, index, activity)
            && (self.kinds.is_empty() || self.kinds.contains(&activity.details.kind()))
            && Scheme::ALL.into_iter().all(|scheme| self.admits_term(scheme, activity))
            && any(&self.venues, |slug| venue_of(programme, index, activity) == Some(slug))
            && any(&self.hosts, |slug| {
                let mut hosts = activity.hosts.iter().filter_map(|id| index.host(programme, *id));
                hosts.any(|host| host.slug == *slug)
            })
            && any(&self.languages, |tag| {
                activity.languages.iter().chain(&activity.interpretation).any(|it| it == tag)
            })
    }

    fn admits_part(&self, programme: &Programme, index: &Index, activity: &Activity) -> bool {
        any(&self.parts, |slug| {
            index.part(programme, activity.part).is_some_and(|part| part.slug == *slug)
        })
    }

    fn admits_term(&self, scheme: Scheme, activity: &Activity) -> bool {
        let mut wanted = self.terms.iter().filter(|term| term.0 == scheme).peekable();
        wanted.peek().is_none()
            || wanted.any(|(_, slug)| terms_of(activity, scheme).contains(&slug))
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, value: Option<T>) {
    if let Some(value) = value
        && list.len() < VALUES_MAX
        && !list.contains(&value)
    {
        list.push(value);
    }
}

fn any<T>(wanted: &[T], met: impl FnMut(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(met)
}

fn venue_of<'p>(programme: &'p Programme, index: &Index, activity: &Activity) -> Option<&'p Slug> {
    index.hall(programme, activity.placement?.hall).map(|(venue, _)| &venue.slug)
}

/// The terms of one scheme that an activity is filed under.
pub fn terms_of(activity: &Activity, scheme: Scheme) -> Vec<&Slug> {
    match scheme {
        Scheme::Topic => activity.topics.iter().collect(),
        Scheme::Sector => activity.sectors.iter().collect(),
        Scheme::Group => activity.groups.iter().collect(),
        Scheme::Track => activity.track.iter().collect(),
    }
}

/// Percent-encoding of everything but RFC 3986's unreserved bytes.
fn encode(out: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_reads_back_from_its_query() {
        let pairs = [
            ("part", "forums"),
            ("part", "activities"),
            ("kind", "open_mic"),
            ("topic", "compute"),
            ("sector", "finance"),
            ("track", "rust"),
            ("venue", "dome"),
            ("host", "csdn"),
            ("language", "en"),
            ("q", "具身 agents"),
        ];
        let filter = Filter::from_pairs(pairs);
        assert_eq!(
            filter.query(),
            "?part=forums&part=activities&kind=open_mic&topic=compute&sector=finance&track=rust\
             &venue=dome&host=csdn&language=en&q=%E5%85%B7%E8%BA%AB%20agents"
        );
    }

    #[test]
    fn what_an_address_should_not_hold_is_left_out() {
        let pairs =
            [("day", "tomorrow"), ("part", "A B"), ("kind", "party"), ("x", "y"), ("q", "  ")];
        let filter = Filter::from_pairs(pairs);
        assert_eq!(filter, Filter::default());
        assert!(filter.is_open());
    }
}
