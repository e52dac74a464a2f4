//! The portal's one page shell: the document around `<main>`, the same on every page and in every state.
//!
//! **Invariant**: no script and no inline style; the only request a page makes is for the style sheet.
//! **Invariant**: everything a reader can reach stands inside a named landmark, and help is always at one place.

mod look;
#[cfg(test)]
mod tests;

pub(crate) use look::{Look, Size, Spacing, Theme};

use super::forms::encode;
use super::reply::{self, AS_TEXT};
use crate::config::INSTITUTE;
use a11y::html::{Setting, href, main, window_title};
use a11y::ids;
use a11y::page::{Block, Frame, Link, Method, Page, Section, Target};
use a11y::plain::Site;
use a11y::text::{Lang, Text};
use a11y::values::line;
use maud::{DOCTYPE, Markup, html};

mod words {
    include!(concat!(env!("OUT_DIR"), "/words_shell.rs"));
}

/// The id of the foot, where the second skip link leads.
const FOOT: &str = "piede";

/// The heading over the end of the session.
const SESSION: &str = "sessione-titolo";

/// Who a page says is in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Who<'a> {
    /// Nobody.
    Nobody,
    /// The citizen of this name.
    Citizen(&'a Text),
    /// It was not looked up: the records are away, or there was no time for it.
    Unknown,
}

impl<'a> From<Option<&'a Text>> for Who<'a> {
    fn from(name: Option<&'a Text>) -> Who<'a> {
        name.map_or(Who::Nobody, Who::Citizen)
    }
}

/// A page and what the front door knows around it.
pub(crate) struct Shell<'a> {
    /// What the service answered.
    pub(crate) page: &'a Page,
    /// What of its document says nothing of anybody, where that is there already.
    pub(crate) parts: Option<&'a Parts>,
    /// Address, way back, token, end of the session.
    pub(crate) frame: &'a Frame,
    /// How the reader wishes pages to look.
    pub(crate) look: Look,
    /// The address of the style sheet, with its fingerprint.
    pub(crate) css: &'a str,
    /// Whose session it is.
    pub(crate) who: Who<'a>,
    /// What stands before a path of the portal in a whole address.
    pub(crate) root: &'a str,
}

/// Where head and foot of a page lead, besides to what is the same everywhere.
pub(crate) struct Ways {
    /// To this same page as plain text.
    pub(crate) plain_text: String,
    /// To this same page with its tables as lists, or as tables again.
    pub(crate) tables: String,
    /// To the form to report a problem; it names the page to come from, likewise.
    pub(crate) feedback_page: String,
    /// To the list of languages; it names the page to come back to only where that is harmless.
    pub(crate) language_page: String,
    /// To the reading preferences, likewise.
    pub(crate) preferences_page: String,
}

/// What of a document says nothing of anybody: the same for all who read its page in this language and view, where all of
/// them are in, or none is.
#[derive(Debug)]
pub(crate) struct Parts {
    title: String,
    skip: Markup,
    /// The head without whose session it is.
    head: Markup,
    /// Its `<main>`.
    pub(crate) main: Markup,
    foot: Markup,
}

impl Parts {
    /// Those of a page. Of its reader only whether they are in is looked at.
    pub(crate) fn of(shell: &Shell<'_>) -> Parts {
        let ways = reply::ways(shell.page, shell.frame);
        Parts {
            title: window_title(shell.page, shell.frame),
            skip: skip_links(shell),
            head: head(shell, &ways),
            main: main(shell.page, shell.frame),
            foot: footer(shell, &ways),
        }
    }
}

/// The whole HTML document.
pub(crate) fn document(shell: &Shell<'_>) -> String {
    match shell.parts {
        Some(parts) => put_together(shell, parts),
        None => put_together(shell, &Parts::of(shell)),
    }
}

