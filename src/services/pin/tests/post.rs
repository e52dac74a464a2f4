//! The second half on its way, by letter or by a call, and the letters about slow-downs.

use super::*;

#[tokio::test]
async fn the_letter_goes_to_the_address_on_record_and_is_written_once() {
    let (desk, anna, visitor) = with_anna().await;
    ask(&desk, &visitor, &anna, "letter").await;
    let desk = desk.restart().await;
    assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap().letters, 1);
    assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap(), Written::default());
    let taken = outbox::take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    let batch = desk.folder().join(&taken.batches[0]);
    let text: String = fs::read_dir(batch)
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert!(text.contains("Via dei Mille 12") && !text.contains("Via Inventata"));
    assert!(text.contains("2026"), "the number of the request");
    let states = records::states(&mut desk.reader().await).await.unwrap();
    assert_eq!(states, ["written"]);
    write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!(records::states(&mut desk.reader().await).await.unwrap(), ["sent"]);
}

#[tokio::test]
async fn a_request_that_cannot_be_opened_is_set_aside_and_keeps_no_other_waiting() {
    let (desk, anna, visitor) = with_anna().await;
    let carla = person("Esempio", "Carla");
    desk.add(&carla).await;
    ask(&desk, &visitor, &carla, "letter").await;
    let text = "UPDATE pin_requests SET answers = $1";
    let damaged = desk.portal.db.write(move |tx| Box::pin(tx.sql(text).bind(vec![0_u8; 60]).execute()));
    damaged.await.unwrap();
    let waiting = records::waiting(&mut desk.reader().await, (0, uuid::Uuid::nil()), 9).await.unwrap();
    desk.pass(1);
    ask(&desk, &Visitor::from("elsewhere"), &anna, "letter").await;
    for letters in [1, 0] {
        let written = write_letters(&desk.portal, desk.now()).await.unwrap();
        assert_eq!((written.letters, written.unopened), (letters, vec![waiting[0].id]));
    }
    let mut states = records::states(&mut desk.reader().await).await.unwrap();
    states.sort();
    assert_eq!(states, ["received", "written"]);
}

#[tokio::test]
async fn two_jobs_at_once_write_one_letter() {
    let (desk, anna, visitor) = with_anna().await;
    ask(&desk, &visitor, &anna, "letter").await;
    let (one, two) = futures_util::future::join(
        write_letters(&desk.portal, desk.now()),
        write_letters(&desk.portal, desk.now()),
    )
    .await;
    assert_eq!(one.unwrap().letters + two.unwrap().letters, 1);
    assert!(desk.rows().await.contains(&("letters", 1)));
}

#[tokio::test]
async fn who_is_not_known_or_has_another_name_gets_no_letter() {
    let (desk, anna, _) = with_anna().await;
    let nobody = person("Nessuno", "Carla");
    // The same letters in the code, another surname.
    let namesake = Citizen { surname: "Parova".to_owned(), ..anna.clone() };
    for someone in [&nobody, &namesake] {
        ask(&desk, &Visitor::from("a"), someone, "letter").await;
    }
    let written = write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!((written.letters, written.refused), (0, 2));
    assert!(desk.rows().await.contains(&("letters", 0)));
}

#[tokio::test]
async fn who_calls_has_day_and_number_in_italian_whatever_the_language_of_the_request() {
    let (desk, anna, visitor) = with_anna().await;
    ask(&desk, &Visitor { lang: Lang::Ar, ..visitor }, &anna, "call").await;
    write_letters(&desk.portal, desk.now()).await.unwrap();
    let number = outbox::of_citizen(&mut desk.reader().await, anna.id, 0, 9).await.unwrap()[0].case.clone();
    let taken = outbox::take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    let files = fs::read_dir(desk.folder().join(&taken.batches[0])).unwrap().map(|file| file.unwrap().path());
    let script = files.into_iter().find(|file| file.to_string_lossy().ends_with("call.txt")).unwrap();
    let script = fs::read_to_string(script).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    let (own, read) = script.split_once("Da leggere, in arabo:").unwrap();
    let line = |span: Span| a11y::values::line(&span.into(), Lang::It).replace('\u{a0}', " ");
    let (day, number) = (line(Span::Date(desk.now().date())), line(Span::Code(number.unwrap())));
    assert!(own.contains(&day) && own.contains(&number), "{day}, {number}: {own}");
    assert!(!read.contains(&day), "{read}");
}

