//! The people of an edition and each of them.

use askama::Template;
use kernel::{Lang, Slug, Text};

use crate::people::model::Person;
use crate::shell::Frame;
use crate::site::lines::Line;
use crate::site::{Address, Site, rendered};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/entities/people.html")]
struct PeoplePage<'s> {
    frame: Frame<'s>,
    site: &'s Site,
    people: Vec<&'s Person>,
}

#[derive(Template)]
#[template(path = "site/entities/person.html")]
struct PersonPage<'s> {
    frame: Frame<'s>,
    person: &'s Person,
    /// The name in the other language, when it is another.
    other_name: &'s str,
    affiliation: &'s Text,
    lines: Vec<Line<'s>>,
    source: Option<&'s String>,
}

/// Guests in the order of protocol, then everybody else in the edition's own order.
pub fn list(site: &Site, lang: Lang, address: &Address) -> String {
    let mut people: Vec<&Person> = site.release.programme.people.iter().collect();
    people.sort_by_key(|person| (person.rank.is_none(), person.rank));
    let title = Words::of(lang).entities_people();
    rendered(&PeoplePage { frame: site.frame(lang, address, title, title), site, people })
}

pub fn page(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let programme = &site.release.programme;
    let person = site.index.person_by_slug(programme, slug)?;
    let name = person.name.get(lang);
    let other = person.name.get(lang.other());
    let host = person.host.and_then(|id| site.index.host(programme, id));
    let lines = site.index.of_person(programme, person.id);
    Some(rendered(&PersonPage {
        frame: site.frame(lang, address, name, person.title.get(lang)),
        other_name: if other == name { "" } else { other },
        affiliation: host.map_or(&person.affiliation, |host| &host.name),
        lines: lines.into_iter().map(|one| site.line(lang, one)).collect(),
        source: person.provenance.source(),
        person,
    }))
}
