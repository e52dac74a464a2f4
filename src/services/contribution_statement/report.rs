//! Reporting an error in a row, or a period that is missing: the form, its review, its draft and its send.
//!
//! **Invariant**: what is on record of a row is never typed: the report names the citizen's own row.

use a11y::page::{Link, Page};
use a11y::text::{Lang, Text};
use jiff::civil::Date;
use uuid::Uuid;

use super::forms::{self, Sent};
use super::period::Period;
use super::statement::Statement;
use super::{NAME, open_case, pages, read, see_sent, sent_before, submission, words};
use crate::clock::Moment;
use crate::ledger::{self, SentPart};
use crate::services::application::{self, CHANGED, deletion, to_deletion};
use crate::services::conversation::{Answers, REVIEW, Stop, Talk, Turn, parts_as_sent, replay, walk};
use crate::services::drafts::{self, Draft};
use crate::services::form::{self, Received};
use crate::services::{Answer, Call, Failure, path};

/// The address of the report of a missing period, in the place of a row's.
pub(super) const MISSING: &str = "manca";

/// In the draft of a report, the row it is about: no answers, but what tells two drafts apart.
const FROM: &str = "dal";
const EMPLOYER: &str = "presso";
const KIND: &str = "tipo";

/// What a report is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject<'s> {
    /// A row of the statement.
    Row(&'s Period),
    /// A period that is not there.
    Missing,
}

impl<'s> Subject<'s> {
    /// The subject with this address, if it is the citizen's own.
    fn at(statement: &'s Statement, segment: &str) -> Option<Subject<'s>> {
        if segment == MISSING {
            return Some(Subject::Missing);
        }
        let id = segment.parse::<Uuid>().ok()?;
        statement.periods.iter().find(|period| period.id == id).map(Subject::Row)
    }

    /// Its address below the service's; also where its draft goes on.
    fn step(self) -> String {
        match self {
            Subject::Row(period) => format!("errore/{}", period.id),
            Subject::Missing => format!("errore/{MISSING}"),
        }
    }

    fn base(self) -> String {
        format!("{NAME}/{}", self.step())
    }

    /// What is asked about it.
    pub(super) fn script(self) -> fn(&mut Talk<'_>) -> Result<(), Stop> {
        match self {
            Subject::Row(_) => forms::error_script,
            Subject::Missing => forms::missing_script,
        }
    }

    /// The way back to its form, by the form's title.
    fn link(self, lang: Lang) -> Link {
        let title = match self {
            Subject::Row(_) => words::error_title(lang),
            Subject::Missing => words::missing_title(lang),
        };
        Link::inside(title, path(lang, &self.base()))
    }

    /// The kind of its case.
    fn kind(self) -> &'static str {
        match self {
            Subject::Row(_) => forms::ERROR,
            Subject::Missing => forms::MISSING,
        }
    }

    /// Its draft, new or as it is kept: one that My area lists.
    async fn draft(self, call: &Call<'_>) -> Result<Draft, Failure> {
        let mut draft = Draft { step: Some(self.step()), ..Draft::of_page(call, &self.base()).await? };
        if let Subject::Row(period) = self {
            note_row(&mut draft.answers, period);
        }
        Ok(draft)
    }
}

/// The form about a row, or about a missing period.
pub(super) async fn form(call: &Call<'_>, statement: &Statement, segment: &str) -> Result<Answer, Failure> {
    let Some(subject) = Subject::at(statement, segment) else { return Ok(Answer::NotFound) };
    let (lang, base) = (call.lang(), subject.base());
    let draft = subject.draft(call).await?;
    let Some(mut asked) = form::page(call, &draft, &base, subject.script()) else {
        return Ok(Answer::NotFound);
    };
    form::calm(call, &mut asked);
    let mut page = forms::error(lang, statement, subject, asked);
    page.done = call.query.get(CHANGED).map(|_| application::unsent(lang));
    if let Some((day, number)) = reported(call, statement, subject).await? {
        page.body.insert(0, forms::reported(lang, day, &number).into());
    }
    if draft.found.is_some() {
        page = page.link(to_deletion(lang, &base));
    }
    let back = match subject {
        Subject::Row(period) => forms::back_to_year(lang, period),
        Subject::Missing => pages::back(lang),
    };
    Ok(Answer::page(page, back))
}

