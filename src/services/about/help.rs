//! What the help page says.

use a11y::page::{Block, Link};
use a11y::text::Lang;

use super::{calls, list, office, path, preferences, section, words, write};
use crate::config::Config;

/// The body of the help page.
pub(super) fn body(lang: Lang, config: &Config) -> Vec<Block> {
    let mut people = calls(lang, config);
    people.extend([write(lang, config), office(lang)]);
    let parts = [
        section(words::person_heading(lang), vec![Block::Links(people)]),
        section(words::reader_heading(lang), vec![list(readers(lang))]),
        section(
            words::keyboard_heading(lang),
            vec![list(vec![
                words::keyboard_tab(lang),
                words::keyboard_choose(lang),
                words::keyboard_free(lang),
            ])],
        ),
        section(
            words::sight_heading(lang),
            vec![
                list(vec![
                    words::sight_preferences(lang),
                    words::sight_zoom(lang),
                    words::sight_braille(lang),
                ]),
                Block::Links(vec![preferences(lang)]),
            ],
        ),
        section(
            words::text_heading(lang),
            vec![words::text_link(lang).into(), words::text_browsers(lang, "lynx", "w3m").into()],
        ),
    ];
    let session = section(
        words::session_heading(lang),
        vec![words::session_time(lang).into(), words::session_late(lang).into()],
    );
    parts.into_iter().chain(config.pin.then(|| pins(lang))).chain([session]).collect()
}

fn readers(lang: Lang) -> Vec<a11y::text::Text> {
    vec![
        words::reader_title(lang),
        words::reader_headings(lang),
        words::reader_skip(lang),
        words::reader_errors(lang),
        words::reader_lists(lang),
    ]
}

fn pins(lang: Lang) -> Block {
    let what =
        vec![words::pin_first(lang), words::pin_second(lang), words::pin_own(lang), words::pin_raised(lang)];
    let ask = Link::inside(words::ask_pin(lang), path(lang, "pin"));
    section(
        words::pins_heading(lang),
        vec![list(what), words::pin_never(lang).into(), Block::Links(vec![ask])],
    )
}
