//! Randomness that replays: the same seed gives the same numbers in every version of the program,
//! which no general crate promises.
//!
//! xoshiro256++ seeded by SplitMix64 (Blackman and Vigna, "Scrambled Linear Pseudorandom Number
//! Generators", ACM TOMS 47, 2021). Not for secrets.

#[derive(Clone, Debug)]
pub struct Random {
    state: [u64; 4],
}

impl Random {
    pub const fn new(seed: u64) -> Self {
        let mut split = seed;
        let mut state = [0; 4];
        let mut at = 0;
        while at < 4 {
            split = split.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = split;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            state[at] = mixed ^ (mixed >> 31);
            at += 1;
        }
        Self { state }
    }

    pub const fn next_u64(&mut self) -> u64 {
        let s = &mut self.state;
        let out = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        out
    }

    /// A number below `end`; `end` is at least 1. The bias is below `end` / 2^64.
    pub const fn below(&mut self, end: usize) -> usize {
        debug_assert!(end > 0);
        ((self.next_u64() as u128 * end as u128) >> 64) as usize
    }

    /// A number in [0, 1).
    pub const fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub const fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of `items`, or none of none.
    pub const fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        if items.is_empty() { None } else { Some(&items[self.below(items.len())]) }
    }

    /// Every order is equally likely (Fisher and Yates).
    pub const fn shuffle<T>(&mut self, items: &mut [T]) {
        let mut at = items.len();
        while at > 1 {
            at -= 1;
            let other = self.below(at + 1);
            items.swap(at, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_numbers_it_always_gave() {
        let mut random = Random::new(1);

        let drawn: Vec<u64> = (0..3).map(|_| random.next_u64()).collect();

        let always =
            [14_971_601_782_005_023_387, 13_781_649_495_232_077_965, 1_847_458_086_238_483_744];
        assert_eq!(drawn, always);
    }

    #[test]
    fn a_shuffle_loses_nothing() {
        let mut items: Vec<usize> = (0..100).collect();

        Random::new(7).shuffle(&mut items);

        assert_ne!(items, (0..100).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }
}
