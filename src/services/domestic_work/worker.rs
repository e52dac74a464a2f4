//! Who works.

use a11y::page::{Input, Question};
use jiff::ToSpan;
use jiff::civil::Date;

use super::codes::{self, Code};
use super::employer::{ask_document, number};
use super::script::{ask_code, ask_place, no_date};
use super::{Facts, citizenship, rules, words};
use crate::citizen::codice_fiscale::Sex;
use crate::services::conversation::{Answers, Asking, Stop, Talk};
use crate::services::particulars::{Address, Birth, Whose, birthplace, fiscal_code, typed, who};

/// The worker's data: somebody else's, so no browser fills them in.
pub(super) const WORKER: Whose = Whose::other("lavoratore-");

/// A worker, as far as the codes and the rules need.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Worker {
    pub(super) sex: Sex,
    pub(super) born: Date,
    pub(super) home: Address,
    pub(super) document: Code,
    /// The last day of that document.
    pub(super) expires: Date,
    /// The title to stay in Italy, of who needs one.
    pub(super) permit: Option<Code>,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Worker(..)")
    }
}

/// What the worker is called, as far as that is answered.
pub(super) fn called(answers: &Answers) -> String {
    let part = |name| typed::name(answers.trimmed(&WORKER.field(name))).unwrap_or_default();
    format!("{} {}", part("nome"), part("cognome")).trim().to_owned()
}

/// The worker's fiscal code as it was typed.
pub(super) fn code(answers: &Answers) -> &str {
    answers.trimmed("lavoratore-codice-fiscale")
}

/// The step that asks the worker's fiscal code.
pub(super) const STEP: &str = "lavoratore";

/// The task.
pub(super) fn ask(talk: &mut Talk<'_>, facts: &Facts) -> Result<Worker, Stop> {
    let lang = talk.lang;
    talk.of(words::worker(lang));
    let code = talk.step(STEP, words::code(lang), |step| {
        let hint = words::worker_code_hint(lang);
        fiscal_code(step, WORKER, words::code(lang), hint, "", |code| {
            if code.has_same_base(facts.citizen.code) { Err(words::worker_code_own(lang)) } else { Ok(code) }
        })
    })?;
    let who = talk.step("lavoratore-nome", words::names_title(lang), |step| {
        who(step, WORKER, code, facts.today, ("", ""))
    })?;
    let birth = Birth {
        step: "lavoratore-nascita",
        title: words::birth_title(lang),
        which: "lavoratore-quale-luogo",
    };
    birthplace(talk, WORKER, birth, code, &who)?;
    let state = citizenship::ask(talk, "lavoratore-cittadinanza", "lavoratore-quale-stato", WORKER)?;
    let steps = ("lavoratore-residenza", "lavoratore-quale-comune");
    let home = ask_place(talk, steps, words::home_title(lang), WORKER, (&Address::default(), ""))?;
    let (document, expires) = talk.step("lavoratore-documento", words::document_title(lang), |step| {
        let document = ask_document(step, WORKER.prefix);
        let expiry = Question::new(WORKER.field("documento-scadenza"), words::expiry(lang), no_date());
        let like = facts.today.year() + 4;
        let expiry = step.ask_date(expiry.hint(words::expiry_hint(lang)), like, |date| match date {
            // One that has expired is told before sending: work that goes on with it is registered late all the same.
            date if date < who.born => Err(words::document_old(lang)),
            date if date > facts.today.saturating_add(rules::DOCUMENT.years()) => {
                Err(words::document_far(lang, rules::DOCUMENT))
            }
            date => Ok(date),
        });
        Some((document?.0, expiry?))
    })?;
    let permit = match citizenship::needs_permit(state) {
        true => Some(talk.step("lavoratore-permesso", words::permit_title(lang), ask_permit)?),
        false => None,
    };
    Ok(Worker { sex: who.sex, born: who.born, home, document, expires, permit })
}

fn ask_permit(step: &mut Asking<'_>) -> Option<Code> {
    let lang = step.lang;
    step.say(words::permit_why(lang));
    let missing = words::permit_missing(lang);
    let permit = ask_code(
        step,
        "lavoratore-permesso",
        words::permit(lang),
        &codes::PERMITS,
        words::permit_is,
        missing,
    );
    let input = Input::Code { value: String::new(), width: 20, digits: false };
    let question = Question::new("lavoratore-permesso-numero", words::permit_number(lang), input)
        .hint(words::permit_number_hint(lang));
    let number =
        step.ask_optional(question, |typed| number(typed).ok_or_else(|| words::document_number_wrong(lang)));
    number.and(permit)
}
