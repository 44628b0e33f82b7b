use proptest::prelude::*;

use super::chains::Chains;
use super::problem::MEETINGS_MAX;
use super::*;
use crate::Random;
use crate::search::check_moves;

const SMALL: &str = "nBusiness = 3; % three firms
nMeetings = 3;
nTables = 2;
nTotalSlots = 4;
nMorningSlots = 2;
requested = [|1, 2, 1,
|1, 3, 3,
|2, 3, 2,
|];
forbidden = [{0},
{},
{1}];
fixed = [0,0,4];
precedences = [{},{1},{}];
";

fn small() -> Problem {
    read(SMALL).unwrap()
}

/// A problem that a hidden schedule answers, so that it is tight and yet possible.
fn hidden(seed: u64, participants: usize, slots: usize, tables: usize) -> Problem {
    let mut random = Random::new(seed);
    let mut problem = Problem {
        participants,
        tables,
        slots,
        morning_slots: slots / 2,
        meetings: Vec::new(),
        forbidden: vec![0; participants],
    };
    for slot in 0..slots {
        let mut free: Vec<usize> = (0..participants).collect();
        random.shuffle(&mut free);
        for pair in free.chunks_exact(2).take(tables) {
            let session = match random.below(3) {
                0 if slot < slots / 2 => Session::Morning,
                0 => Session::Afternoon,
                _ => Session::Any,
            };
            let fixed = random.chance(0.05).then_some(slot);
            let parties = [pair[0], pair[1]];
            problem.meetings.push(Meeting { parties, session, fixed, after: Vec::new() });
        }
    }
    problem
}

fn solved(problem: &Problem) -> Outcome<Vec<u32>> {
    solve(problem, Limits::new(200_000_000, 1), Watch::NONE)
}

#[test]
fn a_file_is_read_with_indices_from_0() {
    let problem = small();

    assert_eq!(problem.forbidden, [0, 0, 1]);
    assert_eq!(problem.meetings[1].after, [0]);
    assert_eq!(problem.meetings[2].fixed, Some(3));
    assert_eq!([0, 1, 2].map(|at| problem.domain(at)), [0b11, 0b1110, 0b1000]);
}

#[test]
fn a_bad_file_is_refused_by_line_and_field() {
    let refused = |from: &str, to: &str| read(&SMALL.replace(from, to)).unwrap_err().to_string();

    let cases = [
        (refused("nTables = 2;", ""), "nTables is missing"),
        (
            refused("nTables = 2", "nTables = two"),
            "line 3: nTables: \"two\" is not a number from 0 to 10000",
        ),
        (
            refused("|1, 3, 3", "|1, 9, 3"),
            "line 7: requested: 1, 9 are not two participants from 1 to 3",
        ),
        (refused("|1, 3, 3", "|1, 3, 7"), "line 7: requested: session 7 is none of 1, 2, 3"),
        (refused("|2, 3, 2,\n", ""), "line 6: requested: 6 numbers for 3 meetings of 3 numbers"),
        (refused("{1}];", "{9}];"), "line 12: forbidden: 9 is none of 1 to 4"),
        (refused("[0,0,4]", "[0,x,4]"), "line 13: fixed: \"x\" is not a number"),
        (refused("[{},{1},{}]", "[{},{1}]"), "line 14: precedences: 2 sets where 3 belong"),
        (refused("fixed", "nTables = 1; fixed"), "line 13: nTables is given twice"),
        (refused("fixed", "fixd"), "line 13: unknown field \"fixd\""),
    ];

    for (said, expected) in cases {
        assert_eq!(said, expected);
    }
}

#[test]
fn an_answer_is_written_one_slot_a_line() {
    assert_eq!(write(&[2, 3, 4]), "2\n3\n4\n");
}

#[test]
fn each_demand_broken_is_counted() {
    let problem = small();
    let hard = |slots: &[u32]| check(&problem, slots);

    assert_eq!(hard(&[2, 3, 4]), Checked { breaks: 1, ..Checked::default() });
    assert_eq!(hard(&[2, 2, 4]).participant_twice, 1);
    assert_eq!(hard(&[2, 2, 4]).precedence_broken, 1);
    assert_eq!(hard(&[2, 1, 4]).slot_not_allowed, 1);
    assert_eq!(hard(&[2, 3]).slot_not_allowed, 1);
    let one_table = Problem { tables: 0, ..problem.clone() };
    assert_eq!(check(&one_table, &[2, 3, 4]).tables_over, 3);
}

