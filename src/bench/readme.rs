//! The README's rows of figures: what each tells, with its figures in the order in which they are measured.

pub(super) const START: &str = "Start to first answer, existing database; resident when idle, at first; after ten \
                                thousand of each request";
pub(super) const VIEW: &str = "First view, heaviest of the pages that links lead to, compressed with headers";
pub(super) const IMPORT: &str = "Import on SQLite until it is on disk: citizens with contacts; contributions";
pub(super) const PUBLIC: &str = "A public page, to its bytes bare: kept, without a cookie and with one of preferences; \
                                 made anew (`sedi`); kept in parts, signed in";
pub(super) const STATEMENT: &str = "The statement with its 40 rows, bare with sqlx; signed in, audited on disk; to the bare \
                                    one; packing it. On disk: an order by post; a late answer of a full registration; \
                                    all its answers read again and sent";
pub(super) const SERVED: &str = "1, 2, 4, 8 times both: served";
pub(super) const RUSH: &str = "At each of these in turn: told to come again (the 503 Page), p99; then, until all is served \
            in time again";
pub(super) const LOST: &str = "Of what is to be in time: not served";
