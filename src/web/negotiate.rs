//! Chooses the language and the form of an answer from what the request says it can take.

use a11y::page::{Envelope, WIRE_VERSION};
use a11y::text::Lang;

/// The forms a page can be answered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// For a browser.
    Html,
    /// Words in lines of 80 columns.
    Plain,
    /// The page itself, for a kiosk.
    Json,
}

impl Form {
    /// Every form, each at its own number.
    pub(crate) const ALL: [Form; 3] = [Form::Html, Form::Plain, Form::Json];
}

/// The language for an address without one: by cookie, else by `Accept-Language`, else Italian.
pub(crate) fn language(cookie: Option<&str>, accept: &str) -> Lang {
    let by_range = |range: &str| Lang::from_code(range.split(';').next().unwrap_or("").trim());
    cookie.and_then(Lang::from_code).or_else(|| best(accept, by_range)).unwrap_or(Lang::It)
}

/// The form of the answer, by the page's `?come=` and the request's `Accept`; `None` if none of ours is taken.
pub(crate) fn form(come: Option<&str>, accept: &str) -> Option<Form> {
    if come == Some("testo") {
        return Some(Form::Plain);
    }
    if accept.trim().is_empty() {
        return Some(Form::Html);
    }
    best(accept, |range| {
        let mut parts = range.split(';').map(str::trim);
        match parts.next()?.to_ascii_lowercase().as_str() {
            "text/html" | "text/*" | "*/*" | "application/xhtml+xml" => Some(Form::Html),
            "text/plain" => Some(Form::Plain),
            Envelope::MEDIA_TYPE => {
                let version = parts.find_map(|part| part.strip_prefix("version="));
                let known = version.is_none_or(|v| v.parse() == Ok(WIRE_VERSION));
                known.then_some(Form::Json)
            }
            _ => None,
        }
    })
}

/// Whether an answer may be packed with gzip, by the request's `Accept-Encoding` (RFC 9110, 12.5.3).
pub(crate) fn takes_gzip(accept_encoding: &str) -> bool {
    let codings = accept_encoding.split(',').filter(|range| liking(range) > 0);
    let mut names = codings.filter_map(|range| range.split(';').next());
    names.any(|name| name.trim().eq_ignore_ascii_case("gzip"))
}

/// The best-liked of a header's ranges that `known` takes; of equally liked ones the first.
fn best<T>(header: &str, known: impl Fn(&str) -> Option<T>) -> Option<T> {
    let mut found: Option<(u32, T)> = None;
    for range in header.split(',') {
        let liking = liking(range);
        if liking == 0 || found.as_ref().is_some_and(|(most, _)| *most >= liking) {
            continue;
        }
        if let Some(value) = known(range.trim()) {
            found = Some((liking, value));
        }
    }
    found.map(|(_, value)| value)
}

/// The `q` of a range in thousandths (RFC 9110, 12.4.2); 1000 where it has none or an unreadable one.
fn liking(range: &str) -> u32 {
    let q = range
        .split(';')
        .map(str::trim)
        .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let number = q.and_then(|q| q.parse::<f64>().ok()).unwrap_or(1.0).clamp(0.0, 1.0);
    // From 0 to 1000, so the cast is exact.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let thousandths = (number * 1000.0).round() as u32;
    thousandths
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_asked_there_is_a_language_and_at_most_a_form(
            cookie in proptest::option::of(any::<String>()),
            header in r"[ -~]{0,60}|(it|en|ar|de|text/html|text/plain|\*/\*)(;q=[0-9.e-]{0,6})?(, ?[a-z*/;=.0-9-]{0,20}){0,3}",
        ) {
            let lang = language(cookie.as_deref(), &header);
            if let Some(known) = cookie.as_deref().and_then(Lang::from_code) {
                prop_assert_eq!(lang, known);
            }
            let _ = form(None, &header);
            prop_assert_eq!(form(Some("testo"), &header), Some(Form::Plain));
        }

        #[test]
        fn what_is_liked_most_is_given(html in 1_u32..1000, plain in 1_u32..1000) {
            let header = format!("text/html;q={}, text/plain;q={}", f64::from(html) / 1000.0, f64::from(plain) / 1000.0);
            let wanted = if plain > html { Form::Plain } else { Form::Html };
            prop_assert_eq!(form(None, &header), Some(wanted));
        }
    }

    #[test]
    fn browsers_lynx_and_kiosks_get_what_they_ask_for() {
        let firefox = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        let lynx = "text/html, text/plain, text/sgml, text/css, application/xhtml+xml, */*;q=0.01";
        assert_eq!(form(None, firefox), Some(Form::Html));
        assert_eq!(form(None, lynx), Some(Form::Html));
        assert_eq!(form(None, "text/plain"), Some(Form::Plain));
        assert_eq!(form(Some("testo"), firefox), Some(Form::Plain));
        assert_eq!(form(None, "application/vnd.sportello.page+json;version=1"), Some(Form::Json));
        assert_eq!(form(None, "application/vnd.sportello.page+json; version=9"), None);
        assert_eq!(form(None, "image/png"), None);
        assert_eq!(form(None, "text/html;q=0, text/plain"), Some(Form::Plain));
        assert_eq!(form(None, "text/html;Q=0, text/plain"), Some(Form::Plain));
        assert_eq!(form(None, ""), Some(Form::Html));
    }

    #[test]
    fn gzip_is_sent_to_who_names_it_and_does_not_refuse_it() {
        for takes in ["gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.5", "identity,gzip ; q=0.1"] {
            assert!(takes_gzip(takes), "{takes}");
        }
        for refuses in ["", "gzip;q=0", "gzip;Q=0", "br, gzip; q=0.0", "x-gzip", "deflate", "*;q=0"] {
            assert!(!takes_gzip(refuses), "{refuses}");
        }
    }

    #[test]
    fn the_language_is_the_cookies_then_the_browsers_then_italian() {
        assert_eq!(language(Some("ar"), "en"), Lang::Ar);
        assert_eq!(language(Some("xx"), "fr, en;q=0.5, it;q=0.2"), Lang::En);
        assert_eq!(language(None, "ar-EG,ar;q=0.9"), Lang::Ar);
        assert_eq!(language(None, "de"), Lang::It);
        assert_eq!(language(None, ";;;,q=,="), Lang::It);
    }
}
