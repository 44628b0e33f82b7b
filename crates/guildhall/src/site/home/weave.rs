//! The programme seen from afar: each day a cloth, each hall a thread, each activity a coloured
//! stretch of it. Drawn from the same placements as the timetable.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use kernel::Date;

use crate::editions::model::HallId;
use crate::programme::index::Index;
use crate::programme::model::Programme;

/// The drawing's own units: a panel is `WIDTH` by one unit a minute.
const WIDTH: i64 = 1200;

/// One day's cloth.
pub struct Cloth {
    pub day: Date,
    /// How many activities it shows.
    pub count: usize,
    /// The path of each part's stretches, with the class of its hue.
    pub paths: Vec<(String, String)>,
    pub height: i64,
    /// Minute at which the drawing begins; the same for all days.
    pub from: i64,
    pub midnight: i64,
}

impl Cloth {
    pub fn view_box(&self) -> String {
        format!("0 0 {WIDTH} {}", self.height)
    }
}

struct Stretch {
    hall: HallId,
    part: usize,
    start: i64,
    end: i64,
}

/// The cloth of each of these days, all on one scale.
pub fn weave(programme: &Programme, index: &Index, days: &[Date]) -> Vec<Cloth> {
    let zone = &programme.edition.zone;
    let mut by_day: BTreeMap<Date, Vec<Stretch>> =
        days.iter().map(|day| (*day, Vec::new())).collect();
    let parts: HashMap<_, _> =
        programme.parts.iter().enumerate().map(|(at, part)| (part.id, at)).collect();
    for activity in index.in_order(programme) {
        let Some(placement) = activity.placement.filter(|_| activity.parent.is_none()) else {
            continue;
        };
        let day = zone.wall(placement.interval.start()).date;
        let midnight = zone.moment(day, 0);
        let stretch = Stretch {
            hall: placement.hall,
            part: parts.get(&activity.part).copied().unwrap_or(0),
            start: placement.interval.start().minutes_since(midnight),
            end: placement.interval.end().minutes_since(midnight),
        };
        by_day.entry(day).or_default().push(stretch);
    }
    let all = || by_day.values().flatten();
    let from = all().map(|it| it.start).min().unwrap_or(0);
    let until = all().map(|it| it.end).max().unwrap_or(0).max(from + 60);
    let cloth = |(day, stretches): (&Date, &Vec<Stretch>)| Cloth {
        day: *day,
        count: stretches.len(),
        paths: paths(programme, stretches, from),
        height: until - from,
        from,
        midnight: zone.moment(*day, 0).as_millis(),
    };
    by_day.iter().map(cloth).collect()
}

fn paths(programme: &Programme, stretches: &[Stretch], from: i64) -> Vec<(String, String)> {
    let halls: Vec<HallId> = programme
        .venues
        .iter()
        .flat_map(|venue| venue.halls.iter().map(|hall| hall.id))
        .filter(|id| stretches.iter().any(|stretch| stretch.hall == *id))
        .collect();
    let thread = WIDTH / i64::try_from(halls.len().max(6)).unwrap_or(WIDTH);
    let mut by_part: BTreeMap<usize, String> = BTreeMap::new();
    for stretch in stretches {
        let Some(at) = halls.iter().position(|id| *id == stretch.hall) else { continue };
        let x = i64::try_from(at).unwrap_or(0) * thread;
        let (y, height) = (stretch.start - from, (stretch.end - stretch.start - 4).max(3));
        let path = by_part.entry(stretch.part).or_default();
        let _ = write!(path, "M{x} {y}h{}v{height}h-{}z", thread - 6, thread - 6);
    }
    by_part.into_iter().map(|(part, path)| (format!("p{part}"), path)).collect()
}
