//! Answers changed, pages asked for out of turn, another language in the middle: nothing accepted is lost or asked twice.

use super::*;
use crate::seal::Purpose;
use crate::services::drafts::records as records_of_drafts;

/// All answers with a pay for a month.
fn monthly(pay: &str, hours: &str) -> Answers {
    let mut answers = full();
    for (name, value) in [("tipo-paga", "mensile"), ("paga-concordata", pay), ("ore", hours)] {
        answers.set(name, value);
    }
    answers
}

#[tokio::test]
async fn an_accepted_pay_is_the_same_in_every_language() {
    for (lang, pay) in [(Lang::It, "1.200"), (Lang::En, "1,200"), (Lang::Ar, "1.200")] {
        let mut at = At::begin().await;
        at.lang = lang;
        at.fill(&monthly(pay, "30")).await;
        for lang in Lang::ALL {
            at.lang = lang;
            let review = at.get("/riepilogo").await;
            let Answer::Show(review) = review else { panic!("{lang:?} {pay}: {review:?}") };
            assert!(shown(&review.page).contains("120000"), "{lang:?} {pay}: {}", shown(&review.page));
        }
        assert_eq!(at.send().await, "/inviata");
    }
    // What was not accepted stays as it was typed.
    let at = At::begin().await;
    at.fill(&full()).await;
    at.see("/paga", &[("tipo-paga", "mensile"), ("paga-concordata", "30.000")]).await;
    assert!(shown(&at.page("/paga").await).contains("30.000"));
}

#[tokio::test]
async fn a_refused_fiscal_code_takes_nothing_away() {
    let at = At::begin().await;
    at.fill(&full()).await;
    let own = at.citizen.code.as_str().to_owned();
    // The citizen's own code is one, but not the worker's; the other is none.
    for refused in [own.as_str(), "MRNNMO69C66H501X"] {
        let wrong = at.see("/lavoratore?da=riepilogo", &[("lavoratore-codice-fiscale", refused)]).await;
        assert_eq!(wrong, "/lavoratore?da=riepilogo#errori");
        let people = people();
        let right = [("lavoratore-codice-fiscale", people.worker())];
        let back = at.see("/lavoratore?da=riepilogo", &right).await;
        assert_eq!(back, "/riepilogo?salvata=lavoratore#fatto", "{refused}");
    }
    // Another one that is accepted after a refused one is held against the one accepted before.
    use crate::citizen::codice_fiscale::{CodiceFiscale, Person, Sex};
    let birthplace = crate::places::Belfiore::parse("Z611").unwrap();
    let born = jiff::civil::date(1981, 5, 14);
    let other = Person { surname: "Esempio", name: "Rosa", sex: Sex::Female, born, birthplace };
    at.see("/lavoratore?da=riepilogo", &[("lavoratore-codice-fiscale", &own)]).await;
    let code = CodiceFiscale::encode(&other);
    let there = at.see("/lavoratore?da=riepilogo", &[("lavoratore-codice-fiscale", code.as_str())]).await;
    assert_eq!(there, "/lavoratore-nome?da=riepilogo&per=lavoratore#fatto");
    let page = at.page("/lavoratore-nome?da=riepilogo&per=lavoratore").await;
    assert!(shown(&page).contains("1981") && told(&page).is_empty(), "{}", shown(&page));
}

