//! A display that nobody sees.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::dispatcher::{Process, until};
use crate::process::program::free_port;

/// An X server of its own number, which goes with this value.
pub struct Display {
    /// What stands in `DISPLAY`.
    pub name: String,
    traces: [PathBuf; 2],
    server: Process,
}

impl Display {
    /// One of so many pixels.
    pub fn open(width: u32, height: u32) -> Display {
        // Ports are free in each room, while `/tmp` is everybody's: a server refuses a number whose lock names a process that
        // lives, and in a room the small number of a process of an earlier one does.
        let (number, traces) = loop {
            let number = free_port();
            let traces = [format!("/tmp/.X{number}-lock"), format!("/tmp/.X11-unix/X{number}")];
            if !traces.iter().any(|trace| Path::new(trace).exists()) {
                break (number, traces.map(PathBuf::from));
            }
        };
        let name = format!(":{number}");
        let mut server = Command::new("Xvfb");
        server.args([&name, "-screen", "0", &format!("{width}x{height}x24"), "-nolisten", "tcp"]);
        let server = Process::start(server.stdout(Stdio::null()));
        until("the display", || traces[1].exists().then_some(()));
        Display { name, traces, server }
    }
}

impl Drop for Display {
    /// It is killed, and cannot clear away what it left.
    fn drop(&mut self) {
        drop(self.server.child().kill());
        drop(self.server.child().wait());
        self.traces.iter().for_each(|trace| drop(std::fs::remove_file(trace)));
    }
}
