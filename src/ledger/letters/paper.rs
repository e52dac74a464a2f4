//! A letter on paper: in print of two sizes with a QR, text ready for a braille embosser, or the script of a call.
//!
//! Each is made from the letter's Page by the same renderings as every other page.

use a11y::page::{Block, Frame, List, Page, Section, View};
use a11y::text::{Lang, Span, Text};
use jiff::civil::Date;

use super::braille::{CELLS, LINES, wrapped};
use super::{Delivery, Letter, words};
use crate::config::{Config, INSTITUTE};

/// The ending and the bytes of a letter's file.
pub(super) fn write(letter: &Letter, config: &Config, today: Date) -> (&'static str, Vec<u8>) {
    let page = whole(letter, today);
    let (url, sender) = (config.public_url.as_str(), sender(page.lang, config));
    match letter.delivery {
        Delivery::Print | Delivery::Letter => ("html", print(letter, &page, &sender, url).into_bytes()),
        Delivery::Braille => ("txt", braille(letter, &leading(letter, page, url), &sender).into_bytes()),
        Delivery::Call => ("call.txt", call(letter).into_bytes()),
    }
}

/// Who writes: the institute and its office, and how to reach them.
fn sender(lang: Lang, config: &Config) -> [Text; 3] {
    [
        words::sender(lang, INSTITUTE),
        words::sender_phone(lang, &config.phone, &config.phone_mobile),
        words::sender_mail(lang, &config.mail),
    ]
}

/// The letter's page with its date, its greeting and its code, before everything else.
fn whole(letter: &Letter, today: Date) -> Page {
    let mut page = letter.body.clone();
    let lang = page.lang;
    let name = letter.address.lines.first().map_or("", String::as_str);
    let greeting = Block::Paragraph(words::greeting(lang, name).private());
    // A letter queued by an earlier version greets by itself.
    if page.body.first().is_some_and(|begins| in_words(begins, lang) == in_words(&greeting, lang)) {
        page.body.remove(0);
    }
    let mut first = vec![Block::Paragraph(words::written(lang, today)), greeting];
    if let Some(secret) = &letter.secret {
        let code = Text::from(Span::Code(secret.clone())).private();
        first.push(Block::Section(Section { heading: words::code(lang), body: vec![code.into()] }));
    }
    page.body.splice(0..0, first);
    page
}

/// What a paragraph reads; `None` for anything else.
fn in_words(block: &Block, lang: Lang) -> Option<String> {
    match block {
        Block::Paragraph(text) => Some(a11y::values::line(text, lang)),
        _ => None,
    }
}

fn view() -> Frame {
    Frame { view: View { tables_as_lists: true, ..View::default() }, ..Frame::default() }
}

/// Where the QR leads: a page to sign in or to activate the PIN. It carries no code and opens nothing by itself.
fn leads_to(letter: &Letter, public_url: &str) -> String {
    let page = if letter.kind == "pin" { "pin/attivazione" } else { "accedi" };
    format!("{}/{}/{page}", public_url.trim_end_matches('/'), letter.body.lang.code())
}

/// The page with the address it leads to at its end, where no QR stands.
fn leading(letter: &Letter, page: Page, public_url: &str) -> Page {
    let open = words::open(page.lang);
    page.say(open).say(Text::plain(leads_to(letter, public_url)))
}

fn print(letter: &Letter, page: &Page, sender: &[Text], public_url: &str) -> String {
    let lang = page.lang;
    let (open, qr) = (words::address(lang), words::qr(lang));
    let url = leads_to(letter, public_url);
    let address = letter.address.lines.as_slice();
    let code = letter.secret.is_some();
    let large = letter.delivery != Delivery::Print;
    a11y::letter::print(&a11y::letter::Letter {
        page,
        code,
        large,
        sender,
        address,
        url: &url,
        open: &open,
        qr: &qr,
    })
}

/// Text for an embosser's translation program: lines of 40 cells, sheets of 25 lines, a form feed between. What a line of the
/// text begins with stands before each line it is cut into, and an item goes on two cells further in.
fn braille(letter: &Letter, page: &Page, sender: &[Text]) -> String {
    let address = letter.address.lines.join("\n");
    let text =
        format!("{}\n\n{address}\n\n{}", in_lines(sender, page.lang), a11y::plain::unwrapped(page, &view()));
    // An embosser has no use for the signs that keep directions apart on a screen.
    let text: String = text.chars().filter(|c| !crate::places::is_invisible(*c)).collect();
    let cut: Vec<String> = text.lines().flat_map(|line| in_cells(line, page.lang)).collect();
    let sheets: Vec<String> = cut.chunks(LINES).map(|sheet| sheet.join("\n")).collect();
    format!("{}\n", sheets.join("\n\u{c}"))
}

/// A line cut into lines of a braille sheet.
fn in_cells(line: &str, lang: Lang) -> Vec<String> {
    let words = line.trim_start();
    let begins = line.len() - words.len();
    let number = words.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let is_item = words.starts_with("- ") || (number.len() < words.len() && number.starts_with(". "));
    let further = if is_item { 2 } else { 0 };
    let cut = wrapped(words, CELLS - begins - further, lang).into_iter().enumerate();
    let blanks = |n: usize| " ".repeat(if n == 0 { begins } else { begins + further });
    cut.map(|(n, line)| format!("{}{line}", blanks(n)).trim_end().to_owned()).collect()
}

/// The script of who calls, in their own language: make sure who answers, read the code twice, leave nothing on a machine.
/// Below it what is read out, in the language of the request: a letter is made for eyes, this for ears.
fn call(letter: &Letter) -> String {
    let (desk, lang) = (Lang::It, letter.body.lang);
    let phone = letter.address.phone.as_deref().unwrap_or("");
    let name = letter.address.lines.first().map_or("", String::as_str);
    let mut items =
        vec![words::call_whom(desk, name, phone), words::call_begin(desk, INSTITUTE), words::call_who(desk)];
    items.extend(asked(&letter.body).map(|(day, number)| words::call_asked(desk, day, number)));
    items.extend([words::call_alone(desk), words::call_read(desk), words::call_after(desk)]);
    let script = Page::new(desk, words::call_title(desk))
        .with(List { ordered: true, items })
        .say(words::call_say(desk, lang.code()));
    let mut read = letter.body.clone();
    if let Some(code) = &letter.secret {
        let twice = [words::call_code(lang, code), words::call_again(lang, code)];
        read.body.splice(0..0, twice.map(|text| Block::Paragraph(text.private())));
    }
    [script, read].map(|page| a11y::plain::page(&page, &view(), None)).join("\n")
}

/// Day and number of the request that a letter answers, as it tells them: what who calls must know in their own language.
fn asked(page: &Page) -> Option<(Date, &str)> {
    page.body.iter().find_map(|block| {
        let Block::Paragraph(text) = block else { return None };
        let day = text.spans().iter().find_map(|span| match span {
            Span::Date(day) => Some(*day),
            _ => None,
        });
        let number = text.spans().iter().find_map(|span| match span {
            Span::Code(number) => Some(number.as_str()),
            _ => None,
        });
        day.zip(number)
    })
}

fn in_lines(texts: &[Text], lang: Lang) -> String {
    texts.iter().map(|text| a11y::values::isolated(text, lang)).collect::<Vec<_>>().join("\n")
}
