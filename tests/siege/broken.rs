//! What comes broken: bodies that are cut off, and what is no HTTP. Whoever sent it is told, in the language of the address.

use crate::process::browser::Door;
use crate::process::line::{Broken, Line};
use crate::process::program::Program;
use crate::process::store::Store;

/// A status, and the title of its page in each language.
type Told = (u16, [&'static str; 3]);

const LANGS: [&str; 3] = ["it", "en", "ar"];

const FORM: Told = (
    422,
    ["Il modulo inviato non si può leggere", "The form sent cannot be read", "لا يمكن قراءة الاستمارة المرسلة"],
);

const REQUEST: Told =
    (400, ["La richiesta non si può leggere", "The request cannot be read", "لا يمكن قراءة الطلب"]);

/// Sends this and nothing more; the answer is a whole page that tells it in this language, and the line ends.
#[track_caller]
fn is_told(program: &Program<'_>, sent: &[u8], (status, titles): Told, lang: &str) {
    let shown = String::from_utf8_lossy(&sent[..sent.len().min(120)]);
    let mut line = Line::open(program.port()).unwrap();
    line.send(sent).unwrap();
    line.half_close();
    let answer = line.answer().unwrap_or_else(|broken| panic!("{shown}: {broken:?}"));
    let body = String::from_utf8_lossy(&answer.body);
    let title = titles[LANGS.iter().position(|known| *known == lang).unwrap()];
    assert_eq!(answer.status, status, "{shown}: {}", answer.head);
    assert!(body.contains(&format!("<html lang=\"{lang}\"")), "{shown}: {body}");
    assert!(body.contains(&format!("<h1 id=\"titolo\">{title}</h1>")), "{shown}: {body}");
    assert!(body.trim_end().ends_with("</html>"), "{shown}: {body}");
    // Nothing is done of what was sent, and nothing else is answered.
    assert!(answer.header("set-cookie").is_none_or(|set| !set.starts_with("preferenze")), "{}", answer.head);
    assert_eq!(line.answer().unwrap_err(), Broken::Closed, "{shown}");
}

#[test]
fn a_body_that_is_cut_off_is_answered_with_a_page_in_the_language_of_its_address() {
    let store = Store::lite();
    let program = Program::start(&store);
    let body = "colori=scuro&testo=100";
    let (length, more) = (body.len(), body.len() + 40);
    for lang in LANGS {
        let head = format!(
            "POST /{lang}/preferenze HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n"
        );
        for rest in [
            format!("Content-Length: {more}\r\n\r\n{body}"),
            format!("Content-Length: {length}\r\n\r\n"),
            format!("Transfer-Encoding: chunked\r\n\r\n{more:x}\r\n{body}"),
            format!("Transfer-Encoding: chunked\r\n\r\n{length:x}\r\n{body}\r\n"),
            "Transfer-Encoding: chunked\r\n\r\nzz\r\n".to_owned(),
        ] {
            is_told(&program, [head.as_str(), &rest].concat().as_bytes(), FORM, lang);
        }
    }
}

#[test]
fn what_is_no_http_is_answered_with_a_page_in_the_language_of_its_address() {
    let store = Store::lite();
    let program = Program::start(&store);
    for lang in LANGS {
        let post = format!("POST /{lang}/preferenze HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for sent in [
            format!("GET /{lang}/ HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n"),
            format!("GET /{lang}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n"),
            format!("{post}Content-Length: 99999999999999999999\r\n\r\n"),
            format!("{post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ] {
            is_told(&program, sent.as_bytes(), REQUEST, lang);
        }
    }
    // Without an address, in the institute's own.
    for sent in [&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..], b"\0\0\0\0", b"GET\r\n\r\n"] {
        is_told(&program, sent, REQUEST, "it");
    }
}
