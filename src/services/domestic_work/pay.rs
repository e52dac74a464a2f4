//! The pay that counts for contributions, of what was agreed: with its share of the thirteenth month, which the law gives
//! every domestic worker (L. 940/1953), and with meals and room at the value that the national contract gives them.

use a11y::text::Cents;

use super::rules;

/// A pay, as it was agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pay {
    /// For an hour.
    Hour(Cents),
    /// For a month.
    Month(Cents),
}

/// What the worker gets beside the pay: it counts as pay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    /// Meals a week.
    pub(super) meals: u8,
    /// A room.
    pub(super) room: bool,
}

/// The value of meals or of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Worth {
    /// In a week.
    pub(super) week: Cents,
    /// For each hour of it.
    pub(super) hour: Cents,
}

/// The pay that counts, step by step; each is for an hour and to the cent, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// What was agreed; of a month's pay, twelve of them over the hours of 52 weeks.
    pub(super) agreed: Cents,
    /// A twelfth of that.
    pub(super) thirteenth: Cents,
    /// The meals, where there are any.
    pub(super) meals: Option<Worth>,
    /// The room, where there is one.
    pub(super) room: Option<Worth>,
}

impl Counted {
    /// What counts, all told.
    pub(super) fn all(&self) -> Cents {
        let given = [self.meals, self.room].into_iter().flatten();
        Cents(self.agreed.0 + self.thirteenth.0 + given.map(|worth| worth.hour.0).sum::<i64>())
    }
}

/// Works out the pay that counts, of so many hours a week.
pub(super) fn counted(pay: Pay, given: Given, hours: u8) -> Counted {
    let hours = i64::from(hours.max(1));
    let worth = |week: i64| Worth { week: Cents(week), hour: Cents(rounded(week, hours)) };
    let agreed = match pay {
        Pay::Hour(pay) => pay.0,
        Pay::Month(pay) => rounded(pay.0 * 12, 52 * hours),
    };
    let (meal, room) = rules::BOARD;
    Counted {
        agreed: Cents(agreed),
        thirteenth: Cents(rounded(agreed, 12)),
        meals: (given.meals > 0).then(|| worth(i64::from(given.meals) * meal)),
        room: given.room.then(|| worth(7 * room)),
    }
}

fn rounded(of: i64, by: i64) -> i64 {
    (of + by / 2) / by
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Given = Given { meals: 0, room: false };

    #[test]
    fn the_thirteenth_month_counts_for_everybody_and_meals_and_room_where_they_are_given() {
        let hourly = |given| counted(Pay::Hour(Cents(900)), given, 20);
        assert_eq!((hourly(NOTHING).thirteenth, hourly(NOTHING).all()), (Cents(75), Cents(975)));
        let all = hourly(Given { meals: 5, room: true });
        assert_eq!(all.meals, Some(Worth { week: Cents(1155), hour: Cents(58) }));
        assert_eq!(all.room, Some(Worth { week: Cents(1386), hour: Cents(69) }));
        assert_eq!(all.all(), Cents(900 + 75 + 58 + 69));
    }

    #[test]
    fn a_pay_of_a_month_becomes_one_for_an_hour() {
        let monthly = |hours| counted(Pay::Month(Cents(100_000)), NOTHING, hours);
        assert_eq!((monthly(25).agreed, monthly(25).all()), (Cents(923), Cents(1000)));
        assert_eq!(monthly(0).agreed, Cents(23_077));
    }
}
