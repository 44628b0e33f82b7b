//! What can be found, and which of its words say how much about it.

use std::borrow::Cow;
use std::collections::HashMap;

use kernel::{Slug, Text};

use super::dictionary::Draft;
use super::find::Target;
use super::letters::{Token, folded, tokens};
use super::nearest::Titles;
use super::spelling::spellings;
use crate::programme::model::{Activity, Programme, Scheme};
use crate::shell::plain;

/// How much a place says: a word of the title more than a word of a description.
pub const TITLE: u8 = 200;
pub const NEAR: u8 = 80;
const SUMMARY: u8 = 30;
const BODY: u8 = 10;

/// Longer bodies are read so far.
const BODY_LETTERS_MAX: usize = 20_000;

/// The three dictionaries while they are written.
#[derive(Default)]
pub struct Drafts {
    pub targets: Vec<Target>,
    /// The title of each in every language, folded.
    pub titles: Titles,
    pub words: Draft,
    pub whole: Draft,
    pub initials: Draft,
}

impl Drafts {
    pub fn of(programme: &Programme) -> Self {
        let mut drafts = Self::default();
        drafts.activities(programme);
        for (at, person) in programme.people.iter().enumerate() {
            drafts.open(Target::Person(at), &person.name);
            drafts.add(&person.title, SUMMARY);
            drafts.add(&person.affiliation, SUMMARY);
            drafts.add(&person.biography, BODY);
        }
        for (at, host) in programme.hosts.iter().enumerate() {
            drafts.open(Target::Host(at), &host.name);
            drafts.add(&host.summary, SUMMARY);
        }
        for (at, venue) in programme.venues.iter().enumerate() {
            drafts.open(Target::Venue(at), &venue.name);
            drafts.add(&venue.short_name, TITLE);
            venue.halls.iter().for_each(|hall| drafts.add(&hall.name, NEAR));
            drafts.add(&venue.address, NEAR);
            drafts.add(&venue.summary, SUMMARY);
            drafts.add(&venue.directions, BODY);
        }
        for (at, route) in programme.routes.iter().enumerate() {
            drafts.open(Target::Route(at), &route.title);
            drafts.add(&route.summary, SUMMARY);
        }
        for (at, page) in programme.pages.iter().enumerate() {
            drafts.open(Target::Page(at), &page.title);
            drafts.add(&page.body, BODY);
        }
        drafts
    }

    fn activities(&mut self, programme: &Programme) {
        let people: HashMap<_, _> = programme.people.iter().map(|it| (it.id, &it.name)).collect();
        let hosts: HashMap<_, _> = programme.hosts.iter().map(|it| (it.id, &it.name)).collect();
        let terms: HashMap<_, _> =
            programme.terms.iter().map(|it| ((it.scheme, &it.slug), &it.name)).collect();
        for (at, activity) in programme.activities.iter().enumerate() {
            self.open(Target::Activity(at), &activity.title);
            self.add(&activity.subtitle, NEAR);
            for involvement in &activity.people {
                people.get(&involvement.person).into_iter().for_each(|name| self.add(name, NEAR));
            }
            for host in &activity.hosts {
                hosts.get(host).into_iter().for_each(|name| self.add(name, NEAR));
            }
            for key in filed(activity) {
                terms.get(&key).into_iter().for_each(|name| self.add(name, NEAR));
            }
            self.add(&activity.summary, SUMMARY);
            self.add(&activity.description, BODY);
        }
    }

    /// Begins an entry. Only its title is spelled in pinyin.
    fn open(&mut self, target: Target, title: &Text) {
        let lines: Vec<String> = title.iter().map(|(_, words)| folded(&words.value)).collect();
        let at = self.targets.len();
        for token in lines.iter().flat_map(|line| tokens(line)) {
            if let Token::Han(row) = &token {
                let spellings = spellings(row);
                spellings.whole.iter().for_each(|it| self.whole.add(it, at, TITLE));
                spellings.initials.iter().for_each(|it| self.initials.add(it, at, TITLE));
            }
        }
        self.targets.push(target);
        self.titles.push(&lines);
        self.add(title, TITLE);
    }

    fn add(&mut self, text: &Text, weight: u8) {
        let at = self.targets.len() - 1;
        for lang_words in text.iter().map(|(_, words)| without_html(&words.value)) {
            let cut = lang_words.char_indices().nth(BODY_LETTERS_MAX).map(|(end, _)| end);
            let words = &lang_words[..cut.unwrap_or(lang_words.len())];
            for token in tokens(&folded(words)) {
                self.add_token(&token, at, weight);
            }
        }
    }

    fn add_token(&mut self, token: &Token, at: usize, weight: u8) {
        let mut buffer = String::new();
        match token {
            Token::Word(word) => self.words.add(word, at, weight),
            Token::Han(row) => {
                for (place, sign) in row.iter().enumerate() {
                    buffer.clear();
                    buffer.push(*sign);
                    self.words.add(&buffer, at, weight);
                    if let Some(next) = row.get(place + 1) {
                        buffer.push(*next);
                        self.words.add(&buffer, at, weight);
                    }
                }
            }
        }
    }
}

/// Abstracts of imported schedules may be HTML, whose tags are no words.
fn without_html(words: &str) -> Cow<'_, str> {
    if words.contains("</") { plain(words).into() } else { words.into() }
}

fn filed(activity: &Activity) -> impl Iterator<Item = (Scheme, &Slug)> {
    let topics = activity.topics.iter().map(|slug| (Scheme::Topic, slug));
    let sectors = activity.sectors.iter().map(|slug| (Scheme::Sector, slug));
    let groups = activity.groups.iter().map(|slug| (Scheme::Group, slug));
    topics.chain(sectors).chain(groups).chain(activity.track.iter().map(|it| (Scheme::Track, it)))
}
