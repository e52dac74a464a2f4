//! What the records decide: where a letter goes, and whose a request is.

use super::*;

#[tokio::test]
async fn without_a_street_on_record_the_request_waits_and_nothing_else_is_different() {
    let desk = Desk::open().await;
    let mut citizen = person("Esempio", "Ada");
    let street = std::mem::take(&mut citizen.residence.street);
    desk.add(&citizen).await;
    let visitor = Visitor::from("a");
    let base = ask(&desk, &visitor, &citizen, "letter").await;
    assert_eq!(codes(&page(&desk, &visitor, &format!("{base}/conferma")).await).len(), 2);
    for _ in 0..2 {
        let written = write_letters(&desk.portal, desk.now()).await.unwrap();
        assert_eq!((written.letters, written.refused, written.without_street), (0, 0, 1));
    }
    assert!(desk.rows().await.contains(&("letters", 0)));
    assert_eq!(records::states(&mut desk.reader().await).await.unwrap(), ["received"]);
    // Who comes after it is not kept waiting, and it goes on once the street is known.
    let bruna = person("Esempio", "Bruna");
    desk.add(&bruna).await;
    ask(&desk, &Visitor::from("b"), &bruna, "letter").await;
    let written = write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!((written.letters, written.without_street), (1, 1));
    desk.moved(citizen.id, street).await;
    let written = write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!((written.letters, written.without_street), (1, 0));
}

#[tokio::test]
async fn a_call_needs_no_street() {
    let desk = Desk::open().await;
    let mut citizen = person("Esempio", "Ada");
    citizen.residence.street.clear();
    desk.add(&citizen).await;
    ask(&desk, &Visitor::from("a"), &citizen, "call").await;
    assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap().letters, 1);
}
