//! The pages of the offices in every state, from invented facts.

use a11y::text::Lang;
use jiff::civil::{DateTime, date};

use super::office::{self, Facts};
use super::pages::{self, About, By, Origin, Results, Setting, Why};
use super::rules::asked::{Asked, Comunale, LONGEST, begun_beside, read};
use super::rules::calendar::Closure;
use super::rules::{Kind, Line, Phone, Sede, hours};
use super::words;
use crate::places::{Belfiore, Cap, Comune, Position, Provincia};
use crate::services::{Channel, Example};

/// Every example.
pub(super) fn all(lang: Lang) -> Vec<Example> {
    let monday = setting(lang, date(2025, 3, 3).at(9, 0, 0, 0));
    let mut all = vec![
        Example::new("sedi/vuota", pages::form(lang)),
        Example::new("sedi/senza-parole", pages::form_with_problem(lang, "", words::where_missing(lang))),
        Example::new("sedi/cap-corto", pages::form_with_problem(lang, "8012", words::cap_digits(lang, 4))),
        Example::new(
            "sedi/cap-di-nessuno",
            pages::form_with_problem(lang, "99999", words::cap_of_nobody(lang, "99999", "99")),
        ),
        Example::new(
            "sedi/parole-lunghe",
            pages::form_with_problem(lang, &"a".repeat(LONGEST + 1), {
                words::where_long(lang, i64::try_from(LONGEST).unwrap_or(i64::MAX))
            }),
        )
        .in_words(),
        Example::new("sedi/nessuna", pages::none(&monday, "Atlantide <sul mare>")),
        Example::new("sedi/nessuna-in-archivio", pages::none_yet(&monday, "Roma")),
        Example::new("sedi/senza-luogo", pages::need(&monday, "lingua dei segni")),
    ];
    all.extend(choices(lang, "sedi/quale-castro", "Castro", Why::Match));
    all.extend(choices(lang, "sedi/quale-calliano", "Calliano", Why::Match));
    all.extend(choices(lang, "sedi/quale-comune", "san", Why::Match));
    all.extend(choices(lang, "sedi/comune-o-provincia", "re", Why::Match));
    all.extend(choices(lang, "sedi/forse", "Millano", Why::Like));
    all.extend(choices(lang, "sedi/forse-nome-di-prima", "Gomero", Why::Like));
    if let Asked::Abroad(like) = read("Pola") {
        all.push(Example::new("sedi/all-estero", pages::abroad(&monday, "Pola", like.as_ref())));
    }
    if let (Some(naples), Some(porretta)) = (place("F839", None), place("M369", Some("Porretta Terme"))) {
        let by = |typed: &str, by: fn(Cap) -> By| typed.parse().map_or(By::Name, by);
        all.extend([
            results("sedi/con-risultati", &monday, About::Comune(naples, By::Name), 2, 1),
            results("sedi/pagina-1", &monday, About::Comune(naples, by("80121", By::Cap)), 13, 1),
            results("sedi/pagina-2", &monday, About::Comune(naples, By::Name), 13, 2),
            results("sedi/cap-di-citta", &monday, About::Comune(naples, by("80147", By::City)), 2, 1),
            results("sedi/nome-di-prima", &monday, About::Comune(porretta, By::Name), 1, 1),
        ]);
    }
    let ceased = Belfiore::parse("A558").and_then(|code| Comune::history(code).first());
    let naples = Provincia::by_sigla("NA");
    all.extend(naples.map(|p| results("sedi/provincia", &monday, About::Provincia(p), 3, 1)));
    all.extend(ceased.map(|c| results("sedi/comune-cessato", &monday, About::Ceased(c), 2, 1)));
    let cap = "80079".parse().ok();
    let digits = |cap| results("sedi/prime-cifre", &monday, About::Cap(cap, "800".to_owned()), 2, 1);
    all.extend(cap.map(digits));
    all.push(results("sedi/parole", &monday, About::Words, 2, 1));
    if let Asked::Regione(region) = read("Liguria") {
        all.push(Example::new("sedi/regione", pages::regione(lang, "Liguria", &region)));
    }
    if let (Some(roma), Some(abano)) = (place("H501", None), place("A001", Some("Abano"))) {
        let found = results("sedi/una-parte", &monday, About::Comune(roma, By::Name), 1, 1);
        let page = pages::with_part_used(found.page, "Roma centro", "Roma");
        all.push(Example { page, ..found });
        if let (Ok(cap), Some(naples)) = ("80121".parse(), place("F839", None)) {
            let found = results("sedi/altro-cap", &monday, About::Comune(roma, By::Name), 1, 1);
            let page = pages::with_other_cap(found.page, cap, Some(naples.comune), roma.comune);
            all.push(Example { page, ..found });
        }
        all.push(results("sedi/nome-cambiato", &monday, About::Comune(abano, By::Name), 1, 1));
    }
    if let Asked::Comune(sesto) = read("Sesto") {
        let found = results("sedi/altri-cominciano-cosi", &monday, About::Comune(sesto, By::Name), 2, 1);
        let page = pages::with_begun(found.page, sesto.comune, &begun_beside("Sesto", &sesto));
        all.push(Example { page, ..found });
    }
    if let Asked::Comune(comune) = read("Napoli (MI)") {
        let about = About::Comune(comune, By::Name);
        all.push(results("sedi/altra-provincia", &monday, about, 2, 1));
    }
    if let Some(aosta) = place("A326", None) {
        let offices = (0..2).filter_map(sede).zip([Some(711_000), Some(712_000)]).collect();
        let about = About::Comune(aosta, By::Name);
        let found = Results { typed: "Aosta".to_owned(), about, yours: false, offices };
        all.push(Example::new("sedi/provincia-senza-sede", pages::results(&monday, &found, 1)));
    }
    all.extend(offices(lang, &monday));
    all
}

