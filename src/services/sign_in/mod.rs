//! Signing in with fiscal code and PIN, and choosing beforehand how long the session may last.
//!
//! **Invariant**: no answer tells whether a fiscal code is on record.

mod card;
mod rules;
#[cfg(test)]
mod tests;

use a11y::page::{Block, Choice, Input, Link, Page, Purpose, Question, Section, Send};
use a11y::text::{Lang, Text};
use async_trait::async_trait;

pub use rules::{Next, Outcome};

use crate::citizen::Level;
use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::citizen::proof::{Arrival, Claim, Turn};
use crate::citizen::records::{self, Pin};
use crate::citizen::sessions::LENGTHS;
use crate::citizen::worded::{PIN_DIGITS, fiscal_code, fiscal_code_beside_secret, secret_digits};
use crate::clock::{MINUTE, Moment};
use crate::config::Config;
use crate::services::conversation::{Answers, Asking, MISPLACED, Stop, Talk};
use crate::services::drafts::Draft;
use crate::services::form::{self, ONLY, OUTCOME, Received};
use crate::services::{
    Answer, Call, Channel, Example, Failure, Service, Sheet, SignedIn, WITHOUT_PIN, about, path, sheets,
};

crate::words!("sign_in");

/// Its address, and its name in the ledger.
pub(crate) const NAME: &str = "accedi";

/// The fields that are stored.
const CODE: &str = "codice-fiscale";
const LENGTH: &str = "durata";

/// The choice of no length of its own.
const PREFERRED: &str = "preferenze";

/// Where to go once signed in, in the query.
pub(crate) const NEXT: &str = "poi";

/// The service.
#[derive(Debug)]
pub struct SignIn;

#[async_trait]
impl Service for SignIn {
    fn name(&self) -> &'static str {
        NAME
    }

    fn level(&self) -> Level {
        Level::Anonymous
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        crate::sheet!(lang, words::terms(lang))
    }

    fn sheet_without_pin(&self, lang: Lang) -> Sheet {
        let (title, summary) = (words::title_elsewhere(lang), words::summary_elsewhere(lang));
        Sheet { title, summary, keywords: words::keywords_elsewhere(lang), ..self.sheet(lang) }
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        if call.path == [card::CARD] {
            return card::page(call).await;
        }
        if !call.path.is_empty() {
            return Ok(Answer::NotFound);
        }
        if call.context.citizen.is_some() {
            return Ok(already(call.lang()).into());
        }
        if !call.portal.config.pin {
            return Ok(without_pin(call));
        }
        let draft = Draft::of_page(call, NAME).await?;
        let now = call.context.now;
        let channel = call.context.channel;
        let next = call.query.get(NEXT).and_then(Next::parse);
        let to = next.as_ref().and_then(|next| next.called(call.lang()));
        let onward = next.clone();
        let script = |talk: &mut Talk<'_>| script(talk, &draft.answers, now, channel, to.as_ref());
        let mut page = form::page(call, &draft, NAME, script);
        let waits = Outcome::waits(&draft.answers, now);
        if let Some(page) = page.as_mut().filter(|_| waits.is_none()) {
            form::calm(call, page);
        }
        let by_card = card::is_offered(call).then(|| next.map(|next| next.as_query()).unwrap_or_default());
        let config = &call.portal.config;
        let answer: Answer =
            page.map_or(Answer::NotFound, |page| dress(page, config, by_card, onward.as_ref()).into());
        Ok(answer.slowed(waits))
    }

    async fn post(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        if call.path == [card::CARD] {
            return card::send(call).await;
        }
        if !call.path.is_empty() {
            return Ok(Answer::NotFound);
        }
        if !call.portal.config.pin {
            return Ok(without_pin(call));
        }
        let next = call.query.get(NEXT).and_then(Next::parse);
        let query = form::mending(&next.as_ref().map(Next::as_query).unwrap_or_default());
        if let Some(answer) = turned_away(call, &query).await? {
            return Ok(answer);
        }
        let (blank, now, channel) = (Answers::default(), call.context.now, call.context.channel);
        let asked = |talk: &mut Talk<'_>| script(talk, &blank, now, channel, None);
        let received = form::receive(call, NAME, NAME, &[], &query, asked).await?;
        let (draft, (code, length)) = match received {
            Received::Complete(draft, value) => (draft, value),
            Received::Answer(answer) => {
                let outcome = Outcome::unread(call.fields.trimmed("pin"), PIN_DIGITS);
                return also(call, NAME, NAME, outcome, answer).await;
            }
        };
        let typed = call.fields.trimmed("pin");
        let outcome = match secret_digits(typed, PIN_DIGITS) {
            Some(pin) => match try_pin(call, code, &pin).await? {
                Ok(proven) => {
                    draft.forget(call).await?;
                    let then = next.map(Next::into_path);
                    return Ok(Answer::SignedIn(SignedIn { then, length, ..proven }));
                }
                Err(outcome) => outcome,
            },
            None => Outcome::unread(typed, PIN_DIGITS).unwrap_or(Outcome::PinLength(0)),
        };
        form::refuse(call, NAME, draft, outcome.to_string(), NAME, &query).await
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        examples(lang)
    }
}

