//! One typed Page and its renderings.
//!
//! A [`page::Page`] is made once by a service. From it come HTML, speech, plain text and the lines of a receipt;
//! no rendering is made from another. [`tree`] is the judge: it reads our own HTML back and says what a screen
//! reader would find.
//!
//! **Invariant**: this crate knows no citizen, no service and no device.

pub mod act;
#[cfg(test)]
pub(crate) mod arbitrary;
pub mod html;
pub mod ids;
pub mod page;
pub mod plain;
pub mod receipt;
pub mod speech;
pub mod text;
pub mod tree;
pub mod values;

pub use html::letter;
#[cfg(test)]
mod wire_tests;

/// The permanent mark of pages with invented people or offices.
pub fn test_data(lang: text::Lang) -> text::Text {
    words::test_data(lang)
}

pub(crate) mod words {
    //! The words every rendering needs, whatever the service.
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}
