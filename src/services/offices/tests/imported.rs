//! The file of offices: each row read or left out with its reason, all replaced at once or nothing.

use super::*;

#[test]
fn every_row_of_the_trial_data_is_an_office() {
    let mut heard = 0;
    let (offices, report) = read(TRIAL.as_bytes(), &mut |bytes| heard = bytes).unwrap();
    assert_eq!((offices.len(), report.bad_rows), (480, 0));
    assert_eq!(heard, TRIAL.len() as u64);
    assert!(offices.iter().all(|office| office.synthetic && office.phones.len() == 2));
}

#[test]
fn the_competent_office_is_the_nearest_of_the_province() {
    let (offices, _) = read(TRIAL.as_bytes(), &mut |_| ()).unwrap();
    let table = rules::competence(&offices);
    assert_eq!(table.len(), 7894 + 107);
    let of = |place: &str| table.iter().find(|row| row.0 == place).unwrap().1.as_str();
    let office = |code: &str| offices.iter().find(|office| office.code == code).unwrap();
    assert_eq!(office(of("F839")).name, "Sede provinciale di Napoli (dati di prova)");
    assert_eq!(office(of("NA")).name, "Sede provinciale di Napoli (dati di prova)");
    // Castro (LE) and Castro (BG) are each their own province's.
    assert_eq!((office(of("M261")).provincia.sigla, office(of("C337")).provincia.sigla), ("LE", "BG"));
    for (place, code) in &table {
        let comune = Belfiore::parse(place).and_then(Comune::active);
        let sigla = comune.map_or(*place, |comune| comune.province.sigla);
        assert_eq!(office(code).provincia.sigla, sigla, "{place}");
        let from = comune.and_then(where_is);
        let here = metres(from, office(code).position);
        let nearer = |other: &&Sede| other.provincia.sigla == sigla && metres(from, other.position) < here;
        assert!(comune.is_none() || !offices.iter().any(|other| nearer(&other)), "{place}");
    }
}

#[test]
fn a_province_without_an_office_goes_to_the_nearest_of_all() {
    let (mut offices, _) = read(TRIAL.as_bytes(), &mut |_| ()).unwrap();
    offices.retain(|office| office.provincia.sigla != "AO");
    let aosta = Comune::active(Belfiore::parse("A326").unwrap()).unwrap();
    let competent = rules::competent(aosta.province, where_is(aosta), &offices).unwrap();
    assert!(["TO", "BI", "VB", "VC"].contains(&competent.provincia.sigla), "{}", competent.name);
    assert_eq!(rules::competent(aosta.province, None, &[]), None);
}

/// The header and the first row, with one cell changed.
fn with(column: &str, value: &str) -> Result<String, String> {
    let mut lines = TRIAL.lines();
    let header = lines.next().unwrap();
    let mut cells: Vec<&str> = lines.next().unwrap().split(',').collect();
    cells[header.split(',').position(|name| name == column).unwrap()] = value;
    let file = format!("{header}\n{}\n{}\n", cells.join(","), lines.next().unwrap());
    let (offices, report) = read(file.as_bytes(), &mut |_| ()).unwrap();
    match report.bad.as_slice() {
        [] => Ok(format!("{offices:?}")),
        [bad] => Err(format!("{}: {}", bad.line, bad.reason)),
        several => panic!("{several:?}"),
    }
}

#[test]
fn a_bad_row_is_left_out_with_its_line_and_the_reason() {
    for (column, value, reason) in [
        ("office_code", "", "2: office_code is empty"),
        ("office_code", "SIM/1", "2: office_code is not known: SIM/1"),
        ("office_code", "SIM0002", "3: SIM0002 stands in an earlier row"),
        (
            "name",
            "Sede provinciale di Alessandria (dati di prova)",
            "3: Sede provinciale di Alessandria (dati di prova) stands in an earlier row",
        ),
        ("type", "XX", "2: type is not known: XX"),
        ("province", "XX", "2: province is not known: XX"),
        ("province", "NA", "2: Agrigento (NA) is not a comune with the code A089"),
        ("belfiore", "F839", "2: Agrigento (AG) is not a comune with the code F839"),
        ("cap", "9210", "2: the CAP 9210 has not five digits"),
        ("lat", "", "2: , 13.57661 is not a position in degrees"),
        ("lat", "137.3", "2: 137.3, 13.57661 is not a position in degrees"),
        ("hours", "lun-ven", "2: character 1 of the hours: no times"),
        ("hours", "boh", "2: character 1 of the hours: \"boh\" is neither a day nor a time"),
        ("phone", "nessuno", "2: phone is not known: nessuno"),
        ("lis_service", "forse", "2: lis_service is not known: forse"),
        ("synthetic", "x", "2: synthetic is not known: x"),
        ("address", "a,c", "2: it has 18 cells, the header has 17"),
        ("address", "\"a", "2: a quotation mark is opened and not closed on this line"),
    ] {
        assert_eq!(with(column, value), Err(reason.to_owned()), "{column}");
    }
    for (column, value, fact) in [
        ("hours", "", "hours: None"),
        ("phone", "", "phones: []"),
        ("step_free_access", "", "step_free: None"),
        ("lis_service", "su appuntamento", "lis: Some(true)"),
    ] {
        assert!(with(column, value).unwrap().contains(fact), "{column}");
    }
    let latin = b"office_code,name,type,province,comune,belfiore,cap,address,hours\nA1,Forl\xec,DP,FC,F,D704,47121,Via,\n";
    let refused = read(&latin[..], &mut |_| ());
    assert!(matches!(refused, Err(ImportError::NoOffice { rows: 1, .. })), "{refused:?}");
    assert!(matches!(read(&b"a,b\n1,2\n"[..], &mut |_| ()), Err(ImportError::Column("office_code"))));
}

