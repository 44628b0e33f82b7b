use super::{name, problem, values};
use crate::random::Random;
use crate::ranking::{Criterion, Evidence, JudgeSeen, Sheet, Spread, solve};
use crate::run::{Limits, Watch};

const LIMITS: Limits = Limits::new(1_000, 1);

fn sheet(judge: usize, entry: usize, mark: f64) -> Sheet {
    Sheet { judge: format!("j{judge}"), entry: name(entry), marks: vec![Some(mark)] }
}

fn scores(sheets: Vec<Sheet>, spread: Spread) -> Evidence {
    let criteria = vec![Criterion { name: "all".into(), weight: 1.0 }];
    Evidence::Scores { criteria, sheets, spread }
}

/// A number of a bell of deviation 1, near enough.
fn bell(random: &mut Random) -> f64 {
    (0..12).map(|_| random.unit()).sum::<f64>() - 6.0
}

/// The share of pairs that values put as they truly are.
fn agreement(values: &[f64], truth: &[f64]) -> f64 {
    let (mut same, mut all) = (0.0, 0.0);
    for one in 0..truth.len() {
        for other in 0..one {
            all += 1.0;
            let product = (truth[one] - truth[other]) * (values[one] - values[other]);
            same += f64::from(u8::from(product > 0.0));
        }
    }
    same / all
}

#[test]
fn with_every_judge_on_every_entry_values_are_means_drawn_to_the_middle_alike() {
    let truth = [3.0, 5.0, 6.5, 8.0];
    let severity = [-1.0, 0.0, 1.5];
    let mut random = Random::new(1);
    let mut sheets = Vec::new();
    let mut means = vec![0.0; 4];
    for (judge, severity) in severity.iter().enumerate() {
        for (entry, truth) in truth.iter().enumerate() {
            let mark = truth + severity + 0.3 * bell(&mut random);
            means[entry] += mark / 3.0;
            sheets.push(sheet(judge, entry, mark));
        }
    }
    let middle = means.iter().sum::<f64>() / 4.0;

    let answer = solve(&problem(4, scores(sheets, Spread::Kept)), LIMITS, Watch::NONE);
    let values = values(&answer.unwrap().answer.unwrap());

    // Balanced: one factor of shrinkage for all, between nothing and all.
    let drawn = (values[0] - middle) / (means[0] - middle);
    assert!(drawn > 0.8 && drawn < 1.0, "{drawn}");
    for (value, mean) in values.iter().zip(&means) {
        assert!((value - middle - drawn * (mean - middle)).abs() < 1e-6);
    }
}

#[test]
fn severity_and_spread_that_were_made_up_are_found_again() {
    let mut random = Random::new(11);
    let (entries, judges) = (120, 12);
    let truth: Vec<f64> = (0..entries).map(|_| 6.0 + bell(&mut random)).collect();
    let severity: Vec<f64> = (0..judges).map(|_| 1.2 * bell(&mut random)).collect();
    let spread: Vec<f64> = (0..judges).map(|_| 1.0 + 0.3 * (random.unit() * 2.0 - 1.0)).collect();
    let mut sheets = Vec::new();
    let mut sums = vec![(0.0, 0.0); entries];
    for entry in 0..entries {
        // Four judges each, by turns with chance, so that few entries have the same four.
        let mut panel: Vec<usize> = (0..judges).collect();
        random.shuffle(&mut panel);
        for &judge in &panel[..4] {
            let mark = 6.0
                + severity[judge]
                + spread[judge] * (truth[entry] - 6.0)
                + 0.3 * bell(&mut random);
            sums[entry] = (sums[entry].0 + mark, sums[entry].1 + 1.0);
            sheets.push(sheet(judge, entry, mark));
        }
    }
    let raw: Vec<f64> = sums.iter().map(|sum| sum.0 / sum.1).collect();

    let outcome = solve(&problem(entries, scores(sheets, Spread::Corrected)), LIMITS, Watch::NONE);
    let answer = outcome.unwrap().answer.unwrap();
    let found = values(&answer);

    let (before, after) = (agreement(&raw, &truth), agreement(&found, &truth));
    assert!(after > 0.93 && 1.0 - after < (1.0 - before) / 2.0, "{before} {after}");
    let found_again = |truth: &[f64], seen: fn(&JudgeSeen) -> f64| {
        let mean = truth.iter().sum::<f64>() / judges as f64;
        let (mut off, mut all) = (0.0, 0.0);
        for one in &answer.judges {
            let truth = truth[one.judge[1..].parse::<usize>().unwrap()] - mean;
            off += (seen(one) - truth).powi(2);
            all += truth.powi(2);
        }
        1.0 - off / all
    };
    let severity = found_again(&severity, |one| one.severity.unwrap());
    let spread = found_again(&spread, |one| one.spread.unwrap() - 1.0);
    assert!(severity > 0.95 && spread > 0.5, "{severity} {spread}");
    // How wide all marks are spread together cannot be known: it is taken out before comparing.
    let mean = |values: &[f64]| values.iter().sum::<f64>() / entries as f64;
    let (true_mean, found_mean) = (mean(&truth), mean(&found));
    let (mut both, mut square) = (0.0, 0.0);
    for (truth, found) in truth.iter().zip(&found) {
        both += (truth - true_mean) * (found - found_mean);
        square += (truth - true_mean).powi(2);
    }
    let scale = both / square;
    let surprises = answer.ranking.iter().map(|one| {
        let entry: usize = one.entry[1..].parse().unwrap();
        (one.value - found_mean - scale * (truth[entry] - true_mean)) / one.error.unwrap()
    });
    let surprises: Vec<f64> = surprises.collect();
    // Standard errors are as large as what is off: nineteen of twenty within two of them.
    let within = surprises.iter().filter(|one| one.abs() < 2.0).count();
    assert!((0.9..1.1).contains(&scale), "{scale}");
    let square = surprises.iter().map(|one| one * one).sum::<f64>() / entries as f64;
    assert!((0.4..1.6).contains(&square), "{square}");
    assert!(within >= entries * 90 / 100, "{within}");
}

