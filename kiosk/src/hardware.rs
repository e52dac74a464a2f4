//! A kiosk in an office: its settings become devices, a screen and the loop.

use std::sync::mpsc::channel;

use actix_web::{App, HttpServer};

use crate::agent::command::Report;
use crate::config::Config;
use crate::devices::{braille::Braille, paper, voice::Voice};
use crate::event::{Event, Paper as PaperEvent, PaperState};
use crate::portal::{Client, Key, Site};
use crate::run::{self, Office, Parts};
use crate::screen::{self, Screen};
use crate::{sockets, supervision};

/// Tells the office by the log and the supervisor's status line; neither says anything of who is there.
struct Journal;

impl Office for Journal {
    fn call(&mut self) {
        tracing::warn!("a citizen calls the staff");
    }

    fn report(&mut self, report: Report) {
        match report {
            Report::Mute => {
                tracing::error!("RED: the kiosk cannot speak and is out of service");
                supervision::status("RED: cannot speak, out of service");
            }
            Report::Speaks => {
                tracing::warn!("the kiosk speaks again");
                supervision::status("in service");
            }
            Report::Paper(state) => tracing::warn!(?state, "the receipt printer"),
            Report::Device(device) => tracing::warn!(?device, "a device came or went"),
        }
    }
}

/// No printer is configured: whatever is printed has not come out.
struct NoPaper(std::sync::mpsc::Sender<Event>);

impl run::Paper for NoPaper {
    fn print(&mut self, job: crate::agent::command::Job) {
        drop(self.0.send(Event::Paper(PaperEvent::Failed(job.id, PaperState::Missing))));
    }
}

/// This kiosk was built without the driver of chip readers.
#[cfg(not(feature = "pcsc"))]
struct NoPad(std::sync::mpsc::Sender<Event>);

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
    let key = config.key.as_ref().map(|key| Key::read(&key.file, key.id.clone()));
    let key = key.transpose().map_err(std::io::Error::other)?;
    let site = Site::new(config.portal.clone(), key, config.authorities.as_deref())?;
    let (events, happened) = channel();
    let (keeper, turns) = channel();
    let screen = Screen::kept(events.clone(), config.screen.pixels_a_millimetre, keeper);
    let printer: Box<dyn run::Paper> = match config.paper.clone() {
        Some(settings) => Box::new(paper::Printer::start(settings, events.clone())),
        None => Box::new(NoPaper(events.clone())),
    };
    let input = crate::devices::input::start(config.input.clone(), events.clone())?;
    let braille = config.braille.clone().map(|settings| Braille::start(settings, events.clone()));
    let parts = Parts {
        screen: screen.clone(),
        client: Client::start_at(site, events.clone()),
        mouth: Box::new(Voice::start(config.voice(loudness), events.clone())),
        paper: printer,
        office: Box::new(Journal),
        panel: Box::new(input),
        braille: braille.map(|braille| Box::new(braille) as Box<dyn run::Cells>),
        #[cfg(feature = "pcsc")]
        pad: Box::new(crate::devices::card::Pad::new(events.clone())),
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
    sockets::keep_window(&config.sockets, screen, base, turns)?;
    sockets::hear_staff(&config.sockets, events.clone())?;
    #[cfg(feature = "pcsc")]
    let _reader = crate::devices::card::Reader::start(events.clone());
    let setup = config.setup(&loudness);
    std::thread::spawn(move || {
        run::run(setup, &happened, parts);
        // The loop ends only by a fault: whoever supervises starts the kiosk anew.
        std::process::exit(1);
    });
    supervision::ready();
    server.run().await
}
