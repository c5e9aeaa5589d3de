import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-iam-oidcprovider.ts';

const ANSWERS = {
  ListOpenIDConnectProviders: {
    OpenIDConnectProviderList: [{ Arn: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' }],
  },
  GetOpenIDConnectProvider: {
    Url: 'token.actions.githubusercontent.com',
    ClientIDList: ['sts.amazonaws.com', 'b'],
    ThumbprintList: ['ff'],
    CreateDate: new Date(0),
    Tags: [{ Key: 'app', Value: 'shop' }],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
      arn: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
      name: 'token.actions.githubusercontent.com',
      properties: {
        ClientIdList: ['b', 'sts.amazonaws.com'],
        Tags: { app: 'shop' },
        ThumbprintList: ['ff'],
        Url: 'token.actions.githubusercontent.com',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('the id that AWS gave a cluster is neither a name nor a part of the URL', async () => {
  const Url = 'oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
  const Arn = `arn:aws:iam::111122223333:oidc-provider/${Url}`;
  const ctx = stubContext({
    ListOpenIDConnectProviders: { OpenIDConnectProviderList: [{ Arn }] },
    GetOpenIDConnectProvider: { Url },
  });
  expect(await readAll(collector, ctx)).toMatchObject([
    { id: Arn, name: null, properties: { Url: 'oidc.eks.us-east-1.amazonaws.com/id' } },
  ]);
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('iam:ListOpenIDConnectProviders');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListOpenIDConnectProviders: refusal }))).rejects.toBe(
    refusal,
  );
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListOpenIDConnectProviders: {} }))).rejects.toThrow(
    'no OpenIDConnectProviderList',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['iam:GetOpenIDConnectProvider']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['iam:GetOpenIDConnectProvider']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
