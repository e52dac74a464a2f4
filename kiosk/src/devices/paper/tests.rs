//! What is printed is what is heard and shown: the last links of a chain, each judged by who shares nothing with it.
//!
//! A Page is made once; screen, voice and paper are three renderings of it, and none is made from another. For every page of
//! every service, in Italian, English and Arabic:
//! - **shown = Page**: the judge reads the HTML back (`a11y/src/tree`, `src/web/tests.rs`);
//! - **heard = printed**: the words of `a11y::speech` are those of `a11y::receipt`, and the other way (`src/web/receipt_tests.rs`);
//!   and both are, in order, those of the screen (`src/web/paper_tests.rs`), which keeps the lines in `tests/paper`;
//! - **lines = bytes**: what the driver makes of these lines, read by the simulator's decoder, which shares no table with it
//!   (`simulator::roll`), is the same lines in letters or the picture of their words (here);
//! - **picture = words**: what is drawn, in Arabic and in large print, is read by Tesseract, on a page of each service
//!   ([`pictures`]);
//! - and all of it at once, at a kiosk before a real portal: what was heard is on the screen and on the paper
//!   (`tests/kiosk/visits.rs`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod at_work;
mod pictures;

use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

use a11y::page::{Confirmation, Frame, Page as Sheet, Summary, SummaryRow};
use a11y::receipt::{self, Align, Begins, Size, Weight};
use a11y::text::{Cents, Direction, Lang, Span, Text};
use jiff::civil::{date, time};
use proptest::prelude::*;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::*;
use crate::simulator::printer;
use crate::simulator::roll::{self, Part, Picture, Roll};

const LINK: &str = "https://sportello.example/it/accedi?pratica=AN4059281";

fn line(text: &str, lang: Lang) -> Line {
    Line {
        text: text.to_owned(),
        weight: Weight::Normal,
        size: Size::Single,
        align: receipt::Align::Start,
        lang,
        direction: lang.direction(),
        begins: Begins::Anew,
    }
}

/// What is printed below a piece.
fn broken() -> Line {
    receipt::note(&Text::plain("Ricevuta interrotta"), Lang::It)
}

fn settings() -> Settings {
    Settings::new(Port::Tcp("127.0.0.1:9".into()))
}

fn job(id: u64, lines: Vec<Line>) -> Job {
    Job { id, lines, link: None, large: false, broken: broken() }
}

/// What the driver made of the job, as it stands on the paper.
fn on_paper(job: &Job) -> Roll {
    let bytes = bytes(job, &settings());
    for at in bytes.windows(2) {
        assert!(at[0] != 0x10 || !matches!(at[1], 0x04 | 0x05 | 0x14), "a command that is obeyed at once");
    }
    let roll = roll::decode(&bytes);
    assert_eq!(roll.faults, []);
    assert_eq!(roll.parts.last(), Some(&Part::Cut));
    roll
}

fn pictures(roll: &Roll) -> Vec<&Picture> {
    roll.parts.iter().filter_map(|part| if let Part::Picture(it) = part { Some(it) } else { None }).collect()
}

