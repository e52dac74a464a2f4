//! Peers that do what no honest browser does: each ends with a clear answer or a closed line in bounded time, while a
//! citizen is served and memory stays bounded.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::process::browser::{Browser, Door};
use crate::process::line::{Broken, Line, request};
use crate::process::not_shown;
use crate::process::people::{enrol, enter};
use crate::process::program::{Program, sportello};
use crate::process::store::Store;

/// The longest that any line may stand still before it is closed, whatever its peer does or does not.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a citizen may usually wait, and ever; or so many times as long as on a quiet portal, where the machine is slow.
const USUAL: (Duration, u32) = (Duration::from_millis(500), 10);

const WORST: (Duration, u32) = (Duration::from_secs(3), 60);

/// What a citizen has met with.
#[derive(Default)]
struct Rounds {
    times: Vec<Duration>,
    lost: u32,
}

impl Rounds {
    /// Signs in at a new browser and reads the statement.
    fn go(&mut self, program: &Program<'_>, code: &str) {
        let began = Instant::now();
        let mut browser = Browser::new(program);
        enter(&mut browser, code);
        assert_eq!(browser.get("/it/estratto-conto").status, 200);
        assert_eq!(browser.busy, 0, "the citizen is served at once");
        self.times.push(began.elapsed());
        self.lost += browser.lost;
    }

    fn median(&self) -> Duration {
        let mut times = self.times.clone();
        times.sort();
        times[times.len() / 2]
    }
}

/// Lets bad peers work while a citizen reads and signs in; fails if these wait, or if memory grows by more MB than this.
fn besiege(program: &Program<'_>, code: &str, memory: f64, peers: impl FnOnce() + Send) {
    let mut before_them = Rounds::default();
    (0..5).for_each(|_| before_them.go(program, code));
    let quiet = before_them.median();
    let (over, before) = (AtomicBool::new(false), program.resident());
    std::thread::scope(|scope| {
        let citizen = scope.spawn(|| {
            let (mut rounds, mut most) = (Rounds::default(), before);
            while rounds.times.is_empty() || !over.load(Ordering::SeqCst) {
                rounds.go(program, code);
                most = most.max(program.resident());
            }
            (rounds, most)
        });
        let peers = scope.spawn(peers);
        let ended = peers.join();
        over.store(true, Ordering::SeqCst);
        // Of who was with the citizen, whoever has failed first tells why.
        ended.unwrap_or_else(|broken| std::panic::resume_unwind(broken));
        let (rounds, most) = citizen.join().unwrap_or_else(|broken| std::panic::resume_unwind(broken));
        let (usual, count) = (rounds.median(), rounds.times.len());
        let (worst, lost) = (rounds.times.iter().max().copied().unwrap(), rounds.lost);
        eprintln!(
            "the citizen waited {usual:?}, {worst:?} at most of {count} times, {quiet:?} before; {lost} requests lost; \
             {before:.0} MB, {most:.0} MB at most"
        );
        let within = |(time, times): (Duration, u32)| time.max(quiet * times);
        assert!(usual < within(USUAL), "{usual:?}, on a quiet portal {quiet:?}");
        assert!(worst < within(WORST), "{worst:?}, on a quiet portal {quiet:?}");
        assert_eq!(lost, 0, "of {count} rounds");
        assert!(most < before + memory, "{before} {most}");
    });
}

/// A portal with a citizen who has a PIN.
fn with_citizen(store: &Store) -> (Program<'_>, String) {
    let code = enrol(store, 1, 1)[0][0].clone();
    (Program::start(store), code)
}

/// Idle lines, at once.
const IDLE: usize = 10_000;

/// Files that the portal needs besides: it has a second name for each line that it watches, of which there are 4,096.
const BESIDE: usize = 5_000;

/// How often they are opened if this machine was too slow: the first are closed after ten seconds.
const TRIES: usize = 5;

#[test]
fn ten_thousand_idle_lines_keep_nobody_out_and_end() {
    // Before the program starts, which has the same limit.
    let limit = raise_limit(IDLE + BESIDE);
    let idle = IDLE.min(limit.saturating_sub(BESIDE));
    assert!(idle >= 1_000, "no process may have so many files here: {limit}");
    if idle < IDLE {
        not_shown(&format!(
            "{IDLE} idle lines: no process may have more than {limit} files here, so {idle} are held"
        ));
    }
    let store = Store::lite();
    let (program, code) = with_citizen(&store);
    besiege(&program, &code, 250.0, || {
        let held = (0..TRIES).any(|_| {
            let began = Instant::now();
            let mut lines = open_many(program.port(), idle);
            let held = program.sockets();
            eprintln!("{idle} lines opened in {:?}; the portal holds {held} at once", began.elapsed());
            for line in &mut lines {
                line.until_closed(PATIENCE).expect("an idle line ends");
            }
            held >= idle
        });
        assert!(held, "{idle} lines were never held at the same time");
    });
    assert!(program.open_files() < 200, "{} files left", program.open_files());
}

