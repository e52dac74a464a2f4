//! What happens to one request: whose it is, whether it may, which service answers, and how that is framed.
//!
//! **Invariant**: every answer is a Page, a file, or a redirect; every failure becomes a Page here and nowhere else.
//!
//! What is rare is awaited in a box of its own: else every reading of a page would carry the room for it, and copy that from
//! future to future.

mod away;
mod framing;
pub(super) mod late;
#[cfg(test)]
mod late_tests;
mod more_time;
mod over;
mod signed_in;
pub(super) mod tokens;
pub(super) mod unseen;
pub(super) mod waiting;

pub(super) use framing::{sends, without_pin};

use std::net::IpAddr;

use a11y::page::{Block, Page};
use a11y::text::Lang;
use uuid::Uuid;

use super::asked::{Asked, Body};
use super::cookies::{self, Name};
use super::errors::{self, End, Kept, Problem};
use super::forms::{self, FormProblem};
use super::kept;
use super::negotiate::{self, Form};
use super::preferences::Preferences;
use super::reply::Reply;
use super::words;
use super::{kiosk, own_pages, reply};
use crate::citizen::Level;
use crate::citizen::sessions::{self, Cookie, Session};
use crate::clock::{MINUTE, Moment};
use crate::db::DbError;
use crate::kiosks::Kiosk;
use crate::portal::Portal;
use crate::services::conversation::{self, Answers};
use crate::services::{self, Answer, Call, Channel, Context, Failure, Fields, RESUMED, Service, Shown};

/// In the query of a page on which more time was asked for.
const MORE_TIME: &str = "tempo";

/// The longest path that is looked at, in bytes, and the longest query where nothing is searched: an address of ours has a
/// hundredth of it.
const LONGEST: usize = 8 * 1024;

/// One request being answered.
pub(crate) struct Visit<'a> {
    pub(crate) portal: &'a Portal,
    pub(crate) kept: &'a kept::Kept,
    pub(crate) asked: &'a Asked,
    pub(crate) now: Moment,
    pub(crate) lang: Lang,
    /// The segments after the language.
    pub(crate) path: Vec<&'a str>,
    pub(crate) query: Fields,
    pub(crate) cookie: Cookie,
    /// The browser has the cookie; otherwise it is new and must be set where a form needs it.
    pub(crate) has_cookie: bool,
    /// The session's row, if it has one and it still stands.
    pub(crate) session: Option<Session>,
    /// The session ended a short while ago.
    pub(crate) ended: Option<Session>,
    /// Whether there is a session cannot be told: the records are away.
    pub(crate) unknown: bool,
    pub(crate) preferences: Preferences,
    /// The kiosk whose key signed the request.
    pub(crate) kiosk: Option<Kiosk>,
    /// Headers `Set-Cookie` that the answer carries.
    pub(crate) set_cookies: Vec<String>,
}

/// Answers a request to an address under a language, whatever it is.
pub(crate) async fn answer(portal: &Portal, kept: &kept::Kept, asked: &Asked) -> Reply {
    let now = portal.clock.now();
    let secure = portal.config.is_secure();
    let cookie_lang = cookies::find(&asked.cookie, Name::Language, secure);
    let chosen = negotiate::language(cookie_lang, &asked.accept_language);
    if asked.path == "/" {
        return reply::to_front_page(chosen, asked);
    }
    let mut segments = asked.path.split('/').skip(1);
    let lang = segments.next().and_then(exact_lang);
    let mut path: Vec<&str> = segments.collect();
    if path.last() == Some(&"") {
        path.pop();
    }
    let sound = path.iter().all(|segment| is_segment(segment));
    let bare = |problem| reply::bare_problem_for(portal, asked, problem);
    let kiosk = match &asked.signed {
        None => None,
        Some(_) => match Box::pin(kiosk::recognise(portal, asked, now)).await {
            Ok(Ok(kiosk)) => kiosk,
            Ok(Err(refusal)) => return bare(Problem::Kiosk(refusal)),
            Err(failure) => return bare(problem_of(&failure)),
        },
    };
    let lang_of_page = lang.unwrap_or(chosen);
    let mut visit = match Visit::begin((portal, kept), asked, now, lang_of_page, path, kiosk).await {
        Ok(visit) => visit,
        Err(failure) => return bare(problem_of(&failure)),
    };
    if lang.is_some_and(|lang| lang != chosen) {
        visit.set_cookies.push(cookies::set(Name::Language, visit.lang.code(), secure));
    }
    if visit.is_too_long() {
        return visit.problem(Problem::Address);
    }
    if lang.is_none() || !sound {
        return visit.problem(Problem::NotFound);
    }
    match visit.run().await {
        Ok(reply) => reply,
        Err(failure) => {
            tracing::error!(service = visit.service_name(), %failure, "a request failed");
            visit.problem(problem_of(&failure))
        }
    }
}

