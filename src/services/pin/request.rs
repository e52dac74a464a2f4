//! The request for a PIN: the questions of the institute's form, on few pages of what belongs together.

use a11y::page::{Choice, Input, Purpose, Question};
use a11y::text::{Lang, Text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::places::{self, Meant, Unknown};
use super::rules::{self, NameProblem};
use super::words;
use crate::citizen::codice_fiscale::{CodiceFiscale, Part, Person, Sex, Weight};
use crate::citizen::worded::fiscal_code;
use crate::ledger::letters::Delivery;
use crate::places::{Belfiore, Cap, fold};
use crate::services::conversation::{Asking, Stop, Talk};

/// How many steps it usually has, with the review.
pub(super) const STEPS: u8 = 7;

/// The first of them.
pub(super) const FIRST: &str = "codice-fiscale";

/// A request as it is sent: what is stored, sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) lang: Lang,
    pub(super) code: String,
    pub(super) surname: String,
    pub(super) name: String,
    pub(super) female: bool,
    pub(super) born: Date,
    pub(super) birthplace: String,
    pub(super) street: String,
    pub(super) number: String,
    pub(super) comune: String,
    pub(super) cap: String,
    pub(super) phones: [Option<String>; 3],
    pub(super) mail: Option<String>,
    pub(super) delivery: String,
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Request(..)")
    }
}

/// Who asks, as far as the second step.
struct Who {
    surname: String,
    name: String,
    sex: Sex,
    born: Date,
}

/// The conversation.
pub(super) fn script(talk: &mut Talk<'_>, today: Date) -> Result<Request, Stop> {
    let lang = talk.lang;
    let code = talk.step(FIRST, words::q_code(lang), |step| {
        let question =
            Question::new("codice-fiscale", words::q_code(lang), Input::FiscalCode { value: String::new() });
        step.ask(question.hint(words::code_hint(lang)), |typed| fiscal_code(lang, typed))
    })?;
    let who = talk.step("chi-sei", words::who_title(lang), |step| ask_who(step, code, today))?;
    let birthplace = ask_birthplace(talk, code, &who)?;
    let (street, number, cap, meant) = talk.step("residenza", words::home_title(lang), ask_home)?;
    let comune = match meant {
        Meant::One(place) => place,
        Meant::Several(choices) => which(talk, "quale-comune", "comune", choices, |_| true)?,
    };
    let (phones, mail) = talk.step("contatti", words::contacts_title(lang), ask_contacts)?;
    let delivery = talk.step("consegna", words::delivery_title(lang), ask_delivery)?;
    Ok(Request {
        lang,
        code: code.as_str().to_owned(),
        surname: who.surname,
        name: who.name,
        female: who.sex == Sex::Female,
        born: who.born,
        birthplace: birthplace.as_str().to_owned(),
        street,
        number,
        comune: comune.as_str().to_owned(),
        cap,
        phones,
        mail,
        delivery: delivery.code().to_owned(),
    })
}

fn text_line(name: &str, label: Text, width: u8) -> Question {
    Question::new(name, label, Input::Line { value: String::new(), width })
}

/// Whether a part of the code contradicts what was typed; the code's own place stands in for one not yet asked.
fn contradicts(code: CodiceFiscale, who: &Who, place: Option<Belfiore>, part: Part) -> bool {
    let Some(birthplace) = place.or(code.belfiore()) else { return false };
    let person = Person { surname: &who.surname, name: &who.name, sex: who.sex, born: who.born, birthplace };
    code.matches(&person).iter().any(|found| found.part == part && found.weight == Weight::Contradiction)
}

fn ask_who(step: &mut Asking<'_>, code: CodiceFiscale, today: Date) -> Option<Who> {
    let lang = step.lang;
    let likely = code.births(today).map(|births| births.likely);
    // Each field is held against the code alone: the others are taken from the code itself.
    let of_code =
        Who { surname: String::new(), name: String::new(), sex: code.sex(), born: likely.unwrap_or(today) };
    let against = |who: Who, part: Part| contradicts(code, &who, None, part);
    let surname = text_line("cognome", words::surname(lang), 40).purpose(Purpose::FamilyName);
    let surname = step.ask(surname, |typed| {
        let surname = rules::name(typed).map_err(|problem| match problem {
            NameProblem::Missing => words::surname_missing(lang),
            NameProblem::Signs => words::surname_signs(lang),
            NameProblem::Long => words::surname_long(lang),
        })?;
        let wrong = against(Who { surname: surname.clone(), name: String::new(), ..of_code }, Part::Surname);
        if wrong { Err(words::surname_differs(lang)) } else { Ok(surname) }
    });
    let name = text_line("nome", words::name(lang), 40).purpose(Purpose::GivenName);
    let name = step.ask(name, |typed| {
        let name = rules::name(typed).map_err(|problem| match problem {
            NameProblem::Missing => words::name_missing(lang),
            NameProblem::Signs => words::name_signs(lang),
            NameProblem::Long => words::name_long(lang),
        })?;
        let wrong = against(Who { name: name.clone(), surname: String::new(), ..of_code }, Part::Name);
        if wrong { Err(words::name_differs(lang)) } else { Ok(name) }
    });
    let sex = ask_sex(step, code);
    let born = ask_born(step, code, likely, today);
    Some(Who { surname: surname?, name: name?, sex: sex?, born: born? })
}

