//! What every order must pay.

use super::table::Table;

/// No order of the group has fewer disagreements: each pair costs its minority, and of each circle
/// of three majorities at least one must be broken. Circles that share no votes are packed one
/// after the other (Davenport and Kalagnanam, AAAI 2004; Conitzer, Davenport and Kalagnanam, AAAI
/// 2006).
pub(super) fn bound(table: &Table, members: &[usize]) -> i64 {
    let size = members.len();
    let mut bound = 0;
    let mut lead = vec![0_i64; size * size];
    for (at, &one) in members.iter().enumerate() {
        for (to, &other) in members.iter().enumerate().skip(at + 1) {
            bound += table.over(one, other).min(table.over(other, one));
            let ahead = table.over(one, other) - table.over(other, one);
            lead[at * size + to] = ahead.max(0);
            lead[to * size + at] = (-ahead).max(0);
        }
    }
    for first in 0..size {
        for second in 0..size {
            let mut ahead = lead[first * size + second];
            if ahead == 0 {
                continue;
            }
            for third in 0..size {
                let back = lead[second * size + third].min(lead[third * size + first]).min(ahead);
                if back > 0 {
                    bound += back;
                    ahead -= back;
                    lead[second * size + third] -= back;
                    lead[third * size + first] -= back;
                    if ahead == 0 {
                        break;
                    }
                }
            }
            lead[first * size + second] = ahead;
        }
    }
    bound
}
