//! How the reader wishes pages to look: attributes of `<html>`, answered by the style sheet alone.

/// Colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Theme {
    /// As the device says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white.
    HighLight,
    /// White on black.
    HighDark,
}

/// Size of everything, in percent of the device's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Size {
    /// 100 %.
    #[default]
    Normal,
    /// 125 %.
    Larger,
    /// 150 %.
    Large,
    /// 200 %.
    Double,
}

/// Space between lines, words and letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Spacing {
    /// As set.
    #[default]
    Normal,
    /// As in WCAG 1.4.12.
    Wide,
}

/// How pages look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Look {
    /// Colours.
    pub(crate) theme: Theme,
    /// Size.
    pub(crate) size: Size,
    /// Spacing.
    pub(crate) spacing: Spacing,
}

macro_rules! codes {
    ($kind:ident: $($variant:ident $code:literal),*) => {
        impl $kind {
            /// Every one, in the order of the preferences page; the first is the default.
            pub(crate) const ALL: &[$kind] = &[$($kind::$variant),*];

            /// Its name in forms, cookies and the style sheet.
            pub(crate) const fn code(self) -> &'static str {
                match self { $($kind::$variant => $code),* }
            }

            /// The one of that name.
            pub(crate) fn from_code(code: &str) -> Option<$kind> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// The value of its attribute; none for the default.
            pub(super) fn attribute(self) -> Option<&'static str> {
                (self != Self::default()).then(|| self.code())
            }
        }
    };
}
codes!(Theme: Auto "auto", Light "chiaro", Dark "scuro", HighLight "alto-chiaro", HighDark "alto-scuro");
codes!(Size: Normal "100", Larger "125", Large "150", Double "200");
codes!(Spacing: Normal "normal", Wide "wide");

impl Theme {
    /// What the browser draws before the style sheet has come.
    pub(super) const fn color_scheme(self) -> &'static str {
        match self {
            Theme::Auto => "light dark",
            Theme::Light | Theme::HighLight => "light",
            Theme::Dark | Theme::HighDark => "dark",
        }
    }
}
