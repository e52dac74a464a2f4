//! Changing and revoking the PIN in use, and asking for a lost letter again.

use a11y::page::{Block, Input, Link, Notice, Page, Purpose, Question, Send, Tone};
use a11y::text::Lang;
use jiff::ToSpan;
use uuid::Uuid;

use super::activate::{Choice, new_pin};
use super::{NAME, records, rules, words};
use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::citizen::proof::{Claim, Turn};
use crate::citizen::records::{self as people, Citizen};
use crate::citizen::worded::{PIN_DIGITS, fiscal_code, secret_digits};
use crate::citizen::{Level, sessions};
use crate::clock::Moment;
use crate::config::Config;
use crate::ledger::{self, Encounter, Protocollo};
use crate::services::conversation::{Answers, Stop, Talk};
use crate::services::drafts::Draft;
use crate::services::form::{self, ONLY, OUTCOME, Received};
use crate::services::sign_in::{self, Outcome};
use crate::services::{Answer, Call, Failure, about, path};

/// The page that changes the PIN.
pub(super) const CHANGE: &str = "pin/modifica";

/// The page that revokes the PIN.
pub(super) const REVOKE: &str = "pin/revoca";

/// The page that asks for the letter again.
pub(super) const AGAIN: &str = "pin/nuovo-invio";

/// The page after it; its draft keeps the number of the request, to be said to who is called.
const ASKED_AGAIN: &str = "pin/nuovo-invio/fatto";

/// The field of the number of a request.
const NUMBER: &str = "numero";

/// What was wrong with a change: with the PIN in use, or with the new one.
fn change_problems(lang: Lang, stored: &Answers, now: Moment) -> (Option<a11y::text::Text>, Option<Choice>) {
    let code = stored.get(OUTCOME).unwrap_or("");
    let current = Outcome::parse(code).and_then(|outcome| match outcome {
        Outcome::PinMissing => Some(words::current_missing(lang)),
        Outcome::PinLength(_) | Outcome::RequestNumber => Some(words::current_length(lang)),
        Outcome::Wrong => Some(words::current_wrong(lang)),
        Outcome::Wait(until) => sign_in::wait_words(lang, until, now),
    });
    (current, Choice::parse(code))
}

pub(super) fn change_script(talk: &mut Talk<'_>, stored: &Answers, now: Moment) -> Result<(), Stop> {
    let lang = talk.lang;
    talk.step(ONLY, words::change_title(lang), |step| {
        step.say(words::change_intro(lang));
        let (current, choice) = change_problems(lang, stored, now);
        let question = Question::new("pin", words::current_pin(lang), Input::Secret { width: 8 });
        let question = question.purpose(Purpose::CurrentPassword);
        step.say(question.problem(current.map(Into::into)));
        new_pin(lang, choice).into_iter().for_each(|question| step.say(question));
        Some(())
    })
}

pub(super) fn dress_change(page: Page) -> Page {
    let lang = page.lang;
    page.of(words::title(lang)).submit(words::change_submit(lang))
}

/// The page that changes the PIN.
pub(super) async fn change(call: &Call<'_>) -> Result<Answer, Failure> {
    if call.context.citizen.is_none() {
        return Ok(Answer::SignIn(Level::Reader));
    }
    let draft = Draft::of_page(call, CHANGE).await?;
    let now = call.context.now;
    let page = form::page(call, &draft, CHANGE, |talk| change_script(talk, &draft.answers, now));
    let back = overview(call.lang());
    let answer = page.map_or(Answer::NotFound, |page| Answer::page(dress_change(page), back));
    Ok(answer.slowed(Outcome::waits(&draft.answers, now)))
}

/// Changes the PIN: the new one is judged first, for that costs no try.
pub(super) async fn send_change(call: &Call<'_>) -> Result<Answer, Failure> {
    let (blank, now) = (Answers::default(), call.context.now);
    let Some(person) = signed_in(call, "pin-change").await? else { return Ok(Answer::SignIn(Level::Reader)) };
    let received =
        form::receive(call, NAME, CHANGE, &[], "", |talk| change_script(talk, &blank, now)).await?;
    let draft = match received {
        Received::Complete(draft, ()) => draft,
        Received::Answer(answer) => return Ok(answer),
    };
    let current = call.fields.trimmed("pin");
    let judged = match secret_digits(current, PIN_DIGITS) {
        None if current.is_empty() => Err(Outcome::PinMissing.to_string()),
        None => Err(Outcome::PinLength(0).to_string()),
        Some(current) => match Choice::judge(&call.fields, &person) {
            Ok(new) if new == current => Err(Choice::Same.code().to_owned()),
            Ok(new) => Ok((current, new)),
            Err(choice) => Err(choice.code().to_owned()),
        },
    };
    let outcome = match judged {
        Ok((current, new)) => match try_change(call, &person, &current, &new).await? {
            Ok(()) => {
                draft.forget(call).await?;
                return Ok(Answer::See(format!("{CHANGE}/fatto#fatto")));
            }
            Err(outcome) => outcome.to_string(),
        },
        Err(outcome) => outcome,
    };
    form::refuse(call, NAME, draft, outcome, CHANGE, "").await
}