fn put_together(shell: &Shell<'_>, parts: &Parts) -> String {
    let page = shell.page;
    let look = shell.look;
    let markup = html! {
        (DOCTYPE)
        html lang=(page.lang.code()) dir=(page.lang.dir())
            data-theme=[look.theme.attribute()] data-size=[look.size.attribute()]
            data-spacing=[look.spacing.attribute()] {
            head {
                meta charset="utf-8";
                title { (parts.title) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content=(look.theme.color_scheme());
                @if page.private { meta name="robots" content="noindex"; }
                link rel="stylesheet" href=(shell.css);
                // Without it every browser asks for /favicon.ico.
                link rel="icon" href="data:,";
            }
            body {
                (parts.skip)
                header {
                    (parts.head)
                    (whose(shell))
                }
                (back(shell))
                (parts.main)
                (session_end(shell))
                (parts.foot)
            }
        }
    };
    markup.into_string()
}

/// The page as plain text: who reads it so gets on from there by the links of header and foot.
pub(crate) fn plain(shell: &Shell<'_>) -> String {
    let (lang, to) = (shell.lang(), reply::ways(shell.page, shell.frame));
    let at = |words: Text, address: &str| Link::inside(words, address);
    let (mine, unknown) = match shell.who {
        Who::Citizen(_) => (Some(at(words::my_area(lang), &shell.at("area"))), None),
        // Where one is after it is text again.
        Who::Nobody => (
            Some(at(
                words::sign_in(lang),
                &shell.at(&format!("accedi?poi={}", encode(&format!("area?{AS_TEXT}")))),
            )),
            None,
        ),
        Who::Unknown => (None, Some(Block::from(words::unknown(lang)))),
    };
    // Text has no form: these lead to the page as a browser shows it.
    let usual = |words: Text, place: &str| {
        Link::to(words, Target::Outside(format!("{}{}{place}", shell.root, shell.frame.address)))
    };
    let first = [
        usual(words::usual_form(lang), ""),
        at(words::site_name(lang, INSTITUTE), &shell.at("")),
        help(shell),
        at(words::language(lang), &to.language_page),
        at(words::preferences(lang), &to.preferences_page),
    ];
    let last = [
        at(words::accessibility(lang), &shell.at("accessibilita")),
        at(words::feedback(lang), &to.feedback_page),
        at(words::privacy(lang), &shell.at("privacy")),
        at(words::contacts(lang), &shell.at("contatti")),
        at(words::site_map(lang), &shell.at("mappa")),
    ];
    // The button is a form's, which text has not: the link leads to it.
    let more_time = shell.frame.session_end.map(|_| usual(words::more_time(lang), &format!("#{SESSION}")));
    let links = more_time.into_iter().chain(first).chain(mine).chain(last).collect();
    let body = unknown.into_iter().chain([Block::Links(links)]).collect();
    let ways = Section { heading: words::foot_nav(lang), body };
    let back =
        shell.frame.back.as_ref().map(|back| Link { text: words::back(lang, &back.text), ..back.clone() });
    let frame = Frame { back, ..shell.frame.clone() };
    let site = Site { root: shell.root, stay: AS_TEXT, ways: &ways };
    a11y::plain::page(shell.page, &frame, Some(site))
}

impl Shell<'_> {
    fn lang(&self) -> Lang {
        self.page.lang
    }

    fn set(&self) -> Setting {
        Setting { lang: self.lang(), view: self.frame.view }
    }

    /// The name of a landmark: an attribute, so words alone.
    fn name(&self, words: fn(Lang) -> Text) -> String {
        line(&words(self.lang()), self.lang())
    }

    /// A page of the portal, in the page's language.
    fn at(&self, path: &str) -> String {
        format!("/{}/{path}", self.lang().code())
    }

    /// An item of a list of links.
    fn item(&self, words: &Text, address: &str) -> Markup {
        html! { li { a href=(address) { (self.set().bare(words)) } } }
    }

    fn token(&self) -> Markup {
        html! {
            @if let Some(token) = &self.frame.token { input type="hidden" name=(ids::TOKEN) value=(token); }
        }
    }
}

fn skip_links(shell: &Shell<'_>) -> Markup {
    let lang = shell.lang();
    html! {
        nav class="skip" aria-label=(shell.name(words::skip_nav)) {
            ul role="list" {
                (shell.item(&words::skip_content(lang), &format!("#{}", ids::CONTENT)))
                (shell.item(&words::skip_foot(lang), &format!("#{FOOT}")))
            }
        }
    }
}

fn head(shell: &Shell<'_>, ways: &Ways) -> Markup {
    let lang = shell.lang();
    html! {
        p class="institute" {
            a href=(shell.at("")) { (shell.set().bare(&words::site_name(lang, INSTITUTE))) }
            @if let Some(service) = shell.page.service.as_ref().filter(|s| **s != shell.page.title) {
                " " span class="service" { (shell.set().bare(service)) }
            }
        }
        nav aria-label=(shell.name(words::tools_nav)) {
            ul role="list" {
                li { (shell.set().link(&help(shell))) }
                (shell.item(&words::language(lang), &ways.language_page))
                (shell.item(&words::preferences(lang), &ways.preferences_page))
                (tables(shell, ways))
                @match shell.who {
                    Who::Citizen(_) => (shell.item(&words::my_area(lang), &shell.at("area"))),
                    Who::Nobody => (shell.item(&words::sign_in(lang), &shell.at("accedi"))),
                    // Neither is known to be true.
                    Who::Unknown => {}
                }
            }
        }
    }
}

