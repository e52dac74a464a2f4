//! Tasks with their states in words, and above them how many are done.

use maud::{Markup, html};

use crate::page::{Target, Task, TaskList, TaskStatus};
use crate::text::{Lang, Text};
use crate::words;

use super::example::{Example, page, words as say};
use super::support::{Support, Treatment::*, relied_on, repeated};
use super::{Place, href};

/// What a task list asks of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("a href: link and its name", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("p: the state as text after the task", [Pass, Pass, Pass, Pass, Pass]),
    repeated("aria-describedby: the state with the link", [Pass, Pass, Pass, Partial, Pass]),
    repeated("ul role=list: number of items", [Pass, Pass, Pass, Fail, Pass]),
];

fn status(status: TaskStatus, lang: Lang) -> (&'static str, Text) {
    match status {
        TaskStatus::Done => ("state done", words::task_done(lang)),
        TaskStatus::ToDo => ("state to-do", words::task_to_do(lang)),
        TaskStatus::Begun => ("state to-do", words::task_begun(lang)),
        TaskStatus::Wrong => ("state to-do", words::task_wrong(lang)),
        TaskStatus::Blocked => ("state", words::task_blocked(lang)),
        TaskStatus::Review => ("state to-do", words::task_review(lang)),
        TaskStatus::Refused => ("state to-do", words::task_refused(lang)),
    }
}

pub(super) fn task_list(list: &TaskList, place: &Place) -> Markup {
    let lang = place.set.lang;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let done = list.tasks.iter().filter(|task| task.status == TaskStatus::Done).count();
    html! {
        p { (place.set.text(&words::tasks_done(lang, count(done), count(list.tasks.len())))) }
        ul id=(place.id) role="list" class="tasks" {
            @for (n, task) in list.tasks.iter().enumerate() { (one(task, &place.child(n))) }
        }
    }
}

fn one(task: &Task, place: &Place) -> Markup {
    let (class, state) = status(task.status, place.set.lang);
    let state_id = format!("{}-stato", place.id);
    let link = task.to.as_ref().filter(|_| task.status != TaskStatus::Blocked);
    html! {
        li id=(place.id) {
            @if let Some(to) = link {
                a href=(href(to)) aria-describedby=(state_id) { (place.set.bare(&task.label)) }
            } @else {
                span { (place.set.bare(&task.label)) }
            }
            " "
            strong id=[link.map(|_| &state_id)] class=(class) { (place.set.bare(&state)) }
        }
    }
}

pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let inside = |slug: &str| Some(Target::Inside(format!("/{}/isee/{slug}", lang.code())));
    let tasks = vec![
        Task {
            label: say(lang, "La famiglia", "The family", "اَلْأُسْرَةُ"),
            to: inside("famiglia"),
            status: TaskStatus::Done,
        },
        Task {
            label: say(lang, "La casa", "The home", "اَلْمَسْكَنُ"),
            to: inside("casa"),
            status: TaskStatus::Review,
        },
        Task {
            label: say(lang, "I redditi", "The income", "اَلدَّخْلُ"),
            to: inside("redditi"),
            status: TaskStatus::ToDo,
        },
        Task {
            label: say(lang, "I conviventi", "Who lives with you", "اَلْمُقِيمُونَ مَعَكَ"),
            to: inside("conviventi"),
            status: TaskStatus::Refused,
        },
        Task {
            label: say(lang, "La firma", "The signature", "اَلتَّوْقِيعُ"),
            to: None,
            status: TaskStatus::Blocked,
        },
    ];
    let title = say(lang, "La tua dichiarazione", "Your declaration", "تَصْرِيحُكَ");
    vec![Example::new("task_list", page(lang, title).with(TaskList { tasks }))]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use scraper::{Html, Selector};

    use super::*;
    use crate::page::Frame;

    #[test]
    fn each_task_link_is_described_by_its_state_and_a_blocked_task_is_no_link() {
        let html = super::super::main(&examples(Lang::It)[0].page, &Frame::default()).into_string();
        let tree = Html::parse_fragment(&html);
        let links: Vec<_> = tree.select(&Selector::parse(".tasks a").unwrap()).collect();
        assert_eq!(links.len(), 4);
        assert!(
            links
                .iter()
                .all(|a| a.attr("aria-describedby").is_some_and(|id| html.contains(&format!("id=\"{id}\""))))
        );
        let last = tree.select(&Selector::parse(".tasks li:last-child").unwrap()).next().unwrap();
        assert!(last.text().collect::<String>().contains("Non puoi ancora iniziare"));
        assert!(!last.html().contains("<a"));
    }
}
