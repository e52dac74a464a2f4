//! One row as both drivers give it, read column by column into a type of ours.
//!
//! **Invariant**: what cannot be read is told by its place, never by its value.

use rusqlite::types::FromSql;
use sqlx::{Decode, Postgres, Row as _, Type, postgres::PgRow};

use super::DbError;

/// A row being read: each `next` is the next column of the type that reads it.
#[derive(Debug)]
pub struct Got<'r> {
    pub(super) row: Source<'r>,
    /// Where the columns that are read stand in the answer.
    pub(super) places: &'r [usize],
    pub(super) next: usize,
}

#[derive(Debug)]
pub(super) enum Source<'r> {
    Lite(&'r rusqlite::Row<'r>),
    Pg(&'r PgRow),
}

/// A value both databases give alike: those of [`Value`](super::Value) that own what they hold.
pub trait Field: FromSql + for<'r> Decode<'r, Postgres> + Type<Postgres> {}
impl<T> Field for T where T: FromSql + for<'r> Decode<'r, Postgres> + Type<Postgres> {}

impl Got<'_> {
    /// The next column.
    ///
    /// # Errors
    /// [`DbError::Unreadable`] if it is of another type, or null where it may not be.
    #[allow(clippy::should_implement_trait)] // It is no iterator: each column may be of another type.
    pub fn next<T: Field>(&mut self) -> Result<T, DbError> {
        let (column, place) = self.column()?;
        let value = match &self.row {
            Source::Lite(row) => row.get(place).ok(),
            Source::Pg(row) => row.try_get(place).ok(),
        };
        value.ok_or_else(|| unreadable(column))
    }

    /// The next column, a text that stands for something: read where it lies.
    ///
    /// # Errors
    /// [`DbError::Unreadable`] if it is no text, or `read` finds nothing in it.
    pub fn text<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Result<T, DbError> {
        let (column, place) = self.column()?;
        let value = match &self.row {
            Source::Lite(row) => row.get_ref(place).ok().and_then(|value| value.as_str().ok()).and_then(read),
            Source::Pg(row) => row.try_get(place).ok().and_then(read),
        };
        value.ok_or_else(|| unreadable(column))
    }

    /// The number of the column that comes, and its place in the answer.
    fn column(&mut self) -> Result<(usize, usize), DbError> {
        self.next += 1;
        let place = self.places.get(self.next - 1).ok_or_else(|| unreadable(self.next))?;
        Ok((self.next, *place))
    }
}

fn unreadable(column: usize) -> DbError {
    DbError::Unreadable(format!("column {column} does not hold what it should"))
}

/// A struct declared in [`row!`](crate::row), or a tuple, made of values both databases read alike.
pub trait FromRow: Sized + Send {
    /// The names of its columns, in the order it reads them; none if it reads them as they stand.
    const COLUMNS: &'static [&'static str];

    /// Reads it.
    ///
    /// # Errors
    /// [`DbError::Unreadable`]
    fn read(row: &mut Got<'_>) -> Result<Self, DbError>;
}

/// Where the columns of a type stand among those of an answer.
pub(super) fn places<R: FromRow>(answered: &[&str]) -> Result<Vec<usize>, DbError> {
    if R::COLUMNS.is_empty() {
        return Ok((0..answered.len()).collect());
    }
    let place = |name: &&str| {
        let found = answered.iter().position(|column| column == name);
        found.ok_or_else(|| DbError::Unreadable(format!("there is no column {name}")))
    };
    R::COLUMNS.iter().map(place).collect()
}

/// Declares a struct that is read from a row: each field from the column of its name.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$of:meta])* $seen:vis $field:ident: $kind:ty),* $(,)?
    }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$of])* $seen $field: $kind),* }

        impl $crate::db::FromRow for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn read(row: &mut $crate::db::Got<'_>) -> Result<Self, $crate::db::DbError> {
                Ok(Self { $($field: row.next()?),* })
            }
        }
    };
}

macro_rules! tuples {
    ($($($kind:ident)+;)+) => { $(
        impl<$($kind: Field + Send),+> FromRow for ($($kind,)+) {
            const COLUMNS: &'static [&'static str] = &[];

            fn read(row: &mut Got<'_>) -> Result<Self, DbError> {
                Ok(($(row.next::<$kind>()?,)+))
            }
        }
    )+ };
}
tuples!(A; A B; A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H; A B C D E F G H I;);
