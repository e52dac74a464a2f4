//! The kiosk's input devices on a real kernel: the agent runs in a QEMU guest, with keypads, readers, plugs and screens
//! that the host plugs into its USB bus or that a prober beside the agent makes (uinput, uhid).
//!
//! It needs the Debian packages qemu-system-x86, busybox-static, cpio and kmod, python3, and a kernel that `kernel.sh`
//! downloads once. The guest runs this very program: no second build.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

/// As the kiosk's program has it: what it lets go of is wiped.
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

mod image;
mod inside;
mod machine;
#[path = "../kit/parts.rs"]
mod parts;
mod probe;
mod scenarios;
