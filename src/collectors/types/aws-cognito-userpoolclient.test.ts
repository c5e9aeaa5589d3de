import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-cognito-userpoolclient.ts';

const ANSWERS = {
  ListUserPools: { UserPools: [{ Id: 'us-east-1_A', Name: 'shop' }] },
  ListUserPoolClients: { UserPoolClients: [{ ClientId: 'c1', UserPoolId: 'us-east-1_A', ClientName: 'web' }] },
  DescribeUserPoolClient: {
    UserPoolClient: {
      ClientId: 'c1',
      ClientName: 'web',
      ClientSecret: 'hush',
      CallbackURLs: ['https://b', 'https://a'],
      RefreshTokenValidity: 30,
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'c1',
      arn: null,
      name: 'web',
      properties: {
        CallbackURLs: ['https://a', 'https://b'],
        GenerateSecret: true,
        RefreshTokenValidity: 30,
        UserPoolId: 'us-east-1_A',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('the secret is nowhere', async () => {
  expect(JSON.stringify(await readAll(collector, stubContext(ANSWERS)))).not.toContain('hush');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { ClientId: 'c1' };
  const pages = [{ UserPoolClients: [one], NextToken: 'two' }, { UserPoolClients: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListUserPoolClients',
    action: 'cognito-idp:ListUserPoolClients',
    pages,
    others: { ListUserPools: ANSWERS.ListUserPools },
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { UserPoolId: 'us-east-1_A', MaxResults: 60 },
    { UserPoolId: 'us-east-1_A', MaxResults: 60, NextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no UserPoolClients');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('cognito-idp:ListUserPoolClients');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListUserPoolClients: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListUserPoolClients: {} }))).rejects.toThrow(
    'no UserPoolClients',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['cognito-idp:DescribeUserPoolClient']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['cognito-idp:DescribeUserPoolClient']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
