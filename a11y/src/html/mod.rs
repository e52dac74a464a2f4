//! A Page as HTML: everything inside `<main>`, one file a block with its markup, examples and tests.
//!
//! **Invariant**: no script, no inline style, and no ARIA where an element says the same by itself.
//! **Invariant**: every id is unique and every id referred to exists; ids come from [`crate::ids`] alone.
//! **Invariant**: reading order, order of focus and order of sight are the order of the Page's vectors.

mod actions;
#[cfg(test)]
mod colours;
mod confirmation;
mod errors;
mod example;
mod form;
pub mod letter;
mod links;
mod list;
mod notice;
mod page;
mod pages;
mod paragraph;
mod question;
#[cfg(test)]
mod rules;
mod section;
mod spans;
mod summary;
mod support;
mod table;
mod task_list;

use std::sync::LazyLock;

use maud::{Markup, Render, html};

use crate::ids;
use crate::page::{Block, Frame, Page};

pub use example::{Example, examples};
pub use page::{main, window_title};
pub use spans::{Run, Setting, href};
pub use support::{Support, Treatment};

/// The one style sheet, for the portal and, with its own measures on top, the kiosk's screen; without the comments, which
/// are a sixth of what a browser would load.
pub static STYLE: LazyLock<String> = LazyLock::new(|| {
    let mut parts = include_str!("style.css").split("/*");
    let mut style = parts.next().unwrap_or_default().to_owned();
    style.extend(parts.filter_map(|part| part.split_once("*/")).map(|(_, rule)| rule));
    style
});

mod words {
    //! The words only the HTML needs.
    include!(concat!(env!("OUT_DIR"), "/words_html.rs"));
}

/// What each block relies on in screen readers, by the block's name.
pub fn support() -> Vec<(&'static str, &'static [Support])> {
    vec![
        ("text", spans::SUPPORT),
        ("page", page::SUPPORT),
        ("errors", errors::SUPPORT),
        ("paragraph", paragraph::SUPPORT),
        ("list", list::SUPPORT),
        ("notice", notice::SUPPORT),
        ("section", section::SUPPORT),
        ("summary", summary::SUPPORT),
        ("table", table::SUPPORT),
        ("question", question::SUPPORT),
        ("task_list", task_list::SUPPORT),
        ("links", links::SUPPORT),
        ("pages", pages::SUPPORT),
        ("confirmation", confirmation::SUPPORT),
        ("form", form::SUPPORT),
        ("actions", actions::SUPPORT),
    ]
}

/// Where a block stands: its id, the level of a heading there, and how the page's words are set.
#[derive(Clone, Debug)]
struct Place {
    set: Setting,
    id: String,
    level: usize,
}

impl Place {
    /// The body of a page: headings start under the page's own.
    fn body(page: &Page, frame: &Frame) -> Place {
        Place { set: Setting { lang: page.lang, view: frame.view }, id: ids::block_id(&[]), level: 2 }
    }

    /// The block `n` of the same sequence's body.
    fn child(&self, n: usize) -> Place {
        Place { id: ids::child(&self.id, n), set: self.set, level: self.level }
    }

    /// The body under a heading that stands here.
    fn deeper(&self) -> Place {
        Place { level: self.level + 1, ..self.clone() }
    }

    /// The id of the heading over `body`, where a table in it is named by that.
    fn names(&self, body: &[Block]) -> Option<String> {
        let unnamed = |block: &Block| matches!(block, Block::Summary(pairs) if pairs.caption.is_empty());
        body.iter().any(unnamed).then(|| ids::name(&self.id))
    }

    /// A heading at this level. A page is at most five deep ([`crate::page::MAX_DEPTH`]); a table read as a list at
    /// the very bottom stays at the sixth.
    fn heading(&self, id: Option<&str>, words: Markup) -> Markup {
        match self.level {
            0..=2 => html! { h2 id=[id] { (words) } },
            3 => html! { h3 id=[id] { (words) } },
            4 => html! { h4 id=[id] { (words) } },
            5 => html! { h5 id=[id] { (words) } },
            _ => html! { h6 id=[id] { (words) } },
        }
    }
}

/// Markup that is written where it stands, by what it holds: a long page is not copied at each of its levels.
struct Written<F>(F);

impl<F: Fn(&mut String)> Render for Written<F> {
    fn render_to(&self, out: &mut String) {
        (self.0)(out);
    }
}

/// Blocks in their order, the first being number `from` at `place`.
fn blocks<'b>(body: &'b [Block], from: usize, place: &'b Place) -> impl Render + 'b {
    Written(move |out: &mut String| {
        for (n, block) in body.iter().enumerate() {
            block_at(block, &place.child(from + n)).render_to(out);
        }
    })
}

fn block_at(block: &Block, place: &Place) -> Markup {
    match block {
        Block::Paragraph(text) => paragraph::paragraph(text, place),
        Block::List(list) => list::list(list, place),
        Block::Notice(notice) => notice::notice(notice, place),
        Block::Section(section) => section::section(section, place),
        Block::Summary(summary) => summary::summary(summary, place),
        Block::Table(table) => table::table(table, place),
        Block::Question(question) => question::question(question, None, place),
        Block::TaskList(tasks) => task_list::task_list(tasks, place),
        Block::Links(links) => links::links(links, place),
        Block::Pages(pages) => pages::pages(pages, place),
        Block::Confirmation(sent) => confirmation::confirmation(sent, place),
    }
}
