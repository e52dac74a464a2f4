//! Who a person is: names, sex and birth, each held against the fiscal code.
//!
//! What contradicts the code may be right and the code wrong: such a page leads to both.

use std::cell::RefCell;

use a11y::page::{Input, Problem, Purpose, Question};
use a11y::text::{Lang, Span, Text};
use jiff::civil::Date;

use super::places::{self, Meant, Place, Unknown};
use super::typed::{self, NameProblem};
use super::{Whose, choice, words};
use crate::citizen::codice_fiscale::{CodiceFiscale, Part, Person, Sex, Weight, could_be_alive};
use crate::citizen::worded;
use crate::places::{Belfiore, fold};
use crate::services::conversation::{Answers, Asking, Stop, Talk};

/// A year of birth, for an example.
const LIKELY_BIRTH: i16 = 1958;

/// The field of the fiscal code.
const CODE: &str = "codice-fiscale";
/// That of the sex.
const SEX: &str = "sesso";
/// That of the day of birth.
const BORN: &str = "nascita";
/// Those of its place.
const PLACE: &str = "luogo-nascita";
const PROVINCE: &str = "provincia-nascita";

/// Who a person is, but for the place of birth.
#[derive(Clone, PartialEq, Eq)]
pub struct Who {
    /// All surnames.
    pub surname: String,
    /// All given names.
    pub name: String,
    /// The sex.
    pub sex: Sex,
    /// The day of birth.
    pub born: Date,
}

impl std::fmt::Debug for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Who(..)")
    }
}

/// Asks a fiscal code; `known` stands there at first.
pub fn fiscal_code(
    step: &mut Asking<'_>,
    whose: Whose,
    label: Text,
    hint: Text,
    known: &str,
    check: impl FnOnce(CodiceFiscale) -> Result<CodiceFiscale, Text>,
) -> Option<CodiceFiscale> {
    let lang = step.lang;
    let input = Input::FiscalCode { value: known.to_owned() };
    let question = Question::new(whose.field(CODE), label, input).hint(hint);
    // No token says what it is; where one asks for a PIN it is the name to sign in with, and at a kiosk a card fills it in.
    let question = if whose == Whose::OWN { question.purpose(Purpose::Username) } else { question };
    // However it is typed, it is shown and sent in one form.
    let show = |code: &CodiceFiscale| Some(Text::from(Span::FiscalCode(code.as_str().to_owned())).private());
    step.ask_shown(question, |typed| worded::fiscal_code(lang, typed).and_then(check), show)
}

/// The fields of a step whose answers contradicted the code.
#[derive(Default)]
struct Differs(RefCell<Vec<String>>);

impl Differs {
    /// What is wrong, for an answer to this field that contradicts the code.
    fn told(&self, field: String, problem: Text) -> Text {
        self.0.borrow_mut().push(field);
        problem
    }

    /// The step leads to the code too, where an answer contradicted it. Where several did, the code is another person's
    /// more likely than all of them are wrong: that is one fault, told once. Where the code of this very step is refused,
    /// that is the fault.
    fn lead(&self, step: &mut Asking<'_>, whose: Whose) {
        let fields = self.0.borrow();
        if step.is_refused(&whose.field(CODE)) {
            return step.not_told(&fields);
        }
        if fields.len() > 1 {
            step.told_once(&fields, words::several_differ);
        }
        if !fields.is_empty() {
            step.contradicts(whose.field(CODE));
        }
    }
}

/// Whether a part of the code contradicts what was typed; the code's own place stands in for one not yet asked.
fn contradicts(code: CodiceFiscale, who: &Who, place: Option<Belfiore>, part: Part) -> bool {
    let Some(birthplace) = place.or(code.belfiore()) else { return false };
    let person = Person { surname: &who.surname, name: &who.name, sex: who.sex, born: who.born, birthplace };
    code.matches(&person).iter().any(|found| found.part == part && found.weight == Weight::Contradiction)
}

/// The day of birth that a code most likely tells.
fn likely(code: CodiceFiscale, today: Date) -> Option<Date> {
    code.births(today).map(|births| births.likely)
}

/// The sex that a code tells, as it is chosen.
fn sex_of(code: CodiceFiscale) -> &'static str {
    if code.sex() == Sex::Female { "F" } else { "M" }
}

/// No question's: the last fiscal code that was accepted, under whatever was typed since.
const ACCEPTED: &str = "codice-fiscale.accettato";

