//! Checks a problem and gives its things numbers; refusals name the path of the field.

use std::collections::BTreeMap;

use super::case::{Case, DAY, NONE, Person, Rest, Slot, Table, Wish};
use super::domain;
use super::problem::{self, Problem, Says, Span};
use crate::invalid::Invalid;

pub const SLOTS_MAX: usize = 2_048;
/// Slots of one day: one bit each.
pub const DAY_SLOTS_MAX: usize = 64;
pub const PERSONS_MAX: usize = 200_000;
pub const TABLES_MAX: usize = 50_000;
pub const WISHES_MAX: usize = 1_000_000;
/// Entries of one list that is not one of those.
pub const LIST_MAX: usize = 1_000_000;
/// Persons times slots, tables times slots, wishes times days: what lies in memory as a table.
pub const CELLS_MAX: usize = 10_000_000;
pub const VENUES_MAX: usize = 1_000;
pub const PARTIES_OF_A_MEETING: std::ops::RangeInclusive<usize> = 2..=8;
/// Days; also the latest minute.
pub const DAYS_MAX: i32 = 60;
pub const WEIGHT_MAX: u32 = 1_000_000;
pub const PEOPLE_MAX: u32 = 10_000;

/// Things by name.
pub(super) struct Names<'a> {
    what: &'static str,
    places: BTreeMap<&'a str, u32>,
}

impl<'a> Names<'a> {
    fn new(
        what: &'static str,
        list: &str,
        most: usize,
        names: impl ExactSizeIterator<Item = &'a String>,
    ) -> Result<Self, Invalid> {
        at_most(list, names.len(), most)?;
        let mut places = BTreeMap::new();
        for (at, name) in names.enumerate() {
            if name.trim().is_empty() {
                return Err(Invalid::new(format!("{list}[{at}].id"), "is empty"));
            }
            if places.insert(name.as_str(), at as u32).is_some() {
                let says = format!("{what} \"{name}\" is there twice");
                return Err(Invalid::new(format!("{list}[{at}].id"), says));
            }
        }
        Ok(Self { what, places })
    }

    fn find(&self, name: &str, at: impl Fn() -> String) -> Result<u32, Invalid> {
        let unknown = || Invalid::new(at(), format!("there is no {} \"{name}\"", self.what));
        self.places.get(name).copied().ok_or_else(unknown)
    }

