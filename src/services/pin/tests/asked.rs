//! Asking for a PIN: what the form fills in, asks about and tells at once.

use super::*;

/// Where a link leads inside the portal.
fn leads(link: &Link) -> String {
    match &link.to {
        Target::Inside(to) => to.clone(),
        other => panic!("{other:?}"),
    }
}

/// Where the links of a page's body lead.
fn ways(page: &Page) -> Vec<String> {
    let links = page.body.iter().filter_map(|block| match block {
        Block::Links(links) => Some(links),
        _ => None,
    });
    links.flatten().map(leads).collect()
}

#[tokio::test]
async fn what_the_fiscal_code_tells_is_filled_in() {
    let (desk, anna, visitor) = with_anna().await;
    let to = see(&desk, &visitor, "pin/richiesta", &[]).await;
    let to = see(&desk, &visitor, &to, &[("codice-fiscale", anna.code.as_str())]).await;
    let who = shown(&page(&desk, &visitor, &to).await);
    for part in [r#""day":"27""#, r#""month":"3""#, r#""year":"1958""#, r#""chosen":"F""#] {
        assert!(who.contains(part), "{part} in {who}");
    }
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let birth = shown(&page(&desk, &visitor, &format!("{base}/luogo-di-nascita")).await);
    assert!(birth.contains("Castro") && birth.contains("BG"));
    let review = shown(&page(&desk, &visitor, &format!("{base}/riepilogo")).await);
    assert!(review.contains("Via Inventata") && review.contains("residenza?da=riepilogo"));
}

#[tokio::test]
async fn who_was_born_abroad_says_the_state_and_has_a_letter() {
    use crate::citizen::codice_fiscale::{CodiceFiscale, Person, Sex};
    let (desk, _, visitor) = with_anna().await;
    let born = person("Prova", "Rosa");
    let peru = crate::places::Belfiore::parse("Z611").unwrap();
    let (surname, name, sex) = (&born.surname, &born.name, Sex::Female);
    let code = CodiceFiscale::encode(&Person { surname, name, sex, born: born.born, birthplace: peru });
    let rosa = Citizen { code, birthplace: "Z611".to_owned(), ..born.clone() };
    desk.add(&rosa).await;
    let base = fill(&desk, &visitor, &rosa, "letter").await;
    let place = shown(&page(&desk, &visitor, &format!("{base}/luogo-di-nascita")).await);
    assert!(place.contains("Perù") && place.contains("EE"), "{place}");
    let review = shown(&page(&desk, &visitor, &format!("{base}/riepilogo")).await);
    assert!(review.contains("Perù"), "{review}");
    see(&desk, &visitor, &format!("{base}/riepilogo"), &[]).await;
    assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap().letters, 1);
}

