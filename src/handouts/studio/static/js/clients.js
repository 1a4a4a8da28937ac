// The list of clients: a first name narrows it down while it is typed; nothing is asked of the studio for it.

import { followUps, say } from './asking.js';

followUps();
const input = document.getElementById('find');
const folded = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
input?.addEventListener('input', () => {
  const sought = folded(input.value.trim());
  let count = 0;
  for (const person of document.querySelectorAll('.people > li')) {
    person.hidden = !folded(person.dataset.name).includes(sought);
    count += person.hidden ? 0 : 1;
  }
  document.getElementById('found').textContent = say('found', { count });
});
