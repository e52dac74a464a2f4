//! The answers of the examples, right and wrong, of invented people.

/// The answers about an employer who is a person.
pub(in super::super) const PERSON: &[(&str, &str)] = &[
    ("chi-assume", "persona"),
    ("datore-codice-fiscale", "{proprio}"),
    ("datore-cognome", "Prova"),
    ("datore-nome", "Anna"),
    ("datore-sesso", "F"),
    ("datore-nascita-giorno", "27"),
    ("datore-nascita-mese", "3"),
    ("datore-nascita-anno", "1958"),
    ("datore-cognome-marito", ""),
    ("datore-professione", ""),
    ("datore-luogo-nascita", "Castro"),
    ("datore-provincia-nascita", "BG"),
    ("datore-cittadinanza", "Italia"),
    ("datore-via", "Via dei Mille"),
    ("datore-numero-civico", "12"),
    ("datore-comune", "Roma"),
    ("datore-provincia", "RM"),
    ("datore-cap", "00185"),
    ("datore-frazione", ""),
    ("datore-telefono", "06 12345678"),
    ("datore-documento", "carta"),
    ("datore-documento-numero", "CA12345AB"),
];

/// The answers about a community that employs.
pub(in super::super) const BODY: &[(&str, &str)] = &[
    ("chi-assume", "religiosa"),
    ("ente-nome", "Comunità di prova San Benedetto"),
    ("ente-codice", "80078750587"),
    ("ente-via", "Via del Monastero"),
    ("ente-numero-civico", "1"),
    ("ente-comune", "Peschiera"),
    ("ente-provincia", ""),
    ("ente-cap", "20068"),
    ("ente-frazione", ""),
    ("ente-telefono", ""),
    ("ente-quale-comune-peschiera", "G488"),
];

/// The answers about a worker from outside the Union.
pub(in super::super) const WORKER: &[(&str, &str)] = &[
    ("lavoratore-codice-fiscale", "{lavoratore}"),
    ("lavoratore-cognome", "Esempio"),
    ("lavoratore-nome", "Rosa"),
    ("lavoratore-sesso", "F"),
    ("lavoratore-nascita-giorno", "14"),
    ("lavoratore-nascita-mese", "5"),
    ("lavoratore-nascita-anno", "1980"),
    ("lavoratore-luogo-nascita", "Perù"),
    ("lavoratore-provincia-nascita", "EE"),
    ("lavoratore-cittadinanza", "Perù"),
    ("lavoratore-via", "Via Tuscolana"),
    ("lavoratore-numero-civico", "210"),
    ("lavoratore-comune", "Roma"),
    ("lavoratore-provincia", ""),
    ("lavoratore-cap", "00181"),
    ("lavoratore-frazione", ""),
    ("lavoratore-telefono", "333 1234567"),
    ("lavoratore-documento", "passaporto-estero"),
    ("lavoratore-documento-numero", "PE 123456"),
    ("lavoratore-documento-scadenza-giorno", "31"),
    ("lavoratore-documento-scadenza-mese", "12"),
    ("lavoratore-documento-scadenza-anno", "2030"),
    ("lavoratore-permesso", "soggiorno"),
    ("lavoratore-permesso-numero", "I12345678"),
];

/// The answers about work in good time, by the hour.
pub(in super::super) const JOB: &[(&str, &str)] = &[
    ("mansione", "colf"),
    ("inizio-giorno", "1"),
    ("inizio-mese", "12"),
    ("inizio-anno", "2026"),
    ("contratto", "indeterminato"),
    ("convivente", "no"),
    ("vitto-alloggio", "vitto"),
    ("pasti", "5"),
    ("ore", "10"),
    ("tipo-paga", "oraria"),
    ("paga-concordata", "9,00"),
    ("luogo", "datore"),
    ("avvisi", "datore"),
];