/// Opens lines from several threads, to have them all before the first is closed.
fn open_many(port: u16, count: usize) -> Vec<Line> {
    const THREADS: usize = 4;
    let open = |from: usize| {
        move || -> Vec<Line> { (from..count).step_by(THREADS).map(|_| Line::open(port).unwrap()).collect() }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|from| scope.spawn(open(from))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// Raises the limit of open files of this process and those it starts: as far as it may, and beyond where that is not
/// enough and it has the right to; how many files it may then have.
fn raise_limit(wanted: usize) -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let (maximum, most) = (getrlimit(Resource::Nofile).maximum, u64::try_from(wanted).unwrap());
    let beyond = Rlimit { current: Some(most), maximum: Some(most) };
    if maximum.is_some_and(|maximum| maximum < most) && setrlimit(Resource::Nofile, beyond).is_ok() {
        return wanted;
    }
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).unwrap();
    maximum.map_or(usize::MAX, |maximum| usize::try_from(maximum).unwrap())
}

/// A request whose answer is a long page.
fn long_page() -> String {
    request("GET", "/it/sedi?dove=Roma", "", "")
}

#[test]
fn a_peer_that_is_slow_or_gone_ends_in_bounded_time() {
    let store = Store::lite();
    let (program, code) = with_citizen(&store);
    let besieged = &program;
    besiege(&program, &code, 450.0, || {
        std::thread::scope(|scope| {
            let program = besieged;
            for peer in [
                half_a_head,
                a_head_in_drops,
                half_a_second_head,
                half_a_body,
                a_body_in_drops,
                never_reads,
                reads_in_drops,
            ] {
                scope.spawn(move || peer(program));
            }
            scope.spawn(|| half_closed(program));
        });
    });
    assert!(program.open_files() < 200, "{} files left", program.open_files());
}

/// Twenty lines, each treated like this; each must end.
fn all_end(program: &Program<'_>, what: &str, begin: impl Fn(&mut Line)) {
    // Each begins as soon as it is open: a line that says nothing is closed, however busy this machine is.
    let open = |_| {
        let mut line = Line::open(program.port()).unwrap();
        begin(&mut line);
        line
    };
    let mut lines: Vec<Line> = (0..20).map(open).collect();
    let began = Instant::now();
    for line in &mut lines {
        line.until_closed(PATIENCE).unwrap_or_else(|| panic!("{what}: it never ends"));
    }
    eprintln!("{what}: ended after {:?}", began.elapsed());
}

fn half_a_head(program: &Program<'_>) {
    all_end(program, "half a head", |line| line.send("GET /it/ HTTP/1.1\r\nHost: 127").unwrap());
}

fn half_a_second_head(program: &Program<'_>) {
    all_end(program, "half a second head", |line| {
        line.send(request("GET", "/it/aiuto", "", "")).unwrap();
        assert_eq!(line.answer().unwrap().status, 200);
        line.send("GET /it/ HTTP/1.1\r\nHost: 127").unwrap();
    });
}

/// The head of a form that is never sent whole.
const FORM: &str = "POST /it/accedi HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\
                    Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n";

fn half_a_body(program: &Program<'_>) {
    let mut line = Line::open(program.port()).unwrap();
    line.send(FORM).unwrap();
    line.send("a=b").unwrap();
    let answer = line.answer().unwrap();
    assert_eq!(answer.status, 422, "{}", answer.head);
    assert!(String::from_utf8_lossy(&answer.body).contains("non si può leggere"));
    all_end(program, "half a body", |line| line.send([FORM, "a=b"].concat()).unwrap());
}

fn a_head_in_drops(program: &Program<'_>) {
    in_drops(program, "a head in drops", "GET /it/ HTTP/1.1\r\nA: ", Duration::from_secs(20));
}

fn a_body_in_drops(program: &Program<'_>) {
    in_drops(program, "a body in drops", FORM, Duration::from_secs(40));
}

