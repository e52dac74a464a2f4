//! A Page as the lines of a receipt: what there is to keep, without questions and without actions.
//!
//! **Invariant**: no line is wider than the paper, in cells of its size.
//! **Invariant**: a fiscal code is cut to its first five characters: receipts are left lying about.

#[cfg(test)]
mod tests;

use crate::page::{
    Block, Confirmation, Frame, Link, List, Notice, Page, Section, Summary, Table, Target, TaskList,
};
pub use crate::plain::Begins;
use crate::plain::{destination, shown, wrapped};
use crate::speech::{or_nothing, status};
use crate::text::{Direction, Lang, Span, Text, join};
use crate::values;
use crate::words;

/// How many characters of ordinary size a line of the paper holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// 58 mm printers and the larger font of 80 mm ones.
    C42,
    /// 80 mm printers.
    C48,
}

impl Columns {
    /// The number of columns.
    pub const fn count(self) -> usize {
        match self {
            Columns::C42 => 42,
            Columns::C48 => 48,
        }
    }
}

/// Whether a page has what someone may want to take home: values, tables or a protocol number, once nothing is asked.
pub fn is_worth_paper(page: &Page) -> bool {
    fn worth(blocks: &[Block]) -> bool {
        blocks.iter().any(|block| match block {
            Block::Summary(_) | Block::Table(_) | Block::Confirmation(_) => true,
            Block::Section(section) => worth(&section.body),
            Block::Notice(notice) => worth(&notice.body),
            _ => false,
        })
    }
    worth(&page.body) && page.questions().is_empty()
}

/// How thick the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Ordinary text.
    Normal,
    /// Headings, and the names of values.
    Bold,
}

/// How large the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// One cell wide and high.
    Single,
    /// Two cells wide and high.
    Double,
}

/// Where the text of a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Where the script begins: left, or right in Arabic.
    Start,
    /// In the middle.
    Centre,
}

/// One printed line. An empty one is a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text, in reading order; the printer turns it where `direction` says so.
    pub text: String,
    /// How thick.
    pub weight: Weight,
    /// How large.
    pub size: Size,
    /// Where it stands.
    pub align: Align,
    /// The language of the page.
    pub lang: Lang,
    /// The base direction of the line.
    pub direction: Direction,
    /// Whether it goes on with the text of the line before.
    pub begins: Begins,
}

/// The text that these lines are of, in one, if they are of one.
pub fn whole(lines: &[Line]) -> String {
    lines.iter().fold(String::new(), |mut whole, line| {
        if line.begins == Begins::Word && !whole.is_empty() {
            whole.push(' ');
        }
        whole.push_str(&line.text);
        whole
    })
}

/// The lines of a receipt.
pub fn page(page: &Page, frame: &Frame, columns: Columns) -> Vec<Line> {
    roll(page, frame, columns).lines
}

/// Whether the receipt of a page has a fiscal code, of which the paper has the beginning alone.
pub fn cuts_a_code(page: &Page, frame: &Frame) -> bool {
    roll(page, frame, Columns::C48).cuts
}

fn roll(page: &Page, frame: &Frame, columns: Columns) -> Roll {
    let spell = frame.view.spell_codes;
    let mut roll = Roll { lang: page.lang, columns: columns.count(), spell, cuts: false, lines: Vec::new() };
    roll.put(&words::institute(page.lang), Weight::Bold, Size::Single, Align::Centre);
    if page.test_data {
        roll.put(&words::test_data(page.lang), Weight::Bold, Size::Single, Align::Centre);
    }
    // As by ear and on the screen: what was done comes before what the page is.
    if let Some(done) = &page.done {
        roll.notice(done);
    }
    roll.heading(&page.title);
    roll.body(&page.body);
    while roll.lines.last().is_some_and(|line| line.text.is_empty()) {
        roll.lines.pop();
    }
    roll
}

/// A short line in bold that stands on no page: what is said of the paper itself.
pub fn note(text: &Text, lang: Lang) -> Line {
    let (text, direction) = (shown(text, lang), lang.direction());
    let (weight, size, align) = (Weight::Bold, Size::Single, Align::Start);
    Line { text, weight, size, align, lang, direction, begins: Begins::Anew }
}

/// The paper so far.
struct Roll {
    lang: Lang,
    columns: usize,
    /// Protocol numbers are also spelled out.
    spell: bool,
    /// A fiscal code was cut.
    cuts: bool,
    lines: Vec<Line>,
}

