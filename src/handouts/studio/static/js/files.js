// How the file stands where it is not as it should be: a sentence above the form, with what can be done.

import { address, element, post, toast } from './asking.js';

const bar = document.getElementById('file');
const AGAIN = 4000;
let again = null;

// All that is in the window, as text: it needs no disk.
function everything(form) {
  const found = [];
  for (const each of form.querySelectorAll('h1, h2, [data-path]')) {
    if (each.matches('h1, h2')) found.push('', each.textContent.trim());
    else if (each.matches('fieldset')) found.push([...each.querySelectorAll('input:checked')].map((one) => one.parentElement.textContent.trim()).join(', '));
    else if (each.matches('.pick')) found.push(each.querySelector('select').selectedOptions[0]?.textContent.trim() ?? '');
    else found.push(each.value);
  }
  return found.filter((each, at) => each || found[at + 1]).join('\n').trim();
}

// What is the matter stands out; what it means for her follows.
function sentences(said) {
  const end = said.indexOf('. ') + 1 || said.length;
  return [element('b', '', said.slice(0, end)), said.slice(end)];
}

async function copy(form, words) {
  const text = everything(form);
  try {
    await navigator.clipboard.writeText(text);
    toast(words.copied);
  } catch {
    // Where the clipboard is closed, it stands ready to be copied by hand.
    const area = element('textarea', '', '');
    area.value = text;
    area.setAttribute('aria-label', words.copy_by_hand);
    bar.append(area);
    area.select();
  }
}

// `page` is the consult: {form, doc, words, told, refresh}.
export function standing(page, answer) {
  const { form, doc, words, told, refresh } = page;
  clearTimeout(again);
  const { said = '', choices = [], reason = '' } = answer.file ?? {};
  document.body.classList.toggle('has-file-bar', Boolean(said));
  bar.hidden = !said;
  if (bar.dataset.said === said) { if (!said) return; } else {
    bar.dataset.said = said;
    bar.replaceChildren(...sentences(said));
    for (const { label, act } of choices) {
      const button = element('button', 'b', label);
      button.type = 'button';
      button.addEventListener('click', async () => {
        if (act === 'copy') { await copy(form, words); return; }
        if (act === 'home') { location.assign(address('')); return; }
        told(await post(`${doc}${act}`));
        await refresh();
      });
      bar.append(button);
    }
  }
  if (reason === 'disk_full' || reason === 'disk_closed') {
    again = setTimeout(async () => told(await post(`${doc}again`)), AGAIN);
  }
}

// Without an answer of the studio the words can be copied too.
export function unanswered(page, said) {
  const { form, words } = page;
  bar.hidden = false;
  document.body.classList.add('has-file-bar');
  if (bar.dataset.said === said) return;
  bar.dataset.said = said;
  bar.replaceChildren(...sentences(said));
  const button = element('button', 'b', words.copy_text);
  button.type = 'button';
  button.addEventListener('click', () => copy(form, words));
  bar.append(button);
}
