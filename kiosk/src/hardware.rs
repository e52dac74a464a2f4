//! A kiosk in an office: its settings become devices, a screen and the loop.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};

use actix_web::{App, HttpServer};

use crate::agent::command::{Examine, Report};
use crate::config::Config;
use crate::devices::voice::{Ear, Outputs};
use crate::devices::{braille::Braille, display, paper};
use crate::event::{Check, Event, Paper as PaperEvent, PaperState};
use crate::health::{Condition, Part};
use crate::portal::{Client, Reports, Site};
use crate::run::{self, Office, Parts};
use crate::screen::{self, Screen};
use crate::state::Keeper;
use crate::{signed, sockets, supervision};

/// The file, beside the sockets, that is written when a card has gone (`system/sportello-kiosk-cards.path`).
#[cfg(feature = "pcsc")]
const CARD_OVER: &str = "card-over";

/// Tells the office by the log and the supervisor's status line, the portal by its reports, and who waits for the test of
/// the kiosk; none of it says anything of who is there.
struct Journal {
    reports: Reports,
    watched: sockets::Watched,
    bell: sockets::Bell,
    reds: Reds,
}

/// What the supervisor's status line is red for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Red {
    Mute,
    /// This one of two sound outputs cannot speak.
    Output(Part),
    /// It speaks, and is not heard.
    Silent(Part),
    Clock,
    Disk,
    /// What carried a card was not replaced.
    Kept,
}

/// Everything that is red now: what is mended takes nothing else from the line, and "in service" alone is said of a kiosk
/// that has nothing red and whose voice is listened to.
#[derive(Debug, Default)]
struct Reds {
    red: Vec<(Red, &'static str)>,
    /// Nobody has checked that what these say comes out: no ear is set where they sound.
    unchecked: Vec<Part>,
}

impl Reds {
    /// The line after this report; `None` where it tells of nothing that is ever red.
    fn after(&mut self, report: Report) -> Option<String> {
        let (red, words) = match report {
            Report::Mute => (Red::Mute, Some("cannot speak, out of service")),
            Report::Speaks => (Red::Mute, None),
            Report::Output(Part::Headphones, is) => {
                (Red::Output(Part::Headphones), (!is).then_some("cannot speak in the headphones"))
            }
            Report::Output(part, is) => (Red::Output(part), (!is).then_some("cannot speak in the hall")),
            Report::Tested(part @ (Part::Voice | Part::Headphones), Condition::Silent) => {
                (Red::Silent(part), Some("speaks, and is not heard"))
            }
            Report::Tested(part @ (Part::Voice | Part::Headphones), Condition::Good) => {
                (Red::Silent(part), None)
            }
            // It says that it speaks, which takes nothing back that was found before.
            Report::Tested(part @ (Part::Voice | Part::Headphones), Condition::Unheard) => {
                if !self.unchecked.contains(&part) {
                    self.unchecked.push(part);
                }
                return Some(self.line());
            }
            Report::Clock(right) => (Red::Clock, (!right).then_some("clock wrong, set it (timedatectl)")),
            Report::Disk(takes) => (Red::Disk, (!takes).then_some("its disk takes no file, make room")),
            Report::Renewed(is) => (Red::Kept, (!is).then_some("keeps whose card it read")),
            Report::Paper(_)
            | Report::Device(_)
            | Report::Chip(_)
            | Report::Answers(_)
            | Report::Tested(..) => return None,
        };
        if let Red::Silent(part) = red {
            self.unchecked.retain(|other| *other != part);
        }
        self.red.retain(|(other, _)| *other != red);
        self.red.extend(words.map(|words| (red, words)));
        Some(self.line())
    }

    fn line(&self) -> String {
        let mut all: Vec<&str> = self.red.iter().map(|(_, words)| *words).collect();
        let red = !all.is_empty();
        all.extend((!self.unchecked.is_empty()).then_some("nobody has checked that it is heard (set `ear`)"));
        match (red, all.is_empty()) {
            (true, _) => format!("RED: {}", all.join("; ")),
            (false, false) => format!("in service, but {}", all.join("; ")),
            (false, true) => "in service".to_owned(),
        }
    }
}

impl Office for Journal {
    fn call(&mut self) -> bool {
        let reached = self.bell.ring();
        tracing::warn!(reached, "a citizen calls the staff");
        reached
    }

