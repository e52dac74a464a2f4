// The kiosk's screen: it shows what the agent sends and tells it what is touched.
'use strict';
const spot = id => id && document.getElementById(id);
const box = part => part?.getBoundingClientRect() || {};
const [sheet, caption] = ['foglio', 'didascalia'].map(spot);
const one = selector => sheet.querySelector(selector);
const page = () => one('main');
const post = (to, body) => fetch(to, { method: 'POST', body });
let { focus } = sheet.dataset, explored, still, told;

// Of a part that has one this is what is heard.
const heading = ':scope>:is(h2,h3,h4,h5,h6,caption),:scope>table>caption';

// What is heard or typed into, in the middle, with its question if it fits.
const mark = () => {
  one('.qui')?.classList.remove('qui');
  // The list of what is wrong is heard whole.
  const whole = spot(focus), part = !whole?.matches('.faults') && whole?.querySelector(heading) || whole;
  part?.classList.add('qui');
  if (!part || still) return;
  const asked = part.closest('.question'), send = spot('invia'), seen = page().clientHeight;
  (asked?.offsetHeight <= seen ? asked : part).scrollIntoView({ block: 'center' });
  // And what sends it.
  if (box(send).bottom - box(asked).top < seen - 20) send.scrollIntoView({ block: 'nearest' });
};

// Each ear goes where its place is kept.
const around = part => part?.closest('h1,.choice,.links>li,.date>div,.question') || part;
const ears = () => {
  for (const id of one('.ears')?.dataset.di.split(' ') || []) {
    const whole = around(spot(id)), ear = spot('orecchio-' + id);
    const part = whole?.querySelector(heading + ',:scope>:is(th,td)') || whole;
    part?.classList.add('read');
    if (ear) part?.matches('button') ? part.before(ear) : part?.prepend(ear);
  }
};

// The word that sounds, where it is shown.
const follow = said => {
  CSS.highlights.clear();
  let { at, word, nth } = said || {};
  if (at) for (const part of document.querySelectorAll(at)) {
    const texts = document.createTreeWalker(around(part), NodeFilter.SHOW_TEXT);
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
  const lines = [[explored, innerWidth, innerHeight].join(' ')];
  for (const part of sheet.querySelectorAll('[data-tocco]:not(:disabled),label,[id]')) {
    const own = box(part), seen = box(part.closest('main') || root);
    const sides = [Math.max(own.left, seen.left, 0), Math.max(own.top, seen.top, 0),
      Math.min(own.right, seen.right, innerWidth), Math.min(own.bottom, seen.bottom, innerHeight)].map(Math.round);
    const what = name(part);
    if (what && sides[0] < sides[2] && sides[1] < sides[3]) lines.push([...sides, what].join(' '));
  }
  if (told !== (told = lines.join('\n'))) post('/riquadri', told);
};

// Is there more? What is touched is shown whole, or else not yet: half a button is none.
const ends = () => {
  const main = page(), { scrollTop, scrollHeight, clientHeight, style } = main;
  for (const button of sheet.querySelectorAll('[data-scorri]'))
    button.disabled = (button.dataset.scorri < 0 ? scrollTop : scrollHeight - clientHeight - scrollTop) < 2;
  style.clipPath = '';
  const { left, right } = box(main.lastElementChild), { bottom } = box(main);
  const at = document.elementFromPoint(root.dir === 'rtl' ? right - 30 : left + 30, bottom - 2);
  const cut = box(at?.closest('main :is(a, button)'));
  if (cut.bottom > bottom && cut.height < clientHeight) style.clipPath = `inset(0 0 ${bottom - cut.top + 6}px)`;
};
const turn = by => page().scrollBy(0, by * page().clientHeight * .8);

const root = document.documentElement;
const show = picture => {
  const inner = () => page() || root;
  const [top, into] = picture.same ? [scrollY, inner().scrollTop] : [0, 0];
  for (const [name, value] of picture.root) root.setAttribute(name, value);
  document.title = picture.title;
  sheet.innerHTML = picture.html;
  caption.innerHTML = picture.caption;
  ({ focus, explored, still } = picture);
  // Of a secret the count alone comes.
  for (const [id, count] of picture.secrets) spot(id)?.setAttribute('value', '●'.repeat(count));
  scrollTo(0, top);
  inner().scrollTop = into;
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
  if (events.readyState === events.CLOSED) setTimeout(() => location.reload(), 1000);
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
sheet.addEventListener('pointerdown', event => {
  down = touch(event);
  const by = event.target.closest('[data-scorri]')?.dataset.scorri;
  if (by) turn(by);
  event.target.releasePointerCapture(event.pointerId);
});
sheet.addEventListener('pointerup', event => {
  const up = touch(event), { tenuta, ripeti, segni } = sheet.dataset;
  // Trembling hands touch twice; words have double letters.
  const pause = /^(segno|canc)/.test(up.what) ? segni : ripeti;
  const again = up.what === last.what && up.at - last.at < pause;
  if (up.what && up.what === down.what && up.on === down.on && up.at - down.at >= tenuta && !again) {
    last = up;
    post('/tocco', up.on + ' ' + up.what);
  }
  down = {};
});
for (const kind of ['scroll', 'resize']) addEventListener(kind, () => requestAnimationFrame(() => { ends(); tell(); }), true);
// A box takes no cursor and no key.
for (const kind of ['mousedown', 'click', 'auxclick', 'submit', 'keydown', 'contextmenu', 'dragstart', 'drop', 'beforeinput'])
  addEventListener(kind, event => event.preventDefault(), true);
ears();
mark();
ends();
