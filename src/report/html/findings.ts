/** The findings of the page. */
import { own } from '../../common/own-member.ts';
import type { Finding } from '../../rules/rule.ts';
import { answersOf } from '../answers.ts';
import { thousands } from '../escape.ts';
import { stacksOf } from '../finding-filter.ts';
import { namesOf } from '../regionless.ts';
import type { AuditResult } from '../report.ts';
import { called } from '../text/findings.ts';
import { count, matched } from '../words.ts';
import { difference } from './difference.ts';
import { filters } from './filters.ts';
import { escaped, html, type Markup, name, slug, trusted } from './markup.ts';
import { type Block, findingId, type Group, type View } from './view.ts';

const STATES = { present: 'there', absent: 'missing', unknown: 'not known', exempt: 'exempt' } as const;

type Place = { readonly region: string; readonly state: keyof typeof STATES; readonly note: string };

/** Where the counterpart is, region by region: the cells of its row, else what the findings name. */
function placesOf({ row, findings }: Group, result: AuditResult): readonly Place[] {
  const resources = Object.assign({}, ...findings.map((one) => one.resources)) as Finding['resources'];
  const regions = [...new Set([...result.regions, ...Object.keys(row?.cells ?? {}), ...Object.keys(resources)])];
  return regions.flatMap((region): Place[] => {
    const resource = own(resources, region);
    const cell = own(row?.cells, region);
    const state = cell?.state ?? (resource === undefined ? undefined : 'present');
    if (state === undefined) return [];
    if (resource !== undefined) return [{ region, state, note: called(resource) }];
    return [{ region, state, note: state === 'present' ? (cell?.name ?? cell?.id ?? STATES.present) : STATES[state] }];
  });
}

/** Id, ARN, stack and logical id of each region: what is needed to go there. */
function identities(group: Group): Markup | null {
  const resources = Object.assign({}, ...group.findings.map((one) => one.resources)) as Finding['resources'];
  const lines = Object.entries(resources).map(([region, { id, arn, stack, logicalId }]) => {
    const facts = [
      id !== arn && id,
      arn,
      stack && `stack ${name(stack)}`,
      logicalId && `logical id ${name(logicalId)}`,
    ];
    return html`<li>${name(region)}: ${facts.flatMap((fact) => (fact ? [name(fact)] : [])).join(' · ')}</li>`;
  });
  if (lines.length === 0) return null;
  return html`<details class="ids"><summary>Identities</summary><ul>${lines}</ul></details>`;
}

function groupOf(group: Group, view: View): Markup {
  const [first] = group.findings;
  const ambiguous = group.row?.match.ambiguous ?? [];
  const where = placesOf(group, view.result).map(
    ({ region, state, note }) => html`<li class="st ${state}"><b>${name(region)}</b> ${name(note)}</li>`,
  );
  const match = `${matched(first.match)}${ambiguous.length > 0 ? `, which also fits ${ambiguous.slice(0, 5).join(', ')}` : ''}`;
  return html`<section class="group${first.status === 'waived' ? ' is-waived' : ''}" id="${group.id}" data-t="${first.type}">
<header><h3><span class="type">${name(first.type)}</span> ${name(first.counterpart)}</h3>
<ul class="where">${where}</ul><p class="match">${match}</p>${identities(group)}</header>
${group.findings.map((one) => article(one, view))}</section>
`;
}

/** Groups of one cause that are shown without being asked for. */
const FOLDED = 3;

/** What follows from one cause stands under it; a long list is folded, for the cause says it all. */
function blockOf({ cause, groups }: Block, view: View): Markup {
  const inside = groups.map((group) => groupOf(group, view));
  // One resource holds its findings together by itself.
  if (cause === null || groups.length === 1) return html`${inside}`;
  const [first] = groups.flatMap((group) => group.findings);
  const findings = groups.reduce((sum, group) => sum + group.findings.length, 0);
  const size = `${count(findings, 'finding')} of ${count(groups.length, 'resource')}`;
  return html`<details class="told" id="cause-${slug(cause.id)}"${groups.length <= FOLDED && html` open`}><summary><span class="sev ${first?.severity ?? 'low'}">${first?.severity ?? ''}</span> <b>${cause.message}</b> <span class="n">${size}</span></summary>
${inside}</details>
`;
}

/** Lines of text for an attribute: none holds a line break once it is escaped. */
function stackList(finding: Finding): Markup {
  return regionList(stacksOf(finding));
}

/** Regions one a line: none holds a line break once it is escaped. */
function regionList(regions: readonly string[]): Markup {
  return trusted(regions.map(escaped).join('\n'));
}

function waiver({ waiver: given }: Finding): Markup | null {
  if (given === undefined) return null;
  return html`<p class="waiver"><b>Waived</b> until <time>${given.until}</time> by ${name(given.owner)}: ${name(given.reason)}</p>`;
}

function article(finding: Finding, view: View): Markup {
  const { fingerprint, rule, severity, status, since, stated } = finding;
  const facts = [
    stated !== null && html` <span>stated in ${name(stated)}</span>`,
    since === 'new' && html` <b class="new">new</b>`,
    since === 'known' && html` <span>known from the last run</span>`,
  ];
  const answers = answersOf(rule);
  return html`<article class="finding ${severity}" id="${findingId(fingerprint)}" tabindex="-1" data-s="${severity}" data-r="${rule}" data-p="${regionList(finding.regions)}" data-k="${stackList(finding)}" data-w="${status}"${since !== undefined && html` data-n="${since}"`}${answers.length > 0 && html` data-a="${answers.join('|')}"`}>
<h4><span class="sev">${severity}</span> ${finding.message}</h4>${waiver(finding)}${difference(finding, view.result.regions, namesOf(view.result.snapshot.regions))}
<div class="foot"><a href="#rule-${slug(rule)}">${rule}</a> <code class="print">${view.print(fingerprint)}</code>${facts}<details class="why"><summary>Why and fix</summary></details></div></article>
`;
}

/** Every finding, under its cause and by counterpart, with the filters above them. */
export function findings(view: View): Markup {
  const { result, blocks, cut } = view;
  const total = result.findings.length;
  if (total === 0) {
    return html`<section id="findings" aria-labelledby="findings-h"><h2 id="findings-h">Findings</h2><p class="quiet">None: no rule found a deviation in what was seen.</p></section>`;
  }
  return html`<section id="findings" aria-labelledby="findings-h"><h2 id="findings-h">Findings <span class="n">${thousands(total)}</span></h2>
${filters(view)}
<div id="list">${blocks.map((block) => blockOf(block, view))}</div>
<p id="more" class="only-js" hidden><span></span> <button type="button" id="more-some">Show 100 more</button> <button type="button" id="more-all">Show all</button></p>
<p id="none" class="quiet" hidden>No finding fits the filters.</p>
${cut > 0 && html`<p class="cut">${count(cut, 'more finding')} left out of this page; the JSON report has them all.</p>`}</section>`;
}
