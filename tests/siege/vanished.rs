//! Peers that vanish without a word, as when a machine loses its power or its network: nothing they send arrives any more,
//! nothing that is sent to them is taken or refused.
//!
//! Portal and peers have a network of their own, which is put down under them. It needs no right over the machine's.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::process::browser::Door;
use crate::process::not_shown;
use crate::process::people::enrol;
use crate::process::program::{Program, sportello_after};
use crate::process::store::Store;

/// The longest that a line may be held.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lines of each kind: three that wait for something, and those that read nothing, which cost the portal most.
const EACH: usize = 20;
const UNREAD: usize = 5;

/// How often they are opened if this machine was too slow to have them all at once: half heads are closed after ten seconds.
const TRIES: usize = 5;

/// How a network of one's own is had, as root or as a plain user, and how it is entered.
struct Network {
    made_by: &'static [&'static str],
    entered_by: &'static [&'static str],
}

impl Network {
    /// `None` where neither may have one.
    fn own() -> Option<Network> {
        let ways = [
            Network { made_by: &["unshare", "--net", "sh", "-c"], entered_by: &["--net"] },
            Network {
                made_by: &["unshare", "--map-root-user", "--net", "sh", "-c"],
                entered_by: &["--user", "--preserve-credentials", "--net"],
            },
        ];
        ways.into_iter().find(|way| {
            let mut command = Command::new(way.made_by[0]);
            command.args(&way.made_by[1..]).arg("ip link set lo up");
            command.output().is_ok_and(|done| done.status.success())
        })
    }

    /// A script in the network of this program.
    fn inside(&self, program: &Program<'_>, script: &str) -> Command {
        let mut command = Command::new("nsenter");
        command.arg(format!("--target={}", program.pid())).args(self.entered_by).args(["bash", "-c", script]);
        command
    }

    /// Whether the program answers there.
    fn answers(&self, program: &Program<'_>) -> bool {
        let ask = format!(
            "exec 3<>/dev/tcp/127.0.0.1/{} && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && \
             head -n 1 <&3 | grep -q ' 200 '",
            program.port()
        );
        self.inside(program, &ask).output().unwrap().status.success()
    }

    fn turn(&self, program: &Program<'_>, how: &str) {
        let done = self.inside(program, &format!("ip link set lo {how}")).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

/// A process with all that it has started, which ends with its value.
struct Peers(Child);

impl Drop for Peers {
    fn drop(&mut self) {
        drop(Command::new("kill").args(["-KILL", "--", &format!("-{}", self.0.id())]).output());
        drop(self.0.wait());
    }
}

/// Opens the lines and keeps them: half a head, half a head after an answer, half a body, and answers that nobody reads.
fn peers(network: &Network, program: &Program<'_>) -> Peers {
    let script = format!(
        r#"
        open() {{ exec {{line}}<>/dev/tcp/127.0.0.1/{port}; }}
        whole='GET /it/aiuto HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'
        half='GET /it/ HTTP/1.1\r\nHost: 127'
        form='POST /it/accedi HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n'
        for n in $(seq {EACH}); do
            open; printf "$form"'Content-Length: 1000\r\n\r\na=b' >&$line
            open; printf "$whole$half" >&$line
            open; printf "$half" >&$line
        done
        # Last, as they take all of the machine.
        for n in $(seq {UNREAD}); do open; (while printf "$whole"; do :; done >&$line) & done
        wait
        "#,
        port = program.port()
    );
    let mut command = network.inside(program, &script);
    Peers(command.stdout(Stdio::null()).stderr(Stdio::null()).process_group(0).spawn().unwrap())
}

/// Waits until this holds, but not for longer; how long it took.
fn within(most: Duration, holds: impl Fn() -> bool) -> Option<Duration> {
    let began = Instant::now();
    while !holds() {
        if began.elapsed() >= most {
            return None;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Some(began.elapsed())
}

/// Waits until this holds.
#[track_caller]
fn until(what: &str, program: &Program<'_>, holds: impl Fn() -> bool) -> Duration {
    within(PATIENCE, holds)
        .unwrap_or_else(|| panic!("{what}; {} sockets: {}", program.sockets(), program.said()))
}

/// How many sockets it has while nobody asks: the line of who has just been answered may be open for a moment still.
fn at_rest(program: &Program<'_>) -> usize {
    let (mut least, mut same) = (program.sockets(), 0);
    while same < 3 {
        std::thread::sleep(Duration::from_millis(50));
        let now = program.sockets();
        same = if now < least { 0 } else { same + 1 };
        least = least.min(now);
    }
    least
}

/// Peers whose lines the portal holds all at once, with how many sockets it had before and has with them.
fn all_at_once(network: &Network, program: &Program<'_>) -> (Peers, usize, usize) {
    for _ in 0..TRIES {
        let before = at_rest(program);
        let (peers, held) = (peers(network, program), before + 3 * EACH + UNREAD);
        if within(Duration::from_secs(8), || program.sockets() >= held).is_some() {
            return (peers, before, held);
        }
        drop(peers);
        until("the lines of who is gone are held", program, || program.sockets() <= before);
    }
    panic!("the lines are never held at the same time: {}", program.said());
}

#[test]
fn a_peer_that_vanishes_without_a_word_is_let_go_in_bounded_time() {
    let Some(network) = Network::own() else {
        not_shown(
            "peers that vanish: no network of one's own is allowed here (those that stand still are shown)",
        );
        return;
    };
    let store = Store::lite();
    enrol(&store, 1, 1);
    let program = Program::begin(|| sportello_after(network.made_by, &store, "ip link set lo up"));
    until("it does not start", &program, || network.answers(&program));
    let (peers, before, held) = all_at_once(&network, &program);
    network.turn(&program, "down");
    let ended = until("lines are held for good", &program, || program.sockets() <= before);
    eprintln!("{held} sockets, {before} again after {ended:?}");
    drop(peers);
    network.turn(&program, "up");
    assert!(network.answers(&program), "who comes then is served: {}", program.said());
}