#[tokio::test]
async fn a_change_from_the_review_comes_back_there_when_its_fault_lies_in_another_answer() {
    let at = At::begin().await;
    at.fill(&full()).await;
    assert_eq!(at.see("/orario?da=riepilogo", &[("ore", "45")]).await, "/orario?da=riepilogo#errori");
    let to = "/convivenza?da=riepilogo&anche=orario";
    let leads = |page: Page, to: &str| assert!(shown(&page).contains(to), "{to}: {}", shown(&page));
    leads(at.page("/orario?da=riepilogo").await, &format!("{to}#convivente"));
    leads(at.page("/orario").await, "/convivenza#convivente");
    // A mistake on the way does not lose what is told at its end.
    let mistake = at.see(to, &[("convivente", ""), ("vitto-alloggio", "")]).await;
    assert_eq!(mistake, format!("{to}#errori"));
    let there = at.see(to, &[("convivente", "si"), ("vitto-alloggio", "vitto")]).await;
    assert_eq!(there, "/riepilogo?salvata=convivenza&anche=orario#fatto");
    let told = |page: Page| said(&page.done.unwrap().body);
    let words = told(at.page("/riepilogo?salvata=convivenza&anche=orario").await);
    // A question is told from its answer by its own sign alone.
    for answer in ["vive con il datore di lavoro? Sì\n", "Ore alla settimana: 45\n"] {
        assert!(words.contains(answer), "{words}");
    }
    // So with a start before the worker could work, and with a spouse.
    at.see("/inizio?da=riepilogo", &start("1990")).await;
    let to = "/lavoratore-nome?da=riepilogo&anche=inizio#lavoratore-nascita-giorno";
    leads(at.page("/inizio?da=riepilogo").await, to);
    at.see("/inizio?da=riepilogo", &start("2026")).await;
    let there = at.see("/parentela?da=riepilogo", &[("parentela", "coniuge")]).await;
    assert_eq!(there, "/accompagnamento?da=riepilogo&per=parentela#fatto");
    let there = at.see("/accompagnamento?da=riepilogo", &[("accompagnamento", "no")]).await;
    assert!(there.starts_with("/non-registrabile?da=riepilogo"), "{there}");
    let to = "/accompagnamento?da=riepilogo&anche=non-registrabile";
    leads(at.page("/non-registrabile?da=riepilogo&per=accompagnamento").await, &format!("{to}\""));
    let there = at.see(to, &[("accompagnamento", "si")]).await;
    assert_eq!(there, "/riepilogo?salvata=accompagnamento#fatto");
    assert!(at.page("/riepilogo?salvata=accompagnamento").await.done.is_some());
}

/// The first day of work: 1 December of a year.
fn start(year: &'static str) -> [(&'static str, &'static str); 3] {
    [("inizio-giorno", "1"), ("inizio-mese", "12"), ("inizio-anno", year)]
}

#[tokio::test]
async fn a_step_that_cannot_be_shown_leads_to_what_is_to_be_answered_and_says_so() {
    let at = At::begin().await;
    at.fill(&full()).await;
    at.see("/lavoratore", &[("lavoratore-codice-fiscale", "MRNNMO69C66H501X")]).await;
    let Answer::See(there) = at.get("/lavoratore-documento").await else { panic!() };
    assert!(there.ends_with("/lavoratore?prima=si#errori"), "{there}");
    let page = at.page("/lavoratore?prima=si").await;
    assert!(told(&page).contains("Prima rispondi a questa pagina"), "{}", told(&page));
    assert!(!told(&at.page("/lavoratore").await).contains("Prima rispondi"));
    // Where everything is answered, the list of tasks is the place.
    at.see("/lavoratore", &[("lavoratore-codice-fiscale", people().worker())]).await;
    let Answer::See(there) = at.get("/quale-parente").await else { panic!() };
    assert!(there.ends_with(&at.draft), "{there}");
}

#[tokio::test]
async fn who_is_at_one_task_is_not_led_to_the_faults_of_another() {
    let at = At::begin().await;
    assert_eq!(at.see("/chi-assume", &[("chi-assume", "")]).await, "/chi-assume#errori");
    at.answer("/mansione", &full()).await;
    let Answer::See(there) = at.get("/orario").await else { panic!() };
    assert!(there.ends_with("/inizio?prima=si#fatto"), "{there}");
    assert_eq!(at.page("/inizio?prima=si").await.problems(), []);
    // From the list of tasks, or to all answers, it is the first fault of all.
    let Answer::See(there) = at.get("/riepilogo").await else { panic!() };
    assert!(there.ends_with("/chi-assume?prima=si#errori"), "{there}");
}

