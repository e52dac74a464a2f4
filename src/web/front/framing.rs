//! How an answer leaves the front door: redirects, pages in their frame, the pages of problems.

use a11y::page::{Action, Block, Frame, Link, Method as FormMethod, Page, Target, View};
use a11y::text::{Lang, Text};

use super::Visit;
use crate::services::{self, RESUMED, Service};
use crate::web::cookies::{self, Name};
use crate::web::errors::{self, Kept, Problem};
use crate::web::reply::{self, Reply};
use crate::web::shell::{Parts, Who};
use crate::web::{forms, negotiate, own_pages, shell};

/// The longest address that the links around a page repeat, in bytes.
pub(super) const REPEATED: usize = 1024;

impl Visit<'_> {
    /// A redirect to a path of this language.
    pub(crate) fn see(&mut self, to: &str) -> Reply {
        let mut reply = Reply::see(&services::path(self.lang, &self.in_same_form(to.to_owned())));
        reply.set_cookies = std::mem::take(&mut self.set_cookies);
        reply
    }

    /// Where one is led, asked for in the form this page was asked for: as plain text, say.
    pub(super) fn in_same_form(&self, to: String) -> String {
        let known = ["testo", reply::AS_LISTS, reply::AS_TABLES];
        let Some(come) = self.query.get("come").filter(|come| known.contains(come)) else { return to };
        if to.contains("come=") {
            return to;
        }
        let (address, at) = to.split_once('#').map_or((&*to, None), |(address, at)| (address, Some(at)));
        let and = if address.contains('?') { '&' } else { '?' };
        let at = at.map(|at| format!("#{at}")).unwrap_or_default();
        format!("{address}{and}come={come}{at}")
    }

    /// The page of a problem.
    pub(crate) fn problem(&mut self, problem: Problem) -> Reply {
        let sending = self.asked.method == "POST";
        let mut then = self.way_back();
        if matches!(problem, Problem::Ended { kept: Kept::Form, .. }) && !then.is_empty() {
            let and = if then.contains('?') { '&' } else { '?' };
            then.push_str(&format!("{and}{RESUMED}=1"));
        }
        let page = problem.page(self.lang, &self.portal.config, (self.channel(), sending), &then);
        let mut reply = self.show(problem.status(), page, None);
        match problem {
            Problem::Busy | Problem::NoRecords => reply.retry_after = Some(errors::RETRY_AFTER),
            Problem::Method => reply.allow = Some(self.allowed()),
            _ => {}
        }
        reply
    }

    /// The methods of this address, of which the request had none.
    fn allowed(&self) -> &'static str {
        let config = &self.portal.config;
        let is_fixed = |service: &dyn Service| service.fixed(self.lang, &[], config, false).is_some();
        let only_read = self.service().is_some_and(|service| is_fixed(service) || service.searches());
        match self.asked.method.as_str() {
            "POST" => "GET, HEAD",
            "GET" | "HEAD" => "POST",
            _ if own_pages::only_sends(&self.path) => "POST",
            _ if only_read => "GET, HEAD",
            _ => "GET, HEAD, POST",
        }
    }

    /// Frames a page and renders it in the form that was asked for.
    pub(crate) fn show(&mut self, status: u16, mut page: Page, mut back: Option<Link>) -> Reply {
        page.test_data |= self.portal.config.demo;
        if !self.portal.config.pin {
            without_pin(&mut page);
        }
        if let Some(come @ (reply::AS_LISTS | reply::AS_TABLES)) = self.query.get("come") {
            let (come, service) = (come.to_owned(), services::path(self.lang, self.service_name()));
            for_each_link(&mut page, &mut |link| stay(link, &service, &come));
            back.iter_mut().for_each(|link| stay(link, &service, &come));
        }
        self.framed(status, &page, None, back)
    }

    /// A fixed page in the frame of who asks; with the parts of its document that are there already.
    pub(super) fn show_fixed(&mut self, page: &Page, parts: Option<&Parts>) -> Reply {
        Reply { fixed: true, ..self.framed(200, page, parts, None) }
    }

    /// A page in its frame, likewise.
    fn framed(&mut self, status: u16, page: &Page, parts: Option<&Parts>, back: Option<Link>) -> Reply {
        let name = self.session.as_ref().and_then(|s| s.name.clone()).map(|name| Text::name(name).private());
        let who = if self.unknown { Who::Unknown } else { name.as_ref().into() };
        let needs_token = sends(page) || self.session.is_some();
        if needs_token && !self.has_cookie {
            let secure = self.portal.config.is_secure();
            self.set_cookies.push(cookies::set(Name::Session, &self.cookie.value(), secure));
        }
        let frame = Frame {
            status,
            address: self.address(),
            languages: Lang::ALL.to_vec(),
            back,
            help: None,
            token: needs_token.then(|| self.token()),
            // Also of who is not signed in and where nothing is asked: half a PIN is readable for no longer.
            session_end: self.session.as_ref().map(|session| session.ends.time()),
            session_fate: match &self.session {
                Some(session) => shell::session_fate(page, session.citizen.is_some(), session.has_answers),
                None => Text::default(),
            },
            level: self.level().code().to_owned(),
            view: self.view(),
        };
        let form =
            negotiate::form(self.query.get("come"), &self.asked.accept).unwrap_or(negotiate::Form::Html);
        let from = (who, self.portal.config.root());
        let mut reply = Reply::page(form, page, parts, &frame, self.preferences.look, from);
        reply.private |= self.session.is_some() || needs_token || self.unknown;
        reply.set_cookies = std::mem::take(&mut self.set_cookies);
        reply
    }

    /// How values and tables are shown: as preferred, tables in another way where this page is asked for so.
    pub(super) fn view(&self) -> View {
        let preferred = self.preferences.view;
        let tables_as_lists = match self.query.get("come") {
            Some(reply::AS_LISTS) => true,
            Some(reply::AS_TABLES) => false,
            _ => preferred.tables_as_lists,
        };
        View { tables_as_lists, ..preferred }
    }

    /// The page's own path and query, without the asked form. What of them is too long to be repeated in every link around
    /// the page is left out: its query, or all.
    pub(super) fn address(&self) -> String {
        let path = services::path(self.lang, &self.path.join("/"));
        if path.len() > REPEATED {
            return services::path(self.lang, "");
        }
        let mut address = path.clone();
        for (n, (name, value)) in self.query_of_page().0.iter().enumerate() {
            address.push(if n == 0 { '?' } else { '&' });
            address.push_str(&format!("{}={}", forms::encode(name), forms::encode(value)));
        }
        if address.len() > REPEATED { path } else { address }
    }
}

