//! The way in when too many come at once: who finds no place is told so, at once and at little cost.
//!
//! Without it every request would be begun and all would be late together; with it those who are in are answered as on
//! a quiet day, and the others know within milliseconds when to come again.
//!
//! **Invariant**: a place is taken when a request has arrived whole, so nobody holds one by sending slowly.

use std::sync::OnceLock;

use a11y::text::Lang;

use super::asked::Asked;
use super::cookies::{self, Name};
use super::errors::Problem;
use super::front::exact_lang;
use super::negotiate::{self, Form};
use super::reply::{self, Reply};
use super::shell::Who;
use crate::portal::Portal;

/// The page "very busy", to who has no session and to who has one, each made when it is first needed.
#[derive(Debug, Default)]
pub(crate) struct Busy([Made; 2]);

/// It in every language and form, for readers and for senders.
type Made = [OnceLock<Reply>; 2 * Form::ALL.len() * Lang::ALL.len()];

impl Busy {
    /// Tells one who found no place to come again, in their language.
    pub(crate) fn reply(&self, portal: &Portal, asked: &Asked) -> Reply {
        let lang = asked.path.split('/').nth(1).and_then(exact_lang).unwrap_or_else(|| {
            let cookie = cookies::find(&asked.cookie, Name::Language, portal.config.is_secure());
            negotiate::language(cookie, &asked.accept_language)
        });
        let plain = asked.query.split('&').any(|field| field == "come=testo");
        let form = negotiate::form(plain.then_some("testo"), &asked.accept).unwrap_or(Form::Html);
        let sending = asked.method == "POST";
        let who = asked.who(portal.config.is_secure());
        let make = || reply::bare_problem(portal, lang, Problem::Busy, form, sending, who);
        let [nobody, unknown] = &self.0;
        let made = if let Who::Unknown = who { unknown } else { nobody };
        match made.get((lang as usize * Form::ALL.len() + form as usize) * 2 + usize::from(sending)) {
            Some(ready) => ready.get_or_init(make).clone(),
            None => make(),
        }
    }
}