fn ask_sex(step: &mut Asking<'_>, code: CodiceFiscale) -> Option<Sex> {
    let lang = step.lang;
    let choices = vec![choice("F", words::female(lang)), choice("M", words::male(lang))];
    let chosen = if code.sex() == Sex::Female { "F" } else { "M" };
    let input = Input::OneChoice { choices, chosen: Some(chosen.to_owned()) };
    step.ask(Question::new("sesso", words::sex(lang), input).purpose(Purpose::Sex), |value| {
        let sex = match value {
            "F" => Sex::Female,
            "M" => Sex::Male,
            _ => return Err(words::sex_missing(lang)),
        };
        if sex == code.sex() { Ok(sex) } else { Err(words::sex_differs(lang)) }
    })
}

fn ask_born(step: &mut Asking<'_>, code: CodiceFiscale, likely: Option<Date>, today: Date) -> Option<Date> {
    let lang = step.lang;
    let part = |number: Option<i16>| number.map_or_else(String::new, |number| number.to_string());
    let input = Input::Date {
        day: part(likely.map(|date| date.day().into())),
        month: part(likely.map(|date| date.month().into())),
        year: part(likely.map(Date::year)),
    };
    let question = Question::new("nascita", words::born(lang), input)
        .hint(words::born_hint(lang))
        .purpose(Purpose::Bday);
    step.ask_date(question, |date| match date {
        date if date > today => Err(words::born_future(lang)),
        date if !code.could_be_born(date) => Err(words::born_differs(lang)),
        date => Ok(date),
    })
}

fn choice(value: &str, label: Text) -> Choice {
    Choice { value: value.to_owned(), label, hint: None }
}

fn ask_birthplace(talk: &mut Talk<'_>, code: CodiceFiscale, who: &Who) -> Result<Belfiore, Stop> {
    let lang = talk.lang;
    let fits = |place: Belfiore| !contradicts(code, who, Some(place), Part::Birthplace);
    let meant = talk.step("luogo-di-nascita", words::birth_title(lang), |step| {
        let (name, sigla) = places::of_code(code, who.born).unwrap_or(("", ""));
        let province = step.answer("provincia-nascita").to_owned();
        let line = |value: &str, width| Input::Line { value: value.to_owned(), width };
        let question = Question::new("luogo-nascita", words::birthplace(lang), line(name, 40));
        let meant = step.ask(question.hint(words::birthplace_hint(lang)), |typed| {
            if typed.is_empty() {
                return Err(words::birthplace_missing(lang));
            }
            match places::birthplace(typed, &province, who.born, code) {
                Ok(Meant::One(place)) if !fits(place) => Err(words::birthplace_differs(lang)),
                Ok(meant) => Ok(Some(meant)),
                Err(Unknown::Place) => Err(words::place_unknown(lang)),
                Err(Unknown::Province) => Ok(None),
            }
        });
        let known = !matches!(meant, Some(None));
        let question = Question::new("provincia-nascita", words::birth_province(lang), line(sigla, 20));
        let province = step.ask(question.hint(words::birth_province_hint(lang)).optional(), |_| {
            if known { Ok(()) } else { Err(words::province_unknown(lang)) }
        });
        province.and(meant.flatten())
    })?;
    match meant {
        Meant::One(place) => Ok(place),
        Meant::Several(choices) => which(talk, "quale-luogo", "luogo-nascita", choices, fits),
    }
}

/// Asks which of several places is meant. The field's name carries the words, so that other words ask anew.
fn which(
    talk: &mut Talk<'_>,
    slug: &'static str,
    about: &str,
    choices: Vec<(Belfiore, String)>,
    fits: impl Fn(Belfiore) -> bool,
) -> Result<Belfiore, Stop> {
    let lang = talk.lang;
    talk.step(slug, words::which_title(lang), |step| {
        let typed = step.answer(about).to_owned();
        let key: String = fold(&typed).chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        let listed =
            choices.iter().map(|(place, name)| choice(place.as_str(), Text::name(name.clone()))).collect();
        let input = Input::OneChoice { choices: listed, chosen: None };
        let question =
            Question::new(format!("{slug}-{key}"), words::which(lang, called(&choices, &typed)), input);
        step.ask(question.hint(words::which_hint(lang)), |value| {
            let found = choices.iter().map(|(place, _)| *place).find(|place| place.as_str() == value);
            match found {
                Some(place) if fits(place) => Ok(place),
                Some(_) => Err(words::birthplace_differs(lang)),
                None => Err(words::which_missing(lang)),
            }
        })
    })
}

