#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;

use super::*;
use crate::arbitrary;
use crate::page::{Column, Row, Table, View};

fn bare(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// What a citizen told at length, under a label that asks.
pub(crate) fn story() -> Page {
    let row = crate::page::SummaryRow {
        label: Text::plain("Che cosa è successo?"),
        value: Text::typed("Ho lavorato tutto l’anno.\n\n\nHo le buste paga\ne il contratto.\n"),
        change: None,
    };
    Page::new(Lang::It, Text::plain("Inviato"))
        .with(Summary { caption: Text::plain("Risposte"), rows: vec![row] })
}

#[test]
fn under_a_heading_that_names_it_a_summary_has_no_line_of_its_own_and_a_page_of_answers_one_address() {
    let row = |label: &'static str, value, to| SummaryRow {
        label: Text::plain(label),
        value: Text::typed(value),
        change: Some(Link::inside(Text::plain(format!("Modifica: {label}")), to)),
    };
    let rows = vec![
        row("Nome", "Rosa", "/it/pin/1/chi"),
        row("Comune", "Castro", "/it/pin/1/nascita#comune"),
        row("Provincia", "LE", "/it/pin/1/nascita#provincia"),
        SummaryRow { change: None, ..row("Età", "40", "") },
        SummaryRow { change: None, ..row("Sesso", "F", "") },
    ];
    let body = vec![Summary { caption: Text::default(), rows }.into()];
    let review = Page::new(Lang::It, Text::plain("Controlla"))
        .with(crate::page::Section { heading: Text::plain("Chi sei"), body });
    let text = page(&review, &Frame::default(), None);
    let told = "Chi sei\n-------\n\n- Nome: Rosa\n  Modifica: Nome </it/pin/1/chi>\n- Comune: Castro\n- Provincia: LE\n  \
                Modifica: Comune; Provincia </it/pin/1/nascita>\n- Età: 40\n- Sesso: F\n";
    assert!(text.ends_with(told), "{text}");
}

#[test]
fn paragraphs_stay_and_no_colon_follows_a_question_mark() {
    let text = page(&story(), &Frame::default(), None);
    let told = "- Che cosa è successo? Ho lavorato tutto l’anno.\n\n  Ho le buste paga\n  e il contratto.\n";
    assert!(text.ends_with(told), "{text}");
    let right = wrap(&shown(&Text::typed("uno\n\ndue"), Lang::Ar), 40);
    assert_eq!(right, ["\u{2066}uno\u{2069}", "", "\u{2066}due\u{2069}"]);
}

#[test]
fn what_happens_next_has_its_heading() {
    let confirmation = Confirmation {
        protocol: "AN4059281".into(),
        label: Text::plain("Numero di protocollo"),
        date: jiff::civil::date(2026, 3, 27),
        time: jiff::civil::time(8, 30, 0, 0),
        next: vec![Text::plain("Ti scriviamo.")],
    };
    let sent = Page::new(Lang::It, Text::plain("Domanda inviata")).with(confirmation);
    let fate = Text::plain("Le risposte salvate restano 30 giorni.");
    let frame =
        Frame { session_end: Some(jiff::civil::time(15, 42, 0, 0)), session_fate: fate, ..Frame::default() };
    let text = page(&sent, &frame, None);
    assert!(text.contains("\nChe cosa succede ora\n--------------------\n\nTi scriviamo.\n"), "{text}");
    assert!(text.ends_with("se non fai nulla.\nLe risposte salvate restano 30 giorni.\n"), "{text}");
}

#[test]
fn a_row_of_totals_begins_with_its_own_name() {
    let column = |header| Column { header: Text::plain(header), numeric: false };
    let row = |header, total| Row {
        header: Text::plain(header),
        cells: vec![Text::plain("52")],
        link: None,
        total,
    };
    let table = Table {
        caption: Text::plain("Contributi"),
        columns: vec![column("Anni"), column("Settimane")],
        rows: vec![row("2019", false), row("Totale", true)],
    };
    let frame = Frame { view: View { tables_as_lists: true, ..View::default() }, ..Frame::default() };
    let text = page(&Page::new(Lang::It, Text::plain("Estratto")).with(table), &frame, None);
    assert!(text.contains("Anni: 2019\n- Settimane: 52\n\nTotale\n- Settimane: 52\n"), "{text}");
}

