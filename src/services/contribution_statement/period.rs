//! A period of work or of credited time, as the institute's records hold it.
//!
//! **Invariant**: a `Period` that exists lies within one calendar year and ends no earlier than it begins.

use a11y::text::{Cents, Hundredths};
use jiff::civil::Date;
use uuid::Uuid;

/// The four statements a career may spread over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Regime {
    /// Employees of firms, farm and domestic workers, artisans and traders.
    General,
    /// Gestione separata (L. 335/1995, art. 2 c. 26): collaborators and professionals without a fund.
    Separate,
    /// Employees of the State and of public bodies.
    Public,
    /// Entertainment and sport.
    Show,
}

impl Regime {
    /// Every regime, in the order of the statement.
    pub const ALL: [Regime; 4] = [Regime::General, Regime::Separate, Regime::Public, Regime::Show];

    /// As it is stored and imported.
    pub fn code(self) -> &'static str {
        match self {
            Regime::General => "general",
            Regime::Separate => "separate",
            Regime::Public => "public",
            Regime::Show => "show",
        }
    }

    /// The regime of a stored code.
    pub fn from_code(code: &str) -> Option<Regime> {
        Regime::ALL.into_iter().find(|regime| regime.code() == code)
    }
}

/// Why a contribution counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Paid because there was work.
    Obligatory,
    /// Credited without payment, for time in which one could not work.
    Figurative,
    /// Paid by choice, to go on.
    Voluntary,
    /// Bought back.
    Redeemed,
}

/// What a period was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Employed full time.
    Employee,
    /// Employed part time.
    PartTime,
    /// Farm work, counted in days.
    Farm,
    /// Domestic work, counted in weeks of 24 paid hours.
    Domestic,
    /// Artisan or trader.
    Business,
    /// Collaboration (Gestione separata), counted in months.
    Collaborator,
    /// Profession without a fund of its own (Gestione separata), counted in months.
    Professional,
    /// Service of the State or of a public body.
    PublicService,
    /// Entertainment, counted in days.
    Stage,
    /// Sport, counted in days.
    Sport,
    /// Credited: maternity leave.
    Maternity,
    /// Credited: unemployment benefit.
    Unemployment,
    /// Credited: sickness.
    Sickness,
    /// Credited: military service.
    Military,
    /// Voluntary contributions.
    Voluntary,
    /// Years of study bought back.
    Redeemed,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 16] = [
        Kind::Employee,
        Kind::PartTime,
        Kind::Farm,
        Kind::Domestic,
        Kind::Business,
        Kind::Collaborator,
        Kind::Professional,
        Kind::PublicService,
        Kind::Stage,
        Kind::Sport,
        Kind::Maternity,
        Kind::Unemployment,
        Kind::Sickness,
        Kind::Military,
        Kind::Voluntary,
        Kind::Redeemed,
    ];

    /// As it is stored and imported.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Employee => "employee",
            Kind::PartTime => "part-time",
            Kind::Farm => "farm",
            Kind::Domestic => "domestic",
            Kind::Business => "business",
            Kind::Collaborator => "collaborator",
            Kind::Professional => "professional",
            Kind::PublicService => "public-service",
            Kind::Stage => "stage",
            Kind::Sport => "sport",
            Kind::Maternity => "maternity",
            Kind::Unemployment => "unemployment",
            Kind::Sickness => "sickness",
            Kind::Military => "military",
            Kind::Voluntary => "voluntary",
            Kind::Redeemed => "redeemed",
        }
    }

    /// The kind of a stored code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Why it counts.
    pub fn class(self) -> Class {
        match self {
            Kind::Maternity | Kind::Unemployment | Kind::Sickness | Kind::Military => Class::Figurative,
            Kind::Voluntary => Class::Voluntary,
            Kind::Redeemed => Class::Redeemed,
            _ => Class::Obligatory,
        }
    }
}

/// What a period's quantity counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Days of work.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl Unit {
    /// As it is stored and imported.
    pub fn code(self) -> &'static str {
        match self {
            Unit::Days => "days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
            Unit::Years => "years",
        }
    }

    /// The unit of a stored code.
    pub fn from_code(code: &str) -> Option<Unit> {
        [Unit::Days, Unit::Weeks, Unit::Months, Unit::Years].into_iter().find(|unit| unit.code() == code)
    }
}

/// One row of a contribution statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its id; nil before it is stored.
    pub id: Uuid,
    /// The regime it belongs to.
    pub regime: Regime,
    /// What it was.
    pub kind: Kind,
    /// Its first day.
    pub from: Date,
    /// Its last day, in the same year.
    pub to: Date,
    /// What the quantity counts.
    pub unit: Unit,
    /// How many of them.
    pub quantity: i64,
    /// Weeks towards the right to a pension.
    pub right: Hundredths,
    /// Weeks towards its amount.
    pub measure: Hundredths,
    /// Pay or income that contributions were due on; none for credited time.
    pub pay: Option<Cents>,
    /// Who paid; empty where nobody did.
    pub employer: String,
    /// A remark of the institute; usually empty.
    pub note: String,
}

impl Period {
    /// The year it lies in.
    pub fn year(&self) -> i16 {
        self.from.year()
    }

    /// How many days it spans, first and last included.
    pub fn days(&self) -> i64 {
        days_between(self.from, self.to) + 1
    }
}

/// How many days lie from one day to another; negative if the other is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}
