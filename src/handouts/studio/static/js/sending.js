// Sends what she types: the fields that changed, a quarter of a second after the last sign, one request at a time.

import { post } from './asking.js';

const QUIET = 250;
const AGAIN = 2000;
const LONGEST_LEFT = 30_000; // signs: a browser sends 64 kB at most for a page that is left
const tab = `t${crypto.randomUUID()}`;

// What a field holds, as the document has it; null is nothing.
export function valueOf(field) {
  const kind = field.dataset.kind;
  if (kind === 'several') {
    const chosen = [...field.querySelectorAll('input:checked')].flatMap((each) => JSON.parse(each.value));
    return chosen.length ? chosen : null;
  }
  if (kind === 'one') return JSON.parse(field.querySelector('input:checked')?.value ?? 'null');
  if (kind === 'pick') {
    const { value } = field.querySelector('select');
    if (value === '~days') return [...field.querySelectorAll('input:checked')].map((each) => JSON.parse(each.value));
    return value === '~other' ? field.querySelector('[data-other]').value || null : JSON.parse(value);
  }
  if (kind === 'lines') {
    const lines = field.value.split('\n').map((each) => each.trim()).filter(Boolean);
    return lines.length ? lines : null;
  }
  if (kind === 'yes') return JSON.parse(field.checked ? field.dataset.yes : field.dataset.no);
  if (kind === 'focus') return JSON.parse(field.dataset.value ?? field.dataset.was);
  if (kind === 'cells') return cellsOf(field);
  return field.value || null;
}

// A row of a table is a list, or one text with bars between its cells, as it was written.
function cellsOf(field) {
  const cells = [...field.querySelectorAll('input')].map((each) => each.value.trim());
  if (!cells.some(Boolean)) return null;
  const isText = typeof JSON.parse(field.dataset.was) === 'string' || 'bars' in field.dataset;
  return isText && !cells.some((each) => each.includes('|')) ? cells.join(' | ') : cells;
}

const randomId = () => `n${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;

function placed(base, keys, value) {
  if (!keys.length) return value;
  const [key, ...more] = keys;
  return { ...base, [key]: placed(base?.[key], more, value) };
}

function editOf(field) {
  const path = JSON.parse(field.dataset.path);
  const was = JSON.parse(field.dataset.was);
  const to = valueOf(field);
  if (JSON.stringify(was ?? '') === JSON.stringify(to ?? '')) return null;
  const row = field.closest('[data-row]');
  field.dataset.was = JSON.stringify(to);
  if (row?.dataset.new) {
    if (to === null) return null;
    const fresh = JSON.parse(row.dataset.new);
    delete row.dataset.new;
    let before = row.previousElementSibling;
    while (before?.dataset.new) before = before.previousElementSibling;
    const keys = path.slice(fresh.path.length + 1);
    return { path: fresh.path, insert: placed(fresh.base, keys, to), after: before?.dataset.row ?? null, id: fresh.id };
  }
  if (to === null && row?.hasAttribute('data-goes')) {
    const fields = [...row.querySelectorAll('[data-path]')];
    if (fields.every((each) => valueOf(each) === null)) return emptied(row, fields);
  }
  return { path, was, to };
}

// A row of which nothing is left goes; what is typed in it then is a new one.
function emptied(row, fields) {
  const path = JSON.parse(row.dataset.field);
  const id = randomId();
  row.dataset.new = JSON.stringify({ path: path.slice(0, -1), id, base: null });
  row.dataset.row = id;
  for (const each of [row, ...row.querySelectorAll('[data-field]')]) {
    each.dataset.field = renamed(each.dataset.field, path, id);
  }
  for (const each of fields) {
    each.dataset.path = renamed(each.dataset.path, path, id);
    each.dataset.was = 'null';
  }
  return { path, remove: true };
}

function renamed(text, path, id) {
  const steps = JSON.parse(text);
  steps[path.length - 1] = id;
  return JSON.stringify(steps);
}

// `told` is given each answer, and `state` one of: typed, saving, saved, lost.
export class Sender {
  constructor(doc, told, state) {
    Object.assign(this, { doc, told, state, seq: 0, isLost: false, changed: new Set(), waiting: [], running: null });
  }

  get isBusy() { return this.changed.size > 0 || this.waiting.length > 0 || this.running !== null; }

  typed(field) {
    this.changed.add(field);
    this.state('typed');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), QUIET);
  }

  // Everything that was typed so far is at the studio once this is through; `more` goes in the last request.
  flush(more = null) {
    clearTimeout(this.timer);
    const edits = [...this.changed].map(editOf).filter(Boolean);
    this.changed.clear();
    if (edits.length || more) this.waiting.push({ seq: (this.seq += 1), edits, ...more });
    this.running ??= this.run().finally(() => { this.running = null; });
    return this.running;
  }

  // Whether all that is not answered yet can still be sent while the page is left.
  get canLeave() { return !this.isLost && JSON.stringify(this.waiting).length < LONGEST_LEFT; }

  // Sends all that is not answered yet, at once and in its order, as the page is left; what came already counts once.
  leave() {
    if (!this.isBusy) return;
    clearTimeout(this.timer);
    const edits = [...this.changed].map(editOf).filter(Boolean);
    this.changed.clear();
    if (edits.length) this.waiting.push({ seq: (this.seq += 1), edits });
    const [last, ...before] = this.waiting.toReversed();
    if (last) post(`${this.doc}edit`, { tab, ...last, before: before.reverse() }, true);
  }

  async run() {
    while (this.waiting.length) {
      this.state('saving');
      const answer = await post(`${this.doc}edit`, { tab, ...this.waiting[0] });
      if (answer.status === 0 || answer.status >= 500) {
        this.isLost = true;
        this.state('lost', answer.said);
        await new Promise((resolve) => { setTimeout(resolve, AGAIN); });
        continue;
      }
      this.isLost = false;
      this.waiting.shift();
      if (!this.changed.size && !this.waiting.length && answer.saved) this.state('saved');
      this.told(answer);
    }
  }
}
