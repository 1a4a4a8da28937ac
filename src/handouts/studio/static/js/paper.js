// The paper beside the form: the pages as they come, where she writes, and a click that leads to the field.

import { address, element } from './asking.js';

const pages = document.getElementById('pages');
const over = document.getElementById('over');
const AGAIN = 2000;
const SOON = 300;
let boxes = [];
let boxesOf = -1;
let here = null;
let asking = new AbortController();

const starts = (path, begin) => begin.every((step, at) => path[at] === step);

// Asks at once, as another paper is to be shown.
export function turn() {
  asking.abort();
}

// Watches the paper of a document; `told` is given each answer, and `words` what is said above the pages.
// The address may be a function, where what is shown can change.
export async function watch(doc, words, told) {
  const now = typeof doc === 'function' ? doc : () => doc;
  let [stage, of] = [-1, now()];
  for (;;) {
    if (of !== now()) { [stage, of] = [-1, now()]; over.textContent = words.drawing ?? ''; }
    asking = new AbortController();
    let answer = null;
    try {
      const said = await fetch(`${of}drawn?after=${stage}`, { credentials: 'same-origin', signal: asking.signal });
      if (said.ok) answer = await said.json();
    } catch { /* the studio is closed, or begins again */ }
    if (of !== now()) continue;
    if (!answer) {
      await new Promise((resolve) => { setTimeout(resolve, AGAIN); });
    } else if (answer.stage > stage) {
      stage = answer.stage;
      await paint(answer, words);
      told(answer);
    } else {
      await new Promise((resolve) => { setTimeout(resolve, SOON); });
    }
  }
}

// One state after the other, so that no older one comes over a newer; a page that is the same stays as it is.
async function paint(answer, words) {
  if (answer.pages.length) {
    const fresh = await Promise.all(answer.pages.map(async (name, at) => {
      const held = pages.children[at];
      if (held?.dataset.name === name) return null;
      const picture = new Image();
      picture.src = address(`page/${name}.png`);
      picture.alt = words.page.replace('{number}', at + 1);
      await picture.decode().catch(() => {});
      return picture;
    }));
    fresh.forEach((picture, at) => picture && put(picture, at, answer.pages[at]));
    while (pages.children.length > answer.pages.length) pages.lastElementChild.remove();
    const count = answer.pages.length;
    over.textContent = (count === 1 ? words.one_page : words.pages).replace('{count}', count);
  }
  if (answer.proven) {
    if (answer.whole) { boxes = answer.boxes; boxesOf = answer.rev; } else { over.textContent = words.not_now; }
    mark(here, false);
  }
}

function put(picture, at, name) {
  let page = pages.children[at];
  if (!page) {
    page = element('figure', 'page');
    page.append(picture);
    picture.className = 'sheet';
    pages.append(page);
  } else {
    picture.className = 'sheet';
    page.querySelector('img').replaceWith(picture);
  }
  page.dataset.name = name;
}

// The pages that a field is on, in the state `rev` that was proven last.
export function seen(path) {
  const found = boxes.filter((each) => starts(each.path, path));
  return { rev: boxesOf, page: found[0]?.page };
}

// A rule in the margin of what she writes in.
export function mark(path, goes = true) {
  here = path;
  for (const rule of pages.querySelectorAll('.rule')) rule.remove();
  if (!path) return;
  const found = boxes.filter((each) => starts(each.path, path));
  const first = found[0]?.page;
  for (const number of new Set(found.map((each) => each.page))) {
    const page = pages.children[number - 1];
    if (!page) continue;
    const own = found.filter((each) => each.page === number).map((each) => each.box);
    const top = Math.min(...own.map((box) => box[1]));
    const rule = element('div', 'rule');
    rule.style.top = `${top * 100}%`;
    rule.style.height = `${(Math.max(...own.map((box) => box[3])) - top) * 100}%`;
    page.append(rule);
    if (goes && number === first) show(rule);
  }
}

function show(rule) {
  const desk = pages.parentElement;
  if (getComputedStyle(desk).overflowY !== 'auto') return;
  const at = rule.getBoundingClientRect();
  const room = desk.getBoundingClientRect();
  if (at.top < room.top + 20 || at.top > room.bottom - 60) desk.scrollTop += at.top - room.top - room.height / 3;
}

// A click on paper gives the path of the nearest text on that page.
export function onClick(go) {
  pages.addEventListener('click', (event) => {
    const page = event.target.closest('.page');
    if (!page) return;
    const room = page.getBoundingClientRect();
    const x = (event.clientX - room.left) / room.width;
    const y = (event.clientY - room.top) / room.height;
    const number = [...pages.children].indexOf(page) + 1;
    const away = ([left, top, right, bottom]) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    const near = boxes.filter((each) => each.page === number).sort((one, other) => away(one.box) - away(other.box))[0];
    if (near && away(near.box) < 0.05) go(near.path);
  });
}
