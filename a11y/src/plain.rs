//! A Page as plain text: 80 columns, for braille displays, text browsers and mail; or in lines as long as what they say, for
//! who lays them out on a sheet.
//!
//! **Invariant**: in 80 columns no line is wider than [`COLUMNS`] cells but one that is a whole address; none ends with a blank,
//! the text ends with one newline.
//! **Invariant**: an address is never broken: it can be copied as it stands, from a line of its own where it fits no other.
//! **Invariant**: values are cleaned of control characters: what a citizen typed cannot command a terminal.

mod table;
#[cfg(test)]
pub(crate) mod tests;
mod wrap;

use crate::page::{
    Action, Block, Choice, Confirmation, Frame, Input, Link, List, Method, Notice, Page, Pages, Question,
    Section, Summary, SummaryRow, Target, TaskList, TaskStatus,
};
use crate::speech::{or_nothing, status, typed, words as spoken};
use crate::text::{Direction, Lang, Span, Text};
use crate::values;
use crate::words;

pub use wrap::Begins;
use wrap::clean;
pub(crate) use wrap::{shown, width, wrap, wrapped};

/// The width of the text, in terminal cells.
pub const COLUMNS: usize = 80;

/// The site that a page stands on: who reads text cannot follow a link, but copies where it leads.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// What stands before its paths in whole addresses: `https://sportello.example`.
    pub root: &'a str,
    /// What a page of it is asked with to be answered as text again: `come=testo`.
    pub stay: &'a str,
    /// The ways on from any page, which come last.
    pub ways: &'a Section,
}

/// The blanks before each line of a heading that no rule underlines: it begins in the fifth cell, as one in braille does.
pub const HEADING: &str = "    ";

/// The whole page, the problems first and, where it stands on a site, the ways on from there last.
pub fn page(page: &Page, frame: &Frame, site: Option<Site<'_>>) -> String {
    written(page, frame, site, Some(COLUMNS))
}

/// The same on no site and without columns: every paragraph, item and value in one line, however long. A heading is told by an
/// empty line before it and by [`HEADING`], for how long a rule under it would be only the sheet says.
pub fn unwrapped(page: &Page, frame: &Frame) -> String {
    written(page, frame, None, None)
}

fn written(page: &Page, frame: &Frame, site: Option<Site<'_>>, columns: Option<usize>) -> String {
    let mut sheet = Sheet {
        lang: page.lang,
        site,
        columns,
        lists: frame.view.tables_as_lists,
        spell: frame.view.spell_codes,
        text: String::new(),
        last: String::new(),
    };
    sheet.problems(page);
    if let Some(done) = &page.done {
        sheet.notice(done, 2);
    }
    sheet.title(page);
    let (form, after) = page.body.split_at(page.before_button());
    sheet.body(form, 2);
    if let Some(form) = &page.form {
        sheet.gap();
        sheet.put(&format!("[{}]", shown(&form.submit, page.lang)), "");
        match form.method {
            Method::Get => sheet.search(page, &frame.address),
            Method::Post => sheet.usual_form(&frame.address),
        }
    }
    sheet.body(after, 2);
    if !page.actions.is_empty() {
        sheet.gap();
    }
    for action in &page.actions {
        match action {
            Action::Link(link) => sheet.link(link),
            Action::Send(send) => sheet.put(&format!("[{}]", shown(&send.label, page.lang)), ""),
        }
    }
    if page.form.is_none() && page.actions.iter().any(|action| matches!(action, Action::Send(_))) {
        sheet.usual_form(&frame.address);
    }
    sheet.end(frame);
    sheet.text
}

/// The text so far.
struct Sheet<'a> {
    lang: Lang,
    site: Option<Site<'a>>,
    /// The width of a line; `None` where it may be of any.
    columns: Option<usize>,
    lists: bool,
    spell: bool,
    text: String,
    /// The page that the last link with an address led to.
    last: String,
}

/// The words of several links to one place in a row; what all of them begin with up to a colon ("Change: ") stands once.
fn in_a_row(words: &[String], lang: Lang) -> String {
    const COLON: &str = ": ";
    let begin =
        words.first().and_then(|first| first.split_once(COLON)).map(|(begin, _)| format!("{begin}{COLON}"));
    let begin = begin.filter(|begin| words.iter().all(|words| words.starts_with(begin))).unwrap_or_default();
    let names = words.iter().map(|words| words[begin.len()..].to_owned());
    let names = names.reduce(|before, next| {
        // After a question no other mark stands.
        let between = if before.ends_with(['?', '؟']) { " " } else { lang.semicolon() };
        format!("{before}{between}{next}")
    });
    format!("{begin}{}", names.unwrap_or_default())
}