#[test]
fn the_best_is_found_and_proved() {
    let outcome = solved(&small());

    assert_eq!(outcome.status, Status::Optimal);
    assert_eq!((outcome.value, outcome.bound), (1.0, Some(1.0)));
}

#[test]
fn a_run_replays_from_its_seed() {
    let problem = hidden(5, 20, 8, 8);
    let solved = || solve(&problem, Limits::new(13_000_000, 1), Watch::NONE);

    assert_eq!(solved(), solved());
}

#[test]
fn more_meetings_than_free_slots_is_said_in_words() {
    let mut problem = hidden(1, 8, 4, 4);
    problem.forbidden[2] = 0b10;

    let outcome = solved(&problem);

    assert_eq!(outcome.status, Status::Infeasible);
    assert!(outcome.conflict[0].starts_with("Participant "), "{:?}", outcome.conflict);
}

#[test]
fn a_circle_of_precedence_is_impossible() {
    let mut problem = small();
    problem.meetings[0].after = vec![1];

    let outcome = solved(&problem);

    assert_eq!(outcome.status, Status::Infeasible);
    assert!(outcome.conflict[0].contains("has no slot"), "{:?}", outcome.conflict);
}

/// Three firms that all meet each other in two slots: no count sees it, a proof does.
#[test]
fn what_no_count_sees_is_proved_with_the_smallest_set() {
    let meeting = |a, b| Meeting {
        parties: [a, b],
        session: Session::Morning,
        fixed: None,
        after: Vec::new(),
    };
    let problem = Problem {
        participants: 5,
        tables: 3,
        slots: 2,
        morning_slots: 2,
        meetings: vec![meeting(0, 1), meeting(1, 2), meeting(0, 2), meeting(3, 4)],
        forbidden: vec![0; 5],
    };

    let outcome = solved(&problem);

    assert_eq!(outcome.status, Status::Infeasible);
    assert_eq!(outcome.conflict.len(), 6, "{:?}", outcome.conflict);
    assert!(!outcome.conflict.iter().any(|words| words.contains("tables")));
}

#[test]
fn moves_keep_their_promises() {
    for seed in 0..6 {
        let mut problem = hidden(seed, 12, 6, 5);
        problem.meetings[4].after = vec![0, 1];
        check_moves(Chains::new(&problem), seed, 2_000, |now| now.recount());
    }
}

#[test]
fn tight_problems_with_a_hidden_answer_are_answered() {
    for seed in 0..3 {
        let problem = hidden(seed, 24, 8, 12);

        let outcome = solved(&problem);

        assert_eq!(outcome.status, Status::Optimal, "seed {seed}");
        assert_eq!(check(&problem, &outcome.answer.unwrap()).hard(), 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,200}", at in 0_usize..300) {
        let cut: String = SMALL.chars().take(at).chain(text.chars()).collect();
        let _ = read(&cut);
        let _ = read(&text);
    }

    #[test]
    fn no_problem_makes_it_panic_or_lie(seed: u64, slots in 1_usize..6, tables in 0_usize..4) {
        let mut random = Random::new(seed);
        let mut problem = hidden(seed, 6, slots, 3);
        problem.tables = tables;
        for who in 0..6 {
            problem.forbidden[who] = random.next_u64() & random.next_u64() & ((1 << slots) - 1);
        }
        let count = problem.meetings.len();
        problem.meetings[0].after = vec![random.below(count)];
        let outcome = solve(&problem, Limits::new(300_000, seed), Watch::NONE);
        prop_assert_eq!(outcome.status == Status::Infeasible, !outcome.conflict.is_empty());
        if let Some(answer) = outcome.answer {
            let hard = check(&problem, &answer).hard();
            prop_assert_eq!(hard == 0, matches!(outcome.status, Status::Optimal | Status::Feasible));
        }
    }
}

#[test]
fn sizes_have_a_limit() {
    let over = MEETINGS_MAX + 1;

    let refused = read(&SMALL.replace("nBusiness = 3", &format!("nBusiness = {over}")));

    assert!(refused.unwrap_err().to_string().starts_with("line 1: nBusiness"));
}
