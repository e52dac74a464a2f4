//! The codes of a registration: what is chosen in the form, today's code, and the word of the LD09 form of 2002.
//!
//! Today's codes are those of the national data catalogue (INPS-it/NDC, `domesticWorkServices`, June 2025, CC BY 4.0).

use crate::citizen::codice_fiscale::Sex;

/// One thing that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Code {
    /// As the form sends it, and as the words know it.
    pub(super) value: &'static str,
    /// Today's code.
    pub(super) today: &'static str,
    /// What the form of 2002 called it; empty where it did not ask.
    pub(super) in_2002: &'static str,
}

const fn code(value: &'static str, today: &'static str, in_2002: &'static str) -> Code {
    Code { value, today, in_2002 }
}

/// Kinds of contract. `ND` (not defined) is for old records and is never chosen.
pub(super) const CONTRACTS: [Code; 3] = [OPEN_ENDED, FIXED_TERM, REPLACEMENT];
/// Without an end.
pub(super) const OPEN_ENDED: Code = code("indeterminato", "TIN", "");
/// With an end.
pub(super) const FIXED_TERM: Code = code("determinato", "TDE", "");
/// In the place of somebody who is away.
pub(super) const REPLACEMENT: Code = code("sostituzione", "TDS", "");

/// What the worker does.
pub(super) const ROLES: [Code; 2] = [code("colf", "0", "Colf"), code("badante", "1", "Badante")];

/// How the pay is agreed. The form of 2002 knew only pay by the hour.
pub(super) const PAYS: [Code; 2] = [HOURLY, code("mensile", "0", "")];
/// By the hour.
pub(super) const HOURLY: Code = code("oraria", "1", "Retribuzione oraria");

/// Identity documents.
pub(super) const DOCUMENTS: [Code; 8] = [
    code("carta", "1", "Carta d’identità"),
    code("carta-estera", "8", ""),
    code("passaporto", "2", "Passaporto"),
    code("passaporto-estero", "6", "Passaporto"),
    code("patente", "3", "Patente"),
    code("permesso", "10", ""),
    code("tessera", "4", "Tessera"),
    code("visto", "7", ""),
];

/// Titles to stay in Italy.
pub(super) const PERMITS: [Code; 6] = [
    code("soggiorno", "1", "Permesso di soggiorno"),
    code("lungo-periodo", "7", ""),
    code("rinnovo", "3", "Permesso di soggiorno"),
    code("attesa", "4", ""),
    code("permanente", "5", ""),
    code("altro", "6", ""),
];

/// Relations by blood up to the third degree, of the worker to the employer, the nearest first.
pub(super) const BLOOD: [&str; 9] = [
    "figlio",
    "genitore",
    "fratello",
    "nonno",
    "nipote-di-nonno",
    "zio",
    "nipote-di-fratello",
    "bisnonno",
    "pronipote",
];

/// Relations by marriage up to the third degree, the nearest first; today's codes leave out some of the spouse's kin, and
/// who has married a parent or a grandparent.
pub(super) const MARRIAGE: [&str; 10] = [
    "genero",
    "suocero",
    "coniuge-di-genitore",
    "cognato",
    "coniuge-di-nipote",
    "coniuge-di-nonno",
    "coniuge-di-zio",
    "coniuge-di-nipote-di-fratello",
    "coniuge-di-pronipote",
    "altro-affine",
];

/// Why a relationship ended: what an employer may say. `EM` is the office's own, `DE` and `LA` are older names of
/// others.
pub(super) const REASONS: [Code; 12] = [
    code("dimissioni", "DI", ""),
    code("dimissioni-giusta-causa", "DG", ""),
    code("dimissioni-prova", "DP", ""),
    code("licenziamento", "LI", ""),
    code("licenziamento-giusta-causa", "LG", ""),
    code("prova-non-superata", "PP", ""),
    code("accordo", "RC", ""),
    code("modifica-termine", "MT", ""),
    code("pensionamento", "PE", ""),
    code("decesso-datore", "DD", ""),
    code("decesso-lavoratore", "DL", ""),
    code("altro", "AL", ""),
];

/// Why a relationship can end: only a contract that has an end can have it moved.
pub(super) fn reasons(has_end: bool) -> Vec<Code> {
    REASONS.into_iter().filter(|reason| has_end || reason.today != "MT").collect()
}

/// What is chosen, among these.
pub(super) fn chosen(codes: &[Code], value: &str) -> Option<Code> {
    codes.iter().copied().find(|code| code.value == value)
}

