//! Chromium's own accessibility tree, and our judge's beside it: the judge is judged.

use std::collections::HashMap;

use a11y::tree::{Node, Role, Tree};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Browser;

/// What Chromium tells assistive technology of one thing, without boxes that have no meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AxNode {
    /// Its role, in Chromium's words.
    pub(crate) role: String,
    /// Its name.
    pub(crate) name: String,
    /// Its description.
    pub(crate) description: String,
    /// What is typed in a box; never of a secret.
    pub(crate) value: String,
    /// The level of a heading.
    pub(crate) level: Option<u8>,
    /// Its answer is wrong.
    pub(crate) invalid: bool,
    /// It must be answered.
    pub(crate) required: bool,
    /// Ticked or chosen.
    pub(crate) checked: Option<bool>,
}

/// Something that the judge and Chromium see differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Disagreement {
    /// What the judge sees; `None` where it sees nothing.
    pub(crate) judge: Option<AxNode>,
    /// What Chromium sees.
    pub(crate) chromium: Option<AxNode>,
    /// Why they may differ; `None` is a fault of one of them.
    pub(crate) reason: Option<&'static str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw {
    node_id: String,
    #[serde(default)]
    ignored: bool,
    role: Option<Held>,
    name: Option<Held>,
    description: Option<Held>,
    value: Option<Held>,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    child_ids: Vec<String>,
    parent_id: Option<String>,
}

#[derive(Deserialize)]
struct Held {
    #[serde(default)]
    value: Value,
}

#[derive(Deserialize)]
struct Property {
    name: String,
    value: Held,
}

/// Roles of Chromium that hold others and say nothing.
const SILENT: [&str; 8] = [
    "RootWebArea",
    "generic",
    "none",
    "InlineTextBox",
    "ListMarker",
    "LineBreak",
    "LayoutTableCell",
    "LayoutTable",
];

impl Browser {
    /// Opens an address and reads Chromium's accessibility tree, in its order.
    pub(crate) fn ax_tree(&self, url: &str) -> Vec<AxNode> {
        self.open(url);
        self.ax_tree_here()
    }

    /// The same of the page that is open.
    pub(crate) fn ax_tree_here(&self) -> Vec<AxNode> {
        self.devtools("Accessibility.enable", json!({}));
        let answer = self.devtools("Accessibility.getFullAXTree", json!({}));
        self.devtools("Accessibility.disable", json!({}));
        let raw: Vec<Raw> = serde_json::from_value(answer["nodes"].clone()).expect("Chromium's tree");
        let by_id: HashMap<&str, &Raw> = raw.iter().map(|node| (node.node_id.as_str(), node)).collect();
        let mut nodes = Vec::new();
        for root in raw.iter().filter(|node| node.parent_id.is_none()) {
            walk(root, &by_id, &mut nodes);
        }
        nodes
    }
}

fn walk(raw: &Raw, by_id: &HashMap<&str, &Raw>, nodes: &mut Vec<AxNode>) {
    let words = |held: &Option<Held>| {
        let text = held.as_ref().and_then(|held| held.value.as_str()).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let property = |name: &str| raw.properties.iter().find(|p| p.name == name).map(|p| &p.value.value);
    let is = |name: &str| property(name).is_some_and(|v| *v == json!("true") || *v == json!(true));
    let role = words(&raw.role);
    let empty_text = role == "StaticText" && words(&raw.name).is_empty();
    if !raw.ignored && !SILENT.contains(&role.as_str()) && !empty_text {
        let can_be_checked = matches!(role.as_str(), "radio" | "checkbox");
        nodes.push(AxNode {
            name: words(&raw.name),
            description: words(&raw.description),
            value: if role == "textbox" { words(&raw.value) } else { String::new() },
            level: property("level")
                .filter(|_| role == "heading")
                .and_then(Value::as_u64)
                .and_then(|level| u8::try_from(level).ok()),
            invalid: is("invalid"),
            required: is("required"),
            checked: can_be_checked.then(|| is("checked")),
            role: role.clone(),
        });
    }
    // What is in a box to type in is its value once more.
    if role == "textbox" {
        return;
    }
    for child in raw.child_ids.iter().filter_map(|id| by_id.get(id.as_str())) {
        walk(child, by_id, nodes);
    }
}

/// A role in Chromium's words; `None` for what neither counts.
fn chromium_role(role: Role) -> Option<&'static str> {
    Some(match role {
        Role::Generic => return None,
        Role::Text => "StaticText",
        Role::Banner => "banner",
        Role::Navigation => "navigation",
        Role::Main => "main",
        Role::ContentInfo => "contentinfo",
        Role::Region => "region",
        Role::Complementary => "complementary",
        Role::Form => "form",
        Role::Search => "search",
        Role::Heading => "heading",
        Role::Paragraph => "paragraph",
        Role::List => "list",
        Role::ListItem => "listitem",
        Role::Link => "link",
        Role::Button => "button",
        Role::TextBox => "textbox",
        Role::CheckBox => "checkbox",
        Role::Radio => "radio",
        Role::Group => "group",
        Role::Table => "table",
        Role::Caption => "caption",
        Role::RowGroup => "rowgroup",
        Role::Row => "row",
        Role::ColumnHeader => "columnheader",
        Role::RowHeader => "rowheader",
        Role::Cell => "cell",
        Role::Label => "LabelText",
        Role::Legend => "Legend",
        Role::Strong => "strong",
    })
}

