/** The shape of a baseline. */
import { z } from 'zod';
import { Groups } from './group-schema.ts';
import { PlaceName, Places } from './place-schema.ts';
import { type Waiver, Waiver as WaiverSchema } from './waiver-schema.ts';

/**
 * The declared expectations, `infra-parity.yaml`. Schema and type share a name; `baseline-file.ts` finds, reads and
 * checks the file and knows the line of every member.
 */
const Region = PlaceName.describe(
  'A place: an AWS region, with several accounts ACCOUNT/REGION, or a name of `places`.',
);
const AuditedRegion = z
  .string()
  .regex(/^(?:\d{12}\/)?[a-z]{2,4}(?:-[a-z]+)+-\d+$/, 'expected an AWS region such as us-east-1')
  .describe('An AWS region; with several accounts ACCOUNT/REGION.');
const Severity = z.enum(['low', 'medium', 'high', 'critical']).describe('How bad a finding is.');
const Type = z
  .string()
  .regex(/^[\w-]+(::[\w-]+){1,2}$|^[\w-]+:[\w-]+$/, 'expected a CloudFormation type such as AWS::RDS::DBInstance')
  .describe('A CloudFormation resource type.');
const Reason = z.string().min(1).describe('Why; shown wherever the declaration is.');

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
    compare: ComparatorName.describe('How it is compared.'),
    percent: z.number().positive().optional().describe('For `within`: per cent of the largest value.'),
    severity: Severity.optional().describe('Severity of a difference; left out: medium.'),
    worse: z
      .enum(['false', 'true', 'smaller', 'larger', 'absent'])
      .optional()
      .describe('The side that deviates, where two regions differ: `false` when true is better, and so on.'),
    best: z
      .string()
      .optional()
      .describe('The one value that is good: where two regions differ, the one that has another deviates.'),
    why: Reason.optional(),
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
  z.strictObject({
    oneOf: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .nonempty()
      .describe('Any of these values.'),
  }),
  z.strictObject({ equals: z.json().describe('Exactly this value, lists and objects too.') }),
  z.strictObject({ present: z.boolean().describe('Set to whatever, or not set at all.') }),
  z.strictObject({
    matches: z.string().describe('A JavaScript regular expression; it may fit anywhere, unless `^` and `$` say where.'),
  }),
  z.strictObject({ count: Count.describe('A list with so many elements.') }),
  z.strictObject({ sameAs: z.string().describe('What another property of the same resource is.') }),
]);

const Fitting = z
  .record(z.string(), Expected)
  .optional()
  .describe('Only the resources whose properties are so: property path to value, as in `properties`.');

const Related = z.strictObject({
  type: Type,
  by: z.string().min(1).describe('The property of theirs by which they lead here; lists are looked into.'),
  count: Count.describe('How many of them lead to each resource.'),
  where: Fitting,
});
const SameVpcAs = z.strictObject({
  type: Type,
  counterpart: z.string().optional().describe('Only those whose counterpart or name fits this pattern (* and ?).'),
});

const Expectation = z.strictObject({
  type: Type,
  ...Where,
  counterpart: z
    .string()
    .optional()
    .describe('Only the resources whose counterpart or name fits this pattern (* and ?).'),
  where: Fitting,
  count: Count.optional().describe(
    'How many there are in each region; left out with no properties and no relations: at least one.',
  ),
  properties: z.record(z.string(), Expected).optional().describe('Property path to what it must be.'),
  related: z.array(Related).nonempty().optional().describe('How many others lead to each of them.'),
  sameVpcAs: SameVpcAs.optional().describe('Each is in one VPC with one of these.'),
  severity: Severity.optional().describe('Severity when it is not met; left out: high.'),
  why: Reason.optional(),
});

const Asymmetry = z.strictObject({
  type: Type.optional().describe('Only resources of this type.'),
  counterpart: z.string().optional().describe('Pattern (* and ?) on the counterpart, its stack or its name.'),
  stack: z.string().optional().describe('Pattern (* and ?) on the stack name.'),
  only: z
    .union([z.array(Region).nonempty(), z.strictObject({ role: z.string().describe('The regions with this role.') })])
    .optional()
    .describe('Lives only in these regions.'),
  count: z.record(z.string(), Count).optional().describe('How many of them each role or region has.'),
  properties: z.array(z.string()).nonempty().optional().describe('These properties may differ.'),
  reason: Reason,
});

const Pair = z.strictObject({
  type: Type,
  name: z.string().optional().describe('What to call the counterpart.'),
  resources: z.record(Region, z.string()).describe('Region to the name, logical id, physical id or ARN.'),
});

