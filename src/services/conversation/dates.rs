//! Dates in three boxes, and digits of other scripts.

use a11y::page::Problem;
use a11y::text::{Lang, Text};
use jiff::civil::Date;

use super::Answers;
use crate::services::words;

/// The three boxes of a date as typed, if their page was ever sent; a whole date typed into the first box ("1/12/2026",
/// "1 dicembre 2026", "2026-12-01") is taken apart. A month that was written out is its number, for its box has room for no
/// more.
pub(super) fn date_parts(answers: &Answers, name: &str) -> Option<[String; 3]> {
    let part = |part: &str| answers.get(&format!("{name}-{part}")).map(|v| v.trim().to_owned());
    let boxes = [part("giorno")?, part("mese")?, part("anno")?];
    let whole = boxes[1].is_empty() && boxes[2].is_empty();
    let [day, month, year] = whole.then(|| taken_apart(&boxes[0])).flatten().unwrap_or(boxes);
    let written_out = month.chars().any(char::is_alphabetic);
    let number = month_number(month.trim_matches(is_stray)).filter(|_| written_out);
    Some([day, number.map_or(month, |number| number.to_string()), year])
}

/// Day, month and year of a date in one text.
fn taken_apart(text: &str) -> Option<[String; 3]> {
    let between = |c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | '–' | ',' | '،');
    let mut parts = text.split(between).filter(|part| !part.is_empty()).map(str::to_owned);
    let mut first = parts.next()?;
    let is_word = |text: &str| text.chars().all(char::is_alphabetic) && ordinal(text).is_none();
    if is_word(&first) && month_number(&first).is_none() {
        // The day of the week, as our pages write it.
        first = parts.next()?;
    }
    let [second, last] = [parts.next()?, parts.next().filter(|_| parts.next().is_none())?];
    Some(match () {
        () if first.chars().count() == 4 && digits(&first).parse::<i16>().is_ok() => [last, second, first],
        () if is_word(&first) && month_number(&first).is_some() => [second, first, last],
        () => [first, second, last],
    })
}

/// A day that is written as an ordinal, without what makes it one: the first of a month as Italian says it and as our pages
/// write it, "1st", "first", "الأول".
fn ordinal(text: &str) -> Option<&str> {
    const FIRST: [&str; 6] = ["primo", "first", "أول", "الأول", "اول", "الاول"];
    if FIRST.contains(&text.to_lowercase().as_str()) {
        return Some("1");
    }
    let digits = text.trim_end_matches(char::is_alphabetic);
    let end = text[digits.len()..].to_lowercase();
    (!digits.is_empty() && ["st", "nd", "rd", "th"].contains(&end.as_str())).then_some(digits)
}

/// Reads a date from its three boxes: missing before impossible, naming the boxes that are wrong; `like` is a year
/// that would do, for the example.
///
/// # Errors
/// A [`Problem`] in the citizen's language.
pub fn read_date(lang: Lang, boxes: &[String; 3], like: i16) -> Result<Date, Problem> {
    // Who dictates "quattro, punto" has said four.
    let boxes = boxes.each_ref().map(|text| text.trim_matches(is_stray));
    let [day, month, year] = boxes;
    let missing: Vec<u8> = (0..3u8).filter(|n| boxes[usize::from(*n)].is_empty()).collect();
    match missing[..] {
        [] => {}
        [0] => return Err(Problem { text: words::date_day_missing(lang), parts: missing }),
        [1] => return Err(Problem { text: words::date_month_missing(lang), parts: missing }),
        [2] => return Err(Problem { text: words::date_year_missing(lang), parts: missing }),
        _ => return Err(Problem { text: words::date_missing(lang), parts: missing }),
    }
    let number = |text: &str| digits(text).parse::<i16>().ok();
    let wrong = |n: u8, text: Text| Problem { text, parts: vec![n] };
    let day = number(ordinal(day).unwrap_or(day))
        .filter(|d| (1..=31).contains(d))
        .ok_or_else(|| wrong(0, words::date_day_wrong(lang)))?;
    let month = month_number(month)
        .filter(|m| (1..=12).contains(m))
        .ok_or_else(|| wrong(1, words::date_month_wrong(lang)))?;
    let year = number(year)
        .filter(|y| (1000..=9999).contains(y))
        .ok_or_else(|| wrong(2, words::date_year_wrong(lang, &Text::plain(like.to_string()))))?;
    let [day8, month8] = [day, month].map(|n| i8::try_from(n).unwrap_or(0));
    Date::new(year, month8, day8)
        .map_err(|_| Problem { text: words::date_impossible(lang), parts: vec![0, 1, 2] })
}

