// What she wrote before, offered again: phrases with the arrow down, products and advice while she types.

import { post } from './asking.js';
import { combobox } from './combobox.js';

const LONGEST = 200;
export const folded = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

// `page` is the consult: {form, doc, words, rows, typed, switchAdvice}.
export async function offering(page) {
  const { form, doc, words } = page;
  let known = { products: [], steps: [], discussed: [], goals: [], note: [], how: [], kept: [] };

  const holds = (each, typed) => folded(each).includes(folded(typed));

  function phrases(field, typed, isAsked) {
    const name = field.dataset.offers;
    const isLong = field.matches('textarea');
    const others = new Set([...form.querySelectorAll(`[data-offers=${name}]`)].filter((one) => one !== field).map((one) => one.value));
    const found = (known[name] ?? []).filter((each) => {
      const text = each.step ?? each;
      if (others.has(text)) return false;
      return isLong ? !field.value.includes(text) : text !== typed && (isAsked || typed.length > 1) && holds(text, typed);
    }).slice(0, 6);
    const offers = found.map((each) => ({ text: each.step ?? each, small: each.reason ?? (known.kept.includes(each) ? words.is_kept : ''), each }));
    // Of a text of several sentences it is the last that may be kept.
    const last = typed.trim().split(/(?<=[.!?])\s+/).at(-1);
    if (isAsked && name !== 'steps' && last && last.length <= LONGEST && !known.kept.includes(last)) {
      offers.push({ text: words.keep, small: last, keep: last });
    }
    return offers;
  }

  async function take(field, offer) {
    if (offer.keep) {
      const answer = await post(`${doc}phrase`, { text: offer.keep, kept: true });
      known = answer.ok ? answer : known;
      return;
    }
    if (offer.each.step) {
      const reason = field.closest('[data-row]').querySelector('input:not([data-offers])');
      field.value = offer.each.step;
      if (!reason.value) { reason.value = offer.each.reason; page.typed(reason); }
    } else if (field.matches('textarea')) {
      field.value = `${field.value.trimEnd()}${field.value.trim() ? ' ' : ''}${offer.text} `;
    } else {
      field.value = offer.text;
    }
    page.typed(field);
    if (!field.matches('textarea')) page.next(field.closest('.steps') ? field.closest('[data-row]').querySelector('input:not([data-offers])') : field);
  }

  function products(typed, isAsked) {
    const there = new Set([...form.querySelectorAll('[data-product]')].map((each) => folded(each.textContent)));
    const found = known.products
      .filter((each) => (isAsked || typed) && holds(each.value.product, typed) && !there.has(folded(each.value.product)))
      .slice(0, 7).map((each) => ({ text: each.value.product, small: `${words.as_last} ${each.small}`, value: each.value }));
    if (typed && !found.some((each) => folded(each.text) === folded(typed))) {
      found.push({ text: words.as_new.replace('{text}', typed), small: '', value: { product: typed, route: 'activity' }, isNew: true });
    }
    return found;
  }

  function advice(typed, isAsked) {
    const offers = JSON.parse(form.querySelector('#advice-offers').textContent);
    const starts = (each) => !folded(each.title).startsWith(folded(typed));
    return offers.filter((each) => (isAsked || typed) && holds(`${each.title} ${each.name} ${each.goal}`, typed))
      .sort((one, other) => starts(one) - starts(other)).slice(0, 8)
      .map((each) => ({ text: each.title, small: each.goal, name: each.name }));
  }

  async function added(input, offer) {
    input.value = '';
    const id = input.id;
    if (offer.name) await page.switchAdvice(offer.name, true);
    else await page.rows.add(offer.value, { focus: Boolean(offer.isNew) });
    if (!offer.isNew) document.getElementById(id).focus();
  }

  // Anew for each form that comes.
  function wire() {
    for (const field of form.querySelectorAll('[data-offers]')) {
      combobox(field, (typed, isAsked) => phrases(field, typed, isAsked), (offer) => take(field, offer), {
        onlyAsked: field.matches('textarea'),
        forget: async (offer) => {
          if (!known.kept.includes(offer.each)) return;
          const answer = await post(`${doc}phrase`, { text: offer.each, kept: false });
          known = answer.ok ? answer : known;
        },
      });
    }
    for (const input of form.querySelectorAll('[data-adds]')) {
      const find = input.dataset.adds === 'advice' ? advice : products;
      combobox(input, find, (offer) => added(input, offer), { isEager: true });
    }
  }

  wire();
  const answer = await fetch(`${doc}offers`, { credentials: 'same-origin' }).catch(() => null);
  if (answer?.ok) known = await answer.json();
  return wire;
}
