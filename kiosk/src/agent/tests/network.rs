//! The portal that goes, comes back, and does not answer.

use a11y::page::Method;

use super::*;

#[test]
fn an_old_page_says_first_that_the_network_is_away_and_of_when_it_is() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.key(Key::Back);
    let id = rig.asked.last().unwrap().id;
    let frame = Frame { status: 200, address: "/it/".into(), ..Frame::default() };
    let envelope = Envelope { version: WIRE_VERSION, frame, page: public("Inizio") };
    rig.does(Event::Portal(Portal::Old(id, Box::new(envelope), jiff::civil::time(9, 5, 0, 0))));
    let before = rig.said.len();
    rig.hears_out();
    let heard: Vec<&str> = rig.said[before - 1..].iter().map(|(_, _, words)| words.as_str()).collect();
    let at = |words: &str| heard.iter().position(|said| said.contains(words)).expect(words);
    assert!(at("Il collegamento non c’è") < at("Inizio") && at("9 e 5") < at("Inizio"), "{heard:?}");
    assert!(rig.state.picture().unwrap().page.done.is_some(), "and it is seen");
    let of = |hour| {
        a11y::values::line(
            &super::super::words::kept_what(Lang::It, jiff::civil::time(hour, 51, 0, 0)),
            Lang::It,
        )
    };
    assert!(of(1).contains("è dell’1:51:") && of(2).contains("è delle 2:51:"), "{} {}", of(1), of(2));
}

#[test]
fn a_portal_that_goes_while_somebody_reads_is_told_at_once_and_once_and_so_is_its_return() {
    let lost = |rig: &Rig| rig.all().matches("Il collegamento è caduto").count();
    let back = |rig: &Rig| rig.all().matches("Il collegamento è tornato").count();
    let mut rig = Rig::listening_at(public("Prova"));
    rig.hears_out();
    let began = rig.looks;
    rig.waits(30_000);
    assert_eq!(rig.looks - began, 30);
    for _ in 0..3 {
        rig.does(Event::Portal(Portal::There(false)));
    }
    assert!(rig.last().contains("Il collegamento è caduto"), "{}", rig.last());
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("caduto"), "and it is seen");
    rig.hears_out();
    for _ in 0..3 {
        rig.does(Event::Portal(Portal::There(true)));
    }
    assert_eq!((lost(&rig), back(&rig)), (1, 1), "{}", rig.all());
    // Who asks while it is away is told by the answer, and of its return once more.
    rig.key(Key::Back);
    let asked = rig.asked.last().unwrap().id;
    rig.does(Event::Portal(Portal::There(false)));
    assert_eq!(lost(&rig), 1);
    let envelope = Envelope {
        version: WIRE_VERSION,
        frame: Frame { status: 200, address: "/it/".into(), ..Frame::default() },
        page: public("Inizio"),
    };
    rig.does(Event::Portal(Portal::Old(asked, Box::new(envelope), jiff::civil::time(9, 5, 0, 0))));
    rig.does(Event::Portal(Portal::There(false)));
    assert_eq!(lost(&rig), 1, "the page says so itself");
    rig.does(Event::Portal(Portal::There(true)));
    rig.gets(public("Inizio"));
    assert_eq!(back(&rig), 2);
    // Nobody is looked after where nobody is.
    rig.key(Key::End);
    let ended = rig.looks;
    rig.does(Event::Portal(Portal::There(false)));
    rig.waits(600_000);
    assert_eq!((rig.looks, lost(&rig)), (ended, 1));
}

