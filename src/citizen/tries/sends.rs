//! What is sent without signing in, counted by the place it comes from: one machine does not use up everybody's day.
//!
//! **Invariant**: who sends is not on record: a row has a keyed digest of the place, the form's name and a number.

use super::{day, digest, records, tomorrow};
use crate::clock::Moment;
use crate::config::Config;
use crate::db::{Conn, DbError};
use crate::seal::Keys;
use crate::services::Context;

/// How many times as much a kiosk may send: it serves everybody who comes to its office, a few minutes each.
const OF_KIOSK: i64 = 4;

/// The sends of one form from one place.
#[derive(Clone, Debug)]
pub struct Sends {
    place: String,
    form: &'static str,
    /// The most of a day.
    most: i64,
}

impl Sends {
    /// Those of the form of this name from where a call comes; a kiosk is known by its key, whatever its network.
    pub fn new(keys: &Keys, config: &Config, context: &Context, form: &'static str) -> Sends {
        let of_place = config.sends_a_place.max(1);
        let most = if context.kiosk.is_some() { of_place.saturating_mul(OF_KIOSK) } else { of_place };
        Sends { place: digest(keys, "sends/", context.place.as_bytes()), form, most }
    }

    /// From when on more may be sent, where the day's are used up; `None` if one may be sent now. Nothing is counted.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn are_over(&self, conn: &mut Conn, now: Moment) -> Result<Option<Moment>, DbError> {
        let sent = records::count(conn, &self.place, self.form, day(now)).await?;
        Ok((sent >= self.most).then(|| tomorrow(now)))
    }

    /// Counts one more, if the day has room for it: else from when on it has. Others from the place wait until this write
    /// ends, so many at once are no more than one by one. The log says it once before the day is used up, and once then.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn count(&self, tx: &mut Conn, now: Moment) -> Result<Option<Moment>, DbError> {
        let since = day(now);
        let sent = records::lock(tx, &self.place, self.form, since).await?.wrong;
        if sent >= self.most {
            return Ok(Some(tomorrow(now)));
        }
        let sent = records::add(tx, &self.place, self.form, since, now).await?;
        if let Some(words) = self.alert(sent) {
            tracing::warn!(form = self.form, sent, most = self.most, "{words}");
        }
        Ok(None)
    }

    /// What staff are told after so many.
    fn alert(&self, sent: i64) -> Option<&'static str> {
        match sent {
            sent if sent == self.most => {
                Some("one place has sent as much as it may today: the rest is refused")
            }
            sent if sent == self.most * 4 / 5 => Some("one place has sent most of what it may today"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use super::*;

    #[test]
    fn staff_are_told_once_before_the_day_is_used_up_and_once_then() {
        for most in [1, 2, 4, 5, 100] {
            let sends = Sends { place: String::new(), form: "pin", most };
            let told: Vec<&str> = (1..=most).filter_map(|sent| sends.alert(sent)).collect();
            let [.., last] = &told[..] else { panic!("nothing is told of {most}") };
            assert!(last.contains("refused"), "{last}");
            assert!(told.len() == 2 || most == 1, "{most}: {told:?}");
        }
    }
}
