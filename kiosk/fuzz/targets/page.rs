#![no_main]
//! A page from the portal: whatever can be read can also be shown, said, printed and sent.

use a11y::page::Envelope;
use a11y::receipt::Columns;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(envelope) = Envelope::from_json(bytes) else { return };
    let Envelope { page, frame, .. } = &envelope;
    let heard = a11y::speech::page(page, frame);
    assert!(heard.iter().all(|utterance| utterance.id.len() <= bytes.len() + 100));
    for utterance in &heard {
        let act = a11y::act::act(page, frame, &utterance.id);
        assert!(act.is_none() || !utterance.id.is_empty());
    }
    drop(a11y::html::main(page, frame).into_string());
    drop(a11y::html::window_title(page, frame));
    drop(a11y::receipt::page(page, frame, Columns::C42));
    drop(a11y::act::fields(page));
});
