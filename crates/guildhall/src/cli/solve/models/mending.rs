//! A released timetable after an event: the fewest and cheapest moves that mend it.

use std::path::Path;

use anyhow::Context as _;
use formats::Schedule;
use solve::timetable::{self, Case, Event, Mended, Problem};

use super::wrong_in;
use crate::cli::solve::given::{Given, Kind, read_text};
use crate::cli::solve::schedule::{self, Hours};
use crate::cli::solve::task::{Asked, Done, Task, Written};

struct Mending {
    problem: Problem,
    event: Event,
    /// What the release was read from, when it was a published schedule.
    schedule: Option<Schedule>,
}

/// The problem's release and the event: JSON as it stands, or a file of it.
pub fn read(given: &Given, event: &str) -> anyhow::Result<Box<dyn Task>> {
    let wrong = wrong_in(&given.path);
    let event = read_event(event)?;
    let (problem, schedule) = match given.kind {
        Kind::Json => {
            let problem = timetable::read(given.text()?).map_err(|error| wrong(&error))?;
            (problem, None)
        }
        Kind::Xml => {
            let reading = formats::read(given.bytes()).map_err(|error| wrong(&error))?;
            // The file says no hours: a room can be used while anything is on that day.
            let (problem, release) = schedule::problem(&reading.schedule, Hours::OfDay);
            (Problem { release, ..problem }, Some(reading.schedule))
        }
        _ => return given.not_read("--event", ".json with a release and schedule.xml"),
    };
    Case::new(&problem).map_err(|error| wrong(&error))?;
    anyhow::ensure!(
        !problem.release.is_empty(),
        "{}: release is empty; an event changes what is released",
        given.path.display()
    );
    Ok(Box::new(Mending { problem, event, schedule }))
}

fn read_event(event: &str) -> anyhow::Result<Event> {
    let text = match event.trim_start().starts_with('{') {
        true => event.to_owned(),
        false => read_text(Path::new(event))?,
    };
    serde_json::from_str(&text).with_context(|| "--event is no event")
}

impl Task for Mending {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done> {
        let mended = timetable::replan(&self.problem, &self.event, asked.limits, asked.watch)
            .context("--event")?;
        let answer = match (&self.schedule, &mended.outcome.answer) {
            (_, None) => None,
            (Some(schedule), Some(answer)) => {
                let schedule = schedule::with_places(schedule, &answer.placed)?;
                Some(Written::Text(formats::schedule_xml::write(&schedule)))
            }
            (None, Some(_)) => Some(Written::Text(serde_json::to_string_pretty(&mended)? + "\n")),
        };
        let words = words(&mended, &self.problem.days);
        Ok(Done::of(&mended.outcome).with_answer(answer).saying(words))
    }
}

fn words(mended: &Mended, days: &[String]) -> Vec<String> {
    let Mended { lost, moved, fewest, because, stood, cancelled, .. } = mended;
    let mut words = vec![format!(
        "{} activities lost their place, {} moved; no mending moves fewer than {fewest}",
        lost.len(),
        moved.len()
    )];
    words.extend(because.iter().map(|one| one.words(days)));
    words.extend(cancelled.iter().map(|one| format!("nobody is left to give \"{one}\"")));
    words.extend(stood.iter().map(|one| format!("already so in the release: {one}")));
    words
}
