// A text that comes in: it is read, its outline is shown, and it is written once she says so.

import { address, element, post } from './asking.js';
import { dropOn, sayLeaving, upload } from './uploading.js';

const at = (id) => document.getElementById(id);
const words = JSON.parse(at('incoming-words').textContent);
const routes = JSON.parse(document.querySelector('[data-routes]').dataset.routes);
const form = at('keep');
const small = at('source-small').textContent;
let word = '';
let named = false;
let asked = 0;

const wished = () => ({
  word,
  kind: new FormData(form).get('kind'),
  language: new FormData(form).get('language'),
  shown: Object.fromEntries([...document.querySelectorAll('[data-shows]')].map((each) => [each.dataset.shows, each.value])),
});

function tell(place, said) {
  place.replaceChildren(...said.map((text) => element('p', 'note err', text)));
}

// Puts each part of what was answered where it belongs; what she said of pictures stays.
function put(html) {
  const kept = wished().shown;
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const part of page.querySelectorAll('[data-for]')) at(part.dataset.for).replaceChildren(...part.childNodes);
  for (const each of document.querySelectorAll('[data-shows]')) each.value = kept[each.dataset.shows] ?? '';
}

function label() {
  at('write').textContent = words[`write_${new FormData(form).get('kind')}`];
}

function shape(isRead) {
  document.querySelector('.incoming').classList.toggle('is-read', isRead);
  at('before').hidden = isRead;
}

function show(answer) {
  if (answer.html) put(answer.html); else tell(at('said'), answer.said);
  if (!answer.ok) { at('write').disabled = true; return false; }
  at('write').disabled = false;
  at('said').replaceChildren();
  if (!named) at('name').value = answer.name;
  at('made').hidden = false;
  shape(true);
  label();
  return true;
}

async function take(file) {
  asked += 1;
  const mine = asked;
  if (word) post(routes.leave, { word });
  word = '';
  named = false;
  form.reset();
  at('made').hidden = true;
  shape(false);
  at('aside').replaceChildren();
  at('said').replaceChildren();
  at('outline').replaceChildren();
  at('source').textContent = words.reading;
  at('source-small').textContent = '';
  const answer = await upload(routes.read, 'file', file);
  if (mine !== asked) { if (answer.word) post(routes.leave, { word: answer.word }); return; }
  word = answer.word ?? '';
  at('source').textContent = answer.ok ? answer.source : words.drop;
  at('source-small').textContent = answer.ok ? words.read_here : small;
  at('choose').textContent = answer.ok ? words.another : words.choose;
  if (show(answer)) at('source').focus({ preventScroll: true });
}

at('file').addEventListener('change', (event) => {
  const [file] = event.target.files;
  if (file) take(file);
  event.target.value = '';
});
dropOn(document.querySelector('.incoming'), take);

at('name').addEventListener('input', () => { named = true; at('name-said').replaceChildren(); });
form.addEventListener('change', async (event) => {
  if (!['kind', 'language'].includes(event.target.name) || !word) return;
  label();
  at('name-said').replaceChildren();
  asked += 1;
  const mine = asked;
  const answer = await post(routes.outline, wished());
  if (mine === asked) show(answer);
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  at('write').disabled = true;
  const answer = await post(routes.write, { ...wished(), name: at('name').value });
  at('write').disabled = false;
  if (answer.address) { word = ''; location.assign(answer.address); return; }
  if (answer.ok) { done(answer); return; }
  tell(at('name-said'), answer.said);
  at('name').focus();
});

function done(answer) {
  word = '';
  const made = element('div', 'proof');
  made.tabIndex = -1;
  made.append(element('span', '', answer.said.join(' ')));
  const home = element('a', 'b', words.home);
  home.href = address('');
  made.append(home);
  at('outline').replaceChildren(made);
  at('aside').replaceChildren();
  form.hidden = true;
  made.focus();
}

at('leave').addEventListener('click', async () => {
  await post(routes.leave, { word });
  word = '';
  location.assign(address(''));
});

// What waits is let go with its page.
window.addEventListener('pagehide', () => { if (word) sayLeaving(routes.leave, { word }); });
// A page that comes back from the history of the browser begins anew.
window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