#[tokio::test]
async fn boxes_left_empty_on_a_page_that_was_not_asked_are_not_wrong_once_it_is() {
    let at = At::begin().await;
    let (code, name) = ("lavoratore-codice-fiscale", "lavoratore-cognome");
    let blank = [(name, "Prova"), ("lavoratore-nome", ""), ("lavoratore-sesso", "")];
    at.see("/lavoratore", &[(code, "MRNNMO69C66H501X")]).await;
    assert!(at.see("/lavoratore-nome", &blank).await.starts_with("?non-ora"));
    assert_eq!(at.see("/lavoratore", &[(code, people().worker())]).await, "/lavoratore-nome");
    let page = at.page("/lavoratore-nome").await;
    let wrong: Vec<_> = page.questions().into_iter().filter(|asked| asked.problem.is_some()).collect();
    let wrong: Vec<&str> = wrong.iter().map(|asked| asked.name.as_str()).collect();
    assert_eq!(wrong, [name], "what was typed is judged, and nothing else");
    // What had an answer before is emptied by who empties it.
    at.answer("/lavoratore-nome", &full()).await;
    at.see("/lavoratore", &[(code, "MRNNMO69C66H501X")]).await;
    at.see("/lavoratore-nome", &[("lavoratore-nome", "")]).await;
    at.see("/lavoratore", &[(code, people().worker())]).await;
    assert_eq!(at.page("/lavoratore-nome").await.problems().len(), 1);
}

#[tokio::test]
async fn a_comune_that_was_chosen_and_that_the_cap_contradicts_is_told_as_a_fault_alone() {
    let at = At::begin().await;
    let mut answers = full();
    for (name, value) in [("lavoratore-comune", "Romma"), ("lavoratore-cap", "20121")] {
        answers.set(name, value);
    }
    for step in ["/lavoratore", "/lavoratore-nome", "/lavoratore-nascita", "/lavoratore-cittadinanza"] {
        at.answer(step, &answers).await;
    }
    assert_eq!(at.answer("/lavoratore-residenza", &answers).await, "/lavoratore-quale-comune");
    let there = at.see("/lavoratore-quale-comune", &[("lavoratore-quale-comune-romma", "H501")]).await;
    assert_eq!(there, "/lavoratore-residenza#errori");
    let page = at.page("/lavoratore-residenza").await;
    let [(field, _)] = &page.problems()[..] else { panic!("{:?}", page.problems()) };
    assert_eq!(field, "lavoratore-cap");
    assert!(!told(&page).contains("Prima rispondi"), "{}", told(&page));
    // A CAP that no comune has is told at once, before it is asked which comune is meant.
    answers.set("lavoratore-cap", "99999");
    assert_eq!(at.answer("/lavoratore-residenza", &answers).await, "/lavoratore-residenza#errori");
}

#[tokio::test]
async fn a_late_start_is_told_at_once_on_the_next_page_and_the_deadline_at_the_box() {
    let at = At::begin().await;
    let mut answers = full();
    at.answer("/mansione", &answers).await;
    let page = at.page("/inizio").await;
    let hint = page.questions()[0].hint.clone().unwrap();
    assert!(a11y::values::line(&hint, Lang::It).contains("entro il giorno prima"));
    assert_eq!(at.answer("/inizio", &answers).await, "/contratto");
    assert_eq!(at.page("/contratto").await.done, None);
    let yesterday = at.desk.now().date().yesterday().unwrap();
    for (name, value) in [
        ("inizio-giorno", i64::from(yesterday.day())),
        ("inizio-mese", yesterday.month().into()),
        ("inizio-anno", yesterday.year().into()),
    ] {
        answers.set(name, value.to_string());
    }
    assert_eq!(at.answer("/inizio", &answers).await, "/contratto#fatto");
    let done = at.page("/contratto").await.done.unwrap();
    assert_eq!(a11y::values::line(&done.title, Lang::It), "In ritardo, ma vale");
    // With a fault it is not told, and nobody is sent where it would stand.
    assert_eq!(at.see("/contratto", &[("contratto", "")]).await, "/contratto#errori");
    let page = at.page("/contratto").await;
    assert!(page.done.is_none() && page.problems().len() == 1);
    assert_eq!(at.answer("/inizio", &answers).await, "/contratto");
}

