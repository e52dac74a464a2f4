//! The error summary: how many faults there are, and a link to each, before the title, in the very words that stand at its
//! control.
//!
//! It takes the focus by its fragment (`#errori`) after the redirect, and by `autofocus` where an answer comes without
//! one, as that of a search does. It has no `role=alert`: on a page that is just
//! being loaded that made JAWS lose the list (govuk-frontend 2657) and NVDA the title (nhsuk-frontend 1036).

use maud::{Markup, html};

use crate::ids;
use crate::page::Page;
use crate::words;

use super::Place;
use super::support::{Support, Treatment::*, relied_on, repeated};

/// What the summary asks of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("tabindex=-1: focus by fragment", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("h2: heading", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("a href=#id: moves to the control", [Pass, Pass, Pass, Pass, Pass]),
    repeated("section aria-labelledby: named region", [Pass, Pass, Pass, Partial, Pass]),
    repeated("ul: number of items", [Pass, Pass, Pass, Fail, Pass]),
];

const HEADING: &str = "errori-titolo";

/// The faults of a page that has any.
pub(super) fn summary(page: &Page, place: &Place) -> Markup {
    let problems = page.problems();
    let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    html! {
        section id=(ids::ERRORS) class="faults" tabindex="-1" autofocus[!place.set.view.only_read] aria-labelledby=(HEADING) {
            h2 id=(HEADING) { (place.set.bare(&words::problems_heading(page.lang, count))) }
            ul role="list" {
                @for (control, message) in problems {
                    li { a href={ "#" (control) } { (place.set.bare(message)) (place.set.stop(message)) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::page::{Frame, View};
    use crate::text::Lang;

    #[test]
    fn each_fault_is_a_link_with_the_words_that_stand_at_its_control() {
        let with_faults = super::super::examples().into_iter().filter(|e| !e.page.problems().is_empty());
        for example in with_faults.filter(|example| example.page.lang == Lang::It) {
            let html = super::super::main(&example.page, &Frame::default()).into_string();
            let (summary, rest) = html.split_once("</section>").unwrap_or_default();
            assert!(
                summary.contains("tabindex=\"-1\" autofocus") && !summary.contains("role=\"alert\""),
                "{summary}"
            );
            assert!(rest.contains("<h1"), "before the title: {html}");
            // Where no browser reads it aloud, another moves the focus: this one would take it away.
            let view = View { only_read: true, ..View::default() };
            let seen = super::super::main(&example.page, &Frame { view, ..Frame::default() });
            assert!(!seen.into_string().contains("autofocus"));
            for (control, message) in example.page.problems() {
                let words = crate::values::line(message, Lang::It);
                let link = format!("<a href=\"#{control}\">");
                let told = summary.split(&link).nth(1).unwrap_or_default();
                assert!(told.starts_with(&words) || told.contains("<bdi"), "{words}: {summary}");
                assert!(rest.contains(&format!("id=\"{control}\"")), "{control}: {rest}");
            }
        }
    }
}
