// The kiosk's screen: it shows what the agent sends and tells it what is touched.
'use strict';
const spot = id => id && document.getElementById(id);
const box = part => part?.getBoundingClientRect() || {};
const [sheet, caption] = ['foglio', 'didascalia'].map(spot);
const one = selector => sheet.querySelector(selector);
const page = () => one('main');
const post = (to, body) => fetch(to, { method: 'POST', body });
let { focus } = sheet.dataset, explored, still, told, cut;

// Of a part that has one this is what is heard.
const heading = ':scope>:is(h2,h3,h4,h5,h6,caption),:scope>table>caption';

// What is heard or typed into, in the middle, with its question if it fits; what does not fit itself, from its beginning.
const mark = () => {
  one('.qui')?.classList.remove('qui');
  // The list of what is wrong is heard whole.
  const whole = spot(focus), part = !whole?.matches('.faults') && whole?.querySelector(heading) || whole;
  part?.classList.add('qui');
  if (!part || still) return;
  const asked = part.closest('.question'), send = spot('invia'), seen = page().clientHeight;
  (asked?.offsetHeight <= seen ? asked : part).scrollIntoView({ block: part.offsetHeight < seen ? 'center' : 'start' });
  // And what sends it.
  if (box(send).bottom - box(asked).top < seen - 20) send.scrollIntoView({ block: 'nearest' });
};

// Each ear goes where its place is kept, and is named after what it reads.
const around = part => part?.closest('h1,.choice,.links>li,.date>div,.question') || part;
const ears = () => {
  // All names are read, blocks apart, before the first ear moves anything: the page is laid out once.
  one('.ears')?.dataset.di.split(' ').map(id => {
    const whole = around(spot(id)), ear = spot('orecchio-' + id);
    const part = whole?.querySelector(heading + ',:scope>:is(th,td)') || whole;
    if (ear) ear.ariaLabel += ' ' + part?.innerText;
    return [part, ear];
  }).forEach(([part, ear]) => {
    part?.classList.add('read');
    if (ear) part?.[part.matches('button') ? 'before' : 'prepend'](ear);
  });
};

// The word that sounds, where it is shown.
const follow = said => {
  CSS.highlights.clear();
  // Of nothing that is said, nothing is found.
  let { at, word, nth } = said || {};
  for (const part of document.querySelectorAll(at)) {
    // Of all that is in it the texts, whose kind is 4.
    const texts = document.createTreeWalker(around(part), 4);
    for (let text; text = texts.nextNode();) for (const { 0: own, index } of text.data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      if (own.toLowerCase() !== word || nth--) continue;
      const range = new Range();
      range.setStart(text, index);
      range.setEnd(text, index + own.length);
      return CSS.highlights.set('detto', new Highlight(range));
    }
  }
};

// What a touch on something means.
const name = ({ dataset, htmlFor, id }) => dataset.tocco || (htmlFor || id) && 'parte:' + (htmlFor || id);

// Where things are, for who explores them by ear.
const tell = () => {
  if (explored == null) return;
  const lines = [`${explored} ${innerWidth} ${innerHeight}`];
  for (const part of sheet.querySelectorAll('[data-tocco]:not(:disabled),label,[id]')) {
    const own = box(part), seen = box(part.closest('main') || root);
    const sides = [Math.max(own.left, seen.left), Math.max(own.top, seen.top),
      Math.min(own.right, seen.right), Math.min(own.bottom, seen.bottom)].map(Math.round);
    const what = name(part);
    if (what && sides[0] < sides[2] && sides[1] < sides[3]) lines.push([...sides, what].join(' '));
  }
  if (told !== (told = lines.join('\n'))) post('/riquadri', told);
};

