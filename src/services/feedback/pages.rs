//! The pages after the questions: all answers before they are sent, and the number afterwards.

use a11y::page::{Confirmation, Link, Page, Summary, SummaryRow};
use a11y::text::Lang;
use uuid::Uuid;

use super::records::Receipt;
use super::words;
use crate::clock::DAY;
use crate::services::about::statement::DAYS;
use crate::services::form::keyed;
use crate::services::{Channel, keep_copy, path};

/// All answers, each with a link to change it, and the button that sends them.
pub(super) fn review(lang: Lang, rows: Vec<SummaryRow>, key: Uuid) -> Page {
    let mut page = Page::new(lang, words::review_title(lang))
        .of(words::title(lang))
        .with(Summary { caption: words::review_caption(lang), rows })
        .submit(words::send(lang));
    keyed(&mut page, key);
    page
}

/// The number of a report, and what follows.
pub(super) fn thanks(lang: Lang, receipt: &Receipt, channel: Channel) -> Page {
    let mut next = vec![words::next_read(lang)];
    if receipt.answer {
        next.push(words::next_answer(lang, DAYS, receipt.at.plus(DAYS * DAY).date()));
        next.push(words::next_ombudsman(lang, DAYS));
    }
    next.extend(keep_copy(lang, channel));
    Page::new(lang, words::thanks_title(lang))
        .of(words::title(lang))
        .with(Confirmation {
            protocol: receipt.number.clone(),
            label: words::number(lang),
            date: receipt.at.date(),
            time: receipt.at.time(),
            next,
        })
        .link(Link::inside(words::statement_link(lang), path(lang, "accessibilita")))
}
