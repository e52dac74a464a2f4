#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::{date, time};
use proptest::prelude::*;

use super::*;
use crate::arbitrary;
use crate::page::{Input, Question, Send, SummaryRow};
use crate::plain::width;

fn printed(lines: &[Line]) -> String {
    lines.iter().map(|line| format!("{}\n", line.text)).collect()
}

fn sent() -> Page {
    let confirmation = Confirmation {
        protocol: "AN4059281".into(),
        label: Text::plain("Numero di protocollo"),
        date: date(2026, 3, 27),
        time: time(8, 30, 0, 0),
        next: vec![Text::plain("Riceverai la lettera entro 15 giorni all’indirizzo che ci hai dato.")],
    };
    Page::new(Lang::It, Text::plain("Domanda inviata")).with(confirmation)
}

#[test]
fn the_protocol_number_is_large_and_the_date_is_there() {
    let lines = page(&sent(), &Frame::default(), Columns::C42);
    let large: Vec<&str> = lines.iter().filter(|l| l.size == Size::Double).map(|l| l.text.as_str()).collect();
    assert_eq!(large, ["AN 40 59 28 1"]);
    insta::assert_snapshot!(printed(&lines), @r#"
    INPS

    Domanda inviata

    Numero di protocollo
    AN 40 59 28 1
    Ricevuto il 27 marzo 2026 alle 8:30

    Che cosa succede ora

    Riceverai la lettera entro 15 giorni
    all’indirizzo che ci hai dato.
    "#);
}

#[test]
fn paragraphs_stay_and_no_colon_follows_a_question_mark() {
    let printed = printed(&page(&crate::plain::tests::story(), &Frame::default(), Columns::C42));
    let told = "Che cosa è successo? Ho lavorato tutto\nl’anno.\n\nHo le buste paga\ne il contratto.\n";
    assert!(printed.ends_with(told), "{printed}");
}

#[test]
fn questions_and_actions_are_not_printed() {
    let question =
        Question::new("comune", Text::plain("Comune"), Input::Line { value: "Ancona".into(), width: 20 });
    let send =
        Send { label: Text::plain("Esci"), address: "/it/esci".into(), fields: Vec::new(), primary: false };
    let page_with = sent().with(question).submit(Text::plain("Cerca")).send(send);
    let without = page(&sent(), &Frame::default(), Columns::C48);
    assert_eq!(page(&page_with, &Frame::default(), Columns::C48), without);
}

#[test]
fn a_heading_over_nothing_that_is_printed_is_left_out() {
    let inside = || Block::Links(vec![Link::inside(Text::plain("Estratto conto"), "/it/estratto-conto")]);
    let section = |heading, body| Block::Section(Section { heading: Text::plain(heading), body });
    let page_with = sent()
        .with(section("Che cosa puoi fare", vec![inside(), section("Altro", vec![inside()])]))
        .with(section("Chi sei", vec![Block::Paragraph(Text::plain("Noemi Mariani")), inside()]))
        .with(section("Nella tua area", vec![inside()]));
    let lines = printed(&page(&page_with, &Frame::default(), Columns::C48));
    assert!(lines.ends_with("ci hai dato.\n\nChi sei\n\nNoemi Mariani\n"), "{lines}");
}

#[test]
fn a_fiscal_code_is_cut() {
    let code = Text::from(Span::FiscalCode("RSSMRA80A01H501U".into()));
    let lines = page(&sent().say(code), &Frame::default(), Columns::C42);
    assert!(printed(&lines).contains("RSSMR..."));
    assert!(!printed(&lines).contains("RSSMRA"));
}

#[test]
fn it_is_known_whether_a_code_is_cut() {
    let code = || Text::from(Span::FiscalCode("MRNNMO69C66H501O".into()));
    let row = SummaryRow { label: Text::plain("Codice"), value: code(), change: None };
    let list = List { ordered: false, items: vec![code()] };
    let page = || Page::new(Lang::It, Text::plain("Dati"));
    let cuts = |page: Page| super::cuts_a_code(&page, &Frame::default());
    assert!(!cuts(page().say(Text::plain("MRNNMO69C66H501O"))));
    assert!(cuts(page().say(code())) && cuts(page().with(list)));
    assert!(cuts(page().with(Summary { caption: Text::default(), rows: vec![row] })));
}

#[test]
fn arabic_lines_run_right_to_left() {
    let title = words::test_data(Lang::Ar);
    let lines = page(&Page::new(Lang::Ar, title), &Frame::default(), Columns::C42);
    assert!(lines.iter().all(|line| line.direction == Direction::Rtl && line.lang == Lang::Ar));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_page_fits_the_paper(any in arbitrary::page(), wide: bool, spell_codes: bool) {
        let columns = if wide { Columns::C48 } else { Columns::C42 };
        let mut frame = Frame::default();
        frame.view.spell_codes = spell_codes;
        for line in page(&any, &frame, columns) {
            let cells = width(&line.text) * if line.size == Size::Double { 2 } else { 1 };
            prop_assert!(cells <= columns.count(), "{cells} cells: {line:?}");
        }
    }
}
