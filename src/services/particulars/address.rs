//! A street address in Italy, and a telephone.

use a11y::page::{Input, Purpose, Question};
use a11y::text::{Span, Text};

use super::person::which_field;
use super::places::{self, Meant, Unknown};
use super::typed::{Line, NameProblem};
use super::{Whose, typed, which, words};
use crate::places::{Belfiore, Cap, Comune};
use crate::services::conversation::{Asking, Stop, Talk};

/// A street address.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Street or square.
    pub street: String,
    /// House number.
    pub number: String,
    /// Belfiore code of the comune.
    pub belfiore: String,
    /// CAP.
    pub cap: String,
}

impl Address {
    /// Whether both may be one house: as people write a street, its last word tells it.
    pub fn may_be(&self, other: &Address) -> bool {
        let last = |street: &str| street.split_whitespace().last().unwrap_or_default().to_lowercase();
        let number = |typed: &str| typed.to_lowercase().replace([' ', '-', '/'], "");
        self.belfiore == other.belfiore
            && last(&self.street) == last(&other.street)
            && number(&self.number) == number(&other.number)
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Address(..)")
    }
}

/// Whether a CAP is of another part of Italy than a comune of today.
fn is_elsewhere(cap: &str, place: Belfiore) -> bool {
    let (cap, comune) = (cap.parse::<Cap>(), Comune::active(place));
    matches!((cap, comune), (Ok(cap), Some(comune)) if cap.is_of_another_part(comune.province))
}

/// What was answered on the page of an address, when its comune may still mean several.
#[derive(Debug)]
pub struct Meaning {
    address: Address,
    comune: Meant,
}

impl Meaning {
    /// The address with its comune, which is asked about in a step called `slug` if there are several.
    ///
    /// # Errors
    /// [`Stop`] while that is not answered.
    pub fn settle(self, talk: &mut Talk<'_>, slug: &'static str, whose: Whose) -> Result<Address, Stop> {
        let place = match self.comune {
            Meant::One(place) => place,
            // A CAP that contradicts what is chosen is told where it stands, on the page of the address.
            Meant::Several(choices) => {
                which(talk, slug, &whose.field("comune"), choices, words::which_hint, Ok)?
            }
        };
        Ok(Address { belfiore: place.as_str().to_owned(), ..self.address })
    }
}