/// Cases of a citizen among which a report of the same row is looked for.
const CASES: i64 = 48;

/// The day and the number of the last report of the same row.
async fn reported(
    call: &Call<'_>,
    statement: &Statement,
    subject: Subject<'_>,
) -> Result<Option<(Date, String)>, Failure> {
    let Subject::Row(period) = subject else { return Ok(None) };
    let mut conn = call.db().reader().await?;
    let cases = ledger::records::cases(&mut conn, statement.citizen.id, 0, CASES).await?;
    let found = cases.iter().find(|case| case.service == NAME && forms::reports(case, period));
    Ok(found.map(|case| (case.created.date(), case.protocollo.to_string())))
}

/// Whether this can be the segment of a report: of a row, whoever's, or of a missing period.
pub(super) fn is_segment(segment: &str) -> bool {
    segment == MISSING || segment.parse::<Uuid>().is_ok()
}

/// Notes in the draft of a report which row it is about.
fn note_row(answers: &mut Answers, period: &Period) {
    answers.set(FROM, period.from.to_string());
    answers.set(EMPLOYER, period.employer.clone());
    answers.set(KIND, period.kind.code());
}

/// Which row the draft of a report is about; `None` of a missing period, and where that was not noted.
pub(super) fn about(lang: Lang, answers: &Answers) -> Option<Text> {
    let from: Date = answers.get(FROM)?.parse().ok()?;
    let what = match answers.trimmed(EMPLOYER) {
        "" => words::kind(lang, answers.trimmed(KIND)),
        employer => Text::name(employer),
    };
    Some(words::draft_row(lang, &what, from).private())
}

/// What a draft says so far, in words, under the row it is about.
pub(super) fn so_far(lang: Lang, draft: &Draft) -> Vec<SentPart> {
    let missing = draft.step.as_deref().is_some_and(|step| step.ends_with(MISSING));
    let script = if missing { forms::missing_script } else { forms::error_script };
    let parts = parts_as_sent(lang, &walk(lang, &draft.answers, &draft.seen, "", script).parts);
    let about = about(lang, &draft.answers);
    parts.into_iter().map(|part| SentPart { heading: about.clone(), ..part }).collect()
}

/// Takes in what was typed; then to the review, or back to mend it.
pub(super) async fn receive(call: &Call<'_>, citizen: Uuid, segment: &str) -> Result<Answer, Failure> {
    let statement = read(call, citizen).await?;
    let Some(subject) = Subject::at(&statement, segment) else { return Ok(Answer::NotFound) };
    let (base, draft) = (subject.base(), subject.draft(call).await?);
    match form::receive_into(draft, call, NAME, &base, &[], form::MEND, subject.script()).await? {
        Received::Answer(answer) => Ok(answer),
        Received::Complete(draft, ()) => {
            draft.keep(call, NAME).await?;
            Ok(Answer::See(format!("{base}/{REVIEW}")))
        }
    }
}

/// Everything that is sent, before it is.
pub(super) async fn review(call: &Call<'_>, statement: &Statement, segment: &str) -> Result<Answer, Failure> {
    let Some(subject) = Subject::at(statement, segment) else { return Ok(Answer::NotFound) };
    let (lang, base) = (call.lang(), subject.base());
    let draft = subject.draft(call).await?;
    match replay(lang, &draft.answers, REVIEW, &base, 1, subject.script()) {
        Turn::Complete((), rows) => {
            let read = (Uuid::now_v7(), said(call, &draft.answers));
            let mut page = forms::error_review(lang, statement, subject, rows, read);
            page.done = call.query.get(CHANGED).map(|_| application::changed(lang));
            Ok(Answer::page(page, subject.link(lang)))
        }
        Turn::Step(..) | Turn::Elsewhere(_) => Ok(Answer::See(base)),
    }
}

