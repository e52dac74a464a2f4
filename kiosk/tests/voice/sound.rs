//! Sound devices that are none, and an ear at the monitor of each.

use std::fs;
use std::io::Read;
use std::ops::Deref;
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::dispatcher::{Process, until};

/// Samples a second.
const RATE: usize = 48_000;

/// What is louder than this is sound: 40 dB below speech at the loudness that a session begins with. Nothing else sounds
/// there, so a voice is not first heard where its first vowel is loud.
const LOUD: u16 = 30;

/// So many samples are one moment: five milliseconds.
const MOMENT: usize = RATE / 200;

/// How loud a moment is, and how much of that is high: the means of its samples, and of the steps from each to the next.
pub type Level = [u16; 2];

/// One test listens at a time: they measure.
static ONE: Mutex<()> = Mutex::new(());

/// A PulseAudio server of its own with a sink that nobody hears, and a recording of what goes through it.
pub struct Sound {
    hall: Recording,
    /// That of a second sink, called `jack`.
    jack: Option<Recording>,
    folder: TempDir,
    _server: Process,
    _one: MutexGuard<'static, ()>,
}

/// A recording of what goes through a sink.
pub struct Recording {
    heard: Arc<(Mutex<Heard>, Condvar)>,
    _recorder: Process,
}

impl Deref for Sound {
    type Target = Recording;

    fn deref(&self) -> &Recording {
        &self.hall
    }
}

/// What has been recorded.
#[derive(Default)]
struct Heard {
    /// The last sound.
    last: Option<Instant>,
    /// When the last piece of the recording came, loud or not.
    upto: Option<Instant>,
    /// The first sound since it was asked for.
    first: Option<Instant>,
    /// The loudest sample since it was asked for.
    peak: u16,
    /// The longest silence between two sounds since it was asked for.
    gap: Duration,
    /// Of each moment since it was asked for.
    levels: Vec<Level>,
}

impl Sound {
    pub fn start() -> Sound {
        Sound::with(&["kiosk"])
    }

    /// One with a second output, for headphones, and a third where goes what has none: the machine's own choice.
    pub fn start_two() -> Sound {
        let mut sound = Sound::with(&["kiosk", "jack", "rest"]);
        sound.jack = Some(Recording::of("jack", &sound.folder));
        sound
    }

    fn with(sinks: &[&str]) -> Sound {
        let one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("sound.sock");
        // The default is set before anybody records: who does would be moved with it.
        let mut script =
            format!("load-module module-native-protocol-unix socket={} auth-anonymous=1\n", socket.display());
        for sink in sinks {
            script += &format!(
                "load-module module-null-sink sink_name={sink} rate={RATE}\nset-default-sink {sink}\n"
            );
        }
        fs::write(folder.path().join("sound.pa"), script).unwrap();
        let mut server = Command::new("pulseaudio");
        server.args(["-n", "--daemonize=no", "--exit-idle-time=-1", "--log-target=stderr", "-F"]);
        server.arg(folder.path().join("sound.pa"));
        server.env("HOME", folder.path()).env("XDG_RUNTIME_DIR", folder.path()).stdout(Stdio::null());
        let server = Process::start(&mut server);
        until("the socket of PulseAudio", || socket.exists().then_some(()));
        let hall = Recording::of("kiosk", &folder);
        Sound { hall, jack: None, folder, _server: server, _one: one }
    }

    /// What comes out of the second output.
    pub fn jack(&self) -> &Recording {
        self.jack.as_ref().unwrap()
    }

    /// The second output is pulled out of the machine.
    pub fn unplug(&self) {
        let modules = self.pactl(&["list", "short", "modules"]);
        let jack = modules.lines().find(|line| line.contains("sink_name=jack")).unwrap();
        self.pactl(&["unload-module", jack.split('\t').next().unwrap()]);
    }