/// Whose session it is, and its way out.
fn whose(shell: &Shell<'_>) -> Markup {
    let lang = shell.lang();
    html! {
        @match shell.who {
            Who::Citizen(name) => {
                form class="citizen" method="post" action=(shell.at("esci")) {
                    (shell.token())
                    span { (shell.set().bare(&words::signed_in(lang, name))) }
                    " "
                    button type="submit" class="secondary" { (shell.set().bare(&words::sign_out(lang))) }
                }
            }
            Who::Unknown => div class="citizen" { (shell.set().bare(&words::unknown(lang))) },
            Who::Nobody => {}
        }
    }
}

/// The way to read the tables of this page, if it has some, row by row, or back. It comes before them: a text browser that
/// cannot set a wide one into its lines runs the cells of a row together.
fn tables(shell: &Shell<'_>, ways: &Ways) -> Markup {
    let lang = shell.lang();
    let words = if shell.frame.view.tables_as_lists { words::as_tables(lang) } else { words::as_lists(lang) };
    html! {
        @if shell.page.has_table() {
            (shell.item(&words, &ways.tables))
        }
    }
}

/// The page's own help where it has one, in the one place of help.
fn help(shell: &Shell<'_>) -> Link {
    let own = shell.frame.help.as_ref().map(|help| help.to.clone());
    let to = own.unwrap_or_else(|| Target::Inside(shell.at("aiuto")));
    Link::to(words::help(shell.lang()), to)
}

/// Before `main`, so that the skip link passes it.
fn back(shell: &Shell<'_>) -> Markup {
    html! {
        @if let Some(back) = &shell.frame.back {
            nav class="back" aria-label=(shell.name(words::back_nav)) {
                a href=(href(&back.to)) { (shell.set().bare(&words::back(shell.lang(), &back.text))) }
            }
        }
    }
}

/// When the session ends, as a clock time in the text of the page: with no script nothing can warn later (WCAG 2.2.1).
fn session_end(shell: &Shell<'_>) -> Markup {
    let lang = shell.lang();
    let Some(time) = shell.frame.session_end else { return Markup::default() };
    let more_time = format!("{}?da={}", shell.at("sessione/tempo"), encode(&shell.frame.address));
    // The button belongs to the page's own form, so that what is typed travels along and comes back. A browser that
    // does not know these attributes (lynx, w3m) sends the small form alone and still holds what was typed.
    let typed = has_form(shell.page);
    html! {
        aside aria-labelledby=(SESSION) {
            h2 id=(SESSION) { (shell.set().bare(&words::session_heading(lang))) }
            p { (shell.set().text(&words::session_end(lang, time).then(shell.frame.session_fate.clone()))) }
            form method="post" action=(more_time) {
                (shell.token())
                button type="submit" class="secondary"
                    form=[typed.then_some(ids::FORM)] formaction=[typed.then_some(&more_time)] {
                    (shell.set().bare(&words::more_time(lang)))
                }
            }
        }
    }
}

/// The page has a form of its own that is sent.
fn has_form(page: &Page) -> bool {
    page.form.as_ref().is_some_and(|form| form.method == Method::Post)
}

/// Something is typed or chosen on the page that is not kept before it is sent.
pub(crate) fn takes_typing(page: &Page) -> bool {
    has_form(page) && !page.questions().is_empty()
}

/// What becomes of the answers when a session ends, where there are some; of those that were sent nothing is lost but the
/// page that says so.
pub(crate) fn session_fate(page: &Page, signed_in: bool, has_answers: bool) -> Text {
    let sent = page.body.iter().any(|block| matches!(block, Block::Confirmation(_)));
    match (signed_in, sent) {
        (true, _) => words::session_kept(page.lang),
        (false, true) => words::session_sent(page.lang),
        (false, false) if has_answers => words::session_lost(page.lang),
        (false, false) => Text::default(),
    }
}

fn footer(shell: &Shell<'_>, ways: &Ways) -> Markup {
    let lang = shell.lang();
    html! {
        footer id=(FOOT) tabindex="-1" {
            nav aria-label=(shell.name(words::foot_nav)) {
                ul role="list" {
                    (shell.item(&words::accessibility(lang), &shell.at("accessibilita")))
                    (shell.item(&words::feedback(lang), &ways.feedback_page))
                    (shell.item(&words::privacy(lang), &shell.at("privacy")))
                    (shell.item(&words::contacts(lang), &shell.at("contatti")))
                    (shell.item(&words::site_map(lang), &shell.at("mappa")))
                    (shell.item(&words::plain_text(lang), &ways.plain_text))
                }
            }
        }
    }
}