#[tokio::test]
async fn what_else_an_office_has_is_imported_and_told_where_it_is_known() {
    let counter = Counter::without_offices().await;
    let file = "office_code,name,type,province,comune,belfiore,cap,address,hours,hearing_loop,lift,reserved_parking,pec\n\
                A1,Sede di prova,DP,NA,Napoli,F839,80121,Via di Prova 1,,si,no,,sede@pec.example.it\n\
                A2,Agenzia di prova,AG,NA,Napoli,F839,80121,Via di Prova 2,,,,,\n";
    import(&counter.portal.db, file.as_bytes(), 0, &mut |_| ()).await.unwrap();
    for (lang, loops, lift, parking, mail) in [
        (
            Lang::It,
            "Anello a induzione",
            "Ascensore",
            "Parcheggio riservato",
            "Posta elettronica certificata (PEC)",
        ),
        (Lang::En, "Hearing loop", "Lift", "Parking", "Certified mail (PEC)"),
    ] {
        let told = async |code: &str| {
            let page = shown(counter.answer(lang, &[code], &[]).await);
            a11y::plain::page(&page, &a11y::page::Frame::default(), None)
        };
        let known = told("A1").await;
        for word in [loops, lift, mail] {
            assert!(known.contains(word), "{word}: {known}");
        }
        assert!(!known.contains(parking), "what is not known is not told as missing: {known}");
        assert!(!told("A2").await.contains(lift));
    }
    let wrong = file.replace("sede@pec.example.it", "sede");
    let (offices, report) = read(wrong.as_bytes(), &mut |_| ()).unwrap();
    assert_eq!((offices.len(), report.bad[0].reason.to_string()), (1, "pec is not known: sede".to_owned()));
}

#[tokio::test]
async fn of_two_comuni_of_one_name_the_cap_beside_it_tells_which() {
    let counter = Counter::open().await;
    for (typed, place) in
        [("Castro 73030", "castro%20%28LE%29"), ("Via Roma 3, 24063 Castro", "castro%20%28BG%29")]
    {
        match counter.answer(Lang::It, &[], &[(pages::WHERE, typed)]).await {
            Answer::See(to) => assert!(to.starts_with(&format!("sedi?dove={place}")), "{typed}: {to}"),
            other => panic!("{typed}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn an_import_replaces_all_offices_or_changes_nothing() {
    let counter = Counter::open().await;
    let db = &counter.portal.db;
    let refused = import(db, "office_code\n".as_bytes(), 0, &mut |_| ()).await;
    assert!(matches!(refused, Err(ImportError::Column("name"))));
    assert_eq!(records::all(&mut db.reader().await.unwrap()).await.unwrap().len(), 480);
    let two: String = TRIAL.lines().take(3).map(|line| format!("{line}\n")).collect();
    let report = import(db, two.replace(",1\n", ",0\n").as_bytes(), 478, &mut |_| ()).await.unwrap();
    assert_eq!((report.offices, report.places), (2, 8001));
    let offices = records::all(&mut db.reader().await.unwrap()).await.unwrap();
    assert_eq!(offices.len(), 2);
    assert!(!counter.search("Agrigento").await.test_data);
    // Naples has no office now: the nearest of all is told with its distance, and is not called the citizen's own.
    for (typed, heard) in [
        ("Napoli", "In provincia di Napoli non c’è una nostra sede."),
        (
            "provincia di Napoli",
            "La più vicina a Napoli è Sede provinciale di Agrigento (dati di prova), a 398 chilometri in linea d’aria.",
        ),
    ] {
        let naples = counter.search(typed).await;
        assert_eq!(headings(&naples).len(), 3);
        says(&naples, heard);
        let words = crate::services::testing::shown(&naples);
        for untrue in ["È la tua sede", "La tua sede è", "La sede della provincia è", "C’è una sede"] {
            assert!(!words.contains(untrue), "{typed}: {untrue}");
        }
    }
}

#[test]
fn what_is_stored_is_what_was_read() {
    let rich = "office_code,name,type,province,comune,belfiore,cap,address,lat,lon,hours,phone,closures,services\n\
        A1,Sede di Forlì,DP,FC,Forlì,D704,47121,Via Roma 1,44.2225,12.0407,lun 8-12; mar su appuntamento,\
        0543 12345,2026-08-14/2026-08-17 ferie; 2026-12-24,Pensioni; Maternità\n";
    let (offices, report) = read(rich.as_bytes(), &mut |_| ()).unwrap();
    assert_eq!(report.bad_rows, 0, "{:?}", report.bad);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&database(&folder).await).await.unwrap();
        import(&db, rich.as_bytes(), 0, &mut |_| ()).await.unwrap();
        let stored = records::all(&mut db.reader().await.unwrap()).await.unwrap();
        assert_eq!(stored, offices);
    });
}