/// Another code that was accepted tells another person: what only repeated the one accepted before is filled in anew. One
/// that is no code changes nothing.
pub fn settle_code(whose: Whose, before: &Answers, now: &mut Answers, today: Date) {
    let (code, accepted) = (whose.field(CODE), whose.field(ACCEPTED));
    let typed = now.trimmed(&code).to_owned();
    let Ok(is) = typed.parse() else { return };
    let was = match before.trimmed(&accepted) {
        "" => before.trimmed(&code),
        accepted => accepted,
    };
    if let Ok(was) = was.parse() {
        forget_told(whose, (was, is), today, now);
    }
    now.set(accepted, typed);
}

/// Takes away the answers that only repeat what a code told, where the code in its place tells something else: that
/// stands there then. What was typed by hand stays.
fn forget_told(whose: Whose, (was, is): (CodiceFiscale, CodiceFiscale), today: Date, answers: &mut Answers) {
    let [sex, born, place, province] = [SEX, BORN, PLACE, PROVINCE].map(|field| whose.field(field));
    let day = answers.date(&born);
    if answers.trimmed(&sex) == sex_of(was) && sex_of(was) != sex_of(is) {
        answers.forget(&sex);
    }
    if day.is_some() && day == likely(was, today) && likely(was, today) != likely(is, today) {
        for part in ["giorno", "mese", "anno"] {
            answers.forget(&format!("{born}-{part}"));
        }
    }
    let told = |code| places::of_code(code, likely(code, today)?).map(|(name, _)| name);
    if told(was).is_some_and(|name| name == answers.trimmed(&place)) && told(was) != told(is) {
        answers.forget(&place);
        answers.forget(&province);
    }
}

/// Asks surname, name, sex and day of birth; `known` are the surname and the name that stand there at first.
pub fn who(
    step: &mut Asking<'_>,
    whose: Whose,
    code: CodiceFiscale,
    today: Date,
    known: (&str, &str),
) -> Option<Who> {
    let lang = step.lang;
    let likely = likely(code, today);
    // Each field is held against the code alone: the others are taken from the code itself.
    let of_code =
        Who { surname: String::new(), name: String::new(), sex: code.sex(), born: likely.unwrap_or(today) };
    let against = |who: Who, part: Part| contradicts(code, &who, None, part);
    let differs = Differs::default();
    let surname = whose.line("cognome", words::surname(lang), known.0, 40);
    let surname = step.ask(whose.purpose(surname, Purpose::FamilyName).name_of_person(), |typed| {
        let surname = typed::name(typed).map_err(|problem| match problem {
            NameProblem::Missing => words::surname_missing(lang),
            NameProblem::Signs => words::surname_signs(lang),
            NameProblem::Long => words::surname_long(lang),
        })?;
        // The code is made of Latin letters, and so is what the registers call a person.
        if !typed::is_latin(&surname) {
            return Err(words::surname_latin(lang));
        }
        let wrong = against(Who { surname: surname.clone(), ..of_code.clone() }, Part::Surname);
        if wrong {
            Err(differs.told(whose.field("cognome"), words::surname_differs(lang)))
        } else {
            Ok(surname)
        }
    });
    let name = whose.line("nome", words::name(lang), known.1, 40);
    let name = step.ask(whose.purpose(name, Purpose::GivenName).name_of_person(), |typed| {
        let name = typed::name(typed).map_err(|problem| match problem {
            NameProblem::Missing => words::name_missing(lang),
            NameProblem::Signs => words::name_signs(lang),
            NameProblem::Long => words::name_long(lang),
        })?;
        if !typed::is_latin(&name) {
            return Err(words::name_latin(lang));
        }
        let wrong = against(Who { name: name.clone(), ..of_code.clone() }, Part::Name);
        if wrong { Err(differs.told(whose.field("nome"), words::name_differs(lang))) } else { Ok(name) }
    });
    let sex = ask_sex(step, whose, code, &differs);
    let born = ask_born(step, whose, code, (likely, today), &differs);
    differs.lead(step, whose);
    Some(Who { surname: surname?, name: name?, sex: sex?, born: born? })
}

