import { CloudFrontClient, CreateOriginAccessControlCommand } from '@aws-sdk/client-cloudfront';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-cloudfront-originaccesscontrol.ts';

const ONE = {
  Id: 'E1',
  Name: 'site',
  Description: '',
  SigningProtocol: 'sigv4',
  SigningBehavior: 'always',
  OriginAccessControlOriginType: 's3',
};
const page = (items: readonly object[], more: object = {}) => ({
  OriginAccessControlList: {
    Marker: '',
    MaxItems: 100,
    IsTruncated: false,
    Quantity: items.length,
    Items: items,
    ...more,
  },
});

test('maps to the CloudFormation properties, over all pages', async () => {
  const first = page([ONE], { IsTruncated: true, NextMarker: 'E1' });
  const ctx = stubContext({ ListOriginAccessControls: [first, page([{ ...ONE, Id: 'E2' }])] });
  const found = await listAll(collector, ctx);
  expect(found.map(({ id }) => id)).toEqual(['E1', 'E2']);
  expect(found[0]).toEqual({
    id: 'E1',
    arn: 'arn:aws:cloudfront::111122223333:origin-access-control/E1',
    name: 'site',
    properties: {
      OriginAccessControlConfig: {
        OriginAccessControlOriginType: 's3',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    },
  });
  expect(undocumented(collector, found)).toEqual([]);
  expect(ctx.calls.map(({ input }) => input)).toEqual([{ MaxItems: 100 }, { MaxItems: 100, Marker: 'E1' }]);
});

test('none is told by the quantity; a denied page, and an answer that says nothing, throw', async () => {
  const read = (answer: object) => listAll(collector, stubContext({ ListOriginAccessControls: answer as never }));
  expect(await read(page([], { Items: undefined }))).toEqual([]);
  const refusal = denied('cloudfront:ListOriginAccessControls');
  await expect(read([page([ONE], { IsTruncated: true, NextMarker: 'E1' }), refusal])).rejects.toBe(refusal);
  await expect(read({})).rejects.toThrow('carries no OriginAccessControlList');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'cloudfront', action: 'ListOriginAccessControls' },
    async seed(world) {
      const client = new CloudFrontClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const Name of ['one', 'two', 'three']) {
        const OriginAccessControlConfig = {
          ...{ Name, SigningProtocol: 'sigv4' as const, SigningBehavior: 'always' as const },
          OriginAccessControlOriginType: 's3' as const,
        };
        const command = new CreateOriginAccessControlCommand({ OriginAccessControlConfig });
        made.push((await client.send(command)).OriginAccessControl?.Id ?? '');
      }
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
