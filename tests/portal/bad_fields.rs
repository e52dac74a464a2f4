//! What every question of every form gets that no honest form sends, made from the questions themselves.

use std::collections::BTreeSet;

use a11y::page::{Action, Input, Method, Page, Question};
use a11y::tree::Fault;

use crate::asking::{Asking, date, envelope_at, kept, page_at};
use crate::bad_input::{raw_at, status};
use crate::people::NOEMI;
use crate::support::{Browser, FORM, Got, Running, encode};

/// More pages than a walk may see: then it is going round in circles.
const MOST_PAGES: usize = 400;

/// Whoever walks, in a language.
pub struct Walk {
    pub browser: Browser,
    seen: BTreeSet<String>,
    waiting: Vec<String>,
    pub found: Vec<Asking>,
}

impl Walk {
    /// Every form that can be reached from the services by links and by forms filled well.
    pub fn from(browser: Browser, lang: &str) -> Walk {
        let waiting = sportello::services::ALL.iter().map(|service| format!("/{lang}/{}", service.name()));
        let waiting = waiting.chain([format!("/{lang}/preferenze")]).collect();
        let mut walk = Walk { browser, seen: BTreeSet::new(), waiting, found: Vec::new() };
        while let Some(address) = walk.waiting.pop() {
            walk.visit(&address, lang);
        }
        walk
    }

    fn visit(&mut self, address: &str, lang: &str) {
        // One example of each kind is enough: the words of a search and the row of a table make no other form.
        let kind: String = address
            .split('?')
            .next()
            .unwrap()
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        let kind = kind.split('/').map(|s| if s.len() > 30 { "id" } else { s }).collect::<Vec<_>>().join("/");
        if !self.seen.insert(kind) {
            return;
        }
        assert!(self.seen.len() < MOST_PAGES, "{:?}", self.seen);
        let html = self.browser.get(address);
        assert!(html.status < 500, "{address}: {}", html.status);
        let links = html.links().into_iter().filter(|to| to.starts_with(&format!("/{lang}/")));
        self.waiting.extend(links.map(|to| to.split('#').next().unwrap().to_owned()));
        let Some(page) = page_at(&mut self.browser, &html.address) else { return };
        self.begin(&page, &html);
        let Some(form) = &page.form else { return };
        if page.questions().is_empty() {
            return;
        }
        let method = form.method;
        let address = html.address.split('#').next().unwrap().to_owned();
        let asking =
            Asking { address, method, page, token: html.token().unwrap_or_default(), own: &[], keeps: false };
        if method == Method::Post && !asking.address.contains("/accedi") {
            let next = asking.send(&mut self.browser, &asking.well());
            // A task may open another one in a list that was seen before.
            let links = next.links().into_iter().filter(|to| to.starts_with(&format!("/{lang}/")));
            self.waiting.extend(links.map(|to| to.split('#').next().unwrap().to_owned()));
            self.waiting.push(next.address.split(['#', '?']).next().unwrap().to_owned());
        }
        self.found.push(asking);
    }
}

impl Walk {
    /// Presses the button that begins a conversation; the long form is walked by itself.
    fn begin(&mut self, page: &Page, html: &Got) {
        let begins = |action: &Action| match action {
            Action::Send(send) if send.address.ends_with("/pin/richiesta") => Some(send.address.clone()),
            _ => None,
        };
        if let Some(to) = page.actions.iter().find_map(begins) {
            let token = html.token().unwrap_or_default();
            let first = self.browser.post(&to, &[("gettone", &token)]);
            self.waiting.push(first.address);
        }
    }
}

