//! An error in the statement: reported, reviewed, sent once, named in the language of who reads.

use super::super::statement::year_text;
use super::*;
use crate::ledger::SentAnswers;
use crate::ledger::letters::Delivery;
use crate::services::conversation::as_sent;

#[tokio::test]
async fn the_reviews_of_two_rows_and_of_a_missing_period_have_titles_of_their_own() {
    let (desk, noemi) = desk().await;
    let (mut titles, mut reviews, mut years) = (std::collections::BTreeSet::new(), 0, 0);
    for year in 1980..2027 {
        let Answer::Show(shown) = desk.get(SERVICE, &noemi, &year.to_string()).await else { continue };
        let rows = links(&shown.page).into_iter().filter(|(text, _)| text.starts_with("Segnala un errore"));
        let rows: Vec<String> = rows.map(|(_, to)| inner(&to)).collect();
        years += usize::from(rows.len() > 1);
        for form in if rows.len() > 1 { rows } else { Vec::new() } {
            let answers = [("cosa", "pay"), ("racconto", "Una paga diversa")];
            let review = seen(desk.post(SERVICE, &noemi, &form, &answers).await);
            titles.insert(a11y::values::line(&desk.page(SERVICE, &noemi, &review).await.title, Lang::It));
            reviews += 1;
        }
    }
    let missing = [("quando", "2009"), ("lavoro", "Forno"), ("documenti", "")];
    let review = seen(desk.post(SERVICE, &noemi, "errore/manca", &missing).await);
    titles.insert(a11y::values::line(&desk.page(SERVICE, &noemi, &review).await.title, Lang::It));
    assert!(years > 0 && titles.len() == reviews + 1, "{reviews} reviews: {titles:?}");
}

