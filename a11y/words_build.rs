//! Turns `.ftl` files into word functions, at build time: a word that is missing in a language is a build error.
//!
//! For each slice it reads `<lang>.ftl` for every language. The Italian file is the source: the comment over a
//! message says where it is heard and the kind of each value, one a line: `# $total (Money)`. A message in a
//! language that is [`SPOKEN`] must also have an attribute `.speech`: what is said, with all short vowels.
//!
//! Every problem of every file is reported at once. Shared by the build scripts of `a11y` and of `sportello`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement, VariantKey};
use unicode_normalization::is_nfc;

/// The languages, as `Lang` variant and file name; the first is the source.
const LANGUAGES: [(&str, &str); 3] = [("It", "it"), ("En", "en"), ("Ar", "ar")];

/// The languages whose writing leaves out what a voice needs.
const SPOKEN: [&str; 1] = ["ar"];

type Messages = BTreeMap<String, Message<String>>;

/// Writes `OUT_DIR/<name>.rs` for the slice whose `.ftl` files are in `folder`; `krate` is how the generated code
/// reaches the text module (`crate` inside `a11y`, `a11y` outside). Returns the problems found.
pub(crate) fn generate(folder: &Path, name: &str, krate: &str) -> Vec<String> {
    for (_, code) in LANGUAGES {
        println!("cargo::rerun-if-changed={}", folder.join(format!("{code}.ftl")).display());
    }
    let (code, mut problems) = compile(folder, name, krate);
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    let target = Path::new(&out).join(format!("{name}.rs"));
    if let Err(error) = fs::write(&target, code) {
        problems.push(format!("{}: {error}", target.display()));
    }
    problems
}

/// The code for a slice, and what is wrong with its files.
pub(crate) fn compile(folder: &Path, name: &str, krate: &str) -> (String, Vec<String>) {
    let mut problems = Vec::new();
    let mut files: Vec<Messages> = Vec::new();
    for (_, code) in LANGUAGES {
        files.push(read(&folder.join(format!("{code}.ftl")), &mut problems));
    }
    let mut code = String::from("// Generated from the .ftl files of this slice.\n");
    for (id, source) in &files[0] {
        let kinds = kinds(source, &format!("{name}/{id}"), &mut problems);
        let mut arms = String::new();
        let mut said = String::new();
        for ((variant, lang), messages) in LANGUAGES.iter().zip(&files) {
            let place = format!("{name}/{lang}.ftl: {id}");
            let Some(message) = messages.get(id) else {
                problems.push(format!("{place}: missing"));
                continue;
            };
            let Some(pattern) = &message.value else {
                problems.push(format!("{place}: has no value"));
                continue;
            };
            let mut seen = Vec::new();
            let body = emit(pattern, &kinds, &place, &mut seen, &mut problems);
            consistent(&kinds, &seen, &place, &mut problems);
            let _ = write!(arms, "Lang::{variant} => {{ {body} }}");
            let speech = message.attributes.iter().find(|a| a.id.name == "speech");
            if let Some(attribute) = speech {
                let mut heard = Vec::new();
                let body = emit(&attribute.value, &kinds, &place, &mut heard, &mut problems);
                consistent(&kinds, &heard, &format!("{place}.speech"), &mut problems);
                let _ = write!(said, "Lang::{variant} => {{ {body} }}");
            } else if SPOKEN.contains(lang) {
                problems.push(format!("{place}: has no .speech"));
            }
        }
        code.push_str(&function(id, source, &kinds, &arms, &said, krate));
    }
    for ((_, lang), messages) in LANGUAGES.iter().zip(&files).skip(1) {
        for id in messages.keys().filter(|id| !files[0].contains_key(*id)) {
            problems.push(format!("{name}/{lang}.ftl: {id}: is not in the Italian file"));
        }
    }
    (code, problems)
}

/// Prints the problems and ends the build if there are any.
pub(crate) fn finish(problems: &[String]) {
    for problem in problems {
        println!("cargo::error={problem}");
    }
}

