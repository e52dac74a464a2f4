//! What is understood of what people write.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use proptest::prelude::*;

use super::*;

#[test]
fn a_place_is_found_among_other_words() {
    for (typed, place) in [
        ("Milano 20121", "milano"),
        ("20121 Milano", "milano"),
        ("Via Roma 3 Milano", "milano"),
        ("via dei Mille 12, 00185 Roma", "roma"),
        ("bressanone brixen", "bressanone"),
    ] {
        let found = place_in(typed);
        let found = found.as_deref();
        assert!(
            found == Some(place) || (place == "bressanone" && found == Some("brixen")),
            "{typed}: {found:?}"
        );
    }
    for typed in ["", "12", "xyzzy plugh", "Milano"] {
        assert_eq!(place_in(typed), None, "{typed}");
    }
}

fn told(typed: &str) -> String {
    match read(typed) {
        Asked::Nothing => "nothing".into(),
        Asked::WrongCap(digits) => format!("{digits} digits"),
        Asked::Cap(cap) => format!("CAP {}", cap.as_str()),
        Asked::Provincia(provincia) => format!("province {}", provincia.sigla),
        Asked::Comune(Comunale { comune, formerly, elsewhere }) => match (formerly, elsewhere) {
            (Some(name), _) => format!("{} once {name}", comune.label()),
            (None, Some(other)) => format!("{} not {}", comune.label(), other.sigla),
            (None, None) => comune.label(),
        },
        Asked::Ceased(comune) => format!("ceased {}", comune.label()),
        Asked::Regione(found) => {
            let siglas: Vec<_> = found.provinces.iter().map(|provincia| provincia.sigla).collect();
            format!("region {}: {}", found.name, siglas.join(" "))
        }
        Asked::Which(choices) => {
            let provincia = choices.provincia.map(|p| format!("province {}", p.sigla));
            let label = |found: &Comunale| match found.formerly.filter(|_| choices.comuni.len() <= 2) {
                Some(old) => format!("{} once {old}", found.comune.label()),
                None => found.comune.label(),
            };
            let comuni = choices.comuni.iter().take(3).map(label);
            let all: Vec<_> = provincia.into_iter().chain(comuni).collect();
            format!("which {}: {}", choices.name.unwrap_or_default(), all.join(", "))
        }
        Asked::Need => format!("need in {}", place_in(typed).unwrap_or_default()),
        Asked::Words(None) => "words".into(),
        Asked::Abroad(choices) => {
            let first = choices.map(|choices| choices.comuni[0].comune.label());
            format!("abroad {}", first.unwrap_or_default())
        }
        Asked::Words(Some(choices)) => match choices.comuni[0] {
            Comunale { comune, formerly: Some(name), .. } => {
                format!("perhaps {} once {name}", comune.label())
            }
            Comunale { comune, .. } => format!("perhaps {}", comune.label()),
        },
    }
}

