//! Meetings of an import expo, generated: exhibitors and buyers who wish for more meetings than there
//! are tables, over three days. The goal is 773 exhibitors, 1,426 buyers, 300 tables and 1,700
//! meetings a day; x1 is a sixteenth of it, x4 a quarter, x16 the whole.
//!
//! `expo goal` runs the goal alone; `expo step` shows what a step costs as the expo grows.

use anyhow::Result;
use solve::meetings::problem::{
    Guest, Interpreter, Party, Precedence, Problem, Rest, Says, Span, Spot, Table, Travel, Wish,
};
use solve::meetings::solve;
use solve::{Limits, Outcome, Random, Watch, meetings};

use crate::options::Options;
use crate::stopwatch::{Stopwatch, cpu_seconds, peak_mib};

const SIZES: [(&str, usize); 4] = [("x1", 1), ("x4", 4), ("goal", 16), ("x64", 64)];

pub fn run(options: &Options) -> Result<()> {
    println!(
        "expo  parties wishes  seed held  bound  share  hard fewest  steps     seconds cpu     MiB"
    );
    for (name, size) in SIZES {
        if options.names.iter().any(|one| one == name)
            || (options.names.is_empty() && name != "x64")
        {
            for seed in options.seeds() {
                one(name, size, seed, options)?;
            }
        }
    }
    if options.wants("step") {
        steps(options)?;
    }
    Ok(())
}

fn one(name: &str, size: usize, seed: u64, options: &Options) -> Result<()> {
    let problem = generated(size, options.seed);
    let cpu = cpu_seconds();
    let clock = Stopwatch::start(options.seconds.unwrap_or(30.0));
    let watch = Watch { stop: Some(&clock.stop), progress: None };
    let outcome = solve(&problem, options.limits(seed), watch)?;
    let seconds = clock.seconds();
    let bound = outcome.bound.unwrap_or(f64::NAN);
    println!(
        "{name:<5} {:<7} {:<7} {seed:<4} {:<5} {bound:<6} {:<6.4} {:<4} {:<7} {:<9} {seconds:<7.2} {:<7.2} {:.0}",
        problem.parties.len(),
        problem.wishes.len(),
        outcome.value,
        outcome.value / bound,
        outcome.score.hard,
        fewest(&outcome),
        outcome.steps,
        cpu_seconds() - cpu,
        peak_mib(),
    );
    Ok(())
}

/// How many parties have none, one, two of their meetings.
fn fewest(outcome: &Outcome<meetings::Answer>) -> String {
    let shares = outcome.answer.iter().flat_map(|answer| &answer.shares);
    let few: Vec<String> =
        shares.take(3).map(|one| format!("{}:{}", one.meetings, one.parties)).collect();
    few.join(",")
}

/// What a step costs: the same walk twice as long, less the walk, so that reading and bounds fall out.
fn steps(options: &Options) -> Result<()> {
    println!("wishes  steps   µs a step  MiB peak");
    for (_, size) in SIZES {
        let problem = generated(size, options.seed);
        let steps = options.steps.unwrap_or(200_000);
        let limits = |steps| Limits { steps, seed: options.seed, searches: 1 };
        let before = cpu_seconds();
        solve(&problem, limits(0), Watch::NONE)?;
        let started = cpu_seconds();
        solve(&problem, limits(steps), Watch::NONE)?;
        let walked = (cpu_seconds() - started) - (started - before);
        println!(
            "{:<7} {steps:<7} {:<10.2} {:.0}",
            problem.wishes.len(),
            walked * 1e6 / steps as f64,
            peak_mib()
        );
    }
    Ok(())
}

const LANGUAGES: [&str; 7] = ["zh", "en", "de", "ja", "fr", "es", "ru"];
const HALLS: [&str; 4] = ["North", "South", "East", "West"];
/// Six slots a day.
const STARTS: [i32; 6] = [570, 630, 690, 780, 840, 900];

fn at(day: i32, from: i32, until: i32) -> Span {
    Span { from: day * 1440 + from, until: day * 1440 + until }
}

/// `size` sixteenths of the goal.
pub fn generated(size: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed ^ 0x6578_706f);
    let (exhibitors, buyers, tables) = (773 * size / 16, 1426 * size / 16, 300 * size / 16);
    let slots = (0..3).flat_map(|day| STARTS.map(|start| at(day, start, start + 50)));
    let parties: Vec<Party> = (0..exhibitors + buyers)
        .map(|number| party(number, number < exhibitors, &mut random))
        .collect();
    let interpreters = (0..3 * size).map(|number| Interpreter {
        id: format!("interpreter {number}"),
        pairs: vec![("zh".into(), LANGUAGES[1 + number % 6].into()), ("zh".into(), "en".into())],
        day_max: Some(5),
        rests: (0..3).map(lunch).collect(),
        ..Interpreter::default()
    });
    let mut wishes: Vec<Wish> = Vec::new();
    for wish in 0..760 * size {
        wishes.push(wished(wish, exhibitors, buyers, &mut random));
    }
    let mut fixed_at = std::collections::BTreeSet::new();
    for number in 0..2 * size {
        fix(&mut wishes[number * 31], number, &mut fixed_at, &parties);
    }
    let precedences = (0..4 * size).map(|number| Precedence {
        before: format!("wish {}", number * 13 + 1),
        after: format!("wish {}", number * 13 + 2),
    });
    Problem {
        days: ["Thursday", "Friday", "Saturday"].map(String::from).into(),
        slots: slots.collect(),
        travel: ways(),
        tables: (0..tables).map(|number| table(number, tables)).collect(),
        interpreters: interpreters.collect(),
        precedences: precedences.collect(),
        parties,
        wishes,
        ..Problem::default()
    }
}