/// Where there is no PIN: to the card, where that is taken, or what to use instead.
fn without_pin(call: &Call<'_>) -> Answer {
    if !card::is_offered(call) {
        return elsewhere(call.lang(), &call.portal.config).into();
    }
    let next = call.query.get(NEXT).and_then(Next::parse);
    let query = next.map(|next| next.as_query()).unwrap_or_default();
    Answer::See(format!("{NAME}/{}{query}", card::CARD))
}

/// Where one signs in instead, and with what; then that the PIN is no way in any more.
fn elsewhere(lang: Lang, config: &Config) -> Page {
    Page::new(lang, words::title_elsewhere(lang))
        .public()
        .say(words::elsewhere(lang))
        .say(words::elsewhere_kiosk(lang))
        .say(words::elsewhere_pin(lang))
        .with(Section {
            heading: words::elsewhere_help(lang),
            body: vec![Block::Links(about::ways(lang, config))],
        })
}

/// A try that must wait is told so before the rest of its form is judged: a flood of them costs a few reads each, and
/// no write once its form is on record.
async fn turned_away(call: &Call<'_>, query: &str) -> Result<Option<Answer>, Failure> {
    let (typed, lang) = (call.fields.trimmed(CODE), call.lang());
    let whole = secret_digits(call.fields.trimmed("pin"), PIN_DIGITS).is_some();
    let Some(code) = fiscal_code(lang, typed).ok().filter(|_| whole) else { return Ok(None) };
    let Some(until) = Claim::must_wait(call, code).await? else { return Ok(None) };
    let mut draft = Draft::of_page(call, NAME).await?;
    draft.answers.forget(MISPLACED);
    for field in [CODE, LENGTH] {
        draft.answers.set(field, call.fields.get(field).unwrap_or(""));
    }
    form::refuse(call, NAME, draft, Outcome::Wait(until).to_string(), NAME, query).await.map(Some)
}

/// Tries a PIN. What is wrong is said in the same words, after the same statements and hashes, whoever the code is.
async fn try_pin(
    call: &Call<'_>,
    code: CodiceFiscale,
    pin: &str,
) -> Result<Result<SignedIn, Outcome>, Failure> {
    let line = call.portal.hasher.line()?;
    let claim = Claim::of(call, code).await?;
    let counted = match claim.begin(call).await? {
        Turn::Go(counted) => counted,
        Turn::Wait(until) => return Ok(Err(Outcome::Wait(until))),
    };
    let (citizen, known) = (claim.citizen.as_ref().map(|c| c.id), claim.pin.clone());
    let right = line.verify(pin, known.as_ref().map(|pin| pin.hash.as_str())).await?;
    let (Some(citizen), Some(Pin { hash, level, .. }), true) = (citizen, known, right) else {
        claim.was_wrong(call, counted, NAME).await?;
        return Ok(Err(Outcome::Wrong));
    };
    let (arrival, proven) = (Arrival::new(call, citizen, NAME, "signed-in"), hash.clone());
    let arrival = call
        .db()
        .write(move |tx| {
            Box::pin(async move {
                // While it was checked it may have been changed or revoked: then it was the wrong one.
                if !records::holds_pin(tx, citizen, &proven).await? {
                    return Ok::<_, Failure>(Err((claim, counted)));
                }
                claim.was_right(tx, counted).await?;
                arrival.note(tx).await?;
                Ok(Ok(arrival))
            })
        })
        .await?;
    match arrival {
        Ok(Arrival { mark, .. }) => {
            Ok(Ok(SignedIn { citizen, level, then: None, length: None, pin: Some(hash), mark }))
        }
        Err((claim, counted)) => {
            claim.was_wrong(call, counted, NAME).await?;
            Ok(Err(Outcome::Wrong))
        }
    }
}

