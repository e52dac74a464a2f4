//! The screen's HTML: the portal's own blocks, and around them what a finger needs.
//!
//! **Invariant**: it is made from a [`Picture`] alone.

use a11y::html::{Setting, main};
use a11y::ids;
use a11y::page::{Action, Frame, Page, View};
use a11y::text::{Lang, Text};
use maud::{DOCTYPE, Markup, html};

use super::Press;
use crate::agent::command::{Keyboard, Keys, Look, Picture, capital};

mod words {
    //! The screen's own words.
    include!(concat!(env!("OUT_DIR"), "/words_screen.rs"));
}

/// A word of the screen's own, in each language.
type Word = fn(Lang) -> Text;

/// The place of the controls, whose ear reads them all.
pub(super) const CONTROLS: &str = "comandi";

/// The themes, by their number.
const THEMES: [&str; 4] = ["chiaro", "scuro", "alto-chiaro", "alto-scuro"];

/// What of the picture stands on the root of the document.
pub(super) fn root(picture: &Picture) -> [(&'static str, String); 6] {
    let Look { size, theme, low } = picture.look;
    let theme = THEMES.get(usize::from(theme)).copied().unwrap_or(THEMES[0]);
    [
        ("lang", picture.page.lang.code().to_owned()),
        ("dir", picture.page.lang.dir().to_owned()),
        ("data-theme", theme.to_owned()),
        ("data-size", size.to_string()),
        ("class", class(low && !picture.waiting, picture.ring).to_owned()),
        ("data-foglio", picture.number.to_string()),
    ]
}

/// What the style sheet knows of how it stands.
fn class(low: bool, ring: bool) -> &'static str {
    match (low, ring) {
        (true, true) => "low ring",
        (true, false) => "low",
        (false, true) => "ring",
        (false, false) => "",
    }
}

/// The name of the window; behind the curtain it tells nothing either.
pub(super) fn title(picture: &Picture) -> String {
    if picture.curtain {
        return line(words::curtain, picture.page.lang);
    }
    a11y::html::window_title(&picture.page, &picture.frame)
}

