//! What a replay leaves behind: every step walked through, by task, and the page of the one that is wanted.

use a11y::page::{Block, Link, Notice, Page, Question, Step, SummaryRow, TaskStatus, Tone};
use a11y::text::{Lang, Text};

use super::asking::Asked;
use super::{ALSO, Answers, REVIEW, Seen, Talk, Visit, named, names, step_path};
use crate::services::words;

/// A task of a conversation with the steps walked through; a conversation without tasks is one without a name.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name in addresses.
    pub slug: &'static str,
    /// Its name.
    pub title: Text,
    later: bool,
    pub(super) visits: Vec<Visit>,
}

impl Part {
    pub(super) fn unnamed() -> Part {
        Part::begun("", Text::default())
    }

    pub(super) fn begun(slug: &'static str, title: Text) -> Part {
        Part { slug, title, later: false, visits: Vec::new() }
    }

    pub(super) fn later(slug: &'static str, title: Text) -> Part {
        Part { later: true, ..Part::begun(slug, title) }
    }

    /// How far it is.
    pub fn status(&self) -> TaskStatus {
        if self.later {
            TaskStatus::Blocked
        } else if self.visits.iter().any(|visit| visit.changed) {
            TaskStatus::Review
        } else if self.visits.iter().any(|visit| visit.ends) {
            TaskStatus::Refused
        } else if self.open().is_none() {
            TaskStatus::Done
        } else if self.visits.iter().any(Visit::is_wrong) {
            TaskStatus::Wrong
        } else if self.visits.iter().any(Visit::is_settled) {
            TaskStatus::Begun
        } else {
            TaskStatus::ToDo
        }
    }

    /// Its first step.
    pub fn first(&self) -> Option<&'static str> {
        self.visits.first().map(|visit| visit.slug)
    }

    /// Its steps, as far as the answers lead.
    pub fn slugs(&self) -> impl Iterator<Item = &'static str> {
        self.visits.iter().map(|visit| visit.slug)
    }

    /// Its first step that has something left to do.
    pub fn open(&self) -> Option<&'static str> {
        self.visits.iter().find(|visit| !visit.is_settled()).map(|visit| visit.slug)
    }

    /// The titles and names of its steps that asked something else when they were answered.
    pub fn changed(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        self.visits.iter().filter(|visit| visit.changed).map(|visit| (visit.slug, &visit.title))
    }

    /// Its answers, each with the link that changes it.
    pub fn rows(&self, lang: Lang, base: &str) -> Vec<SummaryRow> {
        self.visits.iter().flat_map(|visit| review_rows(lang, base, visit)).collect()
    }

    /// The link that changes the answer to the question of this name, and leads back to the review.
    pub fn change(&self, lang: Lang, base: &str, name: &str) -> Option<Link> {
        // It leads to the first box of a date, and to the choice that is chosen.
        let is_of = |asked: &&Asked| match asked.target.strip_prefix(name).map(|rest| rest.strip_prefix('-'))
        {
            None => false,
            Some(None) => asked.target == name,
            Some(Some(part)) => part == "giorno" || part.bytes().all(|byte| byte.is_ascii_digit()),
        };
        self.visits.iter().find_map(|visit| {
            let asked = visit.rows.iter().find(is_of)?;
            Some(to_change(lang, visit, asked, &for_review(lang, base, visit)))
        })
    }
}

fn review_rows(lang: Lang, base: &str, visit: &Visit) -> Vec<SummaryRow> {
    let to = for_review(lang, base, visit);
    let row = |asked: &Asked| SummaryRow {
        label: named(lang, visit.whose.as_ref().filter(|_| visit.apart), &asked.label),
        value: asked.value.clone(),
        change: Some(to_change(lang, visit, asked, &to)),
    };
    visit.rows.iter().map(row).collect()
}

/// The page of a step, for who goes back from there to the review.
fn for_review(lang: Lang, base: &str, visit: &Visit) -> String {
    format!("{}?da={REVIEW}", step_path(lang, base, visit.slug))
}

/// To where an answer is changed, on the page of its step.
fn to_change(lang: Lang, visit: &Visit, asked: &Asked, page: &str) -> Link {
    // A page with one question begins with it, and a reader hears more of it from there.
    let to = if visit.rows.len() > 1 { format!("{page}#{}", asked.target) } else { page.to_owned() };
    Link::inside(change(lang, visit.whose.as_ref(), &asked.label), to)
}

fn change(lang: Lang, whose: Option<&Text>, label: &Text) -> Text {
    match whose {
        Some(whose) => words::change_of(lang, whose, &label.lowered()),
        None => words::change(lang, label),
    }
}

/// A conversation after its replay.
#[derive(Debug)]
pub struct Walk<R> {
    /// What the script gave.
    pub outcome: R,
    /// The tasks, in order, each with the steps that the answers lead through.
    pub parts: Vec<Part>,
    lang: Lang,
    wanted: String,
    from_review: bool,
}