/// Asks street, number, comune, province and CAP on one page; `known` stands there at first, and `slug` is the step
/// that asks which comune is meant. `abroad` is said of what is no comune of Italy, where one may well live abroad.
pub fn street_address(
    step: &mut Asking<'_>,
    whose: Whose,
    slug: &str,
    known: &Address,
    abroad: Option<&Text>,
) -> Option<Meaning> {
    let lang = step.lang;
    let street = whose.line("via", words::street(lang), &known.street, 40).latin();
    let street = step.ask(whose.purpose(street, Purpose::AddressLine1), |typed| {
        typed::street(typed).map_err(|problem| match problem {
            NameProblem::Missing => words::street_missing(lang),
            NameProblem::Signs => words::street_signs(lang),
            NameProblem::Long => words::street_long(lang),
        })
    });
    let number = whose.line("numero-civico", words::house_number(lang), &known.number, 10).latin();
    let number = step.ask(number.hint(words::house_number_hint(lang)), |typed| {
        typed::house_number(typed).map_err(|problem| match problem {
            NameProblem::Missing => words::house_number_missing(lang),
            NameProblem::Signs => words::house_number_signs(lang),
            NameProblem::Long => words::house_number_long(lang),
        })
    });
    let at = Belfiore::parse(&known.belfiore).and_then(Comune::active);
    let province = step.answer(&whose.field("provincia")).to_owned();
    let cap = step.answer(&whose.field("cap")).trim().to_owned();
    let comune = whose.line("comune", words::comune(lang), at.map_or("", |comune| comune.name), 40).latin();
    let read = |typed: &str| match places::residence(typed, &province) {
        _ if typed.is_empty() => Err(words::comune_missing(lang)),
        Ok(meant) => Ok(Ok(meant.of_cap(typed, province.trim(), &cap))),
        Err(Unknown::Place | Unknown::City) => {
            Err(abroad.cloned().unwrap_or_else(|| words::comune_unknown(lang)))
        }
        // The comune may be right: what is wrong stands in the next box. One that is nowhere is told as well.
        Err(Unknown::Province) => match places::residence(typed, "") {
            Err(Unknown::Place | Unknown::City) => {
                Err(abroad.cloned().unwrap_or_else(|| words::comune_unknown(lang)))
            }
            _ => Ok(Err(words::province_unknown(lang))),
        },
        Err(Unknown::Elsewhere) if province.trim().is_empty() => Err(words::comune_elsewhere(lang, typed)),
        Err(Unknown::Elsewhere) => Ok(Err(words::province_other(lang, typed))),
    };
    let chosen = Belfiore::parse(step.answer(&which_field(slug, step.answer(&whose.field("comune")))));
    let comune = step.ask_shown(whose.purpose(comune, Purpose::AddressLevel2), read, |meant| {
        meant.as_ref().ok().and_then(|meant| meant.shown(lang, chosen, province.trim()))
    });
    let (comune, wrong) = match comune {
        Some(Ok(meant)) => (Some(meant), None),
        Some(Err(wrong)) => (None, Some(wrong)),
        None if places::is_no_province(&province) => (None, Some(words::province_unknown(lang))),
        None => (None, None),
    };
    // Left empty where the comune is shown with its own, it is no question without an answer.
    let told = comune.is_some() && province.trim().is_empty();
    let sigla = at.map_or("", |comune| comune.province.sigla);
    let province = whose.line("provincia", words::province(lang), sigla, 20).latin();
    let province = whose.purpose(province, Purpose::AddressLevel1).hint(words::province_hint(lang));
    let province = step.ask(province.optional(), |_| wrong.map_or(Ok(()), Err));
    if told {
        step.told_elsewhere();
    }
    let input = Input::Code { value: known.cap.clone(), width: 5, digits: true };
    let cap = whose.purpose(Question::new(whose.field("cap"), words::cap(lang), input), Purpose::PostalCode);
    let named = step.answer(&whose.field("comune")).to_owned();
    // What nobody typed is no reason to doubt the CAP: which comune is meant is asked first.
    let guessed = comune.as_ref().is_some_and(|meant| meant.is_guessed(&named));
    let places: Vec<Belfiore> = match &comune {
        Some(Meant::One(place)) => vec![*place],
        Some(Meant::Several(choices)) => choices.iter().map(|place| place.belfiore()).collect(),
        None => Vec::new(),
    };
    let chosen = chosen.filter(|place| places.contains(place));
    let read = |typed: &str| match (typed.parse::<Cap>(), chosen.and_then(Comune::active)) {
        (Ok(cap), _) if !cap.may_be() => Err(words::cap_none(lang, cap.as_str())),
        (Ok(cap), Some(comune))
            if (guessed || places.len() > 1) && is_elsewhere(cap.as_str(), comune.belfiore) =>
        {
            Err(words::cap_of_another(lang, cap.as_str(), &comune.label()))
        }
        (Ok(cap), _)
            if !guessed
                && !places.is_empty()
                && places.iter().all(|place| is_elsewhere(cap.as_str(), *place)) =>
        {
            let only = places.first().filter(|_| places.len() == 1).and_then(|place| Comune::active(*place));
            let comune = only.map_or(named, |comune| comune.label());
            Err(words::cap_elsewhere(lang, cap.as_str(), &comune))
        }
        (Ok(cap), _) => Ok(cap.as_str().to_owned()),
        (Err(_), _) if typed.is_empty() => Err(words::cap_missing(lang)),
        (Err(_), _) => Err(words::cap_wrong(lang)),
    };
    let cap = step.ask_shown(cap, read, |cap| Some(Text::from(Span::Code(cap.clone())).private()));
    let comune = province.and(comune)?;
    let address = Address { street: street?, number: number?, belfiore: String::new(), cap: cap? };
    Some(Meaning { address, comune })
}

/// Asks a telephone number that may be left out; `known` stands there at first, `missing` is what is wrong when it is
/// empty and must not be, `not` a kind of line that has a box of its own, and what is wrong with a number of it here.
pub fn phone(
    step: &mut Asking<'_>,
    name: String,
    label: Text,
    purpose: Option<Purpose>,
    known: &str,
    missing: Option<Text>,
    not: Option<(Line, Text)>,
) -> Option<Option<String>> {
    let lang = step.lang;
    let question = Question::new(name, label.clone(), Input::Phone { value: known.to_owned() }).optional();
    let question = Question { purpose, ..question };
    let read = |typed: &str| match (typed, missing) {
        ("", Some(missing)) => Err(missing),
        ("", None) => Ok(None),
        (typed, _) => match (typed::phone(typed), not) {
            (None, _) => Err(words::phone_wrong(lang, &label)),
            (Some(number), Some((line, wrong))) if typed::line_of(&number) == Some(line) => Err(wrong),
            (Some(number), _) => Ok(Some(number)),
        },
    };
    step.ask_shown(question, read, |number| {
        number.clone().map(|number| Text::from(Span::Phone(number)).private())
    })
}
