//! The conversation: who employs, who works, the work, and whether they are kin.

use a11y::page::{Block, Choice, Input, Purpose, Question};
use a11y::text::{Cents, Lang, Text};
use jiff::civil::Date;

use super::codes::{self, BLOOD, Code, MARRIAGE, kinship};
use super::pages::late;
use super::pay::{self, Counted, Given, Pay};
use super::rules::{self, EndProblem, StartProblem};
use super::{Facts, employer, words, worker};
use crate::services::about;
use crate::services::conversation::{Answers, Asking, Stop, Talk, digits};
use crate::services::particulars::typed::MoneyProblem;
use crate::services::particulars::{Address, Whose, choice, phone, street_address, typed};

/// The field of the first day of work.
pub(super) const START: &str = "inizio";
/// That of the contract.
const CONTRACT: &str = "contratto";
/// That of its last day.
const END: &str = "termine";

/// That of whether the worker lives in.
pub(super) const LIVES_IN: &str = "convivente";

/// That of what the worker gets beside the pay.
pub(super) const GIVEN: &str = "vitto-alloggio";

/// That of which relation by blood it is.
pub(super) const OF_BLOOD: &str = "quale-parente";

/// That of the pay as it was agreed.
const PAY: &str = "paga-concordata";

/// That of the pay that counts, which was worked out by who filled in the form: it is asked no more.
pub(super) const OLD_PAY: &str = "paga";

/// That of the carer's allowance.
const ALLOWANCE: &str = "accompagnamento";

/// The last day of the contract, as far as it is answered and has one.
pub(super) fn end_of(answers: &Answers) -> Option<Date> {
    answers.date(END).filter(|_| answers.trimmed(CONTRACT) != codes::OPEN_ENDED.value)
}

/// What a registration comes to: what the office and the sums need of it. Everything else is in the answers as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub(super) employer: employer::Employer,
    /// Where the employer lives, or has its seat.
    pub(super) seat: Address,
    pub(super) worker: worker::Worker,
    pub(super) job: Job,
    pub(super) kin: Kin,
}

/// The work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Job {
    pub(super) role: Code,
    pub(super) start: Date,
    pub(super) contract: Code,
    pub(super) end: Option<Date>,
    /// The worker lives where the employer lives.
    pub(super) lives_in: bool,
    pub(super) given: Given,
    pub(super) hours: u8,
    pub(super) pay_kind: Code,
    pub(super) pay: Pay,
}

impl Job {
    /// The pay that counts for contributions, step by step.
    pub(super) fn counted(&self) -> Counted {
        pay::counted(self.pay, self.given, self.hours)
    }
}

/// What the worker is to the employer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kin {
    /// No kin, or beyond the third degree; always so for an employer who is no natural person.
    None,
    /// The spouse, whose employer has a carer's allowance.
    Spouse,
    /// Kin to the third degree: today's code, empty where there is none.
    Relation(&'static str),
}

/// The whole form; `None` until every task is complete.
pub(super) fn script(talk: &mut Talk<'_>, facts: &Facts) -> Option<Registration> {
    let lang = talk.lang;
    let employer = talk.task("datore", words::employer_task(lang), |talk| employer::ask(talk, facts));
    let worker = talk.task("lavoratore", words::worker_task(lang), |talk| worker::ask(talk, facts));
    let born = worker.as_ref().map(|worker| worker.born);
    let job = talk.task("lavoro", words::job_task(lang), |talk| ask_job(talk, facts, born));
    let kin = match (talk.answer(employer::KIND), &worker) {
        (employer::RELIGIOUS | employer::MILITARY, _) => Some(Kin::None),
        (employer::PERSON, Some(worker)) => {
            let sex = worker.sex;
            talk.task("parentela", words::kin_task(lang), |talk| ask_kin(talk, sex))
        }
        _ => {
            let before = [words::employer_task(lang), words::worker_task(lang)];
            talk.later("parentela", words::kin_task(lang), &before);
            None
        }
    };
    let (employer, seat) = employer?;
    Some(Registration { employer, seat, worker: worker?, job: job?, kin: kin? })
}

/// Asks which of some codes; `label` words each, `missing` is said when none is chosen.
pub(super) fn ask_code(
    step: &mut Asking<'_>,
    name: &str,
    label: Text,
    codes: &[Code],
    word: fn(Lang, &str) -> Text,
    missing: Text,
) -> Option<Code> {
    let lang = step.lang;
    let choices = codes.iter().map(|code| choice(code.value, word(lang, code.value))).collect();
    ask_choice(step, name, label, choices, missing, |value| codes::chosen(codes, value))
}

