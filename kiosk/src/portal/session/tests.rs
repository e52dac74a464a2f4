#![allow(clippy::unwrap_used)]

use std::sync::mpsc::channel;

use a11y::text::Lang;

use super::super::{GLANCE, HASTE, PATIENCE, watch};
use super::*;
use crate::event::Event;

/// What the client makes of a portal that answers these bytes, whatever it is asked, and hangs up.
fn answered(bytes: Vec<u8>) -> Portal {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let portal = std::thread::spawn(move || {
        let (mut line, _) = listener.accept().unwrap();
        let _ = line.read(&mut [0; 4_096]);
        let _ = line.write_all(&bytes);
    });
    let request = Request { id: 7, method: Method::Post, address: "/it/accedi".into(), fields: Vec::new() };
    let answer =
        Session::new(&Site::new(base, None, None).unwrap(), PATIENCE).ask(&request, &mut Kept::default());
    portal.join().unwrap();
    answer
}

fn whole(status: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

#[test]
fn a_proxy_before_a_portal_that_is_down_means_away_and_other_nonsense_strange() {
    for status in ["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"] {
        assert_eq!(answered(whole(status, "<html>nginx</html>")), Portal::Away(7), "{status}");
    }
    assert_eq!(answered(whole("200 OK", "<html>elsewhere</html>")), Portal::Strange(7));
    // A portal that is ahead of this kiosk: by its version, or by a word of a page.
    let tasks = a11y::page::TaskList {
        tasks: vec![a11y::page::Task {
            label: a11y::text::Text::plain("Il lavoro"),
            to: None,
            status: a11y::page::TaskStatus::Begun,
        }],
    };
    let page = a11y::page::Page::new(Lang::It, a11y::text::Text::plain("Modulo")).with(tasks);
    let sent = Envelope { version: WIRE_VERSION, frame: a11y::page::Frame::default(), page };
    let sent = serde_json::to_string(&sent).unwrap();
    assert!(matches!(answered(whole("200 OK", &sent)), Portal::Page(7, _)));
    let version = format!("\"version\":{WIRE_VERSION}");
    for (known, later) in [("\"begun\"", "\"half_done\""), (version.as_str(), "\"version\":999")] {
        let ahead = sent.replace(known, later);
        assert_ne!(ahead, sent);
        assert_eq!(answered(whole("200 OK", &ahead)), Portal::Strange(7), "{later}");
    }
    assert_eq!(answered(whole("406 Not Acceptable", "no such form")), Portal::Strange(7));
    assert_eq!(answered(Vec::new()), Portal::Away(7));
    let elsewhere = b"HTTP/1.1 303 See Other\r\nlocation: //example.org/\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(answered(elsewhere.to_vec()), Portal::Strange(7), "it follows only its own portal");
}

#[test]
fn a_portal_that_leads_in_a_circle_is_left_after_a_few_steps_and_sent_to_once() {
    use std::io::{Read, Write};
    let page = a11y::page::Page::new(Lang::It, a11y::text::Text::plain("Prova"));
    let sent = Envelope { version: WIRE_VERSION, frame: a11y::page::Frame::default(), page };
    let sent = serde_json::to_string(&sent).unwrap();
    // So many answers lead on, each to the other of two addresses, before there is a page.
    for (leads, comes) in [(REDIRECTS, true), (usize::MAX, false)] {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (asks, asked) = channel();
        let page = whole("200 OK", &sent);
        std::thread::spawn(move || {
            for (nth, line) in listener.incoming().flatten().enumerate() {
                let (mut line, mut bytes) = (line, [0; 4_096]);
                let read = line.read(&mut bytes).unwrap_or(0);
                let first = String::from_utf8_lossy(&bytes[..read]).lines().next().unwrap_or("").to_owned();
                let to = ["/it/qua", "/it/la"][nth % 2];
                let on = format!(
                    "HTTP/1.1 303 See Other\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                );
                // Told before it is answered: once there is an answer, all that was asked is known.
                if asks.send(first).is_err() {
                    return;
                }
                let _ = line.write_all(if nth < leads { on.as_bytes() } else { &page });
            }
        });
        let fields = vec![("chiave".to_owned(), "k".to_owned())];
        let request = Request { id: 7, method: Method::Post, address: "/it/invia".into(), fields };
        let site = Site::new(base, None, None).unwrap();
        let answer = Session::new(&site, PATIENCE).ask(&request, &mut Kept::default());
        assert_eq!(matches!(answer, Portal::Page(7, _)), comes, "{answer:?}");
        assert!(comes || answer == Portal::Strange(7), "{answer:?}");
        let asked: Vec<String> = asked.try_iter().collect();
        assert_eq!(asked.len(), REDIRECTS + 1, "{asked:?}");
        assert!(asked[0].starts_with("POST /it/invia"), "{asked:?}");
        assert!(asked[1..].iter().all(|line| line.starts_with("GET /it/")), "{asked:?}");
    }
}

#[test]
fn a_page_that_is_too_long_is_not_taken_and_not_asked_for_again() {
    let sent = |length: usize| {
        let page = |words: usize| {
            let words = a11y::text::Text::plain("a".repeat(words));
            let page = a11y::page::Page::new(Lang::It, a11y::text::Text::plain("Prova")).say(words);
            serde_json::to_string(&Envelope {
                version: WIRE_VERSION,
                frame: a11y::page::Frame::default(),
                page,
            })
            .unwrap()
        };
        let sent = page(length - page(0).len());
        assert_eq!(sent.len(), length);
        answered(whole("200 OK", &sent))
    };
    let largest = usize::try_from(LARGEST).unwrap();
    assert!(matches!(sent(largest), Portal::Page(7, _)));
    assert_eq!(sent(largest + 1), Portal::Strange(7));
}

#[test]
fn who_has_a_session_goes_back_to_a_public_page_while_the_portal_is_away_and_sends_nothing() {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let frame = a11y::page::Frame {
        status: 200,
        level: "reader".into(),
        token: Some("t".into()),
        ..a11y::page::Frame::default()
    };
    let page = a11y::page::Page::new(Lang::It, a11y::text::Text::plain("Sedi")).public();
    let sent = Envelope { version: WIRE_VERSION, frame, page };
    let sent = serde_json::to_string(&sent).unwrap();
    let portal = std::thread::spawn(move || {
        let (mut line, _) = listener.accept().unwrap();
        let _ = line.read(&mut [0; 4_096]);
        line.write_all(&whole("200 OK", &sent)).unwrap();
    });
    let site = Site::new(base, None, None).unwrap();
    let (mut session, mut kept) = (Session::new(&site, PATIENCE), Kept::default());
    session.cookies.insert("sessione".into(), Zeroizing::new("x".into()));
    let asks = |method| Request { id: 7, method, address: "/it/sedi".into(), fields: Vec::new() };
    assert!(matches!(session.ask(&asks(Method::Get), &mut kept), Portal::Page(7, _)));
    portal.join().unwrap();
    site.wire.cut(true);
    assert!(matches!(session.ask(&asks(Method::Get), &mut kept), Portal::Old(7, ..)));
    assert_eq!(session.ask(&asks(Method::Post), &mut kept), Portal::Away(7));
    // The next citizen finds nothing of it.
    assert_eq!(Session::new(&site, PATIENCE).ask(&asks(Method::Get), &mut kept), Portal::Away(7));
}

#[test]
fn a_sign_of_life_that_does_not_arrive_is_told_and_a_proxy_is_no_portal() {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let answers = ["200 OK", "502 Bad Gateway", "502 Bad Gateway", "502 Bad Gateway", "200 OK"];
    let portal = std::thread::spawn(move || {
        for status in answers {
            let (mut line, _) = listener.accept().unwrap();
            let mut bytes = [0; 1_024];
            let read = line.read(&mut bytes).unwrap();
            assert!(bytes[..read].starts_with(b"GET /health/live"));
            line.write_all(&whole(status, "live")).unwrap();
        }
    });
    let (events, told) = channel();
    let (looks, wanted) = channel();
    // Alone: a whole client also gets its front pages.
    std::thread::spawn(move || watch(&Site::new(base, None, None).unwrap(), &wanted, &events));
    let seen = || {
        looks.send(()).unwrap();
        told.recv_timeout(Duration::from_secs(20)).unwrap()
    };
    // Of two in a row that fail one is told; of one, none.
    for there in [true, false, true] {
        assert_eq!(seen(), Event::Portal(Portal::There(there)));
    }
    portal.join().unwrap();

    let site = Site::new("http://127.0.0.1:9".into(), None, None).unwrap();
    let mut session = Session::new(&site, HASTE);
    assert!(session.stay(), "nobody is there whose session could end");
    session.last = Some((Zeroizing::new("token".into()), "it"));
    session.cookies.insert("sessione".into(), Zeroizing::new("x".into()));
    assert!(!session.stay());
}

#[test]
fn packets_that_are_dropped_are_told_and_a_slow_portal_is_none_that_has_gone() {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (events, told) = channel();
    let (looks, wanted) = channel();
    let site = Site::new(format!("http://{address}"), None, None).unwrap();
    std::thread::spawn(move || watch(&site, &wanted, &events));
    let seen = || {
        let began = std::time::Instant::now();
        looks.send(()).unwrap();
        (told.recv_timeout(Duration::from_secs(20)).unwrap(), began.elapsed())
    };
    let answer = |line: &mut std::net::TcpStream| {
        let _ = line.read(&mut [0; 1_024]).unwrap();
        let _ = line.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nlive");
    };
    // Slow: the first answer comes too late for its line, the second in time.
    let portal = std::thread::spawn(move || {
        let (first, _) = listener.accept().unwrap();
        let (mut second, _) = listener.accept().unwrap();
        std::thread::sleep(GLANCE);
        answer(&mut second);
        drop(first.shutdown(std::net::Shutdown::Both));
        let (mut third, _) = listener.accept().unwrap();
        answer(&mut third);
        (listener, third)
    });
    assert_eq!(seen().0, Event::Portal(Portal::There(true)));
    assert_eq!(seen().0, Event::Portal(Portal::There(true)), "on a line that stays");
    let (listener, _line) = portal.join().unwrap();
    // Nothing comes through: the line that stays is not answered, and where the queue for new ones is full the kernel
    // drops what would open one.
    rustix::net::listen(&listener, 0).unwrap();
    let _full: Vec<_> = (0..4)
        .filter_map(|_| std::net::TcpStream::connect_timeout(&address, Duration::from_millis(200)).ok())
        .collect();
    let (event, took) = seen();
    assert_eq!(event, Event::Portal(Portal::There(false)));
    // Some two and a half seconds, where the machine is not crowded.
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn a_wrong_clock_is_set_by_the_portals_for_signatures_and_what_was_refused_for_it_goes_once_more() {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let portals = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(2);
    let date = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&portals).unwrap();
    let portal = std::thread::spawn(move || {
        let answer = |status: &str| {
            let (mut line, _) = listener.accept().unwrap();
            let mut bytes = [0; 4_096];
            let read = line.read(&mut bytes).unwrap();
            line.write_all(
                format!(
                    "HTTP/1.1 {status}\r\ndate: {date}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                )
                .as_bytes(),
            )
            .unwrap();
            let asked = String::from_utf8_lossy(&bytes[..read]).into_owned();
            let created = asked.split("created=").nth(1).unwrap().split(';').next().unwrap();
            created.parse::<i64>().unwrap()
        };
        // Whoever is refused for another reason is not asked twice.
        [answer("403 Forbidden"), answer("200 OK"), answer("403 Forbidden")]
    });
    let site = Site::new(base, Some(Key::of_nobody()), None).unwrap();
    assert!(site.clock.is_right());
    let mut session = Session::new(&site, PATIENCE);
    assert_eq!(session.once("POST", "/it/accedi", "a=b").ok().unwrap().status(), 200);
    assert!(!site.clock.is_right());
    assert_eq!(session.once("POST", "/it/accedi", "a=b").ok().unwrap().status(), 403);
    let [wrong, right, still] = portal.join().unwrap();
    let off = |created: i64| portals.as_second() - created;
    assert!(off(wrong) > 7_000 && off(right).abs() < 30 && off(still).abs() < 30, "{wrong} {right} {still}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_answered_is_no_page(
        status in "HTTP/1\\.[01] [0-9]{1,4}( OK)?\r\n",
        headers in "((set-cookie|location|content-length|transfer-encoding): [ -~]{0,20}\r\n){0,4}",
        body in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80),
    ) {
        let answer = answered([status.as_bytes(), headers.as_bytes(), b"connection: close\r\n\r\n", &body].concat());
        proptest::prop_assert!(!matches!(answer, Portal::Page(..)));
    }
}

#[test]
fn fields_are_written_as_a_form_writes_them() {
    let fields = [("a".to_owned(), "è 1&2".to_owned()), ("b".to_owned(), String::new())];
    assert_eq!(*encode(&fields), "a=%C3%A8+1%262&b=");
}
