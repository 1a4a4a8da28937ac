// The consult: what she types goes to the studio, what is wrong or on paper is said at its field, and her keys.

import { element, post, say, toast } from './asking.js';
import { conflicted, noted } from './notes.js';
import { mark, onClick, seen, watch } from './paper.js';
import { Sender, valueOf } from './sending.js';

const words = JSON.parse(document.getElementById('consult-words').textContent);
const form = document.getElementById('form');
const doc = document.querySelector('[data-doc]').dataset.doc;
const state = document.getElementById('state');
const buttons = { undo: document.getElementById('undo'), redo: document.getElementById('redo') };
const changedAt = new Map();
const begun = JSON.parse(document.getElementById('begun').textContent);
let rev = 0;
let ofDraft = [];
let ofPaper = [];

const sender = new Sender(doc, told, (name, said = []) => {
  state.textContent = said.join(' ') || words[name];
  state.classList.toggle('bad', name === 'lost');
});
const fields = () => [...form.querySelectorAll('[data-path]')];
const key = (field) => JSON.stringify(JSON.parse(field.dataset.path));

const same = (one, other) => JSON.stringify(JSON.parse(one ?? 'null')) === JSON.stringify(JSON.parse(other ?? 'null'));

function told(answer) {
  if (answer.rev === undefined) { toast(answer.said.join(' ') || words.not_taken); return; }
  rev = answer.rev;
  buttons.undo.disabled = !answer.can_undo;
  buttons.redo.disabled = !answer.can_redo;
  for (const row of form.querySelectorAll('.sched > [data-row]')) {
    const line = answer.lines[row.dataset.row];
    if (line !== undefined) row.querySelector('[data-line]').textContent = line;
    const product = row.querySelector('input[data-path$=\'"product"]\']');
    row.querySelector('[data-product]').textContent = product.value;
  }
  ofDraft = answer.problems;
  if (ofDraft.some((each) => each.severity === 'error')) ofPaper = [];
  const onFile = answer.said.map((text) => ({ path: [], severity: 'error', text, hint: '' }));
  ofDraft.unshift(...onFile);
  noted(form, [...ofDraft, ...ofPaper]);
  conflicted(form, answer, { words, typed: (field) => sender.typed(field), settle });
  if (!answer.saved) sender.state('lost', [words.not_on_disk]);
  if (answer.merged) refresh();
}

async function settle(path, choice) {
  const answer = await post(`${doc}settle`, { path, choice });
  told(answer);
  await refresh();
}

function showSeen() {
  for (const each of form.querySelectorAll('.seen')) each.remove();
  for (const field of fields()) {
    const { rev: proven, page } = seen(JSON.parse(key(field)));
    if (!page || sender.changed.has(field) || valueOf(field) === null || (changedAt.get(key(field)) ?? begun.rev) > proven) continue;
    field.closest('.field')?.append(element('span', 'seen', words.seen.replace('{page}', page)));
  }
}

function typed(field) {
  // What was seen of it before is of an older state, until it is proven anew.
  changedAt.set(key(field), Infinity);
  field.closest('.field')?.querySelector(':scope > .seen')?.remove();
  sender.typed(field);
}

