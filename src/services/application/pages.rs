//! The pages of a long form that are no step: its tasks, all its answers, the end of a draft, what was sent.

use a11y::page::{
    Block, Confirmation, Input, Link, Notice, Page, Question, Section, Send, Summary, SummaryRow, Target,
    Task, TaskList, TaskStatus, Tone,
};
use a11y::text::{Lang, Text};
use sha2::{Digest, Sha256};

use super::desk::Desk;
use super::{Application, DELETE, Reading, words};
use crate::clock::Moment;
use crate::ledger::{Case, SentAnswers, SentWords};
use crate::seal::hex;
use crate::services::conversation::{Answers, Part, REVIEW, Walk, blocks_as_sent, parts_as_sent, step_path};
use crate::services::particulars::typed::in_every_language;
use crate::services::{about, named, path, sent_blocks, words as shared};

pub(crate) use crate::services::form::READ;

/// In the query of that page, and of the list of tasks: something was changed after it was read.
pub(crate) const CHANGED: &str = "cambiato";

/// In the query of the list of tasks: an answer came to a question that is not asked now.
pub(super) const ASIDE: &str = "non-ora";

/// In the query of what was sent: something was answered or deleted since.
pub(crate) const LATE: &str = "tardi";

/// In the query of the page with all answers: the step that was answered just now, from there.
pub(super) const SAVED: &str = "salvata";

/// In the query of a step: the one whose change, from the page with all answers, asks for this one again.
pub(super) const BECAUSE: &str = "per";

/// In the query of a step: another one was asked for, which comes later or is not asked any more.
pub(super) const FIRST: &str = "prima";

/// Why a step is shown in place of another one.
pub(super) fn first(lang: Lang) -> Notice {
    Notice { tone: Tone::Warning, title: words::first(lang), body: vec![words::first_what(lang).into()] }
}

/// Why a step is shown after the change of another one.
pub(super) fn because<A: Application>(lang: Lang, desk: &Desk<A>, changed: &str) -> Option<Notice> {
    let (title, _) = desk.walk(lang, changed).rows(&desk.base)?;
    let body = vec![words::because_what(lang, &title).into()];
    Some(Notice { tone: Tone::Warning, title: words::because(lang), body })
}

/// More answers than these are not said again, but their step's name.
const MOST_SAVED: usize = 3;

/// What was answered, back at the page with all answers: on one step, or on another one too.
pub(super) fn saved<A: Application>(lang: Lang, desk: &Desk<A>, steps: [Option<&str>; 2]) -> Option<Notice> {
    let told = |step: &str| -> Option<Vec<Block>> {
        let (title, rows) = desk.walk(lang, step).rows(&desk.base)?;
        Some(match rows.len() {
            ..=MOST_SAVED => rows.into_iter().map(|row| saved_answer(lang, row).into()).collect(),
            _ => vec![words::saved_step(lang, &title).into()],
        })
    };
    let body: Vec<Block> = steps.into_iter().flatten().filter_map(told).flatten().collect();
    (!body.is_empty()).then(|| Notice { tone: Tone::Done, title: words::saved(lang), body })
}

/// What was asked and what was answered, as the list of all answers puts them together.
fn saved_answer(lang: Lang, row: SummaryRow) -> Text {
    let between = a11y::values::after_label(&a11y::values::line(&row.label, lang));
    a11y::text::join([row.label, row.value], between).private()
}

/// Nothing was sent, for something is to be answered first.
pub(crate) fn unsent(lang: Lang) -> Notice {
    Notice { tone: Tone::Warning, title: words::unsent(lang), body: vec![words::unsent_what(lang).into()] }
}

/// Nothing was sent, for it is to be read again first.
pub(crate) fn changed(lang: Lang) -> Notice {
    Notice { tone: Tone::Warning, title: words::changed(lang), body: vec![words::changed_what(lang).into()] }
}

/// What was answered or deleted since it was sent was not taken.
pub(crate) fn late(lang: Lang, case: &Case) -> Notice {
    let what = words::late_what(lang, case.created.date(), case.created.time());
    Notice { tone: Tone::Warning, title: not_taken(lang), body: vec![what.into()] }
}

/// The heading of a notice that something came after its send and was not taken.
pub(crate) fn not_taken(lang: Lang) -> Text {
    words::late(lang)
}

/// What became of such an answer.
pub(super) fn aside(lang: Lang) -> Notice {
    Notice { tone: Tone::Warning, title: words::aside(lang), body: vec![words::aside_what(lang).into()] }
}

