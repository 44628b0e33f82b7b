//! Persons of a file: people of the edition.

use std::collections::{HashMap, HashSet};

use formats::schedule::{Person as Said, Url};
use kernel::{Text, Uuid};

use super::wording::{added, slug, untaken, updated};
use super::{Merge, outward};
use crate::editions::model::Provenance;
use crate::people::model::{Person, PersonId};
use crate::programme::model::Programme;
use crate::programme::remainder::PersonRest;

/// Who is known, by all that may name them.
#[derive(Default)]
pub(super) struct Known {
    at: HashMap<PersonId, usize>,
    by_guid: HashMap<Uuid, PersonId>,
    by_number: HashMap<i64, PersonId>,
    by_code: HashMap<String, PersonId>,
    by_name: HashMap<String, PersonId>,
    /// Those whom this file has already told about: its first word counts.
    heard: HashSet<PersonId>,
}

impl Known {
    pub(super) fn of(programme: &Programme) -> Self {
        let mut known = Self::default();
        for (at, person) in programme.people.iter().enumerate() {
            let rest = programme.remainder.people.get(&person.id);
            known.put(at, person, rest);
        }
        known
    }

    fn put(&mut self, at: usize, person: &Person, rest: Option<&PersonRest>) {
        let id = person.id;
        self.at.insert(id, at);
        let guid = rest.map_or(Some(id.uuid()), |rest| rest.guid);
        guid.into_iter().for_each(|guid| _ = self.by_guid.entry(guid).or_insert(id));
        if let Some(rest) = rest {
            rest.id.iter().for_each(|number| _ = self.by_number.entry(*number).or_insert(id));
            let code = rest.code.iter().cloned();
            code.for_each(|code| _ = self.by_code.entry(code).or_insert(id));
        }
        // A name stands for somebody only when nothing better does.
        if rest.is_none_or(|rest| rest.guid.is_none() && rest.id.is_none() && rest.code.is_none()) {
            for (_, name) in person.name.iter() {
                self.by_name.entry(name.value.clone()).or_insert(id);
            }
        }
    }

    pub(super) fn at(&self, id: PersonId) -> Option<usize> {
        self.at.get(&id).copied()
    }

    fn find(&self, said: &Said) -> Option<PersonId> {
        let by_guid = || self.by_guid.get(&said.guid?);
        let by_number = || self.by_number.get(&said.id?);
        let by_code = || self.by_code.get(said.code.as_deref()?);
        let named = said.guid.is_some() || said.id.is_some() || said.code.is_some();
        let by_name = || if named { None } else { self.by_name.get(&said.name) };
        by_guid().or_else(by_number).or_else(by_code).or_else(by_name).copied()
    }
}

/// What names somebody in all files: their guid, else their number, code or name.
fn key(said: &Said) -> String {
    match (said.guid, said.id, &said.code) {
        (Some(guid), ..) => guid.to_string(),
        (_, Some(number), _) => format!("#{number}"),
        (_, _, Some(code)) => code.clone(),
        _ => said.name.clone(),
    }
}

impl Merge<'_> {
    pub(super) fn person(&mut self, said: &Said) -> PersonId {
        let Some(id) = self.people.find(said) else { return self.add_person(said) };
        if !self.people.heard.insert(id) {
            return id;
        }
        let (tag, out) = (self.main.clone(), outward::language(&self.programme));
        if let Some(at) = self.person_at(id) {
            let person = &mut self.programme.people[at];
            person.name = updated(&person.name, &said.name, &tag, out);
            person.biography = added(&person.biography, &said.biography, &tag, out);
        }
        if let Some(rest) = self.programme.remainder.people.get_mut(&id) {
            let rest_now = rest_of(said);
            rest.guid = rest_now.guid.or(rest.guid);
            rest.id = rest_now.id.or(rest.id);
            rest.code = rest_now.code.or(rest.code.take());
            rest.avatar = rest_now.avatar.or(rest.avatar.take());
        }
        id
    }

    fn add_person(&mut self, said: &Said) -> PersonId {
        let key = key(said);
        let id = self.id("person", &key);
        let first = slug(&said.name).unwrap_or_else(|| "person".parse().expect("a slug"));
        let text = |words: &str| match words.is_empty() {
            true => Text::empty(),
            false => Text::in_one(self.main.clone(), words),
        };
        let person = Person {
            id,
            slug: untaken(&mut self.person_slugs, &first),
            name: text(&said.name),
            title: Text::empty(),
            affiliation: Text::empty(),
            host: None,
            biography: text(&said.biography),
            country: None,
            rank: None,
            guid: Some(key),
            provenance: Provenance::Own,
        };
        let rest = rest_of(said);
        self.people.put(self.programme.people.len(), &person, Some(&rest));
        self.people.heard.insert(id);
        self.programme.remainder.people.insert(id, rest);
        self.programme.people.push(person);
        id
    }
}

fn rest_of(said: &Said) -> PersonRest {
    PersonRest {
        guid: said.guid,
        id: said.id,
        code: said.code.clone(),
        avatar: said.avatar.as_ref().map(Url::to_string),
    }
}