#[test]
fn the_sum_tells_its_reasons_and_other_quarters_only_where_there_are_some() {
    let facts = people().facts();
    let sums = |start: [&'static str; 3], end: Option<[&'static str; 3]>| {
        let parts = |name: &str, day: [&str; 3]| {
            ["giorno", "mese", "anno"]
                .into_iter()
                .zip(day)
                .map(|(part, value)| (format!("{name}-{part}"), value.to_owned()))
                .collect::<Vec<_>>()
        };
        let mut answers = full();
        answers.0.extend(parts("inizio", start));
        answers.set("contratto", if end.is_some() { "determinato" } else { "indeterminato" });
        answers.0.extend(end.map(|end| parts("termine", end)).unwrap_or_default());
        let walk = crate::services::conversation::walk(Lang::It, &answers, &Default::default(), "", |talk| {
            script::script(talk, &facts)
        });
        said(&declared(&walk, &facts))
    };
    let month = sums(["1", "9", "2026"], Some(["26", "9", "2026"]));
    assert!(month.contains("Si pagavano entro il 6 ottobre 2026: pagali subito con pagoPA. Ecco"), "{month}");
    assert!(!month.contains("trimestre dopo"), "{month}");
    // A Wednesday: the Saturday of that week is in the next quarter, whose contributions were due as soon.
    let month = sums(["1", "9", "2026"], Some(["30", "9", "2026"]));
    for words in [
        "con quelli degli altri trimestri già scaduti",
        "la sua ultima settimana finisce sabato 3 ottobre 2026: conta nel trimestre dopo",
        "Anche quei contributi si pagano entro il 10 ottobre 2026.",
    ] {
        assert!(month.contains(words), "{words}: {month}");
    }
    // The next quarter is not due yet; that of a work begun in spring is.
    assert!(!sums(["1", "9", "2026"], None).contains("altri trimestri"));
    assert!(sums(["1", "4", "2026"], None).contains("con quelli degli altri trimestri già scaduti"));
    let until = sums(["10", "12", "2026"], Some(["20", "12", "2026"]));
    assert!(
        until.contains(
            "Il contratto finisce il 20 dicembre 2026: i contributi si pagano entro 10 giorni dalla fine"
        ),
        "{until}"
    );
    assert!(until.contains("dal 10 dicembre 2026 al 26 dicembre 2026"), "{until}");
    let late = sums(["28", "12", "2026"], None);
    assert!(
        late.contains("conta nel trimestre di quel sabato") && !late.contains("10 giorni dalla fine"),
        "{late}"
    );
}

#[tokio::test]
async fn who_has_been_at_the_office_since_is_told_to_sign_in_again() {
    let mut at = At::sent(&full()).await;
    at.level = Level::Reader;
    let to_withdraw = told(&at.page("/ritiro").await);
    at = At::begin().await;
    at.fill(&full()).await;
    at.level = Level::Reader;
    for words in [to_withdraw, told(&at.page("/riepilogo").await)] {
        assert!(words.contains("Se l’hai già fatto, esci e accedi di nuovo"), "{words}");
    }
}

#[tokio::test]
async fn the_first_page_speaks_of_a_list_only_where_it_stands() {
    let at = At::begin().await;
    let first = || async { told(&at.desk.page(&DomesticWork, &at.visitor(), "").await) };
    let words = first().await;
    assert!(words.contains("ora non ne hai di aperte") && !words.contains("in cima"), "{words}");
    at.fill(&full()).await;
    at.send().await;
    assert!(first().await.contains("quelle che hai inviato sono in cima"));
    let nobody = Visitor { lang: Lang::It, ..Visitor::from("192.0.2.1") };
    let words = told(&at.desk.page(&DomesticWork, &nobody, "").await);
    assert!(words.contains("dopo l’accesso, quelle aperte sono in cima"), "{words}");
}

#[test]
fn what_the_form_of_2002_had_no_entry_for_is_said() {
    let facts = people().facts();
    let walk = crate::services::conversation::walk(Lang::It, &full(), &Default::default(), "", |talk| {
        script::script(talk, &facts)
    });
    let accepted = pages::accepted(Lang::It, &walk.outcome.unwrap(), facts.today);
    let accepted = serde_json::to_string(&accepted).unwrap();
    assert!(accepted.contains("Non previsto"), "{accepted}");
}

