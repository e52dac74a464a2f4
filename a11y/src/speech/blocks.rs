//! Walks a page and makes its utterances, in reading order.

use super::script::Script;
use super::{Kind, Reading, Utterance, questions, words};
use crate::ids;
use crate::page::{
    Action, Block, Confirmation, Frame, Link, List, Notice, Page, Pages, Row, Summary, SummaryRow, Table,
    Target, TaskList, TaskStatus,
};
use crate::text::{Lang, Span, Text};
use crate::words as shared;

/// What the walk knows and gathers.
pub(super) struct Walk<'a> {
    page: &'a Page,
    reading: Reading,
    pub(super) utterances: Vec<Utterance>,
}

pub(super) fn page(page: &Page, frame: &Frame, reading: Reading) -> Vec<Utterance> {
    let mut walk = Walk { page, reading, utterances: Vec::new() };
    walk.problems();
    if let Some(done) = &page.done {
        walk.notice(done, ids::DONE, 2);
    }
    walk.title();
    let questions = page.before_button();
    for (n, block) in page.body.iter().enumerate() {
        if n == questions {
            walk.button();
        }
        walk.block(block, &ids::child("b", n), 2);
    }
    if questions == page.body.len() {
        walk.button();
    }
    for (n, action) in page.actions.iter().enumerate() {
        let id = ids::action(n);
        match action {
            Action::Link(link) => walk.link(link, id),
            Action::Send(send) => walk.one(&id, Kind::Button, &send.label),
        }
    }
    for (link, id) in [(&frame.back, ids::BACK), (&frame.help, ids::HELP)] {
        if let Some(link) = link {
            walk.link(link, id.to_owned());
        }
    }
    if let Some(time) = frame.session_end {
        let mut script = walk.script();
        script.text(&words::session_end(page.lang, time));
        script.sentence(&frame.session_fate);
        walk.push(script, ids::SESSION, Kind::Text);
    }
    walk.utterances
}

