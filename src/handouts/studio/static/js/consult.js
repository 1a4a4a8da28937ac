// The consult: what she types goes to the studio, and what is wrong, drawn, seen or kept is said where she writes.

import { address, element, passed, post, toast } from './asking.js';
import { standing, unanswered } from './files.js';
import { keys, next } from './keys.js';
import { conflicted, near, noted } from './notes.js';
import { offering } from './offers.js';
import { mark, onClick, seen, watch } from './paper.js';
import { rows, withSameRows } from './rows.js';
import { Sender, valueOf } from './sending.js';

const json = (id) => JSON.parse(document.getElementById(id).textContent);
const words = json('consult-words');
const statuses = json('statuses');
const icons = json('icons');
const begun = json('begun');
const form = document.getElementById('form');
const { doc, finish } = document.querySelector('[data-doc]').dataset;
const state = document.getElementById('state');
const buttons = { undo: document.getElementById('undo'), redo: document.getElementById('redo') };
const changedAt = new Map();
let rev = -1;
let ofDraft = [];
let ofPaper = [];
let isStale = false;
let wire = () => {};

const page = { form, doc, words, told, refresh, change, step, typed, next, stepAgain, switchAdvice, finish: goFinish, isTyping, rev: () => rev };
const sender = new Sender(doc, told, (name, said = []) => {
  state.textContent = words[name];
  state.className = `state ${name}`;
  if (name === 'lost') unanswered(page, said.join(' ') || words.lost);
});
page.rows = rows(page);
const fields = () => [...form.querySelectorAll('[data-path]')];
const key = (field) => JSON.stringify(JSON.parse(field.dataset.path));
const same = (one, other) => JSON.stringify(JSON.parse(one ?? 'null')) === JSON.stringify(JSON.parse(other ?? 'null'));
const told_as = (each) => JSON.stringify([each.path, each.text]);
// What paper says of a row that is taken away since is said of nothing; a block of advice that is off has no row here.
const isThere = ({ path }) => path.length < 2 || path[0] === 'modules' || near(form, path.slice(0, 2)) !== near(form, path.slice(0, 1));
const note = () => noted(form, [...ofDraft, ...ofPaper.filter(isThere)], act);

function told(answer) {
  if (answer.rev === undefined) { unanswered(page, answer.said?.join(' ') || words.not_taken); return; }
  // An edit makes one state; where there are more, another window made one that is not in this form yet.
  const isMissed = rev >= 0 && answer.rev > rev + 1;
  rev = answer.rev;
  buttons.undo.disabled = !answer.can_undo;
  buttons.redo.disabled = !answer.can_redo;
  page.rows.tell(answer, statuses, icons);
  // What paper says of an earlier state stays until it is drawn anew, but for the mistakes that are mended.
  const left = new Set(answer.problems.map(told_as));
  const mended = new Set(ofDraft.map(told_as).filter((each) => !left.has(each)));
  ofPaper = ofPaper.filter((each) => !mended.has(told_as(each)));
  ofDraft = answer.problems;
  passed();
  note();
  conflicted(form, answer, { words, typed, settle });
  const said = document.getElementById('appointment-said');
  said.hidden = !answer.appointment;
  said.textContent = statuses.on_paper.replace('{day}', answer.appointment);
  standing(page, answer);
  if (answer.saved && !sender.isBusy) sender.state('saved');
  if (!answer.saved) { state.textContent = words.not_saved; state.className = 'state lost'; }
  if (answer.merged || isStale || isMissed) refresh();
}

async function settle(path, choice) {
  told(await post(`${doc}settle`, { path, choice }));
  await refresh();
}

// What can be done at a doubt.
async function act(choice) {
  if (choice.let_be) {
    told(await post(`${doc}let_be`, { note: choice.let_be }));
    ofPaper = ofPaper.filter((each) => !each.choices.some((one) => one.let_be === choice.let_be));
    note();
  }
  if (choice.edits) await change(choice.edits);
  if (choice.focus || choice.then) goTo(choice.focus ?? choice.then);
}

// Fields that were proven on paper in the state that they are in now; of a part, where all that it says is.
function showSeen() {
  for (const each of form.querySelectorAll('.seen:not(.of-part)')) each.remove();
  for (const part of form.querySelectorAll('[data-part]')) {
    const all = [...part.querySelectorAll('[data-path]')].filter((field) => valueOf(field) !== null && !field.closest('.whoami'));
    const found = all.map((field) => seenOf(field));
    const on = found.filter((each) => each.page);
    const whole = part.querySelector('[data-seen]');
    document.querySelector(`.ways a[href="#${part.id}"]`)?.classList.toggle('done', found.length > 0 || Boolean(part.querySelector('.mods > li')));
    if (!whole) continue;
    const isSeen = on.length > 0 && !found.some((each) => each.isWaiting);
    whole.textContent = isSeen ? words.seen.replace('{page}', [...new Set(on.map((each) => each.page))].join(', ')) : '';
    whole.classList.toggle('yes', isSeen);
  }
}

function seenOf(field) {
  const { rev: proven, page: number } = seen(JSON.parse(key(field)));
  const isWaiting = sender.changed.has(field) || (changedAt.get(key(field)) ?? begun.rev) > proven;
  const holder = field.closest('.field');
  if (number && !isWaiting && holder && !field.matches('fieldset, .pick')) {
    holder.append(element('span', 'seen', (holder.matches('.bare') ? words.seen_short : words.seen).replace('{page}', number)));
  }
  return { page: isWaiting ? undefined : number, isWaiting };
}