/// Today's code of a relation: it differs with the worker's sex.
pub(super) fn kinship(relation: &str, worker: Sex) -> Option<&'static str> {
    let of = |male, female| if worker == Sex::Male { male } else { female };
    Some(match relation {
        "figlio" => of("1", "2"),
        "genitore" => of("3", "4"),
        "genero" => of("6", "5"),
        "suocero" => of("7", "8"),
        "nonno" => of("9", "10"),
        "nipote-di-nonno" => "11",
        "coniuge-di-nipote" => of("13", "12"),
        "fratello" => of("14", "15"),
        "cognato" => of("16", "17"),
        "bisnonno" => of("18", "19"),
        "pronipote" => "20",
        "coniuge-di-pronipote" => of("22", "21"),
        "zio" => of("23", "24"),
        "coniuge-di-zio" => of("26", "25"),
        "nipote-di-fratello" => "27",
        "coniuge-di-nipote-di-fratello" => of("29", "28"),
        _ => return None,
    })
}

/// How many generations older the worker is than the employer in the direct line, by today's code of their relation;
/// below nought where the worker is the younger one. `None` for every other relation: an uncle may be the younger.
pub(super) fn generations(code: &str) -> Option<i8> {
    Some(match code {
        "1" | "2" => -1,
        "3" | "4" => 1,
        "9" | "10" => 2,
        "11" => -2,
        "18" | "19" => 3,
        "20" => -3,
        _ => return None,
    })
}