async fn try_change(
    call: &Call<'_>,
    person: &Citizen,
    current: &str,
    new: &str,
) -> Result<Result<(), Outcome>, Failure> {
    let line = call.portal.hasher.line()?;
    let claim = Claim::of(call, person.code).await?;
    let counted = match claim.begin(call).await? {
        Turn::Go(counted) => counted,
        Turn::Wait(until) => return Ok(Err(Outcome::Wait(until))),
    };
    let before = claim.pin.as_ref().map(|pin| pin.hash.clone());
    let right = line.verify(current, before.as_deref()).await?;
    let Some(before) = before.filter(|_| right) else {
        claim.was_wrong(call, counted, NAME).await?;
        return Ok(Err(Outcome::Wrong));
    };
    let hash = line.hash(new).await?;
    let (citizen, now, session) = (person.id, call.context.now, call.context.session);
    let (device, encounter) = (call.context.device, encounter(call, Some(citizen), "pin-changed"));
    let late = call
        .db()
        .write(move |tx| {
            Box::pin(async move {
                // Another change, or a revocation, may have come first: then it was the wrong one.
                if !people::change_pin(tx, citizen, &before, &hash, now).await? {
                    return Ok::<_, Failure>(Some((claim, counted)));
                }
                claim.was_right(tx, counted).await?;
                sessions::outdate(tx, citizen, Some(session), now).await?;
                if let Some(device) = device {
                    sessions::know_device(tx, device, citizen, now).await?;
                }
                ledger::records::note(tx, encounter, now).await?;
                Ok(None)
            })
        })
        .await?;
    let Some((claim, counted)) = late else { return Ok(Ok(())) };
    claim.was_wrong(call, counted, NAME).await?;
    Ok(Err(Outcome::Wrong))
}

/// The page after a change.
pub(super) fn changed(lang: Lang) -> Page {
    let mut page = Page::new(lang, words::changed_title(lang))
        .of(words::title(lang))
        .say(words::changed_what(lang))
        .with(Block::Links(vec![
            Link::inside(words::to_area(lang), path(lang, "area")),
            Link::inside(words::to_statement(lang), path(lang, "estratto-conto")),
        ]));
    page.done = Some(done(words::changed_done(lang)));
    page
}

fn done(title: a11y::text::Text) -> Notice {
    Notice { tone: Tone::Done, title, body: Vec::new() }
}

/// The way back to everything one can do with the PIN.
pub(super) fn overview(lang: Lang) -> Link {
    Link::inside(words::title(lang), path(lang, NAME))
}

/// The page that revokes the PIN, with what follows from it.
pub(super) fn revoke(lang: Lang, phones: (&str, &str)) -> Page {
    Page::new(lang, words::revoke_title(lang))
        .of(words::title(lang))
        .say(words::revoke_what(lang))
        .say(words::revoke_then(lang))
        .say(words::revoke_phone(lang, phones.0, phones.1))
        .send(Send {
            label: words::revoke_submit(lang),
            address: path(lang, REVOKE),
            fields: Vec::new(),
            primary: true,
        })
}

/// Revokes the PIN, forgets every device and ends every session.
pub(super) async fn send_revoke(call: &Call<'_>) -> Result<Answer, Failure> {
    let Some(citizen) = call.context.citizen else { return Ok(Answer::SignIn(Level::Reader)) };
    let (now, encounter) = (call.context.now, encounter(call, Some(citizen), "pin-revoked"));
    call.db()
        .write(move |tx| {
            Box::pin(async move {
                if people::revoke_pin(tx, citizen, now).await? {
                    ledger::records::note(tx, encounter, now).await?;
                }
                sessions::outdate(tx, citizen, None, now).await.map_err(Failure::from)
            })
        })
        .await?;
    Ok(Answer::SignedOut("pin/revocato#fatto".to_owned()))
}

/// The page after a revocation, for everyone: it names nobody.
pub(super) fn revoked(lang: Lang) -> Page {
    let mut page = Page::new(lang, words::revoked_title(lang))
        .of(words::title(lang))
        .say(words::revoked_what(lang))
        .public();
    page.done = Some(done(words::revoked_done(lang)));
    page
}

