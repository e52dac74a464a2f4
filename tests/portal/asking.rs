//! A page on which something can be typed: what an honest citizen answers there, what is sent, and what is kept of it.

use std::collections::BTreeMap;

use a11y::page::{Envelope, Input, Method, Page, Question};

use crate::people::NOEMI;
use crate::support::{Browser, Got, encode};

const JSON: &str = "application/vnd.sportello.page+json; version=1";

/// A page on which something can be typed.
#[derive(Clone)]
pub struct Asking {
    pub address: String,
    pub method: Method,
    pub page: Page,
    pub token: String,
    /// What is honestly answered to questions of these names, instead of what fits their kind; a date is three numbers.
    pub own: &'static [(&'static str, &'static str)],
    /// What is sent is kept in a draft, and stands in the page whenever it is opened again.
    pub keeps: bool,
}

/// The page itself; `None` if the address is a file.
pub fn page_at(browser: &mut Browser, address: &str) -> Option<Page> {
    envelope_at(browser, address).map(|envelope| envelope.page)
}

/// The page in its frame.
pub fn envelope_at(browser: &mut Browser, address: &str) -> Option<Envelope> {
    let html = std::mem::replace(&mut browser.headers, vec![("accept", JSON.into())]);
    let got = browser.get(address);
    browser.headers = html;
    Envelope::from_json(got.body.as_bytes()).ok()
}

/// What stands in the boxes and choices of a page, by the names of their fields.
fn standing(page: &Page) -> BTreeMap<String, String> {
    let of = |question: &Question| -> Vec<(String, String)> {
        let one = |value: String| vec![(question.name.clone(), value)];
        match &question.input {
            Input::Date { day, month, year } => {
                let boxes = a11y::ids::date_boxes(&question.name);
                boxes.into_iter().zip([day, month, year].map(Clone::clone)).collect()
            }
            Input::OneChoice { chosen, .. } => one(chosen.clone().unwrap_or_default()),
            Input::ManyChoices { chosen, .. } => one(chosen.join("\n")),
            _ => one(question.input.clone().typed_mut().cloned().unwrap_or_default()),
        }
    };
    let fields = page.questions().into_iter().flat_map(of);
    fields.map(|(name, value)| (name, value.trim().to_owned())).collect()
}

impl Asking {
    /// The page as it is kept now, as it was sent back for mending if it was; nothing where it keeps nothing.
    pub fn kept(&self, browser: &mut Browser, sent_back: Option<&str>) -> Option<Page> {
        let path = |address: &'_ str| address.split(['?', '#']).next().unwrap().to_owned();
        let of_ours = |to: &&str| path(to) == path(&self.address);
        let address = sent_back.filter(of_ours).unwrap_or(&self.address);
        self.keeps.then(|| page_at(browser, address).unwrap_or_else(|| panic!("{address} is gone")))
    }

    /// What was sent and taken in stands there, with what is wrong with it; of what was refused nothing does. `now` is the
    /// page before, and after.
    pub fn holds(
        &self,
        browser: &mut Browser,
        now: &mut Option<Page>,
        sent: &[(String, String)],
        got: &Got,
        what: &str,
    ) {
        let Some(after) = self.kept(browser, Some(&got.address)) else { return };
        let Some(before) = now.replace(after.clone()) else { return };
        if got.status != 200 {
            assert_eq!(standing(&after), standing(&before), "{what}: {}, and yet stored", got.status);
            return;
        }
        let typed = |name: &String| {
            let values = sent.iter().filter(|(sent, _)| sent == name).map(|(_, value)| kept(value));
            values.collect::<Vec<_>>().join("\n").trim().to_owned()
        };
        for (name, held) in standing(&after) {
            assert_eq!(held, typed(&name), "{what}: {name}");
        }
        // A form that is opened again finds no fault with what was not sent; where it was sent back to, it does.
        let (shown, _) = got.address.split_once('#').unwrap_or((&got.address, ""));
        let same = shown.split('?').next() == self.address.split('?').next();
        let judged = same.then(|| page_at(browser, shown)).flatten().unwrap_or_else(|| after.clone());
        let wrong: Vec<&str> =
            judged.questions().iter().filter(|q| q.problem.is_some()).map(|q| &*q.name).collect();
        let told: Vec<&str> = after
            .questions()
            .iter()
            .filter(|q| got.body.contains(&format!("id=\"{}-errore\"", q.name)))
            .map(|q| &*q.name)
            .collect();
        assert_eq!(told, wrong, "{what}: what is wrong is told, and nothing else");
    }

