//! Folders of device nodes, watched (inotify): what appears in them, what goes, what may now be opened.

use std::collections::BTreeSet;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;

/// Some folders, which need not exist yet.
pub(super) struct Folders {
    fd: OwnedFd,
    folders: Vec<(PathBuf, Option<i32>)>,
}

impl Folders {
    /// Watches these folders.
    pub(super) fn watch(folders: &[PathBuf]) -> io::Result<Folders> {
        let fd = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        let mut watched =
            Folders { fd, folders: folders.iter().map(|folder| (folder.clone(), None)).collect() };
        watched.extend();
        Ok(watched)
    }

    /// Looks for folders that were not there; the folder above tells when they come.
    fn extend(&mut self) {
        // A node is made by the kernel, and may be opened once udev has set its owner.
        let changes = WatchFlags::CREATE | WatchFlags::DELETE | WatchFlags::ATTRIB | WatchFlags::MOVED_TO;
        for (folder, watch) in self.folders.iter_mut().filter(|(_, watch)| watch.is_none()) {
            if let Some(above) = folder.parent() {
                // It may be watched for more already.
                inotify::add_watch(&self.fd, above, WatchFlags::CREATE | WatchFlags::MASK_ADD).ok();
            }
            *watch = inotify::add_watch(&self.fd, &*folder, changes | WatchFlags::MASK_ADD).ok();
        }
    }

    /// The names of the nodes that changed. Which folder they are in does not matter: none is in two.
    pub(super) fn changed(&mut self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut reader = inotify::Reader::new(self.fd.as_fd(), &mut buffer);
        loop {
            match reader.next() {
                Ok(event) => {
                    if event.events().contains(ReadFlags::IGNORED) {
                        for (_, watch) in &mut self.folders {
                            watch.take_if(|watch| *watch == event.wd());
                        }
                    }
                    names.extend(event.file_name().and_then(|name| name.to_str().ok()).map(str::to_owned));
                }
                Err(Errno::INTR) => {}
                Err(_) => break,
            }
        }
        self.extend();
        names
    }
}

impl AsFd for Folders {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}
