/** The collector of `AWS::IAM::User`. */
import { sorted } from '../aws/answer.ts';
import { compact, defineCollector, tagRecord } from '../collector.ts';
import { policiesOf, usersAndGroups } from './iam-users.ts';

export default defineCollector({
  type: 'AWS::IAM::User',
  summary: 'Users with their groups, inline and attached policies and permissions boundary.',
  scope: 'global',
  uniqueName: true,
  actions: ['iam:GetAccountAuthorizationDetails'],
  async *list(ctx) {
    for (const user of (await usersAndGroups(ctx)).users) {
      const id = user.UserName ?? '';
      const properties = compact({
        ...policiesOf(user.UserPolicyList, user.AttachedManagedPolicies),
        Groups: sorted(user.GroupList) ?? [],
        Path: user.Path,
        PermissionsBoundary: user.PermissionsBoundary?.PermissionsBoundaryArn,
      });
      const tags = user.Tags === undefined ? {} : { tags: tagRecord(user.Tags) };
      yield { id, arn: user.Arn ?? null, name: id, ...tags, properties };
    }
  },
  tags: 'listed',
  needs: ['AWS::IAM::Group', 'AWS::IAM::ManagedPolicy'],
  references: { Groups: 'AWS::IAM::Group' },
  absorbs: ['AWS::IAM::UserPolicy', 'AWS::IAM::UserToGroupAddition'],
  comparators: {
    Groups: { compare: 'same', severity: 'high', why: 'They decide what the user may do.' },
    ManagedPolicyArns: { compare: 'same', severity: 'high', why: 'They decide what the user may do.' },
    Path: 'same',
    PermissionsBoundary: { compare: 'same', severity: 'high', worse: 'absent' },
    Policies: { compare: 'same', severity: 'high', why: 'They decide what the user may do.' },
  },
  policies: ['Policies'],
  sets: ['Groups', 'ManagedPolicyArns', 'Policies'],
  notRead: { LoginProfile: 'it holds a password, which IAM does not tell', UserName: 'it is the name' },
  cannotSee: ['Passwords, access keys and MFA devices.'],
});
