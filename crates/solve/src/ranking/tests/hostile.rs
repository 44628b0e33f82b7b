use proptest::prelude::*;

use super::{name, problem, vote, votes};
use crate::ranking::{
    Choice, Criterion, Evidence, Method, Problem, RankingGiven, Sheet, Spread, Unranked, Vote,
    Winner, choix, solve,
};
use crate::run::{Limits, Watch};

fn field_of(problem: &Problem) -> String {
    solve(problem, Limits::new(10, 1), Watch::NONE).unwrap_err().at
}

#[test]
fn what_is_wrong_is_named_by_its_field() {
    let good = problem(3, votes(&[(0, 1)], 0.1));
    let with = |change: fn(&mut Problem)| {
        let mut problem = good.clone();
        change(&mut problem);
        field_of(&problem)
    };
    let with_vote = |change: fn(&mut Vote)| {
        let mut wrong = vote(0, 1);
        change(&mut wrong);
        field_of(&problem(3, Evidence::Votes { votes: vec![vote(0, 1), wrong], prior: 0.1 }))
    };

    assert_eq!(with(|problem| problem.entries.clear()), "entries");
    assert_eq!(with(|problem| problem.entries[2] = name(0)), "entries[2]");
    assert_eq!(with(|problem| problem.places = Some(4)), "places");
    assert_eq!(with(|problem| problem.confidence = f64::NAN), "confidence");
    assert_eq!(with(|problem| problem.evidence = votes(&[], -1.0)), "evidence.votes.prior");
    assert_eq!(with_vote(|vote| vote.between.1 = name(7)), "evidence.votes.votes[1].between[1]");
    assert_eq!(with_vote(|vote| vote.between.1 = name(0)), "evidence.votes.votes[1].between");
    assert_eq!(with_vote(|vote| vote.times = 0), "evidence.votes.votes[1].times");
    let twice = RankingGiven {
        judge: None,
        order: vec![vec![name(0)], vec![name(1), name(0)]],
        unranked: Unranked::Unseen,
        times: 1,
    };
    let rankings = Evidence::Rankings { rankings: vec![twice], method: Method::Kemeny, prior: 0.0 };
    assert_eq!(field_of(&problem(3, rankings)), "evidence.rankings.rankings[0].order[1][1]");
    let marks = |marks: Vec<Option<f64>>| {
        let criteria = vec![Criterion { name: "all".into(), weight: 1.0 }];
        let sheets = vec![Sheet { judge: "j".into(), entry: name(0), marks }];
        field_of(&problem(3, Evidence::Scores { criteria, sheets, spread: Spread::Kept }))
    };
    assert_eq!(marks(vec![]), "evidence.scores.sheets[0].marks");
    assert_eq!(marks(vec![Some(f64::INFINITY)]), "evidence.scores.sheets[0].marks[0]");
    assert_eq!(marks(vec![None]), "evidence.scores.sheets");
}

