//! What is done by choosing a thing on a page, and what a filled page sends: for who operates it without a browser.
//!
//! **Invariant**: the ids are those of the HTML and of speech, so a key, a finger and a click do the same.

use crate::ids;
use crate::page::{
    Action, Block, Choice, Frame, Input, Page, Pages, Question, Row, Send, SummaryRow, Target,
};

/// What choosing a thing does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act<'a> {
    /// Leads elsewhere.
    Follow(&'a Target),
    /// Sends the page's main form.
    Submit,
    /// Sends a small form.
    Send(&'a Send),
    /// Makes a choice; takes it back where there may be many and it is made.
    Choose(&'a Question, &'a Choice),
    /// Begins to type an answer: the whole of it, or box 0, 1 or 2 of a date.
    Type(&'a Question, Option<usize>),
}

/// What choosing the thing with this id does; `None` if it is there to be read.
pub fn act<'a>(page: &'a Page, frame: &'a Frame, id: &str) -> Option<Act<'a>> {
    if id == ids::SUBMIT {
        return page.form.as_ref().map(|_| Act::Submit);
    }
    let back = frame.back.iter().map(|link| (ids::BACK, link));
    let help = frame.help.iter().map(|link| (ids::HELP, link));
    if let Some((_, link)) = back.chain(help).find(|(own, _)| *own == id) {
        return Some(Act::Follow(&link.to));
    }
    let of_action = page.actions.iter().enumerate().find(|(n, _)| ids::action(*n) == id);
    if let Some((_, action)) = of_action {
        return Some(match action {
            Action::Link(link) => Act::Follow(&link.to),
            Action::Send(send) => Act::Send(send),
        });
    }
    let done = page.done.as_ref().and_then(|done| among(&done.body, ids::DONE, id));
    done.or_else(|| among(&page.body, &ids::block_id(&[]), id))
}

/// The act of the part `id` of these blocks, which stand under `path`.
fn among<'a>(body: &'a [Block], path: &str, id: &str) -> Option<Act<'a>> {
    body.iter().enumerate().find_map(|(n, block)| of_block(block, &ids::child(path, n), id))
}

fn of_block<'a>(block: &'a Block, path: &str, id: &str) -> Option<Act<'a>> {
    let nth = |n: usize| ids::child(path, n) == id;
    let nth_link = |n: usize| ids::link(&ids::child(path, n)) == id;
    match block {
        Block::Section(section) => among(&section.body, path, id),
        Block::Notice(notice) => among(&notice.body, path, id),
        Block::Question(question) => of_question(question, id),
        Block::Links(links) | Block::Pages(Pages { links, .. }) => {
            links.iter().enumerate().find(|(n, _)| nth(*n)).map(|(_, link)| Act::Follow(&link.to))
        }
        Block::TaskList(list) => {
            let task = list.tasks.iter().enumerate().find(|(n, _)| nth(*n));
            task.and_then(|(_, task)| task.to.as_ref()).map(Act::Follow)
        }
        Block::Summary(summary) => {
            let row = summary.rows.iter().enumerate().find(|(n, _)| nth_link(*n));
            row.and_then(|(_, SummaryRow { change, .. })| change.as_ref()).map(|link| Act::Follow(&link.to))
        }
        Block::Table(table) => {
            let row = table.rows.iter().enumerate().find(|(n, _)| nth_link(*n));
            row.and_then(|(_, Row { link, .. })| link.as_ref()).map(|link| Act::Follow(&link.to))
        }
        Block::Paragraph(_) | Block::List(_) | Block::Confirmation(_) => None,
    }
}

fn of_question<'a>(question: &'a Question, id: &str) -> Option<Act<'a>> {
    let name = &question.name;
    match &question.input {
        Input::OneChoice { choices, .. } | Input::ManyChoices { choices, .. } => {
            let choice = choices.iter().enumerate().find(|(n, _)| ids::choice(name, *n) == id);
            choice.map(|(_, choice)| Act::Choose(question, choice))
        }
        Input::Date { .. } => {
            let part = ids::date_boxes(name).iter().position(|part| part == id);
            // The date as a whole begins with its day.
            let whole = (id == name).then_some(0);
            part.or(whole).map(|part| Act::Type(question, Some(part)))
        }
        _ => (id == name).then_some(Act::Type(question, None)),
    }
}

/// The question with this name.
pub fn question_mut<'a>(page: &'a mut Page, name: &str) -> Option<&'a mut Question> {
    let done = page.done.iter_mut().flat_map(|done| &mut done.body);
    find(done.chain(&mut page.body), name)
}