fn ways() -> Vec<Travel> {
    let pairs = (0..HALLS.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
    let way = |(one, other): (usize, usize)| Travel {
        from: HALLS[one].into(),
        to: HALLS[other].into(),
        minutes: if one - other == 2 { 15 } else { 8 },
    };
    pairs.map(way).collect()
}

/// One day's slots less a third of the tables in one of them: 1,700 of 1,800 at the goal's size.
fn table(number: usize, tables: usize) -> Table {
    let closes = number < tables / 3;
    let open = (0..3).map(|day| if closes { at(day, 540, 890) } else { at(day, 540, 1_080) });
    Table {
        id: format!("table {number}"),
        venue: HALLS[number % 4].into(),
        seats: [4, 4, 4, 6, 6, 12][number / 4 % 6],
        open: Some(open.collect()),
    }
}

/// An hour around noon.
fn lunch(day: i32) -> Rest {
    Rest { within: at(day, 660, 860), minutes: 40 }
}

fn party(number: usize, exhibits: bool, random: &mut Random) -> Party {
    // A fifth stays for two days, a tenth for half of each.
    let available = match random.below(10) {
        0 | 1 => Some((0..2).map(|day| at(day, 0, 1440)).collect()),
        2 => Some((0..3).map(|day| at(day, 0, 780)).collect()),
        _ => None,
    };
    let foreign = LANGUAGES[[1, 1, 1, 2, 3, 4, 5, 6][random.below(8)]];
    let languages: &[&str] = match (exhibits, random.below(10)) {
        (true, 0..4) => &["zh", "en"],
        (true, _) => &[foreign, "en"],
        (false, 0..4) => &["zh", "en"],
        (false, _) => &["zh"],
    };
    Party {
        id: format!("{} {number}", if exhibits { "exhibitor" } else { "buyer" }),
        people: 1 + random.below(2) as u32,
        available,
        day_max: Some(if exhibits { 5 } else { 4 }),
        rests: if random.chance(0.5) { (0..3).map(lunch).collect() } else { Vec::new() },
        languages: languages.iter().map(|one| String::from(*one)).collect(),
    }
}

/// Some exhibitors are wanted by many: the lower its number, the more.
fn wished(number: usize, exhibitors: usize, buyers: usize, random: &mut Random) -> Wish {
    let drawn = random.unit() * random.unit().sqrt();
    let exhibitor = ((drawn * exhibitors as f64) as usize).min(exhibitors - 1);
    let mut who = vec![format!("exhibitor {exhibitor}")];
    let more = if random.chance(0.04) { 2 + random.below(4) } else { 1 };
    while who.len() < 1 + more {
        let one = format!("buyer {}", exhibitors + random.below(buyers));
        if !who.contains(&one) {
            who.push(one);
        }
    }
    let says = match random.below(200) {
        0..4 => Says::Must,
        4..20 => Says::No,
        _ => Says::Want,
    };
    let guests = who
        .into_iter()
        .enumerate()
        .map(|(at, party)| Guest { party, says: if at == 0 { says } else { Says::Want } });
    let venues = if random.chance(0.1) { vec![HALLS[random.below(4)].into()] } else { Vec::new() };
    Wish { id: format!("wish {number}"), parties: guests.collect(), venues, ..Wish::default() }
}

/// Fixes a meeting where all of its parties are there for sure.
fn fix(
    wish: &mut Wish,
    number: usize,
    taken: &mut std::collections::BTreeSet<(i32, String)>,
    parties: &[Party],
) {
    let start = (number % 2) as i32 * 1440 + STARTS[number % 3];
    let calm = wish.parties.iter().all(|guest| {
        guest.says != Says::No
            && parties.iter().any(|one| {
                one.id == guest.party && one.languages.iter().any(|spoken| spoken == "en")
            })
            && !taken.contains(&(start, guest.party.clone()))
    });
    if calm && wish.parties.len() == 2 {
        wish.venues.clear();
        wish.fixed = Some(Spot { start, table: None });
        taken.extend(wish.parties.iter().map(|guest| (start, guest.party.clone())));
    }
}