/// Asks one of some choices.
pub(super) fn ask_choice<T>(
    step: &mut Asking<'_>,
    name: &str,
    label: Text,
    choices: Vec<Choice>,
    missing: Text,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let question = Question::new(name, label, Input::OneChoice { choices, chosen: None });
    step.ask(question, |value| read(value).ok_or(missing))
}

/// Where a browser sends the first choice though none was made, a wrong yes would claim what the law or the sums ask for.
fn no_or_yes(lang: Lang) -> Vec<Choice> {
    vec![choice("no", words::no(lang)), choice("si", words::yes(lang))]
}

/// Asks yes or no.
pub(super) fn ask_yes(step: &mut Asking<'_>, name: &str, label: Text, missing: Text) -> Option<bool> {
    let lang = step.lang;
    let choices = no_or_yes(lang);
    ask_choice(step, name, label, choices, missing, |value| match value {
        "si" => Some(true),
        "no" => Some(false),
        _ => None,
    })
}

/// An address with what the form of 2002 asked beside it: the hamlet and a telephone; what is known of both stands there.
pub(super) fn ask_place(
    talk: &mut Talk<'_>,
    steps: (&'static str, &'static str),
    title: Text,
    whose: Whose,
    (known, called): (&Address, &str),
) -> Result<Address, Stop> {
    let lang = talk.lang;
    let meaning = talk.step(steps.0, title, |step| {
        let meaning = street_address(step, whose, steps.1, known, None);
        let hamlet = whose.line("frazione", words::hamlet(lang), "", 30).latin();
        let hamlet =
            step.ask_optional(hamlet, |typed| typed::line(typed).ok_or_else(|| words::hamlet_long(lang)));
        let purpose = whose.own.then_some(Purpose::Tel);
        let phone = phone(step, whose.field("telefono"), words::phone(lang), purpose, called, None, None);
        hamlet.and(phone).and(meaning)
    })?;
    meaning.settle(talk, steps.1, whose)
}

fn ask_job(talk: &mut Talk<'_>, facts: &Facts, born: Option<Date>) -> Result<Job, Stop> {
    let lang = talk.lang;
    let role = talk.step("mansione", words::role_title(lang), |step| {
        ask_code(
            step,
            "mansione",
            words::role(lang),
            &codes::ROLES,
            words::role_is,
            words::role_missing(lang),
        )
    })?;
    let start = talk.step("inizio", words::start_title(lang), |step| ask_start(step, facts.today, born))?;
    let contract = talk.step("contratto", words::contract_title(lang), |step| {
        if let Some(late) = late(lang, start, facts.today) {
            step.tell(late);
        }
        let missing = words::contract_missing(lang);
        ask_code(step, CONTRACT, words::contract(lang), &codes::CONTRACTS, words::contract_is, missing)
    })?;
    let end = match contract {
        codes::OPEN_ENDED => None,
        _ => Some(talk.step("termine", words::end_title(lang), |step| ask_end(step, start))?),
    };
    let (lives_in, board, room) = talk.step("convivenza", words::lodging_title(lang), ask_lodging)?;
    let meals = if board { talk.step("pasti", words::meals_title(lang), ask_meals)? } else { 0 };
    let given = Given { meals, room };
    let hours = talk.step("orario", words::hours_title(lang), |step| ask_hours(step, lives_in))?;
    let (pay_kind, pay) = talk.step("paga", words::pay_title(lang), |step| ask_pay(step, hours))?;
    ask_where(talk)?;
    Ok(Job { role, start, contract, end, lives_in, given, hours, pay_kind, pay })
}

fn ask_start(step: &mut Asking<'_>, today: Date, born: Option<Date>) -> Option<Date> {
    let lang = step.lang;
    let question = Question::new(START, words::start(lang), no_date()).hint(words::start_hint(lang));
    let mut is_young = false;
    let start = step.ask_date(question, today.year(), |date| {
        rules::start(date, today, born).map_err(|problem| match problem {
            StartProblem::Old(oldest) => words::start_old(lang, oldest),
            StartProblem::Far => words::start_far(lang),
            StartProblem::Young => {
                is_young = true;
                words::start_young(lang, i64::from(rules::WORKING_AGE))
            }
        })
    });
    if is_young {
        let [day, ..] = a11y::ids::date_boxes(&worker::WORKER.field("nascita"));
        step.contradicts(day);
    }
    start
}

