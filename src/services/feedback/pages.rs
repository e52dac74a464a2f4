//! The pages after the questions: all answers before they are sent, and the number afterwards.

use a11y::page::{Block, Confirmation, Link, Notice, Page, Summary, SummaryRow, Tone};
use a11y::text::Lang;
use uuid::Uuid;

use super::records::Receipt;
use super::{NAME, words};
use crate::clock::DAY;
use crate::services::about::statement::DAYS;
use crate::services::conversation::REVIEW;
use crate::services::form::reviewed;
use crate::services::{Channel, application, keep_copy, path};

/// All answers, each with a link to change it, and the button that sends them.
pub(super) fn review(lang: Lang, rows: Vec<SummaryRow>, (key, read): (Uuid, String)) -> Page {
    let mut page = Page::new(lang, words::review_title(lang))
        .of(words::title(lang))
        .with(Summary { caption: words::review_caption(lang), rows })
        .submit(words::send(lang));
    reviewed(&mut page, key, read);
    page
}

/// Something else was sent with the key of this report: it stands, and the other can be sent as another one.
pub(super) fn late(lang: Lang, receipt: &Receipt) -> Notice {
    let stands = words::stands(lang, &receipt.number, receipt.at.date(), receipt.at.time());
    let review = Link::inside(words::review_title(lang), path(lang, &format!("{NAME}/{REVIEW}")));
    Notice {
        tone: Tone::Warning,
        title: application::not_taken(lang),
        body: vec![stands.private().into(), Block::Links(vec![review])],
    }
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