fn read(path: &Path, problems: &mut Vec<String>) -> Messages {
    let Ok(text) = fs::read_to_string(path) else {
        problems.push(format!("{}: cannot be read", path.display()));
        return Messages::new();
    };
    normal(&text, &path.display().to_string(), problems);
    let resource = match fluent_syntax::parser::parse(text) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                problems.push(format!("{}: {error}", path.display()));
            }
            resource
        }
    };
    let mut messages = Messages::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name.clone();
                if messages.insert(id.clone(), message).is_some() {
                    problems.push(format!("{}: {id}: stands twice", path.display()));
                }
            }
            Entry::Term(term) => problems.push(format!(
                "{}: -{}: terms are not used: whole sentences only",
                path.display(),
                term.id.name
            )),
            _ => {}
        }
    }
    messages
}

/// One letter is written in one way, so that words are found and read alike: in Unicode normal form C. Two blanks in a row are
/// told of the message they stand in.
fn normal(text: &str, file: &str, problems: &mut Vec<String>) {
    for (n, line) in text.lines().enumerate() {
        let place = format!("{file}:{}", n + 1);
        if !is_nfc(line) {
            problems.push(format!("{place}: not in Unicode normal form C"));
        }
        if line.ends_with(char::is_whitespace) {
            problems.push(format!("{place}: a blank at the end"));
        }
    }
}

/// The values a message takes, in the order of its comment: name and kind.
fn kinds(message: &Message<String>, place: &str, problems: &mut Vec<String>) -> Vec<(String, String)> {
    let lines = message.comment.iter().flat_map(|c| c.content.iter());
    let mut kinds = Vec::new();
    for line in lines {
        let Some((name, rest)) = line.trim().strip_prefix('$').and_then(|l| l.split_once(" (")) else {
            continue;
        };
        let kind = rest.split(')').next().unwrap_or("");
        if parameter(kind).is_none() {
            problems.push(format!("{place}: ${name} has the unknown kind {kind}"));
            continue;
        }
        kinds.push((name.to_owned(), kind.to_owned()));
    }
    kinds
}

/// A kind's parameter type, and the span made of it (`{}` is the parameter).
///
/// Types are named from `text`, which the generated function imports under that name.
fn parameter(kind: &str) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        "Number" => ("i64", "Span::Number({})"),
        "Decimal" => ("text::Hundredths", "Span::Decimal({})"),
        "Money" => ("text::Cents", "Span::Money({})"),
        "Date" => ("::jiff::civil::Date", "Span::Date({})"),
        "Time" => ("::jiff::civil::Time", "Span::Time({})"),
        "Code" => ("&str", "Span::Code({}.to_owned())"),
        "FiscalCode" => ("&str", "Span::FiscalCode({}.to_owned())"),
        "Phone" => ("&str", "Span::Phone({}.to_owned())"),
        "Mail" => ("&str", "Span::Mail({}.to_owned())"),
        "Name" => ("&str", "Span::name({})"),
        "Text" => ("&text::Text", ""),
        "Choice" => ("&str", ""),
        _ => return None,
    })
}

fn consistent(kinds: &[(String, String)], seen: &[String], place: &str, problems: &mut Vec<String>) {
    for (name, _) in kinds.iter().filter(|(name, _)| !seen.contains(name)) {
        problems.push(format!("{place}: does not use ${name}"));
    }
}

fn emit(
    pattern: &Pattern<String>,
    kinds: &[(String, String)],
    place: &str,
    seen: &mut Vec<String>,
    problems: &mut Vec<String>,
) -> String {
    let mut code = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => words(value, place, &mut code, problems),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::StringLiteral { value } => words(value, place, &mut code, problems),
                InlineExpression::VariableReference { id } => {
                    value(&id.name, kinds, place, seen, &mut code, problems);
                }
                _ => problems.push(format!("{place}: only values and strings stand in braces")),
            },
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let InlineExpression::VariableReference { id } = selector else {
                    problems.push(format!("{place}: only a value selects"));
                    continue;
                };
                let Some((name, kind)) = kinds.iter().find(|(name, _)| *name == id.name) else {
                    problems.push(format!("{place}: ${} is not in the Italian comment", id.name));
                    continue;
                };
                seen.push(name.clone());
                let mut default = String::new();
                for variant in variants {
                    let body = emit(&variant.value, kinds, place, seen, problems);
                    if variant.default {
                        default = body;
                    } else if let Some(test) = test(&variant.key, &ident(name), kind) {
                        let _ = write!(code, "if {test} {{ {body} }} else ");
                    } else {
                        problems.push(format!("{place}: a variant that can never be chosen"));
                    }
                }
                let _ = write!(code, "{{ {default} }}");
            }
        }
    }
    code
}

