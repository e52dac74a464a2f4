//! The tree against the Page: everything said, in order, and nothing more.

use super::{Fault, Node, Role, Tree, tidy};
use crate::page::{Action, Block, Frame, Link, Method, Page, Question, Target};
use crate::text::{Direction, Span, Text};
use crate::{values, words};

/// One judgement: what has been found so far, and how far reading has come.
pub(super) struct Court<'a> {
    pub(super) tree: &'a Tree,
    pub(super) page: &'a Page,
    pub(super) frame: &'a Frame,
    pub(super) faults: &'a mut Vec<Fault>,
    /// Where the next block is looked for.
    pub(super) cursor: usize,
    /// The heading that the blocks stand under.
    pub(super) over: String,
    /// The first node of the main part.
    pub(super) start: usize,
    /// Which nodes the page has accounted for.
    said: Vec<bool>,
    /// One past the last node of the main part.
    end: usize,
}

/// Checks that the tree says what the page says.
pub(super) fn check(tree: &Tree, page: &Page, frame: &Frame, faults: &mut Vec<Fault>) {
    let (start, end) =
        tree.of(Role::Main).next().map_or((0, tree.nodes.len()), |(at, main)| (at + 1, main.end));
    let over = tidy(&values::line(&page.title, page.lang));
    let said = vec![false; tree.nodes.len()];
    let mut court = Court { tree, page, frame, faults, cursor: start, over, start, said, end };
    if tree.whole {
        court.document();
        court.shell();
    }
    court.summary();
    court.marks();
    // Problems and good news are never told together: the problems come first, and the rest once they are mended.
    if let Some(done) = page.done.as_ref().filter(|_| page.problems().is_empty()) {
        court.notice(done, 1);
        if !tree
            .nodes
            .iter()
            .take(court.cursor)
            .any(|n| n.states.focusable && n.text.contains(&court.line(&done.title)))
        {
            court.faults.push(Fault::NotFocusable(court.line(&done.title)));
        }
    }
    court.title();
    let (form, after) = page.body.split_at(page.before_button());
    court.blocks(form, 1);
    court.form();
    court.blocks(after, 1);
    for action in &page.actions {
        court.action(action);
    }
    court.nothing_more();
}