/// The whole document, for the browser's first look.
pub(super) fn document(picture: &Picture, millimetre: f64, press: Press) -> String {
    let [lang, dir, theme, size, class, number] = root(picture).map(|(_, value)| value);
    let caption = caption(picture);
    html! {
        (DOCTYPE)
        html lang=(lang) dir=(dir) data-theme=(theme) data-size=(size) class=(class) data-foglio=(number) {
            head {
                meta charset="utf-8";
                title { (title(picture)) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                // A browser that offers to translate lays its offer over the screen.
                meta name="google" content="notranslate";
                link rel="stylesheet" href="/stile.css";
                link rel="stylesheet" href=(format!("/misure.css?mm={millimetre}"));
                link rel="icon" href="data:,";
            }
            body {
                div id="foglio" data-focus=[&picture.focus] data-tenuta=(press.hold) data-ripeti=(press.repeat)
                    data-segni=(press.repeat_sign) {
                    (sheet(picture))
                }
                // While it says nothing the name of the counter has its place: what stands above it never moves.
                p id="didascalia" role="status" { (caption) }
                script src="/schermo.js" defer {}
            }
        }
    }
    .into_string()
}

/// What is said, each run in its own language and direction.
pub(super) fn caption(picture: &Picture) -> Markup {
    html! { @if let Some(said) = &picture.caption { (set(picture).bare(said)) } }
}

/// Everything inside the sheet.
pub(super) fn sheet(picture: &Picture) -> Markup {
    let lang = picture.page.lang;
    html! {
        @if picture.waiting {
            div class="still" {
                header class="band" {
                    p { (set(picture).bare(&words::name(lang))) }
                    @if picture.serves { (headphones()) }
                }
                (page(picture))
                footer class="controls every" {
                    // What does nothing is not offered.
                    @if picture.serves { (look(picture)) }
                    (button(picture, "personale", words::control_staff))
                }
            }
        } @else {
            @if picture.look.low { (sky(picture)) }
            (head(picture))
            @if picture.curtain {
                main class="curtain" {
                    h1 { (set(picture).bare(&words::curtain(lang))) }
                    p { (set(picture).text(&curtain_what(picture))) }
                }
            } @else {
                (page(picture))
                (ears(picture))
            }
            (here(picture))
            @match &picture.keyboard {
                Some(keyboard) if !picture.curtain => (keys(keyboard, picture)),
                _ => {},
            }
            (foot(picture))
            @if let Some(warning) = &picture.warning {
                div class="warning-bar" role="alertdialog" aria-labelledby="avviso" data-tocco="comando:resta" {
                    p id="avviso" { (set(picture).text(warning)) }
                    p { button type="button" id="resta" data-tocco="comando:resta" { (set(picture).bare(&words::control_stay(lang))) } }
                }
            }
        }
    }
}

/// Between the page and what can be done anywhere: what can be done with this page. Its values are covered or shown by one
/// button, and in the same place the whole page comes back from behind the curtain; one prints it, which at the end of a long
/// page nobody finds.
fn here(picture: &Picture) -> Markup {
    let lang = picture.page.lang;
    let (show, cover): (Word, Word) = (words::control_uncover, words::control_cover);
    html! {
        @if picture.curtain || picture.covered.is_some() || picture.prints {
            section class="covered" aria-label=(line(words::this_page, lang)) {
                @if picture.curtain {
                    (button(picture, "mostra", words::control_show))
                } @else {
                    @if let Some(covered) = picture.covered {
                        @let (now, then) = if covered { (show, cover) } else { (cover, show) };
                        (turning(picture, "mostra", now, Some(then), None))
                        @if covered { p { (set(picture).text(&words::covered(lang))) } }
                    }
                    @if picture.prints { (button(picture, "stampa", words::control_print)) }
                }
            }
        }
    }
}

/// How the page comes back, by why it went.
fn curtain_what(picture: &Picture) -> Text {
    let what = if picture.unplugged { words::curtain_unplugged } else { words::curtain_wanted };
    what(picture.page.lang)
}

/// The words alone.
fn line(word: Word, lang: Lang) -> String {
    a11y::values::line(&word(lang), lang)
}

/// Nobody has chosen a language yet: what stands around the page is to be understood in each.
fn in_every_language(picture: &Picture) -> bool {
    !picture.back
}

fn set(picture: &Picture) -> Setting {
    Setting { lang: picture.page.lang, view: View::default() }
}

/// The upper half of the low layout, which no hand reaches: whose counter this is, and where one is in it.
fn sky(picture: &Picture) -> Markup {
    let lang = picture.page.lang;
    let curtain = words::curtain(lang);
    let here = if picture.curtain { &curtain } else { &picture.page.title };
    html! {
        header class="sky" {
            p { (set(picture).bare(&words::name(lang))) }
            // The page has it as its heading, which eyes find here.
            p class="here" aria-hidden="true" { (set(picture).bare(here)) }
        }
    }
}

/// The page itself. A kiosk neither calls nor writes: a number is there to be read.
fn page(picture: &Picture) -> Markup {
    let view = View { only_read: true, ..picture.frame.view };
    main(&picture.page, &Frame { view, ..picture.frame.clone() })
}

/// How one reads: on every screen, in one place within low reach (EN 301 549, 8.3.2 and 8.3.3).
fn look(picture: &Picture) -> Markup {
    let (listen, quiet): (Word, Word) = (words::control_listen, words::control_quiet);
    let (now, then) = if picture.listening { (quiet, listen) } else { (listen, quiet) };
    html! {
        // With its ear or without, it has the same place.
        span class="listen" {
            (turning(picture, "ascolta", now, Some(then), Some(picture.listening)))
            @if !picture.waiting && shows_ears(picture) { (ear(CONTROLS, picture)) }
        }
        (button(picture, "misura", words::control_size))
        (button(picture, "colori", words::control_theme))
        (turning(picture, "basso", words::control_low, None, Some(picture.look.low)))
    }
}

/// How one reads every page, and in which language. It is drawn below the page, or under the sky of the low layout.
fn head(picture: &Picture) -> Markup {
    let every = in_every_language(picture);
    html! {
        nav class=(controls(every)) id=(CONTROLS) aria-label=(line(words::controls, picture.page.lang)) {
            (look(picture))
            // Where one chooses a language the page offers them.
            @if !every { (language(picture)) }
        }
    }
}

fn controls(every: bool) -> &'static str {
    if every { "controls every" } else { "controls" }
}