/// What no keyboard means, and what some people do mean.
fn wild_words() -> Vec<String> {
    vec![
        "x".repeat(4_999),
        "🙂👩‍🦯 Ünïcødé".into(),
        "Ma\u{202E}rio\u{2066} \u{200F}Rossi".into(),
        "١٢٣٤٥٦٧٨".into(),
        "۱۲۳ ４５６".into(),
        "'; DROP TABLE citizens; --".into(),
        "<script>alert(1)</script>&amp;\"'".into(),
        "{$total} %s %n ${{7*7}} \\".into(),
        "   ".into(),
        "\n\n\t\n".into(),
        "-1".into(),
        "99999999999999999999999999".into(),
        "a\u{301}\u{301}\u{301}\u{301}".repeat(50),
        String::new(),
    ]
}

/// Dates that are in no calendar.
const NO_DATES: [[&str; 3]; 8] = [
    ["30", "2", "2001"],
    ["29", "febbraio", "1900"],
    ["0", "0", "0"],
    ["32", "13", "99999"],
    ["-1", "1", "1980"],
    ["1", "1", "-5"],
    ["primo", "aprile", "scorso"],
    ["٣١", "٤", "٢٠٠٠"],
];

fn wild_answers(question: &Question) -> Vec<Vec<(String, String)>> {
    if matches!(question.input, Input::Date { .. }) {
        let wild = wild_words();
        let words = wild.iter().map(|word| date(question, [word, word, word]));
        return words.chain(NO_DATES.map(|parts| date(question, parts))).collect();
    }
    let mut words = wild_words();
    if matches!(question.input, Input::FiscalCode { .. }) {
        let codes =
            ["MRNNMO69C66H501A", "MRNNMO69C66H50", "STP1234567890123", "ENI1234567890123", "01234567897"];
        words.extend(codes.map(str::to_owned));
    }
    words.into_iter().map(|word| vec![(question.name.clone(), word)]).collect()
}

/// A page, in the language, that is no fault. Read as text: thousands come, and to parse each takes longer than to get it.
#[track_caller]
pub fn expect_page(got: &Got, lang: &str, statuses: &[u16], what: &str) {
    // So many wrong answers slow the place down, which the forms that ask a PIN say with their page.
    let slowed = got.status == 429 && got.headers.contains_key("retry-after");
    assert!(slowed || statuses.contains(&got.status), "{what}: {}", got.status);
    let root = format!("<!DOCTYPE html><html lang=\"{lang}\"");
    assert!(got.body.starts_with(&root), "{what}: {:.60}", got.body);
    let title = got.body.split_once("<h1 id=\"titolo\">").map(|(_, title)| title);
    assert!(title.is_some_and(|title| !title.starts_with("</h1>")), "{what}: {}", got.body);
}

/// The summary of what is wrong on a page, as it stands in its HTML.
fn summary(body: &str) -> Option<&str> {
    let (_, rest) = body.split_once("id=\"errori\"")?;
    Some(rest.split_once("</ul>")?.0)
}

/// Judges the page that says so of each form's answers, once for each thing it says: thousands come, and few differ.
fn judge(browser: &mut Browser, got: &Got, judged: &mut BTreeSet<String>, what: &str) {
    let path = got.address.split('?').next().unwrap_or_default();
    let Some(problems) = summary(&got.body) else { return };
    if got.status != 200 || !judged.insert(format!("{path} {problems}")) {
        return;
    }
    // The page as it stands when it is read again, without the preferences that the walk has chosen.
    let mut reader = browser.clone();
    reader.cookies.remove("preferenze");
    let again = reader.get(&got.address);
    let envelope = envelope_at(&mut reader, &got.address).unwrap_or_else(|| panic!("{what}: no page"));
    let mut faults = a11y::tree::judge(&again.body, &envelope.page, &envelope.frame);
    // The judge knows no codes spelled out in a hint: those of who keeps that preference with them are not judged.
    if envelope.frame.view.spell_codes {
        faults.retain(|fault| !matches!(fault, Fault::Description { .. } | Fault::Name { .. }));
    }
    assert!(faults.is_empty(), "{what}: {faults:#?}");
    assert!(!envelope.page.problems().is_empty(), "{what}");
}

