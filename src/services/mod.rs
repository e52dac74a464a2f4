//! The service layer: a citizen uses a service, which turns their answers into a Page.
//!
//! **Invariant**: no service knows HTTP or HTML. **Invariant**: a service is a folder here and one line in [`ALL`].

pub mod about;
pub mod application;
pub mod area;
pub mod call;
pub mod contribution_statement;
pub mod conversation;
pub mod domestic_work;
pub mod drafts;
pub mod feedback;
pub mod form;
pub mod home;
pub mod offices;
pub mod particulars;
pub mod pin;
pub mod search;
pub mod sheets;
pub mod sign_in;
#[cfg(test)]
pub(crate) mod testing;

use a11y::page::{Block, Link, Notice, Page, Section, Summary, SummaryRow};
use a11y::text::{Lang, Span, Text};
use async_trait::async_trait;
use uuid::Uuid;

pub use call::{Answer, Call, Channel, Context, Failure, Fields, File, Shown, SignedIn};

use self::conversation::Answers;
use self::drafts::Draft;
use crate::citizen::Level;
use crate::citizen::records::Citizen;
use crate::clock::Moment;
use crate::config::Config;
use crate::db::Conn;
use crate::ledger::records::Moved;
use crate::ledger::{self, Case, CaseState, Protocollo, SentPart};

/// In the query of the page of a form that waits for its citizen, where a link leads to it.
pub const RESUMED: &str = "ripresa";

/// Every service, in the order of the front page.
pub static ALL: &[&dyn Service] = &[
    &home::Home,
    &offices::Offices,
    &pin::Pin,
    &sign_in::SignIn,
    &contribution_statement::ContributionStatement,
    &domestic_work::DomesticWork,
    &area::Area,
    &sheets::Sheets,
    &search::Search,
    &about::HELP,
    &about::CONTACTS,
    &about::ACCESSIBILITY,
    &about::PRIVACY,
    &about::MAP,
    &feedback::Feedback,
    &about::Languages,
];

/// The services that this portal offers: all, but for the PIN and the sign-in with it where the PIN is switched off.
pub fn offered(config: &Config) -> impl Iterator<Item = &'static dyn Service> {
    let of_pin = [pin::NAME, sign_in::NAME];
    ALL.iter().copied().filter(move |service| config.pin || !of_pin.contains(&service.name()))
}

/// The words a slice's `text` folder gives, as functions.
#[macro_export]
macro_rules! words {
    ($slice:literal) => {
        mod words {
            //! Generated from the `.ftl` files of this slice.
            include!(concat!(env!("OUT_DIR"), "/words_", $slice, ".rs"));
        }
    };
}

/// The sheet of a listed service, from the words of its slice that go by the names of its fields, and its terms.
#[macro_export]
macro_rules! sheet {
    ($lang:expr, $terms:expr) => {
        $crate::services::Sheet {
            title: words::title($lang),
            summary: words::summary($lang),
            for_whom: words::for_whom($lang),
            how: words::how($lang),
            needs: words::needs($lang),
            gets: words::gets($lang),
            terms: $terms,
            dues: a11y::text::Text::default(),
            keywords: words::keywords($lang),
            listed: true,
        }
    };
}

words!("services");

/// A service: what a citizen can do, by reading pages and sending forms.
#[async_trait]
pub trait Service: Sync {
    /// The segment of its address after the language, the same in every language.
    fn name(&self) -> &'static str;

    /// The least level it needs.
    fn level(&self) -> Level;

    /// What it is and for whom.
    fn sheet(&self, lang: Lang) -> Sheet;

    /// The same where the institute's PIN is switched off: it speaks of none.
    fn sheet_without_pin(&self, lang: Lang) -> Sheet {
        self.sheet(lang)
    }

    /// Answers a reading of `call.path`.
    ///
    /// # Errors
    /// [`Failure`] when the world fails; a wrong answer of the citizen is a page, not an error.
    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure>;

    /// Answers a form sent to `call.path`.
    ///
    /// # Errors
    /// As [`Service::get`].
    async fn post(&self, _call: &Call<'_>) -> Result<Answer, Failure> {
        Ok(Answer::WrongMethod)
    }

