//! From markup to tree.

use std::collections::HashSet;

use scraper::{ElementRef, Html, Node as DomNode};

use super::name::{Names, is_hidden, text_of};
use super::{Fault, Node, Role, States, Tree, tidy, vocabulary};

/// Reads markup, with everything that is wrong with it on the way.
pub(super) fn read(html: &str) -> (Tree, Vec<Fault>) {
    let whole = html.trim_start().get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    let dom = if whole {
        Html::parse_document(html)
    } else {
        // A part is read inside the smallest document, so that the parser's own complaints are about the part.
        Html::parse_document(&format!(
            "<!DOCTYPE html><html><head><title></title></head><body>{html}</body></html>"
        ))
    };
    let root = dom.root_element();
    let mut reader = Reader {
        names: Names::of(root),
        tree: Tree { whole, ..Tree::default() },
        faults: dom.errors.iter().map(|error| Fault::Broken(error.to_string())).collect(),
        seen: HashSet::new(),
    };
    if whole {
        reader.tree.lang = root.value().attr("lang").unwrap_or_default().to_owned();
        reader.tree.dir = root.value().attr("dir").unwrap_or_default().to_owned();
    }
    let around = Around {
        parent: None,
        lang: reader.tree.lang.clone(),
        dir: reader.tree.dir.clone(),
        hidden: false,
        form: None,
    };
    reader.element(root, &around);
    (reader.tree, reader.faults)
}

/// What an element inherits from what it stands in.
#[derive(Clone)]
struct Around {
    parent: Option<usize>,
    lang: String,
    dir: String,
    hidden: bool,
    form: Option<usize>,
}

struct Reader<'a> {
    names: Names<'a>,
    tree: Tree,
    faults: Vec<Fault>,
    seen: HashSet<&'a str>,
}

impl<'a> Reader<'a> {
    fn element(&mut self, element: ElementRef<'a>, around: &Around) {
        vocabulary::check(element, &mut self.faults);
        self.references(element);
        self.placement(element);
        let name = element.value().name();
        if name == "title" {
            self.tree.title = text_of(element);
            return;
        }
        let mut within = around.clone();
        within.hidden |= is_hidden(element);
        if let Some(lang) = element.value().attr("lang") {
            within.lang = lang.to_owned();
        }
        if let Some(dir) = element.value().attr("dir") {
            within.dir = dir.to_owned();
        }
        if name == "input" && element.value().attr("type") == Some("hidden") {
            let of = |key| element.value().attr(key).unwrap_or_default().to_owned();
            self.tree.hidden.push((of("name"), of("value"), around.form));
            return;
        }
        let at = (!within.hidden).then(|| role(element)).flatten().map(|role| {
            let node = self.node(element, role, &within);
            self.tree.nodes.push(node);
            self.tree.nodes.len() - 1
        });
        within.parent = at.or(around.parent);
        if name == "form" {
            within.form = at;
        }
        self.children(element, &within);
        if let Some(at) = at {
            let end = self.tree.nodes.len();
            if let Some(node) = self.tree.nodes.get_mut(at) {
                node.end = end;
            }
        }
    }

