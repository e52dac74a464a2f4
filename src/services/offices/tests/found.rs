//! What people type, and the offices or the question it leads to.

use super::*;

#[tokio::test]
async fn a_comune_gives_its_competent_office_first_and_then_the_near_ones() {
    let counter = Counter::open().await;
    let page = counter.search("napoli").await;
    assert!(page.test_data && !page.private);
    says(
        &page,
        "La tua sede è Sede provinciale di Napoli (dati di prova), se abiti nel comune di Napoli, provincia di Napoli.",
    );
    let headings = headings(&page);
    assert!(headings[0].starts_with("Sedi per Napoli (NA), pagina 1 di "), "{}", headings[0]);
    assert_eq!(headings[1], "Sede provinciale di Napoli (dati di prova)");
    assert_eq!(headings[11], "Cerca un’altra sede");
    says(&page, "È la tua sede.");
    // Offices with the same telephones say them once.
    let calls = crate::services::testing::shown(&page).matches("Chiama da").count();
    assert!(calls <= 2, "{calls}");
    let distances: Vec<i64> = texts(&page)
        .iter()
        .flat_map(|(_, text)| text.spans())
        .filter_map(|span| if let Span::Decimal(km) = span { Some(km.0) } else { None })
        .collect();
    assert!(distances.len() >= 8 && distances.is_sorted(), "{distances:?}");
    assert_eq!(
        to(&page, "Tutto su Sede provinciale di Napoli (dati di prova)"),
        "/it/sedi/SIM0060?dove=napoli"
    );
}

#[tokio::test]
async fn an_office_leads_back_to_the_results_it_was_found_in() {
    let counter = Counter::open().await;
    let back = async |fields: &[(&str, &str)]| {
        let Answer::Show(shown) = counter.answer(Lang::It, &["SIM0060"], fields).await else { panic!() };
        shown.back.unwrap().to
    };
    let second = [(pages::WHERE, "Forlì & co"), (pages::PAGE, "2")];
    let to = back(&second).await;
    assert_eq!(to, Target::Inside("/it/sedi?dove=Forl%C3%AC%20%26%20co&pagina=2".to_owned()));
    for odd in ["//altro.example", "https://altro.example/", "\n", "javascript:x"] {
        let Target::Inside(to) = back(&[(pages::WHERE, odd)]).await else { panic!("{odd}") };
        assert!(to == "/it/sedi" || to.starts_with("/it/sedi?dove=") && !to.contains("//"), "{to}");
    }
    assert_eq!(back(&[]).await, Target::Inside("/it/sedi".to_owned()));
    let near = counter.turn("Napoli", "2").await;
    let links = crate::services::testing::shown(&near);
    assert!(links.contains("?dove=Napoli&pagina=2"), "{links}");
}

#[tokio::test]
async fn a_province_that_is_not_the_comunes_is_told() {
    let counter = Counter::open().await;
    let told = "Napoli non è in provincia di Milano: questa pagina è su Napoli, provincia di Napoli.";
    says(&counter.search("Napoli (MI)").await, told);
    match counter.answer(Lang::It, &[], &[(pages::WHERE, "Napoli MI")]).await {
        Answer::See(to) => assert_eq!(to, "sedi?dove=napoli%20%28MI%29"),
        other => panic!("{other:?}"),
    }
    let right = counter.search("Napoli (NA)").await;
    assert!(!texts(&right).iter().any(|(_, text)| line(text, Lang::It).contains("non è in")));
}

#[tokio::test]
async fn a_postal_code_of_nobody_and_a_comune_that_left_italy_lead_nowhere_and_say_so() {
    let counter = Counter::open().await;
    let page = counter.search("99999").await;
    let problem = page.problems()[0].1.clone();
    assert!(line(&problem, Lang::It).contains("né uno che comincia con 99: controlla le cifre"));
    let page = crate::services::testing::shown(&counter.search("Fiume").await);
    assert!(page.contains("Fiume Veneto") && !page.contains("provincia di Fiume"), "{page}");
}

#[tokio::test]
async fn a_postal_code_of_a_large_town_leads_to_the_town_and_says_how() {
    let counter = Counter::open().await;
    let page = counter.search("00185").await;
    says(&page, "Il CAP 00185 comincia per 001, come quelli di Roma.");
    says(
        &page,
        "La tua sede è Sede provinciale di Roma (dati di prova), se abiti nel comune di Roma, provincia di Roma.",
    );
    // 33100 is Udine’s and 33170 Pordenone’s: three digits of two towns tell nothing.
    says(&counter.search("33150").await, "Le sedi sono 2, in ordine di comune.");
    // A third digit 0 is of the province around the chief town.
    let rest = "Non sappiamo di quale comune è il CAP 00029. Ecco le sedi con un CAP che comincia per 000.";
    says(&counter.search("00029").await, rest);
}

