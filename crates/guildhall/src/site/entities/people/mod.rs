//! The people of an edition, as the index at the end of a programme, and each of them.

mod names;

use std::sync::LazyLock;

use askama::Template;
use kernel::{Lang, Slug, Text};

use super::days::{DayLines, by_day};
use super::places::country;
use crate::people::model::Person;
use crate::programme::model::Activity;
use crate::shell::Frame;
use crate::site::lines::Line;
use crate::site::names::Named as _;
use crate::site::{Address, Site, rendered};
use crate::words::Words;

/// With fewer people letters would only tear the list apart.
const LETTERS_MIN: usize = 30;

static NOWHERE: LazyLock<Text> = LazyLock::new(Text::empty);

struct Row<'s> {
    person: &'s Person,
    affiliation: &'s Text,
    path: String,
}

/// The people under one letter; everybody under none when they are few.
struct Letter<'s> {
    letter: Option<char>,
    rows: Vec<Row<'s>>,
}

#[derive(Template)]
#[template(path = "site/entities/people/people.html")]
struct PeoplePage<'s> {
    frame: Frame<'s>,
    count: usize,
    guests: Vec<Row<'s>>,
    letters: Vec<Letter<'s>>,
}

#[derive(Template)]
#[template(path = "site/entities/people/person.html")]
struct PersonPage<'s> {
    frame: Frame<'s>,
    person: &'s Person,
    /// The name in the other language, when it is another.
    other_name: &'s str,
    affiliation: &'s Text,
    /// Where what they belong to has its page.
    host_path: Option<String>,
    country: String,
    days: Vec<DayLines<'s>>,
    source: Option<&'s String>,
}

/// Guests in the order of protocol, then everybody else from A to Z.
pub fn list(site: &Site, lang: Lang, address: &Address) -> String {
    let people = &site.release.programme.people;
    let (mut guests, others): (Vec<&Person>, Vec<&Person>) =
        people.iter().partition(|person| person.rank.is_some());
    guests.sort_by_key(|person| person.rank);
    let words = Words::of(lang);
    let about = words.entities_people_about(people.len());
    rendered(&PeoplePage {
        frame: site.frame(lang, address, words.entities_people(), &about),
        count: people.len(),
        guests: guests.into_iter().map(|person| row(site, lang, person)).collect(),
        letters: letters(site, lang, others),
    })
}

fn letters<'s>(site: &'s Site, lang: Lang, people: Vec<&'s Person>) -> Vec<Letter<'s>> {
    let few = people.len() < LETTERS_MIN;
    let key = |person: &Person| names::sort_key(person.name.get(lang));
    let mut keyed: Vec<(String, &Person)> =
        people.into_iter().map(|person| (key(person), person)).collect();
    keyed.sort_by(|one, other| one.0.cmp(&other.0));
    let mut letters: Vec<Letter<'s>> = Vec::new();
    for (key, person) in keyed {
        let letter = (!few).then(|| names::letter(&key));
        let row = row(site, lang, person);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.rows.push(row),
            _ => letters.push(Letter { letter, rows: vec![row] }),
        }
    }
    letters
}

fn row<'s>(site: &'s Site, lang: Lang, person: &'s Person) -> Row<'s> {
    let path = site.to(lang, Address::Person(person.slug.clone()));
    let affiliation = affiliation(site, person);
    // "Head of the district" of the district: a title that names the house says enough.
    let said = person.title.get(lang).contains(affiliation.get(lang));
    Row { affiliation: if said { &NOWHERE } else { affiliation }, path, person }
}

fn affiliation<'s>(site: &'s Site, person: &'s Person) -> &'s Text {
    let host = person.host.and_then(|id| site.index.host(&site.release.programme, id));
    host.map_or(&person.affiliation, |host| &host.name)
}

pub fn page(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let (programme, words) = (&site.release.programme, Words::of(lang));
    let person = site.index.person_by_slug(programme, slug)?;
    let name = person.name.get(lang);
    let other = person.name.get(lang.other());
    let host = person.host.and_then(|id| site.index.host(programme, id));
    let activities = site.index.of_person(programme, person.id);
    let mut days = by_day(site, lang, &activities);
    let lines = days.iter_mut().flat_map(|day| &mut day.lines);
    lines.zip(activities).for_each(|(line, activity)| as_theirs(words, line, activity, person));
    let about = [&person.biography, &person.title, &person.name];
    let about = about.into_iter().find(|text| !text.is_empty()).unwrap_or(&person.name);
    Some(rendered(&PersonPage {
        frame: site.frame(lang, address, name, about.get(lang)),
        other_name: if other == name { "" } else { other },
        affiliation: affiliation(site, person),
        host_path: host.map(|host| site.to(lang, Address::Host(host.slug.clone()))),
        country: country(person.country.as_deref().unwrap_or_default(), words),
        days,
        source: person.provenance.source(),
        person,
    }))
}

/// On a person's own page a line tells their role instead of their name.
fn as_theirs(words: Words, line: &mut Line<'_>, activity: &Activity, person: &Person) {
    let roles = activity.people.iter().filter(|one| one.person == person.id);
    let roles: Vec<&str> = roles.map(|one| one.role.name(words)).collect();
    line.kind = format!("{} · {}", line.kind, roles.join(" / "));
    line.people.clear();
}

/// The name by which a letter is jumped to.
fn anchor(letter: &char) -> String {
    if letter.is_ascii_alphabetic() {
        letter.to_ascii_lowercase().to_string()
    } else {
        "other".into()
    }
}
