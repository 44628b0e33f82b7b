//! The form of the files in `demo/gdc-2025/`. References are slugs; a hall is `venue/hall`.

use kernel::{Date, LangTag, Slug, Text, Zone};
use serde::Deserialize;

use crate::editions::model::{Coordinates, Feature, Hue, Standing, TravelMode};
use crate::hosts::model::{CommunityStanding, Layer, OrganisationKind};
use crate::programme::model::{Entry, Level, Link, PersonRole};

/// Declares the structs of the files: unknown fields are errors, and what may be left out is an
/// `Option` or a `Vec`, or marked so.
macro_rules! written {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        })*
    };
}

written! {
    EditionFile {
        edition: Edition,
        parts: Vec<Part>,
        topics: Vec<Term>,
        sectors: Vec<Term>,
        groups: Vec<Term>,
    }
    /// Earlier editions.
    EditionsFile {
        editions: Vec<Edition>,
    }
    Edition {
        slug: Slug,
        name: Text,
        short_name: Text,
        #[serde(default)]
        theme: Text,
        summary: Text,
        place: Text,
        first_day: Date,
        last_day: Date,
        zone: Zone,
        languages: Vec<LangTag>,
        standing: Standing,
        source: Option<String>,
        figures: Vec<Figure>,
    }
    Figure {
        slug: Slug,
        label: Text,
        value: i64,
        #[serde(default)]
        at_least: bool,
        source: Option<String>,
    }
    Part {
        slug: Slug,
        code: String,
        name: Text,
        summary: Text,
        hue: Hue,
    }
    Term {
        slug: Slug,
        name: Text,
    }

    VenuesFile {
        venues: Vec<Venue>,
        travel: Vec<Travel>,
    }
    Venue {
        slug: Slug,
        name: Text,
        short_name: Text,
        summary: Text,
        address: Text,
        directions: Text,
        position: Option<Coordinates>,
        hours: Vec<Hours>,
        source: Option<String>,
        halls: Vec<Hall>,
    }
    /// Wall-clock hours on one day of the edition, `day` 1 being the first.
    Hours {
        day: u8,
        from: String,
        until: String,
    }
    Hall {
        slug: Slug,
        name: Text,
        capacity: Option<i64>,
        floor: Option<String>,
        area_m2: Option<i64>,
        #[serde(default)]
        features: Vec<Feature>,
        #[serde(default)]
        hours: Vec<Hours>,
        #[serde(default)]
        spots: Vec<Spots>,
        #[serde(default)]
        sample: bool,
        source: Option<String>,
    }
    /// A row of stalls or tables: `{n}` in the name is its number, the slug is `prefix-01`.
    Spots {
        prefix: String,
        count: u16,
        name: Text,
    }
    Travel {
        from: String,
        to: String,
        minutes: i64,
        mode: TravelMode,
    }

    BodiesFile {
        bodies: Vec<Body>,
    }
    CommunitiesFile {
        communities: Vec<Community>,
    }
    OrganisationsFile {
        organisations: Vec<Organisation>,
    }
    /// An authority, association or operating body.
    Body {
        slug: Slug,
        name: Text,
        summary: Text,
        country: Option<String>,
        site: Option<String>,
        #[serde(default)]
        sample: bool,
        source: Option<String>,
    }
    Community {
        slug: Slug,
        name: Text,
        summary: Text,
        standing: CommunityStanding,
        country: Option<String>,
        site: Option<String>,
        #[serde(default)]
        sectors: Vec<Slug>,
        #[serde(default)]
        sample: bool,
        source: Option<String>,
    }
    Organisation {
        slug: Slug,
        name: Text,
        summary: Text,
        kind: OrganisationKind,
        #[serde(default)]
        layers: Vec<Layer>,
        country: Option<String>,
        site: Option<String>,
        #[serde(default)]
        sectors: Vec<Slug>,
        #[serde(default)]
        sample: bool,
        source: Option<String>,
    }

    PeopleFile {
        people: Vec<Person>,
    }
    Person {
        slug: Slug,
        name: Text,
        title: Text,
        #[serde(default)]
        affiliation: Text,
        host: Option<String>,
        biography: Text,
        country: Option<String>,
        rank: Option<i64>,
        #[serde(default)]
        sample: bool,
        source: Option<String>,
    }

    /// All activities of one file belong to one part.
    ActivitiesFile {
        part: String,
        activities: Vec<Activity>,
    }
    Activity {
        slug: Slug,
        parent: Option<String>,
        kind: String,
        /// The fields that only this kind has.
        #[serde(default)]
        details: toml::Table,
        title: Text,
        #[serde(default)]
        subtitle: Text,
        summary: Text,
        #[serde(default)]
        description: Text,
        #[serde(default)]
        hosts: Vec<String>,
        #[serde(default)]
        people: Vec<Involvement>,
        #[serde(default)]
        topics: Vec<Slug>,
        #[serde(default)]
        sectors: Vec<Slug>,
        #[serde(default)]
        groups: Vec<Slug>,
        level: Option<Level>,
        languages: Vec<LangTag>,
        #[serde(default)]
        interpretation: Vec<LangTag>,
        entry: Entry,
        places: Option<i64>,
        /// `venue/hall`; the parent's when absent.
        hall: Option<String>,
        spot: Option<String>,
        /// The parent's when absent.
        day: Option<u8>,
        start: Option<String>,
        minutes: Option<i64>,
        end: Option<String>,
        #[serde(default)]
        links: Vec<Link>,
        #[serde(default)]
        recorded: bool,
        #[serde(default)]
        sample: bool,
        source: Option<String>,
    }
    Involvement {
        person: String,
        role: PersonRole,
    }

    RoutesFile {
        routes: Vec<Route>,
    }
    Route {
        slug: Slug,
        title: Text,
        summary: Text,
        #[serde(default)]
        sectors: Vec<Slug>,
        #[serde(default)]
        groups: Vec<Slug>,
        stops: Vec<Stop>,
        #[serde(default)]
        sample: bool,
        source: Option<String>,
    }
    /// One of `activity` and `hall`.
    Stop {
        activity: Option<String>,
        hall: Option<String>,
        minutes: Option<i64>,
        note: Text,
    }
}