function typed(field) {
  // What was seen of it before is of an older state, until it is proven anew.
  changedAt.set(key(field), Infinity);
  field.closest('.field')?.querySelector(':scope > .seen')?.remove();
  const whole = field.closest('[data-part]')?.querySelector('[data-seen]');
  if (whole) { whole.textContent = ''; whole.classList.remove('yes'); }
  sender.typed(field);
}

form.addEventListener('input', (event) => {
  const field = event.target.closest('[data-path]');
  if (!field) return;
  if (field.matches('.pick') && event.target.matches('select')) {
    const days = field.querySelector('[data-days]');
    if (days) days.hidden = event.target.value !== '~days';
    field.querySelector('[data-other]').hidden = event.target.value !== '~other';
  }
  typed(field);
});
form.addEventListener('focusin', (event) => {
  const field = event.target.closest('[data-path], [data-row]');
  if (field) mark(JSON.parse(field.dataset.path ?? field.dataset.field));
  const part = event.target.closest('[data-part]');
  for (const each of document.querySelectorAll('.ways a')) each.toggleAttribute('aria-current', each.hash === `#${part?.id}`);
});
form.addEventListener('click', (event) => {
  const { advice } = event.target.closest('[data-advice]')?.dataset ?? {};
  if (advice) switchAdvice(advice, false);
});

async function switchAdvice(name, on) {
  await sender.flush({ advice: { name, on } });
  await refresh();
}

// A step of last time, into the first that is empty.
async function stepAgain({ step: text, reason }) {
  const row = [...form.querySelectorAll('.steps [data-row]')].find((each) => [...each.querySelectorAll('input')].every((one) => !one.value));
  if (!row) { toast(words.three_steps); return; }
  const [first, second] = row.querySelectorAll('input');
  first.value = text;
  typed(first);
  if (reason) { second.value = reason; typed(second); }
}

async function change(edits) {
  await sender.flush();
  sender.waiting.push({ seq: (sender.seq += 1), edits });
  await sender.flush();
  await refresh();
}

// The form anew, with what was open and where she was. While she types it waits: nothing is repainted under her hand.
async function refresh() {
  await sender.flush();
  const answer = await fetch(`${doc}form`, { credentials: 'same-origin' });
  if (!answer.ok) return;
  const text = await answer.text();
  isStale = sender.isBusy;
  if (isStale) return;
  const fresh = withSameRows(form, text);
  const open = [...form.querySelectorAll('details[open]')].map((each) => each.dataset.open);
  const { id, selectionStart, value } = document.activeElement ?? {};
  const isHere = form.contains(document.activeElement);
  const place = fields().indexOf(document.activeElement);
  const isAdding = document.activeElement?.matches('[data-adds]');
  const before = new Map(fields().map((each) => [key(each), each.dataset.was]));
  form.replaceChildren(...fresh.body.childNodes);
  // What was seen of a field that says something else now is of an older state.
  for (const each of fields()) if (!same(before.get(key(each)), each.dataset.was)) changedAt.set(key(each), Infinity);
  for (const each of form.querySelectorAll('details')) each.open = open.includes(each.dataset.open);
  page.rows.again();
  wire();
  const again = id && (document.getElementById(id) ?? (isHere && fields()[place]));
  if (again && again !== document.activeElement) {
    again.focus({ preventScroll: true });
    // What she types to add something is no field yet, and stays too.
    if (isAdding && value) { again.value = value; again.dispatchEvent(new Event('input', { bubbles: true })); }
    if (selectionStart != null && again.setSelectionRange) again.setSelectionRange(selectionStart, selectionStart);
  }
  note();
  showSeen();
}

// With `at` only the edit that made that very state is taken back.
async function step(way, at = undefined) {
  await sender.flush();
  told(await post(`${doc}${way}`, at === undefined ? {} : { rev: at }));
  await refresh();
}
for (const [way, button] of Object.entries(buttons)) button.addEventListener('click', () => step(way));

function isTyping(target) {
  const field = target.closest?.('#form [data-path]');
  return Boolean(field && sender.changed.has(field));
}

// The field of a path; of a row that is closed, opened.
function goTo(path) {
  for (let length = path.length; length; length -= 1) {
    const part = JSON.stringify(path.slice(0, length));
    const field = fields().find((each) => JSON.stringify(JSON.parse(key(each)).slice(0, length)) === part);
    if (!field) continue;
    const details = field.closest('details');
    if (details) details.open = true;
    const row = field.closest('.sched [data-row]');
    if (row) page.rows.show(row);
    (field.matches('fieldset, .pick') ? field.querySelector('input, select') : field).focus();
    return;
  }
}

async function goFinish(how = '') {
  await sender.flush();
  location.assign(address(`${finish}${how ? `#${how}` : ''}`));
}
document.querySelector('button[data-finish]').addEventListener('click', () => goFinish());

window.addEventListener('beforeunload', (event) => {
  if (!sender.isBusy) return;
  sender.flush();
  if (!sender.canLeave) event.preventDefault();
});
window.addEventListener('pagehide', () => sender.leave());
document.addEventListener('visibilitychange', () => { if (document.hidden) sender.flush(); });

keys(page);
onClick(goTo);
told(begun);
offering(page).then((wired) => { wire = wired; });
const sought = location.hash.length > 1 && JSON.parse(decodeURIComponent(location.hash.slice(1)));
if (Array.isArray(sought)) goTo(sought); else document.getElementById('f-discussed').focus({ preventScroll: true });
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
    note();
    if (!sender.isBusy) for (const [each, at] of changedAt) if (at === Infinity) changedAt.set(each, answer.rev);
  }
  showSeen();
});