#[tokio::test]
async fn an_error_is_reported_reviewed_and_sent_once() {
    let (desk, noemi) = desk().await;
    let year = desk.page(SERVICE, &noemi, "1996").await;
    let (text, to) = links(&year).into_iter().find(|(text, _)| text.starts_with("Segnala")).unwrap();
    assert_eq!(text, "Segnala un errore nel periodo 1");
    let form = inner(&to);
    // Nothing chosen and nothing written: both are asked for, and what comes next is not reached.
    assert_eq!(
        seen(desk.post(SERVICE, &noemi, &form, &[("racconto", "")]).await),
        format!("{form}?controlla=1#errori")
    );
    let page = desk.page(SERVICE, &noemi, &format!("{form}?controlla=1")).await;
    assert_eq!(page.problems().len(), 2);
    assert_eq!(seen(desk.get(SERVICE, &noemi, &format!("{form}/riepilogo")).await), form);
    // What stands first accuses nothing.
    assert_eq!(first_choice(&desk.page(SERVICE, &noemi, &form).await, "cosa"), "unsure");
    // A long story is kept as typed, and may have several lines.
    let story = "Ho lavorato tutto l’anno.\nHo le buste paga. 🙂";
    let review =
        seen(desk.post(SERVICE, &noemi, &form, &[("cosa", "missing-weeks"), ("racconto", story)]).await);
    assert_eq!(review, format!("{form}/riepilogo"));
    let page = desk.page(SERVICE, &noemi, &review).await;
    let key = key_of(&page);
    let sent = seen(desk.post(SERVICE, &noemi, &review, &[("chiave", &key)]).await);
    // The same send again, and once more after a restart of the form: one case, one number.
    assert_eq!(seen(desk.post(SERVICE, &noemi, &review, &[("chiave", &key)]).await), sent);
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM cases").await, 1);
    // Who heard a number at a kiosk that lost the answer is told by it that it arrived.
    let number = a11y::ids::number(key.parse::<uuid::Uuid>().unwrap().as_u128());
    let find = async |number: &str| {
        crate::ledger::numbered(&desk.portal.db, number, crate::clock::Moment(0), desk.now()).await.unwrap()
    };
    let read_by_staff = async || {
        let all = crate::ledger::records::readings(&mut desk.reader().await, noemi.citizen.unwrap()).await;
        let staff = all.unwrap().into_iter().filter(|reading| reading.actor == "staff");
        staff.map(|reading| [reading.what, reading.channel, reading.address]).collect::<Vec<_>>()
    };
    let found = find(&number).await;
    let noted = ["case", "counter", ""].map(str::to_owned);
    assert_eq!(read_by_staff().await, std::slice::from_ref(&noted), "staff read the case of a citizen");
    let (protocol, state) = found[0].sent.clone().unwrap();
    assert_eq!((found.len(), state.as_str()), (1, "sent"));
    assert!(sent.ends_with(&protocol), "{sent} {protocol}");
    assert!(find("00000000").await.is_empty());
    assert_eq!(read_by_staff().await, [noted], "of nothing that was found nothing was read");
    let confirmation = desk.page(SERVICE, &noemi, &sent).await;
    let whole = shown(&confirmation);
    for part in ["Ho le buste paga. 🙂", "Mancano settimane", "Tessitura Due Torri", "area/pratiche/2026"] {
        assert!(whole.contains(part), "{part}");
    }
    // The form says that this row was reported, when and with which number; that of another row does not.
    let told = async |form: &str| {
        let page = desk.page(SERVICE, &noemi, form).await;
        page.body.into_iter().find_map(|block| match block {
            Block::Notice(notice) => Some((line(&notice.title, Lang::It), notice.body)),
            _ => None,
        })
    };
    let (title, body) = told(&form).await.unwrap();
    assert_eq!(title, format!("L’hai già segnalato il {}", line(&desk.now().date().into(), Lang::It)));
    let [Block::Paragraph(what)] = &body[..] else { panic!("{body:?}") };
    assert!(what.spans().contains(&a11y::text::Span::Code(protocol.clone())), "{what:?}");
    let other_year = links(&desk.page(SERVICE, &noemi, "1997").await);
    let other = other_year.into_iter().find(|(text, _)| text.starts_with("Segnala")).unwrap().1;
    assert_eq!(told(&inner(&other)).await, None);
    // A story told anew is a draft: the page of the first one, sent again, says so and sends nothing.
    let other = [("cosa", "pay"), ("racconto", "Un’altra paga")];
    assert_eq!(seen(desk.post(SERVICE, &noemi, &form, &other).await), review);
    let again = seen(desk.post(SERVICE, &noemi, &review, &[("chiave", &key)]).await);
    let row = form.strip_prefix("errore/").unwrap();
    assert_eq!(again, format!("{sent}?tardi=si&bozza={row}#fatto"));
    // From there it leads to what was written since, and nowhere else.
    let leads = async |address: &str| {
        let done = desk.page(SERVICE, &noemi, address).await.done.unwrap();
        let links = done.body.into_iter().filter_map(|block| match block {
            Block::Links(links) => Some(links),
            _ => None,
        });
        let mut links = links.flatten();
        links.next().unwrap().to
    };
    let to = |path: &str| a11y::page::Target::Inside(path.to_owned());
    assert_eq!(leads(&again).await, to(&format!("/it/estratto-conto/{form}")));
    assert_eq!(leads(&format!("{sent}?tardi=si&bozza=altrove")).await, to("/it/area"));
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM cases").await, 1);
    // The same story again is no other one, as after a send that was cut short.
    desk.post(SERVICE, &noemi, &form, &[("cosa", "missing-weeks"), ("racconto", story)]).await;
    assert_eq!(seen(desk.post(SERVICE, &noemi, &review, &[("chiave", &key)]).await), sent);
    desk.post(SERVICE, &noemi, &format!("{form}/elimina"), &[]).await;
    // The form is empty again, for the next error.
    assert!(desk.page(SERVICE, &noemi, &form).await.problems().is_empty());
    assert!(matches!(
        desk.post(SERVICE, &noemi, &form, &[("cosa", "pay"), ("racconto", "x"), ("altro", "y")]).await,
        Answer::BadForm
    ));
}

