// In forced colours: what is operated has a line around it or under it, and an outline when it has the focus.
if (!matchMedia('(forced-colors: active)').matches) return ['the colours are not forced'];
const lines = style => ['Top', 'Right', 'Bottom', 'Left'].filter(side =>
  parseFloat(style[`border${side}Width`]) >= 1 && !['none', 'hidden'].includes(style[`border${side}Style`])
  && style[`border${side}Color`] !== style.backgroundColor).length;
const lost = [];
for (const element of document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select, summary')) {
  const style = getComputedStyle(element);
  // The browser draws boxes to tick and to choose itself, in the colours of the device.
  const drawn = ['checkbox', 'radio'].includes(element.type) && style.appearance !== 'none';
  const underlined = [element, ...element.querySelectorAll('*')].some(one =>
    getComputedStyle(one).textDecorationLine.includes('underline'));
  if (!drawn && !underlined && lines(style) === 0) lost.push(`no line: ${element.outerHTML.slice(0, 160)}`);
  element.focus({ focusVisible: true });
  const focused = getComputedStyle(element);
  const outline = focused.outlineStyle !== 'none' && parseFloat(focused.outlineWidth) >= 2;
  if (document.activeElement === element && !outline) lost.push(`no outline: ${element.outerHTML.slice(0, 160)}`);
}
return lost;