/// Sets the judge's tree beside Chromium's; empty is agreement.
pub(crate) fn compare(tree: &Tree, chromium: &[AxNode]) -> Vec<Disagreement> {
    let (mut ours, mut found) = (Vec::new(), Vec::new());
    for (at, node) in tree.nodes.iter().enumerate() {
        let Some(role) = chromium_role(node.role) else { continue };
        let seen = AxNode {
            role: role.to_owned(),
            name: node.name.clone(),
            description: node.description.clone(),
            value: typed(node),
            level: node.level.filter(|_| node.role == Role::Heading),
            invalid: node.states.invalid,
            required: node.states.required,
            checked: node.states.checked,
        };
        // Left out before the two are paired: one label looks like any other, as they are paired.
        if is_in_label_of_choice(tree, at) {
            found.push(Disagreement { judge: Some(seen), chromium: None, reason: Some(LABEL) });
        } else {
            ours.push(seen);
        }
    }
    let plainly = |nodes: &[AxNode]| nodes.iter().cloned().map(plain).collect::<Vec<_>>();
    found.extend(pair(&plainly(&ours), &plainly(chromium)).into_iter().filter_map(|(judge, theirs)| {
        let (judge, chromium) = (judge.map(|at| ours[at].clone()), theirs.map(|at| chromium[at].clone()));
        let reason = reason(judge.as_ref(), chromium.as_ref());
        (judge != chromium).then_some(Disagreement { judge, chromium, reason })
    }));
    found
}

/// What is typed in a box, in one line.
fn typed(node: &Node) -> String {
    let value = node.value.as_deref().filter(|_| node.role == Role::TextBox).unwrap_or_default();
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

const LABEL: &str =
    "Chromium hides the label of a radio button or a box to tick: its words are the control's name";

/// Whether a node is, or is in, the label of a radio button or a box to tick; a label in which a name is kept apart
/// (`bdi`) Chromium lists like any other.
fn is_in_label_of_choice(tree: &Tree, at: usize) -> bool {
    std::iter::once(at).chain(tree.around(at).map(|(n, _)| n)).any(|n| {
        let label = tree.nodes.get(n).filter(|node| node.role == Role::Label);
        let label = label.filter(|_| !tree.inside(n).any(|(_, part)| part.element == "bdi"));
        let control = label.and_then(|node| node.attribute("for")).and_then(|id| tree.by_id(id));
        control.is_some_and(|c| matches!(tree.nodes[c].role, Role::Radio | Role::CheckBox))
    })
}

/// As two nodes are paired: without the names and descriptions that one of them may leave to what is inside. Where they
/// differ in these, that is a disagreement like any other, with its reason ([`REPEATED`]).
fn plain(mut node: AxNode) -> AxNode {
    if matches!(
        node.role.as_str(),
        "cell"
            | "columnheader"
            | "rowheader"
            | "row"
            | "listitem"
            | "paragraph"
            | "caption"
            | "LabelText"
            | "Legend"
    ) {
        node.name.clear();
    }
    if matches!(node.role.as_str(), "Legend" | "LabelText") {
        node.description.clear();
    }
    node
}

/// Pairs two sequences by their longest common part; what is left over stands side by side where it can.
fn pair(ours: &[AxNode], theirs: &[AxNode]) -> Vec<(Option<usize>, Option<usize>)> {
    let (n, m) = (ours.len(), theirs.len());
    let mut longest = vec![vec![0_u32; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            longest[i][j] = if ours[i] == theirs[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut left) = (0, 0, Vec::new());
    while i < n || j < m {
        let side_by_side = i < n && j < m && {
            let no_loss = longest[i + 1][j + 1] == longest[i][j];
            ours[i] == theirs[j] || (ours[i].role == theirs[j].role && no_loss)
        };
        if side_by_side {
            left.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if i < n && (j == m || longest[i + 1][j] >= longest[i][j + 1]) {
            left.push((Some(i), None));
            i += 1;
        } else {
            left.push((None, Some(j)));
            j += 1;
        }
    }
    left
}

const FORM: &str =
    "a form without a name is no landmark; Chromium lists it and tells assistive technology of a plain box";

const ROW_GROUP: &str = "Chromium leaves out the head and body of a table, or adds a body that the markup omits; no reader says them";

const PARAGRAPH: &str =
    "Chromium drops the role of a paragraph in which the style sheet makes a box of a part; its words stay";

/// Every reason there is.
pub(crate) const REASONS: [&str; 5] = [LABEL, REPEATED, FORM, ROW_GROUP, PARAGRAPH];

/// Of a cell, an item, a paragraph, a caption, a label or a legend: in some versions of Chromium, not in others.
pub(crate) const REPEATED: &str = "one of the two gives what is inside as a name or description of what is around it, \
                                   the other none; the words are compared where they stand";

/// Whether two differ only in what one of them leaves out.
fn only_repeats(judge: &AxNode, chromium: &AxNode) -> bool {
    let either = |ours: &str, theirs: &str| ours == theirs || ours.is_empty() || theirs.is_empty();
    plain(judge.clone()) == plain(chromium.clone())
        && either(&judge.name, &chromium.name)
        && either(&judge.description, &chromium.description)
}

/// The known differences, each with its reason.
fn reason(judge: Option<&AxNode>, chromium: Option<&AxNode>) -> Option<&'static str> {
    if let (Some(judge), Some(chromium)) = (judge, chromium)
        && only_repeats(judge, chromium)
    {
        return Some(REPEATED);
    }
    let role = |node: Option<&AxNode>| node.map(|node| node.role.clone()).unwrap_or_default();
    match (role(judge).as_str(), role(chromium).as_str()) {
        ("", "form") if chromium.is_some_and(|node| node.name.is_empty()) => Some(FORM),
        ("", "rowgroup") | ("rowgroup", "") => Some(ROW_GROUP),
        ("paragraph", "") => Some(PARAGRAPH),
        _ => None,
    }
}
