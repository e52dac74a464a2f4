//! The kiosk agent. Its devices and its loop are not built yet; this program says so and ends.

fn main() -> std::process::ExitCode {
    eprintln!("sportello-kiosk: the kiosk agent is not part of this version");
    std::process::ExitCode::FAILURE
}