#[tokio::test]
async fn contradictions_inside_the_form_are_told_at_once() {
    let (desk, anna, visitor) = with_anna().await;
    let to = see(&desk, &visitor, "pin/richiesta", &[]).await;
    let base = to.strip_suffix("/codice-fiscale").unwrap().to_owned();
    see(&desk, &visitor, &to, &[("codice-fiscale", anna.code.as_str())]).await;
    let wrong = [
        ("cognome", "Verdi"),
        ("nome", "Bruno"),
        ("sesso", "M"),
        ("nascita-giorno", "28"),
        ("nascita-mese", "3"),
        ("nascita-anno", "1958"),
    ];
    let step = format!("{base}/chi-sei");
    let right = [("cognome", "Prova"), ("nome", "Anna"), ("sesso", "F"), ("nascita-giorno", "27")];
    for (name, what) in [
        ("cognome", "Il cognome"),
        ("nome", "Il nome"),
        ("sesso", "Il sesso"),
        ("nascita", "La data di nascita"),
    ] {
        let answers = wrong.map(|(field, value)| match right.iter().find(|(known, _)| *known == field) {
            Some(right) if !field.starts_with(name) => *right,
            _ => (field, value),
        });
        assert_eq!(see(&desk, &visitor, &step, &answers).await, format!("{step}#errori"));
        let text = problem(&desk, &visitor, &step, name).await.unwrap();
        let said = format!("{what} deve corrispondere al codice fiscale: controlla tutti e due");
        assert_eq!(text, Text::plain(said));
        let told = page(&desk, &visitor, &step).await;
        assert_eq!((told.problems().len(), ways(&told)), (1, vec![format!("/it/{base}/codice-fiscale")]));
    }
    // Where several do, one fault is the likely one: the code is another person's.
    assert_eq!(see(&desk, &visitor, &step, &wrong).await, format!("{step}#errori"));
    let told = page(&desk, &visitor, &step).await;
    let [(field, said)] = &told.problems()[..] else { panic!("{:?}", told.problems()) };
    let all = "cognome, nome, sesso, data di nascita";
    let said = a11y::values::line(said, Lang::It);
    assert_eq!(
        said,
        format!("Non corrispondono al codice fiscale: {all}. Controlla prima il codice fiscale")
    );
    assert_eq!((field.as_str(), ways(&told)), ("cognome", vec![format!("/it/{base}/codice-fiscale")]));
    // All that it names are wrong, and described by it.
    let (own, shared): (Vec<_>, Vec<_>) = told
        .questions()
        .into_iter()
        .filter(|asked| asked.told_at().is_some())
        .partition(|asked| asked.problem.is_some());
    assert_eq!(own.len(), 1);
    let names: Vec<&str> = shared.iter().map(|asked| asked.name.as_str()).collect();
    assert_eq!(names, ["nome", "sesso", "nascita"]);
    assert!(shared.iter().all(|asked| asked.told_at() == Some("cognome")));
    let birth = format!("{base}/luogo-di-nascita");
    assert_eq!(see(&desk, &visitor, &birth, &[]).await, step, "not before the step is mended");
    assert!(desk.rows().await.contains(&("pin_requests", 0)));
}

