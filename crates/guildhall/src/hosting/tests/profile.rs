use super::*;
use crate::hosting::verbs::profile::{self, Wish, seen_of};
use crate::hosting::wish::Both;

fn there(world: &World) -> Host {
    drafted(world).hosts.remove(0)
}

fn wish(world: &World, name_zh: &str) -> Wish {
    Wish {
        name: Both { zh: name_zh.to_owned(), en: "Sample Community".to_owned() },
        summary: Both { zh: "我们读论文。".to_owned(), en: String::new() },
        site: "https://example.org".to_owned(),
        seen: seen_of(&there(world)),
    }
}

fn put(world: &World, ctx: &Ctx, wish: Wish) -> Result<(), Option<Unwilling>> {
    let ctx = ctx.clone();
    outcome(world, move |tx| {
        let may = runs(tx, &ctx)?;
        profile::put(tx, &ctx, may, &wish)
    })
}

#[test]
fn a_lead_writes_the_profile_and_statuses_are_kept() {
    for world in worlds() {
        let lead = lead(&world);
        put(&world, &lead, wish(&world, "样例学社")).unwrap();
        let after = there(&world);
        assert_eq!(after.name.get(Lang::Zh), "样例学社");
        assert_eq!(after.name.exactly(Lang::En).unwrap().status, kernel::Status::Stale);
        assert_eq!(after.summary.exactly(Lang::Zh).unwrap().status, kernel::Status::Original);
        assert_eq!(after.site.as_deref(), Some("https://example.org"));
        let told = world.told().len();
        put(&world, &lead, wish(&world, "样例学社")).unwrap();
        assert_eq!(world.told().len(), told, "said again, nothing happens");
        // The draft still reads back whole.
        assert_eq!(drafted(&world).activities.len(), 6);
    }
}

#[test]
fn two_who_write_the_profile_at_once_do_not_write_over_each_other() {
    for world in worlds() {
        let lead = lead(&world);
        let (one, other) = (wish(&world, "其一"), wish(&world, "其二"));
        put(&world, &lead, one).unwrap();
        assert_eq!(put(&world, &lead, other), Err(Some(Unwilling::Changed)));
        assert_eq!(there(&world).name.get(Lang::Zh), "其一");
        let no = |wish: Wish| put(&world, &lead, wish).unwrap_err();
        let site = |site: &str| Wish { site: site.to_owned(), ..wish(&world, "其一") };
        for wrong in ["http://example.org", "https://nowhere", "https://a b.org", "ftp://x.org"] {
            assert_eq!(no(site(wrong)), Some(Unwilling::NoSite), "{wrong}");
        }
        let nameless = Wish { name: Both::default(), ..wish(&world, "") };
        assert_eq!(no(nameless), Some(Unwilling::NoName));
    }
}
