//! A letter on paper: in 18-point print, or in 12-point print with tables; who writes, the address for the envelope's window, a QR with its address in words.
//!
//! **Invariant**: the QR carries an address and nothing else; by itself it opens nothing.

use maud::{DOCTYPE, Markup, html};
use qrcode::{Color, QrCode};

use super::{Setting, main, window_title};
use crate::page::{Frame, Page, View};
use crate::text::{Lang, Text};
use crate::values;

/// Large print: whoever needs it reads lists rather than tables.
const LARGE: &str = "html{font-size:18pt}h1{font-size:24pt}h2{font-size:20pt}h3,h4,h5,h6{font-size:18pt}";

/// Ordinary print, in whose tables nothing is broken over two sheets but between rows, and no amount or heading within: only what
/// is told in words gives way, and has room for the longest of them.
const ORDINARY: &str = "html{font-size:12pt}h1{font-size:17pt}h2{font-size:14pt}h3,h4,h5,h6{font-size:12pt}\
table{width:100%;line-height:1.25}th,td{padding:1mm}th,.num{overflow-wrap:normal}td:not(.num){min-width:4cm}td bdi[dir]{white-space:normal}tr{break-inside:avoid}.num{text-align:end}caption{text-align:start;font-weight:700}";

/// Black on white, one column, and above it who writes and the address, which is on the same side in every language, for the
/// envelope's window is there (`docs/letters.md`). A value goes on in the next line only where it is longer than one. None of
/// the characters that HTML escapes.
const STYLE: &str = "@page{size:A4;margin:20mm}\
html{font-family:Verdana,'DejaVu Sans',sans-serif;line-height:1.5;color:#000;background:#fff}\
body{max-width:17cm;margin:0 auto;overflow-wrap:anywhere}h1{line-height:1.3}h1,h2,h3,h4,h5,h6{break-after:avoid}\
header{line-height:1.2}header div[dir]{min-height:30.5mm}header p{margin:0}header p:first-child{font-weight:700}\
address{font-style:normal;line-height:1.1;width:80mm;min-height:41mm;margin-left:auto}bdi[dir]{white-space:nowrap}footer bdi[dir]{white-space:normal}\
p.code,.secret section:first-of-type bdi{font-size:32pt;font-weight:700}figure{margin:1cm 0;break-inside:avoid}svg{display:block;width:4.5cm;height:4.5cm}\
table{border-collapse:collapse}th,td{text-align:start;padding:2mm;border-bottom:1pt solid #000}";

/// What a letter is made of.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// What it says.
    pub page: &'a Page,
    /// Its first section is a code that only it tells: the largest thing on the sheet.
    pub code: bool,
    /// In large print, with lists in place of tables.
    pub large: bool,
    /// Who writes and how to reach them, one line each.
    pub sender: &'a [Text],
    /// Name and address, one line each, as an envelope shows them.
    pub address: &'a [String],
    /// The page of the portal it leads to.
    pub url: &'a str,
    /// The words before that address.
    pub open: &'a Text,
    /// What the QR is, in words.
    pub qr: &'a Text,
}

/// The letter as an HTML document that needs nothing else.
pub fn print(letter: &Letter<'_>) -> String {
    let page = letter.page;
    let lang = page.lang;
    let view = View { tables_as_lists: letter.large, only_read: true, ..View::default() };
    let frame = Frame { view, ..Frame::default() };
    let set = Setting { lang, view: frame.view };
    let document = html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=(lang.dir()) {
            head {
                meta charset="utf-8";
                title { (window_title(page, &frame)) }
                style { (STYLE) (if letter.large { LARGE } else { ORDINARY }) }
            }
            body class=[letter.code.then_some("secret")] {
                header {
                    div dir=(lang.dir()) { @for line in letter.sender { p { (set.bare(line)) } } }
                    address lang=(Lang::It.code()) dir=(Lang::It.dir()) {
                        @for line in letter.address { div { (line) } }
                    }
                }
                (main(page, &frame))
                footer {
                    @if let Some(drawn) = drawn(letter.url, letter.qr, lang) { figure { (drawn) } }
                    p { (set.text(letter.open)) " " bdi dir="ltr" { (letter.url) } }
                }
            }
        }
    };
    document.into_string()
}