#[test]
fn places_are_understood_as_people_write_them() {
    for (typed, expected) in [
        ("", "nothing"),
        (" ?! ", "nothing"),
        ("Roma", "Roma (RM)"),
        ("forlì", "Forlì (FC)"),
        ("FORLI'", "Forlì (FC)"),
        ("Reggio Calabria", "Reggio di Calabria (RC)"),
        ("S. Giovanni Rotondo", "San Giovanni Rotondo (FG)"),
        ("Sant’Angelo Lodigiano", "Sant'Angelo Lodigiano (LO)"),
        ("Bozen", "Bolzano (BZ)"),
        ("Bolzano/Bozen", "Bolzano (BZ)"),
        ("Porretta Terme", "Alto Reno Terme (BO) once Porretta Terme"),
        ("Napoli (MI)", "Napoli (NA) not MI"),
        ("Napoli (NA)", "Napoli (NA)"),
        ("Fiume", "Fiume Veneto (PN) once Fiume"),
        ("L’Alguer", "Alghero (SS)"),
        ("Casteldelpiano", "Castel del Piano (GR)"),
        ("Castro", "which Castro: Castro (BG), Castro (LE)"),
        (
            "Leggiuno-Sangiano",
            "which Leggiuno-Sangiano: Leggiuno (VA) once Leggiuno-Sangiano, Sangiano (VA) once Leggiuno-Sangiano",
        ),
        ("Castro (LE)", "Castro (LE)"),
        ("castro bg", "Castro (BG)"),
        ("Castro Bergamo", "Castro (BG)"),
        ("samone di torino", "Samone (TO)"),
        ("Peglio Pesaro e Urbino", "Peglio (PU)"),
        ("S. Giovanni", "which : San Giovanni (BZ), San Giovanni a Piro (SA), San Giovanni al Natisone (UD)"),
        ("San Giovanni (BZ)", "ceased San Giovanni (BZ)"),
        ("S. Maria", "which : Santa Maria del Cedro (CS), Santa Maria a Monte (PI), Santa Maria a Vico (CE)"),
        ("Santa Maria (CS)", "Santa Maria del Cedro (CS) once Santa Maria"),
        ("San Remo", "Sanremo (IM)"),
        ("Francia", "abroad Paderno Franciacorta (BS)"),
        ("Germany", "abroad "),
        ("Pola", "abroad Polaveno (BS)"),
        // Cities abroad, whatever comune is called like them.
        ("Parigi", "abroad "),
        ("Tunisi", "abroad "),
        ("Berlino", "abroad "),
        ("Londra", "abroad "),
        // Parts of a town today that were comuni, alone and with the town.
        ("Mestre", "Venezia (VE) once Mestre"),
        ("Mestre Venezia", "Venezia (VE) once Mestre"),
        ("Mestre (VE)", "Venezia (VE) once Mestre"),
        ("Paganica", "L'Aquila (AQ) once Paganica"),
        // Provinces that are no more lead to those that have their comuni.
        ("Val d’Aosta", "province AO"),
        ("BAT", "province BT"),
        ("Ogliastra", "province NU"),
        ("provincia dell’Ogliastra", "province NU"),
        ("Medio Campidano", "province SU"),
        ("Carbonia-Iglesias", "province SU"),
        ("Lecce provincia", "province LE"),
        ("Milano prov.", "province MI"),
        ("I-20121", "CAP 20121"),
        ("Vomero", "Napoli (NA) once Vomero"),
        ("Gomero", "perhaps Casto (BS) once Comero"),
        ("Ostia", "Roma (RM) once Ostia"),
        ("lido di ostia (RM)", "Roma (RM) once Lido di Ostia"),
        ("Ostia, Roma", "Roma (RM) once Ostia"),
        ("Eur", "Roma (RM) once EUR"),
        ("MARGHERA", "Venezia (VE) once Marghera"),
        ("Ostiano", "Ostiano (CR)"),
        ("St. Vincent", "Saint-Vincent (AO)"),
        ("S. Vincent", "Saint-Vincent (AO)"),
        ("Saint Vincent", "Saint-Vincent (AO)"),
        ("St Pierre", "Saint-Pierre (AO)"),
        ("Ste. Maria Maggiore", "Santa Maria Maggiore (VB)"),
        ("St. Ulrich", "Ortisei (BZ)"),
        ("80121", "CAP 80121"),
        ("٨٠١٢١", "CAP 80121"),
        ("80 121", "CAP 80121"),
        ("8012", "4 digits"),
        ("NA", "province NA"),
        ("provincia di Napoli", "province NA"),
        ("prov. NA", "province NA"),
        ("provincia dell’Aquila", "province AQ"),
        ("Città metropolitana di Milano", "province MI"),
        ("Valle d'Aosta", "province AO"),
        ("Liguria", "region Liguria: GE IM SP SV"),
        ("regione liguria", "region Liguria: GE IM SP SV"),
        ("Sicily", "region Sicilia: AG CL CT EN ME PA RG SR TP"),
        ("صقلية", "region Sicilia: AG CL CT EN ME PA RG SR TP"),
        ("Südtirol", "region Trentino-Alto Adige: BZ TN"),
        ("Alto Adige", "region Trentino-Alto Adige: BZ TN"),
        ("trentino", "region Trentino-Alto Adige: BZ TN"),
        ("S.ta Maria Maggiore", "Santa Maria Maggiore (VB)"),
        ("Sta. Maria Maggiore", "Santa Maria Maggiore (VB)"),
        ("Abano", "Abano Terme (PD) once Abano"),
        ("re", "which : province RE, Re (VB)"),
        // Former names that are still said, beside today's of the same name and beside a sigla.
        ("Calliano", "which Calliano: Calliano (TN), Calliano Monferrato (AT) once Calliano"),
        ("Brione", "which Brione: Brione (BS), Borgo Chiese (TN) once Brione"),
        ("Valverde", "which Valverde: Valverde (CT), Colli Verdi (PV) once Valverde"),
        ("Calliano (TN)", "Calliano (TN)"),
        ("Calliano AT", "Calliano Monferrato (AT) once Calliano"),
        ("Andalo", "Andalo (TN)"),
        ("Ro", "which : province RO, Riva del Po (FE) once Ro"),
        ("lu", "which : province LU, Lu e Cuccaro Monferrato (AL) once Lu"),
        (
            "S.",
            "which : San Bartolomeo al Mare (IM), San Bartolomeo in Galdo (BN), San Bartolomeo Val Cavargna (CO)",
        ),
        ("Sankt Ulrich", "Ortisei (BZ)"),
        ("Sankt Ulrich in Gröden", "Ortisei (BZ)"),
        ("Sankt Martin in Passeier", "San Martino in Passiria (BZ)"),
        ("Millano", "perhaps Milano (MI)"),
        ("lingua dei segni", "need in "),
        ("dei segni", "need in "),
        ("interprete LIS", "need in "),
        ("LIS Lecce", "need in lecce"),
        ("sede aperta sabato", "need in "),
        ("sede con parcheggio a Reggio Calabria", "need in reggio calabria"),
        ("senza gradini", "need in "),
        ("sign language Rome", "need in rome"),
        ("لغة الإشارة روما", "need in روما"),
        ("Segni", "Segni (RM)"),
        ("via di prova 5", "words"),
        ("qwxyz", "words"),
    ] {
        assert_eq!(told(typed), expected, "{typed}");
    }
}

#[test]
fn every_comune_is_meant_by_its_own_label() {
    for comune in Comune::all().iter().filter(|comune| comune.is_active()) {
        let asked = read(&comune.label());
        assert_eq!(asked, Asked::Comune(comune.into()), "{}", comune.label());
    }
}

#[test]
fn every_province_is_meant_by_its_words() {
    for provincia in Provincia::all().iter().filter(|provincia| !provincia.historic) {
        assert_eq!(read(&provincia.in_words()), Asked::Provincia(provincia), "{}", provincia.in_words());
    }
}

proptest! {
    #[test]
    fn no_words_panic(typed in any::<String>()) {
        let _ = read(&typed);
    }
}