/// A short name of an answer, for a failed test.
fn label(fields: &[(String, String)]) -> String {
    let cut = |value: &str| value.chars().take(30).collect::<String>();
    fields.iter().map(|(name, value)| format!("{name}={:?}", cut(value))).collect::<Vec<_>>().join(" ")
}

fn each_form(act: impl Fn(&Running, &mut Browser, &Asking, &str)) {
    let portal = Running::start().with(&NOEMI);
    portal.give_noemi_a_career();
    // All sign in before the first wrong PIN slows this place down.
    let visitors = [("it", false), ("it", true), ("en", true), ("ar", true)].map(|(lang, signed_in)| {
        let mut browser = portal.browser();
        if signed_in {
            browser.sign_in(&NOEMI);
        }
        (lang, signed_in, browser)
    });
    for (lang, signed_in, mut browser) in visitors {
        let walk = Walk::from(browser.clone(), lang);
        let addresses: Vec<&str> = walk.found.iter().map(|asking| asking.address.as_str()).collect();
        let everywhere = ["segnala", "sedi", "cerca", "preferenze", "pin/attivazione"];
        let of_request =
            ["codice-fiscale", "chi-sei", "luogo-di-nascita", "residenza", "contatti", "consegna"];
        for must in everywhere.iter().chain(&of_request) {
            assert!(
                addresses.iter().any(|a| a.contains(must)),
                "the walk found no form at {must}: {addresses:?}"
            );
        }
        assert_eq!(addresses.iter().any(|a| a.contains("estratto-conto/errore")), signed_in, "{addresses:?}");
        assert_ne!(addresses.iter().any(|a| a.ends_with("/accedi")), signed_in, "{addresses:?}");
        browser.cookies = walk.browser.cookies.clone();
        for asking in &walk.found {
            act(&portal, &mut browser, asking, lang);
            // A conversation goes on only where its earlier answers are right.
            if !asking.address.contains("/accedi") {
                asking.send(&mut browser, &asking.well());
            }
        }
    }
    assert_eq!(portal.browser().get("/health/ready").body, "ok\n");
}

/// Digits where a fiscal code is asked beside a secret: they may be the secret, and stand nowhere.
fn is_secret_in_another_box(asking: &Asking, question: &Question, typed: &str) -> bool {
    let beside = || asking.page.questions().iter().any(|other| matches!(other.input, Input::Secret { .. }));
    let digits = typed.chars().filter(|sign| sign.is_numeric()).count();
    let alone = typed.chars().all(|sign| sign.is_numeric() || sign.is_whitespace());
    matches!(question.input, Input::FiscalCode { .. }) && alone && digits >= 7 && digits != 11 && beside()
}

/// Every question of a page gets every wild answer; what is told to be wrong stands in its box.
pub fn answer_wildly(browser: &mut Browser, asking: &Asking, lang: &str) {
    let (mut now, mut judged) = (asking.kept(browser, None), BTreeSet::new());
    for question in asking.page.questions() {
        for bad in wild_answers(question) {
            let what = format!("{} {}", asking.address, label(&bad));
            let sent = asking.with(question, bad.clone());
            let got = asking.send(browser, &sent);
            expect_page(&got, lang, &[200, 403, 422], &what);
            judge(browser, &got, &mut judged, &what);
            asking.holds(browser, &mut now, &sent, &got, &what);
            let same_page = got.address.split(['?', '#']).next() == asking.address.split('?').next();
            let typed = matches!(
                question.input,
                Input::Line { .. }
                    | Input::LongText { .. }
                    | Input::FiscalCode { .. }
                    | Input::Date { .. }
                    | Input::Code { .. }
                    | Input::Phone { .. }
                    | Input::Mail { .. }
                    | Input::Money { .. }
            );
            if same_page && typed && got.body.contains("id=\"errori\"") {
                for (name, value) in &bad {
                    // HTML drops one line end at the start of a text area.
                    let value = kept(value);
                    let there =
                        if is_secret_in_another_box(asking, question, &value) { "" } else { value.trim() };
                    assert_eq!(got.value(name).trim(), there, "{what}");
                }
            }
        }
    }
}

