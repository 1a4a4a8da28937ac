// Home: a first name begins a sheet; one that is known offers the follow-up.

import { address, begin, element, followUps, post, say } from './asking.js';
import { combobox } from './combobox.js';

followUps();
document.getElementById('close').addEventListener('click', async () => {
  const answer = await post(address('close'));
  const words = element('div', 'narrow reading');
  words.append(...answer.said.map((text) => element('h1', '', text)));
  words.tabIndex = -1;
  document.getElementById('main').replaceChildren(words);
  document.querySelector('header.bar').hidden = true;
  words.focus();
});
const form = document.getElementById('begin');
if (form) {
  const known = JSON.parse(document.getElementById('known').textContent);
  const input = document.getElementById('first-name');
  const place = document.getElementById('begin-said');
  const folded = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

  const told = (answer, whom) => {
    const note = element('p', 'note', answer.said.join(' '));
    if (answer.may_go_on) {
      const button = element('button', 'b', say('go_on'));
      button.type = 'button';
      button.addEventListener('click', () => send({ ...whom, sure: true }));
      note.append(document.createElement('br'), button);
      place.replaceChildren(note);
      button.focus();
      return;
    }
    place.replaceChildren(note);
    input.focus();
  };
  const send = async (whom) => {
    const button = form.querySelector('button.main');
    button.disabled = true;
    const answer = await begin(whom);
    if (answer.ref) return;
    button.disabled = false;
    told(answer, whom);
  };

  combobox(
    input,
    (typed) => (typed ? known.filter((each) => folded(each.name).startsWith(folded(typed))).slice(0, 8) : [])
      .map((each) => ({ text: each.name, small: each.detail, each })),
    ({ each }) => {
      input.value = each.name;
      send({ first_name: each.name, recipe: each.recipe, follows: each.follows });
    },
  );
  input.addEventListener('input', () => place.replaceChildren());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send({ first_name: input.value, recipe: new FormData(form).get('recipe') });
  });
}
