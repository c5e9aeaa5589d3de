/** The collector of `AWS::IAM::Group`. */
import { compact, defineCollector } from '../collector.ts';
import { policiesOf, usersAndGroups } from './iam-users.ts';

export default defineCollector({
  type: 'AWS::IAM::Group',
  summary: 'Groups of users with their inline and attached policies.',
  scope: 'global',
  uniqueName: true,
  actions: ['iam:GetAccountAuthorizationDetails'],
  async *list(ctx) {
    for (const group of (await usersAndGroups(ctx)).groups) {
      const id = group.GroupName ?? '';
      const properties = compact({
        ...policiesOf(group.GroupPolicyList, group.AttachedManagedPolicies),
        Path: group.Path,
      });
      yield { id, arn: group.Arn ?? null, name: id, properties };
    }
  },
  tags: 'none',
  needs: ['AWS::IAM::ManagedPolicy'],
  absorbs: ['AWS::IAM::GroupPolicy'],
  comparators: {
    ManagedPolicyArns: { compare: 'same', severity: 'high', why: 'They decide what the members may do.' },
    Path: 'same',
    Policies: { compare: 'same', severity: 'high', why: 'They decide what the members may do.' },
  },
  policies: ['Policies'],
  sets: ['ManagedPolicyArns', 'Policies'],
  notRead: { GroupName: 'it is the name' },
  cannotSee: ['Who is in the group: that is compared with each user.'],
});
