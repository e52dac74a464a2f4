#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use icu::datetime::DateTimeFormatter;
use icu::datetime::fieldsets::YMD;
use icu::datetime::input::Date as IcuDate;
use icu::locale::locale;
use jiff::civil::{date, time};
use proptest::prelude::*;

use super::*;
use crate::text::{Cents, Hundredths, Opening};

fn in_all(span: impl Into<Text>) -> [String; 3] {
    let text = span.into();
    Lang::ALL.map(|lang| line(&text, lang))
}

fn open(days: &[u8], from: i8, to: i8) -> Vec<Opening> {
    let at = |hour| time(hour, 0, 0, 0);
    days.iter()
        .map(|&weekday| Opening { weekday, from: at(from), to: at(to), by_appointment: false })
        .collect()
}

fn by_appointment(week: Vec<Opening>) -> Vec<Opening> {
    week.into_iter().map(|o| Opening { by_appointment: true, ..o }).collect()
}

#[test]
fn money_has_two_decimals_and_the_word_euro() {
    assert_eq!(in_all(Cents(123_450)), ["1.234,50 euro", "1,234.50 euros", "1.234,50 يورو"]);
    assert_eq!(in_all(Cents(0)), ["0,00 euro", "0.00 euros", "0,00 يورو"]);
    assert_eq!(in_all(Cents(7))[0], "0,07 euro");
    assert_eq!(in_all(Cents(i64::MIN))[0], "meno 92.233.720.368.547.758,08 euro");
}

#[test]
fn below_zero_is_a_word() {
    assert_eq!(in_all(Cents(-1250)), ["meno 12,50 euro", "minus 12.50 euros", "ناقص 12,50 يورو"]);
    assert_eq!(in_all(-3), ["meno 3", "minus 3", "ناقص 3"]);
}

#[test]
fn decimals_show_only_the_digits_they_have() {
    assert_eq!(in_all(Hundredths(4150)), ["41,5", "41.5", "41,5"]);
    assert_eq!(in_all(Hundredths(5200))[0], "52");
    assert_eq!(in_all(Hundredths(-5))[0], "meno 0,05");
}

#[test]
fn dates_and_times_are_worded() {
    assert_eq!(in_all(date(1958, 3, 27)), ["27 marzo 1958", "27 March 1958", "27 مارس 1958"]);
    assert_eq!(shown(&Span::Time(time(8, 30, 0, 0)), Lang::It), "8:30");
    assert_eq!(shown(&Span::Time(time(14, 5, 0, 0)), Lang::Ar), "14:05");
}

#[test]
fn dates_agree_with_cldr() {
    for (lang, cldr) in
        [(Lang::It, locale!("it")), (Lang::En, locale!("en-GB")), (Lang::Ar, locale!("ar-EG-u-nu-latn"))]
    {
        let formatter = DateTimeFormatter::try_new(cldr.into(), YMD::long()).unwrap();
        for month in 1..=12 {
            let expected = formatter.format(&IcuDate::try_new_iso(1958, month, 27).unwrap()).to_string();
            assert_eq!(in_all(date(1958, month as i8, 27))[lang as usize], expected);
        }
    }
}

#[test]
fn large_numbers_agree_with_cldr() {
    use icu::decimal::{DecimalFormatter, input::Decimal};
    let locales = [locale!("it"), locale!("en-GB"), locale!("ar-MA")];
    for (lang, cldr) in Lang::ALL.into_iter().zip(locales) {
        let formatter = DecimalFormatter::try_new(cldr.into(), Default::default()).unwrap();
        for number in [0, 999, 10_000, 123_456_789, i64::MAX] {
            assert_eq!(in_all(number)[lang as usize], formatter.format_to_string(&Decimal::from(number)));
        }
        let mut decimal = Decimal::from(123_456_789);
        decimal.multiply_pow10(-2);
        assert_eq!(in_all(Hundredths(123_456_789))[lang as usize], formatter.format_to_string(&decimal));
    }
}

#[test]
fn phones_stand_in_groups() {
    for (dialled, expected) in [
        ("803164", "803 164"),
        ("06164164", "06 164 164"),
        ("+393331234567", "+39 333 123 4567"),
        ("3331234567", "333 123 4567"),
        ("0712345678", "071 234 5678"),
        ("05411234567", "0541 123 4567"),
        ("+390612345678", "+39 06 123 456 78"),
        ("+4915112345678", "+49 151 123 456 78"),
        ("+12025550123", "+1 202 555 0123"),
        ("+212612345678", "+212 612 345 678"),
        ("0", "0"),
        ("+", "+"),
        ("interno 5", "interno 5"),
        ("", ""),
    ] {
        assert_eq!(phone(dialled), expected);
    }
}

#[test]
fn codes_stand_in_groups_of_two_digits_letters_apart() {
    assert_eq!(code("AN4059281"), "AN 40 59 28 1");
    assert_eq!(code("AN 40 59 28 1"), "AN 40 59 28 1");
    assert_eq!(code("40592817"), "40 59 28 17");
    assert_eq!(code("00118"), "00118");
    assert_eq!(code("2026-AN-1"), "20 26 - AN - 1");
    assert_eq!(code(""), "");
}

#[test]
fn a_fiscal_code_is_whole_as_on_the_card_and_said_in_groups() {
    assert_eq!(in_all(Span::FiscalCode("rssmra80a01h501u".into()))[0], "RSSMRA80A01H501U");
    assert_eq!(fiscal_code_groups("RSSMRA80A01H501U"), ["RSS", "MRA", "80A01", "H501U"]);
    assert_eq!(fiscal_code_groups("12345678903"), ["12", "34", "56", "78", "90", "3"]);
}