/// The QR of an address, with the quiet zone of four modules (ISO/IEC 18004); `None` if it does not fit one.
fn drawn(url: &str, name: &Text, lang: Lang) -> Option<Markup> {
    let qr = QrCode::new(url).ok()?;
    let width = qr.width();
    let dark = qr.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path: String = dark.map(|(n, _)| format!("M{} {}h1v1h-1z", n % width + 4, n / width + 4)).collect();
    let side = width + 8;
    Some(html! {
        svg role="img" aria-label=(values::line(name, lang)) viewBox=(format!("0 0 {side} {side}")) {
            path d=(path) {}
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    /// What a telephone reads in the QR of a letter.
    fn scanned(text: &str) -> String {
        /// Of a telephone's picture, for each module.
        const PIXELS: usize = 4;
        let between = |start: &str, end: &str| text.split(start).nth(1).unwrap().split(end).next().unwrap();
        let side: usize = between("viewBox=\"0 0 ", " ").parse().unwrap();
        let module = |drawn: &str| {
            let (x, y) = drawn.strip_suffix("h1v1h-1z").unwrap().split_once(' ').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        };
        let dark: std::collections::HashSet<(usize, usize)> =
            between("<path d=\"M", "\"").split('M').map(module).collect();
        let paint = |x, y| if dark.contains(&(x / PIXELS, y / PIXELS)) { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side * PIXELS, side * PIXELS, paint);
        let found = picture.detect_grids();
        assert_eq!(found.len(), 1);
        found[0].decode().unwrap().1
    }

    #[test]
    fn it_is_large_has_its_address_and_a_qr_that_has_a_name() {
        let page = Page::new(Lang::Ar, Text::plain("عنوان"));
        let address = ["Anna <Prova>".to_owned(), "Via dei Mille 12".to_owned()];
        let (open, qr, sender) = (Text::plain("افتح"), Text::plain("رمز"), [Text::plain("INPS")]);
        let url = "https://sportello.example/ar/pin/attivazione";
        let (sender, address) = (sender.as_slice(), address.as_slice());
        let text = print(&Letter {
            page: &page,
            code: true,
            large: true,
            sender,
            address,
            url,
            open: &open,
            qr: &qr,
        });
        for part in [
            "html{font-size:18pt}",
            "<body class=\"secret\">",
            "'DejaVu Sans'",
            "dir=\"rtl\"",
            "<header><div dir=\"rtl\"><p>INPS</p></div><address",
            "Anna &lt;Prova&gt;",
            "role=\"img\" aria-label=\"رمز\"",
            "<bdi dir=\"ltr\">https://sportello.example/ar/pin/attivazione</bdi>",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("<script") && !text.contains("<a "));
        assert_eq!(scanned(&text), url, "it leads where the words beside it say");
    }

    #[test]
    fn no_heading_is_smaller_than_what_stands_under_it() {
        let size = |style: &str, element: &str| -> f32 {
            let rule = style.split('}').find_map(|rule| {
                let (elements, style) = rule.split_once('{')?;
                elements.split(',').any(|named| named == element).then_some(style)
            });
            let size = rule.and_then(|style| style.split(';').find_map(|set| set.strip_prefix("font-size:")));
            size.unwrap_or_else(|| panic!("no size of {element}")).trim_end_matches("pt").parse().unwrap()
        };
        for (style, text) in [(LARGE, 18.0), (ORDINARY, 12.0)] {
            let sizes = ["h1", "h2", "h3", "h4", "h5", "h6", "html"].map(|element| size(style, element));
            let sorted = sizes.is_sorted_by(|above, below| above >= below);
            assert!(sorted && (sizes[6] - text).abs() < 0.1, "{sizes:?}");
        }
    }

    #[test]
    fn an_address_too_long_for_a_qr_is_still_printed() {
        let page = Page::new(Lang::It, Text::plain("Lettera"));
        let (words, url) = (Text::plain("Apri"), format!("https://example.org/{}", "a".repeat(4000)));
        let (page, url) = (&page, url.as_str());
        let (open, qr) = (&words, &words);
        let letter = Letter { page, code: false, large: true, sender: &[], address: &[], url, open, qr };
        let text = print(&letter);
        assert!(!text.contains("class=") && text.contains(url) && !text.contains("<svg"));
    }
}
