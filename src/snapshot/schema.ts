/** The schema of a snapshot's lines. */
import { z } from 'zod';
import type { Gap, Header, Observation, Resource, StackDesign } from './snapshot.ts';

/**
 * A line of a snapshot file as a schema: `schemas/snapshot.schema.json` is generated from it. The reader holds the few lines
 * to it, and not those of the resources, of which there may be a hundred thousand.
 */
export const GapShape = z.object({
  region: z.string().describe('The region, or `global`.'),
  type: z
    .string()
    .describe('The resource type not (wholly) seen because of it; `*` = all that only discovery can tell.'),
  cause: z.enum(['denied', 'throttled', 'unreachable', 'disabled', 'expired', 'failed', 'ambiguous']),
  operation: z.string().nullable().describe('IAM action of the call that failed; null when no single call did.'),
  detail: z.string(),
  remedy: z.string(),
  properties: z.array(z.string()).exactOptional().describe('Set when only these properties could not be read.'),
});

export const HeaderLine = z.object({
  kind: z.literal('header'),
  schemaVersion: z.literal(1),
  observations: z.number().int().nonnegative().describe('Lines of observations that follow: a file cut off is seen.'),
  tool: z.object({ name: z.literal('infra-parity'), version: z.string() }),
  takenAt: z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)), 'is no time')
    .describe('ISO 8601, UTC.'),
  caller: z.object({ account: z.string(), partition: z.string(), arn: z.string() }),
  selection: z.object({
    stackPrefixes: z.array(z.string()),
    tags: z.record(z.string(), z.array(z.string())),
    types: z.array(z.string()),
    excludeTypes: z.array(z.string()),
  }),
  regions: z.array(
    z.object({
      name: z.string().describe("The region's, or ACCOUNT/REGION when two accounts are merged."),
      region: z.string(),
      account: z.string(),
      partition: z.string(),
      state: z.enum(['enabled', 'disabled', 'denied', 'unreachable']),
    }),
  ),
  unmatched: z
    .array(
      z.union([
        z.object({ region: z.string(), stackPrefix: z.string() }),
        z.object({ region: z.string(), tag: z.object({ key: z.string(), value: z.string().nullable() }) }),
      ]),
    )
    .exactOptional()
    .describe('Parts of the selection that selected nothing in a region that was wholly asked.'),
  digestKeyId: z.string().describe('Names the key of the digests that stand for secret values.'),
  notes: z.array(z.string()),
});

export const ObservationLine = z.object({
  kind: z.literal('observation'),
  region: z.string(),
  type: z.string().describe('A CloudFormation type; `*` = the types known by stack or tag only.'),
  state: z.enum(['observed', 'unknown', 'unsupported']),
  resources: z.number().int().nonnegative().describe('Lines of resources that belong to it: a file cut off is seen.'),
  gaps: z.array(GapShape),
  gone: z
    .array(z.object({ region: z.string(), stack: z.string(), logicalId: z.string(), id: z.string() }))
    .exactOptional()
    .describe('What stacks still list and the listing has not: deleted past its stack.'),
});

const ResourceDesignShape = z.object({
  type: z.string(),
  presence: z.enum(['absent', 'unknown']).exactOptional().describe('Left out when it is to be there.'),
  condition: z.string().exactOptional().describe('Its Condition.'),
  reason: z.string().exactOptional().describe('Why its presence is unknown.'),
  properties: z.json().describe('With holes: {"?": …} and {"?text": […]} stand for what only a deployment tells.'),
  uses: z
    .record(z.string(), z.array(z.string()))
    .exactOptional()
    .describe('What the values were made from, by JSON pointer.'),
  texts: z.record(z.string(), z.string()).exactOptional().describe("Digests of the template's own text, by property."),
  lines: z
    .record(z.string(), z.number())
    .exactOptional()
    .describe('Line in the template, by property; empty = resource.'),
  made: z.object({ file: z.string(), line: z.number() }).exactOptional().describe('Where the source code made it.'),
  id: z.string().exactOptional().describe('Physical id in the row of the stack; left out where it has no row of it.'),
  status: z.string().exactOptional().describe('Status of that row, where it is none of health.'),
});

export const DesignLine = z.object({
  kind: z.literal('design'),
  region: z.string(),
  stack: z.string(),
  status: z.string(),
  parameters: z.record(z.string(), z.json()).describe('null = masked; what may be secret is a digest.'),
  outputs: z.record(z.string(), z.string()),
  inputs: z
    .record(z.string(), z.json())
    .describe('What parameters, conditions, mappings … say, by the names of `uses`.'),
  open: z.string().nullable().describe('Why there may be resources that are not listed; null = these are all.'),
  file: z.string().exactOptional().describe('File of the template, where it is not deployed.'),
  resources: z.record(z.string(), ResourceDesignShape),
});

const ResourceLine = z.object({
  type: z.string().describe('CloudFormation resource type.'),
  stack: z.string().nullable(),
  logicalId: z.string().nullable(),
  name: z.string().nullable(),
  selected: z.boolean().describe('In the selection, and counted; else context that a selected one refers to.'),
  evidence: z.array(z.enum(['stack', 'tag', 'listed'])),
  properties: z
    .record(z.string(), z.json())
    .nullable()
    .describe('Named as in the CloudFormation schema; null = presence only.'),
  unread: z.record(z.string(), GapShape).describe('Properties that could not be read: unknown, not absent.'),
  tags: z.record(z.string(), z.string()).nullable().describe('null = not read.'),
  region: z.string().describe('Where it was read, or `global`.'),
  stackRegion: z.string().exactOptional().describe('For a global resource: the region whose stack made it.'),
  id: z.string(),
  arn: z.string().nullable(),
  address: z.string().exactOptional().describe('Where it stands in the source that it was read from.'),
  depth: z
    .enum(['live', 'declared', 'presence'])
    .exactOptional()
    .describe(
      'Set where no collector reads the type: its properties as they are, as its template says, or only that it is there.',
    ),
  depthReason: z.string().exactOptional().describe('Why no more was read.'),
});

const Line = z.union([HeaderLine, ObservationLine, DesignLine, ResourceLine]);

/** Everything read-only and there, so that a member which only one side has is seen even where it is optional. */
type Whole<T> = T extends readonly (infer E)[]
  ? readonly Whole<E>[]
  : T extends object
    ? { readonly [K in keyof T]-?: Whole<T[K]> }
    : T;
type Equal<A, B> = [Whole<A>] extends [Whole<B>] ? ([Whole<B>] extends [Whole<A>] ? true : false) : false;
type Of<T extends z.ZodType> = z.output<T>;
/** Fails to compile when a type and its schema part ways. */
export const SAME_AS_TYPES: readonly [
  Equal<Of<typeof GapShape>, Gap>,
  Equal<Omit<Of<typeof HeaderLine>, 'kind' | 'observations'>, Omit<Header, 'selections'>>,
  Equal<Omit<Of<typeof ObservationLine>, 'kind' | 'resources'>, Observation>,
  Equal<Omit<Of<typeof DesignLine>, 'kind'>, StackDesign>,
  Equal<Of<typeof ResourceLine>, Resource>,
] = [true, true, true, true, true];

/** The published JSON Schema of one line; the first is the header, then observations, designs, resources. */
export function snapshotJsonSchema(): Record<string, unknown> {
  const described = Line.describe(
    'One line of a snapshot file (JSON Lines): the header, then observations, designs of stacks, resources.',
  );
  return { title: 'infra-parity snapshot line', ...z.toJSONSchema(described, { io: 'input' }) };
}
