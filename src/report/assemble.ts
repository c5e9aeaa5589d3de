/** Sums an audit up: the one result that every format is a function of. */
import type { Alignment, Cell, Row } from '../alignment/alignment.ts';
import { targetOf } from '../baseline/waiver-target.ts';
import { listIn } from '../common/lists.ts';
import { VERSION } from '../common/version.ts';
import { unique } from '../findings/gaps.ts';
import { useWaivers } from '../findings/waivers.ts';
import { byWeight } from '../rules/evaluate.ts';
import type { Finding, RuleResult, Severity } from '../rules/rule.ts';
import type { Gap } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';
import { askedOf } from './audit-request.ts';
import { causesOf, type StackAbsence } from './causes.ts';
import { comparedOf } from './compared.ts';
import { countAll, driftedRows, type Kind, type Told, tellerOf } from './counts.ts';
import { notJudged } from './not-judged.ts';
import { toldPairs } from './pair-notes.ts';
import type { AuditResult, Cause, ReportRow, WaiverUse } from './report.ts';
import { answer } from './verdict.ts';

export type AssembleOptions = {
  /** The least severity that fails; default: the baseline's, else medium. */
  readonly failOn?: Severity | 'never';
  /** What is known by presence only does not pass. */
  readonly strict?: boolean;
  /** Version of the tool; default: this one. */
  readonly version?: string;
};

/** All that an audit says. Pure: the same alignment and results give the same bytes, whatever their order. */
export function assemble(
  alignment: Alignment,
  results: readonly RuleResult[],
  {
    failOn = alignment.baseline.failOn ?? 'medium',
    strict = alignment.baseline.strict ?? false,
    version = VERSION,
  }: AssembleOptions = {},
): AuditResult {
  const found = results.flatMap((one) => (one.state === 'failed' ? one.findings : [])).sort(byWeight);
  const causes = causesOf(found, absencesOf(alignment));
  const findings = underCauses(found, causes);
  const gaps = withoutParts(unique([...alignment.gaps, ...results.flatMap(gapsOf)]));
  const { takenAt, caller, selection, notes, regions } = alignment.snapshot.header;
  const rows = rowsOf(alignment, findings);
  const compared = comparedOf(rows);
  const asked = strict ? ({ strict } as const) : {};
  return {
    schemaVersion: 1,
    tool: { name: 'infra-parity', version },
    ...answer(
      { findings, gaps, failOn, compared, regions: alignment.regions, ...asked },
      results.some((one) => one.state === 'crashed'),
    ),
    failOn,
    ...asked,
    regions: alignment.regions,
    reference: alignment.reference,
    snapshot: {
      takenAt,
      caller,
      selection,
      notes: [...notes, ...notJudged(alignment), ...toldPairs(alignment)],
      regions,
    },
    counts: countAll(alignment, findings),
    compared,
    findings,
    ...(causes.length > 0 && { causes }),
    gaps,
    rules: results.map(stateOf).sort((a, b) => (a.id < b.id ? -1 : 1)),
    rows,
    severities: severitiesOf(findings),
    baseline: alignment.baseline.file,
    asked: askedOf(alignment.baseline),
    ...pairsOf(alignment),
    ...waiversOf(alignment, results),
  };
}

function underCauses(findings: readonly Finding[], causes: readonly Cause[]): readonly Finding[] {
  const idOf = new Map(causes.flatMap(({ id, findings: prints }) => prints.map((print) => [print, id] as const)));
  return findings.map((finding) => {
    const cause = idOf.get(finding.fingerprint);
    return cause === undefined ? finding : { ...finding, cause };
  });
}

/** The stacks that some places have and others lack. */
function absencesOf({ rows }: Alignment): readonly StackAbsence[] {
  return rows.flatMap((row) => {
    if (row.type !== STACK) return [];
    const cells = [...row.cells];
    const lacks = cells.flatMap(([place, { state }]) => (state === 'absent' ? [place] : []));
    const stacks = cells.flatMap(([, cell]) =>
      cell.state === 'present' ? (cell.resource.name ?? cell.resource.id) : [],
    );
    return lacks.length > 0 && stacks.length > 0 ? [{ stacks, lacks }] : [];
  });
}

