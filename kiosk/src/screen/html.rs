//! The screen's HTML: the portal's own blocks, and around them what a finger needs.
//!
//! **Invariant**: it is made from a [`Picture`] alone.

use a11y::html::{Setting, main};
use a11y::ids;
use a11y::page::{Frame, View};
use a11y::text::{Lang, Text};
use maud::{DOCTYPE, Markup, html};

use super::Press;
use crate::agent::command::{Keyboard, Keys, Look, Picture, capital};

mod words {
    //! The screen's own words.
    include!(concat!(env!("OUT_DIR"), "/words_screen.rs"));
}

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
        ("class", if low && !picture.waiting { "low" } else { "" }.to_owned()),
        ("data-foglio", picture.number.to_string()),
    ]
}

/// The name of the window; behind the curtain it tells nothing either.
pub(super) fn title(picture: &Picture) -> String {
    if picture.curtain {
        return a11y::values::line(&words::curtain(picture.page.lang), picture.page.lang);
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
                footer class="controls" {
                    // What does nothing is not offered.
                    @if picture.serves { (look(picture)) }
                    (button(picture, "personale", &words::control_staff(lang), None))
                }
            }
        } @else {
            @if picture.look.low { (sky(picture)) }
            (head(picture))
            @if picture.curtain {
                main class="curtain" {
                    h1 { (set(picture).bare(&words::curtain(lang))) }
                    p { (set(picture).text(&curtain_what(picture))) }
                    p { (button(picture, "mostra", &words::control_show(lang), None)) }
                }
            } @else {
                (page(picture))
                (ears(picture))
                (here(picture))
            }
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
/// button; one prints it, which at the end of a long page nobody finds.
fn here(picture: &Picture) -> Markup {
    let lang = picture.page.lang;
    let (show, cover) = (words::control_uncover(lang), words::control_cover(lang));
    html! {
        @if picture.covered.is_some() || picture.prints {
            section class="covered" aria-label=(a11y::values::line(&words::this_page(lang), lang)) {
                @if let Some(covered) = picture.covered {
                    @let (now, then) = if covered { (show, cover) } else { (cover, show) };
                    (turning(picture, "mostra", &now, Some(&then), None))
                    @if covered { p { (set(picture).text(&words::covered(lang))) } }
                }
                @if picture.prints { (button(picture, "stampa", &words::control_print(lang), None)) }
            }
        }
    }
}

/// How the page comes back, by why it went.
fn curtain_what(picture: &Picture) -> Text {
    let what = if picture.unplugged { words::curtain_unplugged } else { words::curtain_wanted };
    what(picture.page.lang)
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
    let lang = picture.page.lang;
    let (listen, quiet) = (words::control_listen(lang), words::control_quiet(lang));
    let (now, then) = if picture.listening { (quiet, listen) } else { (listen, quiet) };
    html! {
        // With its ear or without, it has the same place.
        span class="listen" {
            (turning(picture, "ascolta", &now, Some(&then), Some(picture.listening)))
            @if !picture.waiting && shows_ears(picture) { (ear(CONTROLS, picture)) }
        }
        (button(picture, "misura", &words::control_size(lang), None))
        (button(picture, "colori", &words::control_theme(lang), None))
        (button(picture, "basso", &words::control_low(lang), Some(picture.look.low)))
    }
}

/// How one reads every page, and in which language. It is drawn below the page, or under the sky of the low layout.
fn head(picture: &Picture) -> Markup {
    let lang = picture.page.lang;
    html! {
        nav class="controls" id=(CONTROLS) aria-label=(a11y::values::line(&words::controls(lang), lang)) {
            (look(picture))
            (language(picture))
        }
    }
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

/// Reads what it stands beside, and does nothing else.
fn ear(of: &str, picture: &Picture) -> Markup {
    let lang = picture.page.lang;
    let own = format!("orecchio-{of}");
    html! {
        button type="button" class="secondary ear" id=(own) data-tocco=(format!("orecchio:{of}"))
            aria-label=(a11y::values::line(&words::control_listen(lang), lang)) aria-labelledby=(format!("{own} {of}")) {
            svg viewBox="0 0 24 24" aria-hidden="true" {
                path d="M3 9v6h4l6 5V4L7 9z" {}
                path class="wave" d="M16 8.5a5 5 0 0 1 0 7M18.5 5.5a9 9 0 0 1 0 13" {}
            }
        }
    }
}

/// Where one goes: back, to somebody who helps, and out.
fn foot(picture: &Picture) -> Markup {
    let lang = picture.page.lang;
    html! {
        footer class="controls foot" {
            @if picture.back {
                (button(picture, "indietro", &words::control_back(lang), None))
            } @else {
                // What stands beside it never moves.
                button type="button" class="secondary nowhere" disabled { (set(picture).bare(&words::control_back(lang))) }
            }
            span class="turn" {
                (turn("-1", &words::control_up(lang), picture))
                (turn("1", &words::control_down(lang), picture))
            }
            span class="end" {
                (button(picture, "aiuto", &words::control_help(lang), None))
                (button(picture, "personale", &words::control_staff(lang), None))
                (button(picture, "fine", &words::control_end(lang), None))
            }
            // Where the caption comes when something is said.
            p class="name" { (set(picture).bare(&words::name(lang))) }
        }
    }
}

/// One way through a page that is longer than the screen; only the script knows whether it is.
fn turn(by: &str, label: &Text, picture: &Picture) -> Markup {
    html! { button type="button" class="secondary" data-scorri=(by) disabled { (set(picture).bare(label)) } }
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

fn button(picture: &Picture, name: &str, label: &Text, pressed: Option<bool>) -> Markup {
    turning(picture, name, label, None, pressed)
}

/// A button that may get another name when it is touched, and is as wide as the longer of the two.
fn turning(
    picture: &Picture,
    name: &str,
    label: &Text,
    then: Option<&Text>,
    pressed: Option<bool>,
) -> Markup {
    let state = pressed.map(|pressed| if pressed { "true" } else { "false" });
    let then = then.map(|then| a11y::values::line(then, picture.page.lang));
    html! {
        button type="button" class="secondary" id=(name) data-tocco=(format!("comando:{name}")) aria-pressed=[state]
            data-poi=[then] { (set(picture).bare(label)) }
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
        section class=(class) aria-label=(a11y::values::line(&words::keyboard(lang), lang)) dir="ltr" {
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
                    button type="button" data-tocco="comando:segni" { (set(picture).bare(&words::signs(lang))) }
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
    let what = if keyboard.capital { words::small(lang) } else { words::capitals(lang) };
    html! {
        button type="button" class=[keyboard.capital.then_some("large")] data-tocco="comando:maiuscole"
            aria-label=(a11y::values::line(&what, lang)) {
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
