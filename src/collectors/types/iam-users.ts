/** What the collectors of IAM users and groups share. */

import type { AttachedPolicy, GroupDetail, PolicyDetail, UserDetail } from '@aws-sdk/client-iam';
import { pushAll } from '../../common/lists.ts';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { type CollectorContext, compact } from '../collector.ts';
import { policyDocument } from './iam.ts';

type Holders = { readonly users: readonly UserDetail[]; readonly groups: readonly GroupDetail[] };

/** Every user and group with their policies: read once for both collectors. */
export function usersAndGroups(ctx: CollectorContext): Promise<Holders> {
  return ctx.once('iam:GetAccountAuthorizationDetails of users and groups', async () => {
    const { IAMClient, paginateGetAccountAuthorizationDetails } = await import('@aws-sdk/client-iam');
    const users: UserDetail[] = [];
    const groups: GroupDetail[] = [];
    const config = { client: ctx.client(IAMClient), pageSize: 1000 };
    for await (const page of paginateGetAccountAuthorizationDetails(config, { Filter: ['User', 'Group'] })) {
      // A page may hold users only or groups only, but not neither.
      if (page.UserDetailList === undefined) given(page.GroupDetailList, 'UserDetailList or GroupDetailList');
      pushAll(users, page.UserDetailList ?? []);
      pushAll(groups, page.GroupDetailList ?? []);
    }
    return { users, groups };
  });
}

/** The policies of a user or group, in an order of their own. */
export function policiesOf(
  inline: readonly PolicyDetail[] | undefined,
  attached: readonly AttachedPolicy[] | undefined,
): JsonObject {
  const policies = (inline ?? []).map(({ PolicyName, PolicyDocument }) =>
    compact({ PolicyName, PolicyDocument: policyDocument(PolicyDocument) }),
  );
  return {
    ManagedPolicyArns: sorted(attached?.map(({ PolicyArn }) => PolicyArn)) ?? [],
    Policies: policies.sort((a, b) => (String(a.PolicyName) < String(b.PolicyName) ? -1 : 1)),
  };
}