form.addEventListener('input', (event) => {
  const field = event.target.closest('[data-path]');
  if (field) typed(field);
  if (event.target.id === 'find-advice') find(event.target.value);
});
form.addEventListener('change', async (event) => {
  const { advice } = event.target.dataset;
  if (!advice) return;
  await sender.flush({ advice: { name: advice, on: event.target.checked } });
  await refresh();
});
form.addEventListener('focusin', (event) => {
  const field = event.target.closest('[data-path]');
  if (field) mark(JSON.parse(key(field)));
});
form.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-remove], [data-up]');
  if (!button) return;
  const { remove, up, after } = button.dataset;
  await change(remove ? { path: JSON.parse(remove), remove: true } : { path: JSON.parse(up), move: { after: JSON.parse(after) } });
  if (remove) toast(words.removed);
});
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const input = event.target.querySelector('input');
  if (!input.value.trim()) return;
  const id = `n${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const last = form.querySelector('.sched > [data-row]:last-child')?.dataset.row ?? null;
  await change({ path: ['schedule'], insert: { product: input.value.trim(), route: 'activity' }, after: last, id });
  const row = form.querySelector(`[data-row="${id}"]`);
  if (!row) return;
  row.querySelector('details').open = true;
  row.querySelectorAll('input')[1].focus();
});

async function change(edit) {
  await sender.flush();
  sender.waiting.push({ seq: (sender.seq += 1), edits: [edit] });
  await sender.flush();
  await refresh();
}

// The form anew, with what was open and where she was.
async function refresh() {
  await sender.flush();
  const answer = await fetch(`${doc}form`, { credentials: 'same-origin' });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (sender.isBusy) return;
  const open = [...form.querySelectorAll('details[open]')].map((each) => each.dataset.open);
  const { id, selectionStart } = document.activeElement ?? {};
  const before = new Map(fields().map((each) => [key(each), each.dataset.was]));
  form.replaceChildren(...page.body.childNodes);
  // What was seen of a field that says something else now is of an older state.
  for (const each of fields()) if (!same(before.get(key(each)), each.dataset.was)) changedAt.set(key(each), Infinity);
  for (const each of form.querySelectorAll('details')) each.open = open.includes(each.dataset.open);
  const again = id && form.querySelector(`#${CSS.escape(id)}`);
  if (again) {
    again.focus({ preventScroll: true });
    if (selectionStart != null && again.setSelectionRange) again.setSelectionRange(selectionStart, selectionStart);
  }
  noted(form, [...ofDraft, ...ofPaper]);
  showSeen();
}

async function step(way) {
  await sender.flush();
  told(await post(`${doc}${way}`));
  await refresh();
}
for (const [way, button] of Object.entries(buttons)) button.addEventListener('click', () => step(way));

function find(text) {
  const folded = (each) => each.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  for (const each of form.querySelectorAll('.mods > li')) each.hidden = !folded(each.dataset.title).includes(folded(text.trim()));
}

function goTo(path) {
  for (let length = path.length; length; length -= 1) {
    const part = path.slice(0, length);
    const field = fields().find((each) => JSON.stringify(JSON.parse(key(each)).slice(0, length)) === JSON.stringify(part));
    if (!field) continue;
    const details = field.closest('details');
    if (details) details.open = true;
    (field.matches('fieldset') ? field.querySelector('input') : field).focus();
    return;
  }
}

document.addEventListener('keydown', (event) => {
  const meta = event.ctrlKey || event.metaKey;
  const inField = event.target.closest?.('#form [data-path]');
  if (event.isComposing) return;
  if (event.key === 'Enter' && meta) {
    event.preventDefault();
    const parts = [...document.querySelectorAll('[data-part]')];
    const next = event.shiftKey ? parts.at(-1) : parts[parts.indexOf(event.target.closest('[data-part]')) + 1] ?? parts[0];
    next.querySelector('input:not([type=hidden]), textarea, button, summary')?.focus();
    if (event.shiftKey) next.querySelector('[data-make]')?.click();
  } else if (event.key === 'Enter' && inField && event.target.matches('input[type=text]')) {
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
for (const button of document.querySelectorAll('[data-make], [data-mail]')) {
  button.addEventListener('click', async (event) => {
    if (!sender.isBusy) return;
    event.stopImmediatePropagation();
    await sender.flush();
    button.click();
  }, true);
}

onClick(goTo);
told(begun);
// What was changed in another window or in the file comes in when she is back.
window.addEventListener('focus', () => { if (!sender.isBusy) sender.flush({}); });
watch(doc, words, async (answer) => {
  if (answer.rev > rev && !sender.isBusy) {
    await sender.flush({});
    await refresh();
  }
  if (!answer.proven) return;
  if (answer.rev >= rev) {
    ofPaper = answer.problems;
    noted(form, [...ofDraft, ...ofPaper]);
    if (!sender.isBusy) for (const [each, at] of changedAt) if (at === Infinity) changedAt.set(each, answer.rev);
  }
  showSeen();
});