#[tokio::test]
async fn what_a_wrong_code_filled_in_is_no_fault_once_the_code_is_mended() {
    let (desk, anna, visitor) = with_anna().await;
    let to = see(&desk, &visitor, "pin/richiesta", &[]).await;
    let base = to.strip_suffix("/codice-fiscale").unwrap().to_owned();
    let (code, who) = (to, format!("{base}/chi-sei"));
    // The code of Enrico, a man: his sex and day stand there, and only the names are typed.
    assert_eq!(see(&desk, &visitor, &code, &[("codice-fiscale", "RNLNRC84S04I782A")]).await, who);
    let typed = [
        ("cognome", "Prova"),
        ("nome", "Anna"),
        ("sesso", "M"),
        ("nascita-giorno", "4"),
        ("nascita-mese", "11"),
        ("nascita-anno", "1984"),
    ];
    assert_eq!(see(&desk, &visitor, &who, &typed).await, format!("{who}#errori"));
    assert_eq!(page(&desk, &visitor, &who).await.problems().len(), 1);
    // One that is no code is the only fault, and leaves what was typed.
    let broken = [("codice-fiscale", "RNLNRC84S04I782X")];
    assert_eq!(see(&desk, &visitor, &code, &broken).await, format!("{code}#errori"));
    assert_eq!(page(&desk, &visitor, &code).await.problems().len(), 1);
    assert_eq!(see(&desk, &visitor, &code, &[("codice-fiscale", anna.code.as_str())]).await, who);
    let mended = page(&desk, &visitor, &who).await;
    assert_eq!(mended.problems(), []);
    let said = shown(&mended);
    for part in ["Prova", "Anna", r#""day":"27""#, r#""month":"3""#, r#""year":"1958""#, r#""chosen":"F""#] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[tokio::test]
async fn a_year_in_which_nobody_alive_was_born_is_told_at_its_box() {
    let (desk, _, visitor) = with_anna().await;
    let to = see(&desk, &visitor, "pin/richiesta", &[]).await;
    let base = to.strip_suffix("/codice-fiscale").unwrap().to_owned();
    see(&desk, &visitor, &to, &[("codice-fiscale", "RNLNRC84S04I782A")]).await;
    let step = format!("{base}/chi-sei");
    // The code is of 4 November of any year that ends with 84.
    for (year, fits) in [("1784", false), ("1884", false), ("1984", true)] {
        let enrico = [
            ("cognome", "Rinaldi"),
            ("nome", "Enrico"),
            ("sesso", "M"),
            ("nascita-giorno", "4"),
            ("nascita-mese", "11"),
            ("nascita-anno", year),
        ];
        let to = see(&desk, &visitor, &step, &enrico).await;
        assert_eq!(to != format!("{step}#errori"), fits, "{year}: {to}");
        let page = page(&desk, &visitor, &step).await;
        let told = page.problems();
        let old = Text::plain("Nessuno ha tanti anni: controlla l’anno di nascita");
        let expected = (!fits).then(|| ("nascita-anno".to_owned(), &old));
        assert_eq!(told, Vec::from_iter(expected), "{year}");
    }
}

#[tokio::test]
async fn who_lives_abroad_is_told_before_the_first_question_and_at_the_comune_whom_to_turn_to() {
    let (desk, anna, visitor) = with_anna().await;
    for lang in Lang::ALL {
        let reader = Visitor { lang, ..visitor.clone() };
        let told = shown(&page(&desk, &reader, "pin/richiesta").await);
        assert!(told.contains("+3906164164") && told.contains("contatti@sportello.example"), "{told}");
    }
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let step = format!("{base}/residenza");
    for (comune, province) in [("Parigi", "EE"), ("Francia", ""), ("Xyz", "")] {
        let home = [
            ("via", "Rue Inventée"),
            ("numero-civico", "3"),
            ("comune", comune),
            ("provincia", province),
            ("cap", "69001"),
        ];
        assert_eq!(see(&desk, &visitor, &step, &home).await, format!("{step}#errori"), "{comune}");
        let told = problem(&desk, &visitor, &step, "comune").await;
        let said = words::home_abroad(Lang::It, "+3906164164", "contatti@sportello.example");
        assert_eq!(told, Some(said), "{comune}");
    }
}

#[tokio::test]
async fn a_request_left_half_way_is_gone_on_with_in_its_session_alone_until_it_is_sent() {
    let (desk, anna, visitor) = with_anna().await;
    let offered = async |visitor: &Visitor| ways(&page(&desk, visitor, "pin/richiesta").await);
    let to = see(&desk, &visitor, "pin/richiesta", &[]).await;
    assert!(offered(&visitor).await.is_empty(), "nothing has been answered");
    let base = to.strip_suffix("/codice-fiscale").unwrap().to_owned();
    let step = see(&desk, &visitor, &to, &[("codice-fiscale", anna.code.as_str())]).await;
    assert_eq!(step, format!("{base}/chi-sei"));
    assert_eq!(offered(&visitor).await, [format!("/it/{step}")]);
    let begun = page(&desk, &visitor, "pin/richiesta").await;
    assert!(begun.private && shown(&begun).contains("Inizia una nuova richiesta"));
    let other = Visitor { session: [9; 32], ..visitor.clone() };
    assert!(offered(&other).await.is_empty());
    // Another one without answers takes nothing away; with answers it is the one to go on with, until it is sent.
    see(&desk, &visitor, "pin/richiesta", &[]).await;
    assert_eq!(offered(&visitor).await, [format!("/it/{step}")]);
    let base = fill(&desk, &visitor, &anna, "letter").await;
    assert_eq!(offered(&visitor).await, [format!("/it/{base}/riepilogo")]);
    see(&desk, &visitor, &format!("{base}/riepilogo"), &[]).await;
    assert!(offered(&visitor).await.is_empty());
}

#[tokio::test]
async fn of_a_citizen_too_a_request_is_gone_on_with_in_its_session_alone() {
    let (desk, anna, visitor) = with_anna().await;
    let signed = visitor.signed_in(anna.id);
    let to = see(&desk, &signed, "pin/richiesta", &[]).await;
    let step = see(&desk, &signed, &to, &[("codice-fiscale", anna.code.as_str())]).await;
    assert_eq!(ways(&page(&desk, &signed, "pin/richiesta").await), [format!("/it/{step}")]);
    let elsewhere = Visitor { session: [9; 32], ..signed };
    assert!(ways(&page(&desk, &elsewhere, "pin/richiesta").await).is_empty());
}

#[tokio::test]
async fn who_is_signed_in_is_told_of_the_pin_in_use_and_does_not_type_the_fiscal_code() {
    let (desk, anna, stranger) = with_anna().await;
    let signed = stranger.clone().signed_in(anna.id);
    let in_use = a11y::values::line(&words::in_use(Lang::It), Lang::It);
    let start = async |visitor: &Visitor| shown(&page(&desk, visitor, "pin/richiesta").await);
    assert!(!start(&signed).await.contains(&in_use), "signed in without a PIN, by card");
    desk.give_pin(anna.id, CHOSEN).await;
    let told = start(&signed).await;
    assert!(told.contains(&in_use) && told.contains("/it/pin/modifica"), "{told}");
    assert!(!start(&stranger).await.contains(&in_use));
    for (visitor, known) in [(&signed, true), (&stranger, false)] {
        let to = see(&desk, visitor, "pin/richiesta", &[]).await;
        let asked = shown(&page(&desk, visitor, &to).await);
        assert_eq!(asked.contains(anna.code.as_str()), known);
    }
}

#[tokio::test]
async fn what_contradicts_the_fiscal_code_leads_to_the_code_too() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let birth = format!("{base}/luogo-di-nascita");
    assert_eq!(ways(&page(&desk, &visitor, &birth).await), [""; 0], "nothing contradicts it");
    let unknown = [("luogo-nascita", "Xyz"), ("provincia-nascita", "")];
    see(&desk, &visitor, &birth, &unknown).await;
    assert_eq!(ways(&page(&desk, &visitor, &birth).await), [""; 0], "what is wrong is here");
    let other = [("luogo-nascita", "Napoli"), ("provincia-nascita", "NA")];
    assert_eq!(see(&desk, &visitor, &birth, &other).await, format!("{birth}#errori"));
    let code = format!("{base}/codice-fiscale");
    assert_eq!(ways(&page(&desk, &visitor, &birth).await), [format!("/it/{code}")]);
    // From the code one comes to what is still to be mended.
    let to = see(&desk, &visitor, &code, &[("codice-fiscale", anna.code.as_str())]).await;
    assert_eq!(to, birth);
}

#[tokio::test]
async fn the_review_leads_back_and_so_does_each_change() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    for (from, to) in [
        ("riepilogo", "consegna"),
        ("consegna", "contatti"),
        ("residenza?da=riepilogo", "riepilogo"),
        ("codice-fiscale", ""),
    ] {
        let from = format!("{base}/{from}");
        let Answer::Show(shown) = desk.get(&Pin, &visitor, from.strip_prefix("pin/").unwrap()).await else {
            panic!("{from}")
        };
        let to = if to.is_empty() { "/it/pin/richiesta".to_owned() } else { format!("/it/{base}/{to}") };
        assert_eq!(shown.back.as_ref().map(leads), Some(to), "{from}");
    }
}