#[tokio::test]
async fn drafts_that_read_the_same_are_counted_and_their_deletion_says_which() {
    let at = At::begin().await;
    let visitor = at.visitor();
    at.answer("/chi-assume", &full()).await;
    for _ in 0..2 {
        let (citizen, draft) = (at.citizen.clone(), at.begin_another().await);
        let again = At { desk: at.desk.clone(), citizen, draft, level: at.level, lang: at.lang };
        again.answer("/chi-assume", &full()).await;
    }
    let overview = at.desk.page(&Area, &visitor, "").await;
    let list = at.desk.page(&Area, &visitor, "bozze").await;
    let first = at.desk.page(&DomesticWork, &visitor, "").await;
    for page in [overview, list, first] {
        let words = links(&page.body);
        let drafts: Vec<_> = words.iter().filter(|words| words.contains("bozza del")).collect();
        assert!(drafts.len() >= 3 && drafts.iter().any(|words| words.ends_with("(2 di 3)")), "{drafts:?}");
        for (n, one) in drafts.iter().enumerate() {
            assert!(!drafts[..n].contains(one), "{drafts:?}");
        }
    }
    let page = at.page("/elimina").await;
    let title = a11y::values::line(&page.title, Lang::It);
    assert!(title.starts_with("Vuoi eliminare la bozza del 23 novembre 2026, alle "), "{title}");
    let page = told(&page);
    assert!(page.contains("Parti completate: 0 di 5."), "{page}");
    at.fill(&full()).await;
    let page = told(&at.page("/elimina").await);
    assert!(page.contains("È la bozza su Rosa Esempio, lavoro dal") && page.contains("4 di 5"), "{page}");
}

/// The words of every link.
fn links(body: &[Block]) -> Vec<String> {
    let line = |link: &Link| a11y::values::line(&link.text, Lang::It);
    body.iter()
        .flat_map(|block| match block {
            Block::Links(all) => all.iter().map(line).collect(),
            Block::Section(section) => links(&section.body),
            Block::Table(table) => table.rows.iter().filter_map(|row| row.link.as_ref()).map(line).collect(),
            _ => Vec::new(),
        })
        .collect()
}

#[tokio::test]
async fn what_was_sent_says_how_its_case_stands_and_the_case_until_when_it_can_be_withdrawn() {
    let at = At::sent(&full()).await;
    assert!(!told(&at.page("/inviata").await).contains("Stato:"));
    let case = at.case_in_area().await;
    let confirmed = case.body.iter().position(|block| matches!(block, Block::Confirmation(_))).unwrap();
    assert!(told(&case).contains("puoi ritirare la registrazione fino al"), "{}", told(&case));
    let Some(Block::Links(can)) = case.body.get(confirmed + 1) else { panic!("{}", shown(&case)) };
    assert_eq!(can[0].to, Target::Inside(path(Lang::It, &format!("{NAME}/{}/ritiro", at.draft))));
    let number = at.case().await.protocollo;
    let now = at.desk.now();
    let moved = at.desk.portal.db.write(move |tx| {
        Box::pin(async move {
            let (state, note) = (CaseState::WaitingForDocuments, "Manca il contratto");
            let moved = crate::ledger::records::move_case(tx, number, state, note, "office", now).await;
            moved.map_err(Failure::from)
        })
    });
    assert!(moved.await.unwrap());
    let words = told(&at.page("/inviata").await);
    let note = words.find("Nota della sede: Manca il contratto").unwrap();
    assert!(words.find("Stato: ").unwrap() < note && note < words.find("puoi ritirare").unwrap(), "{words}");
}

