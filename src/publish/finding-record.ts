/** What a published finding remembers of the run that found it. */
import { z } from 'zod';
import { listIn } from '../common/lists.ts';
import { askedText } from '../report/audit-request.ts';
import type { AuditResult } from '../report/report.ts';
import { withSince } from '../report/since.ts';
import { covers } from '../report/since-scope.ts';
import type { Finding } from '../rules/rule.ts';
import { type Gap, GLOBAL } from '../snapshot/snapshot.ts';

/**
 * What a published finding remembers of the run that found it, in the product fields of Security Hub, so that a later run
 * can tell whether it is gone, or was merely not looked at.
 */
export const PREFIX = 'infra-parity/';
/** Security Hub takes values of 2,048 characters. What is longer is left out, and such a finding is never closed by us. */
const LONGEST = 2048;

type Fields = { readonly [name: string]: string };
const texts = z.array(z.string());
/** As it is written; whoever may import findings may write anything else there. */
const Scope = z.object({
  account: z.string(),
  regions: texts,
  reference: z.string().nullable(),
  selection: z.object({
    stackPrefixes: texts,
    tags: z.record(z.string(), texts),
    types: texts,
    excludeTypes: texts,
  }),
});
type Scope = z.infer<typeof Scope>;
const Subject = z.object({
  fingerprint: z.string(),
  rule: z.string(),
  type: z.string(),
  counterpart: z.string(),
  property: z.string().nullable(),
  regions: texts,
  /** Every region that the finding speaks of. */
  places: texts,
});
type Subject = z.infer<typeof Subject>;
const GapOf = z.object({ region: z.string(), type: z.string() });

function fields(values: { readonly [name: string]: unknown }): Fields {
  const texts = Object.entries(values).map(([name, value]): [string, string] => [
    `${PREFIX}${name}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(texts.filter(([, text]) => text.length > 0 && text.length <= LONGEST));
}

function scopeOf({ regions, reference, snapshot }: AuditResult): Scope {
  const { stackPrefixes, tags, types, excludeTypes } = snapshot.selection;
  const selection = {
    stackPrefixes: [...stackPrefixes],
    tags: Object.fromEntries(Object.entries(tags).map(([key, values]) => [key, [...values]])),
    types: [...types],
    excludeTypes: [...excludeTypes],
  };
  return { account: snapshot.caller.account, regions: [...regions], reference, selection };
}

/** What is kept with a published finding, so that a later run can tell whether it is resolved. */
export function memoryOf(result: AuditResult, finding: Finding): Fields {
  const { fingerprint, rule, type, counterpart, property, regions } = finding;
  const places = [...new Set([...regions, ...Object.keys(finding.values), ...Object.keys(finding.resources)])];
  const Asked = askedText(result.asked, finding);
  const Subject = { fingerprint, rule, type, counterpart, property, regions, places };
  return fields({ Subject, Scope: scopeOf(result), Asked, ReadAt: result.snapshot.takenAt, Status: finding.status });
}

/** The same of what could not be read. */
export function memoryOfGap(result: AuditResult, { region, type }: Gap): Fields {
  const Asked = askedText(result.asked, { rule: '', type });
  return fields({
    Gap: { region, type },
    Scope: scopeOf(result),
    Asked,
    ReadAt: result.snapshot.takenAt,
    Status: 'unknown',
  });
}

/** A finding as Security Hub gives it back; what is ours of it. */
export type Earlier = { readonly Id: string; readonly ProductFields: Fields };

/** A kept field of an earlier finding; null where it has none. */
export function field(earlier: Earlier, name: string): string | null {
  return earlier.ProductFields[`${PREFIX}${name}`] ?? null;
}

/**
 * The earlier findings that are no more: this run looked where they were and saw. What it did not look at, or could not
 * see, stays as it is.
 */
export function goneOf(result: AuditResult, earlier: readonly Earlier[]): readonly Earlier[] {
  const byScope = new Map<string, Earlier[]>();
  for (const one of earlier) {
    const scope = field(one, 'Scope');
    if (scope !== null) listIn(byScope, scope).push(one);
  }
  return [...byScope].flatMap(([text, ofScope]) => {
    const last = lastOf(result, parsed(Scope, text));
    return last === null ? [] : [...goneFindings(result, last, ofScope), ...goneGaps(result, last, ofScope)];
  });
}

function goneFindings(result: AuditResult, last: AuditResult, earlier: readonly Earlier[]): readonly Earlier[] {
  const known = earlier.flatMap((one) => {
    const subject = parsed(Subject, field(one, 'Subject'));
    // Where this run was asked something else, that it did not find it says nothing.
    const same = subject !== null && (field(one, 'Asked') ?? '') === askedText(result.asked, subject);
    return same ? [{ one, finding: findingOf(subject) }] : [];
  });
  const { since } = withSince(result, { ...last, findings: known.map(({ finding }) => finding) });
  const kept = new Set(since?.notCompared.map(({ fingerprint }) => fingerprint));
  return known.filter(({ finding }) => !kept.has(finding.fingerprint)).map(({ one }) => one);
}

function goneGaps(result: AuditResult, last: AuditResult, earlier: readonly Earlier[]): readonly Earlier[] {
  return earlier.filter((one) => {
    const gap = parsed(GapOf, field(one, 'Gap'));
    if (gap === null || (field(one, 'Asked') ?? '') !== askedText(result.asked, { rule: '', type: gap.type }))
      return false;
    if (!(gap.region === GLOBAL || result.regions.includes(gap.region))) return false;
    return JSON.stringify(scopeOf(result)) === field(one, 'Scope') || covers(result, last, gap.type, false);
  });
}

/** As much of the last run as tells its scope. */
function lastOf(result: AuditResult, scope: Scope | null): AuditResult | null {
  if (scope === null) return null;
  const { regions, reference, account, selection } = scope;
  const caller = { ...result.snapshot.caller, account };
  return { ...result, regions, reference, findings: [], snapshot: { ...result.snapshot, caller, selection } };
}

function findingOf({ places, ...subject }: Subject): Finding {
  return {
    ...subject,
    severity: 'medium',
    status: 'open',
    message: '',
    match: null,
    stated: null,
    resources: {},
    values: Object.fromEntries(places.map((place) => [place, null])),
  };
}

/** null for what somebody else wrote there. */
function parsed<T>(schema: z.ZodType<T>, text: string | null): T | null {
  try {
    return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}
