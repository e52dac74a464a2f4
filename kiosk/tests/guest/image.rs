//! What the guest boots: the kernel's modules, busybox, and this program with the libraries it is linked to.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// Kernel and initial file system, made once a run.
pub(crate) struct Image {
    pub(crate) kernel: PathBuf,
    pub(crate) initrd: PathBuf,
}

pub(crate) static IMAGE: LazyLock<Image> = LazyLock::new(make);

fn make() -> Image {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guest");
    let program = std::env::current_exe().unwrap();
    // target/debug/deps/guest-…
    let kernel = program.ancestors().nth(3).unwrap().join("tests/kernel");
    run(Command::new(own.join("kernel.sh")).arg(&kernel));
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guest");
    fs::remove_dir_all(&root).ok();
    for folder in ["bin", "modules"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    let copy = |from: &Path, to: &Path| {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    };
    copy(Path::new("/bin/busybox"), &root.join("bin/busybox"));
    symlink("busybox", root.join("bin/sh")).unwrap();
    copy(&own.join("init.sh"), &root.join("init"));
    let mut order = String::new();
    for module in fs::read_to_string(kernel.join("order")).unwrap().lines() {
        let module =
            kernel.join(module.strip_prefix("root/").map_or(module.into(), |rest| format!("root/{rest}")));
        let name = module.file_name().unwrap().to_str().unwrap();
        copy(&module, &root.join("modules").join(name));
        order += &format!("{name}\n");
    }
    fs::write(root.join("modules/order"), order).unwrap();
    // Without what a debugger needs it is a quarter of the size.
    run(Command::new("strip").arg("-o").arg(root.join("bin/guest")).arg(&program));
    for library in libraries(&program) {
        copy(&library, &root.join(library.strip_prefix("/").unwrap()));
    }
    let initrd = root.with_extension("cpio");
    let pack = format!("find . | cpio -o -H newc --quiet > {}", initrd.display());
    run(Command::new("sh").args(["-c", &pack]).current_dir(&root));
    fs::remove_dir_all(&root).unwrap();
    Image { kernel: kernel.join("vmlinux"), initrd }
}

/// The files that the loader would map for this program, the loader among them.
fn libraries(program: &Path) -> Vec<PathBuf> {
    let listed = Command::new("ldd").arg(program).output().expect("ldd of libc-bin");
    let listed = String::from_utf8(listed.stdout).unwrap();
    listed.split_whitespace().filter(|word| word.starts_with('/')).map(PathBuf::from).collect()
}

fn run(command: &mut Command) {
    let done = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
}