    /// Its page at this path, where that is the same for everyone at any time, whatever is on record; it may differ for who
    /// is signed in, whoever that is. It is made once and kept: what it is not given cannot stand in it.
    fn fixed(&self, _lang: Lang, _path: &[&str], _config: &Config, _signed_in: bool) -> Option<Page> {
        None
    }

    /// What its page at this path is called before one may open it; as the service itself, where no other name tells more.
    fn page_called(&self, lang: Lang, _path: &[&str]) -> Text {
        self.sheet(lang).title
    }

    /// Whether the queries of its addresses are what was searched on a public page, and so may go along in links.
    fn searches(&self) -> bool {
        false
    }

    /// Whether one does something with it once signed in; so My area lists it.
    fn signs_in(&self) -> bool {
        self.level() >= Level::Reader
    }

    /// What one of its cases is about, in lists of cases; `None` for the first of its answers.
    fn case_about(&self, _lang: Lang, _case: &Case) -> Option<Text> {
        None
    }

    /// What the page of one of its cases is called, where that is shorter than in lists.
    fn case_title(&self, lang: Lang, case: &Case) -> Option<Text> {
        self.case_about(lang, case)
    }

    /// Whom or what a draft is about, as far as that is answered, and what tells it from another about the same.
    fn draft_about(&self, _lang: Lang, _answers: &Answers) -> Option<Text> {
        None
    }

    /// What one of its drafts is called, at the step its citizen is at.
    fn draft_called(&self, lang: Lang, _step: &str) -> Text {
        self.sheet(lang).title
    }

    /// Where a draft goes on, a path without its language.
    fn draft_address(&self, id: Uuid, step: &str) -> String {
        draft_address(self.name(), id, step)
    }

    /// Where it is asked whether to delete a draft, a path without its language.
    fn draft_deletion(&self, id: Uuid, _step: &str) -> String {
        draft_address(self.name(), id, application::DELETE)
    }

    /// What one of the citizen's drafts says so far, in words; `None` where it has only the answers as they were typed.
    ///
    /// # Errors
    /// [`Failure`]
    async fn draft_words(
        &self,
        _call: &Call<'_>,
        _citizen: Uuid,
        _draft: &Draft,
    ) -> Result<Option<Vec<SentPart>>, Failure> {
        Ok(None)
    }

    /// What My area says of one of its cases as it is now.
    ///
    /// # Errors
    /// [`Failure`]
    async fn case_now(&self, _call: &Call<'_>, _case: &Case) -> Result<CaseNow, Failure> {
        Ok(CaseNow::default())
    }

    /// Until when to wait for what comes of one of its cases, and what to do if nothing does: in My area the last of what
    /// happens next. `None` where nothing is waited for.
    fn nothing_came(&self, _lang: Lang, _case: &Case, _now: Moment, _config: &Config) -> Option<Text> {
        None
    }

    /// What follows among its own records when an office has moved one of its cases, which is in its new state already.
    ///
    /// # Errors
    /// [`Failure`]
    async fn case_moved(&self, _tx: &mut Conn, _case: &Case, _now: Moment) -> Result<(), Failure> {
        Ok(())
    }

    /// The states that an office may move one of its cases of this kind to, of those that follow each other at all.
    fn case_states(&self, _kind: &str) -> &'static [CaseState] {
        &CaseState::ALL
    }

    /// Its pages in every state (empty, filled, with errors, with results), for the judge and the validators.
    fn examples(&self, lang: Lang) -> Vec<Example>;
}

/// The states that an office may move a case of this service and kind to.
#[must_use]
pub fn case_states(service: &str, kind: &str) -> &'static [CaseState] {
    let known = ALL.iter().find(|known| known.name() == service);
    known.map_or(&CaseState::ALL, |known| known.case_states(kind))
}

/// The states of a case that only asks for a letter: how far it is the post says, and nothing is granted.
pub(crate) const LETTER_STATES: &[CaseState] =
    &[CaseState::InProgress, CaseState::Refused, CaseState::Withdrawn];

