//! Receipts: what is printed, and what is told of it.
//!
//! **Invariant**: "printed" is said only when the printer has confirmed; what did not come out whole is printed again
//! once, from its start.

use a11y::page::{Action, Block, Frame, Link, Page, Target};
use a11y::text::{Lang, Text};

use super::command::{Command, Job, Report};
use super::session::{Matter, Printing};
use super::{State, listen, words};
use crate::devices::paper::centimetres;
use crate::event::{Paper, PaperState};

/// The printer told something.
pub(super) fn paper(state: &mut State, paper: Paper, out: &mut Vec<Command>) {
    let lang = state.lang();
    match paper {
        Paper::State(now) => {
            state.paper_told = true;
            if std::mem::replace(&mut state.paper, now) != now {
                out.push(Command::Report(Report::Paper(now)));
            }
            // What could not be printed is printed again from its start, once the cause is gone.
            let waits = state.session.job.as_ref().is_some_and(|job| job.waits);
            if waits && matches!(now, PaperState::Ready | PaperState::NearEnd) {
                print_again(state, out);
            }
        }
        Paper::Printed(id) => {
            if let Some(printed) = state.session.job.take_if(|job| job.job.id == id) {
                let said = words::printed(lang, &state.setup.slot.words(lang));
                // It was heard whole.
                let cut = printed.cut && !std::mem::replace(&mut state.session.told_cut, true);
                listen::tell_of(
                    state,
                    Matter::Paper,
                    if cut { said.then(words::code_cut(lang)) } else { said },
                    out,
                );
            }
        }
        Paper::Failed(id, why) => {
            if let Some(job) = state.session.job.as_mut().filter(|job| job.job.id == id) {
                job.piece = true;
            } else if state.waits() {
                // Whoever it is of has just ended, while it was printed.
                let (said, at) = (Text::default(), state.now);
                let none = super::Parting { lang, said, open: None, private: false, at };
                let parting = state.parting.get_or_insert(none);
                parting.said = piece_left(parting.lang);
                state.session.caption = state.parting_shown();
            }
            failed(state, id, why, words::print_failed, out);
        }
        Paper::Refused(id, why) => failed(state, id, why, words::print_waits, out),
    }
}

/// A piece of a receipt that nobody can take hangs in the printer: what to do.
fn piece_left(lang: Lang) -> Text {
    words::ended_piece(lang).then(words::closed_what(lang))
}

/// What is said of the receipt when the session ends, and with it that the session has ended.
pub(super) fn ended(state: &State) -> Text {
    let lang = state.lang();
    match &state.session.job {
        Some(job) if job.piece => piece_left(lang),
        Some(job) if !job.waits => words::ended(lang).then(words::take_receipt(lang)),
        Some(_) => words::ended(lang).then(words::receipt_lost(lang)),
        _ => words::ended(lang),
    }
}

/// What is said of a receipt that waits for the printer, to who would end now: where what it says is to be read. After the
/// end a number stands on the screen only of what may not have arrived.
pub(super) fn lost(state: &State) -> Option<Text> {
    let lang = state.lang();
    let job = state.session.job.as_ref().filter(|job| job.waits)?;
    Some(match &job.protocol {
        Some(number) => words::end_receipt_number(lang, number),
        None => words::end_receipt(lang),
    })
}

/// It did not come out: why, and what follows.
fn failed(state: &mut State, id: u64, why: PaperState, then: fn(Lang) -> Text, out: &mut Vec<Command>) {
    let Some(job) = state.session.job.as_mut().filter(|job| job.job.id == id) else { return };
    job.waits = true;
    (state.paper, state.paper_told) = (why, true);
    let lang = state.lang();
    listen::tell_of(state, Matter::Paper, words_of(lang, why).then(then(lang)), out);
    // Of the printer a line tells as long as it is so.
    listen::stands(state, then(lang), Some(Matter::Paper));
}

