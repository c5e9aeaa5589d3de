/** The collector of `AWS::Cognito::IdentityPool`. */
import type { GetIdentityPoolRolesResponse, IdentityPool } from '@aws-sdk/client-cognito-identity';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped, plainJson } from '../mapping.ts';

const SYNC = 'of Cognito Sync, which takes no new users';
const PARTS = [
  ...['AllowClassicFlow', 'AllowUnauthenticatedIdentities', 'CognitoIdentityProviders', 'DeveloperProviderName'],
  ...['OpenIdConnectProviderARNs', 'SamlProviderARNs', 'SupportedLoginProviders'],
];

export default defineCollector({
  type: 'AWS::Cognito::IdentityPool',
  summary: 'Identity pools: who may come in, by whose word, and which roles they get.',
  scope: 'regional',
  uniqueName: false,
  actions: ['cognito-identity:ListIdentityPools'],
  async *list(ctx) {
    const { CognitoIdentityClient, paginateListIdentityPools } = await import('@aws-sdk/client-cognito-identity');
    const config = { client: ctx.client(CognitoIdentityClient), pageSize: 60 };
    for await (const page of paginateListIdentityPools(config, { MaxResults: 60 })) {
      for (const { IdentityPoolId = '', IdentityPoolName } of given(page.IdentityPools, 'IdentityPools')) {
        const arn = `arn:${ctx.partition}:cognito-identity:${ctx.region}:${ctx.account}:identitypool/${IdentityPoolId}`;
        yield { id: IdentityPoolId, arn, name: IdentityPoolName ?? null, properties: {} };
      }
    }
  },
  parts: [
    {
      action: 'cognito-identity:DescribeIdentityPool',
      properties: [...PARTS, 'Tags'],
      async read(ctx, { id }) {
        const { CognitoIdentityClient, DescribeIdentityPoolCommand } = await import('@aws-sdk/client-cognito-identity');
        const command = new DescribeIdentityPoolCommand({ IdentityPoolId: id });
        const answer = await ctx.client(CognitoIdentityClient).send(command);
        if (answer.AllowUnauthenticatedIdentities === undefined)
          throw new Error('the answer carries no AllowUnauthenticatedIdentities');
        return { ...described(answer), Tags: answer.IdentityPoolTags ?? {} };
      },
    },
    {
      action: 'cognito-identity:GetIdentityPoolRoles',
      properties: ['RoleMappings', 'Roles'],
      async read(ctx, { id }) {
        const { CognitoIdentityClient, GetIdentityPoolRolesCommand } = await import('@aws-sdk/client-cognito-identity');
        const command = new GetIdentityPoolRolesCommand({ IdentityPoolId: id });
        const answer = await ctx.client(CognitoIdentityClient).send(command);
        // A pool without roles answers with its id alone.
        if (answer.IdentityPoolId === undefined) throw new Error('the answer carries no IdentityPoolId');
        return rolesOf(answer);
      },
    },
  ],
  tags: 'part',
  absorbs: ['AWS::Cognito::IdentityPoolRoleAttachment'],
  needs: ['AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient', 'AWS::IAM::Role'],
  comparators: {
    AllowClassicFlow: { compare: 'same', severity: 'high', worse: 'true' },
    AllowUnauthenticatedIdentities: { compare: 'same', severity: 'critical', worse: 'true' },
    CognitoIdentityProviders: {
      compare: 'same',
      severity: 'high',
      why: 'Providers by the id of their user pool, so that they are compared by which pools they are.',
    },
    DeveloperProviderName: 'same',
    OpenIdConnectProviderARNs: { compare: 'same', severity: 'high' },
    RoleMappings: { compare: 'same', severity: 'high', why: 'Which role a token brings.' },
    'Roles.authenticated': { compare: 'same', severity: 'high' },
    'Roles.unauthenticated': { compare: 'same', severity: 'critical', why: 'What everyone may do.' },
    SamlProviderARNs: { compare: 'same', severity: 'high' },
    SupportedLoginProviders: { compare: 'same', severity: 'high' },
  },
  sets: ['CognitoIdentityProviders', 'OpenIdConnectProviderARNs', 'RoleMappings', 'SamlProviderARNs'],
  notRead: {
    CognitoEvents: SYNC,
    CognitoStreams: SYNC,
    IdentityPoolName: 'it is the name',
    IdentityPoolTags: 'compared as tags',
    PushSync: SYNC,
  },
  cannotSee: ['Identities; which attributes of a token become tags of a session.'],
});

/** `cognito-idp.REGION.amazonaws.com/POOL`: the pool. Others (`accounts.google.com`) as they are. */
function poolOf(provider: string | undefined): string | undefined {
  return provider?.replace(/^cognito-idp\.[^/]+\//, '');
}

function described(pool: IdentityPool): JsonObject {
  const CognitoIdentityProviders = pool.CognitoIdentityProviders?.map((one) => ({
    ...one,
    ProviderName: poolOf(one.ProviderName),
  }));
  const sets = ['CognitoIdentityProviders', 'OpenIdConnectProviderARNs', 'SamlProviderARNs'];
  return mapped({ ...pool, CognitoIdentityProviders }, { take: PARTS, sets });
}

/** The mappings without their keys, which hold ids of pools and clients: whose they are stands in them. */
function rolesOf({ RoleMappings = {}, Roles }: GetIdentityPoolRolesResponse): JsonObject {
  const mappings = Object.entries(RoleMappings).map(([provider, mapping]) => {
    // POOL:CLIENT.
    const [IdentityProvider, client] = (poolOf(provider) ?? '').split(/:(?=[^/:]+$)/);
    return { ...mapping, Client: client, IdentityProvider };
  });
  const texts = sorted(mappings.map((one) => JSON.stringify(one)));
  return compact({
    RoleMappings: plainJson(texts?.map((text) => JSON.parse(text) as JsonObject)),
    Roles: plainJson(Roles),
  });
}
