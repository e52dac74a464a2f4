//! Where one goes from a step: on, back to the review, to a fault, or to what is to be answered first.

use a11y::text::Lang;

use super::desk::Desk;
use super::taking::is_plain;
use super::{Application, pages};
use crate::services::conversation::{ALSO, Part, REVIEW, Walk};
use crate::services::{Call, Fields};

/// In place of a step that the answers do not lead to: the first one of its task with something left to do, which says so;
/// else that of all tasks, or the task list, where nothing is. Who came `from` the review goes back there.
pub(super) fn instead<A: Application>(
    desk: &Desk<A>,
    walk: &Walk<Option<A::Outcome>>,
    lang: Lang,
    task: Option<&str>,
    from: &str,
) -> String {
    // What is wrong in another task is no answer to who is at this one.
    let own = walk.parts.iter().find(|part| Some(part.slug) == task).and_then(Part::open);
    let Some(open) = own.or_else(|| walk.open()) else { return desk.base.clone() };
    let at = top_of(desk, lang, open);
    let and = if from.is_empty() { '?' } else { '&' };
    format!("{}/{open}{from}{and}{}=si#{at}", desk.base, pages::FIRST)
}

/// Where a notice at the top of a step is heard first: with the faults, if there are any.
fn top_of<A: Application>(desk: &Desk<A>, lang: Lang, step: &str) -> &'static str {
    let page = desk.walk(lang, step).page(&desk.base, 0);
    let wrong = page.is_some_and(|(page, _)| !page.problems().is_empty());
    if wrong { a11y::ids::ERRORS } else { a11y::ids::DONE }
}

/// Where one goes from a step of a task whose answers were not accepted: to its faults. What was chosen may contradict
/// what a step before it asks: the fault is told there then, where nobody asked to go; where that one has none, why one
/// is there.
pub(super) fn to_mend<A: Application>(
    call: &Call<'_>,
    desk: &Desk<A>,
    walk: &Walk<Option<A::Outcome>>,
    (task, step): (Option<&str>, &str),
) -> String {
    let (lang, from) = (call.lang(), came(&call.query));
    let open = || walk.parts.iter().find(|part| Some(part.slug) == task)?.open();
    let wrong = if walk.part().is_some() { Some(step) } else { open() };
    match wrong.filter(|wrong| top_of(desk, lang, wrong) == a11y::ids::ERRORS) {
        Some(wrong) => format!("{}/{wrong}{from}#{}", desk.base, a11y::ids::ERRORS),
        // It asks something more now.
        None if walk.part().is_some() => format!("{}/{step}{from}", desk.base),
        None => instead(desk, walk, lang, task, &from),
    }
}

/// The query of a step, where it says that its citizen came from the review and goes back there.
pub(super) fn from_review(query: &Fields) -> String {
    if query.get("da") == Some(REVIEW) { format!("?da={REVIEW}") } else { String::new() }
}

/// The same with the change that led to this one, until one is back: whether its step is asked then is told there.
fn came(query: &Fields) -> String {
    let from = from_review(query);
    match also(query) {
        Some(also) if !from.is_empty() => format!("{from}&{ALSO}={also}"),
        _ => from,
    }
}

/// The step of the change that led to this one, if it is named as steps are.
fn also(query: &Fields) -> Option<&str> {
    query.get(ALSO).filter(|step| is_plain(step))
}

/// Where one goes after a step: back to the review one came from, as soon as nothing else is asked, to hear there what
/// was answered; else to the next step of the task, and at its end to the task list.
pub(super) fn next<A: Application>(
    call: &Call<'_>,
    desk: &Desk<A>,
    walk: &Walk<Option<A::Outcome>>,
    step: &str,
) -> String {
    let from = came(&call.query);
    if from.is_empty() {
        return match walk.next() {
            Some(next) => {
                let page = desk.walk(call.lang(), next).page(&desk.base, 0);
                let told = page.is_some_and(|(page, _)| page.done.is_some());
                let at = if told { format!("#{}", a11y::ids::DONE) } else { String::new() };
                format!("{}/{next}{at}", desk.base)
            }
            None => desk.base.clone(),
        };
    }
    match walk.part().and_then(Part::open).or_else(|| walk.open()) {
        Some(open) => {
            let at = top_of(desk, call.lang(), open);
            format!("{}/{open}{from}&{}={step}#{at}", desk.base, pages::BECAUSE)
        }
        None => {
            // The change that led to this one holds now, too.
            let also = also(&call.query).filter(|also| desk.walk(call.lang(), also).part().is_some());
            let also = also.map(|also| format!("&{ALSO}={also}")).unwrap_or_default();
            format!("{}/{REVIEW}?{}={step}{also}#{}", desk.base, pages::SAVED, a11y::ids::DONE)
        }
    }
}
