// The end of a consult: the sheet is made, what the proof found is said in words, and it is printed.

import { address, element, post, toast } from './asking.js';

const json = (id) => JSON.parse(document.getElementById(id).textContent);
const words = json('finish-words');
const held = json('held');
const { doc, consult } = document.querySelector('[data-doc]').dataset;
const byId = (id) => document.getElementById(id);
const [made, look, fan, print, open] = ['made', 'look', 'fan', 'print', 'open'].map(byId);
const title = document.querySelector('h1');
const mail = document.querySelector('[data-mail]');
const tab = `t${crypto.randomUUID()}`;
let seq = 0;
let pdf = '';
let asked = 0;

const put = (text, gaps) => text.replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap);

// The latest wish alone is shown: a switch may be turned while the sheet is made.
async function make() {
  const mine = (asked += 1);
  print.disabled = true;
  mail.disabled = true;
  const answer = await post(`${doc}make`, { low_ink: byId('low-ink').checked });
  if (mine !== asked) return false;
  const [file] = answer.files ?? [];
  title.textContent = put(file ? words.for : words.not_yet, { name: title.dataset.name });
  made.replaceChildren(file ? proven(answer) : element('p', 'note err', [words.not_made, ...answer.said].join('. ')));
  look.replaceChildren(...doubts(answer));
  print.disabled = !file;
  mail.disabled = !file;
  open.hidden = !file;
  if (!file) {
    fan.replaceChildren();
    for (const each of ['print-said', 'open-said']) byId(each).textContent = '\u00a0';
    return false;
  }
  pdf = address(file.pdf);
  open.href = pdf;
  byId('print-said').textContent = put(file.pages === 1 ? words.printing_one : words.printing, { pages: file.pages });
  byId('open-said').textContent = put(words.open_hint, { file: file.name });
  fan.replaceChildren(...file.pictures.map((name, at) => {
    const picture = new Image();
    picture.src = address(`page/${name}.png`);
    picture.alt = at ? '' : words.pages;
    picture.className = 'sheet';
    return picture;
  }));
  return true;
}

function proven(answer) {
  const box = element('div', 'proof');
  const tick = new Image(34, 34);
  tick.src = address('static/art/tick.svg');
  tick.alt = '';
  const said = element('p', '');
  said.append(element('b', '', put(words.proven, { words: answer.words })), ` ${words.proven_more}`);
  box.append(tick, said);
  return box;
}

// What is doubtful, once more; each leads to where it is written. Last what she left as it is.
function* doubts(answer) {
  const all = answer.notes ?? [];
  const [open_, left] = [all.filter((each) => !each.is_let_be), all.filter((each) => each.is_let_be)];
  if (open_.length) yield noted(words.doubts, open_);
  if (left.length) yield noted(words.let_be, left);
}

function noted(heading, notes) {
  const note = element('div', 'note');
  note.append(element('p', 'lab', heading));
  for (const each of notes) {
    const line = element('p', '');
    line.append(element('b', '', each.text), each.hint ? ` ${each.hint}` : '');
    if (each.path.length) {
      const link = element('a', 'b', words.go_to);
      link.href = `${consult}#${encodeURIComponent(JSON.stringify(each.path))}`;
      link.append(element('span', 'vh', `: ${each.text}`));
      line.append(document.createElement('br'), link);
    }
    note.append(line);
  }
  return note;
}

// Her browser asks how to print the very file; where it cannot, the file opens in a window of its own.
function printed() {
  document.querySelector('iframe')?.remove();
  const frame = element('iframe', 'printing');
  frame.title = words.print;
  frame.addEventListener('load', () => {
    try {
      frame.contentWindow.focus();
      frame.contentWindow.print();
      toast(words.print_window);
    } catch {
      window.open(pdf, '_blank', 'noopener');
    }
  }, { once: true });
  frame.src = pdf;
  document.body.append(frame);
}

async function edited(name, to) {
  const answer = await post(`${doc}edit`, { tab, seq: (seq += 1), edits: [{ path: ['client', name], was: held[name] ?? null, to }] });
  if (answer.ok) held[name] = to; else toast(answer.said.join(' ') || words.clash);
  await make();
}

print.addEventListener('click', printed);
byId('low-ink').addEventListener('change', make);
byId('large-print').addEventListener('change', ({ target }) => edited('large_print', JSON.parse(target.checked ? target.dataset.yes : target.dataset.no)));
for (const each of document.querySelectorAll('[name=form]')) each.addEventListener('change', () => edited('form', each.value));
document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'p') return;
  event.preventDefault();
  if (!print.disabled) printed();
});
const is = await make();
if (is && location.hash === '#print') printed();
if (is) print.focus({ preventScroll: true }); else look.querySelector('a')?.focus();