// Is there more? What stands at an edge is shown whole, or else not yet: half a line is none, nor is half a button.
const ends = () => {
  const main = page(), { scrollTop, scrollHeight, clientHeight, style } = main;
  for (const button of sheet.querySelectorAll('[data-scorri]'))
    button.disabled = (button.dataset.scorri < 0 ? scrollTop : scrollHeight - clientHeight - scrollTop) < 2;
  style.clipPath = '';
  const { left, right } = box(main.lastElementChild), { top, bottom } = box(main), range = new Range();
  // What an Arabic line has below its box goes with it.
  cut = [top, bottom].map((edge, last) => {
    const at = document.elementFromPoint(root.dir === 'rtl' ? right - 30 : left + 30, edge + 2 - 4 * last);
    if (!at?.matches('main *')) return 0;
    range.selectNodeContents(at);
    return Math.max(0, ...[box(at.closest('a,button,.choice,tr,.question>input')), ...range.getClientRects()].map(({ top, bottom, height }) =>
      top < edge + 6 && bottom > edge - 6 && height < clientHeight / 2 && 9 - 7 * last + (last ? edge - top : bottom - edge)));
  });
  style.clipPath = `inset(${cut.join('px 0 ')}px)`;
};
// Nothing that an edge cuts off is gone past.
const turn = by => page().scrollBy(0, by * (page().clientHeight * .8 - cut[+(by > 0)]));

const root = document.documentElement;
const show = picture => {
  const into = picture.same && page()?.scrollTop;
  for (const [name, value] of picture.root) root.setAttribute(name, value);
  document.title = picture.title;
  sheet.innerHTML = picture.html;
  caption.innerHTML = picture.caption;
  ({ focus, explored, still } = picture);
  // Of a secret the count alone comes.
  for (const [id, count] of picture.secrets) spot(id)?.setAttribute('value', '●'.repeat(count));
  page().scrollTop = into;
  ears();
  mark();
  turn(picture.turn);
  follow(picture.said);
  ends();
  requestAnimationFrame(tell);
};

const events = new EventSource('/flusso');
events.onmessage = event => show(JSON.parse(event.data));
events.addEventListener('detto', event => follow(JSON.parse(event.data)));
// Without the agent nobody's page stays in sight.
events.onerror = () => {
  if (one('.still')) return;
  sheet.textContent = caption.textContent = document.title = '';
  // It is closed, and does not try again.
  if (events.readyState > 1) setTimeout(() => location.reload(), 1e3);
};

// A touch counts where it both began and ended.
let down = {}, last = {};
const target = event => {
  const at = event.target.closest('[data-tocco],label,[id]');
  if (!at || at === sheet) return;
  // All of a question is its box.
  const typed = !at.matches('[data-tocco],label,input,textarea')
    && at.closest('.question')?.querySelector('input:not([type=radio],[type=checkbox]),textarea');
  return name(typed || at);
};
const touch = event => ({ what: target(event), on: root.dataset.foglio, at: event.timeStamp });
sheet.onpointerdown = event => {
  down = touch(event);
  const by = event.target.closest('[data-scorri]')?.dataset.scorri;
  if (by) turn(by);
  event.target.releasePointerCapture(event.pointerId);
};
sheet.onpointerup = event => {
  const up = touch(event), { tenuta, ripeti, segni } = sheet.dataset;
  // Trembling hands touch twice; words have double letters: a sign, and what erases one (cancella).
  const pause = /^s|^ca/.test(up.what) ? segni : ripeti;
  const again = up.what === last.what && up.at - last.at < pause;
  if (up.what && up.what === down.what && up.on === down.on && up.at - down.at >= tenuta && !again) {
    last = up;
    post('/tocco', up.on + ' ' + up.what);
  }
  down = {};
};
for (const kind of ['scroll', 'resize']) addEventListener(kind, () => requestAnimationFrame(() => { ends(); tell(); }), true);
// A box takes no cursor and no key.
for (const kind of 'mousedown click auxclick submit keydown contextmenu dragstart drop beforeinput'.split(' '))
  addEventListener(kind, event => event.preventDefault(), true);
ears();
mark();
ends();
