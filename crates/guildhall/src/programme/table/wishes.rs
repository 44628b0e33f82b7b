//! What the solver is told beside the programme itself: who is away when, and what visitors want to see
//! both of.

use solve::timetable;
use solve::timetable::Problem;
use solve::timetable::problem::{self as said, Span};

use crate::programme::absences::{self, Absence, Whose};
use crate::programme::index::Index;
use crate::programme::model::Programme;
use crate::programme::stars::Pair;

#[derive(Clone, Copy, Debug, Default)]
pub struct Wishes<'w> {
    pub absences: &'w [Absence],
    pub stars: &'w [Pair],
}

/// What a wish to be free weighs, beside a hundred for a change of hall.
const WISH_WEIGHT: u32 = 150;

/// However many want to see both, it never outweighs all else.
const PEOPLE_MAX: i64 = 300;

impl Wishes<'_> {
    pub fn told(&self, base: &mut Problem, programme: &Programme, index: &Index) {
        heed(base, programme, index, self.absences);
        let slug = |id| index.activity(programme, id).map(|one| one.slug.to_string());
        let there = |name: &String| base.activities.iter().any(|one| one.id == *name);
        let stars = self.stars.iter().filter_map(|pair| {
            let (one, other) = (slug(pair.one)?, slug(pair.other)?);
            let people = pair.people.clamp(0, PEOPLE_MAX).unsigned_abs() as u32;
            (there(&one) && there(&other)).then_some(said::Stars { one, other, people })
        });
        base.stars = stars.collect();
    }
}

/// Tells the solver when who is not there. A host is at each of its activities by itself: it may host
/// many at once.
fn heed(base: &mut Problem, programme: &Programme, index: &Index, absences: &[Absence]) {
    let zone = &programme.edition.zone;
    let all = Span { from: 0, until: base.days.len() as i32 * 24 * 60 };
    for absence in absences {
        let wall = zone.wall(absence.interval.start());
        let day = base.days.iter().position(|day| *day == wall.date.to_string());
        let Some(day) = day else { continue };
        let from = day as i32 * 24 * 60 + i32::from(wall.minute);
        let span = Span { from, until: from + absence.interval.minutes() as i32 };
        let names: Vec<String> = match absence.whose {
            Whose::Person(id) => {
                index.person(programme, id).map(|one| one.slug.to_string()).into_iter().collect()
            }
            Whose::Host(host) => index
                .of_host(programme, host)
                .into_iter()
                .filter_map(|one| {
                    let own = base.activities.iter_mut().find(|it| it.id == one.slug.as_str())?;
                    let name = format!("@{}/{}", host, one.slug);
                    if !own.parties.contains(&name) {
                        own.parties.push(name.clone());
                        base.parties.push(said::Party { id: name.clone(), ..Default::default() });
                    }
                    Some(name)
                })
                .collect(),
        };
        for party in base.parties.iter_mut().filter(|party| names.contains(&party.id)) {
            match absence.sort {
                absences::Sort::Away => {
                    let there = party.available.take().unwrap_or_else(|| vec![all]);
                    party.available = Some(timetable::domain::without(&there, span));
                }
                absences::Sort::RatherNot => {
                    party.avoids.push(said::Avoid { span, weight: WISH_WEIGHT });
                }
            }
        }
    }
}
