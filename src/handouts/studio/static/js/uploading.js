// Sends a file, which stays in memory there; what is too large is said before it goes.

import { say } from './asking.js';

const MOST = 12 * 1024 * 1024;
const ROOM = 64 * 1024;
const token = document.querySelector('meta[name=studio-token]').content;

// Gives what was answered, with `said` where there was no answer or the file is too large.
export async function upload(path, name, file, more = {}) {
  if (file.size > MOST - ROOM) return { ok: false, status: 413, said: [say('file_too_large')] };
  const form = new FormData();
  form.append(name, file);
  for (const [key, value] of Object.entries(more)) form.append(key, value);
  try {
    const answer = await fetch(path, {
      method: 'POST', credentials: 'same-origin', headers: { 'X-Studio-Token': token }, body: form,
    });
    return { said: [], ...(await answer.json().catch(() => ({}))), ok: answer.ok, status: answer.status };
  } catch {
    return { ok: false, status: 0, said: [say('no_answer')] };
  }
}

// Says something as the page goes: the browser sends it all the same.
export function sayLeaving(path, body) {
  const headers = { 'Content-Type': 'application/json', 'X-Studio-Token': token };
  fetch(path, { method: 'POST', credentials: 'same-origin', keepalive: true, headers, body: JSON.stringify(body) }).catch(() => {});
}

// A place that a file can be dropped on; `taken` is given the first one. What is dropped beside it is not opened.
export function dropOn(place, taken) {
  const holds = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
  let depth = 0;
  place.addEventListener('dragenter', (event) => { if (holds(event)) { depth += 1; place.classList.add('over'); } });
  place.addEventListener('dragleave', () => { depth = Math.max(0, depth - 1); if (!depth) place.classList.remove('over'); });
  place.addEventListener('dragover', (event) => { if (holds(event)) event.preventDefault(); });
  place.addEventListener('drop', (event) => {
    depth = 0;
    place.classList.remove('over');
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    taken(file);
  });
}

for (const name of ['dragover', 'drop']) window.addEventListener(name, (event) => event.preventDefault());
