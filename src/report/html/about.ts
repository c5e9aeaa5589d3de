/** The part of the page that says what was read and how. */
import { accountsOf } from '../accounts.ts';
import { gateText, verdictText } from '../compared.ts';
import { presenceOnly, scope, yardstick } from '../text/tail.ts';
import { html, type Markup, name, type Part } from './markup.ts';
import { type View, when } from './view.ts';

const REGION = {
  enabled: 'read',
  disabled: 'not enabled for the account',
  denied: 'denied',
  unreachable: 'no answer',
} as const;

/** What was read, when, by whom, held against what: all that is needed to do it again. */
export function about({ result }: View): Markup {
  const { caller, takenAt, regions, notes } = result.snapshot;
  const places = regions.map(
    (one) =>
      html`<li>${name(one.name)}: ${REGION[one.state]}, account ${name(one.account)}, partition ${name(one.partition)}</li>`,
  );
  const fail =
    result.failOn === 'never' ? 'nothing (--fail-on never)' : `findings of ${result.failOn} severity and above`;
  const facts: readonly (readonly [string, Part])[] = [
    ['Read at', html`<time datetime="${takenAt}">${when(takenAt)}</time>`],
    [
      accountsOf(result).length > 1 ? 'Accounts' : 'Account',
      `${accountsOf(result).map(name).join(', ')}, partition ${name(caller.partition)}`,
    ],
    ['Read by', caller.arn === '' ? 'not known' : name(caller.arn)],
    ['Selection', scope(result)],
    ['Regions', html`<ul>${places}</ul>`],
    ['Yardstick', yardstick(result)],
    ['Baseline', result.baseline === null ? 'none' : name(result.baseline)],
    ['Fails on', fail],
    ['Verdict', verdictText(result, result.verdict)],
    ['Gate', `${gateText(result)}; exit code ${result.exitCode}`],
    ['Tool', `infra-parity ${result.tool.version}`],
  ];
  const remarks = [...presenceOnly(result), ...notes];
  return html`<section id="about" aria-labelledby="about-h"><h2 id="about-h">About this report</h2><div class="card pad"><dl class="facts">${facts.map(
    ([title, value]) => html`<div><dt>${title}</dt><dd>${value}</dd></div>`,
  )}</dl>${remarks.length > 0 && html`<h3>Notes</h3><ul class="notes">${remarks.map((note) => html`<li>${note}</li>`)}</ul>`}</div></section>`;
}
