#![allow(clippy::unwrap_used)]
//! Fingers on touchscreens as the kernel records them, and what they mean.

use proptest::prelude::*;

use super::contacts::Measure;
use super::raw::{Reader, record};
use super::settings::Turn;
use super::touch::Touch;
use crate::event::{Finger, Millis, Spot};

/// Time of a record, and what it says: kind, code, value.
type Recorded = (Millis, u16, u16, i32);

const KEY: u16 = 1;
const ABS: u16 = 3;
const TOUCH: u16 = 0x14a;
const SLOT: u16 = 0x2f;
const X: u16 = 0x35;
const Y: u16 = 0x36;
const ID: u16 = 0x39;
/// The end of a frame.
const END: (u16, u16, i32) = (0, 0, 0);

/// A panel of ten fingers, as capacitive ones measure themselves.
const MANY: Measure = Measure { x: (0, 4_095), y: (0, 4_095), slot: Some(0), turn: Turn::None };
/// A resistive panel of one finger.
const ONE: Measure = Measure { x: (100, 3_900), y: (100, 3_900), slot: None, turn: Turn::None };

/// What the records mean, with the time that passes between and after them.
fn means(measure: Measure, records: &[Recorded]) -> Vec<Finger> {
    let mut touch = Touch::new(measure);
    let mut reader = Reader::default();
    let mut out = Vec::new();
    for (at, kind, code, value) in records {
        wait(&mut touch, *at, &mut out);
        for item in reader.items(&record(*kind, *code, *value)).collect::<Vec<_>>() {
            out.extend(touch.take(item, *at));
        }
    }
    wait(&mut touch, Millis::MAX, &mut out);
    out
}

/// Time passes up to this moment: the thread wakes when it is asked to.
fn wait(touch: &mut Touch, until: Millis, out: &mut Vec<Finger>) {
    for _ in 0..10 {
        match touch.wake().filter(|wake| *wake < until) {
            Some(wake) => out.extend(touch.tick(wake)),
            None => return,
        }
    }
    assert!(touch.wake().is_none_or(|wake| wake >= until), "it never sleeps");
}

/// Frames of fingers on the panel of many, in its own measure: time, then a place for each that is down.
fn frames(frames: &[(Millis, &[(i32, i32)])]) -> Vec<Recorded> {
    let mut records = Vec::new();
    let mut down = [false; 5];
    let mut number = 40;
    for (at, fingers) in frames {
        let mut tell = |kind, code, value| records.push((*at, kind, code, value));
        for (slot, down) in down.iter_mut().enumerate() {
            let place = fingers.get(slot);
            if place.is_none() && !*down {
                continue;
            }
            tell(ABS, SLOT, i32::try_from(slot).unwrap());
            if let Some((x, y)) = place {
                if !std::mem::replace(down, true) {
                    number += 1;
                    tell(ABS, ID, number);
                }
                tell(ABS, X, *x);
                tell(ABS, Y, *y);
            } else {
                *down = false;
                tell(ABS, ID, -1);
            }
        }
        tell(END.0, END.1, END.2);
    }
    records
}

fn spot(x: u16, y: u16) -> Spot {
    Spot { x, y }
}

