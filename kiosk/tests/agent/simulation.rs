//! The simulated kiosk as a program: what it says when it starts.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

fn simulate(portal: &str, listen: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sportello-kiosk"));
    command.args(["simulate", "--signs-a-second", "600", "--portal", portal, "--listen", listen]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

#[test]
fn a_portal_without_a_scheme_is_refused() {
    let told = simulate("foo", "127.0.0.1:0").output().unwrap();
    let words = String::from_utf8_lossy(&told.stderr);
    assert!(!told.status.success() && words.contains("begins with http://"), "{words}");
}

#[test]
fn the_addresses_are_told_at_once_and_then_that_the_portal_does_not_answer() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut child = simulate("http://127.0.0.1:1", &format!("127.0.0.1:{port}")).spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let told: Vec<String> = lines.map_while(Result::ok).take(3).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(told[0].contains("/?chiave=") && told[1].contains("/banco"), "{told:?}");
    assert!(told[2].contains("does not answer"), "{told:?}");
}