#[test]
fn hours_are_one_sentence() {
    let mut week = open(&[0, 1, 2, 3, 4], 8, 13);
    week.extend(open(&[1, 3], 14, 16));
    week.extend(by_appointment(open(&[1, 3], 0, 0)));
    let sentence = in_all(Span::Hours(week));
    assert_eq!(
        sentence[0],
        "dal lunedì al venerdì dalle 8:00 alle 13:00; il martedì e il giovedì anche dalle 14:00 alle 16:00; \
         il martedì e il giovedì solo su appuntamento"
    );
    assert_eq!(
        sentence[1],
        "Monday to Friday from 8:00 to 13:00; Tuesday and Thursday also from 14:00 to 16:00; \
         Tuesday and Thursday by appointment only"
    );
    assert_eq!(
        sentence[2],
        "من الاثنين إلى الجمعة من الساعة 8:00 إلى الساعة 13:00؛ يوم الثلاثاء ويوم الخميس أيضا من الساعة 14:00 \
         إلى الساعة 16:00؛ يوم الثلاثاء ويوم الخميس بموعد مسبق فقط"
    );
}

#[test]
fn hours_name_runs_lists_and_sundays() {
    let say = |week: Vec<Opening>| line(&hours(&week, Lang::It), Lang::It);
    assert_eq!(say(open(&[4, 0, 2], 8, 12)), "il lunedì, il mercoledì e il venerdì dalle 8:00 alle 12:00");
    assert_eq!(
        say(open(&[0, 1, 2, 6], 8, 12)),
        "dal lunedì al mercoledì e la domenica dalle 8:00 alle 12:00"
    );
    assert_eq!(say(open(&[4, 5, 6], 8, 12)), "dal venerdì alla domenica dalle 8:00 alle 12:00");
    assert_eq!(say(open(&[0, 1, 2, 3, 4, 5, 6], 8, 12)), "tutti i giorni dalle 8:00 alle 12:00");
    assert_eq!(say(Vec::new()), "chiuso");
    let halves = [open(&[0, 1], 8, 12), open(&[0, 1], 14, 16)].concat();
    assert_eq!(say(halves), "il lunedì e il martedì dalle 8:00 alle 12:00 e dalle 14:00 alle 16:00");
    let mixed = [open(&[0], 8, 12), by_appointment(open(&[2], 9, 11))].concat();
    assert_eq!(
        say(mixed),
        "il lunedì dalle 8:00 alle 12:00; il mercoledì dalle 9:00 alle 11:00 solo su appuntamento"
    );
}

#[test]
fn codes_are_spelled_with_names() {
    let spell = |lang| -> Vec<String> { spelled("an-4", lang).iter().map(|t| line(t, lang)).collect() };
    assert_eq!(spell(Lang::It), ["A come Ancona", "N come Napoli", "trattino", "4"]);
    assert_eq!(spell(Lang::En), ["A as in Alpha", "N as in November", "hyphen", "4"]);
    assert_eq!(spell(Lang::Ar), ["A كما في Ancona", "N كما في Napoli", "شرطة", "4"]);
}

#[test]
fn in_arabic_spelled_letters_and_towns_are_italian_runs() {
    let first = &spelled("A", Lang::Ar)[0];
    let italian = |span: &&Span| matches!(span, Span::Foreign(Lang::It, _));
    assert_eq!(first.spoken().iter().filter(italian).count(), 2);
}

#[test]
fn groups_keep_their_order_on_a_page_written_right_to_left() {
    let text = Text::from(Span::Phone("803164".into()));
    assert_eq!(isolated(&text, Lang::Ar), "\u{2066}803 164\u{2069}");
    assert_eq!(isolated(&text, Lang::It), "803 164");
}

proptest! {
    #[test]
    fn grouping_only_adds_blanks(written in "\\PC{0,40}") {
        let bare: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        prop_assert_eq!(code(&written).replace(' ', ""), bare);
    }

    #[test]
    fn any_digits_stay_the_same_telephone_number(dialled in "\\+?[0-9]{0,20}") {
        prop_assert_eq!(phone(&dialled).replace(' ', ""), dialled);
    }

    #[test]
    fn any_number_is_worded(number: i64) {
        for lang in Lang::ALL {
            for span in [Span::Number(number), Span::Money(Cents(number)), Span::Decimal(Hundredths(number))] {
                let digits: String = shown(&span, lang).chars().filter(char::is_ascii_digit).collect();
                let zeros = digits.trim_start_matches('0').trim_end_matches('0');
                let expected = number.unsigned_abs().to_string();
                prop_assert_eq!(zeros, expected.trim_end_matches('0').trim_start_matches('0'));
            }
        }
    }
}

#[test]
fn an_italian_article_is_shortened_before_a_vowel() {
    let received = |day, hour| {
        line(&crate::words::received(Lang::It, date(2026, 11, day), time(hour, 5, 0, 0)), Lang::It)
    };
    assert_eq!(received(8, 1), "Ricevuto l’8 novembre 2026 all’1:05");
    assert_eq!(received(11, 10), "Ricevuto l’11 novembre 2026 alle 10:05");
    assert_eq!(received(1, 11), "Ricevuto il primo novembre 2026 alle 11:05");
    assert_eq!(received(18, 21), "Ricevuto il 18 novembre 2026 alle 21:05");
}
