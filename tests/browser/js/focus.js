// What has the focus, whether it is seen, and how wide its outline is.
const element = document.activeElement;
if (!element || element === document.body || element === document.documentElement) return null;
const box = element.getBoundingClientRect();
const style = getComputedStyle(element);
// The part of it that is in the window: of a large box the browser shows only where one types.
const left = Math.max(box.left, 0), right = Math.min(box.right, document.documentElement.clientWidth);
const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, document.documentElement.clientHeight);
const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
return {
  number: [...document.querySelectorAll('*')].indexOf(element),
  element: element.localName,
  id: element.id,
  words: (element.labels?.[0]?.textContent ?? element.textContent).replace(/\s+/g, ' ').trim().slice(0, 80),
  inView: right - left >= Math.min(box.width - 1, 44) && bottom - top >= Math.min(box.height - 1, 44)
    && box.width > 0 && box.height > 0 && !!over && (element.contains(over) || over.contains(element)),
  outline: style.outlineStyle === 'none' || style.outlineColor === 'rgba(0, 0, 0, 0)' ? 0 : parseFloat(style.outlineWidth),
};
