//! A heading and what belongs to it; the level comes from the nesting.

use maud::{Markup, Render, html};

use crate::page::{Block, Section};
use crate::text::Lang;

use super::example::{Example, page, words};
use super::support::{Support, Treatment::*, relied_on};
use super::{Place, blocks};

/// What a section asks of readers.
pub(crate) const SUPPORT: &[Support] =
    &[relied_on("h2 to h6: heading and level", [Pass, Pass, Pass, Pass, Pass])];

/// A `section` without a name is no landmark: the heading is the way here.
pub(super) fn section(section: &Section, place: &Place) -> Markup {
    let under = place.deeper();
    html! {
        section id=(place.id) {
            (place.heading(place.names(&section.body).as_deref(), place.set.bare(&section.heading).render()))
            (blocks(&section.body, 0, &under))
        }
    }
}

pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let hours = Section {
        heading: words(lang, "Orari", "Opening hours", "أَوْقَاتُ الْعَمَلِ"),
        body: vec![Block::Paragraph(words(
            lang,
            "Aperta il lunedì mattina.",
            "Open on Monday morning.",
            "مَفْتُوحٌ صَبَاحَ يَوْمِ الِاثْنَيْنِ.",
        ))],
    };
    let office = Section {
        heading: words(lang, "Sede di Ancona", "Office of Ancona", "مَكْتَبُ أَنْكُونَا"),
        body: vec![crate::text::Text::name("Piazza Cavour 21, 60121 Ancona AN").into(), hours.into()],
    };
    let title = words(lang, "Sedi vicine", "Offices near you", "اَلْمَكَاتِبُ الْقَرِيبَةُ");
    let mut page = page(lang, title).with(office);
    page.test_data = true;
    vec![Example::new("sections", page)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Frame;

    #[test]
    fn levels_come_from_nesting() {
        let html = super::super::main(&examples(Lang::It)[0].page, &Frame::default()).into_string();
        assert!(html.contains("<section id=\"b-0\"><h2>Sede di Ancona</h2>"), "{html}");
        assert!(html.contains("<section id=\"b-0-1\"><h3>Orari</h3>"), "{html}");
    }
}
