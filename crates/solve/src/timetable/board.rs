//! A timetable that is changed one activity at a time and always knows its cost.
//!
//! **Invariant:** no two activities stand in one hall at once, and none stands outside its domain:
//! what has no room stands nowhere, which breaks a demand. All else is counted by differences in
//! [`Board::cost_at`]; the constraints count the same from nothing, and tests compare the two.

use super::case::{Case, Place, Plan, day_of};
use super::domain::Domains;
use super::links::Links;
use crate::score::Score;

/// What does not change while searching.
pub struct Ground<'a> {
    pub case: &'a Case,
    pub domains: Domains,
    pub links: Vec<Links>,
    /// Days on which a hall is open.
    days_open: Vec<usize>,
    /// Days on which something can start, counted from the first.
    days: usize,
    /// By part and by topic: minutes of an average day.
    part_average: Vec<i64>,
    topic_average: Vec<i64>,
}

impl<'a> Ground<'a> {
    pub fn new(case: &'a Case, domains: Domains, links: Vec<Links>) -> Self {
        let open = case.halls.iter().flat_map(|hall| &hall.open);
        let mut days_open: Vec<usize> =
            open.flat_map(|span| day_of(span.from)..=day_of(span.until - 1)).collect();
        days_open.sort_unstable();
        days_open.dedup();
        let average_of = days_open.len().max(1) as i64;
        let average = |groups: &[super::case::Group]| {
            let minutes = |at: &u32| i64::from(case.activities[*at as usize].minutes);
            let of = |group: &super::case::Group| group.activities.iter().map(minutes).sum::<i64>();
            groups.iter().map(|group| of(group) / average_of).collect()
        };
        let (part_average, topic_average) = (average(&case.parts), average(&case.topics));
        let last = domains.of.iter().flatten().map(|range| day_of(range.last)).max();
        let days = last.map_or(1, |last| last + 1);
        Self { case, domains, links, days_open, days, part_average, topic_average }
    }
}

#[derive(Clone)]
pub struct Board<'a> {
    pub ground: &'a Ground<'a>,
    pub plan: Plan,
    /// By hall: (start of its busy time, activity), sorted.
    pub calendars: Vec<Vec<(i32, u32)>>,
    /// Activities that stand nowhere, sorted.
    pub homeless: Vec<u32>,
    /// While mending: activities that stand elsewhere than released, sorted.
    pub astray: Vec<u32>,
    /// By track: activities in each (day, hall) that has any, sorted.
    track_halls: Vec<Vec<((usize, u32), u32)>>,
    /// By group and day, by part and day, by topic and day.
    group_days: Vec<Vec<u32>>,
    part_minutes: Vec<Vec<i64>>,
    topic_minutes: Vec<Vec<i64>>,
    /// By host: hall minutes that count.
    used: Vec<i64>,
    journal: Vec<(u32, Option<Place>)>,
    score: Score,
}

impl<'a> Board<'a> {
    pub fn new(ground: &'a Ground<'a>) -> Self {
        let case = ground.case;
        let all = case.activities.len();
        let days = ground.days;
        let mut board = Self {
            ground,
            plan: vec![None; all],
            calendars: vec![Vec::new(); case.halls.len()],
            homeless: (0..all as u32).collect(),
            astray: Vec::new(),
            track_halls: vec![Vec::new(); case.tracks.len()],
            group_days: vec![vec![0; days]; case.same_day.len()],
            part_minutes: vec![vec![0; days]; case.parts.len()],
            topic_minutes: vec![vec![0; days]; case.topics.len()],
            used: vec![0; case.hosts.len()],
            journal: Vec::new(),
            score: Score::hard(all as i64),
        };
        let weights = &case.weights;
        for (averages, weight) in [
            (&ground.part_average, weights.part_balance),
            (&ground.topic_average, weights.topic_balance),
        ] {
            let all: i64 = averages.iter().sum();
            board.score.soft += all * ground.days_open.len() as i64 * i64::from(weight);
        }
        board
    }

    pub fn score(&self) -> Score {
        self.score
    }

    /// Puts an activity that stands nowhere into a free place of its domain.
    pub fn put(&mut self, activity: u32, place: Place) {
        self.journal.push((activity, None));
        self.enter(activity, place);
    }

    /// Takes an activity away from where it stands.
    pub fn take(&mut self, activity: u32) {
        self.journal.push((activity, self.plan[activity as usize]));
        self.leave(activity);
    }

    pub fn forget(&mut self) {
        self.journal.clear();
    }

    /// Undoes everything back to the last [`Self::forget`].
    pub fn revert(&mut self) {
        while let Some((activity, before)) = self.journal.pop() {
            match before {
                None => self.leave(activity),
                Some(place) => self.enter(activity, place),
            }
        }
    }

