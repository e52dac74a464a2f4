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

/// A page of the citizen's own area.
async fn area(desk: &Desk, visitor: &Visitor, path: &str) -> String {
    shown(&desk.page(&crate::services::area::Area, visitor, path).await)
}

#[tokio::test]
async fn a_request_can_be_read_in_the_area_of_its_citizen_as_it_was_sent() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, number) = first_half(&desk, &visitor, &base).await;
    let signed = visitor.clone().signed_in(anna.id);
    assert!(!area(&desk, &signed, "pratiche").await.contains(&number), "nobody knows yet whose it is");
    let second = second_half(&desk).await;
    let list = area(&desk, &signed, "pratiche").await;
    assert!(list.contains(&number) && list.contains("Richiesta del PIN"), "{list}");
    assert!(area(&desk, &signed, "storia").await.contains(&number));
    let case = area(&desk, &signed, &format!("pratiche/{number}")).await;
    for sent in ["Via Inventata", "3331234567", "2026-11-23", "affidata a chi la spedisce"] {
        assert!(case.contains(sent), "«{sent}» is not in {case}");
    }
    let english = Visitor { lang: Lang::En, ..signed.clone() };
    assert!(area(&desk, &english, &format!("pratiche/{number}")).await.contains("Request for a PIN"));
    activate(&desk, &visitor, anna.code.as_str(), &format!("{first}{second}")).await;
    choose(&desk, &visitor, CHOSEN).await;
    let case = area(&desk, &signed, &format!("pratiche/{number}")).await;
    assert!(case.contains("Accolta"), "{case}");
    for secret in [first.as_str(), &second, CHOSEN] {
        assert!(!case.contains(secret));
    }
    let Answer::File(copy) = desk.get(&crate::services::area::Area, &signed, "dati").await else { panic!() };
    assert!(String::from_utf8(copy.bytes).unwrap().contains(&number));
}

#[tokio::test]
async fn a_request_that_an_office_withdraws_has_no_letter_and_its_codes_open_nothing() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (_, number) = first_half(&desk, &visitor, &base).await;
    write_letters(&desk.portal, desk.now()).await.unwrap();
    let (now, case) = (desk.now(), number.parse().unwrap());
    let moved = desk.portal.db.write(move |tx| {
        Box::pin(async move { crate::services::move_case(tx, case, CaseState::Withdrawn, "", now).await })
    });
    assert_eq!(moved.await.unwrap(), crate::ledger::records::Moved::Done);
    assert_eq!(
        outbox::take(&desk.portal, &desk.folder(), desk.now()).await.unwrap(),
        outbox::Taken::default()
    );
    assert_eq!(records::states(&mut desk.reader().await).await.unwrap(), ["refused"]);
    assert!(records::open_of(&mut desk.reader().await, anna.id, desk.now()).await.unwrap().is_none());
}

#[tokio::test]
async fn no_page_of_ones_area_shows_the_code_that_a_letter_brings_before_and_after_it_has_left() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, number) = first_half(&desk, &visitor, &base).await;
    write_letters(&desk.portal, desk.now()).await.unwrap();
    let signed = visitor.signed_in(anna.id);
    let case = format!("pratiche/{number}");
    let all = async || {
        let mut all = Vec::new();
        for path in ["", "lettere", "pratiche", &case, "storia", "dati"] {
            all.push(match desk.get(&crate::services::area::Area, &signed, path).await {
                Answer::Show(page) => shown(&page.page),
                Answer::File(copy) => String::from_utf8(copy.bytes).unwrap(),
                other => panic!("{path}: {other:?}"),
            });
        }
        all
    };
    let waiting = all().await;
    assert!(waiting[1].contains(&number), "the letter is in the list: {}", waiting[1]);
    let second = taken_half(&desk).await;
    for text in waiting.into_iter().chain(all().await) {
        // In groups or not.
        let digits: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        for secret in [&first, &second] {
            assert!(!digits.contains(secret.as_str()), "{secret} in {text}");
        }
    }
}

#[tokio::test]
async fn a_request_that_contradicts_the_records_is_in_nobodys_area() {
    let (desk, anna, _) = with_anna().await;
    // The same letters in the code, another surname.
    let namesake = Citizen { surname: "Parova".to_owned(), ..anna.clone() };
    ask(&desk, &Visitor::from("a"), &namesake, "letter").await;
    write_letters(&desk.portal, desk.now()).await.unwrap();
    assert!(desk.rows().await.contains(&("cases", 0)));
    let signed = Visitor::from("b").signed_in(anna.id);
    assert!(!area(&desk, &signed, "pratiche").await.contains("Parova"));
}

