//! Values that are someone's, covered on the screen until they are asked for: a hall is full of eyes.
//!
//! **Invariant**: what is heard and printed is never covered; what is being typed is seen, but by who hears or feels it alone
//! and has not touched the screen: they do not look at it, and others may.
//! **Invariant**: a sentence, item or row that has a value of someone is covered whole: its words tell as much; nor does it
//! tell how many they are.

use a11y::act::{self, Act};
use a11y::page::{Block, Frame, Input, Page, Question};
use a11y::text::Text;

use super::{State, braille, listener, own, words};
use crate::event::Millis;

/// How long values stay uncovered after the last touch.
const UNCOVERED: Millis = 30_000;

/// What stands in place of a value: it tells nothing, not even its length.
const COVER: &str = "••••";

/// Whether this page has values to cover, and they are covered now.
pub(super) fn covered(state: &State) -> Option<bool> {
    let page = &state.session.view.page;
    let unseen = unseen(state);
    (cover(page, unseen) != *page).then(|| unseen || state.session.uncovered.is_none())
}

/// Who is here hears or feels everything alone, and has never touched the screen: nothing of theirs stands on it.
pub(super) fn unseen(state: &State) -> bool {
    let session = &state.session;
    let hears = session.hand.by_ear && (session.private() || session.booth.is_some());
    (hears || braille::reads(state)) && !session.hand.touched
}

/// The page as it is shown while its values are covered.
pub(super) fn page(state: &State) -> Page {
    cover(&state.session.view.page, unseen(state))
}

/// Who listens alone hears that nobody reads along, the first time that it is so.
pub(super) fn news(state: &mut State) -> Option<Text> {
    // Where they have covered the screen themselves they know.
    let alone = state.session.private() && !listener::curtained(state);
    (alone && covered(state) == Some(true)).then(|| tell_once(state)).flatten()
}

/// The same where what is going to be covered has not come yet.
pub(super) fn tell_once(state: &mut State) -> Option<Text> {
    let told = std::mem::replace(&mut state.session.told_covered, true);
    (!told).then(|| words::covered(state.lang()))
}

/// Uncovers them, or covers them at once.
pub(super) fn turn(state: &mut State) {
    // What stood in boxes alone is seen since the screen was touched.
    if covered(state).is_none() {
        return;
    }
    let now = state.now;
    state.session.uncovered = match state.session.uncovered {
        None => Some(now),
        Some(_) => None,
    };
    state.session.view.seen |= state.session.uncovered.is_none();
}

/// Choosing this sends what stands covered here and never was seen: whoever touches would not know what goes off. Who
/// listens alone hears it.
pub(super) fn sends_unseen(state: &State, id: &str) -> bool {
    let view = &state.session.view;
    let sends = match act::act(&view.page, &view.frame, id) {
        Some(Act::Send(send)) => send.primary,
        // An answer that is being given is seen; a page that asks for nothing is one that sends what others asked.
        Some(Act::Submit) => view.page.questions().is_empty(),
        _ => false,
    };
    sends && covered(state) == Some(true) && !view.seen && !state.session.private()
}

/// Whoever goes on touching goes on reading.
pub(super) fn touched(state: &mut State) {
    if let Some(since) = &mut state.session.uncovered {
        *since = state.now;
    }
}

/// They are covered again.
pub(super) fn tick(state: &mut State) {
    let now = state.now;
    let again = state.session.uncovered.take_if(|since| now - *since >= UNCOVERED);
    state.session.view.seen |= again.is_some();
}

/// The page with its values covered; for who is not looking, with what stands in its boxes too.
pub(super) fn cover(page: &Page, unseen: bool) -> Page {
    let mut page = page.clone();
    // What a citizen typed is theirs on any page.
    if unseen {
        boxes(&mut page.body);
    }
    if !page.private {
        return page;
    }
    // What a form says of itself is for everyone who sees it; what it has of someone stands in tables, and in boxes.
    let form = !page.questions().is_empty() && !unseen;
    if !form {
        heading(&mut page.title);
    }
    blocks(&mut page.body, form);
    if let Some(done) = &mut page.done {
        blocks(&mut done.body, form);
    }
    page
}