/// Replays `script` over `answers`, given to questions of the shapes `seen`, for the step `wanted`.
pub fn walk<R>(
    lang: Lang,
    answers: &Answers,
    seen: &Seen,
    wanted: &str,
    script: impl FnOnce(&mut Talk<'_>) -> R,
) -> Walk<R> {
    let mut talk = Talk { lang, answers, seen, whose: None, apart: false, parts: Vec::new() };
    let outcome = script(&mut talk);
    let parts = talk.parts;
    Walk { outcome, parts, lang, wanted: wanted.to_owned(), from_review: false }
}

impl<R> Walk<R> {
    /// The same for who came to the wanted step from the review, and goes back there from wherever its fault leads.
    pub fn from_review(self, from_review: bool) -> Walk<R> {
        Walk { from_review, ..self }
    }

    /// The first step that has something left to do; `None` when all is answered.
    pub fn open(&self) -> Option<&'static str> {
        self.parts.iter().find_map(Part::open)
    }

    /// The wanted step: its task, and its place there.
    fn place(&self) -> Option<(&Part, usize)> {
        self.parts.iter().find_map(|part| {
            let index = part.visits.iter().position(|visit| visit.slug == self.wanted)?;
            Some((part, index))
        })
    }

    /// The names of every field that is asked on the way so far.
    pub fn names(&self) -> Vec<String> {
        self.questions().into_iter().flat_map(names).collect()
    }

    /// Every question on the way so far.
    pub fn questions(&self) -> Vec<&Question> {
        self.parts.iter().flat_map(|part| &part.visits).flat_map(Visit::questions).collect()
    }

    /// The task of the wanted step.
    pub fn part(&self) -> Option<&Part> {
        self.place().map(|(part, _)| part)
    }

    /// The title of the wanted step and its answers, each with the link that changes it.
    pub fn rows(&self, base: &str) -> Option<(Text, Vec<SummaryRow>)> {
        let (part, index) = self.place()?;
        let visit = part.visits.get(index)?;
        Some((visit.title.clone(), review_rows(self.lang, base, visit)))
    }

    /// The step after the wanted one in its task.
    pub fn next(&self) -> Option<&'static str> {
        let (part, index) = self.place()?;
        part.visits.get(index + 1).map(|visit| visit.slug)
    }

    /// The shape of the wanted step's questions.
    pub fn shape(&self) -> Option<(&'static str, &str)> {
        let (part, index) = self.place()?;
        part.visits.get(index).map(|visit| (visit.slug, visit.shape.as_str()))
    }

    /// The wanted step can be used as answered.
    pub fn is_answered(&self) -> bool {
        self.place().and_then(|(part, index)| part.visits.get(index)).is_some_and(|visit| visit.answered)
    }

    /// The way to the answer of another step, in any task, that one of this step contradicts.
    fn contradicted(&self, here: &Visit, base: &str) -> Option<Link> {
        let field = here.contradicted.as_ref()?;
        let visits = self.parts.iter().flat_map(|part| &part.visits);
        visits.filter(|visit| visit.slug != here.slug).find_map(|visit| {
            let asked = visit.rows.iter().find(|asked| asked.target == *field)?;
            let mut page = step_path(self.lang, base, visit.slug);
            if self.from_review {
                page.push_str(&format!("?da={REVIEW}&{ALSO}={}", here.slug));
            }
            Some(to_change(self.lang, visit, asked, &page))
        })
    }

    /// Where a step is: among those of its conversation, of which there are as many as `expected`; or, where there are tasks
    /// whose steps nobody can count before they are answered, in which task. After the tasks all is read again and sent.
    fn count(&self, part: &Part, index: usize, expected: u8) -> Option<Step> {
        let number = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
        if !part.slug.is_empty() {
            let now = self.parts.iter().position(|one| one.slug == part.slug)?;
            let of = number(self.parts.len() + 1);
            return Some(Step { now: number(now + 1), of, part: Some(part.title.clone()) });
        }
        let steps = |visits: &[Visit]| visits.iter().filter(|visit| !visit.aside).count();
        let now = steps(part.visits.get(..=index).unwrap_or_default());
        let of = usize::from(expected).max(steps(&part.visits));
        (expected > 1).then(|| Step { now: number(now), of: number(of), part: None })
    }

    /// The wanted step as a page, with the step before it in its task; `None` if the answers do not lead there.
    pub fn page(&self, base: &str, expected: u8) -> Option<(Page, Option<Link>)> {
        let (part, index) = self.place()?;
        let visit = part.visits.get(index)?;
        let before = index.checked_sub(1).and_then(|n| part.visits.get(n));
        let back =
            before.map(|visit| Link::inside(visit.title.clone(), step_path(self.lang, base, visit.slug)));
        let mut page = Page::new(self.lang, visit.title.clone());
        // Faults come first, and nothing else is told with them.
        page.done = visit.told.clone().filter(|_| !visit.is_wrong());
        if visit.changed {
            let body = vec![words::changed_what(self.lang).into()];
            page = page.with(Notice { tone: Tone::Warning, title: words::changed(self.lang), body });
        }
        if visit.ends {
            page.body.extend(visit.body.iter().cloned());
            return Some((self.contradicted(visit, base).into_iter().fold(page, Page::link), back));
        }
        // Before the questions: right after the faults, by ear and by Tab.
        page.body.extend(self.contradicted(visit, base).map(|link| Block::Links(vec![link])));
        page.body.extend(visit.body.iter().cloned());
        page.step = self.count(part, index, expected);
        Some((page.submit(words::go_on(self.lang)), back))
    }
}