/// The receipt of something that was sent, with what occurs in one: prices, dates, codes, names.
fn receipt_of(lang: Lang, words: [&'static str; 6], columns: Columns) -> Vec<Line> {
    let [title, label, next, caption, name, amount] = words.map(Text::plain);
    let sent = Confirmation {
        protocol: "AN4059281".into(),
        label,
        date: date(2026, 3, 27),
        time: time(8, 30, 0, 0),
        next: vec![next],
    };
    let pair = |label, value| SummaryRow { label, value, change: None };
    let rows = vec![
        pair(name, Text::from(Span::Foreign(Lang::It, "Noemi Mariani".into()))),
        pair(amount, Text::from(Span::Money(Cents(1_234_567)))),
    ];
    let page = Sheet::new(lang, title).with(sent).with(Summary { caption, rows });
    receipt::page(&page, &Frame::default(), columns)
}

fn italian() -> Vec<Line> {
    let words = [
        "Domanda inviata",
        "Numero di protocollo",
        "Riceverai la lettera entro 15 giorni all’indirizzo che ci hai dato: sarà così, perché è già lì.",
        "Che cosa hai scritto",
        "Datore di lavoro",
        "Quanto è dovuto",
    ];
    receipt_of(Lang::It, words, Columns::C48)
}

fn english() -> Vec<Line> {
    let words = [
        "Sent",
        "Protocol number",
        "You will get a “letter” within 15 days – it’s free.",
        "What you wrote",
        "Employer",
        "Due",
    ];
    receipt_of(Lang::En, words, Columns::C48)
}

fn arabic() -> Vec<Line> {
    let words = [
        "تم إرسال الطلب",
        "رقم البروتوكول",
        "سوف تستلم الرسالة خلال خمسة عشر يوما في العنوان الذي كتبته",
        "ما كتبته",
        "صاحب العمل",
        "المبلغ المستحق",
    ];
    receipt_of(Lang::Ar, words, Columns::C48)
}

#[test]
fn what_is_on_the_paper_is_the_receipt() {
    for lines in [italian(), english()] {
        let roll = on_paper(&job(1, lines.clone()));
        let texts: Vec<_> = roll
            .parts
            .iter()
            .filter_map(|it| if let Part::Text(it) = it { Some(it) } else { None })
            .collect();
        assert_eq!(pictures(&roll), Vec::<&Picture>::new());
        assert_eq!(roll.text(), lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>());
        for (printed, line) in texts.iter().zip(&lines).filter(|(_, line)| !line.text.is_empty()) {
            assert_eq!(printed.mode.bold, line.weight == Weight::Bold, "{line:?}");
            let times = if line.size == Size::Double { 2 } else { 1 };
            assert_eq!((printed.mode.wide, printed.mode.high), (times, times), "{line:?}");
            assert_eq!(printed.align == roll::Align::Centre, line.align == Align::Centre, "{line:?}");
        }
    }
}

/// The points of a text that is drawn alone, in rows of so many.
fn picture_of(lines: &[Line], width: usize) -> Vec<u8> {
    let roll = roll::decode(&bytes(&job(1, lines.to_vec()), &settings()));
    let Some(picture) = pictures(&roll).first().copied() else { return Vec::new() };
    let (own, wide) = (picture.width / 8, width / 8);
    let row = |row: &[u8]| [row, &vec![0; wide.saturating_sub(own)][..]].concat();
    picture.bits.chunks(own).flat_map(row).collect()
}

/// Requires these lines on the paper, in this order and nothing else: each in letters or, where the printer has none for
/// it, as the picture of its text in its place, point by point. How many are pictures, or which line is not there.
fn stands(roll: &Roll, lines: &[Line]) -> Result<usize, String> {
    let mut parts =
        roll.parts.iter().filter(|part| matches!(part, Part::Text(_) | Part::Picture(_))).peekable();
    let mut drawn = 0;
    // The rows of the picture that one is in: pictures below each other are one.
    let (mut width, mut rows) = (0, Vec::new());
    for lines in lines.chunk_by(|_, next| next.begins != Begins::Anew) {
        let letters = matches!(parts.peek(), Some(Part::Text(text)) if text.text == lines[0].text);
        if letters && rows.is_empty() {
            for line in lines {
                let next = parts.next();
                if !matches!(next, Some(Part::Text(text)) if text.text == line.text) {
                    return Err(format!("«{}» is not on the paper, but {next:?}", line.text));
                }
            }
            continue;
        }
        // Right to left all is drawn.
        if lines.iter().all(|line| line.lang != Lang::Ar && line.text.is_ascii()) {
            return Err(format!("«{}» is not on the paper, but {:?}", lines[0].text, parts.peek()));
        }
        if let (true, Some(Part::Picture(picture))) = (rows.is_empty(), parts.peek()) {
            (width, rows) = (picture.width, picture.bits.clone());
            parts.next();
        }
        let of_text = picture_of(lines, width);
        if of_text.is_empty() || !rows.starts_with(&of_text) {
            return Err(format!("«{}» is not what is drawn", lines[0].text));
        }
        rows.drain(..of_text.len());
        drawn += 1;
    }
    if !rows.is_empty() {
        return Err("more is drawn than there is in the receipt".to_owned());
    }
    parts.next().map_or(Ok(drawn), |part| Err(format!("{part:?} is on the paper and not in the receipt")))
}

#[test]
fn what_is_on_the_paper_of_any_page_of_the_gallery_is_its_receipt_line_by_line() {
    let mut drawn = 0;
    for example in a11y::html::examples() {
        for columns in [Columns::C48, Columns::C42] {
            let lines = receipt::page(&example.page, &example.frame, columns);
            let found = stands(&on_paper(&job(1, lines.clone())), &lines);
            drawn += found.unwrap_or_else(|fault| panic!("{}: {fault}", example.name));
        }
    }
    assert!(drawn > 0, "Arabic is drawn");
}

/// The receipts of every page of every service, as the portal's tests keep them: which page, and its lines.
fn receipts() -> Vec<(String, Vec<Line>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/paper");
    let mut receipts = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let lang = Lang::from_code(name.rsplit('.').next().unwrap()).unwrap();
        let kept = std::fs::read_to_string(&path).unwrap();
        let (_, kept) = kept.split_once("\n---\n").unwrap();
        for receipt in kept.split("=== ").skip(1) {
            let (state, lines) = receipt.split_once('\n').unwrap();
            let lines = lines.trim_end().split('\n').map(|text| line(text, lang)).collect();
            receipts.push((format!("{name} {state}"), lines));
        }
    }
    receipts
}