/// The one page: fiscal code, PIN, length of the session; before them what they open, where one comes from there.
fn script(
    talk: &mut Talk<'_>,
    stored: &Answers,
    now: Moment,
    channel: Channel,
    to: Option<&Text>,
) -> Result<(CodiceFiscale, Option<i64>), Stop> {
    let lang = talk.lang;
    let title = to.map_or_else(|| words::title(lang), |to| words::title_to(lang, to));
    talk.step(ONLY, title, |step| {
        let code = Question::new(CODE, words::code(lang), Input::FiscalCode { value: String::new() });
        // At a kiosk the card can be shown or put in, and the secret that is meant is named: the card has its own.
        let (intro, hint, secret, digits) = match channel {
            Channel::Web => {
                (words::intro(lang), words::code_hint(lang), words::pin(lang), words::pin_hint(lang))
            }
            Channel::Kiosk => (
                words::intro_kiosk(lang),
                words::code_hint_kiosk(lang),
                words::pin_kiosk(lang),
                words::pin_hint_kiosk(lang),
            ),
        };
        step.say(match to {
            Some(to) => words::leads_to(lang, to).then(intro),
            None => intro,
        });
        let misplaced = !step.answer(MISPLACED).is_empty();
        let code = step.ask(code.hint(hint).purpose(Purpose::Username), |typed| {
            fiscal_code_beside_secret(lang, typed, misplaced)
        });
        let outcome = stored.get(OUTCOME).and_then(Outcome::parse);
        let problem = outcome.and_then(|outcome| worded(lang, outcome, now));
        let pin = Question::new("pin", secret, Input::Secret { width: 8 });
        let pin = pin.hint(digits).purpose(Purpose::CurrentPassword);
        step.say(pin.problem(problem.map(Into::into)));
        let length = ask_length(step, channel);
        Some((code?, length?))
    })
}

/// Asks how long the session may last without a sign of life, in milliseconds; `None` for that of the preferences. At a
/// kiosk nobody is asked: the session ends there within minutes.
pub fn ask_length(step: &mut Asking<'_>, channel: Channel) -> Option<Option<i64>> {
    if channel == Channel::Kiosk {
        return Some(None);
    }
    let lang = step.lang;
    let choice = |value: &str, label| Choice { value: value.to_owned(), label, hint: None };
    let lengths = LENGTHS.map(|minutes| {
        let label =
            if minutes < 60 { words::minutes(lang, minutes) } else { words::hours(lang, minutes / 60) };
        choice(&minutes.to_string(), label)
    });
    // First, for lynx sends the first of what is passed over; a radio button cannot be unpicked.
    let none = choice(PREFERRED, words::length_preferred(lang));
    let input = Input::OneChoice { choices: [none].into_iter().chain(lengths).collect(), chosen: None };
    let question = Question::new(LENGTH, words::length(lang), input).hint(words::length_hint(lang));
    let chosen = step.ask_optional(question, |value| {
        let chosen = LENGTHS.into_iter().find(|minutes| minutes.to_string() == value);
        match chosen {
            Some(minutes) => Ok(Some(minutes * MINUTE)),
            None if value == PREFERRED => Ok(None),
            None => Err(words::length_missing(lang)),
        }
    });
    chosen.map(Option::flatten)
}

/// What became of the last try, in words; nothing once a wait is over.
pub fn worded(lang: Lang, outcome: Outcome, now: Moment) -> Option<Text> {
    Some(match outcome {
        Outcome::PinMissing => words::pin_missing(lang),
        Outcome::PinLength(_) | Outcome::RequestNumber => words::pin_length(lang),
        Outcome::Wrong => words::wrong(lang),
        Outcome::Wait(until) => return wait_words(lang, until, now),
    })
}

/// Until when to wait, by the clock; the minute is rounded up, so that the time said is late enough.
pub fn wait_words(lang: Lang, until: Moment, now: Moment) -> Option<Text> {
    let from = until.plus(MINUTE - 1);
    (until > now).then(|| match from.date() == now.date() {
        true => words::wait_today(lang, from.time()),
        false => words::wait_tomorrow(lang, from.date(), from.time()),
    })
}

/// Adds what is wrong with the secret of a page to what is wrong with its other answers: `answer` sends back to it.
///
/// # Errors
/// [`Failure`]
pub async fn also(
    call: &Call<'_>,
    service: &'static str,
    address: &str,
    outcome: Option<Outcome>,
    answer: Answer,
) -> Result<Answer, Failure> {
    if let (Some(outcome), Answer::See(_)) = (outcome, &answer) {
        let mut draft = Draft::of_page(call, address).await?;
        draft.answers.set(OUTCOME, outcome.to_string());
        draft.keep(call, service).await?;
    }
    Ok(answer)
}