#[test]
fn a_page_that_was_kept_is_renewed_when_the_portal_is_back_and_its_notice_goes() {
    for lang in Lang::ALL {
        let kept = || {
            let place =
                Question::new("dove", plain("Comune"), Input::Line { value: String::new(), width: 20 });
            let page = Page { lang, ..public("Sedi").with(place).search(plain("Cerca")) };
            let mut rig = Rig::listening_at(Page { lang, ..public("Prova") });
            rig.key(Key::Back);
            let id = rig.asked.last().unwrap().id;
            let frame = Frame { status: 200, address: "/it/sedi".into(), ..Frame::default() };
            let envelope = Envelope { version: WIRE_VERSION, frame, page };
            rig.does(Event::Portal(Portal::Old(id, Box::new(envelope), jiff::civil::time(9, 5, 0, 0))));
            rig
        };
        let notice = |rig: &Rig| rig.state.picture().unwrap().page.done.is_some();
        let back = |rig: &Rig| rig.said.iter().filter(|said| said.2 == back_words(lang)).count();
        // It comes anew, where nothing was typed; should it not come, the page stays as it was, in silence.
        let mut rig = kept();
        let said = rig.said.len();
        rig.does(Event::Portal(Portal::There(true)));
        let asked = rig.asked.last().unwrap().clone();
        assert_eq!((asked.method, asked.address.as_str()), (Method::Get, "/it/sedi"));
        rig.does(Event::Portal(Portal::Away(asked.id)));
        assert!(notice(&rig) && rig.said.len() == said, "{}", rig.all());
        rig.does(Event::Portal(Portal::There(true)));
        rig.gets(Page { lang, ..public("Sedi") });
        assert!(!notice(&rig) && back(&rig) == 1, "{}", rig.all());
        // Where something was typed that stays, and the notice goes.
        let mut rig = kept();
        let asked = rig.asked.len();
        rig.does(Event::Touch(Touch::Part("dove".into())));
        rig.does(Event::Touch(Touch::Sign('a')));
        rig.does(Event::Portal(Portal::There(true)));
        assert!(!notice(&rig) && rig.asked.len() == asked && back(&rig) == 1, "{}", rig.all());
        assert_eq!(a11y::act::fields(&rig.state.session.view.page)[0].1, "A");
    }
}

/// What is said of its return.
fn back_words(lang: Lang) -> String {
    match lang {
        Lang::It => "Il collegamento è tornato.",
        Lang::En => "The connection is back.",
        Lang::Ar => "عَادَ الِاتِّصَالُ.",
    }
    .into()
}

#[test]
fn a_portal_that_goes_promises_nothing_that_cannot_be_done_where_one_is() {
    let lost = |rig: &mut Rig| {
        rig.does(Event::Portal(Portal::There(false)));
        let lost = caption(rig);
        rig.does(Event::Portal(Portal::There(true)));
        (lost, caption(rig))
    };
    let begun = |page: Page| {
        let mut rig = Rig::new();
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        rig.gets(page);
        rig
    };
    // Nobody has chosen a language yet.
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Control(Control::Size)));
    let (gone, back) = lost(&mut rig);
    assert_eq!(gone, "Il collegamento è caduto. The connection is lost. انقطع الاتصال.");
    assert_eq!(back, "Il collegamento è tornato. The connection is back. عاد الاتصال.");
    let (gone, _) = lost(&mut begun(statement()));
    assert!(gone.contains("continuare a leggere e stampare"), "{gone}");
    let mut rig = begun(sign_in());
    assert_eq!(lost(&mut rig).0, "Il collegamento è caduto. Ti avviso quando torna.");
    answer(&mut rig);
    rig.state.session.unsent = true;
    rig.does(Event::Touch(Touch::Control(Control::End)));
    assert_eq!(rig.state.session.view.own, Some(crate::agent::session::Own::EndAsk));
    let told = ("Il collegamento è caduto.".to_owned(), "Il collegamento è tornato.".to_owned());
    assert_eq!(lost(&mut rig), told);
}

/// What is told on the screen.
fn caption(rig: &Rig) -> String {
    let caption = rig.state.picture().unwrap().caption.clone();
    a11y::values::line(&caption.unwrap_or_default(), Lang::It)
}

#[test]
fn news_that_a_key_has_cut_off_is_not_said_again_once_it_is_over_and_the_page_goes_on_all_the_same() {
    let mut rig = Rig::listening_at(public("Prova").link(Link::inside(plain("Avanti"), "/it/avanti")));
    rig.does(Event::Portal(Portal::There(false)));
    rig.key(Key::Louder);
    rig.does(Event::Portal(Portal::There(true)));
    let before = rig.said.len();
    rig.hears_out();
    let after: String = rig.said[before..].iter().map(|said| said.2.as_str()).collect();
    assert!(!after.contains("caduto") && after.contains("Avanti"), "{}", rig.all());
}

