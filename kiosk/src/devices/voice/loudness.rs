//! How loud a step of the volume keys is.
//!
//! **Invariant**: one step is 8 dB, within the 10 dB that a step may have and half of the 18 dB that the range must
//! have (EN 301 549 8.2.1); it begins at 65 dBA at most (5.1.3.13). What comes out is measured by `kiosk/tests/voice/audible.rs`.

/// One step, in decibels.
const STEP: f64 = 8.0;

/// How loud it may be at the beginning, in dBA.
const START: f64 = 65.0;

/// What each step is in percent of the full amplitude: the softest is the last that 16 bits still carry well. espeak-ng rounds
/// small amplitudes down to a few that it has, so these are as they were measured at the sound output, not as they are computed.
const PERCENT: [u8; 5] = [4, 8, 17, 40, 100];

/// How many steps there are.
const STEPS: u8 = PERCENT.len() as u8;

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
        PERCENT[usize::from(step.clamp(1, STEPS) - 1)]
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_at_65_dba_at_most() {
        let starts = [60.0, 65.0, 73.0, 80.0, 97.0].map(|full| Loudness::calibrated(full).unwrap().start());
        assert_eq!(starts, [5, 5, 4, 3, 1]);
        assert_eq!(Loudness::calibrated(97.1), None);
    }
}
