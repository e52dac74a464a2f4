//! All that is asked of a page in one visit, for to open a page takes as long as to judge it.

use a11y::tree::Tree;
use serde::Deserialize;

use super::{Browser, compare};

/// What has more in it than it shows, sideways: who reads it large would have it a few letters at a time.
const SCROLLS: &str = "return [...document.querySelectorAll('main *')]
    .filter(element => element.scrollWidth > element.clientWidth + 1
        && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
    .map(element => element.outerHTML.slice(0, 160));";

/// What is named so and has a word that has no room in a line, and is broken where no hyphen stands if the browser has no
/// dictionary.
const BROKEN: &str = "return [...document.querySelectorAll(arguments[0])].filter(named => {
    named.style.overflowWrap = 'normal';
    named.style.hyphens = 'manual';
    const over = named.scrollWidth > named.clientWidth + 1;
    named.style.overflowWrap = named.style.hyphens = '';
    return over;
}).map(named => ({ html: named.outerHTML.slice(0, 240), text: named.textContent, code: !!named.querySelector('bdi') }));";

/// What of an amount, a fiscal code or a number in groups is broken elsewhere than at a blank; but for a fiscal code in two
/// halves where no line has room for it. It is as large as the text around it.
const TORN: &str = "const torn = [];
    for (const value of document.querySelectorAll('main bdi:is(.num, .cf, .protocol *)')) {
        const text = value.firstChild;
        const code = value.matches('.cf');
        const size = element => parseFloat(getComputedStyle(element).fontSize);
        if (code && size(value) < size(value.parentElement)) torn.push(`too small is ${value.outerHTML}`);
        if (text?.nodeType !== 3 || getComputedStyle(value.closest('td, div, p, li, h1, main')).clipPath !== 'none') continue;
        for (const group of text.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(text, group.index);
            range.setEnd(text, group.index + group[0].length);
            const lines = [...range.getClientRects()].filter(line => line.width > 1).map(line => Math.round(line.top));
            value.style.whiteSpace = 'nowrap';
            const fits = range.getBoundingClientRect().width <= value.parentElement.clientWidth;
            value.style.whiteSpace = '';
            if (new Set(lines).size > (code && !fits ? 2 : 1)) torn.push(`${group[0]} is torn in ${value.outerHTML}`);
        }
    }
    return torn;";

/// What has a word that has no room in a line.
#[derive(Deserialize)]
struct Named {
    /// How it begins.
    html: String,
    /// What one reads.
    text: String,
    /// Whether a code, a name or an address stands in it.
    code: bool,
}

const HEADINGS: &str = "main :is(h1, h2, h3)";

const LARGER: &str = "const size = element => parseFloat(getComputedStyle(element).fontSize);
    return [...document.querySelectorAll('body > :not(main), body > :not(main) *')]
        .filter(element => size(element) >= size(document.querySelector('h1')))
        .map(element => `as large as the title: ${element.outerHTML.slice(0, 120)}`);";

/// Headings, and what is named at double size: questions, buttons, tables.
const NAMED: &str = "main :is(h1, h2, h3, label, legend, button, caption)";

const FORCED: &str = include_str!("js/forced.js");

impl Browser {
    /// Opens an address and lists whatever is wrong with it under axe, for the size of what is operated, at 320 pixels
    /// and with its text set apart; and, with the judge's `tree` of it, where Chromium sees another.
    pub(crate) fn visit(&self, url: &str, tree: Option<&Tree>) -> Vec<String> {
        self.viewport(1280, 900);
        self.open(url);
        let mut found = Vec::new();
        let mut tell = |of: &str, faults: Vec<String>| {
            found.extend(faults.into_iter().map(|fault| format!("{of}: {fault}")));
        };
        // Before axe, which may take away what is behind a text.
        tell("too small", self.targets_here().iter().map(|small| format!("{small:?}")).collect());
        if let Some(tree) = tree {
            let mut unexplained = Vec::new();
            for found in compare(tree, &self.ax_tree_here()) {
                match found.reason {
                    Some(reason) => *self.explained.borrow_mut().entry(reason).or_default() += 1,
                    None => unexplained.push(format!("{found:?}")),
                }
            }
            tell("the judge and Chromium", unexplained);
        }
        let axe = self.axe_here();
        tell("axe", axe.violations.iter().map(|fault| format!("{fault:?}")).collect());
        tell("axe, unexplained", axe.unexplained().iter().map(|fault| format!("{fault:?}")).collect());
        self.viewport(320, 900);
        tell("at 320 pixels", self.reflow_here());
        let broken = self.broken_here(HEADINGS);
        tell("broken at 320 pixels", broken.into_iter().map(|named| named.html).collect());
        tell("set apart at 320 pixels", self.text_spacing_here());
        found
    }

    /// Opens an address on the narrowest screen with text of double size, as the preferences page gives it, and lists
    /// what is too wide or too narrow to be read.
    pub(crate) fn visit_large(&self, url: &str) -> Vec<String> {
        self.viewport(320, 900);
        self.open(url);
        self.script("document.documentElement.dataset.size = '200'", Vec::new());
        let mut found = self.reflow_here();
        found.extend(self.slivers_here());
        let broken = self.broken_here(NAMED);
        // A name may be longer than any line, and so may a word like "accompagnamento"; "denominazione" where it is as
        // large as the text.
        let long = |named: &Named| {
            let room = if named.html.starts_with("<h") { 15 } else { 13 };
            let mut words = named.text.split(|sign: char| !sign.is_alphabetic());
            named.code || words.any(|word| word.chars().count() >= room)
        };
        found.extend(broken.into_iter().filter(|named| !long(named)).map(|named| named.html));
        found.extend(self.larger_than_the_title_here());
        let scrolls = self.script(SCROLLS, Vec::new());
        found.extend(serde_json::from_value::<Vec<String>>(scrolls).expect("the parts that scroll"));
        found.extend(self.text_spacing_here());
        let torn = self.script(TORN, Vec::new());
        found.extend(serde_json::from_value::<Vec<String>>(torn).expect("the values of the page"));
        found
    }

    /// Lists what stands around the page and is as large as its title, in the viewport and size it has.
    pub(crate) fn larger_than_the_title_here(&self) -> Vec<String> {
        serde_json::from_value(self.script(LARGER, Vec::new())).expect("what stands around the page")
    }

    fn broken_here(&self, named: &str) -> Vec<Named> {
        serde_json::from_value(self.script(BROKEN, vec![named.into()])).expect("what is named")
    }

    /// Changes the theme of the page that is open, as the front door would write it; `auto` leaves it to the device.
    pub(crate) fn wear(&self, theme: &str) {
        let body = if theme == "auto" {
            "delete document.documentElement.dataset.theme"
        } else {
            "document.documentElement.dataset.theme = arguments[0]"
        };
        self.script(body, vec![theme.into()]);
    }

    /// Lists what the page that is open loses in forced colours: what is operated without a line around or under it, and
    /// what has no outline when it has the focus.
    pub(crate) fn lost_in_forced_colours_here(&self) -> Vec<String> {
        serde_json::from_value(self.script(FORCED, Vec::new())).expect("what is operated")
    }
}