#[test]
fn a_clock_that_is_wrong_and_right_again_is_told_to_the_office_once_each() {
    let mut rig = Rig::new();
    let before = rig.reports.len();
    for right in [false, false, true, true] {
        rig.does(Event::Portal(Portal::Clock(right)));
    }
    assert_eq!(rig.reports[before..], [Report::Clock(false), Report::Clock(true)]);
}

#[test]
fn a_disk_that_is_full_and_has_room_again_is_told_to_the_office_once_each_and_disturbs_nobody() {
    let mut rig = Rig::listening_at(public("Prova"));
    let (reports, said, shown) = (rig.reports.len(), rig.said.len(), rig.state.picture().cloned());
    for kept in [true, false, false, true, true] {
        rig.does(Event::Kept(kept));
    }
    assert_eq!(rig.reports[reports..], [Report::Disk(false), Report::Disk(true)]);
    assert_eq!((rig.said.len(), rig.state.picture().cloned()), (said, shown));
}

#[test]
fn a_pcscd_that_is_not_replaced_after_a_card_is_told_to_the_office_once_each_and_disturbs_nobody() {
    let mut rig = Rig::listening_at(public("Prova"));
    let (reports, said, shown) = (rig.reports.len(), rig.said.len(), rig.state.picture().cloned());
    for renewed in [true, false, false, true, true] {
        rig.does(Event::Renewed(renewed));
    }
    let told = [Report::Renewed(false), Report::Renewed(true)];
    assert_eq!(rig.reports[reports..], told);
    let lines = told.map(|report| report.line().unwrap().to_string());
    assert_eq!(lines, ["chip fault", "chip good"]);
    assert_eq!((rig.said.len(), rig.state.picture().cloned()), (said, shown));
}

#[test]
fn while_somebody_types_the_portal_has_a_sign_of_life_and_afterwards_none() {
    let mut rig = Rig::listening_at(public("Prova"));
    let began = rig.stays;
    for _ in 0..20 {
        rig.waits(30_000);
        rig.key(Key::Repeat);
    }
    assert_eq!(rig.stays - began, 5, "ten minutes");
    rig.key(Key::End);
    let ended = rig.stays;
    rig.waits(600_000);
    assert_eq!((rig.stays, rig.state.waits()), (ended, true));
}

#[test]
fn that_the_portal_is_away_is_told_to_each_citizen_and_its_return_only_to_who_was() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.does(Event::Portal(Portal::There(false)));
    assert!(rig.last().contains("Il collegamento è caduto"));
    rig.key(Key::End);
    rig.does(Event::Jack(false));
    let before = rig.said.len();
    rig.does(Event::Jack(true));
    rig.hears_out();
    let again = |rig: &Rig, words| rig.said[before..].iter().any(|(_, _, said)| said.contains(words));
    rig.does(Event::Portal(Portal::There(true)));
    assert!(!again(&rig, "tornato"), "the next person was told of nothing: {}", rig.all());
    rig.does(Event::Portal(Portal::There(false)));
    assert!(again(&rig, "Il collegamento è caduto"), "and is told when it is so for them");
}

#[test]
fn what_was_waited_for_comes_once_the_help_is_left_and_not_from_under_who_reads_it() {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(public("Servizi").link(Link::inside(plain("Sedi"), "/it/sedi")));
    rig.does(Event::Touch(Touch::Part("azione-0".into())));
    let asked = rig.asked.last().unwrap().id;
    rig.does(Event::Portal(Portal::Away(asked)));
    let title = |rig: &Rig| rig.state.picture().unwrap().page.title.clone();
    let away = title(&rig);
    rig.does(Event::Touch(Touch::Control(Control::Help)));
    let help = title(&rig);
    assert_ne!(help, away);
    rig.waits(3_000);
    rig.gets(public("Le sedi"));
    assert_eq!(title(&rig), help);
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("tornato"));
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    assert_eq!(title(&rig), plain("Le sedi"));
}

