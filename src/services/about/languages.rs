//! The languages of the portal, each named in itself; the page one comes from is kept.

use a11y::page::{Link, Page, Pages};
use a11y::text::{Lang, Text};
use async_trait::async_trait;

use super::words;
use crate::citizen::Level;
use crate::config::Config;
use crate::services::{Answer, Call, Example, Failure, Service, Sheet, path};

/// The longest address a page of ours is kept from.
const LONGEST: usize = 500;

/// In the query after the page one comes from: it has a form.
pub(crate) const FORM: &str = "&modulo=si";

/// The list of languages: `lingua`, or `lingua?da=/it/sedi` to stay on a page.
#[derive(Debug)]
pub struct Languages;

/// The page; `from` is the address to stay on, without its language, with a form that may be half filled or not.
fn page(lang: Lang, from: &str, form: bool) -> Page {
    let links = Lang::ALL.into_iter().map(|to| {
        let words = if to == lang { words::languages_stay(lang) } else { endonym(to) };
        Link::inside(words, path(to, from))
    });
    let mut page = Page::new(lang, words::languages_title(lang)).public();
    if !from.is_empty() {
        page = page.say(words::languages_same(lang));
        if form {
            page = page.say(words::languages_unsent(lang));
        }
    }
    page.with(Pages {
        name: words::languages_set(lang),
        here: words::languages_here(lang),
        links: links.collect(),
    })
}

/// The name of a language in itself, said with the vowels that its writing leaves out.
fn endonym(lang: Lang) -> Text {
    Text::name_in(lang, lang.endonym(), (lang == Lang::Ar).then_some("اَلْعَرَبِيَّةُ"))
}

/// The address of a page of ours without its language, if `from` is one: `sedi?dove=Forli`, or the same after `/it/`.
///
/// Anything else (another site, a way up, a fragment) is none: the link must never lead out.
pub(crate) fn own_address(from: &str) -> Option<&str> {
    if from.len() > LONGEST {
        return None;
    }
    let rest = match from.strip_prefix('/') {
        Some(whole) => {
            let (language, rest) = whole.split_once('/')?;
            Lang::ALL.into_iter().find(|lang| lang.code() == language)?;
            rest
        }
        None => from,
    };
    let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let segments = || address.split('/');
    let sound = address.is_empty() || segments().all(|s| !s.is_empty() && s.chars().all(plain));
    let in_query = |c: char| plain(c) || matches!(c, '=' | '&' | '%' | '+' | '.' | '~' | '*');
    let elsewhere = segments().next() != Some("lingua");
    (sound && elsewhere && query.chars().all(in_query)).then_some(rest)
}

#[async_trait]
impl Service for Languages {
    fn name(&self) -> &'static str {
        "lingua"
    }

    fn level(&self) -> Level {
        Level::Anonymous
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        super::sheet(
            words::languages_title(lang),
            words::languages_summary(lang),
            words::languages_keywords(lang),
        )
    }

    fn fixed(&self, lang: Lang, path: &[&str], _config: &Config, _signed_in: bool) -> Option<Page> {
        path.is_empty().then(|| page(lang, "", false))
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        if !call.path.is_empty() {
            return Ok(Answer::NotFound);
        }
        let from = own_address(call.fields.trimmed("da")).unwrap_or("");
        Ok(page(call.lang(), from, call.fields.get("modulo").is_some()).into())
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        vec![
            Example::new("lingua", page(lang, "", false)),
            Example::new("lingua/da-un-modulo", page(lang, "accedi", true)),
            Example::new("lingua/da-una-pagina", page(lang, "sedi?dove=Roma", false)),
        ]
    }
}
