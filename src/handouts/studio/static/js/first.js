// The first run: one step after the other, the pictures of the looks as soon as the practice has a name.

import { address, element, post } from './asking.js';

const at = (id) => document.getElementById(id);
const chosen = (form, name) => new FormData(form).get(name);

function tell(place, said) {
  place.replaceChildren(...said.map((text) => element('p', 'note', text)));
}

function goTo(number) {
  for (const step of document.querySelectorAll('.first li[id]')) {
    const is = step.id === `step-${number}`;
    step.classList.toggle('on', is);
    if (is) step.setAttribute('aria-current', 'step'); else step.removeAttribute('aria-current');
  }
  const step = at(`step-${number}`);
  step.querySelector('form').hidden = false;
  step.querySelector('h2').focus();
  step.scrollIntoView({ block: 'start' });
}

at('practice').addEventListener('submit', async (event) => {
  event.preventDefault();
  const answer = await post(address('first/practice'), Object.fromEntries(new FormData(event.target)));
  tell(at('practice-said'), answer.ok ? [] : answer.said);
  if (!answer.ok) { event.target.elements.practice.focus(); return; }
  // The page speaks the language that was chosen from here on; what was typed is kept by the studio.
  if (answer.language !== document.documentElement.lang) { location.assign(`${address('first')}#look`); location.reload(); return; }
  showLooks();
});

function showLooks() {
  document.querySelector('.first').classList.add('choosing');
  for (const picture of document.querySelectorAll('img[data-look]')) draw(picture);
  goTo(2);
}

function draw(picture) {
  picture.src = address(`first/look/${picture.dataset.look}/${picture.dataset.palette}.png`);
}

at('look').addEventListener('change', (event) => {
  const look = chosen(at('look'), 'look');
  for (const choice of document.querySelectorAll('.palettes')) choice.hidden = choice.dataset.of !== look;
  if (event.target.name !== 'look') {
    const picture = document.querySelector(`img[data-look="${look}"]`);
    picture.dataset.palette = chosen(at('look'), `palette-${look}`);
    draw(picture);
  }
});

at('look').addEventListener('submit', (event) => { event.preventDefault(); goTo(3); });

at('finish').addEventListener('submit', async (event) => {
  event.preventDefault();
  const look = chosen(at('look'), 'look');
  const palette = chosen(at('look'), `palette-${look}`);
  const answer = await post(address('first'), { look, palette, practise: event.submitter?.value === 'yes' });
  if (!answer.ok) { tell(at('finish-said'), answer.said); return; }
  location.assign(address(answer.ref ? `consult/${answer.ref}` : event.submitter?.value === 'text' ? 'import' : ''));
});

if (location.hash === '#look') showLooks();