    fn find_all(&self, names: &[String], path: &str) -> Result<Vec<u32>, Invalid> {
        at_most(path, names.len(), LIST_MAX)?;
        let found = names.iter().enumerate();
        let found = found.map(|(at, name)| self.find(name, || format!("{path}[{at}]")));
        let mut found = found.collect::<Result<Vec<_>, _>>()?;
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

pub(super) fn at_most(path: &str, number: usize, most: usize) -> Result<(), Invalid> {
    let says = || format!("{number} of them; at most {most}");
    if number > most { Err(Invalid::new(path, says())) } else { Ok(()) }
}

fn spans(path: &str, spans: &[Span]) -> Result<Vec<Span>, Invalid> {
    at_most(path, spans.len(), LIST_MAX)?;
    for (at, &one) in spans.iter().enumerate() {
        span(&format!("{path}[{at}]"), one)?;
    }
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    // What touches is one time.
    spans.dedup_by(|next, last| {
        let touches = next.from <= last.until;
        if touches {
            last.until = last.until.max(next.until);
        }
        touches
    });
    Ok(spans)
}

fn span(path: &str, span: Span) -> Result<Span, Invalid> {
    let latest = DAYS_MAX * DAY;
    if span.from < 0 || span.until > latest || span.from >= span.until {
        let says = format!("{} to {} is no time between 0 and {latest}", span.from, span.until);
        return Err(Invalid::new(path, says));
    }
    Ok(span)
}

impl Case {
    pub fn new(problem: &Problem) -> Result<Self, Invalid> {
        let (slots, firsts) = slots(problem)?;
        let mut case = Self {
            days: problem.days.clone(),
            slots,
            firsts,
            venues: 0,
            ways: Vec::new(),
            way_max: 0,
            tables: Vec::new(),
            kinds: Vec::new(),
            persons: Vec::new(),
            parties: problem.parties.len() as u32,
            wishes: Vec::new(),
            domains: Vec::new(),
            suits: Vec::new(),
            helpers: Vec::new(),
            precedences: Vec::new(),
            weights: problem.weights,
            caps: Vec::new(),
        };
        at_most("days", problem.days.len(), DAYS_MAX as usize)?;
        weights(problem)?;
        let parties = problem.parties.iter().map(|one| &one.id);
        let parties = Names::new("party", "parties", PERSONS_MAX, parties)?;
        let interpreters = problem.interpreters.iter().map(|one| &one.id);
        Names::new("interpreter", "interpreters", PERSONS_MAX, interpreters)?;
        let tables = problem.tables.iter().map(|one| &one.id);
        let tables = Names::new("table", "tables", TABLES_MAX, tables)?;
        let wishes = problem.wishes.iter().map(|one| &one.id);
        let wishes = Names::new("wish", "wishes", WISHES_MAX, wishes)?;
        cells(&case, problem)?;
        let venues = venues(&mut case, problem)?;
        persons(&mut case, problem)?;
        for (at, from) in problem.wishes.iter().enumerate() {
            let wish = wish(&case, from, at, &parties, &tables, &venues)?;
            case.wishes.push(wish);
        }
        precedences(&mut case, problem, &wishes)?;
        domain::fill(&mut case)?;
        Ok(case)
    }
}

fn slots(problem: &Problem) -> Result<(Vec<Slot>, Vec<u32>), Invalid> {
    at_most("slots", problem.slots.len(), SLOTS_MAX)?;
    let (mut slots, mut firsts): (Vec<Slot>, Vec<u32>) = (Vec::new(), Vec::new());
    for (at, &from) in problem.slots.iter().enumerate() {
        let path = format!("slots[{at}]");
        let span = span(&path, from)?;
        let last = slots.last().map(|slot| slot.span);
        if last.is_some_and(|last| last.until > span.from) {
            return Err(Invalid::new(path, "begins before the one before it ends"));
        }
        if last.is_none_or(|last| last.from / DAY != span.from / DAY) {
            firsts.push(at as u32);
        }
        let bit = at - firsts[firsts.len() - 1] as usize;
        if bit >= DAY_SLOTS_MAX {
            let says = format!("is more than the {DAY_SLOTS_MAX}th slot of its day");
            return Err(Invalid::new(path, says));
        }
        slots.push(Slot { span, day: firsts.len() as u32 - 1, bit: bit as u32 });
    }
    firsts.push(slots.len() as u32);
    Ok((slots, firsts))
}

fn weights(problem: &Problem) -> Result<(), Invalid> {
    let own = problem.weights;
    for (field, weight) in [("unmet", own.unmet), ("fairness", own.fairness), ("waits", own.waits)]
    {
        if weight > WEIGHT_MAX {
            let says = format!("{weight} is more than {WEIGHT_MAX}");
            return Err(Invalid::new(format!("weights.{field}"), says));
        }
    }
    Ok(())
}

/// What would be kept as tables must fit into memory.
fn cells(case: &Case, problem: &Problem) -> Result<(), Invalid> {
    let (slots, days) = (case.slots.len(), case.day_count());
    let persons = problem.parties.len() + problem.interpreters.len();
    for (path, cells) in [
        ("parties", persons * slots),
        ("tables", problem.tables.len() * slots),
        ("wishes", problem.wishes.len() * days),
    ] {
        if cells > CELLS_MAX {
            let says = format!("times slots or days: {cells}; at most {CELLS_MAX}");
            return Err(Invalid::new(path, says));
        }
    }
    Ok(())
}

fn venues<'a>(case: &mut Case, problem: &'a Problem) -> Result<BTreeMap<&'a str, u32>, Invalid> {
    let mut venues: BTreeMap<&str, u32> = BTreeMap::new();
    for (at, from) in problem.tables.iter().enumerate() {
        if from.seats > PEOPLE_MAX {
            let says = format!("{} is more than {PEOPLE_MAX}", from.seats);
            return Err(Invalid::new(format!("tables[{at}].seats"), says));
        }
        let open = from.open.as_ref();
        let open = open.map(|all| spans(&format!("tables[{at}].open"), all)).transpose()?;
        let next = venues.len() as u32;
        let venue = *venues.entry(from.venue.as_str()).or_insert(next);
        let (id, venue_name) = (from.id.clone(), from.venue.clone());
        case.tables.push(Table { id, venue, venue_name, seats: from.seats, open, kind: 0 });
    }
    at_most("tables (their venues)", venues.len(), VENUES_MAX)?;
    at_most("travel", problem.travel.len(), LIST_MAX)?;
    case.venues = venues.len() as u32;
    case.ways = vec![0; venues.len() * venues.len()];
    for (at, way) in problem.travel.iter().enumerate() {
        let find = |name: &String, field: &str| {
            let says = || format!("no table is in venue \"{name}\"");
            let at = || format!("travel[{at}].{field}");
            venues.get(name.as_str()).copied().ok_or_else(|| Invalid::new(at(), says()))
        };
        let (from, to) = (find(&way.from, "from")?, find(&way.to, "to")?);
        if way.minutes > DAY as u32 {
            let says = format!("{} is more than {DAY}", way.minutes);
            return Err(Invalid::new(format!("travel[{at}].minutes"), says));
        }
        for cell in [from * case.venues + to, to * case.venues + from] {
            let minutes = &mut case.ways[cell as usize];
            *minutes = (*minutes).max(way.minutes as i32);
            case.way_max = case.way_max.max(*minutes);
        }
    }
    Ok(venues)
}