#[tokio::test]
async fn what_begins_at_the_overview_leads_back_to_it() {
    let (desk, _, visitor) = with_anna().await;
    for from in ["richiesta", "attivazione", "nuovo-invio"] {
        let Answer::Show(shown) = desk.get(&Pin, &visitor, from).await else { panic!("{from}") };
        assert_eq!(shown.back.as_ref().map(leads).as_deref(), Some("/it/pin"), "{from}");
    }
}

#[tokio::test]
async fn one_telephone_is_enough_and_none_is_not() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let step = format!("{base}/contatti");
    // Of three telephones a browser must not write one into every box.
    use a11y::page::Purpose;
    let purposes: Vec<_> =
        page(&desk, &visitor, &step).await.questions().iter().map(|asked| asked.purpose).collect();
    let tel = [Purpose::HomeTel, Purpose::WorkTel, Purpose::MobileTel, Purpose::Email];
    assert_eq!(purposes, tel.map(Some));
    let none = [("telefono-casa", ""), ("telefono-ufficio", ""), ("cellulare", ""), ("mail", "anna@")];
    assert_eq!(see(&desk, &visitor, &step, &none).await, format!("{step}#errori"));
    let text = problem(&desk, &visitor, &step, "telefono-casa").await;
    assert_eq!(text, Some(words::phone_none(Lang::It)));
    let text = problem(&desk, &visitor, &step, "mail").await;
    assert_eq!(text, Some(words::mail_wrong(Lang::It, "nome@esempio.it")));
    let mixed = [
        ("telefono-casa", "+39 333 1234567"),
        ("telefono-ufficio", "333 1234567"),
        ("cellulare", "06 555 123"),
        ("mail", ""),
    ];
    assert_eq!(see(&desk, &visitor, &step, &mixed).await, format!("{step}#errori"));
    for (name, told) in [
        ("telefono-casa", Some(words::phone_home_mobile(Lang::It))),
        ("telefono-ufficio", None),
        ("cellulare", Some(words::phone_mobile_fixed(Lang::It))),
    ] {
        assert_eq!(problem(&desk, &visitor, &step, name).await, told, "{name}");
    }
    let abroad = [
        ("telefono-casa", "+33 6 12 34 56 78"),
        ("telefono-ufficio", ""),
        ("cellulare", "0033 1 23 45 67 89"),
        ("mail", ""),
    ];
    assert_eq!(see(&desk, &visitor, &step, &abroad).await, format!("{base}/riepilogo"));
    let office = [("telefono-casa", ""), ("telefono-ufficio", "06 555"), ("cellulare", ""), ("mail", "")];
    assert_eq!(see(&desk, &visitor, &step, &office).await, format!("{base}/riepilogo"));
}