#[test]
fn what_is_on_the_paper_of_any_page_of_any_service_is_its_receipt_line_by_line() {
    let receipts = receipts();
    assert!(receipts.len() > 100, "{}", receipts.len());
    for (nth, (name, lines)) in receipts.iter().enumerate() {
        let roll = on_paper(&job(1, lines.clone()));
        if let Err(fault) = stands(&roll, lines) {
            panic!("{name}: {fault}");
        }
        // And it would be found: a line that is lost, on each page another.
        let printed = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.lang != Lang::Ar && line.text.is_ascii() && !line.text.is_empty());
        let Some((lost, _)) = printed.cycle().nth(nth) else { continue };
        let fewer: Vec<Line> = [&lines[..lost], &lines[lost + 1..]].concat();
        assert!(stands(&roll, &fewer).is_err(), "{name}: more than «{}»", lines[lost].text);
        assert!(stands(&on_paper(&job(1, fewer)), lines).is_err(), "{name}: lost «{}»", lines[lost].text);
    }
}

#[test]
fn every_character_of_every_page_comes_out_as_itself() {
    for page in [Page::Pc437, Page::Pc850, Page::Pc858, Page::Wpc1252] {
        let number = match page {
            Page::Pc437 => 0,
            Page::Pc850 => 2,
            Page::Pc858 => 19,
            Page::Wpc1252 => 16,
        };
        let settings = Settings { pages: vec![Slot { page, number }], ..settings() };
        let has = |sign: &char| page.encode(&sign.to_string()).is_some();
        let all: Vec<char> = ('!'..='\u{ffff}').filter(|sign| has(sign)).collect();
        assert!(all.len() > 210, "{page:?}: {}", all.len());
        let lines: Vec<Line> = all
            .chunks(40)
            .map(|signs| line(&format!("-{}-", signs.iter().collect::<String>()), Lang::It))
            .collect();
        let roll = roll::decode(&bytes(&job(1, lines.clone()), &settings));
        assert_eq!(roll.faults, []);
        assert_eq!(roll.text(), lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>());
    }
}

#[test]
fn what_the_pages_lack_comes_as_a_picture_in_its_place() {
    let lines = vec![line("prima", Lang::It), line("Via Čajkovskij", Lang::It), line("dopo", Lang::It)];
    let roll = on_paper(&job(1, lines));
    assert!(matches!(&roll.parts[0], Part::Text(it) if it.text == "prima"));
    assert!(matches!(&roll.parts[1], Part::Picture(it) if it.width < 300 && it.height() > 30));
    assert!(matches!(&roll.parts[2], Part::Text(it) if it.text == "dopo"));
}

