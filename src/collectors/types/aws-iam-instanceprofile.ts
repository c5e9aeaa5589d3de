/** The collector of `AWS::IAM::InstanceProfile`. */
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';

export default defineCollector({
  type: 'AWS::IAM::InstanceProfile',
  summary: 'Instance profiles: the role that an instance gets.',
  scope: 'global',
  uniqueName: true,
  actions: ['iam:ListInstanceProfiles'],
  async *list(ctx) {
    const { IAMClient, paginateListInstanceProfiles } = await import('@aws-sdk/client-iam');
    for await (const page of paginateListInstanceProfiles({ client: ctx.client(IAMClient), pageSize: 1000 }, {})) {
      for (const profile of given(page.InstanceProfiles, 'InstanceProfiles')) {
        const id = profile.InstanceProfileName ?? '';
        const Roles = sorted(profile.Roles?.map(({ RoleName }) => RoleName)) ?? [];
        yield { id, arn: profile.Arn ?? null, name: id, properties: compact({ Path: profile.Path, Roles }) };
      }
    }
  },
  tags: 'none',
  needs: ['AWS::IAM::Role'],
  references: { Roles: 'AWS::IAM::Role' },
  comparators: {
    Path: 'same',
    Roles: { compare: 'same', severity: 'high', why: 'It decides what the instances may do.' },
  },
  sets: ['Roles'],
  notRead: { InstanceProfileName: 'it is the name' },
  cannotSee: ['Which instances have it: that is compared with them.', 'Its tags, which a template cannot give.'],
});
