// Sections that a format does not print are folded up to a line, and so are those that she folds herself.

// `of` is told how to know the format; `reveal` opens all that is folded around an element.
export function folds(form, words) {
  const own = new Map();
  let format = () => '';
  const blocks = () => [...form.querySelectorAll('.block')];

  const put = (block, open) => {
    const button = block.querySelector('[data-fold]');
    button.setAttribute('aria-expanded', String(open));
    block.querySelector('.body').hidden = !open;
    block.classList.toggle('folded', !open);
  };
  const again = () => {
    const now = format();
    for (const block of blocks()) {
      const printed = block.dataset.formats.split(' ').includes(now);
      block.classList.toggle('elsewhere', !printed);
      block.querySelector('[data-only]').textContent = printed ? '' : words.not_here;
      put(block, own.get(block.dataset.row) ?? printed);
    }
  };
  const open = (block) => { own.set(block.dataset.row, true); put(block, true); };

  form.addEventListener('click', (event) => {
    const button = event.target.closest('[data-fold]');
    if (!button) return;
    const block = button.closest('.block');
    const isOpen = button.getAttribute('aria-expanded') === 'true';
    own.set(block.dataset.row, !isOpen);
    put(block, !isOpen);
  });

  // The part that she reads is marked above the form.
  const scroller = form.parentElement;
  const here = () => {
    const top = scroller.getBoundingClientRect().top + 140;
    const parts = [...form.querySelectorAll('[data-part]')].filter((each) => each.getBoundingClientRect().top < top);
    const links = [...document.querySelectorAll('.ways a')];
    const at = parts.map((each) => links.find((link) => link.hash === `#${each.id}`)).filter(Boolean).at(-1) ?? links[0];
    if (at.ariaCurrent) return;
    for (const each of links) each.ariaCurrent = each === at ? 'step' : null;
    const ways = at.parentElement;
    ways.scrollTo({ left: at.offsetLeft - ways.clientWidth / 3, behavior: 'instant' });
  };
  scroller.addEventListener('scroll', here, { passive: true });

  return {
    again() { again(); here(); },
    of(known) { format = known; },
    reveal(inner) {
      const block = inner.closest('.block');
      if (block?.classList.contains('folded')) open(block);
      for (let each = inner.parentElement; each; each = each.parentElement) if (each.matches('details')) each.open = true;
    },
    openWrong() { for (const block of blocks()) if (block.matches('.folded:has(.note.err)')) open(block); },
  };
}
