//! A question against its controls, and the forms they are sent with.

use super::agree::Court;
use super::{Fault, Node, Role};
use crate::page::{Choice, Input, Method, Purpose, Question};
use crate::text::Text;
use crate::words;

impl Court<'_> {
    /// Requires a question's controls with their names, descriptions and states.
    pub(super) fn question(&mut self, question: &Question) {
        match &question.input {
            Input::Date { day, month, year } => self.date(question, [day, month, year]),
            Input::OneChoice { choices, chosen } => {
                let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
                self.choices(question, choices, &chosen, Role::Radio);
            }
            Input::ManyChoices { choices, chosen } => {
                let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
                self.choices(question, choices, &chosen, Role::CheckBox);
            }
            Input::Line { value, .. }
            | Input::LongText { value }
            | Input::Code { value, .. }
            | Input::FiscalCode { value }
            | Input::Phone { value }
            | Input::Mail { value }
            | Input::Money { value } => self.box_of(question, Some(value)),
            Input::Secret { .. } | Input::CardSignature { .. } => self.box_of(question, None),
        }
    }

    /// What the question is called: its label, and that it may stay empty.
    fn called(&self, question: &Question) -> String {
        let label = self.line(&question.label);
        if question.optional {
            format!("{label} {}", self.line(&words::optional(self.page.lang)))
        } else {
            label
        }
    }

    /// What is said after the name: the problem first, for hints may be long, then the hint.
    fn described(&self, question: &Question) -> String {
        // Each but the last is a sentence: run together they would be heard as one.
        let page = self.page;
        let told =
            question.told_at().and_then(|at| page.questions().into_iter().find(|asked| asked.name == at));
        let problem = told.and_then(|asked| asked.problem.as_ref()).into_iter().flat_map(|problem| {
            [self.line(&words::error_prefix(self.page.lang)), self.sentence(&problem.text)]
        });
        let hint = question.hint.iter().map(|hint| match question.is_hinted_further() {
            true => self.sentence(hint),
            false => self.line(hint),
        });
        problem.chain(hint).collect::<Vec<_>>().join(" ")
    }

    fn box_of(&mut self, question: &Question, value: Option<&String>) {
        let Some(at) = self.control(&question.name, Role::TextBox) else { return };
        let name = self.called(question);
        self.called_as(at, &question.name, &name);
        let described = self.described(question);
        self.described_as(at, &question.name, &described, false);
        self.invalid(at, &question.name, question.told_at().is_some());
        self.kind(at, question);
        self.typed(at, &question.name, value);
        let token = question.purpose.map(token);
        self.autocomplete(at, &question.name, token.as_deref());
        self.in_form(at);
        self.label_said(at, &question.label);
        self.take(at);
    }

    fn date(&mut self, question: &Question, values: [&String; 3]) {
        let Some(group) = self.group(question) else { return };
        let lang = self.page.lang;
        let names = [words::day(lang), words::month(lang), words::year(lang)];
        let parts = ["giorno", "mese", "anno"];
        let described = self.described(question);
        for (n, part) in parts.into_iter().enumerate() {
            let id = format!("{}-{part}", question.name);
            let Some(at) = self.control(&id, Role::TextBox) else { continue };
            if let Some(name) = names.get(n) {
                let line = self.line(name);
                self.called_as(at, &id, &line);
                self.label_said(at, name);
            }
            // A reader that passes over the description of a group says it with the first box.
            if n == 0 {
                self.described_as(at, &id, &described, true);
            }
            let wrong = u8::try_from(n).is_ok_and(|part| question.is_wrong_part(part));
            self.invalid(at, &id, wrong);
            self.typed(at, &id, values.get(n).copied());
            let token = (question.purpose == Some(Purpose::Bday))
                .then(|| ["bday-day", "bday-month", "bday-year"].get(n).copied())
                .flatten();
            self.autocomplete(at, &id, token);
            self.in_form(at);
            self.take(at);
        }
        self.cursor = self.node(group).map_or(self.cursor, |node| node.end).max(self.cursor);
    }

    fn choices(&mut self, question: &Question, choices: &[Choice], chosen: &[&str], role: Role) {
        let Some(group) = self.group(question) else { return };
        let described = self.described(question);
        let end = self.node(group).map_or(group, |node| node.end);
        for (n, choice) in choices.iter().enumerate() {
            let is_it = |node: &Node| {
                node.attribute("name") == Some(&question.name) && node.value.as_deref() == Some(&choice.value)
            };
            let Some(at) = self.find(is_it).filter(|at| *at < end) else {
                self.missing("a choice", self.line(&choice.label));
                continue;
            };
            let id = self.node(at).and_then(|node| node.id.clone()).unwrap_or_default();
            if n == 0 && id != question.name {
                self.property(&id, "id of the first choice", &question.name, &id);
            }
            self.role_is(at, &id, role);
            let label = self.line(&choice.label);
            self.called_as(at, &id, &label);
            let hint = choice.hint.iter().map(|hint| self.line(hint));
            let own: Vec<String> = (n == 0 && !described.is_empty())
                .then(|| described.clone())
                .into_iter()
                .chain(hint)
                .collect();
            self.described_as(at, &id, &own.join(" "), false);
            let expected = chosen.contains(&choice.value.as_str());
            let found = self.node(at).and_then(|node| node.states.checked).unwrap_or(false);
            if expected != found {
                self.property(&id, "checked", &expected.to_string(), &found.to_string());
            }
            self.in_form(at);
            self.label_said(at, &choice.label);
            self.say(at);
        }
        let boxes = self.tree.inside(group).filter(|(_, node)| node.role == role).count();
        if boxes != choices.len() {
            self.property(
                &question.name,
                "number of choices",
                &choices.len().to_string(),
                &boxes.to_string(),
            );
        }
        self.cursor = end;
    }

    /// The named group of a question with several controls, with its legend and description said.
    fn group(&mut self, question: &Question) -> Option<usize> {
        let name = self.called(question);
        // The title as a legend stands before the blocks that come before the question.
        let from = if self.sole().is_some() { self.start } else { self.cursor };
        let is_it = |node: &Node| node.role == Role::Group && node.name == name;
        let found = (from..self.tree.nodes.len()).find(|&at| self.node(at).is_some_and(is_it));
        let Some(at) = found else {
            self.missing("a group of controls", name);
            return None;
        };
        let described = self.described(question);
        self.described_as(at, &question.name, &described, false);
        let legend = self.tree.inside(at).find(|(_, node)| node.role == Role::Legend).map(|(at, _)| at);
        if let Some(legend) = legend {
            self.runs(legend, &question.label);
            self.say(legend);
        }
        self.cursor = self.cursor.max(at + 1);
        Some(at)
    }

    fn control(&mut self, id: &str, role: Role) -> Option<usize> {
        let found = self.find(|node| node.role.is_control() && node.id.as_deref() == Some(id));
        let Some(at) = found else {
            self.missing("a control", id.to_owned());
            return None;
        };
        self.role_is(at, id, role);
        let name = self.node(at).and_then(|node| node.attribute("name")).unwrap_or_default().to_owned();
        if name != id {
            self.property(id, "name", id, &name);
        }
        Some(at)
    }

    fn role_is(&mut self, at: usize, id: &str, expected: Role) {
        let Some(found) = self.node(at).map(|node| node.role) else { return };
        if found != expected {
            self.faults.push(Fault::Kind { id: id.to_owned(), expected, found });
        }
    }

    fn called_as(&mut self, at: usize, id: &str, expected: &str) {
        let found = self.node(at).map(|node| node.name.clone()).unwrap_or_default();
        if found != expected {
            self.faults.push(Fault::Name { id: id.to_owned(), expected: expected.to_owned(), found });
        }
    }

    /// The description, and that what it refers to is read before the control.
    fn described_as(&mut self, at: usize, id: &str, expected: &str, may_go_on: bool) {
        let Some(node) = self.node(at) else { return };
        let (found, by, end) = (node.description.clone(), node.described_by.clone(), node.end);
        let agrees = found == expected || (may_go_on && found.starts_with(expected));
        if !agrees {
            self.faults.push(Fault::Description { id: id.to_owned(), expected: expected.to_owned(), found });
        }
        let is_choice = self.node(at).is_some_and(|n| matches!(n.role, Role::Radio | Role::CheckBox));
        for id in by {
            let Some(text) = self.tree.by_id(&id) else { continue };
            self.say(text);
            // A sentence on one choice stands behind its label; all else is heard before the control.
            if text > end && !is_choice {
                self.missing("a hint or problem before its control", id);
            }
        }
    }

    fn invalid(&mut self, at: usize, id: &str, expected: bool) {
        let found = self.node(at).is_some_and(|node| node.states.invalid);
        if found != expected {
            self.property(id, "invalid", &expected.to_string(), &found.to_string());
        }
    }

    fn typed(&mut self, at: usize, id: &str, value: Option<&String>) {
        let found = self.node(at).and_then(|node| node.value.clone()).unwrap_or_default();
        match value {
            None if !found.is_empty() => self.faults.push(Fault::SecretShown(id.to_owned())),
            Some(value) if found.trim_start_matches('\n') != value.trim_start_matches('\n') => {
                self.property(id, "value", value, &found);
            }
            _ => {}
        }
    }

    fn kind(&mut self, at: usize, question: &Question) {
        let Some(node) = self.node(at) else { return };
        let attribute = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
        let (element, kind, mode, required) =
            (node.element.clone(), attribute("type"), attribute("inputmode"), node.states.required);
        let expected = match question.input {
            Input::Mail { .. } => "email",
            Input::Phone { .. } => "tel",
            Input::Secret { .. } if question.purpose == Some(Purpose::OneTimeCode) => "text",
            Input::Secret { .. } | Input::CardSignature { .. } => "password",
            Input::LongText { .. } => "",
            _ => "text",
        };
        if kind != expected {
            self.property(&question.name, "type", expected, &kind);
        }
        if (element == "textarea") != matches!(question.input, Input::LongText { .. }) {
            self.property(&question.name, "element", "textarea for several lines", &element);
        }
        if matches!(question.input, Input::Code { digits: true, .. }) && mode != "numeric" {
            self.property(&question.name, "inputmode", "numeric", &mode);
        }
        if required && question.optional {
            self.property(&question.name, "required", "false", "true");
        }
    }

    fn autocomplete(&mut self, at: usize, id: &str, expected: Option<&str>) {
        let found = self.node(at).and_then(|node| node.attribute("autocomplete")).unwrap_or("off").to_owned();
        let expected = expected.unwrap_or("off");
        if found != expected {
            self.property(id, "autocomplete", expected, &found);
        }
    }

    /// Accounts for the label of a control.
    fn label_said(&mut self, at: usize, text: &Text) {
        let Some(id) = self.node(at).and_then(|node| node.id.clone()) else { return };
        let labels: Vec<usize> = self
            .tree
            .of(Role::Label)
            .filter(|(_, l)| l.attribute("for") == Some(&id))
            .map(|(n, _)| n)
            .collect();
        for label in labels {
            self.runs(label, text);
            self.say(label);
        }
    }

    fn property(&mut self, id: &str, property: &'static str, expected: &str, found: &str) {
        let (id, expected, found) = (id.to_owned(), expected.to_owned(), found.to_owned());
        self.faults.push(Fault::Property { id, property, expected, found });
    }

    /// Every question is sent with the main form.
    fn in_form(&mut self, at: usize) {
        let form = self.form_of(at);
        let action = form.and_then(|form| self.node(form)).and_then(|node| node.attribute("action"));
        let expected = self.goes_to().to_owned();
        if action != Some(&expected) {
            let id = self.node(at).and_then(|node| node.id.clone()).unwrap_or_default();
            let (expected, found) = (expected, action.unwrap_or("no form").to_owned());
            self.property(&id, "form", &expected, &found);
        }
    }

    /// Where the main form goes: to the page itself; a search writes its own query.
    fn goes_to(&self) -> &str {
        let address = &self.frame.address;
        match self.page.form.as_ref().map(|form| form.method) {
            Some(Method::Get) => address.split(['?', '#']).next().unwrap_or_default(),
            _ => address,
        }
    }

    fn form_of(&self, at: usize) -> Option<usize> {
        self.tree.around(at).find(|(_, node)| node.element == "form").map(|(at, _)| at)
    }

    /// The main form: its button after the questions, its address, its method, what travels unseen.
    pub(super) fn form(&mut self) {
        let page = self.page;
        let Some(form) = &page.form else { return };
        let Some(at) = self.button(&form.submit) else { return };
        let address = self.goes_to().to_owned();
        self.sends(at, &address, form.method, &form.hidden);
    }

    /// Requires a button with its words.
    pub(super) fn button(&mut self, words: &Text) -> Option<usize> {
        let found = self.find(|node| node.role == Role::Button && self.says(&node.name, words));
        match found {
            Some(at) => self.take(at),
            None => self.missing("a button", self.line(words)),
        }
        found
    }

    /// Requires the form of a button to go where it should, as it should, with what it should.
    pub(super) fn sends(
        &mut self,
        button: usize,
        address: &str,
        method: Method,
        fields: &[(String, String)],
    ) {
        let submit = self.node(button).map(|node| node.name.clone()).unwrap_or_default();
        let Some(form) = self.form_of(button) else {
            self.missing("the form of a button", submit);
            return;
        };
        let expected = match method {
            Method::Get => "get",
            Method::Post => "post",
        };
        for (property, attribute, expected) in
            [("address", "action", address), ("method", "method", expected)]
        {
            let found =
                self.node(form).and_then(|node| node.attribute(attribute)).unwrap_or_default().to_owned();
            if found != expected {
                let (submit, expected) = (submit.clone(), expected.to_owned());
                self.faults.push(Fault::Form { submit, property, expected, found });
            }
        }
        let sent: Vec<(&str, &str)> = self
            .tree
            .hidden
            .iter()
            .filter(|(_, _, of)| *of == Some(form))
            .map(|(name, value, _)| (name.as_str(), value.as_str()))
            .collect();
        let mut wanted: Vec<String> =
            fields.iter().filter(|(n, v)| !sent.contains(&(n, v))).map(|(n, v)| format!("{n}={v}")).collect();
        // Only what changes something carries the token; a search must not put it in the address.
        let token = self.frame.token.as_deref().unwrap_or_default();
        let carried = !token.is_empty() && sent.iter().any(|(_, value)| *value == token);
        if carried != (method == Method::Post && !token.is_empty()) {
            wanted.push(if carried { "no token".to_owned() } else { "the token".to_owned() });
        }
        let found = sent.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        for expected in wanted {
            let (submit, found) = (submit.clone(), found.clone());
            self.faults.push(Fault::Form { submit, property: "field", expected, found });
        }
    }
}

/// The autocomplete token of a purpose (HTML, autofill field names).
fn token(purpose: Purpose) -> String {
    serde_json::to_value(purpose).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
