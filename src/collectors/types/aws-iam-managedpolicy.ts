/** The collector of `AWS::IAM::ManagedPolicy`. */
import type { ManagedPolicyDetail } from '@aws-sdk/client-iam';
import { given } from '../aws/answer.ts';
import { compact, defineCollector, type Listed, tagRecord } from '../collector.ts';
import { accountDetails, policyDocument } from './iam.ts';

export default defineCollector({
  type: 'AWS::IAM::ManagedPolicy',
  summary: "Managed policies of the account's own, with the document of the default version.",
  scope: 'global',
  listing: 'at-once',
  uniqueName: true,
  actions: ['iam:GetAccountAuthorizationDetails'],
  tags: 'part',
  async *list(ctx) {
    for (const policy of (await accountDetails(ctx)).policies) yield listed(policy);
  },
  parts: [
    {
      action: 'iam:ListPolicyTags',
      properties: ['Tags'],
      async read(ctx, { id }) {
        const { IAMClient, paginateListPolicyTags } = await import('@aws-sdk/client-iam');
        const pages = paginateListPolicyTags({ client: ctx.client(IAMClient), pageSize: 100 }, { PolicyArn: id });
        let tags = {};
        for await (const page of pages) tags = { ...tags, ...tagRecord(given(page.Tags, 'Tags')) };
        return { Tags: tags };
      },
    },
  ],
  comparators: {
    Description: { compare: 'same', severity: 'low' },
    Path: 'same',
    PolicyDocument: { compare: 'same', severity: 'high', why: 'It decides what its holders may do.' },
  },
  policies: ['PolicyDocument'],
  wordsForPeople: ['Description'],
  notRead: {
    Groups: 'to whom it is attached is read of the groups',
    ManagedPolicyName: 'it is the name, which serves to find the counterpart',
    Roles: 'to whom it is attached is read of the roles',
    Users: 'to whom it is attached is read of the users',
  },
  cannotSee: [
    'Versions other than the default one: they are not in force.',
    'Who holds it: that is read with each role; users and groups are not read.',
    'Policies that AWS manages, which are the same for everyone.',
  ],
});

function listed(policy: ManagedPolicyDetail): Listed {
  const version = policy.PolicyVersionList?.find((candidate) => candidate.IsDefaultVersion);
  const id = policy.Arn ?? '';
  return {
    id,
    arn: policy.Arn ?? null,
    // The name is also the last part of the ARN.
    name: policy.PolicyName ?? id.split('/').at(-1) ?? null,
    properties: compact({
      Description: policy.Description || undefined,
      Path: policy.Path,
      PolicyDocument: policyDocument(version?.Document),
    }),
  };
}
