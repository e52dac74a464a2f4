//! The questions of a report, and what their answers come to.

use a11y::page::{Choice, Input, Question};
use a11y::text::{Lang, Text};

use super::words;
use crate::services::Channel;
use crate::services::about::retention;
use crate::services::conversation::{Asking, Stop, Talk, digits};

/// The step that asks where to answer.
pub(super) const CONTACT: &str = "recapito";

/// The most characters of a short answer.
const LINE: i64 = 300;

/// The most characters of a long answer.
const TEXT: i64 = 4_000;

/// The fields any one of which makes a report.
const TELLING: [&str; 6] = ["pagina", "dispositivo", "tecnologia", "passi", "accaduto", "chiarezza"];

/// The choice of who has picked a rating and would rather give none: a radio button cannot be unpicked.
const NO_RATING: &str = "nessuna";

/// Before the part of a kiosk that a report is about, where one from the web tells its device.
const KIOSK: &str = "chiosco:";

/// What a citizen reports; what was not answered is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// On which page.
    pub(super) page: String,
    /// Device and browser; at a kiosk the part of it.
    pub(super) device: String,
    /// Assistive technology and version.
    pub(super) assistive: String,
    /// What the citizen was doing.
    pub(super) steps: String,
    /// What happened.
    pub(super) happened: String,
    /// How clear the page is, 1 to 5.
    pub(super) rating: Option<i64>,
    /// Where an answer is wanted.
    pub(super) contact: Option<String>,
}

/// The conversation: one page, and a second only for who wants an answer. `from` is the page one came from.
pub(super) fn script(talk: &mut Talk<'_>, from: &str, channel: Channel) -> Result<Told, Stop> {
    let lang = talk.lang;
    let (mut told, answer) = talk.step("", words::title(lang), |step| first(step, from, channel))?;
    if answer {
        told.contact = Some(talk.step(CONTACT, words::contact_title(lang), contact)?);
    }
    Ok(told)
}

/// The first page: what is reported, and whether an answer is wanted.
fn first(step: &mut Asking<'_>, from: &str, channel: Channel) -> Option<(Told, bool)> {
    let lang = step.lang;
    step.say(words::all_optional(lang));
    if let Some(term) = retention::term("feedback") {
        step.say(words::kept(lang, &term.words(lang)));
    }
    let page = line(step, "pagina", words::page(lang), words::page_hint(lang), from);
    let (device, assistive) = match channel {
        Channel::Web => (
            line(step, "dispositivo", words::device(lang), words::device_hint(lang), ""),
            line(step, "tecnologia", words::assistive(lang), words::assistive_hint(lang), ""),
        ),
        // What a kiosk is made of is known: what is not is where it fails.
        Channel::Kiosk => {
            let part = choose(step, "dispositivo", words::part(lang), parts(lang));
            (part.map(|part| format!("{KIOSK} {part}").trim_end().to_owned()), Some(String::new()))
        }
    };
    let steps = long(step, "passi", words::steps(lang), false);
    // A page that stood there by itself tells nothing.
    let told = |name: &str| match step.answer(name) {
        "" | NO_RATING => false,
        answer => name != "pagina" || answer != from,
    };
    let silent = !TELLING.into_iter().any(told);
    let happened = long(step, "accaduto", words::happened(lang), silent);
    let rating = choose(step, "chiarezza", words::clear(lang), rates(lang));
    let answer = choose(step, "risposta", words::answer(lang), answers(lang));
    let told = Told {
        page: page?,
        device: device?,
        assistive: assistive?,
        steps: steps?,
        happened: happened?,
        rating: rating?.parse().ok(),
        contact: None,
    };
    Some((told, answer? == "si"))
}

/// The second page: where to answer.
fn contact(step: &mut Asking<'_>) -> Option<String> {
    let lang = step.lang;
    let input = Input::Line { value: String::new(), width: 30 };
    let question =
        Question::new("recapito", words::contact(lang), input).hint(words::contact_hint(lang)).latin();
    step.ask(question, |typed| match typed {
        "" => Err(words::contact_missing(lang)),
        typed if is_contact(typed) => Ok(typed.to_owned()),
        _ => Err(words::contact_wrong(lang)),
    })
}

