/** What is called whatever the types. */
import type { IamAction } from '../collector.ts';

/** What is called whatever the types: who asks, which regions there are, and what is in the selection. */
export const BASE_ACTIONS: readonly { readonly action: IamAction; readonly lost: string }[] = [
  {
    action: 'sts:GetCallerIdentity',
    lost: 'who asks; AWS allows it to everybody who is not denied it',
  },
  {
    action: 'ec2:DescribeRegions',
    lost: '--all-regions, and telling a region that is not enabled from one that is denied',
  },
  {
    action: 'cloudformation:ListStacks',
    lost: '--stack-prefix, and which stack made a resource',
  },
  {
    action: 'cloudformation:ListStackResources',
    lost: 'what is in a stack: logical ids to match by, and every type without a collector',
  },
  {
    action: 'cloudformation:GetTemplate',
    lost: 'what each resource was designed to be: which region was changed since, which parameter makes them differ',
  },
  {
    action: 'cloudformation:DescribeStacks',
    lost: 'the same: the parameters of the stacks',
  },
  {
    action: 'cloudformation:GetResource',
    lost: 'the properties of types without a collector; what the reader of each needs beside it: iam-policy --for SNAPSHOT',
  },
  {
    action: 'tag:GetResources',
    lost: '--tag, the tags of types whose list call carries none, and every tagged type without a collector',
  },
];
