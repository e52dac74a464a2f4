//! What must be so whatever the page says: landmarks, headings, names, links, languages.

use std::collections::HashMap;

use super::{Fault, Role, Tree};
use crate::text::Lang;

/// Checks a tree on its own.
pub(super) fn check(tree: &Tree, faults: &mut Vec<Fault>) {
    if tree.whole {
        landmarks(tree, faults);
    }
    landmark_names(tree, faults);
    headings(tree, faults);
    names(tree, faults);
    links(tree, faults);
    scripts(tree, faults);
}

fn landmarks(tree: &Tree, faults: &mut Vec<Fault>) {
    for role in [Role::Banner, Role::Main, Role::ContentInfo] {
        let found = tree.of(role).count();
        if found != 1 {
            faults.push(Fault::LandmarkCount { role, found });
        }
    }
    for (at, node) in tree.of(Role::Text) {
        if !tree.around(at).any(|(_, outer)| outer.role.is_landmark()) {
            faults.push(Fault::OutsideLandmark(node.text.clone()));
        }
    }
}

fn landmark_names(tree: &Tree, faults: &mut Vec<Fault>) {
    let mut seen = Vec::new();
    for node in &tree.nodes {
        let several = matches!(node.role, Role::Navigation | Role::Region | Role::Complementary | Role::Form);
        if !several {
            continue;
        }
        let key = (node.role, node.name.as_str());
        if seen.contains(&key) {
            faults.push(Fault::LandmarkName { role: node.role, name: node.name.clone() });
        }
        seen.push(key);
    }
}

fn headings(tree: &Tree, faults: &mut Vec<Fault>) {
    let titles = tree.of(Role::Heading).filter(|(_, node)| node.level == Some(1)).count();
    if titles != 1 {
        faults.push(Fault::TitleCount(titles));
    }
    // A summary of errors or a notice may stand before the title, under a heading of the second level.
    let mut from = 1;
    for (_, node) in tree.of(Role::Heading) {
        let to = node.level.unwrap_or(from);
        if to > from + 1 {
            faults.push(Fault::HeadingSkip { name: node.name.clone(), from, to });
        }
        from = to;
    }
}

fn names(tree: &Tree, faults: &mut Vec<Fault>) {
    for node in &tree.nodes {
        let needs_one = node.role.is_control()
            || matches!(node.role, Role::Heading | Role::Navigation | Role::Region | Role::Table)
            || (node.role == Role::Group && node.element != "address");
        if needs_one && node.name.is_empty() {
            faults.push(Fault::Nameless { role: node.role, id: node.id.clone().unwrap_or_default() });
        }
    }
}

fn links(tree: &Tree, faults: &mut Vec<Fault>) {
    let mut leads: HashMap<&str, &str> = HashMap::new();
    for (_, node) in tree.of(Role::Link) {
        let href = node.href().unwrap_or_default();
        if *leads.entry(&node.name).or_insert(href) != href {
            faults.push(Fault::LinkTwice(node.name.clone()));
        }
    }
}

/// Letters must be of the script their language is written in (WCAG 3.1.2), names and codes apart.
fn scripts(tree: &Tree, faults: &mut Vec<Fault>) {
    for (at, node) in tree.of(Role::Text) {
        let Some(lang) = Lang::from_code(&node.lang) else { continue };
        // Codes, numbers and addresses of mail stand in a run of their own direction and have no language.
        let is_code = tree.around(at).any(|(_, outer)| outer.element == "bdi" && outer.dir == "ltr");
        let alien = match lang {
            Lang::Ar if !is_code => longest(&node.text, |c| c.is_ascii_alphabetic())
                .filter(|run| run.len() > 3 && run.chars().any(|c| c.is_ascii_lowercase())),
            Lang::Ar => None,
            Lang::It | Lang::En => longest(&node.text, |c| ('\u{600}'..='\u{6ff}').contains(&c)),
        };
        if let Some(text) = alien {
            faults.push(Fault::ScriptOfLanguage { text, lang: node.lang.clone() });
        }
    }
}

fn longest(text: &str, is_in: impl Fn(char) -> bool) -> Option<String> {
    text.split(|c| !is_in(c)).max_by_key(|run| run.len()).filter(|run| !run.is_empty()).map(str::to_owned)
}
