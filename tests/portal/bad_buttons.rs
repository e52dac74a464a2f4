//! What the buttons of the registration of domestic work get that no page of ours sends: those that ask nothing and send,
//! withdraw, delete; and addresses that no page leads to.
//!
//! **Invariant**: nothing of it does anything: the draft, the cases and their events stay as they were.

use std::collections::BTreeSet;

use a11y::page::{Action, Method};
use a11y::text::Text;
use sportello::citizen::raise;
use sportello::ledger::CaseState;
use sportello::services::drafts::{Draft, records};
use sportello::sql;
use uuid::Uuid;

use crate::asking::{Asking, page_at};
use crate::bad_fields::{cut_off, expect_page, send_as_others};
use crate::bad_registration::{Own, Way};
use crate::people::{MARIO, NOEMI};
use crate::support::{Browser, FORM, Running};

const LANGS: [&str; 3] = ["it", "en", "ar"];

/// The shortest way through the form.
const WAY: Own = &[("chi-assume", "religiosa"), ("lavoratore-cittadinanza", "Romania")];

/// A page with a button and nothing to answer, as a citizen sees it in a language; what the button sends is hidden in it.
fn button(browser: &mut Browser, address: &str, lang: &str) -> Asking {
    let address = address.replacen("/it/", &format!("/{lang}/"), 1);
    let html = browser.get(&address);
    let mut page = page_at(browser, &address).unwrap();
    assert!(page.questions().is_empty() && html.status == 200, "{address}: {}", html.main());
    // That of an action is a form of its own.
    let sends = page.actions.iter().find_map(|action| match action {
        Action::Send(send) => Some(send.clone()),
        Action::Link(_) => None,
    });
    if let Some(send) = sends {
        assert_eq!(send.address, address);
        page = page.submit(Text::default());
        page.form.as_mut().unwrap().hidden = send.fields;
    }
    assert!(page.form.is_some(), "{address} has no button");
    Asking { address, method: Method::Post, token: html.token().unwrap(), page, own: &[], keeps: true }
}

/// Everything on record that a button could change.
fn on_record(portal: &Running) -> String {
    portal.run(async {
        let mut conn = portal.portal.db.reader().await.unwrap();
        let cases: Vec<(Uuid, String)> =
            sql!(conn, "SELECT id, state FROM cases ORDER BY id").all().await.unwrap();
        let events: Vec<(Uuid, String)> =
            sql!(conn, "SELECT case_id, state FROM case_events ORDER BY case_id, id").all().await.unwrap();
        let ids: Vec<(Uuid,)> =
            sql!(conn, "SELECT id FROM drafts WHERE step IS NOT NULL ORDER BY id").all().await.unwrap();
        let mut drafts = Vec::new();
        for (id,) in ids {
            let stored = records::find(&mut conn, id).await.unwrap().unwrap();
            let draft = Draft::open(&portal.portal.keys, stored).unwrap();
            // Not the page that was opened last, nor when.
            drafts.push((id, draft.answers, draft.seen));
        }
        format!("{cases:?} {events:?} {drafts:?}")
    })
}

/// A button with everything that no page of ours sends there, in a language each, in turn. `turn` is that of the first.
fn besiege(portal: &Running, browser: &mut Browser, address: &str, others: &[String], turn: usize) {
    let before = on_record(portal);
    let unchanged = |what: &str| assert_eq!(on_record(portal), before, "{address}: {what}");
    let acts = [as_others, bent, in_other_letters, in_part];
    for (n, act) in acts.into_iter().enumerate() {
        let lang = LANGS[(turn + n) % LANGS.len()];
        let asking = button(browser, address, lang);
        unchanged("shown");
        act(browser, &asking, lang, others, &unchanged);
    }
}

fn as_others(
    browser: &mut Browser,
    asking: &Asking,
    lang: &str,
    others: &[String],
    unchanged: &dyn Fn(&str),
) {
    send_as_others(browser, asking, lang, others);
    unchanged("with the tokens of others");
}

/// With fields unknown, doubled, missing and of another page.
fn bent(browser: &mut Browser, asking: &Asking, lang: &str, _: &[String], unchanged: &dyn Fn(&str)) {
    let pair = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
    let hidden = asking.page.form.as_ref().unwrap().hidden.clone();
    let mut tries = vec![
        ("unknown", pair("livello", "actor")),
        ("of a question", pair("chi-assume", "persona")),
        ("without a name", pair("", "si")),
        ("doubled", hidden.clone()),
    ];
    tries.retain(|(_, fields)| !fields.is_empty());
    for (what, fields) in tries {
        let got = asking.send(browser, &fields);
        expect_page(&got, lang, &[422], &format!("{} {what}", asking.address));
        unchanged(what);
    }
    if hidden.is_empty() {
        return;
    }
    let mut without = asking.clone();
    without.page.form.as_mut().unwrap().hidden = Vec::new();
    expect_page(&without.send(browser, &[]), lang, &[422], "nothing");
    unchanged("nothing");
    // That something else was read is no fault of the form: it is shown again.
    for value in ["", "0", &"0".repeat(32), "ﷺ"] {
        let got = without.send(browser, &pair(&hidden[0].0, value));
        expect_page(&got, lang, &[200], &format!("{} {value}", asking.address));
        unchanged("another was read");
    }
}