#[tokio::test]
async fn a_repeat_that_is_not_granted_is_its_citizens_too() {
    let (desk, anna, visitor) = with_anna().await;
    let mut numbers = Vec::new();
    for delivery in ["letter", "braille"] {
        let base = ask(&desk, &visitor, &anna, delivery).await;
        numbers.push(first_half(&desk, &visitor, &base).await.1);
        write_letters(&desk.portal, desk.now()).await.unwrap();
    }
    let signed = visitor.signed_in(anna.id);
    let list = area(&desk, &signed, "pratiche").await;
    assert!(numbers.iter().all(|number| list.contains(number)), "{list}");
    assert!(list.contains("Non serve, vale un’altra") && !list.contains("Respinta"), "{list}");
    // It says which one counts, and nothing of an appeal: nobody decided against anybody.
    let repeat = area(&desk, &signed, &format!("pratiche/{}", numbers[1])).await;
    assert!(repeat.contains("avevi già una richiesta aperta") && repeat.contains(&numbers[0]), "{repeat}");
    assert!(!repeat.contains("ricorso") && repeat.contains("Usa i suoi due codici"), "{repeat}");
    // The number stays the same once the codes have opened what they were for, and nobody is told to use them again.
    let open = records::open_of(&mut desk.reader().await, anna.id, desk.now()).await.unwrap().unwrap();
    desk.pass(DAY);
    let now = desk.now();
    let closed = desk.portal.db.write(move |tx| {
        Box::pin(async move { records::close(tx, open.id, now).await.map_err(Failure::from) })
    });
    closed.await.unwrap();
    let repeat = area(&desk, &signed, &format!("pratiche/{}", numbers[1])).await;
    assert!(repeat.contains(&numbers[0]) && repeat.contains("che ora è chiusa"), "{repeat}");
    assert!(!repeat.contains("Usa i suoi due codici"), "{repeat}");
}

/// Who has read what of a citizen, the oldest first.
async fn read(desk: &Desk, citizen: &Citizen) -> Vec<(String, String)> {
    let read = crate::ledger::records::readings(&mut desk.reader().await, citizen.id).await.unwrap();
    read.into_iter().rev().map(|read| (read.actor, read.what)).collect()
}

#[tokio::test]
async fn every_reading_is_in_the_audit() {
    let (desk, anna, visitor) = with_anna().await;
    desk.give_pin(anna.id, CHOSEN).await;
    let signed = visitor.signed_in(anna.id);
    // One that is sent, and one that is on its way.
    let sent = ask(&desk, &signed, &anna, "letter").await;
    let begun = fill(&desk, &signed, &anna, "letter").await;
    let mut from = vec![format!("{sent}/conferma"), format!("{begun}/riepilogo")];
    from.extend(fields(&anna, "letter").into_iter().map(|(step, _)| format!("{begun}/{step}")));
    let mut from: Vec<String> =
        from.iter().map(|path| path.strip_prefix("pin/").unwrap().to_owned()).collect();
    from.extend(["richiesta".to_owned(), "revoca".to_owned()]);
    let of_nobody = ["", "attivazione", "modifica", "modifica/fatto", "revoca", "revocato", "nuovo-invio"];
    let read = desk.every_reading_is_audited_but(&Pin, &signed, from, &of_nobody).await;
    assert!(read >= 9, "{read} addresses: the beginning, six steps, a review and what was sent");
}

#[tokio::test]
async fn who_writes_and_posts_a_letter_is_in_the_audit_once_a_request() {
    let (desk, anna, visitor) = with_anna().await;
    ask(&desk, &visitor, &anna, "letter").await;
    assert_eq!(read(&desk, &anna).await, [], "a request reads nothing, whoever it is of");
    let job = ("job".to_owned(), "letter-written".to_owned());
    write_letters(&desk.portal, desk.now()).await.unwrap();
    write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!(read(&desk, &anna).await, std::slice::from_ref(&job), "once, however often the job runs");
    taken_half(&desk).await;
    let house = ("mail-house".to_owned(), "letter-taken".to_owned());
    assert_eq!(read(&desk, &anna).await, [job.clone(), house.clone()]);
    // What is not granted was read all the same.
    ask(&desk, &visitor, &anna, "letter").await;
    write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!(read(&desk, &anna).await, [job.clone(), house, job]);
    // Its citizen is told in words, in the copy of their data.
    let signed = visitor.signed_in(anna.id);
    desk.page(&Pin, &signed, "richiesta").await;
    for (lang, no_words) in [(Lang::It, "i tuoi dati"), (Lang::En, "your data"), (Lang::Ar, "بياناتك")]
    {
        let signed = Visitor { lang, ..signed.clone() };
        let Answer::File(copy) = desk.get(&crate::services::area::Area, &signed, "dati").await else {
            panic!()
        };
        let copy: serde_json::Value = serde_json::from_slice(&copy.bytes).unwrap();
        let told = copy["letture_dei_dati"].as_array().unwrap_or_else(|| panic!("{copy}"));
        let told: Vec<(&str, &str)> = told
            .iter()
            .map(|one| (one["chi"].as_str().unwrap(), one["che_cosa"].as_str().unwrap()))
            .collect();
        let apart: std::collections::BTreeSet<_> = told.iter().collect();
        assert_eq!(apart.len(), 4, "the job, the mail house, the page, the copy: {told:?}");
        assert!(told.iter().all(|(_, what)| *what != no_words), "{told:?}");
    }
}
