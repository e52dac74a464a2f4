//! A request that was sent: the same from outside whoever it is of, once however often it is sent.

use super::*;

/// All that can be seen of a request: the confirmation without its codes, the rows, the hashes.
async fn seen_from_outside(known: bool, requests: usize) -> (Vec<String>, String, u64) {
    let desk = Desk::open().await;
    let anna = person("Prova", "Anna");
    if known {
        desk.add(&anna).await;
    }
    let (mut pages, hashes) = (Vec::new(), desk.portal.hasher.done());
    for _ in 0..requests {
        let visitor = Visitor::from("home");
        let base = ask(&desk, &visitor, &anna, "call").await;
        let (half, number) = first_half(&desk, &visitor, &base).await;
        let confirmed = shown(&page(&desk, &visitor, &format!("{base}/conferma")).await);
        pages.push(confirmed.replace(&half, "HALF").replace(&number, "NUMBER"));
    }
    (pages, format!("{:?}", desk.rows().await), desk.portal.hasher.done() - hashes)
}

#[tokio::test]
async fn a_request_of_nobody_is_answered_with_the_same_words_rows_and_hashes() {
    let known = seen_from_outside(true, 5).await;
    let unknown = seen_from_outside(false, 5).await;
    assert_eq!(known, unknown);
    assert_eq!(known.2, 5, "one hash a request");
    assert!(known.0.iter().all(|page| page == &known.0[0]), "the fifth reads as the first");
}

#[tokio::test]
async fn the_last_sentence_is_always_what_to_do_if_nothing_comes() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (_, number) = first_half(&desk, &visitor, &base).await;
    let confirmed = page(&desk, &visitor, &format!("{base}/conferma")).await;
    let last = confirmed.body.iter().find_map(|block| match block {
        Block::Confirmation(confirmation) => Some(confirmation),
        _ => None,
    });
    let confirmation = last.unwrap();
    let config = &desk.portal.config;
    let by = jiff::civil::date(2026, 12, 8);
    let expected = crate::services::about::nothing_came(Lang::It, by, desk.now().date(), config, &number);
    assert_eq!(confirmation.next.last(), Some(&expected));
    // Everyone reads that an earlier request counts, and what to do without its code.
    let said = shown(&confirmed);
    assert!(said.contains("usa il primo codice di quella") && said.contains("45"), "{said}");
}

#[tokio::test]
async fn two_sends_of_one_draft_are_one_request_with_one_code() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let review = format!("{base}/riepilogo");
    // Its key says so to who sends it, and no other is taken.
    let key = base.rsplit('/').next().unwrap();
    let shown = page(&desk, &visitor, &review).await;
    assert!(
        matches!(&shown.actions[..], [.., Action::Send(send)] if send.fields[0] == ("chiave".into(), key.into()))
    );
    let other = uuid::Uuid::now_v7().to_string();
    let refused =
        desk.post(&Pin, &visitor, review.strip_prefix("pin/").unwrap(), &[("chiave", &other)]).await;
    assert!(matches!(refused, Answer::BadForm), "{refused:?}");
    let keyed = [("chiave", key)];
    let sends =
        futures_util::future::join(see(&desk, &visitor, &review, &keyed), see(&desk, &visitor, &review, &[]))
            .await;
    assert_eq!(sends.0, sends.1);
    let first = first_half(&desk, &visitor, &base).await;
    see(&desk, &visitor, &review, &[]).await;
    assert_eq!(first_half(&desk, &visitor, &base).await, first);
    assert!(desk.rows().await.contains(&("pin_requests", 1)));
    assert_eq!(desk.outcomes().await, [("pin-requested".to_owned(), false)]);
}

