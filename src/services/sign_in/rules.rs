//! Where a sign-in may lead, and what may have become of a try.

use std::fmt;

use a11y::text::{Lang, Text};

use crate::citizen::worded::secret_digits;
use crate::clock::Moment;
use crate::services::conversation::{Answers, digits};
use crate::services::form::OUTCOME;
use crate::services::{Service, named};

/// A page of the portal to go to after signing in: a path without its language, with an optional query.
///
/// Never another site: only segments of letters, digits and hyphens, and a query of such names and values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(String);

impl Next {
    /// Reads `/it/estratto-conto/2024` or `estratto-conto/2024`; `None` if it is no path of ours.
    pub fn parse(text: &str) -> Option<Next> {
        if text.len() > 200 {
            return None;
        }
        let local = match text.strip_prefix('/') {
            Some(rest) => {
                let (lang, rest) = rest.split_once('/')?;
                Lang::ALL.into_iter().find(|known| known.code() == lang)?;
                rest
            }
            None => text,
        };
        let (path, query) = local.split_once('?').map_or((local, None), |(path, query)| (path, Some(query)));
        let word =
            |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let pair = |pair: &str| pair.split_once('=').is_some_and(|(name, value)| word(name) && word(value));
        let ours = path.split('/').all(word) && query.is_none_or(|query| query.split('&').all(pair));
        ours.then(|| Next(local.to_owned()))
    }

    /// The path and its query.
    pub fn as_path(&self) -> &str {
        &self.0
    }

    /// The path, for the front door.
    pub fn into_path(self) -> String {
        self.0
    }

    /// The service that is there; `None` where none is.
    pub fn service(&self) -> Option<&'static dyn Service> {
        named(self.segments().next()?)
    }

    /// What is there, by the name its service gives it; `None` where no service is.
    pub fn called(&self, lang: Lang) -> Option<Text> {
        let path: Vec<&str> = self.segments().skip(1).collect();
        Some(self.service()?.page_called(lang, &path))
    }

    /// The path in its segments, without the query.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('?').next().unwrap_or_default().split('/')
    }

    /// As the query of the sign-in page.
    pub fn as_query(&self) -> String {
        format!("?poi={}", self.0.replace('?', "%3F").replace('=', "%3D").replace('&', "%26"))
    }
}

/// What became of a try, as it is stored until the page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No PIN was typed.
    PinMissing,
    /// Not as many digits as wanted, but so many; or something else among them.
    PinLength(i64),
    /// The number of a request, where its two codes were wanted.
    RequestNumber,
    /// Fiscal code and PIN do not belong together, whichever of them it is.
    Wrong,
    /// Too many wrong tries: not before then.
    Wait(Moment),
}

impl Outcome {
    /// What is wrong with a secret before any try: nothing, or not so many digits.
    pub fn unread(typed: &str, count: usize) -> Option<Outcome> {
        match secret_digits(typed, count) {
            Some(_) => None,
            None if typed.is_empty() => Some(Outcome::PinMissing),
            None => {
                let typed = digits(typed).chars().filter(char::is_ascii_digit).count();
                Some(Outcome::PinLength(i64::try_from(typed).unwrap_or(i64::MAX)))
            }
        }
    }

    /// Until when the form of these stored answers must wait, if that is not over.
    pub fn waits(stored: &Answers, now: Moment) -> Option<Moment> {
        match stored.get(OUTCOME).and_then(Outcome::parse) {
            Some(Outcome::Wait(until)) if until > now => Some(until),
            _ => None,
        }
    }

    /// Reads what [`fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Outcome> {
        Some(match text {
            "pin-missing" => Outcome::PinMissing,
            "request-number" => Outcome::RequestNumber,
            "wrong" => Outcome::Wrong,
            _ => match text.strip_prefix("pin-length-") {
                Some(typed) => Outcome::PinLength(typed.parse().ok()?),
                None => Outcome::Wait(Moment(text.strip_prefix("wait-")?.parse().ok()?)),
            },
        })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::PinMissing => f.write_str("pin-missing"),
            Outcome::PinLength(typed) => write!(f, "pin-length-{typed}"),
            Outcome::RequestNumber => f.write_str("request-number"),
            Outcome::Wrong => f.write_str("wrong"),
            Outcome::Wait(until) => write!(f, "wait-{}", until.0),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_leads_only_inside() {
        assert_eq!(Next::parse("/it/estratto-conto/2024").unwrap().into_path(), "estratto-conto/2024");
        assert_eq!(
            Next::parse("estratto-conto?anno=2024").unwrap().as_query(),
            "?poi=estratto-conto%3Fanno%3D2024"
        );
        for elsewhere in [
            "",
            "/",
            "//",
            "//example.org",
            "/it",
            "/it/",
            "/xx/area",
            "https://example.org",
            "\\\\example.org",
            "area/../x",
            "area//x",
            "/it//example.org",
            "area?x",
            "area#x",
            "area\r\nSet-Cookie: a=b",
            "area?a=%0a",
        ] {
            assert_eq!(Next::parse(elsewhere), None, "{elsewhere:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_leads_on_is_plain(text in "[/a-z?=&%.:\\\\-]{0,30}|\\PC{0,40}") {
            if let Some(next) = Next::parse(&text) {
                prop_assert!(next.as_path().bytes().all(|b| b.is_ascii_alphanumeric() || b"-/?=&".contains(&b)));
                prop_assert!(!next.as_path().starts_with('/') && !next.as_path().contains("//"));
            }
        }

        #[test]
        fn outcomes_read_back(until in 0_i64..i64::MAX) {
            for outcome in [Outcome::Wait(Moment(until)), Outcome::PinLength(until)] {
                prop_assert_eq!(Outcome::parse(&outcome.to_string()), Some(outcome));
            }
        }
    }
}