#[tokio::test]
async fn many_offices_come_ten_a_page_and_each_once() {
    let counter = Counter::open().await;
    let first = counter.search("Napoli").await;
    let pages: usize = headings(&first)[0].rsplit(' ').next().unwrap().parse().unwrap();
    assert!(pages >= 4, "{pages}");
    assert_eq!(to(&first, &format!("Pagina seguente: 2 di {pages}")), "/it/sedi?dove=Napoli&pagina=2");
    let mut seen = std::collections::BTreeSet::new();
    for number in 1..=pages {
        let page = counter.turn("Napoli", &number.to_string()).await;
        let details = links(&page).into_iter().filter_map(|link| match link.to {
            Target::Inside(path) if path.contains("/sedi/") => Some(path),
            _ => None,
        });
        for path in details {
            assert!(seen.insert(path.clone()), "{path} twice");
        }
    }
    assert!(seen.len() >= 38 && seen.len().div_ceil(10) == pages, "{}", seen.len());
    for wrong in ["0", "-1", "due", ""] {
        assert_eq!(counter.turn("Napoli", wrong).await.title, first.title, "{wrong}");
    }
    let last = counter.turn("Napoli", "99999").await;
    assert!(line(&last.title, Lang::It).ends_with(&format!("pagina {pages} di {pages}")));
    let accents = counter.turn("Forlì", "1").await;
    assert!(line(&accents.title, Lang::It).starts_with("Sedi per Forlì (FC)"));
}

#[tokio::test]
async fn places_are_found_as_people_write_them() {
    let counter = Counter::open().await;
    for (typed, title) in [
        ("forli", "Sedi per Forlì (FC)"),
        ("FORLI'", "Sedi per Forlì (FC)"),
        ("Reggio Calabria", "Sedi per Reggio di Calabria (RC)"),
        ("S. Giovanni Rotondo", "Sedi per San Giovanni Rotondo"),
        ("Bozen", "Sedi per Bolzano (BZ)"),
        ("Porretta Terme", "Sedi per Alto Reno Terme (BO)"),
        ("provincia dell’Aquila", "Sedi in provincia dell'Aquila"),
        ("NA", "Sedi in provincia di Napoli"),
        ("Valle d’Aosta", "Sedi in Valle d'Aosta"),
        ("prova napoli", "Sedi con le tue parole"),
        ("Castro", "Quale Castro?"),
        ("re", "Quale comune?"),
        ("san", "Quale comune?"),
        ("Millano", "Quale comune?"),
        ("Atlantide", "Nessuna sede trovata"),
        ("😀\u{202E}\0 zzz", "Nessuna sede trovata"),
    ] {
        let page = counter.search(typed).await;
        let found = line(&page.title, Lang::It);
        assert!(found.starts_with(title), "{typed}: {found}");
    }
    says(
        &counter.search("Porretta Terme").await,
        "Porretta Terme oggi fa parte di Alto Reno Terme, provincia di Bologna.",
    );
    let long = counter.search(&"à".repeat(10_000)).await;
    let problem = line(&long.problems()[0].1.clone(), Lang::It);
    assert_eq!(problem, "Accorcia quello che cerchi: al massimo 100 caratteri");
}

#[tokio::test]
async fn two_comuni_of_one_name_are_asked_about_and_each_leads_on() {
    let counter = Counter::open().await;
    let page = counter.search("castro").await;
    assert_eq!(to(&page, "Castro, provincia di Bergamo"), "/it/sedi?dove=Castro%20%28BG%29");
    assert_eq!(to(&page, "Castro, provincia di Lecce"), "/it/sedi?dove=Castro%20%28LE%29");
    let found = counter.search("Castro (LE)").await;
    assert!(line(&found.title, Lang::It).starts_with("Sedi per Castro (LE)"));
    let both = counter.search("re").await;
    assert_eq!(
        to(&both, "Tutta la provincia di Reggio nell'Emilia"),
        "/it/sedi?dove=provincia%20di%20Reggio%20nell%27Emilia"
    );
    let province = counter.search("provincia di Reggio nell'Emilia").await;
    assert!(line(&province.title, Lang::It).starts_with("Sedi in provincia di Reggio nell'Emilia"));
    let many = counter.search("san").await;
    assert!(told(&many).iter().any(|text| text.contains("scrivi il nome intero")));
}

#[tokio::test]
async fn a_postal_code_is_matched_by_its_comune_or_says_by_what() {
    let counter = Counter::open().await;
    let known = counter.search("92100").await;
    says(&known, "Il CAP 92100 è di Agrigento, provincia di Agrigento.");
    assert!(headings(&known)[0].starts_with("Sedi per Agrigento (AG)"));
    let several = counter.search("95030").await;
    says(&several, "Il CAP 95030 è di più comuni. Scegli il tuo.");
    assert_eq!(links(&several).len(), 3);
    let digits = counter.search("92099").await;
    says(
        &digits,
        "Non sappiamo di quale comune è il CAP 92099. Ecco le sedi con un CAP che comincia per 920.",
    );
    let arabic = counter.search("٩٢١٠٠").await;
    assert!(headings(&arabic)[0].starts_with("Sedi per Agrigento (AG)"));
    says(&counter.search("9210").await, "Il CAP ha cinque cifre, tu ne hai scritte 4: controlla il CAP");
    says(&counter.search(" ").await, "Scrivi un comune, un CAP o una provincia");
    assert_eq!(line(&counter.search("99999").await.title, Lang::It), "Trova la tua sede");
}
