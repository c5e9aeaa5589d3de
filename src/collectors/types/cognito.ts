/** What the Cognito collectors share. */
import type { UserPoolDescriptionType } from '@aws-sdk/client-cognito-identity-provider';
import { allOf, given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

/** Every user pool of the region, once. */
export function userPools(ctx: CollectorContext): Promise<readonly UserPoolDescriptionType[]> {
  return ctx.once('cognito-idp:ListUserPools', async () => {
    const { CognitoIdentityProviderClient, paginateListUserPools } = await import(
      '@aws-sdk/client-cognito-identity-provider'
    );
    const config = { client: ctx.client(CognitoIdentityProviderClient), pageSize: 60 };
    const pages = paginateListUserPools(config, { MaxResults: 60 });
    return allOf(pages, ({ UserPools }) => given(UserPools, 'UserPools', 'cognito-idp:ListUserPools'));
  });
}
