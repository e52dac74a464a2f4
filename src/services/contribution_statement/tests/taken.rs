//! The statement taken along: as a file, by post, whole on one page.

use super::*;
use crate::citizen::records as people;
use crate::ledger::letters::{self, Address, Delivery, NewLetter};

#[test]
fn the_file_reads_back_as_it_was_written_in_every_language() {
    let periods = [
        at(date(2001, 1, 1), date(2001, 12, 31), "Azienda di prova, Uno", Some(1_234_507)),
        at(date(2002, 1, 1), date(2002, 12, 31), "=SOMMA(A1)", None),
    ];
    for lang in Lang::ALL {
        let file = download::file(lang, &periods).unwrap();
        assert_eq!(file.name, "estratto-conto.csv");
        // As a spreadsheet of the language opens it.
        let [weeks_right, pay, between] =
            if lang == Lang::En { ["26.5", "12345.07", ","] } else { ["26,5", "12345,07", ";"] };
        let mut rows =
            csv::ReaderBuilder::new().delimiter(between.as_bytes()[0]).from_reader(&file.bytes[..]);
        assert_eq!(rows.headers().unwrap().len(), 11);
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        let cells = |n: usize| rows[n].iter().skip(2).collect::<Vec<_>>();
        let weeks = rows[0][5].to_owned();
        assert_eq!(
            cells(0),
            [
                "2001-01-01",
                "2001-12-31",
                "52",
                &weeks,
                "52",
                weeks_right,
                pay,
                "Azienda di prova, Uno",
                "una, due \"tre\""
            ]
        );
        assert_eq!(&rows[1][8], "");
        let (told, size) = (download::kilobytes(&periods), file.bytes.len() as i64);
        assert!((told * 1000 - size).abs() <= 1000, "{told} kilobytes, {size} bytes");
        assert_eq!(&rows[1][9], "'=SOMMA(A1)", "no spreadsheet runs an employer's name");
    }
}

#[tokio::test]
async fn an_order_by_post_is_one_case_and_one_letter_however_often_it_is_sent() {
    let (desk, noemi) = desk().await;
    let page = desk.page(SERVICE, &noemi, "posta").await;
    assert!(shown(&page).contains("Via di Prova 12, 00118 Roma (RM)"), "{}", shown(&page));
    let asked: Vec<&str> = page.questions().iter().map(|question| question.name.as_str()).collect();
    assert_eq!(asked, ["forma"], "no address is typed");
    let key = key_of(&page);
    let fields = [("chiave", key.as_str()), ("forma", "print")];
    let sends = (0..5).map(|_| desk.post(SERVICE, &noemi, "posta", &fields));
    let mut sent: Vec<String> = futures_util::future::join_all(sends).await.into_iter().map(seen).collect();
    sent.dedup();
    assert_eq!(sent.len(), 1, "five sends at once have one number");
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM cases").await, 1);
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM letters WHERE kind = 'contribution-statement'").await, 1);
    // Another page, another key, another order; it says when the first one was.
    let today = format!("L’hai già chiesto il {}", line(&desk.now().date().into(), Lang::It));
    let again = desk.page(SERVICE, &noemi, "posta").await;
    let number = sent[0].rsplit('/').next().unwrap();
    let noticed = |page: &Page| {
        page.body.iter().any(|block| match block {
            Block::Notice(notice) => {
                let Some(Block::Paragraph(what)) = notice.body.first() else { return false };
                let code = what.spans().iter().any(|span| *span == a11y::text::Span::Code(number.to_owned()));
                line(&notice.title, Lang::It) == today && code
            }
            _ => false,
        })
    };
    assert!(noticed(&again) && !noticed(&page));
    let other = key_of(&again);
    assert_ne!(seen(desk.post(SERVICE, &noemi, "posta", &[("chiave", &other)]).await), sent[0]);
    let confirmation = desk.page(SERVICE, &noemi, &sent[0]).await;
    assert_eq!(line(&confirmation.title, Lang::It), "Lettera richiesta");
    let by = desk.now().plus(15 * crate::clock::DAY).date();
    let next = confirmation.body.iter().find_map(|block| match block {
        Block::Confirmation(sent) => sent.next.last().map(|text| line(text, Lang::It)),
        _ => None,
    });
    let next = next.unwrap();
    assert!(next.starts_with(&format!("Se entro l’{} non arriva", line(&by.into(), Lang::It))));
    for way in ["803 164", "06 164 164", "@", "vieni in una sede"] {
        assert!(next.contains(way), "{way}: {next}");
    }
    desk.pass(16 * crate::clock::DAY);
    assert!(!noticed(&desk.page(SERVICE, &noemi, "posta").await), "that letter has come");
    for wrong in [
        &[][..],
        &[("chiave", "x")],
        &[("chiave", key.as_str()), ("via", "Altrove 1")],
        &[("chiave", key.as_str()), ("forma", "call")],
        &[("chiave", key.as_str()), ("forma", "braille"), ("forma", "letter")],
    ] {
        assert!(matches!(desk.post(SERVICE, &noemi, "posta", wrong).await, Answer::BadForm));
    }
}

