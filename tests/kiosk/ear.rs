//! Someone at a simulated kiosk: hands on its keys, ears on its tape, eyes on its screen.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::process::program::free_port;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A simulated kiosk before a portal; it ends with its value.
pub struct Kiosk {
    base: String,
    child: Child,
    agent: ureq::Agent,
    /// The cookie that the screen's browser holds.
    cookie: String,
    /// Presses of keys so far.
    pub presses: u32,
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is said by itself after something that was read to its end.
const ASIDES: [&str; 8] = [
    "] Premi il tasto centrale per",
    "] Premi per",
    "] Scrivi con i tasti",
    "] Press the middle key to",
    "] Press to",
    "] Type with the number keys",
    "] اِضْغَطْ لِ",
    "] اِضْغَطِ الْمِفْتَاحَ الْأَوْسَطَ لِ",
];

/// It answers a key, or was read: it does not tell by itself what can be done with what was read before.
pub fn answers(line: &str) -> bool {
    !ASIDES.iter().any(|aside| line.contains(aside))
}

impl Kiosk {
    /// Starts one before this portal. Its voice is quick: a test has no ears.
    pub fn start(portal: &str) -> Kiosk {
        Kiosk::start_with(portal, &[])
    }

    /// The same with more of its program's options.
    pub fn start_with(portal: &str, options: &[&str]) -> Kiosk {
        Kiosk::start_so(portal, 600, options)
    }

    /// The same with a voice that says so many signs a second.
    pub fn start_at(portal: &str, signs_a_second: u32) -> Kiosk {
        Kiosk::start_so(portal, signs_a_second, &[])
    }

    /// The same with both.
    pub fn start_so(portal: &str, signs_a_second: u32, options: &[&str]) -> Kiosk {
        let address = format!("127.0.0.1:{}", free_port());
        let mut command = Command::new(binary());
        command.args(["simulate", "--portal", portal, "--listen", &address]);
        command.args(["--signs-a-second", &signs_a_second.to_string()]).args(options);
        Kiosk::run(command, &address)
    }

    /// The same, by this command; it listens at this address.
    pub fn run(mut command: Command, address: &str) -> Kiosk {
        let mut child = command
            .stderr(Stdio::piped())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the kiosk's program; `cargo test --workspace` builds it");
        let said = BufReader::new(child.stderr.take().unwrap());
        let entrance = said
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("/?chiave=").map(|(_, secret)| secret.to_owned()));
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        let cookie = format!("chiosco={}", entrance.expect("it says where its screen is"));
        Kiosk { base: format!("http://{address}"), child, agent: config.into(), cookie, presses: 0 }
    }

    /// Kills it without warning; its address is free again.
    pub fn kill(&mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.base.trim_start_matches("http://").to_owned()
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// The address that lets the screen's browser in.
    pub fn entrance(&self) -> String {
        format!("{}/?chiave={}", self.base, self.cookie.trim_start_matches("chiosco="))
    }

    /// Works a device of the board.
    pub fn board(&self, what: &str, value: &str) {
        let body = format!("cosa={what}&valore={value}");
        let request = self.agent.post(format!("{}/banco", self.base));
        let answer = request.content_type("application/x-www-form-urlencoded").send(body).unwrap();
        assert_eq!(answer.status(), 303, "{what} {value}");
    }

    /// Presses a key, and waits for its answer: none stays without one.
    #[track_caller]
    pub fn press(&mut self, key: &str) -> String {
        self.presses += 1;
        let before = self.tape().len();
        self.board("tasto", key);
        self.answer(before).join("\n")
    }

    /// What came after these lines, once a key is answered that was pressed then. What it leads to at once is on the tape when
    /// the board has taken it: what stands before it was begun to be read meanwhile, and what a message has cut off is said
    /// again after it.
    #[track_caller]
    pub fn answer(&self, before: usize) -> Vec<String> {
        self.until("a key is answered", |kiosk| {
            let heard = kiosk.tape().split_off(before);
            heard.iter().any(|line| answers(line)).then_some(heard)
        })
    }

    /// Waits until nothing new is said; how many lines there are.
    pub fn settle(&self) -> usize {
        let mut before = self.tape().len();
        loop {
            std::thread::sleep(Duration::from_millis(40));
            let now = self.tape().len();
            if now == before {
                return now;
            }
            before = now;
        }
    }

    /// Presses digits.
    pub fn digits(&mut self, digits: &str) {
        for digit in digits.chars() {
            self.press(&digit.to_string());
        }
    }

    fn get(&self, path: &str, cookie: &str) -> (u16, String) {
        let ask = || self.agent.get(format!("{}{path}", self.base)).header("cookie", cookie).call();
        // A line that stood idle may be closed at the moment it is used again.
        let mut answer = ask().or_else(|_| ask()).unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    }

    /// Everything that was said, a line an utterance.
    pub fn tape(&self) -> Vec<String> {
        self.get("/banco/nastro", "").1.lines().map(str::to_owned).collect()
    }

    /// What the board shows.
    pub fn desk(&self) -> String {
        self.get("/banco", "").1
    }

    /// What the screen shows, once the agent has made a picture.
    pub fn screen(&self) -> String {
        self.until("no picture", |kiosk| {
            let (status, body) = kiosk.get("/", &kiosk.cookie);
            assert!(matches!(status, 200 | 503), "{status}");
            (status == 200).then_some(body)
        })
    }

    /// The screen as one sees it who has no secret.
    pub fn stranger(&self) -> u16 {
        self.get("/", "").0
    }

    /// Touches something.
    pub fn touch(&self, what: &str) {
        let request = self.agent.post(format!("{}/tocco", self.base)).header("cookie", &self.cookie);
        assert_eq!(request.send(what).unwrap().status(), 204, "{what}");
    }

    /// Waits until something is true.
    #[track_caller]
    pub fn until<T>(&self, what: &str, mut seen: impl FnMut(&Kiosk) -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = seen(self) {
                return found;
            }
            let tape = self.tape();
            assert!(
                began.elapsed() < PATIENCE,
                "{what}\n{}",
                tape[tape.len().saturating_sub(25)..].join("\n")
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until these words are said after what was said so far (`since` lines); how many lines there then are.
    #[track_caller]
    pub fn hear(&self, since: usize, words: &str) -> usize {
        self.until(&format!("«{words}» is not heard"), |kiosk| {
            let tape = kiosk.tape();
            tape.iter().skip(since).any(|line| line.contains(words)).then_some(tape.len())
        })
    }

    /// Goes on with a key until the words are heard; who has passed them comes round to them again.
    #[track_caller]
    pub fn seek(&mut self, key: &str, words: &str) {
        // Who presses a key while the page is read stops it there.
        self.press("ripeti");
        for _ in 0..120 {
            if self.press(key).contains(words) {
                return;
            }
        }
        panic!("«{words}» is not found\n{}", self.tape().join("\n"));
    }

    /// Chooses what is at the cursor, and hears what comes.
    #[track_caller]
    pub fn choose(&mut self, words: &str) {
        let before = self.settle();
        self.presses += 1;
        self.board("tasto", "scegli");
        self.hear(before, words);
    }
}

/// The kiosk's program lies beside the portal's.
pub fn binary() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_sportello")).with_file_name("sportello-kiosk")
}