#[tokio::test]
async fn what_another_window_has_changed_since_it_was_read_is_not_sent() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let review = format!("{base}/riepilogo");
    let fields = |page: &Page| match &page.actions[..] {
        [.., Action::Send(send)] => send.fields.clone(),
        other => panic!("{other:?}"),
    };
    let read = fields(&page(&desk, &visitor, &review).await);
    let send = async |fields: &[(String, String)]| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        see(&desk, &visitor, &review, &fields).await
    };
    see(&desk, &visitor, &format!("{base}/consegna"), &[("consegna", "braille")]).await;
    let changed = send(&read).await;
    assert_eq!(changed, format!("{review}?cambiato=si#fatto"));
    assert!(!desk.rows().await.iter().any(|(table, rows)| *table == "pin_requests" && *rows > 0));
    let shown = page(&desk, &visitor, &changed).await;
    assert!(shown.done.is_some());
    assert_eq!(send(&fields(&shown)).await, format!("{base}/conferma"));
}

#[tokio::test]
async fn an_answer_changed_after_the_send_is_told_that_the_request_stands() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let confirmed = format!("{base}/conferma");
    let choice = |way: &'static str| [("consegna", way)];
    let last = format!("{base}/consegna");
    assert_eq!(see(&desk, &visitor, &last, &choice("letter")).await, confirmed, "the same answer");
    let late = see(&desk, &visitor, &last, &choice("call")).await;
    assert_eq!(late, format!("{confirmed}?tardi=si#fatto"));
    assert!(page(&desk, &visitor, &confirmed).await.done.is_none());
    let told = page(&desk, &visitor, &late).await;
    let notice = told.done.clone().unwrap();
    let (_, number) = first_half(&desk, &visitor, &base).await;
    let Block::Paragraph(stands) = &notice.body[0] else { panic!("{notice:?}") };
    assert!(stands.spans().iter().any(|span| *span == a11y::text::Span::Code(number.clone())));
    assert!(shown(&told).contains("caratteri grandi"), "{}", shown(&told));
}

#[tokio::test]
async fn the_first_half_is_shown_in_its_own_session_only_and_not_for_long() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let confirmed = format!("{base}/conferma");
    let (half, _) = first_half(&desk, &visitor, &base).await;
    let other = Visitor::from("home");
    let path = confirmed.strip_prefix("pin/").unwrap();
    assert!(matches!(desk.get(&Pin, &other, path).await, Answer::Over(_)));
    desk.pass(11 * HOUR);
    assert!(matches!(desk.get(&Pin, &visitor, path).await, Answer::Over(_)));
    // A citizen's own draft in another session of theirs shows the number, not the half.
    let signed = Visitor::from("home").signed_in(anna.id);
    let base = ask(&desk, &signed, &anna, "letter").await;
    let later = Visitor { session: [3; 32], ..signed };
    let text = shown(&page(&desk, &later, &format!("{base}/conferma")).await);
    assert!(!text.contains(&half) && text.contains("Numero della richiesta"));
    assert!(!text.contains("Via Inventata"), "nor the answers");
    assert_eq!(codes(&page(&desk, &later, &format!("{base}/conferma")).await).len(), 1);
}

#[tokio::test]
async fn nothing_of_the_first_half_stays_but_its_hash() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let draft: uuid::Uuid = base.rsplit('/').next().unwrap().parse().unwrap();
    let kept = async || {
        let text = "SELECT COUNT(*) FROM drafts WHERE id = $1";
        let (count,): (i64,) = crate::sql!(desk.reader().await, text, draft).one().await.unwrap();
        count
    };
    assert_eq!(kept().await, 1, "sealed, to be read again");
    desk.pass(10 * HOUR + 1);
    let now = desk.now();
    let sweep = desk.portal.db.write(move |tx| {
        Box::pin(async move { crate::citizen::sessions::sweep(tx, now).await.map_err(Failure::from) })
    });
    sweep.await.unwrap();
    assert_eq!(kept().await, 0);
    assert!(desk.rows().await.contains(&("pin_requests", 1)));
}