/// Sends a beginning, and then a byte now and then, until the line is closed.
fn in_drops(program: &Program<'_>, what: &str, start: &str, most: Duration) {
    let mut line = Line::open(program.port()).unwrap().patience(Duration::from_millis(100));
    line.send(start).unwrap();
    let began = Instant::now();
    loop {
        match line.answer() {
            Err(Broken::Silent) => assert!(began.elapsed() < most, "{what}: it never ends"),
            Ok(answer) => assert!((400..500).contains(&answer.status), "{}", answer.head),
            Err(Broken::Closed | Broken::Torn) => break,
        }
        // What is sent to a closed line is an error, or lost.
        drop(line.send("a"));
    }
    eprintln!("{what}: ended after {:?}", began.elapsed());
}

fn never_reads(program: &Program<'_>) {
    let began = Instant::now();
    let mut lines: Vec<Line> = (0..20).map(|_| Line::open(program.port()).unwrap()).collect();
    let many = long_page().repeat(200);
    std::thread::scope(|scope| {
        for line in &mut lines {
            scope.spawn(|| {
                // Asks until nothing more is taken: nobody reads the answers.
                let mut asked = 0;
                while line.send(&many).is_ok() {
                    asked += 1;
                    assert!(began.elapsed() < PATIENCE && asked < 1_000, "it is served and served");
                }
            });
        }
    });
    eprintln!("never reads: ended after {:?}", began.elapsed());
}

/// Asks for far more than the system keeps on the way, and takes a few bytes of it a second: it never stands still.
fn reads_in_drops(program: &Program<'_>) {
    let many = long_page().repeat(400);
    let mut lines: Vec<Line> = (0..20).map(|_| Line::open(program.port()).unwrap()).collect();
    for line in &mut lines {
        line.send(&many).unwrap();
        assert!(line.sip(4) && program.holds(line.port()), "it is served");
    }
    let began = Instant::now();
    while lines.iter().any(|line| program.holds(line.port())) {
        assert!(began.elapsed() < PATIENCE, "reads in drops: it is held and held");
        // What was on its way still comes when the portal has let go.
        let reading = lines.iter_mut().filter_map(|line| line.sip(4).then_some(())).count();
        assert!(reading > 0, "reads in drops: nothing comes, and it is held");
        std::thread::sleep(Duration::from_millis(500));
    }
    eprintln!("reads in drops: ended after {:?}", began.elapsed());
}

fn half_closed(program: &Program<'_>) {
    let mut line = Line::open(program.port()).unwrap();
    line.send(long_page()).unwrap();
    line.half_close();
    assert_eq!(line.answer().unwrap().status, 200, "who says that no more comes still gets the answer");
    assert!(line.until_closed(PATIENCE).is_some());
}

/// As much of a head as is read before it is answered to be too large. A head of just so much has nothing behind it that
/// nobody reads, so that its answer cannot be lost.
const LONGEST_HEAD: usize = 128 * 1024;

/// Heads just over what is taken: in length, and in lines.
fn too_large(lang: &str) -> [String; 2] {
    let start = format!("GET /{lang}/aiuto HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    let long = format!("{start}X-Long: ");
    let filled = "a".repeat(LONGEST_HEAD - long.len());
    let lines: String = (0..100).map(|n| format!("X-Line-{n}: {n}\r\n")).collect();
    [long + &filled, format!("{start}{lines}\r\n")]
}

/// What is told of it, in a language.
const TOO_LARGE: [(&str, &str); 3] =
    [("it", "La richiesta è troppo grande"), ("en", "The request is too large"), ("ar", "الطلب كبير جدا")];

#[test]
fn a_head_just_over_what_is_taken_is_answered_with_a_page_in_the_language_of_its_address() {
    let store = Store::lite();
    let program = Program::start(&store);
    for (lang, title) in TOO_LARGE {
        for head in too_large(lang) {
            let mut line = Line::open(program.port()).unwrap();
            line.send(&head).unwrap();
            let answer = line.answer().unwrap();
            let body = String::from_utf8_lossy(&answer.body);
            assert_eq!(answer.status, 431, "{}", answer.head);
            assert!(body.contains(&format!("<html lang=\"{lang}\"")), "{body}");
            assert!(body.contains("<h1") && body.contains(title), "{body}");
            assert_eq!(line.answer().unwrap_err(), Broken::Closed);
        }
    }
}

#[test]
fn under_tls_lines_speak_the_http_whose_floods_are_answered_with_pages() {
    let store = Store::lite();
    let [key, certificate] = ["tls.key", "tls.pem"].map(|name| store.path(name));
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]);
    openssl.arg("-keyout").arg(&key).arg("-out").arg(&certificate);
    assert!(openssl.stderr(Stdio::null()).status().unwrap().success());
    let settings = store.path("tls.toml");
    std::fs::write(&settings, format!("[tls]\ncertificate = {certificate:?}\nkey = {key:?}\n")).unwrap();
    let program = Program::begin(|| {
        let mut command = sportello(&store);
        command.env("SPORTELLO_CONFIG", &settings);
        command
    });
    let began = Instant::now();
    while Line::open(program.port()).is_err() {
        assert!(began.elapsed() < PATIENCE, "it does not start: {}", program.said());
        std::thread::yield_now();
    }
    for (lang, title) in TOO_LARGE {
        for head in too_large(lang) {
            let mut client = Command::new("openssl");
            client.args(["s_client", "-ign_eof", "-alpn", "h2,http/1.1", "-connect"]);
            client.arg(format!("127.0.0.1:{}", program.port()));
            client.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
            let mut client = client.spawn().unwrap();
            client.stdin.take().unwrap().write_all(head.as_bytes()).unwrap();
            let heard = client.wait_with_output().unwrap();
            let heard = String::from_utf8_lossy(&heard.stdout);
            for told in ["ALPN protocol: http/1.1", "HTTP/1.1 431", &format!("<html lang=\"{lang}\""), title]
            {
                assert!(heard.contains(told), "{lang}: no {told} in {heard}");
            }
        }
    }
}

