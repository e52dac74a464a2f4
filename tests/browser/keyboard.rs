//! A person with a keyboard and no mouse: Tab, Shift+Tab, arrows, space, Enter and letters, nothing else.

use std::time::{Duration, Instant};

use serde_json::json;
use thirtyfour::{Key, TypingData};

use super::{Browser, Stop};

/// More presses than any page of ours needs from end to end.
const MANY: usize = 120;
/// A page of ours that is not there by then does not come.
const PATIENCE: Duration = Duration::from_secs(60);

/// Elements one types into or chooses from.
const FIELD: &[&str] = &["input", "textarea"];

impl Browser {
    /// Presses Tab until the focus is on what has these words; gives up at the end of the page.
    #[track_caller]
    pub(crate) fn tab_to(&self, words: &str) -> Stop {
        self.walk_to(&[], words, || self.press(Key::Tab))
    }

    /// The same backwards.
    #[track_caller]
    pub(crate) fn tab_back_to(&self, words: &str) -> Stop {
        self.walk_to(&[], words, || {
            self.run(|driver| async move {
                let chain = driver.action_chain();
                chain.key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift).perform().await
            });
        })
    }

    /// Walks to one of these elements, or to any where none is named.
    #[track_caller]
    fn walk_to(&self, elements: &[&str], words: &str, press: impl Fn()) -> Stop {
        let mut seen = Vec::new();
        for _ in 0..MANY {
            press();
            let Some(stop) = self.focused() else { break };
            assert!(stop.in_view, "the focus is out of view: {stop:?}");
            assert!(stop.outline >= 2.0, "the focus is not seen: {stop:?}");
            let wanted = elements.is_empty() || elements.contains(&stop.element.as_str());
            if wanted && stop.words.contains(words) {
                return stop;
            }
            seen.push(stop.words);
        }
        panic!("the keyboard never comes to «{words}» in {}: {seen:#?}", self.address());
    }

    /// Comes to a link by Tab and follows it with Enter, to another page.
    #[track_caller]
    pub(crate) fn follow(&self, words: &str) {
        self.walk_to(&["a"], words, || self.press(Key::Tab));
        self.press_and_wait(Key::Enter);
    }

    /// Comes to a button by Tab and presses it with the space bar.
    #[track_caller]
    pub(crate) fn push(&self, words: &str) {
        self.walk_to(&["button"], words, || self.press(Key::Tab));
        self.press_and_wait(' ');
    }

    /// Comes to a field by Tab and types into it, over what was there: what Tab comes to is selected.
    #[track_caller]
    pub(crate) fn fill(&self, label: &str, text: &str) {
        self.walk_to(FIELD, label, || self.press(Key::Tab));
        self.press(text);
    }

    /// Types into the field that has the focus, over what was there.
    pub(crate) fn fill_here(&self, text: &str) {
        self.run(|driver| async move {
            let chain = driver.action_chain();
            chain.key_down(Key::Control).send_keys("a").key_up(Key::Control).perform().await
        });
        self.press(text);
    }

    /// Comes to a group of choices by Tab and goes on by arrows until the choice with these words is chosen.
    #[track_caller]
    pub(crate) fn choose(&self, first: &str, words: &str) {
        let mut stop = self.walk_to(FIELD, first, || self.press(Key::Tab));
        for _ in 0..20 {
            if stop.words.contains(words) {
                self.press(' ');
                return;
            }
            self.press(Key::Down);
            stop = self.focused().expect("the focus stays in the group");
        }
        panic!("no choice «{words}» after «{first}»");
    }

    /// Presses a key and waits until the page that follows is there.
    #[track_caller]
    pub(crate) fn press_and_wait(&self, key: impl Into<TypingData>) {
        self.script("window.before = true", Vec::new());
        self.press(key);
        let started = Instant::now();
        while !self.has_arrived() {
            assert!(started.elapsed() < PATIENCE, "no page followed {}", self.address());
        }
    }

    /// Another document than the marked one is there, whole. While one gives way to the other no script can run.
    fn has_arrived(&self) -> bool {
        const BODY: &str = "return !window.before && document.readyState === 'complete'";
        self.run(|driver| async move {
            Ok(driver.execute(BODY, Vec::new()).await.is_ok_and(|answer| *answer.json() == json!(true)))
        })
    }

    /// The words of the main part of the page.
    pub(crate) fn words(&self) -> String {
        let words = self.script("return document.querySelector('main').innerText", Vec::new());
        words.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
