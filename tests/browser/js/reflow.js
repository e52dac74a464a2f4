// What goes over the right or left edge of the window, unless it stands in something that scrolls by itself.
const width = document.documentElement.clientWidth;
const scrolls = element => {
  for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
    if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) return true;
  }
  return false;
};
const over = [];
if (document.scrollingElement.scrollWidth > width) {
  over.push(`the page is ${document.scrollingElement.scrollWidth} wide in a window of ${width}`);
}
for (const element of document.body.querySelectorAll('*')) {
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0 || scrolls(element)) continue;
  // What waits outside the window for the focus is on neither edge.
  if (box.right <= 0 || box.left >= width * 4 || box.bottom <= 0) continue;
  if (box.right > width + 1 || box.left < -1) over.push(element.outerHTML.slice(0, 160));
}
return over;