#[test]
fn right_to_left_everything_is_a_picture() {
    let roll = on_paper(&job(1, arabic()));
    assert!(roll.text().iter().all(|text| text.is_empty()), "{:?}", roll.text());
    assert!(!pictures(&roll).is_empty());
}

#[test]
fn large_print_is_nearly_twice_as_high() {
    let lines = receipt_of(Lang::It, ["Titolo", "Numero", "Poi", "Dati", "Nome", "Importo"], Columns::C48);
    let roll = on_paper(&Job { large: true, ..job(1, lines) });
    assert!(roll.text().iter().all(|text| text.is_empty()));
    assert!(pictures(&roll).iter().all(|picture| picture.width <= 576 && picture.height() >= 72));
}

/// A long text and a long word, as lines of so many columns.
fn long(lang: Lang, words: &'static str, columns: Columns) -> Vec<Line> {
    let page =
        Sheet::new(lang, Text::plain(words)).say(Text::plain("https://sportello.example/it/".repeat(4)));
    receipt::page(&page, &Frame::default(), columns)
}

#[test]
fn what_is_drawn_is_laid_out_once_by_its_width_whatever_lines_it_came_in() {
    let italian =
        "Dati di prova: persone e sedi inventate, con un titolo che non sta in una riga sola di carta";
    let arabic = "بيانات تجريبية: أشخاص ومكاتب وهمية مع عنوان طويل لا يتسع له سطر واحد من الورق في هذا الإيصال";
    for (lang, words, large) in
        [(Lang::It, italian, true), (Lang::Ar, arabic, true), (Lang::Ar, arabic, false)]
    {
        let drawn = |lines| bytes(&Job { large, ..job(1, lines) }, &settings());
        let (wide, narrow) = (long(lang, words, Columns::C48), long(lang, words, Columns::C42));
        assert!(wide.len() > 6 && wide != narrow);
        assert!(drawn(wide.clone()) == drawn(narrow), "{lang:?}, large: {large}");
        let texts = wide.chunk_by(|_, next| next.begins != Begins::Anew);
        let whole = texts.map(|lines| Line { text: receipt::whole(lines), ..lines[0].clone() }).collect();
        assert!(drawn(wide) == drawn(whole), "{lang:?}, large: {large}");
    }
}

#[test]
fn the_length_that_is_told_is_that_of_the_paper() {
    let words = ["Titolo", "Numero", "Poi", "Dati", "Nome", "Importo"];
    let big = receipt_of(Lang::It, words, Columns::C48);
    for (lines, large, times) in
        [(italian(), false, 1), (italian(), false, 6), (arabic(), false, 6), (big, true, 6)]
    {
        let job = Job { large, ..job(1, std::iter::repeat_n(lines, times).flatten().collect()) };
        // Points of pictures are eight a millimetre; a line is fed by a sixth of an inch, or by its letters if higher.
        let millimetres: f64 = on_paper(&job)
            .parts
            .iter()
            .map(|part| match part {
                Part::Picture(picture) => picture.height() as f64 / 8.0,
                Part::Text(text) if text.mode.high > 1 => 6.0,
                Part::Text(_) => 25.4 / 6.0,
                Part::Feed(lines) => f64::from(*lines) * 25.4 / 6.0,
                Part::Qr(_) | Part::Cut => 0.0,
            })
            .sum();
        let (told, paper) = (centimetres(&job, Columns::C48) as f64, millimetres / 10.0);
        // A line that is wrapped in a picture was counted once.
        assert!(
            (-paper / 20.0..=6.0).contains(&(told - paper)),
            "told {told}, measured {paper}, large: {large}"
        );
    }
}

#[test]
fn an_address_is_printed_as_a_code_and_in_letters() {
    for large in [false, true] {
        let roll = on_paper(&Job { link: Some(LINK.into()), large, ..job(1, vec![line("Ecco", Lang::It)]) });
        assert!(roll.parts.contains(&Part::Qr(LINK.into())));
        assert!(large || roll.text().concat().ends_with(LINK), "{:?}", roll.text());
    }
    let long = format!("https://sportello.example/{}", "a".repeat(300));
    let roll = on_paper(&Job { link: Some(long.clone()), ..job(1, Vec::new()) });
    assert!(roll.text().concat().ends_with(&long));
    assert!(!roll.parts.iter().any(|part| matches!(part, Part::Qr(_))));
}

