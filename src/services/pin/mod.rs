//! The PIN: asked for, activated with its two halves, changed, revoked, its letter sent again.
//!
//! **Invariant**: no page, row, hash or moment tells whether a person is known; only their letter box and their own area do.
//! **Invariant**: no half and no PIN is stored but as a hash; the first half is shown in its own session only, and
//! the second only on paper or by telephone, at an address or number on record.

mod activate;
pub mod counter;
mod examples;
mod letters;
mod manage;
mod records;
mod request;
mod rules;
mod send;
#[cfg(test)]
mod tests;

use a11y::page::{Block, Link, Page, Section, Send, Step, Summary, SummaryRow};
use a11y::text::{Lang, Text};
use async_trait::async_trait;
use jiff::civil::Date;
use uuid::Uuid;

pub(crate) use examples::in_area;
pub use letters::{Alerts, KIND, SLOW_DOWN, Written, write_letters};

use crate::citizen::Level;
use crate::clock::{DAY, Moment};
use crate::config::Config;
use crate::db::Conn;
use crate::ledger::{Case, CaseState};
use crate::services::application::{self, CHANGED, LATE};
use crate::services::conversation::{Answers, REVIEW, Talk, Turn, as_sent, replay, step_path};
use crate::services::drafts::Draft;
use crate::services::particulars::{Whose, settle_code};
use crate::services::{
    Answer, Call, CaseNow, Channel, Example, Failure, LETTER_STATES, Service, Sheet, about, enough, form,
    path, sheets,
};

use request::Asker;

crate::words!("pin");

/// Its address, and its name in the ledger.
pub(crate) const NAME: &str = "pin";

/// Where a request begins.
const REQUEST: &str = "pin/richiesta";

/// The last page of a request that was sent.
const CONFIRMED: &str = "conferma";

/// The service.
#[derive(Debug)]
pub struct Pin;

#[async_trait]
impl Service for Pin {
    fn name(&self) -> &'static str {
        NAME
    }

    fn level(&self) -> Level {
        Level::Anonymous
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        crate::sheet!(lang, words::terms(lang, rules::COMES, rules::OPEN / DAY))
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let lang = call.lang();
        let config = &call.portal.config;
        if !config.pin {
            return Ok(off(call).into());
        }
        let phones = (config.phone.as_str(), config.phone_mobile.as_str());
        Ok(match call.path.as_slice() {
            [] => {
                let at_kiosk = call.context.kiosk.is_some();
                with_last(overview(lang, at_kiosk), send::last_of(call).await?).into()
            }
            ["richiesta"] => {
                let begun = send::begun(call).await?.map(|draft| next_step(call, &draft));
                let in_use = manage::has_pin(call).await?;
                let page = start(lang, call.context.channel, config, in_use, begun.as_deref());
                Answer::page(with_last(page, send::last_of(call).await?), manage::overview(lang))
            }
            ["richiesta", id, step] => read_request(call, id, step).await?,
            ["attivazione"] => activate::halves(call).await?,
            ["attivazione", "nuovo-pin"] => activate::choose(call).await?,
            ["sportello"] => counter::page(call).await?,
            ["modifica"] => manage::change(call).await?,
            ["modifica", "fatto"] => manage::changed(lang).into(),
            ["revoca"] if call.context.citizen.is_none() => Answer::SignIn(Level::Reader),
            ["revoca"] => Answer::page(manage::revoke(lang, phones), manage::overview(lang)),
            ["revocato"] => manage::revoked(lang).into(),
            ["nuovo-invio"] => manage::again(call).await?,
            ["nuovo-invio", "fatto"] => manage::see_asked_again(call).await?,
            _ => Answer::NotFound,
        })
    }

    async fn post(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        if !call.portal.config.pin {
            return Ok(off(call).into());
        }
        Ok(match call.path.as_slice() {
            ["richiesta"] => {
                // Nobody answers twenty questions to be told then that nothing more is taken from here.
                if let Some(until) = send::are_over(call).await? {
                    let back = Link::inside(words::start_title(call.lang()), path(call.lang(), REQUEST));
                    return Ok(enough(call, until, back));
                }
                let draft = Draft::fresh(call.context.now);
                draft.keep(call, NAME).await?;
                Answer::See(format!("{}/{}", base(&draft), request::FIRST))
            }
            ["richiesta", id, step] => send_request(call, id, step).await?,
            ["attivazione"] => activate::send_halves(call).await?,
            ["attivazione", "nuovo-pin"] => activate::send_choice(call).await?,
            ["sportello"] => counter::send(call).await?,
            ["modifica"] => manage::send_change(call).await?,
            ["revoca"] => manage::send_revoke(call).await?,
            ["nuovo-invio"] => manage::send_again(call).await?,
            [] | ["modifica" | "nuovo-invio", "fatto"] | ["revocato"] => Answer::WrongMethod,
            _ => Answer::NotFound,
        })
    }

    fn page_called(&self, lang: Lang, path: &[&str]) -> Text {
        match path {
            ["modifica"] => words::to_change(lang),
            ["revoca"] => words::to_revoke(lang),
            _ => words::title(lang),
        }
    }

    fn case_about(&self, lang: Lang, _case: &Case) -> Option<Text> {
        Some(words::case_about(lang))
    }

    async fn case_now(&self, call: &Call<'_>, case: &Case) -> Result<CaseNow, Failure> {
        let mut conn = call.db().reader().await?;
        let (citizen, lang, now) = (case.citizen, call.lang(), call.context.now);
        let told = match case.state {
            CaseState::Superseded => records::open_instead_of(&mut conn, citizen, case.id, now)
                .await?
                .map(|(number, open)| instead(lang, &number.to_string(), open)),
            CaseState::TooMany => {
                // Who has one open need not ask, and would ask in vain.
                let since = now.plus(-rules::SPAN);
                let (open, _) = records::others(&mut conn, citizen, case.id, since, now).await?;
                let (requests, letters) = (rules::MOST_REQUESTS, rules::MOST_LETTERS);
                let filled = records::filling(&mut conn, citizen, requests, letters).await?;
                (open == 0).then(|| again(lang, rules::again_from(&filled, now.date())))
            }
            _ => None,
        };
        let state = (case.state == CaseState::Accepted).then(|| words::was_activated(lang));
        Ok(CaseNow { state, next: told.into_iter().collect(), ..CaseNow::default() })
    }

    fn nothing_came(&self, lang: Lang, case: &Case, now: Moment, config: &Config) -> Option<Text> {
        let waits = matches!(case.state, CaseState::Sent | CaseState::InProgress);
        let (by, number) = (rules::comes_by(case.created), case.protocollo.to_string());
        waits.then(|| about::nothing_came(lang, by, now.date(), config, &number))
    }

    async fn case_moved(&self, tx: &mut Conn, case: &Case, now: Moment) -> Result<(), Failure> {
        if matches!(case.state, CaseState::Withdrawn | CaseState::Refused) {
            records::end(tx, case.id, now).await?;
        }
        Ok(())
    }

    fn case_states(&self, _kind: &str) -> &'static [CaseState] {
        LETTER_STATES
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        examples::all(lang)
    }
}