#[test]
fn a_page_that_comes_behind_the_help_tells_of_no_link_that_is_not_back_and_leaves_no_code_to_the_next() {
    let mut rig = Rig::new();
    rig.does(Event::Jack(true));
    rig.hears_out();
    rig.does(Event::Card(Card::Read(holder())));
    let id = rig.asked.last().unwrap().id;
    rig.does(Event::Portal(Portal::Away(id)));
    rig.does(Event::Touch(Touch::Control(Control::Help)));
    let frame = Frame { status: 200, address: "/it/accedi".into(), ..Frame::default() };
    let kept = Envelope { version: WIRE_VERSION, frame, page: public("Accedi") };
    rig.does(Event::Portal(Portal::Old(id, Box::new(kept), jiff::civil::time(9, 30, 0, 0))));
    assert!(!rig.all().contains("è tornato"), "{}", rig.all());
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    assert_eq!(rig.state.session.view.page.title, plain("Accedi"));
    rig.state.session.away = false;
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    let before = rig.said.len();
    rig.gets(sign_in());
    assert!(rig.said[before].2.contains("Tessera letta"), "{}", rig.all());
}

#[test]
fn what_was_sent_is_sent_again_as_it_was_until_the_answer_is_known() {
    let send = a11y::page::Send {
        label: plain("Spedisci"),
        address: "/it/estratto-conto/posta".into(),
        fields: vec![("chiave".into(), "k1".into())],
        primary: true,
    };
    let mut rig = Rig::listening_at(statement().send(send));
    rig.does(Event::Touch(Touch::Part("azione-1".into())));
    let first = rig.asked.last().unwrap().clone();
    rig.does(Event::Portal(Portal::Away(first.id)));
    assert!(rig.last().contains("collegamento"), "{}", rig.last());
    rig.waits(3_000);
    let second = rig.asked.last().unwrap().clone();
    assert_ne!(second.id, first.id);
    assert_eq!((&second.address, &second.fields), (&first.address, &first.fields));
    rig.does(Event::Portal(Portal::Away(first.id)));
    rig.gets(public("Fatto"));
    assert!(rig.state.session.asked.is_none());
    assert_eq!(rig.last(), "Il collegamento è tornato.", "before what came of it");
    rig.hears_out();
    assert!(rig.all().contains("tornato.\nFatto\n"), "{}", rig.all());
}

/// Somebody sends this page's form, and for a minute no answer comes.
fn unanswered(page: Page, address: &str) -> Rig {
    unanswered_at(page, address, "anonymous")
}

fn unanswered_at(page: Page, address: &str, level: &str) -> Rig {
    let mut rig = Rig::listening_at(public("Prima"));
    rig.key(Key::Back);
    let (address, level) = (address.into(), level.into());
    rig.gets_framed(page, Frame { status: 200, address, level, ..Frame::default() });
    answer(&mut rig);
    rig.does(Event::Touch(Touch::Part("invia".into())));
    let mut id = rig.asked.last().unwrap().id;
    for _ in 0..90 {
        rig.does(Event::Portal(Portal::Away(id)));
        rig.waits(1_000);
        id = rig.asked.last().unwrap().id;
        if rig.state.session.asked.as_ref().unwrap().again == Some(Millis::MAX) {
            break;
        }
    }
    rig
}

#[test]
fn after_a_minute_nobody_knows_and_the_citizen_asks_again() {
    let mut rig = unanswered(public("Proposta").submit(plain("Manda")), "/it/barriera");
    assert!(rig.all().contains(
        "Non so se è arrivato quello che hai mandato. Di quello che hai scritto non c’è una bozza"
    ));
    assert!(!rig.all().contains("è salva"), "it promises nothing that is not so: {}", rig.all());
    let tries = rig.asked.len();
    rig.waits(20_000);
    assert_eq!(rig.asked.len(), tries, "only the citizen asks now");
}

