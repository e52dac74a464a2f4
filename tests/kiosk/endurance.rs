//! What a kiosk of an office weighs: at rest, and after many visits with its real voice.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::dispatcher::until;
use crate::figures;
use crate::office::{Office, speaking};
use crate::process::browser::Door;
use crate::process::program::Program;
use crate::process::store::Store;
use crate::sound::Sound;

/// Kilobytes in memory, and hundredths of a second of processor, of a process.
fn weight(id: u32) -> (u64, u64) {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<u64>().unwrap();
    (resident.trim().trim_end_matches(" kB").trim().parse().unwrap(), ticks(11) + ticks(12))
}

#[test]
fn figures_at_rest_the_agent_is_small_and_hardly_works() {
    let (store, sound) = (Store::lite(), Sound::start());
    let (program, folder) = (Program::start(&store), speaking(&sound));
    let portal = format!("http://127.0.0.1:{}", program.port());
    let mut office = Office::start(&portal, &folder, &sound);
    office.ready();
    let visitor = office.visitor();
    visitor.sees("dà il benvenuto");
    let id = office.kiosk.child().id();
    // The engines are tried and the first pages fetched; then nothing is due.
    let settled = || {
        let before = weight(id).1;
        std::thread::sleep(Duration::from_secs(2));
        (weight(id).1 - before <= 2).then_some(())
    };
    until("it is at rest", settled);
    // Built without optimisation, hundredths of a second are what is counted, and other tests push it from the cores'
    // caches: the least of up to three counts.
    let count = || {
        let before = weight(id);
        let began = Instant::now();
        std::thread::sleep(Duration::from_secs(10));
        let after = weight(id);
        let share = (after.1 - before.1) as f64 / began.elapsed().as_secs_f64();
        figures::row(
            "at rest: memory, processor",
            &format!("{} kB, {share:.2} %", after.0),
            "40,000 kB, 0.5 % of a core",
        );
        assert!(after.0 <= 40_000, "{} kB", after.0);
        share
    };
    assert!((0..3).any(|_| count() < 0.5), "half a percent of a core");
}

/// Visits before the agent is weighed, and in each of the two spans after: what is made once and kept is there by then.
/// With each visit the speech server is another.
const VISITS: [u32; 2] = [60, 70];

/// What a process holds.
#[derive(Clone, Copy, Debug)]
struct Held {
    /// Bytes that are allocated and not given back, and in how many pieces.
    bytes: u64,
    pieces: u64,
    /// Kilobytes in memory. Pages that the allocator keeps are among them, in as many places as threads have been at once:
    /// on a crowded machine they grow for as long as one looks, whatever is held.
    resident: u64,
    /// Descriptors and threads.
    open: [usize; 2],
}

/// The least of some rests: the most of a moment says little, and this what is kept.
fn held(id: u32, counted: &Path) -> Held {
    let now = || {
        std::thread::sleep(Duration::from_millis(300));
        let count = fs::read(counted).unwrap();
        let number = |at: usize| u64::from_ne_bytes(count[at..at + 8].try_into().unwrap());
        let open = ["fd", "task"].map(|what| fs::read_dir(format!("/proc/{id}/{what}")).unwrap().count());
        Held { bytes: number(0), pieces: number(8), resident: weight(id).0, open }
    };
    let least = |one: Held, other: Held| Held {
        bytes: one.bytes.min(other.bytes),
        pieces: one.pieces.min(other.pieces),
        resident: one.resident.min(other.resident),
        open: [0, 1].map(|which| one.open[which].min(other.open[which])),
    };
    (0..5).map(|_| now()).reduce(least).unwrap()
}

#[test]
fn figures_visits_with_the_real_voice_leave_the_agent_no_heavier() {
    let (store, sound) = (Store::lite(), Sound::start());
    let (program, folder) = (Program::start(&store), speaking(&sound));
    let portal = format!("http://127.0.0.1:{}", program.port());
    let mut office = Office::behind("bytes", ["", ""], &portal, &folder, &sound);
    office.ready();
    let mut visitor = office.visitor();
    let (id, counted) = (office.kiosk.child().id(), folder.path("bytes"));
    let mut visit = || {
        visitor.sees("dà il benvenuto");
        sound.listen();
        visitor.touch("comando:ascolta");
        sound.first();
        visitor.touch("parte:b-0-0");
        visitor.sees("Che cosa vuoi fare?");
        sound.listen();
        sound.first();
        visitor.touch("comando:fine");
        let next = visitor.lines.next().unwrap();
        visitor.come(&next);
    };
    (0..VISITS[0]).for_each(|_| visit());
    let mut before = held(id, &counted);
    // What is kept of each visit is kept in both spans.
    let mut span = || {
        let began = Instant::now();
        (0..VISITS[1]).for_each(|_| visit());
        let took = began.elapsed() / VISITS[1];
        let after = held(id, &counted);
        figures::row(
            &format!("{} visits with speech, {took:.2?} each: held before and after; in memory", VISITS[1]),
            &format!(
                "{} and {} bytes in {} and {} pieces; {} and {} kB",
                before.bytes, after.bytes, before.pieces, after.pieces, before.resident, after.resident
            ),
            "no growth",
        );
        let more = (0..2).any(|which| after.open[which] > before.open[which]);
        assert!(!more, "nothing is left open or running: {before:?} {after:?}");
        let more = [after.pieces.saturating_sub(before.pieces), after.bytes.saturating_sub(before.bytes)];
        before = after;
        more
    };
    let (first, second) = (span(), span());
    let [pieces, bytes] = [0, 1].map(|which| first[which].min(second[which]));
    // Fewer than any one thing that were kept of every other visit.
    assert!(pieces < u64::from(VISITS[1]) / 2, "{pieces} pieces more");
    assert!(bytes < u64::from(VISITS[1]) * 16, "{bytes} bytes more");
    let after = weight(id).0;
    assert!(after <= 40_000, "{after} kB");
}
