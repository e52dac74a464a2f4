//! Names and descriptions (Accessible Name and Description Computation 1.2), for the elements we use.

use std::collections::HashMap;

use scraper::{ElementRef, Node};

use super::{Role, tidy, vocabulary};

/// Where names come from: elements by id, and labels by what they are for.
pub(super) struct Names<'a> {
    pub(super) ids: HashMap<&'a str, ElementRef<'a>>,
    pub(super) labels: HashMap<&'a str, Vec<ElementRef<'a>>>,
}

impl<'a> Names<'a> {
    /// Collects ids and labels of a document.
    pub(super) fn of(root: ElementRef<'a>) -> Names<'a> {
        let mut names = Names { ids: HashMap::new(), labels: HashMap::new() };
        for element in root.descendants().filter_map(ElementRef::wrap) {
            if let Some(id) = element.value().attr("id") {
                names.ids.entry(id).or_insert(element);
            }
            if let ("label", Some(target)) = (element.value().name(), element.value().attr("for")) {
                names.labels.entry(target).or_default().push(element);
            }
        }
        names
    }

    /// What an element is called: what it refers to, what it says of itself, then what the language gives it.
    pub(super) fn name(&self, element: ElementRef<'a>, role: Role) -> String {
        if let Some(ids) = element.value().attr("aria-labelledby") {
            return self.referred(ids);
        }
        if let Some(label) = element.value().attr("aria-label") {
            return tidy(label);
        }
        match role {
            Role::TextBox | Role::CheckBox | Role::Radio => {
                let labels = element.value().attr("id").and_then(|id| self.labels.get(id));
                let texts: Vec<String> = labels.into_iter().flatten().map(|l| text_of(*l)).collect();
                tidy(&texts.join(" "))
            }
            Role::Group => child_text(element, "legend"),
            Role::Table => child_text(element, "caption"),
            Role::Link
            | Role::Button
            | Role::Heading
            | Role::Cell
            | Role::ColumnHeader
            | Role::RowHeader
            | Role::Text => text_of(element),
            _ => String::new(),
        }
    }

    /// What is said after its name.
    pub(super) fn description(&self, element: ElementRef<'a>) -> String {
        element.value().attr("aria-describedby").map(|ids| self.referred(ids)).unwrap_or_default()
    }

    fn referred(&self, ids: &str) -> String {
        let texts: Vec<String> =
            ids.split_whitespace().filter_map(|id| self.ids.get(id)).map(|e| text_of(*e)).collect();
        tidy(&texts.join(" "))
    }
}

fn child_text(element: ElementRef<'_>, name: &str) -> String {
    let child = element.children().filter_map(ElementRef::wrap).find(|c| c.value().name() == name);
    child.map(text_of).unwrap_or_default()
}

/// Whether assistive technology is kept from an element and all in it; a browser that could run scripts has nothing of
/// what stands there for one that could not.
pub(super) fn is_hidden(element: ElementRef<'_>) -> bool {
    let element = element.value();
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.name() == "noscript"
}

/// Everything in an element that is read, in one line.
pub(super) fn text_of(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    gather(element, &mut text);
    tidy(&text)
}

fn gather(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(_) => {
                let Some(inner) = ElementRef::wrap(child).filter(|e| !is_hidden(*e)) else { continue };
                let apart = vocabulary::is_block(inner.value().name());
                if apart {
                    text.push(' ');
                }
                gather(inner, text);
                if apart {
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
}
