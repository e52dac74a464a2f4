//! Receipts, and what is covered on the screen.

use a11y::page::{Block, Section};

use super::*;

#[test]
fn that_the_paper_ends_soon_is_said_once_and_what_did_not_begin_to_print_left_no_piece() {
    let mut rig = Rig::listening_at(statement());
    rig.does(Event::Paper(Paper::State(PaperState::NearEnd)));
    for _ in 0..2 {
        rig.does(Event::Touch(Touch::Part("azione-1".into())));
        let id = *rig.printed.last().unwrap();
        rig.does(Event::Paper(Paper::Printed(id)));
    }
    assert_eq!(rig.all().matches("La carta sta per finire").count(), 1, "{}", rig.all());
    rig.does(Event::Touch(Touch::Part("azione-1".into())));
    let id = *rig.printed.last().unwrap();
    rig.does(Event::Paper(Paper::Refused(id, PaperState::Fault)));
    assert!(
        rig.last().contains("La stampante ha un guasto") && !rig.last().contains("pezzo"),
        "{}",
        rig.last()
    );
    assert!(rig.last().contains("Quando torna a funzionare"), "{}", rig.last());
    assert!(!rig.last().contains("inviato"), "nothing was sent: {}", rig.last());
    // It is seen as well, and comes once the cause is gone.
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("guasto"));
    let printed = rig.printed.len();
    rig.does(Event::Paper(Paper::State(PaperState::Fault)));
    rig.does(Event::Paper(Paper::State(PaperState::Ready)));
    assert_eq!(rig.printed.len(), printed + 1);
}

#[test]
fn who_ends_while_the_receipt_waits_hears_that_it_is_not_printed_and_where_it_is_read() {
    let (label, next) = (plain("Protocollo"), vec![plain("Ti scriviamo.")]);
    let (date, time) = (jiff::civil::date(2026, 11, 26), jiff::civil::time(9, 30, 0, 0));
    let done = Confirmation { protocol: "2026000001".into(), label, date, time, next };
    let sent = public("Inviata")
        .with(done)
        .link(Link::inside(plain("La tua domanda"), "/it/la-tua-area/2026000001"));
    for (page, number) in [(sent, Some("2026000001")), (statement(), None)] {
        let mut rig = Rig::listening_at(page);
        rig.does(Event::Paper(Paper::State(PaperState::Out)));
        rig.does(Event::Touch(Touch::Control(Control::Print)));
        assert!(rig.last().contains("non c’è carta"), "{}", rig.last());
        let before = rig.said.len();
        rig.key(Key::End);
        rig.hears_out();
        let said: String = rig.said[before..].iter().map(|(_, _, words)| words.as_str()).collect();
        assert!(!rig.state.waits() && said.contains("non è ancora stampata"), "{said}");
        let digits: String = said.chars().filter(char::is_ascii_digit).collect();
        assert!(number.is_none_or(|number| digits.contains(number) && said.contains("area")), "{said}");
        rig.waits(2_000);
        rig.key(Key::End);
        let caption = rig.state.picture().unwrap().caption.clone();
        let parting = a11y::values::line(&caption.unwrap(), Lang::It);
        assert!(rig.last().contains("La ricevuta non è stampata") && rig.state.waits(), "{}", rig.last());
        assert!(parting.contains("La ricevuta non è stampata") && !parting.contains("2026"), "{parting}");
        // Nothing is printed for whoever comes next.
        let printed = rig.printed.len();
        rig.does(Event::Paper(Paper::State(PaperState::Ready)));
        assert_eq!(rig.printed.len(), printed);
    }
}

#[test]
fn how_much_paper_it_takes_is_said_in_centimetres_and_more_of_it_for_large_print() {
    let mut rig = Rig::listening_at(statement());
    let told = |rig: &Rig| {
        let words = format!("{:?}", rig.state.session.view.page.actions);
        let told = words.split_once("circa ").expect(&words).1.to_owned();
        assert!(told.contains("centimetri di carta"), "{told}");
        words.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().unwrap()
    };
    let ordinary = told(&rig);
    rig.does(Event::Touch(Touch::Control(Control::Size)));
    rig.does(Event::Touch(Touch::Control(Control::Size)));
    assert!(told(&rig) > ordinary, "{ordinary}");
    (0..8).for_each(|_| rig.key(Key::Next));
    assert!(rig.all().contains("centimetri di carta"), "{}", rig.all());
}

