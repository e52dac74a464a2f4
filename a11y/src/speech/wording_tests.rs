#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command as Process;

use jiff::civil::{date, time};

use super::script::Script;
use super::{Kind, Reading, transcript};
use crate::text::{Cents, Hundredths, Lang, Opening, Span};

/// One span as it is heard, in the form of a transcript.
fn heard(span: Span, lang: Lang, reading: Reading) -> String {
    let mut script = Script::new(lang, reading, false);
    script.text(&span.into());
    let line = transcript(&[script.finish("x".into(), Kind::Text)]);
    line.trim_end().trim_start_matches("Text public x: ").to_owned()
}

fn first(span: Span) -> [String; 3] {
    Lang::ALL.map(|lang| heard(span.clone(), lang, Reading::First))
}

#[test]
fn values_are_worded_for_the_ear() {
    assert_eq!(
        first(Span::Money(Cents(123_450))),
        ["[it] 1234 euro e 50 centesimi", "[en] 1234 euros and 50 cents", "[ar] 1234 يُورُو وَ 50 سِنْتًا"]
    );
    assert_eq!(first(Span::Money(Cents(-101)))[0], "[it] meno 1 euro e 1 centesimo");
    assert_eq!(first(Span::Money(Cents(100)))[1], "[en] 1 euro");
    assert_eq!(first(Span::Money(Cents(50)))[0], "[it] 50 centesimi");
    assert_eq!(
        first(Span::Date(date(1958, 3, 1))),
        ["[it] primo marzo 1958", "[en] 1 March 1958", "[ar] 1 مَارِس 1958"]
    );
    assert_eq!(first(Span::Time(time(8, 30, 0, 0))), ["[it] 8 e 30", "[en] 8 30 am", "[ar] 8 وَ 30 دَقِيقَةً"]);
    assert_eq!(first(Span::Time(time(8, 0, 0, 0))), ["[it] 8", "[en] 8 am", "[ar] 8"]);
    assert_eq!(first(Span::Time(time(13, 0, 0, 0))), ["[it] 13", "[en] 1 pm", "[ar] 13"]);
    assert_eq!(first(Span::Decimal(Hundredths(4150))), ["[it] 41,5", "[en] 41.5", "[ar] 41 فَاصِلَةٌ 5"]);
    assert_eq!(first(Span::Number(-1234))[0], "[it] meno 1234");
    assert_eq!(
        first(Span::Phone("803164".into())),
        ["[it] 8-0 | . | 3-1 | . | 6-4", "[en] 8-0 | . | 3-1 | . | 6-4", "[ar] 8-0 | . | 3-1 | . | 6-4"]
    );
    let mobile = || Span::Phone("+393331234567".into());
    assert_eq!(first(mobile())[0], "[it] più 39 | . | 3-3 | . | 3-1 | . | 2-3 | . | 4-5 | . | 6-7");
    assert_eq!(heard(mobile(), Lang::It, Reading::Again), "[it] più 39 | . | 33, 31, 23, 45, 67");
    assert_eq!(
        first(Span::Mail("mario.rossi@esempio.it".into()))[2],
        "[it] mario punto rossi chiocciola esempio punto it"
    );
}

#[test]
fn codes_are_read_digit_by_digit_then_by_two_then_with_names() {
    let code = || Span::Code("AN4059281".into());
    assert_eq!(heard(code(), Lang::It, Reading::First), "[it] A-N | . | 4-0 | . | 5-9 | . | 2-8 | . | 1");
    assert_eq!(heard(code(), Lang::It, Reading::Again), "[it] A-N | . | 40 | . | 59 | . | 28 | . | 1");
    assert_eq!(heard(Span::Code("A4".into()), Lang::It, Reading::Spelled), "[it] A come Ancona | . | 4");
    assert_eq!(
        heard(Span::Code("A4".into()), Lang::Ar, Reading::Spelled),
        "[it] A | [ar] كَمَا فِي | [it] Ancona | . | [ar] 4"
    );
    let fiscal = || Span::FiscalCode("RSSMRA80A01H501U".into());
    assert_eq!(
        heard(fiscal(), Lang::Ar, Reading::First),
        "[it] R-S-S | . | M-R-A | . | 8-0-A-0-1 | . | H-5-0-1-U"
    );
    assert_eq!(
        heard(fiscal(), Lang::It, Reading::Spelled),
        "[it] R come Roma | . | S come Savona | . | S come Savona | . | M come Milano | . | R come Roma | . | \
         A come Ancona | . | 8 | . | 0 | . | A come Ancona | . | 0 | . | 1 | . | H come Hotel | . | 5 | . | 0 | . | \
         1 | . | U come Udine"
    );
}

