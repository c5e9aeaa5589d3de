/** What the IAM collectors share. */

import type { ManagedPolicyDetail, Role, RoleDetail } from '@aws-sdk/client-iam';
import { pushAll } from '../../common/lists.ts';
import type { Json } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

export type AccountDetails = {
  readonly roles: readonly RoleDetail[];
  readonly policies: readonly ManagedPolicyDetail[];
};

/** Every role with its trust, policies and tags, and every policy of the account's own: read once for both collectors. */
export function accountDetails(ctx: CollectorContext): Promise<AccountDetails> {
  return ctx.once('iam:GetAccountAuthorizationDetails', async () => {
    const { IAMClient, paginateGetAccountAuthorizationDetails } = await import('@aws-sdk/client-iam');
    const roles: RoleDetail[] = [];
    const policies: ManagedPolicyDetail[] = [];
    const pages = paginateGetAccountAuthorizationDetails(
      { client: ctx.client(IAMClient), pageSize: 1000 },
      { Filter: ['Role', 'LocalManagedPolicy'] },
    );
    for await (const page of pages) {
      // A page may hold roles only or policies only, but not neither.
      if (page.RoleDetailList === undefined) given(page.Policies, 'RoleDetailList or Policies');
      pushAll(roles, page.RoleDetailList ?? []);
      pushAll(policies, page.Policies ?? []);
    }
    return { roles, policies };
  });
}

/** The roles by name as ListRoles gives them: with what the account's details leave out, at one call a thousand roles. */
export function rolesByName(ctx: CollectorContext): Promise<ReadonlyMap<string, Role>> {
  return ctx.once('iam:ListRoles', async () => {
    const { IAMClient, paginateListRoles } = await import('@aws-sdk/client-iam');
    const roles = new Map<string, Role>();
    for await (const page of paginateListRoles({ client: ctx.client(IAMClient), pageSize: 1000 }, {})) {
      for (const role of given(page.Roles, 'Roles')) roles.set(role.RoleName ?? '', role);
    }
    return roles;
  });
}

/** A policy document as IAM sends it: JSON, URL-encoded (RFC 3986). undefined when there is none. */
export function policyDocument(encoded: string | undefined): Json | undefined {
  return encoded === undefined ? undefined : (JSON.parse(decodeURIComponent(encoded)) as Json);
}