fn ask_end(step: &mut Asking<'_>, start: Date) -> Option<Date> {
    let lang = step.lang;
    let question = Question::new(END, words::end(lang), no_date()).hint(words::end_hint(lang));
    step.ask_date(question, start.year(), |date| {
        rules::end(date, start).map_err(|problem| match problem {
            EndProblem::Before => words::end_before(lang, start),
            EndProblem::Long(last) => words::end_long(lang, rules::LONGEST, last),
        })
    })
}

/// Three empty boxes.
pub(super) fn no_date() -> Input {
    Input::Date { day: String::new(), month: String::new(), year: String::new() }
}

/// Whether the worker lives in, and gets meals, and a room.
fn ask_lodging(step: &mut Asking<'_>) -> Option<(bool, bool, bool)> {
    let lang = step.lang;
    let lives_in = ask_yes(step, LIVES_IN, words::lives_in(lang), words::lives_in_missing(lang));
    let choices = vec![choice("vitto", words::board(lang)), choice("alloggio", words::lodging(lang))];
    let input = Input::ManyChoices { choices, chosen: Vec::new() };
    let question = Question::new(GIVEN, words::given(lang), input).hint(words::given_hint(lang));
    let given = step.ask_optional(question, |chosen| {
        let known = chosen.lines().all(|value| ["vitto", "alloggio"].contains(&value));
        let is = |value| chosen.lines().any(|chosen| chosen == value);
        let board = is("vitto");
        let room = is("alloggio");
        if known { Ok((board, room)) } else { Err(words::given_unknown(lang)) }
    });
    let (board, room) = given?.unwrap_or_default();
    Some((lives_in?, board, room))
}

fn ask_meals(step: &mut Asking<'_>) -> Option<u8> {
    let (lang, most) = (step.lang, i64::from(rules::MEALS));
    let input = Input::Code { value: String::new(), width: 2, digits: true };
    let question = Question::new("pasti", words::meals(lang), input).hint(words::meals_hint(lang, most));
    let read = |typed: &str| match without_unit(typed, &MEAL_UNITS) {
        _ if typed.is_empty() => Err(words::meals_missing(lang)),
        number if is_broken(&number) => Err(words::meals_whole(lang)),
        number => match number.parse() {
            Ok(meals) if (1..=rules::MEALS).contains(&meals) => Ok(meals),
            _ => Err(words::meals_wrong(lang, most)),
        },
    };
    step.ask_shown(question, read, |meals| Some(Text::from(i64::from(*meals)).private()))
}

fn ask_hours(step: &mut Asking<'_>, lives_in: bool) -> Option<u8> {
    let lang = step.lang;
    let most = rules::most_hours(lives_in);
    let input = Input::Code { value: String::new(), width: 2, digits: true };
    let question = Question::new("ore", words::hours(lang), input);
    let read = |typed: &str| match without_unit(typed, &HOUR_UNITS) {
        _ if typed.is_empty() => Err(words::hours_missing(lang)),
        number if is_broken(&number) => Err(words::hours_whole(lang)),
        number if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) => {
            Err(words::hours_alone(lang))
        }
        number if number.bytes().all(|b| b == b'0') => Err(words::hours_none(lang)),
        number if number.parse().is_ok_and(|hours: u8| (1..=most).contains(&hours)) => {
            number.parse().map_err(|_| words::hours_alone(lang))
        }
        _ => Err(words::hours_wrong(lang, i64::from(most), if lives_in { "si" } else { "no" })),
    };
    let question = question.hint(words::hours_hint(lang, i64::from(most)));
    // So many works only who lives in: that may be the wrong answer.
    let typed = without_unit(step.answer("ore"), &HOUR_UNITS);
    if !lives_in && typed.parse().is_ok_and(|hours: u8| (most + 1..=rules::most_hours(true)).contains(&hours))
    {
        step.contradicts(a11y::ids::choice(LIVES_IN, 0));
    }
    step.ask_shown(question, read, |hours| Some(Text::from(i64::from(*hours)).private()))
}

/// The words for hours, as they are typed after a number.
const HOUR_UNITS: [&str; 8] = ["ore", "ora", "h", "hours", "hour", "ساعات", "ساعة", "ساعه"];

/// Those for meals.
const MEAL_UNITS: [&str; 7] = ["pasti", "pasto", "meals", "meal", "وجبات", "وجبة", "وجبه"];

/// A number as it is typed, without the word for what it counts after it: `10 ore`, `10h`, `7 pasti`.
fn without_unit(typed: &str, units: &[&str]) -> String {
    let typed = digits(typed).to_lowercase();
    let number = units.iter().find_map(|unit| typed.strip_suffix(unit)).unwrap_or(&typed);
    number.trim().to_owned()
}