impl Sheet<'_> {
    fn columns(&self) -> usize {
        self.columns.unwrap_or(usize::MAX)
    }

    /// An empty line, unless there is one or nothing yet.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Text already shown, wrapped; `mark` stands before its first line, and blanks as wide before the others.
    fn put(&mut self, shown: &str, mark: &str) {
        for (n, line) in wrap(shown, self.columns() - width(mark)).into_iter().enumerate() {
            let before = if n == 0 { mark.to_owned() } else { " ".repeat(width(mark)) };
            self.text.push_str(format!("{before}{line}").trim_end());
            self.text.push('\n');
        }
    }

    fn line(&mut self, text: &Text, mark: &str) {
        self.put(&shown(text, self.lang), mark);
        self.spelled(text);
    }

    /// Codes once more, sign by sign, for who wished it.
    fn spelled(&mut self, text: &Text) {
        if !self.spell {
            return;
        }
        for span in text.spans() {
            if let Span::Code(code) | Span::FiscalCode(code) = span {
                let signs: Vec<String> =
                    values::spelled(code, self.lang).iter().map(|sign| shown(sign, self.lang)).collect();
                self.put(&signs.join(self.lang.comma()), "  ");
            }
        }
    }

    fn heading(&mut self, text: &Text, level: usize) {
        self.gap();
        if self.columns.is_none() {
            self.put(&shown(text, self.lang), HEADING);
            return self.gap();
        }
        let lines = wrap(&shown(text, self.lang), self.columns());
        let longest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        for line in lines {
            self.text.push_str(&line);
            self.text.push('\n');
        }
        let rule = match level {
            1 => "=",
            2 => "-",
            _ => "~",
        };
        self.text.push_str(&rule.repeat(longest));
        self.text.push_str("\n\n");
    }

    fn problems(&mut self, page: &Page) {
        let problems = page.problems();
        if problems.is_empty() {
            return;
        }
        let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
        self.heading(&words::problems_heading(self.lang, count), 2);
        for (_, problem) in problems {
            self.line(problem, "- ");
        }
    }

    fn title(&mut self, page: &Page) {
        self.heading(&page.title, 1);
        if let Some(step) = &page.step {
            self.line(&step.words(page.lang), "");
        }
        if page.test_data {
            self.line(&words::test_data(page.lang), "");
        }
    }

    fn body(&mut self, body: &[Block], level: usize) {
        for block in body.iter().filter(|block| !block.is_for_browser()) {
            self.gap();
            match block {
                Block::Paragraph(text) => self.line(text, ""),
                Block::List(list) => self.list(list),
                Block::Notice(notice) => self.notice(notice, level),
                Block::Section(section) => {
                    self.heading(&section.heading, level);
                    self.body(&section.body, level + 1);
                }
                Block::Summary(summary) => self.summary(summary),
                Block::Table(table) => self.table(table),
                Block::Question(question) => self.question(question),
                Block::TaskList(tasks) => self.tasks(tasks),
                Block::Links(links) => links.iter().for_each(|link| self.link(link)),
                Block::Pages(pages) => self.pages(pages),
                Block::Confirmation(confirmation) => self.confirmation(confirmation, level),
            }
        }
    }

    fn notice(&mut self, notice: &Notice, level: usize) {
        self.heading(&notice.title, level);
        self.body(&notice.body, level + 1);
    }

    fn pages(&mut self, pages: &Pages) {
        self.line(&pages.name, "");
        self.line(&pages.here, "- ");
        pages.links.iter().for_each(|link| self.link(link));
    }

    fn list(&mut self, list: &List) {
        for (n, item) in list.items.iter().enumerate() {
            let mark = if list.ordered { format!("{}. ", n + 1) } else { "- ".to_owned() };
            self.line(item, &mark);
        }
    }

    fn pair(&mut self, label: &Text, value: &Text, mark: &str) {
        let (label, value) = (shown(label, self.lang), or_nothing(value, self.lang));
        self.put(&format!("{label}{}{}", values::after_label(&label), shown(&value, self.lang)), mark);
        self.spelled(&value);
    }

    fn summary(&mut self, summary: &Summary) {
        if !summary.caption.is_empty() {
            self.line(&summary.caption, "");
        }
        // Answers that are changed on one page are followed by its address once, each by its own name.
        for rows in summary.rows.chunk_by(|row, next| row.change.is_some() && page_of(row) == page_of(next)) {
            rows.iter().for_each(|row| self.pair(&row.label, &row.value, "- "));
            if let Some(to) = rows.first().and_then(page_of) {
                let changes = rows.iter().filter_map(|row| row.change.as_ref());
                let words: Vec<String> = changes.map(|link| shown(&link.text, self.lang)).collect();
                self.leading(&in_a_row(&words, self.lang), &to, "  ");
            }
        }
    }

    fn tasks(&mut self, list: &TaskList) {
        let count = |tasks: usize| i64::try_from(tasks).unwrap_or(i64::MAX);
        let done = list.tasks.iter().filter(|task| task.status == TaskStatus::Done).count();
        self.line(&words::tasks_done(self.lang, count(done), count(list.tasks.len())), "");
        for task in &list.tasks {
            let status = shown(&status(task.status, self.lang), self.lang);
            let told = format!("{}: {status}", shown(&task.label, self.lang));
            match &task.to {
                Some(to) => self.leading(&told, to, "- "),
                None => self.put(&told, "- "),
            }
        }
    }

    fn confirmation(&mut self, sent: &Confirmation, level: usize) {
        self.pair(&sent.label, &Span::Code(sent.protocol.clone()).into(), "");
        self.line(&words::received(self.lang, sent.date, sent.time), "");
        if !sent.next.is_empty() {
            self.heading(&words::next_heading(self.lang), level);
        }
        for next in sent.next.iter().filter(|next| !next.is_for_browser()) {
            self.line(next, "");
        }
    }

    /// Words, and after them where they lead: on their line if all fits on one, else on a line of its own, whole.
    fn leading(&mut self, words: &str, to: &Target, mark: &str) {
        let address = self.address(to);
        if words.contains(&address) {
            return self.put(words, mark);
        }
        let address = bracketed(&address, to, self.lang);
        let together = format!("{words} {address}");
        if width(mark) + width(&together) <= self.columns() {
            return self.put(&together, mark);
        }
        self.put(words, mark);
        let blanks = if width(mark) + width(&address) <= self.columns() { width(mark) } else { 0 };
        self.text.push_str(&" ".repeat(blanks));
        self.text.push_str(&address);
        self.text.push('\n');
    }

    /// Where a link leads, on a site as a whole address; of its pages one that is answered as text.
    fn address(&self, to: &Target) -> String {
        let Some(site) = self.site else { return address(to, self.lang) };
        let root = site.root.trim_end_matches('/');
        match to {
            Target::Inside(path) => {
                // In text nothing leads to a place on a page.
                let path = path.split('#').next().unwrap_or(path);
                let and = if path.contains('?') { '&' } else { '?' };
                address(&Target::Outside(format!("{root}{path}{and}{}", site.stay)), self.lang)
            }
            Target::Download(path) => address(&Target::Outside(format!("{root}{path}")), self.lang),
            other => address(other, self.lang),
        }
    }

    /// Whether this leads to a place on the page that the link before led to, whose address it would have once more.
    fn is_part_of_last(&mut self, to: &Target) -> bool {
        let Target::Inside(path) = to else { return false };
        let (page, place) = path.split_once('#').map_or((&**path, None), |(page, place)| (page, Some(place)));
        let last = std::mem::replace(&mut self.last, page.to_owned());
        self.site.is_some() && place.is_some() && last == page
    }

    /// Where the questions and buttons of this page, which text has not, can be used.
    fn usual_form(&mut self, path: &str) {
        if let Some(site) = self.site {
            let usual = Target::Outside(format!("{}{path}", site.root.trim_end_matches('/')));
            self.leading(&shown(&words::fill_in(self.lang), self.lang), &usual, "");
        }
    }

    /// The address after which one who reads text writes what is searched.
    fn search(&mut self, page: &Page, path: &str) {
        let (Some(site), [question]) = (self.site, &page.questions()[..]) else {
            return self.usual_form(path);
        };
        let path = path.split('?').next().unwrap_or(path);
        let root = site.root.trim_end_matches('/');
        let search = Target::Outside(format!("{root}{path}?{}&{}=", site.stay, question.name));
        self.leading(&shown(&words::search_by_address(self.lang), self.lang), &search, "");
    }

    fn link(&mut self, link: &Link) {
        let words = shown(&link.text, self.lang);
        if self.is_part_of_last(&link.to) {
            self.put(&words, "- ");
        } else {
            self.leading(&words, &link.to, "- ");
        }
        if let Some(note) = &link.note {
            self.line(note, "  ");
        }
    }

    fn question(&mut self, question: &Question) {
        let lang = self.lang;
        let mut label = shown(&question.label, lang);
        if question.optional {
            label = format!("{label} {}", shown(&words::optional(lang), lang));
        }
        self.put(&label, "");
        if let Some(problem) = &question.problem {
            let prefix = shown(&words::error_prefix(lang), lang);
            self.put(&format!("{prefix} {}", shown(&problem.text, lang)), "  ");
        }
        if let Some(hint) = &question.hint {
            self.line(hint, "  ");
        }
        self.answer(&question.input);
    }

    /// The answer so far, and the choices there are; never a secret.
    fn answer(&mut self, input: &Input) {
        let lang = self.lang;
        match input {
            Input::OneChoice { choices, chosen } => {
                self.choices(choices, |value| chosen.as_deref() == Some(value));
            }
            Input::ManyChoices { choices, chosen } => {
                self.choices(choices, |value| chosen.iter().any(|one| one == value));
            }
            Input::Date { day, month, year } => {
                let boxes = [(words::day(lang), day), (words::month(lang), month), (words::year(lang), year)];
                for (label, value) in boxes {
                    self.pair(&label, &Text::name(value.trim()), "  ");
                }
            }
            Input::Secret { .. } | Input::CardSignature { .. } => {
                self.line(&spoken::hidden_answer(lang), "  ")
            }
            input => match typed(input) {
                Some(typed) => self.line(&spoken::answer(lang, &typed), "  "),
                None => self.line(&spoken::no_answer(lang), "  "),
            },
        }
    }

    fn choices(&mut self, choices: &[Choice], chosen: impl Fn(&str) -> bool) {
        for choice in choices {
            let mut line = shown(&choice.label, self.lang);
            if chosen(&choice.value) {
                line = format!("{line} ({})", shown(&spoken::chosen(self.lang), self.lang));
            }
            self.put(&line, "- ");
            if let Some(hint) = &choice.hint {
                self.line(hint, "  ");
            }
        }
    }

    fn end(&mut self, frame: &Frame) {
        self.gap();
        for link in [&frame.back, &frame.help].into_iter().flatten() {
            self.link(link);
        }
        if let Some(time) = frame.session_end {
            self.gap();
            self.put(&format!("{}.", shown(&spoken::session_end(self.lang, time), self.lang)), "");
            self.line(&frame.session_fate, "");
        }
        if let Some(site) = self.site {
            self.heading(&site.ways.heading, 2);
            self.body(&site.ways.body, 3);
        }
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        self.text.push('\n');
    }
}

