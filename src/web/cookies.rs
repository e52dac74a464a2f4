//! The portal's cookies: the session, the language, the preferences, the mark of a known device.
//!
//! **Invariant**: under TLS every cookie is `__Host-` and Secure; on the loopback demo neither, because lynx and
//! w3m never return a Secure cookie over http. All are technical: no consent is needed for them.

/// A cookie of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    /// The session.
    Session,
    /// The language, where it is not the browser's.
    Language,
    /// How pages should look and read.
    Preferences,
    /// This browser has signed someone in before.
    Device,
}

impl Name {
    const fn bare(self) -> &'static str {
        match self {
            Name::Session => "sessione",
            Name::Language => "lingua",
            Name::Preferences => "preferenze",
            Name::Device => "dispositivo",
        }
    }

    /// How long the browser keeps it, in seconds; `None` until it is closed.
    const fn kept(self) -> Option<u32> {
        match self {
            Name::Session => None,
            Name::Language | Name::Preferences | Name::Device => Some(180 * 24 * 3600),
        }
    }
}

/// Finds a cookie in the request's `Cookie` header.
pub(crate) fn find(header: &str, name: Name, secure: bool) -> Option<&str> {
    header.split(';').find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        let key = if secure { key.strip_prefix("__Host-")? } else { key };
        (key == name.bare()).then_some(value)
    })
}

/// The `Set-Cookie` header that keeps `value`; an empty one deletes the cookie.
pub(crate) fn set(name: Name, value: &str, secure: bool) -> String {
    let prefix = if secure { "__Host-" } else { "" };
    let mut header = format!("{prefix}{}={value}; Path=/; HttpOnly; SameSite=Lax", name.bare());
    if secure {
        header.push_str("; Secure");
    }
    match (value.is_empty(), name.kept()) {
        (true, _) => header.push_str("; Max-Age=0"),
        (false, Some(seconds)) => header.push_str(&format!("; Max-Age={seconds}")),
        (false, None) => {}
    }
    header
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_stands_beside_it_a_cookie_is_found_whole(
            before in r"([a-z]{1,6}=[!-:<-~]{0,8}; ?){0,3}",
            value in r"[!-:<-~]{1,30}",
            secure: bool,
        ) {
            let pair = set(Name::Device, &value, secure);
            let header = format!("{before}{}; altro=1", pair.split(';').next().unwrap_or_default());
            prop_assert_eq!(find(&header, Name::Device, secure), Some(value.as_str()));
        }

        #[test]
        fn no_header_panics(header: String, secure: bool) {
            let _ = find(&header, Name::Session, secure);
        }
    }

    #[test]
    fn a_cookie_is_found_under_the_name_it_was_set_with() {
        for secure in [true, false] {
            let set = set(Name::Session, "abc", secure);
            let pair = set.split(';').next().unwrap_or_default();
            assert_eq!(find(&format!("x=y; {pair}; z"), Name::Session, secure), Some("abc"));
        }
    }

    #[test]
    fn under_tls_a_cookie_without_its_prefix_is_not_ours() {
        assert_eq!(find("sessione=abc", Name::Session, true), None);
    }

    #[test]
    fn under_tls_cookies_are_host_bound_and_secure() {
        let header = set(Name::Session, "abc", true);
        assert!(header.starts_with("__Host-sessione=abc; Path=/;") && header.ends_with("; Secure"));
    }
}
