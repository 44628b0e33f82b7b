//! Side by side: which lane of its hall a thing stands in when several are on there at once.

/// A thing's lane in its hall and how many lanes it may spread over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    pub first: usize,
    pub width: usize,
}

/// The lanes of one hall's spans of rows, which come by start; and how many lanes the hall needs.
pub fn lanes(spans: &[(i64, i64)]) -> (Vec<Lane>, usize) {
    let mut placed: Vec<(usize, usize)> = Vec::with_capacity(spans.len());
    // How many lanes each cluster of overlapping spans needs.
    let mut clusters: Vec<usize> = Vec::new();
    let mut free_from: Vec<i64> = Vec::new();
    for (start, end) in spans {
        if free_from.iter().all(|free| free <= start) {
            free_from.clear();
            clusters.push(0);
        }
        let cluster = clusters.len() - 1;
        let lane = free_from.iter().position(|free| free <= start).unwrap_or(free_from.len());
        if lane == free_from.len() {
            free_from.push(*end);
        } else {
            free_from[lane] = *end;
        }
        clusters[cluster] = clusters[cluster].max(lane + 1);
        placed.push((cluster, lane));
    }
    let most = clusters.iter().copied().max().unwrap_or(1);
    let spread = |(cluster, first): (usize, usize)| {
        let alone = clusters[cluster] == 1;
        Lane { first, width: if alone { most } else { 1 } }
    };
    (placed.into_iter().map(spread).collect(), most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_overlaps_stands_side_by_side_and_the_rest_is_wide() {
        let (placed, most) = lanes(&[(0, 10), (4, 6), (6, 12), (20, 22)]);
        let lane = |first, width| Lane { first, width };
        assert_eq!(placed, [lane(0, 1), lane(1, 1), lane(1, 1), lane(0, 2)]);
        assert_eq!(most, 2);
    }

    proptest! {
        #[test]
        fn no_two_things_cover_each_other(mut spans in proptest::collection::vec((0i64..60, 1i64..20), 0..30)) {
            spans.sort_unstable();
            let spans: Vec<_> = spans.into_iter().map(|(start, long)| (start, start + long)).collect();
            let (placed, most) = lanes(&spans);
            for (at, one) in spans.iter().enumerate() {
                prop_assert!(placed[at].first + placed[at].width <= most);
                for (other_at, other) in spans.iter().enumerate().skip(at + 1) {
                    if one.0 < other.1 && other.0 < one.1 {
                        prop_assert_ne!(placed[at].first, placed[other_at].first);
                        prop_assert_eq!(placed[at].width, 1);
                    }
                }
            }
        }
    }
}