#[tokio::test]
async fn an_order_changed_after_its_send_is_told_that_the_first_one_stands() {
    let (desk, noemi) = desk().await;
    let key = key_of(&desk.page(SERVICE, &noemi, "posta").await);
    let send = async |way: &str| {
        seen(desk.post(SERVICE, &noemi, "posta", &[("chiave", key.as_str()), ("forma", way)]).await)
    };
    let sent = send("braille").await;
    assert_eq!(send("braille").await, sent, "the same once more is the same confirmation");
    let button_alone = desk.post(SERVICE, &noemi, "posta", &[("chiave", &key)]).await;
    assert_eq!(seen(button_alone), sent);
    let changed = send("print").await;
    assert_eq!(changed, format!("{sent}?tardi=si#fatto"));
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM letters WHERE delivery = 'print'").await, 0);
    assert!(desk.page(SERVICE, &noemi, &sent).await.done.is_none());
    let told = desk.page(SERVICE, &noemi, &changed).await.done.unwrap();
    assert_eq!(line(&told.title, Lang::It), "Non abbiamo preso l’ultima modifica");
    let number: crate::ledger::Protocollo = sent.rsplit('/').next().unwrap().parse().unwrap();
    let said: Vec<String> = told
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(text) => Some(line(text, Lang::It)),
            _ => None,
        })
        .collect();
    let shown = line(&a11y::text::Span::Code(number.to_string()).into(), Lang::It);
    assert!(said.iter().any(|text| text.contains(&shown) && text.contains("In braille")), "{said:?}");
    assert!(
        matches!(&told.body[..], [.., Block::Links(links)] if links.len() == 1),
        "the way to another order"
    );
}

#[tokio::test]
async fn who_chooses_no_print_is_asked_for_it_and_nothing_is_queued() {
    let (desk, noemi) = desk().await;
    let page = desk.page(SERVICE, &noemi, "posta").await;
    let told = shown(&page);
    for way in ["A caratteri normali, 12 punti", "A caratteri grandi, 18 punti", "In braille"] {
        assert!(told.contains(way), "{way}: {told}");
    }
    let key = key_of(&page);
    let to = seen(desk.post(SERVICE, &noemi, "posta", &[("chiave", &key)]).await);
    assert_eq!(to, "posta?controlla=1#errori");
    // So it is sent by lynx, in which an answer that means none stands first.
    let passed_over = [("chiave", key.as_str()), ("forma", "")];
    assert_eq!(seen(desk.post(SERVICE, &noemi, "posta", &passed_over).await), to);
    let again = desk.page(SERVICE, &noemi, "posta?controlla=1").await;
    let problem = again.questions()[0].problem.clone().unwrap();
    assert_eq!(line(&problem.text, Lang::It), "Scegli come vuoi la lettera");
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM letters").await, 0);
    let fields = [("chiave", key.as_str()), ("forma", "print")];
    assert!(seen(desk.post(SERVICE, &noemi, "posta", &fields).await).starts_with("posta/inviata/"));
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM letters WHERE delivery = 'print'").await, 1);
}

#[tokio::test]
async fn who_has_no_address_on_record_is_told_and_no_letter_is_queued() {
    let (desk, noemi) = desk().await;
    let mut anna = person("Prova", "Anna");
    anna.residence.street.clear();
    desk.add(&anna).await;
    let anna = Visitor { citizen: Some(anna.id), ..noemi };
    let page = desk.page(SERVICE, &anna, "posta").await;
    assert!(page.form.is_none());
    let key = Uuid::now_v7().to_string();
    assert_eq!(seen(desk.post(SERVICE, &anna, "posta", &[("chiave", &key)]).await), "posta");
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM letters").await, 0);
}