/// What dictation leaves beside a number, and the sign of an ordinal.
fn is_stray(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '،' | '؛' | '/' | '-' | '–' | 'º' | '°')
}

/// A month by number or by its Italian, English or Arabic name (as in Egypt, the Levant or the Maghreb), which may be cut short after three letters ("dic.").
fn month_number(text: &str) -> Option<i16> {
    const NAMES: [&[&str]; 12] = [
        &["gennaio", "january", "يناير", "كانون الثاني", "جانفي"],
        &["febbraio", "february", "فبراير", "شباط", "فيفري"],
        &["marzo", "march", "مارس", "اذار"],
        &["aprile", "april", "ابريل", "نيسان", "افريل"],
        &["maggio", "may", "مايو", "ايار", "ماي"],
        &["giugno", "june", "يونيو", "حزيران", "جوان"],
        &["luglio", "july", "يوليو", "تموز", "يوليوز", "جويلية"],
        &["agosto", "august", "اغسطس", "اب", "غشت", "اوت"],
        &["settembre", "september", "سبتمبر", "ايلول", "شتنبر"],
        &["ottobre", "october", "اكتوبر", "تشرين الاول"],
        &["novembre", "november", "نوفمبر", "تشرين الثاني", "نونبر"],
        &["dicembre", "december", "ديسمبر", "كانون الاول", "دجنبر"],
    ];
    if let Ok(number) = digits(text).parse() {
        return Some(number);
    }
    let word: String =
        text.to_lowercase().chars().map(|c| if matches!(c, 'أ' | 'إ' | 'آ') { 'ا' } else { c }).collect();
    let whole = NAMES.iter().position(|names| names.contains(&word.as_str()));
    let mut begun = (0..NAMES.len()).filter(|n| NAMES[*n].iter().any(|name| name.starts_with(word.as_str())));
    // Two months of the Levant begin alike.
    let one = begun.next().filter(|_| begun.next().is_none() && word.chars().count() >= 3);
    i16::try_from(whole.or(one)? + 1).ok()
}

