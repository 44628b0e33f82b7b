//! Every text of a programme that a reader may meet, each under a key: what is translated, field by
//! field, and what a release leaves out.

use std::fmt;
use std::str::FromStr;

use kernel::Text;
use serde_json::Value;

use super::model::{Activity, Details, Programme};
use crate::hosts::model::HostId;

/// Names one text of a programme: `activity.opening-ceremony.title`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub thing: Thing,
    /// The thing's slug, after those of what holds it.
    pub slug: String,
    pub field: String,
}

/// What a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    Activity,
    Host,
    Person,
    Edition,
    Part,
    Term,
    Venue,
    Hall,
    Route,
    Page,
}

impl Thing {
    pub const ALL: [Self; 10] = [
        Self::Activity,
        Self::Host,
        Self::Person,
        Self::Edition,
        Self::Part,
        Self::Term,
        Self::Venue,
        Self::Hall,
        Self::Route,
        Self::Page,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Host => "host",
            Self::Person => "person",
            Self::Edition => "edition",
            Self::Part => "part",
            Self::Term => "term",
            Self::Venue => "venue",
            Self::Hall => "hall",
            Self::Route => "route",
            Self::Page => "page",
        }
    }
}

/// The text is not the key of a text.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("this names no text of a programme")]
pub struct KeyError;

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.thing.word(), self.slug, self.field)
    }
}

impl FromStr for Key {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (thing, rest) = text.split_once('.').ok_or(KeyError)?;
        // A slug may have dots between its parts; a field has none.
        let (slug, field) = rest.rsplit_once('.').ok_or(KeyError)?;
        let thing = Thing::ALL.into_iter().find(|one| one.word() == thing).ok_or(KeyError)?;
        Ok(Self { thing, slug: slug.to_owned(), field: field.to_owned() })
    }
}

/// Where a text stands.
pub struct Place<'p> {
    pub key: Key,
    /// What the thing is called.
    pub of: &'p Text,
    /// Whose it is: the host itself, who leads the activity, whom the person belongs to.
    pub owner: Option<HostId>,
}

