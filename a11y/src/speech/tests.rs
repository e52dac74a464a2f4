#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::{date, time};
use proptest::prelude::*;

use super::script::Script;
use super::*;
use crate::arbitrary;
use crate::page::*;
use crate::text::{Cents, Hundredths, Span, Text};
use crate::words as shared;

fn commands(utterance: &Utterance) -> &[Command] {
    match &utterance.heard {
        Heard::Public(public) => public.commands(),
        Heard::Private(private) => private.commands(),
    }
}

fn form() -> Page {
    let comune = Question::new(
        "comune",
        Text::plain("Comune di nascita"),
        Input::Line { value: "Macetata".into(), width: 20 },
    )
    .hint(Text::plain("Per esempio, Ancona"))
    .problem(Some(Text::plain("Non conosciamo questo comune: scrivi il nome com’è sulla tessera").into()));
    let mut born = Question::new(
        "nascita",
        Text::plain("Data di nascita"),
        Input::Date { day: "31".into(), month: "2".into(), year: "1958".into() },
    );
    born.problem = Some(Problem { text: Text::plain("Febbraio non ha 31 giorni"), parts: vec![0] });
    let choice = |value: &str, label: &'static str| Choice {
        value: value.into(),
        label: Text::plain(label),
        hint: None,
    };
    let how = Question::new(
        "modo",
        Text::plain("Come vuoi la seconda parte del PIN?"),
        Input::OneChoice {
            choices: vec![
                choice("lettera", "Lettera in caratteri grandi"),
                choice("braille", "Lettera in braille"),
            ],
            chosen: Some("braille".into()),
        },
    )
    .optional();
    let pin = Question::new("pin", Text::plain("PIN"), Input::Secret { width: 8 });
    Page { step: Some(Step { now: 2, of: 5, part: None }), ..Page::new(Lang::It, Text::plain("Chi sei")) }
        .public()
        .with(comune)
        .with(born)
        .with(how)
        .with(pin)
        .submit(Text::plain("Continua"))
}

#[test]
fn paragraphs_are_heard_apart() {
    let heard = transcript(&page(&crate::plain::tests::story(), &Frame::default()));
    let told = "[it] Che cosa è successo? | . | Ho lavorato tutto l’anno. | .. | Ho le buste paga | .. | e il contratto.\n";
    assert!(heard.ends_with(told), "{heard}");
    let written = page_read(&crate::plain::tests::story(), &Frame::default(), Reading::Written);
    let line = super::written(commands(written.last().unwrap()));
    assert!(line.contains("l’anno.") && line.contains("paga e il contratto."), "{line}");
}

