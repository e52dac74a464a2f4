//! Numbers that look random and are always the same.
//!
//! **Invariant**: the same seed and name give the same throws, on every machine and in every version.

/// A stream of throws (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// The stream of one name under a seed, whatever else is thrown.
    pub(super) fn of(seed: u64, name: &str) -> Dice {
        // FNV-1a spreads the name; SplitMix64 spreads the rest.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Dice(hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).unwrap_or(0) + 1;
        // The bias of the remainder is below one in 2^40 for the spans thrown here.
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// Whether something of so many in a hundred happens.
    pub(super) fn percent(&mut self, chance: i64) -> bool {
        self.between(1, 100) <= chance
    }

    /// One of some.
    pub(super) fn pick<T: Copy>(&mut self, some: &[T], otherwise: T) -> T {
        let last = i64::try_from(some.len()).unwrap_or(1) - 1;
        let index = usize::try_from(self.between(0, last.max(0))).unwrap_or(0);
        some.get(index).copied().unwrap_or(otherwise)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_throws_are_always_these() {
        let throws = |seed, name| {
            let mut dice = Dice::of(seed, name);
            [0; 6].map(|_| dice.between(1, 6))
        };
        assert_eq!(throws(1, "a"), throws(1, "a"));
        assert_ne!(throws(1, "a"), throws(2, "a"));
        assert_ne!(throws(1, "a"), throws(1, "b"));
        assert_eq!(throws(1, "a"), [6, 2, 3, 6, 4, 4], "of today and for ever");
    }

    #[test]
    fn every_face_comes_up() {
        let mut dice = Dice::of(7, "faces");
        let mut seen = [false; 6];
        for _ in 0..200 {
            seen[usize::try_from(dice.between(0, 5)).unwrap_or(0)] = true;
        }
        assert_eq!(seen, [true; 6]);
    }
}
