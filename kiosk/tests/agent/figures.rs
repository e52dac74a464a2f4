//! The clauses that are figures: loudness, pace, time, size; one test each.

use sportello_kiosk::agent::Setup;
use sportello_kiosk::devices::voice::Loudness;
use sportello_kiosk::event::{Control, Event, Key, Millis, Paper, Touch};

use crate::citizen::{Place, Way};
use crate::clauses::{BY_EAR, BY_TOUCH, at, hearing, long};
use crate::portal::ACCOUNT;
use crate::world::{World, seen};

/// The kiosk's style sheet.
const STYLE: &str = include_str!("../../src/screen/style.css");

#[test]
fn clause_8_2_1_1_volume_has_a_range_of_18_db_and_8_2_1_2_steps_of_at_most_10_db_past_12_db() {
    let decibels = |percent: u8| 20.0 * f64::from(percent).log10();
    let loudness = Loudness::uncalibrated();
    let levels: Vec<f64> = (1..=loudness.steps()).map(|step| decibels(loudness.percent(step))).collect();
    assert_eq!(levels.len(), usize::from(Setup::default().volumes));
    let (low, high) = (levels[0], levels[levels.len() - 1]);
    assert!(high - low >= 18.0, "a range of {} dB", high - low);
    assert!(levels.windows(2).all(|pair| pair[1] > pair[0] && pair[1] - pair[0] <= 10.0), "{levels:?}");
    assert!(levels.iter().any(|level| (12.0..18.0).contains(&(level - low))), "a step of 12 dB: {levels:?}");
    let mut world = hearing(long());
    for (key, words) in [
        (Key::Louder, "Volume 3 di 5"),
        (Key::Softer, "Volume 2 di 5"),
        (Key::Softer, "Volume 1 di 5, il più basso"),
        (Key::Softer, "Volume 1 di 5, il più basso"),
    ] {
        world.key(key);
        assert_eq!(world.last(), words, "each press is told");
    }
}

#[test]
fn vvsg_7_1_k_rate_has_six_to_eight_steps_from_50_to_200_percent() {
    let mut world = hearing(long());
    (0..12).for_each(|_| world.key(Key::Slower));
    let mut rates = vec![world.said.last().unwrap().rate];
    for _ in 0..12 {
        world.key(Key::Faster);
        let rate = world.said.last().unwrap().rate;
        assert!(world.last().contains(&rate.to_string()), "told: {}", world.last());
        if rates.last() != Some(&rate) {
            rates.push(rate);
        }
    }
    assert_eq!((rates[0], rates[rates.len() - 1]), (50, 200));
    assert!((6..=8).contains(&rates.len()), "{rates:?}");
}

#[test]
fn clause_2_2_1_who_is_slow_is_asked_has_20_seconds_and_ten_more_times() {
    let setup = Setup::default();
    assert!(setup.warning >= 20_000);
    for citizen in [BY_EAR, BY_TOUCH] {
        let mut world = at(citizen, Place::Form);
        for time in 0..10 {
            let before = world.said.len();
            waits_for_warning(&mut world);
            assert!(seen(world.picture()).contains("Sei ancora qui?"));
            world.passes(19_500);
            assert!(world.picture().warning.is_some(), "20 s at least");
            if citizen.way == Way::Ear {
                let told = world.heard_since(before);
                assert!(told.matches("chiudo la sessione").count() >= 2, "and again half way: {told}");
                world.key(Key::Digit(time));
            } else {
                world.does(Event::Touch(Touch::Control(Control::Stay)));
            }
            assert_eq!(world.picture().warning, None, "{citizen:?}, {time}");
            assert_eq!(citizen.place(&world), Place::Form);
        }
        waits_for_warning(&mut world);
        world.passes(setup.warning + 500);
        assert!(world.state().waits() && world.state().is_clean());
    }
}

fn waits_for_warning(world: &mut World) {
    for _ in 0..1_000 {
        if world.picture().warning.is_some() {
            return;
        }
        world.passes(500);
    }
    panic!("nobody asks");
}

#[test]
fn clause_2_2_1_the_clock_stands_still_while_the_kiosk_prints_or_waits() {
    let mut world = at(BY_TOUCH, Place::Form);
    BY_TOUCH.types(&mut world, "conto", ACCOUNT);
    world.portal.down = true;
    BY_TOUCH.chooses(&mut world, "invia");
    let idle: Millis = Setup::default().idle;
    world.passes(idle + 10_000);
    assert_eq!(world.picture().warning, None, "it is the portal that is awaited");
    world.passes(120_000);
    assert!(world.picture().warning.is_some() || world.state().waits(), "not for ever");

    let mut world = at(BY_TOUCH, Place::Sent);
    BY_TOUCH.chooses(&mut world, "azione-0");
    world.passes(400);
    // A printer that takes its time: the world's own has done with it in seconds.
    let job = world.takes_the_job().expect("it prints");
    world.passes(idle + 10_000);
    assert_eq!(world.picture().warning, None, "it is the printer that is awaited");
    world.does(Event::Paper(Paper::Printed(job.id)));
    world.passes(idle + 1_000);
    assert!(world.picture().warning.is_some(), "and then it is the citizen");
}

#[test]
fn clause_5_1_4_a_capital_letter_is_as_tall_as_0_7_degrees_at_600_mm() {
    // A capital of the screen's typefaces is at least 0.7 of their size; the smallest words there are 0.9 of a letter.
    let wanted = 600.0 * (0.7_f64).to_radians().tan();
    assert!((7.2..7.4).contains(&wanted), "{wanted}");
    let sizes: Vec<f64> = STYLE
        .lines()
        .filter(|line| line.starts_with("[data-size") || line.starts_with("html {"))
        .map(|line| line.split("* ").nth(1).unwrap().split(')').next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(sizes.len(), 4, "four sizes");
    assert!(sizes.is_sorted());
    assert!(sizes[3] * 0.7 * 0.9 >= wanted, "all words in the largest: {sizes:?}");
    assert!(sizes[2] * 0.7 >= wanted, "the page's words in the next: {sizes:?}");
}

#[test]
fn clause_2_3_1_nothing_flashes() {
    for sheet in [STYLE, a11y::html::STYLE.as_str()] {
        for word in ["animation", "transition", "@keyframes", "blink"] {
            let found = sheet.lines().find(|line| line.contains(word) && !line.contains("none"));
            assert_eq!(found, None, "{word}");
        }
    }
}
