//! The way in when too many come at once: who finds no place is told so, at once and at little cost.
//!
//! Without it every request would be begun and all would be late together; with it those who are in are answered as on
//! a quiet day, and the others know within milliseconds when to come again.
//!
//! **Invariant**: a place is taken when a request has arrived whole, so nobody holds one by sending slowly.

use std::sync::OnceLock;

use a11y::text::Lang;

use super::asked::Asked;
use super::errors::Problem;
use super::negotiate::Form;
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
        let secure = portal.config.is_secure();
        let make = || reply::bare_problem_for(portal, asked, Problem::Busy);
        let [nobody, unknown] = &self.0;
        let made = if let Who::Unknown = asked.who(secure) { unknown } else { nobody };
        let (lang, form) = (asked.lang(secure) as usize, asked.form() as usize);
        match made.get((lang * Form::ALL.len() + form) * 2 + usize::from(asked.sends())) {
            Some(ready) => ready.get_or_init(make).clone(),
            None => make(),
        }
    }
}
