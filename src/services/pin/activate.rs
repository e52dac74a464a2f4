//! Activating a PIN with both halves, and choosing its eight digits.
//!
//! The halves are judged on one page and the digits chosen on the next, so that a PIN that is too easy does not cost
//! typing sixteen digits again.
//!
//! **Invariant**: three hashes for every try, whoever the code is of and whichever half is wrong.

use a11y::page::{Input, Page, Purpose, Question};
use a11y::text::{Lang, Text};
use uuid::Uuid;

use super::manage::overview;
use super::records::{self, Open};
use super::rules::{self, Trivial};
use super::{NAME, words};
use crate::citizen::Level;
use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::citizen::proof::{Arrival, Claim, Turn};
use crate::citizen::records::{self as people, Citizen};
use crate::citizen::sessions;
use crate::citizen::worded::{PIN_DIGITS, codes_together, fiscal_code_beside_secret, secret_digits};
use crate::clock::{MINUTE, Moment};
use crate::ledger::{self, CaseState};
use crate::services::call::Fields;
use crate::services::conversation::{Answers, MISPLACED, Stop, Talk};
use crate::services::drafts::Draft;
use crate::services::form::{self, ONLY, OUTCOME, Received};
use crate::services::sign_in::{self, Outcome, ask_length};
use crate::services::{Answer, Call, Channel, Failure, SignedIn};

/// The page with both halves.
pub(super) const HALVES: &str = "pin/attivazione";

/// The page where the PIN is chosen.
pub(super) const CHOOSE: &str = "pin/attivazione/nuovo-pin";

/// How long after the halves the PIN can be chosen.
const PROVED: i64 = 30 * MINUTE;

/// The draft of [`CHOOSE`] keeps whose request was proved, and until when.
const REQUEST: &str = "richiesta";
const CITIZEN: &str = "cittadino";
const UNTIL: &str = "fino-a";

pub(super) fn halves_script(
    talk: &mut Talk<'_>,
    stored: &Answers,
    now: Moment,
    channel: Channel,
) -> Result<CodiceFiscale, Stop> {
    let lang = talk.lang;
    // A keyboard of letters may put blanks between the digits, a kiosk's keypad cannot: there they are counted.
    let width = if channel == Channel::Kiosk { 2 * PIN_DIGITS } else { 20 };
    let width = u8::try_from(width).unwrap_or(20);
    talk.step(ONLY, words::act_title(lang), |step| {
        step.say(words::act_intro(lang));
        let input = Input::FiscalCode { value: String::new() };
        let code = Question::new("codice-fiscale", words::code(lang), input).hint(words::code_hint(lang));
        let misplaced = !step.answer(MISPLACED).is_empty();
        let code = step
            .ask(code.purpose(Purpose::Username), |typed| fiscal_code_beside_secret(lang, typed, misplaced));
        let problem = stored.get(OUTCOME).and_then(Outcome::parse).and_then(|outcome| match outcome {
            Outcome::PinMissing => Some(words::codes_missing(lang)),
            Outcome::PinLength(16) => Some(words::codes_only(lang)),
            Outcome::PinLength(typed) => Some(words::codes_length(lang, typed)),
            Outcome::RequestNumber => Some(words::codes_number(lang)),
            Outcome::Wrong => Some(words::codes_wrong(lang)),
            Outcome::Wait(until) => sign_in::wait_words(lang, until, now),
        });
        let codes = Question::new("codici", words::codes(lang), Input::Secret { width });
        let codes = codes.hint(words::codes_hint(lang)).purpose(Purpose::OneTimeCode);
        step.say(codes.problem(problem.map(Into::into)));
        code
    })
}

/// The page with both halves, as it stands.
pub(super) async fn halves(call: &Call<'_>) -> Result<Answer, Failure> {
    let draft = Draft::of_page(call, HALVES).await?;
    let now = call.context.now;
    let mut page = form::page(call, &draft, HALVES, |talk| {
        halves_script(talk, &draft.answers, now, call.context.channel)
    });
    let waits = Outcome::waits(&draft.answers, now);
    if let Some(page) = page.as_mut().filter(|_| waits.is_none()) {
        form::calm(call, page);
    }
    let config = &call.portal.config;
    let phones = (config.phone.as_str(), config.phone_mobile.as_str());
    let back = overview(call.lang());
    let answer = page.map_or(Answer::NotFound, |page| Answer::page(dress_halves(page, phones), back));
    Ok(answer.slowed(waits))
}

