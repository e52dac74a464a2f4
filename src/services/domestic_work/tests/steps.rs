//! The steps of the form: what each asks and tells, every branch walked, and the examples of them.

use std::collections::BTreeSet;

use a11y::page::{Page, SummaryRow, TaskStatus};
use a11y::text::Span;

use super::super::examples;
use super::super::examples::given::{BODY, FULL, JOB, LATE_JOB, WORKER};
use super::super::*;
use super::{At, declared, full, people, said};
use crate::clock::Moment;
use crate::services::conversation::explore::{Reached, beginnings, besiege, explore, unreached};
use crate::services::conversation::{self, Answers, Seen, walk};
use crate::services::testing::{START, shown};

/// The page of a step with these answers, over the full ones.
fn step(slug: &str, fields: &[(&str, &str)]) -> Option<Page> {
    let facts = people().facts();
    let mut answers = full();
    answers.0.extend(people().answers(&[fields]).0);
    let walk = walk(Lang::It, &answers, &Seen::default(), slug, |talk| script::script(talk, &facts));
    walk.page("lavoro-domestico", 0).map(|(page, _)| page)
}

/// What is wrong with the answers to a step.
fn problems(slug: &str, fields: &[(&str, &str)]) -> Vec<String> {
    let page = step(slug, fields).unwrap_or_else(|| panic!("{slug} is not on the path"));
    let wrong = page.questions().into_iter().filter(|question| question.problem.is_some());
    wrong.map(|question| question.name.clone()).collect()
}

#[test]
fn spouses_need_the_allowance_and_kin_say_how_they_prove_it() {
    let spouse = |allowance| [("parentela", "coniuge"), ("accompagnamento", allowance)];
    assert!(problems("accompagnamento", &spouse("no")).is_empty());
    assert!(step("non-registrabile", &spouse("si")).is_none());
    // Where it ends: why, the way to the answer, and an office, which can say more. No mistake, nothing to go on with.
    let end = step("non-registrabile", &spouse("no")).unwrap();
    assert!(end.form.is_none() && end.problems().is_empty());
    assert!(a11y::values::line(&end.title, Lang::It).contains("non si può registrare"));
    for to in ["\"/it/sedi\"", "/accompagnamento\""] {
        assert!(shown(&end).contains(to), "{to}: {}", shown(&end));
    }
    let state = |allowance| {
        let answers = people().answers(&[FULL.concat().as_slice(), &spouse(allowance)]);
        let facts = people().facts();
        let walk = walk(Lang::It, &answers, &Seen::default(), "", |talk| script::script(talk, &facts));
        walk.parts.last().unwrap().status()
    };
    assert_eq!((state("no"), state("si")), (TaskStatus::Refused, TaskStatus::Done));
    assert!(step("prova", &spouse("si")).is_none());
    assert_eq!(problems("prova", &[("prova", "")]), ["prova"]);
    assert_eq!(problems("prova-altro", &[("prova", "altro"), ("prova-altro", "")]), ["prova-altro"]);
    assert!(step("prova-altro", &[("prova", "testimoni")]).is_none());
    assert!(step("prova", &[("parentela", "nessuna")]).is_none());
    assert!(step("quale-parente", &[("parentela", "parente"), ("quale-parente", "zio")]).is_some());
}

#[tokio::test]
async fn a_community_has_no_kin_and_other_fields() {
    let facts = people().facts();
    for (kind, called) in [("religiosa", "Una comunità religiosa"), ("militare", "Una convivenza militare")]
    {
        let answers = people().answers(&[BODY, WORKER, JOB, &[("chi-assume", kind)]]);
        let walk = walk(Lang::It, &answers, &Seen::default(), "ente", |talk| script::script(talk, &facts));
        assert!(walk.outcome.is_some());
        let slugs: Vec<&str> = walk.parts.iter().map(|part| part.slug).collect();
        assert_eq!(slugs, ["datore", "lavoratore", "lavoro"]);
        let sent = At::sent(&answers).await.case().await;
        let values: Vec<String> =
            sent.answers.rows().map(|row| a11y::values::line(&row.value, Lang::It)).collect();
        assert!(values.iter().any(|value| value == called), "{values:?}");
    }
    let wrong = [("chi-assume", "militare"), ("ente-nome", ""), ("ente-codice", "80078750588")];
    assert_eq!(problems("ente", &wrong), ["ente-nome", "ente-codice"]);
}

#[test]
fn every_step_says_in_which_part_of_the_form_it_is() {
    let place = |slug: &str, fields: &[(&str, &str)], lang| {
        a11y::values::line(&step(slug, fields).unwrap().step.unwrap().words(lang), lang)
    };
    assert_eq!(place("orario", &[], Lang::It), "Il lavoro, parte 3 di 5");
    assert_eq!(place("chi-assume", &[], Lang::It), "Il datore di lavoro, parte 1 di 5");
    // One part less, and as the list of tasks counts them: the last one is to read and send.
    assert_eq!(place("mansione", BODY, Lang::It), "Il lavoro, parte 3 di 4");
    // By ear with the title, no stop of its own.
    let page = step("orario", &[]).unwrap();
    let heard = a11y::speech::transcript(&a11y::speech::page(&page, &a11y::page::Frame::default()));
    let title = heard.lines().find(|line| line.starts_with("Title")).unwrap();
    assert!(title.contains("Il lavoro, parte 3 di 5"), "{heard}");
    assert_eq!(
        step("non-registrabile", &[("parentela", "coniuge"), ("accompagnamento", "no")]).unwrap().step,
        None
    );
}