/// What a service says of one of its cases, besides what holds for every case.
#[derive(Clone, Debug, Default)]
pub struct CaseNow {
    /// What its state means, in place of what that means for every case.
    pub state: Option<Text>,
    /// After what happens next with every case in its state.
    pub next: Vec<Text>,
    /// What can be done about it now, right after that.
    pub can: Vec<Link>,
    /// Before the answers as they were sent: what of it does not hold any more.
    pub since: Option<Notice>,
    /// The heading of the part of what was accepted with them that is void: it is not shown.
    pub void: Option<fn(Lang) -> Text>,
    /// Where more can be done about it, or is told: a link with its words.
    pub link: Option<Link>,
}

/// The sheet of a service as it is on this portal.
pub(crate) fn sheet_of(service: &dyn Service, lang: Lang, config: &Config) -> Sheet {
    if config.pin { service.sheet(lang) } else { service.sheet_without_pin(lang) }
}

/// What a service is, for whom, how and by when, in the order of the national service sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name, as a link's words.
    pub title: Text,
    /// One sentence: what one gets.
    pub summary: Text,
    /// For whom it is; like the next four it is empty where it is not listed, and has no sheet of its own.
    pub for_whom: Text,
    /// How it goes.
    pub how: Text,
    /// What one needs.
    pub needs: Text,
    /// What one gets.
    pub gets: Text,
    /// How long that takes, and by when something is to be done.
    pub terms: Text,
    /// What is due; empty where nothing is.
    pub dues: Text,
    /// Other words people search it by.
    pub keywords: Text,
    /// Shown on the front page and in the site map (an address that only others lead to is not).
    pub listed: bool,
}

/// A page in one state, by name.
#[derive(Clone, Debug)]
pub struct Example {
    /// The address's service and the state: `sedi/con-risultati`.
    pub name: String,
    /// The page.
    pub page: Page,
    /// It says that the place it was asked from is slowed down, as [`Answer::slowed`] has it.
    pub slowed: bool,
    /// It says that enough was sent from the place, as [`Answer::Enough`] has it.
    pub enough: bool,
    /// It differs from another example in its words alone: whoever reads those looks at it, and no browser.
    pub in_words: bool,
}

/// What the names of examples end with that show the portal as it is where the institute's PIN is switched off.
pub(crate) const WITHOUT_PIN: &str = "senza-pin";

impl Example {
    /// A named example.
    pub fn new(name: impl Into<String>, page: Page) -> Example {
        Example { name: name.into(), page, slowed: false, enough: false, in_words: false }
    }

    /// One that says that enough was sent from its place.
    pub(crate) fn enough(name: &str, lang: Lang, channel: Channel, until: Moment) -> Example {
        let page = enough_page(lang, &Config::default(), channel, until);
        Example { enough: true, ..Example::new(name, page) }
    }

    /// The same, which differs from another in its words alone.
    pub(crate) fn in_words(self) -> Example {
        Example { in_words: true, ..self }
    }

    /// The same, of a place that is slowed down if these answers hold that.
    pub fn waiting(self, stored: &Answers, now: Moment) -> Example {
        Example { slowed: sign_in::Outcome::waits(stored, now).is_some(), ..self }
    }
}

/// The service of this name.
pub fn named(name: &str) -> Option<&'static dyn Service> {
    ALL.iter().copied().find(|service| service.name() == name)
}

/// Moves a case as an office may, with what follows for its service.
///
/// # Errors
/// [`Failure`]
pub async fn move_case(
    tx: &mut Conn,
    protocollo: Protocollo,
    state: CaseState,
    note: &str,
    now: Moment,
) -> Result<Moved, Failure> {
    let moved = ledger::records::move_by_office(tx, protocollo, state, note, case_states, now).await?;
    if moved == Moved::Done
        && let Some(case) = ledger::records::of_anybody(tx, protocollo).await?
        && let Some(service) = named(&case.service)
    {
        service.case_moved(tx, &case, now).await?;
    }
    Ok(moved)
}

/// Where a draft of a long form goes on: its service, its id, and the step its citizen is at.
pub fn draft_address(service: &str, id: Uuid, step: &str) -> String {
    let step = if step.is_empty() { String::new() } else { format!("/{step}") };
    format!("{service}/{id}{step}")
}