pub(super) fn dress_halves(page: Page, phones: (&str, &str)) -> Page {
    let lang = page.lang;
    page.of(words::title(lang)).say(words::act_help(lang, phones.0, phones.1)).submit(words::act_submit(lang))
}

/// Judges both halves.
pub(super) async fn send_halves(call: &Call<'_>) -> Result<Answer, Failure> {
    let (blank, now) = (Answers::default(), call.context.now);
    let received = form::receive(call, NAME, HALVES, &[], form::MEND, |talk| {
        halves_script(talk, &blank, now, call.context.channel)
    })
    .await?;
    let (draft, code) = match received {
        Received::Complete(draft, code) => (draft, code),
        Received::Answer(answer) => return sign_in::also(call, NAME, HALVES, unread(call), answer).await,
    };
    let codes = secret_digits(&codes_together(call.fields.trimmed("codici")), 2 * PIN_DIGITS);
    let outcome = match codes.filter(|_| unread(call).is_none()) {
        Some(codes) => match try_halves(call, code, &codes).await? {
            Ok(open) => {
                draft.forget(call).await?;
                let mut next = Draft::of_page(call, CHOOSE).await?;
                next.answers = Answers::default();
                next.answers.set(REQUEST, open.id.to_string());
                next.answers.set(CITIZEN, open.citizen_id.to_string());
                next.answers.set(UNTIL, now.plus(PROVED).0.to_string());
                next.keep(call, NAME).await?;
                return Ok(Answer::See(CHOOSE.to_owned()));
            }
            Err(outcome) => outcome,
        },
        None => unread(call).unwrap_or(Outcome::PinLength(0)),
    };
    form::refuse(call, NAME, draft, outcome.to_string(), HALVES, form::MEND).await
}

/// What is wrong with the codes as typed, before any try.
fn unread(call: &Call<'_>) -> Option<Outcome> {
    let typed = codes_together(call.fields.trimmed("codici"));
    if rules::has_request_number(&typed, call.context.now.date()) {
        return Some(Outcome::RequestNumber);
    }
    Outcome::unread(&typed, 2 * PIN_DIGITS)
}

async fn try_halves(
    call: &Call<'_>,
    code: CodiceFiscale,
    codes: &str,
) -> Result<Result<Open, Outcome>, Failure> {
    let line = call.portal.hasher.line()?;
    let claim = Claim::of(call, code).await?;
    let id = claim.citizen.as_ref().map_or(Uuid::nil(), |citizen| citizen.id);
    let open = records::open_of(&mut call.db().reader().await?, id, call.context.now).await?;
    let counted = match claim.begin(call).await? {
        Turn::Go(counted) => counted,
        Turn::Wait(until) => return Ok(Err(Outcome::Wait(until))),
    };
    let (left, right) = codes.split_at(PIN_DIGITS);
    let first = open.as_ref().map(|open| open.first_half_hash.as_str());
    let second = open.as_ref().map(|open| open.second_half_hash.as_str());
    let left_first = line.verify(left, first).await?;
    let right_first = line.verify(right, first).await?;
    let other = line.verify(if left_first { right } else { left }, second).await?;
    match open.filter(|_| (left_first || right_first) && other) {
        Some(open) => {
            call.db().write(move |tx| Box::pin(async move { claim.was_right(tx, counted).await })).await?;
            Ok(Ok(open))
        }
        None => {
            claim.was_wrong(call, counted, NAME).await?;
            Ok(Err(Outcome::Wrong))
        }
    }
}

/// What is wrong with a PIN that was chosen, as it is stored until the page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Missing,
    Length,
    Trivial(Trivial),
    Half,
    Differs,
    Same,
}