/// A number with decimals.
fn is_broken(typed: &str) -> bool {
    let parts = typed.split_once([',', '.', '٫']);
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.is_some_and(|(whole, rest)| number(whole) && number(rest))
}

/// The pay as it was agreed: what counts for contributions is worked out of it ([`Job::counted`]).
fn ask_pay(step: &mut Asking<'_>, hours: u8) -> Option<(Code, Pay)> {
    let lang = step.lang;
    // As it was asked before: what was typed then is not lost, but is another sum.
    let before = step.answer(OLD_PAY);
    if !before.is_empty() && step.answer(PAY).is_empty() {
        let before = words::pay_before(lang, &Text::typed(before)).private();
        step.say(before);
    }
    let kind = ask_code(
        step,
        "tipo-paga",
        words::pay_kind(lang),
        &codes::PAYS,
        words::pay_is,
        words::pay_kind_missing(lang),
    );
    let by_hour = kind.map(|kind| kind == codes::HOURLY);
    // As much as is believed for an hour stands before the sign of the thousands: cents may be meant after it.
    let like_cents = |typed: &str| {
        let euro = typed::before_thousands(typed);
        euro.is_some_and(|euro| (rules::PAY.0..=rules::PAY.1).contains(&(euro * 100)))
    };
    let read = |typed: &str| match (typed::money(lang, typed), by_hour) {
        (Ok(pay), Some(true)) if pay.0 > rules::PAY.1 && like_cents(typed) => {
            Err(words::pay_thousands(lang, pay))
        }
        (Ok(pay), Some(by_hour)) => judge_pay(lang, pay, by_hour, hours),
        // Of what it is the pay is to be said first; what is no pay of either is told at once.
        (Ok(pay), None) if pay.0 < rules::PAY.0 => judge_pay(lang, pay, true, hours),
        (Ok(pay), None) if pay.0 > rules::monthly_pay(hours).1 => judge_pay(lang, pay, false, hours),
        (Ok(pay), None) => Ok(pay),
        (Err(_), _) if typed.is_empty() => Err(words::pay_missing(lang)),
        (Err(MoneyProblem::Unclear), _) => Err(words::pay_unclear(lang)),
        (Err(MoneyProblem::Not), _) => Err(words::pay_wrong(lang)),
    };
    let question = Question::new(PAY, words::pay(lang), Input::Money { value: String::new() });
    let question = question.hint(words::pay_hint(lang));
    let pay = step.ask_shown(question, read, |pay| Some(Text::from(*pay).private()));
    let (kind, pay) = (kind?, pay?);
    Some((kind, if kind == codes::HOURLY { Pay::Hour(pay) } else { Pay::Month(pay) }))
}

/// Holds a pay against what is believed, and names the limit it passes.
fn judge_pay(lang: Lang, pay: Cents, by_hour: bool, hours: u8) -> Result<Cents, Text> {
    if by_hour {
        let (least, most) = rules::PAY;
        return match pay.0 {
            cents if cents < least => Err(words::pay_least(lang, Cents(least))),
            cents if cents > most => Err(words::pay_much(lang)),
            _ => Ok(pay),
        };
    }
    let (least, most) = rules::monthly_pay(hours);
    if (least..=most).contains(&pay.0) {
        return Ok(pay);
    }
    Err(words::pay_month(lang, i64::from(hours), Cents(least), Cents(most)))
}

/// Where the work is done, and where the payment notices go.
fn ask_where(talk: &mut Talk<'_>) -> Result<(), Stop> {
    let lang = talk.lang;
    let ask = |step: &mut Asking<'_>, name: &str, label, (own, other), missing| {
        let choices = vec![choice("datore", own), choice("altro", other)];
        ask_choice(step, name, label, choices, missing, |value| match value {
            "datore" => Some(false),
            "altro" => Some(true),
            _ => None,
        })
    };
    let missing = || words::where_missing(lang);
    let elsewhere = talk.step("luogo", words::where_title(lang), |step| {
        ask(step, "luogo", words::where_(lang), (words::at_employer(lang), words::elsewhere(lang)), missing())
    })?;
    if elsewhere {
        let steps = ("luogo-indirizzo", "luogo-quale-comune");
        talk.of_which(words::where_(lang));
        ask_place(talk, steps, words::address(lang), Whose::other("luogo-"), (&Address::default(), ""))?;
    }
    talk.of(None);
    let notices = talk.step("avvisi", words::notices_title(lang), |step| {
        ask(
            step,
            "avvisi",
            words::notices(lang),
            (words::to_employer(lang), words::to_another(lang)),
            missing(),
        )
    })?;
    if notices {
        let steps = ("avvisi-indirizzo", "avvisi-quale-comune");
        talk.of_which(words::notices_of(lang));
        ask_place(talk, steps, words::address(lang), Whose::other("avvisi-"), (&Address::default(), ""))?;
    }
    Ok(())
}

