/** The collector of `AWS::Cognito::UserPoolClient`. */
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { userPools } from './cognito.ts';

const LISTS = [
  'AllowedOAuthFlows',
  'AllowedOAuthScopes',
  'CallbackURLs',
  'ExplicitAuthFlows',
  'LogoutURLs',
  'ReadAttributes',
  'SupportedIdentityProviders',
  'WriteAttributes',
];
const TAKEN = [
  ...LISTS,
  'AccessTokenValidity',
  'AllowedOAuthFlowsUserPoolClient',
  'AnalyticsConfiguration',
  'AuthSessionValidity',
  'DefaultRedirectURI',
  'EnablePropagateAdditionalUserContextData',
  'EnableTokenRevocation',
  'IdTokenValidity',
  'PreventUserExistenceErrors',
  'RefreshTokenRotation',
  'RefreshTokenValidity',
  'TokenValidityUnits',
];

export default defineCollector({
  type: 'AWS::Cognito::UserPoolClient',
  summary: 'Clients of user pools: flows, scopes, redirects, how long their tokens live. Never their secret.',
  scope: 'regional',
  actions: ['cognito-idp:ListUserPools', 'cognito-idp:ListUserPoolClients'],
  async *list(ctx) {
    const { CognitoIdentityProviderClient, paginateListUserPoolClients } = await import(
      '@aws-sdk/client-cognito-identity-provider'
    );
    const config = { client: ctx.client(CognitoIdentityProviderClient), pageSize: 60 };
    for (const { Id: UserPoolId = '' } of await userPools(ctx)) {
      for await (const page of paginateListUserPoolClients(config, { UserPoolId })) {
        for (const one of given(page.UserPoolClients, 'UserPoolClients', 'cognito-idp:ListUserPoolClients'))
          yield { id: one.ClientId ?? '', arn: null, name: one.ClientName ?? null, properties: { UserPoolId } };
      }
    }
  },
  parts: [
    {
      action: 'cognito-idp:DescribeUserPoolClient',
      properties: [...TAKEN, 'GenerateSecret'],
      async read(ctx, { id, properties }) {
        const { CognitoIdentityProviderClient, DescribeUserPoolClientCommand } = await import(
          '@aws-sdk/client-cognito-identity-provider'
        );
        const command = new DescribeUserPoolClientCommand({ ClientId: id, UserPoolId: String(properties.UserPoolId) });
        const { UserPoolClient: client } = await ctx.client(CognitoIdentityProviderClient).send(command);
        if (client === undefined) throw new Error('the answer carries no UserPoolClient');
        // Of the secret only whether there is one.
        const GenerateSecret = client.ClientSecret !== undefined;
        return compact({ ...mapped(client, { take: TAKEN, sets: LISTS }), GenerateSecret });
      },
    },
  ],
  tags: 'none',
  needs: ['AWS::Cognito::UserPool'],
  livesIn: { UserPoolId: 'AWS::Cognito::UserPool' },
  comparators: {
    AllowedOAuthFlows: { compare: 'same', severity: 'high' },
    AllowedOAuthScopes: { compare: 'same', severity: 'high' },
    CallbackURLs: { compare: 'same', severity: 'high', why: 'Where tokens are sent to.' },
    EnableTokenRevocation: { compare: 'same', worse: 'false' },
    ExplicitAuthFlows: { compare: 'same', severity: 'high' },
    GenerateSecret: { compare: 'same', severity: 'high', worse: 'false' },
    UserPoolId: 'same',
  },
  sets: LISTS,
  notRead: { ClientName: 'it is the name' },
  cannotSee: ['The secret of a client: it is dropped where Cognito sends it.'],
});
