// What is operated and smaller than the size given for links, or for all else; a label is hit as its control is.
const [leastOfLinks, leastOfControls] = arguments;
const small = [];
const before = document.activeElement;
for (const element of document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select')) {
  // A link in a sentence is as high as its line (the exception "inline" of WCAG 2.5.5).
  if (element.localName === 'a') {
    const holder = element.closest('p, li, td, th, dd, div, nav, header, footer');
    const around = holder ? holder.textContent.replace(element.textContent, '').trim() : '';
    const inline = getComputedStyle(element).display === 'inline';
    if (inline && /\p{L}{2}/u.test(around) && element.closest('p, li, td, dd')) continue;
  }
  // What is shown only with the focus is measured with it.
  element.focus({ preventScroll: true });
  let box = element.getBoundingClientRect();
  let { left, top, right, bottom } = box;
  for (const label of element.labels ?? []) {
    box = label.getBoundingClientRect();
    left = Math.min(left, box.left); top = Math.min(top, box.top);
    right = Math.max(right, box.right); bottom = Math.max(bottom, box.bottom);
  }
  // What is not shown, with the focus or without, is not operated.
  if (![element, ...element.labels ?? []].some(part => part.getClientRects().length)) continue;
  const width = right - left, height = bottom - top;
  const least = element.localName === 'a' ? leastOfLinks : leastOfControls;
  // Half a pixel is rounding.
  if (width < least - .5 || height < least - .5) small.push({ html: element.outerHTML.slice(0, 160), width, height });
}
// The focus is where it was: what is shown only with it is not in the way of who looks next.
document.activeElement?.blur();
before?.focus({ preventScroll: true });
return small;
