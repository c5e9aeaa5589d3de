import { z } from 'zod';

/**
 * The declared expectations, `infra-parity.yaml`. Schema and type share a name; `baseline-file.ts` finds, reads and
 * checks the file and knows the line of every member.
 */
const Region = z.string().regex(/^(?:\d{12}\/)?[a-z]{2,4}(?:-[a-z]+)+-\d+$/, 'an AWS region such as us-east-1');
const Severity = z.enum(['low', 'medium', 'high', 'critical']);
const Type = z
  .string()
  .regex(/^[\w-]+(::[\w-]+){1,2}$|^[\w-]+:[\w-]+$/, 'a CloudFormation type such as AWS::RDS::DBInstance');

/** Which regions: by name, by role, or (left out) all. */
const Where = {
  regions: z.array(Region).nonempty().optional().describe('The regions it holds for; left out: all.'),
  role: z.string().optional().describe('Or the regions with this role.'),
};

const ComparatorName = z.enum([
  'same',
  'same-size',
  'same-major',
  'within',
  'at-least',
  'all-or-none',
  'must-differ',
  'advisory',
  'ignored',
]);
const ComparatorSetting = z.union([
  ComparatorName,
  z.strictObject({
    compare: ComparatorName,
    percent: z.number().positive().optional(),
    severity: Severity.optional(),
    worse: z.enum(['false', 'true', 'smaller', 'larger', 'absent']).optional(),
    why: z.string().optional(),
  }),
]);

/** `3`, `">=1"`, `"<= 2"`. */
const Count = z.union([
  z.number().int().nonnegative(),
  z.string().regex(/^(>=|<=|>|<|=|==)?\s*\d+$/, 'a number, or ">=1"'),
]);
/** A value, a list of accepted values (`oneOf`), or a comparison such as ">=7". */
const Expected = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ oneOf: z.array(z.union([z.string(), z.number(), z.boolean()])).nonempty() }),
  z.strictObject({ equals: z.json() }),
  z.strictObject({ present: z.boolean() }),
  z.strictObject({ matches: z.string() }),
]);

const Expectation = z.strictObject({
  type: Type,
  ...Where,
  counterpart: z
    .string()
    .optional()
    .describe('Only the resources whose counterpart or name fits this pattern (* and ?).'),
  count: Count.optional().describe('How many there are in each region; left out with no properties: at least one.'),
  properties: z.record(z.string(), Expected).optional().describe('Property path to what it must be.'),
  severity: Severity.optional(),
  why: z.string().optional(),
});

const Asymmetry = z.strictObject({
  type: Type.optional(),
  counterpart: z.string().optional().describe('Pattern (* and ?) on the counterpart, its stack or its name.'),
  stack: z.string().optional().describe('Pattern (* and ?) on the stack name.'),
  only: z
    .union([z.array(Region).nonempty(), z.strictObject({ role: z.string() })])
    .optional()
    .describe('Lives only in these regions.'),
  count: z.record(z.string(), Count).optional().describe('How many of them each role or region has.'),
  properties: z.array(z.string()).nonempty().optional().describe('These properties may differ.'),
  reason: z.string().min(1),
});

const Pair = z.strictObject({
  type: Type,
  name: z.string().optional().describe('What to call the counterpart.'),
  resources: z.record(Region, z.string()).describe('Region to the name, logical id, physical id or ARN.'),
});

const Networks = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string()), z.record(z.string(), z.union([z.string(), z.array(z.string())]))]),
);

const RuleSetting = z.union([
  z.literal('off'),
  Severity,
  z.strictObject({
    severity: Severity.optional(),
    enabled: z.boolean().optional(),
    options: z.record(z.string(), z.json()).optional(),
  }),
]);

export const Baseline = z.strictObject({
  version: z.literal(1).default(1),
  regions: z.array(Region).nonempty().optional(),
  reference: Region.optional().describe('The region the others are held against; without one, the majority.'),
  roles: z.record(Region, z.string()).optional().describe('Region to its role: primary, standby, …'),
  select: z
    .strictObject({
      stackPrefixes: z.array(z.string().min(1)).optional(),
      tags: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
      types: z.array(z.string()).optional(),
      excludeTypes: z.array(z.string()).optional(),
    })
    .optional(),
  networks: Networks.optional().describe(
    'Names for address ranges: `office: 203.0.113.0/24` everywhere, or a region to its own names.',
  ),
  expect: z.array(Expectation).optional(),
  comparators: z.record(Type, z.record(z.string(), ComparatorSetting)).optional(),
  asymmetry: z.array(Asymmetry).optional(),
  pairs: z.array(Pair).optional(),
  rules: z.record(z.string(), RuleSetting).optional(),
  defaultExpectations: z.boolean().default(true).describe('Hold what is there to the built-in security expectations.'),
  failOn: z.enum(['low', 'medium', 'high', 'critical', 'never']).optional(),
});
export type BaselineSettings = z.output<typeof Baseline>;
export type Expectation = z.output<typeof Expectation>;
export type Asymmetry = z.output<typeof Asymmetry>;

/** The settings, and where each stands in the file. */
export type Baseline = BaselineSettings & {
  /** The file's path as given, or null when there is none. */
  readonly file: string | null;
  /** `infra-parity.yaml:12` for a path such as `expect.0.properties.StorageEncrypted`; the file alone when unknown. */
  place(path: readonly (string | number)[]): string | null;
};

/** No file: nothing declared, the built-in expectations hold. */
export function emptyBaseline(): Baseline {
  return { version: 1, defaultExpectations: true, file: null, place: () => null };
}