/// The parts of the page that have an ear, beside which the script keeps its place; and, for who listens by touch, the ears.
fn ears(picture: &Picture) -> Markup {
    html! {
        div class="ears" data-di=(picture.ears.join(" ")) {
            @if shows_ears(picture) { @for id in &picture.ears { (ear(id, picture)) } }
        }
    }
}

/// Whoever explores the screen by ear has them under the finger already.
fn shows_ears(picture: &Picture) -> bool {
    picture.listening && picture.explored.is_none()
}

/// It is a button of the page.
fn sends(page: &Page, id: &str) -> bool {
    let is = |(nth, action): (usize, &Action)| matches!(action, Action::Send(_)) && ids::action(nth) == id;
    id == ids::SUBMIT || page.actions.iter().enumerate().any(is)
}

/// Reads what it stands beside, and does nothing else. The script, which puts it there, adds the words of that to its name.
fn ear(of: &str, picture: &Picture) -> Markup {
    let lang = picture.page.lang;
    let own = format!("orecchio-{of}");
    let named = (of == CONTROLS).then(|| format!("{own} {of}"));
    // What sends often has the words of the heading over it.
    let listen: Word =
        if sends(&picture.page, of) { words::control_listen_command } else { words::control_listen };
    html! {
        button type="button" class="secondary ear" id=(own) data-tocco=(format!("orecchio:{of}"))
            aria-label=(line(listen, lang)) aria-labelledby=[named] {
            svg viewBox="0 0 24 24" aria-hidden="true" {
                path d="M3 9v6h4l6 5V4L7 9z" {}
                path class="wave" d="M16 8.5a5 5 0 0 1 0 7M18.5 5.5a9 9 0 0 1 0 13" {}
            }
        }
    }
}

/// Where one goes: back, to somebody who helps, and out.
fn foot(picture: &Picture) -> Markup {
    let every = in_every_language(picture);
    html! {
        footer class=(format!("{} foot", controls(every))) {
            @if picture.back {
                (button(picture, "indietro", words::control_back))
            }
            span class="turn" {
                (turn(picture, "su", "-1", words::control_up))
                (turn(picture, "giu", "1", words::control_down))
            }
            span class="end" {
                (button(picture, "aiuto", words::control_help))
                (button(picture, "personale", words::control_staff))
                (button(picture, "fine", words::control_end))
            }
            // Where the caption comes when something is said.
            p class="name" { (set(picture).bare(&words::name(picture.page.lang))) }
        }
    }
}

/// One way through a page that is longer than the screen; only the script knows whether it is, and turns it.
fn turn(picture: &Picture, name: &str, by: &str, word: Word) -> Markup {
    html! {
        button type="button" class="secondary" data-tocco=(format!("comando:{name}")) data-scorri=(by)
            aria-label=(line(word, picture.page.lang)) disabled { (icon(name)) }
    }
}

/// Whoever has chosen a language that they do not read finds the way out of it by a word in each other.
fn language(picture: &Picture) -> Markup {
    let lang = picture.page.lang;
    html! {
        button type="button" class="secondary" id="lingua" data-tocco="comando:lingua" {
            (set(picture).bare(&words::control_language(lang)))
            @if lang != Lang::It { " " span lang="it" dir="ltr" { "Lingua" } }
            @if lang != Lang::En { " " span lang="en" { "Language" } }
            @if lang != Lang::Ar { " " span lang="ar" dir="rtl" { (Lang::Ar.endonym()) } }
        }
    }
}

