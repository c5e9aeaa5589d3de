/** What is there and whether the run passes: the verdict, the gate, and the exit code that follows from the gate. */
import { isOwnType, SELECTION_TYPE } from '../findings/own-types.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import type { AuditResult, Compared, ExitCode, Gate, Verdict } from './report.ts';

const RANK: { readonly [severity in Severity]: number } = { low: 0, medium: 1, high: 2, critical: 3 };

/** What an answer rests on. */
export type Basis = Pick<
  AuditResult,
  'failOn' | 'since' | 'adopted' | 'findings' | 'gaps' | 'compared' | 'strict' | 'regions'
>;

/**
 * Whether the finding makes the run fail: open, at or above the threshold, and where only new ones count (`--fail-on-new`)
 * not adopted; without an adopted state, not in the run given with `--since`.
 */
export function fails(
  { failOn, since, adopted }: Pick<AuditResult, 'failOn' | 'since' | 'adopted'>,
  finding: Finding,
): boolean {
  const { status, severity, live } = finding;
  if (live || status !== 'open' || failOn === 'never' || RANK[severity] < RANK[failOn]) return false;
  if (adopted?.failOnNew) return finding.adopted === undefined;
  return !since?.failOnNew || finding.since === 'new';
}

/** Whether it says that the regions are not the same, or not as declared; waived or not. */
export function isDeviation({ type, live }: Pick<Finding, 'type' | 'live'>): boolean {
  return !live && !isOwnType(type);
}

/** What was asked for by name and is nowhere: it was not compared, whoever accepts that. */
function isAskedInVain({ type, severity }: Finding): boolean {
  return type === SELECTION_TYPE && severity !== 'low';
}

/** What asks for somebody's attention: open, and accepted by nobody. Alerts repeat while there is any. */
export function isUnaccepted({ status, adopted }: Finding): boolean {
  return status === 'open' && adopted === undefined;
}

/**
 * `verdict` is what is there, `gate` whether the run passes, and the exit code is the gate's. Threshold, waivers and what is
 * adopted move the gate, never the verdict. An error goes before a deviation, a deviation before what could not be seen.
 */
export function answer(
  basis: Basis,
  crashed: boolean,
): { readonly verdict: Verdict; readonly exitCode: ExitCode; readonly gate: Gate } {
  const { exitCode, why } = gateOf(basis, crashed);
  return { verdict: verdictOf(basis, crashed), exitCode, gate: { passes: exitCode === 0, why } };
}

function verdictOf({ findings, gaps, compared }: Basis, crashed: boolean): Verdict {
  if (crashed) return 'error';
  if (findings.some(isDeviation)) return 'deviation';
  const whole = gaps.length === 0 && !isNothing(compared) && !findings.some(isAskedInVain);
  return whole ? 'parity' : 'incomplete';
}

function isNothing({ live, declared }: Compared): boolean {
  return live + declared === 0;
}

type Answer = { readonly exitCode: ExitCode; readonly why: string };

function gateOf(basis: Basis, crashed: boolean): Answer {
  const { findings, gaps, compared, strict } = basis;
  if (crashed) return { exitCode: 2, why: 'a rule crashed' };
  const failing = findings.filter((finding) => fails(basis, finding)).length;
  if (failing > 0) return { exitCode: 1, why: `${number(failing, 'finding')} ${thresholdOf(basis)}` };
  if (gaps.length > 0) return { exitCode: 3, why: `not everything could be seen: ${number(gaps.length, 'gap')}` };
  if (isNothing(compared)) return { exitCode: 3, why: nothingCompared(basis) };
  if (strict && compared.presence > 0)
    return { exitCode: 3, why: `${compared.presence} by presence only, and nothing else is enough (--strict)` };
  return { exitCode: 0, why: whyItPasses(basis) };
}

/** `at or above medium`, `at or above high that nobody adopted (--fail-on-new)`. */
function thresholdOf({ failOn, since, adopted }: Basis): string {
  const at = failOn === 'critical' ? 'critical' : `at or above ${failOn}`;
  if (adopted?.failOnNew) return `${at} that nobody adopted (--fail-on-new)`;
  return since?.failOnNew ? `${at} that the run before did not have (--fail-on-new)` : at;
}

function whyItPasses(basis: Basis): string {
  const { failOn, since, adopted } = basis;
  const findings = basis.findings.filter(({ live }) => !live);
  const advice = basis.findings.length - findings.length;
  if (findings.length === 0 && advice > 0)
    return `nothing deviates; ${number(advice, 'finding')} of the moment ${advice === 1 ? 'gates' : 'gate'} nothing`;
  const open = findings.filter(({ status }) => status === 'open');
  const waived = findings.length - open.length;
  if (findings.length === 0) return 'nothing deviates, and all that was asked was seen';
  const hidden = waived > 0 ? `${waived} waived` : '';
  if (open.length === 0) return `nothing is open: ${hidden}`;
  const all = open.length === 1 ? 'the one open finding' : `all ${open.length} open findings`;
  const said =
    failOn === 'never'
      ? 'nothing makes it fail (--fail-on never)'
      : open.every(({ severity }) => RANK[severity] < RANK[failOn])
        ? `${all} ${open.length === 1 ? 'is' : 'are'} below ${failOn}`
        : adopted?.failOnNew
          ? `${all} at or above ${failOn} ${open.length === 1 ? 'is' : 'are'} adopted (--fail-on-new)`
          : since?.failOnNew
            ? `none ${failOn === 'critical' ? 'that is critical' : `at or above ${failOn}`} is new (--fail-on-new)`
            : `none is at or above ${failOn}`;
  return hidden === '' ? said : `${said}; ${hidden}`;
}

function nothingCompared({ regions, compared }: Basis): string {
  if (regions.length < 2) return `nothing was compared: ${regions.join('')} is one region, and parity needs two`;
  return compared.presence > 0
    ? `nothing was compared: all ${compared.presence} are known by presence only`
    : 'nothing was compared';
}

function number(n: number, one: string): string {
  return `${n} ${n === 1 ? one : `${one}s`}`;
}