#[test]
fn codes_are_values_and_no_words() {
    let facts = people().facts();
    let walk = walk(Lang::It, &full(), &Seen::default(), "", |talk| script::script(talk, &facts));
    let rows: Vec<_> = walk.parts.iter().flat_map(|part| part.rows(Lang::It, "x")).collect();
    let caps = rows.iter().filter(|row| a11y::values::line(&row.label, Lang::It) == "CAP");
    let caps: Vec<_> = caps.flat_map(|row| row.value.spans()).cloned().collect();
    assert_eq!(caps, ["00185", "00181"].map(|cap| Span::Code(cap.to_owned())));
    let accepted = pages::accepted(Lang::It, &walk.outcome.unwrap(), facts.today);
    let page = Page { body: accepted, ..Page::new(Lang::It, Text::plain("Inviata")) };
    assert!(shown(&page).contains(r#"{"span":"code","value":"TIN"}"#), "{}", shown(&page));
    for lang in Lang::ALL {
        let walk = conversation::walk(lang, &full(), &Seen::default(), "lavoratore-nascita", |talk| {
            script::script(talk, &facts)
        });
        let page = shown(&walk.page("x", 0).unwrap().0);
        assert!(page.contains(r#"{"span":"code","value":"EE"}"#), "{page}");
    }
}

#[test]
fn who_needs_a_permit_is_asked_for_it() {
    assert!(step("lavoratore-permesso", &[]).is_some());
    assert!(step("lavoratore-permesso", &[("lavoratore-cittadinanza", "Romania")]).is_none());
    assert!(step("lavoratore-permesso", &[("lavoratore-cittadinanza", "italiana")]).is_none());
    assert!(step("lavoratore-permesso", &[("lavoratore-cittadinanza", "rumena")]).is_none());
    assert!(step("lavoratore-permesso", &[("lavoratore-cittadinanza", "apolide")]).is_some());
    for several in ["Corea", "Congo"] {
        assert!(step("lavoratore-quale-stato", &[("lavoratore-cittadinanza", several)]).is_some());
    }
    assert_eq!(problems("lavoratore-permesso", &[("lavoratore-permesso", "")]), ["lavoratore-permesso"]);
}

#[test]
fn what_contradicts_is_told_at_once() {
    assert_eq!(problems("datore", &[("datore-codice-fiscale", "{lavoratore}")]), ["datore-codice-fiscale"]);
    // The code is another person's, and so is all that is held against one's own: one fault.
    let another = [
        ("datore-codice-fiscale", "{lavoratore}"),
        ("datore-cognome", "Verdi"),
        ("datore-nome", "Bruno"),
        ("datore-nascita-giorno", "2"),
    ];
    assert_eq!(problems("datore", &another), ["datore-codice-fiscale"]);
    assert_eq!(problems("datore", &another[1..]), ["datore-cognome"]);
    let own = [("lavoratore-codice-fiscale", "{proprio}")];
    assert_eq!(problems("lavoratore", &own), ["lavoratore-codice-fiscale"]);
    assert_eq!(problems("lavoratore-nome", &[("lavoratore-nome", "Bruno")]), ["lavoratore-nome"]);
    for arabic in ["روسا", "Рoза"] {
        let page = step("lavoratore-nome", &[("lavoratore-nome", arabic)]).unwrap();
        let [(field, told)] = &page.problems()[..] else { panic!("{:?}", page.problems()) };
        assert_eq!(field, "lavoratore-nome");
        assert!(a11y::values::line(told, Lang::It).contains("in lettere latine"));
    }
    for (step, year) in [("lavoratore-nome", "lavoratore-nascita-anno"), ("datore", "datore-nascita-anno")] {
        assert_eq!(problems(step, &[(year, "1858")]), [year.strip_suffix("-anno").unwrap()], "{step}");
    }
    let young = [("lavoratore-nascita-anno", "1980"), ("inizio-anno", "1990")];
    assert_eq!(problems("inizio", &young), ["inizio"]);
    // Which of both is wrong is not known, and the other stands in another task: the page leads there.
    let page = format!("{:?}", step("inizio", &young).unwrap().body);
    assert!(page.contains("/lavoratore-nome#lavoratore-nascita-giorno"), "{page}");
    for (lives_in, hours, fits) in [
        ("no", "0", false),
        ("no", "1", true),
        ("no", "40", true),
        ("no", "41", false),
        ("si", "54", true),
        ("si", "55", false),
        ("no", "٢٠", true),
        ("no", "dieci", false),
        ("no", "10 ore", true),
        ("no", "10h", true),
        ("no", "١٠ ساعات", true),
        ("no", "10 ore al giorno", false),
        ("no", "10 giorni", false),
        ("no", "41 ore", false),
    ] {
        let answers = [("convivente", lives_in), ("ore", hours)];
        assert_eq!(problems("orario", &answers).is_empty(), fits, "{lives_in} {hours}");
    }
    for (typed, told) in [
        ("12,5", "numero intero: arrotonda in su, per"),
        ("12,5 ore", "numero intero: arrotonda in su, per"),
        ("dodici", "Scrivi solo il numero delle ore alla settimana, in cifre"),
        ("41", "vive con il datore di lavoro vanno da 1 a"),
        ("0", "almeno una: arrotonda in su"),
        ("0 ore", "almeno una: arrotonda in su"),
        ("ore", "Scrivi solo il numero delle ore alla settimana, in cifre"),
    ] {
        let page = shown(&step("orario", &[("ore", typed)]).unwrap());
        assert!(page.contains(told), "{typed}: {page}");
    }
    // So many works only who lives in: the page leads to that answer too, and only then.
    for (hours, leads) in [("41", true), ("54", true), ("55", false), ("0", false), ("40", false)] {
        let page = shown(&step("orario", &[("convivente", "no"), ("ore", hours)]).unwrap());
        assert_eq!(page.contains("/convivenza#convivente"), leads, "{hours}: {page}");
    }
    // By ear the hours are a number.
    let page = step("orario", &[("ore", "10")]).unwrap();
    let heard = a11y::speech::transcript(&a11y::speech::page(&page, &a11y::page::Frame::default()));
    assert!(heard.contains("Risposta: 10\n"), "{heard}");
    // Of a pay that is of nothing yet no limit is told, but that it is no pay of anything.
    assert_eq!(problems("paga", &[("tipo-paga", ""), ("paga-concordata", "1.200")]), ["tipo-paga"]);
    for pay in ["0,01", "30.000", "nove", ""] {
        let both = ["tipo-paga", "paga-concordata"];
        assert_eq!(problems("paga", &[("tipo-paga", ""), ("paga-concordata", pay)]), both, "{pay}");
    }
    for (meals, fits) in [
        ("1", true),
        ("١٤", true),
        ("7 pasti", true),
        ("15", false),
        ("0", false),
        ("cinque", false),
        ("", false),
    ] {
        assert_eq!(problems("pasti", &[("pasti", meals)]).is_empty(), fits, "{meals}");
    }
    for broken in ["3,5", "3,5 pasti"] {
        let page = shown(&step("pasti", &[("pasti", broken)]).unwrap());
        assert!(page.contains("numero intero"), "{broken}: {page}");
    }
    assert!(step("pasti", &[("vitto-alloggio", "alloggio")]).is_none());
    for (kind, pay, fits) in [
        ("oraria", "9,75", true),
        ("oraria", "1.000", false),
        ("mensile", "1.000", true),
        ("mensile", "9,75", false),
        ("mensile", "30.000", false),
        ("oraria", "0", false),
        ("oraria", "0,01", false),
        ("oraria", "3", true),
        ("oraria", "9,755", false),
        ("mensile", "1.234.5", false),
        ("mensile", "1'200", true),
        ("mensile", "١٬٢٠٠٫٥٠", true),
    ] {
        let fields = [("tipo-paga", kind), ("paga-concordata", pay)];
        assert_eq!(problems("paga", &fields).is_empty(), fits, "{kind} {pay}");
    }
    for year in ["1979", "2042", "20300"] {
        let expiry = [("lavoratore-documento-scadenza-anno", year)];
        assert_eq!(problems("lavoratore-documento", &expiry), ["lavoratore-documento-scadenza"]);
    }
}

#[test]
fn the_pay_is_asked_as_it_was_agreed_and_what_counts_is_worked_out_of_it() {
    let facts = people().facts();
    let costs = |fields: &[(&str, &str)]| {
        let mut answers = full();
        answers.0.extend(people().answers(&[fields]).0);
        let walk = walk(Lang::It, &answers, &Seen::default(), "", |talk| script::script(talk, &facts));
        said(&declared(&walk, &facts))
    };
    let all = costs(&[
        ("vitto-alloggio", "vitto\nalloggio"),
        ("ore", "20"),
        ("tipo-paga", "mensile"),
        ("paga-concordata", "780"),
    ]);
    for line in [
        "Paga concordata per un’ora: 780,00 euro per 12 mesi, diviso 52 settimane di 20 ore: 9,00 euro",
        "Tredicesima: 9,00 euro diviso 12 fa 0,75 euro",
        "fanno 11,55 euro. Diviso per le ore della settimana, che sono 20: 0,58 euro",
        "Stanza: 7 giorni alla settimana, a 1,98 euro l’uno",
        "fanno 13,86 euro. Diviso per le ore della settimana, che sono 20: 0,69 euro",
        "In tutto 11,02 euro l’ora: è la paga che conta per i contributi.",
    ] {
        assert!(all.contains(line), "{line}:\n{all}");
    }
    let none = costs(&[("vitto-alloggio", "")]);
    assert!(none.contains("In tutto 9,75 euro l’ora") && !none.contains("Pasti:"), "{none}");
    assert!(none.contains("Pasti e stanza non si aggiungono"), "{none}");
    // Nobody is asked to work anything out, and readers say a longer description only when they are told to.
    let page = step("paga", &[]).unwrap();
    assert!(!said(&page.body).contains("dodicesimo"), "{}", said(&page.body));
    for lang in Lang::ALL {
        assert!(a11y::values::line(&words::pay_hint(lang), lang).chars().count() < 150);
    }
}

#[test]
fn what_is_wrong_with_a_place_and_with_its_province_is_told_at_once() {
    for (slug, place, province) in [
        ("lavoratore-residenza", "lavoratore-comune", "lavoratore-provincia"),
        ("datore-nascita", "datore-luogo-nascita", "datore-provincia-nascita"),
    ] {
        for wrong in ["", "Atlantide"] {
            let both = [place, province];
            assert_eq!(problems(slug, &[(place, wrong), (province, "Mordor")]), both, "{slug} {wrong}");
        }
        // One fault once: a place that is known may be right.
        assert_eq!(problems(slug, &[(place, "Roma"), (province, "Mordor")]), [province], "{slug}");
        assert_eq!(problems(slug, &[(place, ""), (province, "RM")]), [place], "{slug}");
    }
}

#[test]
fn a_limit_that_is_passed_is_named() {
    for (kind, pay, limit) in [
        ("mensile", "20.000,01", "va da 130,00 euro a 4.333,00 euro"),
        ("oraria", "0,01", "almeno di 3,00 euro"),
        ("oraria", "101", "Più di 100 euro"),
        ("oraria", "1.200", "Più di 100 euro"),
        ("oraria", "9.755", "il punto separa le migliaia"),
        ("oraria", "9,755", "come 9,75 o 1.200"),
    ] {
        let page = step("paga", &[("tipo-paga", kind), ("paga-concordata", pay)]).unwrap();
        let told = a11y::values::line(page.problems()[0].1, Lang::It);
        assert!(told.contains(limit), "{told}");
    }
}

#[test]
fn a_comune_in_another_province_is_told_at_the_province() {
    let address = [("lavoratore-comune", "Milano"), ("lavoratore-provincia", "Roma")];
    let page = step("lavoratore-residenza", &address).unwrap();
    let [(field, told)] = &page.problems()[..] else { panic!("{:?}", page.problems()) };
    assert_eq!(field, "lavoratore-provincia");
    assert!(a11y::values::line(told, Lang::It).contains("Milano non è in questa provincia"));
}

#[test]
fn a_province_beside_a_state_abroad_is_told_at_the_province() {
    for province in ["BG", "Bergamo", "Mordor"] {
        let page = step("lavoratore-nascita", &[("lavoratore-provincia-nascita", province)]).unwrap();
        let [(field, told)] = &page.problems()[..] else { panic!("{:?}", page.problems()) };
        let told = a11y::values::line(told, Lang::It);
        assert_eq!(
            (&**field, &*told),
            ("lavoratore-provincia-nascita", "Perù è uno Stato estero: lascia vuota la provincia")
        );
    }
    // Another state than the code tells is the fault itself.
    let other = [("lavoratore-luogo-nascita", "Francia"), ("lavoratore-provincia-nascita", "BG")];
    assert!(problems("lavoratore-nascita", &other).contains(&"lavoratore-luogo-nascita".to_owned()));
}

#[test]
fn above_twenty_four_hours_a_week_the_pay_is_said_to_change_nothing() {
    let facts = people().facts();
    let costs = |hours: &str| {
        let mut answers = full();
        answers.set("ore", hours);
        let walk = walk(Lang::It, &answers, &Seen::default(), "", |talk| script::script(talk, &facts));
        said(&declared(&walk, &facts))
    };
    let (long, short) = (costs("25"), costs("24"));
    let [counts, nothing] =
        ["è la paga che conta", "Sopra le 24 ore alla settimana la paga non cambia il contributo"];
    assert!(long.contains(nothing) && !long.contains(counts), "{long}");
    assert!(short.contains(counts) && !short.contains(nothing), "{short}");
}

#[test]
fn a_postal_code_that_no_place_has_is_told() {
    assert_eq!(problems("lavoratore-residenza", &[("lavoratore-cap", "00000")]), ["lavoratore-cap"]);
}

#[test]
fn answers_stand_in_the_review_as_they_were_understood() {
    let facts = people().facts();
    let mut answers = full();
    for (name, value) in [
        ("paga-concordata", "9"),
        ("ore", "٢٠"),
        ("datore-cittadinanza", "italiana"),
        ("lavoratore-cittadinanza", "peruviana"),
        ("lavoratore-comune", "roma"),
        ("datore-provincia-nascita", ""),
    ] {
        answers.set(name, value);
    }
    let walk = walk(Lang::It, &answers, &Seen::default(), "", |talk| script::script(talk, &facts));
    let rows: Vec<_> = walk.parts.iter().flat_map(|part| part.rows(Lang::It, "x")).collect();
    let value = |label: &str, skip: usize| {
        let fits = |row: &&SummaryRow| a11y::values::line(&row.label, Lang::It) == label;
        a11y::values::line(&rows.iter().filter(fits).nth(skip).unwrap().value, Lang::It)
    };
    assert_eq!(value("Paga lorda concordata in euro", 0), "9,00 euro");
    assert_eq!(value("Ore alla settimana", 0), "20");
    assert_eq!([value("Cittadinanza", 0), value("Cittadinanza", 1)], ["Italia", "Perù"]);
    assert_eq!(value("Comune", 1), "Roma (RM)");
    // Which of two comuni called so was meant is told, and by whom one was born abroad.
    assert_eq!(value("Comune o Stato estero di nascita", 0), "Castro (BG)");
    assert_eq!(value("Comune o Stato estero di nascita", 1), "Perù");
}

#[test]
fn the_citizens_own_data_have_tokens() {
    let own = step("datore", &[]).unwrap();
    let purpose = |name| own.questions().into_iter().find(|asked| asked.name == name).unwrap().purpose;
    assert!(purpose("datore-nascita").is_some());
    assert_eq!(purpose("datore-codice-fiscale"), None, "one is signed in already");
}

#[test]
fn every_box_for_somebody_s_name_is_one_for_names() {
    let facts = people().facts();
    let walk = walk(Lang::It, &full(), &Seen::default(), "", |talk| script::script(talk, &facts));
    let slugs = walk.parts.iter().flat_map(|part| part.slugs());
    let pages: Vec<Page> = slugs.filter_map(|slug| step(slug, &[])).collect();
    let questions: Vec<_> = pages.iter().flat_map(Page::questions).collect();
    let named = |name: &str| name.contains("cognome") || name.ends_with("-nome");
    let names: Vec<&str> = questions.iter().filter(|q| q.name_of_person).map(|q| q.name.as_str()).collect();
    assert_eq!(
        names,
        questions.iter().map(|q| q.name.as_str()).filter(|name| named(name)).collect::<Vec<_>>()
    );
    assert!(names.len() == 5 && names.contains(&"datore-cognome-marito"), "{names:?}");
}

#[test]
fn what_is_on_record_stands_in_the_form() {
    let facts = people().facts();
    let answers = Answers::default();
    let mut answers = answers;
    answers.set("chi-assume", "persona");
    let walk = walk(Lang::It, &answers, &Seen::default(), "datore", |talk| script::script(talk, &facts));
    let page = shown(&walk.page("x", 0).unwrap().0);
    assert!(page.contains(facts.citizen.code.as_str()) && page.contains("\"Prova\""), "{page}");
    // Beside the address the telephone; the worker's is nobody's on record.
    let mut answers = full();
    answers.0.retain(|name, _| !name.ends_with("-telefono"));
    for (slug, offered) in [("datore-residenza", true), ("lavoratore-residenza", false)] {
        let there = conversation::walk(Lang::It, &answers, &Seen::default(), slug, |talk| {
            script::script(talk, &facts)
        });
        assert_eq!(shown(&there.page("x", 0).unwrap().0).contains("0612345678"), offered, "{slug}");
    }
}

#[test]
fn in_a_browser_that_sends_what_stands_first_no_condition_is_claimed() {
    for (slug, fields) in [("convivenza", vec![]), ("accompagnamento", vec![("parentela", "coniuge")])] {
        let page = step(slug, &fields).unwrap();
        let first = page.questions().into_iter().find_map(|question| match &question.input {
            a11y::page::Input::OneChoice { choices, .. } => Some(choices[0].value.clone()),
            _ => None,
        });
        assert_eq!(first.as_deref(), Some("no"), "{slug}");
    }
}

#[test]
fn over_all_answers_the_main_things_are_said_in_short() {
    let told = application::Told { state: "prova", answers: full(), facts: people().facts() };
    let pages = application::examples(&DomesticWork, Lang::It, told);
    let review = pages.iter().find(|example| example.name.ends_with("prova-riepilogo")).unwrap();
    let first: Vec<String> =
        review.page.body.iter().take(2).map(|block| said(std::slice::from_ref(block))).collect();
    assert_eq!(
        first[1].trim(),
        "In breve: Rosa Esempio lavora dal primo dicembre 2026, 10 ore alla settimana, con una paga di 9,00 euro l’ora. \
         I primi contributi sono circa 76,80 euro: il conto è dopo le risposte."
    );
}

#[test]
fn the_first_quarter_is_shown_step_by_step() {
    let facts = people().facts();
    let walk = walk(Lang::It, &full(), &Seen::default(), "", |talk| script::script(talk, &facts));
    let body = declared(&walk, &facts);
    let said = said(&body);
    for line in [
        "Paga concordata: 9,00 euro l’ora",
        "Tredicesima: 9,00 euro diviso 12 fa 0,75 euro l’ora",
        "Pasti: 5 alla settimana, a 2,31 euro l’uno nel contratto nazionale del 2025, fanno 11,55 euro. \
         Diviso per le ore della settimana, che sono 10: 1,16 euro l’ora",
        "In tutto 10,91 euro l’ora",
        "ci sono 4 sabati, quindi 4 settimane",
        "10 ore per 4 settimane: 40 ore",
        "1,92 euro (paga fino a 11,70 euro; contratto senza scadenza; con la parte",
        "40 ore per 1,92 euro: 76,80 euro",
        "40 ore per 0,48 euro: 19,20 euro",
        "entro il 10 gennaio 2027",
    ] {
        assert!(said.contains(line), "{line}:\n{said}");
    }
}

#[test]
fn the_sum_says_which_contract_it_is_of() {
    let facts = people().facts();
    let of = |contract: &str| {
        let mut answers = full();
        let end = [("termine-giorno", "1"), ("termine-mese", "6"), ("termine-anno", "2027")];
        answers.0.extend(people().answers(&[&end, &[("contratto", contract)]]).0);
        let walk = walk(Lang::It, &answers, &Seen::default(), "", |talk| script::script(talk, &facts));
        said(&declared(&walk, &facts))
    };
    for (contract, words) in [
        ("determinato", "; contratto con scadenza;"),
        ("sostituzione", "; contratto al posto di una persona assente;"),
        ("indeterminato", "; contratto senza scadenza;"),
    ] {
        assert!(of(contract).contains(words), "{words}: {}", of(contract));
    }
}

#[test]
fn before_the_rates_of_a_year_are_published_the_last_known_ones_are_a_guide() {
    let facts = people().facts();
    let of = |year: &str| {
        let mut answers = full();
        answers.0.extend(people().answers(&[&[("inizio-anno", year), ("inizio-mese", "3")]]).0);
        let walk = walk(Lang::It, &answers, &Seen::default(), "", |talk| script::script(talk, &facts));
        said(&declared(&walk, &facts))
    };
    let next = of("2027");
    assert!(
        next.contains("Gli importi del 2027 non sono ancora pubblicati") && next.contains("quelli del 2026")
    );
    assert!(
        next.contains("Contributo per un’ora nel 2026") && next.contains("entro il 10 aprile 2027"),
        "{next}"
    );
}

#[test]
fn of_a_year_whose_rates_are_not_known_it_is_said_that_nothing_is_computed_why_and_who_tells() {
    let facts = people().facts();
    let mut answers = full();
    answers.0.extend(people().answers(&[&[("inizio-anno", "2023"), ("inizio-mese", "3")]]).0);
    let walk = walk(Lang::It, &answers, &Seen::default(), "", |talk| script::script(talk, &facts));
    let body = declared(&walk, &facts);
    let registration = walk.outcome.unwrap();
    let accepted = said(&pages::accepted(Lang::It, &registration, facts.today));
    let said = said(&body);
    for words in [
        "I contributi del 2023 qui non si calcolano: abbiamo solo gli importi dal 2025 in poi",
        "lo dice l’avviso di pagamento dell’istituto",
        "chiedi in sede",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let has_office = |block: &Block| match block {
        Block::Section(section) => {
            section.body.iter().any(|block| matches!(block, Block::Links(links) if links.len() == 1))
        }
        _ => false,
    };
    assert!(body.iter().any(has_office));
    let told = application::Told { state: "", answers: full(), facts: people().facts() };
    let sent = (crate::ledger::CaseState::Sent, Lang::It);
    let (case, _) = application::sent_example(&DomesticWork, Lang::It, told, sent).unwrap();
    let long_ago = examples::since(jiff::civil::date(2023, 3, 1));
    let standing = super::super::since::standing(Lang::It, &case, &long_ago, facts.today);
    let standing: String = standing.iter().map(|text| a11y::values::line(text, Lang::It)).collect();
    assert!(standing.contains("quelli del 2023 qui non si calcolano"), "{standing}");
    // Once on that page, and no sum is said to hold no more where there is none.
    assert!(accepted.contains("Inviando dichiaro") && !accepted.contains("Primi contributi"), "{accepted}");
    let refused = crate::ledger::Case { state: crate::ledger::CaseState::Refused, ..case };
    assert!(super::super::since::sums_then(Lang::It, &refused, &long_ago, facts.today).is_none());
}

#[test]
fn every_branch_is_walked_and_no_question_is_out_of_reach() {
    let people = people();
    let answers = people.answers(&[BODY, LATE_JOB, &FULL.concat()]);
    let samples = |name: &str| -> Vec<String> {
        let more: &[&str] = match name {
            "datore-cittadinanza" => &["Italia", "Corea"],
            "lavoratore-cittadinanza" => &["Perù", "Romania", "Corea"],
            "ente-comune" | "luogo-comune" | "avvisi-comune" | "lavoratore-comune" => &["Roma", "Peschiera"],
            "datore-comune" => &["Roma", "Peschiera"],
            // Of the second there were two, and the one that is no more contradicts no code.
            "datore-luogo-nascita" => &["Castro", "Brione"],
            "lavoratore-luogo-nascita" => &["Perù", "Brione"],
            "datore-provincia-nascita" => &["", "BG"],
            "lavoratore-provincia-nascita" => &["", "EE"],
            name if name.ends_with("-provincia") => &[""],
            name if name.ends_with("-cap") => &["20068", "00184"],
            "inizio" => &["1 12 2026"],
            "termine" => &["15 5 2027"],
            "lavoratore-documento-scadenza" => &["31 12 2030"],
            "lavoratore-nascita" => &["14 5 1980"],
            _ => &[],
        };
        let own = answers.get(name).filter(|value| more.is_empty() && !value.is_empty());
        more.iter().copied().chain(own).map(str::to_owned).collect()
    };
    let facts = people.facts();
    let reached = explore(samples, |talk| script::script(talk, &facts));
    let sources = [
        include_str!("../script.rs"),
        include_str!("../employer.rs"),
        include_str!("../worker.rs"),
        include_str!("../../particulars/person.rs"),
        include_str!("../../particulars/address.rs"),
        include_str!("../citizenship.rs"),
    ];
    assert_eq!(unreached(&sources.concat(), &reached), [""; 0]);
    assert_eq!(Vec::from_iter(&reached.stuck), [""; 0]);
    assert!(reached.complete > 50, "{}", reached.complete);
    besiege(&reached, |talk| script::script(talk, &facts));
    list("lavoro-domestico", &reached);
    only_the_citizens_own_have_tokens(&reached, &facts);
    what_comes_late_is_told_from_what_is_never_asked(&reached, &facts);
    titles_say_whose_data_are_asked(&reached, &facts, &beginnings(&sources.concat()));
    // Each step that somebody comes to is among the examples, as it is asked and with what can be wrong there.
    let names: Vec<String> = examples::all(Lang::It).into_iter().map(|example| example.name).collect();
    let shown = |states: &[&str], slug: &str| {
        states.iter().any(|state| names.contains(&format!("{NAME}/{state}-{slug}")))
    };
    assert!(shown(&["piena"], "non-registrabile"));
    let asking = || reached.ways_there.keys().filter(|slug| **slug != "non-registrabile");
    for states in [&["vuota"][..], &["piena", "comunita", "coniuge"], &["errori"]] {
        let missing: Vec<_> = asking().filter(|slug| !shown(states, slug)).collect();
        assert!(missing.is_empty(), "no example {states:?} of {missing:?}");
    }
}

/// The steps and fields that the form says it asks are those that it does, on some way.
fn what_comes_late_is_told_from_what_is_never_asked(reached: &Reached, facts: &Facts) {
    let asks = DomesticWork.asks();
    assert_eq!(BTreeSet::from_iter(asks.steps), BTreeSet::from_iter(reached.ways_there.keys()));
    let fields = |(slug, answers): (&&str, &Answers)| {
        let walk = walk(Lang::It, answers, &Seen::default(), slug, |talk| script::script(talk, facts));
        let (page, _) = walk.page("lavoro-domestico", 0).unwrap();
        page.questions().into_iter().flat_map(conversation::names).collect::<Vec<_>>()
    };
    let met: BTreeSet<String> = reached.ways_there.iter().flat_map(fields).collect();
    let missing: Vec<_> = met.iter().filter(|name| !asks.has_field(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let of =
        |field: &str, name: &str| if field.ends_with('-') { name.starts_with(field) } else { name == field };
    let never: Vec<_> = asks.fields.iter().filter(|field| !met.iter().any(|name| of(field, name))).collect();
    assert!(never.is_empty(), "{never:?}");
    for other in ["", "datore-quale-comune-", "datore-quale-comune-a-b", "datore-via-2", "livello"] {
        assert!(!asks.has_field(other), "{other}");
    }
}

/// No browser fills in what is somebody else's, on any way through the form.
fn only_the_citizens_own_have_tokens(reached: &Reached, facts: &Facts) {
    for (slug, answers) in &reached.ways_there {
        let walk = walk(Lang::It, answers, &Seen::default(), slug, |talk| script::script(talk, facts));
        let (page, _) = walk.page("lavoro-domestico", 0).unwrap();
        for question in page.questions().into_iter().filter(|question| question.purpose.is_some()) {
            assert!(question.name.starts_with("datore-"), "{slug}: {}", question.name);
        }
    }
}

/// Every step with a question about somebody or some place says in its title whose it is ("Lavoratore: residenza"), in every
/// language, on any way through the form; and says there more than that, and something else than the task it is in.
/// Whose a question is, the beginning of its name tells.
fn titles_say_whose_data_are_asked(reached: &Reached, facts: &Facts, beginnings: &BTreeSet<&str>) {
    let mut met = BTreeSet::new();
    for (lang, (slug, answers)) in
        Lang::ALL.into_iter().flat_map(|lang| reached.ways_there.iter().map(move |way| (lang, way)))
    {
        let walk = walk(lang, answers, &Seen::default(), slug, |talk| script::script(talk, facts));
        let (page, _) = walk.page("lavoro-domestico", 0).unwrap();
        let line = |text: &Text| a11y::values::line(text, lang);
        let title = line(&page.title);
        if let Some(part) = page.step.as_ref().and_then(|step| step.part.as_ref()) {
            assert!(!title.starts_with(&line(part)), "{title}");
        }
        for question in page.questions() {
            let of = beginnings.iter().find(|beginning| question.name.starts_with(**beginning));
            let Some(of) = of.copied() else { continue };
            let whose = match of {
                "datore-" | "ente-" => words::employer(lang),
                "lavoratore-" => words::worker(lang),
                "luogo-" => words::where_(lang),
                "avvisi-" => words::notices_of(lang),
                other => panic!("whose data are those of {other}?"),
            };
            let said = title.strip_prefix(&line(&whose)).and_then(|rest| rest.strip_prefix(": "));
            assert!(said.is_some_and(|what| !what.is_empty()), "{}: {title}", question.name);
            met.insert(of);
        }
    }
    assert_eq!(met, *beginnings);
}

/// Keeps the names of all questions for the tests from outside, which send each of them what is bad.
fn list(name: &str, reached: &Reached) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/questions"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let questions: Vec<&str> = reached.questions.iter().map(String::as_str).collect();
    settings.bind(|| insta::assert_snapshot!(name, questions.join("\n")));
}

#[test]
fn every_way_to_tell_an_end_is_walked() {
    let today = people().facts().today;
    let samples = |name: &str| -> Vec<String> {
        if name == "ultimo-giorno" { vec!["20 11 2026".to_owned()] } else { Vec::new() }
    };
    let work = examples::since(jiff::civil::date(2026, 3, 2)).work;
    let script = |talk: &mut Talk<'_>| ending::end_script(talk, &work, today);
    let reached = explore(samples, script);
    // The others are its address, what its draft notes, and what comes of it.
    let others = ["0000", "cessazione", "chi", "dal", "ended"];
    assert_eq!(unreached(include_str!("../ending.rs"), &reached), others);
    assert_eq!((reached.complete, reached.stuck.len()), (codes::reasons(work.end.is_some()).len(), 0));
    besiege(&reached, script);
    list("lavoro-domestico-fine", &reached);
}

#[test]
fn who_may_not_send_hears_so_before_what_is_declared_by_sending() {
    let review = examples::all(Lang::It)
        .into_iter()
        .find(|example| example.name.ends_with("-riepilogo-senza-invio"))
        .unwrap();
    let said = shown(&review.page);
    let at = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words}: {said}"));
    assert!(at("ma non invia") < at("Chi invia dichiara"));
}

#[test]
fn who_may_not_send_is_told_nothing_that_only_who_may_does() {
    let mut facts = people().facts();
    let answers = people().answers(&[
        FULL.concat().as_slice(),
        &[("lavoratore-documento-scadenza-anno", "2025"), ("convivente", "si"), ("vitto-alloggio", "vitto")],
        &[("parentela", "parente"), ("quale-parente", "nonno")],
    ]);
    for lang in Lang::ALL {
        let walk = walk(lang, &answers, &Seen::default(), "", |talk| script::script(talk, &facts));
        let body = |may_send| {
            let reading = application::Reading { lang, parts: &walk.parts, base: NAME, may_send };
            let body = pages::declared(lang, walk.outcome.as_ref().unwrap(), &facts, &reading);
            shown(&Page { body, ..Page::new(lang, Text::default()) })
        };
        let [sends, reads] = [true, false].map(body);
        let own = ["Inviando dichiaro", "By sending I declare", "بالإرسال أقر"];
        assert!(
            own.iter().any(|own| sends.contains(own)) && !own.iter().any(|own| reads.contains(own)),
            "{reads}"
        );
        for invites in ["Puoi inviare", "puoi inviare", "You can send", "you can send", "يمكنك الإرسال"]
        {
            assert!(!reads.contains(invites), "{reads}");
        }
    }
    // On the last day itself there is no day before it any more.
    let walk = walk(Lang::It, &full(), &Seen::default(), "", |talk| script::script(talk, &facts));
    let outcome = walk.outcome.unwrap();
    let told =
        |today| a11y::values::line(&pages::send_by(Lang::It, &outcome, today, false).unwrap(), Lang::It);
    facts.today = jiff::civil::date(2026, 11, 29);
    assert!(told(facts.today).contains("vieni in sede prima"), "{}", told(facts.today));
    let last = told(jiff::civil::date(2026, 11, 30));
    assert!(
        last.contains("vieni in sede oggi. Anche dopo vale lo stesso") && !last.contains("prima"),
        "{last}"
    );
    assert!(told(jiff::civil::date(2026, 12, 1)).contains("Il termine è passato"));
}

#[test]
fn the_examples_are_the_same_in_every_language() {
    let names = |lang| examples::all(lang).into_iter().map(|example| example.name).collect::<Vec<_>>();
    assert!(names(Lang::It).len() > 80);
    for lang in Lang::ALL {
        assert_eq!(names(lang), names(Lang::It));
    }
}

#[test]
fn the_start_of_the_tests_is_the_day_of_the_examples() {
    assert_eq!(START.date(), people().facts().today);
    assert_eq!(Moment(START.0).date(), jiff::civil::date(2026, 11, 23));
}
