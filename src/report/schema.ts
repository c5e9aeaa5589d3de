/** The schema of the JSON report. */
import { z } from 'zod';
import { Cause, Finding, Past, Waiver } from './finding-schema.ts';
import type { AuditResult } from './report.ts';
import { byRegion, Compared, Count, Counts, Gap, Region, Row } from './table-schema.ts';

const WaiverUse = Waiver.extend({
  state: z.enum(['active', 'expired', 'stale']).describe('stale: it matched nothing although what it names was read.'),
  target: z.string(),
  place: z.string().nullable().describe('Where it stands: file and line.'),
  findings: z.array(z.string()).describe('Fingerprints of the findings it matched.'),
});

const Severities = z.object({ low: Count, medium: Count, high: Count, critical: Count });

const Adopted = z.object({
  file: z.string(),
  known: Count.describe('Open findings that were adopted.'),
  new: Count.describe('Open findings that were not.'),
  gone: Count.describe('What was adopted and is no longer found where this run looked.'),
  expired: Count.describe('What was adopted until a day that is over.'),
  failOnNew: z.literal(true).exactOptional().describe('Only findings that nobody adopted make the run fail.'),
});

const Since = z.object({
  takenAt: z.string(),
  new: Count,
  known: Count,
  resolved: z.array(Past).describe('Findings of the last run that are gone, where this run looked and saw.'),
  notCompared: z.array(Past).describe('Findings of the last run that this one cannot speak of. Never progress.'),
  scope: z.array(z.string()).describe('How the scopes differ; empty = the same.'),
  failOnNew: z.literal(true).exactOptional().describe('Only new findings make the run fail (--fail-on-new).'),
});

export const HistoryEntry = z.object({
  takenAt: z.string(),
  verdict: z.enum(['parity', 'deviation', 'incomplete', 'error']),
  passes: z.boolean().exactOptional().describe('Whether the gate let the run pass.'),
  score: z
    .number()
    .describe('Per cent of the compared resources that are the same everywhere; 0 when none was compared.'),
  severities: Severities,
  waived: Count,
  unknown: Count,
  totals: byRegion(Count),
});

/**
 * The JSON report's contract as a schema: `schemas/report.schema.json` is generated from it, `explain` reads results with
 * it. Members may be added within schema version 1; these keep their names and meaning, so unknown ones are let through.
 */
export const Result = z
  .object({
    schemaVersion: z.literal(1),
    tool: z.object({ name: z.literal('infra-parity'), version: z.string() }),
    verdict: z
      .enum(['parity', 'deviation', 'incomplete', 'error'])
      .describe('What is there. Neither threshold nor waiver nor --fail-on-new moves it.'),
    gate: z
      .object({ passes: z.boolean(), why: z.string().describe('In words.') })
      .exactOptional()
      .describe('Whether the run passes: exactly when the exit code is 0. Results of earlier versions have none.'),
    exitCode: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    failOn: z.enum(['low', 'medium', 'high', 'critical', 'never']),
    strict: z.literal(true).exactOptional().describe('With --strict: what is known by presence only does not pass.'),
    regions: z.array(z.string()).describe('The audited regions, in the order asked.'),
    reference: z.string().nullable().describe('The region the others are held against; null = the majority.'),
    snapshot: z.object({
      takenAt: z.string().describe('ISO 8601, UTC.'),
      caller: z.object({ account: z.string(), partition: z.string(), arn: z.string() }),
      selection: z.object({
        stackPrefixes: z.array(z.string()),
        tags: z.record(z.string(), z.array(z.string())),
        types: z.array(z.string()),
        excludeTypes: z.array(z.string()),
      }),
      notes: z.array(z.string()),
      regions: z.array(Region),
    }),
    counts: byRegion(Counts).describe('By region, and `global` for what belongs to none.'),
    compared: Compared.exactOptional().describe(
      'Counterparts (rows), not resources: how many were compared, how deep.',
    ),
    findings: z.array(Finding),
    causes: z
      .array(Cause)
      .exactOptional()
      .describe('What several findings follow from; a finding that nothing else follows with is in none.'),
    gaps: z.array(Gap).describe('Everything that could not be read, or not told apart.'),
    rules: z.array(
      z.object({
        id: z.string(),
        state: z.enum(['passed', 'failed', 'inconclusive', 'crashed']),
        error: z.string().exactOptional(),
        partly: z.literal(true).exactOptional().describe('It found something, and did not see everything either.'),
      }),
    ),
    rows: z.array(Row).describe('The table of counterparts: one row per resource of the design, one cell per region.'),
    severities: Severities.describe('Open findings by severity.'),
    baseline: z.string().nullable().describe('The file of the declared expectations.'),
    asked: z
      .object({
        types: z.record(z.string(), z.string()).describe('What it asks of a type.'),
        all: z.string().describe('What it asks of all types.'),
        rules: z.record(z.string(), z.string()).describe('How it sets a rule.'),
      })
      .exactOptional()
      .describe(
        'What the baseline asks, as digests: a run that was asked something else cannot say that a finding is gone.',
      ),
    stackPairs: z
      .array(z.object({ stacks: byRegion(z.string()), by: z.enum(['declared', 'name', 'stack-set']), why: z.string() }))
      .exactOptional()
      .describe('Stacks held against each other though their names differ, and what makes them counterparts.'),
    likelyPairs: z
      .array(
        z.object({
          type: z.string(),
          resources: byRegion(z.string()).describe('Region to the name, logical id or physical id to declare.'),
          counterparts: byRegion(z.string()).describe('Region to the row that it stands in; empty for stacks.'),
          why: z.string(),
        }),
      )
      .exactOptional()
      .describe('What may be one and was not paired: `stacks` or `pairs` in the baseline would pair it.'),
    waivers: z.array(WaiverUse).exactOptional().describe('Every waiver that was given, and what became of it.'),
    adopted: Adopted.exactOptional().describe('With an adopted state: what became of it.'),
    since: Since.exactOptional().describe('With --since: what changed since that run.'),
    history: z
      .array(HistoryEntry)
      .exactOptional()
      .describe('With --history: earlier runs of the same scope, oldest first.'),
  })
  .describe('What an audit says: the JSON report of infra-parity, schema version 1.');

/** Everything read-only and there, so that a member which only one side has is seen even where it is optional. */
type Whole<T> = T extends readonly (infer E)[]
  ? readonly Whole<E>[]
  : T extends object
    ? { readonly [K in keyof T]-?: Whole<T[K]> }
    : T;
type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** Fails to compile when the type and the schema part ways. */
export const SAME_AS_TYPE: Equal<Whole<z.output<typeof Result>>, Whole<AuditResult>> = true;

/** The published JSON Schema; members it does not know are allowed. */
export function reportJsonSchema(): Record<string, unknown> {
  return { title: 'infra-parity report', ...z.toJSONSchema(Result, { io: 'input' }) };
}