fn persons(case: &mut Case, problem: &Problem) -> Result<(), Invalid> {
    let mut languages: BTreeMap<&str, u32> = BTreeMap::new();
    for (at, from) in problem.parties.iter().enumerate() {
        let path = format!("parties[{at}]");
        if from.people > PEOPLE_MAX {
            let says = format!("{} is more than {PEOPLE_MAX}", from.people);
            return Err(Invalid::new(format!("{path}.people"), says));
        }
        at_most(&format!("{path}.languages"), from.languages.len(), 100)?;
        let mut spoken = Vec::new();
        for name in &from.languages {
            let next = languages.len() as u32;
            spoken.push(*languages.entry(name).or_insert(next));
        }
        let person = person(case, &path, &from.id, &from.available, from.day_max, &from.rests)?;
        let people = from.people.max(1);
        case.persons.push(Person { people, languages: spoken, ..person });
    }
    for (at, from) in problem.interpreters.iter().enumerate() {
        let path = format!("interpreters[{at}]");
        at_most(&format!("{path}.pairs"), from.pairs.len(), 10_000)?;
        let mut pairs = Vec::new();
        for (one, other) in &from.pairs {
            let mut number = |name| {
                let next = languages.len() as u32;
                *languages.entry(name).or_insert(next)
            };
            let (one, other) = (number(one), number(other));
            pairs.push((one.min(other), one.max(other)));
        }
        pairs.sort_unstable();
        let person = person(case, &path, &from.id, &from.available, from.day_max, &from.rests)?;
        case.persons.push(Person { pairs, ..person });
    }
    Ok(())
}

fn person(
    case: &Case,
    path: &str,
    id: &str,
    available: &Option<Vec<Span>>,
    day_max: Option<u32>,
    rests: &[problem::Rest],
) -> Result<Person, Invalid> {
    let available = available.as_ref();
    let available = available.map(|all| spans(&format!("{path}.available"), all)).transpose()?;
    at_most(&format!("{path}.rests"), rests.len(), 100)?;
    let mut own = Vec::new();
    for (at, rest) in rests.iter().enumerate() {
        let path = format!("{path}.rests[{at}]");
        let within = span(&format!("{path}.within"), rest.within)?;
        if i64::from(rest.minutes) > i64::from(within.until - within.from) {
            let says = format!("{} do not fit into the span", rest.minutes);
            return Err(Invalid::new(format!("{path}.minutes"), says));
        }
        let first = case.slots.partition_point(|slot| slot.span.until <= within.from) as u32;
        let end = case.slots.partition_point(|slot| slot.span.from < within.until) as u32;
        own.push(Rest { within, minutes: rest.minutes as i32, first, end: end.max(first) });
    }
    Ok(Person {
        id: id.to_owned(),
        people: 0,
        available,
        free: Vec::new(),
        day_max: day_max.unwrap_or(u32::MAX),
        rests: own,
        languages: Vec::new(),
        pairs: Vec::new(),
        wishes: Vec::new(),
    })
}

