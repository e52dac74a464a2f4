//! The registry of example pages: every block in every state and language, for tests, browsers and screenshots.

use crate::page::{Frame, Link, Page, View};
use crate::text::{Builder, Lang, Span, Text, is_short_vowel};

use super::{
    actions, confirmation, links, list, notice, pages, paragraph, question, section, summary, table,
    task_list,
};

/// One page in one state.
#[derive(Clone, Debug)]
pub struct Example {
    /// Block, state and language: `table_as_list.ar`. Unique, and fit for a file name.
    pub name: String,
    /// The page.
    pub page: Page,
    /// What the front door knows of it.
    pub frame: Frame,
}

/// Every example in every language.
pub fn examples() -> Vec<Example> {
    Lang::ALL.into_iter().flat_map(of_lang).collect()
}

fn of_lang(lang: Lang) -> Vec<Example> {
    [
        paragraph::examples(lang),
        list::examples(lang),
        notice::examples(lang),
        section::examples(lang),
        summary::examples(lang),
        table::examples(lang),
        question::examples(lang),
        task_list::examples(lang),
        links::examples(lang),
        pages::examples(lang),
        confirmation::examples(lang),
        actions::examples(lang),
    ]
    .concat()
}

impl Example {
    /// A page as the front door would frame it for someone signed in.
    pub(super) fn new(name: &str, page: Page) -> Example {
        let lang = page.lang;
        let code = lang.code();
        let name = format!("{name}.{code}");
        let frame = Frame {
            status: 200,
            address: format!("/{code}/esempi/{name}"),
            languages: Lang::ALL.to_vec(),
            back: Some(Link::inside(
                words(lang, "codice fiscale", "fiscal code", "اَلرَّمْزُ الضَّرِيبِيُّ"),
                format!("/{code}/esempi/prima"),
            )),
            help: Some(Link::inside(words(lang, "Aiuto", "Help", "مُسَاعَدَةٌ"), format!("/{code}/aiuto"))),
            token: Some("9f2c4e".into()),
            session_end: Some(jiff::civil::time(15, 42, 0, 0)),
            session_fate: Text::default(),
            level: "reader".into(),
            view: View::default(),
        };
        Example { name, page, frame }
    }
}

/// An empty page of a service that exists only here.
pub(super) fn page(lang: Lang, title: Text) -> Page {
    Page::new(lang, title).of(words(lang, "Esempi", "Examples", "أَمْثِلَةٌ"))
}

/// The same words in three languages; the Arabic ones with all short vowels.
pub(super) fn words(lang: Lang, it: &'static str, en: &'static str, ar: &str) -> Text {
    match lang {
        Lang::It => Text::plain(it),
        Lang::En => Text::plain(en),
        Lang::Ar => vowelled(ar),
    }
}

/// Arabic words: said with their short vowels, shown without.
pub(super) fn vowelled(said: &str) -> Text {
    let shown: String = said.chars().filter(|c| !is_short_vowel(*c)).collect();
    let span = |words: &str| Span::Words(words.to_owned().into());
    Builder::message(|b| b.span(span(&shown)), Some(|b: &mut Builder| b.span(span(said))))
}
