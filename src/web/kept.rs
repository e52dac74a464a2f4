//! Pages that are made once: those of services which say the same to everyone, at any time.
//!
//! They are what people ask for first and again and again. Who is nobody known gets the whole answer as it was sent before,
//! packed too, in the colours and the view of their cookie of preferences; it stays open when there is no place for
//! anything else. For who is signed in all parts of the document are there that say nothing of them; what does is made anew.
//!
//! **Invariant**: what is kept was made of an address, a [`View`] and the settings, by [`Service::fixed`]: nothing of a
//! session or a citizen is at hand where it is made.
//! **Invariant**: a whole answer is kept only of a question without a cookie of a session, which held nothing but its address.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use a11y::page::{Frame, Page, View};
use a11y::text::{Lang, Text};

use super::asked::Asked;
use super::cookies::{self, Name};
use super::front::{exact_lang, sends, without_pin};
use super::negotiate::{self, Form};
use super::preferences::Preferences;
use super::reply::{self, Reply};
use super::shell::{Look, Parts, Who};
use crate::config::Config;
use crate::services::Service;

/// So many answers are kept, some 20 kB each with their packed bytes; there are about a hundred fixed pages in all forms and
/// languages, and a hundred and sixty looks and views.
const MOST: usize = 128;

/// What is kept so far.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    answers: RwLock<HashMap<Wish, Reply>>,
    parts: RwLock<HashMap<Kind, Arc<Part>>>,
}

/// All that a whole answer to nobody known hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Wish {
    path: String,
    form: Form,
    look: Look,
    view: View,
}

/// All that the parts of a fixed page hang on, the settings aside.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Kind {
    /// The language.
    pub(crate) lang: Lang,
    /// The address of the page, without a query.
    pub(crate) address: String,
    /// How values and tables are shown.
    pub(crate) view: View,
    /// For who is signed in, whoever that is.
    pub(crate) signed_in: bool,
}

/// A fixed page, and the parts of its document that say nothing of who reads it.
#[derive(Debug)]
pub(crate) struct Part {
    /// The page, without what stands in its main part.
    pub(crate) page: Page,
    /// Its title, its head without a name, its `<main>`, its foot.
    pub(crate) parts: Parts,
}

impl Wish {
    /// What is wished for by a reading of nobody known, in the language that its address and its reader agree on; `None` of
    /// any other question.
    pub(crate) fn of(asked: &Asked, secure: bool) -> Option<Wish> {
        let cookie = |name| cookies::find(&asked.cookie, name, secure);
        let nobody = asked.signed.is_none() && cookie(Name::Session).is_none();
        if asked.method != "GET" || !asked.query.is_empty() || !nobody {
            return None;
        }
        let lang = asked.path.split('/').nth(1).and_then(exact_lang)?;
        let agreed = negotiate::language(cookie(Name::Language), &asked.accept_language) == lang;
        let form = negotiate::form(None, &asked.accept).filter(|_| agreed)?;
        let Preferences { look, view, .. } =
            cookie(Name::Preferences).map(Preferences::from_code).unwrap_or_default();
        // Only HTML has a look.
        let look = if form == Form::Html { look } else { Look::default() };
        Some(Wish { path: asked.path.clone(), form, look, view })
    }

    fn is_usual(&self) -> bool {
        self.look == Look::default() && self.view == View::default()
    }
}

impl Kept {
    /// The answer to this wish, if it is kept.
    pub(crate) fn answer(&self, wish: &Wish) -> Option<Reply> {
        self.answers.read().unwrap_or_else(PoisonError::into_inner).get(wish).cloned()
    }

    /// Keeps an answer, if it is one for everyone. Where there is no room, those of preferences make it.
    pub(crate) fn keep(&self, wish: Wish, reply: &Reply) {
        if !reply.fixed || reply.private || !reply.set_cookies.is_empty() {
            return;
        }
        let mut answers = self.answers.write().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.retain(|wish, _| wish.is_usual());
        }
        answers.insert(wish, reply.clone());
    }

    /// Such a page with the parts of its document.
    pub(crate) fn part(
        &self,
        kind: Kind,
        service: &dyn Service,
        path: &[&str],
        config: &Config,
    ) -> Option<Arc<Part>> {
        if let Some(part) = self.parts.read().unwrap_or_else(PoisonError::into_inner).get(&kind) {
            return Some(part.clone());
        }
        let mut page = fixed(&kind, service, path, config)?;
        let frame = Frame { status: 200, address: kind.address.clone(), view: kind.view, ..Frame::default() };
        let nobody = Text::default();
        let who = if kind.signed_in { Who::Citizen(&nobody) } else { Who::Nobody };
        let parts = Parts::of(&reply::in_shell(&page, &frame, Look::default(), who));
        // What the frame says of a page it says by its head alone; the body would be kept twice.
        (page.body, page.actions) = (Vec::new(), Vec::new());
        let part = Arc::new(Part { page, parts });
        // Of who is not signed in the whole answer is kept, for nearly all.
        if !kind.signed_in {
            return Some(part);
        }
        self.parts.write().unwrap_or_else(PoisonError::into_inner).insert(kind, part.clone());
        Some(part)
    }
}

