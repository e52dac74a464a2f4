//! What to know before one begins: of each service its sheet, and the list of them.
//!
//! **Invariant**: a sheet says nothing of anybody; it is the words of its service, the same for everyone.

#[cfg(test)]
mod tests;

use a11y::page::{Block, Link, Page, Section, Summary, SummaryRow};
use a11y::text::{Lang, Text};
use async_trait::async_trait;

use super::{
    Answer, Call, Example, Failure, Service, Sheet, WITHOUT_PIN, about, offered, path, pin, sheet_of, sign_in,
};
use crate::citizen::Level;
use crate::config::Config;

crate::words!("sheets");

/// Its address.
pub(crate) const NAME: &str = "servizi";

/// The list of the services, and below it the sheet of each.
#[derive(Debug)]
pub struct Sheets;

/// The services that stand on the front page.
fn listed(lang: Lang, config: &Config) -> impl Iterator<Item = (&'static str, Sheet)> {
    let all = offered(config).map(move |service| (service.name(), sheet_of(service, lang, config)));
    all.filter(|(_, sheet)| sheet.listed)
}

/// The way to all sheets, after the list of the services.
pub(crate) fn to_all(lang: Lang) -> Link {
    about::line(lang, NAME, &words::title(lang), &words::summary(lang))
}

/// The way to the sheet of a service.
pub(crate) fn link(lang: Lang, service: &dyn Service) -> Link {
    to_sheet(lang, service.name(), &service.sheet(lang).title)
}

fn to_sheet(lang: Lang, name: &str, title: &Text) -> Link {
    Link::inside(words::before(lang, title), path(lang, &format!("{NAME}/{name}")))
}

/// Every service, with the way to its sheet.
fn list(lang: Lang, config: &Config) -> Page {
    let links =
        listed(lang, config).map(|(name, sheet)| to_sheet(lang, name, &sheet.title).noted(sheet.summary));
    Page::new(lang, words::title(lang)).public().with(Block::Links(links.collect()))
}

/// A service, in the order of the national sheet; then the way into it, and whom to ask.
fn sheet(lang: Lang, config: &Config, name: &str, sheet: &Sheet) -> Page {
    let dues = if sheet.dues.is_empty() { words::nothing(lang) } else { sheet.dues.clone() };
    let row = |label, value: &Text| SummaryRow { label, value: value.clone(), change: None };
    let rows = vec![
        row(words::for_whom(lang), &sheet.for_whom),
        row(words::how(lang), &sheet.how),
        row(words::needs(lang), &sheet.needs),
        row(words::gets(lang), &sheet.gets),
        row(words::terms(lang), &sheet.terms),
        row(words::costs(lang), &dues),
    ];
    let mut contacts = about::calls(lang, config);
    contacts.extend([about::write(lang, config), about::office(lang)]);
    let begin = Link::inside(words::begin(lang, &sheet.title), path(lang, name));
    Page::new(lang, words::before(lang, &sheet.title))
        .of(words::title(lang))
        .public()
        .say(sheet.summary.clone())
        .with(Summary { caption: words::in_short(lang), rows })
        .with(Block::Links(vec![begin]))
        .with(Section { heading: words::contacts(lang), body: vec![Block::Links(contacts)] })
        .link(Link::inside(words::others(lang), path(lang, NAME)))
}

#[async_trait]
impl Service for Sheets {
    fn name(&self) -> &'static str {
        NAME
    }

    fn level(&self) -> Level {
        Level::Anonymous
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        about::sheet(words::title(lang), words::summary(lang), words::keywords(lang))
    }

    fn fixed(&self, lang: Lang, path: &[&str], config: &Config, _signed_in: bool) -> Option<Page> {
        match path {
            [] => Some(list(lang, config)),
            [wanted] => {
                let found = listed(lang, config).find(|(name, _)| name == wanted);
                found.map(|(name, of)| sheet(lang, config, name, &of))
            }
            _ => None,
        }
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let config = &call.portal.config;
        // Where the PIN is switched off, what was kept as a bookmark leads to what to use.
        if matches!(call.path[..], [pin::NAME | sign_in::NAME]) && !config.pin {
            return Ok(Answer::See(sign_in::NAME.to_owned()));
        }
        let page = self.fixed(call.lang(), &call.path, config, call.context.citizen.is_some());
        Ok(page.map_or(Answer::NotFound, Answer::from))
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        let config = Config::default();
        let without_pin = Config { pin: false, ..Config::default() };
        let shown = |(name, of)| Example::new(format!("{NAME}/{name}"), sheet(lang, &config, name, &of));
        let alone = |(name, of)| {
            Example::new(format!("{NAME}/{name}-{WITHOUT_PIN}"), sheet(lang, &without_pin, name, &of))
        };
        let own = |(name, _): &(&str, Sheet)| *name == super::area::Area.name();
        let list = Example::new(NAME, list(lang, &config));
        let sheets = listed(lang, &config).map(shown);
        std::iter::once(list).chain(sheets).chain(listed(lang, &without_pin).filter(own).map(alone)).collect()
    }
}
