// The formats and purposes as tabs beside the paper, and whether ink is spared.

// `form` says which formats are made; `turned` is called once another is shown.
export function shapes(form, turned) {
  const formats = document.getElementById('formats');
  const purposes = document.getElementById('purposes');
  const lowInk = document.getElementById('low-ink');
  const isMade = document.getElementById('is-made');
  const chosen = (list) => list.querySelector('[aria-selected=true]');

  const choose = (tab) => {
    for (const each of tab.parentElement.children) {
      each.setAttribute('aria-selected', String(each === tab));
      each.tabIndex = each === tab ? 0 : -1;
    }
    tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    turned();
  };
  for (const list of [formats, purposes]) {
    list.addEventListener('click', (event) => {
      const tab = event.target.closest('[role=tab]');
      if (tab) choose(tab);
    });
    list.addEventListener('keydown', (event) => {
      const tabs = [...list.children];
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const at = { Home: 0, End: tabs.length - 1 }[event.key] ?? (tabs.indexOf(event.target) + step + tabs.length) % tabs.length;
      if (!(at >= 0)) return;
      event.preventDefault();
      tabs[at].focus();
      choose(tabs[at]);
    });
  }
  lowInk.addEventListener('change', turned);

  // Which formats are made stands in the form; here it can be chosen for the one that is shown.
  const choices = () => [...form.querySelectorAll('#f-formats input')];
  const again = () => {
    const made = choices();
    [...formats.children].forEach((tab, at) => tab.classList.toggle('off', !made[at]?.checked));
    isMade.checked = !chosen(formats).classList.contains('off');
  };
  isMade.addEventListener('change', () => choices()[[...formats.children].indexOf(chosen(formats))].click());
  form.addEventListener('input', (event) => { if (event.target.closest('#f-formats')) again(); });

  const looked = new Map();
  const judge = (tab, answer) => {
    tab.classList.toggle('wrong', !answer.whole || answer.problems.some((each) => each.severity === 'error'));
  };

  return {
    again,
    get format() { return chosen(formats).dataset.format; },
    get variant() {
      return [chosen(formats).dataset.format, chosen(purposes).dataset.purpose, ...(lowInk.checked ? ['low-ink'] : [])].join('.');
    },
    // Whether it fits and is whole is said at the tab.
    tell(answer) { judge(chosen(formats), answer); },
    // Looks at the other formats that are made, one after the other, for as long as nothing is typed.
    async examine(doc, rev, isQuiet) {
      for (const tab of formats.children) {
        if (tab === chosen(formats) || tab.classList.contains('off') || looked.get(tab) === rev) continue;
        let stage = -1;
        for (let tries = 0; tries < 4; tries += 1) {
          if (!isQuiet()) return;
          const address = `${doc}${tab.dataset.format}.home/drawn?after=${stage}`;
          const answer = await fetch(address, { credentials: 'same-origin' }).then((said) => (said.ok ? said.json() : null), () => null);
          if (!answer || answer.rev > rev) return;
          if (answer.proven) { looked.set(tab, rev); judge(tab, answer); break; }
          stage = answer.stage;
        }
      }
    },
  };
}
