//! A paragraph.

use maud::{Markup, html};

use crate::text::{Cents, Lang, Span, Text};

use super::Place;
use super::example::{Example, page, words};
use super::support::{Support, Treatment::*, relied_on};

/// What a paragraph asks of readers.
pub(crate) const SUPPORT: &[Support] =
    &[relied_on("p: text in reading order", [Pass, Pass, Pass, Pass, Pass])];

pub(super) fn paragraph(text: &Text, place: &Place) -> Markup {
    // A code that stands alone is what the reader has come for.
    let code = matches!(text.spans(), [Span::Code(_)]);
    html! { p id=(place.id) class=[code.then_some("code")] { (place.set.text(text)) } }
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
    vec![Example::new("paragraph", all)]
}