impl Roll {
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.text.is_empty()) {
            self.push((String::new(), Begins::Anew), Weight::Normal, Size::Single, Align::Start);
        }
    }

    fn push(&mut self, (text, begins): (String, Begins), weight: Weight, size: Size, align: Align) {
        let (lang, direction) = (self.lang, self.lang.direction());
        self.lines.push(Line { text, weight, size, align, lang, direction, begins });
    }

    /// The text as it is printed.
    fn shown(&mut self, text: &Text) -> String {
        let covered = covered(text);
        self.cuts |= covered != *text;
        shown(&covered, self.lang)
    }

    fn put(&mut self, text: &Text, weight: Weight, size: Size, align: Align) {
        let shown = self.shown(text);
        self.put_shown(&shown, weight, size, align);
    }

    fn put_shown(&mut self, shown: &str, weight: Weight, size: Size, align: Align) {
        let columns = if size == Size::Double { self.columns / 2 } else { self.columns };
        for line in wrapped(shown, columns) {
            self.push(line, weight, size, align);
        }
    }

    fn words(&mut self, text: &Text) {
        self.put(text, Weight::Normal, Size::Single, Align::Start);
    }

    fn heading(&mut self, text: &Text) {
        self.gap();
        self.put(text, Weight::Bold, Size::Single, Align::Start);
    }

    fn body(&mut self, body: &[Block]) {
        for block in body {
            match block {
                Block::Question(_) => continue,
                block if block.is_for_browser() => continue,
                Block::Section(section) => {
                    self.section(section);
                    continue;
                }
                Block::Notice(notice) => {
                    self.notice(notice);
                    continue;
                }
                _ => self.gap(),
            }
            match block {
                Block::Paragraph(text) => self.words(text),
                Block::List(list) => self.list(list),
                Block::Summary(summary) => self.summary(summary),
                Block::Table(table) => self.table(table),
                Block::TaskList(tasks) => self.tasks(tasks),
                Block::Links(links) => self.contacts(links),
                Block::Pages(pages) => self.words(&pages.here),
                Block::Confirmation(confirmation) => self.confirmation(confirmation),
                Block::Question(_) | Block::Section(_) | Block::Notice(_) => {}
            }
        }
    }

    /// A heading and what is below it; neither where that is questions or ways on alone.
    fn section(&mut self, section: &Section) {
        let before = self.lines.len();
        self.heading(&section.heading);
        let heading = self.lines.len();
        self.body(&section.body);
        if self.lines.iter().skip(heading).all(|line| line.text.is_empty()) {
            self.lines.truncate(before);
        }
    }

    fn notice(&mut self, notice: &Notice) {
        self.heading(&notice.title);
        self.body(&notice.body);
    }

    fn list(&mut self, list: &List) {
        for (n, item) in list.items.iter().enumerate() {
            let mark = if list.ordered { format!("{}. ", n + 1) } else { "- ".to_owned() };
            let item = mark + &self.shown(item);
            self.put_shown(&item, Weight::Normal, Size::Single, Align::Start);
        }
    }

    fn pair(&mut self, label: &Text, value: &Text) {
        let value = self.shown(&or_nothing(value, self.lang));
        let label = self.shown(label);
        let pair = format!("{label}{}{value}", values::after_label(&label));
        self.put_shown(&pair, Weight::Normal, Size::Single, Align::Start);
    }

    fn summary(&mut self, summary: &Summary) {
        if !summary.caption.is_empty() {
            self.heading(&summary.caption);
        }
        for row in &summary.rows {
            self.pair(&row.label, &row.value);
        }
    }

    /// The paper is too narrow for columns: a bold header a row, and under it each value with its name.
    fn table(&mut self, table: &Table) {
        self.heading(&table.caption);
        let counted = table.rows.iter().any(|row| !row.total);
        for row in &table.rows {
            self.gap();
            let header = self.shown(&or_nothing(&row.header, self.lang));
            // A total is no one of what the first column names.
            let header = match table.columns.first().filter(|_| !(row.total && counted)) {
                Some(column) => {
                    let name = shown(&column.header, self.lang);
                    format!("{name}{}{header}", values::after_label(&name))
                }
                None => header,
            };
            self.put_shown(&header, Weight::Bold, Size::Single, Align::Start);
            for (at, cell) in row.cells.iter().enumerate() {
                match table.columns.get(at + 1) {
                    Some(column) => self.pair(&column.header, cell),
                    None => self.words(&or_nothing(cell, self.lang)),
                }
            }
        }
    }

    fn tasks(&mut self, list: &TaskList) {
        for task in &list.tasks {
            self.pair(&task.label, &status(task.status, self.lang));
        }
    }

    /// Of the links only telephones, mail addresses and other sites: paper leads nowhere else.
    fn contacts(&mut self, links: &[Link]) {
        for link in links {
            if !matches!(link.to, Target::Inside(_) | Target::Download(_)) {
                let contact = destination(link, self.lang);
                self.put_shown(&contact, Weight::Normal, Size::Single, Align::Start);
            }
        }
    }

    fn confirmation(&mut self, sent: &Confirmation) {
        self.put(&sent.label, Weight::Bold, Size::Single, Align::Start);
        self.put(&Span::Code(sent.protocol.clone()).into(), Weight::Bold, Size::Double, Align::Start);
        if self.spell {
            let signs = values::spelled(&sent.protocol, self.lang);
            self.words(&join(signs, self.lang.comma()));
        }
        self.words(&words::received(self.lang, sent.date, sent.time));
        if !sent.next.is_empty() {
            self.heading(&words::next_heading(self.lang));
        }
        for next in sent.next.iter().filter(|next| !next.is_for_browser()) {
            self.gap();
            self.words(next);
        }
    }
}

/// The same text with its fiscal codes cut.
fn covered(text: &Text) -> Text {
    if !text.spans().iter().any(|span| matches!(span, Span::FiscalCode(_))) {
        return text.clone();
    }
    let spans = text.spans().iter().map(|span| match span {
        Span::FiscalCode(code) => {
            let first: String = code.chars().take(5).collect();
            Text::from(Span::FiscalCode(first + "..."))
        }
        other => Text::from(other.clone()),
    });
    join(spans, "")
}