#[test]
fn english_says_the_half_of_the_day_and_names_noon_and_midnight() {
    for (hour, minute, said) in [
        (0, 0, "12 midnight"),
        (0, 5, "12 oh 5 am"),
        (11, 59, "11 59 am"),
        (12, 0, "12 noon"),
        (12, 30, "12 30 pm"),
        (14, 0, "2 pm"),
        (23, 9, "11 oh 9 pm"),
    ] {
        let heard = heard(Span::Time(time(hour, minute, 0, 0)), Lang::En, Reading::First);
        assert_eq!(heard, format!("[en] {said}"));
    }
    let afternoon =
        Opening { weekday: 0, from: time(14, 0, 0, 0), to: time(16, 0, 0, 0), by_appointment: false };
    let heard = heard(Span::Hours(vec![afternoon]), Lang::En, Reading::First);
    assert_eq!(heard, "[en] Monday from 2 pm to 4 pm");
}

#[test]
fn hours_are_one_spoken_sentence() {
    let opening =
        |weekday| Opening { weekday, from: time(8, 30, 0, 0), to: time(13, 0, 0, 0), by_appointment: false };
    assert_eq!(
        first(Span::Hours((0..5).map(opening).collect()))[0],
        "[it] dal lunedì al venerdì dalle 8 e 30 alle 13"
    );
}

/// The sounds of a phrase as espeak-ng makes them, without stress, length, openness and the bounds of syllables.
fn sounds(voice: &str, words: &str) -> String {
    let said = Process::new("espeak-ng")
        .args(["-q", "--ipa", "-v", voice, words])
        .output()
        .expect("espeak-ng is needed to hear how values sound: ./test installs it");
    assert!(said.status.success());
    let ipa = String::from_utf8(said.stdout).unwrap();
    ipa.replace('ɛ', "e")
        .replace('ɔ', "o")
        .replace(['w', 'ʊ'], "u")
        .chars()
        .filter(|c| c.is_alphabetic() && !"ˈˌː".contains(*c))
        .collect()
}

#[test]
fn money_and_dates_sound_as_people_say_them() {
    let said = |span| heard(span, Lang::It, Reading::First).replace("[it] ", "");
    assert_eq!(
        sounds("it", &said(Span::Money(Cents(123_450)))),
        sounds("it", "milleduecentotrentaquattro euro e cinquanta centesimi")
    );
    assert_eq!(
        sounds("it", &said(Span::Date(date(1958, 3, 1)))),
        sounds("it", "primo marzo millenovecentocinquantotto")
    );
    assert_eq!(
        sounds("it", &said(Span::Decimal(Hundredths(4150)))),
        sounds("it", "quarantuno virgola cinque")
    );
    assert_eq!(sounds("it", &said(Span::Time(time(8, 30, 0, 0)))), sounds("it", "otto e trenta"));
}

#[test]
fn each_voice_gets_the_letters_that_it_reads() {
    let typed = "شارع روما Via Roma 12, ثم Prova";
    for lang in Lang::ALL {
        assert_eq!(heard(Span::name("شارع روما 12"), lang, Reading::First), "[ar] شارع روما 12");
        let said = heard(Span::name(typed), lang, Reading::First);
        assert_eq!(said, "[ar] شارع روما | [it] Via Roma 12, | [ar] ثم | [it] Prova");
        assert_eq!(heard(Span::name("Via Roma"), lang, Reading::First), "[it] Via Roma");
    }
}
