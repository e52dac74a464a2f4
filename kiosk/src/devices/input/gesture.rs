//! From fingers on a touchscreen to what they mean for who explores it by ear.
//!
//! **Invariant**: a finger that stands or moves slowly explores, and activates nothing.
//! **Invariant**: two taps activate once; taps that follow within half a second are trembling, and nothing.
//! **Invariant**: how long one takes is bounded: nothing is waited for when no finger is down and no tap is open.

use crate::event::{Finger, Millis, Spot};

/// A finger that has stood so long explores.
const STANDS: Millis = 150;
/// A move that takes longer than this is exploring and no swipe; a touch that takes longer is no tap.
const QUICK: Millis = 400;
/// How soon a second tap makes two.
const TWICE: Millis = 500;
/// Taps this soon after something was done are trembling.
const TREMBLE: Millis = 500;
/// A finger that comes back so soon has only bounced.
const BOUNCE: Millis = 60;
/// How far a tap may slide, in ten-thousandths of the screen.
const SLIDE: u16 = 300;
/// How far a swipe goes at least.
const SWIPE: u16 = 1_000;
/// What is less than this is the panel's noise.
const NOISE: u16 = 40;

/// The fingers from when the first comes down until the last has gone.
#[derive(Clone, Debug)]
struct Touch {
    began: Millis,
    /// Where each finger came down.
    starts: Vec<(usize, Spot)>,
    /// Where the first was last.
    last: Spot,
    /// How far any of them has been from where it came down.
    far: u16,
    /// The place that was told last, if it explores.
    told: Option<Spot>,
}

/// A tap to which a second may come.
#[derive(Clone, Copy, Debug)]
struct Tap {
    began: Millis,
    at: Millis,
    spot: Spot,
}

/// What fingers do, over time.
#[derive(Clone, Debug, Default)]
pub(super) struct Gestures {
    touch: Option<Touch>,
    tap: Option<Tap>,
    /// When something was last done by a tap.
    done: Option<Millis>,
}

fn distance(a: Spot, b: Spot) -> u16 {
    a.x.abs_diff(b.x).max(a.y.abs_diff(b.y))
}

impl Gestures {
    /// The fingers are now there; what that means.
    pub(super) fn frame(&mut self, fingers: &[(usize, Spot)], now: Millis) -> Vec<Finger> {
        let mut out = Vec::new();
        match (fingers.first(), self.touch.take()) {
            (None, None) => {}
            (None, Some(touch)) => self.lifted(touch, now, &mut out),
            (Some((_, spot)), None) => self.touch = Some(self.begin(*spot, fingers, now)),
            (Some(_), Some(touch)) => self.touch = Some(touch.moved(fingers, now, &mut out)),
        }
        out
    }

    fn begin(&mut self, spot: Spot, fingers: &[(usize, Spot)], now: Millis) -> Touch {
        let bounced = self.tap.take_if(|tap| now.saturating_sub(tap.at) < BOUNCE);
        Touch {
            began: bounced.map_or(now, |tap| tap.began),
            starts: fingers.to_vec(),
            last: spot,
            far: bounced.map_or(0, |tap| distance(tap.spot, spot)),
            told: None,
        }
    }

    /// Whether a finger explores.
    pub(super) fn explores(&self) -> bool {
        self.touch.as_ref().is_some_and(|touch| touch.told.is_some())
    }

    /// When [`Gestures::tick`] has something to do.
    pub(super) fn wake(&self) -> Option<Millis> {
        match (&self.touch, self.tap) {
            (Some(touch), _) if touch.starts.len() == 1 && touch.told.is_none() => {
                Some(touch.began + if touch.far < SLIDE { STANDS } else { QUICK })
            }
            (None, Some(tap)) => Some(tap.at + TWICE),
            _ => None,
        }
    }

    /// It is now so late; what that means.
    pub(super) fn tick(&mut self, now: Millis) -> Vec<Finger> {
        let mut out = Vec::new();
        if let Some(touch) = &mut self.touch {
            touch.explore(now, &mut out);
        } else if let Some(tap) = self.tap.take_if(|tap| now.saturating_sub(tap.at) >= TWICE) {
            // One tap is a look.
            out.extend([Finger::At(tap.spot), Finger::Gone]);
        }
        out
    }

    /// The last finger has gone.
    fn lifted(&mut self, touch: Touch, now: Millis, out: &mut Vec<Finger>) {
        let open = self.tap.take();
        if touch.told.is_some() {
            return out.push(Finger::Gone);
        }
        let quick = now.saturating_sub(touch.began) <= QUICK;
        let still = touch.far < SLIDE;
        match (touch.starts.len(), quick, still) {
            (1, true, true) => self.tapped(&touch, open, now, out),
            (1, true, false) => out.extend(touch.swipe()),
            (2, true, true) if !self.trembles(now) => self.does(Finger::Quiet, now, out),
            (3, true, true) if !self.trembles(now) => self.does(Finger::Swap, now, out),
            _ => {}
        }
    }

    fn tapped(&mut self, touch: &Touch, open: Option<Tap>, now: Millis, out: &mut Vec<Finger>) {
        if self.trembles(touch.began) {
            return;
        }
        match open.filter(|tap| touch.began.saturating_sub(tap.at) < TWICE) {
            Some(_) => self.does(Finger::Activate, now, out),
            None => self.tap = Some(Tap { began: touch.began, at: now, spot: touch.last }),
        }
    }

    fn trembles(&self, now: Millis) -> bool {
        self.done.is_some_and(|done| now.saturating_sub(done) < TREMBLE)
    }

    fn does(&mut self, what: Finger, now: Millis, out: &mut Vec<Finger>) {
        self.done = Some(now);
        out.push(what);
    }
}

impl Touch {
    fn moved(mut self, fingers: &[(usize, Spot)], now: Millis, out: &mut Vec<Finger>) -> Touch {
        for (slot, spot) in fingers {
            match self.starts.iter().find(|(own, _)| own == slot) {
                Some((_, start)) => self.far = self.far.max(distance(*start, *spot)),
                None => self.starts.push((*slot, *spot)),
            }
        }
        let first = self.starts.first().map(|(slot, _)| *slot);
        if let Some((_, spot)) = fingers.iter().find(|(slot, _)| Some(*slot) == first) {
            self.last = *spot;
        }
        self.explore(now, out);
        self
    }

    /// Tells where the finger is, once it is one that explores, and has moved.
    fn explore(&mut self, now: Millis, out: &mut Vec<Finger>) {
        if self.starts.len() > 1 {
            // A second finger ends exploring; what they do together is told at their end.
            if self.told.take().is_some() {
                self.far = u16::MAX;
                out.push(Finger::Gone);
            }
            return;
        }
        let long = now.saturating_sub(self.began);
        let explores = self.told.is_some() || long >= QUICK || (long >= STANDS && self.far < SLIDE);
        if explores && self.told.is_none_or(|told| distance(told, self.last) >= NOISE) {
            self.told = Some(self.last);
            out.push(Finger::At(self.last));
        }
    }

    /// A quick way across: to the right, or to the left.
    fn swipe(&self) -> Option<Finger> {
        let (_, start) = self.starts.first()?;
        let (across, down) = (start.x.abs_diff(self.last.x), start.y.abs_diff(self.last.y));
        let is = across >= SWIPE && across > down.saturating_mul(2);
        is.then_some(if self.last.x > start.x { Finger::Next } else { Finger::Previous })
    }
}