#[tokio::test]
async fn a_repeat_cancels_nothing_and_the_pin_in_use_goes_on() {
    let (desk, anna, visitor) = with_anna().await;
    desk.give_pin(anna.id, CHOSEN).await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, _) = first_half(&desk, &visitor, &base).await;
    let second = second_half(&desk).await;
    ask(&desk, &Visitor::from("elsewhere"), &anna, "letter").await;
    let written = write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!((written.letters, written.refused), (0, 1));
    assert!(sign_in(&desk, &visitor, anna.code.as_str(), CHOSEN).await.is_some());
    let to = activate(&desk, &visitor, anna.code.as_str(), &format!("{first}{second}")).await;
    assert_eq!(to, "pin/attivazione/nuovo-pin");
}

#[tokio::test]
async fn three_requests_in_ninety_days_are_the_most() {
    let (desk, anna, _) = with_anna().await;
    let (mut granted, mut refused) = (Vec::new(), String::new());
    for days in [0, 25, 25, 25, 60] {
        desk.pass(days * DAY);
        let visitor = Visitor::from("a");
        let base = ask(&desk, &visitor, &anna, "letter").await;
        let (first, number) = first_half(&desk, &visitor, &base).await;
        let written = write_letters(&desk.portal, desk.now()).await.unwrap();
        granted.push(written.letters);
        if written.letters == 0 {
            let signed = visitor.clone().signed_in(anna.id);
            let case =
                shown(&desk.page(&crate::services::area::Area, &signed, &format!("pratiche/{number}")).await);
            // The oldest of the three was 75 days ago.
            let again = (desk.now().plus(15 * DAY).date().tomorrow().unwrap()).to_string();
            assert!(case.contains("tre richieste") && case.contains(&again), "{again} in {case}");
            assert!(!case.contains("ricorso") && !case.contains("Respinta"), "{case}");
            desk.pass(17 * DAY);
            let case =
                shown(&desk.page(&crate::services::area::Area, &signed, &format!("pratiche/{number}")).await);
            assert!(case.contains("Ora puoi chiedere di nuovo il PIN"), "{case}");
            desk.pass(-17 * DAY);
            refused = number;
        }
        if written.letters == 1 {
            // Closed at once, so that the next is not refused for being a second open one.
            let now = desk.now();
            let open = records::open_of(&mut desk.reader().await, anna.id, now).await.unwrap().unwrap();
            assert!(desk.portal.hasher.verify(&first, Some(&open.first_half_hash)).await.unwrap());
            let id = open.id;
            desk.portal
                .db
                .write(move |tx| {
                    Box::pin(async move { records::close(tx, id, now).await.map_err(Failure::from) })
                })
                .await
                .unwrap();
        }
    }
    assert_eq!(granted, [1, 1, 1, 0, 1]);
    // With one that is open another is asked for in vain: nobody is told to.
    desk.pass(100 * DAY);
    let base = ask(&desk, &Visitor::from("a"), &anna, "letter").await;
    assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap().letters, 1, "{base}");
    let signed = Visitor::from("a").signed_in(anna.id);
    let case = shown(&desk.page(&crate::services::area::Area, &signed, &format!("pratiche/{refused}")).await);
    assert!(!case.contains("chiedere di nuovo il PIN"), "{case}");
}

#[tokio::test]
async fn over_the_days_ceiling_new_letters_wait_for_tomorrow() {
    let (mut desk, anna, _) = with_anna().await;
    desk.portal.config.pin_requests_a_day = 1;
    let bruno = person("Esempio", "Bruna");
    desk.add(&bruno).await;
    for someone in [&anna, &bruno] {
        ask(&desk, &Visitor::from("a"), someone, "letter").await;
    }
    let written = write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!((written.letters, written.ceiling), (1, true));
    assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap().letters, 0);
    desk.pass(DAY);
    let written = write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!(written.letters, 1);
}

