//! Walks a conversation through all its branches, and fails on what no path reaches.
//!
//! Every way of answering a step is tried once for each history of steps of its task that leads there: each choice,
//! each sample, nothing where that is allowed; the other questions of the step get their first answer. What there is
//! to reach is read from the script's own source, so a question cannot be forgotten in a list.

mod vocabulary;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use a11y::page::{Input, Page, Question};
use a11y::text::{Lang, Text};

use super::{Answers, Seen, Talk, names, walk};

/// More states than this are a conversation that nobody can have in mind.
const MOST: usize = 20_000;

/// What the walks have met.
#[derive(Debug, Default)]
pub(crate) struct Reached {
    /// Steps, tasks and questions.
    pub(crate) names: BTreeSet<String>,
    /// What can be chosen.
    choices: BTreeSet<String>,
    /// Questions alone.
    pub(crate) questions: BTreeSet<String>,
    /// Steps that nothing tried on them could answer, after some history.
    pub(crate) stuck: BTreeSet<String>,
    /// How many walks ended with every question answered.
    pub(crate) complete: usize,
    /// Each step with answers that lead there, itself not answered yet.
    pub(crate) ways_there: BTreeMap<&'static str, Answers>,
}

impl Reached {
    /// What the walks of another conversation whose source is in the same file have met as well.
    pub(crate) fn and(mut self, other: Reached) -> Reached {
        self.names.extend(other.names);
        self.choices.extend(other.choices);
        self.questions.extend(other.questions);
        self.stuck.extend(other.stuck);
        self.complete += other.complete;
        self.ways_there.extend(other.ways_there);
        self
    }
}