/// Goes through every text in the order of the programme; what `each` changes is changed.
pub fn visit(programme: &mut Programme, each: &mut dyn FnMut(&Place<'_>, &mut Text)) {
    for activity in &mut programme.activities {
        visit_activity(activity, each);
    }
    for host in &mut programme.hosts {
        let (name, owner) = (host.name.clone(), Some(host.id));
        let fields = [("name", &mut host.name), ("summary", &mut host.summary)];
        all(Thing::Host, host.slug.as_str(), &name, owner, fields, each);
    }
    for person in &mut programme.people {
        let (name, owner) = (person.name.clone(), person.host);
        let fields = [
            ("name", &mut person.name),
            ("title", &mut person.title),
            ("affiliation", &mut person.affiliation),
            ("biography", &mut person.biography),
        ];
        all(Thing::Person, person.slug.as_str(), &name, owner, fields, each);
    }
    visit_edition(programme, each);
    visit_places(programme, each);
    for route in &mut programme.routes {
        let name = route.title.clone();
        let fields = [("title", &mut route.title), ("summary", &mut route.summary)];
        all(Thing::Route, route.slug.as_str(), &name, None, fields, each);
        for (stop, at) in route.stops.iter_mut().zip(1..) {
            let field = format!("stop-{at}");
            let fields = [(field.as_str(), &mut stop.note)];
            all(Thing::Route, route.slug.as_str(), &name, None, fields, each);
        }
    }
    for page in &mut programme.pages {
        let name = page.title.clone();
        let fields = [("title", &mut page.title), ("body", &mut page.body)];
        all(Thing::Page, page.slug.as_str(), &name, None, fields, each);
    }
}

fn visit_activity(activity: &mut Activity, each: &mut dyn FnMut(&Place<'_>, &mut Text)) {
    let (name, owner) = (activity.title.clone(), activity.hosts.first().copied());
    let slug = activity.slug.clone();
    let fields = [
        ("title", &mut activity.title),
        ("subtitle", &mut activity.subtitle),
        ("summary", &mut activity.summary),
        ("description", &mut activity.description),
    ];
    all(Thing::Activity, slug.as_str(), &name, owner, fields, each);
    for (field, mut text) in of_details(&activity.details) {
        let before = text.clone();
        let fields = [(field.as_str(), &mut text)];
        all(Thing::Activity, slug.as_str(), &name, owner, fields, each);
        if text != before {
            set_in_details(&mut activity.details, &field, &text);
        }
    }
}

fn visit_edition(programme: &mut Programme, each: &mut dyn FnMut(&Place<'_>, &mut Text)) {
    let edition = &mut programme.edition;
    let (name, slug) = (edition.name.clone(), edition.slug.clone());
    let fields = [
        ("name", &mut edition.name),
        ("short-name", &mut edition.short_name),
        ("theme", &mut edition.theme),
        ("summary", &mut edition.summary),
        ("place", &mut edition.place),
    ];
    all(Thing::Edition, slug.as_str(), &name, None, fields, each);
    for figure in &mut edition.figures {
        let field = format!("figure-{}", figure.slug);
        all(
            Thing::Edition,
            slug.as_str(),
            &name,
            None,
            [(field.as_str(), &mut figure.label)],
            each,
        );
    }
    for part in &mut programme.parts {
        let name = part.name.clone();
        let fields = [("name", &mut part.name), ("summary", &mut part.summary)];
        all(Thing::Part, part.slug.as_str(), &name, None, fields, each);
    }
    for term in &mut programme.terms {
        let name = term.name.clone();
        let slug = format!("{}.{}", super::store::scheme_word(term.scheme), term.slug);
        all(Thing::Term, &slug, &name, None, [("name", &mut term.name)], each);
    }
}

fn visit_places(programme: &mut Programme, each: &mut dyn FnMut(&Place<'_>, &mut Text)) {
    for venue in &mut programme.venues {
        let name = venue.name.clone();
        let fields = [
            ("name", &mut venue.name),
            ("short-name", &mut venue.short_name),
            ("summary", &mut venue.summary),
            ("address", &mut venue.address),
            ("directions", &mut venue.directions),
        ];
        all(Thing::Venue, venue.slug.as_str(), &name, None, fields, each);
        for hall in &mut venue.halls {
            let (name, slug) = (hall.name.clone(), format!("{}.{}", venue.slug, hall.slug));
            all(Thing::Hall, &slug, &name, None, [("name", &mut hall.name)], each);
            for spot in &mut hall.spots {
                let field = format!("spot-{}", spot.slug);
                all(Thing::Hall, &slug, &name, None, [(field.as_str(), &mut spot.name)], each);
            }
        }
    }
}

fn all<'t>(
    thing: Thing,
    slug: &str,
    of: &Text,
    owner: Option<HostId>,
    fields: impl IntoIterator<Item = (&'t str, &'t mut Text)>,
    each: &mut dyn FnMut(&Place<'_>, &mut Text),
) {
    for (field, text) in fields {
        let key = Key { thing, slug: slug.to_owned(), field: field.to_owned() };
        each(&Place { key, of, owner }, text);
    }
}

/// The texts among the fields that only a kind has: those that are written as one.
fn of_details(details: &Details) -> Vec<(String, Text)> {
    let Ok(Value::Object(fields)) = serde_json::to_value(details) else { return Vec::new() };
    let texts = fields.into_iter().filter(|(_, value)| value.is_object());
    texts.filter_map(|(field, value)| Some((field, serde_json::from_value(value).ok()?))).collect()
}

fn set_in_details(details: &mut Details, field: &str, text: &Text) {
    let Ok(mut value) = serde_json::to_value(&*details) else { return };
    value[field] = serde_json::to_value(text).unwrap_or_default();
    if let Ok(changed) = serde_json::from_value(value) {
        *details = changed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::fixture;
    use kernel::Lang;

    #[test]
    fn every_text_has_a_key_of_its_own_that_reads_back() {
        let mut programme = fixture::programme(3);
        let mut keys = Vec::new();
        visit(&mut programme, &mut |place, _| keys.push(place.key.clone()));
        assert_eq!(programme, fixture::programme(3), "looking changes nothing");
        for key in &keys {
            assert_eq!(key.to_string().parse(), Ok(key.clone()));
        }
        let mut once = keys.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), keys.len());
        assert!(keys.contains(&"hall.river.main.name".parse().unwrap()));
        assert!(keys.contains(&"term.topic.compute.name".parse().unwrap()));
        for wrong in ["", "activity", "activity.x", "thing.x.title"] {
            assert_eq!(wrong.parse::<Key>(), Err(KeyError), "{wrong}");
        }
    }

    #[test]
    fn a_text_of_a_kind_is_changed_where_it_stands() {
        let mut programme = fixture::programme(1);
        let wanted: Key = "activity.activity-0.bring".parse().unwrap();
        visit(&mut programme, &mut |place, text| {
            if place.key == wanted {
                assert_eq!(place.owner, Some(fixture::id("host")));
                *text = Text::in_one(Lang::Zh, "电脑");
            }
        });
        let Details::Workshop { bring, .. } = &programme.activities[0].details else { panic!() };
        assert_eq!(bring.get(Lang::Zh), "电脑");
    }
}
