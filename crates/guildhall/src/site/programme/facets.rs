//! What the programme can be filtered by: only what its activities really differ in.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use kernel::{LangTag, Slug, Text};

use super::filter::{Filter, kind_key, scheme_key, terms_of};
use crate::hosts::model::HostId;
use crate::programme::index::Index;
use crate::programme::model::{Activity, Kind, Programme, Scheme};
use crate::site::names::{self, Named};
use crate::words::Words;

/// The values in use, in the order they are offered. A value's place is its number in the tokens
/// that the page's script filters by: `k3` is the fourth kind.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    kinds: Vec<Kind>,
    terms: HashMap<(Scheme, Slug), usize>,
    venues: Vec<Slug>,
    hosts: Vec<HostId>,
    host_places: HashMap<HostId, usize>,
    languages: Vec<LangTag>,
}

/// One question of the filter form.
pub struct Facet<'p> {
    pub key: &'static str,
    pub label: &'static str,
    pub options: Vec<Choice<'p>>,
}

pub struct Choice<'p> {
    pub value: String,
    pub label: Label<'p>,
    pub token: String,
    pub chosen: bool,
}

/// A choice is called by a word of the interface or by content.
pub enum Label<'p> {
    Word(String),
    Content(&'p Text),
}

impl Facets {
    pub fn of(programme: &Programme, index: &Index) -> Self {
        let mut facets = Self::default();
        let (mut kinds, mut languages) = (BTreeSet::new(), BTreeSet::new());
        let (mut venues, mut hosts) = (BTreeSet::new(), BTreeSet::new());
        let mut terms = BTreeSet::new();
        for activity in programme.activities.iter().filter(|activity| activity.parent.is_none()) {
            kinds.insert(activity.details.kind());
            languages.extend(activity.languages.iter().chain(&activity.interpretation).cloned());
            hosts.extend(activity.hosts.iter().copied());
            if let Some((venue, _)) =
                activity.placement.and_then(|it| index.hall(programme, it.hall))
            {
                venues.insert(venue.slug.clone());
            }
            for scheme in Scheme::ALL {
                terms.extend(terms_of(activity, scheme).into_iter().map(|it| (scheme, it.clone())));
            }
        }
        facets.kinds = several(kinds.into_iter().collect());
        facets.languages = several(languages.into_iter().collect());
        let in_use = |slug: &Slug| venues.contains(slug);
        facets.venues =
            several(programme.venues.iter().map(|it| it.slug.clone()).filter(in_use).collect());
        facets.hosts = several(
            programme.hosts.iter().map(|it| it.id).filter(|id| hosts.contains(id)).collect(),
        );
        facets.host_places = facets.hosts.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        for (at, term) in programme.terms.iter().enumerate() {
            let key = (term.scheme, term.slug.clone());
            if terms.contains(&key) && terms.iter().filter(|it| it.0 == term.scheme).count() > 1 {
                facets.terms.insert(key, at);
            }
        }
        facets
    }

    /// The tokens of an activity, by which the script filters.
    pub fn tokens(&self, programme: &Programme, index: &Index, activity: &Activity) -> String {
        let mut out = String::new();
        let mut add = |letter: char, at: Option<usize>| {
            if let Some(at) = at {
                let space = if out.is_empty() { "" } else { " " };
                let _ = write!(out, "{space}{letter}{at}");
            }
        };
        let kind = activity.details.kind();
        add('k', self.kinds.iter().position(|it| *it == kind));
        for scheme in Scheme::ALL {
            for slug in terms_of(activity, scheme) {
                add('t', self.terms.get(&(scheme, slug.clone())).copied());
            }
        }
        if !self.venues.is_empty() {
            let hall = activity.placement.and_then(|it| index.hall(programme, it.hall));
            let venue = hall.map(|(venue, _)| &venue.slug);
            add('v', self.venues.iter().position(|slug| Some(slug) == venue));
        }
        activity.hosts.iter().for_each(|host| add('h', self.host_places.get(host).copied()));
        for tag in activity.languages.iter().chain(&activity.interpretation) {
            add('l', self.languages.iter().position(|it| it == tag));
        }
        out
    }

    /// The questions with their choices, as the filter answers them.
    pub fn ask<'p>(
        &self,
        programme: &'p Programme,
        index: &Index,
        filter: &Filter,
        words: Words,
    ) -> Vec<Facet<'p>> {
        let mut all = vec![self.ask_kinds(filter, words)];
        for scheme in Scheme::ALL {
            all.push(self.ask_terms(programme, scheme, filter, words));
        }
        all.push(self.ask_venues(programme, filter, words));
        all.push(self.ask_hosts(programme, index, filter, words));
        all.push(self.ask_languages(filter, words));
        all.retain(|facet| !facet.options.is_empty());
        all
    }

    fn ask_kinds<'p>(&self, filter: &Filter, words: Words) -> Facet<'p> {
        let options = self.kinds.iter().enumerate().map(|(at, kind)| Choice {
            value: kind_key(*kind),
            label: Label::Word(kind.name(words).to_owned()),
            token: format!("k{at}"),
            chosen: filter.kinds.contains(kind),
        });
        Facet { key: "kind", label: words.site_filter_kind(), options: options.collect() }
    }

    fn ask_terms<'p>(
        &self,
        programme: &'p Programme,
        scheme: Scheme,
        filter: &Filter,
        words: Words,
    ) -> Facet<'p> {
        let options = programme.terms.iter().filter_map(|term| {
            let key = (term.scheme, term.slug.clone());
            let at = self.terms.get(&key).filter(|_| term.scheme == scheme)?;
            Some(Choice {
                value: term.slug.to_string(),
                label: Label::Content(&term.name),
                token: format!("t{at}"),
                chosen: filter.terms.contains(&key),
            })
        });
        Facet { key: scheme_key(scheme), label: scheme.name(words), options: options.collect() }
    }

    fn ask_venues<'p>(&self, programme: &'p Programme, filter: &Filter, words: Words) -> Facet<'p> {
        let options = self.venues.iter().enumerate().filter_map(|(at, slug)| {
            let venue = programme.venues.iter().find(|venue| venue.slug == *slug)?;
            Some(Choice {
                value: slug.to_string(),
                label: Label::Content(&venue.name),
                token: format!("v{at}"),
                chosen: filter.venues.contains(slug),
            })
        });
        Facet { key: "venue", label: words.site_filter_venue(), options: options.collect() }
    }

    fn ask_hosts<'p>(
        &self,
        programme: &'p Programme,
        index: &Index,
        filter: &Filter,
        words: Words,
    ) -> Facet<'p> {
        let options = self.hosts.iter().enumerate().filter_map(|(at, id)| {
            let host = index.host(programme, *id)?;
            Some(Choice {
                value: host.slug.to_string(),
                label: Label::Content(&host.name),
                token: format!("h{at}"),
                chosen: filter.hosts.contains(&host.slug),
            })
        });
        Facet { key: "host", label: words.site_filter_host(), options: options.collect() }
    }

    fn ask_languages<'p>(&self, filter: &Filter, words: Words) -> Facet<'p> {
        let options = self.languages.iter().enumerate().map(|(at, tag)| Choice {
            value: tag.as_str().to_owned(),
            label: Label::Word(names::language(tag, words)),
            token: format!("l{at}"),
            chosen: filter.languages.contains(tag),
        });
        Facet { key: "language", label: words.site_filter_language(), options: options.collect() }
    }
}

/// A single value is no question.
fn several<T>(values: Vec<T>) -> Vec<T> {
    if values.len() > 1 { values } else { Vec::new() }
}
