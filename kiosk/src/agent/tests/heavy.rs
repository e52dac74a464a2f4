//! What a touch costs on the longest pages: the agent's own time on the processor, which a busy machine does not lengthen.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use super::*;
use crate::screen::drawn;

/// How long this thread has been on a processor.
fn worked() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap())
}

/// A statement with so many rows, of which every word is somebody's.
fn statement_of(rows: usize) -> Page {
    let row = |nth: usize| SummaryRow {
        label: plain(&format!("Periodo {nth}")),
        value: plain(&format!("{nth} settimane")).private(),
        change: None,
    };
    let parts = (0..rows / 10).map(|part| Summary {
        caption: plain(&format!("Anno {part}")),
        rows: (part * 10..part * 10 + 10).map(row).collect(),
    });
    parts.fold(Page::new(Lang::It, plain("Estratto conto")), Page::with)
}

/// A step of a form with so many questions.
fn form_of(questions: usize) -> Page {
    let line = |nth: usize| {
        let input = Input::Line { value: String::new(), width: 20 };
        Question::new(format!("domanda-{nth}"), plain(&format!("Domanda {nth}")), input)
    };
    (0..questions).map(line).fold(Page::new(Lang::It, plain("Rapporto")), Page::with).submit(plain("Avanti"))
}

/// What the least of five such touches costs, with the picture that follows.
fn costs(rig: &Rig, touched: &Touch) -> Duration {
    let once = || {
        let state = rig.state.clone();
        let began = worked();
        let (state, _) = step(state, Event::Touch(touched.clone()));
        assert!(!drawn(state.picture().unwrap(), 2.7).is_empty());
        worked() - began
    };
    (0..5).map(|_| once()).min().unwrap()
}

#[test]
fn a_touch_on_a_page_four_times_as_long_costs_about_four_times_as_much() {
    let at = |page: Page, listens: bool| {
        let mut rig = Rig::new();
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        rig.gets(page);
        if listens {
            rig.does(Event::Touch(Touch::Control(Control::Listen)));
        }
        rig
    };
    let control = Touch::Control;
    type Row = (&'static str, fn(usize) -> Page, bool, Touch);
    let rows: [Row; 6] = [
        ("the statement is shown", statement_of, false, control(Control::Uncover)),
        ("its letters grow", statement_of, false, control(Control::Size)),
        ("it is read aloud", statement_of, false, control(Control::Listen)),
        ("it is shown to who listens", statement_of, true, control(Control::Uncover)),
        ("a form is typed into", form_of, false, Touch::Part("domanda-39".into())),
        ("its colours change", form_of, false, control(Control::Theme)),
    ];
    for (what, page, listens, touched) in rows {
        let [short, long] = [400, 1_600].map(|size| costs(&at(page(size), listens), &touched));
        // Twice the four leaves room for what the processor's caches hold; with the square it would be sixteen times.
        assert!(long < short * 9, "{what}: {short:?}, four times as long {long:?}");
    }
}
