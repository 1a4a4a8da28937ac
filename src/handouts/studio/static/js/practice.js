// The practice: what she types goes to the studio, and her paper beside it is as it would be.

import { address, element, post, toast } from './asking.js';
import { conflicted, noted } from './notes.js';
import { mark, onClick, seen, watch } from './paper.js';
import { Gallery } from './practice-gallery.js';
import { colours, pictures, read } from './practice-own.js';
import { Sender, valueOf } from './sending.js';

const words = JSON.parse(document.getElementById('practice-words').textContent);
const form = document.getElementById('form');
const { doc, pictures: pictureRoot } = document.querySelector('[data-doc]').dataset;
const state = document.getElementById('state');
const buttons = { undo: document.getElementById('undo'), redo: document.getElementById('redo') };
const begun = JSON.parse(document.getElementById('begun').textContent);
const FIRST_PAGE = ['brand', 'name', 'tagline', 'practitioner'];
const ANEW = ['["brand","look"]', '["signature"]', '["brand","logo_with_name"]'];
const changedAt = new Map();
let rev = 0;
let ofDraft = [];
let ofPaper = [];

let paperRev = -1;
const gallery = new Gallery(form, () => paperRev < rev);
const sender = new Sender(doc, told, (name, said = []) => {
  state.textContent = said.join(' ') || words[name];
  state.classList.toggle('bad', name === 'lost');
});
const fields = () => [...form.querySelectorAll('[data-path]')];
const key = (field) => JSON.stringify(JSON.parse(field.dataset.path));
const same = (one, other) => JSON.stringify(JSON.parse(one ?? 'null')) === JSON.stringify(JSON.parse(other ?? 'null'));

function note() { noted(form, [...ofDraft, ...ofPaper]); }

function told(answer) {
  if (answer.rev === undefined) { toast(answer.said.join(' ') || words.not_taken); return; }
  rev = answer.rev;
  buttons.undo.disabled = !answer.can_undo;
  buttons.redo.disabled = !answer.can_redo;
  ofDraft = [...answer.said.map((text) => ({ path: [], severity: 'error', text, hint: '' })), ...answer.problems];
  if (ofDraft.some((each) => each.severity === 'error')) ofPaper = [];
  note();
  read(form, answer.colours);
  conflicted(form, answer, { words, typed: (field) => sender.typed(field), settle });
  if (!answer.saved) sender.state('lost', [words.not_on_disk]);
  if (answer.merged) refresh();
}

async function settle(path, choice) {
  told(await post(`${doc}settle`, { path, choice }));
  await refresh();
}

function showSeen() {
  for (const each of form.querySelectorAll('.field > .seen')) each.remove();
  for (const field of fields()) {
    if (field.matches('fieldset, .swatch [data-path]') || valueOf(field) === null || sender.changed.has(field)) continue;
    const { rev: proven, page } = seen(JSON.parse(key(field)));
    if (page && (changedAt.get(key(field)) ?? begun.rev) <= proven) field.closest('.field')?.append(element('span', 'seen', words.seen.replace('{page}', page)));
  }
}

function typed(field) {
  changedAt.set(key(field), Infinity);
  field.closest('.field')?.querySelector(':scope > .seen')?.remove();
  sender.typed(field);
  if (FIRST_PAGE.includes(JSON.parse(field.dataset.path)[0])) gallery.ask(rev + 1);
}

form.addEventListener('input', (event) => {
  const field = event.target.closest('[data-path]');
  if (field) typed(field);
});
form.addEventListener('change', async (event) => {
  const field = event.target.closest('[data-path]');
  if (!field) return;
  if (key(field) === '["language"]') { await sender.flush(); location.reload(); return; }
  if (ANEW.includes(key(field)) || field.closest('.associations')) { await sender.flush(); await refresh(); }
});
form.addEventListener('focusin', (event) => {
  const field = event.target.closest('[data-path]');
  if (field) mark(JSON.parse(key(field)));
});

async function change(edits) {
  await sender.flush();
  sender.waiting.push({ seq: (sender.seq += 1), edits });
  await sender.flush();
  await refresh();
  gallery.ask(rev);
}

