// Makes a document, and says where its PDF can be opened and what is doubtful about it.

import { address, element, post, say } from './asking.js';

const place = document.getElementById('made');
const lowInk = document.getElementById('low-ink');
for (const button of document.querySelectorAll('[data-make]')) {
  button.addEventListener('click', async () => {
    button.disabled = true;
    place.replaceChildren(element('p', 'soft', say('making')));
    const answer = await post(button.dataset.make, lowInk ? { low_ink: lowInk.checked } : {});
    button.disabled = false;
    place.replaceChildren(...shown(answer));
    place.querySelector('a')?.focus();
  });
}

function* shown(answer) {
  for (const file of answer.files ?? []) {
    const box = element('div', 'proof');
    const pages = file.pages === 1 ? say('made_page') : say('made_pages', { pages: file.pages });
    box.append(element('b', '', pages), element('span', 'soft', file.variant), element('span', 'gap'));
    const link = element('a', 'b', say('open_pdf'));
    Object.assign(link, { href: address(file.pdf), target: '_blank', rel: 'noopener' });
    box.append(link);
    yield box;
  }
  const said = [...(answer.doubts ?? []), ...answer.said.map((text) => ({ severity: 'error', text, hint: '' }))];
  if (said.length) yield element('h2', 'later', say(answer.ok ? 'doubts' : 'not_made'));
  for (const each of said) {
    const note = element('p', each.severity === 'error' ? 'note err' : 'note');
    note.append(element('b', '', each.text), each.hint ? ` ${each.hint}` : '');
    yield note;
  }
}
