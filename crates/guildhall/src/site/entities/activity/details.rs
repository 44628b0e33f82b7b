//! The few fields that only one kind of activity has, as lines of its page.

use kernel::Text;

use crate::programme::model::Details;
use crate::site::names;
use crate::words::Words;

type Number = (&'static str, String);

/// The numbers of a kind, each with its label. What nobody has said is left out.
pub fn numbers(words: Words, details: &Details) -> Vec<Number> {
    let minutes = |label, count: Option<i64>| Some((label, words.entities_minutes(count?)));
    let plain = |label, count: Option<i64>| Some((label, count?.to_string()));
    let range = |label, least, most| range(words, label, least, most);
    let found = match details {
        Details::OpenMic { slot_minutes, slots } => [
            minutes(words.entities_slot_minutes(), *slot_minutes),
            plain(words.entities_slots(), *slots),
            None,
        ],
        Details::DemoDay { pitch_minutes, question_minutes } => [
            minutes(words.entities_pitch_minutes(), *pitch_minutes),
            minutes(words.entities_question_minutes(), *question_minutes),
            None,
        ],
        Details::XrSession { group_min, group_max, age_min, .. } => [
            range(words.entities_group(), *group_min, *group_max),
            age_min.map(|age| (words.entities_age(), words.entities_age_min(age))),
            None,
        ],
        Details::Game { players_max } => {
            [plain(words.entities_players(), *players_max), None, None]
        }
        Details::JobFair { employers, posts } => [
            plain(words.entities_employers(), *employers),
            plain(words.entities_posts(), *posts),
            None,
        ],
        Details::Market { stalls } => [plain(words.entities_stalls(), *stalls), None, None],
        Details::Showcase { exhibits, .. } => {
            [plain(words.entities_exhibits(), *exhibits), None, None]
        }
        Details::Matchmaking { tables, meeting_minutes, parties_max } => [
            plain(words.entities_tables(), *tables),
            minutes(words.entities_slot_minutes(), *meeting_minutes),
            plain(words.entities_parties(), *parties_max),
        ],
        Details::Tour { group_max, guide_languages } => {
            let guided: Vec<String> =
                guide_languages.iter().map(|tag| names::language(tag, words)).collect();
            let guided = (!guided.is_empty()).then(|| guided.join(" / "));
            [
                range(words.entities_group(), None, *group_max),
                guided.map(|names| (words.entities_guide_languages(), names)),
                None,
            ]
        }
        other => contest_numbers(words, other),
    };
    found.into_iter().flatten().collect()
}

fn range(
    words: Words,
    label: &'static str,
    least: Option<i64>,
    most: Option<i64>,
) -> Option<Number> {
    Some((label, words.entities_group_range(most?, least.unwrap_or(1))))
}

fn contest_numbers(words: Words, details: &Details) -> [Option<Number>; 3] {
    let plain = |label, count: Option<i64>| Some((label, count?.to_string()));
    let range = |label, least, most| range(words, label, least, most);
    match details {
        Details::Esports { team_size, .. } => {
            [plain(words.entities_team(), *team_size), None, None]
        }
        Details::Contest { rounds, .. } | Details::TalentContest { rounds, .. } => {
            [plain(words.entities_rounds(), *rounds), None, None]
        }
        Details::Hackathon { team_min, team_max, hours, .. } => [
            range(words.entities_team(), *team_min, *team_max),
            hours.map(|hours| (words.entities_hours(), words.entities_hours_count(hours))),
            None,
        ],
        Details::ProgrammingChallenge { rounds, finalists, programming_languages } => {
            let languages = programming_languages.join(" / ");
            let languages = (!languages.is_empty()).then_some(languages);
            [
                plain(words.entities_rounds(), *rounds),
                plain(words.entities_finalists(), *finalists),
                languages.map(|names| (words.entities_programming_languages(), names)),
            ]
        }
        Details::PaintingContest { age_min: Some(least), age_max: Some(most), .. } => {
            [Some((words.entities_age(), words.entities_age_range(*most, *least))), None, None]
        }
        _ => [None, None, None],
    }
}

/// A text of a kind: its heading, and its lines.
pub struct Told<'t> {
    pub label: &'static str,
    pub words: &'t Text,
    pub lines: Vec<&'t str>,
}

/// The texts of a kind that somebody has written.
pub fn told(words: Words, details: &Details) -> Vec<Told<'_>> {
    let written = texts(words, details).into_iter().filter(|(_, text)| !text.is_empty());
    written
        .map(|(label, words_of)| Told { label, words: words_of, lines: lines(words, words_of) })
        .collect()
}

fn lines(words: Words, text: &Text) -> Vec<&str> {
    let lines = text.get(words.lang()).lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}

fn texts(words: Words, details: &Details) -> Vec<(&'static str, &Text)> {
    match details {
        Details::Opening { proceedings } | Details::Forum { proceedings } => {
            vec![(words.entities_proceedings(), proceedings)]
        }
        Details::YoungExchange { nomination } => vec![(words.entities_nomination(), nomination)],
        Details::Workshop { bring, prerequisites } => {
            vec![(words.entities_prerequisites(), prerequisites), (words.entities_bring(), bring)]
        }
        Details::Pitch { project, seeking } => {
            vec![(words.entities_project(), project), (words.entities_seeking(), seeking)]
        }
        Details::XrSession { equipment, .. } => vec![(words.entities_equipment(), equipment)],
        Details::Esports { scoring, .. } => vec![(words.entities_scoring(), scoring)],
        Details::Contest { criteria, .. }
        | Details::Hackathon { criteria, .. }
        | Details::TalentContest { criteria, .. } => vec![(words.entities_criteria(), criteria)],
        Details::PaintingContest { guardian, criteria, .. } => {
            vec![(words.entities_guardian(), guardian), (words.entities_criteria(), criteria)]
        }
        Details::Stall { products } => vec![(words.entities_products(), products)],
        Details::Showcase { scenario, .. } => vec![(words.entities_scenario(), scenario)],
        Details::PressBriefing { accreditation } => {
            vec![(words.entities_accreditation(), accreditation)]
        }
        _ => Vec::new(),
    }
}