// The form anew, with where she was and the pictures that are there already.
async function refresh() {
  await sender.flush();
  const answer = await fetch(`${doc}form`, { credentials: 'same-origin' }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (sender.isBusy) return;
  const { id, selectionStart, name, value } = document.activeElement ?? {};
  const before = new Map(fields().map((each) => [key(each), each.dataset.was]));
  const shown = gallery.pictures;
  form.replaceChildren(...page.body.childNodes);
  gallery.back(shown);
  for (const each of fields()) if (!same(before.get(key(each)), each.dataset.was)) changedAt.set(key(each), Infinity);
  own.again();
  const held = id ? form.querySelector(`#${CSS.escape(id)}`) : [...form.querySelectorAll('input[type=radio]')].find((each) => each.name === name && each.value === value);
  if (held) {
    held.focus({ preventScroll: true });
    if (selectionStart != null && held.setSelectionRange) held.setSelectionRange(selectionStart, selectionStart);
  }
  note();
  showSeen();
}

async function step(way) {
  await sender.flush();
  told(await post(`${doc}${way}`));
  await refresh();
  gallery.ask(rev);
}
for (const [way, button] of Object.entries(buttons)) button.addEventListener('click', () => step(way));

colours(form, typed);
const own = pictures(form, pictureRoot, words, {
  before: () => sender.flush(),
  async taken(answer, what) {
    told(answer);
    await refresh();
    gallery.ask(rev);
    form.querySelector(`#file-${what}`)?.focus();
  },
  without: (edit) => change([edit]),
});
own.again();

function goTo(path) {
  for (let length = path.length; length; length -= 1) {
    const part = JSON.stringify(path.slice(0, length));
    const field = fields().find((each) => JSON.stringify(JSON.parse(key(each)).slice(0, length)) === part);
    if (!field) continue;
    (field.matches('fieldset') ? field.querySelector('input:checked, input') : field).focus();
    field.scrollIntoView({ block: 'center' });
    return;
  }
}

form.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-calibrate]');
  if (!button) return;
  form.querySelector('[data-calibrated]').replaceChildren(words.calibrating);
  button.disabled = true;
  const answer = await post(button.dataset.calibrate);
  // The form may be another one by now.
  form.querySelector('[data-calibrate]').disabled = false;
  const place = form.querySelector('[data-calibrated]');
  if (!answer.pdf) { place.replaceChildren(answer.said.join(' ')); return; }
  const link = element('a', 'b', words.open_sheet);
  Object.assign(link, { href: address(answer.pdf), target: '_blank', rel: 'noopener' });
  place.replaceChildren(link);
  link.focus();
});

document.addEventListener('keydown', (event) => {
  const meta = event.ctrlKey || event.metaKey;
  const inField = event.target.closest?.('#form [data-path]');
  if (event.isComposing) return;
  if (event.key === 'Enter' && meta) {
    event.preventDefault();
    const parts = [...document.querySelectorAll('[data-part]')];
    const next = parts[parts.indexOf(event.target.closest('[data-part]')) + 1] ?? parts[0];
    next.querySelector('input:not([type=file]), textarea, button')?.focus();
  } else if (event.key === 'Enter' && inField && event.target.matches('input[type=text]')) {
    event.preventDefault();
    const all = [...form.querySelectorAll('input, textarea, select, button')].filter((each) => each.checkVisibility());
    all[all.indexOf(event.target) + 1]?.focus();
  } else if (event.key.toLowerCase() === 'z' && meta && !(inField && sender.changed.has(inField))) {
    event.preventDefault();
    step(event.shiftKey ? 'redo' : 'undo');
  }
});

window.addEventListener('beforeunload', (event) => {
  if (!sender.isBusy) return;
  sender.flush();
  event.preventDefault();
});

const parts = new IntersectionObserver((found) => {
  for (const each of found) if (each.isIntersecting) for (const link of document.querySelectorAll('.ways a')) {
    if (link.hash === `#${each.target.id}`) link.setAttribute('aria-current', 'step'); else link.removeAttribute('aria-current');
  }
}, { rootMargin: '-20% 0px -70% 0px' });
const watchParts = () => { for (const each of form.querySelectorAll('[data-part]')) parts.observe(each); };
new MutationObserver(watchParts).observe(form, { childList: true });
watchParts();

onClick(goTo);
told(begun);
if ('paper' in document.querySelector('[data-doc]').dataset) look();
window.addEventListener('focus', () => { if (!sender.isBusy) sender.flush({}); });

function look() {
  gallery.ask(rev, 0);
  watch(doc, words, paper);
}

async function paper(answer) {
  paperRev = answer.rev;
  if (answer.rev > rev && !sender.isBusy) {
    await sender.flush({});
    await refresh();
  }
  if (!answer.proven) return;
  if (answer.rev >= rev) {
    ofPaper = answer.problems;
    note();
    if (!sender.isBusy) for (const [each, at] of changedAt) if (at === Infinity) changedAt.set(each, answer.rev);
  }
  showSeen();
}
