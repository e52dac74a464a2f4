//! Random numbers from a seed that is printed, so that a run can be repeated.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A small generator (xorshift64*); good enough to choose when to kill.
pub struct Dice(u64);

impl Dice {
    /// From `SPORTELLO_KILL_SEED`, or the clock.
    pub fn new(what: &str) -> Dice {
        let clock = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
        let seed: u64 = std::env::var("SPORTELLO_KILL_SEED")
            .ok()
            .map_or_else(|| clock().into(), |text| text.parse().unwrap());
        eprintln!("{what}: SPORTELLO_KILL_SEED={seed}");
        Dice(seed | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % end
    }

    /// A time below `most`.
    pub fn span(&mut self, most: Duration) -> Duration {
        let most = u64::try_from(most.as_micros()).unwrap();
        Duration::from_micros(self.below(most.max(1)))
    }

    /// Lets a random time below `most` go by, without giving up the turn, as a failing machine would.
    pub fn linger(&mut self, most: Duration) {
        let until = Instant::now() + self.span(most);
        while Instant::now() < until {
            std::thread::yield_now();
        }
    }
}