/// Walks `script` from nothing through all branches; `samples` are usable answers to a field, none for those of its
/// kind. A date is three numbers with blanks between them.
pub(crate) fn explore<R>(
    samples: impl Fn(&str) -> Vec<String>,
    script: impl Fn(&mut Talk<'_>) -> R,
) -> Reached {
    let mut reached = Reached::default();
    let mut histories = BTreeSet::new();
    let mut waiting = VecDeque::from([Answers::default()]);
    let mut met = BTreeSet::from([Answers::default().0]);
    while let Some(answers) = waiting.pop_front() {
        assert!(met.len() < MOST, "more than {MOST} states");
        let walk = walk(Lang::It, &answers, &Seen::default(), "", &script);
        let visits = || walk.parts.iter().flat_map(|part| &part.visits);
        for part in &walk.parts {
            reached.names.insert(part.slug.to_owned());
        }
        for visit in visits() {
            reached.names.insert(visit.slug.to_owned());
            // Of a step that asks secrets alone nothing is stored: it is never open.
            let page = Page { body: visit.body.clone(), ..Page::new(Lang::It, Text::default()) };
            reached.names.extend(page.questions().iter().map(|question| question.name.clone()));
        }
        let Some(open) = visits().find(|visit| !visit.is_settled()) else {
            reached.complete += 1;
            continue;
        };
        reached.ways_there.entry(open.slug).or_insert_with(|| answers.clone());
        let page = Page { body: open.body.clone(), ..Page::new(Lang::It, Text::default()) };
        let questions = page.questions();
        reached.questions.extend(questions.iter().map(|question| question.name.clone()));
        reached.choices.extend(questions.iter().flat_map(|question| options(question, &samples)));
        // Tasks are filled in any order: what counts is how one came here within the task.
        let mine = walk.parts.iter().find(|part| part.visits.iter().any(|visit| visit.slug == open.slug));
        let history = mine.into_iter().flat_map(|part| &part.visits).map(|visit| (visit.slug, &visit.shape));
        let first_time = histories.insert(format!("{:?}", history.collect::<Vec<_>>()));
        let usable = |all| {
            let mut ways = ways(&questions, &answers, &samples, all);
            ways.retain(|next| is_answered(next, open.slug, &script));
            ways
        };
        let mut ways = usable(first_time);
        if ways.is_empty() && !first_time {
            ways = usable(true);
        }
        if ways.is_empty() && !open.ends {
            reached.stuck.insert(open.slug.to_owned());
        }
        waiting.extend(ways.into_iter().filter(|next| met.insert(next.0.clone())));
    }
    reached.names.extend(reached.questions.iter().cloned());
    reached
}

/// What no honest citizen answers, and what some do: too long, in other scripts, numbers out of range, marks that turn
/// the direction, text that is markup or a command elsewhere.
const ODD: [&str; 16] = [
    "",
    "0",
    "-1",
    "31",
    "٣١",
    "99999999999999999999",
    "1e9",
    "🙂",
    "\u{202e}abc\u{2066}",
    "a\u{0000}b",
    "<img src=x onerror=alert(1)>",
    "' OR 1=1 --",
    "../../etc/passwd",
    "\n\n",
    "{ $value }",
    "ﷺ",
];

/// Days that are in no calendar.
const NO_DAYS: [[&str; 3]; 7] = [
    ["30", "2", "2001"],
    ["29", "febbraio", "1900"],
    ["32", "13", "99999"],
    ["-32", "1", "1980"],
    ["1", "1", "-5"],
    ["primo", "aprile", "scorso"],
    ["٣١", "٤", "٢٠٠٠"],
];

/// Fiscal codes that are nobody's: a wrong check character, one too short, those of who has none, a company's.
const NO_CODES: [&str; 5] =
    ["MRNNMO69C66H501A", "MRNNMO69C66H50", "STP1234567890123", "ENI1234567890123", "01234567897"];

/// What a question is answered badly: the value of each of its fields, and whether it cannot but be refused.
fn bad_answers(question: &Question) -> Vec<(Vec<String>, bool)> {
    let long = "a".repeat(10_000);
    let boxes = names(question).len();
    let everywhere = |word: &str| vec![word.to_owned(); boxes];
    let mut bad: Vec<_> = ODD.iter().map(|odd| (everywhere(odd), false)).collect();
    // A secret is judged when it is sent alone.
    let secret = matches!(question.input, Input::Secret { .. } | Input::CardSignature { .. });
    bad.push((everywhere(&long), !secret));
    match question.input {
        Input::Date { .. } => {
            bad.extend(NO_DAYS.map(|parts| (parts.map(str::to_owned).to_vec(), true)));
        }
        Input::FiscalCode { .. } => bad.extend(NO_CODES.map(|code| (everywhere(code), true))),
        _ => {}
    }
    bad
}

/// Gives every question of every step every bad answer, in every language: each is taken, or told what is wrong with it in
/// words of that language, and stands in its box as it was typed.
pub(crate) fn besiege<R>(reached: &Reached, script: impl Fn(&mut Talk<'_>) -> R) {
    for (slug, answers) in &reached.ways_there {
        let asked = |answers: &Answers, lang| {
            walk(lang, answers, &Seen::default(), slug, &script).page("prova", 0).map(|(page, _)| page)
        };
        let Some(page) = asked(answers, Lang::It) else { unreachable!("{slug} is not there") };
        // Where the conversation ends nothing is asked.
        if page.form.is_none() {
            continue;
        }
        let questions = page.questions();
        let bad: Vec<_> = questions.iter().map(|question| bad_answers(question)).collect();
        // All questions of the page at once: each has a fault of its own. Who has fewer bad answers begins again.
        for turn in 0..bad.iter().map(Vec::len).max().unwrap_or_default() {
            let mut answers = answers.clone();
            let given: Vec<_> = bad.iter().map(|bad| &bad[turn % bad.len()]).collect();
            for (question, (values, _)) in questions.iter().zip(&given) {
                names(question).into_iter().zip(values).for_each(|(name, value)| answers.set(name, value));
            }
            for lang in Lang::ALL {
                let Some(again) = asked(&answers, lang) else {
                    unreachable!("{slug}: answer {turn} loses its page")
                };
                assert_eq!(again.questions().len(), questions.len(), "{slug}: answer {turn}");
                // What cannot be used is told to be wrong, and what is told so cannot be used.
                let told = !again.problems().is_empty();
                assert_eq!(told, !is_answered(&answers, slug, &script), "{slug}: answer {turn}");
                for (question, (values, refused)) in again.questions().into_iter().zip(&given) {
                    is_judged(slug, question, values, *refused, lang);
                }
            }
        }
    }
}

/// A question with a bad answer: taken as it was typed, or told what is wrong, as the language says it.
fn is_judged(slug: &str, question: &Question, values: &[String], refused: bool, lang: Lang) {
    let at = format!("{slug}: {} {:.40} in {}", question.name, values[0], lang.code());
    match &question.problem {
        Some(problem) => {
            assert!(vocabulary::speaks(lang, &problem.text), "{at}: {:?}", problem.text);
        }
        None => assert!(!refused, "{at} is taken"),
    }
    if let Some(typed) = question.input.clone().typed_mut() {
        assert_eq!(*typed, values[0], "{at}");
    }
    if let Input::OneChoice { choices, chosen } = &question.input {
        let known = choices.iter().any(|choice| Some(&choice.value) == chosen.as_ref());
        assert!(known || values[0].trim().is_empty() || question.problem.is_some(), "{at} is taken");
    }
}

/// The step can be used with these answers.
fn is_answered<R>(answers: &Answers, slug: &str, script: &impl Fn(&mut Talk<'_>) -> R) -> bool {
    walk(Lang::It, answers, &Seen::default(), slug, script).is_answered()
}

/// The first answer to every question; and, the first time, every other answer to each of them.
fn ways(
    questions: &[&Question],
    answers: &Answers,
    samples: &impl Fn(&str) -> Vec<String>,
    all: bool,
) -> Vec<Answers> {
    let options: Vec<Vec<String>> = questions.iter().map(|question| options(question, samples)).collect();
    let with = |picks: &dyn Fn(usize) -> usize| {
        let mut next = answers.clone();
        for (n, question) in questions.iter().enumerate() {
            set(&mut next, question, options[n].get(picks(n)).map_or("", String::as_str));
        }
        next
    };
    let mut found = vec![with(&|_| 0)];
    if all {
        for (varied, options) in options.iter().enumerate() {
            for pick in 1..options.len() {
                found.push(with(&|n| if n == varied { pick } else { 0 }));
            }
        }
    }
    found
}

/// What can be answered to a question.
fn options(question: &Question, samples: &impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let own = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    let given = samples(&question.name);
    let mut options: Vec<String> = match &question.input {
        Input::OneChoice { choices, .. } => choices.iter().map(|choice| choice.value.clone()).collect(),
        Input::ManyChoices { choices, .. } => {
            let mut each: Vec<String> = choices.iter().map(|choice| choice.value.clone()).collect();
            each.push(String::new());
            each
        }
        _ if !given.is_empty() => given,
        Input::FiscalCode { .. } => own(&["MRNNMO69C66H501O"]),
        Input::Date { .. } => own(&["27 3 1958"]),
        Input::Phone { .. } => own(&["0612345678"]),
        Input::Mail { .. } => own(&["prova@esempio.it"]),
        Input::Money { .. } => own(&["9,50"]),
        Input::Code { width, .. } => vec!["1".repeat(usize::from(*width))],
        Input::Line { .. } | Input::LongText { .. } | Input::Secret { .. } | Input::CardSignature { .. } => {
            own(&["Prova"])
        }
    };
    if question.optional && !options.contains(&String::new()) {
        options.push(String::new());
    }
    options
}

fn set(answers: &mut Answers, question: &Question, value: &str) {
    match question.input {
        Input::Date { .. } => {
            let mut parts = value.split(' ');
            for name in names(question) {
                answers.set(name, parts.next().unwrap_or(""));
            }
        }
        _ => answers.set(question.name.clone(), value),
    }
}

/// What a script's source names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    /// A step, a task or a question.
    Asked,
    /// A choice.
    Choice,
    /// A constant: either.
    Constant,
}

/// The names in a script's source: the strings of lower-case letters, digits and hyphens that are the first argument of a
/// call or any one of a call that is given the conversation, a pair of them, a field or a constant; those after a prefix
/// (`{prefix}documento`); and, of what a branch comes to, those with a hyphen, as no choice or word is called.
fn names_in(source: &str) -> BTreeSet<(String, Named)> {
    // Of several files in a row each may end with its tests; that they are there may be said at the beginning of one.
    let files = source.split("\n//! ").map(|file| file.split("\n#[cfg(test)]\nmod tests {").next());
    let code: String = files.flatten().collect();
    let mut found = BTreeSet::new();
    // What stands before a string, with nothing in the strings before it: no bracket in a text opens anything.
    let mut bare = String::new();
    let mut rest = code.as_str();
    while let Some((between, after)) = rest.split_once('"') {
        let Some((literal, further)) = after.split_once('"') else { break };
        bare.push_str(between);
        let before = bare.trim_end();
        let prefixed = literal.strip_prefix("{prefix}").filter(|_| before.ends_with("format!("));
        let literal = prefixed.unwrap_or(literal);
        let branch = before.ends_with('{') && literal.contains('-');
        let named = literal.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let ours = prefixed.is_some() || branch || before.ends_with(": &str =") || is_given(before);
        if ours && named && !literal.is_empty() {
            let kind = match before {
                before if before.ends_with("choice(") || before.ends_with(" is(") => Named::Choice,
                before if before.ends_with('=') => Named::Constant,
                _ => Named::Asked,
            };
            found.insert((literal.to_owned(), kind));
        }
        bare.push_str("\"\"");
        rest = further;
    }
    found
}

/// What comes now is given to a call of ours, to a field, or beside a string that is.
fn is_given(before: &str) -> bool {
    if before.ends_with('(') {
        return !is_elsewhere(before);
    }
    if let Some(field) = before.strip_suffix(':') {
        return field.ends_with(|c: char| c.is_ascii_lowercase());
    }
    let Some((call, given)) = before.strip_suffix(',').and_then(open_bracket) else { return false };
    let mut given = given.split(',').map(str::trim);
    let alone = !call.ends_with(|c: char| c.is_ascii_alphanumeric() || "_!>".contains(c));
    let first = given.clone().next().unwrap_or_default();
    ["talk", "step", "ask"].contains(&first) || alone && given.all(|one| one == "\"\"")
}

/// What stands before the round bracket that is still open, and in it; `None` where another sort is, or none.
fn open_bracket(code: &str) -> Option<(&str, &str)> {
    let mut closed = 0;
    for (at, c) in code.char_indices().rev() {
        match c {
            ')' | ']' | '}' => closed += 1,
            '(' | '[' | '{' if closed > 0 => closed -= 1,
            '(' => return Some((&code[..at], &code[at + 1..])),
            '[' | '{' => return None,
            _ => {}
        }
    }
    None
}

/// The call is of a macro or of another module, which names something else.
fn is_elsewhere(before: &str) -> bool {
    let Some(call) = before.strip_suffix('(') else { return false };
    let path = call.rsplit(|c: char| c.is_whitespace() || "(){}&*.".contains(c)).next().unwrap_or("");
    path.ends_with('!') || path.contains("::") && !path.ends_with("Question::new")
}

/// What the fields of somebody's particulars begin with, as a script's source has it: `Whose::other("lavoratore-")`.
pub(crate) fn beginnings(source: &str) -> BTreeSet<&str> {
    let named = source.split("Whose::").skip(1);
    let quoted = named.filter_map(|after| after.split_once("(\"")?.1.split_once('"'));
    quoted.map(|(beginning, _)| beginning).filter(|beginning| beginning.ends_with('-')).collect()
}

/// What the source names and no walk has met: a step, a task or a question by its whole name, or after what the fields
/// of somebody's particulars begin with; a choice by its value alone.
pub(crate) fn unreached(source: &str, reached: &Reached) -> Vec<String> {
    let beginnings = beginnings(source);
    let asked = |name: &str| {
        reached.names.contains(name)
            || beginnings.iter().any(|beginning| reached.names.contains(&format!("{beginning}{name}")))
    };
    let met = |(name, kind): &(String, Named)| match kind {
        Named::Asked => asked(name),
        Named::Choice => reached.choices.contains(name),
        Named::Constant => asked(name) || reached.choices.contains(name),
    };
    names_in(source).into_iter().filter(|named| !met(named)).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use a11y::page::Choice;

    use super::super::Stop;
    use super::*;

    const SOURCE: &str = r#"
        talk.step("animale", title, |ask| ask.ask(Question::new("quale", label, choices)));
        line(step, "nome");
        const FAR: &str = "mai";
        // A value that can be chosen is no question of that name, nor is a part of one.
        line(step, "cane");
        line(step, "le");
        choice("gatto", label);
        choice("nome", label);
        words::error("NOT-A-NAME");
        // Made of a prefix, and told by a branch.
        line(step, &format!("{prefix}nome"));
        line(step, &format!("{prefix}numero"));
        let slug = if animal { "quale-cane" } else { "nome" };
        // A field, a later argument beside the conversation, and one of a pair; not what a word or a path is given.
        let birth = Birth { step: "nome", which: "quale-luogo" };
        ask_place(talk, title(")", lang), "nome", "quale-stato");
        let steps = ("animale", "residenza");
        let link = path(lang, "altrove");
    "#;

    fn choice(value: &str) -> Choice {
        Choice { value: value.to_owned(), label: Text::name(value.to_owned()), hint: None }
    }

    fn script(talk: &mut Talk<'_>) -> Result<(), Stop> {
        let title = || Text::name("Prova");
        let animal = talk.step("animale", title(), |ask| {
            let choices = vec![choice("cane"), choice("gatto")];
            let input = Input::OneChoice { choices, chosen: None };
            ask.ask(Question::new("quale", title(), input), |value| Ok(value.to_owned()))
        })?;
        if animal == "gatto" {
            talk.step("nome", title(), |ask| {
                let input = Input::Line { value: String::new(), width: 20 };
                ask.ask(Question::new("nome", title(), input), |_| Ok(()))
            })?;
        }
        Ok(())
    }

    #[test]
    fn both_branches_are_walked_and_what_none_reaches_is_named() {
        let reached = explore(|_| Vec::new(), script);
        assert_eq!((reached.complete, reached.stuck.len()), (2, 0));
        assert_eq!(Vec::from_iter(&reached.questions), ["nome", "quale"]);
        assert_eq!(
            unreached(SOURCE, &reached),
            ["cane", "le", "mai", "nome", "numero", "quale-cane", "quale-luogo", "quale-stato", "residenza"]
        );
    }
}
