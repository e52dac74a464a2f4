//! How loud a step of the volume keys is.
//!
//! **Invariant**: one step is 8 dB, within the 10 dB that a step may have and half of the 18 dB that the range must
//! have (EN 301 549 8.2.1); it begins at 65 dBA at most (5.1.3.13).

/// One step, in decibels.
const STEP: f64 = 8.0;

/// How loud it may be at the beginning, in dBA.
const START: f64 = 65.0;

/// How many steps there are: the softest, 32 dB below full amplitude, is the last that 16 bits still carry well.
const STEPS: u8 = 5;

/// The steps of loudness of a headset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loudness {
    start: u8,
}

impl Loudness {
    /// For a headset that is so loud at full amplitude, in dBA; `None` if even its softest step is over 65.
    pub fn calibrated(full: f64) -> Option<Loudness> {
        let level = |step: u8| full - STEP * f64::from(STEPS - step);
        let start = (1..=STEPS).rev().find(|step| level(*step) <= START)?;
        Some(Loudness { start })
    }

    /// For loudspeakers that nobody has measured: it begins with a step that is heard.
    pub fn uncalibrated() -> Loudness {
        Loudness { start: 4 }
    }

    /// How many steps there are.
    pub fn steps(self) -> u8 {
        STEPS
    }

    /// The step it begins with, from 1.
    pub fn start(self) -> u8 {
        self.start
    }

    /// What a step is in percent of the full amplitude.
    pub fn percent(self, step: u8) -> u8 {
        let below = STEP * f64::from(STEPS - step.clamp(1, STEPS));
        // Between 2.5 and 100.
        (100.0 * 10_f64.powf(-below / 20.0)).round() as u8
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_eight_decibels_and_the_range_thirty() {
        let loudness = Loudness::uncalibrated();
        let percents: Vec<u8> = (1..=STEPS).map(|step| loudness.percent(step)).collect();
        assert_eq!(percents, [3, 6, 16, 40, 100]);
        for pair in percents.windows(2) {
            let step = 20.0 * (f64::from(pair[1]) / f64::from(pair[0])).log10();
            assert!((6.0..=10.0).contains(&step), "{step} dB");
        }
    }

    #[test]
    fn it_begins_at_65_dba_at_most() {
        let starts = [60.0, 65.0, 73.0, 80.0, 97.0].map(|full| Loudness::calibrated(full).unwrap().start());
        assert_eq!(starts, [5, 5, 4, 3, 1]);
        assert_eq!(Loudness::calibrated(97.1), None);
    }
}
