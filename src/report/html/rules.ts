/** What the page says of the rules. */
import { rules as all } from '../../rules/index.ts';
import type { RuleMeta, RuleResult } from '../../rules/rule.ts';
import { thousands } from '../escape.ts';
import { count } from '../words.ts';
import { html, type Markup, prose, slug } from './markup.ts';
import type { View } from './view.ts';

const SAID: { readonly [state in RuleResult['state']]: string } = {
  passed: 'passed',
  failed: 'found something',
  inconclusive: 'could not be answered in full',
  crashed: 'crashed',
};

const ORDER: readonly RuleResult['state'][] = ['crashed', 'failed', 'inconclusive', 'passed'];

/** Members of a definition list; a rule of another version has no words of its own here. */
function help(meta: RuleMeta | undefined): Markup {
  if (meta === undefined) return html`<p class="quiet">This version of the tool does not know the rule.</p>`;
  return html`<dl class="help"><div><dt>Why it matters</dt><dd>${prose(meta.why)}</dd></div><div><dt>What to do</dt><dd>${prose(meta.fix)}</dd></div><div><dt>What it cannot see</dt><dd>${prose(meta.cannotSee)}</dd></div></dl>`;
}

/** Every rule that ran, what came of it, why it is there and how to mend what it finds. */
export function rules({ result }: View): Markup {
  const metas = new Map(all.map(({ meta }) => [meta.id, meta]));
  const counts = new Map<string, number>();
  for (const { rule } of result.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const ran = new Map(result.rules.map((rule) => [rule.id, rule]));
  for (const id of counts.keys()) if (!ran.has(id)) ran.set(id, { id, state: 'failed' });
  const sorted = [...ran.values()].sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.id < b.id ? -1 : 1),
  );
  const items = sorted.map(({ id, state, error }) => {
    const found = counts.get(id) ?? 0;
    return html`<details class="rule card" id="rule-${slug(id)}" data-rule="${id}"><summary><span class="rule-state ${state}">${SAID[state]}</span> <span class="rule-id">${id}</span> <span class="rule-summary">${metas.get(id)?.summary}</span>${found > 0 && html` <span class="n">${thousands(found)}</span>`}</summary>${error !== undefined && html`<p class="error"><b>Error</b> ${error}</p>`}${help(metas.get(id))}</details>`;
  });
  return html`<section id="rules" aria-labelledby="rules-h"><h2 id="rules-h">Rules <span class="n">${ran.size}</span></h2><p class="quiet">${count(ran.size, 'rule')} ran. Open one to read why it is there and how to mend what it finds.</p>${items}</section>`;
}
