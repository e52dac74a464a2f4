//! Pages that are made once: those of services which say the same to everyone who has no cookie, at any time.
//!
//! They are what people ask for first and again and again; kept as they were sent, packed too, they stay open when there
//! is no place for anything else.
//!
//! **Invariant**: only a public answer without a cookie is kept, to a question that held nothing but its address.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use super::front::{Asked, exact_lang};
use super::negotiate::{self, Form};
use super::reply::Reply;
use crate::services;

/// The pages kept so far, by form and path; no more than there are fixed pages.
#[derive(Debug, Default)]
pub(crate) struct Kept([RwLock<HashMap<String, Reply>>; Form::ALL.len()]);

impl Kept {
    /// The answer to a question like this one, if it is kept.
    pub(crate) fn find(&self, asked: &Asked) -> Option<Reply> {
        let pages = self.of(bare(asked)?)?;
        pages.read().unwrap_or_else(PoisonError::into_inner).get(&asked.path).cloned()
    }

    /// Keeps an answer, if it is one for everyone.
    pub(crate) fn keep(&self, asked: &Asked, reply: &Reply) {
        let for_everyone = reply.status == 200 && !reply.private && reply.set_cookies.is_empty();
        let fixed =
            || services::named(asked.path.split('/').nth(2).unwrap_or("")).is_some_and(|s| s.is_fixed());
        if let Some(pages) = bare(asked).filter(|_| for_everyone && fixed()).and_then(|form| self.of(form)) {
            pages.write().unwrap_or_else(PoisonError::into_inner).insert(asked.path.clone(), reply.clone());
        }
    }

    fn of(&self, form: Form) -> Option<&RwLock<HashMap<String, Reply>>> {
        self.0.get(form as usize)
    }
}

/// The form that is wanted of a reading by nobody known, in the language that its address and browser agree on.
fn bare(asked: &Asked) -> Option<Form> {
    let lang = asked.path.split('/').nth(1).and_then(exact_lang)?;
    let nobody =
        asked.method == "GET" && asked.query.is_empty() && asked.cookie.is_empty() && asked.signed.is_none();
    let agreed = nobody && negotiate::language(None, &asked.accept_language) == lang;
    negotiate::form(None, &asked.accept).filter(|_| agreed)
}
