//! The PIN in use, and a letter that was lost: change, revoke, ask again.

use super::*;

#[tokio::test]
async fn a_change_needs_the_pin_in_use_and_forgets_other_devices() {
    let (desk, anna, visitor) = with_anna().await;
    desk.give_pin(anna.id, CHOSEN).await;
    desk.know([5; 32], anna.id).await;
    assert!(matches!(desk.get(&Pin, &visitor, "modifica").await, Answer::SignIn(Level::Reader)));
    let signed = visitor.clone().signed_in(anna.id);
    let change = |current: &'static str, new: &'static str| {
        let signed = signed.clone();
        let desk = &desk;
        let fields = [("pin", current), ("nuovo-pin", new), ("ripeti-pin", new)];
        async move { see(desk, &signed, "pin/modifica", &fields).await }
    };
    assert_eq!(change("00000001", "48210957").await, "pin/modifica#errori");
    let text = problem(&desk, &signed, "pin/modifica", "pin").await;
    assert_eq!(text, Some(words::current_wrong(Lang::It)));
    assert_eq!(change(CHOSEN, "12345678").await, "pin/modifica#errori");
    let text = problem(&desk, &signed, "pin/modifica", "nuovo-pin").await;
    assert_eq!(text, Some(words::new_sequence(Lang::It)));
    assert_eq!(change(CHOSEN, CHOSEN).await, "pin/modifica#errori");
    let text = problem(&desk, &signed, "pin/modifica", "nuovo-pin").await;
    assert_eq!(text, Some(words::new_same(Lang::It)));
    let typo = [("pin", CHOSEN), ("nuovo-pin", "48210957"), ("ripeti-pin", "48210975")];
    assert_eq!(see(&desk, &signed, "pin/modifica", &typo).await, "pin/modifica#errori");
    let text = problem(&desk, &signed, "pin/modifica", "nuovo-pin").await;
    assert_eq!(text, Some(words::new_differs(Lang::It)));
    assert_eq!(change(CHOSEN, "48210957").await, "pin/modifica/fatto#fatto");
    assert!(page(&desk, &signed, "pin/modifica/fatto").await.done.is_some());
    assert!(sign_in(&desk, &visitor, anna.code.as_str(), CHOSEN).await.is_none());
    assert!(sign_in(&desk, &visitor, anna.code.as_str(), "48210957").await.is_some());
    let mut conn = desk.reader().await;
    assert!(!crate::citizen::sessions::known_device(&mut conn, [5; 32], anna.id).await.unwrap());
}

#[tokio::test]
async fn of_two_changes_at_once_one_is_made_and_the_other_is_told_so() {
    let (desk, anna, visitor) = with_anna().await;
    desk.give_pin(anna.id, CHOSEN).await;
    let signed = visitor.clone().signed_in(anna.id);
    let change = async |new: &str| {
        let fields = [("pin", CHOSEN), ("nuovo-pin", new), ("ripeti-pin", new)];
        see(&desk, &signed, "pin/modifica", &fields).await
    };
    let (one, other) = tokio::join!(change("48210957"), change("57904318"));
    let mut told = [one, other];
    told.sort();
    assert_eq!(told, ["pin/modifica#errori", "pin/modifica/fatto#fatto"]);
    assert_eq!(desk.outcomes().await, [("pin-changed".to_owned(), true)]);
}

#[tokio::test]
async fn a_revoked_pin_opens_nothing_and_its_sessions_end() {
    let (desk, anna, visitor) = with_anna().await;
    desk.give_pin(anna.id, CHOSEN).await;
    assert!(matches!(desk.get(&Pin, &visitor, "revoca").await, Answer::SignIn(_)));
    assert!(matches!(desk.post(&Pin, &visitor, "revoca", &[]).await, Answer::SignIn(_)));
    let signed = visitor.clone().signed_in(anna.id);
    assert!(matches!(desk.post(&Pin, &signed, "revoca", &[]).await,
        Answer::SignedOut(to) if to == "pin/revocato#fatto"));
    assert!(sign_in(&desk, &visitor, anna.code.as_str(), CHOSEN).await.is_none());
    assert!(matches!(desk.post(&Pin, &signed, "revoca", &[]).await, Answer::SignedOut(_)));
    assert_eq!(desk.outcomes().await, [("pin-revoked".to_owned(), true)], "noted once");
}

