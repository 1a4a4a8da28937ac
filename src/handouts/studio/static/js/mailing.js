// The copy for mail: its password is shown once, until she has it, and is kept nowhere.

import { element, post, say } from './asking.js';

const words = JSON.parse(document.getElementById('consult-words').textContent);
const place = document.getElementById('mailed');
const button = document.querySelector('[data-mail]');

function action(text, act) {
  const made = element('button', 'b quiet', text);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

button.addEventListener('click', async () => {
  button.disabled = true;
  place.replaceChildren(element('p', 'soft', say('making')));
  const answer = await post(button.dataset.mail);
  button.disabled = false;
  if (!answer.password) {
    const said = [...(answer.doubts ?? []).map((each) => each.text), ...answer.said];
    place.replaceChildren(element('p', 'note err', said.join(' ') || say('not_made')));
    return;
  }
  const password = element('p', 'password', answer.password);
  password.tabIndex = -1;
  const acts = element('p', 'pills', words.password_once);
  acts.append(
    action(words.copy, () => navigator.clipboard.writeText(answer.password)),
    action(words.written_down, () => { place.replaceChildren(); button.focus(); }),
  );
  place.replaceChildren(element('p', 'soft', answer.file), password, acts);
  password.focus();
});
