//! axe-core with every rule that is not deprecated, and no rule changed.

use serde::Deserialize;
use serde_json::{Value, json};

use super::Browser;

/// Read when it runs, so that the tests compile before `./test` has fetched it.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/axe-core/axe.min.js");
const RUN: &str = include_str!("js/axe.js");
/// What keeps axe from telling a contrast, and can be taken away.
const VEILS: [&str; 3] =
    ["background gradient", "partially obscured by another element", "partially overlaps other elements"];
/// What a change of colours can break: who has the enhanced contrast has the other.
const COLOURS: [&str; 2] = ["color-contrast-enhanced", "link-in-text-block"];
/// An adopted sheet is no inline style: the Content-Security-Policy lets it be.
const PLAIN_GROUND: &str = "const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { background-image: none !important; overflow: visible !important }
        section { margin-inline-end: -500vw !important }
        .wide { inline-size: max-content !important; max-inline-size: none !important; white-space: nowrap }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return true;";
const OWN_GROUND: &str =
    "document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); return true;";

/// What axe says of a page.
#[derive(Debug, Deserialize)]
pub(crate) struct Axe {
    /// The ids of the rules that ran.
    pub(crate) rules: Vec<String>,
    /// What is wrong.
    pub(crate) violations: Vec<Finding>,
    /// What it cannot decide: each needs an explanation.
    pub(crate) incomplete: Vec<Finding>,
}

/// What axe cannot decide on pages like ours, by rule and part of its words, with the reason why it is no fault.
const EXPLAINED: [(&str, &str, &str); 1] = [(
    "css-orientation-lock",
    "cannot be determined",
    "axe may not fetch the style sheet (a file, or the Content-Security-Policy); ours asks for no orientation",
)];

impl Axe {
    /// What axe cannot decide and nobody has explained.
    pub(crate) fn unexplained(&self) -> Vec<&Finding> {
        let explained = |finding: &Finding| {
            EXPLAINED.iter().any(|(rule, words, _)| finding.rule == *rule && finding.why.contains(words))
        };
        self.incomplete.iter().filter(|finding| !explained(finding)).collect()
    }
}

/// One rule on one element.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The rule.
    pub(crate) rule: String,
    /// A selector of the element.
    pub(crate) target: String,
    /// The element.
    pub(crate) html: String,
    /// Why.
    pub(crate) why: String,
}

impl Browser {
    /// Opens an address and judges it.
    pub(crate) fn axe(&self, url: &str) -> Axe {
        self.open(url);
        self.axe_here()
    }

    /// Judges the page that is open, as it is: after keys, in a theme, at a width.
    ///
    /// Where axe cannot tell a contrast because of a gradient, or because a wide table is scrolled aside or goes over the
    /// edge of its section, it judges again without pictures behind the text, with all of the table in view and in its
    /// section; what it then finds counts.
    pub(crate) fn axe_here(&self) -> Axe {
        self.axe_with(&Value::Null)
    }

    /// The same with the rules about colour alone: for one page in many themes.
    pub(crate) fn colours_here(&self) -> Axe {
        self.axe_with(&json!(COLOURS))
    }

    fn axe_with(&self, rules: &Value) -> Axe {
        if self.script("return typeof axe === 'undefined'", Vec::new()) == json!(true) {
            let axe = std::fs::read_to_string(AXE).expect("axe-core; ./test installs it");
            self.script(&format!("{axe}\nreturn true;"), Vec::new());
            // From now on Chromium itself gives it to each page before its own content: compiled once, and 570 kB
            // that the driver does not carry over for every page.
            self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": axe }));
        }
        let mut found = self.axe_run(rules);
        let veiled = |finding: &Finding| VEILS.iter().any(|veil| finding.why.contains(veil));
        if found.incomplete.iter().any(veiled) {
            self.script(PLAIN_GROUND, Vec::new());
            let again = self.axe_run(rules);
            self.script(OWN_GROUND, Vec::new());
            found.incomplete.retain(|finding| !veiled(finding));
            for finding in again.violations.into_iter().chain(again.incomplete) {
                if finding.rule.starts_with("color-contrast") && !found.violations.contains(&finding) {
                    found.violations.push(finding);
                }
            }
        }
        found
    }

    fn axe_run(&self, rules: &Value) -> Axe {
        serde_json::from_value(self.script_async(RUN, vec![rules.clone()])).expect("axe answers")
    }
}
