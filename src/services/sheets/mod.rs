//! What to know before one begins: of each service its sheet, and the list of them.
//!
//! **Invariant**: a sheet says nothing of anybody; it is the words of its service, the same for everyone.

#[cfg(test)]
mod tests;

use a11y::page::{Block, Link, Page, Summary, SummaryRow};
use a11y::text::{Lang, Text};
use async_trait::async_trait;

use super::{ALL, Answer, Call, Example, Failure, Service, Sheet, about, path};
use crate::citizen::Level;
use crate::config::Config;

crate::words!("sheets");

/// Its address.
pub(crate) const NAME: &str = "servizi";

/// The list of the services, and below it the sheet of each.
#[derive(Debug)]
pub struct Sheets;

/// The services that stand on the front page.
fn listed(lang: Lang) -> impl Iterator<Item = (&'static str, Sheet)> {
    let all = ALL.iter().map(move |service| (service.name(), service.sheet(lang)));
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
fn list(lang: Lang) -> Page {
    let links = listed(lang).map(|(name, sheet)| to_sheet(lang, name, &sheet.title).noted(sheet.summary));
    Page::new(lang, words::title(lang)).public().with(Block::Links(links.collect()))
}

/// A service, in the order of the national sheet; then the way into it.
fn sheet(lang: Lang, name: &str, sheet: &Sheet) -> Page {
    let row = |label, value: &Text| SummaryRow { label, value: value.clone(), change: None };
    let rows = vec![
        row(words::for_whom(lang), &sheet.for_whom),
        row(words::how(lang), &sheet.how),
        row(words::needs(lang), &sheet.needs),
        row(words::gets(lang), &sheet.gets),
        row(words::costs(lang), &words::nothing(lang)),
    ];
    Page::new(lang, words::before(lang, &sheet.title))
        .of(words::title(lang))
        .public()
        .say(sheet.summary.clone())
        .with(Summary { caption: words::in_short(lang), rows })
        .link(Link::inside(words::begin(lang, &sheet.title), path(lang, name)))
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
            [] => Some(list(lang)),
            [wanted] => {
                let is = |name: &str| name == *wanted && (config.pin || name != super::pin::NAME);
                listed(lang).find(|(name, _)| is(name)).map(|(name, of)| sheet(lang, name, &of))
            }
            _ => None,
        }
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let page = self.fixed(call.lang(), &call.path, &call.portal.config, call.context.citizen.is_some());
        Ok(page.map_or(Answer::NotFound, Answer::from))
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        let sheets =
            listed(lang).map(|(name, of)| Example::new(format!("{NAME}/{name}"), sheet(lang, name, &of)));
        std::iter::once(Example::new(NAME, list(lang))).chain(sheets).collect()
    }
}
