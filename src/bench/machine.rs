//! The machine that was measured on, in a line.

use std::fs::read_to_string;

/// Processor, cores, memory, system, and how the program was built.
pub(super) fn describe() -> String {
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = field("/proc/meminfo", "MemTotal").and_then(|kb| kb.split(' ').next()?.parse::<u64>().ok());
    let memory = memory.map_or_else(String::new, |kb| format!(", {} GB", (kb + 524_288) / 1_048_576));
    let system = read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let built = if cfg!(debug_assertions) { "not optimised: these figures say little" } else { "release" };
    format!("{processor}, {cores} cores{memory}, Linux {}, {built}", system.trim())
}

/// The value of the first line `name : value`.
fn field(file: &str, name: &str) -> Option<String> {
    let text = read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