fn ask_sex(step: &mut Asking<'_>, whose: Whose, code: CodiceFiscale, differs: &Differs) -> Option<Sex> {
    let lang = step.lang;
    let choices = vec![choice("F", words::female(lang)), choice("M", words::male(lang))];
    let input = Input::OneChoice { choices, chosen: Some(sex_of(code).to_owned()) };
    let question = Question::new(whose.field(SEX), words::sex(lang), input);
    step.ask(whose.purpose(question, Purpose::Sex), |value| {
        let sex = match value {
            "F" => Sex::Female,
            "M" => Sex::Male,
            _ => return Err(words::sex_missing(lang)),
        };
        if sex == code.sex() {
            Ok(sex)
        } else {
            Err(differs.told(whose.field(SEX), words::sex_differs(lang)))
        }
    })
}

fn ask_born(
    step: &mut Asking<'_>,
    whose: Whose,
    code: CodiceFiscale,
    (likely, today): (Option<Date>, Date),
    differs: &Differs,
) -> Option<Date> {
    let lang = step.lang;
    let part = |number: Option<i16>| number.map_or_else(String::new, |number| number.to_string());
    let input = Input::Date {
        day: part(likely.map(|date| date.day().into())),
        month: part(likely.map(|date| date.month().into())),
        year: part(likely.map(Date::year)),
    };
    let question = Question::new(whose.field(BORN), words::born(lang), input).hint(words::born_hint(lang));
    step.ask_date(whose.purpose(question, Purpose::Bday), LIKELY_BIRTH, |date| match date {
        date if date > today => Err(Problem::from(words::born_future(lang))),
        // The code tells no century: 1884 fits it as well as 1984.
        date if !could_be_alive(date, today) => Err(Problem { text: words::born_old(lang), parts: vec![2] }),
        date if !code.could_be_born(date) => {
            Err(differs.told(whose.field(BORN), words::born_differs(lang)).into())
        }
        date => Ok(date),
    })
}

/// Where the place of birth is asked: the steps' names and the title of the first.
#[derive(Clone, Debug)]
pub struct Birth {
    /// The step that asks the place.
    pub step: &'static str,
    /// Its title.
    pub title: Text,
    /// The step that asks which of several places is meant; also the beginning of its field's name.
    pub which: &'static str,
}

/// Asks the place of birth: a comune or a state; what the code tells stands there at first.
///
/// # Errors
/// [`Stop`] where an answer is missing or is to be mended.
pub fn birthplace(
    talk: &mut Talk<'_>,
    whose: Whose,
    steps: Birth,
    code: CodiceFiscale,
    who: &Who,
) -> Result<Belfiore, Stop> {
    let lang = talk.lang;
    let fits = |place: Belfiore| !contradicts(code, who, Some(place), Part::Birthplace);
    let (place_field, province_field) = (whose.field(PLACE), whose.field(PROVINCE));
    let meant = talk.step(steps.step, steps.title, |step| {
        let (name, sigla) = places::of_code(code, who.born).unwrap_or(("", ""));
        let differs = Differs::default();
        let province = step.answer(&province_field).to_owned();
        let question = whose.line(PLACE, words::birthplace(lang), name, 40);
        let read = |typed: &str| match places::birthplace(typed, &province, who.born, code) {
            _ if typed.is_empty() => Err(words::birthplace_missing(lang)),
            // The state that the code tells has no province.
            _ if places::states_beside(typed, &province, who.born).into_iter().any(fits) => {
                Ok(Err(words::province_abroad(lang, typed)))
            }
            Ok(Meant::One(place)) if !fits(place) => {
                Err(differs.told(whose.field(PLACE), words::birthplace_differs(lang)))
            }
            // Whichever was chosen would contradict the code: not worth a question.
            Ok(Meant::Several(choices)) if !choices.iter().any(|place| fits(place.belfiore())) => {
                Err(differs.told(whose.field(PLACE), words::birthplace_differs(lang)))
            }
            Ok(meant) => Ok(Ok(meant)),
            Err(Unknown::Place) => Err(words::place_unknown(lang)),
            Err(Unknown::City) => Err(words::place_city(lang, typed)),
            // The place may be right: what is wrong stands in the next box. One that is nowhere is told as well.
            Err(Unknown::Province) => match places::birthplace(typed, "", who.born, code) {
                Err(Unknown::Place) => Err(words::place_unknown(lang)),
                Err(Unknown::City) => Err(words::place_city(lang, typed)),
                _ => Ok(Err(words::province_unknown(lang))),
            },
            Err(Unknown::Elsewhere) => Ok(Err(words::province_other(lang, typed))),
        };
        let chosen = Belfiore::parse(step.answer(&which_field(steps.which, step.answer(&place_field))));
        let meant = step.ask_shown(question.hint(words::birthplace_hint(lang)), read, |meant| {
            meant.as_ref().ok().and_then(|meant| meant.shown(lang, chosen, province.trim()))
        });
        let (meant, wrong) = match meant {
            Some(Ok(meant)) => (Some(meant), None),
            Some(Err(wrong)) => (None, Some(wrong)),
            None if places::is_no_province(&province) => (None, Some(words::province_unknown(lang))),
            None => (None, None),
        };
        // Left empty where the place is shown with its own, it is no question without an answer.
        let told = meant.is_some() && province.trim().is_empty();
        let question = whose.line(PROVINCE, words::birth_province(lang), sigla, 20).latin();
        let question = question.hint(words::birth_province_hint(lang, ABROAD)).optional();
        let read = |typed: &str| wrong.map_or_else(|| Ok(typed.eq_ignore_ascii_case(ABROAD)), Err);
        let show = |abroad: &bool| abroad.then(|| words::abroad(lang).private());
        let province = step.ask_shown(question, read, show);
        if told {
            step.told_elsewhere();
        }
        differs.lead(step, whose);
        province.and(meant)
    })?;
    match meant {
        Meant::One(place) => Ok(place),
        Meant::Several(choices) => talk.aside(steps.which, words::which_title(lang), |step| {
            let (about, differs) = ((steps.which, place_field.as_str()), Differs::default());
            let place = ask_which(step, about, &choices, words::which_born_hint(lang), |place| {
                if fits(place) {
                    Ok(place)
                } else {
                    Err(differs.told(whose.field(PLACE), words::birthplace_differs(lang)))
                }
            });
            differs.lead(step, whose);
            place
        }),
    }
}

