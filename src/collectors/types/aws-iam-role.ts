/** The collector of `AWS::IAM::Role`. */
import type { RoleDetail } from '@aws-sdk/client-iam';
import { sorted } from '../aws/answer.ts';
import { compact, defineCollector, type Listed, tagRecord } from '../collector.ts';
import { accountDetails, policyDocument, rolesByName } from './iam.ts';

export default defineCollector({
  type: 'AWS::IAM::Role',
  summary: 'Roles with trust policy, inline and attached policies, permissions boundary and session duration.',
  scope: 'global',
  listing: 'at-once',
  uniqueName: true,
  actions: ['iam:GetAccountAuthorizationDetails'],
  tags: 'listed',
  async *list(ctx) {
    for (const role of (await accountDetails(ctx)).roles) yield listed(role);
  },
  parts: [
    {
      action: 'iam:ListRoles',
      properties: ['Description', 'MaxSessionDuration'],
      async read(ctx, { id }) {
        const role = (await rolesByName(ctx)).get(id);
        if (role === undefined) throw new Error('ListRoles does not carry this role');
        return compact({ Description: role.Description || undefined, MaxSessionDuration: role.MaxSessionDuration });
      },
    },
  ],
  // Service-linked roles, and those that IAM Identity Center makes.
  isDefault: ({ properties }) => /^\/aws-(service-role|reserved)\//.test(String(properties.Path)),
  comparators: {
    AssumeRolePolicyDocument: { compare: 'same', severity: 'high', why: 'It decides who can become the role.' },
    Description: { compare: 'same', severity: 'low' },
    ManagedPolicyArns: { compare: 'same', severity: 'high', why: 'They decide what the role may do.' },
    MaxSessionDuration: { compare: 'same', worse: 'larger' },
    Path: 'same',
    PermissionsBoundary: { compare: 'same', severity: 'high', worse: 'absent' },
    Policies: { compare: 'same', severity: 'high', why: 'They decide what the role may do.' },
  },
  policies: ['AssumeRolePolicyDocument', 'Policies'],
  sets: ['ManagedPolicyArns', 'Policies'],
  absorbs: ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy'],
  needs: ['AWS::IAM::ManagedPolicy'],
  wordsForPeople: ['Description'],
  notRead: {
    RoleName: 'it is the name, which serves to find the counterpart',
  },
  cannotSee: [
    'What the role may do in effect: service control policies and resource policies are not evaluated.',
    'The documents of policies that AWS manages; they are compared by name.',
    'When it was used last.',
    'An AWS::IAM::Policy that a stack attaches to users or groups only: it is taken as a part of a role.',
  ],
});

function listed(role: RoleDetail): Listed {
  const id = role.RoleName ?? '';
  const policies = (role.RolePolicyList ?? []).map(({ PolicyName, PolicyDocument }) =>
    compact({ PolicyName, PolicyDocument: policyDocument(PolicyDocument) }),
  );
  return {
    id,
    arn: role.Arn ?? null,
    name: id,
    ...(role.Tags === undefined ? {} : { tags: tagRecord(role.Tags) }),
    properties: compact({
      AssumeRolePolicyDocument: policyDocument(role.AssumeRolePolicyDocument),
      ManagedPolicyArns: sorted(role.AttachedManagedPolicies?.map((policy) => policy.PolicyArn)) ?? [],
      Path: role.Path,
      PermissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
      Policies: policies.sort((a, b) => (String(a.PolicyName) < String(b.PolicyName) ? -1 : 1)),
    }),
  };
}