impl Court<'_> {
    /// A text as it is heard.
    pub(super) fn line(&self, text: &Text) -> String {
        tidy(&values::line(text, self.page.lang))
    }

    /// The same as a sentence, with its full stop.
    pub(super) fn sentence(&self, text: &Text) -> String {
        let line = self.line(text);
        format!("{line}{}", values::after_sentence(&line))
    }

    /// Whether a node is another, or in it.
    fn is_in(&self, inner: usize, outer: usize) -> bool {
        self.node(outer).is_some_and(|node| (outer..node.end.max(outer + 1)).contains(&inner))
    }

    pub(super) fn node(&self, at: usize) -> Option<&Node> {
        self.tree.nodes.get(at)
    }

    pub(super) fn missing(&mut self, what: &'static str, expected: String) {
        self.faults.push(Fault::Missing { what, expected });
    }

    /// Marks a node and what it holds as accounted for.
    pub(super) fn say(&mut self, at: usize) {
        let end = self.node(at).map_or(at, |node| node.end);
        for said in self.said.iter_mut().take(end).skip(at) {
            *said = true;
        }
    }

    /// Accounts for a node, and reads on behind it.
    pub(super) fn take(&mut self, at: usize) {
        self.say(at);
        self.cursor = self.node(at).map_or(at, |node| node.end).max(self.cursor);
    }

    /// The first node from the cursor on that is not yet accounted for.
    pub(super) fn find(&self, wanted: impl Fn(&Node) -> bool) -> Option<usize> {
        (self.cursor..self.end)
            .find(|&at| !self.said.get(at).copied().unwrap_or(true) && self.node(at).is_some_and(&wanted))
    }

    /// Whether a line says a text: the same words, and behind each code its signs where the reader asked for them.
    pub(super) fn says(&self, found: &str, text: &Text) -> bool {
        if !self.frame.view.spell_codes {
            return found == self.line(text);
        }
        let lang = self.page.lang;
        let spelled = |span: &Span| match span {
            Span::Code(code) | Span::FiscalCode(code) => {
                let signs = values::spelled(code, lang);
                let signs: Vec<String> = signs.iter().map(|sign| values::line(sign, lang)).collect();
                format!("{} ({})", values::shown(span, lang), signs.join(lang.comma()))
            }
            _ => values::shown(span, lang),
        };
        found == tidy(&text.spans().iter().map(spelled).collect::<String>())
    }

    /// Requires a text in the next node of one of the roles.
    pub(super) fn text(&mut self, what: &'static str, text: &Text, roles: &[Role]) -> Option<usize> {
        let found = self.find(|node| roles.contains(&node.role) && self.says(&node.text, text));
        match found {
            Some(at) => {
                self.runs(at, text);
                self.take(at);
            }
            None => self.missing(what, self.line(text)),
        }
        found
    }

    /// Requires words somewhere in the next node that holds them, and stays there for more of the same node.
    pub(super) fn words(&mut self, what: &'static str, words: &str) -> Option<usize> {
        let holds = |node: &Node| {
            !matches!(node.role, Role::List | Role::Region | Role::Generic) && node.text.contains(words)
        };
        // A box without a meaning counts only where nothing in it holds the words whole.
        let found = (self.cursor..self.end).find(|&at| self.node(at).is_some_and(holds)).or_else(|| {
            (self.cursor..self.end)
                .rev()
                .find(|&at| self.node(at).is_some_and(|node| node.text.contains(words)))
        });
        match found {
            Some(at) => {
                self.say(at);
                self.cursor = at;
            }
            None => self.missing(what, words.to_owned()),
        }
        found
    }

    /// Requires a heading at the level of its nesting.
    pub(super) fn heading(&mut self, text: &Text, depth: u8) -> Option<usize> {
        let expected = depth + 1;
        let at = self.text("a heading", text, &[Role::Heading])?;
        let found = self.node(at).and_then(|node| node.level).unwrap_or(0);
        if found != expected {
            self.faults.push(Fault::Level { heading: self.line(text), expected, found });
        }
        Some(at)
    }

    /// Requires words in another language to be marked so, and codes to run left to right on any page.
    pub(super) fn runs(&mut self, at: usize, text: &Text) {
        for span in text.spans() {
            let shown = tidy(&values::shown(span, self.page.lang));
            let nodes = || std::iter::once(at).chain(self.tree.inside(at).map(|(n, _)| n));
            let holds = |wanted: &dyn Fn(&Node) -> bool| {
                nodes().any(|n| self.node(n).is_some_and(|node| node.text.contains(&shown) && wanted(node)))
            };
            match span {
                Span::Foreign(lang, _)
                    if *lang != self.page.lang
                        && !shown.is_empty()
                        && !holds(&|node| node.lang == lang.code()) =>
                {
                    self.faults.push(Fault::Foreign { text: shown, lang: lang.code() });
                }
                Span::Code(_) | Span::FiscalCode(_) | Span::Phone(_) | Span::Mail(_)
                    if self.page.lang.direction() == Direction::Rtl
                        && !holds(&|node| node.element == "bdi" && node.dir == "ltr") =>
                {
                    self.faults.push(Fault::Foreign { text: shown, lang: "ltr" });
                }
                _ => {}
            }
        }
    }

    /// Requires a link with its words and its target.
    pub(super) fn link(&mut self, link: &Link) -> Option<usize> {
        let found = self.find(|node| node.role == Role::Link && self.says(&node.name, &link.text));
        let Some(at) = found else {
            self.missing("a link", self.line(&link.text));
            return None;
        };
        self.leads(at, &address(&link.to));
        self.runs(at, &link.text);
        self.take(at);
        Some(at)
    }

    pub(super) fn leads(&mut self, at: usize, expected: &str) {
        let Some(node) = self.node(at) else { return };
        let found = node.href().unwrap_or_default().to_owned();
        if found != expected {
            let name = node.name.clone();
            self.faults.push(Fault::LinkTarget { name, expected: expected.to_owned(), found });
        }
    }

    fn document(&mut self) {
        let lang = self.page.lang;
        let own = self.page.window_title();
        let mut parts: Vec<String> = own.map(|title| self.line(title)).into_iter().collect();
        parts.extend(self.page.step.iter().map(|step| self.line(&step.words(lang))));
        let service = self.page.service.as_ref().filter(|service| own != Some(*service));
        parts.extend(service.map(|service| self.line(service)));
        parts.push(self.line(&words::institute(lang)));
        let mut title = parts.join(" – ");
        let problems = self.page.problems().len();
        if problems > 0 {
            title = format!("{} {title}", self.line(&words::title_problems(lang, count(problems))));
        } else if self.frame.status >= 400 && self.page.done.is_some() {
            title = format!("{} {title}", self.line(&words::error_prefix(lang)));
        }
        for (attribute, expected, found) in [
            ("lang", lang.code(), &self.tree.lang),
            ("dir", lang.dir(), &self.tree.dir),
            ("title", &title, &self.tree.title),
        ] {
            if found != expected {
                let (expected, found) = (expected.to_owned(), found.clone());
                self.faults.push(Fault::Document { attribute, expected, found });
            }
        }
    }

    /// What the frame adds around the page: the way back before the main part, and the way to help anywhere.
    fn shell(&mut self) {
        let frame = self.frame;
        let links = [
            ("the way back", &frame.back, self.start),
            ("the way to help", &frame.help, self.tree.nodes.len()),
        ];
        for (what, link, until) in links {
            let Some(link) = link else { continue };
            let expected = address(&link.to);
            let there = self.tree.nodes.iter().take(until).any(|node| {
                node.role == Role::Link
                    && node.href() == Some(&expected)
                    && node.name.contains(&self.line(&link.text))
            });
            if !there {
                self.missing(what, self.line(&link.text));
            }
        }
        if let Some(end) = frame.session_end {
            let end = self.line(&Span::Time(end).into());
            if !self.tree.of(Role::Text).any(|(_, node)| node.text.contains(&end)) {
                self.missing("the end of the session", end);
            }
            let fate = self.line(&frame.session_fate);
            let told = |node: &Node| node.text.contains(&fate);
            if !fate.is_empty() && !self.tree.of(Role::Paragraph).any(|(_, node)| told(node)) {
                self.missing("what becomes of the answers then", fate);
            }
        }
    }

    /// The error summary: first in the main part, able to take the focus, and the same as the problems.
    fn summary(&mut self) {
        let problems = self.page.problems();
        let at = self.tree.by_id("errori");
        let Some(at) = at else {
            if !problems.is_empty() {
                let expected = self.line(&words::problems_heading(self.page.lang, count(problems.len())));
                self.missing("the error summary", expected);
            }
            return;
        };
        if !self.node(at).is_some_and(|node| node.states.focusable) {
            self.faults.push(Fault::NotFocusable("errori".to_owned()));
        }
        let expected: Vec<String> =
            problems.iter().map(|(id, text)| format!("{} → #{id}", self.sentence(text))).collect();
        let found: Vec<String> = self
            .tree
            .inside(at)
            .filter(|(_, node)| node.role == Role::Link)
            .map(|(_, node)| format!("{} → {}", node.name, node.href().unwrap_or_default()))
            .collect();
        if expected != found {
            self.faults.push(Fault::Summary { expected: expected.join("; "), found: found.join("; ") });
        }
        for (id, _) in &problems {
            if !self.tree.by_id(id).and_then(|at| self.node(at)).is_some_and(|node| node.states.focusable) {
                self.faults.push(Fault::NotFocusable(id.clone()));
            }
        }
        if at != self.start {
            self.missing("the error summary, first in the main part", "errori".to_owned());
        }
        let heading = words::problems_heading(self.page.lang, count(problems.len()));
        self.cursor = at;
        self.heading(&heading, 1);
        self.take(at);
    }

    /// The step right before the title, and the mark of test data right after it.
    fn marks(&mut self) {
        let lang = self.page.lang;
        let step = self.page.step.as_ref().map(|step| step.words(lang));
        let test = self.page.test_data.then(|| words::test_data(lang));
        let title = self.tree.of(Role::Heading).find(|(_, node)| node.level == Some(1));
        let texts = || self.tree.of(Role::Text).map(|(n, _)| n);
        let before = title.and_then(|(title, _)| texts().take_while(|n| *n < title).last());
        let after = title.and_then(|(_, title)| texts().find(|n| *n >= title.end));
        let places = [
            ("the step, right before the title", step, before),
            ("the mark of test data, right after the title", test, after),
        ];
        for (what, text, place) in places {
            let Some(text) = text else { continue };
            let line = self.line(&text);
            let said = self.tree.nodes.iter().position(|n| n.text == line && n.role != Role::Generic);
            match said.filter(|at| place.is_some_and(|place| self.is_in(place, *at))) {
                Some(at) => self.say(at),
                None => self.missing(what, line),
            }
        }
    }

    /// The title: the only first-level heading, and the label of the only question where the page is that question.
    fn title(&mut self) {
        let Some((at, heading)) = self.tree.of(Role::Heading).find(|(_, node)| node.level == Some(1)) else {
            self.missing("the title", self.line(&self.page.title));
            return;
        };
        let title = self.line(&self.page.title);
        let only = self.sole();
        let optional = only.is_some_and(|question| question.optional);
        let with_optional = format!("{title} {}", self.line(&words::optional(self.page.lang)));
        let says = self.says(&heading.text, &self.page.title) || (optional && heading.text == with_optional);
        if !says {
            self.missing("the title", title.clone());
        }
        self.runs(at, &self.page.title);
        match only {
            None => self.take(at),
            Some(_) => {
                let outside = self.tree.around(at).any(|(_, n)| matches!(n.role, Role::Label | Role::Legend));
                let inside = self.tree.inside(at).any(|(_, n)| n.role == Role::Label);
                if !outside && !inside {
                    self.missing("the title as the label of the only question", title);
                }
            }
        }
    }

    fn action(&mut self, action: &Action) {
        match action {
            Action::Link(link) => {
                self.link(link);
            }
            Action::Send(send) => {
                let Some(at) = self.button(&send.label) else { return };
                self.sends(at, &send.address, Method::Post, &send.fields);
            }
        }
    }

    /// Whatever is read in the main part and was not accounted for.
    fn nothing_more(&mut self) {
        for at in self.start..self.end {
            let unsaid = !self.said.get(at).copied().unwrap_or(true);
            if let Some(node) =
                self.node(at).filter(|node| unsaid && (node.role == Role::Text || node.role.is_control()))
            {
                let extra = if node.role == Role::Text { node.text.clone() } else { node.name.clone() };
                self.faults.push(Fault::Extra(extra));
            }
        }
    }
}

impl<'a> Court<'a> {
    /// The question whose label is the title: the only one of a form, not inside anything else.
    pub(super) fn sole(&self) -> Option<&'a Question> {
        let page = self.page;
        let only = page.only_question().filter(|_| self.page.form.is_some())?;
        let is_it = |block: &Block| matches!(block, Block::Question(question) if question.name == only.name);
        page.body.iter().any(is_it).then_some(only)
    }
}

/// The address a link must carry.
pub(super) fn address(target: &Target) -> String {
    match target {
        Target::Inside(path) | Target::Outside(path) | Target::Download(path) => path.clone(),
        Target::Mail(address) => format!("mailto:{address}"),
        Target::Phone(number) => {
            let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            format!("tel:{dialled}")
        }
    }
}

pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
