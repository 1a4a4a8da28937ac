// Sections, their parts, and rows: added, moved by keys, buttons and the mouse, and removed, each as one step to undo.

import { toast } from './asking.js';

const PATHS = ['data-path', 'data-field', 'data-rows'];
const NAMES = ['id', 'for', 'name', 'aria-describedby', 'aria-labelledby', 'aria-controls', 'data-open'];
const newId = () => `n${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
const pathOf = (element) => JSON.parse(element.dataset.field ?? element.dataset.rows);
const first = (place) => place.querySelector('textarea, input:not([type=checkbox], [type=radio], [type=file]), select');
const list = (row) => row.closest('[data-rows]');
const isEmpty = (row) => [...row.querySelectorAll('textarea, input[type=text], select')].every((each) => !each.value.trim());

// A pattern with the path of what it becomes in the place of its sign.
function planted(template, path) {
  const made = template.content.cloneNode(true);
  for (const each of made.querySelectorAll('*')) {
    for (const name of PATHS) {
      if (!each.hasAttribute(name)) continue;
      const [step, ...more] = JSON.parse(each.getAttribute(name));
      if (step === '@') each.setAttribute(name, JSON.stringify([...path, ...more]));
    }
    for (const name of NAMES) if (each.hasAttribute(name)) each.setAttribute(name, each.getAttribute(name).replaceAll('@', path.join('-')));
  }
  return made;
}

export class Blocks {
  // `change` sends edits, `remember` has a field sent, and `fold` knows what is folded.
  constructor(form, words, { change, fold }) {
    Object.assign(this, { form, words, change, fold, dragged: null });
    form.addEventListener('click', (event) => this.clicked(event));
    form.addEventListener('keydown', (event) => this.pressed(event));
    form.addEventListener('focusout', (event) => this.left(event));
    for (const each of ['dragstart', 'dragover', 'drop', 'dragend']) form.addEventListener(each, (event) => this[each](event));
  }

  clicked(event) {
    const at = (name) => event.target.closest(`[data-${name}]`);
    const row = event.target.closest('[data-row]');
    if (at('by')) this.move(row, Number(at('by').dataset.by), at('by'));
    else if (at('away')) this.remove(row);
    else if (at('away-bit')) this.removeBit(event.target.closest('[data-bit]'));
    else if (at('add-after')) this.addBlock('text', row);
    else if (at('add-block')) this.addBlock(at('add-block').dataset.addBlock);
    else if (at('add-bit')) this.addBit(event.target.closest('.block'), at('add-bit').dataset.addBit);
    else if (at('add')) this.add(at('add').closest('.field, .bit').querySelector('[data-rows]'));
    else if (at('column')) this.columns(event.target.closest('[data-bit]'), Number(at('column').dataset.column));
  }

  pressed(event) {
    const row = event.target.closest('[data-row]');
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.isComposing || !row) return;
    if (event.altKey && by) {
      event.preventDefault();
      this.move(row, by, event.target);
    } else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey && event.target.matches('.of-text textarea, .of-point .t, .cell')) {
      event.preventDefault();
      this.add(list(row), row);
    } else if ((event.key === 'Backspace' || event.key === 'Delete') && event.target.matches('.row textarea, .row input[type=text]') && isEmpty(row)) {
      event.preventDefault();
      this.remove(row, event.key === 'Backspace' ? row.previousElementSibling : row.nextElementSibling);
    } else if (event.key === 'Delete' && event.target.matches('[data-grip]')) {
      event.preventDefault();
      this.remove(row);
    }
  }

  // A row in which nothing was left is none.
  left(event) {
    const row = event.target.closest('.row');
    if (!row || row.contains(event.relatedTarget) || !isEmpty(row) || !row.isConnected) return;
    if (event.relatedTarget?.closest('[data-row]') !== row) this.remove(row, null);
  }

  add(rows, after = null) {
    const path = pathOf({ dataset: { rows: rows.dataset.rows } });
    const id = newId();
    const made = planted(document.querySelector(`[data-pattern-of="${rows.dataset.pattern}"]`), [...path, id]);
    const row = made.querySelector('[data-row]');
    row.dataset.row = id;
    row.dataset.new = JSON.stringify({ path, id, base: null });
    if (rows.dataset.pattern === 'cells') this.fillCells(row, rows);
    if (after) after.after(row); else rows.append(row);
    first(row).focus();
    return row;
  }

  fillCells(row, rows) {
    const head = rows.closest('[data-bit]').querySelector('.head [data-kind=cells]');
    const cells = row.querySelector('[data-kind=cells]');
    cells.replaceChildren(...[...head.children].map((each) => {
      const cell = each.cloneNode();
      cell.removeAttribute('value');
      cell.value = '';
      return cell;
    }));
    const beside = rows.querySelector('[data-kind=cells]') ?? head;
    if (typeof JSON.parse(beside.dataset.was) === 'string') cells.dataset.bars = '';
  }

  async move(row, by, focused) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other?.matches('[data-row]')) return;
    if (by < 0) other.before(row); else other.after(row);
    focused.focus();
    row.scrollIntoView({ block: 'nearest' });
    await this.moved(row);
  }

  async moved(row) {
    const all = [...row.parentElement.children];
    toast(this.words.moved.replace('{place}', all.indexOf(row) + 1).replace('{count}', all.length));
    if (row.dataset.new) return;
    let before = row.previousElementSibling;
    while (before?.dataset.new) before = before.previousElementSibling;
    await this.change([{ path: pathOf(row), move: { after: before?.dataset.row ?? null } }], { again: row.matches('.block') });
  }

  async remove(row, next = row.nextElementSibling ?? row.previousElementSibling) {
    const isNew = row.dataset.new;
    const isBlock = row.matches('.block');
    const path = pathOf(row);
    const rows = list(row);
    if (next?.matches('[data-row]')) (isBlock ? next.querySelector('[data-grip]') : first(next)).focus();
    else if (next !== null) rows.parentElement.querySelector('[data-add], [data-add-block]')?.focus();
    row.remove();
    if (isNew) return;
    await this.change([{ path, remove: true }], { again: isBlock });
    toast(this.words.removed);
  }

  async removeBit(bit) {
    const path = pathOf(bit);
    const lists = [...bit.querySelectorAll('[data-rows]')];
    const isNew = lists.length && lists.every((each) => [...each.children].every((row) => row.dataset.new));
    bit.closest('.block').querySelector('[data-grip]').focus();
    if (isNew) { bit.remove(); return; }
    await this.change([{ path, remove: true }]);
    toast(this.words.removed);
  }

  async addBit(block, name) {
    const path = pathOf(block);
    if (name === 'table') {
      await this.change([{ path: [...path, 'table'], was: null, to: this.newTable() }]);
      this.form.querySelector(`#s-${CSS.escape(block.dataset.row)} .head input`)?.select();
      return;
    }
    const known = block.querySelector(`[data-bit="${name}"]`);
    const made = planted(document.querySelector(`[data-bit-of="${name}"]`), path);
    const bit = made.firstElementChild;
    // What is there twice has one field: a list and its points share the line before them.
    const held = new Set([...block.querySelectorAll('.field[data-field]')].map((each) => JSON.stringify(pathOf(each))));
    for (const each of made.querySelectorAll('.field[data-field]')) if (held.has(JSON.stringify(pathOf(each)))) each.remove();
    if (!known) block.querySelector('.adders').before(made);
    const rows = (known ?? bit).querySelector('[data-rows]');
    if (rows) this.add(rows); else first(known ?? bit).focus();
  }

  newTable() {
    return { head: [this.words.new_what, this.words.new_amount], rows: [['…', '…']] };
  }

  // What a new section holds at first, so that it can be printed as it is.
  newBlock(name) {
    const heading = this.words.new_heading;
    if (name === 'module') return { module: this.form.querySelector('[data-first-module]').dataset.firstModule };
    if (name === 'framed') return { heading: this.words.new_box, framed: this.words.yes };
    if (name === 'items') return { heading, items: [this.words.new_line] };
    if (name === 'points') return { heading, points: [this.words.new_point] };
    return name === 'table' ? { heading, table: this.newTable() } : { heading };
  }

  async addBlock(name, behind = this.form.querySelector('.blocks > [data-row]:last-child')) {
    const id = newId();
    const value = this.newBlock(name);
    await this.change([{ path: ['sections'], insert: value, after: behind?.dataset.row ?? null, id }]);
    const block = this.form.querySelector(`#s-${CSS.escape(id)}`);
    if (!block) return;
    this.fold.reveal(block.querySelector('.body'));
    if (name === 'image') await this.addBit(block, 'image');
    const field = first(block.querySelector('.body'));
    field.focus();
    field.select?.();
    block.scrollIntoView({ block: 'nearest' });
  }

  async columns(bit, by) {
    const rows = [...bit.querySelectorAll('[data-kind=cells]')].filter((each) => !each.closest('[data-new]'));
    const edits = rows.map((each) => {
      const was = JSON.parse(each.dataset.was);
      const cells = [...each.querySelectorAll('input')].map((cell) => cell.value.trim());
      const more = by > 0 ? [...cells, each.closest('.head') ? this.words.new_column : ''] : cells.slice(0, -1);
      return { path: JSON.parse(each.dataset.path), was, to: typeof was === 'string' ? more.join(' | ') : more };
    });
    if (rows[0].children.length + by < 2 || rows[0].children.length + by > 5) { toast(this.words.columns); return; }
    await this.change(edits);
  }

  dragstart(event) {
    const grip = event.target.closest?.('[data-grip]');
    if (!grip) return;
    this.dragged = grip.closest('[data-row]');
    this.from = this.dragged.previousElementSibling;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', '');
    event.dataTransfer.setDragImage(this.dragged, 10, 10);
    // A drag ends at once where its page changes while it begins.
    setTimeout(() => this.sort(), 0);
  }

  // Sections are folded while one is dragged; it stays where it was under the pointer.
  sort() {
    if (!this.dragged) return;
    const { top } = this.dragged.getBoundingClientRect();
    this.dragged.classList.add('dragged');
    list(this.dragged).classList.add('sorting');
    const scroller = this.form.parentElement;
    scroller.scrollBy({ top: this.dragged.getBoundingClientRect().top - top, behavior: 'instant' });
  }

  dragover(event) {
    if (!this.dragged) return;
    let over = event.target.closest('[data-row]');
    while (over && over.parentElement !== this.dragged.parentElement) over = over.parentElement.closest('[data-row]');
    if (!over) return;
    event.preventDefault();
    if (over === this.dragged) return;
    const room = over.getBoundingClientRect();
    if (event.clientY < room.top + room.height / 2) over.before(this.dragged); else over.after(this.dragged);
  }

  drop(event) { if (this.dragged) event.preventDefault(); }

  dragend() {
    const row = this.dragged;
    this.dragged = null;
    if (!row) return;
    row.classList.remove('dragged');
    row.parentElement.classList.remove('sorting');
    if (row.previousElementSibling !== this.from) this.moved(row);
  }
}
