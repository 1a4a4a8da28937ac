// Photographs: a file that she chooses, and the point of a picture that stays in sight, by mouse or by the arrow keys.

import { address, say, toast } from './asking.js';

const token = document.querySelector('meta[name=studio-token]').content;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const between = (value) => Math.max(0, Math.min(100, Math.round(value)));

// The middle of a picture where nothing else is written.
function pointOf(place) {
  const held = JSON.parse(place.dataset.value ?? place.dataset.was);
  const found = (Array.isArray(held) ? held : String(held ?? '').split(/[,;x\s]+/)).map((each) => parseInt(each, 10));
  return found.length === 2 && found.every(Number.isFinite) ? found : [50, 50];
}

export function pictures(form, words, typed, refresh) {
  const show = (place) => {
    const [x, y] = pointOf(place);
    const spot = place.querySelector('.spot');
    spot.style.left = `${x}%`;
    spot.style.top = `${y}%`;
    spot.setAttribute('aria-label', spot.dataset.say.replace('{x}', x).replace('{y}', y));
    const picture = place.querySelector('img');
    for (const crop of place.parentElement.querySelectorAll('.crops span')) cut(crop, picture, x, y);
  };
  const put = (place, x, y) => {
    const point = [between(x), between(y)];
    place.dataset.value = JSON.stringify(Array.isArray(JSON.parse(place.dataset.was)) ? point.map(String) : point.join(', '));
    show(place);
    typed(place);
  };

  form.addEventListener('pointerdown', (event) => {
    const place = event.target.closest('.focus');
    if (!place) return;
    event.preventDefault();
    place.querySelector('.spot').focus();
    const room = place.getBoundingClientRect();
    const move = (moved) => put(place, ((moved.clientX - room.left) / room.width) * 100, ((moved.clientY - room.top) / room.height) * 100);
    move(event);
    place.setPointerCapture(event.pointerId);
    place.onpointermove = move;
    place.onpointerup = () => { place.onpointermove = null; };
  });
  form.addEventListener('keydown', (event) => {
    const place = event.target.closest('.spot')?.parentElement;
    const by = KEYS[event.key];
    if (!place || !by || event.altKey) return;
    event.preventDefault();
    const [x, y] = pointOf(place);
    const step = event.shiftKey ? 10 : 2;
    put(place, x + by[0] * step, y + by[1] * step);
  });
  form.addEventListener('change', async (event) => {
    if (event.target.matches('[data-picture]')) { typed(event.target); await refresh(); }
    if (event.target.matches('[data-upload]')) await upload(event.target);
  });

  async function upload(input) {
    const [file] = input.files;
    input.value = '';
    const select = input.closest('.field').querySelector('[data-picture]');
    if (!file) return;
    if (file.size > 12 * 1024 * 1024) { toast(words.too_large); return; }
    const sent = new FormData();
    sent.append('picture', file);
    toast(words.looking);
    let told = {};
    try {
      const options = { method: 'POST', credentials: 'same-origin', headers: { 'X-Studio-Token': token }, body: sent };
      told = await (await fetch(address('picture'), options)).json();
    } catch { told = { said: [say('no_answer')] }; }
    if (!told.file) {
      toast([...(told.said ?? []), ...(told.doubts ?? []).map((each) => `${each.text} ${each.hint}`)].join(' '));
      return;
    }
    if (![...select.options].some((each) => each.value === told.file)) select.add(new Option(told.file, told.file));
    select.value = told.file;
    const { id } = select.closest('.photo').querySelector('textarea, input[type=text]');
    typed(select);
    await refresh();
    const asked = form.querySelector(`#${CSS.escape(id)}`);
    asked?.focus();
    toast(words.describe);
  }

  return { again() { for (const place of form.querySelectorAll('.focus')) { const picture = place.querySelector('img'); if (picture.complete) show(place); else picture.addEventListener('load', () => show(place), { once: true }); } } };
}

// As the engine cuts: the point comes as near to the middle as the edges allow.
function cut(crop, picture, x, y) {
  const ratio = Number(crop.dataset.ratio);
  const own = picture.naturalWidth / picture.naturalHeight;
  if (!(own > 0)) return;
  const wide = Math.max(1, own / ratio);
  const high = Math.max(1, ratio / own);
  const at = (percent, size) => Math.max(0, Math.min(size - 1, (percent / 100) * size - 0.5));
  const shown = crop.firstElementChild ?? crop.appendChild(new Image());
  if (shown.src !== picture.src) shown.src = picture.src;
  shown.alt = '';
  shown.style.width = `${wide * 100}%`;
  shown.style.height = `${high * 100}%`;
  shown.style.left = `${-at(x, wide) * 100}%`;
  shown.style.top = `${-at(y, high) * 100}%`;
}