/// The page with what stands around its questions; `by_card` is the query for the other way in, where it is offered, and
/// `onward` where it leads, where it names a page: with the sheet of that service, for who is not sure of it.
fn dress(page: Page, config: &Config, by_card: Option<String>, onward: Option<&Next>) -> Page {
    let lang = page.lang;
    let page = match by_card {
        Some(query) => {
            let to = format!("{}{query}", path(lang, &format!("{NAME}/{}", card::CARD)));
            page.link(Link::inside(words::by_card(lang), to))
        }
        None => page,
    };
    let onward = onward.and_then(Next::service);
    let sheet =
        onward.filter(|service| service.sheet(lang).listed).map(|service| sheets::link(lang, service));
    // It asks and tells nothing: what has been typed into it is private by itself.
    let page = page
        .public()
        .say(words::help(lang, &config.phone, &config.phone_mobile))
        .submit(if onward.is_some() { words::title(lang) } else { words::submit(lang) })
        .link(Link::inside(words::ask_pin(lang), path(lang, "pin")))
        .link(Link::inside(words::activate_pin(lang), path(lang, "pin/attivazione")));
    sheet.into_iter().fold(page, Page::link)
}

/// The page for who is in: where to go from there, and the way out for somebody else to come in.
fn already(lang: Lang) -> Page {
    let mut page = Page::new(lang, words::already(lang))
        .say(words::already_what(lang))
        .link(Link::inside(words::to_area(lang), path(lang, "area")))
        .send(Send {
            label: words::sign_out(lang),
            address: path(lang, "esci"),
            fields: Vec::new(),
            primary: false,
        });
    page.private = true;
    page
}

fn examples(lang: Lang) -> Vec<Example> {
    use crate::services::conversation::{Turn, replay};
    let now = Moment(1_790_000_000_000);
    let example_to = |name: &str, channel: Channel, answers: &[(&str, String)], next: Option<&Next>| {
        let to = next.and_then(|next| next.called(lang));
        let mut stored = Answers::default();
        answers.iter().for_each(|(name, value)| stored.set(*name, value.clone()));
        match replay(lang, &stored, ONLY, NAME, 1, |talk| script(talk, &stored, now, channel, to.as_ref())) {
            Turn::Step(page, _) => {
                let by_card = (channel == Channel::Kiosk).then(String::new);
                let page = dress(*page, &Config::default(), by_card, next);
                Some(Example::new(format!("accedi/{name}"), page).waiting(&stored, now))
            }
            Turn::Elsewhere(_) | Turn::Complete(..) => None,
        }
    };
    let example =
        |name: &str, channel: Channel, answers: &[(&str, String)]| example_to(name, channel, answers, None);
    let onward = Next::parse("estratto-conto");
    let code = ("codice-fiscale", "RSSMRA80A01H501U".to_owned());
    let length = ("durata", "60".to_owned());
    let outcome = |outcome: Outcome| (OUTCOME, outcome.to_string());
    let web = Channel::Web;
    let by_card = |name: &str, outcome| {
        let page = card::shown(lang, "sportello-accesso-1.prova".to_owned(), outcome, Some(String::new()));
        Some(Example::new(format!("accedi/{name}"), page))
    };
    let refused =
        card::Outcome::ALL.map(|(outcome, code)| by_card(&code.replace("card-", "tessera-"), Some(outcome)));
    // Where the institute's PIN is switched off the card is the only way in.
    let alone = |name: &str, outcome| {
        let page = card::shown(lang, "sportello-accesso-1.prova".to_owned(), outcome, None);
        Example::new(format!("accedi/{name}-{WITHOUT_PIN}"), page)
    };
    let refused_alone = card::Outcome::ALL
        .map(|(outcome, code)| alone(&code.replace("card-", "tessera-"), Some(outcome)).in_words());
    [
        Some(Example::new("accedi/dentro", already(lang))),
        by_card("tessera", None),
        example("vuota", web, &[]),
        example_to("per-un-servizio", web, &[], onward.as_ref()),
        example("al-chiosco", Channel::Kiosk, &[]),
        example(
            "con-errori",
            web,
            &[
                ("codice-fiscale", "RSSMRA80A01H501".into()),
                ("durata", "7".into()),
                outcome(Outcome::PinMissing),
            ],
        ),
        example("corto", web, &[code.clone(), outcome(Outcome::PinLength(7))]).map(Example::in_words),
        example("segreto-altrove", web, &[("codice-fiscale", String::new()), (MISPLACED, "1".to_owned())])
            .map(Example::in_words),
        example("sbagliato", web, &[code.clone(), length.clone(), outcome(Outcome::Wrong)]),
        example("attesa", web, &[code, length, outcome(Outcome::Wait(now.plus(4 * MINUTE)))]),
    ]
    .into_iter()
    .chain(refused)
    .flatten()
    .chain([Example::new(format!("accedi/{WITHOUT_PIN}"), elsewhere(lang, &Config::default()))])
    .chain([alone("tessera", None)])
    .chain(refused_alone)
    .collect()
}