/// A tap in the middle, from then to then.
fn tap(from: Millis, to: Millis) -> [(Millis, &'static [(i32, i32)]); 2] {
    [(from, &[(2_048, 2_048)]), (to, &[])]
}

const MIDDLE: Spot = Spot { x: 5_001, y: 5_001 };

#[test]
fn a_finger_that_stands_explores_and_tells_where_it_goes() {
    let slow: Vec<(Millis, &[(i32, i32)])> = vec![
        (0, &[(1_000, 1_000)]),
        (300, &[(1_005, 1_000)]),
        (320, &[(1_400, 1_000)]),
        (900, &[(1_400, 2_000)]),
        (950, &[]),
    ];
    assert_eq!(
        means(MANY, &frames(&slow)),
        [
            Finger::At(spot(2_442, 2_442)),
            Finger::At(spot(3_418, 2_442)),
            Finger::At(spot(3_418, 4_884)),
            Finger::Gone
        ]
    );
}

#[test]
fn one_tap_is_a_look_two_activate_and_a_trembling_hand_activates_once() {
    assert_eq!(means(MANY, &frames(&tap(0, 90))), [Finger::At(MIDDLE), Finger::Gone]);
    let two = [tap(0, 90), tap(250, 340)].concat();
    assert_eq!(means(MANY, &frames(&two)), [Finger::Activate]);
    let five = [tap(0, 90), tap(200, 290), tap(400, 490), tap(600, 690), tap(760, 800)].concat();
    assert_eq!(means(MANY, &frames(&five)), [Finger::Activate]);
    let apart = [tap(0, 90), tap(700, 790)].concat();
    assert_eq!(means(MANY, &frames(&apart)).iter().filter(|finger| **finger == Finger::Activate).count(), 0);
    // A finger that bounces on the glass has tapped once.
    let bounced = [tap(0, 60), tap(90, 150)].concat();
    assert_eq!(means(MANY, &frames(&bounced)), [Finger::At(MIDDLE), Finger::Gone]);
}

#[test]
fn a_quick_way_across_is_a_swipe_and_a_slow_one_is_not() {
    let across = |from: i32, to: i32, millis: Millis| {
        let steps = 8;
        let mut all = Vec::new();
        for step in 0..=steps {
            let at = millis * u64::try_from(step).unwrap() / 8;
            let x = from + (to - from) * step / steps;
            all.extend([(at, ABS, ID, 5), (at, ABS, X, x), (at, ABS, Y, 1_000 + step), (at, 0, 0, 0)]);
        }
        all.extend([(millis + 5, ABS, ID, -1), (millis + 5, 0, 0, 0)]);
        all
    };
    assert_eq!(means(MANY, &across(1_000, 2_500, 180)), [Finger::Next]);
    assert_eq!(means(MANY, &across(2_500, 1_000, 180)), [Finger::Previous]);
    let slow = means(MANY, &across(1_000, 2_500, 1_200));
    assert!(
        slow.iter().all(|finger| matches!(finger, Finger::At(_) | Finger::Gone)) && slow.len() > 3,
        "{slow:?}"
    );
    assert_eq!(means(MANY, &across(1_000, 1_300, 180)), [], "too short to be anything");
    let twice: Vec<Recorded> = [across(1_000, 2_500, 150), across(1_000, 2_500, 150)]
        .into_iter()
        .enumerate()
        .flat_map(|(n, all)| {
            all.into_iter().map(move |(at, a, b, c)| (at + 250 * u64::try_from(n).unwrap(), a, b, c))
        })
        .collect();
    assert_eq!(means(MANY, &twice), [Finger::Next, Finger::Next], "one may swipe as fast as one likes");
}

#[test]
fn taps_of_two_and_three_fingers_are_told_apart_whatever_order_they_land_in() {
    let two: Vec<(Millis, &[(i32, i32)])> = vec![
        (0, &[(1_000, 1_000)]),
        (30, &[(1_000, 1_000), (2_000, 1_100)]),
        (110, &[(1_004, 1_000)]),
        (120, &[]),
    ];
    assert_eq!(means(MANY, &frames(&two)), [Finger::Quiet]);
    let three: Vec<(Millis, &[(i32, i32)])> = vec![
        (0, &[(1_000, 1_000), (2_000, 900)]),
        (25, &[(1_000, 1_000), (2_000, 900), (3_000, 1_000)]),
        (100, &[]),
    ];
    assert_eq!(means(MANY, &frames(&three)), [Finger::Swap]);
    let again: Vec<_> = three
        .iter()
        .chain(&three)
        .enumerate()
        .map(|(n, (at, f))| (at + if n > 2 { 300 } else { 0 }, *f))
        .collect();
    assert_eq!(means(MANY, &frames(&again)), [Finger::Swap], "a second time so soon is trembling");
    let four: Vec<(Millis, &[(i32, i32)])> =
        vec![(0, &[(900, 900), (1_900, 900), (2_900, 900), (3_900, 900)]), (100, &[])];
    assert_eq!(means(MANY, &frames(&four)), []);
}

#[test]
fn a_second_finger_ends_exploring_and_means_nothing_more() {
    let palm: Vec<(Millis, &[(i32, i32)])> = vec![
        (0, &[(1_000, 1_000)]),
        (400, &[(1_000, 1_100)]),
        (450, &[(1_000, 1_100), (3_000, 3_000)]),
        (500, &[(2_000, 1_100), (3_000, 3_000)]),
        (520, &[]),
    ];
    let means = means(MANY, &frames(&palm));
    assert_eq!(means.last(), Some(&Finger::Gone));
    assert!(means.iter().all(|finger| matches!(finger, Finger::At(_) | Finger::Gone)), "{means:?}");
    assert_eq!(means.iter().filter(|finger| **finger == Finger::Gone).count(), 1);
}

#[test]
fn a_panel_of_one_finger_and_one_that_is_turned_tell_the_same() {
    let press = |x: i32, y: i32| {
        [
            (0, ABS, 0, x),
            (0, ABS, 1, y),
            (0, KEY, TOUCH, 1),
            (0, 0, 0, 0),
            (400, KEY, TOUCH, 0),
            (400, 0, 0, 0),
        ]
    };
    assert_eq!(means(ONE, &press(100, 3_900)), [Finger::At(spot(0, 10_000)), Finger::Gone]);
    for (turn, there) in
        [(Turn::Right, spot(10_000, 10_000)), (Turn::Half, spot(10_000, 0)), (Turn::Left, spot(0, 0))]
    {
        let turned = Measure { turn, ..ONE };
        assert_eq!(means(turned, &press(100, 3_900)), [Finger::At(there), Finger::Gone], "{turn:?}");
    }
}

#[test]
fn lost_records_end_what_was_begun_and_the_next_touch_counts() {
    let mut records = frames(&[(0, &[(1_000, 1_000)]), (500, &[(1_500, 1_000)])]);
    records.extend([(600, 0, 3, 0), (600, ABS, X, 9), (600, 0, 0, 0)]);
    // The finger that is still there tells nothing until it comes again.
    records.extend([(650, ABS, X, 2_000), (650, 0, 0, 0), (700, ABS, ID, -1), (700, 0, 0, 0)]);
    records.extend(frames(&[tap(2_000, 2_090), tap(2_300, 2_390)].concat()));
    let means = means(MANY, &records);
    assert_eq!(means[2..], [Finger::Gone, Finger::Activate], "{means:?}");
}

fn any_record() -> impl Strategy<Value = Recorded> {
    let kind = prop_oneof![6 => Just(ABS), 4 => Just(0_u16), 1 => Just(KEY), 1 => any::<u16>()];
    let code = prop_oneof![
        8 => prop::sample::select(vec![SLOT, ID, X, Y]),
        3 => Just(0_u16),
        1 => Just(3_u16),
        1 => Just(TOUCH),
        1 => any::<u16>(),
    ];
    let value = prop_oneof![6 => -1..4_200_i32, 3 => 0..4_i32, 1 => any::<i32>()];
    (0..200_u64, kind, code, value)
}

proptest! {
    #[test]
    fn whatever_a_panel_sends_it_sleeps_and_each_look_has_an_end(
        records in prop::collection::vec(any_record(), 0..300),
        slots in any::<bool>(),
    ) {
        let mut at = 0;
        let mut records: Vec<Recorded> =
            records.into_iter().map(|(wait, a, b, c)| { at += wait; (at, a, b, c) }).collect();
        // All fingers go.
        records.push((at, 0, 0, 0));
        for slot in 0..10 {
            records.extend([(at, ABS, SLOT, slot), (at, ABS, ID, -1)]);
        }
        records.extend([(at, KEY, TOUCH, 0), (at, 0, 0, 0)]);
        let mut exploring = false;
        for finger in means(if slots { MANY } else { ONE }, &records) {
            match finger {
                Finger::At(spot) => {
                    prop_assert!(spot.x <= 10_000 && spot.y <= 10_000);
                    exploring = true;
                }
                Finger::Gone => {
                    prop_assert!(exploring);
                    exploring = false;
                }
                // A finger that explores chooses nothing.
                _ => prop_assert!(!exploring),
            }
        }
        prop_assert!(!exploring);
    }
}