/// The answers of a case and what was accepted with them, in the reader's language; before them the way to the words
/// that were sent, where those are of another.
pub fn sent_blocks(lang: Lang, case: &Case) -> Vec<Block> {
    let words = case.answers.words(lang);
    let sent_in = case.answers.sent.lang.filter(|sent| words.lang == Some(lang) && *sent != lang);
    let as_sent = sent_in.map(|sent| {
        let to = path(sent, &format!("area/pratiche/{}", case.protocollo));
        Block::Links(vec![Link::inside(words::sent_in(lang, sent.code()).unprinted(), to)])
    });
    as_sent.into_iter().chain(words.blocks()).collect()
}

/// Leaves out the part of a page under a heading, in whatever language that stands.
pub(crate) fn without(body: &mut Vec<Block>, heading: fn(Lang) -> Text) {
    let words = Lang::ALL.map(|lang| a11y::values::line(&heading(lang), lang));
    let is_it =
        |heading: &Text| Lang::ALL.into_iter().any(|lang| words.contains(&a11y::values::line(heading, lang)));
    body.retain(|block| !matches!(block, Block::Section(section) if is_it(&section.heading)));
}

/// Links of a list, each with words of its own: those that would be read the same are counted.
pub fn told_apart(lang: Lang, links: Vec<Link>) -> Vec<Link> {
    let read: Vec<String> = links.iter().map(|link| a11y::values::line(&link.text, lang)).collect();
    let count = |same: &[String], words: &String| {
        i64::try_from(same.iter().filter(|other| *other == words).count()).unwrap_or(i64::MAX)
    };
    let apart = |(n, link): (usize, Link)| {
        let (number, of) = (count(&read[..=n], &read[n]), count(&read, &read[n]));
        let text = if of > 1 { words::one_of_several(lang, &link.text, number, of) } else { link.text };
        Link { text, ..link }
    };
    links.into_iter().enumerate().map(apart).collect()
}

/// Says whose it is what was sent, after its number and what happens next: whoever keeps a copy can tell it from another's.
pub(crate) fn whose(page: &mut Page, citizen: &Citizen) {
    let lang = page.lang;
    let Some(number) = page.body.iter().position(|block| matches!(block, Block::Confirmation(_))) else {
        return;
    };
    let row = |label, value: Text| SummaryRow { label, value: value.private(), change: None };
    let rows = vec![
        row(words::whose_name(lang), Text::name(citizen.full_name())),
        row(words::whose_code(lang), Span::FiscalCode(citizen.code.as_str().to_owned()).into()),
    ];
    // What can be done stands right after what happens next.
    let links =
        page.body.iter().skip(number + 1).take_while(|block| matches!(block, Block::Links(_))).count();
    page.body.insert(number + 1 + links, Summary { caption: words::whose(lang), rows }.into());
}

/// How to keep a copy of what was sent: a kiosk offers to print it, and its pages have no other form.
pub fn keep_copy(lang: Lang, channel: Channel) -> Option<Text> {
    (channel == Channel::Web).then(|| words::keep_copy(lang).in_browser())
}

/// The answer to who sends more of a form than the day has room for from their place; `back` leads to what they did.
pub(crate) fn enough(call: &Call<'_>, until: Moment, back: Link) -> Answer {
    let page = enough_page(call.lang(), &call.portal.config, call.context.channel, until);
    Answer::Enough(Box::new(Shown { page, back: Some(back), slowed: None }), until)
}

/// Its page: why, from when on there can be more, what is kept, and what to do before.
fn enough_page(lang: Lang, config: &Config, channel: Channel, until: Moment) -> Page {
    let (why, what) = match channel {
        Channel::Web => (words::enough_why(lang), words::enough_do(lang, until.date())),
        Channel::Kiosk => (words::enough_why_kiosk(lang), words::enough_do_kiosk(lang, until.date())),
    };
    let mut links = about::calls(lang, config);
    links.extend([about::write(lang, config), about::office(lang)]);
    Page::new(lang, words::enough_title(lang))
        .say(why)
        .say(what)
        .say(words::enough_kept(lang))
        .with(Section { heading: words::enough_now(lang), body: vec![Block::Links(links)] })
}

/// The path of a page of the portal: `/it/sedi`.
pub fn path(lang: Lang, rest: &str) -> String {
    format!("/{}/{rest}", lang.code())
}
