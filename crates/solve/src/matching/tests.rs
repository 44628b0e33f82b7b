use proptest::prelude::*;

use super::assign::matched_from;
use super::explain::{Two, explained};
use super::family::{Size, generated};
use super::problem::{Entry, Field, Problem, Span, Weights};
use super::rank::{Kept, Ranking};
use super::text::Corpus;
use super::{Assigned, assign, explain, matched, parts, rank};
use crate::invalid::from_json;
use crate::run::{Limits, Status, Watch};

const LIMITS: Limits = Limits::new(u64::MAX, 1);

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn entry(id: &str) -> Entry {
    Entry { id: id.to_owned(), capacity: 1, ..Entry::default() }
}

fn tagged(id: &str, tags: &[&str]) -> Entry {
    Entry { tags: words(tags), ..entry(id) }
}

fn problem(offers: Vec<Entry>, needs: Vec<Entry>) -> Problem {
    Problem { offers, needs, weights: Weights::default(), keep: 20, minutes: 30 }
}

const fn span(from: i64, to: i64) -> Span {
    Span { from, to }
}

#[test]
fn tags_layers_and_sectors_given_half_in_common_give_half() {
    let half = (words(&["AI", "robot"]), words(&["ai ", "chip"]));
    let one = |set: Vec<String>| Entry {
        tags: set.clone(),
        layers: set.clone(),
        sectors: set,
        ..entry("a")
    };
    let (one, other) = (one(half.0), one(half.1));

    assert_eq!(parts::tags(&one, &other), Some(500));
    assert_eq!(parts::layers(&one, &other), Some(500));
    assert_eq!(parts::sectors(&one, &other), Some(500));
    assert_eq!(parts::tags(&one, &entry("b")), None);
}

#[test]
fn languages_and_places_given_one_in_common_give_all() {
    let one = Entry { languages: words(&["zh", "en"]), places: words(&["A"]), ..entry("a") };
    let other = Entry { languages: words(&["en"]), places: words(&["B"]), ..entry("b") };

    assert_eq!(parts::languages(&one, &other), Some(1_000));
    assert_eq!(parts::places(&one, &other), Some(0));
}

#[test]
fn budgets_given_a_gap_of_a_tenth_lose_four_tenths() {
    let of = |span| Entry { budget: Some(span), ..entry("a") };

    assert_eq!(parts::budget(&of(span(50, 90)), &of(span(90, 200))), Some(1_000));
    assert_eq!(parts::budget(&of(span(50, 90)), &of(span(100, 200))), Some(600));
    assert_eq!(parts::budget(&of(span(100, 200)), &of(span(50, 90))), Some(600));
    assert_eq!(parts::budget(&of(span(0, 10)), &of(span(100, 200))), Some(0));
    assert_eq!(parts::budget(&of(span(0, 10)), &entry("b")), None);
}

#[test]
fn times_given_half_of_a_meeting_give_half() {
    let of = |times: &[Span]| Entry { times: times.to_vec(), ..entry("a") };
    let other = of(&[span(100, 115), span(300, 400)]);

    assert_eq!(parts::times(&of(&[span(0, 200)]), &other, 30), Some(500));
    assert_eq!(parts::times(&of(&[span(0, 200), span(350, 500)]), &other, 30), Some(1_000));
    assert_eq!(parts::times(&of(&[span(500, 600)]), &other, 30), Some(0));
    assert_eq!(parts::times(&of(&[]), &other, 30), None);
}

#[test]
fn fields_given_their_kind_compare_as_budgets_or_as_languages() {
    let any = |set: &[&str]| Field::AnyOf(words(set));

    assert_eq!(parts::field(&Field::Number(90), &Field::Number(100)), Some(600));
    assert_eq!(parts::field(&Field::Number(90), &Field::Range(span(80, 95))), Some(1_000));
    assert_eq!(parts::field(&any(&["CUDA"]), &any(&["cuda", "rocm"])), Some(1_000));
    assert_eq!(parts::field(&any(&["CUDA"]), &any(&["rocm"])), Some(0));
}

#[test]
fn a_pair_is_explained_in_sentences() {
    let offer = Entry {
        text: "工业质检大模型".to_owned(),
        budget: Some(span(100, 200)),
        ..tagged("o", &["vision"])
    };
    let need = Entry {
        text: "求工业质检方案".to_owned(),
        budget: Some(span(50, 90)),
        must: words(&["languages"]),
        ..tagged("n", &["Vision"])
    };

    let told = explain(&problem(vec![offer], vec![need]), 0, 0).unwrap();

    let says: Vec<&str> = told.parts.iter().map(|part| &part.says[..]).collect();
    assert_eq!(told.missing, ["languages"]);
    assert!(says[0].starts_with("the texts are alike to "), "{}", says[0]);
    assert_eq!(
        says[1..],
        [
            "tags in common: vision",
            "layers: one of the two says nothing",
            "sectors: one of the two says nothing",
            "languages: one of the two says nothing",
            "places: one of the two says nothing",
            "the budgets miss each other by 10",
            "times: one of the two says nothing",
        ]
    );
}