#[test]
fn what_fits_together_only_by_chance_is_told_before_it_is_sent() {
    let facts = people().facts();
    let notices = |fields: &[(&str, &str)]| {
        let mut answers = full();
        answers.0.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let walk = crate::services::conversation::walk(Lang::It, &answers, &Default::default(), "", |talk| {
            script::script(talk, &facts)
        });
        serde_json::to_string(&declared(&walk, &facts)).unwrap()
    };
    let (expired, roomless) = ("scade prima che il lavoro cominci", "non riceve una stanza?");
    let none = notices(&[("convivente", "no")]);
    assert!(!none.contains(expired) && !none.contains(roomless), "{none}");
    let expiry = "lavoratore-documento-scadenza";
    let expiry = ["giorno", "mese", "anno"].map(|part| format!("{expiry}-{part}"));
    let day = [(&*expiry[0], "28"), (&*expiry[1], "11"), (&*expiry[2], "2026")];
    assert!(notices(&day).contains(expired));
    // Each leads to the answer that it is about, and back.
    let to = |step: &str, field: &str| format!("/{NAME}/{step}?da=riepilogo#{field}");
    assert!(notices(&day).contains(&to("lavoratore-documento", &expiry[0])), "{}", notices(&day));
    // One that has expired is no reason to refuse what is late already.
    let long_ago = notices(&[day[0], day[1], (&*expiry[2], "2020")]);
    assert!(long_ago.contains("Il documento di chi lavora è scaduto") && !long_ago.contains(expired));
    let lives_in = [("convivente", "si"), ("ore", "30"), ("vitto-alloggio", "vitto")];
    assert!(notices(&lives_in).contains(roomless));
    for field in ["convivente-2", "vitto-alloggio"] {
        assert!(notices(&lives_in).contains(&to("convivenza", field)), "{field}: {}", notices(&lives_in));
    }
    // In so long a week its value changes no contribution.
    let value = "il suo valore conta";
    assert!(!notices(&lives_in).contains(value) && notices(&[lives_in[0], lives_in[2]]).contains(value));
    let room = notices(&[("convivente", "no"), ("vitto-alloggio", "vitto\nalloggio")]);
    for told in ["non vive con il datore di lavoro?", &to("convivenza", "convivente\"")] {
        assert!(room.contains(told), "{told}: {room}");
    }
    assert!(!none.contains("non vive con il datore di lavoro?"));
    let roomy = [lives_in[0], lives_in[1], ("vitto-alloggio", "vitto\nalloggio")];
    assert!(!notices(&roomy).contains(roomless));
    let apart = "ha un’altra residenza?";
    assert!(notices(&roomy).contains(apart) && !none.contains(apart));
    let home =
        [("lavoratore-via", "v. Mille"), ("lavoratore-numero-civico", "12"), ("lavoratore-cap", "00185")];
    assert!(!notices(&[roomy.as_slice(), &home].concat()).contains(apart));
    // Who employs was born in 1958 and who works in 1980.
    let ages = "Controlla la parentela e le date di nascita";
    let kin = |relation| notices(&[("parentela", "parente"), ("quale-parente", relation)]).contains(ages);
    for (relation, is_told) in [
        ("bisnonno", true),
        ("nonno", true),
        ("genitore", true),
        ("pronipote", true),
        ("nipote-di-nonno", true),
        ("figlio", false),
        ("zio", false),
        ("fratello", false),
    ] {
        assert_eq!(kin(relation), is_told, "{relation}");
    }
    // A brother or a sister of somebody born in 1929, half a century older.
    let mut old = people().facts();
    old.citizen.born = jiff::civil::date(1929, 3, 27);
    let mut answers = full();
    answers.0.extend(people().answers(&[&[("parentela", "parente"), ("quale-parente", "fratello")]]).0);
    let walk = crate::services::conversation::walk(Lang::It, &answers, &Default::default(), "", |talk| {
        script::script(talk, &facts)
    });
    let sister = |facts| serde_json::to_string(&declared(&walk, facts)).unwrap();
    assert!(sister(&old).contains(ages) && !sister(&facts).contains(ages));
    assert!(sister(&old).contains("/quale-parente?da=riepilogo"), "{}", sister(&old));
    assert!(!none.contains(ages));
}

#[test]
fn codes_are_shown_in_one_form_however_they_were_typed() {
    let facts = people().facts();
    let code = full().trimmed("lavoratore-codice-fiscale").to_owned();
    let typed = format!("{} {}", code[..6].to_lowercase(), code[6..].to_lowercase());
    let rows = |base: Answers, name: &str, typed: &str| {
        let mut answers = base;
        answers.set(name, typed);
        let walk = crate::services::conversation::walk(Lang::It, &answers, &Default::default(), "", |talk| {
            script::script(talk, &facts)
        });
        let rows = walk.parts.into_iter().flat_map(|part| part.rows(Lang::It, NAME));
        rows.map(|row| a11y::values::line(&row.value, Lang::It)).collect::<Vec<_>>()
    };
    let plain = rows(full(), "lavoratore-codice-fiscale", &code);
    assert_eq!(rows(full(), "lavoratore-codice-fiscale", &typed), plain);
    let body = || people().answers(&[BODY, WORKER, JOB]);
    let plain = rows(body(), "ente-codice", "80078750587");
    assert_eq!(rows(body(), "ente-codice", "800 787 50587"), plain);
}

