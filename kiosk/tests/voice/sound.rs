//! A sound device that is none, and an ear at its monitor.

use std::io::Read;
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

/// One test listens at a time: they measure.
static ONE: Mutex<()> = Mutex::new(());

/// A PulseAudio server of its own with one sink that nobody hears, and a recording of what goes through it.
pub struct Sound {
    folder: TempDir,
    heard: Arc<(Mutex<Heard>, Condvar)>,
    _recorder: Process,
    _server: Process,
    _one: MutexGuard<'static, ()>,
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
}

impl Sound {
    pub fn start() -> Sound {
        let one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("sound.sock");
        let mut server = Command::new("pulseaudio");
        server.args(["-n", "--daemonize=no", "--exit-idle-time=-1", "--log-target=stderr", "-L"]);
        server.arg(format!("module-native-protocol-unix socket={} auth-anonymous=1", socket.display()));
        server.arg("-L").arg(format!("module-null-sink sink_name=kiosk rate={RATE}"));
        server.env("HOME", folder.path()).env("XDG_RUNTIME_DIR", folder.path()).stdout(Stdio::null());
        let server = Process::start(&mut server);
        until("the socket of PulseAudio", || socket.exists().then_some(()));
        let mut recorder = Command::new("parec");
        recorder.args(["-d", "kiosk.monitor", "--raw", "--format=s16le", "--channels=1", "--latency-msec=5"]);
        recorder
            .arg(format!("--rate={RATE}"))
            .env("PULSE_SERVER", server_name(&folder))
            .stdout(Stdio::piped());
        let mut recorder = Process::start(&mut recorder);
        let output = recorder.child().stdout.take().unwrap();
        let heard = Arc::new((Mutex::new(Heard::default()), Condvar::new()));
        let sink = heard.clone();
        thread::spawn(move || listen(output, &sink));
        let sound = Sound { folder, heard, _recorder: recorder, _server: server, _one: one };
        drop(sound.wait("the recording", |heard| heard.upto.is_some()));
        sound
    }

    /// The value of PULSE_SERVER for who is to be heard here.
    pub fn server(&self) -> String {
        server_name(&self.folder)
    }

    /// From now on listens for the first sound; gives the time.
    pub fn listen(&self) -> Instant {
        let mut heard = self.heard.0.lock().unwrap();
        (heard.first, heard.peak, heard.gap) = (None, 0, Duration::ZERO);
        Instant::now()
    }

    /// When the first sound came after [`Sound::listen`].
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

    /// The loudest sample since [`Sound::listen`].
    pub fn peak(&self) -> u16 {
        self.heard.0.lock().unwrap().peak
    }

    /// The longest silence between two sounds since [`Sound::listen`].
    pub fn gap(&self) -> Duration {
        self.heard.0.lock().unwrap().gap
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
    while let Ok(count @ 1..) = output.read(&mut bytes) {
        odd.extend_from_slice(&bytes[..count]);
        let even = odd.len() / 2 * 2;
        let samples =
            odd[..even].chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]]).unsigned_abs());
        let peak = samples.max().unwrap_or(0);
        odd.drain(..even);
        let now = Instant::now();
        let mut heard_now = heard.0.lock().unwrap();
        heard_now.upto = Some(now);
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
