//! What must not compile: mistakes that a page's maker could make with markup, and cannot make here.

#[test]
fn mistakes_do_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/compile_fail/question_without_label.rs");
    cases.compile_fail("tests/compile_fail/heading_level_by_hand.rs");
}