/// A language's own code, exactly: `/IT/` is no address of ours.
pub(crate) fn exact_lang(code: &str) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| lang.code() == code)
}

/// Our addresses are made of ASCII letters, digits, hyphens, dots inside and underscores.
pub(crate) fn is_segment(segment: &str) -> bool {
    !segment.is_empty()
        && segment.len() <= 64
        && !segment.starts_with('.')
        && segment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b))
}

/// What a failure of the world is called before citizens.
pub(crate) fn problem_of(failure: &Failure) -> Problem {
    match failure {
        Failure::Db(DbError::Unreachable(_)) => Problem::NoRecords,
        Failure::Db(DbError::Busy | DbError::Closed) | Failure::HasherBusy => Problem::Busy,
        Failure::Db(_) | Failure::Hash | Failure::Seal(_) | Failure::Stored(_) => Problem::Failed,
    }
}

impl<'a> Visit<'a> {
    async fn begin(
        (portal, kept): (&'a Portal, &'a kept::Kept),
        asked: &'a Asked,
        now: Moment,
        lang: Lang,
        path: Vec<&'a str>,
        kiosk: Option<Kiosk>,
    ) -> Result<Visit<'a>, Failure> {
        let secure = portal.config.is_secure();
        let found = match asked.session(secure) {
            Some(sent) => {
                let here = kiosk.as_ref().map(|kiosk| kiosk.id);
                let look =
                    async { late::found(&mut portal.db.reader().await?, sent.clone(), here, now).await };
                let found = Box::pin(look).await;
                match found {
                    Err(DbError::Unreachable(_)) if asked.method != "POST" && kiosk.is_none() => {
                        Some(late::Found::unknown(sent))
                    }
                    found => found?,
                }
            }
            None => None,
        };
        let late::Found { cookie, has_cookie, session, ended, unknown } =
            found.unwrap_or_else(late::Found::nothing);
        let of_citizen = session.as_ref().filter(|s| s.citizen.is_some()).map(|s| s.preferences.as_str());
        let code = of_citizen
            .filter(|code| !code.is_empty())
            .or_else(|| cookies::find(&asked.cookie, Name::Preferences, secure));
        let preferences = code.map(Preferences::from_code).unwrap_or_default();
        Ok(Visit {
            portal,
            kept,
            asked,
            now,
            lang,
            path,
            query: forms::parse(asked.query.as_bytes()).unwrap_or_default(),
            has_cookie,
            cookie,
            session,
            ended,
            unknown,
            preferences,
            kiosk,
            set_cookies: Vec::new(),
        })
    }

    /// The name of the service the address names, for logs; never more of the address.
    pub(crate) fn service_name(&self) -> &'static str {
        self.service().map_or("web", Service::name)
    }

    fn service(&self) -> Option<&'static dyn Service> {
        services::named(self.path.first().copied().unwrap_or(""))
    }

    /// The address is longer than any of ours; the words of a search come back whatever their length, as from a form.
    fn is_too_long(&self) -> bool {
        // The front page passes on what was searched there.
        let searches = |service: &dyn Service| service.searches() || service.name().is_empty();
        let searched = self.service().is_some_and(searches);
        self.asked.path.len() > LONGEST || (!searched && self.asked.query.len() > LONGEST)
    }

    async fn run(&mut self) -> Result<Reply, Failure> {
        if negotiate::form(self.query.get("come"), &self.asked.accept).is_none() {
            return Ok(self.problem(Problem::Format));
        }
        match self.asked.method.as_str() {
            "GET" | "HEAD" => self.read().await,
            "POST" => Box::pin(self.send()).await,
            _ => Ok(self.problem(Problem::Method)),
        }
    }

    async fn read(&mut self) -> Result<Reply, Failure> {
        if let Err(why) = forms::parse(self.asked.query.as_bytes()) {
            return Ok(self.problem(Problem::Form(why)));
        }
        if self.unknown {
            return Box::pin(self.read_unknown()).await;
        }
        self.keep_alive().await?;
        if let Some(reply) = own_pages::read(self).await? {
            return Ok(reply);
        }
        let Some(service) = self.service() else { return Ok(self.problem(Problem::NotFound)) };
        if let Some(reply) = self.refuse_level(service) {
            return Ok(reply);
        }
        if let Some(reply) = self.fixed(service) {
            return Ok(reply);
        }
        let answer = service.get(&self.call(self.query_of_page(), service)).await?;
        if self.query.get(RESUMED).is_some() && !self.may_be_filled(&answer) {
            Box::pin(self.forget_late()).await;
        }
        match answer {
            Answer::BadForm => Box::pin(self.misfit(&self.query_of_page())).await,
            Answer::Show(shown) if !self.query.0.is_empty() || self.may_have_late(&shown.page) => {
                Box::pin(self.read_more(*shown)).await
            }
            answer => self.turn(answer, None).await,
        }
    }

    /// A page with what the front door adds to it: what is asked for in the query, and the form that waits for its citizen,
    /// unless they have typed there since.
    async fn read_more(&mut self, mut shown: Shown) -> Result<Reply, Failure> {
        let filled = self.given_time(&mut shown.page).await?;
        self.began_anew(&mut shown.page).await?;
        self.tell_what_waits(&mut shown.page).await?;
        let waits = !filled && self.may_have_late(&shown.page);
        let late = if waits { self.late_form().await? } else { None };
        self.turn(Answer::Show(Box::new(shown)), late).await
    }

    /// The page of a service that says the same to everyone, where nothing more is asked for.
    fn fixed(&mut self, service: &dyn Service) -> Option<Reply> {
        if !self.asked.query.is_empty() {
            return None;
        }
        let kind = self.kind();
        let (path, config) = (self.path_in(service), &self.portal.config);
        match negotiate::form(None, &self.asked.accept) {
            // The head of who may be in tells of neither.
            Some(Form::Html) | None if !self.unknown => {
                let part = self.kept.part(kind, service, path, config)?;
                Some(self.show_fixed(&part.page, Some(&part.parts)))
            }
            _ => {
                let page = kept::fixed(&kind, service, path, config)?;
                Some(self.show_fixed(&page, None))
            }
        }
    }

    /// All that such a page hangs on.
    fn kind(&self) -> kept::Kind {
        kept::Kind {
            lang: self.lang,
            // Its whole path: what links repeat is cut where it is too long, and would be that of another page.
            address: services::path(self.lang, &self.path.join("/")),
            view: self.view(),
            // Who may be in is not asked in.
            signed_in: self.citizen().is_some() || self.unknown,
        }
    }

    async fn send(&mut self) -> Result<Reply, Failure> {
        let body = match &self.asked.body {
            Body::Whole(body) => body,
            Body::Large => return Ok(self.problem(Problem::Large)),
            Body::Broken => return Ok(self.problem(Problem::Form(FormProblem::Broken))),
        };
        let parsed = match forms::letters(&self.asked.content_type) {
            Some(letters) => forms::read(body, letters),
            None => Err(FormProblem::MediaType),
        };
        let (mut fields, faulty) = match parsed {
            Ok((fields, _)) if forms::is_large(&fields) => return Ok(self.problem(Problem::Large)),
            Ok((_, ref faulty))
                if !self.shows_again()
                    && let Some((_, why)) = faulty.first() =>
            {
                return Ok(self.problem(Problem::Form(*why)));
            }
            Ok(read) => read,
            Err(why) => return Ok(self.problem(Problem::Form(why))),
        };
        if !self.is_ours() {
            return Ok(self.problem(Problem::Forbidden));
        }
        let token = fields.get(a11y::ids::TOKEN).unwrap_or("").to_owned();
        fields.0.retain(|(name, _)| name != a11y::ids::TOKEN);
        // A form that was shown after the end is not late: signing in again is one. It does nothing but stand on its page again
        // and say that it is to be read and sent: one with a guessed letter too, for to refuse it would lose all of it.
        if !self.has_cookie || !self.is_token(&token) {
            return self.not_of_now(&token, fields).await;
        }
        self.keep_alive().await?;
        // Preferences are choices, whose values have no such letters. What is typed while more time is asked for is sent to no
        // service: it stands on its page again, and a letter that was guessed there costs less than more time refused.
        if let Some(reply) = own_pages::send(self, &fields).await? {
            return Ok(reply);
        }
        let Some(service) = self.service() else { return Ok(self.problem(Problem::NotFound)) };
        if let Some(reply) = self.refuse_level(service) {
            return Ok(reply);
        }
        if !faulty.is_empty() {
            return self.unseen(&faulty, &fields).await;
        }
        let call = self.call(fields, service);
        match service.post(&call).await? {
            Answer::BadForm => self.misfit(&call.fields).await,
            Answer::Full => self.too_much(&call.fields).await,
            answer => {
                self.forget_late().await;
                self.turn(answer, None).await
            }
        }
    }

    /// The form came from a page of this portal, as far as the browser says. lynx and w3m say nothing.
    fn is_ours(&self) -> bool {
        let site = self.asked.fetch_site.as_str();
        let by_site = matches!(site, "" | "same-origin" | "none");
        let origin = self.asked.origin.as_str();
        let by_origin = origin.is_empty()
            || origin.split_once("://").is_some_and(|(_, authority)| authority == self.asked.host)
            || origin == self.portal.config.public_url;
        by_site && by_origin
    }

    /// The token of this session's forms.
    pub(crate) fn token(&self) -> String {
        tokens::of(&self.portal.keys, &self.cookie, self.citizen())
    }

    fn is_token(&self, token: &str) -> bool {
        tokens::is_of(&self.portal.keys, token, self.cookie.digest(), self.citizen())
    }

    /// Who is signed in.
    pub(crate) fn citizen(&self) -> Option<Uuid> {
        self.session.as_ref().and_then(|session| session.citizen)
    }

    fn refuse_level(&mut self, service: &dyn Service) -> Option<Reply> {
        (self.level() < service.level()).then(|| self.sign_in())
    }

    /// Sends to the sign-in page; who was signed in a moment ago is told why.
    fn sign_in(&mut self) -> Reply {
        if let Some(ended) = &self.ended {
            let how = End::of(ended);
            return self.problem(Problem::Ended { how, kept: Kept::Nothing });
        }
        let to = format!("accedi?poi={}", forms::encode(&self.in_same_form(self.path.join("/"))));
        self.see(&to)
    }

    pub(crate) fn level(&self) -> Level {
        self.session.as_ref().map_or(Level::Anonymous, |session| session.level)
    }

    /// The query without what belongs to the front door.
    fn query_of_page(&self) -> Fields {
        let own = ["come", RESUMED, MORE_TIME, over::BEGUN_ANEW];
        Fields(self.query.0.iter().filter(|(name, _)| !own.contains(&name.as_str())).cloned().collect())
    }

    /// The segments after the service's name.
    fn path_in(&self, service: &dyn Service) -> &[&'a str] {
        self.path.get(usize::from(!service.name().is_empty())..).unwrap_or_default()
    }

    fn call(&self, fields: Fields, service: &dyn Service) -> Call<'a> {
        Call {
            context: self.context(),
            service: service.name(),
            path: self.path_in(service).to_vec(),
            fields,
            query: self.query_of_page(),
            portal: self.portal,
        }
    }

    pub(crate) fn context(&self) -> Context {
        let secure = self.portal.config.is_secure();
        let device = cookies::find(&self.asked.cookie, Name::Device, secure).and_then(Cookie::parse);
        Context {
            now: self.now,
            lang: self.lang,
            channel: self.channel(),
            level: self.level(),
            citizen: self.citizen(),
            session: self.cookie.digest(),
            length: self.kiosk.as_ref().map_or(self.preferences.minutes * MINUTE, |_| sessions::KIOSK_LENGTH),
            // Many citizens stand at one kiosk, and many kiosks behind one line: each counts for itself.
            place: match &self.kiosk {
                Some(kiosk) => format!("kiosk/{}", kiosk.id),
                None => place(self.asked.peer),
            },
            kiosk: self.kiosk.as_ref().map(|kiosk| kiosk.id),
            device: device.map(|mark| mark.digest()),
        }
    }

    /// The door.
    fn channel(&self) -> Channel {
        if self.kiosk.is_some() { Channel::Kiosk } else { Channel::Web }
    }

    /// Turns a service's answer into a reply. A wrong answer is a page with a problem and no error: 200, to a search as
    /// after the redirect of a form; but the page that tells a place to wait says so to programs too.
    async fn turn(&mut self, answer: Answer, late: Option<Fields>) -> Result<Reply, Failure> {
        Ok(match answer {
            Answer::Show(shown) => {
                let mut page = shown.page;
                if let Some(fields) = late {
                    late::refill(&mut page, &fields, words::again_late(self.lang));
                }
                let Some(until) = shown.slowed else { return Ok(self.show(200, page, shown.back)) };
                page = errors::slowed(page, &self.portal.config);
                let mut reply = self.show(errors::SLOWED, page, shown.back);
                reply.retry_after = Some(errors::seconds_until(until, self.now));
                reply
            }
            Answer::Enough(shown, until) => {
                let mut reply = self.show(errors::SLOWED, shown.page, shown.back);
                reply.retry_after = Some(errors::seconds_until(until, self.now));
                reply
            }
            Answer::See(to) => self.see(&to),
            Answer::File(file) => Reply::file(file),
            Answer::Over(again) => Box::pin(self.over(again, false)).await?,
            Answer::NoDraft(begin) => self.no_draft(begin),
            Answer::NotFound => self.problem(Problem::NotFound),
            Answer::WrongMethod => self.problem(Problem::Method),
            Answer::BadForm => self.problem(Problem::Form(FormProblem::Fields)),
            Answer::Full => self.problem(Problem::Full),
            Answer::SignIn(_) => self.sign_in(),
            Answer::SignedIn(who) => Box::pin(self.sign_in_now(who)).await?,
            Answer::SignedOut(to) => {
                Box::pin(self.sign_out()).await?;
                self.see(&to)
            }
        })
    }
}

/// The segments of a path of ours after its language, and its query.
fn split(here: &str) -> (Vec<String>, &str) {
    let (path, query) = here.split_once('?').unwrap_or((here, ""));
    (path.split('/').skip(2).filter(|s| !s.is_empty()).map(str::to_owned).collect(), query)
}

fn refill_with(page: &mut Page, answers: &Answers) {
    for_each_question(&mut page.body, &mut |question| {
        question.calm();
        conversation::fill(&mut question.input, answers, &question.name);
    });
}

fn for_each_question(body: &mut [Block], act: &mut impl FnMut(&mut a11y::page::Question)) {
    for block in body {
        match block {
            Block::Question(question) => act(question),
            Block::Section(section) => for_each_question(&mut section.body, act),
            Block::Notice(notice) => for_each_question(&mut notice.body, act),
            _ => {}
        }
    }
}

/// Where a request comes from, as coarsely as it is of use against guessing: a /24, or a /56 of IPv6.
fn place(peer: Option<IpAddr>) -> String {
    match peer.map(|ip| ip.to_canonical()) {
        Some(IpAddr::V4(ip)) => {
            let [a, b, c, _] = ip.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        Some(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{:x}::/56", d & 0xff00)
        }
        None => "unknown".into(),
    }
}