#[tokio::test]
async fn who_lives_abroad_orders_to_there_and_sees_the_state_in_the_language_of_the_page() {
    let (desk, noemi) = desk().await;
    let mut anna = person("Prova", "Anna");
    let home = &mut anna.residence;
    (home.street, home.number) = ("12 rue de l’Essai".into(), String::new());
    (home.belfiore, home.cap, home.locality) = ("Z110".into(), String::new(), "75011 Paris".into());
    desk.add(&anna).await;
    let anna = Visitor { citizen: Some(anna.id), ..noemi };
    let page = desk.page(SERVICE, &anna, "posta").await;
    assert!(page.form.is_some() && shown(&page).contains("Francia"), "{}", shown(&page));
    let key = Uuid::now_v7().to_string();
    let fields = [("chiave", key.as_str()), ("forma", "letter")];
    assert!(seen(desk.post(SERVICE, &anna, "posta", &fields).await).contains("inviata"));
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM letters").await, 1);
}

#[tokio::test]
async fn the_whole_statement_on_one_page_is_the_letter_with_whose_it_is() {
    let (desk, noemi) = desk().await;
    let first = desk.page(SERVICE, &noemi, "").await;
    let to = links(&first).into_iter().find(|(text, _)| text.ends_with("per stamparlo")).unwrap().1;
    let page = desk.page(SERVICE, &noemi, &inner(&to)).await;
    assert!(page.private && page.test_data && links(&page).is_empty());
    let Block::Summary(person) = &page.body[1] else { panic!("whose it is") };
    let labels: Vec<String> = person.rows.iter().map(|row| line(&row.label, Lang::It)).collect();
    assert_eq!(labels, ["Nome e cognome", "Codice fiscale", "Data di nascita", "Data di rilascio"]);
    let years = page.body.iter().filter(
        |block| matches!(block, Block::Section(section) if line(&section.heading, Lang::It).starts_with("Contributi del ")),
    );
    assert!(years.count() >= 34);
}

#[test]
fn the_letter_has_every_period_and_no_link() {
    let citizen: Citizen = person("Prova", "Anna");
    let periods: Vec<Period> = demo::tour();
    let count = periods.len();
    let statement = Statement::new(citizen, periods, date(2026, 1, 1));
    for lang in Lang::ALL {
        let letter = whole::on_paper(lang, &statement);
        assert!(links(&letter).is_empty());
        assert!(a11y::page::depth(&letter.body) <= a11y::page::MAX_DEPTH);
        let mut rows = 0;
        walk(&letter.body, &mut |block| match block {
            Block::Table(table) if table.columns.len() == 5 => rows += table.rows.len(),
            _ => {}
        });
        assert_eq!(rows, count);
    }
}

#[test]
fn a_long_career_goes_over_pages_that_have_every_period_once() {
    let model = demo::tour().swap_remove(0);
    let days = (1970..2020).flat_map(|year| (1..=30_i8).map(move |n| date(year, 1 + n / 3, 1 + n % 3 * 9)));
    let periods: Vec<Period> =
        days.map(|day| Period { id: Uuid::now_v7(), from: day, to: day, ..model.clone() }).collect();
    let statement = Statement::new(person("Prova", "Anna"), periods, date(2026, 1, 1));
    for lang in Lang::ALL {
        let parts: Vec<Page> = (1..).map_while(|part| whole::part(lang, &statement, part)).collect();
        let told = links(&pages::overview(lang, &statement));
        assert!(
            told.iter().any(|(text, to)| to.ends_with("/tutto") && text.contains(&parts.len().to_string()))
        );
        let year_sums: Vec<_> = (1970..2020).map(|year| pages::year_sum(lang, &statement, year)).collect();
        let (mut periods, mut sums) = (Vec::new(), 0);
        for page in &parts {
            walk(&page.body, &mut |block| match block {
                Block::Table(table) if table.columns.len() == 5 => {
                    periods.extend(table.rows.iter().map(|row| line(&row.header, lang)));
                    assert!(table.rows.len() <= 12);
                }
                Block::Paragraph(text) if year_sums.contains(text) => sums += 1,
                _ => {}
            });
        }
        let mut letter = Vec::new();
        walk(&whole::on_paper(lang, &statement).body, &mut |block| match block {
            Block::Table(table) if table.columns.len() == 5 => {
                letter.extend(table.rows.iter().map(|row| line(&row.header, lang)));
            }
            _ => {}
        });
        assert_eq!((periods.len(), periods), (1_500, letter));
        assert_eq!(sums, 50, "each year is summed up once");
        assert!(whole::part(lang, &statement, 0).is_none());
    }
}