#[tokio::test]
async fn one_place_does_not_use_up_the_letters_of_a_day() {
    let (mut desk, anna, _) = with_anna().await;
    desk.portal.config.sends_a_place = 2;
    let (home, neighbour) = (|| Visitor::from("192.0.2.0/24"), Visitor::from("198.51.100.0/24"));
    let known = || Visitor { device: Some([5; 32]), ..home() };
    // Filled in before the day is used up: at the review it is too late.
    let late = home();
    let base = fill(&desk, &late, &anna, "letter").await;
    for _ in 0..2 {
        ask(&desk, &home(), &anna, "letter").await;
    }
    let midnight = Moment::start_of(desk.now().date().tomorrow().unwrap());
    let review = format!("{}/riepilogo", base.strip_prefix("pin/").unwrap());
    for visitor in [&late, &late] {
        let Answer::Enough(told, until) = desk.post(&Pin, visitor, &review, &[]).await else { panic!() };
        assert!(told.page.private && until == midnight);
        let Some(Link { to: Target::Inside(back), .. }) = told.back else { panic!() };
        assert_eq!(back, format!("/it/{base}/riepilogo"), "what was answered is there still");
        page(&desk, visitor, &format!("{base}/riepilogo")).await;
    }
    for visitor in [home(), known(), home().signed_in(anna.id)] {
        let begun = desk.post(&Pin, &visitor, "richiesta", &[]).await;
        assert!(matches!(begun, Answer::Enough(_, until) if until == midnight), "{begun:?}");
    }
    assert!(desk.rows().await.contains(&("pin_requests", 2)), "nothing of the rest is written");
    // Another place is served.
    ask(&desk, &neighbour, &anna, "letter").await;
    // A kiosk is known by its key, serves many, and has a limit of its own.
    let kiosk = |id| Visitor {
        kiosk: Some(Uuid::from_u128(id)),
        channel: Channel::Kiosk,
        ..Visitor::from(&format!("kiosk/{id}"))
    };
    for _ in 0..8 {
        ask(&desk, &kiosk(1), &anna, "letter").await;
    }
    assert!(matches!(desk.post(&Pin, &kiosk(1), "richiesta", &[]).await, Answer::Enough(..)));
    ask(&desk, &kiosk(2), &anna, "letter").await;
    // The next day is counted anew.
    desk.pass(midnight.0 - desk.now().0);
    ask(&desk, &home(), &anna, "letter").await;
    let kept = "SELECT place, subject FROM tries";
    let kept: Vec<(String, String)> = crate::sql!(desk.reader().await, kept).all().await.unwrap();
    for (place, subject) in kept {
        let digest = place.len() == 32 && place.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(digest && subject == "pin", "{place} {subject}: neither a network nor a person");
    }
}

#[tokio::test]
async fn many_sends_at_once_are_no_more_than_one_by_one() {
    let (mut desk, anna, _) = with_anna().await;
    desk.portal.config.sends_a_place = 2;
    let mut ready = Vec::new();
    for _ in 0..5 {
        let visitor = Visitor::from("192.0.2.0/24");
        let base = fill(&desk, &visitor, &anna, "letter").await;
        ready.push((visitor, format!("{}/riepilogo", base.strip_prefix("pin/").unwrap())));
    }
    let sends = ready.iter().map(|(visitor, review)| desk.post(&Pin, visitor, review, &[]));
    let answers = futures_util::future::join_all(sends).await;
    let taken = answers.iter().filter(|answer| matches!(answer, Answer::See(_))).count();
    assert_eq!(taken, 2, "{answers:?}");
    // Each again: who was taken is told so, and is not counted twice.
    for (visitor, review) in &ready {
        let again = desk.post(&Pin, visitor, review, &[]).await;
        assert!(matches!(again, Answer::See(_) | Answer::Enough(..)), "{again:?}");
    }
    assert!(desk.rows().await.contains(&("pin_requests", 2)));
}