/// Headphones: how one begins without sight or letters.
fn headphones() -> Markup {
    html! {
        svg viewBox="0 0 48 48" aria-hidden="true" {
            path d="M8 30v-6a16 16 0 0 1 32 0v6" {}
            rect x="5" y="28" width="9" height="14" rx="4" {}
            rect x="34" y="28" width="9" height="14" rx="4" {}
        }
    }
}

fn button(picture: &Picture, name: &str, word: Word) -> Markup {
    turning(picture, name, word, None, None)
}

/// A button that may get another name when it is touched, and is as wide as the longer of the two. Before a language is
/// chosen it has a picture, and its name in each.
fn turning(picture: &Picture, name: &str, word: Word, then: Option<Word>, pressed: Option<bool>) -> Markup {
    let lang = picture.page.lang;
    let state = pressed.map(|pressed| if pressed { "true" } else { "false" });
    let other = |lang| then.map(|then| line(then, lang));
    let every = in_every_language(picture);
    html! {
        button type="button" class="secondary" id=(name) data-tocco=(format!("comando:{name}")) aria-pressed=[state]
            data-poi=[other(lang).filter(|_| !every)] {
            @if every {
                (icon(name))
                span class="words" {
                    @for own in std::iter::once(lang).chain(Lang::ALL.into_iter().filter(|own| *own != lang)) {
                        span lang=(own.code()) dir=(own.dir()) data-poi=[other(own)] { (line(word, own)) } " "
                    }
                }
            } @else { (set(picture).bare(&word(lang))) }
        }
    }
}

/// What a control does, in a picture: what of it is filled, and what is drawn.
fn icon(name: &str) -> Markup {
    let (filled, drawn) = match name {
        "ascolta" => ("M3 9v6h4l6 5V4L7 9z", "M16 8.5a5 5 0 0 1 0 7M18.5 5.5a9 9 0 0 1 0 13"),
        "misura" => ("", "M2 20L9 4l7 16M4.6 14h8.8M19.5 3v7M16 6.5h7"),
        "colori" => ("M12 3a9 9 0 0 1 0 18z", "M12 3a9 9 0 0 0 0 18a9 9 0 0 0 0-18"),
        "basso" => ("", "M12 2v13M6 9.5l6 6 6-6M3 21h18"),
        "aiuto" => (
            "",
            "M12 2a10 10 0 0 0 0 20a10 10 0 0 0 0-20M9 9.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17v1",
        ),
        "personale" => ("M12 2a5 5 0 0 0 0 10a5 5 0 0 0 0-10M2.5 22a9.5 9 0 0 1 19 0z", ""),
        "fine" => ("", "M4 4l16 16M20 4L4 20"),
        "mostra" => ("", "M2 12q10-14 20 0q-10 14-20 0zM12 9.5a2.5 2.5 0 0 0 0 5a2.5 2.5 0 0 0 0-5"),
        "su" => ("M12 5l10 13H2z", ""),
        "giu" => ("M12 19L2 6h20z", ""),
        _ => ("", ""),
    };
    html! {
        svg class="icon" viewBox="0 0 24 24" aria-hidden="true" { path d=(filled) {} path class="wave" d=(drawn) {} }
    }
}

/// Where the key of capitals stands among the signs of a keyboard.
const CAPITALS: char = '\u{21e7}';

