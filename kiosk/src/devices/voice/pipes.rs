//! The pipes through which speech-dispatcher's modules hand it their sound.
//!
//! A module makes its sound far faster than it plays. What it has made lies in its pipe, and speech-dispatcher reads that to
//! its end, sign by sign, before it is silent: the 64 KiB that a pipe holds take it 40 ms.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;

use rustix::pipe::fcntl_setpipe_size;

/// What a pipe is to hold: 190 ms of sound, for a module that does not get the processor at once.
const SIZE: usize = 8 * 1024;

/// Opens or makes nothing that is not there, and waits for nobody.
const NONBLOCK: i32 = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();

/// Has the pipes of all modules of this server hold little. Where it cannot be done they are as they were.
pub(super) fn narrow(server: u32) {
    for module in children(server) {
        let output =
            OpenOptions::new().write(true).custom_flags(NONBLOCK).open(format!("/proc/{module}/fd/1"));
        if let Some(why) = output.and_then(|pipe: File| Ok(fcntl_setpipe_size(&pipe, SIZE)?)).err() {
            tracing::debug!(%why, "the pipe of a speech module stays as it is");
        }
    }
}

/// The processes that this one has started.
fn children(process: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists
        .flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::os::fd::AsFd;
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn the_pipe_of_what_it_started_holds_little_and_says_no_less() {
        // A server whose one module writes much at once.
        let module = "read go; exec head -c 100000 /dev/zero";
        let mut server = Command::new("sh");
        server.args(["-c", &format!("exec 3<&0; sh -c '{module}' <&3 & wait")]);
        let mut server = server.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = server.stdout.take().unwrap();
        while children(server.id()).is_empty() {
            std::thread::yield_now();
        }
        narrow(server.id());
        assert_eq!(rustix::pipe::fcntl_getpipe_size(output.as_fd()).unwrap(), SIZE);
        std::io::Write::write_all(&mut server.stdin.take().unwrap(), b"go\n").unwrap();
        let mut said = Vec::new();
        std::io::Read::read_to_end(&mut output, &mut said).unwrap();
        assert_eq!(said.len(), 100_000);
        server.wait().unwrap();
    }

    #[test]
    fn who_is_gone_has_no_pipes() {
        let mut gone = Command::new("true").spawn().unwrap();
        gone.wait().unwrap();
        narrow(gone.id());
        assert!(children(gone.id()).is_empty());
    }
}