#[tokio::test]
async fn another_letter_after_one_that_stands_begins_with_nothing_chosen() {
    let (desk, noemi) = desk().await;
    let send = async |fields: &[(&str, &str)]| seen(desk.post(SERVICE, &noemi, "posta", fields).await);
    let key = key_of(&desk.page(SERVICE, &noemi, "posta").await);
    send(&[("chiave", &key), ("forma", "braille")]).await;
    let changed = send(&[("chiave", &key), ("forma", "print")]).await;
    let done = desk.page(SERVICE, &noemi, &changed).await.done.unwrap();
    let to = done.body.iter().find_map(|block| match block {
        Block::Links(links) => match &links[0].to {
            a11y::page::Target::Inside(to) => Some(inner(to)),
            _ => None,
        },
        _ => None,
    });
    let page = desk.page(SERVICE, &noemi, &to.unwrap()).await;
    let a11y::page::Input::OneChoice { chosen, .. } = &page.questions()[0].input else { panic!() };
    assert_eq!(*chosen, None, "what it was not to be is not chosen");
    // The button alone orders nothing there: which way is asked for, and the form is still that one.
    let (key, hidden) = (key_of(&page), page.form.as_ref().unwrap().hidden.clone());
    let anew = hidden.iter().find(|(name, _)| name == "nuova").unwrap();
    let back = send(&[("chiave", &key), ("nuova", &anew.1)]).await;
    assert_eq!(back, "posta?nuova=si&controlla=1#errori");
    let page = desk.page(SERVICE, &noemi, &back).await;
    assert_eq!(page.problems().len(), 1);
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM letters WHERE kind = 'contribution-statement'").await, 1);
    send(&[("chiave", &key_of(&page)), ("nuova", "si"), ("forma", "letter")]).await;
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM letters WHERE delivery = 'letter'").await, 1);
}

#[tokio::test]
async fn who_reads_braille_gets_the_statement_in_braille_and_is_asked_no_second_time() {
    let (desk, noemi) = desk().await;
    let chosen = |page: &Page| match &page.questions()[0].input {
        a11y::page::Input::OneChoice { chosen, .. } => chosen.clone().unwrap_or_default(),
        other => panic!("{other:?}"),
    };
    // The letter of her PIN was in print, of which there was no choice, and that of the next one in braille.
    assert_eq!(chosen(&desk.page(SERVICE, &noemi, "posta").await), "");
    let find = "SELECT id FROM citizens WHERE codice_fiscale = $1";
    let (id,): (Uuid,) = sql!(desk.reader().await, find, demo::CODE).one().await.unwrap();
    let citizen = people::by_id(&mut desk.reader().await, id).await.unwrap().unwrap();
    for (delivery, ago) in [(Delivery::Letter, 2), (Delivery::Braille, 1)] {
        let letter = NewLetter {
            id: Uuid::now_v7(),
            case: None,
            citizen: id,
            kind: crate::services::pin::KIND,
            lang: Lang::It,
            delivery,
            address: Address::of(&citizen).unwrap(),
            body: Page::new(Lang::It, Text::plain("Il tuo PIN")),
            secret: None,
        };
        let (letter, at) = (letter.seal(&desk.portal.keys).unwrap(), desk.now().plus(-ago));
        desk.portal
            .db
            .write(move |tx| Box::pin(async move { letters::queue(tx, letter, at).await }))
            .await
            .unwrap();
    }
    let page = desk.page(SERVICE, &noemi, "posta").await;
    assert_eq!(chosen(&page), "braille");
    let ways = "SELECT delivery FROM letters WHERE kind = 'contribution-statement' ORDER BY id";
    let key = key_of(&page);
    let sent = seen(desk.post(SERVICE, &noemi, "posta", &[("chiave", &key), ("forma", "braille")]).await);
    let confirmation = shown(&desk.page(SERVICE, &noemi, &sent).await);
    assert!(confirmation.contains("In braille"), "{confirmation}");
    let key = key_of(&desk.page(SERVICE, &noemi, "posta").await);
    seen(desk.post(SERVICE, &noemi, "posta", &[("chiave", &key), ("forma", "letter")]).await);
    // What was chosen last stands chosen, and goes for who sends the button alone.
    let page = desk.page(SERVICE, &noemi, "posta").await;
    assert_eq!(chosen(&page), "letter");
    seen(desk.post(SERVICE, &noemi, "posta", &[("chiave", &key_of(&page))]).await);
    let found: Vec<(String,)> = sql!(desk.reader().await, ways).all().await.unwrap();
    let found: Vec<&str> = found.iter().map(|(way,)| way.as_str()).collect();
    assert_eq!(found, ["braille", "letter", "letter"]);
}

