//! A Page as plain text: 80 columns, for braille displays, text browsers and mail.
//!
//! **Invariant**: no line is wider than [`COLUMNS`] cells, none ends with a blank, the text ends with one newline.
//! **Invariant**: values are cleaned of control characters: what a citizen typed cannot command a terminal.

mod table;
#[cfg(test)]
pub(crate) mod tests;
mod wrap;

use crate::page::{
    Action, Block, Choice, Confirmation, Frame, Input, Link, List, Notice, Page, Pages, Question, Section,
    Summary, SummaryRow, Target, TaskList, TaskStatus,
};
use crate::speech::{or_nothing, status, typed, words as spoken};
use crate::text::{Lang, Span, Text};
use crate::values;
use crate::words;

pub use wrap::Begins;
pub(crate) use wrap::{shown, width, wrap, wrapped};

/// The width of the text, in terminal cells.
pub const COLUMNS: usize = 80;

/// The whole page, the problems first and, where it stands on a site, the ways on from there last.
pub fn page(page: &Page, frame: &Frame, around: Option<&Section>) -> String {
    let mut sheet = Sheet {
        lang: page.lang,
        lists: frame.view.tables_as_lists,
        spell: frame.view.spell_codes,
        text: String::new(),
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
    sheet.end(frame, around);
    sheet.text
}

/// The text so far.
struct Sheet {
    lang: Lang,
    lists: bool,
    spell: bool,
    text: String,
}

impl Sheet {
    /// An empty line, unless there is one or nothing yet.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Text already shown, wrapped; `mark` stands before its first line, and blanks as wide before the others.
    fn put(&mut self, shown: &str, mark: &str) {
        for (n, line) in wrap(shown, COLUMNS - width(mark)).into_iter().enumerate() {
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
                self.put(&signs.join(", "), "  ");
            }
        }
    }

    fn heading(&mut self, text: &Text, level: usize) {
        self.gap();
        let lines = wrap(&shown(text, self.lang), COLUMNS);
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
        for block in body {
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
        // Answers that are changed on one page are followed by its address once: what stands there is above it.
        for rows in summary.rows.chunk_by(|row, next| row.change.is_some() && page_of(row) == page_of(next)) {
            for row in rows {
                self.pair(&row.label, &row.value, "- ");
            }
            if let Some(to) = rows.first().and_then(page_of) {
                let change = if rows.len() == 1 { words::change } else { words::change_these };
                self.put(&destination(&Link::to(change(self.lang), to), self.lang), "  ");
            }
        }
    }

    fn tasks(&mut self, list: &TaskList) {
        let count = |tasks: usize| i64::try_from(tasks).unwrap_or(i64::MAX);
        let done = list.tasks.iter().filter(|task| task.status == TaskStatus::Done).count();
        self.line(&words::tasks_done(self.lang, count(done), count(list.tasks.len())), "");
        for task in &list.tasks {
            let label = match &task.to {
                Some(to) => destination(&Link::to(task.label.clone(), to.clone()), self.lang),
                None => shown(&task.label, self.lang),
            };
            self.put(&format!("{label}: {}", shown(&status(task.status, self.lang), self.lang)), "- ");
        }
    }

    fn confirmation(&mut self, sent: &Confirmation, level: usize) {
        self.pair(&sent.label, &Span::Code(sent.protocol.clone()).into(), "");
        self.line(&words::received(self.lang, sent.date, sent.time), "");
        if !sent.next.is_empty() {
            self.heading(&words::next_heading(self.lang), level);
        }
        for next in &sent.next {
            self.line(next, "");
        }
    }

    fn link(&mut self, link: &Link) {
        self.put(&destination(link, self.lang), "- ");
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

    fn end(&mut self, frame: &Frame, around: Option<&Section>) {
        self.gap();
        for link in [&frame.back, &frame.help].into_iter().flatten() {
            self.link(link);
        }
        if let Some(time) = frame.session_end {
            self.gap();
            self.put(&format!("{}.", shown(&spoken::session_end(self.lang, time), self.lang)), "");
            self.line(&frame.session_fate, "");
        }
        if let Some(around) = around {
            self.heading(&around.heading, 2);
            self.body(&around.body, 3);
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
    let address: Text = match &link.to {
        Target::Phone(number) => Span::Phone(number.clone()).into(),
        Target::Mail(address) => Span::Mail(address.clone()).into(),
        Target::Inside(path) | Target::Outside(path) | Target::Download(path) => Text::name(path.clone()),
    };
    let (text, address) = (shown(&link.text, lang), shown(&address, lang));
    if text.contains(&address) { text } else { format!("{text} <{address}>") }
}
