// What is wrong or doubtful, at its row, with what can be done there; and where another window or the file says
// something else, the choice.

import { element } from './asking.js';

const place = document.getElementById('notes');

// The field or row that a path is about; where the form has none, the top of the form.
export function near(form, path) {
  for (let length = path.length; length; length -= 1) {
    const sought = JSON.stringify(path.slice(0, length));
    const found = [...form.querySelectorAll('[data-field]')].find((each) => JSON.stringify(JSON.parse(each.dataset.field)) === sought);
    if (found) return found;
  }
  return place;
}

function put(note, at) {
  const row = at.closest('.edit')?.closest('[data-row]');
  // In a row that is closed nobody sees it: then it stands under its sentence.
  if (row && row.querySelector('.edit').hidden) row.append(note);
  else if (at.matches('ul, ol')) at.after(note);
  else if (at.closest('details:not([open])')) at.closest('details').after(note);
  else at.append(note);
}

function button(text, act) {
  const made = element('button', 'b', text);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

let shown = '';

// `act` does what a choice says. What stands there already stays, so that nothing jumps under her hand.
export function noted(form, problems, act) {
  const said = new Map();
  for (const each of problems) if (!each.is_let_be) said.set(`${each.path.slice(0, 2).join('/')} ${each.text}`, each);
  const closed = [...form.querySelectorAll('.open')].map((each) => each.ariaExpanded).join();
  const now = JSON.stringify([...said.values(), closed]);
  if (now === shown && document.querySelectorAll('.two .note.said').length === said.size) return;
  shown = now;
  const held = document.activeElement?.closest('.note.said');
  for (const each of document.querySelectorAll('.two .note.said')) each.remove();
  for (const link of document.querySelectorAll('.ways .doubt')) link.classList.remove('doubt');
  for (const each of said.values()) {
    const note = element('div', each.severity === 'error' ? 'note said err' : 'note said');
    note.append(element('b', '', each.text), each.hint ? ` ${each.hint}` : '');
    const at = near(form, each.path);
    if (each.choices?.length) note.append(document.createElement('br'), ...each.choices.map((choice) => button(choice.label, () => act(choice))));
    put(note, at);
    const part = at.closest('[data-part]');
    if (part) document.querySelector(`.ways a[href="#${part.id}"]`)?.classList.add('doubt');
  }
  if (held) document.querySelector('.note.said button')?.focus();
}

const flat = (value) => (typeof value === 'string' ? value : value === null ? '…' : Object.values(value).flat(3).filter((each) => typeof each === 'string').join(' · '));

function time(at) {
  const when = new Date(at);
  return Number.isNaN(when.valueOf()) ? '' : `${when.getHours()}.${String(when.getMinutes()).padStart(2, '0')}`;
}

export function conflicted(form, answer, { words, typed, settle }) {
  for (const each of answer.conflicts) choose(form, each, words, false, (choice) => taken(form, each, choice, typed));
  for (const each of document.querySelectorAll('.note.clash.of-file')) each.remove();
  for (const each of answer.clashes) choose(form, each, words, true, (choice) => settle(each.path, choice));
}

function choose(form, clash, words, isOfFile, take) {
  const note = element('div', `note clash${isOfFile ? ' of-file' : ''}`);
  note.setAttribute('role', 'alert');
  const lead = words[isOfFile ? 'clash_of_file' : 'clash'].replace('{time}', time(clash.at));
  note.append(element('b', '', lead), ` ${words.nothing_gone}`, element('q', '', flat(clash.theirs)));
  const choices = ['mine', 'theirs', ...(typeof clash.theirs === 'string' ? ['both'] : [])];
  note.append(...choices.map((choice) => button(words[choice], () => { note.remove(); take(choice); })));
  const at = near(form, clash.path);
  at.querySelector(':scope > .note.clash')?.remove();
  put(note, at);
}

// Of two windows: her words again, now upon what is there; or what is there; or both.
function taken(form, clash, choice, typed) {
  const path = JSON.stringify(clash.path);
  const field = [...form.querySelectorAll('[data-path]')].find((each) => JSON.stringify(JSON.parse(each.dataset.path)) === path);
  if (!field || !('value' in field)) { location.reload(); return; }
  field.dataset.was = JSON.stringify(clash.theirs);
  const theirs = typeof clash.theirs === 'string' ? clash.theirs : '';
  if (choice === 'theirs') field.value = theirs.trimEnd();
  if (choice === 'both') field.value = `${field.value.trimEnd()}${field.matches('textarea') ? '\n\n' : ' '}${theirs}`;
  field.focus();
  typed(field);
}
