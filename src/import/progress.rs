//! The progress bar of the command line.

use indicatif::{ProgressBar, ProgressStyle};

use super::Progress;

/// A bar on the terminal: what is being done, how far, rows, bad rows, time left.
#[derive(Clone, Debug)]
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar with a name, such as the file's; it draws nothing where there is no terminal.
    pub fn new(name: impl Into<String>) -> Bar {
        let bar = ProgressBar::new(0).with_message(name.into());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {percent}% {prefix} {eta}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Bar(bar)
    }

    /// Moves the bar.
    pub fn show(&self, progress: Progress) {
        self.0.set_length(progress.total);
        self.0.set_position(progress.done);
        self.0.set_prefix(match progress.bad {
            0 => format!("{} rows", progress.rows),
            bad => format!("{} rows, {bad} bad", progress.rows),
        });
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
