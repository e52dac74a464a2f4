// The one script of the kiosk's screen: it shows what the agent sends and tells it what is touched.
'use strict';
const sheet = document.getElementById('foglio');
const caption = document.getElementById('didascalia');
const spot = id => id && document.getElementById(id);
let focus = sheet.dataset.focus;

// The part that the ear and the finger are at, in the middle of what is seen.
const mark = () => {
  sheet.querySelectorAll('.qui').forEach(part => part.classList.remove('qui'));
  const part = spot(focus);
  if (!part) return;
  part.classList.add('qui');
  part.scrollIntoView({ block: 'center' });
};

const show = picture => {
  const root = document.documentElement;
  const top = picture.same ? scrollY : 0;
  for (const [name, value] of Object.entries(picture.root)) root.setAttribute(name, value);
  document.title = picture.title;
  sheet.innerHTML = picture.html;
  caption.textContent = picture.caption;
  caption.hidden = !picture.caption;
  focus = picture.focus;
  // The box of a secret shows how many signs it has; which they are never comes here.
  if (picture.secret && spot(focus)) spot(focus).value = '0'.repeat(picture.secret);
  scrollTo(0, top);
  mark();
};

const stream = () => {
  const events = new EventSource('/flusso');
  events.onmessage = event => show(JSON.parse(event.data));
  // Without the agent nothing stays in sight; whoever it was is not shown to the next.
  events.onerror = () => {
    sheet.textContent = caption.textContent = document.title = '';
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 1000);
  };
};

const send = what => fetch('/tocco', { method: 'POST', body: what });

// A touch counts where it both began and ended.
let down = null;
const target = event => {
  const at = event.target.closest('[data-tocco], label, [id]');
  if (!at || !sheet.contains(at) || at === sheet) return null;
  if (at.dataset.tocco) return at.dataset.tocco;
  const id = at.htmlFor || at.id;
  return id ? 'parte:' + id : null;
};
let last = { what: null, at: 0 };
sheet.addEventListener('pointerdown', event => { down = target(event); });
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
for (const kind of ['click', 'submit', 'keydown', 'contextmenu', 'dragstart', 'beforeinput']) {
  document.addEventListener(kind, event => event.preventDefault(), true);
}
mark();
stream();
