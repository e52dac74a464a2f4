//! The closed world: the elements, attributes and values our pages are made of.

use scraper::ElementRef;

use super::{Fault, Role};

/// Attributes that any element may carry.
const GLOBAL: [&str; 7] = ["id", "class", "lang", "dir", "hidden", "aria-hidden", "tabindex"];

/// Attributes that name or describe; where they work is a matter of role, and the tests ask browsers about it.
const NAMING: [&str; 3] = ["aria-labelledby", "aria-describedby", "aria-label"];

/// Elements with the attributes that only they may carry.
const ELEMENTS: [(&str, &[&str]); 48] = [
    ("html", &["data-theme", "data-size", "data-spacing"]),
    ("head", &[]),
    ("title", &[]),
    ("meta", &["charset", "name", "content", "media"]),
    ("link", &["rel", "href", "type", "media", "hreflang", "sizes", "title"]),
    ("body", &[]),
    ("header", &[]),
    ("nav", &[]),
    ("main", &[]),
    ("footer", &[]),
    ("section", &["autofocus"]),
    ("aside", &[]),
    ("form", &["action", "method", "novalidate", "role", "accept-charset"]),
    ("search", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("p", &["data-unprinted"]),
    ("div", &["role"]),
    ("ul", &["role"]),
    ("ol", &["role", "start"]),
    ("li", &["aria-current"]),
    ("a", &["href", "hreflang", "rel", "type", "download", "aria-current"]),
    ("button", &["type", "name", "value", "form", "formaction"]),
    (
        "input",
        &[
            "type",
            "name",
            "value",
            "size",
            "maxlength",
            "inputmode",
            "readonly",
            "autocomplete",
            "autocapitalize",
            "autocorrect",
            "spellcheck",
            "checked",
            "aria-invalid",
            "aria-required",
            "translate",
        ],
    ),
    (
        "textarea",
        &[
            "name",
            "rows",
            "cols",
            "maxlength",
            "autocomplete",
            "autocapitalize",
            "spellcheck",
            "aria-invalid",
            "aria-required",
        ],
    ),
    ("label", &["for"]),
    ("fieldset", &["role", "aria-invalid", "aria-required"]),
    ("legend", &[]),
    ("table", &[]),
    ("caption", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tfoot", &[]),
    ("tr", &[]),
    ("th", &["scope"]),
    ("td", &["data-column"]),
    ("strong", &[]),
    ("bdi", &["translate"]),
    ("span", &["translate"]),
    ("address", &[]),
    ("hr", &[]),
    ("br", &[]),
    ("small", &[]),
    ("abbr", &[]),
];

/// Roles that an attribute may give, with what they are to us.
const ROLES: [(&str, Role); 6] = [
    ("region", Role::Region),
    ("group", Role::Group),
    ("radiogroup", Role::Group),
    ("list", Role::List),
    ("search", Role::Search),
    ("navigation", Role::Navigation),
];

/// The role an attribute gives.
pub(super) fn role_named(name: &str) -> Option<Role> {
    ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
}

/// What is between the lines of text around it, rather than in one of them.
pub(super) fn is_block(element: &str) -> bool {
    !matches!(element, "a" | "bdi" | "span" | "strong" | "label" | "small" | "abbr" | "input" | "button")
}

/// Everything about one element that is outside the closed world.
pub(super) fn check(element: ElementRef<'_>, faults: &mut Vec<Fault>) {
    let name = element.value().name();
    if matches!(name, "script" | "style" | "template" | "iframe" | "object" | "embed") {
        faults.push(Fault::Active(format!("<{name}>")));
        return;
    }
    if name == "noscript" {
        // Only the answer that means none, for browsers that send the first of some choices unasked.
        let parent = element.parent().and_then(ElementRef::wrap);
        if parent.is_none_or(|parent| parent.value().name() != "fieldset") {
            faults.push(Fault::Active("<noscript>".to_owned()));
        }
        return;
    }
    let Some((_, own)) = ELEMENTS.iter().find(|(known, _)| *known == name) else {
        faults.push(Fault::Element(name.to_owned()));
        return;
    };
    for (attribute, value) in element.value().attrs() {
        if attribute == "style"
            || attribute.starts_with("on")
            || value.trim_start().starts_with("javascript:")
        {
            faults.push(Fault::Active(format!("<{name} {attribute}>")));
        } else if !own.contains(&attribute) && !GLOBAL.contains(&attribute) && !NAMING.contains(&attribute) {
            faults.push(Fault::Attribute { element: name.to_owned(), attribute: attribute.to_owned() });
        } else if !value_is_known(element, attribute, value) {
            faults.push(Fault::AttributeValue {
                element: name.to_owned(),
                attribute: attribute.to_owned(),
                value: value.to_owned(),
            });
        }
    }
    required(element, name, faults);
}

/// Attributes without which an element does not say what it is.
fn required(element: ElementRef<'_>, name: &str, faults: &mut Vec<Fault>) {
    let needed: &[&str] = match name {
        "th" => &["scope"],
        "a" => &["href"],
        "label" => &["for"],
        "form" => &["action", "method"],
        "button" => &["type"],
        "input" => &["type", "name"],
        "textarea" => &["name", "id"],
        _ => &[],
    };
    for attribute in needed {
        if element.value().attr(attribute).is_none() {
            faults.push(Fault::AttributeValue {
                element: name.to_owned(),
                attribute: (*attribute).to_owned(),
                value: String::new(),
            });
        }
    }
}

fn value_is_known(element: ElementRef<'_>, attribute: &str, value: &str) -> bool {
    match attribute {
        "aria-hidden" | "aria-invalid" | "aria-required" => value == "true",
        "aria-current" => matches!(value, "page" | "step" | "true" | "date"),
        "aria-label" | "aria-labelledby" | "aria-describedby" | "id" | "for" | "lang" | "href" => {
            !value.trim().is_empty() && value.trim() == value
        }
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "scope" => matches!(value, "col" | "row"),
        "method" => matches!(value, "get" | "post"),
        "role" => role_named(value).is_some(),
        "type" => match element.value().name() {
            "input" => {
                matches!(value, "text" | "tel" | "email" | "password" | "radio" | "checkbox" | "hidden")
            }
            "button" => value == "submit",
            _ => true,
        },
        // Only a region that scrolls is a stop of its own; everything else takes the focus from a link.
        // What went wrong and what has been done take the focus, nothing else does.
        "autofocus" => element.value().attr("tabindex") == Some("-1"),
        "tabindex" => value == "-1" || (value == "0" && element.value().attr("role") == Some("region")),
        _ => true,
    }
}
