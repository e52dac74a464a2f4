//! The citizen whom the demo is shown with: one of the thousand, with a career that has everything in it.

use a11y::text::{Cents, Hundredths};
use jiff::civil::{Date, date};

use super::career::recorded;
use super::dice::Dice;
use super::stint::Stint;
use crate::import::citizens::{CitizenRow, ContactRow, start_of};
use crate::services::contribution_statement::period::{Kind, Period};

/// Noemi Mariani's fiscal code.
pub const CODE: &str = "MRNNMO69C66H501O";

/// Her PIN: read, print, order by post.
pub const PIN: &str = "27495163";

/// Her row of the thousand, with all contacts known for years.
pub(super) fn row(mut row: CitizenRow) -> CitizenRow {
    let contact =
        |kind, value: &str, since| ContactRow { kind, value: value.to_owned(), since: Some(start_of(since)) };
    row.street = Some("Via di Prova".to_owned());
    row.number = Some("12".to_owned());
    row.contacts = vec![
        contact("home", "+3990555012", date(2009, 3, 2)),
        contact("mobile", "+399320055512", date(2016, 10, 17)),
        contact("email", "noemi.mariani.12@example.org", date(2019, 5, 6)),
    ];
    row
}

/// Her periods: four regimes, several employers, credited time, gaps, low pay and two jobs at once.
pub fn periods() -> Vec<Period> {
    let mut periods = recorded(&stints(), &mut Dice::of(1, CODE));
    // A week's pay under the minimum, whatever the averages are.
    for period in periods.iter_mut().filter(|period| period.year() == 2017 && period.kind == Kind::PartTime) {
        // 140.00 euro of 200.76: 36.26 weeks count for the right.
        period.pay = Some(Cents(728_000));
        period.right = Hundredths(3_626);
    }
    periods
}

fn stints() -> Vec<Stint> {
    let work = |from: Date, to: Date, kind, employer: &str, share| Stint {
        from,
        to,
        kind,
        employer: employer.to_owned(),
        share,
        level: 95,
    };
    let none = Stint::credited;
    let forno = "Azienda di prova Forno Girasole";
    let torri = "Azienda di prova Tessitura Due Torri";
    let ponti = "Azienda di prova Officina Tre Ponti";
    let scuola = "Ente di prova Scuola dei Tigli";
    vec![
        work(date(1988, 9, 1), date(1990, 6, 30), Kind::Employee, forno, 100),
        none(date(1990, 7, 1), date(1990, 12, 31), Kind::Unemployment),
        work(date(1991, 3, 1), date(1991, 10, 31), Kind::Farm, "Azienda agricola di prova Vigna Alta", 100),
        work(date(1992, 9, 1), date(1996, 1, 31), Kind::Employee, torri, 100),
        none(date(1996, 2, 1), date(1996, 6, 30), Kind::Maternity),
        work(date(1996, 7, 1), date(1998, 4, 12), Kind::Employee, torri, 100),
        none(date(1998, 4, 13), date(1998, 5, 17), Kind::Sickness),
        work(date(1998, 5, 18), date(1999, 3, 31), Kind::Employee, torri, 100),
        work(date(1999, 4, 1), date(2001, 12, 31), Kind::PartTime, torri, 50),
        work(
            date(2002, 8, 1),
            date(2005, 7, 31),
            Kind::Collaborator,
            "Azienda di prova Grafica Arcobaleno",
            90,
        ),
        work(
            date(2005, 9, 1),
            date(2007, 12, 31),
            Kind::Domestic,
            "Datore di lavoro di prova Famiglia Due",
            50,
        ),
        work(date(2008, 2, 1), date(2009, 6, 30), Kind::Stage, "Azienda di prova Teatro Sipario", 100),
        work(date(2009, 9, 1), date(2016, 8, 31), Kind::PublicService, scuola, 100),
        work(date(2016, 10, 1), date(2018, 9, 30), Kind::PartTime, ponti, 40),
        work(date(2018, 7, 1), date(2018, 8, 31), Kind::Employee, "Azienda di prova Albergo Sole Alto", 100),
        none(date(2018, 10, 1), date(2019, 5, 31), Kind::Unemployment),
        work(
            date(2019, 6, 1),
            date(2025, 12, 31),
            Kind::Employee,
            "Azienda di prova Libreria Pagina Uno",
            100,
        ),
    ]
}
