//! The front page: what one can do here, a search, whom to ask.

#[cfg(test)]
mod tests;

use a11y::page::{Block, Link, Notice, Page, Section, Tone};
use a11y::text::Lang;
use async_trait::async_trait;

use super::sign_in::SignIn;
use super::{
    ALL, Answer, Call, Example, Failure, Service, Sheet, WITHOUT_PIN, about, search, sheet_of, sheets,
};
use crate::citizen::Level;
use crate::config::{Config, INSTITUTE};

crate::words!("home");

/// The front page, at the language's own address.
#[derive(Debug)]
pub struct Home;

/// The page, with the services of `all` that stand on it; who is in is not asked in.
fn page(lang: Lang, config: &Config, all: &[&dyn Service], signed_in: bool) -> Page {
    let mut page = Page::new(lang, words::title(lang)).public().say(words::who(lang, INSTITUTE));
    if config.demo {
        page = page.with(Notice {
            tone: Tone::Info,
            title: words::demo_title(lang),
            body: vec![words::demo(lang).into()],
        });
    }
    let mut services: Vec<Link> = all
        .iter()
        .filter(|service| !signed_in || service.name() != SignIn.name())
        .map(|service| (service.name(), sheet_of(*service, lang, config)))
        .filter(|(_, sheet)| sheet.listed)
        .map(|(name, sheet)| about::line(lang, name, &sheet.title, &sheet.summary))
        .collect();
    if !services.is_empty() {
        services.push(sheets::to_all(lang));
        let body = vec![Block::Links(services)];
        page = page.with(Section { heading: words::services(lang), body });
    }
    page.with(Section { heading: words::search(lang), body: vec![search::question(lang, config, "").into()] })
        .with(Section { heading: words::help(lang), body: vec![Block::Links(help(lang, config))] })
        .search(search::button(lang))
}

/// Telephone first; then the pages that every site of the administration leads to from its front page.
fn help(lang: Lang, config: &Config) -> Vec<Link> {
    let pages: [&dyn Service; 5] =
        [&about::HELP, &about::CONTACTS, &about::ACCESSIBILITY, &about::PRIVACY, &about::MAP];
    let mut links = about::calls(lang, config);
    links.extend(pages.iter().map(|page| {
        let sheet = sheet_of(*page, lang, config);
        about::line(lang, page.name(), &sheet.title, &sheet.summary)
    }));
    links.push(about::preferences(lang));
    links
}

#[async_trait]
impl Service for Home {
    fn name(&self) -> &'static str {
        ""
    }

    fn level(&self) -> Level {
        Level::Anonymous
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        about::sheet(words::sheet_title(lang), words::sheet_summary(lang), words::sheet_keywords(lang))
    }

    fn fixed(&self, lang: Lang, path: &[&str], config: &Config, signed_in: bool) -> Option<Page> {
        path.is_empty().then(|| page(lang, config, ALL, signed_in))
    }

    /// A form that searches is sent to its own page's address, so the search's words come here and go on.
    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let signed_in = call.context.citizen.is_some();
        let page = self.fixed(call.lang(), &call.path, &call.portal.config, signed_in);
        Ok(match (page, call.fields.get(search::FIELD)) {
            (None, _) => Answer::NotFound,
            (Some(_), Some(wanted)) => Answer::See(search::address(wanted)),
            (Some(page), None) => page.into(),
        })
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        let demo = Config { demo: true, ..Config::default() };
        let without_pin = Config { pin: false, ..Config::default() };
        vec![
            Example::new(format!("/{WITHOUT_PIN}"), page(lang, &without_pin, ALL, false)),
            Example::new("", page(lang, &Config::default(), ALL, false)),
            Example::new("/prova", page(lang, &demo, ALL, false)),
            Example::new("/dentro", page(lang, &Config::default(), ALL, true)),
        ]
    }
}