/// Work that has begun already, with an end, by the month, in another place.
pub(in super::super) const LATE_JOB: &[(&str, &str)] = &[
    ("mansione", "badante"),
    ("inizio-giorno", "16"),
    ("inizio-mese", "11"),
    ("inizio-anno", "2026"),
    ("contratto", "determinato"),
    ("termine-giorno", "15"),
    ("termine-mese", "5"),
    ("termine-anno", "2027"),
    ("convivente", "si"),
    ("vitto-alloggio", "vitto\nalloggio"),
    ("pasti", "14"),
    ("ore", "40"),
    ("tipo-paga", "mensile"),
    ("paga-concordata", "1400"),
    ("luogo", "altro"),
    ("luogo-via", "Via del Mare"),
    ("luogo-numero-civico", "snc"),
    ("luogo-comune", "Castro"),
    ("luogo-provincia", "LE"),
    ("luogo-cap", "73030"),
    ("luogo-frazione", "Marina"),
    ("luogo-telefono", ""),
    ("avvisi", "altro"),
    ("avvisi-via", "Via Cavour"),
    ("avvisi-numero-civico", "3"),
    ("avvisi-comune", "Roma"),
    ("avvisi-provincia", ""),
    ("avvisi-cap", "00184"),
    ("avvisi-frazione", ""),
    ("avvisi-telefono", ""),
];

/// Another place of work, and of the payment notices.
pub(in super::super) const PLACE: &[(&str, &str)] = &[
    ("luogo-provincia", ""),
    ("avvisi-via", "Via Cavour"),
    ("avvisi-numero-civico", "3"),
    ("avvisi-provincia", ""),
    ("avvisi-cap", "20068"),
    ("avvisi-frazione", ""),
    ("avvisi-telefono", ""),
    ("luogo-via", "Via del Mare"),
    ("luogo-numero-civico", "snc"),
    ("luogo-cap", "20068"),
    ("luogo-frazione", ""),
    ("luogo-telefono", ""),
];

const KIN: &[(&str, &str)] = &[
    ("parentela", "affine"),
    ("quale-affine", "cognato"),
    ("prova", "pagamenti\naltro"),
    ("prova-altro", "Le lettere di lavoro"),
];

/// Everything answered: kin, on time.
pub(in super::super) const FULL: [&[(&str, &str)]; 4] = [PERSON, WORKER, JOB, KIN];

/// A community, late.
pub(in super::super) const COMMUNITY: [&[(&str, &str)]; 3] = [BODY, WORKER, LATE_JOB];

/// A spouse whose employer has no carer's allowance: nothing can be sent.
pub(in super::super) const REFUSED: [(&str, &str); 2] = [("parentela", "coniuge"), ("accompagnamento", "no")];

/// A spouse whose employer has a carer's allowance; the sums of a year not known yet.
pub(in super::super) const SPOUSE: [&[(&str, &str)]; 5] = [
    PERSON,
    WORKER,
    JOB,
    &[("parentela", "coniuge"), ("accompagnamento", "si")],
    &[
        ("inizio-mese", "1"),
        ("inizio-anno", "2027"),
        ("contratto", "sostituzione"),
        ("termine-giorno", "30"),
        ("termine-mese", "6"),
        ("termine-anno", "2027"),
    ],
];

/// Work that was all over before it is registered: it ended in a week of the next quarter.
const OVER: Fields = &[
    ("inizio-mese", "9"),
    ("contratto", "determinato"),
    ("termine-giorno", "30"),
    ("termine-mese", "9"),
    ("termine-anno", "2026"),
];

/// Work for some days, well paid.
const SHORT: Fields = &[
    ("inizio-giorno", "10"),
    ("contratto", "determinato"),
    ("termine-giorno", "20"),
    ("termine-mese", "12"),
    ("termine-anno", "2026"),
    ("vitto-alloggio", ""),
    ("paga-concordata", "15,00"),
];