#[tokio::test]
async fn a_lost_letter_comes_again_with_a_new_code_after_ten_days() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, number) = first_half(&desk, &visitor, &base).await;
    let lost = second_half(&desk).await;
    let written = desk.now().date();
    // Late in the evening of the tenth day and early on it are the same to whoever counts days.
    desk.pass(-HOUR);
    let again = [("codice-fiscale", anna.code.as_str()), ("numero", number.as_str())];
    assert_eq!(see(&desk, &visitor, "pin/nuovo-invio", &again).await, "pin/nuovo-invio/fatto#fatto");
    assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap().letters, 0, "too early");
    // What is promised after sending is true whenever it is asked: the last day before, and the first on which it goes.
    for (days, sent) in [(9, false), (1, true)] {
        desk.pass(days * DAY);
        see(&desk, &visitor, "pin/nuovo-invio", &again).await;
        let told = shown(&page(&desk, &visitor, "pin/nuovo-invio/fatto").await);
        let last = rules::again_of(desk.now());
        for day in [last, rules::comes_by(desk.now())] {
            assert!(told.contains(&day.to_string()), "{day} {told}");
        }
        // Whom to turn to if nothing comes, in every way, and with which number.
        for way in ["803164", "contatti@", "vieni in una sede", &number] {
            assert!(told.contains(way), "{way} {told}");
        }
        assert_eq!(last >= written, sent);
        assert_eq!(records::states(&mut desk.reader().await).await.unwrap() == ["received"], sent);
    }
    let second = second_half(&desk).await;
    let letters = outbox::of_citizen(&mut desk.reader().await, anna.id, 0, 9).await.unwrap();
    let cases: Vec<_> = letters.iter().map(|letter| letter.case.as_deref()).collect();
    assert_eq!(cases, [Some(number.as_str()); 2], "both are of the case that asked for them");
    let of_cases = outbox::of_cases(&mut desk.reader().await, anna.id).await.unwrap();
    assert_eq!(of_cases.first(), letters.first(), "the one that counts comes first");
    let code = anna.code.as_str();
    assert_eq!(
        activate(&desk, &visitor, code, &format!("{first}{lost}")).await,
        "pin/attivazione?controlla=1#errori"
    );
    let to = activate(&desk, &visitor, code, &format!("{first}{second}")).await;
    assert_eq!(to, "pin/attivazione/nuovo-pin");
}

#[tokio::test]
async fn a_letter_of_no_request_is_asked_for_again_with_the_same_words_and_rows() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (_, number) = first_half(&desk, &visitor, &base).await;
    second_half(&desk).await;
    desk.pass(11 * DAY);
    let other = crate::ledger::Protocollo::new(2026, 0, 4711).unwrap().to_string();
    let mut seen = Vec::new();
    for (number, place) in [(number, "c"), (other, "d")] {
        let (before, visitor) = (desk.rows().await, Visitor::from(place));
        let again = [("codice-fiscale", anna.code.as_str()), ("numero", number.as_str())];
        let to = see(&desk, &visitor, "pin/nuovo-invio", &again).await;
        // The number that was typed is said again, and nothing else tells the two apart.
        let told = shown(&page(&desk, &visitor, "pin/nuovo-invio/fatto").await).replace(&number, "N");
        let after = desk.rows().await;
        let rows: Vec<i64> = before.iter().zip(after).map(|(b, a)| a.1 - b.1).collect();
        seen.push((to, told, rows));
    }
    assert_eq!(seen[0], seen[1]);
    let wrong = [("codice-fiscale", anna.code.as_str()), ("numero", "123")];
    assert_eq!(see(&desk, &visitor, "pin/nuovo-invio", &wrong).await, "pin/nuovo-invio#errori");
}

#[tokio::test]
async fn the_pin_in_use_is_not_chosen_again() {
    let (desk, anna, visitor) = with_anna().await;
    desk.give_pin(anna.id, CHOSEN).await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, _) = first_half(&desk, &visitor, &base).await;
    let second = second_half(&desk).await;
    activate(&desk, &visitor, anna.code.as_str(), &format!("{first}{second}")).await;
    let Answer::See(to) = choose(&desk, &visitor, CHOSEN).await else { panic!("it was taken") };
    assert_eq!(to, "pin/attivazione/nuovo-pin#errori");
    for lang in Lang::ALL {
        let reader = Visitor { lang, ..visitor.clone() };
        let found = problem(&desk, &reader, "pin/attivazione/nuovo-pin", "nuovo-pin").await;
        assert_eq!(found, Some(words::new_same(lang)));
    }
    assert!(matches!(choose(&desk, &visitor, "83017264").await, Answer::SignedIn(_)));
}

#[tokio::test]
async fn the_codes_say_how_many_digits_were_typed_and_no_page_is_without_a_way_back() {
    let (desk, anna, visitor) = with_anna().await;
    for (typed, told) in [
        ("1234567", words::codes_length(Lang::It, 7)),
        ("1234 5678 1234 567", words::codes_length(Lang::It, 15)),
        ("1234567812345678x", words::codes_only(Lang::It)),
    ] {
        activate(&desk, &visitor, anna.code.as_str(), typed).await;
        assert_eq!(
            problem(&desk, &visitor, "pin/attivazione?controlla=1", "codici").await,
            Some(told),
            "{typed}"
        );
    }
    let signed = visitor.signed_in(anna.id);
    for path in ["modifica", "revoca"] {
        let Answer::Show(shown) = desk.get(&Pin, &signed, path).await else { panic!("{path}") };
        assert_eq!(shown.back.unwrap().to, Target::Inside("/it/pin".into()), "{path}");
    }
}