fn words(value: &str, place: &str, code: &mut String, problems: &mut Vec<String>) {
    let value = value.replace('\n', " ");
    if value.contains("  ") {
        problems.push(format!("{place}: two blanks in a row"));
    }
    let _ = write!(code, "b.words({value:?});");
}

fn value(
    name: &str,
    kinds: &[(String, String)],
    place: &str,
    seen: &mut Vec<String>,
    code: &mut String,
    problems: &mut Vec<String>,
) {
    seen.push(name.to_owned());
    let Some((_, kind)) = kinds.iter().find(|(known, _)| known == name) else {
        problems.push(format!("{place}: ${name} is not in the Italian comment"));
        return;
    };
    let ident = ident(name);
    match kind.as_str() {
        "Text" => {
            let _ = write!(code, "b.text({ident});");
        }
        "Choice" => problems.push(format!("{place}: ${name} is a Choice: it selects and is not shown")),
        kind => {
            let span = parameter(kind).map_or("", |(_, span)| span).replace("{}", &ident);
            let _ = write!(code, "b.span({span});");
        }
    }
}

fn test(key: &VariantKey<String>, ident: &str, kind: &str) -> Option<String> {
    match (key, kind) {
        (VariantKey::NumberLiteral { value }, "Number") => Some(format!("{ident} == {value}")),
        (VariantKey::Identifier { name }, "Number") => {
            let category = match name.as_str() {
                "zero" => "Zero",
                "one" => "One",
                "two" => "Two",
                "few" => "Few",
                "many" => "Many",
                _ => return None,
            };
            Some(format!("plural(lang, {ident}) == Plural::{category}"))
        }
        (VariantKey::Identifier { name }, "Choice") => Some(format!("{ident} == {name:?}")),
        _ => None,
    }
}

fn function(
    id: &str,
    source: &Message<String>,
    kinds: &[(String, String)],
    arms: &str,
    said: &str,
    krate: &str,
) -> String {
    let name = ident(id);
    let comment: Vec<String> =
        source.comment.iter().flat_map(|c| c.content.iter().map(|l| format!("/// {l}\n"))).collect();
    let comment = if comment.is_empty() { format!("/// `{id}`\n") } else { comment.concat() };
    let parameters: String = kinds
        .iter()
        .filter_map(|(name, kind)| parameter(kind).map(|(kind, _)| format!(", {}: {kind}", ident(name))))
        .collect();
    let speaks: String = kinds
        .iter()
        .filter(|(_, kind)| kind == "Text")
        .map(|(name, _)| format!(" || {}.has_speech()", ident(name)))
        .collect();
    let own = if said.is_empty() { "false" } else { "lang == Lang::Ar" };
    let heard = if said.is_empty() {
        "shown(b)".to_owned()
    } else {
        format!("match lang {{ {said} _ => shown(b) }}")
    };
    let parameters = parameters.replace("text::", &format!("{krate}::text::"));
    format!(
        "{comment}pub(crate) fn {name}(lang: {krate}::text::Lang{parameters}) -> {krate}::text::Text {{
    #[allow(unused_imports)]
    use {krate}::text::{{Builder, Lang, Plural, Span, plural}};
    let shown = |b: &mut Builder| match lang {{ {arms} }};
    let said = |b: &mut Builder| {{ {heard} }};
    let speaks = {own}{speaks};
    Builder::message(shown, speaks.then_some(said))
}}\n"
    )
}

/// A Rust identifier for a Fluent one.
fn ident(id: &str) -> String {
    let name = id.replace('-', "_");
    match name.as_str() {
        "type" | "where" | "in" | "for" | "match" | "move" | "use" | "as" | "if" => format!("{name}_"),
        _ => name,
    }
}