const StackPair = z
  .record(Region, z.string().min(1))
  .describe('Region to the name of its stack: these hold one design.');

const Word = z
  .string()
  .regex(/^[A-Za-z0-9]+$/, 'a word is letters and digits, as it stands between the separators of a name')
  .describe('How names spell the region.');
const Words = z.record(Region, z.union([Word, z.array(Word).nonempty()]));

const Networks = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string()), z.record(z.string(), z.union([z.string(), z.array(z.string())]))]),
);

const RuleSetting = z.union([
  z.literal('off'),
  Severity,
  z.strictObject({
    severity: Severity.optional().describe('Severity of its findings.'),
    enabled: z.boolean().optional().describe('`false` turns it off.'),
    options: z.record(z.string(), z.json()).optional().describe('Its options; `infra-parity rules ID` lists them.'),
  }),
]);

export const Baseline = z.strictObject({
  $schema: z.string().optional().describe('Address of this schema, for editors; not read.'),
  version: z.literal(1).default(1).describe('Version of the format.'),
  regions: z.array(AuditedRegion).nonempty().optional().describe('The regions to audit, when the command names none.'),
  places: Places.optional().describe(
    'Places by name, each with its own region, account and access: stages, accounts, a primary and its standby. In the place of `regions`; every other section may speak of them by name.',
  ),
  groups: Groups.optional().describe(
    'Which places are held against each other: the regions of `each: account`, one region of all accounts (`each: region`), or names to patterns of places. Each group is an audit of its own, and a roll-up sums them up.',
  ),
  reference: Region.optional().describe('The region the others are held against; without one, the majority.'),
  roles: z
    .record(Region, z.string())
    .optional()
    .describe(
      'Region to its role: primary, standby, … In names the role of a region stands for the region, as its code does.',
    ),
  words: Words.optional().describe(
    'What names say for a region, beside its code and the usual short forms of it: `us-east-1: [va, iad]`.',
  ),
  select: z
    .strictObject({
      stackPrefixes: z.array(z.string().min(1)).optional().describe('Stacks whose names begin so.'),
      tags: z
        .record(z.string(), z.union([z.string(), z.array(z.string())]))
        .optional()
        .describe('Tag key to accepted value or values; all keys must fit.'),
      types: z.array(z.string()).optional().describe('Only these resource types.'),
      excludeTypes: z.array(z.string()).optional().describe('Not these resource types.'),
    })
    .optional()
    .describe(
      'Which resources `check` and `collect` read; left out: all but AWS’s own defaults. `audit` judges what the snapshot holds, and says where it was read with another selection.',
    ),
  networks: Networks.optional().describe(
    'Names for address ranges: `office: 203.0.113.0/24` everywhere, or a region to its own names.',
  ),
  expect: z.array(Expectation).optional().describe('What must be there, and how it must be set up.'),
  comparators: z
    .record(Type, z.record(z.string(), ComparatorSetting))
    .optional()
    .describe('Type and property path to how it is compared; what is not named keeps its default.'),
  asymmetry: z.array(Asymmetry).optional().describe('What differs between the regions by design.'),
  pairs: z.array(Pair).optional().describe('Counterparts that names cannot tell.'),
  stacks: z
    .array(StackPair)
    .optional()
    .describe(
      'Stacks that are counterparts though their names do not say so: what they hold is matched by logical id.',
    ),
  rules: z.record(z.string(), RuleSetting).optional().describe('Rule to `off`, a severity, or its settings.'),
  waivers: z.array(WaiverSchema).optional().describe('Findings that are accepted for a time.'),
  defaultExpectations: z.boolean().default(true).describe('Hold what is there to the built-in security expectations.'),
  failOn: z
    .enum(['low', 'medium', 'high', 'critical', 'never'])
    .optional()
    .describe('The least severity that fails the command; left out: medium.'),
  strict: z
    .boolean()
    .optional()
    .describe('What is known by presence only does not pass: exit 3, as what could not be seen.'),
});
export type BaselineSettings = z.output<typeof Baseline>;
export type Expectation = z.output<typeof Expectation>;
export type Asymmetry = z.output<typeof Asymmetry>;

/** The settings, and where each stands in the file. */
export type Baseline = Omit<BaselineSettings, 'waivers'> & {
  /** Accepted findings, of the baseline and of `infra-parity.waivers.yaml`. */
  readonly waivers?: readonly Waiver[];
  /** The file's path as given, or null when there is none. */
  readonly file: string | null;
  /** `infra-parity.yaml:12` for a path such as `expect.0.properties.StorageEncrypted`; the file alone when unknown. */
  place(path: readonly (string | number)[]): string | null;
};