/// What several places are called: their own name where it is one, else what was typed.
fn called<'a>(choices: &'a [(Belfiore, String)], typed: &'a str) -> &'a str {
    let mut names = choices.iter().map(|(_, name)| name.split(" (").next().unwrap_or(name));
    let first = names.next().unwrap_or(typed);
    if names.all(|name| name == first) { first } else { typed }
}

fn ask_home(step: &mut Asking<'_>) -> Option<(String, String, String, Meant)> {
    let lang = step.lang;
    let street = text_line("via", words::street(lang), 40).purpose(Purpose::AddressLine1);
    let street = step.ask(street, |typed| rules::line(typed).ok_or_else(|| words::street_missing(lang)));
    let number =
        text_line("numero-civico", words::house_number(lang), 10).hint(words::house_number_hint(lang));
    let number =
        step.ask(number, |typed| rules::line(typed).ok_or_else(|| words::house_number_missing(lang)));
    let province = step.answer("provincia").to_owned();
    let comune = text_line("comune", words::comune(lang), 40).purpose(Purpose::AddressLevel2);
    let meant = step.ask(comune, |typed| {
        if typed.is_empty() {
            return Err(words::comune_missing(lang));
        }
        match places::residence(typed, &province) {
            Ok(meant) => Ok(Some(meant)),
            Err(Unknown::Place) => Err(words::comune_unknown(lang)),
            Err(Unknown::Province) => Ok(None),
        }
    });
    let known = !matches!(meant, Some(None));
    let province = text_line("provincia", words::province(lang), 20).purpose(Purpose::AddressLevel1);
    let province = step.ask(province.hint(words::province_hint(lang)).optional(), |_| {
        if known { Ok(()) } else { Err(words::province_unknown(lang)) }
    });
    let input = Input::Code { value: String::new(), width: 5, digits: true };
    let cap = Question::new("cap", words::cap(lang), input).purpose(Purpose::PostalCode);
    let cap = step.ask(cap, |typed| match typed.parse::<Cap>() {
        Ok(cap) => Ok(cap.as_str().to_owned()),
        Err(_) if typed.is_empty() => Err(words::cap_missing(lang)),
        Err(_) => Err(words::cap_wrong(lang)),
    });
    Some((street?, number?, cap?, province.and(meant.flatten())?))
}

/// The telephones, at least one of them, and the mail address if there is one.
type Contacts = ([Option<String>; 3], Option<String>);

fn ask_contacts(step: &mut Asking<'_>) -> Option<Contacts> {
    let lang = step.lang;
    step.say(words::contacts_intro(lang));
    let fields = [
        ("telefono-casa", words::phone_home(lang)),
        ("telefono-ufficio", words::phone_office(lang)),
        ("cellulare", words::phone_mobile(lang)),
    ];
    let none = fields.iter().all(|(name, _)| step.answer(name).is_empty());
    let [home, office, mobile] = fields.map(|(name, label)| {
        let first = name == "telefono-casa";
        let question = Question::new(name, label, Input::Phone { value: String::new() });
        step.ask(question.optional().purpose(Purpose::Tel), |typed| match typed {
            "" if none && first => Err(words::phone_none(lang)),
            "" => Ok(None),
            typed => rules::phone(typed).map(Some).ok_or_else(|| words::phone_wrong(lang)),
        })
    });
    let mail = Question::new("mail", words::mail(lang), Input::Mail { value: String::new() });
    let mail = step.ask_optional(mail.purpose(Purpose::Email), |typed| {
        rules::mail(typed).ok_or_else(|| words::mail_wrong(lang, "nome@esempio.it"))
    });
    Some(([home?, office?, mobile?], mail?))
}

fn ask_delivery(step: &mut Asking<'_>) -> Option<Delivery> {
    let lang = step.lang;
    step.say(words::delivery_intro(lang));
    let mut call = choice(Delivery::Call.code(), words::delivery_call(lang));
    call.hint = Some(words::delivery_call_hint(lang));
    let choices = vec![
        choice(Delivery::Letter.code(), words::delivery_letter(lang)),
        choice(Delivery::Braille.code(), words::delivery_braille(lang)),
        call,
    ];
    let input = Input::OneChoice { choices, chosen: None };
    let question = Question::new("consegna", words::delivery(lang), input);
    step.ask(question, |value| Delivery::from_code(value).ok_or_else(|| words::delivery_missing(lang)))
}
