//! How each kind of value is worded for a voice.

use jiff::civil::{Date, Time};

use super::script::Script;
use super::{Pause, Reading, words};
use crate::text::{Cents, Hundredths, Lang, Span, Text, by_script};
use crate::values;

/// Says one span.
pub(super) fn span(script: &mut Script, span: &Span) {
    let lang = script.lang;
    match span {
        Span::Words(words) => script.say(lang, words),
        Span::Number(number) => signed(script, *number < 0, Text::plain(number.unsigned_abs().to_string())),
        Span::Decimal(number) => decimal(script, *number),
        Span::Money(amount) => money(script, *amount),
        Span::Date(day) => date(script, *day),
        Span::Time(hour) => time(script, *hour),
        Span::Year(year) => script.say(lang, &year.to_string()),
        Span::Code(written) => code(script, written),
        Span::FiscalCode(written) => fiscal_code(script, written),
        Span::Phone(written) => phone(script, written),
        Span::Mail(written) => mail(script, written),
        Span::Foreign(foreign, written) => {
            for (n, line) in values::lines(written).into_iter().enumerate() {
                if n > 0 {
                    script.pause(Pause::Long);
                }
                for (lang, part) in by_script(*foreign, line) {
                    script.say(lang, part);
                }
            }
        }
        Span::Hours(week) => script.text(&values::hours(week, lang)),
    }
}

fn signed(script: &mut Script, below_zero: bool, text: Text) {
    let lang = script.lang;
    if below_zero { script.text(&values::words::minus(lang, &text)) } else { script.text(&text) }
}

/// "41,5": a voice reads the comma of its own language; where it does not, the word stands in the message.
fn decimal(script: &mut Script, number: Hundredths) {
    let size = number.0.unsigned_abs();
    let whole = Text::plain((size / 100).to_string());
    let part = format!("{:02}", size % 100);
    let text = match part.trim_end_matches('0') {
        "" => whole,
        part => words::decimal(script.lang, &whole, &Text::plain(part.to_owned())),
    };
    signed(script, number.0 < 0, text);
}

/// "1234 euro e 50 centesimi": without the dot, which a voice may read as a full stop.
fn money(script: &mut Script, amount: Cents) {
    let lang = script.lang;
    let size = amount.0.unsigned_abs();
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let (euros, cents) = (count(size / 100), count(size % 100));
    let text = match (euros, cents) {
        (euros, 0) => words::euros(lang, euros),
        (0, cents) => words::cents(lang, cents),
        _ => words::euros_and_cents(lang, &words::euros(lang, euros), &words::cents(lang, cents)),
    };
    signed(script, amount.0 < 0, text);
}

/// "primo marzo 1958".
fn date(script: &mut Script, day: Date) {
    let lang = script.lang;
    let month = values::words::month(lang, day.month().into());
    script.text(&words::date(lang, day.day().into(), &month, day.year().into()));
}

/// "8 e 30"; in English, where "14 o'clock" is nothing that anybody says, "2 30 pm".
fn time(script: &mut Script, time: Time) {
    let lang = script.lang;
    let (hour, half) = match (time.hour(), time.minute()) {
        (0, 0) => (0, "midnight"),
        (12, 0) => (12, "noon"),
        (hour @ ..12, _) => (hour, "am"),
        (hour, _) => (hour, "pm"),
    };
    let hour = if lang == Lang::En { (hour + 11) % 12 + 1 } else { hour };
    let shape = match time.minute() {
        0 => "hour",
        1..10 => "short",
        _ => "long",
    };
    let clock = words::time(lang, shape, hour.into(), time.minute().into());
    script.text(&words::half_of_day(lang, half, &clock));
}

/// The language in which letters and digits of a code are named: on an Arabic page Italian, for they are said to
/// clerks in Italy, and an Arabic voice reads Latin letters as English words.
fn code_lang(lang: Lang) -> Lang {
    if lang == Lang::Ar { Lang::It } else { lang }
}

fn code(script: &mut Script, written: &str) {
    if script.reading == Reading::Spelled {
        return spelled(script, written);
    }
    let pairs = script.reading == Reading::Again;
    for group in values::code_groups(written) {
        code_group(script, &group, pairs);
    }
}

/// In groups of letters and of digits; on repetition the digits of a group by two.
fn fiscal_code(script: &mut Script, written: &str) {
    match script.reading {
        Reading::Spelled => spelled(script, &values::fiscal_code(written)),
        Reading::Again => {
            for part in values::fiscal_code_groups(written) {
                for group in values::code_groups(&part) {
                    code_group(script, &group, true);
                }
            }
        }
        Reading::First | Reading::Written => {
            for part in values::fiscal_code_groups(written) {
                code_group(script, &part, false);
            }
        }
    }
}

fn code_group(script: &mut Script, group: &str, pairs: bool) {
    script.pause(Pause::Short);
    let lang = code_lang(script.lang);
    let mut signs = group.chars();
    if let (Some(only), None) = (signs.next(), signs.next())
        && let Some(name) = values::sign(only, lang)
    {
        return script.say(lang, &values::line(&name, lang));
    }
    if pairs && group.bytes().all(|b| b.is_ascii_digit()) {
        script.say(lang, group);
    } else {
        script.spell(lang, group);
    }
    script.pause(Pause::Short);
}

fn spelled(script: &mut Script, written: &str) {
    for sign in values::spelled(written, script.lang) {
        script.aside(&sign);
    }
    script.pause(Pause::Short);
}

/// Digit by digit, in pairs; on repetition the pairs as numbers, as telephones are dictated: "80, 31, 64".
fn phone(script: &mut Script, written: &str) {
    let groups = values::phone_groups(written);
    let national = |groups: &[String]| groups.concat();
    let (country, digits) = match groups.split_first() {
        Some((first, rest)) if first.starts_with('+') => (Some(&first[1..]), national(rest)),
        _ => (None, national(&groups)),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return script.say(code_lang(script.lang), written);
    }
    if script.reading == Reading::Spelled {
        return spelled(script, written);
    }
    script.pause(Pause::Short);
    let lang = script.lang;
    if let Some(country) = country {
        script.text(&words::plus(lang));
        script.say(lang, &format!(" {country}"));
        script.pause(Pause::Short);
    }
    let pairs: Vec<&str> =
        (0..digits.len()).step_by(2).map(|at| &digits[at..digits.len().min(at + 2)]).collect();
    if script.reading == Reading::Again {
        script.say(lang, &pairs.join(", "));
        return script.pause(Pause::Short);
    }
    for pair in pairs {
        script.spell(lang, pair);
        script.pause(Pause::Short);
    }
}

/// "mario punto rossi chiocciola esempio punto it".
fn mail(script: &mut Script, written: &str) {
    let lang = code_lang(script.lang);
    let mut said = String::new();
    for sign in written.chars() {
        match values::sign(sign, lang) {
            Some(name) => said.push_str(&format!(" {} ", values::line(&name, lang))),
            None => said.push(sign),
        }
    }
    script.say(lang, &said);
}