/// The page of an office at several moments, known well and known badly.
fn offices(lang: Lang, monday: &Setting) -> Vec<Example> {
    let facts = |office: Option<Sede>| {
        let near = (4..6).filter_map(|n| Some((sede(n)?, 1300 * u64::from(n)))).collect();
        office.map(|office| Facts { office, near, from: None })
    };
    let at = |now: DateTime| setting(lang, now);
    let shut =
        Closure { from: date(2025, 3, 3), to: date(2025, 3, 5), reason: "trasloco degli uffici".to_owned() };
    let moved = sede(0).map(|office| Sede {
        closures: Some(vec![shut]),
        services: vec!["Pensioni".to_owned(), "Invalidità civile".to_owned()],
        step_free: Some(false),
        ..office
    });
    let open = sede(0).map(|office| Sede {
        closures: Some(Vec::new()),
        lis: Some(true),
        hearing_loop: Some(true),
        lift: Some(false),
        reserved_parking: Some(true),
        pec: Some("sede.prova@pec.example.it".to_owned()),
        ..office
    });
    let unknown = sede(2).map(|office| Sede {
        hours: None,
        phones: Vec::new(),
        step_free: None,
        tactile_path: None,
        lis: None,
        ..office
    });
    let states = [
        ("aperta", open, monday.clone()),
        ("su-appuntamento", sede(1), at(date(2025, 3, 4).at(9, 0, 0, 0))),
        ("domenica", sede(1), at(date(2025, 3, 9).at(10, 0, 0, 0))),
        ("festa", sede(0), at(date(2025, 4, 21).at(10, 0, 0, 0))),
        ("chiusura", moved, monday.clone()),
        ("poco-nota", unknown, monday.clone()),
    ];
    let found = sede(1).map(|office| {
        let from = Some(Origin::of("Napoli", 2));
        Example::new("sedi/sede-trovata", office::page(monday, &Facts { office, near: Vec::new(), from }))
    });
    let made = states.into_iter().filter_map(|(name, office, setting)| {
        Some(Example::new(format!("sedi/sede-{name}"), office::page(&setting, &facts(office)?)))
    });
    made.chain(found).collect()
}

fn choices(lang: Lang, name: &str, typed: &str, why: Why) -> Option<Example> {
    match read(typed) {
        Asked::Which(choices) | Asked::Words(Some(choices)) => {
            Some(Example::new(name, pages::which(lang, typed, &choices, why)))
        }
        _ => None,
    }
}

fn results(name: &str, setting: &Setting, about: About, count: u16, page: usize) -> Example {
    let yours = matches!(about, About::Comune(..) | About::Provincia(_));
    let offices = (0..count).filter_map(sede).zip((0..).map(|n| Some((n + 1) * 2_750))).collect();
    let found = Results { typed: "Napoli".to_owned(), about, yours, offices };
    Example::new(name, pages::results(setting, &found, page))
}

fn place(code: &str, formerly: Option<&'static str>) -> Option<Comunale> {
    let comune = Comune::active(Belfiore::parse(code)?)?;
    Some(Comunale { formerly, ..comune.into() })
}

fn setting(lang: Lang, now: DateTime) -> Setting {
    let phone = |number: &str, line| Phone { number: number.to_owned(), line };
    Setting {
        lang,
        now,
        channel: Channel::Web,
        phones: vec![phone("803164", Line::Fixed), phone("06164164", Line::Mobile)],
        mail: "contatti@sportello.example".to_owned(),
    }
}

/// An invented office of the province of Naples; the `n`th stands `n` thousandths of a degree further north.
pub(super) fn sede(n: u16) -> Option<Sede> {
    const WEEKS: [&str; 3] = [
        "lun-ven 08:30-12:00; mar e gio anche 14:00-16:00",
        "lun mer ven 08:30-12:30; solo su appuntamento mar e gio",
        "lun-ven 08:30-13:00",
    ];
    const TOWNS: [(&str, &str, &str); 3] =
        [("Napoli", "F839", "80121"), ("Pozzuoli", "G964", "80078"), ("Portici", "G902", "80055")];
    let (comune, belfiore, cap) = *TOWNS.get(usize::from(n % 3))?;
    let kind = if n == 0 { Kind::Provincial } else { Kind::Agency };
    let what = if n == 0 { "Sede provinciale" } else { "Agenzia" };
    let number = if n < 3 { String::new() } else { format!(" {n}") };
    Some(Sede {
        code: format!("SIM{:04}", 9000 + n),
        name: format!("{what} di {comune}{number} (dati di prova)"),
        kind,
        provincia: Provincia::by_sigla("NA")?,
        comune: comune.to_owned(),
        belfiore: Belfiore::parse(belfiore)?,
        cap: cap.to_owned(),
        address: format!("Via di Prova {}", n + 1),
        position: Some(Position { lat: 40.8 + f32::from(n) / 1000.0, lon: 14.2 }),
        hours: hours::parse(WEEKS.get(usize::from(n % 3))?).ok(),
        closures: None,
        phones: vec![
            Phone { number: "803164".to_owned(), line: Line::Fixed },
            Phone { number: "06164164".to_owned(), line: Line::Mobile },
        ],
        step_free: Some(n % 4 != 3),
        tactile_path: Some(n.is_multiple_of(2)),
        lis: Some(n % 3 == 1),
        hearing_loop: None,
        lift: None,
        reserved_parking: None,
        pec: None,
        services: Vec::new(),
        synthetic: true,
    })
}
