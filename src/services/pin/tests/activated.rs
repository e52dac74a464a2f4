//! Both halves and the digits that are chosen: wrong ones are answered alike, easy ones refused.

use super::*;

#[tokio::test]
async fn a_secret_in_the_box_of_the_fiscal_code_is_not_kept_nor_shown() {
    let (desk, _, visitor) = with_anna().await;
    let drafts = async || desk.rows().await.into_iter().find(|(table, _)| *table == "drafts").unwrap().1;
    for secret in ["1758 8623 4821 0957", "17588623", "17 58 86 23 e 48 21 09 57", "١٧٥٨٨٦٢٣"] {
        assert!(activate(&desk, &visitor, secret, "").await.starts_with("pin/attivazione?controlla"));
        assert_eq!(drafts().await, 1);
        let shown_again = page(&desk, &visitor, "pin/attivazione?controlla=1").await;
        let text = shown(&shown_again);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        assert!(
            !digits.contains("1758") && !text.contains("17 58") && !text.contains('١'),
            "{secret} in {text}"
        );
        let told = problem(&desk, &visitor, "pin/attivazione?controlla=1", "codice-fiscale").await.unwrap();
        assert!(a11y::values::line(&told, Lang::It).starts_with("Qui va il codice fiscale"), "{secret}");
        // At the sign-in too, and nowhere in what is kept of it.
        let fields = [("codice-fiscale", secret), ("pin", ""), ("durata", "60")];
        assert!(matches!(desk.post(&SignIn, &visitor, "", &fields).await, Answer::See(_)));
        let text = shown(&desk.page(&SignIn, &visitor, "?controlla=1").await);
        assert!(
            text.contains("Qui va il codice fiscale") && !text.contains("17588623"),
            "{secret} in {text}"
        );
        desk.portal.db.write(|tx| Box::pin(tx.sql("DELETE FROM drafts").execute())).await.unwrap();
    }
    // The eleven digits of a company are explained as before, and a code that is mended is taken.
    activate(&desk, &visitor, "01234567897", "").await;
    let told = problem(&desk, &visitor, "pin/attivazione?controlla=1", "codice-fiscale").await.unwrap();
    assert!(a11y::values::line(&told, Lang::It).contains("11 cifre"));
    activate(&desk, &visitor, "17588623", "").await;
    activate(&desk, &visitor, "PRVNNA58C67C337X", "").await;
    let told = problem(&desk, &visitor, "pin/attivazione?controlla=1", "codice-fiscale").await;
    let told = told.map(|told| a11y::values::line(&told, Lang::It)).unwrap_or_default();
    assert!(!told.starts_with("Qui va"), "{told}");
}

/// What can be seen of wrong activations: the problems, the rows, the hashes.
async fn activation_from_outside(known: bool, asked: bool) -> (Vec<String>, Vec<i64>, u64) {
    let desk = Desk::open().await;
    let anna = person("Prova", "Anna");
    if known {
        desk.add(&anna).await;
    }
    if asked {
        ask(&desk, &Visitor::from("b"), &anna, "letter").await;
        write_letters(&desk.portal, desk.now()).await.unwrap();
    }
    let visitor = Visitor::from("a");
    let (before, hashes) = (desk.rows().await, desk.portal.hasher.done());
    let mut problems = Vec::new();
    for _ in 0..6 {
        activate(&desk, &visitor, anna.code.as_str(), "1234567812345678").await;
        problems
            .push(format!("{:?}", problem(&desk, &visitor, "pin/attivazione?controlla=1", "codici").await));
    }
    let after = desk.rows().await;
    let rows = before.iter().zip(after).map(|(before, after)| after.1 - before.1).collect();
    (problems, rows, desk.portal.hasher.done() - hashes)
}

#[tokio::test]
async fn wrong_codes_are_answered_alike_whoever_the_code_is_of() {
    let open = activation_from_outside(true, true).await;
    assert_eq!(open, activation_from_outside(true, false).await);
    assert_eq!(open, activation_from_outside(false, false).await);
    assert_eq!(open.2, 15, "three hashes for each of five tries, none while waiting");
}