/// The line is one address and nothing else.
fn is_address(line: &str) -> bool {
    let bare = line.replace(['\u{2066}', '\u{2069}'], "");
    bare.starts_with('<') && bare.ends_with('>') && !bare.contains(' ')
}

/// A page of a draft on a site, with everything that leads on.
fn draft(lang: Lang) -> String {
    let id = "01a21aed-0f28-7384-b03e-f9139123a47c";
    let base = format!("/{}/lavoro-domestico/{id}", lang.code());
    let link = |words: &'static str, to: String| Link::inside(Text::plain(words), to);
    let change = link("Cambia il documento", format!("{base}/lavoratore-documento?da=riepilogo#numero"));
    let row = SummaryRow { label: Text::plain("Documento"), value: Text::name("CA1"), change: Some(change) };
    let tasks = TaskList {
        tasks: vec![crate::page::Task {
            label: Text::plain("Chi lavora"),
            status: TaskStatus::Done,
            to: Some(Target::Inside(format!("{base}/lavoratore"))),
        }],
    };
    let paper = Link::to(Text::plain("Scarica"), Target::Download(format!("/{}/copia.csv", lang.code())));
    let body = Page::new(lang, Text::plain("Controlla"))
        .with(Summary { caption: Text::plain("Risposte"), rows: vec![row] })
        .with(tasks)
        .with(Block::Links(vec![
            paper,
            Link::to(Text::plain("Licenza"), Target::Outside("https://l.example/".into())),
        ]))
        .submit(Text::plain("Invia"));
    let ways = crate::page::Section {
        heading: Text::plain("Altro"),
        body: vec![Block::Links(vec![link("Aiuto", format!("/{}/aiuto", lang.code()))])],
    };
    let frame =
        Frame { address: base.clone(), back: Some(link("Indietro: elenco", base)), ..Frame::default() };
    page(&body, &frame, Some(Site { root: "https://sportello.example/", stay: "come=testo", ways: &ways }))
}

#[test]
fn an_address_is_whole_can_be_copied_and_is_answered_as_text() {
    for lang in Lang::ALL {
        let text = draft(lang);
        let (root, id) =
            (format!("<https://sportello.example/{}", lang.code()), "01a21aed-0f28-7384-b03e-f9139123a47c");
        for address in [
            format!("{root}/lavoro-domestico/{id}/lavoratore-documento?da=riepilogo&come=testo>"),
            format!("{root}/lavoro-domestico/{id}/lavoratore?come=testo>"),
            format!("{root}/lavoro-domestico/{id}?come=testo>"),
            format!("{root}/aiuto?come=testo>"),
            // What is no page of the portal, and the page on which one answers, are no text.
            format!("{root}/lavoro-domestico/{id}>"),
            format!("{root}/copia.csv>"),
            "<https://l.example/>".to_owned(),
        ] {
            let line = text
                .lines()
                .find(|line| line.contains(&address))
                .unwrap_or_else(|| panic!("{address} in {text}"));
            assert!(width(line) <= COLUMNS || is_address(line), "{line}");
        }
        assert!(text.contains("Cambia il documento\n") && text.contains("Indietro: elenco"), "{text}");
    }
}

