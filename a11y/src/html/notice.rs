//! A boxed message with its own heading, in the body or, for what has been done, before the title.

use maud::{Markup, Render, html};

use crate::ids;
use crate::page::{Block, Notice, Tone};
use crate::text::Lang;

use super::example::{Example, page, words};
use super::support::{Support, Treatment::*, relied_on, repeated};
use super::{Place, blocks};

/// What a notice asks of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("h2 to h6: its heading", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("tabindex=-1: focus by fragment on what has been done", [Pass, Pass, Pass, Pass, Pass]),
    repeated("section aria-labelledby: named region", [Pass, Pass, Pass, Partial, Pass]),
];

const HEADING: &str = "fatto-nome";

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Info => "notice",
        Tone::Done => "notice done",
        Tone::Warning => "notice warning",
    }
}

pub(super) fn notice(notice: &Notice, place: &Place) -> Markup {
    let under = place.deeper();
    html! {
        div id=(place.id) class=(class(notice.tone)) {
            (place.heading(place.names(&notice.body).as_deref(), place.set.bare(&notice.title).render()))
            (blocks(&notice.body, 0, &under))
        }
    }
}

/// What has been done, right before the title; a redirect to `#fatto` puts the focus on it.
pub(super) fn done(notice: &Notice, place: &Place) -> Markup {
    let place = Place { id: ids::DONE.to_owned(), ..place.clone() };
    let under = place.deeper();
    html! {
        section id=(ids::DONE) class=(class(notice.tone)) tabindex="-1" autofocus[!place.set.view.only_read] aria-labelledby=(HEADING) {
            (place.heading(Some(HEADING), place.set.bare(&notice.title).render()))
            (blocks(&notice.body, 0, &under))
        }
    }
}

pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let notice = |tone, title| Notice {
        tone,
        title,
        body: vec![Block::Paragraph(words(
            lang,
            "La sede riapre lunedì.",
            "The office opens again on Monday.",
            "يُفْتَحُ الْمَكْتَبُ مِنْ جَدِيدٍ يَوْمَ الِاثْنَيْنِ.",
        ))],
    };
    let info = words(lang, "Venerdì la sede è chiusa", "Closed on Friday", "اَلْمَكْتَبُ مُغْلَقٌ يَوْمَ الْجُمُعَةِ");
    let warning = words(
        lang,
        "Attenzione: il termine scade domani",
        "Warning: the deadline is tomorrow",
        "تَنْبِيهٌ: يَنْتَهِي الْأَجَلُ غَدًا",
    );
    let good = words(lang, "Fatto: numero salvato", "Done: number saved", "تَمَّ: حُفِظَ الرَّقْمُ");
    let title = words(lang, "La tua sede", "Your office", "مَكْتَبُكَ");
    let mut saved = page(lang, title.clone());
    saved.done = Some(notice(Tone::Done, good.clone()));
    let all = page(lang, title)
        .with(notice(Tone::Info, info))
        .with(notice(Tone::Warning, warning))
        .with(notice(Tone::Done, good));
    vec![Example::new("notices", all), Example::new("done_before_title", saved)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Frame;

    #[test]
    fn what_has_been_done_comes_before_the_title_and_takes_focus() {
        for example in examples(Lang::It).into_iter().filter(|e| e.page.done.is_some()) {
            let html = super::super::main(&example.page, &Frame::default()).into_string();
            assert!(html.find("id=\"fatto\"") < html.find("<h1"), "{html}");
            assert!(html.contains("class=\"notice done\" tabindex=\"-1\" autofocus"), "{html}");
        }
    }
}
