// What an editor would say of the text, at its field: calm, with the reason, and never in the way.

import { element } from './asking.js';
import { near } from './notes.js';

const newId = () => `n${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;

function button(text, pressed) {
  const made = element('button', 'b', text);
  made.type = 'button';
  made.addEventListener('click', pressed);
  return made;
}

// `ask` has the state looked at that was proven last, and `show` puts what was said at the fields of the form.
export function advise(doc, form, words, change) {
  let found = [];
  let today = '';
  let known = -1;
  let isFresh = false;

  async function ask(rev) {
    if (rev === known) return;
    const answer = await fetch(`${doc}advice`, { credentials: 'same-origin' }).then((said) => (said.ok ? said.json() : null), () => null);
    if (!answer || answer.rev < known) return;
    ({ rev: known, found, today } = answer);
    isFresh = true;
    show();
  }

  function show() {
    const held = [...form.querySelectorAll('.advice')];
    if (held.some((each) => each.contains(document.activeElement))) return;
    if (!isFresh && held.length === found.length) return;
    isFresh = false;
    for (const each of held) each.remove();
    for (const each of found) {
      const at = near(form, each.path);
      const note = noteOf(each);
      const closed = at.closest('details:not([open])');
      if (closed) closed.after(note); else if (at.matches('ul, ol, select')) at.after(note); else at.append(note);
    }
  }

  function noteOf(remark) {
    const note = element('div', 'note advice');
    const said = element('p', '');
    said.append(element('b', '', remark.text), remark.hint ? ` ${remark.hint}` : '');
    note.append(said);
    if (remark.why) {
      const why = element('details', 'why');
      why.append(element('summary', '', words.why), element('p', '', remark.why));
      note.append(why);
    }
    if (remark.keep) note.append(button(words.keep, () => reason(note, remark)));
    return note;
  }

  function reason(note, remark) {
    const asked = element('form', 'reason');
    const label = element('label', '', words.reason);
    const input = element('input', '');
    Object.assign(input, { type: 'text', id: newId(), maxLength: 300, autocomplete: 'off' });
    label.htmlFor = input.id;
    asked.append(label, input, element('button', 'b', words.keep_so));
    asked.addEventListener('submit', async (event) => {
      event.preventDefault();
      event.stopPropagation();
      if (!input.value.trim()) { input.focus(); return; }
      const rows = form.querySelector('[data-rows=\'["claims_accepted"]\'] > [data-row]:last-child');
      const insert = { text: remark.keep, reason: input.value.trim(), date: today };
      note.remove();
      found = found.filter((each) => each !== remark);
      await change([{ path: ['claims_accepted'], insert, after: rows?.dataset.row ?? null, id: newId() }]);
    });
    note.querySelector(':scope > button').replaceWith(asked);
    input.focus();
  }

  form.addEventListener('focusout', () => { if (isFresh) setTimeout(show, 0); });
  return { ask, show };
}
