use std::collections::{BTreeMap, BTreeSet};

use kernel::{Lang, Text};

use super::*;
use crate::editions::model::Provenance;
use crate::error::Error;
use crate::hosts::model::{CommunityStanding, Layer, Nature, OrganisationKind};
use crate::programme::conflicts::{Conflict, conflicts};
use crate::programme::index::Index;
use crate::programme::model::{Activity, Kind, Programme, Scheme};
use crate::programme::table::model::Sort;
use crate::programme::table::refusal::Unwilling;
use crate::programme::{draft, unguarded};

fn demo() -> Programme {
    programme().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_load_gives_the_same_programme() {
    assert_eq!(demo(), demo());
}

#[test]
fn it_has_the_sizes_of_the_announcement() {
    let demo = demo();
    let halls: usize = demo.venues.iter().map(|venue| venue.halls.len()).sum();
    assert_eq!(demo.venues.len(), 5);
    assert!((24..=30).contains(&halls), "{halls} halls");
    assert_eq!(demo.travel.len(), 10, "one way between every two venues");
    let communities = |wanted: Option<CommunityStanding>| {
        let count = demo.hosts.iter().filter(|host| match host.nature {
            Nature::Community { standing } => wanted.is_none_or(|wanted| wanted == standing),
            _ => false,
        });
        count.count()
    };
    assert_eq!(communities(None), 100);
    assert_eq!(communities(Some(CommunityStanding::Core)), 20);
    let terms = |scheme| demo.terms.iter().filter(|term| term.scheme == scheme).count();
    assert_eq!([terms(Scheme::Topic), terms(Scheme::Sector), terms(Scheme::Group)], [5, 11, 8]);
}

#[test]
fn organisations_cover_all_kinds_layers_and_sectors() {
    let demo = demo();
    let (mut kinds, mut layers, mut sectors) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut count = 0;
    for host in &demo.hosts {
        if let Nature::Organisation { kind, layers: theirs } = &host.nature {
            count += 1;
            kinds.insert(*kind);
            layers.extend(theirs);
            sectors.extend(&host.sectors);
        }
    }
    assert_eq!(count, 150);
    assert_eq!(kinds, BTreeSet::from(OrganisationKind::ALL));
    assert_eq!(layers, BTreeSet::from(Layer::ALL.each_ref()));
    assert_eq!(sectors.len(), 11);
}

#[test]
fn the_programme_is_one_plus_one_plus_n_plus_x() {
    let demo = demo();
    let top = |part: &str| {
        let part = demo.parts.iter().find(|one| one.slug.as_str() == part).unwrap().id;
        demo.activities.iter().filter(|it| it.part == part && it.parent.is_none()).count()
    };
    assert_eq!([top("opening"), top("young-exchange"), top("forums")], [1, 1, 18]);
    assert!((90..=120).contains(&top("activities")), "{} activities", top("activities"));
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for activity in &demo.activities {
        *kinds.entry(activity.details.kind()).or_default() += 1;
    }
    assert_eq!(kinds[&Kind::Workshop], 40);
    assert_eq!(kinds[&Kind::Pitch], 24);
    assert_eq!(kinds[&Kind::Stall], 60);
    assert_eq!(kinds[&Kind::XrSession], 3 * 12 + 3);
    let mic = |it: &&Activity| it.slug.as_str().starts_with("mic-");
    assert_eq!(demo.activities.iter().filter(mic).count(), 30);
}

#[test]
fn nothing_in_it_conflicts() {
    let demo = demo();
    let name = |id| {
        let found = demo.activities.iter().find(|activity| activity.id == id);
        found.map_or("?", |activity| activity.slug.as_str())
    };
    let told: Vec<String> = conflicts(&demo, &Index::of(&demo))
        .into_iter()
        .map(|conflict| match conflict {
            Conflict::PersonTwice { first, second, .. }
            | Conflict::TravelTooShort { first, second, .. }
            | Conflict::HallTwice { first, second, .. } => {
                format!("{conflict:?}: {} and {}", name(first), name(second))
            }
            Conflict::HallTooSmall { activity, .. }
            | Conflict::OutsideOpening { activity, .. }
            | Conflict::Away { activity, .. }
            | Conflict::RatherNot { activity, .. } => {
                format!("{conflict:?}: {}", name(activity))
            }
        })
        .collect();
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn every_text_is_in_chinese_and_english() {
    fn walk(path: &str, value: &serde_json::Value, missing: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                if fields.contains_key("zh") != fields.contains_key("en") {
                    missing.push(path.to_owned());
                }
                for (key, inner) in fields {
                    walk(&format!("{path}.{key}"), inner, missing);
                }
            }
            serde_json::Value::Array(items) => {
                for (at, inner) in items.iter().enumerate() {
                    let at = inner["slug"].as_str().map_or(at.to_string(), str::to_owned);
                    walk(&format!("{path}.{at}"), inner, missing);
                }
            }
            _ => {}
        }
    }
    let mut missing = Vec::new();
    walk("programme", &serde_json::to_value(demo()).unwrap(), &mut missing);
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn what_a_visitor_reads_first_is_never_empty() {
    let demo = demo();
    let both = |text: &Text| Lang::ALL.iter().all(|lang| text.exactly(*lang).is_some());
    for activity in &demo.activities {
        assert!(both(&activity.title) && both(&activity.summary), "{}", activity.slug);
    }
    assert!(demo.hosts.iter().all(|host| both(&host.name) && both(&host.summary)));
    assert!(demo.people.iter().all(|it| both(&it.name) && both(&it.title) && both(&it.biography)));
    assert!(demo.pages.iter().all(|page| both(&page.title) && both(&page.body)));
    let described = demo.activities.iter().filter(|it| both(&it.description)).count();
    assert!(described >= 25, "{described} activities have a long description");
}

/// **Invariant:** a real person or body is never given an invented deed.
#[test]
fn real_people_and_bodies_take_part_only_where_a_source_says_so() {
    let demo = demo();
    let index = Index::of(&demo);
    for activity in &demo.activities {
        if activity.provenance != Provenance::Sample {
            continue;
        }
        for involved in &activity.people {
            let person = index.person(&demo, involved.person).unwrap();
            assert_eq!(person.provenance, Provenance::Sample, "{}", activity.slug);
        }
        for host in &activity.hosts {
            let host = index.host(&demo, *host).unwrap();
            assert_eq!(host.provenance, Provenance::Sample, "{}", activity.slug);
        }
    }
}

#[test]
fn every_fact_of_the_announcement_has_its_place() {
    let facts = include_str!("../../../../demo/gdc-2025/FACTS.md");
    let listed: BTreeSet<&str> =
        facts.lines().filter_map(|line| line.strip_prefix("| C")?.split(" |").next()).collect();
    let missing: Vec<u8> =
        (1..=107).filter(|number| !listed.contains(number.to_string().as_str())).collect();
    assert_eq!(missing, Vec::<u8>::new());
}

#[test]
fn the_hues_of_the_parts_are_readable_on_their_paper() {
    for part in demo().parts {
        assert!(contrast(&part.hue.light, "#faf8f3") >= 4.5, "{} on light", part.slug);
        assert!(contrast(&part.hue.dark, "#14151a") >= 4.5, "{} on dark", part.slug);
    }
}

/// Contrast ratio of two `#rrggbb` (WCAG 2.2).
fn contrast(one: &str, other: &str) -> f64 {
    let channel = |hex: &str, at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let luminance =
        |hex: &str| 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[test]
fn a_reference_that_leads_nowhere_is_named() {
    let mut files = files::read().unwrap();
    let (_, workshops) =
        files.activities.iter_mut().find(|(name, _)| name.ends_with("workshops.toml")).unwrap();
    workshops.activities[0].hall = Some("west-bund-dome/cellar".to_owned());
    let slug = workshops.activities[0].slug.clone();

    let error = resolve::programme(&files).unwrap_err();

    let told = format!(
        "activities/workshops.toml: workshop \"{slug}\": no hall \"west-bund-dome/cellar\""
    );
    assert_eq!(error.to_string(), told);
}

#[test]
fn a_field_that_its_kind_does_not_have_is_refused() {
    let mut files = files::read().unwrap();
    let (_, workshops) =
        files.activities.iter_mut().find(|(name, _)| name.ends_with("workshops.toml")).unwrap();
    workshops.activities[0].details.insert("stalls".to_owned(), toml::Value::Integer(3));

    let error = resolve::programme(&files).unwrap_err();

    assert!(error.to_string().contains("\"stalls\""), "{error}");
}

#[test]
fn an_entry_without_source_or_sample_is_refused() {
    let mut files = files::read().unwrap();
    files.people.people[0].source = None;

    let error = resolve::programme(&files).unwrap_err();

    let told = "people.toml: zhang-hongtao: give either `sample = true` or a `source`";
    assert_eq!(error.to_string(), told);
}

#[test]
fn every_core_community_is_granted_something() {
    let programme = super::programme().unwrap();
    let granted: std::collections::BTreeSet<_> =
        super::grants::wishes().unwrap().into_iter().map(|wish| wish.host).collect();
    let core = programme.hosts.iter().filter(|host| {
        use crate::hosts::model::{CommunityStanding, Nature};
        matches!(host.nature, Nature::Community { standing: CommunityStanding::Core })
    });
    assert_eq!(granted, core.map(|host| host.slug.clone()).collect());
}

#[test]
fn the_draft_differs_from_the_release_and_has_what_a_table_is_for() {
    let programme = demo();
    let wishes = super::drafting::wishes(&programme).unwrap();
    for world in crate::trial::World::all() {
        let (ctx, programme, wishes) = (world.ctx.clone(), programme.clone(), wishes.clone());
        let draft = world.write(move |tx: &mut store::Tx<'_>| -> Result<_, Error<Unwilling>> {
            unguarded::write(tx, &programme)?;
            super::drafting::prepare(tx, &ctx, &programme, &wishes)?;
            Ok(draft::read(tx, programme.edition.clone())?)
        });
        let sorts: Vec<Sort> = conflicts(&draft, &Index::of(&draft)).iter().map(Sort::of).collect();
        assert_eq!(sorts, [Sort::PersonTwice, Sort::HallTwice, Sort::OutsideOpening]);
        let waiting = draft.activities.iter().filter(|one| one.placement.is_none());
        assert!(waiting.count() > 14);
    }
}