#[tokio::test]
async fn a_call_goes_to_a_number_known_long_enough_else_a_letter_comes() {
    let (desk, anna, visitor) = with_anna().await;
    ask(&desk, &visitor, &anna, "call").await;
    write_letters(&desk.portal, desk.now()).await.unwrap();
    let letters = outbox::of_citizen(&mut desk.reader().await, anna.id, 0, 9).await.unwrap();
    assert_eq!(letters[0].delivery, Some(outbox::Delivery::Call));
    let taken = outbox::take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    let files = fs::read_dir(desk.folder().join(&taken.batches[0])).unwrap().map(|file| file.unwrap().path());
    let script = files.into_iter().find(|file| file.to_string_lossy().ends_with("call.txt")).unwrap();
    // By ear there is no page "named at the end".
    let script = fs::read_to_string(script).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(script.contains("apri la pagina “Attiva il PIN”") && !script.contains("alla fine"), "{script}");
    let carla = person("Esempio", "Carla");
    let (new, now) = (carla.clone(), desk.now());
    let recent = Contact { kind: "mobile".into(), value: "3330000001".into(), since: now.plus(-DAY) };
    desk.portal
        .db
        .write(move |tx| {
            Box::pin(async move { people::insert(tx, &new, &[recent], now).await.map_err(Failure::from) })
        })
        .await
        .unwrap();
    ask(&desk, &visitor, &carla, "call").await;
    write_letters(&desk.portal, desk.now()).await.unwrap();
    let letters = outbox::of_citizen(&mut desk.reader().await, carla.id, 0, 9).await.unwrap();
    assert_eq!(letters[0].delivery, Some(outbox::Delivery::Letter));
}

#[tokio::test]
async fn the_letter_about_slow_downs_is_in_the_language_and_the_writing_of_its_citizen() {
    for (asked_in, signed_in, delivery, expected, form) in [
        (Lang::Ar, None, "braille", Lang::Ar, "braille"),
        (Lang::Ar, Some(Lang::En), "call", Lang::En, "letter"),
        (Lang::It, None, "letter", Lang::It, "letter"),
    ] {
        let (desk, anna, visitor) = with_anna().await;
        desk.give_pin(anna.id, CHOSEN).await;
        ask(&desk, &Visitor { lang: asked_in, ..visitor.clone() }, &anna, delivery).await;
        write_letters(&desk.portal, desk.now()).await.unwrap();
        if let Some(lang) = signed_in {
            let session = NewSession::of(crate::seal::random(), Some(anna.id));
            desk.open_session(NewSession { lang: lang.code(), ..session }).await;
        }
        for _ in 0..5 {
            sign_in(&desk, &Visitor::from("a"), anna.code.as_str(), "00000001").await;
        }
        assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap().slow_downs, 1);
        let folder = desk.folder();
        outbox::take(&desk.portal, &folder, desk.now()).await.unwrap();
        let list = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path().join("manifest.csv"));
        let list = list.filter_map(|list| fs::read_to_string(list).ok()).collect::<String>();
        let mut row = list.lines().filter(|row| row.contains(SLOW_DOWN));
        assert!(row.next().is_some_and(|row| row.contains(form)), "{list}");
        let found = outbox::last_chosen(&mut desk.reader().await, anna.id, SLOW_DOWN).await.unwrap();
        assert_eq!(found.map(|(lang, _)| lang), Some(expected));
    }
}

#[tokio::test]
async fn a_request_is_an_encounter_of_its_citizen_once_its_letter_is_written() {
    let (desk, anna, visitor) = with_anna().await;
    let met = async || {
        let mut conn = desk.reader().await;
        let all = crate::ledger::records::encounters(&mut conn, anna.id, 0, 99).await.unwrap();
        all.into_iter().map(|met| (met.channel, met.outcome, met.at)).collect::<Vec<_>>()
    };
    ask(&desk, &visitor, &anna, "letter").await;
    assert!(met().await.is_empty(), "the request itself tells nobody whose it is");
    let asked = desk.now();
    desk.pass(HOUR);
    write_letters(&desk.portal, desk.now()).await.unwrap();
    let first = ("web".to_owned(), "pin-requested".to_owned(), asked);
    assert_eq!(met().await, std::slice::from_ref(&first));
    // One that is refused was made all the same; run again, the job notes nothing more.
    desk.pass(DAY);
    ask(&desk, &Visitor::from("elsewhere"), &anna, "braille").await;
    let again = desk.now();
    for _ in 0..2 {
        write_letters(&desk.portal, desk.now()).await.unwrap();
    }
    assert_eq!(met().await, [("web".to_owned(), "pin-requested".to_owned(), again), first]);
}

#[tokio::test]
async fn one_letter_about_slow_downs_in_thirty_days() {
    let (desk, anna, _) = with_anna().await;
    desk.give_pin(anna.id, CHOSEN).await;
    let slow = async |place: &str| {
        for _ in 0..5 {
            sign_in(&desk, &Visitor::from(place), anna.code.as_str(), "00000001").await;
        }
        write_letters(&desk.portal, desk.now()).await.unwrap().slow_downs
    };
    assert_eq!(slow("a").await, 1);
    assert_eq!(slow("b").await, 0);
    desk.pass(29 * DAY);
    assert_eq!(slow("c").await, 0);
    desk.pass(2 * DAY);
    assert_eq!(slow("d").await, 1);
    let letters = outbox::of_citizen(&mut desk.reader().await, anna.id, 0, 9).await.unwrap();
    assert!(letters.iter().all(|letter| letter.kind == SLOW_DOWN));
}
