// What is hers of a look: her colours, with how well they read, and her pictures.

import { element } from './asking.js';
import { dropOn, upload } from './uploading.js';

const HEX = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i;
const SHORT = 4;

// The colours; `typed` is given a field that she changed.
export function colours(form, typed) {
  const codeOf = (swatch) => swatch.querySelector('[data-path]');
  form.addEventListener('input', (event) => {
    const swatch = event.target.closest('[data-colour]');
    if (!swatch) return;
    const code = codeOf(swatch);
    if (event.target.type === 'color') {
      code.value = event.target.value.toUpperCase();
      typed(code);
    } else {
      const found = HEX.exec(code.value.trim());
      if (found) swatch.querySelector('[type=color]').value = `#${found[1].length < SHORT ? [...found[1]].map((each) => each + each).join('') : found[1]}`.toLowerCase();
    }
    swatch.querySelector('[data-plain]').hidden = !code.value;
  });
  form.addEventListener('click', (event) => {
    const button = event.target.closest('[data-plain]');
    if (!button) return;
    const code = codeOf(button.closest('[data-colour]'));
    code.value = '';
    button.hidden = true;
    typed(code);
    code.focus();
  });
}

// Says how the colours read that are in the practice now.
export function read(form, found) {
  for (const swatch of form.querySelectorAll('[data-colour]')) {
    const said = found[swatch.dataset.colour];
    const place = swatch.querySelector('.reads');
    if (!said) { place.replaceChildren(); continue; }
    const lead = element('b', said.fits ? 'fits' : 'light', said.lead);
    if (place.textContent !== `${said.lead} ${said.rest}`) place.replaceChildren(lead, ' ', element('span', '', said.rest));
    const code = swatch.querySelector('[data-path]');
    if (!said.is_own) {
      code.placeholder = said.shown.toUpperCase();
      if (!code.value) swatch.querySelector('[type=color]').value = said.shown;
    }
  }
}

// The pictures; `taken` is given what was answered once one is kept, and `without` the edit by which one goes.
export function pictures(form, root, words, { before, taken, without }) {
  async function take(place, file) {
    const told = place.querySelector('.told');
    told.replaceChildren(element('p', 'soft small', words.looking));
    await before();
    const answer = await upload(`${root}${place.dataset.picture}`, 'picture', file);
    if (!answer.ok) {
      const note = element('p', 'note err');
      const [first, ...more] = [...(answer.doubts ?? []).flatMap((each) => [each.text, each.hint]), ...answer.said].filter(Boolean);
      note.append(element('b', '', first ?? ''), ` ${more.join(' ')}`);
      told.replaceChildren(note);
      return;
    }
    await taken(answer, place.dataset.picture);
  }
  form.addEventListener('change', (event) => {
    const place = event.target.closest('[data-picture]');
    if (!place || event.target.type !== 'file') return;
    const [file] = event.target.files;
    if (file) take(place, file);
    event.target.value = '';
  });
  form.addEventListener('click', (event) => {
    const button = event.target.closest('[data-without]');
    if (button) without({ path: JSON.parse(button.closest('[data-picture]').dataset.field), was: JSON.parse(button.dataset.without), to: null });
  });
  return {
    again() { for (const place of form.querySelectorAll('[data-picture]')) dropOn(place, (file) => take(place, file)); },
  };
}
