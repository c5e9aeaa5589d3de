import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-cloudfront-distribution.ts';

const ANSWERS = {
  ListDistributions: {
    DistributionList: {
      Marker: '',
      IsTruncated: false,
      Quantity: 1,
      Items: [
        {
          Id: 'E1',
          ARN: 'arn:aws:cloudfront::111122223333:distribution/E1',
          Aliases: { Quantity: 2, Items: ['www.shop.com', 'shop.com'] },
        },
      ],
    },
  },
  GetDistributionConfig: {
    DistributionConfig: {
      CallerReference: 'x',
      Comment: '',
      Enabled: true,
      Aliases: { Quantity: 1, Items: ['shop.com'] },
      CacheBehaviors: { Quantity: 0 },
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: 'web',
            DomainName: 'o.shop.com',
            CustomHeaders: { Quantity: 1, Items: [{ HeaderName: 'x-pass', HeaderValue: 'hush' }] },
          },
        ],
      },
      DefaultCacheBehavior: {
        TargetOriginId: 'web',
        AllowedMethods: { Quantity: 1, Items: ['GET'], CachedMethods: { Quantity: 1, Items: ['GET'] } },
      },
    },
  },
  ListTagsForResource: { Tags: { Items: [{ Key: 'app', Value: 'shop' }] } },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'E1',
      arn: 'arn:aws:cloudfront::111122223333:distribution/E1',
      name: 'shop.com',
      properties: {
        DistributionConfig: {
          Aliases: ['shop.com'],
          CacheBehaviors: [],
          DefaultCacheBehavior: { AllowedMethods: { Cached: ['GET'], Items: ['GET'] }, TargetOriginId: 'web' },
          Enabled: true,
          Origins: [
            { CustomHeaders: [{ HeaderName: 'x-pass', HeaderValue: 'digest:4' }], DomainName: 'o.shop.com', Id: 'web' },
          ],
        },
        Tags: { app: 'shop' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('all pages; none is said by the quantity, and items that are left out are no answer', async () => {
  const item = { Id: 'E1' };
  const first = { DistributionList: { IsTruncated: true, NextMarker: 'two', Quantity: 1, Items: [item] } };
  const last = { DistributionList: { IsTruncated: false, Quantity: 0 } };
  const ctx = stubContext({ ...ANSWERS, ListDistributions: [first, last] });
  expect((await listAll(collector, ctx)).map(({ id }) => id)).toEqual(['E1']);
  expect(ctx.calls.map(({ input }) => input)).toEqual([{ MaxItems: 100 }, { MaxItems: 100, Marker: 'two' }]);
  const silent = stubContext({ ListDistributions: { DistributionList: { IsTruncated: false, Quantity: 1 } } });
  await expect(listAll(collector, silent)).rejects.toThrow('carries no Items');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('cloudfront:ListDistributions');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListDistributions: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListDistributions: {} }))).rejects.toThrow(
    'no DistributionList',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['cloudfront:GetDistributionConfig', 'cloudfront:ListTagsForResource']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['cloudfront:GetDistributionConfig', 'cloudfront:ListTagsForResource']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
