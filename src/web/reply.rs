//! What goes back: status, headers and body, before it is put on the wire.

use std::sync::{Arc, LazyLock, OnceLock};

use a11y::page::{Envelope, Frame, Page, WIRE_VERSION};
use a11y::text::Lang;
use actix_web::web::Bytes;
use sha2::{Digest, Sha256};

use super::asked::Asked;
use super::errors::Problem;
use super::forms;
use super::negotiate::Form;
use super::shell::{self, Look, Parts, Shell, Ways, Who};
use crate::portal::Portal;
use crate::seal::hex;
use crate::services::{self, Channel, File, about, sign_in};

/// A body packed once for all who share it; nothing inside if it cannot be.
pub(crate) type Packed = Arc<OnceLock<Option<Bytes>>>;

/// An answer, ready to be put on the wire; copies of it share what is large.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reply {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The media type of the body.
    pub(crate) media_type: &'static str,
    /// The body.
    pub(crate) body: Bytes,
    /// The body packed, once somebody has taken it so.
    pub(crate) packed: Packed,
    /// The language of the body.
    pub(crate) lang: Option<Lang>,
    /// Where to go instead.
    pub(crate) location: Option<String>,
    /// Headers `Set-Cookie`.
    pub(crate) set_cookies: Vec<String>,
    /// Never to be kept by anyone on the way.
    pub(crate) private: bool,
    /// Kept by browsers for good: an asset whose address is its fingerprint.
    pub(crate) immutable: bool,
    /// Seconds after which to try again.
    pub(crate) retry_after: Option<u32>,
    /// The methods an address takes.
    pub(crate) allow: Option<&'static str>,
    /// The name under which a file is to be saved.
    pub(crate) file_name: Option<String>,
    /// A page that says the same to everyone, of whom there may be something in its frame alone.
    pub(crate) fixed: bool,
}

/// The style sheet and its address, which is its fingerprint.
pub(crate) static STYLE: LazyLock<(String, &'static str)> = LazyLock::new(|| {
    let digest = Sha256::digest(a11y::html::STYLE.as_bytes());
    (format!("/s/{}.css", hex(&digest[..6])), a11y::html::STYLE.as_str())
});

const HTML: &str = "text/html; charset=utf-8";
const PLAIN: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/vnd.sportello.page+json; version=1";
// A new version of the wire format is a new media type.
const _: () = assert!(WIRE_VERSION == 1);

impl Reply {
    /// A page in the form that was asked for; with the parts of its document that are there already.
    pub(crate) fn page(
        form: Form,
        page: &Page,
        parts: Option<&Parts>,
        frame: &Frame,
        look: Look,
        (who, root): (Who<'_>, &str),
    ) -> Reply {
        let shell = Shell { parts, root, ..in_shell(page, frame, look, who) };
        let (media_type, body): (_, Bytes) = match form {
            Form::Html => (HTML, shell::document(&shell).into()),
            Form::Plain => (PLAIN, shell::plain(&shell).into()),
            Form::Json => {
                let envelope = Envelope { version: WIRE_VERSION, frame: frame.clone(), page: page.clone() };
                (JSON, serde_json::to_vec(&envelope).unwrap_or_default().into())
            }
        };
        let (status, lang) = (frame.status, Some(page.lang));
        Reply { status, media_type, body, lang, private: page.private, ..Reply::default() }
    }

    /// "See there": what a form is answered with.
    pub(crate) fn see(to: &str) -> Reply {
        Reply { status: 303, location: Some(to.to_owned()), private: true, ..Reply::default() }
    }

    /// A file to save.
    pub(crate) fn file(file: File) -> Reply {
        Reply {
            status: 200,
            media_type: file.media_type,
            body: file.bytes.into(),
            private: true,
            file_name: Some(file.name),
            ..Reply::default()
        }
    }

    /// A few words for machines.
    pub(crate) fn words(status: u16, words: &str) -> Reply {
        Reply {
            status,
            media_type: PLAIN,
            body: Bytes::copy_from_slice(words.as_bytes()),
            private: true,
            ..Reply::default()
        }
    }
}

/// In the query of a page that is to be answered as plain text.
pub(crate) const AS_TEXT: &str = "come=testo";

/// The address of the preferences.
const PREFERENCES: &str = "preferenze";

/// The value of `?come=` that shows tables as lists, whatever the preferences say.
pub(crate) const AS_LISTS: &str = "elenchi";

/// The value of `?come=` that shows them as tables, likewise.
pub(crate) const AS_TABLES: &str = "tabelle";

/// The whole HTML document of a page.
pub(crate) fn document(page: &Page, frame: &Frame, look: Look, who: Who<'_>) -> String {
    shell::document(&in_shell(page, frame, look, who))
}

/// A page and what is around it, of which nothing is made yet.
pub(crate) fn in_shell<'a>(page: &'a Page, frame: &'a Frame, look: Look, who: Who<'a>) -> Shell<'a> {
    Shell { page, parts: None, frame, look, css: &STYLE.0, who, root: "" }
}