impl Choice {
    pub(super) const ALL: [(Choice, &'static str); 11] = [
        (Choice::Missing, "new-missing"),
        (Choice::Length, "new-length"),
        (Choice::Trivial(Trivial::Repeated), "new-repeated"),
        (Choice::Trivial(Trivial::Sequence), "new-sequence"),
        (Choice::Trivial(Trivial::Birth), "new-birth"),
        (Choice::Trivial(Trivial::Date), "new-date"),
        (Choice::Trivial(Trivial::Code), "new-code"),
        (Choice::Trivial(Trivial::Keys), "new-keys"),
        (Choice::Half, "new-half"),
        (Choice::Differs, "new-differs"),
        (Choice::Same, "new-same"),
    ];

    pub(super) fn code(self) -> &'static str {
        Choice::ALL.iter().find(|(choice, _)| *choice == self).map_or("", |(_, code)| code)
    }

    pub(super) fn parse(text: &str) -> Option<Choice> {
        Choice::ALL.iter().find(|(_, code)| *code == text).map(|(choice, _)| *choice)
    }

    pub(super) fn worded(self, lang: Lang) -> Text {
        match self {
            Choice::Missing => words::new_missing(lang),
            Choice::Length => words::new_length(lang),
            Choice::Trivial(Trivial::Repeated) => words::new_repeated(lang),
            Choice::Trivial(Trivial::Sequence) => words::new_sequence(lang),
            Choice::Trivial(Trivial::Birth) => words::new_birth(lang),
            Choice::Trivial(Trivial::Date) => words::new_date(lang),
            Choice::Trivial(Trivial::Code) => words::new_code(lang),
            Choice::Trivial(Trivial::Keys) => words::new_keys(lang),
            Choice::Half => words::new_half(lang),
            Choice::Differs => words::new_differs(lang),
            Choice::Same => words::new_same(lang),
        }
    }

    /// Judges what was typed, twice, by the rules that need no hash.
    pub(super) fn judge(fields: &Fields, citizen: &Citizen) -> Result<String, Choice> {
        let typed = fields.trimmed(NEW);
        let pin = secret_digits(typed, PIN_DIGITS).ok_or(if typed.is_empty() {
            Choice::Missing
        } else {
            Choice::Length
        })?;
        match rules::trivial(&pin, citizen.born, citizen.code) {
            Some(trivial) => Err(Choice::Trivial(trivial)),
            None if secret_digits(fields.trimmed(AGAIN), PIN_DIGITS).as_ref() != Some(&pin) => {
                Err(Choice::Differs)
            }
            None => Ok(pin),
        }
    }
}

/// The fields of a new PIN: what is not shown is typed twice.
const NEW: &str = "nuovo-pin";
const AGAIN: &str = "ripeti-pin";

/// The questions for a new PIN. What is wrong stands at the first, whatever it is: a secret is never shown again, so both
/// are typed anew from there.
pub(super) fn new_pin(lang: Lang, problem: Option<Choice>) -> [Question; 2] {
    let ask = |name: &str, label: Text| {
        Question::new(name, label, Input::Secret { width: 8 }).purpose(Purpose::NewPassword)
    };
    let wrong = problem.map(|problem| problem.worded(lang).into());
    [
        ask(NEW, words::new_pin(lang)).hint(words::new_hint(lang)).problem(wrong),
        ask(AGAIN, words::new_again(lang)),
    ]
}

pub(super) fn choose_script(
    talk: &mut Talk<'_>,
    stored: &Answers,
    channel: Channel,
) -> Result<Option<i64>, Stop> {
    let lang = talk.lang;
    talk.step(ONLY, words::new_title(lang), |step| {
        step.say(words::new_intro(lang));
        let problem = stored.get(OUTCOME).and_then(Choice::parse);
        new_pin(lang, problem).into_iter().for_each(|question| step.say(question));
        ask_length(step, channel)
    })
}

/// Whose request was proved in this session, if that is not too long ago.
fn proved(draft: &Draft, now: Moment) -> Option<(Uuid, Uuid)> {
    let until: i64 = draft.answers.get(UNTIL)?.parse().ok()?;
    let id = |name: &str| Uuid::try_parse(draft.answers.get(name)?).ok();
    (now.0 < until).then_some((id(REQUEST)?, id(CITIZEN)?))
}

