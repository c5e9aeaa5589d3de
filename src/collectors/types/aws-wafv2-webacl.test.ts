import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-wafv2-webacl.ts';

const ANSWERS = {
  ListWebACLs: ({ NextMarker }: Record<string, unknown>) =>
    NextMarker === undefined
      ? {
          NextMarker: 'shop',
          WebACLs: [
            {
              Name: 'shop',
              Id: 'w1',
              ARN: 'arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/shop/w1',
              LockToken: 't',
            },
          ],
        }
      : { WebACLs: [] },
  GetWebACL: {
    LockToken: 't',
    WebACL: {
      Name: 'shop',
      Id: 'w1',
      Capacity: 7,
      LabelNamespace: 'l',
      DefaultAction: { Allow: {} },
      Rules: [{ Name: 'block', Priority: 0, Action: { Block: {} } }],
      VisibilityConfig: { MetricName: 'shop' },
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS, { region: 'eu-central-1' }));
  expect(found).toEqual([
    {
      id: 'shop|w1|REGIONAL',
      arn: 'arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/shop/w1',
      name: 'shop',
      properties: {
        DefaultAction: { Allow: {} },
        Rules: [{ Name: 'block', Priority: 0, Action: { Block: {} } }],
        Scope: 'REGIONAL',
        VisibilityConfig: { MetricName: 'shop' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test("all pages; CloudFront's where CloudFront lives, and Firewall Manager's are its own", async () => {
  const here = stubContext(ANSWERS);
  expect((await listAll(collector, here)).map(({ id }) => id)).toEqual(['shop|w1|REGIONAL', 'shop|w1|CLOUDFRONT']);
  const regional = { Scope: 'REGIONAL', Limit: 100 };
  const there = stubContext(ANSWERS, { region: 'eu-central-1' });
  await listAll(collector, there);
  expect(there.calls.map(({ input }) => input)).toEqual([regional, { ...regional, NextMarker: 'shop' }]);
  const isDefault = (name: string) => collector.isDefault?.({ id: name, arn: null, name, properties: {} });
  expect(['FMManagedWebACLV2-x', 'shop'].map(isDefault)).toEqual([true, false]);
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('wafv2:ListWebACLs');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListWebACLs: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListWebACLs: {} }))).rejects.toThrow('no WebACLs');
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['wafv2:GetWebACL']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['wafv2:GetWebACL']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
