use super::*;
use crate::hosting::model::{Halls, Resource};
use crate::hosting::requests::Lack;
use crate::hosting::verbs::activities::{self, Beyond, Filed, Which};
use crate::hosting::verbs::grants;
use crate::hosting::verbs::people::{self, Unknown};
use crate::hosting::wish::{Both, Wish, seen_of};
use crate::programme::model::{ActivityState, Entry, Kind, PersonRole};

pub fn wish(title: &str) -> Wish {
    Wish {
        title: Both { zh: String::new(), en: title.to_owned() },
        summary: Both::default(),
        kind: Kind::Talk,
        part: "activities".parse().unwrap(),
        minutes: Some(45),
        places: Some(40),
        entry: Entry::Open,
        languages: vec![Lang::En.into()],
    }
}

pub fn put(
    world: &World,
    ctx: &Ctx,
    which: Which,
    wish: Wish,
    beyond: Beyond,
) -> Result<Filed, Option<Unwilling>> {
    let ctx = ctx.clone();
    outcome(world, move |tx| {
        let may = runs(tx, &ctx)?;
        activities::put(tx, &ctx, may, &which, (&wish, &beyond))
    })
}

/// Grants what the draft takes, and so much more.
pub fn grant(world: &World, resource: Resource, more: i64) {
    let (ctx, slug) = (world.ctx.clone(), conference().hosts[0].slug.clone());
    let programme = drafted(world);
    outcome(world, move |tx| {
        let may = may(tx, &ctx, edition())?;
        let lines = activities::balance(tx, &programme, fixture::id("host"))?;
        let spent = lines.iter().find(|line| line.resource == resource).map_or(0, |it| it.spent);
        let (host, place) = (slug.clone(), grants::Place::Any);
        let wish = grants::Wish { host, resource, place, amount: spent + more };
        grants::set(tx, &ctx, may, &wish)
    })
    .unwrap();
}

pub fn lack(resource: Resource, amount: i64) -> Lack {
    Lack { resource, halls: Halls::Any, amount, granted: 0 }
}

fn this(world: &World, slug: &str) -> Which {
    Which::This { activity: slug.parse().unwrap(), seen: seen_of(&activity(world, slug)) }
}

#[test]
fn a_lead_makes_an_activity_inside_the_grants_and_nobody_is_asked() {
    for world in worlds() {
        let lead = lead(&world);
        grant(&world, Resource::Activities, 1);
        grant(&world, Resource::Seats, 40);
        let made = put(&world, &lead, Which::New, wish("Tails of latency"), Beyond::Stop);
        assert_eq!(made, Ok(Filed::Written("tails-of-latency".parse().unwrap())));
        let there = activity(&world, "tails-of-latency");
        assert_eq!((there.hosts.len(), there.minutes, there.placement), (1, Some(45), None));
        assert!(there.provenance.is_sample(), "what an invented host makes is invented");
        // The same once more takes another name, and more than there is.
        let again = put(&world, &lead, Which::New, wish("Tails of latency"), Beyond::Stop);
        let lacks = vec![lack(Resource::Activities, 1), lack(Resource::Seats, 40)];
        assert_eq!(again, Ok(Filed::Beyond(lacks)));
        assert_eq!(drafted(&world).activities.len(), 7);
        assert_eq!(letters(&world), []);
        assert!(world.told().contains(&"hosting.activity_made".to_owned()));
    }
}

#[test]
fn what_is_written_keeps_the_rest_and_leaves_the_translation_stale() {
    for world in worlds() {
        let lead = lead(&world);
        let before = activity(&world, "activity-0");
        let mut wish = wish("Model workshop 0");
        wish.title.zh = "推理工作坊".to_owned();
        (wish.kind, wish.minutes, wish.entry) = (Kind::Workshop, Some(10), Entry::Booking);
        wish.summary = Both { zh: "动手实践。".to_owned(), en: "Hands on.".to_owned() };
        let filed = put(&world, &lead, this(&world, "activity-0"), wish, Beyond::Stop);
        assert!(matches!(filed, Ok(Filed::Written(_))), "{filed:?}");
        let after = activity(&world, "activity-0");
        assert_eq!(after.title.exactly(Lang::Zh).unwrap().value, "推理工作坊");
        let english = after.title.exactly(Lang::En).unwrap();
        assert_eq!(english.status, kernel::Status::Stale);
        let same = Activity {
            title: before.title.clone(),
            languages: before.languages.clone(),
            ..after.clone()
        };
        assert_eq!(same, before);
        // An activity that lasts longer keeps its start.
        let mut longer = self::wish("Model workshop 0");
        longer.minutes = Some(60);
        let filed = put(&world, &lead, this(&world, "activity-0"), longer, Beyond::Stop).unwrap();
        assert_eq!(filed, Filed::Beyond(vec![lack(Resource::HallMinutes, 110)]));
    }
}