fn mine() -> Page {
    let row = SummaryRow { label: plain("Nome"), value: Text::name("Noemi Mariani"), change: None };
    let sum = Text::plain("Hai ").then(Text::from(a11y::text::Cents(123_456)));
    Page::new(Lang::It, plain("I tuoi dati"))
        .with(Summary { caption: plain("Chi sei"), rows: vec![row] })
        .with(a11y::page::Block::Paragraph(sum))
}

#[test]
fn personal_values_are_covered_until_asked_for_and_again_after_half_a_minute() {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(mine());
    let shown = |rig: &Rig| format!("{:?}", rig.state.picture().unwrap().page);
    assert!(!shown(&rig).contains("Noemi") && !shown(&rig).contains("123456"), "{}", shown(&rig));
    // A sentence with a value in it tells something by its words, too.
    assert!(!shown(&rig).contains("Hai"), "{}", shown(&rig));
    rig.does(Event::Touch(Touch::Control(Control::Uncover)));
    assert!(shown(&rig).contains("Noemi") && shown(&rig).contains("123456"));
    rig.waits(20_000);
    rig.does(Event::Touch(Touch::Part("titolo".into())));
    rig.waits(20_000);
    assert!(shown(&rig).contains("Noemi"), "who goes on touching goes on reading");
    rig.waits(20_000);
    assert!(!shown(&rig).contains("Noemi"));
    assert_eq!(rig.state.picture().unwrap().covered, Some(true));
}

#[test]
fn nothing_that_is_covered_is_sent_by_who_touches_before_it_was_seen() {
    let send = |label, primary| a11y::page::Send {
        label: plain(label),
        address: "/it/prova/controlla".into(),
        fields: Vec::new(),
        primary,
    };
    let review = || mine().send(send("Invia", true)).send(send("Esci", false));
    let touches = |rig: &mut Rig, nth| rig.does(Event::Touch(Touch::Part(a11y::ids::action(nth))));
    let at = |page| {
        let mut rig = Rig::new();
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        rig.gets(page);
        rig.asked.clear();
        rig
    };
    let shown = |rig: &Rig| format!("{:?}", rig.state.picture().unwrap().page).contains("Noemi");
    let mut rig = at(review());
    touches(&mut rig, 0);
    assert!(rig.asked.is_empty() && shown(&rig), "it is shown, and nothing is sent");
    let caption = format!("{:?}", rig.state.picture().unwrap().caption);
    assert!(caption.contains("leggili, poi tocca di nuovo"), "{caption}");
    // Who reads long has seen it.
    rig.waits(40_000);
    assert!(!shown(&rig));
    touches(&mut rig, 0);
    assert_eq!(rig.asked.len(), 1);
    // What sends nothing of it is done at once; and so is what was uncovered before.
    let mut rig = at(review());
    touches(&mut rig, 1);
    assert_eq!(rig.asked.len(), 1);
    let mut rig = at(review());
    rig.does(Event::Touch(Touch::Control(Control::Uncover)));
    touches(&mut rig, 0);
    assert_eq!(rig.asked.len(), 1);
    // Each page anew; and by ear alone it is heard.
    let mut rig = at(mine().submit(plain("Manda")));
    rig.does(Event::Touch(Touch::Part(a11y::ids::SUBMIT.into())));
    assert!(rig.asked.is_empty());
    let mut rig = Rig::listening_at(review());
    let asked = rig.asked.len();
    touches(&mut rig, 0);
    assert_eq!(rig.asked.len(), asked + 1);
}

#[test]
fn what_a_row_is_of_and_every_year_is_covered() {
    let table = a11y::page::Table {
        caption: plain("Gli anni"),
        columns: vec![a11y::page::Column { header: plain("Anno"), numeric: false }],
        rows: vec![a11y::page::Row { header: plain("1988"), cells: vec![], link: None, total: false }],
    };
    let year = |year| Text::from(a11y::text::Span::Year(year));
    let gap = |at| plain("Interruzione nel").then(year(at));
    let gaps = a11y::page::List { ordered: false, items: vec![gap(2001), gap(2002), plain("e altre")] };
    let none = Section {
        heading: plain("Cassa speciale").private(),
        body: vec![plain("Niente manca").private().into()],
    };
    let explained =
        a11y::page::List { ordered: false, items: vec![plain("Misura: quanto"), plain("Diritto: quando")] };
    let page = mine().with(table).say(plain("Anni corti:").then(year(1991))).say(plain("Vale per tutti"));
    let page = page.with(gaps).with(none).with(explained);
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(page);
    let shown = format!("{:?}", rig.state.picture().unwrap().page);
    for covered in ["1988", "1991", "Anni corti", "Interruzione", "e altre", "Cassa speciale", "Niente manca"]
    {
        assert!(!shown.contains(covered), "{covered}: {shown}");
    }
    for open in ["Vale per tutti", "Misura: quanto", "Diritto: quando"] {
        assert!(shown.contains(open), "{open}: {shown}");
    }
}

