//! What the kiosk tells the portal of itself: kept until the portal has it, sent in order, taken once.
//!
//! Each report has the next number of the kiosk's journal. The portal answers up to which number it has them; until then
//! they are sent again, and the portal passes over what it had. A journal that is full loses its oldest reports, which
//! leaves a gap in the numbers; one that cannot be read is begun anew under another name, and one that cannot be written
//! goes on under another.
//!
//! **Invariant**: a report is a part, its state, a number and a time: there is no room in it for anything of a person.
//! **Invariant**: it is on the disk before it is sent, unless the disk takes nothing; and nothing of it waits for the
//! portal but its own thread.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{PATIENCE, Session, Site};
use crate::agent::command::Report;
use crate::health::Line;
use crate::state::Keeper;

/// Where the portal takes reports.
const ADDRESS: &str = "/chiosco/rapporti";

/// The file in the kiosk's folder.
const FILE: &str = "reports.json";

/// How many reports wait at most: a few weeks of daily tests, and some 80 kilobytes.
const MOST: usize = 500;

/// How many are sent at once.
const AT_ONCE: usize = 100;

/// How long after a failure it is tried again, at first and at most.
const PAUSES: [Duration; 2] = [Duration::from_secs(5), Duration::from_secs(300)];

/// How often the disk is written to at most: a device with a loose contact does not wear it out.
const WRITE: Duration = Duration::from_secs(1);

/// A report in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    number: u64,
    /// When it was so, in milliseconds since 1970.
    at: u64,
    #[serde(flatten)]
    line: Line,
}

/// What waits for the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Journal {
    journal: Uuid,
    /// The number of the next report.
    next: u64,
    waiting: Vec<Entry>,
    /// The disk has not taken it as it is.
    #[serde(skip)]
    adrift: bool,
}

/// What is sent.
#[derive(Serialize)]
struct Batch<'a> {
    journal: Uuid,
    reports: &'a [Entry],
}

impl Journal {
    fn new() -> Journal {
        Journal { journal: Uuid::new_v4(), next: 1, waiting: Vec::new(), adrift: false }
    }

    /// The journal on the disk, or a new one.
    fn open(keeper: Option<&Keeper>) -> Journal {
        let Some(keeper) = keeper else { return Journal::new() };
        let read = keeper.read(FILE).map(|bytes| bytes.map(|bytes| serde_json::from_slice(&bytes)));
        match read {
            Ok(Some(Ok(journal))) => journal,
            Ok(None) => Journal::new(),
            Ok(Some(Err(error))) => {
                tracing::error!(%error, "the reports that waited cannot be read: another journal is begun");
                Journal::new()
            }
            Err(error) => {
                tracing::error!(%error, "the reports that waited cannot be read: another journal is begun");
                Journal::new()
            }
        }
    }

    fn add(&mut self, line: Line, at: u64) {
        self.waiting.push(Entry { number: self.next, at, line });
        self.next += 1;
        let over = self.waiting.len().saturating_sub(MOST);
        self.waiting.drain(..over);
    }

    /// Puts it on the disk. Where that takes nothing it is sent all the same, unless the kiosk is ended before; and under
    /// another name, for a kiosk that is ended then finds on the disk what was before, and would give its numbers again.
    fn save(&mut self, keeper: Option<&Keeper>) {
        let Some(keeper) = keeper else { return };
        if self.put(keeper) {
            self.adrift = false;
        } else if !std::mem::replace(&mut self.adrift, true) {
            self.journal = Uuid::new_v4();
            self.put(keeper);
        }
    }

    fn put(&self, keeper: &Keeper) -> bool {
        match serde_json::to_vec(self) {
            Ok(bytes) => keeper.keep(FILE, bytes),
            Err(error) => {
                tracing::error!(%error, "the reports that wait for the portal cannot be kept");
                false
            }
        }
    }

    /// What is sent next.
    fn batch(&self) -> Option<String> {
        let reports = self.waiting.get(..self.waiting.len().min(AT_ONCE))?;
        serde_json::to_string(&Batch { journal: self.journal, reports }).ok()
    }

    /// The portal has the reports up to this number.
    fn taken(&mut self, upto: u64) {
        self.waiting.retain(|entry| entry.number > upto);
    }
}

/// Tells the portal how the kiosk is, beside everything else.
#[derive(Clone, Debug)]
pub struct Reports {
    told: Sender<(Line, u64)>,
}

impl Reports {
    /// Starts to send what waits and what comes. Without a key the portal does not know the kiosk: then nothing is kept.
    #[must_use]
    pub fn start(site: Arc<Site>, keeper: Option<Keeper>) -> Reports {
        let (told, tells) = channel();
        if site.key.is_some() {
            std::thread::spawn(move || serve(&site, keeper.as_ref(), &tells));
        }
        Reports { told }
    }

    /// Tells this.
    pub fn tell(&self, report: Report) {
        if let Some(line) = report.line() {
            let now = jiff::Timestamp::now().as_millisecond();
            // Without a key nobody listens.
            let _ = self.told.send((line, u64::try_from(now).unwrap_or(0)));
        }
    }
}