/// The page in place of all others, and of the sign-in with a PIN, where the PIN is switched off: what to use instead.
pub(crate) fn off(call: &Call<'_>) -> Page {
    let by_card = call.context.kiosk.is_some() && call.portal.cards.are_taken();
    off_page(call.lang(), &call.portal.config, by_card)
}

/// The same, where one signs in with a card or not.
fn off_page(lang: Lang, config: &Config, by_card: bool) -> Page {
    let mut links = about::calls(lang, config);
    links.extend([about::write(lang, config), about::office(lang)]);
    let instead = if by_card { words::off_instead_kiosk(lang) } else { words::off_instead(lang) };
    let page = Page::new(lang, words::off_title(lang))
        .public()
        .say(words::off_what(lang))
        .say(instead)
        .say(words::off_sent(lang))
        .with(Section { heading: words::off_help(lang), body: vec![Block::Links(links)] });
    let card = || Link::inside(words::off_to_card(lang), path(lang, "accedi/tessera"));
    if by_card { page.link(card()) } else { page }
}

/// Which request counts in place of another, or did until it was closed.
fn instead(lang: Lang, number: &str, open: bool) -> Text {
    if open { words::counts_instead(lang, number) } else { words::counted_instead(lang, number) }
}

/// When one may ask again: from a day on, or now.
fn again(lang: Lang, from: Option<Date>) -> Text {
    from.map_or_else(|| words::again_now(lang), |day| words::again_from(lang, day))
}

fn base(draft: &Draft) -> String {
    format!("{REQUEST}/{}", draft.id)
}

/// Adds the way back to the request that this session sent last; such a page is this session's own.
fn with_last(mut page: Page, last: Option<uuid::Uuid>) -> Page {
    let Some(id) = last else { return page };
    page.private = true;
    let to = path(page.lang, &format!("{REQUEST}/{id}/{CONFIRMED}"));
    let words = words::to_first_half(page.lang);
    page.link(Link::inside(words, to))
}