#[test]
fn a_problem_that_cannot_be_read_names_the_field() {
    let refused = |text: &str| {
        let read = from_json::<Problem>(text).and_then(|problem| problem.check());
        read.unwrap_err().to_string()
    };

    assert_eq!(
        refused(r#"{"offers":[{"id":"a","colour":1}],"needs":[]}"#)[..43],
        "offers[0].colour: unknown field `colour`, e"[..43]
    );
    assert_eq!(
        refused(r#"{"offers":[{"id":"a"},{"id":"a"}],"needs":[]}"#),
        "offers[1].id: a second \"a\""
    );
    assert_eq!(
        refused(r#"{"offers":[],"needs":[{"id":"a","budget":{"from":2,"to":1}}]}"#),
        "needs[0].budget: from 2 is after to 1"
    );
    assert_eq!(
        refused(r#"{"offers":[],"needs":[{"id":"a","must":["luck"]}]}"#),
        "needs[0].must[0]: \"luck\" is no part; parts are text, tags, layers, sectors, languages, \
         places, budget, times"
    );
    assert_eq!(
        refused(r#"{"offers":[],"needs":[{"id":"a","fields":{"gpus":{"number":1}}}]}"#),
        "needs[0].fields.gpus: weights.fields has no \"gpus\""
    );
}

/// The ranking as the evaluator counts it, pair by pair.
fn by_explaining(problem: &Problem) -> Vec<Vec<Option<u32>>> {
    let offers: Vec<&str> = problem.offers.iter().map(|one| &one.text[..]).collect();
    let needs: Vec<&str> = problem.needs.iter().map(|one| &one.text[..]).collect();
    let corpus = Corpus::new([&offers, &needs]);
    let row = |(one, offer): (&Entry, usize)| {
        let other = problem.needs.iter().zip(0..);
        let points = other.map(|(other, need)| {
            let told = explained(problem, &corpus, Two { one, other, offer, need });
            told.missing.is_empty().then_some(told.points)
        });
        points.collect()
    };
    problem.offers.iter().zip(0..).map(row).collect()
}

fn best(points: impl Iterator<Item = Option<u32>>, keep: usize) -> Vec<Kept> {
    let kept = points.zip(0..).filter_map(|(points, other)| {
        points.filter(|&points| points > 0).map(|points| Kept { other, points })
    });
    let mut kept: Vec<Kept> = kept.collect();
    kept.sort();
    kept.truncate(keep);
    kept
}

fn expected(problem: &Problem) -> Ranking {
    let points = by_explaining(problem);
    let keep = problem.keep as usize;
    let for_offers = points.iter().map(|row| best(row.iter().copied(), keep)).collect();
    let for_needs =
        (0..problem.needs.len()).map(|need| best(points.iter().map(|row| row[need]), keep));
    Ranking { for_needs: for_needs.collect(), for_offers }
}

#[test]
fn the_search_keeps_what_the_evaluator_would_keep() {
    for (size, seed) in [((90, 40), 1), ((40, 90), 2), ((1, 30), 3)] {
        let mut problem = generated(Size { offers: size.0, needs: size.1 }, seed);
        problem.keep = 7;
        for one in problem.offers.iter_mut().chain(&mut problem.needs).step_by(3) {
            one.fields.insert("gpus".to_owned(), Field::Number(one.budget.unwrap().from));
        }
        problem.weights.fields.insert("gpus".to_owned(), 9);

        let ranking = rank(&problem, LIMITS, Watch::NONE).unwrap();

        assert_eq!(ranking.status, Status::Optimal);
        assert_eq!(ranking.answer.unwrap(), expected(&problem));
    }
}

#[test]
fn the_number_of_threads_never_shows() {
    let problem = generated(Size { offers: 300, needs: 150 }, 5);
    let with = |searches: u32| {
        let limits = Limits { searches, ..LIMITS };
        (rank(&problem, limits, Watch::NONE), assign(&problem, limits, Watch::NONE))
    };

    let one = with(1);

    assert_eq!(with(2), one);
    assert_eq!(with(7), one);
}

#[test]
fn rows_that_the_steps_do_not_reach_stay_empty() {
    let problem = generated(Size { offers: 300, needs: 20 }, 5);

    let outcome = rank(&problem, Limits::new(5_000, 1), Watch::NONE).unwrap();

    assert!(outcome.steps <= 5_000);
    assert_eq!((outcome.status, outcome.bound), (Status::Feasible, None));
    assert_eq!(outcome.answer.unwrap().for_offers[299], []);
}

#[test]
fn pairs_beyond_those_kept_are_found_when_the_best_are_taken() {
    // Every need likes offer 0 best, and only one of each is kept.
    let offers =
        vec![tagged("o0", &["a", "b"]), tagged("o1", &["a", "c"]), tagged("o2", &["a", "d"])];
    let needs = ["n0", "n1", "n2"].map(|id| tagged(id, &["a", "b"]));
    let mut problem = problem(offers, needs.to_vec());
    problem.keep = 1;

    let outcome = matched_from(&problem, 1, LIMITS, Watch::NONE).unwrap();

    assert_eq!(outcome.status, Status::Optimal);
    assert_eq!((outcome.value, outcome.bound), (40_000.0, Some(40_000.0)));
    assert_eq!(outcome.answer.unwrap().assigned.len(), 3);
}

/// The greatest total of at most one match each, by trying.
fn by_trying(points: &[Vec<Option<u32>>], used: &mut Vec<bool>) -> u32 {
    let Some((row, rest)) = points.split_first() else { return 0 };
    let mut most = by_trying(rest, used);
    for (need, points) in row.iter().enumerate() {
        if let (Some(points), false) = (points, used[need]) {
            used[need] = true;
            most = most.max(points + by_trying(rest, used));
            used[need] = false;
        }
    }
    most
}

#[test]
fn what_is_brought_together_is_worth_the_most() {
    for seed in 0..20 {
        let mut problem = generated(Size { offers: 5, needs: 4 }, seed);
        problem.keep = 1;
        problem.offers.iter_mut().chain(&mut problem.needs).for_each(|one| one.capacity = 1);

        let outcome = matched_from(&problem, 1, LIMITS, Watch::NONE).unwrap();

        let points = by_explaining(&problem);
        let most = f64::from(by_trying(&points, &mut vec![false; 4]));
        assert_eq!((outcome.value, outcome.bound), (most, Some(most)), "seed {seed}");
        let answer = outcome.answer.unwrap();
        let told = answer.assigned.iter().map(|Assigned { offer, need, points: told }| {
            assert_eq!(points[*offer as usize][*need as usize], Some(*told));
            f64::from(*told)
        });
        assert_eq!(told.sum::<f64>(), most);
    }
}

#[test]
fn the_lists_beside_an_assignment_are_those_of_a_ranking() {
    let mut problem = generated(Size { offers: 60, needs: 90 }, 1);
    problem.keep = 5;

    let both = matched(&problem, LIMITS, Watch::NONE).unwrap().answer.unwrap();

    assert_eq!(Some(both.best), rank(&problem, LIMITS, Watch::NONE).unwrap().answer);
    assert_eq!(Some(both.assigned), assign(&problem, LIMITS, Watch::NONE).unwrap().answer);
}

/// Steps on a problem `times` as large in both sides together.
fn steps_of(times: usize) -> u64 {
    let problem = generated(Size { offers: 100 * times, needs: 50 }, 1);
    rank(&problem, LIMITS, Watch::NONE).unwrap().steps
}

#[test]
fn steps_grow_as_the_number_of_pairs() {
    let (one, four, sixteen) = (steps_of(1), steps_of(4), steps_of(16));

    assert!(four < 5 * one && sixteen < 20 * one, "{one}, {four}, {sixteen}");
}

fn hostile_entry() -> impl Strategy<Value = Entry> {
    let number =
        prop_oneof![Just(i64::MIN), Just(i64::MAX), -9..9_i64, Just(1_000_000_000_000_000)];
    let span = (number.clone(), number.clone()).prop_map(|(from, to)| Span { from, to });
    let set = || prop::collection::vec("[a-c工业 ]{0,3}", 0..70);
    (
        ("[a-z]{0,2}", ".{0,60}", set(), set(), set()),
        (
            prop::option::of(span.clone()),
            prop::collection::vec(span, 0..3),
            prop::collection::vec("text|tags|budget|times|gpus|luck", 0..3),
            prop_oneof![Just(0), Just(1), Just(u32::MAX)],
            prop::option::of(number),
        ),
    )
        .prop_map(
            |((id, text, tags, languages, words), (budget, times, must, capacity, gpus))| {
                let gpus = match gpus {
                    Some(number) => Some(Field::Number(number)),
                    None if words.is_empty() => None,
                    None => Some(Field::AnyOf(words)),
                };
                let fields = gpus.map(|field| ("gpus".to_owned(), field)).into_iter().collect();
                Entry {
                    id,
                    text,
                    tags,
                    languages,
                    budget,
                    times,
                    must,
                    capacity,
                    fields,
                    ..entry("")
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn hostile_problems_are_refused_or_answered_within_the_steps(
        offers in prop::collection::vec(hostile_entry(), 0..6),
        needs in prop::collection::vec(hostile_entry(), 0..6),
        keep in 0..200_u32,
        minutes in prop_oneof![Just(0), Just(1), Just(u32::MAX)],
        steps in prop_oneof![0..500_u64, Just(u64::MAX)],
        weight in prop_oneof![0..1_001_u32, Just(u32::MAX)],
    ) {
        let mut problem = Problem { keep, minutes, ..problem(offers, needs) };
        problem.weights.fields.insert("gpus".to_owned(), weight);
        let limits = Limits::new(steps, 1);

        match (rank(&problem, limits, Watch::NONE), assign(&problem, limits, Watch::NONE)) {
            (Ok(ranking), Ok(assigned)) => {
                prop_assert!(ranking.steps <= steps && assigned.steps <= steps);
                if ranking.status == Status::Optimal {
                    prop_assert_eq!(ranking.answer.unwrap(), expected(&problem));
                }
            }
            (Err(one), Err(other)) => prop_assert_eq!(one, other),
            other => prop_assert!(false, "{other:?}"),
        }
    }
}