/// What else is told before the send: by the name of its state, the answers in place of those on time.
pub(in super::super) const REVIEWED: &[(&str, Fields)] = &[
    ("anni-fa", &[("inizio-mese", "3"), ("inizio-anno", "2023")]),
    ("prescritta", &[("inizio-mese", "3"), ("inizio-anno", "2020")]),
    ("finita", OVER),
    ("breve", SHORT),
    (
        "documento-scaduto-senza-stanza",
        &[("lavoratore-documento-scadenza-anno", "2025"), ("convivente", "si"), ("vitto-alloggio", "vitto")],
    ),
    (
        "stanza-non-convivente",
        &[("vitto-alloggio", "vitto\nalloggio"), ("tipo-paga", "mensile"), ("paga-concordata", "390,00")],
    ),
    ("parente-per-eta", &[("parentela", "parente"), ("quale-parente", "nonno")]),
    (
        "documento-scade-prima",
        &[
            ("lavoratore-documento-scadenza-giorno", "30"),
            ("lavoratore-documento-scadenza-mese", "11"),
            ("lavoratore-documento-scadenza-anno", "2026"),
        ],
    ),
];

/// Work that begins on the day after that of the examples, in so many hours that no room changes a contribution.
pub(in super::super) const TOMORROW: &[(&str, &str)] =
    &[("inizio-giorno", "24"), ("inizio-mese", "11"), ("convivente", "si"), ("ore", "30")];

/// Answers by the names of their fields.
pub(in super::super) type Fields = &'static [(&'static str, &'static str)];

/// More than any box takes in one line.
const LONG: &str = "Tutto quello che si può dire in una riga, e poi ancora qualche parola che in quella riga non ha più \
                    posto, perché è troppo";

