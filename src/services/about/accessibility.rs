//! The accessibility statement as a page: the model's headings, filled from the statement's file.

use a11y::page::{Block, Link, Summary, SummaryRow, Target};
use a11y::text::{Lang, Text};

use super::statement::{DAYS, Method, Reason, Statement, Status, statement};
use super::{calls, list, report, section, words, write};
use crate::config::Config;

/// The agency at which the Difensore civico per il digitale is.
const AGENCY: &str = "https://www.agid.gov.it/";

/// The body of the statement.
pub(super) fn body(lang: Lang, config: &Config) -> Vec<Block> {
    let site = config.public_url.trim_end_matches('/');
    let mut body = vec![words::statement_intro(lang).into(), words::statement_site(lang, site).into()];
    let known = statement();
    body.extend(known.iter().flat_map(|known| conformance(lang, known)));
    body.extend(reporting(lang, config));
    body.extend(known.iter().flat_map(|known| facts(lang, known)));
    body
}

/// Section 1 of the model: state, what is not accessible, how the statement was made.
fn conformance(lang: Lang, known: &'static Statement) -> Vec<Block> {
    let status = match known.status {
        Status::Conforming => words::status_conforming(lang),
        Status::Partial => words::status_partial(lang),
        Status::NonConforming => words::status_none(lang),
    };
    let method = match known.drafting.method {
        Method::OwnAssessment => words::method_own(lang),
        Method::ThirdParty => words::method_third(lang),
    };
    vec![
        section(words::status_heading(lang), vec![status.into()]),
        section(words::missing_heading(lang), missing(lang, known)),
        section(
            words::drafting_heading(lang),
            vec![pairs(
                words::drafting_heading(lang),
                vec![
                    (words::drafted_on(lang), known.drafting.first.into()),
                    (words::reviewed_on(lang), known.drafting.reviewed.into()),
                    (words::method_label(lang), method),
                ],
            )],
        ),
    ]
}

fn missing(lang: Lang, known: &'static Statement) -> Vec<Block> {
    let reasons = [
        (Reason::NonCompliance, words::reason_non_compliance(lang)),
        (Reason::Burden, words::reason_burden(lang)),
        (Reason::OutOfScope, words::reason_scope(lang)),
    ];
    let mut found = Vec::new();
    for (reason, heading) in reasons {
        let gaps = known.not_accessible.iter().filter(|gap| gap.reason == reason);
        let items: Vec<Text> = gaps.map(|gap| gap.what.text(lang)).collect();
        if !items.is_empty() {
            found.push(section(heading, vec![list(items)]));
        }
    }
    if found.is_empty() {
        found.push(words::missing_none(lang).into());
    }
    found
}

/// How to report a problem, and what can be done without a good answer.
fn reporting(lang: Lang, config: &Config) -> [Block; 2] {
    let mut ways = vec![report(lang), write(lang, config)];
    ways.extend(calls(lang, config));
    let agency = Link::to(words::enforcement_link(lang), Target::Outside(AGENCY.into()));
    [
        section(
            words::reporting_heading(lang),
            vec![words::reporting_how(lang, DAYS).into(), Block::Links(ways)],
        ),
        section(
            words::enforcement_heading(lang),
            vec![words::enforcement_how(lang, DAYS).into(), Block::Links(vec![agency])],
        ),
    ]
}

/// Section 2 of the model: the site and the institute.
fn facts(lang: Lang, known: &Statement) -> [Block; 2] {
    let number = |number: Option<i64>| number.map_or_else(|| words::to_be_given(lang), Text::from);
    let tests = if known.site.usability_tests { words::tests_done } else { words::tests_not_done };
    let published = known.site.published.map_or_else(|| words::not_published(lang), Text::from);
    let site = vec![
        (words::published_label(lang), published),
        (words::tests_label(lang), tests(lang)),
        (words::software_label(lang), Text::name(known.site.software.clone())),
    ];
    let institute = vec![
        (words::staff_label(lang), number(known.institute.staff)),
        (words::workplaces_label(lang), number(known.institute.workplaces)),
    ];
    [(words::site_heading(lang), site), (words::body_heading(lang), institute)]
        .map(|(heading, rows)| section(heading.clone(), vec![pairs(heading, rows)]))
}

fn pairs(caption: Text, rows: Vec<(Text, Text)>) -> Block {
    let rows = rows.into_iter().map(|(label, value)| SummaryRow { label, value, change: None }).collect();
    Summary { caption, rows }.into()
}