/// The same text with every decimal digit of Unicode's Arabic-Indic and full-width rows made ASCII.
pub fn digits(text: &str) -> String {
    text.chars()
        .map(|c| {
            let row = [0x0660, 0x06F0, 0xFF10].into_iter().find(|zero| (0..10).contains(&(c as i64 - zero)));
            let digit = row.and_then(|zero| u32::try_from(c as i64 - zero).ok());
            digit.and_then(|d| char::from_digit(d, 10)).unwrap_or(c)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn typed(day: &str, month: &str, year: &str) -> Result<Date, Problem> {
        let mut answers = Answers::default();
        for (part, value) in [("giorno", day), ("mese", month), ("anno", year)] {
            answers.set(format!("inizio-{part}"), value);
        }
        read_date(Lang::It, &date_parts(&answers, "inizio").unwrap(), 2026)
    }

    #[test]
    fn months_are_numbers_or_names_cut_short() {
        for month in ["12", "dicembre", "dic", "Dic.", "DEC", "١٢", "ديسمبر", "كانون الأول", "دجنبر"]
        {
            assert_eq!(typed("1", month, "2026"), Ok(date(2026, 12, 1)), "{month}");
        }
        for (month, number) in [
            ("mar", 3),
            ("mag", 5),
            ("giu", 6),
            ("lug", 7),
            ("sett", 9),
            ("أكتوبر", 10),
            ("شباط", 2),
            ("آب", 8),
            ("غشت", 8),
        ] {
            assert_eq!(typed("1", month, "2026"), Ok(date(2026, number, 1)), "{month}");
        }
        let mut answers = Answers::default();
        for (part, value) in [("giorno", "1"), ("mese", "Aprile"), ("anno", "")] {
            answers.set(format!("inizio-{part}"), value);
        }
        assert_eq!(
            date_parts(&answers, "inizio").unwrap(),
            ["1", "4", ""],
            "its box has room for two digits"
        );
        for month in ["di", "decembre", "13", "0", ".", "كانون"] {
            assert_eq!(typed("1", month, "2026").unwrap_err().parts, [1], "{month}");
        }
    }

    #[test]
    fn what_dictation_leaves_beside_a_number_is_left_out() {
        assert_eq!(typed("primo", "12", "2026"), Ok(date(2026, 12, 1)));
        for [day, month, year] in [
            ["4.", "11.", "1984."],
            ["4,", " 11 ", "1984"],
            ["4º", "nov.", ".1984"],
            ["- 4", "/11", "1984;"],
            ["٤،", "١١.", "١٩٨٤"],
        ] {
            assert_eq!(typed(day, month, year), Ok(date(1984, 11, 4)), "{day} {month} {year}");
        }
        // Nothing but a stray sign is nothing; a sign between digits is no stray one.
        assert_eq!(typed(".", "11", "1984"), typed("", "11", "1984"));
        assert_eq!(typed("4", "1.1", "1984").unwrap_err().parts, [1]);
        assert_eq!(typed("4", "11", "19.84").unwrap_err().parts, [2]);
    }

    #[test]
    fn a_whole_date_in_the_first_box_is_understood() {
        for whole in [
            "1st December 2026",
            "December 1, 2026",
            "Dec. 1st, 2026",
            "first December 2026",
            "martedì 1 dicembre 2026",
            "martedì primo dicembre 2026",
            "Tuesday 1 December 2026",
            "الثلاثاء 1 ديسمبر 2026",
            "الأول ديسمبر 2026",
        ] {
            assert_eq!(typed(whole, "", ""), Ok(date(2026, 12, 1)), "{whole}");
        }
        for whole in ["una data qualsiasi", "December 2026", "1st 2026"] {
            assert!(typed(whole, "", "").is_err(), "{whole}");
        }
        for whole in [
            "1/12/2026",
            "1.12.2026",
            "1-12-2026",
            "1 dic 2026",
            "Primo dicembre 2026",
            "2026-12-01",
            "١/١٢/٢٠٢٦",
        ] {
            assert_eq!(typed(whole, "", ""), Ok(date(2026, 12, 1)), "{whole}");
        }
        assert_eq!(typed("1/12", "", "").unwrap_err().parts, [1, 2]);
        assert_eq!(typed("1/12/2026", "12", "").unwrap_err().parts, [2]);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_day_or_is_told_at_its_boxes(
            day in "\\PC{0,12}|[-0-9./ ]{0,12}",
            month in "\\PC{0,8}|[0-9.]{0,4}|",
            year in "\\PC{0,8}|[0-9.]{0,6}|",
        ) {
            if let Err(wrong) = typed(&day, &month, &year) {
                prop_assert!(!wrong.parts.is_empty() && wrong.parts.iter().all(|part| *part < 3));
            }
        }

        #[test]
        fn a_day_is_read_however_it_is_written(year in 1000_i16..=9999, month in 1_i8..=12, day in 1_i8..=28) {
            let date = date(year, month, day);
            let [d, m, y] = [i16::from(day), i16::from(month), year].map(|n| n.to_string());
            prop_assert_eq!(typed(&d, &m, &y), Ok(date));
            prop_assert_eq!(typed(&format!("{d}."), &format!(" {m},"), &y), Ok(date));
            for between in ["/", ".", "-", " "] {
                prop_assert_eq!(typed(&[&*d, &*m, &*y].join(between), "", ""), Ok(date));
            }
            prop_assert_eq!(typed(&date.to_string(), "", ""), Ok(date));
            for lang in Lang::ALL {
                let shown = a11y::values::line(&date.into(), lang);
                prop_assert_eq!(typed(&shown, "", ""), Ok(date), "{}", shown);
            }
        }
    }

    #[test]
    fn the_example_of_a_year_fits_the_question() {
        let wrong = typed("1", "12", "26").unwrap_err();
        assert!(a11y::values::line(&wrong.text, Lang::It).ends_with("come 2026"));
    }
}
