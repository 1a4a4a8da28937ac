// The brochure: what she types goes to the studio, what is wrong or on paper is said at its field, and her keys.

import { element, post, toast } from './asking.js';
import { Blocks } from './brochure-blocks.js';
import { advise } from './brochure-advice.js';
import { pictures } from './brochure-pictures.js';
import { standing, unanswered } from './files.js';
import { folds } from './brochure-folds.js';
import { shapes } from './brochure-shapes.js';
import { conflicted, noted } from './notes.js';
import { mark, onClick, seen, turn, watch } from './paper.js';
import { Sender, valueOf } from './sending.js';

const words = JSON.parse(document.getElementById('brochure-words').textContent);
const form = document.getElementById('form');
const doc = document.querySelector('[data-doc]').dataset.doc;
const state = document.getElementById('state');
const buttons = { undo: document.getElementById('undo'), redo: document.getElementById('redo') };
const begun = JSON.parse(document.getElementById('begun').textContent);
const changedAt = new Map();
let rev = 0;
let ofDraft = [];
let ofPaper = [];
let resting;
const REST = 5000;

const page = { form, doc, words, told, refresh };
const sender = new Sender(doc, told, (name, said = []) => {
  state.textContent = words[name];
  state.className = `state ${name}`;
  if (name === 'lost') unanswered(page, said.join(' ') || words.lost);
});
const fields = () => [...form.querySelectorAll('[data-path]')];
const key = (field) => JSON.stringify(JSON.parse(field.dataset.path));
const same = (one, other) => JSON.stringify(JSON.parse(one ?? 'null')) === JSON.stringify(JSON.parse(other ?? 'null'));
const fold = folds(form, words);
const advice = advise(doc, form, words, change);

function note() {
  noted(form, [...ofDraft, ...ofPaper]);
  advice.show();
  fold.openWrong();
}

function told(answer) {
  if (answer.rev === undefined) { toast(answer.said?.join(' ') || words.not_taken); return; }
  // What kept an older state from being printed is said by the draft itself, or by the next paper.
  if (answer.rev > rev) ofPaper = ofPaper.filter((each) => each.severity !== 'error');
  rev = answer.rev;
  buttons.undo.disabled = !answer.can_undo;
  buttons.redo.disabled = !answer.can_redo;
  ofDraft = answer.problems;
  if (ofDraft.some((each) => each.severity === 'error')) ofPaper = [];
  note();
  conflicted(form, answer, { words, typed: (field) => sender.typed(field), settle });
  standing(page, answer);
  if (answer.saved && !sender.isBusy) sender.state('saved');
  if (!answer.saved) { state.textContent = words.not_saved; state.className = 'state lost'; }
  if (answer.merged) refresh();
}

async function settle(path, choice) {
  told(await post(`${doc}settle`, { path, choice }));
  await refresh();
}

function showSeen() {
  for (const each of form.querySelectorAll('.field > .seen')) each.remove();
  const blocks = new Map();
  for (const field of fields()) {
    if (valueOf(field) === null || sender.changed.has(field)) continue;
    const { rev: proven, page } = seen(JSON.parse(key(field)));
    const isSeen = page && (changedAt.get(key(field)) ?? begun.rev) <= proven;
    const block = field.closest('.block');
    if (isSeen && block) blocks.set(block, Math.min(page, blocks.get(block) ?? page));
    if (isSeen) field.closest('.field')?.append(element('span', 'seen', words.seen.replace('{page}', page)));
  }
  for (const each of form.querySelectorAll('.block-seen')) {
    const page = blocks.get(each.closest('.block'));
    each.hidden = !page;
    each.textContent = page ? words.seen.replace('{page}', page) : '';
  }
}

function typed(field) {
  // What was seen of it before is of an older state, until it is proven anew.
  changedAt.set(key(field), Infinity);
  field.closest('.field')?.querySelector(':scope > .seen')?.remove();
  const ofBlock = field.closest('.block')?.querySelector('.block-seen');
  if (ofBlock) ofBlock.hidden = true;
  if (field.matches('[data-marks]')) field.closest('.bit').querySelector('.lines').className = `lines of-${field.selectedOptions[0].dataset.mark ?? ''}`;
  sender.typed(field);
}

form.addEventListener('input', (event) => {
  const field = event.target.closest('[data-path]');
  // It is a title, and goes on where its line is full.
  if (event.target.matches('textarea.t') && event.target.value.includes('\n')) event.target.value = event.target.value.replace(/\s*\n\s*/g, ' ');
  if (field) typed(field);
});
form.addEventListener('focusin', (event) => {
  const field = event.target.closest('[data-path]');
  if (field) mark(JSON.parse(key(field)));
});

// Sends edits together, as one that can be taken back; then the form as it has become, unless the page has it already.
async function change(edits, { again = true } = {}) {
  await sender.flush();
  sender.waiting.push({ seq: (sender.seq += 1), edits });
  await sender.flush();
  if (again) await refresh();
}

