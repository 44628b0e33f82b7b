use super::*;
use crate::access::{ManageGrants, ReadHost};
use crate::hosting::model::Resource;
use crate::hosting::refusal::Hundredths;
use crate::hosting::rules::Line;
use crate::hosting::verbs::grants::{self, AMOUNT_MAX, Place, Wish};
use crate::programme::index::Index;

fn wish(resource: Resource, hall: Option<&str>, amount: i64) -> Wish {
    let host = fixture::programme(6).hosts[0].slug.clone();
    Wish { host, resource, place: Place::read(hall.unwrap_or_default()).unwrap(), amount }
}

fn set(world: &World, ctx: &Ctx, wish: Wish) -> Result<(), Option<Unwilling>> {
    let ctx = ctx.clone();
    outcome(world, move |tx| {
        let may = may::<ManageGrants>(tx, &ctx, edition())?;
        grants::set(tx, &ctx, may, &wish)
    })
}

fn balance(world: &World, ctx: &Ctx) -> Vec<Line> {
    let ctx = ctx.clone();
    outcome(world, move |tx| {
        let may = may::<ReadHost>(tx, &ctx, host())?;
        let book = grants::of_host(tx, may)?;
        Ok(book.of(&Index::of(&book.programme), may.host::<Host>()))
    })
    .unwrap()
}

#[test]
fn what_is_granted_is_spent_by_the_draft() {
    for world in worlds() {
        let (organiser, lead) = (organiser(&world), lead(&world));
        let spent = balance(&world, &lead);
        let activities = spent.iter().find(|line| line.resource == Resource::Activities).unwrap();
        assert!(activities.spent > 0 && activities.granted == 0, "{spent:?}");
        let minutes =
            spent.iter().find(|line| line.resource == Resource::HallMinutes).unwrap().spent;
        set(&world, &organiser, wish(Resource::HallMinutes, None, minutes + 60)).unwrap();
        set(&world, &organiser, wish(Resource::Passes, None, 40)).unwrap();
        let after = balance(&world, &lead);
        let time = after.iter().find(|line| line.resource == Resource::HallMinutes).unwrap();
        assert_eq!((time.granted, time.left()), (minutes + 60, 60));
        assert!(after.iter().any(|line| line.resource == Resource::Passes && line.left() == 40));
        assert!(world.told().iter().filter(|kind| *kind == "hosting.granted").count() == 2);
    }
}

#[test]
fn a_grant_is_changed_taken_back_and_never_below_what_is_spent() {
    for world in worlds() {
        let organiser = organiser(&world);
        let spent = balance(&world, &organiser);
        let minutes =
            spent.iter().find(|line| line.resource == Resource::HallMinutes).unwrap().spent;
        let time = |amount| wish(Resource::HallMinutes, None, amount);
        set(&world, &organiser, time(minutes + 30)).unwrap();
        set(&world, &organiser, time(minutes)).unwrap();
        // Said again, nothing happens and nothing is told.
        let told = world.told().len();
        set(&world, &organiser, time(minutes)).unwrap();
        assert_eq!(world.told().len(), told);
        let hundredths = Hundredths((minutes * 100 + 30) / 60);
        let refused = Some(Unwilling::BelowSpent { spent: hundredths });
        assert_eq!(set(&world, &organiser, time(minutes - 1)), Err(refused));
        assert_eq!(set(&world, &organiser, time(0)), Err(refused));
        set(&world, &organiser, wish(Resource::Badges, None, 5)).unwrap();
        set(&world, &organiser, wish(Resource::Badges, None, 0)).unwrap();
        assert!(balance(&world, &organiser).iter().all(|line| line.resource != Resource::Badges));
    }
}

#[test]
fn what_cannot_be_granted_is_refused_beside_its_field() {
    for world in worlds() {
        let organiser = organiser(&world);
        let no = |wish: Wish| set(&world, &organiser, wish).unwrap_err().unwrap();
        assert_eq!(no(wish(Resource::Seats, None, -1)), Unwilling::NoAmount);
        assert_eq!(no(wish(Resource::Seats, None, AMOUNT_MAX + 1)), Unwilling::NoAmount);
        assert_eq!(no(wish(Resource::Seats, Some("river/main"), 5)), Unwilling::NoHall);
        assert_eq!(
            no(wish(Resource::HallMinutes, Some("river/no-such-hall"), 5)),
            Unwilling::NoHall
        );
        let nobody = Wish { host: "nobody".parse().unwrap(), ..wish(Resource::Seats, None, 5) };
        assert_eq!(no(nobody), Unwilling::NoHost);
        // A lead may spend, not grant.
        let lead = lead(&world);
        let denied = set(&world, &lead, wish(Resource::Seats, None, 5)).unwrap_err();
        assert!(matches!(denied, Some(Unwilling::Denied(_))));
    }
}