#[tokio::test]
async fn of_several_comuni_the_one_meant_is_asked_about_unless_province_or_cap_tell() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let at = |comune: &'static str, cap: &'static str| {
        [("via", "Via"), ("numero-civico", "1"), ("comune", comune), ("provincia", ""), ("cap", cap)]
    };
    let step = format!("{base}/residenza");
    assert_eq!(see(&desk, &visitor, &step, &at("peschi", "71010")).await, format!("{base}/quale-comune"));
    let which = page(&desk, &visitor, &format!("{base}/quale-comune")).await;
    let name = which.questions()[0].name.clone();
    assert!(shown(&which).contains("Peschiera Borromeo (MI)"));
    assert!(shown(&which).contains("Quale ") && shown(&which).contains("\"peschi\""));
    let place = |page: &Page| page.step.as_ref().map(|step| (step.now, step.of));
    assert_eq!(place(&which), Some((4, 7)), "it belongs to the step before it");
    // Of those only one has this postal code: told where the code stands, with both ways out.
    let other = see(&desk, &visitor, &format!("{base}/quale-comune"), &[(&name, "G488")]).await;
    assert_eq!(other, step);
    let text = problem(&desk, &visitor, &step, "cap").await;
    let of_another =
        crate::services::particulars::cap_of_another(Lang::It, "71010", "Peschiera Borromeo (MI)");
    assert_eq!(text, Some(of_another));
    let with_province =
        [("via", "Via"), ("numero-civico", "1"), ("comune", "castro"), ("provincia", "LE"), ("cap", "73030")];
    assert_eq!(see(&desk, &visitor, &step, &with_province).await, format!("{base}/riepilogo"));
    let review = page(&desk, &visitor, &format!("{base}/riepilogo")).await;
    assert_eq!(place(&review), Some((7, 7)));
    // Neither has that of another part of Italy.
    let far = see(&desk, &visitor, &step, &at("castro", "00185")).await;
    assert!(far.ends_with("/residenza#errori"), "{far}");
    // Each of two has its own: nothing is left to ask, and which it is stands in the review.
    for (cap, label) in [("24063", "Castro (BG)"), ("73030", "Castro (LE)")] {
        assert_eq!(see(&desk, &visitor, &step, &at("castro", cap)).await, format!("{base}/riepilogo"));
        let review = shown(&page(&desk, &visitor, &format!("{base}/riepilogo")).await);
        assert!(review.contains(label), "{label}");
        assert!(!review.contains("\"Provincia\""), "it stands with the comune: {review}");
    }
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let step = format!("{base}/residenza");
    see(&desk, &visitor, &step, &at("peschi", "71010")).await;
    let to = see(&desk, &visitor, &format!("{base}/quale-comune"), &[(&name, "G487")]).await;
    assert_eq!(to, format!("{base}/riepilogo"));
    assert_eq!(see(&desk, &visitor, &step, &at("Roma", "00185")).await, format!("{base}/riepilogo"));
}

