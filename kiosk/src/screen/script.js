// The one script of the kiosk's screen: it shows what the agent sends and tells it what is touched.
'use strict';
const sheet = document.getElementById('foglio');
const caption = document.getElementById('didascalia');
const spot = id => id && document.getElementById(id);
const page = () => sheet.querySelector('main');
let focus = sheet.dataset.focus;
let explored = null;
let still = false;

// The part that the ear and the finger are at, in the middle of what is seen.
const mark = () => {
  sheet.querySelectorAll('.qui').forEach(part => part.classList.remove('qui'));
  const part = spot(focus);
  if (!part) return;
  part.classList.add('qui');
  if (still) return;
  // With its question around it, if there is room.
  const asked = part.closest('.question');
  const fits = asked && asked.offsetHeight <= page().clientHeight;
  (fits ? asked : part).scrollIntoView({ block: 'center' });
};

// What a touch on something means.
const name = part => {
  if (part.dataset.tocco) return part.dataset.tocco;
  const id = part.htmlFor || part.id;
  return id ? 'parte:' + id : null;
};

// Where things are that can be seen, for who explores them by ear.
let told = '';
const tell = () => {
  if (explored === null) return;
  const lines = [[explored, innerWidth, innerHeight].join(' ')];
  for (const part of sheet.querySelectorAll('[data-tocco], label, [id]')) {
    const box = part.getBoundingClientRect();
    const seen = (part.closest('main') || document.documentElement).getBoundingClientRect();
    const from = [Math.max(box.left, seen.left, 0), Math.max(box.top, seen.top, 0)];
    const to = [Math.min(box.right, seen.right, innerWidth), Math.min(box.bottom, seen.bottom, innerHeight)];
    const what = name(part);
    if (what && from[0] < to[0] && from[1] < to[1]) lines.push([...from, ...to].map(Math.round).join(' ') + ' ' + what);
  }
  const now = lines.join('\n');
  if (now !== told) fetch('/riquadri', { method: 'POST', body: now });
  told = now;
};

// Whether there is more above and below.
const ends = () => {
  for (const button of sheet.querySelectorAll('[data-scorri]')) {
    const { scrollTop, scrollHeight, clientHeight } = page();
    const left = button.dataset.scorri < 0 ? scrollTop : scrollHeight - clientHeight - scrollTop;
    button.disabled = left < 2;
  }
};

const show = picture => {
  const root = document.documentElement;
  const inner = () => page() || root;
  const [top, into] = picture.same ? [scrollY, inner().scrollTop] : [0, 0];
  for (const [name, value] of Object.entries(picture.root)) root.setAttribute(name, value);
  document.title = picture.title;
  sheet.innerHTML = picture.html;
  caption.textContent = picture.caption;
  ({ focus, explored, still } = picture);
  // The box of a secret shows how many signs it has; which they are never comes here.
  if (picture.secret && spot(focus)) spot(focus).value = '0'.repeat(picture.secret);
  scrollTo(0, top);
  inner().scrollTop = into;
  mark();
  ends();
  requestAnimationFrame(tell);
};

const stream = () => {
  const events = new EventSource('/flusso');
  events.onmessage = event => show(JSON.parse(event.data));
  // Without the agent nothing stays in sight; whoever it was is not shown to the next. The greeting is nobody's.
  events.onerror = () => {
    if (sheet.querySelector('.still')) return;
    sheet.textContent = caption.textContent = document.title = '';
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 1000);
  };
};

const send = what => fetch('/tocco', { method: 'POST', body: what });

// A touch counts where it both began and ended.
let down = null;
const target = event => {
  const at = event.target.closest('[data-tocco], label, input, textarea, [id]');
  if (!at || !sheet.contains(at) || at === sheet) return null;
  // All of a question is its box, where it has one.
  const box = at.dataset.tocco || at.matches('label, input, textarea') ? null
    : event.target.closest('.question')?.querySelector('input:not([type=radio], [type=checkbox]), textarea');
  return name(box || at);
};
let last = { what: null, at: 0 };
sheet.addEventListener('pointerdown', event => {
  down = target(event);
  const by = event.target.closest('[data-scorri]')?.dataset.scorri;
  if (by) page().scrollBy(0, by * page().clientHeight * .8);
});
sheet.addEventListener('pointerup', event => {
  const up = target(event);
  // Trembling hands touch the same thing twice.
  const again = up === last.what && event.timeStamp - last.at < 500;
  if (up && up === down && !again) {
    last = { what: up, at: event.timeStamp };
    send(up);
  }
  down = null;
});
for (const kind of ['scroll', 'resize']) addEventListener(kind, () => requestAnimationFrame(() => { ends(); tell(); }), true);
// A box takes no cursor and no keyboard of the system's.
for (const kind of ['mousedown', 'click', 'auxclick', 'submit', 'keydown', 'contextmenu', 'dragstart', 'drop', 'beforeinput']) {
  document.addEventListener(kind, event => event.preventDefault(), true);
}
mark();
ends();
stream();