/// The page where the PIN is chosen, for who has proved both halves.
pub(super) async fn choose(call: &Call<'_>) -> Result<Answer, Failure> {
    let draft = Draft::of_page(call, CHOOSE).await?;
    if proved(&draft, call.context.now).is_none() {
        return Ok(Answer::See(HALVES.to_owned()));
    }
    let page =
        form::page(call, &draft, CHOOSE, |talk| choose_script(talk, &draft.answers, call.context.channel));
    Ok(page.map_or(Answer::NotFound, |page| dress_choose(page).into()))
}

pub(super) fn dress_choose(page: Page) -> Page {
    let lang = page.lang;
    page.of(words::title(lang)).submit(words::new_submit(lang))
}

/// Puts the chosen PIN in use and signs in.
pub(super) async fn send_choice(call: &Call<'_>) -> Result<Answer, Failure> {
    let now = call.context.now;
    let draft = Draft::of_page(call, CHOOSE).await?;
    let Some((request, citizen)) = proved(&draft, now) else {
        return Ok(Answer::See(HALVES.to_owned()));
    };
    let blank = Answers::default();
    let asked = |talk: &mut Talk<'_>| choose_script(talk, &blank, call.context.channel);
    let received = form::receive(call, NAME, CHOOSE, &[], "", asked).await?;
    let (draft, length) = match received {
        Received::Complete(draft, length) => (draft, length),
        Received::Answer(answer) => return Ok(answer),
    };
    let mut conn = call.db().reader().await?;
    let person = people::by_id(&mut conn, citizen).await?;
    let open = records::open_of(&mut conn, citizen, now).await?.filter(|open| open.id == request);
    let in_use = people::pin(&mut conn, citizen).await?.filter(|pin| pin.revoked.is_none());
    drop(conn);
    let (Some(person), Some(open)) = (person, open) else {
        draft.forget(call).await?;
        return Ok(Answer::See(HALVES.to_owned()));
    };
    let pin = match Choice::judge(&call.fields, &person) {
        Ok(pin) => pin,
        Err(choice) => {
            return form::refuse(call, NAME, draft, choice.code().to_owned(), CHOOSE, "").await;
        }
    };
    let hasher = &call.portal.hasher;
    for half in [&open.first_half_hash, &open.second_half_hash] {
        if hasher.verify(&pin, Some(half)).await? {
            let code = Choice::Half.code().to_owned();
            return form::refuse(call, NAME, draft, code, CHOOSE, "").await;
        }
    }
    // Nobody can guess the PIN in use here: a PIN that differs from it is put in use, and closes the request.
    if hasher.verify(&pin, in_use.as_ref().map(|pin| pin.hash.as_str())).await? {
        let code = Choice::Same.code().to_owned();
        return form::refuse(call, NAME, draft, code, CHOOSE, "").await;
    }
    let hash = hasher.hash(&pin).await?;
    // The session that asks ends when it is signed in, with a trace for what is open in its other tabs.
    let (session, pin) = (call.context.session, Some(hash.clone()));
    let arrival = Arrival::new(call, citizen, NAME, "pin-activated");
    let (arrival, activated) = call
        .db()
        .write(move |tx| {
            Box::pin(async move {
                let closed = records::close(tx, request, now).await?;
                if let Some(number) = &closed {
                    let number = number.parse().map_err(|_| Failure::Stored("protocol number"))?;
                    ledger::records::move_case(tx, number, CaseState::Accepted, "", "citizen", now).await?;
                    people::activate_pin(tx, citizen, &hash, now).await?;
                    sessions::outdate(tx, citizen, Some(session), now).await?;
                    arrival.note(tx).await?;
                }
                Ok::<_, Failure>((arrival, closed.is_some()))
            })
        })
        .await?;
    draft.forget(call).await?;
    if !activated {
        return Ok(Answer::See(HALVES.to_owned()));
    }
    let (level, mark) = (Level::Reader, arrival.mark);
    let then = Some("area?pin-attivo#fatto".to_owned());
    Ok(Answer::SignedIn(SignedIn { citizen, level, then, length, pin, mark }))
}