#[tokio::test]
async fn what_another_window_has_changed_since_it_was_read_is_not_sent() {
    let (desk, noemi) = desk().await;
    let year = desk.page(SERVICE, &noemi, "1996").await;
    let form = inner(&links(&year).into_iter().find(|(text, _)| text.starts_with("Segnala")).unwrap().1);
    let review = format!("{form}/riepilogo");
    let hidden = async || desk.page(SERVICE, &noemi, &review).await.form.unwrap().hidden;
    let send = async |hidden: &[(String, String)]| {
        let fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        seen(desk.post(SERVICE, &noemi, &review, &fields).await)
    };
    let tell =
        async |what: &str| desk.post(SERVICE, &noemi, &form, &[("cosa", "pay"), ("racconto", what)]).await;
    tell("La prima finestra").await;
    let first = hidden().await;
    tell("La seconda finestra").await;
    let second = hidden().await;
    let changed = send(&first).await;
    assert_eq!(changed, format!("{review}?cambiato=si#fatto"));
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM cases").await, 0);
    let again = desk.page(SERVICE, &noemi, &changed).await;
    assert!(again.done.is_some() && shown(&again).contains("La seconda finestra"));
    let sent = send(&second).await;
    assert!(sent.starts_with("inviato/") || sent.contains("2026"), "{sent}");
    // What was read again is no more to be sent once another window has.
    let late = send(&again.form.unwrap().hidden).await;
    assert_eq!(late, format!("{form}?cambiato=si#fatto"));
    assert!(desk.page(SERVICE, &noemi, &late).await.done.is_some());
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM cases").await, 1);
}

#[tokio::test]
async fn the_key_of_another_citizen_opens_nothing() {
    let (desk, noemi) = desk().await;
    let page = desk.page(SERVICE, &noemi, "posta").await;
    let key = key_of(&page);
    let sent = seen(desk.post(SERVICE, &noemi, "posta", &[("chiave", &key), ("forma", "print")]).await);
    let anna = person("Prova", "Anna");
    desk.add(&anna).await;
    let anna = Visitor::from("192.0.2").signed_in(anna.id);
    assert!(matches!(
        desk.post(SERVICE, &anna, "posta", &[("chiave", &key), ("forma", "print")]).await,
        Answer::BadForm
    ));
    assert!(matches!(desk.get(SERVICE, &anna, &sent).await, Answer::NotFound));
}

#[tokio::test]
async fn a_missing_period_is_reported_and_named_in_the_language_of_who_reads() {
    let (desk, noemi) = desk().await;
    let first = desk.page(SERVICE, &noemi, "").await;
    let to = links(&first).into_iter().find(|(text, _)| text == "Segnala un periodo che manca").unwrap().1;
    let form = inner(&to);
    let empty = [("quando", ""), ("lavoro", ""), ("documenti", "")];
    let back = seen(desk.post(SERVICE, &noemi, &form, &empty).await);
    assert_eq!(desk.page(SERVICE, &noemi, &back).await.problems().len(), 2);
    let long = "x".repeat(4_001);
    let fields = [("quando", "2009"), ("lavoro", "Forno Nuovo"), ("documenti", long.as_str())];
    let back = seen(desk.post(SERVICE, &noemi, &form, &fields).await);
    let page = desk.page(SERVICE, &noemi, &back).await;
    let said = page.problems()[0].1;
    assert_eq!(*said, words::missing_long(Lang::It, &words::missing_papers(Lang::It), 4_000));
    // Before it is deleted one may go back to it, by its own title.
    let Answer::Show(before) = desk.get(SERVICE, &noemi, &format!("{form}/elimina")).await else {
        panic!("no question before the draft is deleted")
    };
    assert_eq!(before.back.map(|back| back.text), Some(words::missing_title(Lang::It)));
    let told = [("quando", "da marzo a dicembre 2009"), ("lavoro", "Forno Nuovo"), ("documenti", "")];
    let review = seen(desk.post(SERVICE, &noemi, &form, &told).await);
    let key = key_of(&desk.page(SERVICE, &noemi, &review).await);
    let sent = seen(desk.post(SERVICE, &noemi, &review, &[("chiave", &key)]).await);
    let confirmation = shown(&desk.page(SERVICE, &noemi, &sent).await);
    assert!(confirmation.contains("Forno Nuovo") && confirmation.contains("da marzo a dicembre 2009"));
    for (lang, name) in
        [(Lang::It, "Periodo che manca, "), (Lang::En, "Missing period, "), (Lang::Ar, "فترة ناقصة، ")]
    {
        let reader = Visitor { lang, ..noemi.clone() };
        let list = desk.page(&crate::services::area::Area, &reader, "pratiche").await;
        assert!(shown(&list).contains(name), "{name}: {}", shown(&list));
        // What was asked too, and what was answered as it was typed.
        let read = shown(&desk.page(SERVICE, &reader, &sent).await);
        let asked = line(&words::missing_when(lang), lang);
        assert!(read.contains(&asked) && read.contains("da marzo a dicembre 2009"), "{asked}: {read}");
    }
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM drafts").await, 0);
}