/// What the PIN is, and everything one can do with it.
fn overview(lang: Lang, at_kiosk: bool) -> Page {
    let link = |words, to: &str| Link::inside(words, path(lang, to));
    let at_counter = at_kiosk.then(|| link(words::to_counter(lang), counter::COUNTER));
    let links = [
        link(words::to_request(lang), REQUEST),
        link(words::to_activate(lang), activate::HALVES),
        link(words::to_change(lang), manage::CHANGE),
        link(words::to_revoke(lang), manage::REVOKE),
        link(words::to_again(lang), manage::AGAIN),
    ];
    Page::new(lang, words::title(lang))
        .say(words::overview_what(lang))
        .say(words::overview_levels(lang))
        .say(words::overview_open(lang))
        .with(Block::Links(at_counter.into_iter().chain(links).collect()))
        .link(sheets::link(lang, &Pin))
        .public()
}

/// What a request needs, before the first question; to who is signed in and has a PIN, first that it is in use. Who left one
/// half-way in this session may go on at `begun`, its step.
fn start(lang: Lang, channel: Channel, config: &Config, in_use: bool, begun: Option<&str>) -> Page {
    let mut page = Page::new(lang, words::start_title(lang)).of(words::title(lang)).public();
    if in_use {
        page.private = true;
        page = page
            .say(words::in_use(lang))
            .with(Block::Links(vec![Link::inside(words::to_change(lang), path(lang, manage::CHANGE))]));
    }
    if let Some(step) = begun {
        page.private = true;
        page = page
            .say(words::begun(lang))
            .with(Block::Links(vec![Link::inside(words::go_on(lang), path(lang, step))]));
    }
    let from_abroad = config.phone_from_abroad();
    page.say(match channel {
        Channel::Web => words::start_needs(lang),
        Channel::Kiosk => words::start_needs_kiosk(lang),
    })
    .say(words::start_then(lang))
    .say(words::abroad(lang, &from_abroad, &config.mail))
    .say(words::overview_open(lang))
    .send(Send {
        label: if begun.is_some() { words::start_another(lang) } else { words::start_submit(lang) },
        address: path(lang, REQUEST),
        fields: Vec::new(),
        primary: begun.is_none(),
    })
}

/// There is no such request of who asks.
fn over(lang: Lang) -> Answer {
    Answer::Over(begin_again(lang))
}

/// Where a request begins again whose session has ended.
#[must_use]
pub fn begin_again(lang: Lang) -> Link {
    Link::inside(words::begin_again(lang), path(lang, REQUEST))
}

/// A step of a request, its review, or what was sent.
async fn read_request(call: &Call<'_>, id: &str, step: &str) -> Result<Answer, Failure> {
    let Some(id) = send::draft_id(id) else { return Ok(Answer::NotFound) };
    let Some(draft) = Draft::find(call, id).await? else { return Ok(over(call.lang())) };
    let own = manage::asking(call).await?.map(|citizen| citizen.code);
    let base = base(&draft);
    let confirmed = format!("{base}/{CONFIRMED}");
    match send::Sent::of(&draft.answers, &call.context.session) {
        Some(sent) if step == CONFIRMED => {
            let mut page = sent.page(call.lang(), &call.portal.config);
            page.done = call.query.get(LATE).map(|_| sent.late(call.lang()));
            return Ok(with_answers(page, &draft.answers, &base, &sent).into());
        }
        Some(_) => return Ok(Answer::See(confirmed)),
        None => {}
    }
    let lang = call.lang();
    let phone = call.portal.config.phone_from_abroad();
    let asker = Asker {
        today: call.context.now.date(),
        code: own.as_ref().map_or("", |code| code.as_str()),
        abroad: (&phone, &call.portal.config.mail),
    };
    let turn = replay(lang, &draft.answers, step, &base, request::STEPS, |talk| request::script(talk, asker));
    Ok(match turn {
        Turn::Step(page, back) => {
            let page = page.of(words::title(lang));
            let start = || Link::inside(words::start_title(lang), path(lang, REQUEST));
            let to_review = || Link::inside(words::review_title(lang), step_path(lang, &base, REVIEW));
            let from_review = call.query.get("da") == Some(REVIEW);
            Answer::page(page, if from_review { to_review() } else { back.unwrap_or_else(start) })
        }
        Turn::Elsewhere(first) => Answer::See(format!("{base}/{first}")),
        Turn::Complete(_, rows) if step == REVIEW => {
            let to_last = step_path(lang, &base, request::LAST);
            let back = Link::inside(words::delivery_title(lang), to_last);
            let mut page = review(lang, &base, (id, send::said(call, &draft.answers)), rows);
            page.done = call.query.get(CHANGED).map(|_| application::changed(lang));
            Answer::page(page, back)
        }
        Turn::Complete(..) => Answer::See(format!("{base}/{REVIEW}")),
    })
}

