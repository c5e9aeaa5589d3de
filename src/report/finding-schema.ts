/** The schema of a finding of the JSON report, and of what several follow from. */
import { z } from 'zod';
import { byRegion, Severity } from './table-schema.ts';

const BaseFinding = z.object({
  fingerprint: z
    .string()
    .describe(
      'Of rule, type, who the resource is by itself, property and regions; never of an ARN, an id, a date, the wording, an order or a neighbour.',
    ),
  rule: z.string(),
  severity: Severity,
  type: z.string().describe('CloudFormation resource type.'),
  counterpart: z.string().describe('Stable name of the resource in the design.'),
  counterparts: z
    .array(z.string())
    .exactOptional()
    .describe('Of a group that nothing of its own tells apart: the counterparts of its rows that it speaks of.'),
  regions: z.array(z.string()).describe('The regions that deviate.'),
  status: z.enum(['open', 'waived']),
  message: z.string(),
  property: z.string().nullable(),
  values: byRegion(z.json()).describe('Raw values by region; null = not set.'),
  match: z.object({ by: z.string(), key: z.string() }).nullable().describe('How the counterparts were found.'),
  resources: byRegion(
    z.object({
      id: z.string(),
      arn: z.string().nullable(),
      name: z.string().nullable(),
      stack: z.string().nullable(),
      logicalId: z.string().nullable(),
      owner: z.string().exactOptional().describe('By its tag owner or team.'),
    }),
  ),
  stated: z.string().nullable().describe('Where in the baseline it was stated: file and line.'),
});

export const Waiver = z.object({
  reason: z.string(),
  owner: z.string(),
  until: z.string().describe('Last day, UTC, included.'),
});

const Designed = z.object({
  state: z
    .enum(['as-designed', 'changed', 'not-designed', 'unknown'])
    .describe('Whether what is there is what the template of that place says.'),
  value: z
    .json()
    .describe('What it says; what only a deployment tells stands as the name of what it leads to; null = nothing.'),
  line: z.number().int().exactOptional().describe('Line in the template.'),
  from: byRegion(z.json())
    .exactOptional()
    .describe('What it was made from and says there, by `parameter Size`, `condition IsProd`, …'),
});

const Because = z.object({
  kind: z.enum(['parameter', 'condition', 'mapping', 'import', 'zones', 'pseudo', 'template', 'stack']),
  name: z.string(),
  stack: z.string(),
  values: byRegion(z.json()).describe('What it says, by region; null = nothing, or nothing that may be told.'),
  through: z.array(z.string()).describe('What leads from it to the finding: `condition IsProd`.'),
});

const Written = z.object({ file: z.string(), line: z.number().int() });

export const Finding = BaseFinding.extend({
  source: Written.extend({
    template: Written.exactOptional().describe('With a line of source code: that of the template made from it.'),
  })
    .exactOptional()
    .describe('Of what is not deployed yet: where it is written.'),
  designed: byRegion(Designed).exactOptional().describe('What the templates of the stacks say of the property.'),
  because: Because.exactOptional().describe(
    'Why the designs differ, where the templates tell; several findings may have one.',
  ),
  compared: byRegion(z.json())
    .exactOptional()
    .describe(
      'The values as they were compared, where that says more: names for ids (`@Key:AppKey`), `<region>` for the own region; null = not set.',
    ),
  why: z.string().exactOptional().describe('The reason that the baseline gives for the declaration that is broken.'),
  waiver: Waiver.exactOptional().describe('With status waived: who accepted it, why, and until which day.'),
  cause: z.string().exactOptional().describe('Id of the cause that it is told under.'),
  adopted: z
    .object({
      owner: z.string(),
      on: z.string().describe('The day, UTC.'),
      until: z.string().exactOptional().describe('Last day, UTC, included.'),
      reason: z.string().exactOptional(),
    })
    .exactOptional()
    .describe('With an adopted state: who accepted it as known, and when.'),
  live: z
    .literal(true)
    .exactOptional()
    .describe('It is so at the moment (health, lag, what runs): advice, which moves neither verdict nor gate.'),
  since: z.enum(['new', 'known']).exactOptional().describe('With --since: whether the last run had it.'),
});

export const Cause = z.object({
  id: z.string(),
  kind: z.enum(['stack', 'design', 'change', 'version', 'misplaced', 'tag', 'alike']),
  message: z.string(),
  findings: z.array(z.string()).describe('Fingerprints, the worst first.'),
});

export const Past = BaseFinding.pick({
  fingerprint: true,
  rule: true,
  severity: true,
  type: true,
  counterpart: true,
  regions: true,
  message: true,
});