impl Walk<'_> {
    pub(super) fn lang(&self) -> Lang {
        self.page.lang
    }

    pub(super) fn script(&self) -> Script {
        Script::new(self.page.lang, self.reading, self.page.private)
    }

    pub(super) fn push(&mut self, script: Script, id: impl Into<String>, kind: Kind) {
        self.utterances.push(script.finish(id.into(), kind));
    }

    /// An utterance of one text.
    fn one(&mut self, id: &str, kind: Kind, text: &Text) {
        let mut script = self.script();
        script.text(text);
        self.push(script, id, kind);
    }

    /// "Ci sono 2 problemi", and each of them with a mark where it leads.
    fn problems(&mut self) {
        let problems = self.page.problems();
        if problems.is_empty() {
            return;
        }
        let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
        let mut script = self.script();
        script.text(&shared::problems_heading(self.lang(), count));
        if self.page.questions().into_iter().any(questions::tells_what_was_typed) {
            script.make_private();
        }
        for (target, problem) in problems {
            script.mark(target);
            script.text(problem);
        }
        self.push(script, ids::ERRORS, Kind::Problem);
    }

    fn title(&mut self) {
        let page = self.page;
        let mut script = self.script();
        script.text(&page.title);
        if let Some(step) = &page.step {
            script.sentence(&step.words(page.lang));
        }
        if page.test_data {
            script.sentence(&shared::test_data(page.lang));
        }
        self.push(script, ids::TITLE, Kind::Title);
    }

    /// The blocks under a path; `level` is that of a heading among them.
    fn body(&mut self, body: &[Block], path: &str, level: u8) {
        for (n, block) in body.iter().enumerate() {
            self.block(block, &ids::child(path, n), level);
        }
    }

    fn button(&mut self) {
        if let Some(form) = &self.page.form {
            self.one(ids::SUBMIT, Kind::Button, &form.submit);
        }
    }

    fn block(&mut self, block: &Block, id: &str, level: u8) {
        match block {
            Block::Paragraph(text) => self.one(id, Kind::Text, text),
            Block::List(list) => self.list(list, id),
            Block::Notice(notice) => self.notice(notice, id, level),
            Block::Section(section) => {
                self.one(id, Kind::Heading(level), &section.heading);
                self.body(&section.body, id, level.saturating_add(1).min(6));
            }
            Block::Summary(summary) => self.summary(summary, id),
            Block::Table(table) => self.table(table, id),
            Block::Question(question) => {
                let only = self.page.only_question().is_some();
                questions::question(self, question, only);
            }
            Block::TaskList(tasks) => self.tasks(tasks, id),
            Block::Links(links) => {
                for (n, link) in links.iter().enumerate() {
                    self.link(link, ids::child(id, n));
                }
            }
            Block::Pages(pages) => self.pages(pages, id),
            Block::Confirmation(confirmation) => self.confirmation(confirmation, id, level),
        }
    }

    fn notice(&mut self, notice: &Notice, id: &str, level: u8) {
        self.one(id, Kind::Heading(level), &notice.title);
        self.body(&notice.body, id, level.saturating_add(1).min(6));
    }

    fn pages(&mut self, pages: &Pages, id: &str) {
        let mut script = self.script();
        script.text(&pages.name);
        script.sentence(&pages.here);
        self.push(script, id, Kind::Text);
        for (n, link) in pages.links.iter().enumerate() {
            self.link(link, ids::child(id, n));
        }
    }

    /// One utterance an item: a long list can be left in its midst.
    fn list(&mut self, list: &List, id: &str) {
        for (n, item) in list.items.iter().enumerate() {
            let mut script = self.script();
            if list.ordered {
                script.say(self.page.lang, &format!("{}", n + 1));
                script.aside(item);
            } else {
                script.text(item);
            }
            self.push(script, ids::child(id, n), Kind::Text);
        }
    }

    fn caption(&mut self, caption: &Text, rows: usize, id: &str) {
        let mut script = self.script();
        script.text(caption);
        script.aside(&words::rows(self.lang(), i64::try_from(rows).unwrap_or(i64::MAX)));
        self.push(script, id, Kind::Caption);
    }

    fn summary(&mut self, summary: &Summary, id: &str) {
        self.caption(&summary.caption, summary.rows.len(), id);
        for (n, SummaryRow { label, value, change }) in summary.rows.iter().enumerate() {
            let id = ids::child(id, n);
            let mut script = self.script();
            script.text(label);
            script.value(&or_nothing(value, self.lang()));
            self.push(script, id.clone(), Kind::Row);
            if let Some(link) = change {
                self.link(link, ids::link(&id));
            }
        }
    }

    fn table(&mut self, table: &Table, id: &str) {
        self.caption(&table.caption, table.rows.len(), id);
        for (n, row) in table.rows.iter().enumerate() {
            let id = ids::child(id, n);
            self.row(table, row, &id);
            if let Some(link) = &row.link {
                self.link(link, ids::link(&id));
            }
        }
    }

    /// "Anno 2019. Settimane 52. Retribuzione 1234 euro"; totals begin with their own name: "Totale. Settimane 52".
    fn row(&mut self, table: &Table, row: &Row, id: &str) {
        let mut script = self.script();
        let mut columns = table.columns.iter().map(|column| &column.header);
        if row.total && table.rows.iter().any(|other| !other.total) {
            columns.next();
            script.text(&row.header);
            for cell in &row.cells {
                cell_of(&mut script, columns.next(), cell);
            }
            return self.push(script, id, Kind::Row);
        }
        for cell in std::iter::once(&row.header).chain(&row.cells) {
            cell_of(&mut script, columns.next(), cell);
        }
        self.push(script, id, Kind::Row);
    }

    fn tasks(&mut self, list: &TaskList, id: &str) {
        let count = |tasks: usize| i64::try_from(tasks).unwrap_or(i64::MAX);
        let done = list.tasks.iter().filter(|task| task.status == TaskStatus::Done).count();
        self.one(id, Kind::Caption, &shared::tasks_done(self.lang(), count(done), count(list.tasks.len())));
        for (n, task) in list.tasks.iter().enumerate() {
            let mut script = self.script();
            script.text(&task.label);
            script.aside(&status(task.status, self.page.lang));
            self.push(script, ids::child(id, n), Kind::Task);
        }
    }

    fn confirmation(&mut self, sent: &Confirmation, id: &str, level: u8) {
        let lang = self.lang();
        let mut script = self.script();
        script.text(&sent.label);
        script.value(&Span::Code(sent.protocol.clone()).into());
        script.sentence(&shared::received(lang, sent.date, sent.time));
        self.push(script, id, Kind::Text);
        if !sent.next.is_empty() {
            self.one(&ids::child(id, 0), Kind::Heading(level), &shared::next_heading(lang));
        }
        for (n, next) in sent.next.iter().enumerate() {
            self.one(&ids::child(id, n + 1), Kind::Text, next);
        }
    }

    /// The link's words; where it leads only if that is a thing to be known by ear.
    fn link(&mut self, link: &Link, id: String) {
        let mut script = self.script();
        script.text(&link.text);
        if let Some(note) = &link.note {
            script.sentence(note);
        }
        match &link.to {
            Target::Inside(_) | Target::Download(_) => {}
            Target::Phone(number) => {
                if !link.text.spans().iter().any(|span| matches!(span, Span::Phone(_))) {
                    script.aside(&Span::Phone(number.clone()).into());
                }
            }
            Target::Mail(address) => {
                if !link.text.spans().iter().any(|span| matches!(span, Span::Mail(_))) {
                    script.aside(&Span::Mail(address.clone()).into());
                }
            }
            Target::Outside(_) => script.aside(&words::outside(self.lang())),
        }
        self.push(script, id, Kind::Link);
    }
}

/// A value after the name of its column.
fn cell_of(script: &mut Script, column: Option<&Text>, cell: &Text) {
    script.sentence(column.unwrap_or(&Text::plain(" ")));
    script.text(&Text::plain(" "));
    script.text(&or_nothing(cell, script.lang));
}

/// An empty cell has a word: silence would be taken for a fault.
pub(crate) fn or_nothing(text: &Text, lang: Lang) -> Text {
    if text.is_empty() { shared::nothing(lang) } else { text.clone() }
}

/// How far a task is.
pub(crate) fn status(status: TaskStatus, lang: Lang) -> Text {
    match status {
        TaskStatus::Done => shared::task_done(lang),
        TaskStatus::ToDo => shared::task_to_do(lang),
        TaskStatus::Begun => shared::task_begun(lang),
        TaskStatus::Wrong => shared::task_wrong(lang),
        TaskStatus::Blocked => shared::task_blocked(lang),
        TaskStatus::Review => shared::task_review(lang),
        TaskStatus::Refused => shared::task_refused(lang),
    }
}