#[test]
fn where_a_sign_in_or_a_sign_out_has_no_answer_nothing_is_said_of_something_sent() {
    for (lang, yet, no, sent) in [
        (
            Lang::It,
            "non è ancora riuscito, e non hai mandato nulla",
            "L’accesso non è riuscito, e",
            "è arrivato",
        ),
        (
            Lang::En,
            "not signed in yet, and you have sent nothing",
            "not signed in, and you have",
            "has arrived",
        ),
        (Lang::Ar, "لَمْ يَتِمَّ تَسْجِيلُ الدُّخُولِ بَعْدُ، وَلَمْ تُرْسِلْ شَيْئًا", "لَمْ يَتِمَّ تَسْجِيلُ الدُّخُولِ، وَلَمْ", "هَلْ وَصَلَ"),
    ] {
        for address in ["/accedi", "/accedi/tessera", "/accedi?servizio=area"] {
            let rig = unanswered(Page { lang, ..sign_in() }, &format!("/{}{address}", lang.code()));
            let all = rig.all();
            assert!(all.contains(yet) && all.contains(no) && !all.contains(sent), "{address}: {all}");
        }
    }
    let out = unanswered_at(public("Esci?").submit(plain("Esci")), "/it/esci", "reader");
    assert!(
        out.all().contains("non raggiunge il portale") && !out.all().contains("mandato"),
        "{}",
        out.all()
    );
}

#[test]
fn whoever_waits_hears_twice_a_minute_what_they_can_do_and_is_asked_all_the_same_whether_they_are_there() {
    let mut rig = unanswered(sign_in(), "/it/accedi");
    rig.hears_out();
    let before = rig.said.len();
    rig.waits(100_000);
    let said: Vec<&str> = rig.said[before..].iter().map(|(_, _, words)| words.as_str()).collect();
    assert_eq!(said, ["La risposta non è ancora arrivata. Puoi riprovare, o chiudere."; 3]);
    assert!(rig.state.session.warned.is_none());
    // Two minutes after the sending no clock stands still any more, and two later it is asked.
    rig.waits(245_000 - rig.now);
    assert!(rig.last().contains("chiudo la sessione"), "{}", rig.all());
    let asked = rig.said.len();
    rig.waits(20_000);
    let said = &rig.said[asked..];
    assert!(
        said.iter().all(|(_, _, words)| words.contains("chiudo la sessione")),
        "and nothing else: {said:?}"
    );
}

#[test]
fn what_is_taken_once_is_sent_again_when_the_portal_is_back_and_what_may_be_taken_twice_by_its_citizen_alone()
{
    let mut keyed = public("Riepilogo").submit(plain("Invia"));
    let key = "0190d9a0-0000-7000-8000-000012345678";
    keyed.form.as_mut().unwrap().hidden.push(("chiave".into(), key.into()));
    let mut rig = unanswered(keyed, "/it/estratto-contributivo/posta");
    let first = rig.asked.last().unwrap().clone();
    rig.does(Event::Portal(Portal::There(true)));
    let again = rig.asked.last().unwrap().clone();
    assert_ne!(again.id, first.id);
    assert_eq!((&again.address, &again.fields), (&first.address, &first.fields));
    rig.gets(public("Fatto"));
    rig.hears_out();
    assert!(rig.all().contains("tornato.\nFatto\n"), "{}", rig.all());

    let mut loose = unanswered(sign_in(), "/it/accedi");
    let asked = loose.asked.len();
    loose.does(Event::Portal(Portal::There(true)));
    assert_eq!((loose.asked.len(), loose.last()), (asked, "Il collegamento è tornato."));
}

#[test]
fn whoever_waits_for_an_answer_is_told_that_the_portal_has_gone_before_the_client_gives_up() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.hears_out();
    rig.key(Key::Back);
    let began = rig.looks;
    rig.waits(3_000);
    assert_eq!(rig.looks - began, 3, "it is seen to while one waits");
    let before = rig.said.len();
    for there in [true, false, false, true] {
        rig.does(Event::Portal(Portal::There(there)));
    }
    let said: Vec<&str> = rig.said[before..].iter().map(|(_, _, words)| words.as_str()).collect();
    assert_eq!(said, ["Il collegamento non c’è"], "once, and of its return the answer tells");
    rig.gets(public("Inizio"));
    assert_eq!(rig.last(), "Il collegamento è tornato.");
}