    /// Activities that stand in the way of one at a place.
    pub fn in_the_way(&self, activity: u32, place: Place, into: &mut Vec<u32>) {
        into.clear();
        let case = self.ground.case;
        let busy = case.activities[activity as usize].hall_span(place.start);
        let changeover = case.halls[place.hall as usize].changeover;
        let calendar = &self.calendars[place.hall as usize];
        let end = calendar.partition_point(|&(from, _)| from < busy.until + changeover);
        for &(from, other) in calendar[..end].iter().rev() {
            let until = from + case.activities[other as usize].hall_minutes();
            if until + changeover <= busy.from {
                // Nothing earlier reaches as far: they do not overlap each other.
                break;
            }
            if other != activity {
                into.push(other);
            }
        }
    }

    fn enter(&mut self, activity: u32, place: Place) {
        let cost = self.cost_at(activity, place);
        self.score += cost - Score::hard(1);
        let busy = self.ground.case.activities[activity as usize].hall_span(place.start);
        let calendar = &mut self.calendars[place.hall as usize];
        let at = calendar.partition_point(|&one| one < (busy.from, activity));
        calendar.insert(at, (busy.from, activity));
        let at = self.homeless.binary_search(&activity).expect("it stood nowhere");
        self.homeless.remove(at);
        self.plan[activity as usize] = Some(place);
        if self.strays(activity, place) {
            let at = self.astray.partition_point(|&one| one < activity);
            self.astray.insert(at, activity);
        }
        self.tally(activity, place, true);
    }

    fn leave(&mut self, activity: u32) {
        let place = self.plan[activity as usize].take().expect("it stood somewhere");
        let busy = self.ground.case.activities[activity as usize].hall_span(place.start);
        let calendar = &mut self.calendars[place.hall as usize];
        let at = calendar.binary_search(&(busy.from, activity)).expect("its hall knows it");
        calendar.remove(at);
        let at = self.homeless.partition_point(|&one| one < activity);
        self.homeless.insert(at, activity);
        if self.strays(activity, place) {
            let at = self.astray.binary_search(&activity).expect("it stood elsewhere");
            self.astray.remove(at);
        }
        self.tally(activity, place, false);
        let cost = self.cost_at(activity, place);
        self.score = self.score - cost + Score::hard(1);
    }

    fn strays(&self, activity: u32, place: Place) -> bool {
        let case = self.ground.case;
        case.mending && case.release[activity as usize].is_some_and(|before| before != place)
    }

    /// Keeps the counts by day and host.
    fn tally(&mut self, activity: u32, place: Place, comes: bool) {
        let case = self.ground.case;
        let own = &case.activities[activity as usize];
        let day = day_of(place.start);
        let sign = if comes { 1 } else { -1 };
        let minutes = sign * i64::from(own.minutes);
        if let Some(part) = own.part {
            self.part_minutes[part as usize][day] += minutes;
        }
        for &topic in &own.topics {
            self.topic_minutes[topic as usize][day] += minutes;
        }
        for &group in &self.ground.links[activity as usize].same_day {
            let count = &mut self.group_days[group as usize][day];
            *count = count.wrapping_add_signed(sign as i32);
        }
        if let Some(host) = own.host.filter(|&host| self.counts(host, place)) {
            self.used[host as usize] += sign * i64::from(own.hall_minutes());
        }
        if let Some(track) = own.track {
            let halls = &mut self.track_halls[track as usize];
            let key = (day, place.hall);
            let at = halls.partition_point(|(one, _)| *one < key);
            let known = halls.get(at).is_some_and(|(one, _)| *one == key);
            if !known {
                halls.insert(at, (key, 0));
            }
            halls[at].1 = halls[at].1.wrapping_add_signed(sign as i32);
            if halls[at].1 == 0 {
                halls.remove(at);
            }
        }
    }

    /// The days and halls in which a track stands.
    pub fn halls_by_day(&self, track: u32) -> impl Iterator<Item = (usize, u32)> {
        self.track_halls[track as usize].iter().map(|(key, _)| *key)
    }

    fn counts(&self, host: u32, place: Place) -> bool {
        self.ground.case.halls[place.hall as usize].owner != Some(host)
    }

    /// What an activity that stands nowhere would cost at a place, by what stands; that it has a place
    /// at all is not in it.
    pub fn cost_at(&self, activity: u32, place: Place) -> Score {
        let mut cost = self.cost_near(activity, place);
        cost += self.cost_in_order(activity, place);
        cost += self.cost_by_day(activity, place);
        cost.soft += self.cost_alone(activity, place);
        cost
    }

    /// What it costs there whatever else stands.
    fn cost_alone(&self, activity: u32, place: Place) -> i64 {
        let case = self.ground.case;
        let weights = &case.weights;
        let own = &case.activities[activity as usize];
        let mut cost = 0;
        if let Some(capacity) = case.halls[place.hall as usize].capacity {
            cost += i64::from(weights.demand) * i64::from(own.demand.saturating_sub(capacity));
        }
        let span = own.span(place.start);
        for &(avoided, weight) in &self.ground.links[activity as usize].avoids {
            cost += if avoided.meets(span) { i64::from(weights.avoids) * weight } else { 0 };
        }
        if let Some(before) = case.release[activity as usize] {
            let changes = [
                (before != place, weights.change),
                (day_of(before.start) != day_of(place.start), weights.change_day),
                (before.hall != place.hall, weights.change_hall),
                (before.start != place.start, weights.change_time),
            ];
            cost += changes.iter().filter(|one| one.0).map(|one| i64::from(one.1)).sum::<i64>();
        }
        cost
    }