/// Lines that flood at the same time.
const FLOODS: usize = 30;

#[test]
fn floods_of_heads_and_bodies_and_huge_cookies_are_refused_and_cost_little() {
    let store = Store::lite();
    let (program, code) = with_citizen(&store);
    let chunked = FORM.replace("Content-Length: 1000", "Transfer-Encoding: chunked");
    let chunk = format!("400\r\n{}\r\n", "a".repeat(0x400));
    let endless = FORM.replace(": 1000", ": 99999999999");
    let kinds: [(&str, &str, &[u16]); 6] = [
        ("GET /it/ HTTP/1.1\r\n", "X-Flood: aaaaaaaaaaaaaaaaaaaa\r\n", &[400, 431]),
        ("GET /it/ HTTP/1.1\r\nCookie: ", "a=aaaaaaaaaaaaaaaaaaaaaaaaa; ", &[431]),
        (&endless, "a=b&", &[413]),
        (&chunked, &chunk, &[413]),
        ("", "\r\n", &[400, 408, 431]),
        ("", "\u{1}\u{2}garbage", &[400, 431]),
    ];
    let port = program.port();
    besiege(&program, &code, 250.0, || {
        std::thread::scope(|scope| {
            for (start, more, statuses) in kinds.into_iter().cycle().take(FLOODS * kinds.len()) {
                scope.spawn(move || flood(port, start, more, statuses));
            }
        });
    });
    let huge = format!("Cookie: sportello={}\r\n", "a".repeat(60_000));
    let mut line = Line::open(program.port()).unwrap();
    line.send(request("GET", "/it/", &huge, "")).unwrap();
    assert_eq!(line.answer().unwrap().status, 200, "a cookie of nobody is no cookie");
    let both = FORM.replace("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n");
    let mut line = Line::open(program.port()).unwrap();
    line.send([both.as_str(), "0\r\n\r\nGET /it/area HTTP/1.1\r\n\r\n"].concat()).unwrap();
    assert_eq!(line.answer().unwrap().status, 400, "of two lengths neither is believed");
    assert_eq!(line.answer().unwrap_err(), Broken::Closed, "and what follows is not read");
}

/// Sends without end, until the line is closed; if an answer comes it is one of these. It may be lost: a system that has
/// received what nobody reads any more throws away what it had not yet sent.
fn flood(port: u16, start: &str, more: &str, statuses: &[u16]) {
    let began = Instant::now();
    let mut line = Line::open(port).unwrap().patience(Duration::from_millis(1));
    let more = more.repeat(1 + 16_000 / more.len());
    let mut sent = line.send(start);
    loop {
        match line.answer() {
            Ok(answer) => {
                assert!(statuses.contains(&answer.status), "{start}: {}", answer.head);
                let body = String::from_utf8_lossy(&answer.body);
                assert!(body.contains("<h1"), "{start}: a page says what is wrong: {}", answer.head);
            }
            Err(Broken::Closed | Broken::Torn) => return,
            Err(Broken::Silent) if sent.is_err() => return,
            Err(Broken::Silent) => {}
        }
        assert!(began.elapsed() < PATIENCE, "{start}: it never ends");
        sent = sent.and_then(|()| line.send(&more));
    }
}
