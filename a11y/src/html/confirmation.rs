//! What was sent: the protocol number in groups, when, and what follows.

use maud::{Markup, Render, html};

use crate::ids;
use crate::page::Confirmation;
use crate::text::{Lang, Span, Text};
use crate::words;

use super::Place;
use super::example::{Example, page, words as say};
use super::support::{Support, Treatment::*, relied_on};

/// What a confirmation asks of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("p: text in reading order", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("h2 to h6: heading of what follows", [Pass, Pass, Pass, Pass, Pass]),
];

pub(super) fn confirmation(sent: &Confirmation, place: &Place) -> Markup {
    let lang = place.set.lang;
    html! {
        div id=(place.id) class="receipt" {
            p {
                (place.set.bare(&sent.label)) " "
                strong class="protocol" {
                    (place.set.bare(&Text::from(Span::Code(sent.protocol.clone()))))
                }
            }
            p { (place.set.text(&words::received(lang, sent.date, sent.time))) }
        }
        @if !sent.next.is_empty() {
            (place.heading(Some(&ids::child(&place.id, 0)), place.set.bare(&words::next_heading(lang)).render()))
            @for (n, next) in sent.next.iter().enumerate() {
                p id=(ids::child(&place.id, n + 1)) class=[next.is_unprinted().then_some("screen")] {
                    (place.set.text(next))
                }
            }
        }
    }
}

pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let sent = Confirmation {
        protocol: "AN4059281".into(),
        label: say(lang, "Numero di protocollo:", "Protocol number:", "رَقْمُ الْبُرُوتُوكُولِ:"),
        date: jiff::civil::date(2025, 3, 27),
        time: jiff::civil::time(15, 42, 0, 0),
        next: vec![say(
            lang,
            "Ti scriviamo entro trenta giorni.",
            "We write to you within thirty days.",
            "نَكْتُبُ إِلَيْكَ خِلَالَ ثَلَاثِينَ يَوْمًا.",
        )],
    };
    let title = say(lang, "Domanda inviata", "Application sent", "أُرْسِلَ الطَّلَبُ");
    vec![Example::new("confirmation", page(lang, title).with(sent))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Frame;

    #[test]
    fn what_is_about_the_page_in_a_browser_is_on_its_screen_alone() {
        let mut page =
            examples(Lang::It).remove(0).page.say(Text::plain("Stampa questa pagina.").in_browser());
        if let Some(crate::page::Block::Confirmation(sent)) = page.body.first_mut() {
            sent.next.push(Text::plain("Salvala con il link.").in_browser());
        }
        let html = super::super::main(&page, &Frame::default()).into_string();
        let plain = crate::plain::page(&page, &Frame::default(), None);
        let receipt = crate::receipt::page(&page, &Frame::default(), crate::receipt::Columns::C42);
        let receipt = crate::receipt::whole(&receipt);
        assert!(plain.contains("trenta giorni") && receipt.contains("trenta giorni"), "{plain}\n{receipt}");
        for told in ["Stampa questa pagina.", "Salvala con il link."] {
            assert!(html.contains(&format!("class=\"screen\">{told}")), "{html}");
            assert!(!plain.contains(told) && !receipt.contains(told), "{plain}\n{receipt}");
        }
    }

    #[test]
    fn the_number_is_told_in_groups_with_the_time_and_then_what_follows() {
        for example in examples(Lang::It) {
            let html = super::super::main(&example.page, &Frame::default()).into_string();
            let order = [
                "Numero di protocollo:",
                "AN 40 59 28 1",
                "27\u{a0}marzo 2025",
                "15:42",
                "<h2",
                "trenta giorni",
            ];
            let places = order.map(|words| html.find(words));
            assert!(places.is_sorted() && places[0].is_some(), "{places:?} {html}");
        }
    }
}
