// Throws a consult away once she says so, and goes back to the list of clients.

import { address, element, post } from './asking.js';

const button = document.querySelector('[data-forget]');
button.addEventListener('click', async () => {
  button.disabled = true;
  const answer = await post(button.dataset.forget);
  if (answer.ok) { location.replace(address('clients')); return; }
  button.disabled = false;
  document.getElementById('forgetting-said').replaceChildren(...answer.said.map((text) => element('p', 'note', text)));
});