/// Every question of a page gets what is too long, and what is no text.
pub fn answer_too_long(browser: &mut Browser, asking: &Asking, lang: &str) {
    let mut now = asking.kept(browser, None);
    for question in asking.page.questions() {
        let names = sportello::services::conversation::names(question);
        let name = &names[0];
        let sent = |value: &str| {
            let bad = names.iter().map(|n| (n.clone(), if n == name { value.into() } else { String::new() }));
            asking.with(question, bad.collect())
        };
        let mut tries =
            vec![("long", "è".repeat(10_000), &[200, 422][..]), ("null", "Ma\u{0}rio".into(), &[422][..])];
        // Each of their letters goes in three to twelve bytes: an address has no room for them, and a form has.
        if asking.method == Method::Post {
            tries.push(("pictures", "🙂".repeat(10_000), &[200, 422]));
            tries.push(("arabic", "م".repeat(11_000), &[200, 422]));
        }
        for (what, value, statuses) in tries {
            let told = format!("{} {name} {what}", asking.address);
            let sent = sent(&value);
            let got = asking.send(browser, &sent);
            expect_page(&got, lang, statuses, &told);
            // Nothing is lost: the form comes back with what was typed but for what nobody sees, and says what is wrong.
            let comes_back = what != "null" || asking.method != Method::Get;
            if comes_back
                && matches!(
                    question.input,
                    Input::Line { .. }
                        | Input::LongText { .. }
                        | Input::FiscalCode { .. }
                        | Input::Code { .. }
                        | Input::Phone { .. }
                        | Input::Mail { .. }
                        | Input::Money { .. }
                )
            {
                assert_eq!(got.value(name).trim(), value.replace('\0', ""), "{told}");
                assert!(got.body.contains("id=\"errori\"") || asking.method == Method::Get, "{told}");
            }
            asking.holds(browser, &mut now, &sent, &got, &told);
        }
    }
}

/// Nothing that the page asks is lost to what else stood in its form: the page comes back filled, but for secrets.
#[track_caller]
fn is_filled(asking: &Asking, got: &Got, what: &str) {
    assert!(got.body.contains("<form"), "{what}: {}", got.main());
    for question in asking.page.questions() {
        let names = sportello::services::conversation::names(question);
        for (name, value) in asking.well().into_iter().filter(|(name, _)| names.contains(name)) {
            match question.input {
                Input::OneChoice { .. } | Input::ManyChoices { .. } => {
                    let chosen = got.words(&format!("input[name={name:?}][value={value:?}][checked]"));
                    assert!(chosen.is_some(), "{what}: {name}");
                }
                Input::Secret { .. } | Input::CardSignature { .. } => {
                    assert_eq!(got.value(&name), "", "{what}")
                }
                _ => assert_eq!(got.value(&name), value, "{what}: {name}"),
            }
        }
    }
}

