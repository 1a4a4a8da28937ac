// The lines of the schedule: opened one at a time, walked through and taken away by keyboard, added and put back.

import { toast } from './asking.js';

const randomId = () => `n${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
const opened = new Set();

// A form that came anew, of which the rows that are still empty keep the ids that they have: what she types in one,
// and where she is, stays.
export function withSameRows(form, text) {
  const parsed = (html) => new DOMParser().parseFromString(html, 'text/html');
  const empty = (within) => Map.groupBy([...within.querySelectorAll('[data-new]')].map((each) => JSON.parse(each.dataset.new)), (each) => each.path.join('/'));
  const held = empty(form);
  let same = text;
  for (const [list, rows] of empty(parsed(text))) {
    const ids = (held.get(list) ?? []).map((each) => each.id);
    rows.forEach((row, at) => { if (ids[at] && !text.includes(ids[at])) same = same.replaceAll(row.id, ids[at]); });
  }
  return parsed(same);
}

// `page` is the consult: {form, words, change, step, rev, typed}.
export function rows(page) {
  const { form, words, change, step } = page;
  const lines = () => [...form.querySelectorAll('.sched .open')];
  const rowOf = (inner) => inner.closest('[data-row]');
  const behind = (item) => {
    let before = item.previousElementSibling;
    while (before && !before.dataset.row) before = before.previousElementSibling;
    return before;
  };

  function open(button, is) {
    button.setAttribute('aria-expanded', String(is));
    document.getElementById(button.getAttribute('aria-controls')).hidden = !is;
    opened[is ? 'add' : 'delete'](button.dataset.open);
  }
  // One row is open at a time, so that the others stay in view; `focus` goes into it.
  function show(button, focus = true) {
    for (const each of lines()) if (each !== button && each.ariaExpanded === 'true') open(each, false);
    open(button, true);
    if (focus) rowOf(button).querySelector('.edit input').focus();
  }

  async function remove(button) {
    const row = rowOf(button);
    const all = lines();
    const at = all.indexOf(row.querySelector('.open'));
    const name = row.querySelector('[data-product]')?.textContent ?? '';
    const said = 'stops' in button.dataset ? words.row_stopped : words.row_removed;
    const next = all[at + 1] ?? all[at - 1];
    const id = next?.id ?? 'add-schedule';
    await change([{ path: JSON.parse(button.dataset.remove), remove: true }]);
    (document.getElementById(id) ?? document.getElementById('add-schedule')).focus();
    const rev = page.rev();
    toast(said.replace('{name}', name), { text: words.undo, act: () => step('undo', rev), isOver: () => page.rev() !== rev });
  }

  form.addEventListener('click', async (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    const { open: id, remove: gone, up, back, again } = button.dataset;
    if (id) { if (button.ariaExpanded === 'true') open(button, false); else show(button); }
    if (gone) await remove(button);
    if (up) {
      const after = behind(behind(rowOf(button)) ?? rowOf(button))?.dataset.row ?? null;
      await change([{ path: JSON.parse(up), move: { after } }]);
    }
    if (back) await add(JSON.parse(back), { after: behind(button.closest('li'))?.dataset.row ?? null, focus: false });
    if (again) await page.stepAgain(JSON.parse(again));
  });

  form.addEventListener('keydown', (event) => {
    const button = event.target.closest('.open');
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && event.target.closest('.edit')) {
      event.preventDefault();
      const own = rowOf(event.target).querySelector('.open');
      open(own, false);
      own.focus();
      return;
    }
    if (!button) return;
    const all = lines();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = all[all.indexOf(button) + (event.key === 'ArrowDown' ? 1 : -1)];
      (next ?? (event.key === 'ArrowDown' ? document.getElementById('add-schedule') : button)).focus();
    } else if (event.key === 'Delete') {
      event.preventDefault();
      rowOf(button).querySelector('[data-remove]').click();
    }
  });

  // What is seen of a line follows from what it is: where it comes from, and how many mg, of what is swallowed alone.
  form.addEventListener('input', (event) => {
    const field = event.target.closest('fieldset[data-kind=one]');
    const row = field?.closest('.sched [data-row]');
    if (!row || !field.dataset.path.includes('"route"')) return;
    const route = JSON.parse(event.target.value);
    for (const each of row.querySelectorAll('[data-for]')) each.hidden = !each.dataset.for.split(' ').includes(route);
  });

  async function add(value, { after, focus = true } = {}) {
    const id = randomId();
    const all = form.querySelectorAll('.sched > [data-row]');
    const behindOf = after === undefined ? [...all].at(-1)?.dataset.row ?? null : after;
    await change([{ path: ['schedule'], insert: value, after: behindOf, id }]);
    const row = form.querySelector(`.sched > [data-row="${id}"]`);
    if (row && focus) {
      show(row.querySelector('.open'));
      keepTyped(row.querySelector('.edit input'));
    }
    if (row && !focus) row.scrollIntoView({ block: 'nearest' });
    return row;
  }

  // What she typed on while the row was made, where she added it, goes into the row.
  function keepTyped(field) {
    const adding = document.getElementById('add-schedule');
    if (!adding.value) return;
    field.value += adding.value;
    adding.value = '';
    adding.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
    page.typed(field);
  }

  // After the form came anew: what was open is open.
  function again() {
    for (const each of lines()) if (opened.has(each.dataset.open)) open(each, true);
  }

  function tell(answer, statuses, icons) {
    for (const [id, line] of Object.entries(answer.lines)) {
      const row = form.querySelector(`.sched > [data-row="${id}"]`);
      if (!row) continue;
      row.querySelector('[data-line]').textContent = line.sentence;
      row.querySelector('[data-product]').textContent = row.querySelector('input[data-path$=\'"product"]\']').value;
      const tag = row.querySelector('[data-status]');
      tag.hidden = !line.status;
      tag.textContent = statuses[line.status] ?? '';
      tag.classList.toggle('ok', line.status === 'stays');
      const was = row.querySelector('[data-was-said]');
      was.hidden = !line.was;
      was.textContent = statuses.was.replace('{was}', line.was);
      const icon = row.querySelector('[data-icon]');
      const name = icons[line.route];
      if (name && !icon.src.endsWith(`icon-${name}.svg`)) icon.src = icon.src.replace(/icon-\w+\.svg$/, `icon-${name}.svg`);
    }
  }

  return { add, again, tell, show: (row) => show(row.querySelector('.open'), false), last: () => lines().at(-1) };
}