async function refresh() {
  await sender.flush();
  const answer = await fetch(`${doc}form`, { credentials: 'same-origin' }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (sender.isBusy) return;
  const open = [...form.querySelectorAll('details')].map((each) => [each.dataset.open, each.open]);
  const { id, selectionStart } = document.activeElement ?? {};
  const before = new Map(fields().map((each) => [key(each), each.dataset.was]));
  document.querySelector('.ways').replaceWith(fresh.querySelector('.ways'));
  form.replaceChildren(...fresh.body.childNodes);
  // What was seen of a field that says something else now is of an older state.
  for (const each of fields()) if (!same(before.get(key(each)), each.dataset.was)) changedAt.set(key(each), Infinity);
  const known = new Map(open);
  for (const each of form.querySelectorAll('details')) each.open = known.get(each.dataset.open) ?? each.open;
  fold.again();
  photos.again();
  shape.again();
  const held = id && form.querySelector(`#${CSS.escape(id)}`);
  if (held) {
    held.focus({ preventScroll: true });
    if (selectionStart != null && held.setSelectionRange) held.setSelectionRange(selectionStart, selectionStart);
  }
  note();
  showSeen();
}

// One after the other; the form follows once the last is through.
let steps = 0;
let going = Promise.resolve();
function step(way) {
  steps += 1;
  form.ariaBusy = 'true';
  going = going.then(async () => {
    await sender.flush();
    told(await post(`${doc}${way}`));
    steps -= 1;
    if (steps) return;
    await refresh();
    form.ariaBusy = null;
  });
}
for (const [way, button] of Object.entries(buttons)) button.addEventListener('click', () => step(way));

// Stars around what is chosen print it bold or in italics; once more takes them off. Typed, so that it can be undone.
function emphasize(area, stars) {
  const { value, selectionStart: start, selectionEnd: end } = area;
  const held = value.slice(start, end);
  const isOn = held.startsWith(stars) && held.endsWith(stars) && held.length > 2 * stars.length;
  const made = isOn ? held.slice(stars.length, -stars.length) : `${stars}${held}${stars}`;
  document.execCommand('insertText', false, made);
  if (held) area.setSelectionRange(start, start + made.length);
  else area.setSelectionRange(start + stars.length, start + stars.length);
}

function goTo(path) {
  for (let length = path.length; length; length -= 1) {
    const part = JSON.stringify(path.slice(0, length));
    const field = fields().find((each) => JSON.stringify(JSON.parse(key(each)).slice(0, length)) === part);
    if (!field) continue;
    fold.reveal(field);
    (field.matches('fieldset, div') ? field.querySelector('input, button') : field).focus();
    field.scrollIntoView({ block: 'center' });
    return;
  }
}

const photos = pictures(form, words, typed, async () => { await sender.flush(); await refresh(); });
new Blocks(form, words, { change, fold });
const shape = shapes(form, () => { fold.again(); shape.again(); ofPaper = []; note(); showSeen(); turn(); });
fold.of(() => shape.format);

document.addEventListener('keydown', (event) => {
  const meta = event.ctrlKey || event.metaKey;
  const inField = event.target.closest?.('#form [data-path]');
  if (event.isComposing || event.defaultPrevented) return;
  const stars = meta && event.target.matches('textarea') ? { b: '**', i: '*' }[event.key.toLowerCase()] : null;
  if (stars) {
    event.preventDefault();
    emphasize(event.target, stars);
  } else if (event.key === 'Enter' && meta) {
    event.preventDefault();
    const parts = [...document.querySelectorAll('[data-part]')];
    const at = parts.indexOf(event.target.closest('[data-part]'));
    const next = event.shiftKey ? parts.at(-1) : parts[at + 1] ?? parts[0];
    fold.reveal(next);
    next.querySelector('input:not([type=hidden]), textarea, [data-make]')?.focus();
    if (event.shiftKey) next.querySelector('[data-make]')?.click();
  } else if (event.key === 'Enter' && !event.shiftKey && inField && event.target.matches('input')) {
    event.preventDefault();
    const all = [...form.querySelectorAll('input, textarea, select, summary')].filter((each) => each.checkVisibility());
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

// What is made is what was typed last.
for (const button of document.querySelectorAll('[data-make]')) {
  button.addEventListener('click', async (event) => {
    if (!sender.isBusy) return;
    event.stopImmediatePropagation();
    await sender.flush();
    button.click();
  }, true);
}

onClick(goTo);
photos.again();
shape.again();
fold.again();
told(begun);
// What was changed in another window or in the file comes in when she is back.
window.addEventListener('focus', () => { if (!sender.isBusy) sender.flush({}); });
watch(() => `${doc}${shape.variant}/`, words, async (answer) => {
  if (answer.rev > rev && !sender.isBusy) {
    await sender.flush({});
    await refresh();
  }
  if (!answer.proven) return;
  shape.tell(answer);
  clearTimeout(resting);
  if (answer.rev === rev) resting = setTimeout(() => shape.examine(doc, answer.rev, () => answer.rev === rev && !sender.isBusy), REST);
  if (answer.rev >= rev) {
    ofPaper = answer.problems;
    note();
    if (!sender.isBusy) for (const [each, at] of changedAt) if (at === Infinity) changedAt.set(each, answer.rev);
    if (!sender.isBusy) advice.ask(answer.rev);
  }
  showSeen();
});