/// In letters that are none, and larger than any form.
fn in_other_letters(
    browser: &mut Browser,
    asking: &Asking,
    lang: &str,
    _: &[String],
    unchanged: &dyn Fn(&str),
) {
    for wrong in ["letto=perch%E9", "letto=%", "%ff=%fe", "&&&=&=", "letto=%00"] {
        for body in [wrong.to_owned(), format!("gettone={}&{wrong}", asking.token)] {
            let got = browser.ask("POST", &asking.address, FORM, body.as_bytes());
            expect_page(&got, lang, &[403, 422], &format!("{} {wrong}", asking.address));
            unchanged(wrong);
        }
    }
    let whole = format!("gettone={}", asking.token);
    let utf16: Vec<u8> = whole.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let media = "application/x-www-form-urlencoded; charset=utf-16";
    expect_page(&browser.ask("POST", &asking.address, media, &utf16), lang, &[422], "utf-16");
    let got = asking.send(browser, &[("letto".to_owned(), "x".repeat(70_000))]);
    expect_page(&got, lang, &[413], "too large");
    unchanged("in other letters, too large");
}

fn in_part(browser: &mut Browser, asking: &Asking, _: &str, _: &[String], unchanged: &dyn Fn(&str)) {
    let hidden = asking.page.form.as_ref().unwrap().hidden.clone();
    cut_off(browser, asking, &hidden, |_, what, _| unchanged(what));
}

/// The draft is sent to steps and with fields that no page of the form has.
fn ask_what_is_never_asked(portal: &Running, browser: &mut Browser, list: &str) {
    let before = on_record(portal);
    let (long, names) = ("x".repeat(1_900), (0..30).map(|n| format!("nome-{n}")).collect::<Vec<_>>());
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), long.as_str())).collect();
    let tries = [
        ("inventato", vec![("ore", "10")], 404_u16),
        ("lavoro-domestico", many.clone(), 404),
        ("chi-assume/ancora", vec![("chi-assume", "persona")], 404),
        ("%2e%2e", vec![("chi-assume", "persona")], 404),
        ("inviata", vec![], 405),
        // This step is asked on another way.
        ("quale-parente", many, 422),
        ("quale-parente", vec![("quale-parente", "zio"), ("livello", "actor")], 422),
    ];
    for (n, (step, fields, status)) in tries.into_iter().enumerate() {
        let lang = LANGS[n % LANGS.len()];
        let list = list.replacen("/it/", &format!("/{lang}/"), 1);
        let token = browser.get(&list).token().unwrap();
        let fields = [&fields[..], &[("gettone", token.as_str())]].concat();
        let got = browser.post(&format!("{list}/{step}"), &fields);
        expect_page(&got, lang, &[status], step);
        assert_eq!(on_record(portal), before, "{step}");
    }
    // What is asked on another way is kept, until there is no more room.
    let mut refused = 0;
    for n in 0..4 {
        let token = browser.get(list).token().unwrap();
        let names: Vec<String> = (0..30).map(|k| format!("datore-quale-comune-a{n}b{k}")).collect();
        let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), long.as_str())).collect();
        fields.push(("gettone", &token));
        let got = browser.post(&format!("{list}/datore-quale-comune"), &fields);
        expect_page(&got, "it", &[200, 413], "datore-quale-comune");
        refused += usize::from(got.status == 413);
        if got.status == 413 {
            assert!(got.main().contains("In questa bozza c’è troppo testo"), "{}", got.main());
        }
    }
    assert_eq!(refused, 2, "twice 60,000 bytes find room");
}

#[test]
fn every_button_of_a_registration_does_nothing_for_what_no_page_sends() {
    let portal = Running::start().with(&NOEMI).with(&MARIO);
    portal.run(raise(&portal.portal.db, NOEMI.code.parse().unwrap(), portal.portal.clock.now())).unwrap();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let others = [portal.browser().sign_in(&MARIO).token().unwrap()];
    let mut way = Way::begin(&browser, WAY);
    while let Some(address) = way.open() {
        way.answer(&address);
    }
    let (list, browser) = (way.list.clone(), &mut way.browser);
    let at = |rest: &str| format!("{list}/{rest}");
    besiege(&portal, browser, &at("riepilogo"), &others, 0);
    besiege(&portal, browser, &at("elimina"), &others, 1);
    ask_what_is_never_asked(&portal, browser, &list);
    let review = browser.get(&at("riepilogo"));
    browser.submit(&review, "Invia la registrazione", &[]).expect("Numero di protocollo");
    besiege(&portal, browser, &at("ritiro"), &others, 2);

    // Once it has begun and cannot be withdrawn.
    portal.wait(30 * 24 * 60);
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let mut way = way.at(browser);
    assert!(way.answer(&at("cessazione")).address.ends_with("/cessazione/riepilogo"));
    let browser = &mut way.browser;
    besiege(&portal, browser, &at("cessazione/riepilogo"), &others, 0);
    besiege(&portal, browser, &at("cessazione/elimina"), &others, 1);
    let before = states(&portal);
    assert_eq!(before, BTreeSet::from([CaseState::Sent.code().to_owned()]));
    let review = button(browser, &at("cessazione/riepilogo"), "it");
    assert_eq!(review.send(browser, &[]).status, 200);
    assert!(states(&portal).contains(CaseState::Ended.code()), "{:?}", states(&portal));
}

/// The states of all cases.
fn states(portal: &Running) -> BTreeSet<String> {
    portal.run(async {
        let mut conn = portal.portal.db.reader().await.unwrap();
        let rows: Vec<(String,)> = sql!(conn, "SELECT state FROM cases").all().await.unwrap();
        rows.into_iter().map(|(state,)| state).collect()
    })
}
