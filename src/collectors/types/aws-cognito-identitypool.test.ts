import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { failuresOfPart, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-cognito-identitypool.ts';

const ID = 'us-east-1:1234abcd-12ab-34cd-56ef-1234567890ab';
const ONE = { IdentityPoolId: ID, IdentityPoolName: 'shop' };
const POOL = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_A';
const ROLE = 'arn:aws:iam::111122223333:role/in';
const ANSWERS = {
  ListIdentityPools: { IdentityPools: [ONE] },
  DescribeIdentityPool: {
    ...ONE,
    AllowUnauthenticatedIdentities: false,
    CognitoIdentityProviders: [{ ClientId: 'c1', ProviderName: POOL, ServerSideTokenCheck: false }],
    SupportedLoginProviders: { 'accounts.google.com': 'app.apps.googleusercontent.com' },
    IdentityPoolTags: { team: 'shop' },
  },
  GetIdentityPoolRoles: {
    IdentityPoolId: ID,
    Roles: { authenticated: ROLE },
    RoleMappings: { [`${POOL}:c1`]: { Type: 'Token', AmbiguousRoleResolution: 'Deny' } },
  },
};
const PARTS = ['cognito-identity:DescribeIdentityPool', 'cognito-identity:GetIdentityPoolRoles'];

test('maps to the CloudFormation properties; providers by the id of their pool', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: ID,
      arn: `arn:aws:cognito-identity:us-east-1:111122223333:identitypool/${ID}`,
      name: 'shop',
      properties: {
        AllowUnauthenticatedIdentities: false,
        CognitoIdentityProviders: [{ ClientId: 'c1', ProviderName: 'us-east-1_A', ServerSideTokenCheck: false }],
        RoleMappings: [
          { AmbiguousRoleResolution: 'Deny', Client: 'c1', IdentityProvider: 'us-east-1_A', Type: 'Token' },
        ],
        Roles: { authenticated: ROLE },
        SupportedLoginProviders: { 'accounts.google.com': 'app.apps.googleusercontent.com' },
        Tags: { team: 'shop' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('a pool without roles has none', async () => {
  const [found] = await readAll(collector, stubContext({ ...ANSWERS, GetIdentityPoolRoles: { IdentityPoolId: ID } }));
  expect(found?.properties).not.toHaveProperty('Roles');
  expect(found?.properties).not.toHaveProperty('RoleMappings');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ IdentityPools: [ONE], NextToken: 'two' }, { IdentityPools: [ONE] }] as const;
  const check = { operation: 'ListIdentityPools', action: 'cognito-identity:ListIdentityPools', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 60 }, { MaxResults: 60, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no IdentityPools');
});

test.each(PARTS)('%s: a denial throws, and so does an answer that says nothing', async (action) => {
  const failures = await failuresOfPart(collector, action, ANSWERS);
  expect(failures.isRefusal).toBe(true);
  expect(failures.empty).toContain('carries no');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'cognito-identity', action: 'ListIdentityPools' },
    async seed(world) {
      const client = new CognitoIdentityClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const IdentityPoolName of ['one', 'two', 'three']) {
        const given = { IdentityPoolName, AllowUnauthenticatedIdentities: true };
        made.push((await client.send(new CreateIdentityPoolCommand(given))).IdentityPoolId ?? '');
      }
      const roles = { IdentityPoolId: [...made].sort()[0], Roles: { authenticated: ROLE } };
      await client.send(new SetIdentityPoolRolesCommand(roles));
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.found.map(({ properties }) => properties.Roles)).toEqual([
    { authenticated: ROLE },
    undefined,
    undefined,
  ]);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