#[tokio::test]
async fn a_draft_of_before_an_upgrade_is_read_as_it_was_typed() {
    let at = At::begin().await;
    at.fill(&monthly("1200", "30")).await;
    // As the program before this one kept it: only as typed, and no word of the code that was accepted.
    rewrite(&at, |answers, _| {
        answers.set("paga-concordata", "1.200");
        answers.0.retain(|name, _| !name.contains('.'));
    })
    .await;
    assert!(shown(&at.page("/riepilogo").await).contains("120000"));
    let people = people();
    let same = [("lavoratore-codice-fiscale", people.worker())];
    assert_eq!(at.see("/lavoratore?da=riepilogo", &same).await, "/riepilogo?salvata=lavoratore#fatto");
    assert_eq!(at.send().await, "/inviata");
}

/// The draft as a program before this one kept it.
async fn rewrite(at: &At, change: impl FnOnce(&mut Answers, &mut serde_json::Value)) {
    let id = at.draft.parse().unwrap();
    let stored = records_of_drafts::find(&mut at.desk.reader().await, id).await.unwrap().unwrap();
    let mut draft = Draft::open(&at.desk.portal.keys, stored.clone()).unwrap();
    let mut seen = serde_json::to_value(&draft.seen).unwrap();
    change(&mut draft.answers, &mut seen);
    let kept = serde_json::json!({ "answers": draft.answers, "seen": seen });
    let answers = at.desk.portal.keys.seal(Purpose::Draft, kept.to_string().as_bytes()).unwrap();
    let stored = records_of_drafts::Stored { answers, ..stored };
    let kept = at.desk.portal.db.write(move |tx| {
        Box::pin(async move { records_of_drafts::keep(tx, stored).await.map_err(Failure::from) })
    });
    kept.await.unwrap();
}