    fn report(&mut self, report: Report) {
        self.reports.tell(report);
        if let (Report::Tested(..), Some(line)) = (report, report.line()) {
            self.watched.tell(line);
        }
        if let Some(line) = self.reds.after(report) {
            supervision::status(&line);
        }
        match report {
            Report::Mute => tracing::error!("RED: the kiosk cannot speak and is out of service"),
            Report::Speaks => tracing::warn!("the kiosk speaks again"),
            Report::Output(part, false) => {
                tracing::error!(?part, "RED: of the kiosk's two sound outputs this one cannot speak");
            }
            Report::Output(part, true) => tracing::warn!(?part, "this sound output speaks again"),
            Report::Tested(part @ (Part::Voice | Part::Headphones), Condition::Silent) => {
                tracing::error!(?part, "RED: the kiosk speaks, and nothing comes out of its sound output");
            }
            Report::Paper(state) => tracing::warn!(?state, "the receipt printer"),
            Report::Device(device) => tracing::warn!(?device, "a device came or went"),
            Report::Answers(false) => tracing::error!("a card, or the reader of chips, does not answer"),
            Report::Answers(true) => tracing::warn!("the reader of chips works again"),
            Report::Chip(there) => tracing::warn!(there, "the reader of chips came or went"),
            // Certificates are judged by it, and what is told of the kiosk is dated by it.
            Report::Clock(false) => tracing::error!(
                "RED: the clock of this machine and the portal's differ by more than a minute; requests are signed for \
                 the portal's time as long as it is a day at most. Set it: timedatectl set-ntp true"
            ),
            Report::Clock(true) => tracing::warn!("the clock of this machine is right again"),
            Report::Disk(false) => tracing::error!(
                "RED: the disk takes no file: make room. Until then a power cut loses the reports that wait for the portal, \
                 and which settings were taken"
            ),
            Report::Disk(true) => tracing::warn!("the disk takes files again, and has all that waited"),
            Report::Renewed(false) => tracing::error!(
                "RED: pcscd was not replaced after a card, and keeps whose it was: see systemctl status \
                 sportello-kiosk-cards.path sportello-kiosk-cards.service"
            ),
            Report::Renewed(true) => tracing::warn!("pcscd was replaced after a card again"),
            Report::Tested(..) => {}
        }
    }
}

/// Listens at the sound output, and looks at the display.
struct Examiner {
    ear: Vec<String>,
    /// At that of the headphones.
    headphones: Vec<String>,
    pixels_a_millimetre: f64,
    events: Sender<Event>,
    open: Option<Ear>,
}

impl run::Examiner for Examiner {
    fn examine(&mut self, what: Examine) {
        match what {
            Examine::Begin | Examine::Headphones => {
                let screen = display::condition(Path::new(display::DISPLAYS), self.pixels_a_millimetre);
                let events = self.events.clone();
                let program = if what == Examine::Begin { &self.ear } else { &self.headphones };
                // One that is set and fails hears nothing, which is told as silence and not as if there were none.
                let ear = !program.is_empty();
                let ready = move |_| drop(events.send(Event::Check(Check::Ready { ear, screen })));
                self.open = Ear::open(program, ready);
            }
            // What was said takes a moment to come to the ear, for which the agent does not wait.
            Examine::End => {
                let (ear, events) = (self.open.take(), self.events.clone());
                std::thread::spawn(move || {
                    drop(events.send(Event::Check(Check::Heard(ear.is_some_and(Ear::close)))));
                });
            }
            Examine::Leave => drop(self.open.take()),
        }
    }
}

/// No printer is configured: whatever is printed has not come out.
struct NoPaper(Sender<Event>);

impl run::Paper for NoPaper {
    fn print(&mut self, job: crate::agent::command::Job) {
        drop(self.0.send(Event::Paper(PaperEvent::Refused(job.id, PaperState::Missing))));
    }
}

/// This kiosk was built without the driver of chip readers.
#[cfg(not(feature = "pcsc"))]
struct NoPad(Sender<Event>);

#[cfg(not(feature = "pcsc"))]
impl run::Pad for NoPad {
    fn ask(&mut self, _: crate::agent::command::CardOrder) {
        drop(self.0.send(Event::CardPin(crate::event::CardPin::Torn)));
    }
}

/// Runs a kiosk until it is told to stop.
///
/// # Errors
/// The address is taken, a socket cannot be made, or the server stopped.
pub async fn run(config: Config) -> std::io::Result<()> {
    let loudness = config.loudness().map_err(std::io::Error::other)?;
    let key = config.key.as_ref().map(crate::config::KeySettings::read);
    let key = key.transpose().map_err(std::io::Error::other)?;
    let site = Arc::new(Site::new(config.portal.clone(), key, config.authorities.as_deref())?);
    let (watched, bell) = (sockets::Watched::default(), sockets::Bell::default());
    let (events, happened) = channel();
    let keeper = config.store().map(|store| Keeper::new(store, events.clone()));
    if let (Some(keeper), Some(version)) = (&keeper, config.taken) {
        signed::remember(version, keeper);
    }
    let reports = Reports::start(Arc::clone(&site), keeper);
    let (window, turns) = channel();
    let screen = Screen::kept(events.clone(), config.screen.pixels_a_millimetre, window)
        .pressed(config.screen.press());
    let printer: Box<dyn run::Paper> = match config.paper.clone() {
        Some(settings) => Box::new(paper::Printer::start(settings, events.clone())),
        None => Box::new(NoPaper(events.clone())),
    };
    let input = crate::devices::input::start(config.input.clone(), events.clone())?;
    let braille = config.braille.clone().map(|settings| Braille::start(settings, events.clone()));
    #[cfg(feature = "pcsc")]
    let renewal = crate::devices::card::Renewal::by(config.sockets.join(CARD_OVER));
    let parts = Parts {
        screen: screen.clone(),
        client: Client::start_at(site, events.clone()),
        mouth: Box::new(Outputs::start(config.voice(loudness), config.headphones(loudness), events.clone())),
        paper: printer,
        office: Box::new(Journal {
            reports,
            watched: watched.clone(),
            bell: bell.clone(),
            reds: Reds::default(),
        }),
        examiner: Box::new(Examiner {
            ear: config.speech.ear.clone(),
            headphones: config.speech.headphones.as_ref().map(|own| own.ear.clone()).unwrap_or_default(),
            pixels_a_millimetre: config.screen.pixels_a_millimetre,
            events: events.clone(),
            open: None,
        }),
        panel: Box::new(input),
        braille: braille.map(|braille| Box::new(braille) as Box<dyn run::Cells>),
        #[cfg(feature = "pcsc")]
        pad: Box::new(crate::devices::card::Pad::new(events.clone()).asking(&renewal)),
        #[cfg(not(feature = "pcsc"))]
        pad: Box::new(NoPad(events.clone())),
        tape: None,
    };
    let shown = screen::configure(screen.clone());
    let server = HttpServer::new(move || App::new().configure(shown.clone()))
        .workers(1)
        .shutdown_timeout(1)
        .bind(config.listen)?;
    let base = format!("http://{}", config.listen);
    sockets::keep_window(&config.window, screen, base, turns)?;
    sockets::hear_staff(&config.sockets, events.clone(), watched, bell)?;
    #[cfg(feature = "pcsc")]
    let _reader = crate::devices::card::Reader::start(events.clone(), Some(renewal));
    let setup = config.setup(&loudness);
    // What is red from the first is told by the loop, after this.
    supervision::ready();
    let ends = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&ends);
    let agent = std::thread::spawn(move || {
        run::run_until(setup, &happened, parts, &told);
        // Of itself the loop ends only by a fault: whoever supervises starts the kiosk anew.
        if !told.load(Ordering::Relaxed) {
            std::process::exit(1);
        }
    });
    let served = server.run().await;
    // What speaks is a process of its own, and is not left behind.
    ends.store(true, Ordering::Relaxed);
    drop(agent.join());
    served
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn the_status_line_names_all_that_is_red_and_says_in_service_only_when_nothing_is() {
        let mut reds = Reds::default();
        let mut after = |report| reds.after(report).unwrap_or_default();
        assert_eq!(after(Report::Clock(false)), "RED: clock wrong, set it (timedatectl)");
        assert_eq!(
            after(Report::Mute),
            "RED: clock wrong, set it (timedatectl); cannot speak, out of service"
        );
        assert_eq!(after(Report::Paper(PaperState::Out)), "", "the line stays as it is");
        assert_eq!(after(Report::Tested(Part::Voice, Condition::Good)), after(Report::Mute));
        assert_eq!(after(Report::Speaks), "RED: clock wrong, set it (timedatectl)");
        after(Report::Tested(Part::Headphones, Condition::Silent));
        assert_eq!(after(Report::Clock(true)), "RED: speaks, and is not heard");
        assert_eq!(after(Report::Tested(Part::Voice, Condition::Good)), "RED: speaks, and is not heard");
        assert_eq!(after(Report::Tested(Part::Headphones, Condition::Good)), "in service");
        after(Report::Output(Part::Headphones, false));
        assert_eq!(
            after(Report::Output(Part::Voice, false)),
            "RED: cannot speak in the headphones; cannot speak in the hall"
        );
        assert_eq!(after(Report::Output(Part::Headphones, true)), "RED: cannot speak in the hall");
        assert_eq!(
            after(Report::Disk(false)),
            "RED: cannot speak in the hall; its disk takes no file, make room"
        );
        after(Report::Output(Part::Voice, true));
        assert_eq!(after(Report::Disk(true)), "in service");
        assert_eq!(after(Report::Renewed(false)), "RED: keeps whose card it read");
        assert_eq!(after(Report::Renewed(true)), "in service");
    }

