//! A tone, played by a program that takes samples by standard input.
//!
//! **Invariant**: it says nothing, so it may be for everyone in the hall.

use std::io::Write;
use std::process::Stdio;
use std::thread;

use super::Settings;
use crate::agent::command::Tone;

/// Samples a second, of 16 bits, one channel: what the program is told to play.
const RATE: u32 = 48_000;

/// The note, in hertz; how long it lasts, in samples; how loud, of full amplitude.
struct Note(f64, u32, f64);

/// A quarter of a second, heard across a room and nobody's fright.
const CALLS: Note = Note(880.0, RATE / 4, 0.2);

/// Short, low and soft.
const NOTHING: Note = Note(330.0, RATE / 16, 0.06);

/// Plays it beside whatever sounds, and waits for nobody.
pub(super) fn play(settings: &Settings, tone: Tone) {
    let [program, arguments @ ..] = settings.tone.as_slice() else { return };
    let mut command = settings.program(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let note = if tone == Tone::Calls { CALLS } else { NOTHING };
    thread::spawn(move || {
        // A kiosk whose tone fails still says and shows what was left behind.
        let Ok(mut child) = command.spawn() else { return };
        if let Some(mut input) = child.stdin.take() {
            drop(input.write_all(&samples(&note)));
        }
        drop(child.wait());
    });
}

/// The tone, with soft ends so that it does not click.
fn samples(Note(hertz, length, loud): &Note) -> Vec<u8> {
    let sample = |n: u32| {
        let at = f64::from(n) / f64::from(RATE);
        let edge = f64::from(n.min(length - n)) / f64::from(RATE / 50);
        let wave = (at * hertz * std::f64::consts::TAU).sin() * edge.min(1.0) * loud;
        // Within 16 bits by far.
        (wave * f64::from(i16::MAX)) as i16
    };
    (0..*length).flat_map(|n| sample(n).to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_quarter_of_a_second_that_begins_and_ends_softly() {
        let samples = samples(&CALLS);
        let read = |at: usize| i16::from_le_bytes([samples[2 * at], samples[2 * at + 1]]).unsigned_abs();
        let all: Vec<u16> = (0..samples.len() / 2).map(read).collect();
        assert_eq!(all.len(), 12_000);
        assert!(all[..50].iter().chain(&all[11_950..]).all(|sample| *sample < 600));
        let peak = *all.iter().max().unwrap_or(&0);
        assert!((6_000..=6_600).contains(&peak), "{peak}");
    }
}
