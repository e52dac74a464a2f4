// Sets lines, paragraphs, letters and words apart as WCAG 1.4.12 says, and lists texts that are then cut off.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-block-end: 2em !important }`);
// An adopted sheet is no inline style: the Content-Security-Policy lets it be.
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
const cut = [];
for (const element of document.body.querySelectorAll('*')) {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  // What is hidden for the eye alone is cut on purpose.
  if (box.width <= 1 || box.height <= 1 || !element.textContent.trim() || style.clipPath !== 'none') continue;
  const hides = axis => ['hidden', 'clip'].includes(axis);
  const high = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
  const wide = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
  if (high || wide) cut.push(element.outerHTML.slice(0, 160));
}
return cut;