pub(super) fn again_script(talk: &mut Talk<'_>, now: Moment) -> Result<(CodiceFiscale, Protocollo), Stop> {
    let lang = talk.lang;
    talk.step(ONLY, words::again_title(lang), |step| {
        step.say(words::again_intro(lang));
        step.say(words::again_when(lang, rules::again_of(now)));
        let input = Input::FiscalCode { value: String::new() };
        let code = Question::new("codice-fiscale", words::code(lang), input).hint(words::code_hint(lang));
        let code = step.ask(code.purpose(Purpose::Username), |typed| fiscal_code(lang, typed));
        let input = Input::Code { value: String::new(), width: 20, digits: true };
        let number = Question::new(NUMBER, words::request_number(lang), input);
        let number = step.ask(number.hint(words::request_number_hint(lang)), |typed| {
            let digits = crate::services::conversation::digits(typed);
            digits.parse::<Protocollo>().map_err(|_| words::request_number_wrong(lang))
        });
        Some((code?, number?))
    })
}

pub(super) fn dress_again(page: Page) -> Page {
    let lang = page.lang;
    page.of(words::title(lang)).submit(words::again_submit(lang))
}

/// The page that asks for the letter again.
pub(super) async fn again(call: &Call<'_>) -> Result<Answer, Failure> {
    let draft = Draft::of_page(call, AGAIN).await?;
    let page = form::page(call, &draft, AGAIN, |talk| again_script(talk, call.context.now));
    let back = overview(call.lang());
    Ok(page.map_or(Answer::NotFound, |page| Answer::page(dress_again(page), back)))
}

/// Asks for the letter again: the same statements and the same words, whether or not there is such a request.
pub(super) async fn send_again(call: &Call<'_>) -> Result<Answer, Failure> {
    let received =
        form::receive(call, NAME, AGAIN, &[], "", |talk| again_script(talk, call.context.now)).await?;
    let (draft, (code, number)) = match received {
        Received::Complete(draft, value) => (draft, value),
        Received::Answer(answer) => return Ok(answer),
    };
    let (now, encounter) = (call.context.now, encounter(call, None, "pin-letter-again"));
    call.db()
        .write(move |tx| {
            Box::pin(async move {
                let before = Moment::start_of(rules::again_of(now).saturating_add(1.day()));
                records::again(tx, number, code.as_str(), before, now).await?;
                ledger::records::note(tx, encounter, now).await.map_err(Failure::from)
            })
        })
        .await?;
    draft.forget(call).await?;
    let mut asked = Draft::of_page(call, ASKED_AGAIN).await?;
    asked.answers.set(NUMBER, number.to_string());
    asked.keep(call, NAME).await?;
    Ok(Answer::See(format!("{ASKED_AGAIN}#fatto")))
}

/// The page after asking for the letter again, to who has.
pub(super) async fn see_asked_again(call: &Call<'_>) -> Result<Answer, Failure> {
    let asked = Draft::of_page(call, ASKED_AGAIN).await?;
    Ok(match asked.answers.get(NUMBER) {
        Some(number) => asked_again(call.lang(), call.context.now, &call.portal.config, number).into(),
        None => Answer::See(AGAIN.to_owned()),
    })
}

/// The page after asking for the letter of a request again.
pub(super) fn asked_again(lang: Lang, now: Moment, config: &Config, number: &str) -> Page {
    let by = rules::comes_by(now);
    let mut page = Page::new(lang, words::asked_again_title(lang))
        .of(words::title(lang))
        .say(words::asked_again_what(lang, rules::again_of(now), by))
        .say(words::asked_again_early(lang))
        .say(about::nothing_came(lang, by, now.date(), config, number));
    page.done = Some(done(words::asked_again_done(lang)));
    page
}

/// Whether who is signed in has a PIN in use; it is in the audit that this was read.
pub(super) async fn has_pin(call: &Call<'_>) -> Result<bool, Failure> {
    let Some(citizen) = call.context.citizen else { return Ok(false) };
    ledger::audit(call, citizen, "pin").await?;
    let pin = people::pin(&mut call.db().reader().await?, citizen).await?;
    Ok(pin.is_some_and(|pin| pin.revoked.is_none()))
}

/// Who is signed in, once it is in the audit that this is read, and what for.
async fn signed_in(call: &Call<'_>, what: &'static str) -> Result<Option<Citizen>, Failure> {
    let Some(id) = call.context.citizen else { return Ok(None) };
    ledger::audit(call, id, what).await?;
    people::by_id(&mut call.db().reader().await?, id).await
}

/// Who is signed in, on a page of their request, which shows what they have answered too.
pub(super) async fn asking(call: &Call<'_>) -> Result<Option<Citizen>, Failure> {
    signed_in(call, "pin-request").await
}

fn encounter(call: &Call<'_>, citizen: Option<Uuid>, outcome: &'static str) -> Encounter {
    Encounter { citizen, channel: call.context.channel, service: NAME, outcome, case: None }
}