/// What stands for the province of who was born abroad.
const ABROAD: &str = "EE";

/// Asks which of several places is meant by the answer to `about`. The field's name carries the words, so that other
/// words ask anew; `hint` says what to do if it is none of them.
///
/// # Errors
/// [`Stop`] where the answer is missing or does not fit.
pub fn which(
    talk: &mut Talk<'_>,
    slug: &'static str,
    about: &str,
    choices: Vec<Place>,
    hint: fn(Lang) -> Text,
    check: impl Fn(Belfiore) -> Result<Belfiore, Text>,
) -> Result<Belfiore, Stop> {
    let lang = talk.lang;
    talk.aside(slug, words::which_title(lang), |step| {
        ask_which(step, (slug, about), &choices, hint(lang), check)
    })
}

/// The field of the answer to which of several places called `typed` is meant.
pub fn which_field(slug: &str, typed: &str) -> String {
    let key: String = fold(typed).chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    format!("{slug}-{key}")
}

fn ask_which(
    step: &mut Asking<'_>,
    (slug, about): (&str, &str),
    choices: &[Place],
    hint: Text,
    check: impl Fn(Belfiore) -> Result<Belfiore, Text>,
) -> Option<Belfiore> {
    let lang = step.lang;
    let typed = step.answer(about).to_owned();
    let listed = choices.iter().map(|place| choice(place.belfiore().as_str(), place.called(lang))).collect();
    let input = Input::OneChoice { choices: listed, chosen: None };
    let question = Question::new(which_field(slug, &typed), which_of(lang, choices, &typed), input);
    let answer = step.ask(question.hint(hint), |value| {
        let found = choices.iter().map(|place| place.belfiore()).find(|place| place.as_str() == value);
        found.ok_or_else(|| words::which_missing(lang)).and_then(check)
    });
    // Where only one could be meant, there is no other to change to: the place stands under what was typed.
    if choices.len() == 1 {
        step.told_elsewhere();
    }
    answer
}

/// The question which of several places is meant; first of all that none is called so.
fn which_of(lang: Lang, choices: &[Place], typed: &str) -> Text {
    if places::is_guess(choices, typed) {
        return words::which_none(lang, typed);
    }
    if matches!(choices, [Place::Stato(only)] if !only.is_called(typed)) {
        return words::which_no_state(lang, typed);
    }
    words::which(lang, &called(lang, choices, typed))
}

/// What several places are called: their own name where it is one, else what was typed.
fn called(lang: Lang, choices: &[Place], typed: &str) -> Text {
    let mut names = choices.iter().map(|place| place.name(lang));
    let first = names.next().filter(|first| names.all(|name| name == *first));
    first.unwrap_or_else(|| Text::name(typed))
}