#[test]
fn a_confirmation_is_heard_with_the_heading_of_what_follows() {
    let confirmation = Confirmation {
        protocol: "AN4059281".into(),
        label: Text::plain("Numero di protocollo"),
        date: date(2026, 3, 27),
        time: time(8, 30, 0, 0),
        next: vec![Text::plain("Ti scriviamo.")],
    };
    let sent = Page::new(Lang::It, Text::plain("Domanda inviata")).public().with(confirmation);
    let fate = Text::plain("Le risposte salvate restano 30 giorni.");
    let frame = Frame { session_end: Some(time(15, 42, 0, 0)), session_fate: fate, ..Frame::default() };
    insta::assert_snapshot!(transcript(&page(&sent, &frame)), @r#"
    Title public titolo: [it] Domanda inviata
    Text public b-0: [it] Numero di protocollo | . | A-N | . | 4-0 | . | 5-9 | . | 2-8 | . | 1 | .. | Ricevuto il 27 marzo 2026 alle 8 e 30
    Heading 2 public b-0-0: [it] Che cosa succede ora
    Text public b-0-1: [it] Ti scriviamo.
    Text public sessione: [it] La sessione si chiude alle 15 e 42 se non fai nulla | .. | Le risposte salvate restano 30 giorni.
    "#);
}

#[test]
fn a_form_with_problems_is_heard_problems_first() {
    let frame = Frame { session_end: Some(time(15, 42, 0, 0)), ..Frame::default() };
    insta::assert_snapshot!(transcript(&page(&form(), &frame)), @r#"
    Problem private errori: [it] Ci sono 2 problemi | .. | {comune} | Non conosciamo questo comune: scrivi il nome com’è sulla tessera | .. | {nascita-giorno} | Febbraio non ha 31 giorni
    Title public titolo: [it] Chi sei | .. | Passo 2 di 5
    Question private comune: {comune-errore} | [it] Errore: Non conosciamo questo comune: scrivi il nome com’è sulla tessera | .. | Comune di nascita | .. | {comune-aiuto} | Per esempio, Ancona | .. | Risposta: Macetata
    Question private nascita: {nascita-errore} | [it] Errore: Febbraio non ha 31 giorni | .. | Data di nascita
    Part private nascita-giorno: [it] Giorno | . | 31
    Part private nascita-mese: [it] Mese | . | 2
    Part private nascita-anno: [it] Anno | . | 1958
    Question public modo-gruppo: [it] Come vuoi la seconda parte del PIN? | . | (facoltativo) | .. | 2 scelte
    Choice private modo: [it] Lettera in caratteri grandi | . | 1 di 2
    Choice private modo-2: [it] Lettera in braille | . | scelto | . | 2 di 2
    Question public pin: [it] PIN
    Button public invia: [it] Continua
    Text public sessione: [it] La sessione si chiude alle 15 e 42 se non fai nulla
    "#);
}

fn statement() -> Page {
    let column = |header: &'static str, numeric| Column { header: Text::plain(header), numeric };
    let row = |year: &'static str, weeks, pay, total: bool| Row {
        header: Text::plain(year),
        cells: vec![Text::from(Hundredths(weeks)), Text::from(Cents(pay))],
        link: (!total)
            .then(|| Link::inside(Text::plain("Segnala un errore del 2019"), "/it/estratto/2019/errore")),
        total,
    };
    let table = Table {
        caption: Text::plain("Contributi"),
        columns: vec![column("Anno", false), column("Settimane", true), column("Retribuzione", true)],
        rows: vec![row("2019", 5200, 2_123_450, false), row("Totale", 4150, 2_123_450, true)],
    };
    let office = Section {
        heading: Text::plain("La tua sede"),
        body: vec![
            Text::name("Sede provinciale di Ancona (dati di prova)").into(),
            Block::Links(vec![Link::to(Text::plain("Chiama la sede"), Target::Phone("803164".into()))]),
        ],
    };
    Page { test_data: true, ..Page::new(Lang::It, Text::plain("Estratto conto")) }.with(table).with(office)
}

#[test]
fn a_table_is_heard_row_by_row_with_its_headers() {
    insta::assert_snapshot!(transcript(&page(&statement(), &Frame::default())), @r#"
    Title private titolo: [it] Estratto conto | .. | Dati di prova: persone e sedi inventate
    Caption private b-0: [it] Contributi | . | 2 righe
    Row private b-0-0: [it] Anno 2019 | .. | Settimane 52 | .. | Retribuzione 21234 euro e 50 centesimi
    Link private b-0-0-link: [it] Segnala un errore del 2019
    Row private b-0-1: [it] Totale | .. | Settimane 41,5 | .. | Retribuzione 21234 euro e 50 centesimi
    Heading 2 private b-1: [it] La tua sede
    Text private b-1-0: [it] Sede provinciale di Ancona (dati di prova)
    Link private b-1-1-0: [it] Chiama la sede | . | 8-0 | . | 3-1 | . | 6-4
    "#);
}

#[test]
fn the_same_statement_as_plain_text() {
    insta::assert_snapshot!(crate::plain::page(&statement(), &Frame::default(), None), @r#"
    Estratto conto
    ==============

    Dati di prova: persone e sedi inventate

    Contributi
    Anno    Settimane    Retribuzione
    2019        52     21.234,50 euro
    Totale      41,5   21.234,50 euro
    - Segnala un errore del 2019 </it/estratto/2019/errore>

    La tua sede
    -----------

    Sede provinciale di Ancona (dati di prova)

    - Chiama la sede <803 164>
    "#);
}

#[test]
fn the_same_form_as_plain_text() {
    insta::assert_snapshot!(crate::plain::page(&form(), &Frame::default(), None), @r#"
    Ci sono 2 problemi
    ------------------

    - Non conosciamo questo comune: scrivi il nome com’è sulla tessera
    - Febbraio non ha 31 giorni

    Chi sei
    =======

    Passo 2 di 5

    Comune di nascita
      Errore: Non conosciamo questo comune: scrivi il nome com’è sulla tessera
      Per esempio, Ancona
      Risposta: Macetata

    Data di nascita
      Errore: Febbraio non ha 31 giorni
      Giorno: 31
      Mese: 2
      Anno: 1958

    Come vuoi la seconda parte del PIN? (facoltativo)
    - Lettera in caratteri grandi
    - Lettera in braille (scelto)

    PIN
      Risposta: non si mostra

    [Continua]
    "#);
}

#[test]
fn the_label_of_an_only_question_is_heard_once() {
    let label = || Text::plain("Qual è il tuo comune?");
    let input = Input::Line { value: String::new(), width: 20 };
    let only = Page::new(Lang::It, label()).public().with(Question::new("comune", label(), input));
    let said = transcript(&page(&only, &Frame::default()));
    assert_eq!(said.matches("Qual è il tuo comune?").count(), 1, "{said}");
    assert!(said.contains("Question public comune: [it] Ancora nessuna risposta"), "{said}");
}

#[test]
fn a_public_page_is_public_but_for_what_was_typed() {
    let private =
        |id: &str| page(&form(), &Frame::default()).iter().any(|u| u.id == id && u.public().is_none());
    assert!(
        private("errori")
            && private("comune")
            && private("nascita")
            && private("nascita-giorno")
            && private("modo")
            && private("modo-2")
    );
    assert!(!private("titolo") && !private("pin") && !private("invia"));
    let statement = page(&statement(), &Frame::default());
    assert!(statement.iter().all(|utterance| utterance.public().is_none()));
}

fn is_haraka(sign: char) -> bool {
    matches!(sign, '\u{64b}'..='\u{652}' | '\u{670}')
}

fn arabic_words(text: &str) -> Vec<&str> {
    let arabic = |c: char| ('\u{620}'..='\u{6d3}').contains(&c);
    text.split(|c: char| !arabic(c))
        .filter(|word| word.chars().filter(|c| !is_haraka(*c)).count() > 1)
        .collect()
}

#[test]
fn every_arabic_speech_carries_its_short_vowels() {
    for file in [
        include_str!("../words/ar.ftl"),
        include_str!("../values/words/ar.ftl"),
        include_str!("words/ar.ftl"),
    ] {
        let mut spoken = false;
        let mut checked = 0;
        for line in file.lines() {
            if !line.starts_with(' ') {
                spoken = false;
            }
            spoken |= line.trim_start().starts_with(".speech");
            for word in arabic_words(line).into_iter().filter(|_| spoken) {
                checked += 1;
                assert!(word.chars().any(is_haraka), "{word} has no short vowel in: {line}");
            }
        }
        assert!(checked > 20);
    }
}

#[test]
fn an_arabic_page_speaks_vowelled_arabic_and_italian_names() {
    let rows = vec![SummaryRow {
        label: shared::task_done(Lang::Ar),
        value: Text::name("Via di Prova 22, Bolzano"),
        change: None,
    }];
    let office = Page::new(Lang::Ar, shared::step(Lang::Ar, 2, 5))
        .public()
        .with(Summary { caption: shared::actions(Lang::Ar), rows })
        .say(Span::Date(date(1958, 3, 27)).into())
        .say(Span::Code("AN4059".into()).into());
    let said = page(&office, &Frame::default());
    for command in said.iter().flat_map(commands) {
        if let Command::Say { lang: Lang::Ar, words } = command {
            for word in arabic_words(words) {
                assert!(word.chars().any(is_haraka), "{word} in {words}");
            }
        }
    }
    insta::assert_snapshot!(transcript(&said), @r#"
    Title public titolo: [ar] اَلْخُطْوَةُ 2 مِنْ 5
    Caption public b-0: [ar] اَلْإِجْرَاءَاتُ | . | صَفٌّ وَاحِدٌ
    Row public b-0-0: [ar] مُكْتَمِلٌ | . | [it] Via di Prova 22, Bolzano
    Text public b-1: [ar] 27 مَارِس 1958
    Text public b-2: [it] A-N | . | 4-0 | . | 5-9
    "#);
}

fn bare(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

fn all_words(utterances: &[Utterance]) -> String {
    let said = utterances.iter().flat_map(commands).map(|command| match command {
        Command::Say { words: text, .. } | Command::Spell { text, .. } => bare(text),
        Command::Pause(_) | Command::Mark(_) => String::new(),
    });
    said.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_fact_is_heard(any in arbitrary::page()) {
        let said = all_words(&page(&any, &Frame::default()));
        for fact in arbitrary::texts(&any.body).iter().flat_map(Text::spoken) {
            let mut script = Script::new(any.lang, Reading::First, false);
            script.text(&fact.clone().into());
            let fact = all_words(&[script.finish(String::new(), Kind::Text)]);
            prop_assert!(said.contains(&fact), "{fact} is not in {said}");
        }
    }

    #[test]
    fn the_same_ids_are_heard_at_every_reading_and_each_once(any in arbitrary::page()) {
        let ids = |reading| -> Vec<String> {
            page_read(&any, &Frame::default(), reading).into_iter().map(|utterance| utterance.id).collect()
        };
        let heard = ids(Reading::First);
        prop_assert_eq!(&heard, &ids(Reading::Again));
        prop_assert_eq!(&heard, &ids(Reading::Spelled));
        prop_assert_eq!(&heard, &ids(Reading::Written));
        let unique: std::collections::BTreeSet<&String> = heard.iter().collect();
        prop_assert_eq!(unique.len(), heard.len());
    }

    #[test]
    fn nothing_private_is_public(any in arbitrary::page()) {
        let said = page(&any, &Frame::default());
        if any.private {
            prop_assert!(said.iter().all(|utterance| utterance.public().is_none()));
        }
        let private = arbitrary::texts(&any.body).iter().any(Text::is_private);
        prop_assert!(!private || said.iter().any(|utterance| utterance.public().is_none()));
    }

    #[test]
    fn an_arabic_voice_gets_no_latin_letters(any in arbitrary::page_in(Lang::Ar)) {
        for reading in [Reading::First, Reading::Again, Reading::Spelled] {
            for command in page_read(&any, &Frame::default(), reading).iter().flat_map(commands) {
                if let Command::Say { lang: Lang::Ar, words } | Command::Spell { lang: Lang::Ar, text: words } = command {
                    prop_assert!(!words.chars().any(|c| c.is_ascii_alphabetic()), "{words}");
                }
            }
        }
    }

    #[test]
    fn no_utterance_is_empty(any in arbitrary::page()) {
        for utterance in page(&any, &Frame::default()) {
            prop_assert!(!commands(&utterance).is_empty(), "{utterance:?}");
        }
    }
}