    fn children(&mut self, element: ElementRef<'a>, within: &Around) {
        for child in element.children() {
            match child.value() {
                DomNode::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, within);
                    }
                }
                DomNode::Text(words) if !within.hidden && element.value().name() != "textarea" => {
                    self.words(words, within);
                }
                _ => {}
            }
        }
    }

    fn words(&mut self, words: &str, within: &Around) {
        let text = tidy(words);
        if text.is_empty() {
            return;
        }
        let end = self.tree.nodes.len() + 1;
        self.tree.nodes.push(Node {
            role: Role::Text,
            name: text.clone(),
            description: String::new(),
            text,
            states: States::default(),
            level: None,
            value: None,
            lang: within.lang.clone(),
            dir: within.dir.clone(),
            id: None,
            element: String::new(),
            attributes: Vec::new(),
            described_by: Vec::new(),
            parent: within.parent,
            end,
        });
    }

    fn node(&self, element: ElementRef<'a>, role: Role, within: &Around) -> Node {
        let attribute = |key: &str| element.value().attr(key);
        let tag = element.value().name();
        Node {
            role,
            name: self.names.name(element, role),
            description: self.names.description(element),
            text: if tag == "textarea" { String::new() } else { text_of(element) },
            states: States {
                invalid: attribute("aria-invalid") == Some("true"),
                required: attribute("aria-required") == Some("true"),
                checked: matches!(role, Role::CheckBox | Role::Radio).then(|| attribute("checked").is_some()),
                current: attribute("aria-current").map(str::to_owned),
                focusable: role.is_control() || attribute("tabindex").is_some(),
            },
            level: match tag.as_bytes() {
                [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
                _ => None,
            },
            value: match tag {
                "textarea" => Some(element.text().collect()),
                "input" => attribute("value").map(str::to_owned),
                _ => None,
            },
            lang: within.lang.clone(),
            dir: within.dir.clone(),
            id: attribute("id").map(str::to_owned),
            element: tag.to_owned(),
            attributes: element.value().attrs().map(|(k, v)| (k.to_owned(), v.to_owned())).collect(),
            described_by: attribute("aria-describedby")
                .map(|ids| ids.split_whitespace().map(str::to_owned).collect())
                .unwrap_or_default(),
            parent: within.parent,
            end: 0,
        }
    }

    /// Ids are used once, and what is referred to exists.
    fn references(&mut self, element: ElementRef<'a>) {
        if let Some(id) = element.value().attr("id")
            && !self.seen.insert(id)
        {
            self.faults.push(Fault::IdTwice(id.to_owned()));
        }
        for attribute in ["aria-labelledby", "aria-describedby", "for"] {
            for id in element.value().attr(attribute).into_iter().flat_map(str::split_whitespace) {
                if !self.names.ids.contains_key(id) {
                    self.faults.push(Fault::Reference { attribute: attribute.to_owned(), id: id.to_owned() });
                }
            }
        }
        if let Some(id) = element.value().attr("href").and_then(|href| href.strip_prefix('#'))
            && !self.names.ids.contains_key(id)
        {
            self.faults.push(Fault::Reference { attribute: "href".to_owned(), id: id.to_owned() });
        }
    }

    fn placement(&mut self, element: ElementRef<'a>) {
        let parent = element.parent().and_then(ElementRef::wrap).map_or("", |parent| parent.value().name());
        let first = element.prev_siblings().filter_map(ElementRef::wrap).next().is_none();
        let inside = |names: &[&str]| {
            element.ancestors().filter_map(ElementRef::wrap).any(|a| names.contains(&a.value().name()))
        };
        let rule = match element.value().name() {
            "legend" if parent != "fieldset" || !first => "first in a fieldset",
            "caption" if parent != "table" || !first => "first in a table",
            "li" if !matches!(parent, "ul" | "ol") => "in a list",
            "input" | "textarea" if !inside(&["form"]) => "in a form",
            "button" if !inside(&["form"]) => "in a form",
            "a" | "button" | "input" | "textarea" if inside(&["label", "a", "button"]) => {
                "outside what is itself operated"
            }
            "a" if inside(&["legend", "caption"]) => "outside of names, where a link is not heard as one",
            _ => return,
        };
        self.faults.push(Fault::Misplaced { element: element.value().name().to_owned(), rule });
    }
}

/// What an element is (HTML-AAM); `None` for what is only there to hold others.
fn role(element: ElementRef<'_>) -> Option<Role> {
    if let Some(role) = element.value().attr("role").and_then(vocabulary::role_named) {
        return Some(role);
    }
    let named =
        element.value().attr("aria-labelledby").is_some() || element.value().attr("aria-label").is_some();
    Some(match element.value().name() {
        "html" | "head" | "body" | "meta" | "link" | "hr" | "br" => return None,
        "header" if is_of_the_page(element) => Role::Banner,
        "footer" if is_of_the_page(element) => Role::ContentInfo,
        "nav" => Role::Navigation,
        "main" => Role::Main,
        "section" if named => Role::Region,
        "aside" => Role::Complementary,
        "form" if named => Role::Form,
        "search" => Role::Search,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "p" => Role::Paragraph,
        "ul" | "ol" => Role::List,
        "li" => Role::ListItem,
        "a" => Role::Link,
        "button" => Role::Button,
        "textarea" => Role::TextBox,
        "input" => match element.value().attr("type") {
            Some("radio") => Role::Radio,
            Some("checkbox") => Role::CheckBox,
            _ => Role::TextBox,
        },
        "label" => Role::Label,
        "fieldset" | "address" => Role::Group,
        "legend" => Role::Legend,
        "table" => Role::Table,
        "caption" => Role::Caption,
        "thead" | "tbody" | "tfoot" => Role::RowGroup,
        "tr" => Role::Row,
        "th" if element.value().attr("scope") == Some("row") => Role::RowHeader,
        "th" => Role::ColumnHeader,
        "td" => Role::Cell,
        "strong" => Role::Strong,
        _ => Role::Generic,
    })
}

/// A header or footer belongs to the page unless a part of the page holds it (HTML-AAM, `header` and `footer`).
fn is_of_the_page(element: ElementRef<'_>) -> bool {
    !element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|a| matches!(a.value().name(), "main" | "section" | "aside" | "nav" | "article"))
}