#[tokio::test]
async fn cases_from_before_there_were_kinds_are_named_in_the_language_of_who_reads() {
    for sent_in in Lang::ALL {
        let rows = [
            forms::post_answers(sent_in, Text::name("Via Prova 1"), Delivery::Letter),
            forms::error_answers(sent_in, report::Subject::Row(&demo::tour()[0]), Vec::new()),
        ];
        let [post, error] = rows.map(|rows| crate::ledger::Case {
            id: Uuid::nil(),
            protocollo: crate::ledger::Protocollo::new(2026, 0, 42).unwrap(),
            citizen: Uuid::nil(),
            service: NAME.to_owned(),
            state: crate::ledger::CaseState::Sent,
            answers: as_sent(sent_in, rows).into(),
            created: crate::clock::Moment(0),
            updated: crate::clock::Moment(0),
        });
        for lang in Lang::ALL {
            assert_eq!(forms::case_about(lang, &post), words::request_post(lang), "{sent_in:?}");
            let year = year_text(demo::tour()[0].year());
            assert_eq!(forms::case_about(lang, &error), words::about_error(lang, &year), "{sent_in:?}");
        }
    }
}

#[test]
fn two_reports_are_told_apart_by_their_years_in_the_titles_of_pages_and_of_the_list() {
    let case = |kind: &str, rows| crate::ledger::Case {
        id: Uuid::nil(),
        protocollo: crate::ledger::Protocollo::new(2026, 0, 42).unwrap(),
        citizen: Uuid::nil(),
        service: NAME.to_owned(),
        state: crate::ledger::CaseState::Sent,
        answers: SentAnswers { kind: kind.to_owned(), ..as_sent(Lang::It, rows).into() },
        created: crate::clock::Moment(0),
        updated: crate::clock::Moment(0),
    };
    let missing = |when: &str| {
        let row =
            a11y::page::SummaryRow { label: Text::name("Quando"), value: Text::typed(when), change: None };
        case(forms::MISSING, forms::error_answers(Lang::It, report::Subject::Missing, vec![row]))
    };
    let about = |case: &crate::ledger::Case| line(&forms::case_about(Lang::It, case), Lang::It);
    for (when, said) in [
        ("da marzo a dicembre 2009", "Periodo che manca, 2009"),
        ("dal 3/2011 al 12/2008, poi 2010", "Periodo che manca, 2008–2011"),
        ("Mi pare d’estate, 12345 o 9999", "Segnalazione di un periodo che manca"),
    ] {
        assert_eq!(about(&missing(when)), said);
    }
    let titles: std::collections::BTreeSet<String> = demo::tour()
        .iter()
        .map(|row| {
            let rows = forms::error_answers(Lang::It, report::Subject::Row(row), Vec::new());
            about(&case(forms::ERROR, rows))
        })
        .collect();
    let years: std::collections::BTreeSet<i16> = demo::tour().iter().map(|row| row.year()).collect();
    assert_eq!(titles.len(), years.len(), "{titles:?}");
    let example = |state: &str| {
        let name = format!("{NAME}/{state}");
        let found = examples::all(Lang::It).into_iter().find(|example| example.name == name).unwrap();
        line(&found.page.title, Lang::It)
    };
    assert_ne!(example("errore-riepilogo"), example("manca-riepilogo"));
    assert_ne!(example("errore-inviato"), example("manca-inviato"));
}