#[tokio::test]
async fn one_half_twice_opens_nothing_and_old_codes_expire() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, number) = first_half(&desk, &visitor, &base).await;
    let second = second_half(&desk).await;
    let code = anna.code.as_str();
    for halves in [format!("{first}{first}"), format!("{second}{second}"), format!("{first}12345678")] {
        assert_eq!(activate(&desk, &visitor, code, &halves).await, "pin/attivazione?controlla=1#errori");
    }
    assert_eq!(activate(&desk, &visitor, "", "").await, "pin/attivazione?controlla=1#errori");
    let again = async |path| page(&desk, &visitor, path).await.problems().len();
    assert_eq!(again("pin/attivazione?controlla=1").await, 2, "both are told at once");
    assert_eq!(again("pin/attivazione").await, 0, "who comes again finds no error of the last time");
    assert_eq!(activate(&desk, &visitor, code, "1234").await, "pin/attivazione?controlla=1#errori");
    let text = problem(&desk, &visitor, "pin/attivazione?controlla=1", "codici").await;
    assert_eq!(text, Some(words::codes_length(Lang::It, 4)));
    let hashes = desk.portal.hasher.done();
    for typed in [number.clone(), format!("{first}{number}")] {
        assert_eq!(activate(&desk, &visitor, code, &typed).await, "pin/attivazione?controlla=1#errori");
        let text = problem(&desk, &visitor, "pin/attivazione?controlla=1", "codici").await;
        assert_eq!(text, Some(words::codes_number(Lang::It)), "{typed}");
    }
    assert_eq!(desk.portal.hasher.done(), hashes, "that is no try");
    desk.pass(46 * DAY);
    assert_eq!(
        activate(&desk, &visitor, code, &format!("{first}{second}")).await,
        "pin/attivazione?controlla=1#errori"
    );
    write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!(records::states(&mut desk.reader().await).await.unwrap(), ["expired"]);
}

#[tokio::test]
async fn a_request_whose_codes_were_used_says_that_the_pin_was_activated() {
    use crate::services::area::Area;
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, _) = first_half(&desk, &visitor, &base).await;
    let second = second_half(&desk).await;
    let signed = visitor.clone().signed_in(anna.id);
    let case = async || {
        let list = shown(&desk.page(&Area, &signed, "pratiche").await);
        let number = list.split("area/pratiche/").nth(1).unwrap()[..16].to_owned();
        shown(&desk.page(&Area, &signed, &format!("pratiche/{number}")).await)
    };
    let told = a11y::values::line(&words::was_activated(Lang::It), Lang::It);
    assert!(!case().await.contains(&told));
    activate(&desk, &visitor, anna.code.as_str(), &format!("{first}{second}")).await;
    assert!(matches!(choose(&desk, &visitor, CHOSEN).await, Answer::SignedIn(_)));
    let case = case().await;
    assert!(case.contains(&told) && !case.contains("conclusa"), "{case}");
}

#[tokio::test]
async fn an_easy_pin_is_refused_without_typing_the_codes_again() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, _) = first_half(&desk, &visitor, &base).await;
    let second = second_half(&desk).await;
    activate(&desk, &visitor, anna.code.as_str(), &format!("{first}{second}")).await;
    let it = Lang::It;
    for (pin, text) in [
        ("", words::new_missing(it)),
        ("123", words::new_length(it)),
        ("11111111", words::new_repeated(it)),
        ("12345678", words::new_sequence(it)),
        ("00001984", words::new_repeated(it)),
        ("27031958", words::new_birth(it)),
        ("25041945", words::new_date(it)),
        ("15867339", words::new_code(it)),
        (first.as_str(), words::new_half(it)),
        (second.as_str(), words::new_half(it)),
    ] {
        let Answer::See(to) = choose(&desk, &visitor, pin).await else { panic!("{pin}") };
        assert_eq!(to, "pin/attivazione/nuovo-pin#errori");
        let found = problem(&desk, &visitor, "pin/attivazione/nuovo-pin", "nuovo-pin").await;
        // Codes are drawn at random: one in thousands is easy, too, and refused for that.
        let drawn = (pin == first || pin == second).then_some(pin);
        let easy = drawn
            .and_then(|pin| rules::trivial(pin, anna.born, anna.code))
            .map(|why| Choice::Trivial(why).worded(it));
        assert_eq!(found, easy.or(Some(text)), "{pin}");
    }
    let stranger = Visitor::from("home");
    let Answer::See(to) = choose(&desk, &stranger, CHOSEN).await else { panic!() };
    assert_eq!(to, "pin/attivazione", "only in the session that proved the codes");
    desk.pass(31 * MINUTE);
    let Answer::See(to) = choose(&desk, &visitor, CHOSEN).await else { panic!() };
    assert_eq!(to, "pin/attivazione", "and not for long");
}
