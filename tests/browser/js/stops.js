// Every element the Tab key must come to. Of radio buttons of one name it comes to one: the chosen or the first.
const all = [...document.querySelectorAll('*')];
const radios = new Map();
const stops = all.filter(element => {
  if (!element.matches('a[href], button, input:not([type=hidden]), textarea, select, [tabindex="0"]')) return false;
  if (element.disabled) return false;
  if (element.type !== 'radio') return true;
  const key = element.form?.id + '/' + element.name;
  const first = radios.get(key);
  if (!first || (element.checked && !first.checked)) radios.set(key, element);
  return false;
});
return [...stops, ...radios.values()].map(element => [all.indexOf(element), element.outerHTML.slice(0, 160)]);
