use super::*;
use crate::programme::publishable::Unchecked;
use crate::translation::verbs::terms;

const TITLE: &str = "activity.activity-0.title";
const OTHER: &str = "activity.activity-1.title";
const HALL: &str = "hall.river.main.name";

#[test]
fn a_text_is_translated_goes_stale_with_its_original_and_is_marked_as_read() {
    for world in worlds() {
        let ctx = world.ctx.clone();
        let put = |words: &str, tongue| {
            let wish = wish(&world, TITLE, tongue, words, By::Person);
            write(&world, &ctx, Who::Organiser, wish)
        };
        put("Compute workshop", Lang::En).unwrap();
        let said = |words: &str, status| Some((words.to_owned(), status));
        assert_eq!(english(&world, TITLE), said("Compute workshop", Status::Checked));
        put("算力进阶工作坊", Lang::Zh).unwrap();
        assert_eq!(english(&world, TITLE), said("Compute workshop", Status::Stale));
        assert_eq!(mark(&world, &ctx, Who::Organiser, &[TITLE, OTHER]), Ok(1));
        assert_eq!(english(&world, TITLE), said("Compute workshop", Status::Checked));
        assert_eq!(mark(&world, &ctx, Who::Organiser, &[]), Err(Some(Unwilling::NothingTicked)));
        put("", Lang::En).unwrap();
        assert_eq!(english(&world, TITLE), None, "a translation may be taken out, an original not");
        assert_eq!(put(" ", Lang::Zh), Err(Some(Unwilling::NoWords)));
        assert_eq!(put(&"x".repeat(20_001), Lang::En), Err(Some(Unwilling::NoWords)));
        // What an edition has few of goes the same way, and nothing else changes with it.
        let wish = wish(&world, HALL, Lang::En, "Great hall", By::Person);
        let before = drafted(&world);
        write(&world, &ctx, Who::Organiser, wish).unwrap();
        let mut after = drafted(&world);
        assert_eq!(after.venues[0].halls[0].name.get(Lang::En), "Great hall");
        after.venues[0].halls[0].name = before.venues[0].halls[0].name.clone();
        assert_eq!(after, before);
    }
}

#[test]
fn a_host_translates_its_own_texts_and_no_others_and_two_at_once_are_told() {
    for world in worlds() {
        let lead = lead(&world);
        let (one, other) = (
            wish(&world, TITLE, Lang::En, "One", By::Person),
            wish(&world, TITLE, Lang::En, "Other", By::Person),
        );
        assert_eq!(write(&world, &lead, Who::Lead, one), Ok(()));
        assert_eq!(write(&world, &lead, Who::Lead, other), Err(Some(Unwilling::Changed)));
        let foreign = wish(&world, HALL, Lang::En, "Mine", By::Person);
        assert_eq!(write(&world, &lead, Who::Lead, foreign), Err(None));
        assert_eq!(mark(&world, &lead, Who::Lead, &[HALL]), Ok(0));
        let all = wish(&world, HALL, Lang::En, "Mine", By::Person);
        let denied = write(&world, &lead, Who::Organiser, all);
        assert!(matches!(denied, Err(Some(Unwilling::Denied(_)))), "{denied:?}");
    }
}

#[test]
fn what_nobody_has_read_is_released_only_where_the_edition_allows_it() {
    for world in worlds() {
        let ctx = world.ctx.clone();
        let machine = wish(&world, TITLE, Lang::En, "Machine words", By::Machine);
        write(&world, &ctx, Who::Organiser, machine).unwrap();
        let published = |world: &World| {
            let ctx = world.ctx.clone();
            world.pass(std::time::Duration::from_secs(1));
            world
                .write(move |tx: &mut Tx<'_>| -> Result<_, Error<programme::Unwilling>> {
                    let may =
                        access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
                    programme::publish(tx, &ctx, may, Text::empty())
                })
                .programme
        };
        let first = published(&world);
        assert_eq!(first.activities[0].title, Text::in_one(Lang::Zh, "算力工作坊"));
        let ctx = world.ctx.clone();
        outcome(&world, move |tx| {
            let may = can(tx, &ctx, edition())?;
            Ok(terms::allow(tx, &ctx, may, Unchecked::Shown)?)
        })
        .unwrap();
        assert_eq!(published(&world).activities[0].title.get(Lang::En), "Machine words");
        // Read by somebody it is shown in any case; nothing else is different then.
        let ctx = world.ctx.clone();
        outcome(&world, move |tx| {
            let may = can(tx, &ctx, edition())?;
            Ok(terms::allow(tx, &ctx, may, Unchecked::Withheld)?)
        })
        .unwrap();
        assert_eq!(mark(&world, &world.ctx, Who::Organiser, &[TITLE]), Ok(1));
        assert_eq!(published(&world).activities[0].title.get(Lang::En), "Machine words");
    }
}