fn ask_kin(talk: &mut Talk<'_>, worker: crate::citizen::codice_fiscale::Sex) -> Result<Kin, Stop> {
    let lang = talk.lang;
    let kin = talk.step("parentela", words::kin_title(lang), |step| {
        step.say(words::kin_why(lang));
        let kinds = ["nessuna", "coniuge", "parente", "affine"];
        let hinted = |kind| Choice {
            hint: Some(words::kin_example(lang, kind)),
            ..choice(kind, words::kin_is(lang, kind))
        };
        let choices = kinds.map(hinted).to_vec();
        ask_choice(step, "parentela", words::kin(lang), choices, words::kin_missing(lang), |value| {
            kinds.into_iter().find(|kind| *kind == value)
        })
    })?;
    let relations: &'static [&'static str] = match kin {
        "nessuna" => return Ok(Kin::None),
        "coniuge" => {
            if !talk.step(ALLOWANCE, words::allowance_title(lang), ask_allowance)? {
                talk.step("non-registrabile", words::spouse_title(lang), refuse_spouse)?;
            }
            return Ok(Kin::Spouse);
        }
        "parente" => &BLOOD,
        _ => &MARRIAGE,
    };
    let slug = if kin == "parente" { OF_BLOOD } else { "quale-affine" };
    let relation = talk.step(slug, words::relation_title(lang), |step| {
        let choices = relations.iter().map(|relation| choice(relation, words::relation_is(lang, relation)));
        let label = words::relation(lang);
        ask_choice(step, slug, label, choices.collect(), words::relation_missing(lang), |value| {
            relations.iter().copied().find(|relation| *relation == value)
        })
    })?;
    if talk.step("prova", words::proof_title(lang), ask_proof)? {
        talk.step("prova-altro", words::proof_other(lang), ask_other_proof)?;
    }
    Ok(Kin::Relation(kinship(relation, worker).unwrap_or_default()))
}

/// Whether the employer has a carer's allowance.
fn ask_allowance(step: &mut Asking<'_>) -> Option<bool> {
    let lang = step.lang;
    step.say(words::allowance_what(lang));
    step.say(words::allowance_why(lang));
    ask_yes(step, ALLOWANCE, words::allowance(lang), words::allowance_missing(lang))
}

/// A spouse is employed only by who has a carer's allowance (D.P.R. 1403/1971, art. 1): there is nothing to send.
fn refuse_spouse(step: &mut Asking<'_>) -> Option<()> {
    let lang = step.lang;
    step.say(words::spouse_refused(lang));
    step.say(words::spouse_what_now(lang));
    step.say(Block::Links(vec![about::office(lang)]));
    // The choice that was made, no.
    step.ends(a11y::ids::choice(ALLOWANCE, 0));
    None
}

/// How kin prove that there is work for pay (D.P.R. 1403/1971, art. 1), and whether another proof is still to be told.
fn ask_proof(step: &mut Asking<'_>) -> Option<bool> {
    const PROOFS: [&str; 4] = ["contratto", "pagamenti", "testimoni", "altro"];
    let lang = step.lang;
    step.say(words::proof_rule(lang));
    let choices = PROOFS.map(|proof| choice(proof, words::proof_is(lang, proof))).to_vec();
    let input = Input::ManyChoices { choices, chosen: Vec::new() };
    let question = Question::new("prova", words::proof(lang), input).hint(words::proof_hint(lang));
    step.ask(question, |chosen| match chosen {
        "" => Err(words::proof_missing(lang)),
        chosen if chosen.lines().all(|proof| PROOFS.contains(&proof)) => {
            Ok(chosen.lines().any(|proof| proof == "altro"))
        }
        _ => Err(words::proof_missing(lang)),
    })
}

fn ask_other_proof(step: &mut Asking<'_>) -> Option<()> {
    let lang = step.lang;
    let input = Input::Line { value: String::new(), width: 40 };
    step.ask(Question::new("prova-altro", words::proof_other(lang), input), |typed| match typed {
        "" => Err(words::proof_other_missing(lang)),
        typed => typed::line(typed).map(drop).ok_or_else(|| words::proof_other_long(lang)),
    })
}
