/** The shape of named places: which region of which account each is, and how it is reached. */
import { z } from 'zod';

/** How a place is called: a region, `ACCOUNT/REGION`, or a name of the user's own. What it means is checked beside the schema. */
export const PlaceName = z
  .string()
  .regex(
    /^(?:\d{12}\/)?[A-Za-z][A-Za-z0-9_.-]{0,62}$/,
    'expected an AWS region such as us-east-1, or the name of a place: letters, digits, hyphens, dots and underscores, a letter first',
  );

const Select = z.strictObject({
  stackPrefixes: z.array(z.string().min(1)).optional().describe('Stacks whose names begin so.'),
  tags: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .optional()
    .describe('Tag key to accepted value or values; all keys must fit.'),
});

export const DeclaredPlace = z.strictObject({
  region: z.string().describe('Its AWS region.'),
  account: z
    .string()
    .regex(/^\d{12}$/, 'an account is 12 digits, in quotes')
    .optional()
    .describe('Its account, 12 digits in quotes; AWS is asked whether the credentials lead there.'),
  profile: z.string().min(1).optional().describe('Profile of the shared AWS configuration that reads it.'),
  roleArn: z
    .string()
    .regex(
      /^arn:[\w-]+:iam::\d{12}:role\/\S+$/,
      'expected the ARN of a role: arn:aws:iam::111122223333:role/parity-read',
    )
    .optional()
    .describe('Role to assume, with the credentials of `profile` or of the environment.'),
  externalIdFrom: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected the name of an environment variable')
    .optional()
    .describe('Environment variable that holds the external id which the role asks for.'),
  organization: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/, 'expected the id of an organization: o-a1b2c3d4e5')
    .optional()
    .describe('Id of its organization, where each place has its own.'),
  select: Select.optional().describe(
    'Stacks and tags that belong to it, in the place of those of `select`: two stages of one account and region are told apart by it.',
  ),
});
export type DeclaredPlace = z.output<typeof DeclaredPlace>;

export const Places = z.record(PlaceName, DeclaredPlace);
