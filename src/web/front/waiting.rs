//! What was begun and is kept, told to who signs in to go on with it.
//!
//! **Invariant**: it is told only where it is on record at that moment; of what, nothing is told.

use a11y::page::{Block, Page};
use a11y::text::Text;

use super::Visit;
use crate::services::Failure;
use crate::services::drafts::{page_of, records};
use crate::services::sign_in::{NEXT, Next};
use crate::web::words;

impl Visit<'_> {
    /// Says on the sign-in page that what was begun on the page it leads to is kept, where that is so.
    pub(super) async fn tell_what_waits(&self, page: &mut Page) -> Result<(), Failure> {
        if self.path != ["accedi"] || self.citizen().is_some() {
            return Ok(());
        }
        if let Some(next) = self.query.get(NEXT).and_then(Next::parse)
            && let Some(told) = self.what_waits(&next).await?
        {
            tell(page, told);
        }
        Ok(())
    }

    /// A form that came after the end of this browser's session, or answers that were saved before it: of the draft with
    /// the id in the address, or of the page itself.
    async fn what_waits(&self, next: &Next) -> Result<Option<Text>, Failure> {
        let segments: Vec<&str> = next.segments().collect();
        let (address, now, lang) = (segments.join("/"), self.now, self.lang);
        let mut conn = self.portal.db.reader().await?;
        let ended = self.ended.as_ref().and_then(|ended| ended.citizen);
        if let Some(citizen) = ended {
            let late = records::late_addresses(&mut conn, citizen, now).await?;
            if late.into_iter().any(|(waits, _)| waits == address) {
                return Ok(Some(words::waits_form(lang)));
            }
        }
        let drafts = segments.iter().filter_map(|segment| segment.parse().ok());
        for id in drafts.chain(ended.map(|citizen| page_of(citizen, &address))) {
            let draft = records::find(&mut conn, id).await?;
            if draft
                .is_some_and(|draft| draft.citizen.is_some() && draft.step.is_some() && draft.expires >= now)
            {
                return Ok(Some(words::waits_draft(lang)));
            }
        }
        Ok(None)
    }
}

/// Right after where the sign-in leads.
pub(in crate::web) fn tell(page: &mut Page, told: Text) {
    page.body.insert(page.body.len().min(1), Block::Paragraph(told));
}
