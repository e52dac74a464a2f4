//! Who employs: the citizen, or a community the citizen acts for.

use a11y::page::{Input, Question};
use a11y::text::{Lang, Span, Text};

use super::codes::{self, Code};
use super::script::{ask_choice, ask_code, ask_place};
use super::{Facts, citizenship, words};
use crate::citizen::codice_fiscale::{CodiceNumerico, NumericProblem};
use crate::services::conversation::{Answers, Asking, Stop, Talk};
use crate::services::particulars::{Address, Birth, Whose, birthplace, choice, fiscal_code, typed, who};

/// The field that says who employs, and its values.
pub(super) const KIND: &str = "chi-assume";
/// The citizen.
pub(super) const PERSON: &str = "persona";
/// A religious community.
pub(super) const RELIGIOUS: &str = "religiosa";
/// A military household.
pub(super) const MILITARY: &str = "militare";

/// The field of a community's code.
const COMMUNITY_CODE: &str = "ente-codice";

/// The citizen's own data in this form.
const OWN: Whose = Whose::own("datore-");

/// An employer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Employer {
    /// The citizen, with this identity document.
    Person(Code),
    /// A community.
    Community,
}

/// The code of the community that employs as it was typed; `None` where the citizen does.
pub(super) fn community_code(answers: &Answers) -> Option<&str> {
    (answers.trimmed(KIND) != PERSON).then(|| answers.trimmed(COMMUNITY_CODE))
}

/// The task: the employer, and where they live or have their seat.
pub(super) fn ask(talk: &mut Talk<'_>, facts: &Facts) -> Result<(Employer, Address), Stop> {
    let lang = talk.lang;
    let kind = talk.step("chi-assume", words::employer_kind_title(lang), |step| {
        let kinds = [PERSON, RELIGIOUS, MILITARY];
        let choices = kinds.map(|kind| choice(kind, words::employer_is(lang, kind))).to_vec();
        let missing = words::employer_kind_missing(lang);
        ask_choice(step, KIND, words::employer_kind(lang), choices, missing, |value| {
            kinds.into_iter().find(|kind| *kind == value)
        })
    })?;
    talk.of(words::employer(lang));
    match kind {
        PERSON => ask_person(talk, facts),
        _ => ask_community(talk),
    }
}

/// The fields of the form of 2002; what is on record stands there at first.
fn ask_person(talk: &mut Talk<'_>, facts: &Facts) -> Result<(Employer, Address), Stop> {
    let (lang, citizen) = (talk.lang, &facts.citizen);
    let who = talk.step("datore", words::who_title(lang), |step| {
        let hint = words::own_code_hint(lang);
        let code = fiscal_code(step, OWN, words::code(lang), hint, citizen.code.as_str(), |code| {
            if code.has_same_base(citizen.code) { Ok(code) } else { Err(words::own_code_other(lang)) }
        });
        let who = who(step, OWN, citizen.code, facts.today, (&citizen.surname, &citizen.name));
        let husband = optional_name(step, "cognome-marito", words::husband(lang));
        let profession = OWN.line("professione", words::profession(lang), "", 30);
        let profession = step
            .ask_optional(profession, |typed| typed::line(typed).ok_or_else(|| words::profession_long(lang)));
        code.and(husband).and(profession).and(who)
    })?;
    let birth =
        Birth { step: "datore-nascita", title: words::birth_title(lang), which: "datore-quale-luogo" };
    birthplace(talk, OWN, birth, citizen.code, &who)?;
    citizenship::ask(talk, "datore-cittadinanza", "datore-quale-stato", OWN)?;
    let home = &citizen.residence;
    let home = Address {
        street: home.street.clone(),
        number: home.number.clone(),
        belfiore: home.belfiore.clone(),
        cap: home.cap.clone(),
    };
    let steps = ("datore-residenza", "datore-quale-comune");
    let home = ask_place(talk, steps, words::home_title(lang), OWN, (&home, &facts.phone))?;
    let document = talk.step("datore-documento", words::document_title(lang), |step| {
        ask_document(step, OWN.prefix).map(|(document, _)| document)
    })?;
    Ok((Employer::Person(document), home))
}

fn optional_name(step: &mut Asking<'_>, name: &str, label: Text) -> Option<Option<String>> {
    let lang = step.lang;
    let question = OWN.line(name, label, "", 30).name_of_person();
    step.ask_optional(question, |typed| typed::name(typed).map_err(|_| words::husband_wrong(lang)))
}

/// Which identity document, and its number.
pub(super) fn ask_document(step: &mut Asking<'_>, prefix: &str) -> Option<(Code, String)> {
    let lang = step.lang;
    let field = format!("{prefix}documento");
    let missing = words::document_missing(lang);
    let document =
        ask_code(step, &field, words::document(lang), &codes::DOCUMENTS, words::document_is, missing);
    let number = ask_number(step, format!("{prefix}documento-numero"), lang);
    Some((document?, number?))
}

fn ask_number(step: &mut Asking<'_>, name: String, lang: Lang) -> Option<String> {
    let input = Input::Code { value: String::new(), width: 20, digits: false };
    let read = |typed: &str| {
        number(typed).ok_or_else(|| match typed {
            "" => words::document_number_missing(lang),
            _ => words::document_number_wrong(lang),
        })
    };
    let question = Question::new(name, words::document_number(lang), input);
    // Shown whole, as it stands on the document, and said in groups: like a fiscal code.
    step.ask_shown(question, read, |number| Some(Text::from(Span::FiscalCode(number.clone())).private()))
}

/// Reads the number of a document: 3 to 20 letters and digits, blanks and hyphens left out.
pub(super) fn number(typed: &str) -> Option<String> {
    let kept: String = crate::services::conversation::digits(typed)
        .chars()
        .filter(|c| !c.is_whitespace() && !"-/.".contains(*c))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let plain = kept.chars().all(|c| c.is_ascii_alphanumeric());
    (plain && (3..=20).contains(&kept.len())).then_some(kept)
}

fn ask_community(talk: &mut Talk<'_>) -> Result<(Employer, Address), Stop> {
    let lang = talk.lang;
    talk.step("ente", words::community_title(lang), |step| {
        step.say(words::community_acts(lang));
        let input = Input::Line { value: String::new(), width: 40 };
        let name = Question::new("ente-nome", words::community_name(lang), input).latin();
        let name =
            step.ask(name, |typed| typed::line(typed).ok_or_else(|| words::community_name_missing(lang)));
        let input = Input::Code { value: String::new(), width: 11, digits: true };
        let code = Question::new(COMMUNITY_CODE, words::community_code(lang), input)
            .hint(words::community_code_hint(lang));
        let read = |typed: &str| {
            typed.parse::<CodiceNumerico>().map_err(|problem| match problem {
                NumericProblem::Empty => words::community_code_missing(lang),
                NumericProblem::Check | NumericProblem::AllZero => words::community_code_check(lang),
                NumericProblem::Length(_) | NumericProblem::NotDigit(_) => words::community_code_wrong(lang),
            })
        };
        let show = |code: &CodiceNumerico| Some(Text::from(Span::Code(code.as_str().to_owned())).private());
        let code = step.ask_shown(code, read, show);
        name.and(code)
    })?;
    let steps = ("ente-sede", "ente-quale-comune");
    let seat =
        ask_place(talk, steps, words::seat_title(lang), Whose::other("ente-"), (&Address::default(), ""))?;
    Ok((Employer::Community, seat))
}
