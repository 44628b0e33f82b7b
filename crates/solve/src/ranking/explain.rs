//! The outcome in words, for a command line or a jury's minutes.

use super::answer::{Answer, Verdict};
use crate::run::Outcome;

/// Sentences on what was found, the most important first.
pub fn explain(outcome: &Outcome<Answer>) -> Vec<String> {
    let mut said = outcome.conflict.clone();
    let Some(answer) = &outcome.answer else { return said };
    for one in &answer.ranking {
        let mut line = format!("{}. {} at {:.3}", one.place, one.entry, one.value);
        if let Some(error) = one.error {
            line += &format!(" ± {error:.3}");
        }
        if let Some((from, to)) = one.place_range {
            line += &format!(", place {from} to {to} nine times of ten");
        }
        if let Some(chance) = one.chance {
            line += &format!(", among the first with a chance of {:.0} %", 100.0 * chance);
        }
        said.push(line);
    }
    if let Some(stopping) = &answer.stopping {
        let does = match stopping.verdict {
            Verdict::Stop => "judging may stop",
            Verdict::GoOn => "more judging near the border would help",
        };
        said.push(format!(
            "The chosen set is right with a chance of {:.0} %, {:.1} of it expected wrong: {does}.",
            100.0 * stopping.set_right,
            stopping.wrong_expected
        ));
    }
    for judge in &answer.judges {
        let mut line = format!("{} agrees with {:.0} %", judge.judge, 100.0 * judge.agreement);
        if let (Some(severity), Some(spread)) = (judge.severity, judge.spread) {
            line += &format!(", marks {severity:+.2} from the others, spread {spread:.2}");
        }
        said.push(line);
    }
    for one in &answer.without {
        if one.moved_all > 0 {
            let mut line =
                format!("Without {} an entry moves up to {} places", one.judge, one.moved_most);
            if !one.enter.is_empty() {
                line += &format!("; {} come in for {}", one.enter.join(", "), one.leave.join(", "));
            }
            said.push(line);
        }
    }
    for pair in &answer.next_pairs {
        said.push(format!(
            "Worth asking: {} or {} ({:.2} bits)",
            pair.between.0, pair.between.1, pair.bits
        ));
    }
    said.extend(answer.notes.iter().cloned());
    said
}
