/** The part of the page's script that listens to the keyboard; `script.ts` says what holds for all of it. */
export const keys = `
/** What j and k walk through: the types of the matrix when one of them has the focus, else findings and gaps. */
function items(from) {
  if (from && from.matches('.type-button')) return all('.type-button');
  return [...findings.filter((finding) => finding.shown).map((finding) => finding.element), ...all('.gap')];
}

function move(step) {
  const from = document.activeElement.closest('article, [data-item]');
  const list = items(from);
  const at = list.indexOf(from);
  const next = list[at === -1 ? (step > 0 ? 0 : list.length - 1) : at + step];
  if (!next) return;
  if (next.matches('article')) unfold(next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

function onSearchKey(event) {
  if (event.key === 'ArrowDown' || event.key === 'Enter') {
    const first = findings.find((finding) => finding.shown);
    if (!first) return;
    event.preventDefault();
    unfold(first.element);
    first.element.focus();
  }
}

function onEscape(event) {
  if (!search || one('#help').open) return;
  if (search.value !== '') { event.preventDefault(); search.value = ''; narrow(); }
  else if (filtered()) clear();
  else if (document.activeElement === search) search.blur();
}

function onEnter(event) {
  const article = event.target.matches('article') ? event.target : null;
  const details = article && one('.why', article);
  if (!details) return;
  event.preventDefault();
  details.open = !details.open;
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === 'Escape') return onEscape(event);
  if (event.target === search) return onSearchKey(event);
  if (event.target.matches('input, textarea, select') || one('#help').open) return;
  const chosen = event.target.closest('article, [data-item]') === event.target;
  if (event.key === '/' && search) { event.preventDefault(); search.focus(); search.select(); }
  else if (event.key === '?') one('#help').showModal();
  else if (event.key === 't') nextTheme();
  else if (event.key === 'j' || (event.key === 'ArrowDown' && chosen)) { event.preventDefault(); move(1); }
  else if (event.key === 'k' || (event.key === 'ArrowUp' && chosen)) { event.preventDefault(); move(-1); }
  else if (event.key === 'Enter') onEnter(event);
});
`;