#[test]
fn the_second_of_two_who_write_at_once_is_told() {
    for world in worlds() {
        let lead = lead(&world);
        let (one, other) = (this(&world, "activity-0"), this(&world, "activity-0"));
        let mut first = wish("First");
        first.minutes = Some(10);
        put(&world, &lead, one, first, Beyond::Stop).unwrap();
        let second = put(&world, &lead, other, wish("Second"), Beyond::Stop);
        assert_eq!(second, Err(Some(Unwilling::Changed)));
        assert_eq!(activity(&world, "activity-0").title.get(Lang::En), "First");
    }
}

#[test]
fn only_who_leads_an_activity_writes_it_and_bad_input_is_refused() {
    for world in worlds() {
        let (lead, other) = (lead(&world), other_lead(&world));
        let ctx = other.clone();
        let foreign = outcome(&world, move |tx| {
            let may = may(tx, &ctx, other_host())?;
            let slug = "activity-0".parse().unwrap();
            activities::turn(tx, &ctx, may, &slug, ActivityState::Cancelled)
        });
        assert_eq!(foreign, Err(None));
        let no = |wish: Wish| put(&world, &lead, Which::New, wish, Beyond::Stop).unwrap_err();
        assert_eq!(no(wish("  ")), Some(Unwilling::NoTitle));
        assert_eq!(no(wish(&"x".repeat(201))), Some(Unwilling::NoTitle));
        assert_eq!(no(Wish { minutes: Some(3), ..wish("t") }), Some(Unwilling::NoMinutes));
        assert_eq!(no(Wish { places: Some(-1), ..wish("t") }), Some(Unwilling::NoPlaces));
        assert_eq!(no(Wish { languages: Vec::new(), ..wish("t") }), Some(Unwilling::NoLanguage));
        assert_eq!(no(Wish { kind: Kind::Opening, ..wish("t") }), Some(Unwilling::NoKind));
        let nowhere = Wish { part: "nowhere".parse().unwrap(), ..wish("t") };
        assert_eq!(no(nowhere), Some(Unwilling::NoPart));
    }
}

#[test]
fn what_is_cancelled_gives_its_budget_back_and_comes_back_where_it_fits() {
    for world in worlds() {
        let lead = lead(&world);
        let turn = |state| {
            let ctx = lead.clone();
            outcome(&world, move |tx| {
                let may = runs(tx, &ctx)?;
                activities::turn(tx, &ctx, may, &"activity-0".parse().unwrap(), state)
            })
        };
        grant(&world, Resource::Activities, 0);
        grant(&world, Resource::Seats, 0);
        grant(&world, Resource::HallMinutes, 0);
        turn(ActivityState::Cancelled).unwrap();
        let filed = put(&world, &lead, Which::New, wish("Instead"), Beyond::Stop).unwrap();
        assert!(matches!(filed, Filed::Written(_)), "{filed:?}");
        assert_eq!(turn(ActivityState::Planned), Err(Some(Unwilling::Crosses)));
        grant(&world, Resource::Activities, 1);
        grant(&world, Resource::Seats, 40);
        assert_eq!(turn(ActivityState::Planned), Ok(()));
    }
}

#[test]
fn people_come_into_an_activity_and_go() {
    for world in worlds() {
        let lead = lead(&world);
        let involve = |name: &str, unknown| {
            let (ctx, name) = (lead.clone(), name.to_owned());
            outcome(&world, move |tx| {
                let may = runs(tx, &ctx)?;
                let wish = people::Wish { name: name.clone(), role: PersonRole::Speaker, unknown };
                people::involve(tx, &ctx, may, &"activity-5".parse().unwrap(), &wish)
            })
        };
        assert_eq!(involve("Sample Speaker 0", Unknown::Refused), Ok(()));
        assert_eq!(involve("person-0", Unknown::Refused), Err(Some(Unwilling::Involved)));
        assert_eq!(involve("王小样", Unknown::Refused), Err(Some(Unwilling::NoPerson)));
        assert_eq!(involve("王小样", Unknown::Added), Ok(()));
        let draft = drafted(&world);
        let new = draft.people.iter().find(|one| one.name.get(Lang::Zh) == "王小样").unwrap();
        assert_eq!((new.slug.as_str(), new.host), ("wang-xiao-yang", Some(fixture::id("host"))));
        let there = &draft.activities[5].people;
        assert_eq!(there.len(), 3);
        assert_eq!(there[2].person, new.id);
        let (ctx, slug) = (lead.clone(), new.slug.to_string());
        outcome(&world, move |tx| {
            let may = runs(tx, &ctx)?;
            people::remove(tx, &ctx, may, &"activity-5".parse().unwrap(), (&slug, "speaker"))
        })
        .unwrap();
        assert_eq!(activity(&world, "activity-5").people.len(), 2);
    }
}
