import { CreateIPSetCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-wafv2-ipset.ts';

const ARN = 'arn:aws:wafv2:eu-central-1:111122223333:regional/ipset/office/i1';
const ONE = { Name: 'office', Id: 'i1', ARN, Description: '', LockToken: 't' };
const ANSWERS = {
  ListIPSets: ({ NextMarker }: Record<string, unknown>) =>
    NextMarker === undefined ? { NextMarker: 'office', IPSets: [ONE] } : { IPSets: [] },
  GetIPSet: {
    LockToken: 't',
    IPSet: { ...ONE, IPAddressVersion: 'IPV4', Addresses: ['192.0.2.0/24', '10.0.0.0/8'] },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS, { region: 'eu-central-1' }));
  expect(found).toEqual([
    {
      id: 'office|i1|REGIONAL',
      arn: ARN,
      name: 'office',
      properties: { Addresses: ['10.0.0.0/8', '192.0.2.0/24'], IPAddressVersion: 'IPV4', Scope: 'REGIONAL' },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('a set without addresses has none, which is not unknown', async () => {
  const GetIPSet = { IPSet: { ...ONE, IPAddressVersion: 'IPV6', Addresses: [] } };
  const [found] = await readAll(collector, stubContext({ ...ANSWERS, GetIPSet }, { region: 'eu-central-1' }));
  expect(found?.properties.Addresses).toEqual([]);
});

test("all pages, and CloudFront's where CloudFront lives", async () => {
  expect((await listAll(collector, stubContext(ANSWERS))).map(({ id }) => id)).toEqual([
    'office|i1|REGIONAL',
    'office|i1|CLOUDFRONT',
  ]);
  const ctx = stubContext(ANSWERS, { region: 'eu-central-1' });
  await listAll(collector, ctx);
  const regional = { Scope: 'REGIONAL', Limit: 100 };
  expect(ctx.calls.map(({ input }) => input)).toEqual([regional, { ...regional, NextMarker: 'office' }]);
});

test('a denied list and a denied part throw, and so do answers that say nothing', async () => {
  const refusal = denied('wafv2:ListIPSets');
  const region = 'eu-central-1';
  const second = ({ NextMarker }: Record<string, unknown>) =>
    NextMarker === undefined ? { NextMarker: 'office', IPSets: [ONE] } : refusal;
  await expect(listAll(collector, stubContext({ ListIPSets: second }, { region }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ListIPSets: {} }, { region }))).rejects.toThrow('carries no IPSets');
  const [listed] = await listAll(collector, stubContext(ANSWERS, { region }));
  if (listed === undefined) throw new Error('nothing is listed');
  const read = (GetIPSet: object) => readPart(collector, 'wafv2:GetIPSet', stubContext({ GetIPSet }), listed);
  await expect(read(refusal)).rejects.toBe(refusal);
  await expect(read({ IPSet: ONE })).rejects.toThrow('carries no Addresses');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'wafv2', action: 'ListIPSets' },
    async seed(world) {
      const client = new WAFV2Client(world.clients('us-east-1'));
      const made: string[] = [];
      for (const Name of ['one', 'two', 'three']) {
        const given = { Name, Scope: 'REGIONAL' as const, IPAddressVersion: 'IPV4' as const };
        const { Summary } = await client.send(new CreateIPSetCommand({ ...given, Addresses: ['192.0.2.0/24'] }));
        made.push(`${Name}|${Summary?.Id}|REGIONAL`);
      }
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(outcome.found[0]?.properties.Addresses).toEqual(['192.0.2.0/24']);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