fn boxes(body: &mut [Block]) {
    for block in body {
        match block {
            Block::Question(question) => answer(question),
            Block::Section(section) => boxes(&mut section.body),
            Block::Notice(notice) => boxes(&mut notice.body),
            _ => {}
        }
    }
}

/// What was answered: what is asked stays, and of the fault its words.
fn answer(question: &mut Question) {
    question.problem.iter_mut().for_each(|problem| heading(&mut problem.text));
    match &mut question.input {
        Input::Date { day, month, year } => [day, month, year].into_iter().for_each(written),
        Input::OneChoice { chosen, .. } => *chosen = None,
        Input::ManyChoices { chosen, .. } => chosen.clear(),
        input => input.typed_mut().into_iter().for_each(written),
    }
}

fn written(value: &mut String) {
    if !value.is_empty() {
        COVER.clone_into(value);
    }
}

fn blocks(body: &mut [Block], form: bool) {
    for block in body {
        match block {
            Block::Paragraph(_) | Block::List(_) if form => {}
            Block::Paragraph(text) if is_of_someone(text) => whole(text),
            Block::Paragraph(_) => {}
            Block::List(list) if list.items.iter().any(is_of_someone) => {
                list.items = vec![Text::plain(COVER)]
            }
            Block::List(_) => {}
            Block::Notice(notice) => {
                heading(&mut notice.title);
                blocks(&mut notice.body, form);
            }
            Block::Section(section) => {
                heading(&mut section.heading);
                blocks(&mut section.body, form);
            }
            Block::Summary(summary) => summary.rows.iter_mut().for_each(|row| whole(&mut row.value)),
            Block::Table(table) => {
                heading(&mut table.caption);
                for row in &mut table.rows {
                    row.cells.iter_mut().for_each(whole);
                    // A link is one of so many, and leads to what its words name: it comes back with them.
                    row.link = None;
                    if !row.total {
                        whole(&mut row.header);
                    }
                }
                table.rows.dedup();
            }
            // What is to be done next is nobody's secret, and a number that was just given is to be written down.
            Block::Question(_) | Block::TaskList(_) | Block::Pages(_) | Block::Confirmation(_) => {}
            Block::Links(links) => {
                let of_someone = links.iter_mut().filter(|link| own::Wish::of(link).is_none());
                of_someone.for_each(|link| values(&mut link.text));
            }
        }
    }
}

/// Where this stands on the page with its values covered: what is covered together has one place.
pub(super) fn place(covered: &Page, frame: &Frame, id: &str) -> String {
    let there = a11y::speech::page(covered, frame);
    let is_there = |id: &str| there.iter().any(|heard| heard.id == id);
    let mut place = id;
    while !is_there(place) {
        let Some((above, _)) = place.rsplit_once('-') else { return id.to_owned() };
        let first = format!("{above}-0");
        if is_there(&first) {
            return first;
        }
        place = above;
    }
    place.to_owned()
}

/// Keeps of these ids those that stand on the page with its values covered: of what is covered together not even how much
/// it is may be counted.
pub(super) fn retain(covered: &Page, frame: &Frame, ids: &mut Vec<String>) {
    let there = a11y::speech::page(covered, frame);
    ids.retain(|id| there.iter().any(|heard| heard.id == *id));
}

/// It says something of someone: a value, or words that are marked so.
fn is_of_someone(text: &Text) -> bool {
    text.is_private() || text.covered(COVER) != *text
}

/// A heading: its words tell nothing of anyone, unless they are marked so.
fn heading(text: &mut Text) {
    if text.is_private() { whole(text) } else { values(text) }
}

/// The title of the page as it may be seen by anybody.
pub(super) fn title(page: &Page) -> Text {
    let mut title = page.title.clone();
    heading(&mut title);
    title
}

/// A sentence: its words tell nothing of anyone.
fn values(text: &mut Text) {
    *text = text.covered(COVER);
}

/// A value alone: its words tell as much as its numbers.
fn whole(value: &mut Text) {
    if !value.is_empty() {
        *value = Text::plain(COVER);
    }
}
