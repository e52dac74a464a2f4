//! Pages about the portal itself: help, contacts, accessibility statement, privacy, site map, languages.
//!
//! **Invariant**: they are the same for everyone, so they are public and need neither sign-in nor cookie.

mod accessibility;
mod contacts;
mod help;
mod languages;
mod map;
mod privacy;
mod records;
pub mod retention;
pub(crate) mod statement;
#[cfg(test)]
mod tests;

use a11y::page::{Block, Link, List, Page, Section, Target};
use a11y::text::{Lang, Text};
use async_trait::async_trait;
use jiff::civil::Date;

use super::{Answer, Call, Example, Failure, Service, Sheet, WITHOUT_PIN, path};
use crate::citizen::Level;
use crate::config::Config;

pub use languages::Languages;
pub(crate) use languages::{FORM, own_address};

crate::words!("about");

/// A page of information: nothing is asked, everyone reads the same.
#[derive(Debug)]
pub struct Leaf {
    name: &'static str,
    title: fn(Lang) -> Text,
    summary: fn(Lang) -> Text,
    /// The same where the institute's PIN is switched off.
    summary_without_pin: fn(Lang) -> Text,
    keywords: fn(Lang) -> Text,
    body: fn(Lang, &Config) -> Vec<Block>,
}

/// Help: people to talk to, screen readers, keyboard, large print, plain text, what each PIN is.
pub static HELP: Leaf = Leaf {
    name: "aiuto",
    title: words::help_title,
    summary: words::help_summary,
    summary_without_pin: words::help_summary_without_pin,
    keywords: words::help_keywords,
    body: help::body,
};

/// Contacts: telephone, in writing, in person, on accessibility, on personal data.
pub static CONTACTS: Leaf = Leaf {
    name: "contatti",
    title: words::contacts_title,
    summary: words::contacts_summary,
    summary_without_pin: words::contacts_summary,
    keywords: words::contacts_keywords,
    body: contacts::body,
};

/// The accessibility statement (legge 4/2004, art. 3-quater; model of decision (EU) 2018/1523).
pub static ACCESSIBILITY: Leaf = Leaf {
    name: "accessibilita",
    title: words::statement_title,
    summary: words::statement_summary,
    summary_without_pin: words::statement_summary,
    keywords: words::statement_keywords,
    body: accessibility::body,
};

/// The privacy notice (GDPR art. 13).
pub static PRIVACY: Leaf = Leaf {
    name: "privacy",
    title: words::privacy_title,
    summary: words::privacy_summary,
    summary_without_pin: words::privacy_summary,
    keywords: words::privacy_keywords,
    body: privacy::body,
};

/// The site map.
pub static MAP: Leaf = Leaf {
    name: "mappa",
    title: words::map_title,
    summary: words::map_summary,
    summary_without_pin: words::map_summary,
    keywords: words::map_keywords,
    body: map::body,
};

/// Every page of information with parts of its own, for the site map.
static LEAVES: [&Leaf; 4] = [&HELP, &CONTACTS, &ACCESSIBILITY, &PRIVACY];

impl Leaf {
    /// The page, with the telephone numbers and addresses of `config`.
    pub fn page(&self, lang: Lang, config: &Config) -> Page {
        let mut page = Page::new(lang, (self.title)(lang)).public();
        page.body = (self.body)(lang, config);
        page
    }
}

#[async_trait]
impl Service for Leaf {
    fn name(&self) -> &'static str {
        self.name
    }

    fn level(&self) -> Level {
        Level::Anonymous
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        sheet((self.title)(lang), (self.summary)(lang), (self.keywords)(lang))
    }

    fn sheet_without_pin(&self, lang: Lang) -> Sheet {
        Sheet { summary: (self.summary_without_pin)(lang), ..self.sheet(lang) }
    }

    fn fixed(&self, lang: Lang, path: &[&str], config: &Config, _signed_in: bool) -> Option<Page> {
        path.is_empty().then(|| self.page(lang, config))
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let page = self.fixed(call.lang(), &call.path, &call.portal.config, call.context.citizen.is_some());
        Ok(page.map_or(Answer::NotFound, Answer::from))
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        let without_pin = self.page(lang, &Config { pin: false, ..Config::default() });
        let page = self.page(lang, &Config::default());
        let other =
            (without_pin != page).then(|| Example::new(format!("{}/{WITHOUT_PIN}", self.name), without_pin));
        std::iter::once(Example::new(self.name, page)).chain(other).collect()
    }
}

/// The sheet of a page that everyone may open and that asks for nothing; not on the front page.
pub(crate) fn sheet(title: Text, summary: Text, keywords: Text) -> Sheet {
    let none = Text::default;
    let (for_whom, how, needs, gets) = (none(), none(), none(), none());
    let (terms, dues) = (none(), none());
    Sheet { title, summary, for_whom, how, needs, gets, terms, dues, keywords, listed: false }
}

/// A link to a page, with its sentence.
pub(crate) fn line(lang: Lang, name: &str, title: &Text, summary: &Text) -> Link {
    Link::inside(title.clone(), path(lang, name)).noted(summary.clone())
}

/// The telephone numbers, as links that call.
pub(crate) fn calls(lang: Lang, config: &Config) -> Vec<Link> {
    vec![
        Link::to(words::call_landline(lang, &config.phone), Target::Phone(config.phone.clone())),
        Link::to(words::call_mobile(lang, &config.phone_mobile), Target::Phone(config.phone_mobile.clone())),
    ]
}

/// The last sentence of what was sent: until when to wait, or that this day has passed, then whom to call, write to or visit,
/// and what to say.
pub(crate) fn nothing_came(lang: Lang, by: Date, today: Date, config: &Config, number: &str) -> Text {
    let told = if today > by { words::nothing_came_since } else { words::nothing_came };
    told(lang, by, &config.phone, &config.phone_mobile, &config.mail, number)
}

/// The ways to reach people: calls, a mail, an office.
pub(crate) fn ways(lang: Lang, config: &Config) -> Vec<Link> {
    calls(lang, config).into_iter().chain([write(lang, config), office(lang)]).collect()
}

/// The link that writes to the institute.
pub(crate) fn write(lang: Lang, config: &Config) -> Link {
    Link::to(words::write_us(lang, &config.mail), Target::Mail(config.mail.clone()))
}

/// The link to the search for an office.
pub(crate) fn office(lang: Lang) -> Link {
    Link::inside(words::find_office(lang), path(lang, "sedi"))
}

/// The link to the preferences, a page of the front door.
pub(crate) fn preferences(lang: Lang) -> Link {
    Link::inside(words::preferences_link(lang), path(lang, "preferenze"))
}

fn report(lang: Lang) -> Link {
    Link::inside(words::report_link(lang), path(lang, "segnala"))
}

fn dpo(lang: Lang, config: &Config) -> Link {
    Link::to(words::dpo_link(lang, &config.dpo_mail), Target::Mail(config.dpo_mail.clone()))
}

fn section(heading: Text, body: Vec<Block>) -> Block {
    Section { heading, body }.into()
}

fn list(items: Vec<Text>) -> Block {
    List { ordered: false, items }.into()
}