    /// What the server's own tool does with these words, and says.
    pub fn pactl(&self, words: &[&str]) -> String {
        let mut pactl = Command::new("pactl");
        let ran = pactl.args(words).env("PULSE_SERVER", self.server()).output().unwrap();
        assert!(ran.status.success(), "{words:?}: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).unwrap()
    }

    /// The value of PULSE_SERVER for who is to be heard here.
    pub fn server(&self) -> String {
        server_name(&self.folder)
    }
}

impl Recording {
    fn of(sink: &str, folder: &TempDir) -> Recording {
        let mut recorder = Command::new("parec");
        recorder.args(["-d", &format!("{sink}.monitor"), "--raw", "--format=s16le", "--channels=1"]);
        recorder
            .args(["--latency-msec=5", &format!("--rate={RATE}")])
            .env("PULSE_SERVER", server_name(folder))
            .stdout(Stdio::piped());
        let mut recorder = Process::start(&mut recorder);
        let output = recorder.child().stdout.take().unwrap();
        let heard = Arc::new((Mutex::new(Heard::default()), Condvar::new()));
        let sink = heard.clone();
        thread::spawn(move || listen(output, &sink));
        let recording = Recording { heard, _recorder: recorder };
        drop(recording.wait("the recording", |heard| heard.upto.is_some()));
        recording
    }

    /// From now on listens for the first sound; gives the time.
    pub fn listen(&self) -> Instant {
        let mut heard = self.heard.0.lock().unwrap();
        (heard.first, heard.peak, heard.gap) = (None, 0, Duration::ZERO);
        heard.levels.clear();
        Instant::now()
    }

    /// When the first sound came after [`Recording::listen`].
    #[track_caller]
    pub fn first(&self) -> Instant {
        self.wait("a sound", |heard| heard.first.is_some()).first.unwrap()
    }

    /// The last sound before it has been silent so long.
    #[track_caller]
    pub fn silence(&self, long: Duration) -> Option<Instant> {
        let from = Instant::now();
        let quiet = |heard: &Heard| {
            heard.upto.is_some_and(|upto| upto >= heard.last.unwrap_or(from).max(from) + long)
        };
        self.wait("silence", quiet).last
    }

    /// The loudest sample since [`Recording::listen`].
    pub fn peak(&self) -> u16 {
        self.heard.0.lock().unwrap().peak
    }

    /// The longest silence between two sounds since [`Recording::listen`].
    pub fn gap(&self) -> Duration {
        self.heard.0.lock().unwrap().gap
    }

    /// How loud it was since [`Recording::listen`], moment by moment of five milliseconds.
    pub fn levels(&self) -> Vec<Level> {
        self.heard.0.lock().unwrap().levels.clone()
    }

    #[track_caller]
    fn wait(&self, what: &str, seen: impl Fn(&Heard) -> bool) -> MutexGuard<'_, Heard> {
        let (heard, news) = &*self.heard;
        let guard = heard.lock().unwrap();
        let (guard, out) =
            news.wait_timeout_while(guard, Duration::from_secs(20), |heard| !seen(heard)).unwrap();
        assert!(!out.timed_out(), "never heard: {what}");
        guard
    }
}

fn server_name(folder: &TempDir) -> String {
    format!("unix:{}", folder.path().join("sound.sock").display())
}

fn listen(mut output: impl Read, heard: &(Mutex<Heard>, Condvar)) {
    let mut bytes = [0; 4096];
    let mut odd = Vec::new();
    // Of the moment that is not over, with the sample before it.
    let (mut moment, mut before) = (Vec::with_capacity(MOMENT), 0);
    while let Ok(count @ 1..) = output.read(&mut bytes) {
        odd.extend_from_slice(&bytes[..count]);
        let even = odd.len() / 2 * 2;
        let (mut peak, mut levels) = (0, Vec::new());
        for pair in odd[..even].chunks_exact(2) {
            let sample = i16::from_le_bytes([pair[0], pair[1]]);
            peak = peak.max(sample.unsigned_abs());
            moment.push([sample.unsigned_abs(), sample.abs_diff(before)]);
            before = sample;
            if moment.len() == MOMENT {
                let mean =
                    |which: usize| moment.iter().map(|both| usize::from(both[which])).sum::<usize>() / MOMENT;
                levels.push([0, 1].map(|which| u16::try_from(mean(which)).unwrap()));
                moment.clear();
            }
        }
        odd.drain(..even);
        let now = Instant::now();
        let mut heard_now = heard.0.lock().unwrap();
        heard_now.upto = Some(now);
        heard_now.levels.append(&mut levels);
        if peak > LOUD {
            let gap = heard_now.first.and(heard_now.last).map_or(Duration::ZERO, |last| now - last);
            heard_now.gap = heard_now.gap.max(gap);
            heard_now.last = Some(now);
            heard_now.first.get_or_insert(now);
            heard_now.peak = heard_now.peak.max(peak);
        }
        drop(heard_now);
        heard.1.notify_all();
    }
}