    /// Those that must or should not be at the same time.
    fn cost_near(&self, activity: u32, place: Place) -> Score {
        let case = self.ground.case;
        let span = case.span(activity, place);
        let mut cost = Score::ZERO;
        for link in &self.ground.links[activity as usize].near {
            let Some(other) = self.plan[link.other as usize] else { continue };
            let theirs = case.span(link.other, other);
            let tolerated =
                link.stood && case.tolerates_both((activity, place), (link.other, other));
            if span.meets(theirs) {
                cost.hard += if tolerated { 0 } else { i64::from(link.apart + link.parties) };
                cost.soft += link.overlap;
            } else if link.parties > 0 && !tolerated {
                let way = case.way(place.hall, other.hall);
                if span.from < theirs.until + way && theirs.from < span.until + way {
                    cost.hard += i64::from(link.parties);
                }
            }
        }
        cost
    }

    /// Precedence and series.
    fn cost_in_order(&self, activity: u32, place: Place) -> Score {
        let case = self.ground.case;
        let links = &self.ground.links[activity as usize];
        let span = case.span(activity, place);
        let mut cost = Score::ZERO;
        for &(other, gap) in &links.after {
            let early = self.plan[other as usize].is_some_and(|first| {
                span.from < case.span(other, first).until + gap
                    && !case.tolerates_both((activity, place), (other, first))
            });
            cost.hard += i64::from(early);
        }
        for &(other, gap) in &links.before {
            let late = self.plan[other as usize].is_some_and(|it| {
                it.start < span.until + gap && !case.tolerates_both((activity, place), (other, it))
            });
            cost.hard += i64::from(late);
        }
        let weight = i64::from(case.weights.series);
        if let Some((other, first)) = self.placed(links.previous) {
            cost.soft += if self.follows(other, first, activity, place) { 0 } else { weight };
        }
        if let Some((other, second)) = self.placed(links.next) {
            cost.soft += if self.follows(activity, place, other, second) { 0 } else { weight };
        }
        cost
    }

    fn placed(&self, activity: Option<u32>) -> Option<(u32, Place)> {
        let activity = activity?;
        Some((activity, self.plan[activity as usize]?))
    }

    fn follows(&self, one: u32, first: Place, other: u32, second: Place) -> bool {
        let case = self.ground.case;
        let free = case.activities[one as usize].hall_span(first.start).until;
        let between = case.activities[other as usize].hall_span(second.start).from - free;
        let most = case.halls[first.hall as usize].changeover + case.grid - 1;
        first.hall == second.hall && (0..=most).contains(&between)
    }

    /// What is counted by days and by hosts.
    fn cost_by_day(&self, activity: u32, place: Place) -> Score {
        let case = self.ground.case;
        let weights = &case.weights;
        let own = &case.activities[activity as usize];
        let day = day_of(place.start);
        let mut cost = Score::ZERO;
        for &group in &self.ground.links[activity as usize].same_day {
            let days = &self.group_days[group as usize];
            let others = days.iter().enumerate().any(|(at, &count)| at != day && count > 0);
            cost.hard += i64::from(others && days[day] == 0);
        }
        if let Some(track) = own.track {
            let halls = &self.track_halls[track as usize];
            let from = halls.partition_point(|(key, _)| *key < (day, 0));
            let of_day = halls[from..].iter().take_while(|(key, _)| key.0 == day);
            let (mut any, mut same) = (false, false);
            for (key, _) in of_day {
                any = true;
                same |= key.1 == place.hall;
            }
            cost.soft += if any && !same { i64::from(weights.track_halls) } else { 0 };
        }
        let minutes = i64::from(own.minutes);
        let shift =
            |now: i64, average: i64| (now + minutes - average).abs() - (now - average).abs();
        // A day without open halls has no share; what was released for it may stand there all the same.
        let shares = self.ground.days_open.binary_search(&day).is_ok();
        if let Some(part) = own.part.filter(|_| shares && weights.part_balance > 0) {
            let change = shift(
                self.part_minutes[part as usize][day],
                self.ground.part_average[part as usize],
            );
            cost.soft += i64::from(weights.part_balance) * change;
        }
        for &topic in own.topics.iter().filter(|_| shares && weights.topic_balance > 0) {
            let change = shift(
                self.topic_minutes[topic as usize][day],
                self.ground.topic_average[topic as usize],
            );
            cost.soft += i64::from(weights.topic_balance) * change;
        }
        if let Some(host) = own.host.filter(|&host| self.counts(host, place))
            && let Some(granted) = case.hosts[host as usize].granted
        {
            let over = |used: i64| ((used - granted).max(0) + 59) / 60;
            let used = self.used[host as usize];
            cost.hard += over(used + i64::from(own.hall_minutes())) - over(used);
        }
        cost
    }
}