/// The form of a page is sent with fields doubled, unknown and missing, and in the wrong charset.
pub fn bend_the_form(browser: &mut Browser, asking: &Asking, lang: &str) {
    let well = asking.well();
    let at = |what: &str| format!("{} {what}", asking.address);
    let doubled: Vec<_> = well.iter().chain(&well).cloned().collect();
    let mut now = asking.kept(browser, None);
    let mut try_with = |browser: &mut Browser, fields: &[(String, String)], statuses: &[u16], what: &str| {
        let what = at(what);
        let got = asking.send(browser, fields);
        expect_page(&got, lang, statuses, &what);
        asking.holds(browser, &mut now, fields, &got, &what);
        got
    };
    let got = try_with(browser, &doubled, &[200, 422], "doubled");
    if got.status == 422 {
        is_filled(asking, &got, &at("doubled"));
    }
    let mut unknown = well.clone();
    unknown.push(("livello".into(), "actor".into()));
    let got = try_with(browser, &unknown, if asking.keeps { &[422] } else { &[200, 422] }, "unknown");
    if got.status == 422 {
        is_filled(asking, &got, &at("unknown"));
    }
    for n in 0..well.len() {
        let mut missing = well.clone();
        let (name, _) = missing.remove(n);
        try_with(browser, &missing, &[200, 403, 422], &format!("without {name}"));
    }
    try_with(browser, &[], &[200, 403, 422], "nothing");
    if asking.method == Method::Post {
        let (name, _) = &well[0];
        for latin in [format!("{name}=perch%E9"), format!("{name}=%"), "%ff=%fe".into(), "&&&=&=".into()] {
            let got = browser.ask("POST", &asking.address, FORM, latin.as_bytes());
            expect_page(&got, lang, &[403, 422], &at(&latin));
            asking.holds(browser, &mut now, &[], &got, &at(&latin));
        }
        let utf16: Vec<u8> = format!("{name}=Roma").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let media = "application/x-www-form-urlencoded; charset=utf-16";
        expect_page(&browser.ask("POST", &asking.address, media, &utf16), lang, &[422], &at("utf-16"));
    } else {
        let path = asking.address.split('?').next().unwrap();
        for latin in ["perch%E9", "%", "%zz", "%00"] {
            let got = browser.get(&format!("{path}?{}={latin}", well[0].0));
            expect_page(&got, lang, &[422], &at(latin));
        }
    }
}

/// The form of a page is sent too large, and cut off on its way: nothing of it is taken in.
pub fn send_in_part(browser: &mut Browser, asking: &Asking, lang: &str) {
    if asking.method == Method::Get {
        return;
    }
    let mut now = asking.kept(browser, None);
    let at = |what: &str| format!("{} {what}", asking.address);
    let well = asking.well();
    let mut large = well.clone();
    large[0].1 = "x".repeat(70_000);
    let got = asking.send(browser, &large);
    expect_page(&got, lang, &[413], &at("too large"));
    asking.holds(browser, &mut now, &large, &got, &at("too large"));

    cut_off(browser, asking, &well, |browser, what, got| {
        asking.holds(browser, &mut now, &well, got, &at(what));
    });
}

/// These fields are sent with the token, and cut off on their way in each way that there is; then `each` of what came back.
pub fn cut_off(
    browser: &mut Browser,
    asking: &Asking,
    fields: &[(String, String)],
    mut each: impl FnMut(&mut Browser, &str, &Got),
) {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let body = encode(&[&fields[..], &[("gettone", asking.token.as_str())]].concat());
    let mut head = format!("POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\n", asking.address);
    let cookies: Vec<String> =
        browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    head.push_str(&format!("Accept: text/html\r\nCookie: {}\r\n", cookies.join("; ")));
    for (what, rest) in [
        ("cut off", format!("Content-Length: {}\r\n\r\n{body}", body.len() + 40)),
        ("without its body", format!("Content-Length: {}\r\n\r\n", body.len())),
        ("in half a chunk", format!("Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}", body.len() + 40)),
    ] {
        let answer = raw_at(&browser.base, format!("{head}{rest}").as_bytes());
        let (status, body) =
            (status(&answer), answer.split("\r\n\r\n").nth(1).unwrap_or_default().to_owned());
        assert_eq!(status, 422, "{} {what}: {answer}", asking.address);
        assert!(body.contains("<h1"), "{} {what}: {answer}", asking.address);
        let got = Got { status, headers: Default::default(), body, address: asking.address.clone() };
        each(browser, what, &got);
    }
}