/// Something on the page is sent, with the session's token.
pub(in crate::web) fn sends(page: &Page) -> bool {
    page.form.as_ref().is_some_and(|form| form.method == FormMethod::Post)
        || page.actions.iter().any(|action| matches!(action, Action::Send(_)))
}

/// Every link of a page.
fn for_each_link(page: &mut Page, act: &mut impl FnMut(&mut Link)) {
    fn among(body: &mut [Block], act: &mut impl FnMut(&mut Link)) {
        for block in body {
            match block {
                Block::Section(section) => among(&mut section.body, act),
                Block::Notice(notice) => among(&mut notice.body, act),
                Block::Links(links) => links.iter_mut().for_each(&mut *act),
                Block::Pages(pages) => pages.links.iter_mut().for_each(&mut *act),
                Block::Table(table) => {
                    table.rows.iter_mut().filter_map(|row| row.link.as_mut()).for_each(&mut *act)
                }
                _ => {}
            }
        }
    }
    among(&mut page.body, act);
    for action in &mut page.actions {
        if let Action::Link(link) = action {
            act(link);
        }
    }
}

/// Takes out what leads to the PIN and to its sheet, where it is switched off. What leads to the sign-in stays: its page says
/// what to use instead.
pub(in crate::web) fn without_pin(page: &mut Page) {
    fn leads(to: &str, service: &str) -> bool {
        to.split(['/', '?', '#']).nth(2) == Some(service)
    }
    fn is_gone(link: &Link) -> bool {
        let Target::Inside(to) = &link.to else { return false };
        let sheet = to.ends_with(&format!("/{}/{}", services::sheets::NAME, services::pin::NAME));
        sheet || leads(to, services::pin::NAME)
    }
    fn among(body: &mut Vec<Block>) {
        for block in body.iter_mut() {
            match block {
                Block::Section(section) => among(&mut section.body),
                Block::Notice(notice) => among(&mut notice.body),
                Block::Links(links) => links.retain(|link| !is_gone(link)),
                _ => {}
            }
        }
        body.retain(|block| match block {
            Block::Section(section) => !section.body.is_empty(),
            Block::Links(links) => !links.is_empty(),
            _ => true,
        });
    }
    among(&mut page.body);
    page.actions.retain(|action| match action {
        Action::Link(link) => !is_gone(link),
        Action::Send(send) => !leads(&send.address, services::pin::NAME),
    });
}

/// Makes a link to another page of a service ask for the same way of showing tables.
fn stay(link: &mut Link, service: &str, come: &str) {
    if let Target::Inside(to) = &mut link.to
        && to.strip_prefix(service).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        && !to.contains('#')
    {
        let and = if to.contains('?') { '&' } else { '?' };
        to.push_str(&format!("{and}come={come}"));
    }
}