#[test]
fn a_strict_judge_does_no_harm_to_those_who_were_sent_to_them() {
    // e0 and e1 are alike for judge 0; judge 1 is two marks stricter and saw e1 and not e0.
    let mut sheets = vec![sheet(0, 0, 7.0), sheet(0, 1, 7.0), sheet(1, 1, 5.0)];
    for entry in 2..12 {
        let mark = 3.0 + entry as f64 / 2.0;
        sheets.extend([sheet(0, entry, mark), sheet(1, entry, mark - 2.0)]);
    }

    let answer = solve(&problem(12, scores(sheets, Spread::Corrected)), LIMITS, Watch::NONE);
    let values = values(&answer.unwrap().answer.unwrap());

    assert!((values[0] - values[1]).abs() < 0.2, "{values:?}");
}

#[test]
fn leaving_out_a_criterion_is_no_gain() {
    let criteria = |marks: &[Vec<Option<f64>>]| {
        let sheets = marks.iter().enumerate().flat_map(|(entry, marks)| {
            (0..3).map(move |judge| Sheet {
                judge: format!("j{judge}"),
                entry: name(entry),
                marks: marks.clone(),
            })
        });
        let criteria = ["idea", "code"].map(|name| Criterion { name: name.into(), weight: 1.0 });
        Evidence::Scores {
            criteria: criteria.into(),
            sheets: sheets.collect(),
            spread: Spread::Kept,
        }
    };
    // Everybody is marked two lower on code.
    let marks = [
        vec![Some(8.0), Some(6.0)],
        vec![Some(8.0), None],
        vec![Some(5.0), Some(3.0)],
        vec![Some(6.0), Some(4.0)],
        vec![None, Some(6.0)],
    ];

    let answer = solve(&problem(5, criteria(&marks)), LIMITS, Watch::NONE);
    let values = values(&answer.unwrap().answer.unwrap());

    assert!((values[0] - values[1]).abs() < 0.7, "{values:?}");
    assert!(values[1] > values[3] && values[4] > values[3], "{values:?}");
}

#[test]
fn juries_that_share_nothing_are_said_to_be_apart() {
    let sheets = vec![sheet(0, 0, 5.0), sheet(0, 1, 6.0), sheet(1, 2, 8.0), sheet(1, 3, 9.0)];

    let answer = solve(&problem(5, scores(sheets, Spread::Corrected)), LIMITS, Watch::NONE);

    let notes = answer.unwrap().answer.unwrap().notes;
    assert_eq!(notes[0], "Without any mark, placed in the middle: e4.");
    assert!(notes[1].contains("2 groups that share no judge"), "{notes:?}");
}

#[test]
fn marks_that_are_all_alike_tell_nothing_apart() {
    let sheets = (0..4).flat_map(|entry| (0..2).map(move |judge| sheet(judge, entry, 7.0)));
    let mut problem = problem(4, scores(sheets.collect(), Spread::Corrected));
    problem.places = Some(2);

    let answer = solve(&problem, LIMITS, Watch::NONE).unwrap().answer.unwrap();

    assert!(answer.ranking.iter().all(|one| one.place == 1 && (one.value - 7.0).abs() < 1e-9));
    assert!(answer.stopping.unwrap().set_right < 0.5);
}