/// The form of a page is sent with tokens that are not of its session: none, one bent by a letter, that of a session of
/// nobody, and those of `others`. Nothing of it is taken in; where it may be the citizen's own it comes back filled.
pub fn send_as_others(browser: &mut Browser, asking: &Asking, lang: &str, others: &[String]) {
    if asking.method == Method::Get {
        return;
    }
    let mut now = asking.kept(browser, None);
    let nobodys = Browser::new(&browser.base).get("/it/preferenze").token().unwrap();
    let end = if asking.token.ends_with('0') { "1" } else { "0" };
    let bent = format!("{}{end}", &asking.token[..asking.token.len() - 1]);
    let tokens = [("no token", ""), ("a bent token", &bent), ("a token of nobody", &nobodys)];
    let others = others.iter().map(|token| ("a token of another citizen", token.as_str()));
    for (what, token) in tokens.into_iter().chain(others) {
        let (what, well) = (format!("{} {what}", asking.address), asking.well());
        let theirs = Asking { token: token.to_owned(), ..asking.clone() };
        let got = theirs.send(browser, &well);
        expect_page(&got, lang, &[403], &what);
        asking.holds(browser, &mut now, &well, &got, &what);
        if token.is_empty() || token == nobodys {
            is_filled(asking, &got, &what);
        }
    }
}

#[test]
fn a_form_that_comes_in_part_or_with_a_token_of_another_session_is_not_taken_in() {
    each_form(|_, browser, asking, lang| {
        send_in_part(browser, asking, lang);
        send_as_others(browser, asking, lang, &[]);
    });
}

#[test]
fn every_question_takes_wild_answers_and_gives_them_back() {
    each_form(|_, browser, asking, lang| answer_wildly(browser, asking, lang));
}

#[test]
fn every_question_is_told_apart_from_what_is_too_long_or_no_text() {
    each_form(|_, browser, asking, lang| answer_too_long(browser, asking, lang));
}

#[test]
fn doubled_unknown_and_missing_fields_and_wrong_charsets_are_told_so() {
    each_form(|_, browser, asking, lang| bend_the_form(browser, asking, lang));
}

#[test]
fn a_fiscal_code_is_told_which_thing_is_wrong_with_it() {
    let portal = Running::start().with(&NOEMI);
    let cases = [
        ("MRNNMO69C66H501A", "Un carattere del codice fiscale non è quello giusto"),
        ("MRNNMO69C66H501", "deve avere 16 caratteri: ne hai scritti 15"),
        ("1RNNMO69C66H501O", "Il carattere 1 del codice fiscale deve essere una lettera"),
        ("MRNNMO69F66H501O", "controlla la lettera"),
        ("MRNNMO69B71H501O", "La data di nascita dentro il codice fiscale non esiste"),
        ("STP1234567890123", "codice sanitario STP o ENI"),
        ("ENI1234567890123", "codice sanitario STP o ENI"),
        ("01234567897", "Questo codice ha 11 cifre"),
        ("", "Inserisci il codice fiscale"),
    ];
    for (typed, told) in cases {
        let mut browser = portal.browser();
        let page = browser.get("/it/accedi");
        let got = browser.submit(&page, "Accedi", &[("codice-fiscale", typed), ("pin", NOEMI.pin)]);
        let errors = got.words("#errori").unwrap_or_default();
        assert!(errors.contains(told), "{typed:?}: {errors}");
        assert_eq!((got.value("codice-fiscale").as_str(), got.value("pin").as_str()), (typed, ""));
        assert!(got.words("title").unwrap().starts_with("1 errore"), "{:?}", got.words("title"));
    }
}

#[test]
fn arabic_indic_digits_blanks_and_small_letters_sign_in() {
    let portal = Running::start().with(&NOEMI);
    let typed = [
        ("MRNNMO69C66H501O", "٢٧٤٩٥١٦٣"),
        ("mrn nmo 69c66 h501o", "27 49 51 63"),
        ("MRNNMO٦٩C٦٦H٥٠١O", "۲۷۴۹۵۱۶۳"),
    ];
    for (code, pin) in typed {
        let mut browser = portal.browser();
        let page = browser.get("/it/accedi");
        let got = browser.submit(&page, "Accedi", &[("codice-fiscale", code), ("pin", pin)]);
        assert_eq!(
            browser.get("/it/").signed_in().as_deref(),
            Some("Noemi Mariani"),
            "{code} {pin}: {:?}",
            got.words("#errori")
        );
    }
}