/// Whether an answer could be sent there: something@somewhere.x, or a number of 6 to 15 digits (ITU-T E.164).
pub(super) fn is_contact(typed: &str) -> bool {
    if typed.chars().count() > 200 {
        return false;
    }
    if let Some((name, host)) = typed.split_once('@') {
        let whole = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '@');
        let named = host.split('.').count() >= 2 && host.split('.').all(|label| !label.is_empty());
        return whole(name) && whole(host) && named;
    }
    let kept: String =
        digits(typed).chars().filter(|c| !c.is_whitespace() && !"-./()".contains(*c)).collect();
    let number = kept.strip_prefix('+').unwrap_or(&kept);
    (6..=15).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn line(step: &mut Asking<'_>, name: &str, label: Text, hint: Text, value: &str) -> Option<String> {
    let input = Input::Line { value: value.to_owned(), width: 40 };
    let question = Question::new(name, label.clone(), input).hint(hint);
    short_enough(step, question, label, LINE)
}

/// `silent`: nothing at all was written, which is said here.
fn long(step: &mut Asking<'_>, name: &str, label: Text, silent: bool) -> Option<String> {
    let lang = step.lang;
    let question = Question::new(name, label.clone(), Input::LongText { value: String::new() }).optional();
    if silent {
        return step.ask(question, |_| Err(words::nothing_written(lang)));
    }
    short_enough(step, question, label, TEXT)
}

fn short_enough(step: &mut Asking<'_>, question: Question, label: Text, most: i64) -> Option<String> {
    let lang = step.lang;
    let answer = step.ask_optional(question, |typed| {
        let fits = i64::try_from(typed.chars().count()).is_ok_and(|count| count <= most);
        if fits { Ok(typed.to_owned()) } else { Err(words::too_long(lang, &label, most)) }
    });
    answer.map(Option::unwrap_or_default)
}

fn choose(step: &mut Asking<'_>, name: &str, label: Text, choices: Vec<Choice>) -> Option<String> {
    let lang = step.lang;
    let known: Vec<String> = choices.iter().map(|choice| choice.value.clone()).collect();
    let question = Question::new(name, label.clone(), Input::OneChoice { choices, chosen: None });
    let answer = step.ask_optional(question, |typed| {
        if known.iter().any(|value| value == typed) {
            Ok(typed.to_owned())
        } else {
            Err(words::choose_one(lang, &label))
        }
    });
    answer.map(Option::unwrap_or_default)
}

/// None, which lynx sends of what is passed over, and five answers in rising order, each in words.
fn rates(lang: Lang) -> Vec<Choice> {
    let labels = [
        words::clear_1(lang),
        words::clear_2(lang),
        words::clear_3(lang),
        words::clear_4(lang),
        words::clear_5(lang),
    ];
    let rates = (1..).zip(labels).map(|(n, label)| Choice { value: format!("{n}"), label, hint: None });
    let none = Choice { value: NO_RATING.to_owned(), label: words::clear_none(lang), hint: None };
    [none].into_iter().chain(rates).collect()
}

/// The parts of a kiosk; the last for who means none of them, since what was picked cannot be unpicked.
fn parts(lang: Lang) -> Vec<Choice> {
    let choice = |value: &str, label| Choice { value: value.to_owned(), label, hint: None };
    vec![
        choice("schermo", words::part_screen(lang)),
        choice("tasti", words::part_keypad(lang)),
        choice("voce", words::part_headphones(lang)),
        choice("lettore", words::part_reader(lang)),
        choice("stampante", words::part_printer(lang)),
        choice("altro", words::part_other(lang)),
    ]
}

fn answers(lang: Lang) -> Vec<Choice> {
    let choice = |value: &str, label| Choice { value: value.to_owned(), label, hint: None };
    vec![choice("no", words::answer_no(lang)), choice("si", words::answer_yes(lang))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mail_and_telephones_are_contacts() {
        for good in ["anna@esempio.it", "06 1234567", "+39 333-123.45.67", "٠٦١٢٣٤٥٦"] {
            assert!(is_contact(good), "{good}");
        }
        for bad in
            ["anna@", "@esempio.it", "anna@esempio", "a b@esempio.it", "a@b@c.it", "a@b..it", "12345", "ciao"]
        {
            assert!(!is_contact(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_contact_panics(typed in "\\PC{0,60}") {
            let _ = is_contact(&typed);
        }
    }
}
