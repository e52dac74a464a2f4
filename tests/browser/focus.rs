//! The focus: where the Tab key leads, whether it is seen, and whether it is ever lost.

use serde::Deserialize;
use serde_json::Value;
use thirtyfour::Key;

use super::Browser;

const HERE: &str = include_str!("js/focus.js");
const STOPS: &str = include_str!("js/stops.js");

/// One stop of the Tab key.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Stop {
    /// The number of the element in the document.
    pub(crate) number: u32,
    /// Its element.
    pub(crate) element: String,
    /// Its id, or nothing.
    pub(crate) id: String,
    /// Its words.
    pub(crate) words: String,
    /// Enough of it to be hit is in the viewport, and nothing covers the middle of that.
    pub(crate) in_view: bool,
    /// The width of its outline in CSS pixels; nothing where it has none.
    pub(crate) outline: f64,
}

/// What is wrong with the focus.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FocusFault {
    /// The focus is where it cannot be seen (WCAG 2.4.12).
    OutOfView(Stop),
    /// Nothing 2 pixels wide shows where it is (WCAG 2.4.13).
    NoIndicator(Stop),
    /// The Tab key never comes to an element that can be operated; its markup.
    NeverReached(String),
    /// The Tab key goes back before it has been everywhere.
    OutOfOrder(Stop),
}

/// The stops in order, and what is wrong.
#[derive(Debug, Default)]
pub(crate) struct FocusWalk {
    /// The stops.
    pub(crate) stops: Vec<Stop>,
    /// What is wrong.
    pub(crate) faults: Vec<FocusFault>,
}

/// WCAG 2.4.13: the perimeter of at least two CSS pixels.
const OUTLINE: f64 = 2.0;

impl Browser {
    /// Opens an address and goes through it by the Tab key alone: to its end and, where it does not begin at the top
    /// because what went wrong has the focus, once more from there.
    ///
    /// Keys in one go come before the browser has scrolled to a long answer: what is found wrong so is looked at again
    /// with one key at a time, and that counts.
    pub(crate) fn focus_walk(&self, url: &str) -> FocusWalk {
        let walk = self.walk(url, Self::tabs_in_one_go);
        if walk.faults.is_empty() { walk } else { self.walk(url, Self::tabs_one_by_one) }
    }

    fn walk(&self, url: &str, tabs: fn(&Browser, usize) -> Vec<Option<Stop>>) -> FocusWalk {
        self.open(url);
        let expected: Vec<(u32, String)> =
            serde_json::from_value(self.script(STOPS, Vec::new())).expect("the stops of the page");
        let mut walk = FocusWalk::default();
        let (mut last, mut laps) = (0, 0);
        // From wherever it begins it is round once after as many keys, and one between the end and the top.
        for stop in tabs(self, 2 * expected.len() + 2) {
            let Some(stop) = stop else {
                (last, laps) = (0, laps + 1);
                if laps < 2 {
                    continue;
                }
                break;
            };
            if walk.stops.iter().any(|seen| seen.number == stop.number) {
                break;
            }
            if last > stop.number {
                walk.faults.push(FocusFault::OutOfOrder(stop.clone()));
            }
            last = stop.number;
            if !stop.in_view {
                walk.faults.push(FocusFault::OutOfView(stop.clone()));
            }
            if stop.outline < OUTLINE {
                walk.faults.push(FocusFault::NoIndicator(stop.clone()));
            }
            walk.stops.push(stop);
        }
        for (number, html) in expected {
            if !walk.stops.iter().any(|stop| stop.number == number) {
                walk.faults.push(FocusFault::NeverReached(html));
            }
        }
        walk
    }

    /// Presses the Tab key so many times, and tells what had the focus after each: seen by the page itself as the key is
    /// let go, so that the driver is asked once.
    fn tabs_in_one_go(&self, times: usize) -> Vec<Option<Stop>> {
        let watch = format!(
            "window.stops = [];
            const here = () => {{ {HERE} }};
            addEventListener('keyup', event => event.key === 'Tab' && window.stops.push(here()), true);"
        );
        self.script(&watch, Vec::new());
        self.press("\u{e004}".repeat(times));
        let stops: Vec<Option<Stop>> =
            serde_json::from_value(self.script("return window.stops", Vec::new())).expect("the stops");
        assert_eq!(stops.len(), times, "a key did not come to the page");
        stops
    }

    fn tabs_one_by_one(&self, times: usize) -> Vec<Option<Stop>> {
        let tab = |_| {
            self.press(Key::Tab);
            self.focused()
        };
        (0..times).map(tab).collect()
    }

    /// What has the focus; `None` where nothing in the page has it.
    pub(crate) fn focused(&self) -> Option<Stop> {
        let here = self.script(HERE, Vec::new());
        (here != Value::Null).then(|| serde_json::from_value(here).expect("the focus of the page"))
    }
}
