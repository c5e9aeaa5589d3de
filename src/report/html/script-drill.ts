/** The part of the page's script that leads to what is hidden, explains a finding and sets the theme; `script.ts` says what holds for all of it. */
export const drill = `
/** Shows the target of a link within the page, whatever hides it: a filter, a closed type, a closed rule. */
function reveal() {
  const id = location.hash.slice(1);
  const target = id === '' || id.includes('=') ? null : document.getElementById(id);
  if (!target) return;
  if (target.closest('[hidden]')) {
    search.value = '';
    for (const wanted of facets.values()) wanted.clear();
    apply();
  }
  unfold(target);
  if (target.matches('details')) target.open = true;
  target.scrollIntoView({ block: 'start' });
  if (target.matches('article, .group')) (target.matches('article') ? target : one('article', target)).focus({ preventScroll: true });
}

function toggleType(button, open = button.getAttribute('aria-expanded') !== 'true') {
  button.setAttribute('aria-expanded', String(open));
  document.getElementById(button.getAttribute('aria-controls')).classList.toggle('open', open);
}

function told(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** Why and fix are written once on the page, with the rule; an opened finding gets a copy. */
function explain(details) {
  if (details.dataset.filled || !details.open) return;
  details.dataset.filled = 'yes';
  const article = details.closest('article');
  const rule = document.getElementById('rule-' + article.dataset.r);
  const help = rule && one('.help', rule);
  const panel = document.createElement('div');
  panel.className = 'panel';
  if (help) panel.append(help.cloneNode(true));
  const line = told('p', 'The raw values, and how the two were matched: ');
  line.append(told('code', 'infra-parity explain ' + one('.print', article).textContent + ' --from FILE'));
  panel.append(line);
  details.append(panel);
}

const themes = ['auto', 'light', 'dark'];
function setTheme(theme) {
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
  one('#theme span').textContent = theme;
  try {
    if (theme === 'auto') localStorage.removeItem('infra-parity-theme');
    else localStorage.setItem('infra-parity-theme', theme);
  } catch (error) { /* Then it holds until the page is closed. */ }
}
function nextTheme() {
  setTheme(themes[(themes.indexOf(root.dataset.theme ?? 'auto') + 1) % themes.length]);
}
`;
