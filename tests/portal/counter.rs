//! The PIN at the counter: a clerk opens the way, the citizen alone chooses.

use sportello::clock::Moment;
use sportello::services::pin::counter::{self, Opened};
use sportello::sql;

use crate::asking::{Asking, page_at};
use crate::bad_fields::{answer_too_long, answer_wildly, bend_the_form, send_as_others};
use crate::people::{MARIO, NOEMI, Person};
use crate::support::{Browser, Got, Running, TUESDAY};

const PAGE: &str = "/it/pin/sportello";
const NEW: &str = "40719352";

fn open(portal: &Running, person: &Person, kiosk: &str, document: &str) -> Opened {
    let code = person.code.parse().unwrap();
    portal.run(async {
        let now = Moment(portal.clock().load(std::sync::atomic::Ordering::SeqCst));
        counter::open(&portal.portal, code, kiosk, document, now).await.unwrap()
    })
}

fn choose(kiosk: &mut Browser, person: &Person, pins: [&str; 2]) -> Got {
    let page = kiosk.get(PAGE);
    let fields = [("codice-fiscale", person.code), ("nuovo-pin", pins[0]), ("ripeti-pin", pins[1])];
    kiosk.submit(&page, "Attiva il PIN", &fields)
}

#[test]
fn a_citizen_whose_document_was_seen_chooses_a_pin_that_may_send() {
    let portal = Running::start().with(&NOEMI).with(&MARIO);
    let mut kiosk = portal.kiosk("roma-1");
    let mut before = portal.browser();
    before.sign_in(&NOEMI);
    let closed = "non c’è un controllo del documento aperto";
    choose(&mut kiosk, &NOEMI, [NEW, NEW]).expect(closed);
    assert_eq!(
        open(&portal, &NOEMI, "roma-1", "CI CA12345AB, Roma"),
        Opened::Until(Moment(TUESDAY + counter::OPEN))
    );
    choose(&mut kiosk, &MARIO, [NEW, NEW]).expect(closed);
    choose(&mut portal.kiosk("roma-2"), &NOEMI, [NEW, NEW]).expect(closed);
    choose(&mut kiosk, &NOEMI, ["12345678", "12345678"]).expect("fila");
    choose(&mut kiosk, &NOEMI, [NEW, "40719353"]).expect("devono essere uguali");
    choose(&mut kiosk, &NOEMI, ["", ""]);
    let home = choose(&mut kiosk, &NOEMI, [NEW, NEW]);
    assert!(home.signed_in().is_some_and(|name| name.contains("Noemi")), "{}", home.main());
    home.expect("Le sessioni aperte prima, anche su altri dispositivi, sono chiuse");
    before.get("/it/area").expect("da un altro dispositivo");
    assert_eq!(before.get("/it/").signed_in(), None);
    choose(&mut portal.kiosk("roma-3"), &NOEMI, [NEW, NEW]).expect(closed);
    let readable = |word: &str| portal.database_contains(word);
    assert!(!readable(NEW) && !readable("CA12345AB"), "neither PIN nor document is readable");
    let levels: Vec<(String,)> = portal.run(async {
        let mut conn = portal.portal.db.reader().await.unwrap();
        let text =
            "SELECT p.level FROM pins p JOIN citizens c ON c.id = p.citizen_id WHERE c.codice_fiscale = $1";
        sql!(conn, text, NOEMI.code).all().await.unwrap()
    });
    assert_eq!(levels, [("actor".to_owned(),)]);
    let audit: Vec<(String, String)> = portal.run(async {
        let mut conn = portal.portal.db.reader().await.unwrap();
        sql!(conn, "SELECT actor, what FROM audit ORDER BY id").all().await.unwrap()
    });
    assert!(audit.contains(&("staff".into(), "pin-at-counter".into())), "{audit:?}");
    assert!(audit.contains(&("citizen".into(), "identity".into())), "{audit:?}");
    let mut again = portal.kiosk("roma-4");
    let page = again.get("/it/accedi");
    let fields = [("codice-fiscale", NOEMI.code), ("pin", NEW)];
    assert!(again.submit(&page, "Accedi all", &fields).signed_in().is_some(), "and it is in use");
}

#[test]
fn the_way_closes_after_ten_minutes_or_when_it_is_opened_for_the_next_one() {
    let portal = Running::start().with(&NOEMI).with(&MARIO);
    let mut kiosk = portal.kiosk("roma-1");
    let closed = "non c’è un controllo del documento aperto";
    open(&portal, &NOEMI, "roma-1", "CI");
    open(&portal, &MARIO, "roma-1", "CI");
    choose(&mut kiosk, &NOEMI, [NEW, NEW]).expect(closed);
    portal.wait_seconds(599);
    let mut other = Browser { cookies: Default::default(), ..kiosk.clone() };
    assert!(choose(&mut other, &MARIO, [NEW, NEW]).signed_in().is_some());
    choose(&mut kiosk, &MARIO, [NEW, NEW]).expect(closed);
    open(&portal, &NOEMI, "roma-1", "CI");
    portal.wait(10);
    choose(&mut kiosk, &NOEMI, [NEW, NEW]).expect(closed);
}

#[test]
fn it_is_opened_for_someone_at_a_kiosk_with_a_document_and_shown_at_kiosks_alone() {
    let portal = Running::start().with(&NOEMI);
    portal.pen("roma-1");
    assert_eq!(open(&portal, &MARIO, "roma-1", "CI"), Opened::NoCitizen);
    assert_eq!(open(&portal, &NOEMI, "roma-2", "CI"), Opened::NoKiosk);
    assert_eq!(open(&portal, &NOEMI, "roma-1", "  "), Opened::NoDocument);
    assert_eq!(portal.browser().get(PAGE).status, 404);
    assert!(!portal.browser().get("/it/pin").has("con il personale"));
    assert!(portal.kiosk("roma-2").get("/it/pin").has("con il personale"));
}

#[test]
fn its_questions_take_whatever_is_sent() {
    for lang in ["it", "en", "ar"] {
        let portal = Running::start().with(&NOEMI).with(&MARIO);
        let mut kiosk = portal.kiosk("roma-1");
        open(&portal, &NOEMI, "roma-1", "CI");
        let address = PAGE.replacen("/it/", &format!("/{lang}/"), 1);
        let html = kiosk.get(&address);
        let page = page_at(&mut kiosk, &address).unwrap();
        assert_eq!(page.questions().len(), 3);
        let (method, token) = (page.form.as_ref().unwrap().method, html.token().unwrap());
        let asking = Asking { address, method, page, token, own: &[], keeps: false };
        // What an honest citizen would send twice alike is no PIN: nobody is signed in by it on the way.
        let others = [portal.browser().sign_in(&MARIO).token().unwrap()];
        send_as_others(&mut kiosk, &asking, lang, &others);
        answer_wildly(&mut kiosk, &asking, lang);
        answer_too_long(&mut kiosk, &asking, lang);
        bend_the_form(&mut kiosk, &asking, lang);
        assert_eq!(kiosk.get("/it/").signed_in(), None);
    }
}