/// The page of a service at a path of its own, if it is a fixed one that everyone may see and that sends nothing.
pub(crate) fn fixed(kind: &Kind, service: &dyn Service, path: &[&str], config: &Config) -> Option<Page> {
    let mut page = service.fixed(kind.lang, path, config, kind.signed_in)?;
    if !config.pin {
        without_pin(&mut page);
    }
    // A form that is sent carries the token of a session.
    let everyones = !page.private && !sends(&page);
    everyones.then_some(Page { test_data: page.test_data || config.demo, ..page })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::services;

    #[test]
    fn every_fixed_page_is_everybody_s_and_sends_nothing() {
        let (kept, config) = (Kept::default(), Config::default());
        let mut fixed = 0;
        for (service, lang) in services::ALL.iter().flat_map(|service| Lang::ALL.map(|lang| (service, lang)))
        {
            for signed_in in [false, true] {
                let Some(page) = service.fixed(lang, &[], &config, signed_in) else { continue };
                let kind = Kind { lang, address: service.name().into(), view: View::default(), signed_in };
                let part = kept.part(kind, *service, &[], &config).unwrap();
                let address = service.name().to_owned();
                for name in ["Anna Prova", "D’Àmico <Prova>"] {
                    let token = signed_in.then(|| format!("token of {name}"));
                    let frame = Frame { status: 200, address: address.clone(), token, ..Frame::default() };
                    let name = Text::name(name).private();
                    let who = Some(&name).filter(|_| signed_in).into();
                    let html = |page: &Page, parts: Option<&Parts>| {
                        Reply::page(Form::Html, page, parts, &frame, Look::default(), (who, "")).body
                    };
                    assert_eq!(html(&part.page, Some(&part.parts)), html(&page, None), "{address}");
                }
                fixed += 1;
            }
        }
        assert!(fixed >= 2 * 3 * 7, "{fixed}");
    }

    #[test]
    fn where_there_is_no_room_the_usual_pages_stay() {
        let kept = Kept::default();
        let reply = Reply { fixed: true, ..Reply::default() };
        let wish = |n: usize, spell_codes| Wish {
            path: format!("/it/{n}"),
            form: Form::Html,
            look: Look::default(),
            view: View { spell_codes, ..View::default() },
        };
        kept.keep(wish(0, false), &reply);
        for n in 0..2 * MOST {
            kept.keep(wish(n, true), &reply);
        }
        assert!(kept.answer(&wish(0, false)).is_some() && kept.answer(&wish(0, true)).is_none());
        assert!(kept.answer(&wish(2 * MOST - 1, true)).is_some());
    }

    #[test]
    fn nothing_is_kept_that_is_of_somebody_or_sets_a_cookie() {
        let kept = Kept::default();
        let asked = |cookie: &str| Asked {
            method: "GET".into(),
            path: "/it/aiuto".into(),
            accept_language: "it".into(),
            cookie: cookie.into(),
            ..Asked::default()
        };
        let wish = |cookie: &str| Wish::of(&asked(cookie), false);
        assert_eq!(wish("sessione=x;"), None);
        assert_eq!(wish("preferenze=scuro.200.wide.3.30; sessione=;"), None);
        assert_ne!(wish("preferenze=scuro.200.wide.3.30;"), wish(""));
        assert_eq!(wish("dispositivo=x; lingua=it; preferenze=auto.100.normal.0.300"), wish(""));
        assert_eq!(Wish::of(&Asked { query: "x=1".into(), ..asked("") }, false), None);
        let everyone = Reply { fixed: true, ..Reply::default() };
        for other in [
            Reply { private: true, ..everyone.clone() },
            Reply { set_cookies: vec!["lingua=it".into()], ..everyone.clone() },
            Reply { fixed: false, ..everyone },
        ] {
            if let Some(wish) = wish("") {
                kept.keep(wish.clone(), &other);
                assert!(kept.answer(&wish).is_none(), "{other:?}");
            }
        }
    }
}