#[tokio::test]
async fn of_a_comune_that_is_none_that_is_said_before_the_cap_is_doubted() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let at = |comune: &'static str, cap: &'static str| {
        [("via", "Via"), ("numero-civico", "1"), ("comune", comune), ("provincia", ""), ("cap", cap)]
    };
    let step = format!("{base}/residenza");
    assert_eq!(see(&desk, &visitor, &step, &at("Baria", "70121")).await, format!("{base}/quale-comune"));
    let which = page(&desk, &visitor, &format!("{base}/quale-comune")).await;
    let question = which.questions()[0];
    let label = a11y::values::line(&question.label, Lang::It);
    assert_eq!(label, "Nessun comune si chiama Baria: quale intendi?");
    // A slip away is the one that the CAP is of: it comes first.
    assert!(shown(&which).find("Bari (BA)") < shown(&which).find("Bariano (BG)"));
    let name = question.name.clone();
    let chosen = see(&desk, &visitor, &format!("{base}/quale-comune"), &[(&name, "A662")]).await;
    assert_eq!(chosen, format!("{base}/riepilogo"));
    assert_eq!(see(&desk, &visitor, &format!("{base}/quale-comune"), &[(&name, "A664")]).await, step);
    let of_another = problem(&desk, &visitor, &step, "cap").await.unwrap();
    assert!(a11y::values::line(&of_another, Lang::It).starts_with("Il CAP 70121 non è di Bariano (BG)"));
    // Where a comune is called so, the CAP is doubted, and the comune named.
    see(&desk, &visitor, &step, &at("Tarano", "74121")).await;
    let elsewhere = problem(&desk, &visitor, &step, "cap").await.unwrap();
    assert!(a11y::values::line(&elsewhere, Lang::It).starts_with("Il CAP 74121 non è di Tarano (RI)"));
    // A province that contradicts is told where it was typed.
    see(&desk, &visitor, &step, &at("Roma (MI)", "00118")).await;
    let none = problem(&desk, &visitor, &step, "comune").await.unwrap();
    let told = a11y::values::line(&none, Lang::It);
    assert_eq!(told, "Non c’è un comune Roma (MI): controlla il nome e la provincia");
}

#[tokio::test]
async fn the_review_asks_nothing_again_of_a_comune_that_was_understood_in_spite_of_a_slip() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    for (typed, cap, code, place, lists) in
        [("Romma", "00185", "H501", "Roma (RM)", false), ("peschi", "71010", "G487", "Peschici (FG)", true)]
    {
        let fields =
            [("via", "Via"), ("numero-civico", "1"), ("comune", typed), ("provincia", ""), ("cap", cap)];
        let to = see(&desk, &visitor, &format!("{base}/residenza"), &fields).await;
        assert_eq!(to, format!("{base}/quale-comune"), "{typed}");
        let which = page(&desk, &visitor, &to).await;
        let name = which.questions()[0].name.clone();
        see(&desk, &visitor, &to, &[(&name, code)]).await;
        for lang in Lang::ALL {
            let reader = Visitor { lang, ..visitor.clone() };
            let review = shown(&page(&desk, &reader, &format!("{base}/riepilogo")).await);
            assert!(review.contains(place), "{review}");
            // Of several, this is where another is chosen.
            assert_eq!(review.contains("quale-comune"), lists, "{typed}: {review}");
        }
    }
}

#[tokio::test]
async fn the_second_code_is_asked_for_again_in_whatever_form_it_was_to_come() {
    let desk = Desk::open().await;
    for (lang, forms, letter) in [
        (Lang::It, "lettera, braille o telefonata", "ettera"),
        (Lang::En, "letter, braille or call", "etter"),
        (Lang::Ar, "رسالة أو برايل أو مكالمة", "رسالة"),
    ] {
        let visitor = Visitor { lang, ..Visitor::from("home") };
        let again = page(&desk, &visitor, "pin/nuovo-invio").await;
        assert!(shown(&again).contains(forms), "{}", shown(&again));
        // What one presses and where one comes speaks of the code, not of a letter alone.
        let words = |page: &Page| {
            let send = page.form.as_ref().map(|form| a11y::values::line(&form.submit, lang));
            format!("{} {}", a11y::values::line(&page.title, lang), send.unwrap_or_default())
        };
        let done = manage::asked_again(lang, desk.now(), &desk.portal.config, "1");
        assert!(!words(&again).contains(letter) && !shown(&done).contains(letter), "{}", shown(&done));
        let overview = desk.page(&Pin, &visitor, "").await;
        assert!(shown(&overview).contains(&a11y::values::line(&words::to_again(lang), lang)));
    }
}