/// The way out of a form: where its draft is found again.
pub(crate) fn to_area(lang: Lang) -> Link {
    Link::inside(words::to_area(lang), path(lang, "area"))
}

/// The way from a step to the list of tasks.
pub(super) fn to_list(lang: Lang, base: &str) -> Link {
    Link::inside(words::to_list(lang), path(lang, base))
}

/// The tasks, each with its state, and until when the answers are kept.
pub(super) fn tasks<A: Application>(lang: Lang, desk: &Desk<A>) -> Page {
    let walk = desk.walk(lang, "");
    let mut tasks: Vec<Task> = walk.parts.iter().map(|part| task(lang, &desk.base, part)).collect();
    let complete = walk.outcome.is_some() && walk.open().is_none();
    let label = match complete {
        true => words::review(lang),
        false => shared::task_after(lang, &words::review(lang), &words::everything_else(lang)),
    };
    tasks.push(Task {
        label,
        to: complete.then(|| Target::Inside(step_path(lang, &desk.base, REVIEW))),
        status: if complete { TaskStatus::ToDo } else { TaskStatus::Blocked },
    });
    let mut page = Page::new(lang, desk.form.title(lang));
    page.test_data = desk.test_data;
    if !desk.may_send {
        page = page.say(fills_only(lang));
    }
    page.with(TaskList { tasks })
        .say(words::kept(lang, desk.draft.expires.date()))
        .link(to_deletion(lang, &desk.base))
}

/// What who may not send does with their PIN, and what is missing: before they begin to read or to fill in.
pub(crate) fn fills_only(lang: Lang) -> Text {
    words::fills_only(lang)
}

/// The list of tasks as a kiosk shows it: how long it takes there, and that it can be done at home.
pub(super) fn at_kiosk(mut page: Page) -> Page {
    page.body.insert(0, words::kiosk(page.lang).into());
    page
}

/// A task: it leads to its first step with something left to do, else to its first.
fn task(lang: Lang, base: &str, part: &Part) -> Task {
    let to = part.open().or_else(|| part.first());
    Task {
        label: part.title.clone(),
        to: to.map(|slug| Target::Inside(step_path(lang, base, slug))),
        status: part.status(),
    }
}

/// The way to the page that deletes the draft at `base`.
pub(crate) fn to_deletion(lang: Lang, base: &str) -> Link {
    Link::inside(words::delete(lang), step_path(lang, base, DELETE))
}

/// Before the draft at `base`, last changed then, is deleted; `stays` is said in place of that nothing was sent so far.
pub(crate) fn deletion(lang: Lang, base: &str, changed: Moment, stays: Option<Text>) -> Page {
    let stays = stays.unwrap_or_else(|| words::delete_unsent(lang));
    let title = words::delete_title(lang, changed.date(), changed.time());
    Page::new(lang, title).say(words::delete_what(lang)).say(stays).send(Send {
        label: words::delete_do(lang),
        address: step_path(lang, base, DELETE),
        fields: Vec::new(),
        primary: true,
    })
}

/// Before a draft is deleted.
pub(super) fn delete<A: Application>(lang: Lang, desk: &Desk<A>) -> Page {
    let walk = desk.walk(lang, "");
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let done = walk.parts.iter().filter(|part| part.status() == TaskStatus::Done).count();
    // As the list of tasks counts them: the last one is to read and send.
    let (done, of) = (count(done), count(walk.parts.len() + 1));
    let about = named(desk.form.name()).and_then(|service| service.draft_about(lang, &desk.draft.answers));
    let which = match about {
        Some(about) => words::delete_which_about(lang, &about, done, of).private(),
        None => words::delete_which(lang, done, of),
    };
    let mut page = desk.page(deletion(lang, &desk.base, desk.draft.updated, None));
    page.body.insert(0, which.into());
    page
}

