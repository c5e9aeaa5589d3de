/** The format `junit`. */
import { gateText } from '../compared.ts';
import type { Format } from '../format.ts';
import { type Case, type Suite, suitesOf } from '../junit-suites.ts';
import type { AuditResult } from '../report.ts';
import { scope, yardstick } from '../text/tail.ts';
import { element, textElement } from '../xml.ts';

function render(result: AuditResult): string {
  const suites = suitesOf(result);
  const all = suites.flatMap(({ cases }) => cases);
  const root = element(
    'testsuites',
    { name: 'infra-parity', tests: all.length, failures: number(all, 'failure'), errors: number(all, 'error') },
    suites.map((suite, index) => suiteElement(result, suite, index)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function number(cases: readonly Case[], outcome: Case['outcome']): number {
  return cases.filter((one) => one.outcome === outcome).length;
}

function suiteElement(result: AuditResult, { name, cases }: Suite, index: number): string {
  const attributes = {
    name,
    tests: cases.length,
    failures: number(cases, 'failure'),
    errors: number(cases, 'error'),
    skipped: number(cases, 'skipped'),
    timestamp: result.snapshot.takenAt.slice(0, 19),
    id: index,
  };
  const properties = element('properties', {}, propertiesOf(result));
  return element('testsuite', attributes, [properties, ...cases.map((one) => caseElement(name, one))]);
}

function propertiesOf(result: AuditResult): readonly string[] {
  const { regions, failOn, baseline, snapshot } = result;
  const properties = {
    verdict: result.verdict,
    gate: gateText(result),
    comparedLive: String(result.compared.live),
    comparedByDesign: String(result.compared.declared),
    presenceOnly: String(result.compared.presence),
    regions: regions.join(','),
    account: snapshot.caller.account,
    scope: scope(result),
    yardstick: yardstick(result),
    failOn,
    baseline: baseline ?? 'none',
  };
  return Object.entries(properties).map(([name, value]) => element('property', { name, value }));
}

/** The class is what GitLab and Jenkins group by; the last dot parts package and class. */
function caseElement(suite: string, { name, outcome, type, message, details, output }: Case): string {
  const out = output.length > 0 ? [textElement('system-out', {}, output.join('\n'))] : [];
  const outcomes = outcome === 'passed' ? [] : [textElement(outcome, { type, message }, details.join('\n'))];
  return element('testcase', { name, classname: `infra-parity.${suite}` }, [...outcomes, ...out]);
}

export default {
  extension: 'xml',
  summary: 'For the test pages of Jenkins, GitLab and GitHub reporters.',
  notes: [
    'A suite per rule, with a test case for each counterpart that it finds something of, and one, called as the rule, for all else: a new missing resource is a newly failed test. Findings that make the run fail are failures; a case with none but lesser or known ones is skipped, never green.',
    'What could not be read is an error with its remedy in the suite `could-not-be-seen`, and a rule that could not tell is skipped, never green. Waived findings are skipped with owner, date and reason; what the baseline declares to differ is in the suite `declared-to-differ`, expired and stale waivers in `waivers-to-tidy`.',
    'Legal XML 1.0 whatever a resource is called: controls are shown (␛ for ESC). Held to the XSD of the Jenkins xUnit plugin. GitLab takes files up to 30 MB; a test case lists at most 1,000 findings and says how many more there are.',
  ],
  render,
} satisfies Format;
