// What is wrong or doubtful, at its field; and where another window or the file says something else, the choice.

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

export function noted(form, problems) {
  for (const each of document.querySelectorAll('.two .note.said')) each.remove();
  for (const link of document.querySelectorAll('.ways .doubt')) link.classList.remove('doubt');
  const said = new Set();
  for (const each of problems) {
    const text = `${each.path.slice(0, 2).join('/')} ${each.text}`;
    if (said.has(text)) continue;
    said.add(text);
    const note = element('p', each.severity === 'error' ? 'note said err' : 'note said');
    note.append(element('b', '', each.text), each.hint ? ` ${each.hint}` : '');
    const at = near(form, each.path);
    if (at.matches('ul, ol')) at.after(note); else at.append(note);
    const row = at.closest('details');
    if (row && !row.open) row.after(note);
    const part = at.closest('[data-part]');
    if (part) document.querySelector(`.ways a[href="#${part.id}"]`)?.classList.add('doubt');
  }
}

const shown = (value) => (typeof value === 'string' ? value : value === null ? '…' : JSON.stringify(value));

export function conflicted(form, answer, { words, typed, settle }) {
  for (const each of document.querySelectorAll('.note.clash')) each.remove();
  for (const each of answer.conflicts) choose(form, each, words, (choice) => taken(form, each, choice, typed));
  for (const each of answer.clashes) choose(form, each, words, (choice) => settle(each.path, choice));
}

function choose(form, clash, words, take) {
  const note = element('div', 'note clash');
  note.append(element('b', '', words.clash), ` ${shown(clash.theirs)}`, document.createElement('br'));
  for (const choice of ['mine', 'theirs', ...(typeof clash.theirs === 'string' ? ['both'] : [])]) {
    const button = element('button', 'b', words[choice]);
    button.type = 'button';
    button.addEventListener('click', () => { note.remove(); take(choice); });
    note.append(button);
  }
  const at = near(form, clash.path);
  if (at.matches('ul, ol')) at.after(note); else at.append(note);
}

// Of two windows: her words again, now upon what is there; or what is there; or both.
function taken(form, clash, choice, typed) {
  const path = JSON.stringify(clash.path);
  const field = [...form.querySelectorAll('[data-path]')].find((each) => JSON.stringify(JSON.parse(each.dataset.path)) === path);
  if (!field || !('value' in field)) { location.reload(); return; }
  field.dataset.was = JSON.stringify(clash.theirs);
  const theirs = typeof clash.theirs === 'string' ? clash.theirs : '';
  if (choice === 'theirs') field.value = theirs;
  if (choice === 'both') field.value = `${field.value.trimEnd()}${field.matches('textarea') ? '\n\n' : ' '}${theirs}`;
  if (choice !== 'theirs') typed(field);
}
