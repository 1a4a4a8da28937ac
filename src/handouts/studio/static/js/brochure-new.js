// A new brochure: its title, and what it begins as; then its form.

import { address, element, post } from './asking.js';

const form = document.getElementById('new-brochure');
const said = document.getElementById('new-said');
const button = form.querySelector('button');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  const answer = await post(address('new-brochure'), Object.fromEntries(new FormData(form)));
  button.disabled = false;
  if (answer.name) { location.assign(address(`brochure/${encodeURIComponent(answer.name)}`)); return; }
  said.replaceChildren(...answer.said.map((text) => element('p', 'note', text)));
  form.elements.title.focus();
});
