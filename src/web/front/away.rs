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
use crate::web::{kept, own_pages};

impl Visit<'_> {
    /// A page that everyone may read; of any other, that the records do not answer.
    pub(super) async fn read_unknown(&mut self) -> Result<Reply, Failure> {
        if self.service().is_none() && !own_pages::is_own(&self.path) {
            return Ok(self.problem(Problem::NotFound));
        }
        let of_everyone = self.service().filter(|service| service.level() == Level::Anonymous);
        let Some(service) = of_everyone else { return Ok(self.problem(Problem::NoRecords)) };
        if let Some(reply) = self.fixed(service) {
            return Ok(reply);
        }
        // In another form it says the same: its service would take them for nobody, and ask them in.
        let only_in_form = self.query_of_page().0.is_empty();
        let (path, config) = (self.path_in(service), &self.portal.config);
        if only_in_form && let Some(page) = kept::fixed(&self.kind(), service, path, config) {
            return Ok(self.show(200, page, None));
        }
        match service.get(&self.call(self.query_of_page(), service)).await? {
            Answer::Show(shown) if !shown.page.private && !sends(&shown.page) => {
                self.turn(Answer::Show(shown), None).await
            }
            answer @ (Answer::See(_) | Answer::NotFound) => self.turn(answer, None).await,
            _ => Ok(self.problem(Problem::NoRecords)),
        }
    }
}
