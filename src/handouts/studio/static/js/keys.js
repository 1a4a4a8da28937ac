// Her keys: Enter goes to the next field, Ctrl and Enter to the next part, a first letter ticks, Ctrl and P prints.

const GROUP = 'fieldset, [role=group]';

const isOn = (each) => each.checkVisibility() && !each.disabled;

// What Enter walks through: each field once, of a group the one that is chosen, or else its first.
function stops() {
  const found = [];
  for (const each of document.querySelectorAll('#form input, #form textarea, #form select')) {
    if (!isOn(each)) continue;
    const group = each.closest(GROUP);
    if (group && each.matches('[type=checkbox], [type=radio]')) {
      const own = [...group.querySelectorAll('input')];
      if (each !== (own.find((one) => one.type === 'radio' && one.checked) ?? own[0])) continue;
    }
    found.push(each);
  }
  return found;
}

export function next(field) {
  const all = stops();
  const group = field.closest(GROUP);
  const at = all.findIndex((each) => each === field || (group && group.contains(each)));
  (all[at + 1] ?? document.querySelector('button[data-finish]')).focus();
}

// The first letter ticks: `a` is evening. Where several begin with it, the first that is not ticked.
function ticked(event) {
  const input = event.target;
  const group = input.closest(GROUP);
  if (!group || event.key.length !== 1 || !/[\p{L}\p{N}]/u.test(event.key)) return false;
  const fits = [...group.querySelectorAll('input')].filter((each) => each.parentElement.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
  const found = fits.find((each) => !each.checked) ?? fits[0];
  if (!found) return false;
  found.focus();
  found.click();
  return true;
}

const entries = { schedule: '#add-schedule', advice: '#add-advice' };

function goToPart(from) {
  const parts = [...document.querySelectorAll('[data-part]')];
  const part = parts[parts.indexOf(from.closest('[data-part]')) + 1];
  if (!part) { document.querySelector('button[data-finish]').focus(); return; }
  const first = part.querySelector(entries[part.id.slice(2)] ?? 'fieldset input:checked, textarea, input') ?? part.querySelector('input');
  first.focus({ preventScroll: true });
  part.scrollIntoView({ block: 'start' });
}

// `page` is the consult: {step, isTyping, finish}.
export function keys(page) {
  const dialog = document.getElementById('keys');
  document.getElementById('keys-shown').addEventListener('click', () => dialog.showModal());
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || dialog.open) return;
    const meta = event.ctrlKey || event.metaKey;
    const { target, key } = event;
    const inForm = target.closest?.('#form');
    if (key === 'Enter' && meta && event.shiftKey) { event.preventDefault(); page.finish(); return; }
    if (key === 'Enter' && meta) { event.preventDefault(); goToPart(target); return; }
    if (key.toLowerCase() === 'p' && meta) { event.preventDefault(); page.finish('print'); return; }
    if (key.toLowerCase() === 'z' && meta && !page.isTyping(target)) {
      event.preventDefault();
      page.step(event.shiftKey ? 'redo' : 'undo');
      return;
    }
    if (!inForm || meta || event.altKey || event.defaultPrevented) return;
    if (key === 'Enter' && target.matches('input:not([data-adds]), select')) {
      event.preventDefault();
      next(target);
    } else if (target.matches('input[type=checkbox], input[type=radio]') && ticked(event)) {
      event.preventDefault();
    } else if (key === 'ArrowUp' && target.matches('[data-adds=schedule]') && target.ariaExpanded !== 'true') {
      event.preventDefault();
      page.rows.last()?.focus();
    }
  });
}