function pairsOf({ stackPairs, likelyPairs }: Alignment): Pick<AuditResult, 'stackPairs' | 'likelyPairs'> {
  return { ...(stackPairs.length > 0 && { stackPairs }), ...(likelyPairs.length > 0 && { likelyPairs }) };
}

function waiversOf(alignment: Alignment, results: readonly RuleResult[]): Pick<AuditResult, 'waivers'> {
  const waivers = useWaivers(results, alignment).map(({ waiver, state, findings }): WaiverUse => {
    const { reason, owner, until, place } = waiver;
    const prints = findings.map(({ fingerprint }) => fingerprint).sort();
    return { state, target: targetOf(waiver), reason, owner, until, place, findings: prints };
  });
  return waivers.length > 0 ? { waivers } : {};
}

function gapsOf(result: RuleResult): readonly Gap[] {
  return result.state === 'failed' || result.state === 'inconclusive' ? result.gaps : [];
}

/** A rule names the properties that it wanted of a call: where the call's own gap names them all, that one says it. */
function withoutParts(gaps: readonly Gap[]): readonly Gap[] {
  const call = ({ region, type, cause, operation, detail }: Gap) =>
    JSON.stringify([region, type, cause, operation, detail]);
  const byCall = new Map<string, Gap[]>();
  for (const gap of gaps) listIn(byCall, call(gap)).push(gap);
  const covers = (whole: Gap, part: Gap) =>
    part.properties !== undefined &&
    (whole.properties === undefined ||
      (whole.properties.length > part.properties.length &&
        part.properties.every((name) => whole.properties?.includes(name))));
  return gaps.filter((gap) => !byCall.get(call(gap))?.some((other) => covers(other, gap)));
}

function stateOf(result: RuleResult): AuditResult['rules'][number] {
  const { id, state } = result;
  if (state === 'crashed') return { id, state, error: result.error };
  return state === 'failed' && result.gaps.length > 0 ? { id, state, partly: true } : { id, state };
}

function severitiesOf(findings: readonly Finding[]): AuditResult['severities'] {
  const count = (severity: Severity) =>
    findings.filter((one) => one.status === 'open' && one.severity === severity).length;
  return { low: count('low'), medium: count('medium'), high: count('high'), critical: count('critical') };
}

/** The counted rows: what is only compared (stacks) or a part of something else shows in the findings. */
function rowsOf(alignment: Alignment, findings: readonly Finding[]): readonly ReportRow[] {
  const tell = tellerOf(alignment, driftedRows(findings));
  return alignment.rows.filter((row) => row.counted).map((row) => reportRow(row, tell(row)));
}

function reportRow(row: Row, told: Told): ReportRow {
  const { by, key, ambiguous } = row.match;
  const cells: { [region: string]: ReportRow['cells'][string] } = {};
  const kinds = new Set<Kind | null>();
  for (const [region, cell] of row.cells) {
    const kind = told.kindOf(region, cell);
    kinds.add(kind);
    const deviates = kind === 'missing' || kind === 'extra' || kind === 'drifted' ? kind : undefined;
    const said = reportCell(cell);
    cells[region] = deviates === undefined ? said : { ...said, deviates };
  }
  return {
    type: row.type,
    counterpart: row.counterpart,
    match: ambiguous?.length ? { by, key, ambiguous } : { by, key },
    cells,
    state: worstOf(kinds),
    presenceOnly: told.depth === 'presence',
    depth: told.depth,
  };
}

function worstOf(kinds: ReadonlySet<Kind | null>): ReportRow['state'] {
  if (kinds.has('missing') || kinds.has('extra')) return 'missing';
  if (kinds.has('drifted')) return 'drifted';
  if (kinds.has('unknown') || kinds.has('uncompared')) return 'unknown';
  if (kinds.has('exempt')) return 'exempt';
  return kinds.has('present') ? 'present' : 'same';
}

function reportCell(cell: Cell): ReportRow['cells'][string] {
  if (cell.state === 'absent') {
    const { outside, ...said } = cell;
    return outside === undefined ? said : { ...said, outside: outside.id };
  }
  if (cell.state === 'unknown') return { state: 'unknown', reason: cell.gap.detail };
  if (cell.state === 'present') return { state: 'present', id: cell.resource.id, name: cell.resource.name };
  const { reason, resource } = cell;
  return { state: 'exempt', reason, ...(resource && { id: resource.id, name: resource.name }) };
}