fn find<'a>(blocks: impl Iterator<Item = &'a mut Block>, name: &str) -> Option<&'a mut Question> {
    for block in blocks {
        let found = match block {
            Block::Question(question) if question.name == name => Some(&mut **question),
            Block::Section(section) => find(section.body.iter_mut(), name),
            Block::Notice(notice) => find(notice.body.iter_mut(), name),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The fields that the main form sends as the page now stands, the hidden ones first; secrets are not among them.
pub fn fields(page: &Page) -> Vec<(String, String)> {
    let mut fields = page.form.as_ref().map(|form| form.hidden.clone()).unwrap_or_default();
    for question in page.questions() {
        let name = &question.name;
        match &question.input {
            Input::Date { day, month, year } => {
                fields.extend(ids::date_boxes(name).into_iter().zip([day, month, year].map(Clone::clone)));
            }
            Input::OneChoice { chosen, .. } => {
                fields.extend(chosen.iter().map(|c| (name.clone(), c.clone())))
            }
            Input::ManyChoices { chosen, .. } => {
                fields.extend(chosen.iter().map(|c| (name.clone(), c.clone())));
            }
            input => {
                fields.extend(input.clone().typed_mut().map(|value| (name.clone(), std::mem::take(value))))
            }
        }
    }
    fields
}

/// Writes what stands in the questions of one page into those of the same names of another: the page in another language.
///
/// Choices that the other page does not offer are left out; secrets stand in no page.
pub fn carry(from: &Page, to: &mut Page) {
    for question in from.questions() {
        let Some(same) = question_mut(to, &question.name) else { continue };
        match (&question.input, &mut same.input) {
            (Input::Date { day, month, year }, Input::Date { day: d, month: m, year: y }) => {
                [d, m, y].into_iter().zip([day, month, year]).for_each(|(new, old)| new.clone_from(old));
            }
            (Input::OneChoice { chosen: Some(value), .. }, Input::OneChoice { choices, chosen }) => {
                let offered = choices.iter().any(|choice| choice.value == *value);
                *chosen = if offered { Some(value.clone()) } else { chosen.take() };
            }
            (Input::ManyChoices { chosen: values, .. }, Input::ManyChoices { choices, chosen }) => {
                let offered = |value: &&String| choices.iter().any(|choice| choice.value == **value);
                *chosen = values.iter().filter(offered).cloned().collect();
            }
            (typed, input) => {
                if let (Some(old), Some(new)) = (typed.clone().typed_mut(), input.typed_mut()) {
                    std::mem::swap(new, old);
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;
    use crate::html::examples;
    use crate::speech::{self, Kind};

    #[test]
    fn everything_that_is_heard_as_operable_does_something() {
        for example in examples() {
            let (page, frame) = (&example.page, &example.frame);
            for utterance in speech::page(page, frame) {
                let does = act(page, frame, &utterance.id);
                match utterance.kind {
                    Kind::Choice | Kind::Part | Kind::Link | Kind::Button => {
                        assert!(does.is_some(), "{}: {}", example.name, utterance.id);
                    }
                    Kind::Question | Kind::Task => {}
                    _ => assert_eq!(does, None, "{}: {}", example.name, utterance.id),
                }
            }
        }
    }

    #[test]
    fn every_typed_question_can_be_found_typed_into_and_sent() {
        for example in examples() {
            let mut page = example.page.clone();
            let names: Vec<String> = page.questions().iter().map(|q| q.name.clone()).collect();
            for name in names {
                let Some(question) = question_mut(&mut page, &name) else { panic!("{name}") };
                let Some(value) = question.input.typed_mut() else { continue };
                "nuovo".clone_into(value);
                assert!(fields(&page).contains(&(name, "nuovo".to_owned())), "{}", example.name);
            }
        }
    }

    #[test]
    fn what_stands_in_a_page_is_carried_to_the_same_page_in_another_language() {
        for example in examples() {
            let mut filled = example.page.clone();
            let names: Vec<String> = filled.questions().iter().map(|q| q.name.clone()).collect();
            for name in &names {
                let Some(question) = question_mut(&mut filled, name) else { panic!("{name}") };
                match &mut question.input {
                    Input::Date { day, month, year } => {
                        for part in [day, month, year] {
                            "7".clone_into(part);
                        }
                    }
                    Input::OneChoice { choices, chosen } => *chosen = choices.last().map(|c| c.value.clone()),
                    Input::ManyChoices { choices, chosen } => {
                        *chosen = choices.iter().map(|c| c.value.clone()).collect();
                    }
                    input => {
                        if let Some(value) = input.typed_mut() {
                            "nuovo".clone_into(value);
                        }
                    }
                }
            }
            let mut other = example.page.clone();
            carry(&filled, &mut other);
            assert_eq!(fields(&other), fields(&filled), "{}", example.name);
        }
    }
}