/// Steps with what is wrong there.
pub(in super::super) const WRONG: &[(&str, Fields)] = &[
    ("chi-assume", &[("chi-assume", "")]),
    (
        "datore",
        &[
            ("datore-codice-fiscale", "{lavoratore}"),
            ("datore-cognome", "Verdi"),
            ("datore-nome", ""),
            ("datore-cognome-marito", "R2D2"),
            ("datore-professione", LONG),
        ],
    ),
    ("datore-cittadinanza", &[("datore-cittadinanza", "Atlantide")]),
    ("datore-documento", &[("datore-documento", ""), ("datore-documento-numero", "?")]),
    ("lavoratore", &[("lavoratore-codice-fiscale", "{proprio}")]),
    ("datore-nascita", &[("datore-luogo-nascita", "Parigi"), ("datore-provincia-nascita", "")]),
    (
        "datore-quale-luogo",
        &[
            ("datore-luogo-nascita", "Brione"),
            ("datore-provincia-nascita", ""),
            ("datore-quale-luogo-brione", ""),
        ],
    ),
    ("datore-quale-stato", &[("datore-cittadinanza", "Corea"), ("datore-quale-stato-corea", "")]),
    ("datore-residenza", &[("datore-numero-civico", ""), ("datore-cap", "20121")]),
    (
        "datore-quale-comune",
        &[
            ("datore-comune", "Peschiera"),
            ("datore-provincia", ""),
            ("datore-cap", "20068"),
            ("datore-quale-comune-peschiera", ""),
        ],
    ),
    (
        "lavoratore-nome",
        &[("lavoratore-cognome", ""), ("lavoratore-nome", "Bruno"), ("lavoratore-sesso", "")],
    ),
    (
        "lavoratore-nascita",
        &[("lavoratore-luogo-nascita", "Atlantide"), ("lavoratore-provincia-nascita", "")],
    ),
    (
        "lavoratore-quale-luogo",
        &[
            ("lavoratore-luogo-nascita", "Brione"),
            ("lavoratore-provincia-nascita", ""),
            ("lavoratore-quale-luogo-brione", ""),
        ],
    ),
    ("lavoratore-cittadinanza", &[("lavoratore-cittadinanza", "")]),
    ("lavoratore-quale-stato", &[("lavoratore-cittadinanza", "Corea"), ("lavoratore-quale-stato-corea", "")]),
    (
        "lavoratore-quale-comune",
        &[
            ("lavoratore-comune", "Peschiera"),
            ("lavoratore-cap", "20068"),
            ("lavoratore-quale-comune-peschiera", ""),
        ],
    ),
    ("ente", &[("chi-assume", "militare"), ("ente-nome", ""), ("ente-codice", "")]),
    ("ente-sede", &[("chi-assume", "militare"), ("ente-comune", ""), ("ente-cap", "")]),
    ("ente-quale-comune", &[("chi-assume", "militare"), ("ente-quale-comune-peschiera", "")]),
    (
        "luogo-indirizzo",
        &[
            ("luogo", "altro"),
            ("luogo-via", LONG),
            ("luogo-numero-civico", LONG),
            ("luogo-comune", "Roma"),
            ("luogo-provincia", ""),
            ("luogo-cap", "20121"),
        ],
    ),
    (
        "luogo-quale-comune",
        &[("luogo", "altro"), ("luogo-comune", "Peschiera"), ("luogo-quale-comune-peschiera", "")],
    ),
    ("avvisi", &[("avvisi", "")]),
    ("avvisi-indirizzo", &[("avvisi", "altro"), ("avvisi-comune", "Peschiera"), ("avvisi-via", "")]),
    (
        "avvisi-quale-comune",
        &[("avvisi", "altro"), ("avvisi-comune", "Peschiera"), ("avvisi-quale-comune-peschiera", "")],
    ),
    ("quale-parente", &[("parentela", "parente"), ("quale-parente", "")]),
    (
        "lavoratore-residenza",
        &[
            ("lavoratore-via", ""),
            ("lavoratore-frazione", LONG),
            ("lavoratore-comune", "Atlantide"),
            ("lavoratore-cap", "12"),
            ("lavoratore-telefono", "1"),
        ],
    ),
    (
        "lavoratore-documento",
        &[("lavoratore-documento-numero", ""), ("lavoratore-documento-scadenza-anno", "1920")],
    ),
    ("lavoratore-permesso", &[("lavoratore-permesso", ""), ("lavoratore-permesso-numero", "?")]),
    ("mansione", &[("mansione", "")]),
    ("inizio", &[("inizio-anno", "1962")]),
    ("contratto", &[("contratto", "")]),
    (
        "termine",
        &[
            ("contratto", "determinato"),
            ("termine-giorno", "1"),
            ("termine-mese", "12"),
            ("termine-anno", "2029"),
        ],
    ),
    ("convivenza", &[("convivente", ""), ("vitto-alloggio", "altro")]),
    ("pasti", &[("pasti", "")]),
    ("orario", &[("ore", "55")]),
    ("paga", &[("paga-concordata", "1400")]),
    ("luogo", &[("luogo", "")]),
    ("parentela", &[("parentela", "")]),
    ("accompagnamento", &[("parentela", "coniuge"), ("accompagnamento", "")]),
    ("quale-affine", &[("quale-affine", "")]),
    ("prova", &[("prova", "")]),
    ("prova-altro", &[("prova", "altro"), ("prova-altro", "")]),
];

/// Steps that only other answers lead to, as they are asked.
pub(in super::super) const ASKED: &[(&str, Fields)] = &[
    ("non-registrabile", &REFUSED),
    ("datore-quale-luogo", &[("datore-luogo-nascita", "Brione"), ("datore-provincia-nascita", "")]),
    ("datore-quale-stato", &[("datore-cittadinanza", "Corea")]),
    (
        "datore-quale-comune",
        &[("datore-comune", "Peschiera"), ("datore-provincia", ""), ("datore-cap", "20068")],
    ),
    (
        "lavoratore-quale-luogo",
        &[("lavoratore-luogo-nascita", "Brione"), ("lavoratore-provincia-nascita", "")],
    ),
    ("lavoratore-quale-stato", &[("lavoratore-cittadinanza", "Corea")]),
    ("lavoratore-quale-comune", &[("lavoratore-comune", "Peschiera"), ("lavoratore-cap", "20068")]),
    ("luogo-quale-comune", &[("luogo", "altro"), ("luogo-comune", "Peschiera")]),
    ("avvisi-quale-comune", &[("avvisi", "altro"), ("avvisi-comune", "Peschiera")]),
    ("quale-parente", &[("parentela", "parente")]),
];

