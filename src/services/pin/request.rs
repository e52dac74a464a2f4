//! The request for a PIN: the questions of the institute's form, on few pages of what belongs together.

use a11y::page::{Input, Purpose, Question};
use a11y::text::Lang;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::words;
use crate::citizen::codice_fiscale::Sex;
use crate::ledger::SentAnswers;
use crate::ledger::letters::Delivery;
use crate::services::conversation::{Asking, Stop, Talk};
use crate::services::particulars::typed::Line;
use crate::services::particulars::{
    self, Address, Birth, Whose, birthplace, choice, fiscal_code, street_address, typed,
};

/// How many steps it has, with the review; what is asked only of some belongs to the step before it.
pub(super) const STEPS: u8 = 7;

/// The first of them.
pub(super) const FIRST: &str = "codice-fiscale";

/// The step that asks which comune of several is meant.
const WHICH: &str = "quale-comune";

/// The last of them before the review.
pub(super) const LAST: &str = "consegna";

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
    /// The door it came through; requests on record from before have none.
    #[serde(default)]
    pub(super) channel: Option<String>,
    /// The answers in words, as they were sent; requests on record from before have none.
    #[serde(default)]
    pub(super) sent: Option<SentAnswers>,
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Request(..)")
    }
}

/// Who asks for a PIN, and when.
#[derive(Clone, Copy)]
pub(super) struct Asker<'a> {
    pub(super) today: Date,
    /// The fiscal code of who is signed in, which stands there at first; else empty.
    pub(super) code: &'a str,
    /// Whom who lives abroad turns to: telephone and mail.
    pub(super) abroad: (&'a str, &'a str),
}

impl Asker<'_> {
    /// Somebody, where no page of it is shown.
    pub(super) fn unseen(today: Date) -> Self {
        Asker { today, code: "", abroad: ("", "") }
    }
}

/// The conversation.
pub(super) fn script(talk: &mut Talk<'_>, asker: Asker<'_>) -> Result<Request, Stop> {
    let (lang, today) = (talk.lang, asker.today);
    let code = talk.step(FIRST, words::q_code(lang), |step| {
        let hint = words::code_hint(lang);
        let code = fiscal_code(step, Whose::OWN, words::q_code(lang), hint, asker.code, Ok);
        step.called(words::code(lang));
        code
    })?;
    let who = talk.step("chi-sei", words::who_title(lang), |step| {
        particulars::who(step, Whose::OWN, code, today, ("", ""))
    })?;
    let birth = Birth { step: "luogo-di-nascita", title: words::birth_title(lang), which: "quale-luogo" };
    let birthplace = birthplace(talk, Whose::OWN, birth, code, &who)?;
    let home = talk.step("residenza", words::home_title(lang), |step| {
        let abroad = words::home_abroad(lang, asker.abroad.0, asker.abroad.1);
        street_address(step, Whose::OWN, WHICH, &Address::default(), Some(&abroad))
    })?;
    let home = home.settle(talk, WHICH, Whose::OWN)?;
    let (phones, mail) = talk.step("contatti", words::contacts_title(lang), ask_contacts)?;
    let delivery = talk.step(LAST, words::delivery_title(lang), ask_delivery)?;
    Ok(Request {
        lang,
        code: code.as_str().to_owned(),
        surname: who.surname,
        name: who.name,
        female: who.sex == Sex::Female,
        born: who.born,
        birthplace: birthplace.as_str().to_owned(),
        street: home.street,
        number: home.number,
        comune: home.belfiore,
        cap: home.cap,
        phones,
        mail,
        delivery: delivery.code().to_owned(),
        channel: None,
        sent: None,
    })
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
        let missing = (none && name == "telefono-casa").then(|| words::phone_none(lang));
        let not = match name {
            "telefono-casa" => Some((Line::Mobile, words::phone_home_mobile(lang))),
            "cellulare" => Some((Line::Fixed, words::phone_mobile_fixed(lang))),
            // An office may be called on either.
            _ => None,
        };
        let purpose = Some(match name {
            "telefono-casa" => Purpose::HomeTel,
            "cellulare" => Purpose::MobileTel,
            _ => Purpose::WorkTel,
        });
        particulars::phone(step, name.to_owned(), label, purpose, "", missing, not)
    });
    let mail = Question::new("mail", words::mail(lang), Input::Mail { value: String::new() });
    let mail = step.ask_optional(mail.purpose(Purpose::Email), |typed| {
        typed::mail(typed).ok_or_else(|| {
            words::mail_wrong(lang, if lang == Lang::It { "nome@esempio.it" } else { "name@example.org" })
        })
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
    let way = |value: &str| Delivery::from_code(value).filter(|way| *way != Delivery::Print);
    step.ask(question, |value| way(value).ok_or_else(|| words::delivery_missing(lang)))
}
