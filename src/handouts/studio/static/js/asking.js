// Asks the studio, and says what comes back: every page has this in common.

export const words = JSON.parse(document.getElementById('words').textContent);
const token = document.querySelector('meta[name=studio-token]').content;
const root = document.body.dataset.root;

// The words of a key, with its gaps filled in.
export const say = (key, gaps = {}) => words[key].replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap);

// The address of a page, from the random path on.
export const address = (path) => root + path;

// Sends JSON; gives {ok, status, ...what was answered}. Without an answer `said` says so.
// With `keepalive` it goes on when the page is left, where it is not too long for that.
export async function post(path, body = {}, keepalive = false) {
  try {
    const answer = await fetch(path, {
      keepalive,
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', 'X-Studio-Token': token },
      body: JSON.stringify(body),
    });
    return { said: [], ...(await answer.json().catch(() => ({}))), ok: answer.ok, status: answer.status };
  } catch {
    return { ok: false, status: 0, said: [say('no_answer')] };
  }
}

// An element with a class and a text, which is never read as HTML.
export function element(tag, className, text = '') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

let passing;
let over = () => false;

// Has go what passes by, where what it says is not so any more.
export function passed() {
  if (over()) document.getElementById('toast').hidden = true;
}

// What passes by, for some seconds; with `undo` {text, act, isOver} there is a button to take it back.
export function toast(text, undo = null) {
  const place = document.getElementById('toast');
  over = undo?.isOver ?? (() => false);
  place.textContent = text;
  if (undo) {
    const button = element('button', 'b', undo.text);
    button.type = 'button';
    button.addEventListener('click', () => { place.hidden = true; undo.act(); });
    place.append(button);
  }
  place.hidden = false;
  clearTimeout(passing);
  passing = setTimeout(() => { place.hidden = true; }, undo ? 8000 : 6000);
}

// Begins a consult, and goes to it. Gives what was said where it was not begun.
export async function begin(whom) {
  const answer = await post(address('consult'), whom);
  if (answer.ref) location.assign(address(`consult/${encodeURIComponent(answer.ref)}`));
  return answer;
}

// The buttons that begin a follow-up.
export function followUps() {
  for (const button of document.querySelectorAll('[data-begins]')) {
    button.addEventListener('click', async () => {
      button.disabled = true;
      const answer = await begin(JSON.parse(button.dataset.begins));
      if (!answer.ref) { button.disabled = false; toast(answer.said.join(' ')); }
    });
  }
}
