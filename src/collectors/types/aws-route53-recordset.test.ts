import { expect, test } from 'vitest';
import { denied, listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-route53-recordset.ts';

const ANSWERS = {
  ListHostedZones: { HostedZones: [{ Id: '/hostedzone/Z1', Name: 'shop.com.', CallerReference: 'x' }] },
  ListResourceRecordSets: {
    ResourceRecordSets: [
      { Name: 'shop.com.', Type: 'NS', TTL: 1, ResourceRecords: [{ Value: 'ns' }] },
      { Name: 'shop.com.', Type: 'SOA' },
      {
        Name: '\\052.shop.com.',
        Type: 'A',
        SetIdentifier: 'us',
        Weight: 0,
        AliasTarget: {
          HostedZoneId: 'ZELB',
          DNSName: 'dualstack.lb.us-east-1.elb.amazonaws.com.',
          EvaluateTargetHealth: false,
        },
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'Z1|*.shop.com.|A|us',
      arn: null,
      name: '*.shop.com. A us',
      properties: {
        AliasTarget: {
          DNSName: 'dualstack.lb.us-east-1.elb.amazonaws.com.',
          EvaluateTargetHealth: false,
          HostedZoneId: 'ZELB',
        },
        HostedZoneId: 'Z1',
        Name: '*.shop.com.',
        SetIdentifier: 'us',
        Type: 'A',
        Weight: 0,
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { Name: 'www.shop.com.', Type: 'A' as const };
  const pages = [
    {
      ResourceRecordSets: [one],
      IsTruncated: true,
      NextRecordName: 'b',
      NextRecordType: 'A' as const,
      NextRecordIdentifier: 'us',
    },
    { ResourceRecordSets: [one] },
  ] as const;
  const outcome = await runListing(collector, {
    operation: 'ListResourceRecordSets',
    action: 'route53:ListResourceRecordSets',
    pages,
    others: { ListHostedZones: ANSWERS.ListHostedZones },
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { HostedZoneId: 'Z1', MaxItems: 300 },
    { HostedZoneId: 'Z1', MaxItems: 300, StartRecordName: 'b', StartRecordType: 'A', StartRecordIdentifier: 'us' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no ResourceRecordSets');
});

test('a denied list throws, and is never nothing', async () => {
  const refusal = denied('route53:ListResourceRecordSets');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListResourceRecordSets: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListResourceRecordSets: {} }))).rejects.toThrow(
    'no ResourceRecordSets',
  );
});