/// The statement of the demo's career as a mail house gets it, and its page.
async fn in_the_post(lang: Lang, delivery: Delivery) -> (Page, String) {
    let (desk, anna) = (Desk::open().await, person("Prova", "Anna"));
    desk.add(&anna).await;
    let statement = Statement::new(anna.clone(), demo::tour(), date(2026, 1, 1));
    let letter = NewLetter {
        id: Uuid::now_v7(),
        case: None,
        citizen: anna.id,
        kind: "contribution-statement",
        lang,
        delivery,
        address: Address::of(&anna).unwrap(),
        body: whole::on_paper(lang, &statement),
        secret: None,
    };
    let (body, letter, now) = (letter.body.clone(), letter.seal(&desk.portal.keys).unwrap(), desk.now());
    let write =
        desk.portal.db.write(move |tx| Box::pin(async move { letters::queue(tx, letter, now).await }));
    write.await.unwrap();
    let taken = letters::take(&desk.portal, &desk.folder(), now).await.unwrap();
    let files = std::fs::read_dir(desk.folder().join(&taken.batches[0])).unwrap();
    let mut files = files.map(|file| file.unwrap().path());
    let file = files.find(|file| !file.ends_with("manifest.csv")).unwrap();
    (body, std::fs::read_to_string(file).unwrap())
}

#[tokio::test]
async fn a_statement_in_braille_says_what_the_text_says_each_item_and_heading_on_lines_of_its_own() {
    for lang in [Lang::It, Lang::Ar] {
        let (page, braille) = in_the_post(lang, Delivery::Braille).await;
        let lines: Vec<&str> = braille.lines().map(|line| line.trim_start_matches('\u{c}')).collect();
        assert!(lines.iter().all(|line| line.chars().count() <= 40), "{braille}");
        let view = a11y::page::View { tables_as_lists: true, ..a11y::page::View::default() };
        let frame = a11y::page::Frame { view, ..a11y::page::Frame::default() };
        let plain = a11y::plain::page(&page, &frame, None);
        let is_rule = |line: &&str| !line.is_empty() && line.chars().all(|sign| "=-~".contains(sign));
        // An embosser is sent none of the signs that keep directions apart.
        let signs = |text: &str| -> String {
            let shown = |sign: &char| !sign.is_whitespace() && !crate::places::is_invisible(*sign);
            text.chars().filter(shown).collect()
        };
        // Day and greeting of the letter stand between its title and what it says.
        let text: String = plain.lines().filter(|line| !is_rule(line)).collect::<Vec<_>>().join("\n");
        let (title, said) = text.split_once("\n\n").unwrap();
        let rest = signs(&braille);
        let (_, rest) = rest.split_once(&signs(title)).unwrap();
        let (first, said) = said.split_once("\n\n").unwrap();
        assert!(rest.contains(&signs(first)) && rest.contains(&signs(said)), "{lang:?}\n{plain}\n{braille}");
        let items = |lines: &mut dyn Iterator<Item = &str>| {
            lines.filter(|line| line.starts_with("- ")).map(|line| line.chars().take(12).collect()).collect()
        };
        let (there, here): (Vec<String>, Vec<String>) =
            (items(&mut plain.lines()), items(&mut lines.iter().copied()));
        assert!(there.len() > 100 && there.len() == here.len(), "{} {}", there.len(), here.len());
        // A heading begins in the fifth cell, after an empty line.
        let is_heading = |line: &str| line.starts_with(a11y::plain::HEADING);
        let begins: Vec<&[&str]> =
            lines.windows(2).filter(|pair| !is_heading(pair[0]) && is_heading(pair[1])).collect();
        assert!(begins.iter().all(|pair| pair[0].is_empty()), "{begins:?}");
        assert_eq!(begins.len(), plain.lines().filter(is_rule).count());
        if lang == Lang::It {
            let sheets = braille.split('\u{c}').take(2).collect::<Vec<_>>().join("\u{c}");
            let settings = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/letters");
            insta::with_settings!({ snapshot_path => settings, prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!("estratto-conto-braille.it", sheets.replace('\u{c}', "--- foglio ---\n"));
            });
        }
    }
}