/// All answers, what is declared, and the button that sends; `None` while there is still something to do.
pub(super) fn review<A: Application>(lang: Lang, desk: &Desk<A>, done: Option<Notice>) -> Option<Page> {
    let walk = desk.walk(lang, "");
    let (None, Some(outcome)) = (walk.open(), &walk.outcome) else {
        return None;
    };
    let mut page = Page::new(lang, words::review_title(lang));
    page.done = done;
    if !desk.may_send {
        page = page.say(fills_only(lang));
    }
    let reading = Reading { lang, parts: &walk.parts, base: &desk.base, may_send: desk.may_send };
    let declared = desk.form.declared(lang, outcome, &desk.facts, &reading);
    let warns = |block: &&Block| matches!(block, Block::Notice(notice) if notice.tone == Tone::Warning);
    let warnings = i64::try_from(declared.iter().filter(warns).count()).unwrap_or(i64::MAX);
    page = desk.form.warned(lang, outcome, &desk.facts, &reading).into_iter().fold(page, Page::with);
    page = page.say(words::review_what(lang));
    let short = desk.form.in_short(lang, outcome, &desk.facts, &desk.draft.answers);
    page = short.into_iter().fold(page, |page, short| page.say(short.private()));
    if warnings > 0 {
        page = page.say(words::to_check(lang, warnings));
    }
    for part in &walk.parts {
        let rows = part.rows(lang, &desk.base);
        if !rows.is_empty() {
            let body = vec![Summary { caption: Text::default(), rows }.into()];
            page = page.with(Section { heading: part.title.clone(), body });
        }
    }
    let send_by = desk.form.send_by(lang, outcome, &desk.facts, desk.may_send).map(Block::from);
    // Before what is declared by sending: it does not hold for who cannot send.
    if desk.may_send {
        page.body.extend(send_by);
    } else {
        let mut body: Vec<Block> = vec![
            words::reader_what(lang, desk.draft.expires.date()).into(),
            shared::reader_raised(lang).into(),
        ];
        body.extend(send_by);
        body.push(Block::Links(vec![about::office(lang)]));
        page = page.with(Notice { tone: Tone::Warning, title: words::reader(lang), body });
    }
    page = declared.into_iter().fold(page, Page::with);
    if desk.may_send {
        let digest = digest(&page);
        page = page.submit(desk.form.submit(lang));
        if let Some(form) = &mut page.form {
            form.hidden.push((READ.to_owned(), digest));
        }
    }
    Some(desk.page(page))
}

/// A digest of what a page says: who sends has read just this.
pub(crate) fn digest(page: &Page) -> String {
    let shown = serde_json::to_vec(&page.body).unwrap_or_default();
    let digest: [u8; 32] = Sha256::digest(shown).into();
    hex(&digest[..16])
}

/// What is kept as sent: the answers of each task, and what was accepted with them.
pub(super) fn kept<A: Application>(
    lang: Lang,
    desk: &Desk<A>,
    walk: &Walk<Option<A::Outcome>>,
) -> SentAnswers {
    let words = |lang, walk: &Walk<Option<A::Outcome>>| {
        let accepted = walk.outcome.as_ref().map(|outcome| desk.form.accepted(lang, outcome, &desk.facts));
        SentWords {
            parts: parts_as_sent(lang, &walk.parts),
            accepted: blocks_as_sent(lang, accepted.unwrap_or_default()),
            ..SentWords::default()
        }
    };
    let answers = for_every_language(lang, &desk.draft.answers, &walk.questions());
    let other = |lang| {
        let again = desk.walk_over(lang, &answers, "");
        // Other words for the same, or none.
        (again.outcome == walk.outcome).then(|| words(lang, &again))
    };
    let since = walk.outcome.as_ref().and_then(|outcome| desk.form.since(outcome));
    SentAnswers {
        about: desk.form.about(&desk.draft.answers),
        since: since.map(|day| day.to_string()).unwrap_or_default(),
        ..SentAnswers::worded(lang, words(lang, walk), other)
    }
}

/// Amounts that were accepted in `lang` as every language reads them: `1,250` is another amount in another one. What
/// was not accepted stays as it was typed.
pub(super) fn for_every_language(lang: Lang, answers: &Answers, questions: &[&Question]) -> Answers {
    let mut answers = answers.clone();
    let amount = |question: &&&Question| matches!(question.input, Input::Money { .. });
    for question in questions.iter().filter(amount).filter(|question| question.problem.is_none()) {
        if let Some(plain) = in_every_language(lang, answers.trimmed(&question.name)) {
            answers.set(question.name.clone(), plain);
        }
    }
    answers
}

/// What was sent: protocol number, time, the answers exactly as sent.
pub(super) fn sent<A: Application>(lang: Lang, form: &A, case: &Case, test_data: bool) -> Page {
    let mut page = Page::new(lang, form.sent_title(lang, case)).of(form.title(lang)).with(Confirmation {
        protocol: case.protocollo.to_string(),
        label: words::protocol(lang),
        date: case.created.date(),
        time: case.created.time(),
        next: vec![words::sent_kept(lang)],
    });
    page.test_data = test_data;
    page.body.extend(sent_blocks(lang, case));
    page.link(Link::inside(words::to_case(lang), path(lang, &format!("area/pratiche/{}", case.protocollo))))
}
