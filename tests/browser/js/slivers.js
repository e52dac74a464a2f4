// Texts squeezed into so little that a line holds no word: over three lines of under four characters each.
const slivers = [];
const hidden = element => {
  for (let up = element; up; up = up.parentElement) if (getComputedStyle(up).clipPath !== 'none') return true;
  return false;
};
for (const element of document.querySelectorAll('label, legend, th, td, p, li, h1, h2, h3, h4, caption, dt, dd')) {
  const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  if (!own && !element.matches('label, th, td') || hidden(element)) continue;
  const range = document.createRange();
  range.selectNodeContents(element);
  const bottoms = [...range.getClientRects()].filter(line => line.width > 1).map(line => line.bottom);
  bottoms.sort((one, other) => one - other);
  // Letters of two fonts in one line end at different heights.
  const apart = parseFloat(getComputedStyle(element).fontSize) / 2;
  const lines = bottoms.filter((bottom, n) => n === 0 || bottom - bottoms[n - 1] > apart).length;
  const signs = element.innerText.trim().length;
  if (lines > 3 && signs / lines < 4) {
    slivers.push(`${signs} characters in ${lines} lines: ${element.outerHTML.slice(0, 160)}`);
  }
}
return slivers;
