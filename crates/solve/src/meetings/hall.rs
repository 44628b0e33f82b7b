//! Whether each of many finds room among what it may have, and which few do not (Hall 1935).

use super::case::NONE;

/// Looks after which the question is given up.
const LOOKS_MAX: usize = 30_000_000;

/// Numbers of those that cannot all find room: together they may have one place less than they are.
/// None when all do, or when too much would have to be looked at.
pub(super) fn shortage(wants: &[Vec<u32>], room: &[u32]) -> Option<Vec<usize>> {
    let mut inside: Vec<Vec<u32>> = vec![Vec::new(); room.len()];
    let mut seen = vec![NONE; room.len()];
    let mut from = vec![NONE; room.len()];
    let mut stands = vec![NONE; wants.len()];
    let mut looks = 0;
    for at in 0..wants.len() as u32 {
        let mut queue = vec![at];
        let mut next = 0;
        let mut end = None;
        while let Some(&one) = queue.get(next).filter(|_| end.is_none()) {
            next += 1;
            for &place in &wants[one as usize] {
                looks += 1;
                if std::mem::replace(&mut seen[place as usize], at) == at {
                    continue;
                }
                from[place as usize] = one;
                if (inside[place as usize].len() as u32) < room[place as usize] {
                    end = Some(place);
                    break;
                }
                queue.extend(&inside[place as usize]);
            }
        }
        if looks > LOOKS_MAX {
            return None;
        }
        let Some(end) = end else {
            return Some(queue.into_iter().map(|one| one as usize).collect());
        };
        shift(end, &mut inside, &mut stands, &from);
    }
    None
}

/// Moves everybody on the way to the free place one place on.
fn shift(end: u32, inside: &mut [Vec<u32>], stands: &mut [u32], from: &[u32]) {
    let mut place = end;
    while place != NONE {
        let one = from[place as usize];
        inside[place as usize].push(one);
        let old = std::mem::replace(&mut stands[one as usize], place);
        if old != NONE {
            inside[old as usize].retain(|&other| other != one);
        }
        place = old;
    }
}

#[cfg(test)]
mod tests {
    use super::shortage;

    #[test]
    fn those_without_room_are_named_and_nobody_else() {
        let wants = vec![vec![0, 1], vec![2], vec![0], vec![1, 0], vec![2, 3]];

        assert_eq!(shortage(&wants, &[1, 1, 1, 1]), Some(vec![3, 0, 2]));
        assert_eq!(shortage(&wants, &[2, 1, 1, 1]), None);
    }

    #[test]
    fn whoever_may_have_nothing_is_short_alone() {
        assert_eq!(shortage(&[vec![0], vec![]], &[5]), Some(vec![1]));
    }
}