/// The page where an answer is changed: in plain text nothing leads to a place on it.
fn page_of(row: &SummaryRow) -> Option<Target> {
    Some(match &row.change.as_ref()?.to {
        Target::Inside(path) => Target::Inside(path.split('#').next().unwrap_or(path).to_owned()),
        other => other.clone(),
    })
}

/// A link's words, and where it leads.
pub(crate) fn destination(link: &Link, lang: Lang) -> String {
    let (text, address) = (shown(&link.text, lang), address(&link.to, lang));
    if text.contains(&address) { text } else { format!("{text} {}", bracketed(&address, &link.to, lang)) }
}

/// Where a link leads, as it is shown: of a telephone number its groups.
fn address(to: &Target, lang: Lang) -> String {
    match to {
        Target::Phone(number) => shown(&Span::Phone(number.clone()).into(), lang),
        Target::Mail(address) => shown(&Span::Mail(address.clone()).into(), lang),
        Target::Inside(path) | Target::Outside(path) | Target::Download(path) => clean(path),
    }
}

/// An address in its brackets (RFC 3986, appendix C), in its own direction as one: between them stands nothing else.
fn bracketed(address: &str, to: &Target, lang: Lang) -> String {
    let is_isolated = matches!(to, Target::Phone(_) | Target::Mail(_)) || lang.direction() == Direction::Ltr;
    let bracketed = format!("<{address}>");
    if is_isolated { bracketed } else { values::isolate(&bracketed) }
}
