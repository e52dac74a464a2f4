//! The privacy notice: what is kept and for how long, cookies, rights, whom to write to.

use a11y::page::{Block, Column, Link, Row, Table};
use a11y::text::Lang;

use super::retention::KEPT;
use super::{dpo, list, path, section, words};
use crate::config::Config;

/// The body of the privacy notice.
pub(super) fn body(lang: Lang, config: &Config) -> Vec<Block> {
    let cookies = vec![
        words::cookie_session(lang),
        words::cookie_language(lang),
        words::cookie_preferences(lang),
        words::cookie_device(lang),
    ];
    let rights = vec![
        words::right_see(lang),
        words::right_correct(lang),
        words::right_delete(lang),
        words::right_complain(lang),
    ];
    let area = Link::inside(words::area_link(lang), path(lang, "area"));
    vec![
        words::privacy_intro(lang).into(),
        section(words::kept_heading(lang), vec![words::privacy_archives(lang).into(), table(lang).into()]),
        section(words::cookies_heading(lang), vec![words::cookies_only(lang).into(), list(cookies)]),
        section(words::rights_heading(lang), vec![list(rights), Block::Links(vec![area])]),
        section(words::dpo_heading(lang), vec![Block::Links(vec![dpo(lang, config)])]),
    ]
}

fn table(lang: Lang) -> Table {
    let column = |header| Column { header, numeric: false };
    let rows = KEPT.iter().map(|kept| Row {
        header: (kept.what)(lang),
        cells: vec![(kept.why)(lang), kept.term.words(lang)],
        link: None,
        total: false,
    });
    Table {
        caption: words::kept_heading(lang),
        columns: [words::kept_what(lang), words::kept_why(lang), words::kept_long(lang)].map(column).to_vec(),
        rows: rows.collect(),
    }
}