#[test]
fn an_address_breaks_before_its_number_and_never_in_it() {
    let number = "20260000000000017";
    let link = format!("https://sportello.example/it/area/pratiche/{number}");
    let roll = on_paper(&Job { link: Some(link.clone()), ..job(1, Vec::new()) });
    let text: Vec<&str> = roll.text().into_iter().filter(|text| !text.is_empty()).collect();
    assert!(text.iter().any(|row| row.contains(number)), "{text:?}");
    assert!(text.concat().ends_with(&link), "{text:?}");
}

#[test]
fn on_narrow_paper_the_letters_are_small() {
    let settings = Settings { width: Width::Mm58, ..settings() };
    let roll = roll::decode(&bytes(&job(1, vec![line("Ecco", Lang::It), line("هنا", Lang::Ar)]), &settings));
    assert!(matches!(&roll.parts[0], Part::Text(it) if it.mode.small));
    assert!(matches!(&roll.parts[1], Part::Picture(it) if it.width <= 384 && it.width > 340));
}

#[test]
fn settings_are_read_and_strange_ones_refused() {
    let read = |text: &str| toml::from_str::<Settings>(text);
    let usual = read("port = { tcp = '192.0.2.7:9100' }").unwrap();
    let new = Settings::new(Port::Tcp("192.0.2.7:9100".into()));
    assert_eq!(usual, Settings { clears: true, ..new });
    let other = read(
        "port = { usb = { vendor = 0x04b8, product = 0x0e28 } }\nwidth = 'mm58'\npages = [{ page = 'pc850', number = 2 }]",
    )
    .unwrap();
    assert_eq!(other.pages, [Slot { page: Page::Pc850, number: 2 }]);
    assert!(read("port = { tcp = 'a:1' }\npaper = 3").is_err());
}

#[test]
fn a_job_tells_nothing_of_its_lines() {
    assert_eq!(format!("{:?}", job(7, vec![line("Noemi", Lang::It)])), "Job 7 of 1 lines");
}

/// Any line: what occurs, and what never should.
fn any_line() -> impl Strategy<Value = Line> {
    let text = prop_oneof![
        3 => "\\PC{0,60}",
        1 => "[ -~àèéìòù€’]{0,48}",
        1 => "[ا-ي0-9 ,.()\u{2066}\u{2069}A-Z]{0,40}",
        1 => proptest::collection::vec(any::<char>(), 0..30).prop_map(|signs| signs.into_iter().collect()),
    ];
    let begins = prop_oneof![3 => Just(Begins::Anew), 1 => Just(Begins::Word), 1 => Just(Begins::InWord)];
    (text, any::<[bool; 4]>(), begins).prop_map(|(text, [bold, double, centred, rtl], begins)| Line {
        text,
        weight: if bold { Weight::Bold } else { Weight::Normal },
        size: if double { Size::Double } else { Size::Single },
        align: if centred { Align::Centre } else { Align::Start },
        lang: Lang::It,
        direction: if rtl { Direction::Rtl } else { Direction::Ltr },
        begins,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_in_any_line_comes_out_or_becomes_a_picture(
        lines in proptest::collection::vec(any_line(), 0..4),
        link in proptest::option::of("\\PC{0,60}|[a-z:/.?=]{1,250}"),
        large: bool,
    ) {
        let roll = on_paper(&Job { link: link.clone(), large, ..job(1, lines.clone()) });
        prop_assert!(pictures(&roll).iter().all(|picture| picture.width <= 576));
        // What stands in letters is what was given, in its order.
        let given: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let mut printed = roll.text().into_iter().filter(|text| !text.is_empty()).peekable();
        for text in given {
            if printed.peek() == Some(&text) {
                printed.next();
            }
        }
        let rest = printed.collect::<String>();
        let link = link.unwrap_or_default();
        prop_assert!(rest.is_empty() || link.contains(&rest) || !link.is_ascii(), "{rest:?}");
    }
}