/// Whether today's code is that of a brother or a sister.
pub(super) fn is_sibling(code: &str) -> bool {
    ["14", "15"].contains(&code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kinship_code_of_today_can_be_reached() {
        let relations = || BLOOD.iter().chain(&MARRIAGE);
        let of = |sex| relations().filter_map(move |relation| kinship(relation, sex));
        let codes: BTreeSet<u8> =
            of(Sex::Male).chain(of(Sex::Female)).filter_map(|code| code.parse().ok()).collect();
        assert_eq!(codes, (1..=29).collect());
        for none in CODELESS {
            assert!(MARRIAGE.contains(&none) && kinship(none, Sex::Male).is_none(), "{none}");
        }
    }

    /// What today's codes leave out.
    const CODELESS: [&str; 3] = ["coniuge-di-genitore", "coniuge-di-nonno", "altro-affine"];

    #[test]
    fn who_is_kin_by_marriage_to_the_third_degree_finds_an_answer() {
        // Of each relation by blood: its spouse, and the same relation of the employer's spouse.
        let by_marriage = [
            ("figlio", "genero", "altro-affine"),
            ("genitore", "coniuge-di-genitore", "suocero"),
            ("fratello", "cognato", "cognato"),
            ("nonno", "coniuge-di-nonno", "altro-affine"),
            ("nipote-di-nonno", "coniuge-di-nipote", "altro-affine"),
            ("zio", "coniuge-di-zio", "altro-affine"),
            ("nipote-di-fratello", "coniuge-di-nipote-di-fratello", "altro-affine"),
            ("bisnonno", "coniuge-di-nonno", "altro-affine"),
            ("pronipote", "coniuge-di-pronipote", "altro-affine"),
        ];
        assert_eq!(by_marriage.map(|(blood, ..)| blood), BLOOD);
        let answers: BTreeSet<&str> =
            by_marriage.into_iter().flat_map(|(_, of, spouse)| [of, spouse]).collect();
        assert_eq!(answers, BTreeSet::from(MARRIAGE));
        // Each in words of its own, in every language.
        for lang in a11y::text::Lang::ALL {
            let said = |relation| a11y::values::line(&super::super::words::relation_is(lang, relation), lang);
            let different: BTreeSet<String> = BLOOD.into_iter().chain(MARRIAGE).map(said).collect();
            assert_eq!(different.len(), BLOOD.len() + MARRIAGE.len());
        }
    }

    /// What is chosen, its code, and what the catalogue calls that.
    type Called = &'static [(&'static str, &'static str, &'static str)];

    /// What the catalogue calls each code (`tipo_contratto`, `tipo_mansione`, `tipo_retribuzione`, `tipo_documento`,
    /// `tipo_permesso` and `motivi_cessazione` of INPS-it/NDC, 9864f875), by what is chosen in the form.
    const CALLED: [(&[Code], Called); 6] = [
        (
            &CONTRACTS,
            &[
                ("indeterminato", "TIN", "Tempo indeterminato"),
                ("determinato", "TDE", "Tempo determinato"),
                ("sostituzione", "TDS", "Tempo determinato in sostituzione"),
            ],
        ),
        (&ROLES, &[("colf", "0", "Colf"), ("badante", "1", "Badante")]),
        (&PAYS, &[("oraria", "1", "Oraria"), ("mensile", "0", "Mensile")]),
        (
            &DOCUMENTS,
            &[
                ("carta", "1", "CARTA IDENTITA'"),
                ("carta-estera", "8", "CARTA IDENTITA' STRANIERA"),
                ("passaporto", "2", "PASSAPORTO ITALIANO"),
                ("passaporto-estero", "6", "PASSAPORTO STRANIERO"),
                ("patente", "3", "PATENTE GUIDA"),
                ("permesso", "10", "PERMESSO SOGGIORNO art.13 DL 113/2018"),
                ("tessera", "4", "TESSERA MINISTERIALE"),
                ("visto", "7", "VISTO CONSOLARE"),
            ],
        ),
        (
            &PERMITS,
            &[
                ("soggiorno", "1", "PERMESSO"),
                ("lungo-periodo", "7", "PERMESSO CE LUNGO PERIODO"),
                ("rinnovo", "3", "RINNOVO"),
                ("attesa", "4", "IN ATTESA DI PERMESSO"),
                ("permanente", "5", "CARTA PERMANENTE"),
                ("altro", "6", "ALTRO PROVVEDIMENTO"),
            ],
        ),
        (
            &REASONS,
            &[
                ("dimissioni", "DI", "DIMISSIONI"),
                ("dimissioni-giusta-causa", "DG", "DIMISSIONI GIUSTA CAUSA"),
                ("dimissioni-prova", "DP", "DIMISSIONI DURANTE IL PERIODO DI PROVA"),
                ("licenziamento", "LI", "LICENZIAMENTO"),
                ("licenziamento-giusta-causa", "LG", "LICENZIAMENTO PER GIUSTA CAUSA"),
                ("prova-non-superata", "PP", "MANCATO SUPERAMENTO DEL PERIODO DI PROVA"),
                ("accordo", "RC", "RISOLUZIONE CONSENSUALE"),
                ("modifica-termine", "MT", "MODIFICA DEL TERMINE INIZIALMENTE FISSATO"),
                ("pensionamento", "PE", "PENSIONAMENTO"),
                ("decesso-datore", "DD", "DECESSO DATORE DI LAVORO"),
                ("decesso-lavoratore", "DL", "DECESSO LAVORATORE"),
                ("altro", "AL", "ALTRO"),
            ],
        ),
    ];

    /// The same of `tipo_parentela`, where a worker is a man and where a woman.
    const RELATED: [(&str, [(&str, &str); 2]); 16] = [
        ("figlio", [("1", "Figlio"), ("2", "Figlia")]),
        ("genitore", [("3", "Padre"), ("4", "Madre")]),
        ("fratello", [("14", "Fratello"), ("15", "Sorella")]),
        ("nonno", [("9", "Nonno"), ("10", "Nonna")]),
        ("nipote-di-nonno", [("11", "Nipote (da Nonno)"); 2]),
        ("zio", [("23", "Zio"), ("24", "Zia")]),
        ("nipote-di-fratello", [("27", "Nipote-C (da Figli Fratello o Sorella)"); 2]),
        ("bisnonno", [("18", "Bisnonno"), ("19", "Bisnonna")]),
        ("pronipote", [("20", "Pronipote"); 2]),
        ("genero", [("6", "Genero"), ("5", "Nuora")]),
        ("suocero", [("7", "Suocero"), ("8", "Suocera")]),
        ("cognato", [("16", "Cognato"), ("17", "Cognata")]),
        ("coniuge-di-nipote", [("13", "Marito Nipote (da Nonno)"), ("12", "Moglie Nipote (da Nonno)")]),
        ("coniuge-di-zio", [("26", "Marito Zia"), ("25", "Moglie Zio")]),
        (
            "coniuge-di-nipote-di-fratello",
            [
                ("29", "Marito Nipote-C (da Figli Fratello o Sorella)"),
                ("28", "Moglie Nipote-C (da Figli Fratello o Sorella)"),
            ],
        ),
        ("coniuge-di-pronipote", [("22", "Marito Pronipote"), ("21", "Moglie Pronipote")]),
    ];

    #[test]
    fn each_choice_has_the_code_that_the_catalogue_calls_so() {
        for (codes, called) in CALLED {
            let ours: Vec<_> = codes.iter().map(|code| (code.value, code.today)).collect();
            let theirs: Vec<_> = called.iter().map(|(value, code, _)| (*value, *code)).collect();
            assert_eq!(ours, theirs);
        }
        for (relation, called) in RELATED {
            for (sex, (code, label)) in [Sex::Male, Sex::Female].into_iter().zip(called) {
                assert_eq!(kinship(relation, sex), Some(code), "{relation}: {label}");
            }
        }
        let named = BLOOD.iter().chain(&MARRIAGE).filter(|relation| !CODELESS.contains(relation));
        assert_eq!(named.count(), RELATED.len());
    }

    #[test]
    fn what_is_none_of_the_others_stands_last() {
        for codes in [&PERMITS[..], &REASONS] {
            assert_eq!(codes.last().map(|code| code.value), Some("altro"));
        }
        assert_eq!((BLOOD[0], MARRIAGE[9]), ("figlio", "altro-affine"));
    }

    #[test]
    fn no_code_stands_twice() {
        for codes in [&CONTRACTS[..], &ROLES, &PAYS, &DOCUMENTS, &PERMITS, &REASONS] {
            let today: BTreeSet<&str> = codes.iter().map(|code| code.today).collect();
            let values: BTreeSet<&str> = codes.iter().map(|code| code.value).collect();
            assert_eq!((today.len(), values.len()), (codes.len(), codes.len()));
            assert!(codes.iter().all(|code| chosen(codes, code.value) == Some(*code)));
        }
    }
}