#[test]
fn in_arabic_spelled_signs_have_arabic_commas() {
    let with = |lang| {
        let view = View { spell_codes: true, ..View::default() };
        let code = Text::from(Span::Code("AN4".into()));
        page(
            &Page::new(lang, Text::plain("x")).with(Block::Paragraph(code)),
            &Frame { view, ..Frame::default() },
            None,
        )
    };
    let arabic = with(Lang::Ar);
    assert_eq!((arabic.matches('،').count(), arabic.matches(',').count()), (2, 0), "{arabic}");
    assert_eq!(with(Lang::It).matches(", ").count(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_page_fits_eighty_columns(any in arbitrary::page(), spell_codes: bool, tables_as_lists: bool) {
        let frame = Frame { view: View { tables_as_lists, spell_codes, only_read: false }, ..Frame::default() };
        let text = page(&any, &frame, None);
        prop_assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
        for line in text.lines() {
            let fits = width(line) <= COLUMNS || is_address(line);
            prop_assert!(fits, "{} cells: {line:?}", width(line));
            prop_assert!(!line.ends_with(' '), "{line:?}");
        }
        prop_assert!(!text.chars().any(|sign| sign.is_control() && sign != '\n'));
    }

    #[test]
    fn every_fact_is_in_the_plain_text(any in arbitrary::page()) {
        let text = bare(&page(&any, &Frame::default(), None));
        for fact in arbitrary::texts(&any.body).iter().flat_map(Text::spans) {
            let fact = bare(&values::shown(fact, any.lang));
            prop_assert!(text.contains(&fact), "{fact} is not in {text}");
        }
    }

    #[test]
    fn a_line_is_cut_only_between_words_that_fit(words in proptest::collection::vec("[a-zé]{1,20}", 0..30)) {
        let lines = wrap(&words.join(" "), 20);
        let again: Vec<&str> = lines.iter().flat_map(|line| line.split(' ')).collect();
        prop_assert_eq!(again, words);
    }
}

#[test]
fn an_address_wider_than_a_line_is_cut_after_a_joint_of_it() {
    let long = "Modifica </it/lavoro-domestico/01a21aed-0f28-7384-b03e-f9139123a47c/lavoratore-documento?da=riepilogo#x>";
    let lines = super::wrap(long, COLUMNS);
    assert!(
        lines[..lines.len() - 1]
            .iter()
            .all(|line| line.ends_with(['/', '?', '#', '-', '=']) || line == "Modifica"),
        "{lines:?}"
    );
    assert_eq!(lines.concat().replace("Modifica", "Modifica "), long);
    // A word without any is cut where the line is full, as nothing else would fit.
    assert_eq!(super::wrap(&"a".repeat(100), COLUMNS).iter().map(String::len).collect::<Vec<_>>(), [80, 20]);
    // A digit and the sign after it are drawn as a picture, two cells wide.
    let drawn = format!("0\u{fe0f}{}", "a".repeat(79));
    assert!(super::wrap(&drawn, COLUMNS).iter().all(|line| super::wrap::width(line) <= COLUMNS));
}

#[test]
fn a_table_is_in_columns_only_where_each_link_says_of_which_row_it_is() {
    let table = |link: &'static str| Table {
        caption: Text::plain("Pratiche"),
        columns: vec![Column { header: Text::plain("Che cosa"), numeric: false }],
        rows: vec![Row {
            header: Text::plain("Dal 1990 al 1999"),
            cells: Vec::new(),
            link: Some(Link::inside(Text::plain(link), "/it/una")),
            total: false,
        }],
    };
    let text = |link| {
        let told = Page::new(Lang::It, Text::plain("Area")).with(table(link));
        page(&told, &Frame::default(), None)
    };
    assert!(text("Apri dal 1990 al 1999").contains("Che cosa\nDal 1990 al 1999\n- Apri"));
    assert!(text("Apri la pratica 12").contains("Che cosa: Dal 1990 al 1999\n- Apri la pratica 12"));
}

#[test]
fn the_parts_of_a_page_that_was_just_named_have_not_its_address_again() {
    let link = |words: &'static str, to: &'static str| Link::inside(Text::plain(words), to);
    let links = [
        link("Aiuto", "/it/aiuto"),
        link("Aiuto: per telefono", "/it/aiuto#b-1"),
        link("Contatti", "/it/contatti"),
        link("Aiuto: di persona", "/it/aiuto#b-2"),
    ];
    let ways = crate::page::Section { heading: Text::plain("Altro"), body: Vec::new() };
    let site = Site { root: "https://s.example", stay: "come=testo", ways: &ways };
    let map = Page::new(Lang::It, Text::plain("Mappa")).with(Block::Links(links.to_vec()));
    let text = page(&map, &Frame::default(), Some(site));
    let lines = [
        "- Aiuto <https://s.example/it/aiuto?come=testo>",
        "- Aiuto: per telefono",
        "- Contatti <https://s.example/it/contatti?come=testo>",
        "- Aiuto: di persona <https://s.example/it/aiuto?come=testo>",
    ];
    assert!(text.contains(&lines.join("\n")), "{text}");
}