    /// Every field, answered as an honest citizen would.
    pub fn well(&self) -> Vec<(String, String)> {
        self.page.questions().into_iter().flat_map(|question| self.answer(question)).collect()
    }

    fn answer(&self, question: &Question) -> Vec<(String, String)> {
        let own = self.own.iter().find(|(name, _)| *name == question.name);
        match (own, &question.input) {
            (None, _) => answer_well(question),
            (Some((_, value)), Input::Date { .. }) => {
                let parts: Vec<&str> = value.split(' ').collect();
                date(question, parts.try_into().unwrap())
            }
            (Some((name, value)), _) => vec![((*name).into(), (*value).into())],
        }
    }

    /// Sends fields as they are, with the page's hidden ones.
    pub fn send(&self, browser: &mut Browser, fields: &[(String, String)]) -> Got {
        let mut all: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        if self.method == Method::Get {
            let path = self.address.split('?').next().unwrap();
            return browser.get(&format!("{path}?{}", encode(&all)));
        }
        all.push(("gettone", &self.token));
        if let Some(form) = &self.page.form {
            all.extend(form.hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())));
        }
        browser.post(&self.address, &all)
    }

    /// The honest fields, with those of one question replaced.
    pub fn with(&self, question: &Question, bad: Vec<(String, String)>) -> Vec<(String, String)> {
        let own = sportello::services::conversation::names(question);
        self.well().into_iter().filter(|(name, _)| !own.contains(name)).chain(bad).collect()
    }
}

fn answer_well(question: &Question) -> Vec<(String, String)> {
    let one = |value: &str| vec![(question.name.clone(), value.to_owned())];
    match &question.input {
        _ if question.name == "cognome" => one(NOEMI.surname),
        _ if question.name == "nome" => one(NOEMI.name),
        Input::Line { .. } | Input::LongText { .. } => one("Roma"),
        Input::Code { .. } => one("00100"),
        Input::FiscalCode { .. } => one(NOEMI.code),
        Input::Date { .. } => date(question, ["26", "3", "1969"]),
        Input::OneChoice { choices, .. } => one(&choices[0].value),
        Input::ManyChoices { choices, .. } => one(&choices[0].value),
        Input::Phone { .. } if question.name == "cellulare" => one("333 5555012"),
        Input::Phone { .. } => one("06 5555 0123"),
        Input::Mail { .. } => one("prova@example.org"),
        Input::Money { .. } => one("1.234,50"),
        Input::Secret { .. } => one("58203746"),
        Input::CardSignature { .. } => one("AAAA.AAAA"),
    }
}

/// The three boxes of a date.
pub fn date(question: &Question, parts: [&str; 3]) -> Vec<(String, String)> {
    a11y::ids::date_boxes(&question.name).into_iter().zip(parts.map(str::to_owned)).collect()
}

/// As the front door keeps a value: no directional characters, one kind of line end.
pub fn kept(value: &str) -> String {
    let bidi =
        |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    use unicode_normalization::UnicodeNormalization;
    match value {
        // A month by its name comes back as the number that its box has room for.
        "febbraio" => "2".into(),
        "aprile" => "4".into(),
        _ => value.nfc().filter(|c| !bidi(*c)).collect(),
    }
}
