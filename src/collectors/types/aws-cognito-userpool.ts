/** The collector of `AWS::Cognito::UserPool`. */
import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { defineCollector } from '../collector.ts';
import { mapped, plainJson } from '../mapping.ts';
import { withoutSecretsIn } from '../secret-values.ts';
import { userPools } from './cognito.ts';

const TYPE = 'AWS::Cognito::UserPool';
const TAKEN = [
  'AccountRecoverySetting',
  'AdminCreateUserConfig',
  'AliasAttributes',
  'AutoVerifiedAttributes',
  'DeletionProtection',
  'DeviceConfiguration',
  'EmailConfiguration',
  'EmailVerificationMessage',
  'EmailVerificationSubject',
  'IssuerConfiguration',
  'KeyConfiguration',
  'LambdaConfig',
  'MfaConfiguration',
  'Policies',
  'SmsAuthenticationMessage',
  'SmsConfiguration',
  'SmsVerificationMessage',
  'UserAttributeUpdateSettings',
  'UserPoolAddOns',
  'UserPoolTier',
  'UsernameAttributes',
  'UsernameConfiguration',
  'VerificationMessageTemplate',
];
const PARTS = [...TAKEN, 'Schema', 'Tags'];
const MFA = 'it stands in GetUserPoolMfaConfig, which is not asked';

export default defineCollector({
  type: TYPE,
  summary: 'User pools: who may sign up and how, attributes, MFA, messages, triggers.',
  scope: 'regional',
  actions: ['cognito-idp:ListUserPools'],
  async *list(ctx) {
    for (const { Id = '', Name } of await userPools(ctx)) {
      const arn = `arn:${ctx.partition}:cognito-idp:${ctx.region}:${ctx.account}:userpool/${Id}`;
      yield { id: Id, arn, name: Name ?? null, properties: {} };
    }
  },
  parts: [
    {
      action: 'cognito-idp:DescribeUserPool',
      properties: PARTS,
      async read(ctx, { id }) {
        const { CognitoIdentityProviderClient, DescribeUserPoolCommand } = await import(
          '@aws-sdk/client-cognito-identity-provider'
        );
        const command = new DescribeUserPoolCommand({ UserPoolId: id });
        const { UserPool } = await ctx.client(CognitoIdentityProviderClient).send(command);
        if (UserPool === undefined) throw new Error('the answer carries no UserPool');
        const properties = withoutSecretsIn(TYPE, described(UserPool, ctx.digest), ctx) as JsonObject;
        return { ...properties, Tags: UserPool.UserPoolTags ?? {} };
      },
    },
  ],
  tags: 'part',
  comparators: {
    DeletionProtection: { compare: 'same', severity: 'high', best: 'ACTIVE' },
    'LambdaConfig.PreSignUp': { compare: 'same', severity: 'high' },
    MfaConfiguration: { compare: 'same', severity: 'high', why: 'OFF lets in whoever has a password.' },
    UserPoolTier: 'same',
  },
  sets: ['AliasAttributes', 'AutoVerifiedAttributes', 'UsernameAttributes'],
  keyed: { 'AccountRecoverySetting.RecoveryMechanisms': ['Name'], Schema: ['Name'] },
  notRead: {
    EmailAuthenticationMessage: MFA,
    EmailAuthenticationSubject: MFA,
    EnabledMfas: MFA,
    UserPoolName: 'it is the name',
    UserPoolTags: 'compared as tags',
    WebAuthnFactorConfiguration: MFA,
    WebAuthnRelyingPartyID: MFA,
    WebAuthnUserVerification: MFA,
  },
  cannotSee: ['Users and groups, domains, identity providers and resource servers; which second factors there are.'],
});

/** Without what Cognito counts; the external id of the SMS role is a shared secret. */
function described(pool: UserPoolType, digest: (secret: string) => string): JsonObject {
  const { SmsConfiguration: sms } = pool;
  const external = sms?.ExternalId === undefined ? {} : { ExternalId: digest(sms.ExternalId) };
  const { SchemaAttributes } = pool;
  return mapped(
    { ...pool, Schema: plainJson(SchemaAttributes), SmsConfiguration: sms && { ...sms, ...external } },
    { take: [...TAKEN, 'Schema'], sets: ['AliasAttributes', 'AutoVerifiedAttributes', 'UsernameAttributes'] },
  );
}