/// The same steps with other things that are wrong.
pub(in super::super) const WRONG_TOO: &[(&str, &str, Fields)] = &[
    ("lavoratore-nome", "lettere", &[("lavoratore-cognome", "Приклад"), ("lavoratore-nome", "Роза")]),
    (
        "lavoratore-quale-luogo",
        "altro",
        &[
            ("lavoratore-luogo-nascita", "Brione"),
            ("lavoratore-provincia-nascita", ""),
            ("lavoratore-quale-luogo-brione", "B184"),
        ],
    ),
    ("lavoratore-nascita", "provincia", &[("lavoratore-provincia-nascita", "BG")]),
    ("pasti", "troppi", &[("pasti", "21")]),
    ("pasti", "decimali", &[("pasti", "3,5")]),
    ("orario", "decimali", &[("ore", "12,5")]),
    ("orario", "convivente", &[("convivente", "si"), ("ore", "60")]),
    ("paga", "tre-cifre", &[("paga-concordata", "9,755")]),
    ("paga", "migliaia", &[("tipo-paga", "oraria"), ("paga-concordata", "9.755")]),
    // What was typed when the form asked another sum.
    ("paga", "di-prima", &[("paga-concordata", ""), ("paga", "9,75")]),
    ("paga", "poco", &[("paga-concordata", "0,01")]),
    ("paga", "al-mese", &[("tipo-paga", "mensile"), ("paga-concordata", "20.000,01")]),
    (
        "luogo-indirizzo",
        "provincia",
        &[("luogo", "altro"), ("luogo-comune", "Milano"), ("luogo-provincia", "Roma")],
    ),
    ("inizio", "anno", &[("inizio-anno", "26")]),
    ("lavoratore-documento", "lontana", &[("lavoratore-documento-scadenza-anno", "2099")]),
];

/// The same steps in other words.
pub(in super::super) const WRONG_IN_WORDS: &[(&str, &str, Fields)] = &[
    ("ente", "controllo", &[("chi-assume", "militare"), ("ente-codice", "80078750588")]),
    ("ente", "corto", &[("chi-assume", "militare"), ("ente-codice", "8007875")]),
    ("orario", "vuoto", &[("ore", "")]),
    ("orario", "nessuna", &[("ore", "0")]),
    ("orario", "parole", &[("ore", "dieci")]),
    ("paga", "vuota", &[("tipo-paga", ""), ("paga-concordata", "")]),
    ("paga", "parole", &[("paga-concordata", "nove")]),
    ("inizio", "lontano", &[("inizio-anno", "2037")]),
    ("inizio", "giovane", &[("inizio-anno", "1990")]),
    ("lavoratore-cittadinanza", "un-comune", &[("lavoratore-cittadinanza", "Roma")]),
    ("lavoratore-quale-stato", "non-cosi", &[("lavoratore-cittadinanza", "Rom")]),
    ("prova-altro", "lunga", &[("prova", "altro"), ("prova-altro", LONG)]),
    ("paga", "un-ora", &[("ore", "1"), ("tipo-paga", "mensile"), ("paga-concordata", "20.000,01")]),
    (
        "termine",
        "prima",
        &[
            ("contratto", "determinato"),
            ("termine-giorno", "1"),
            ("termine-mese", "12"),
            ("termine-anno", "2020"),
        ],
    ),
];