#[tokio::test]
async fn a_pay_of_before_the_agreed_one_was_asked_is_told_and_asked_anew() {
    let at = At::begin().await;
    at.fill(&full()).await;
    rewrite(&at, |answers, seen| {
        // Which pay counts was asked, and how many meals was not.
        answers.0.retain(|name, _| !name.starts_with("paga-concordata") && !name.starts_with("pasti"));
        answers.set("paga", "9,75");
        seen.as_object_mut().unwrap().remove("pasti");
        seen["paga"] = "0123456789abcdef".into();
    })
    .await;
    assert!(matches!(at.get("/riepilogo").await, Answer::See(_)), "it is not to be sent yet");
    let meals = at.page("/pasti").await;
    assert!(meals.problems().is_empty());
    assert_eq!(at.see("/pasti", &[("pasti", "5")]).await, "/orario");
    let page = at.page("/paga").await;
    assert!(page.problems().is_empty(), "{}", shown(&page));
    let told = super::told(&page);
    for words in ["Questa pagina è cambiata", "9,75", "Ora la calcoliamo noi"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    // A page that stood open since then is sent: nothing of it is lost, and nothing is taken for the other sum.
    assert_eq!(at.see("/paga", &[("tipo-paga", "mensile"), ("paga", "1.300")]).await, "/paga");
    let page = at.page("/paga").await;
    assert!(
        page.problems().is_empty() && shown(&page).contains("\"chosen\":\"mensile\""),
        "{}",
        shown(&page)
    );
    let told = super::told(&page);
    assert!(told.contains("Questa pagina è cambiata") && told.contains("1.300"), "{told}");
    let agreed = [("tipo-paga", "oraria"), ("paga-concordata", "9,00")];
    at.see("/paga", &agreed).await;
    // Once more, after the agreed one was told: that stays.
    at.see("/paga", &[("tipo-paga", "oraria"), ("paga", "9,75")]).await;
    let page = at.page("/paga").await;
    assert!(page.problems().is_empty() && !said(&page.body).contains("hai scritto"), "{}", said(&page.body));
    // But of another step it is no field.
    let (visitor, hours) = (at.visitor(), at.path("/orario"));
    let other = at.desk.post(&DomesticWork, &visitor, &hours, &[("ore", "9"), ("paga", "9")]).await;
    assert!(matches!(other, Answer::BadForm));
    assert_eq!(at.send().await, "/inviata");
    let sent = shown(&at.page("/inviata").await);
    assert!(sent.contains("900") && !sent.contains("1.300"), "{sent}");
}

#[test]
fn a_state_is_called_and_said_as_the_language_of_the_page_calls_it() {
    let facts = people().facts();
    let mut answers = full();
    answers.set("lavoratore-cittadinanza", "Germany");
    let named = |lang, names: [(&str, Option<&str>); 3]| {
        names.map(|(name, said)| Text::name_in(lang, name, said).private())
    };
    let mut outcomes = Vec::new();
    for (lang, names) in [
        (Lang::It, named(Lang::It, [("Germania", None), ("Perù", None), ("Italia", None)])),
        (Lang::En, named(Lang::En, [("Germany", None), ("Peru", None), ("Italy", None)])),
        (
            Lang::Ar,
            named(
                Lang::Ar,
                [("ألمانيا", Some("أَلْمَانِيَا")), ("بيرو", Some("بِيرُو")), ("إيطاليا", Some("إِيطَالِيَا"))],
            ),
        ),
    ] {
        let walk = crate::services::conversation::walk(lang, &answers, &Default::default(), "", |talk| {
            script::script(talk, &facts)
        });
        let rows: Vec<_> = walk.parts.iter().flat_map(|part| part.rows(lang, "x")).collect();
        let sent = crate::services::conversation::parts_as_sent(lang, &walk.parts);
        let sent: Vec<_> = sent.iter().flat_map(|part| &part.answers.rows).map(|row| &row.value).collect();
        for name in names {
            assert!(rows.iter().any(|row| row.value == name), "{name:?}: {rows:?}");
            let is_kept = |value: &&Text| value.spans() == name.spans() && value.spoken() == name.spoken();
            assert!(sent.iter().any(is_kept), "{name:?}: {sent:?}");
        }
        outcomes.push(walk.outcome);
    }
    assert!(outcomes.windows(2).all(|two| two[0] == two[1]), "nothing else hangs on the language");
}

#[tokio::test]
async fn what_is_changed_after_it_was_sent_is_told_with_the_way_to_change_it() {
    let at = At::begin().await;
    at.fill(&full()).await;
    assert_eq!(at.send().await, "/inviata");
    let late = "/inviata?tardi=si#fatto";
    assert_eq!(at.see("/orario", &[("ore", "33")]).await, late);
    assert_eq!(at.see("/elimina", &[]).await, late);
    // Sent twice is sent once, and nothing to tell.
    assert_eq!(at.see("/riepilogo", &[("letto", "x")]).await, "/inviata");
    assert!(at.page("/inviata").await.done.is_none());
    let told = |page: &Page| page.done.as_ref().map(|done| said(&done.body)).unwrap_or_default();
    let page = told(&at.page("/inviata?tardi=si").await);
    for words in
        ["Il tuo invio era già arrivato il 23 novembre 2026", "ritira la registrazione e inviane una nuova"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Once the work has begun only an office changes it.
    at.desk.pass(10 * DAY);
    let page = told(&at.page("/inviata?tardi=si").await);
    assert!(page.contains("chiedi in una sede") && !page.contains("inviane una nuova"), "{page}");
    // So with its end.
    let end = |day| {
        [
            ("ultimo-giorno-giorno", day),
            ("ultimo-giorno-mese", "12"),
            ("ultimo-giorno-anno", "2026"),
            ("motivo", "accordo"),
        ]
    };
    at.see("/cessazione", &end("2")).await;
    assert_eq!(at.send_end().await, "/cessata");
    let late = "/cessata?tardi=si#fatto";
    assert_eq!(at.see("/cessazione", &end("1")).await, late);
    assert_eq!(at.see("/cessazione/elimina", &[]).await, late);
    let page = told(&at.page("/cessata?tardi=si").await);
    assert!(page.contains("Il tuo invio era già arrivato il 3 dicembre 2026"), "{page}");
}
