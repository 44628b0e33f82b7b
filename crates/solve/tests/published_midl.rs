//! Published assignments of reviewers, with known optima.
#![expect(clippy::unwrap_used, reason = "a published file that cannot be read has failed the test")]
#![expect(clippy::disallowed_methods, reason = "the test reads the files; the solver does not")]

use std::fs;
use std::path::{Path, PathBuf};

use solve::allocation::{midl, reviews::Reviews};
use solve::{Limits, Status, Watch};

/// The folder of published files, or nothing and a word about it.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("GUILDHALL_DATA").map(PathBuf::from);
    if folder.is_none() {
        println!("not run: GUILDHALL_DATA is unset");
    }
    folder
}

fn read(data: &Path, with_least_loads: bool) -> Reviews {
    let text = |name: &str| fs::read_to_string(data.join("midl").join(name)).unwrap();
    let (scores, covers, at_most) = (text("scores.csv"), text("covs.csv"), text("loads.csv"));
    let at_least = with_least_loads.then(|| text("loads-lb.csv"));
    let tables = midl::Tables {
        scores: &scores,
        covers: &covers,
        at_most: &at_most,
        at_least: at_least.as_deref(),
    };
    midl::read(tables).unwrap()
}

/// `published` is the sum of affinities that were first rounded to six places each, so the true
/// optimum, in all the places of the file, may differ from it by a few units of the sixth.
fn reaches(reviews: &Reviews, published: f64, optimum: f64) {
    let outcome = reviews.solve(Limits::new(1_000_000, 1), Watch::NONE).unwrap();

    assert_eq!(outcome.status, Status::Optimal);
    assert!((outcome.value - optimum).abs() < 1e-9, "{}", outcome.value);
    assert!((outcome.bound.unwrap() - optimum).abs() < 1e-9, "{:?}", outcome.bound);
    assert!((outcome.value - published).abs() < 2e-6, "{}", outcome.value);
    assert!(outcome.penalties.iter().all(|penalty| penalty.count == 0), "{outcome:?}");
    let answer = outcome.answer.unwrap();
    assert_eq!(answer.reviewers.iter().flatten().count(), 354);
    println!("sum {:.9}, worst paper {:?}", outcome.value, answer.worst);
}

#[test]
fn data_midl_reaches_its_optimum_with_upper_loads() {
    let Some(data) = data() else { return };

    reaches(&read(&data, false), 201.884878, 201.8848795010);
}

#[test]
fn data_midl_reaches_its_optimum_with_lower_loads() {
    let Some(data) = data() else { return };

    reaches(&read(&data, true), 150.043125, 150.0431251402);
}