/// Everything that was answered, each with its change, and the button that sends; the draft's own id tells whoever waits in
/// vain for an answer that it is sent once.
fn review(lang: Lang, base: &str, (key, read): (Uuid, String), rows: Vec<SummaryRow>) -> Page {
    let caption = as_sent(lang, Vec::new()).caption;
    let mut page = Page::new(lang, words::review_title(lang))
        .of(words::title(lang))
        .with(Summary { caption, rows })
        .say(words::review_say(lang))
        .send(Send {
            label: words::review_submit(lang),
            address: path(lang, &format!("{base}/{REVIEW}")),
            fields: vec![(form::KEY.to_owned(), key.to_string()), (form::READ.to_owned(), read)],
            primary: true,
        });
    page.step = Some(Step { now: request::STEPS, of: request::STEPS, part: None });
    page
}

/// Adds the answers exactly as they were sent, in the session that sent them.
fn with_answers(page: Page, answers: &Answers, base: &str, sent: &send::Sent) -> Page {
    match worded(page.lang, answers, base, sent.at).filter(|_| sent.half.is_some()) {
        Some(answers) => page.with(answers),
        None => page,
    }
}

/// The answers of a request sent at `at`, in the words of a language.
fn worded(lang: Lang, answers: &Answers, base: &str, at: Moment) -> Option<Summary> {
    let asker = Asker::unseen(at.date());
    match replay(lang, answers, REVIEW, base, request::STEPS, |talk| request::script(talk, asker)) {
        Turn::Complete(_, rows) => Some(as_sent(lang, rows)),
        _ => None,
    }
}

/// Takes in a step of a request, or sends the request from its review.
async fn send_request(call: &Call<'_>, id: &str, step: &str) -> Result<Answer, Failure> {
    let Some(id) = send::draft_id(id) else { return Ok(Answer::NotFound) };
    let Some(mut draft) = Draft::find(call, id).await? else { return Ok(over(call.lang())) };
    let base = base(&draft);
    let confirmed = format!("{base}/{CONFIRMED}");
    if send::Sent::of(&draft.answers, &call.context.session).is_some() {
        let said = send::said(call, &draft.answers);
        let says_same = |(name, value): (&String, &String)| match name.as_str() {
            form::KEY => true,
            form::READ => *value == said,
            name => draft.answers.get(name).unwrap_or_default() == value,
        };
        return Ok(Answer::See(match Answers::from(&call.fields).0.iter().all(says_same) {
            true => confirmed,
            false => format!("{confirmed}?{LATE}=si#{}", a11y::ids::DONE),
        }));
    }
    // What it would say and fill in is not seen here.
    let (lang, asker) = (call.lang(), Asker::unseen(call.context.now.date()));
    let steps = request::STEPS;
    let turn = replay(lang, &draft.answers, step, &base, steps, |talk| request::script(talk, asker));
    match turn {
        Turn::Complete(request, _) if step == REVIEW => {
            let read = form::read(call).filter(|(key, _)| *key == id);
            if !call.fields.0.is_empty() && read.is_none() {
                return Ok(Answer::BadForm);
            }
            if read.and_then(|(_, read)| read).is_some_and(|read| read != send::said(call, &draft.answers)) {
                return Ok(form::changed_since(&format!("{base}/{REVIEW}")));
            }
            return Ok(match send::send(call, &draft, &request).await? {
                None => Answer::See(confirmed),
                Some(until) => {
                    let to_review = step_path(lang, &base, REVIEW);
                    enough(call, until, Link::inside(words::review_title(lang), to_review))
                }
            });
        }
        Turn::Complete(..) => return Ok(Answer::NotFound),
        Turn::Elsewhere(first) => return Ok(Answer::See(format!("{base}/{first}"))),
        Turn::Step(page, _) => {
            let before = draft.answers.clone();
            if draft.answers.take(&page.questions(), &call.fields).is_err() {
                return Ok(Answer::BadForm);
            }
            if step == request::FIRST {
                settle_code(Whose::OWN, &before, &mut draft.answers, asker.today);
            }
        }
    }
    draft.keep(call, NAME).await?;
    if draft.found.as_ref().is_none_or(|before| before.0.is_empty()) {
        send::note_begun(call, id).await?;
    }
    let next = next_step(call, &draft);
    let wrong = next == format!("{base}/{step}");
    Ok(Answer::See(if wrong { next + "#errori" } else { next }))
}

/// The step of a request that is to be answered first, or its review.
fn next_step(call: &Call<'_>, draft: &Draft) -> String {
    let (base, asker) = (base(draft), Asker::unseen(call.context.now.date()));
    let script = |talk: &mut Talk<'_>| request::script(talk, asker);
    match replay(call.lang(), &draft.answers, REVIEW, &base, request::STEPS, script) {
        Turn::Elsewhere(next) => format!("{base}/{next}"),
        Turn::Step(..) | Turn::Complete(..) => format!("{base}/{REVIEW}"),
    }
}
