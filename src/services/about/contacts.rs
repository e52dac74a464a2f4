//! Whom to call, write to and visit.

use a11y::page::Block;
use a11y::text::Lang;

use super::{calls, dpo, office, report, section, words, write};
use crate::config::Config;

/// The body of the contacts page.
pub(super) fn body(lang: Lang, config: &Config) -> Vec<Block> {
    vec![
        section(words::by_phone(lang), vec![Block::Links(calls(lang, config))]),
        section(words::in_writing(lang), vec![Block::Links(vec![write(lang, config)])]),
        section(words::in_person(lang), vec![Block::Links(vec![office(lang)])]),
        section(
            words::on_accessibility(lang),
            vec![words::reporting_how(lang, super::statement::DAYS).into(), Block::Links(vec![report(lang)])],
        ),
        section(words::on_data(lang), vec![Block::Links(vec![dpo(lang, config)])]),
    ]
}
