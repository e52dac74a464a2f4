//! A paragraph.

use maud::{Markup, html};

use crate::text::{Cents, Lang, Span, Text};
use crate::values::line;

use super::Place;
use super::example::{Example, page, words};
use super::support::{Support, Treatment::*, relied_on};
use super::words as own;

/// What a paragraph asks of readers.
pub(crate) const SUPPORT: &[Support] =
    &[relied_on("p: text in reading order", [Pass, Pass, Pass, Pass, Pass])];

pub(super) fn paragraph(text: &Text, place: &Place) -> Markup {
    // A code that stands alone is what the reader has come for. Printers are shared and what they print lies about: one
    // that is the reader's alone stays on the screen, and the style sheet prints this sentence in its place.
    let code = matches!(text.spans(), [Span::Code(_)]);
    let unprinted =
        (code && text.is_private()).then(|| line(&own::not_printed(place.set.lang), place.set.lang));
    let class = if code { Some("code") } else { text.is_unprinted().then_some("screen") };
    html! {
        p id=(place.id) class=[class] data-unprinted=[unprinted] { (place.set.text(text)) }
    }
}

pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let plain = words(
        lang,
        "La pensione di questo mese è in pagamento.",
        "This month’s pension is being paid.",
        "يُدْفَعُ مَعَاشُ هٰذَا الشَّهْرِ الْآنَ.",
    );
    let values = [
        Text::name("Ancona, Piazza Cavour 21"),
        Text::from(Cents(123_450)),
        Text::from(jiff::civil::date(1958, 3, 27)),
        Text::from(Span::Time(jiff::civil::time(15, 42, 0, 0))),
        Text::from(Span::Code("AN40592".into())),
        Text::from(Span::FiscalCode("RSSMRA58C67H501X".into())),
        Text::from(Span::Phone("+39071200000".into())),
        Text::from(Span::Mail("ancona@inps.example".into())),
    ];
    let title = words(lang, "Un paragrafo e i suoi valori", "A paragraph and its values", "فِقْرَةٌ وَقِيَمُهَا");
    let mut all = page(lang, title).say(plain);
    all.body.extend(values.map(Into::into));
    let secret = words(lang, "Il tuo primo codice", "Your first code", "رَمْزُكَ الْأَوَّلُ");
    let secret = page(lang, secret).say(Text::from(Span::Code("48210957".into())).private());
    let mut spelled = Example::new("paragraph_spelled", all.clone());
    spelled.frame.view.spell_codes = true;
    vec![Example::new("paragraph", all), Example::new("paragraph_secret", secret), spelled]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Frame;

    #[test]
    fn codes_are_spelled_with_names_for_who_wished_it() {
        let html = |lang: Lang, at: usize| {
            let example = examples(lang).swap_remove(at);
            super::super::main(&example.page, &example.frame).into_string()
        };
        let [it, en, ar] = Lang::ALL.map(|lang| html(lang, 2));
        let italian = "RSSMRA58C67H501X</bdi> (R come Roma, S come Savona, S come Savona, M come Milano, R come Roma, \
                       A come Ancona, 5, 8, C come Como, 6, 7, H come Hotel, 5, 0, 1, X come Xeres)";
        assert!(it.contains(italian) && it.contains("</bdi> (A come Ancona, N come Napoli, 4, 0, 5"), "{it}");
        assert!(en.contains("RSSMRA58C67H501X</bdi> (R as in Romeo, S as in Sierra"), "{en}");
        assert!(ar.contains("RSSMRA58C67H501X</bdi> (") && ar.contains(">Savona<"), "{ar}");
        assert!(!html(Lang::It, 0).contains("come Roma"));
    }

    #[test]
    fn a_code_that_is_the_readers_alone_has_a_sentence_to_be_printed_in_its_place() {
        let html =
            |at: usize| super::super::main(&examples(Lang::It)[at].page, &Frame::default()).into_string();
        let secret = "class=\"code\" data-unprinted=\"Questo codice non viene stampato: copialo a mano.\"";
        assert!(html(1).contains(secret), "{}", html(1));
        assert!(html(0).contains("class=\"code\"") && !html(0).contains("data-unprinted"), "{}", html(0));
        let print = crate::html::STYLE.split_once("@media print").map_or("", |(_, print)| print);
        assert!(print.contains("[data-unprinted] > * { display: none }"), "{print}");
        assert!(print.contains("content: attr(data-unprinted)"), "{print}");
    }
}