/// Before a draft is deleted.
pub(super) async fn before_deletion(
    call: &Call<'_>,
    statement: &Statement,
    segment: &str,
) -> Result<Answer, Failure> {
    let Some(subject) = Subject::at(statement, segment) else { return Ok(Answer::NotFound) };
    let (lang, base) = (call.lang(), subject.base());
    let draft = subject.draft(call).await?;
    if draft.found.is_none() {
        return Ok(Answer::See(base));
    }
    Ok(Answer::page(deletion_of(lang, statement, subject, draft.updated), subject.link(lang)))
}

/// The page that asks whether to delete the draft of a report, last changed then.
pub(super) fn deletion_of(lang: Lang, statement: &Statement, subject: Subject<'_>, changed: Moment) -> Page {
    let mut page = deletion(lang, &subject.base(), changed, None).of(words::title(lang));
    let which = match subject {
        Subject::Row(period) => words::delete_report(lang, &forms::row_text(lang, period)).private(),
        Subject::Missing => words::delete_missing(lang),
    };
    page.body.insert(0, which.into());
    page.test_data = statement.citizen.synthetic;
    page
}

/// Deletes a draft.
pub(super) async fn delete(call: &Call<'_>, citizen: Uuid, segment: &str) -> Result<Answer, Failure> {
    let statement = read(call, citizen).await?;
    let Some(subject) = Subject::at(&statement, segment) else { return Ok(Answer::NotFound) };
    if !call.fields.0.is_empty() {
        return Ok(Answer::BadForm);
    }
    subject.draft(call).await?.forget(call).await?;
    Ok(drafts::deleted())
}

/// Sends a report, once.
pub(super) async fn send(call: &Call<'_>, citizen: Uuid, segment: &str) -> Result<Answer, Failure> {
    let Some((key, read)) = form::read(call) else { return Ok(Answer::BadForm) };
    let read = read.map(str::to_owned);
    // Once sent, its draft is gone: one that is there now was written since, or is still the same after a send cut short.
    let written = Draft::of_page(call, &format!("{NAME}/errore/{segment}")).await?;
    let since = written.found.as_ref().map(|_| said(call, &written.answers));
    if let Some(before) = sent_before(call, citizen, key, since).await? {
        return Ok(see_sent(Sent::Error, before, Some(segment)));
    }
    let statement = super::read(call, citizen).await?;
    let Some(subject) = Subject::at(&statement, segment) else { return Ok(Answer::NotFound) };
    let (lang, base) = (call.lang(), subject.base());
    let draft = subject.draft(call).await?;
    let said = said(call, &draft.answers);
    if read.is_some_and(|read| read != said) {
        // Where another window has sent it, or deleted it, there is nothing to be read again.
        let review = format!("{base}/{REVIEW}");
        return Ok(form::changed_since(if draft.found.is_some() { &review } else { &base }));
    }
    let rows = |lang| match replay(lang, &draft.answers, REVIEW, &base, 1, subject.script()) {
        Turn::Complete((), answers) => Some(forms::error_answers(lang, subject, answers)),
        Turn::Step(..) | Turn::Elsewhere(_) => None,
    };
    let Some(sent) = rows(lang) else { return Ok(Answer::See(base)) };
    let submission = submission(citizen, key, subject.kind(), (lang, sent), rows);
    let Some(opened) = open_case(call, submission, said, None).await? else { return Ok(Answer::BadForm) };
    if !opened.1 {
        draft.forget(call).await?;
    }
    Ok(see_sent(Sent::Error, opened, Some(segment)))
}

/// What a report says, beside the row it is about.
fn said(call: &Call<'_>, answers: &Answers) -> String {
    let answers = answers.0.iter().map(|(name, answer)| (name.as_str(), answer.as_str()));
    ledger::said(&call.portal.keys, answers.filter(|(name, _)| ![FROM, EMPLOYER, KIND].contains(name)))
}

/// What the draft of a report is called.
pub(super) fn called(lang: Lang, step: &str) -> Text {
    let what = match step.ends_with(MISSING) {
        true => words::request_missing(lang),
        false => words::request_report(lang),
    };
    words::case_of(lang, &words::title(lang), &what)
}