    #[test]
    fn a_voice_that_nobody_listens_to_is_not_simply_in_service() {
        let mut reds = Reds::default();
        let mut after = |report| reds.after(report).unwrap_or_default();
        let unchecked = "in service, but nobody has checked that it is heard (set `ear`)";
        assert_eq!(after(Report::Tested(Part::Voice, Condition::Unheard)), unchecked);
        assert_eq!(after(Report::Tested(Part::Headphones, Condition::Good)), unchecked);
        assert_eq!(after(Report::Disk(true)), unchecked, "whatever else is well");
        assert_eq!(after(Report::Tested(Part::Voice, Condition::Good)), "in service");
        let silent = after(Report::Tested(Part::Voice, Condition::Silent));
        assert_eq!(silent, "RED: speaks, and is not heard");
        let both = after(Report::Tested(Part::Voice, Condition::Unheard));
        assert!(both.starts_with(&silent) && both.contains("nobody has checked"), "{both}");
    }

    #[test]
    fn an_ear_that_is_set_and_does_not_hear_is_silence_and_none_is_no_ear() {
        use crate::run::Examiner as _;
        let heard = |program: &[&str]| {
            let (events, told) = channel();
            let ear = program.iter().map(|word| (*word).to_owned()).collect();
            let mut examiner =
                Examiner { ear, headphones: Vec::new(), pixels_a_millimetre: 3.2, events, open: None };
            [Examine::Begin, Examine::End].map(|what| {
                examiner.examine(what);
                told.recv_timeout(std::time::Duration::from_secs(20)).ok()
            })
        };
        for program in [&["/nowhere/parec"][..], &["sh", "-c", "exit 1"], &[]] {
            let [ready, end] = heard(program);
            let Some(Event::Check(Check::Ready { ear, .. })) = ready else { panic!("{ready:?}") };
            assert_eq!(ear, !program.is_empty(), "{program:?}");
            assert_eq!(end, Some(Event::Check(Check::Heard(false))), "{program:?}");
        }
    }
}
