//! `./run` starts portal and simulated kiosk at one address; with programs that only tell how they were called.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// Puts a program there.
fn program(at: &Path, script: &str) {
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    fs::write(at, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(at, fs::Permissions::from_mode(0o755)).unwrap();
}

/// How the simulated kiosk is called by `./run` with these arguments, where `SPORTELLO_LISTEN` is so.
fn kiosk(listen: Option<&str>, arguments: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::copy(root.join("run"), at("run")).unwrap();
    fs::copy(root.join("Cargo.toml"), at("Cargo.toml")).unwrap();
    program(&at("bin/cargo"), "echo cargo 9.9.9");
    // The portal stays until the kiosk has been called.
    let serve = "[ \"$1\" = serve ] || exit 0; while ! [ -s called ]; do sleep 0.05; done";
    program(&at("target/release/sportello"), serve);
    program(&at("target/release/sportello-kiosk"), "echo \"$@\" > calling; mv calling called");
    let mut command = Command::new(at("run"));
    command.args(arguments).env_remove("CARGO_TARGET_DIR").env_remove("SPORTELLO_LISTEN");
    let path = format!("{}:{}", at("bin").display(), std::env::var("PATH").unwrap());
    command.env("PATH", path).envs(listen.map(|address| ("SPORTELLO_LISTEN", address)));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(at("called")).unwrap()
}

#[test]
fn the_simulated_kiosk_asks_the_portal_where_it_listens() {
    for (listen, arguments, portal) in [
        (None, &[][..], "127.0.0.1:8080"),
        (Some("127.0.0.1:8123"), &[], "127.0.0.1:8123"),
        (None, &["--listen", "127.0.0.1:9000"], "127.0.0.1:9000"),
        (Some("127.0.0.1:8123"), &["--listen=127.0.0.1:9000"], "127.0.0.1:9000"),
    ] {
        let called = kiosk(listen, arguments);
        assert!(called.contains(&format!("--portal http://{portal} ")), "{called}");
    }
}
