//! Sizes and edges: targets, reflow, text spacing, and pictures to look at.

use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use super::Browser;

const TARGETS: &str = include_str!("js/targets.js");
const REFLOW: &str = include_str!("js/reflow.js");
const SPACING: &str = include_str!("js/spacing.js");
const SLIVERS: &str = include_str!("js/slivers.js");

/// Something that is operated and too small to be hit.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Small {
    /// Its markup.
    pub(crate) html: String,
    /// How wide it is, its label included, in CSS pixels.
    pub(crate) width: f64,
    /// How high it is.
    pub(crate) height: f64,
}

impl Browser {
    /// Opens an address and lists what is too small to be hit: links under 44 by 44 CSS pixels (WCAG 2.5.5), those in a
    /// sentence apart, and buttons, boxes and choices under 48.
    pub(crate) fn targets(&self, url: &str) -> Vec<Small> {
        self.open(url);
        self.targets_here()
    }

    /// The same of the page that is open.
    pub(crate) fn targets_here(&self) -> Vec<Small> {
        self.small(44, 48)
    }

    /// The same where links, buttons, boxes and choices are alike, as on a screen whose millimetres are known.
    pub(crate) fn targets_under(&self, pixels: u32) -> Vec<Small> {
        self.small(pixels, pixels)
    }

    fn small(&self, link: u32, control: u32) -> Vec<Small> {
        let sizes = self.script(TARGETS, vec![json!(link), json!(control)]);
        serde_json::from_value(sizes).expect("the sizes of the page")
    }

    /// Opens an address at a width and lists what goes over its edge (WCAG 1.4.10), scrolling regions apart.
    pub(crate) fn reflow(&self, url: &str, width: u32) -> Vec<String> {
        self.viewport(width, 900);
        self.open(url);
        let over = self.reflow_here();
        self.viewport(1280, 900);
        over
    }

    /// The same of the page that is open, in the viewport it has.
    pub(crate) fn reflow_here(&self) -> Vec<String> {
        serde_json::from_value(self.script(REFLOW, Vec::new())).expect("the edges of the page")
    }

    /// Lists the texts of the page that is open that have no room for a word in a line.
    pub(crate) fn slivers_here(&self) -> Vec<String> {
        serde_json::from_value(self.script(SLIVERS, Vec::new())).expect("the texts of the page")
    }

    /// Opens an address, sets its text apart as WCAG 1.4.12 lets readers do, and lists what is cut off.
    pub(crate) fn text_spacing(&self, url: &str, width: u32) -> Vec<String> {
        self.viewport(width, 900);
        self.open(url);
        let cut = self.text_spacing_here();
        self.viewport(1280, 900);
        cut
    }

    /// The same of the page that is open, in the viewport it has; its text stays set apart.
    pub(crate) fn text_spacing_here(&self) -> Vec<String> {
        let cut = self.script(SPACING, Vec::new());
        let mut all: Vec<String> = serde_json::from_value(cut).expect("the texts of the page");
        all.extend(self.reflow_here());
        all
    }

    /// Saves a picture of a page, in CSS pixels; a height of 0 takes the whole page.
    pub(crate) fn screenshot(&self, url: &str, width: u32, height: u32, path: &Path) {
        self.viewport(width, if height == 0 { 900 } else { height });
        self.open(url);
        if height == 0 {
            let whole = self.script("return document.documentElement.scrollHeight", Vec::new());
            self.viewport(width, u32::try_from(whole.as_u64().unwrap_or(900)).unwrap_or(900));
        }
        let path = path.to_owned();
        self.run(|driver| async move { driver.screenshot(&path).await });
        self.viewport(1280, 900);
    }
}