fn wish(
    case: &Case,
    from: &problem::Wish,
    at: usize,
    parties: &Names<'_>,
    tables: &Names<'_>,
    venues: &BTreeMap<&str, u32>,
) -> Result<Wish, Invalid> {
    let path = |field: &str| format!("wishes[{at}].{field}");
    if !PARTIES_OF_A_MEETING.contains(&from.parties.len()) {
        let says = format!("{} of them; two to eight meet", from.parties.len());
        return Err(Invalid::new(path("parties"), says));
    }
    let (mut own, mut says) = (Vec::new(), Vec::new());
    for (place, guest) in from.parties.iter().enumerate() {
        let field = || path(&format!("parties[{place}].party"));
        let party = parties.find(&guest.party, field)?;
        if own.contains(&party) {
            return Err(Invalid::new(field(), format!("\"{}\" is named twice", guest.party)));
        }
        own.push(party);
        says.push(guest.says);
    }
    at_most(&path("venues"), from.venues.len(), LIST_MAX)?;
    let mut places = Vec::new();
    for (place, name) in from.venues.iter().enumerate() {
        let unknown = || format!("no table is in venue \"{name}\"");
        let field = || path(&format!("venues[{place}]"));
        let venue = venues.get(name.as_str()).copied();
        places.push(venue.ok_or_else(|| Invalid::new(field(), unknown()))?);
    }
    let fixed = from.fixed.as_ref().map(|spot| {
        let slot = case.slots.iter().position(|slot| slot.span.from == spot.start);
        let unknown = || format!("no slot begins at minute {}", spot.start);
        let slot = slot.ok_or_else(|| Invalid::new(path("fixed.start"), unknown()))?;
        let table = spot.table.as_ref();
        let table = table.map(|name| tables.find(name, || path("fixed.table"))).transpose()?;
        Ok((slot as u32, table.unwrap_or(NONE)))
    });
    let fixed = fixed.transpose()?;
    let refused = says.contains(&Says::No);
    let seats = own.iter().map(|&party| case.persons[party as usize].people).sum();
    Ok(Wish {
        id: from.id.clone(),
        must: !refused && (fixed.is_some() || says.contains(&Says::Must)),
        refused,
        parties: own,
        says,
        tables: tables.find_all(&from.tables, &path("tables"))?,
        venues: places,
        windows: spans(&path("windows"), &from.windows)?,
        fixed,
        seats,
        suit: 0,
        helper: NONE,
        before: Vec::new(),
        after: Vec::new(),
    })
}

fn precedences(case: &mut Case, problem: &Problem, wishes: &Names<'_>) -> Result<(), Invalid> {
    at_most("precedences", problem.precedences.len(), LIST_MAX)?;
    for (at, order) in problem.precedences.iter().enumerate() {
        let before = wishes.find(&order.before, || format!("precedences[{at}].before"))?;
        let after = wishes.find(&order.after, || format!("precedences[{at}].after"))?;
        if before == after {
            let says = "a meeting does not end before itself";
            return Err(Invalid::new(format!("precedences[{at}].after"), says));
        }
        case.precedences.push((before, after));
        case.wishes[before as usize].after.push(after);
        case.wishes[after as usize].before.push(before);
    }
    case.precedences.sort_unstable();
    case.precedences.dedup();
    for wish in &mut case.wishes {
        for list in [&mut wish.before, &mut wish.after] {
            list.sort_unstable();
            list.dedup();
        }
    }
    Ok(())
}