/// The rows of each page of a keyboard: the first has what most words need.
fn pages(kind: Keys) -> &'static [&'static [&'static str]] {
    const LATIN: &[&str] = &["1234567890", "qwertyuiop", "asdfghjkl'", "\u{21e7}zxcvbnm,.", "àèéìòù-_/@"];
    const MORE: &[&str] =
        &["+()&!?:;", "áâãäåæçčć", "êëěęďđíîïğ", "óôõöøœñńňł", "ßśšşřťţýı", "\u{21e7}úûüžźż"];
    const ARABIC: &[&str] = &["1234567890", "ضصثقفغعهخحج", "شسيبلاتنمكط", "ئءؤرىةوزظدذ", "أإآ"];
    match kind {
        Keys::Digits => &[&["123", "456", "789"]],
        Keys::Money => &[&["123", "456", "789", "0,"]],
        Keys::Code => &[&["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"]],
        Keys::Text => &[LATIN, MORE],
        Keys::Arabic => &[ARABIC, LATIN, MORE],
    }
}

/// The keyboard on the screen; of a secret only the count is shown.
fn keys(keyboard: &Keyboard, picture: &Picture) -> Markup {
    let lang = keyboard.lang;
    let pages = pages(keyboard.kind);
    let rows = pages[keyboard.layer % pages.len()];
    let text = matches!(keyboard.kind, Keys::Text | Keys::Arabic);
    let class = match keyboard.kind {
        Keys::Digits | Keys::Money => "keys digits",
        Keys::Code | Keys::Text | Keys::Arabic => "keys",
    };
    html! {
        section class=(class) aria-label=(line(words::keyboard, lang)) dir="ltr" {
            p dir=(lang.dir()) {
                (set(picture).bare(&words::typing(lang, &keyboard.label)))
                @if let Some(count) = keyboard.secret { " " (("\u{25cf}").repeat(count)) }
            }
            @for row in rows {
                div {
                    @for sign in row.chars() {
                        @if sign == CAPITALS { (capitals(keyboard)) } @else {
                            button type="button" data-tocco=(format!("segno:{sign}")) {
                                (if keyboard.capital { capital(sign) } else { sign })
                            }
                        }
                    }
                }
            }
            div {
                @if text {
                    button type="button" data-tocco="segno: " { (set(picture).bare(&words::space(lang))) }
                    button type="button" data-tocco="comando:segni" {
                        @match (keyboard.kind, rows) {
                            // From Arabic letters to Latin ones, and back after their rarer signs.
                            (Keys::Arabic, rows) if rows == pages[0] => span lang="it" dir="ltr" { "abc" },
                            (Keys::Arabic, rows) if rows == pages[pages.len() - 1] => span lang="ar" dir="rtl" { "أبج" },
                            _ => (set(picture).bare(&words::signs(lang))),
                        }
                    }
                }
                button type="button" data-tocco="cancella" { (set(picture).bare(&words::erase(lang))) }
                // Where everybody knows it from a telephone.
                @if keyboard.kind == Keys::Digits { button type="button" data-tocco="segno:0" { "0" } }
                button type="button" data-tocco="comando:fatto" { (set(picture).bare(&words::done(lang))) }
                @if keyboard.kind != Keys::Digits { (send(keyboard, picture)) }
            }
            @if keyboard.kind == Keys::Digits && keyboard.send.is_some() { div { (send(keyboard, picture)) } }
        }
    }
}

/// Turns the letters of all keys to capitals and back; what it says is what it does, what it does is seen on the keys.
fn capitals(keyboard: &Keyboard) -> Markup {
    let lang = keyboard.lang;
    let what: Word = if keyboard.capital { words::small } else { words::capitals };
    html! {
        button type="button" class=[keyboard.capital.then_some("large")] data-tocco="comando:maiuscole"
            aria-label=(line(what, lang)) {
            svg viewBox="0 0 24 24" aria-hidden="true" { path d="M12 3l9 9.5h-5V21H8v-8.5H3z" {} }
        }
    }
}

/// Sends the page, for who does not reach its own button.
fn send(keyboard: &Keyboard, picture: &Picture) -> Markup {
    html! {
        @if let Some(send) = &keyboard.send {
            button type="button" class="send" data-tocco=(format!("parte:{}", ids::SUBMIT)) { (set(picture).bare(send)) }
        }
    }
}
