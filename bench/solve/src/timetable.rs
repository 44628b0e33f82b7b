//! The conference's own model: a published schedule with its times dropped, the same after a hall was
//! lost for a day, and the demo conference.

use std::path::Path;

use anyhow::{Context, Result};
use solve::Watch;
use solve::timetable::case::Plan;
use solve::timetable::problem::{Placed, Span};
use solve::timetable::{Answer, Case, Event, Problem, constraints, replan, solve};

use crate::data;
use crate::fosdem::{self, Hours};
use crate::options::Options;
use crate::stopwatch::{Stopwatch, cpu_seconds, peak_mib};

pub fn run(options: &Options) -> Result<()> {
    if options.wants("place") || options.wants("replan") {
        schedule(&data::folder().join("schedules/fosdem-2025.xml"), options)?;
    }
    if options.wants("demo") {
        demo(options)?;
    }
    Ok(())
}

/// The demo conference as the product converts it; a test of the product keeps the file.
const DEMO: &str = include_str!("../problems/gdc-2025.json");

/// The whole programme of the demo, in five venues, without its times.
fn demo(options: &Options) -> Result<()> {
    let problem = solve::timetable::read(DEMO)?;
    println!(
        "gdc-2025: {} activities, {} halls, {} people",
        problem.activities.len(),
        problem.halls.len(),
        problem.parties.len()
    );
    let case = Case::new(&problem)?;
    for seed in options.seeds() {
        place(&problem, &case, seed, options.seconds.unwrap_or(5.0), options)?;
    }
    Ok(())
}

fn schedule(file: &Path, options: &Options) -> Result<()> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let reading = formats::read(&bytes)?;
    let (problem, published) = fosdem::problem(&reading.schedule, Hours::OfRoom);
    println!(
        "{}: {} activities, {} halls, {} people",
        data::name(file),
        problem.activities.len(),
        problem.halls.len(),
        problem.parties.len()
    );
    let case = Case::new(&problem)?;
    show("published", &case, &by_hand(&case, &published)?);
    if options.wants("place") {
        for seed in options.seeds() {
            place(&problem, &case, seed, options.seconds.unwrap_or(10.0), options)?;
        }
    }
    if options.wants("replan") {
        for hours in [Hours::OfDay, Hours::OfRoom] {
            let (problem, published) = fosdem::problem(&reading.schedule, hours);
            println!("  the published timetable planned again, rooms open as {hours:?}");
            lose_each(&Problem { release: published, ..problem.clone() }, options)?;
            let watch = Stopwatch::start(10.0);
            let looks = Watch { stop: Some(&watch.stop), progress: None };
            let solved = solve(&problem, options.limits(options.seed), looks)?;
            println!("  our timetable planned again, rooms open as {hours:?}");
            let release = solved.answer.unwrap_or_default().placed;
            lose_each(&Problem { release, ..problem }, options)?;
        }
    }
    Ok(())
}

fn by_hand(case: &Case, published: &[Placed]) -> Result<Plan> {
    let answer = Answer { placed: published.to_vec() };
    Ok(solve::timetable::plan(case, &answer)?)
}

fn place(problem: &Problem, case: &Case, seed: u64, seconds: f64, options: &Options) -> Result<()> {
    let watch = Stopwatch::start(seconds);
    let before = cpu_seconds();
    let looks = Watch { stop: Some(&watch.stop), progress: None };
    let outcome = solve(problem, options.limits(seed), looks)?;
    let (seconds, cpu) = (watch.seconds(), cpu_seconds() - before);
    println!(
        "  {:?} in {seconds:.2} s wall, {cpu:.2} s cpu, {} steps, seed {}, {:.0} MiB at most",
        outcome.status,
        outcome.steps,
        outcome.seed,
        peak_mib()
    );
    match &outcome.answer {
        Some(answer) => show("solved", case, &solve::timetable::plan(case, answer)?),
        None => println!("  {}", outcome.conflict.join("; ")),
    }
    Ok(())
}

fn show(what: &str, case: &Case, plan: &Plan) {
    let (score, penalties) = constraints::count(case, plan);
    let costly = penalties.iter().filter(|one| one.count > 0);
    let parts: Vec<String> =
        costly.map(|one| format!("{} {}", one.constraint, one.count)).collect();
    println!("  {what:<10} hard {}, soft {}: {}", score.hard, score.soft, parts.join(", "));
}

/// Each hall is lost for each of its days, one at a time.
fn lose_each(release: &Problem, options: &Options) -> Result<()> {
    let (mut losses, mut within, mut broken, mut best, mut beyond) = (0, 0, 0, 0, 0);
    let (mut lost_all, mut moved_all) = (0, 0);
    for hall in &release.halls {
        for open in &hall.open {
            let (lost, moved, fewest, hard) = mend(release, &hall.id, *open, options)?;
            losses += 1;
            within += u32::from(moved * 10 <= lost * 11);
            beyond += u32::from(fewest * 10 > lost * 11);
            best += u32::from(moved == fewest);
            broken += u32::from(hard > 0);
            lost_all += lost;
            moved_all += moved;
        }
    }
    println!(
        "  {losses} losses: {within} mended with at most 10 % more moves than lost activities, \
         {beyond} proved to need more, {best} proved to be the fewest moves, {broken} left a violation; \
         {lost_all} lost, {moved_all} moved"
    );
    Ok(())
}

/// One hall is lost for a day: activities lost, activities moved, the fewest proved, violations left.
fn mend(
    release: &Problem,
    hall: &str,
    during: Span,
    options: &Options,
) -> Result<(usize, usize, usize, i64)> {
    let event = Event::HallLost { hall: hall.to_string(), during };
    let watch = Stopwatch::start(options.seconds.unwrap_or(1.0));
    let before = cpu_seconds();
    let looks = Watch { stop: Some(&watch.stop), progress: None };
    let mended = replan(release, &event, options.limits(options.seed), looks)?;
    let (lost, moved) = (mended.lost.len(), mended.moved.len());
    let hard = mended.outcome.score.hard;
    println!(
        "  {hall:<22} day {}: {lost:>3} lost, {moved:>3} moved, {:>3} at least, {hard} hard, {:.1} s wall, {:.1} s cpu, {} steps {}",
        during.from / 1440 + 1,
        mended.fewest,
        watch.seconds(),
        cpu_seconds() - before,
        mended.outcome.steps,
        mended.outcome.conflict.join("; ")
    );
    Ok((lost, moved, mended.fewest, hard))
}