/// What stands in the rows and items that have something of someone, and how many there are.
fn of_someone<'a>(body: &'a [Block], found: &mut Vec<Vec<&'a Text>>) {
    for block in body {
        match block {
            Block::Section(section) => of_someone(&section.body, found),
            Block::Notice(notice) => of_someone(&notice.body, found),
            Block::List(list)
                if list.items.iter().any(|item| item.covered("-") != *item || item.is_private()) =>
            {
                found.push(list.items.iter().collect());
            }
            Block::Table(table) => {
                let cells =
                    |row: &'a a11y::page::Row| row.cells.iter().chain((!row.total).then_some(&row.header));
                found.push(table.rows.iter().filter(|row| !row.total).flat_map(cells).collect());
            }
            Block::Summary(summary) => found.push(summary.rows.iter().map(|row| &row.value).collect()),
            _ => {}
        }
    }
}

#[test]
fn of_any_page_of_someone_whole_rows_and_items_are_covered_and_not_even_counted() {
    let mut seen = 0;
    for example in a11y::html::examples() {
        let page = Page { private: true, ..example.page };
        if !page.questions().is_empty() {
            continue;
        }
        let covered = crate::agent::cover::cover(&page, false);
        let (mut before, mut after) = (Vec::new(), Vec::new());
        of_someone(&page.body, &mut before);
        of_someone(&covered.body, &mut after);
        // A list that is covered is one item without a value.
        let lists: Vec<&Text> = before.iter().flatten().copied().filter(|text| !text.is_empty()).collect();
        let html = format!("{:?}", covered.body);
        for text in lists {
            seen += 1;
            assert!(!html.contains(&format!("{text:?}")), "{}: {text:?} is seen", example.name);
        }
        let cover = Text::plain("••••");
        assert!(
            after.iter().flatten().all(|text| text.is_empty() || **text == cover),
            "{}: {after:?}",
            example.name
        );
        let rows = |page: &Page| {
            fn most(body: &[Block]) -> usize {
                let of = |block: &Block| match block {
                    Block::Section(section) => most(&section.body),
                    Block::Table(table) => table.rows.iter().filter(|row| !row.total).count(),
                    _ => 0,
                };
                body.iter().map(of).max().unwrap_or(0)
            }
            most(&page.body)
        };
        // Cells that are empty stay so.
        assert!(rows(&covered) <= 3, "{}: {} rows", example.name, rows(&covered));
        // Whatever is heard is marked somewhere on what is shown.
        let there = a11y::speech::page(&covered, &example.frame);
        for heard in a11y::speech::page(&page, &example.frame) {
            let place = crate::agent::cover::place(&covered, &example.frame, &heard.id);
            assert!(
                there.iter().any(|shown| shown.id == place),
                "{}: {} is marked nowhere",
                example.name,
                heard.id
            );
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn a_page_that_is_made_for_paper_offers_it_first_and_every_page_that_can_be_printed_among_its_commands() {
    let first = |rig: &Rig| rig.state.session.view.heard[1].clone();
    let mut rig = Rig::listening_at(Page { for_paper: true, ..statement() });
    assert_eq!(first(&rig).id, "b-0-0");
    rig.does(Event::Touch(Touch::Control(Control::Size)));
    rig.does(Event::Touch(Touch::Control(Control::Size)));
    assert_eq!(rig.state.session.view.page.actions.len(), 1, "it is worded anew and not offered twice");
    (0..9).for_each(|_| rig.key(Key::Previous));
    rig.key(Key::Next);
    assert!(rig.last().contains("centimetri di carta"), "{}", rig.last());
    rig.key(Key::Select);
    assert_eq!(rig.printed.len(), 1);
    let mut rig = Rig::listening_at(statement());
    assert_ne!(first(&rig).kind, a11y::speech::Kind::Link);
    assert!(rig.state.picture().unwrap().prints);
    rig.does(Event::Touch(Touch::Control(Control::Print)));
    assert_eq!(rig.printed.len(), 1);
    let mut rig = Rig::listening_at(public("Prova"));
    rig.does(Event::Touch(Touch::Control(Control::Print)));
    assert!(rig.printed.is_empty() && !rig.state.picture().unwrap().prints);
}

#[test]
fn who_listens_alone_hears_once_that_the_screen_is_covered_and_then_everything() {
    let mut rig = Rig::listening_at(mine());
    rig.hears_out();
    let all = rig.all();
    assert_eq!(all.matches("i tuoi dati sono coperti").count(), 1, "{all}");
    assert!(all.contains("Noemi"), "{all}");
    assert!(!format!("{:?}", rig.state.picture().unwrap().page).contains("Noemi"));
    let plainly = Rig::listening_at(public("Prova"));
    assert_eq!(plainly.state.picture().unwrap().covered, None);
    // Whoever has covered all of the screen knows it; where they uncover it, it is told.
    let mut rig = Rig::listening_at(public("Prova").submit(plain("Vai")));
    let goes = |rig: &mut Rig| {
        rig.key(Key::Digit(8));
        rig.key(Key::Select);
        rig.gets(mine());
        rig.hears_out();
        rig.all().matches("i tuoi dati sono coperti").count()
    };
    rig.key(Key::Digit(3));
    assert_eq!(goes(&mut rig), 0, "{}", rig.all());
    rig.key(Key::Digit(3));
    rig.key(Key::Back);
    rig.gets(public("Prova").submit(plain("Vai")));
    assert_eq!(goes(&mut rig), 1, "{}", rig.all());
}

#[test]
fn files_to_keep_are_not_offered_where_nobody_can_keep_them() {
    let file = || Link::to(plain("Scarica"), a11y::page::Target::Download("/it/estratto-conto/csv".into()));
    let links = a11y::page::Block::Links(vec![file(), Link::inside(plain("Avanti"), "/it/avanti")]);
    let rig = Rig::listening_at(public("Estratto").with(links).link(file()));
    let shown = format!("{:?}", rig.state.picture().unwrap().page);
    assert!(!shown.contains("Scarica") && shown.contains("Avanti"), "{shown}");
}

#[test]
fn printed_is_said_when_the_printer_says_so_and_a_failed_receipt_comes_again_once() {
    let mut rig = Rig::listening_at(statement());
    let print = rig.state.session.view.heard.iter().find(|u| u.id == "azione-1").unwrap().id.clone();
    rig.does(Event::Touch(Touch::Part(print.clone())));
    let first = rig.printed[0];
    rig.hears_out();
    assert!(!rig.all().contains("prendi la ricevuta"));
    rig.does(Event::Paper(Paper::Failed(first, PaperState::Out)));
    assert!(rig.last().contains("non c’è carta"), "{}", rig.last());
    rig.does(Event::Paper(Paper::State(PaperState::Out)));
    rig.does(Event::Paper(Paper::State(PaperState::Ready)));
    assert_eq!(rig.printed.len(), 2);
    rig.does(Event::Paper(Paper::Printed(first)));
    assert!(!rig.all().contains("prendi la ricevuta"), "another job's word counts for nothing");
    rig.does(Event::Paper(Paper::Printed(rig.printed[1])));
    assert!(rig.last().contains("prendi la ricevuta"), "{}", rig.last());
    rig.does(Event::Paper(Paper::State(PaperState::NearEnd)));
    assert_eq!(rig.printed.len(), 2);
}

#[test]
fn whoever_has_heard_a_code_whole_is_told_once_that_the_paper_has_its_beginning() {
    let code = Text::from(a11y::text::Span::FiscalCode("MRNNMO69C66H501O".into()));
    let row = SummaryRow { label: plain("Codice fiscale"), value: code, change: None };
    let page = statement().with(Summary { caption: plain("Di chi è"), rows: vec![row] });
    let prints = |rig: &mut Rig| {
        rig.does(Event::Touch(Touch::Control(Control::Print)));
        let id = *rig.printed.last().unwrap();
        rig.does(Event::Paper(Paper::Printed(id)));
        rig.last().to_owned()
    };
    let mut rig = Rig::listening_at(page);
    let first = prints(&mut rig);
    assert!(first.contains("prendi la ricevuta") && first.contains("solo i primi cinque segni"), "{first}");
    let again = prints(&mut rig);
    assert!(again.contains("prendi la ricevuta") && !again.contains("cinque"), "{again}");
    let other = prints(&mut Rig::listening_at(statement()));
    assert!(other.contains("prendi la ricevuta") && !other.contains("cinque"), "{other}");
}

#[test]
fn who_ends_while_a_piece_hangs_in_the_printer_is_told_so() {
    let printing = || {
        let mut rig = Rig::listening_at(statement());
        let print = rig.state.session.view.heard.iter().find(|u| u.id == "azione-1").unwrap().id.clone();
        rig.does(Event::Touch(Touch::Part(print)));
        rig
    };
    let caption = |rig: &Rig| format!("{:?}", rig.state.picture().unwrap().caption);
    let piece = "Un pezzo della tua ricevuta è ancora nella stampante.";
    // It stopped before the end: heard, seen, and who to call.
    let mut rig = printing();
    rig.does(Event::Paper(Paper::Failed(rig.printed[0], PaperState::CoverOpen)));
    // That it will not be printed is asked about first.
    rig.key(Key::End);
    rig.waits(2_000);
    rig.key(Key::End);
    for told in [rig.last().to_owned(), caption(&rig)] {
        assert!(told.contains(piece) && told.contains("premi due volte il tasto 7"), "{told}");
        assert!(!told.contains("non resta nulla"), "{told}");
    }
    // It stops after it.
    let mut rig = printing();
    rig.key(Key::End);
    assert!(rig.last().contains("non resta nulla"), "{}", rig.last());
    rig.does(Event::Paper(Paper::Failed(rig.printed[0], PaperState::CoverOpen)));
    assert!(caption(&rig).contains(piece), "{}", caption(&rig));
    // Once it is cut off and the receipt comes anew, nothing hangs there.
    let mut rig = printing();
    rig.does(Event::Paper(Paper::Failed(rig.printed[0], PaperState::CoverOpen)));
    rig.does(Event::Paper(Paper::State(PaperState::Ready)));
    rig.key(Key::End);
    assert!(!rig.last().contains(piece), "{}", rig.last());
}

#[test]
fn what_came_of_a_receipt_is_not_followed_by_the_sentence_that_announced_it() {
    let times = |rig: &Rig, words: &str| rig.all().matches(words).count();
    let printing = |page: Page| {
        let mut rig = Rig::listening_at(page);
        rig.hears_out();
        rig.does(Event::Touch(Touch::Control(Control::Print)));
        assert_eq!(rig.last(), "Sto stampando.");
        rig
    };
    let mut rig = printing(statement());
    rig.does(Event::Paper(Paper::Printed(rig.printed[0])));
    rig.hears_out();
    assert_eq!((times(&rig, "Sto stampando."), times(&rig, "prendi la ricevuta")), (1, 1), "{}", rig.all());
    let mut rig = printing(statement());
    rig.does(Event::Paper(Paper::Failed(rig.printed[0], PaperState::Out)));
    rig.hears_out();
    assert_eq!((times(&rig, "Sto stampando."), times(&rig, "non è uscita intera")), (1, 1), "{}", rig.all());
    // Nor is a promise that has been kept.
    let mut rig = Rig::listening_at(statement());
    rig.does(Event::Paper(Paper::State(PaperState::Out)));
    rig.does(Event::Touch(Touch::Control(Control::Print)));
    rig.does(Event::Paper(Paper::State(PaperState::Ready)));
    rig.hears_out();
    assert_eq!((times(&rig, "Quando torna"), times(&rig, "Sto stampando.")), (1, 1), "{}", rig.all());
    // What tells of something else cuts it off, and it comes again, as long as it is so.
    let mut rig = printing(statement());
    rig.does(Event::Staff(Staff::Coming));
    let mut other = rig.clone();
    rig.hears_out();
    assert_eq!(times(&rig, "Sto stampando."), 2, "{}", rig.all());
    other.does(Event::Paper(Paper::Printed(other.printed[0])));
    other.hears_out();
    assert_eq!(times(&other, "Sto stampando."), 1, "{}", other.all());
}

#[test]
fn what_came_of_a_call_is_not_followed_by_how_one_calls() {
    let mut rig = Rig::listening_at(statement());
    rig.hears_out();
    rig.does(Event::Touch(Touch::Control(Control::Staff)));
    rig.does(Event::Touch(Touch::Control(Control::Staff)));
    rig.hears_out();
    let how = rig.all().matches("Per chiamare il personale").count();
    assert!(how == 1 && rig.all().contains("il personale è chiamato"), "{}", rig.all());
}
