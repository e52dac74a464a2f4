//! Each block of the Page against the tree.

use super::agree::{Court, address, count};
use super::{Fault, Role, tidy};
use crate::page::{
    Block, Confirmation, List, Notice, Pages, Row, Summary, Table, Task, TaskList, TaskStatus,
};
use crate::text::{Span, Text};
use crate::words;

/// Where running text may stand.
const RUNNING: [Role; 4] = [Role::Paragraph, Role::ListItem, Role::Cell, Role::Generic];

impl Court<'_> {
    /// Requires the blocks in their order, at a depth of nesting.
    pub(super) fn blocks(&mut self, blocks: &[Block], depth: u8) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => {
                    self.text("a paragraph", text, &[Role::Paragraph]);
                }
                Block::List(list) => self.list(list),
                Block::Notice(notice) => self.notice(notice, depth),
                Block::Section(section) => self.under(&section.heading, &section.body, depth),
                Block::Summary(summary) => self.pairs(summary),
                Block::Table(table) => self.table(table),
                Block::Question(question) => self.question(question),
                Block::TaskList(tasks) => self.tasks(tasks),
                Block::Links(links) => links.iter().for_each(|link| {
                    self.link(link);
                    if let Some(note) = &link.note {
                        self.text("what one finds behind a link", note, &[Role::Paragraph]);
                    }
                }),
                Block::Pages(pages) => self.pages(pages),
                Block::Confirmation(confirmation) => self.confirmation(confirmation, depth),
            }
        }
    }

    /// A heading and its blocks, one level down.
    pub(super) fn notice(&mut self, notice: &Notice, depth: u8) {
        self.under(&notice.title, &notice.body, depth);
    }

    fn under(&mut self, heading: &Text, body: &[Block], depth: u8) {
        self.heading(heading, depth);
        let line = self.line(heading);
        let over = std::mem::replace(&mut self.over, line);
        self.blocks(body, depth + 1);
        self.over = over;
    }

    /// A landmark with its name, which page this is, and the links.
    fn pages(&mut self, pages: &Pages) {
        let name = self.line(&pages.name);
        let Some(at) = self.find(|node| node.role == Role::Navigation && node.name == name) else {
            return self.missing("a landmark of pages", name);
        };
        self.cursor = at;
        self.text("the name of some pages", &pages.name, &[Role::Paragraph]);
        self.text("the page that this is", &pages.here, &[Role::ListItem]);
        for link in &pages.links {
            self.link(link);
        }
    }

    fn list(&mut self, list: &List) {
        let element = if list.ordered { "ol" } else { "ul" };
        let Some(at) = self.find(|node| node.role == Role::List && node.element == element) else {
            let expected = list.items.iter().map(|item| self.line(item)).collect::<Vec<_>>().join("; ");
            self.missing(if list.ordered { "a numbered list" } else { "a list" }, expected);
            return;
        };
        self.cursor = at;
        for item in &list.items {
            self.text("an item of a list", item, &[Role::ListItem]);
        }
    }

    fn pairs(&mut self, summary: &Summary) {
        let has_links = summary.rows.iter().any(|row| row.change.is_some());
        let table = Table { caption: summary.caption.clone(), columns: Vec::new(), rows: Vec::new() };
        let rows: Vec<Row> = summary
            .rows
            .iter()
            .map(|row| Row {
                header: row.label.clone(),
                cells: vec![row.value.clone()],
                link: row.change.clone(),
                total: false,
            })
            .collect();
        self.rows(&table, &rows, has_links);
    }

    fn table(&mut self, table: &Table) {
        self.rows(table, &table.rows, table.rows.iter().any(|row| row.link.is_some()));
    }

    fn rows(&mut self, table: &Table, rows: &[Row], has_links: bool) {
        let caption = if table.caption.is_empty() { self.over.clone() } else { self.line(&table.caption) };
        match self.find(|node| node.role == Role::Table && node.name == caption) {
            Some(at) => self.as_table(at, table, rows, has_links),
            None if self.frame.view.tables_as_lists => self.as_list(table, rows),
            None => self.missing("a table", caption),
        }
    }

    /// A table as a table: caption, headers, one row header a row, the cells in order.
    fn as_table(&mut self, at: usize, table: &Table, rows: &[Row], has_links: bool) {
        let caption = self.line(&table.caption);
        let texts = |court: &Self, from: usize, roles: &[Role]| -> Vec<String> {
            court
                .tree
                .inside(from)
                .filter(|(_, n)| roles.contains(&n.role))
                .map(|(_, n)| n.text.clone())
                .collect()
        };
        let expected: Vec<String> = table.columns.iter().map(|column| self.line(&column.header)).collect();
        let found = texts(self, at, &[Role::ColumnHeader]);
        let mut with_actions = expected.clone();
        with_actions.push(self.line(&words::actions(self.page.lang)));
        let is_summary = table.columns.is_empty();
        // The two columns of a summary need no header; a column of links may have one of its own.
        if !is_summary && found != expected && !(has_links && found == with_actions) {
            self.differs(&caption, "columns", &found, &expected);
        }
        if !found.is_empty() {
            self.headed(at, &caption, &found);
        }
        let lines: Vec<usize> = self
            .tree
            .inside(at)
            .filter(|(n, node)| {
                node.role == Role::Row && self.tree.inside(*n).any(|(_, cell)| cell.role == Role::RowHeader)
            })
            .map(|(n, _)| n)
            .collect();
        if lines.len() != rows.len() {
            self.differs(&caption, "rows", &[lines.len().to_string()], &[rows.len().to_string()]);
        }
        self.runs(at, &table.caption);
        for (line, row) in lines.into_iter().zip(rows) {
            self.row(table, line, row, texts(self, line, &[Role::RowHeader, Role::Cell]));
        }
        self.take(at);
    }

    /// Requires the headers of columns in the first row, which is the table's head and holds nothing else.
    fn headed(&mut self, at: usize, caption: &str, headers: &[String]) {
        let first = self.tree.inside(at).find(|(_, node)| node.role == Role::Row).map(|(n, _)| n);
        let Some(first) = first else { return };
        let cells = [Role::ColumnHeader, Role::RowHeader, Role::Cell];
        let inside = self.tree.inside(first).filter(|(_, node)| cells.contains(&node.role));
        let inside: Vec<_> = inside.map(|(_, node)| (node.role, node.text.clone())).collect();
        let head = self.tree.around(first).next().is_some_and(|(_, group)| group.element == "thead");
        let only = inside.iter().all(|(role, _)| *role == Role::ColumnHeader);
        if !head || !only || inside.len() != headers.len() {
            let found: Vec<String> = inside.into_iter().map(|(_, text)| text).collect();
            self.differs(caption, "the first row, which is its head,", &found, headers);
        }
    }

    /// Requires each cell to carry the name of its column, which a narrow window shows before it.
    fn named(&mut self, table: &Table, line: usize) {
        let expected: Vec<String> = table.columns.iter().skip(1).map(|c| self.line(&c.header)).collect();
        let cells = self.tree.inside(line).filter(|(_, node)| node.role == Role::Cell);
        let found: Vec<String> =
            cells.take(expected.len()).map(|(_, n)| tidy(n.attribute("data-column").unwrap_or(""))).collect();
        if found != expected {
            self.differs(&self.line(&table.caption), "the columns that its cells name", &found, &expected);
        }
    }

    fn row(&mut self, table: &Table, line: usize, row: &Row, found: Vec<String>) {
        let expected: Vec<&Text> = std::iter::once(&row.header).chain(&row.cells).collect();
        let nothing = words::nothing(self.page.lang);
        let agree = found.len() >= expected.len()
            && found
                .iter()
                .zip(&expected)
                .all(|(found, text)| self.says(found, if text.is_empty() { &nothing } else { text }));
        if !agree {
            let expected: Vec<String> = expected.iter().map(|text| self.line(text)).collect();
            self.differs(&self.line(&table.caption), "a row", &found, &expected);
        }
        for text in &expected {
            self.runs(line, text);
        }
        self.named(table, line);
        let last = found.iter().skip(expected.len()).map(String::as_str).collect::<Vec<_>>().join(" ");
        let Some(link) = &row.link else {
            if !last.is_empty() && last != self.line(&nothing) {
                self.faults.push(Fault::Extra(last));
            }
            return;
        };
        let at = self.tree.inside(line).find(|(_, n)| n.role == Role::Link && self.says(&n.name, &link.text));
        match at.map(|(at, _)| at) {
            Some(at) => self.leads(at, &address(&link.to)),
            None => self.missing("the link of a row", self.line(&link.text)),
        }
    }

    /// A table read as a list: one heading a row, each value behind the name of its column.
    fn as_list(&mut self, table: &Table, rows: &[Row]) {
        if !table.caption.is_empty() {
            let caption = self.line(&table.caption);
            if let Some(at) = self.words("the caption of a table read as a list", &caption) {
                self.take(at);
            }
        }
        let nothing = words::nothing(self.page.lang);
        for row in rows {
            let header = self.line(&row.header);
            let roles = [Role::Heading, Role::ListItem, Role::Paragraph, Role::Strong];
            match self.find(|node| roles.contains(&node.role) && node.text.contains(&header)) {
                Some(at) => {
                    self.runs(at, &row.header);
                    if self.node(at).is_some_and(|node| node.role == Role::Heading) {
                        self.take(at);
                    } else {
                        self.cursor = at;
                        self.say(at);
                    }
                }
                None => self.missing("the heading of a row", header),
            }
            for (n, cell) in row.cells.iter().enumerate() {
                let value = self.line(if cell.is_empty() { &nothing } else { cell });
                let column =
                    table.columns.get(n + 1).map(|column| self.line(&column.header)).unwrap_or_default();
                let holds = |text: &str| text.contains(&column) && text.ends_with(&value);
                match self.find_again(|node| RUNNING.contains(&node.role) && holds(&node.text)) {
                    Some(at) => {
                        self.runs(at, cell);
                        self.say(at);
                        self.cursor = at;
                    }
                    None => self.missing("a value of a row read as a list", format!("{column} {value}")),
                }
            }
            if let Some(link) = &row.link {
                self.link(link);
            }
        }
    }

    /// The innermost node from the cursor on, accounted for or not: several values may share one line.
    fn find_again(&self, wanted: impl Fn(&super::Node) -> bool) -> Option<usize> {
        let first = (self.cursor..self.tree.nodes.len()).find(|&at| self.node(at).is_some_and(&wanted))?;
        let inner = self.tree.inside(first).filter(|(_, node)| wanted(node)).map(|(at, _)| at).last();
        Some(inner.unwrap_or(first))
    }

    fn differs(&mut self, caption: &str, what: &'static str, found: &[String], expected: &[String]) {
        self.faults.push(Fault::Table {
            caption: caption.to_owned(),
            what,
            expected: expected.join(" | "),
            found: found.join(" | "),
        });
    }

    fn tasks(&mut self, list: &TaskList) {
        let done = list.tasks.iter().filter(|task| task.status == TaskStatus::Done).count();
        let above = words::tasks_done(self.page.lang, count(done), count(list.tasks.len()));
        self.text("how many tasks are done", &above, &[Role::Paragraph, Role::Generic]);
        for task in &list.tasks {
            self.task(task);
        }
    }

    fn task(&mut self, task: &Task) {
        let lang = self.page.lang;
        let status = self.line(&match task.status {
            TaskStatus::Done => words::task_done(lang),
            TaskStatus::ToDo => words::task_to_do(lang),
            TaskStatus::Begun => words::task_begun(lang),
            TaskStatus::Wrong => words::task_wrong(lang),
            TaskStatus::Blocked => words::task_blocked(lang),
            TaskStatus::Review => words::task_review(lang),
            TaskStatus::Refused => words::task_refused(lang),
        });
        let label = self.line(&task.label);
        let both = |text: &str| {
            text.strip_prefix(&label).is_some_and(|rest| rest.trim_start_matches([':', ',']).trim() == status)
        };
        let Some(at) = self.find(|node| node.role == Role::ListItem && both(&node.text)) else {
            self.missing("a task with its state", format!("{label} {status}"));
            return;
        };
        self.runs(at, &task.label);
        let link = self.tree.inside(at).find(|(_, n)| n.role == Role::Link).map(|(n, _)| n);
        match (&task.to, link) {
            (Some(to), Some(link)) => {
                self.leads(link, &address(to));
                let described = self.node(link).map(|n| (n.name.clone(), n.description.clone()));
                if let Some((name, description)) = described {
                    if name != label {
                        self.faults.push(Fault::Name {
                            id: "task".into(),
                            expected: label.clone(),
                            found: name,
                        });
                    }
                    if description != status {
                        self.faults.push(Fault::Description {
                            id: label,
                            expected: status,
                            found: description,
                        });
                    }
                }
            }
            (Some(_), None) => self.missing("the link of a task", label),
            (None, Some(_)) => self.faults.push(Fault::Extra(label)),
            (None, None) => {}
        }
        self.take(at);
    }

    fn confirmation(&mut self, confirmation: &Confirmation, depth: u8) {
        let label = self.line(&confirmation.label);
        let protocol = Text::from(Span::Code(confirmation.protocol.clone()));
        self.words("the words before a protocol number", &label);
        if let Some(at) = self.words("a protocol number", &self.line(&protocol)) {
            self.runs(at, &protocol);
        }
        let received = words::received(self.page.lang, confirmation.date, confirmation.time);
        if let Some(at) = self.words("when it was received", &self.line(&received)) {
            self.take(at);
        }
        if !confirmation.next.is_empty() {
            self.heading(&words::next_heading(self.page.lang), depth);
        }
        for text in &confirmation.next {
            self.text("what happens next", text, &[Role::Paragraph, Role::ListItem]);
        }
    }
}