fn serve(site: &Site, keeper: Option<&Keeper>, tells: &Receiver<(Line, u64)>) {
    let mut journal = Journal::open(keeper);
    let mut pause = Duration::ZERO;
    let mut due = Instant::now();
    loop {
        let told = match journal.waiting.is_empty() {
            true => tells.recv().map_err(|_| RecvTimeoutError::Disconnected),
            false => tells.recv_timeout(due.saturating_duration_since(Instant::now())),
        };
        match told {
            Ok(first) => {
                for (line, at) in std::iter::once(first).chain(tells.try_iter()) {
                    journal.add(line, at);
                }
                journal.save(keeper);
                std::thread::sleep(WRITE);
                continue;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        match send(site, &journal) {
            Some(upto) => {
                journal.taken(upto);
                journal.save(keeper);
                pause = Duration::ZERO;
            }
            None => pause = (pause * 2).clamp(PAUSES[0], PAUSES[1]),
        }
        due = Instant::now() + pause;
    }
}

/// Sends what waits; up to which number the portal has it, if it says so.
fn send(site: &Site, journal: &Journal) -> Option<u64> {
    let body = journal.batch()?;
    let mut answer = Session::new(site, PATIENCE).once_as("application/json", "POST", ADDRESS, &body).ok()?;
    let words = answer.body_mut().with_config().limit(100).read_to_string().ok()?;
    if answer.status() != 200 {
        tracing::warn!(status = answer.status().as_u16(), "the portal does not take the kiosk's reports");
        return None;
    }
    words.trim().strip_prefix("taken ")?.parse().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::health::{Condition, Part};

    fn keeper(folder: &std::path::Path) -> Keeper {
        Keeper::new(crate::state::Store::new(folder.to_owned()), channel().0)
    }

    const LINE: Line = Line { part: Part::Voice, state: Condition::Good, tested: true };

    #[test]
    fn what_waits_outlives_a_restart_in_order_and_its_numbers_go_on() {
        let folder = tempfile::tempdir().unwrap();
        let store = keeper(folder.path());
        let mut journal = Journal::open(Some(&store));
        (0..3).for_each(|at| journal.add(LINE, at));
        journal.save(Some(&store));
        let mut again = Journal::open(Some(&store));
        assert_eq!(again, journal);
        again.taken(2);
        again.add(LINE, 9);
        again.save(Some(&store));
        let numbers: Vec<u64> =
            Journal::open(Some(&store)).waiting.iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, [3, 4]);
        again.taken(4);
        again.save(Some(&store));
        let mut empty = Journal::open(Some(&store));
        empty.add(LINE, 9);
        assert_eq!((empty.journal, empty.waiting[0].number), (journal.journal, 5), "none is given twice");
    }

    #[test]
    fn a_journal_is_bounded_and_one_that_cannot_be_read_is_begun_under_another_name() {
        let folder = tempfile::tempdir().unwrap();
        let store = keeper(folder.path());
        let mut journal = Journal::open(Some(&store));
        (0..2_000).for_each(|at| journal.add(LINE, 1_800_000_000_000 + at));
        assert_eq!((journal.waiting.len(), journal.waiting[0].number), (MOST, 1_501));
        journal.save(Some(&store));
        let size = std::fs::metadata(folder.path().join(FILE)).unwrap().len();
        assert!(size < 100_000, "{size} bytes");
        for torn in ["", "{", "[]", "{\"journal\":\"x\"}"] {
            store.keep(FILE, torn.as_bytes().to_vec());
            let new = Journal::open(Some(&store));
            assert!(new.journal != journal.journal && new.waiting.is_empty(), "{torn}");
        }
    }

    #[test]
    fn a_number_that_was_sent_while_the_disk_was_full_is_never_given_again_under_the_same_name() {
        let folder = tempfile::tempdir().unwrap();
        let disk = keeper(folder.path());
        let mut journal = Journal::open(Some(&disk));
        journal.add(LINE, 1);
        journal.save(Some(&disk));
        let before = journal.journal;
        let new = folder.path().join("reports.json.new");
        std::os::unix::fs::symlink(std::path::Path::new("/dev").join("full"), &new).unwrap();
        let mut names = vec![before];
        for at in 2..4 {
            journal.add(LINE, at);
            journal.save(Some(&disk));
            names.push(journal.journal);
        }
        assert!(names[1] != before && names[1] == names[2], "{names:?}");
        // The power goes: what it finds is older than what it sent, and its next numbers are of yet another journal.
        let mut again = Journal::open(Some(&keeper(folder.path())));
        assert_eq!((again.journal, again.next), (before, 2));
        again.add(LINE, 5);
        again.save(Some(&keeper(folder.path())));
        assert!(!names.contains(&again.journal));
        std::fs::remove_file(&new).unwrap();
        journal.save(Some(&disk));
        assert_eq!(Journal::open(Some(&disk)), journal);
    }

    #[test]
    fn what_is_sent_is_words_of_closed_lists_numbers_and_times() {
        let mut journal = Journal::new();
        journal.add(Line { state: Condition::NearEnd, part: Part::Paper, tested: false }, 7);
        let sent = journal.batch().unwrap();
        let id = journal.journal;
        assert_eq!(
            sent,
            format!(
                r#"{{"journal":"{id}","reports":[{{"number":1,"at":7,"part":"paper","state":"near-end","tested":false}}]}}"#
            )
        );
        (0..300).for_each(|at| journal.add(LINE, at));
        assert!(journal.batch().unwrap().len() < 60_000, "it fits into what the portal reads");
    }
}
