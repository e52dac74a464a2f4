//! The words of what is printed as a picture, for who works the board and does not see it: its bytes do not tell them.
//!
//! **Invariant**: of a receipt that did not come out whole no words are told: nobody knows where it ended.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use a11y::receipt::Line;
use a11y::text::Lang;

use super::roll::Part;
use crate::devices::paper::{Job, Printer};
use crate::event::{Event, Paper};
use crate::run;

/// Words as they are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) lang: Lang,
}

/// What was given to the printer, and what came of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Receipts(Arc<Mutex<Inside>>);

#[derive(Debug, Default)]
struct Inside {
    given: BTreeMap<u64, Vec<Words>>,
    /// The lines of each piece of paper that came out, in order; `None` of one that is not whole.
    came: Vec<Option<Vec<Words>>>,
}

/// The printer, whose jobs are remembered.
pub(super) struct Remembering(pub(super) Printer, pub(super) Receipts);

impl run::Paper for Remembering {
    fn print(&mut self, job: Job) {
        self.1.inside().given.insert(job.id, words(&job));
        self.0.print(job);
    }
}

impl Receipts {
    /// Hands on what the printer tells, and remembers it.
    pub(super) fn listen(&self, events: Sender<Event>) -> Sender<Event> {
        let (told, tells) = std::sync::mpsc::channel();
        let receipts = self.clone();
        std::thread::spawn(move || {
            for event in tells {
                if let Event::Paper(paper) = &event {
                    receipts.told(paper);
                }
                if events.send(event).is_err() {
                    return;
                }
            }
        });
        told
    }

    fn told(&self, paper: &Paper) {
        let mut inside = self.inside();
        match paper {
            Paper::Printed(id) => {
                let lines = inside.given.get(id).cloned();
                inside.came.push(lines);
            }
            Paper::Failed(..) => inside.came.push(None),
            Paper::State(_) | Paper::Refused(..) => {}
        }
    }

    /// The words of each picture on this piece of paper, in order; nothing if they are not known.
    pub(super) fn words(&self, nth: usize, parts: &[Part]) -> VecDeque<Vec<Words>> {
        let lines = self.inside().came.get(nth).cloned().flatten();
        lines.map(|lines| of_pictures(&lines, parts)).unwrap_or_default()
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The lines of a job, and its link below a gap, as they are printed.
fn words(job: &Job) -> Vec<Words> {
    let line = |line: &Line| Words { text: line.text.trim().to_owned(), lang: line.lang };
    let link = |link: &String| [String::new(), link.clone()].map(|text| Words { text, lang: Lang::It });
    job.lines.iter().map(line).chain(job.link.iter().flat_map(link)).collect()
}

/// The lines that stand between what was printed in letters are those of the picture that stands there.
fn of_pictures(lines: &[Words], parts: &[Part]) -> VecDeque<Vec<Words>> {
    let (mut rest, mut found) = (lines.iter().peekable(), VecDeque::new());
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Text(_) => drop(rest.next()),
            Part::Picture(_) => {
                let next = parts.iter().skip(at + 1).find_map(|part| match part {
                    Part::Text(line) => Some(line.text.trim()),
                    _ => None,
                });
                let mut own = Vec::new();
                while let Some(line) = rest.next_if(|line| next != Some(line.text.as_str())) {
                    own.push(line.clone());
                }
                found.push_back(own);
            }
            Part::Qr(_) | Part::Feed(_) | Part::Cut => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use a11y::receipt;

    use super::*;
    use crate::devices::paper;
    use crate::simulator::roll::{self, Align, Picture, Text};

    fn line(text: &str) -> Words {
        Words { text: text.to_owned(), lang: Lang::Ar }
    }

    fn letters(text: &str) -> Part {
        Part::Text(Text { text: text.to_owned(), ..Text::default() })
    }

    fn picture() -> Part {
        Part::Picture(Picture { width: 8, bits: vec![0], align: Align::Left })
    }

    #[test]
    fn a_picture_has_the_lines_between_those_in_letters() {
        let lines = ["كشف", "الاسم", "", "2026000001", "شكرا"].map(line);
        let parts = [picture(), letters(""), letters(" 2026000001 "), picture(), Part::Feed(2)];
        let found: Vec<Vec<String>> = of_pictures(&lines, &parts)
            .into_iter()
            .map(|own| own.into_iter().map(|line| line.text).collect())
            .collect();
        assert_eq!(found, [vec!["كشف", "الاسم"], vec!["شكرا"]]);
    }

    #[test]
    fn a_link_in_large_print_is_the_words_of_its_own_picture() {
        let note = |words| receipt::note(&a11y::text::Text::plain(words), Lang::It);
        let link = "https://sportello.example/it/accedi?pratica=AN4059281";
        let job = Job {
            id: 1,
            lines: vec![note("Domanda inviata"), note("Grazie")],
            link: Some(link.to_owned()),
            large: true,
            broken: note("Ricevuta interrotta"),
        };
        let bytes = paper::bytes(&job, &paper::Settings::new(paper::Port::Tcp("127.0.0.1:9".into())));
        let found: Vec<String> = of_pictures(&words(&job), &roll::decode(&bytes).parts)
            .into_iter()
            .map(|own| own.into_iter().map(|line| line.text).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(found, ["Domanda inviata Grazie", link]);
    }

    #[test]
    fn of_a_receipt_that_did_not_come_out_whole_nothing_is_told() {
        let receipts = Receipts::default();
        receipts.inside().given.insert(7, vec![line("كشف")]);
        receipts.told(&Paper::Refused(7, crate::event::PaperState::Out));
        receipts.told(&Paper::Failed(7, crate::event::PaperState::Out));
        receipts.told(&Paper::Printed(7));
        assert_eq!(receipts.words(0, &[picture()]), VecDeque::new());
        assert_eq!(receipts.words(1, &[picture()]), [vec![line("كشف")]]);
    }
}
