//! What is read by one whose session cannot be looked up, for the records are away.
//!
//! **Invariant**: they are shown what everyone may read and nothing that is sent: its token would be that of nobody, and
//! the answer to it might take their session away.

use super::Visit;
use super::framing::sends;
use crate::citizen::Level;
use crate::services::{Answer, Failure};
use crate::web::errors::Problem;
use crate::web::reply::Reply;

impl Visit<'_> {
    /// A page that everyone may read; of any other, that the records do not answer.
    pub(super) async fn read_unknown(&mut self) -> Result<Reply, Failure> {
        let of_everyone = self.service().filter(|service| service.level() == Level::Anonymous);
        let Some(service) = of_everyone else { return Ok(self.problem(Problem::NoRecords)) };
        if let Some(reply) = self.fixed(service) {
            return Ok(reply);
        }
        match service.get(&self.call(self.query_of_page(), service)).await? {
            Answer::Show(shown) if !shown.page.private && !sends(&shown.page) => {
                self.turn(Answer::Show(shown), None).await
            }
            Answer::NotFound => Ok(self.problem(Problem::NotFound)),
            _ => Ok(self.problem(Problem::NoRecords)),
        }
    }
}
