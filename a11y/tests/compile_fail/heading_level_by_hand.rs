use a11y::page::Section;
use a11y::text::Text;

fn main() {
    let _ = Section { level: 3, heading: Text::plain("Sedi"), body: Vec::new() };
}
