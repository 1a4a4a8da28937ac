// A field that offers what is known while she types (ARIA 1.2). What she types stays hers until she takes an offer.

import { element, say } from './asking.js';

let count = 0;

// `find` gives the offers for what was typed, and whether she asked with the arrow down: each {text, small}; `take` is
// given the one that was chosen. With `isEager` the first is chosen while she types; with `onlyAsked`, as in a text of
// several lines, offers come with the arrow down alone. `forget` is given what she takes off the list with Delete.
export function combobox(input, find, take, { isEager = false, onlyAsked = false, forget = null } = {}) {
  const list = element('ul');
  const id = `offers-${(count += 1)}`;
  Object.assign(list, { id, hidden: true });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', say('suggestions'));
  input.after(list);
  // A text of several lines is no combobox to a screen reader; what is pointed at is said all the same.
  const isCombobox = !input.matches('textarea');
  const said = isCombobox ? { role: 'combobox', 'aria-expanded': 'false', 'aria-controls': id, 'aria-autocomplete': 'list' } : {};
  for (const [name, value] of Object.entries(said)) input.setAttribute(name, value);
  let offers = [];
  let at = -1;

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    at = -1;
    if (isCombobox) input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const point = () => {
    [...list.children].forEach((each, place) => each.setAttribute('aria-selected', String(place === at)));
    if (at < 0) { input.removeAttribute('aria-activedescendant'); return; }
    input.setAttribute('aria-activedescendant', `${id}-${at}`);
    list.children[at].scrollIntoView({ block: 'nearest' });
  };
  const open = (isAsked = false) => {
    offers = find(input.value.trim(), isAsked);
    if (!offers.length) { close(); return; }
    list.replaceChildren(...offers.map((offer, place) => {
      const item = element('li', '', offer.text);
      item.id = `${id}-${place}`;
      item.setAttribute('role', 'option');
      if (offer.small) item.append(element('small', '', offer.small));
      return item;
    }));
    at = isEager && input.value.trim() ? 0 : -1;
    list.hidden = false;
    if (isCombobox) input.setAttribute('aria-expanded', 'true');
    point();
  };
  const chosen = (place) => { const offer = offers[place]; close(); take(offer); };

  const isAtEnd = () => input.selectionStart === input.value.length;

  input.addEventListener('input', () => { if (onlyAsked) close(); else open(); });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden && (event.key === 'ArrowUp' || (onlyAsked && !isAtEnd()))) return;
      if (list.hidden) open(true);
      if (list.hidden) return;
      event.preventDefault();
      // One step beyond either end is her own words again.
      const places = offers.length + 1;
      at = ((at + 1 + (event.key === 'ArrowDown' ? 1 : -1) + places) % places) - 1;
      point();
    } else if (event.key === 'Delete' && !list.hidden && at >= 0 && forget) {
      event.preventDefault();
      forget(offers[at]);
      close();
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !list.hidden && at >= 0) {
      event.preventDefault();
      event.stopPropagation();
      chosen(at);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const place = [...list.children].indexOf(event.target.closest('li'));
    if (place >= 0) chosen(place);
  });
}