#[test]
fn a_published_file_that_is_wrong_is_named_by_its_field() {
    let field = |text: &str| {
        let file: serde_json::Value = serde_json::from_str(text).unwrap();
        choix::read(&file).unwrap_err().at
    };

    assert_eq!(field("[]"), "n_items");
    assert_eq!(field(r#"{"n_items": 2}"#), "data");
    assert_eq!(field(r#"{"n_items": 2, "data": [[0, 2]]}"#), "data[0][1]");
    assert_eq!(field(r#"{"n_items": 3, "data": [[0, 1, 2], [0, -1]]}"#), "data[1][1]");
    assert_eq!(field(r#"{"n_items": 3, "data": [[0, [1]], [1, [2], 0]]}"#), "data[1]");
}

#[test]
fn unknown_fields_are_refused() {
    let text = r#"{"entries": ["a"], "evidence": {"votes": {"votes": [], "piror": 1}}}"#;

    let refused = serde_json::from_str::<Problem>(text).unwrap_err().to_string();

    assert!(refused.contains("unknown field `piror`"), "{refused}");
}

fn entry() -> impl Strategy<Value = String> {
    (0..9_usize).prop_map(name)
}

fn judge() -> impl Strategy<Value = Option<String>> {
    prop_oneof![Just(None), "[xyz]".prop_map(Some)]
}

fn times() -> impl Strategy<Value = u32> {
    prop_oneof![8 => 1..4_u32, 1 => Just(1_000_000), 1 => Just(0)]
}

fn prior() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1e-9), Just(0.1), Just(1e6), Just(f64::NAN), Just(-1.0)]
}

fn any_votes() -> impl Strategy<Value = Evidence> {
    let winner = prop_oneof![Just(Winner::First), Just(Winner::Second), Just(Winner::Tie)];
    let vote = (judge(), (entry(), entry()), winner, times())
        .prop_map(|(judge, between, winner, times)| Vote { judge, between, winner, times });
    (prop::collection::vec(vote, 0..20), prior())
        .prop_map(|(votes, prior)| Evidence::Votes { votes, prior })
}

fn any_rankings() -> impl Strategy<Value = Evidence> {
    let order = prop::collection::vec(prop::collection::vec(entry(), 0..4), 0..5);
    let unranked = prop_oneof![Just(Unranked::Unseen), Just(Unranked::Below)];
    let ranking = (judge(), order, unranked, times())
        .prop_map(|(judge, order, unranked, times)| RankingGiven { judge, order, unranked, times });
    let method = prop_oneof![Just(Method::Strength), Just(Method::Kemeny)];
    (prop::collection::vec(ranking, 0..6), method, prior())
        .prop_map(|(rankings, method, prior)| Evidence::Rankings { rankings, method, prior })
}

fn any_choices() -> impl Strategy<Value = Evidence> {
    let choice = (judge(), entry(), prop::collection::vec(entry(), 0..4), times())
        .prop_map(|(judge, chosen, over, times)| Choice { judge, chosen, over, times });
    (prop::collection::vec(choice, 0..9), prior())
        .prop_map(|(choices, prior)| Evidence::Choices { choices, prior })
}

fn any_scores() -> impl Strategy<Value = Evidence> {
    let mark = prop_oneof![
        4 => (0.0..10.0).prop_map(Some),
        1 => Just(None),
        1 => Just(Some(-1e6)),
        1 => Just(Some(1e-300)),
    ];
    let sheet = ("[u-z]", entry(), prop::collection::vec(mark, 2..=2))
        .prop_map(|(judge, entry, marks)| Sheet { judge, entry, marks });
    let spread = prop_oneof![Just(Spread::Kept), Just(Spread::Corrected)];
    let weight = prop_oneof![Just(1.0), Just(1e-9), Just(1e6)];
    (prop::collection::vec(sheet, 0..15), spread, weight).prop_map(|(sheets, spread, weight)| {
        let criteria = vec![
            Criterion { name: "idea".into(), weight: 1.0 },
            Criterion { name: "code".into(), weight },
        ];
        Evidence::Scores { criteria, sheets, spread }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_asked_is_answered_in_order_and_the_same_again(
        count in 1..10_usize,
        places in prop::option::of(0..11_usize),
        evidence in prop_oneof![any_votes(), any_rankings(), any_choices(), any_scores()],
        steps in prop_oneof![Just(0_u64), Just(1), Just(500)],
    ) {
        let problem = Problem { places, ..problem(count, evidence) };
        let limits = Limits::new(steps, 7);
        let once = solve(&problem, limits, Watch::NONE);
        prop_assert_eq!(&once, &solve(&problem, limits, Watch::NONE));
        let Ok(outcome) = once else { return Ok(()) };
        prop_assert!(outcome.value.is_finite());
        let Some(answer) = &outcome.answer else {
            prop_assert!(!outcome.conflict.is_empty());
            return Ok(());
        };
        let mut named: Vec<&String> = answer.ranking.iter().map(|one| &one.entry).collect();
        named.sort();
        prop_assert_eq!(named, problem.entries.iter().collect::<Vec<_>>());
        for pair in answer.ranking.windows(2) {
            prop_assert!(pair[0].place <= pair[1].place);
        }
        for one in &answer.ranking {
            prop_assert!(one.value.is_finite());
            prop_assert!(one.error.is_none_or(f64::is_finite));
        }
        let written = serde_json::to_string(&outcome).unwrap();
        prop_assert!(serde_json::from_str::<crate::Outcome<crate::ranking::Answer>>(&written).is_ok());
    }

    #[test]
    fn any_file_at_all_is_read_or_refused(text in r#"\{"n_items":[0-9]{1,3},"data":\[(\[[0-9](,([0-9]|\[[0-9]\])){0,2}\],?){0,3}\]\}"#) {
        if let Ok(file) = serde_json::from_str(&text)
            && let Ok(problem) = choix::read(&file)
        {
            let _ = solve(&problem, Limits::new(50, 1), Watch::NONE);
        }
    }
}