/// Where head and foot of a page lead.
pub(super) fn ways(page: &Page, frame: &Frame) -> Ways {
    let and = if frame.address.contains('?') { '&' } else { '?' };
    let other = if frame.view.tables_as_lists { AS_TABLES } else { AS_LISTS };
    let path = frame.address.split('?').next().unwrap_or("");
    let here = path.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
    // They lead back here; the query comes along only where it is what was searched, for it may be somebody's words.
    let searched = Some(page).filter(|page| !page.private).and_then(|_| searched(here, &frame.address));
    let kept = searched.or_else(|| onward(here, &frame.address)).or_else(|| came_from(here, &frame.address));
    let kept = kept.or_else(|| impersonal_query(&frame.address));
    let back = kept.map_or_else(|| here.to_owned(), |query| format!("{here}?{query}"));
    let from = |back: &str, name: &str| match back {
        "" => services::path(page.lang, name),
        back if here == name => services::path(page.lang, back),
        back => format!("{}?da={}", services::path(page.lang, name), forms::encode(back)),
    };
    // The list of languages says there what becomes of what is typed here.
    let typed = if shell::takes_typing(page) { about::FORM } else { "" };
    let languages = match from(&back, "lingua") {
        list if list.contains('?') => list + typed,
        list => list,
    };
    Ways {
        plain_text: format!("{}{and}{AS_TEXT}", frame.address),
        tables: format!("{}{and}come={other}", frame.address),
        language_page: languages,
        preferences_page: from(&back, PREFERENCES),
        feedback_page: from(&impersonal(here), "segnala"),
    }
}

/// What of the query of a private page comes along: that its citizen came from the review to change an answer, and goes
/// back there; that they were sent back to mend one.
fn impersonal_query(address: &str) -> Option<String> {
    let (came, mend) = (format!("da={}", services::conversation::REVIEW), services::form::MEND_FIELD);
    let (_, query) = address.split_once('?')?;
    query.split('&').find(|field| [came.as_str(), mend].contains(field)).map(str::to_owned)
}

/// Where the sign-in at this address leads, as its query, if that is a page of ours: one chose a language on the way there. That
/// one was sent back to it comes along.
fn onward(path: &str, address: &str) -> Option<String> {
    let (_, query) = address.split_once('?').filter(|_| path.split('/').next() == Some(sign_in::NAME))?;
    let fields = forms::parse(query.as_bytes()).ok()?;
    let next = fields.get(sign_in::NEXT).and_then(sign_in::Next::parse)?;
    let mut kept = format!("{}={}", sign_in::NEXT, forms::encode(next.as_path()));
    if fields.get(services::form::MENDED).is_some() {
        kept = format!("{kept}&{}", services::form::MEND_FIELD);
    }
    about::own_address(&format!("{path}?{kept}")).is_some().then_some(kept)
}

/// The page one came to the preferences from, as their query: they lead back there in another language too.
fn came_from(path: &str, address: &str) -> Option<String> {
    let (_, query) = address.split_once('?').filter(|_| path == PREFERENCES)?;
    let fields = forms::parse(query.as_bytes()).ok()?;
    let there = fields.get("da").and_then(about::own_address).filter(|there| !there.is_empty())?;
    let kept = format!("da={}", forms::encode(there));
    about::own_address(&format!("{path}?{kept}")).is_some().then_some(kept)
}

/// What was searched at this address, as a query, if its service has public searches.
fn searched(path: &str, address: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let service = services::named(path.split('/').next()?)?;
    let kept: Vec<&str> = query.split('&').filter(|field| !field.starts_with("come=")).collect();
    let kept = Some(kept.join("&")).filter(|kept| service.searches() && !kept.is_empty())?;
    about::own_address(&format!("{path}?{kept}")).is_some().then_some(kept)
}

/// A path without the numbers of drafts and cases: a report names nobody.
fn impersonal(path: &str) -> String {
    let digits = |segment: &str| segment.bytes().filter(u8::is_ascii_digit).count();
    path.split('/').filter(|segment| digits(segment) <= 4).collect::<Vec<_>>().join("/")
}

/// From `/` to the front page in a language, in the form that was asked for.
pub(crate) fn to_front_page(lang: Lang, asked: &Asked) -> Reply {
    let mut to = services::path(lang, "");
    if asked.query.split('&').any(|field| field == AS_TEXT) {
        to.push('?');
        to.push_str(AS_TEXT);
    }
    Reply { status: 302, location: Some(to), ..Reply::default() }
}

/// The page of a problem of this request, for which not even a session could be looked up.
pub(crate) fn bare_problem_for(portal: &Portal, asked: &Asked, problem: Problem) -> Reply {
    let secure = portal.config.is_secure();
    // One that is kept for all who come next is told as in a browser.
    let at_kiosk = asked.signed.is_some() && problem != Problem::Busy;
    let channel = if at_kiosk { Channel::Kiosk } else { Channel::Web };
    let told = (channel, asked.sends());
    bare_problem(portal, asked.lang(secure), problem, asked.form(), told, asked.who(secure))
}

/// The same, told in a language and a form, at a door and to one who `sends`.
pub(crate) fn bare_problem(
    portal: &Portal,
    lang: Lang,
    problem: Problem,
    form: Form,
    told: (Channel, bool),
    who: Who<'_>,
) -> Reply {
    let mut page = problem.page(lang, &portal.config, told, "");
    page.test_data = portal.config.demo;
    let frame = Frame {
        status: problem.status(),
        address: services::path(lang, ""),
        languages: Lang::ALL.to_vec(),
        ..Frame::default()
    };
    let mut reply = Reply::page(form, &page, None, &frame, Look::default(), (who, portal.config.root()));
    reply.private = true;
    if matches!(problem, Problem::Busy | Problem::NoRecords) {
        reply.retry_after = Some(super::errors::RETRY_AFTER);
    }
    reply
}

/// The browser and its system in a few words, for the list of one's sessions. Only names from these lists are kept.
pub(crate) fn browser_name(user_agent: &str) -> String {
    const BROWSERS: [(&str, &str); 8] = [
        ("Lynx", "Lynx"),
        ("w3m", "w3m"),
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrom", "Chrome"),
        ("Safari", "Safari"),
        ("edbrowse", "edbrowse"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let named = |list: &[(&str, &'static str)]| {
        list.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    [named(&BROWSERS), named(&SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
