import { CloudFrontClient, CreateCloudFrontOriginAccessIdentityCommand } from '@aws-sdk/client-cloudfront';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-cloudfront-cloudfrontoriginaccessidentity.ts';

const item = (Id: string, Comment: string) => ({ Id, S3CanonicalUserId: 'abc', Comment });
const page = (items: readonly object[], more: object = {}) => ({
  CloudFrontOriginAccessIdentityList: {
    Marker: '',
    MaxItems: 100,
    IsTruncated: false,
    Quantity: items.length,
    Items: items,
    ...more,
  },
});

test('maps to the CloudFormation properties, over all pages', async () => {
  const first = page([item('E1', 'site')], { IsTruncated: true, NextMarker: 'E1' });
  const ctx = stubContext({ ListCloudFrontOriginAccessIdentities: [first, page([item('E2', '')])] });
  const found = await listAll(collector, ctx);
  expect(found).toEqual([
    {
      id: 'E1',
      arn: 'arn:aws:cloudfront::111122223333:origin-access-identity/E1',
      name: null,
      properties: { CloudFrontOriginAccessIdentityConfig: { Comment: 'site' } },
    },
    {
      id: 'E2',
      arn: 'arn:aws:cloudfront::111122223333:origin-access-identity/E2',
      name: null,
      properties: { CloudFrontOriginAccessIdentityConfig: {} },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  expect(ctx.calls.map(({ input }) => input)).toEqual([{ MaxItems: 100 }, { MaxItems: 100, Marker: 'E1' }]);
});

test('none is told by the quantity; a denied page, and an answer that says nothing, throw', async () => {
  const read = (answer: object) =>
    listAll(collector, stubContext({ ListCloudFrontOriginAccessIdentities: answer as never }));
  const none = page([], { Items: undefined });
  expect(await read(none)).toEqual([]);
  const refusal = denied('cloudfront:ListCloudFrontOriginAccessIdentities');
  const first = page([item('E1', 'site')], { IsTruncated: true, NextMarker: 'E1' });
  await expect(read([first, refusal])).rejects.toBe(refusal);
  await expect(read({})).rejects.toThrow('carries no CloudFrontOriginAccessIdentityList');
  await expect(read(page([], { Quantity: 2, Items: undefined }))).rejects.toThrow('carries no Items');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'cloudfront', action: 'ListCloudFrontOriginAccessIdentities' },
    async seed(world) {
      const client = new CloudFrontClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const Comment of ['one', 'two', 'three']) {
        const CloudFrontOriginAccessIdentityConfig = { CallerReference: Comment, Comment };
        const command = new CreateCloudFrontOriginAccessIdentityCommand({ CloudFrontOriginAccessIdentityConfig });
        made.push((await client.send(command)).CloudFrontOriginAccessIdentity?.Id ?? '');
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
