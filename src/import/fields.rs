//! Reading the fields of a row: text, days, numbers with decimals.
//!
//! **Invariant**: what these refuse becomes a bad row with its reason, never a panic and never a guess.

use jiff::civil::Date;

use crate::places::is_invisible;

/// The longest text a field may hold, in characters.
const LONGEST: usize = 200;

/// Why a row cannot be imported; written beside it into the file of bad rows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// Not valid UTF-8.
    #[error("the row is not valid UTF-8")]
    Encoding,
    /// A quotation mark without its second.
    #[error("{}", crate::csv_lines::QUOTE_OPEN)]
    QuoteOpen,
    /// More or fewer fields than the header names.
    #[error("the row has {found} fields, the header {expected}")]
    Width {
        /// Fields of the row.
        found: usize,
        /// Fields of the header.
        expected: usize,
    },
    /// A field that must not be empty.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// A field that cannot be read.
    #[error("{field}: {why}")]
    Field {
        /// The column.
        field: &'static str,
        /// What is wrong with it; never the value itself.
        why: String,
    },
    /// A contribution of someone who is not in the records.
    #[error("fiscal_code: there is no such citizen on record")]
    Nobody,
    /// The fiscal code says something else than the row.
    #[error("{0} does not agree with fiscal_code")]
    Contradiction(&'static str),
}

impl RowProblem {
    /// A field that cannot be read.
    pub(super) fn field(field: &'static str, why: impl Into<String>) -> RowProblem {
        RowProblem::Field { field, why: why.into() }
    }
}

/// One line of text, which may be empty; blanks around it are dropped.
pub(super) fn text(field: &'static str, raw: &str) -> Result<String, RowProblem> {
    let raw = raw.trim();
    if raw.chars().any(|c| c.is_control() || is_invisible(c)) {
        return Err(RowProblem::field(field, "has a control character or one that cannot be seen"));
    }
    if raw.chars().count() > LONGEST {
        return Err(RowProblem::field(field, format!("is longer than {LONGEST} characters")));
    }
    Ok(raw.to_owned())
}

/// One line of text that must not be empty.
pub(super) fn filled(field: &'static str, raw: &str) -> Result<String, RowProblem> {
    let text = text(field, raw)?;
    if text.is_empty() { Err(RowProblem::Empty(field)) } else { Ok(text) }
}

/// A day written `YYYY-MM-DD`.
pub(super) fn day(field: &'static str, raw: &str) -> Result<Date, RowProblem> {
    let raw = raw.trim();
    let wrong = || RowProblem::field(field, "must be a day that exists, written YYYY-MM-DD");
    if raw.is_empty() {
        return Err(RowProblem::Empty(field));
    }
    let [year, month, day] = parts(raw).ok_or_else(wrong)?;
    let [month, day] = [month, day].map(|n| i8::try_from(n).unwrap_or(0));
    Date::new(year, month, day).map_err(|_| wrong())
}

fn parts(raw: &str) -> Option<[i16; 3]> {
    let bytes = raw.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        let digits = raw.get(range).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
        digits?.parse::<i16>().ok()
    };
    Some([number(0..4)?, number(5..7)?, number(8..10)?])
}

/// A number of at most two decimals, after a point, as hundredths; never negative.
pub(super) fn hundredths(field: &'static str, raw: &str) -> Result<i64, RowProblem> {
    let raw = raw.trim();
    let wrong = || RowProblem::field(field, "must be a number such as 52 or 1234.50");
    let (whole, decimals) = raw.split_once('.').unwrap_or((raw, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || decimals.len() > 2 || !digits(whole) || !digits(decimals) {
        return Err(wrong());
    }
    let whole: i64 = whole.parse().map_err(|_| wrong())?;
    let cents = match decimals.len() {
        0 => 0,
        1 => 10 * decimals.parse::<i64>().map_err(|_| wrong())?,
        _ => decimals.parse().map_err(|_| wrong())?,
    };
    Ok(100 * whole + cents)
}

/// A whole number that is not negative.
pub(super) fn whole(field: &'static str, raw: &str) -> Result<i64, RowProblem> {
    match hundredths(field, raw)? {
        n if n % 100 == 0 => Ok(n / 100),
        _ => Err(RowProblem::field(field, "must be a whole number")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_to_the_hundredth_and_no_further() {
        assert_eq!(hundredths("pay", "1234.5").unwrap(), 123_450);
        assert_eq!(hundredths("pay", "52").unwrap(), 5_200);
        assert_eq!(hundredths("pay", "0.07").unwrap(), 7);
        for wrong in ["", ".", "1.234", "-1", "1,5", "1e3", "٣", "9999999999999"] {
            assert!(hundredths("pay", wrong).is_err(), "{wrong}");
        }
        assert!(whole("quantity", "1.5").is_err());
    }

    #[test]
    fn days_must_exist() {
        assert_eq!(day("from", "2024-02-29").unwrap(), jiff::civil::date(2024, 2, 29));
        for wrong in ["2023-02-29", "29/02/2024", "2024-2-29", "+024-02-29", "2024-02-29T00:00"] {
            assert!(day("from", wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(raw in ".*") {
            let _ = (text("a", &raw), day("a", &raw), hundredths("a", &raw), whole("a", &raw));
        }

        #[test]
        fn what_is_written_with_two_decimals_is_read_back(n in 0i64..100_000_000_000) {
            prop_assert_eq!(hundredths("a", &format!("{}.{:02}", n / 100, n % 100)).unwrap(), n);
        }
    }
}