#[tokio::test]
async fn a_half_filled_report_is_a_draft_like_any_other() {
    let (desk, noemi) = desk().await;
    let area = &crate::services::area::Area;
    let (row,): (Uuid,) = sql!(
        desk.reader().await,
        "SELECT id FROM contributions WHERE citizen_id = $1 LIMIT 1",
        noemi.citizen.unwrap()
    )
    .one()
    .await
    .unwrap();
    let form = format!("errore/{row}");
    let half = [("cosa", "pay"), ("racconto", "")];
    let back = seen(desk.post(SERVICE, &noemi, &form, &half).await);
    assert_eq!(desk.page(SERVICE, &noemi, &back).await.problems().len(), 1, "told at once");
    for lang in Lang::ALL {
        let reader = Visitor { lang, ..noemi.clone() };
        let list = desk.page(area, &reader, "bozze").await;
        let to = links(&list).into_iter().find(|(_, to)| to.contains("errore/")).expect("it is listed").1;
        let calm = desk.page(SERVICE, &reader, &inner(&to)).await;
        assert!(calm.problems().is_empty(), "it is opened without a fault");
        assert!(shown(&calm).contains("\"pay\""), "with what was answered");
        assert!(links(&calm).iter().any(|(_, to)| to.ends_with("/elimina")));
    }
    let away = format!("{form}/elimina");
    assert!(desk.page(SERVICE, &noemi, &away).await.questions().is_empty());
    let to = seen(desk.post(SERVICE, &noemi, &away, &[]).await);
    assert!(to.contains("bozze?fatto=1"), "{to}");
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM drafts").await, 0);
    assert!(!links(&desk.page(SERVICE, &noemi, &form).await).iter().any(|(_, to)| to.ends_with("/elimina")));
}

#[tokio::test]
async fn drafts_about_two_rows_are_told_apart_by_what_they_are_about() {
    let (desk, noemi) = desk().await;
    let area = &crate::services::area::Area;
    let periods =
        super::super::records::periods(&mut desk.reader().await, noemi.citizen.unwrap()).await.unwrap();
    // The second has no employer: it is named by its kind.
    let work = periods.iter().find(|period| !period.employer.is_empty()).unwrap();
    let without = periods.iter().find(|period| period.employer.is_empty()).unwrap();
    for period in [work, without] {
        let form = format!("errore/{}", period.id);
        desk.post(SERVICE, &noemi, &form, &[("cosa", "pay"), ("racconto", "")]).await;
    }
    for lang in Lang::ALL {
        let reader = Visitor { lang, ..noemi.clone() };
        let list = desk.page(area, &reader, "bozze").await;
        let all = shown(&list);
        for period in [work, without] {
            let what = match &*period.employer {
                "" => words::kind(lang, period.kind.code()),
                employer => Text::name(employer),
            };
            let about = words::draft_row(lang, &what, period.from);
            let to = format!("errore/{}", period.id);
            let go_on = links(&list).into_iter().find(|(_, link)| link.ends_with(&to)).unwrap().0;
            assert!(go_on.contains(&line(&about, lang)), "{about:?}: {go_on}");
            // Before it is deleted too, and nowhere in titles or addresses.
            let before = desk.page(SERVICE, &reader, &format!("{to}/elimina")).await;
            let row = line(&forms::row_text(lang, period), lang);
            assert!(sentences(&before).iter().any(|said| said.contains(&row)), "{row}");
            for title in [&before.title, &list.title] {
                assert!(!line(title, lang).contains(&line(&what, lang)), "{title:?}");
            }
        }
        // In the link that opens it and in that which deletes it; in Arabic also for the voice.
        let times = if lang == Lang::Ar { 4 } else { 2 };
        assert_eq!(all.matches(work.employer.as_str()).count(), times, "{all}");
    }
}

#[test]
fn every_question_about_an_error_is_reached() {
    let reached = explore(|_| Vec::new(), forms::error_script);
    assert!(reached.complete >= 6, "{reached:?}");
    besiege(&reached, forms::error_script);
    let missing = explore(|_| Vec::new(), forms::missing_script);
    assert!(missing.complete >= 2, "{missing:?}");
    besiege(&missing, forms::missing_script);
    // The others are the kinds of its cases, and how a statement is to come by post, which no conversation asks.
    let reached = reached.and(missing);
    assert_eq!(unreached(include_str!("../forms.rs"), &reached), ["error", "forma", "missing", "post"]);
}