/// How the printer is.
pub(super) fn words_of(lang: Lang, paper: PaperState) -> Text {
    match paper {
        PaperState::Ready => words::paper_ready(lang),
        PaperState::NearEnd => words::paper_near_end(lang),
        PaperState::Out => words::paper_out(lang),
        PaperState::CoverOpen => words::paper_cover(lang),
        PaperState::Missing => words::paper_missing(lang),
        PaperState::Fault => words::paper_fault(lang),
    }
}

fn print_again(state: &mut State, out: &mut Vec<Command>) {
    let id = state.number();
    let lang = state.lang();
    if let Some(printing) = &mut state.session.job {
        printing.job.id = id;
        // The driver has cut off what hung in the printer before it told that it can print.
        (printing.waits, printing.piece) = (false, false);
        let job = printing.job.clone();
        listen::tell_of(state, Matter::Paper, words::printing(lang), out);
        out.push(Command::Print(job));
    }
}

/// The receipt of the page that is shown.
pub(super) fn print(state: &mut State, out: &mut Vec<Command>) {
    let lang = state.lang();
    if state.session.job.as_ref().is_some_and(|job| !job.waits) {
        return listen::tell_of(state, Matter::Paper, words::printing(lang), out);
    }
    let id = state.number();
    let job = job(state, id, &state.session.view.page, &state.session.view.frame);
    let waits = !matches!(state.paper, PaperState::Ready | PaperState::NearEnd);
    let protocol = sent(&state.session.view.page).map(|(protocol, _)| protocol.to_owned());
    let cut = a11y::receipt::cuts_a_code(&state.session.view.page, &state.session.view.frame);
    state.session.job = Some(Printing { job: job.clone(), protocol, waits, piece: false, cut });
    if waits {
        let said = words_of(lang, state.paper).then(words::print_waits(lang));
        listen::tell_of(state, Matter::Paper, said, out);
        return listen::stands(state, words::print_waits(lang), Some(Matter::Paper));
    }
    let near_end = state.paper == PaperState::NearEnd && !state.session.told_near_end;
    state.session.told_near_end |= near_end;
    let said = match state.paper {
        PaperState::NearEnd if near_end => words_of(lang, state.paper).then(words::printing(lang)),
        _ => words::printing(lang),
    };
    listen::tell_of(state, Matter::Paper, said, out);
    out.push(Command::Print(job));
}

/// How many centimetres of paper a page takes; none if it is not worth any.
pub(super) fn length(state: &State, page: &Page, frame: &Frame) -> i64 {
    if !a11y::receipt::is_worth_paper(page) {
        return 0;
    }
    centimetres(&job(state, 0, page, frame), state.setup.columns)
}

/// The receipt of a page.
fn job(state: &State, id: u64, page: &Page, frame: &Frame) -> Job {
    let lines = a11y::receipt::page(page, frame, state.setup.columns);
    let broken = a11y::receipt::note(&words::receipt_broken(page.lang), page.lang);
    Job { id, lines, link: link_home(state, page), large: large(state), broken }
}

/// Where what was sent can be read at home, once signed in: the address opens nothing by itself.
fn link_home(state: &State, page: &Page) -> Option<String> {
    let site = state.setup.site.as_ref()?;
    sent(page).map(|(_, address)| format!("{site}{address}"))
}

/// The number of what was sent, and where it can be read; `None` where nothing was, or it is kept for nobody.
fn sent(page: &Page) -> Option<(&str, &str)> {
    let protocol = page.body.iter().find_map(|block| match block {
        Block::Confirmation(sent) => Some(sent.protocol.as_str()),
        _ => None,
    })?;
    page.actions.iter().find_map(|action| match action {
        Action::Link(Link { to: Target::Inside(address), .. }) if address.ends_with(protocol) => {
            Some((protocol, address.as_str()))
        }
        _ => None,
    })
}

/// Who reads large letters on the screen has them on paper.
fn large(state: &State) -> bool {
    state.session.look.size >= 2
}