#[test]
fn what_may_have_arrived_has_a_number_by_which_it_is_found_and_a_draft_is_named_where_there_is_one() {
    let id = "0190d9a0-0000-7000-8000-000012345678";
    let number = a11y::ids::number(0x0190_d9a0_0000_7000_8000_0000_1234_5678);
    let groups: Vec<String> =
        number.as_bytes().chunks(2).map(|two| String::from_utf8_lossy(two).into_owned()).collect();
    let review = || public("Riepilogo").submit(plain("Invia"));
    let shown = |rig: &Rig| format!("{:?}", rig.state.picture().unwrap().page);
    let rig = unanswered_at(review(), &format!("/it/lavoro-domestico/{id}/riepilogo"), "actor");
    assert!(rig.all().contains("La bozza è salva") && shown(&rig).contains(&number), "{}", rig.all());
    let said: String = rig.all().chars().filter(char::is_ascii_digit).collect();
    assert!(said.contains(&groups.concat()), "and it is heard: {}", rig.all());
    // A key makes it one send, and there is no draft to speak of; a row that is reported has an id of its own.
    let mut keyed = review();
    keyed.form.as_mut().unwrap().hidden.push(("chiave".into(), id.into()));
    let row = "/it/estratto-conto/errore/0190d9a0-0000-7000-8000-0000000000aa/riepilogo";
    // Nobody who is not signed in finds a draft again: it is one send all the same.
    let asked = format!("/it/pin/richiesta/{id}/riepilogo");
    for (page, address, level) in [
        (keyed.clone(), "/it/estratto-conto/posta", "reader"),
        (keyed, row, "reader"),
        (review(), asked.as_str(), "anonymous"),
    ] {
        let rig = unanswered_at(page, address, level);
        let told = rig.all().contains("non parte due volte. Richiesta") && shown(&rig).contains(&number);
        assert!(told && !rig.all().contains("è salva"), "{address}: {}", rig.all());
    }
}

#[test]
fn what_the_kiosk_tries_by_itself_it_tells_every_ten_seconds_and_what_is_asked_for_is_answered() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.hears_out();
    rig.key(Key::Back);
    let away = |rig: &mut Rig| rig.does(Event::Portal(Portal::Away(rig.asked.last().unwrap().id)));
    away(&mut rig);
    rig.hears_out();
    let (before, asked) = (rig.said.len(), rig.asked.len());
    for _ in 0..5 {
        rig.waits(4_000);
        away(&mut rig);
    }
    assert!(rig.asked.len() > asked + 1);
    let said: Vec<&str> = rig.said[before..].iter().map(|(_, _, words)| words.as_str()).collect();
    assert_eq!(said, ["Sto ancora provando."; 2]);
    rig.does(Event::Touch(Touch::Part("azione-0".into())));
    away(&mut rig);
    assert!(rig.last().contains("Il collegamento non c’è"), "{}", rig.last());
}

#[test]
fn a_page_that_was_asked_for_in_vain_comes_by_itself_when_the_portal_is_back() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.key(Key::Back);
    for _ in 0..90 {
        let id = rig.asked.last().unwrap().id;
        rig.does(Event::Portal(Portal::Away(id)));
        rig.waits(1_000);
    }
    let asked = rig.asked.len();
    rig.does(Event::Portal(Portal::There(true)));
    assert_eq!(rig.asked.len(), asked + 1);
    rig.gets(public("Inizio"));
    assert_eq!(rig.last(), "Il collegamento è tornato.");
    // Whom nobody answers is asked whether they are there all the same.
    let mut alone = Rig::listening_at(public("Prova"));
    alone.key(Key::Back);
    for _ in 0..600 {
        let id = alone.asked.last().unwrap().id;
        alone.does(Event::Portal(Portal::Away(id)));
        alone.waits(1_000);
    }
    assert!(alone.state.waits(), "{}", alone.all());
}

#[test]
fn whoever_is_signed_in_is_so_still_on_a_page_that_was_kept() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.key(Key::Back);
    let frame = Frame { status: 200, address: "/it/area".into(), level: "reader".into(), ..Frame::default() };
    rig.gets_framed(statement(), Frame { token: Some("t".into()), ..frame });
    rig.key(Key::Back);
    let id = rig.asked.last().unwrap().id;
    let frame = Frame { status: 200, address: "/it/".into(), level: "anonymous".into(), ..Frame::default() };
    let envelope = Envelope { version: WIRE_VERSION, frame, page: public("Inizio") };
    rig.does(Event::Portal(Portal::Old(id, Box::new(envelope), jiff::civil::time(9, 5, 0, 0))));
    let frame = &rig.state.session.view.frame;
    assert_eq!((frame.level.as_str(), frame.token.as_deref()), ("reader", Some("t")));
}
