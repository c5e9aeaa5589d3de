import { RequestServiceQuotaIncreaseCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, liveContext, stubContext } from '../testing.ts';
import { zonesOfClass, zonesOfTypes } from './offerings.ts';
import { quotasOf } from './quotas.ts';
import { readReadiness } from './read-readiness.ts';
import { serviceCodes } from './service-codes.ts';

const quota = (QuotaCode: string, Value: number, more: object = {}) => ({
  QuotaCode,
  QuotaName: QuotaCode,
  Value,
  ...more,
});

test('what was granted goes before the default; quotas of one resource and of all regions are left out', async () => {
  const ctx = stubContext({
    ListAWSDefaultServiceQuotas: [
      { Quotas: [quota('L-1', 10), quota('L-2', 5)], NextToken: 'two' },
      { Quotas: [quota('L-3', 7), quota('L-4', 1, { GlobalQuota: true })] },
    ],
    ListServiceQuotas: { Quotas: [quota('L-2', 50), quota('L-5', 1, { QuotaAppliedAtLevel: 'RESOURCE' })] },
  });
  const found = await quotasOf(ctx, 'lambda');
  expect(Object.entries(found).map(([code, one]) => [code, (one as { Value: number }).Value])).toEqual([
    ['L-1', 10],
    ['L-2', 50],
    ['L-3', 7],
  ]);
});

test('a service without quotas has none; an answer without its list, and any other failure, throws', async () => {
  const none = Object.assign(new Error('none'), { name: 'NoSuchResourceException' });
  expect(await quotasOf(stubContext({ ListAWSDefaultServiceQuotas: none, ListServiceQuotas: none }), 'x')).toEqual({});
  await expect(
    quotasOf(stubContext({ ListAWSDefaultServiceQuotas: {}, ListServiceQuotas: { Quotas: [] } }), 'x'),
  ).rejects.toThrow('the answer carries no Quotas');
  const refusal = denied('servicequotas:ListServiceQuotas');
  await expect(
    quotasOf(stubContext({ ListAWSDefaultServiceQuotas: { Quotas: [] }, ListServiceQuotas: refusal }), 'x'),
  ).rejects.toBe(refusal);
});

test('the services in use, by the types in use', () => {
  expect(serviceCodes(['AWS::Lambda::Function', 'AWS::EC2::VPC', 'AWS::EC2::Subnet', 'Custom::Thing'])).toEqual([
    'ebs',
    'ec2',
    'lambda',
    'vpc',
  ]);
});

test('zones that offer a type and a class; what none offers has an empty list', async () => {
  const offered = ['us-east-1b', 'us-east-1a'].map((Location) => ({ InstanceType: 'm7i.large', Location }));
  const ctx = stubContext({
    DescribeInstanceTypeOfferings: { InstanceTypeOfferings: offered },
    DescribeOrderableDBInstanceOptions: [
      { OrderableDBInstanceOptions: [{ AvailabilityZones: [{ Name: 'us-east-1a' }] }], Marker: 'two' },
      { OrderableDBInstanceOptions: [{ AvailabilityZones: [{ Name: 'us-east-1a' }, { Name: 'us-east-1c' }] }] },
    ],
  });
  expect([...(await zonesOfTypes(ctx, ['m7i.large', 'x9.large']))]).toEqual([
    ['m7i.large', ['us-east-1a', 'us-east-1b']],
    ['x9.large', []],
  ]);
  expect(await zonesOfClass(ctx, { Engine: 'postgres', DBInstanceClass: 'db.r7g.large' })).toEqual([
    'us-east-1a',
    'us-east-1c',
  ]);
});

test('one kind that fails in one place is unknown there, and nothing else is', async () => {
  const used = [
    { type: 'AWS::Lambda::Function', properties: {} },
    { type: 'AWS::EC2::Instance', properties: { InstanceType: 'm7i.large' } },
  ];
  const offerings = { DescribeInstanceTypeOfferings: { InstanceTypeOfferings: [] } };
  const quotas = { ListAWSDefaultServiceQuotas: { Quotas: [] }, ListServiceQuotas: { Quotas: [] } };
  const principal = 'arn:aws:iam::111122223333:role/audit';
  const refusal = denied('servicequotas:ListServiceQuotas');
  const { resources, observations } = await readReadiness(
    [
      { region: 'us-east-1', ctx: stubContext({ ...offerings, ...quotas }), principal },
      { region: 'eu-central-1', ctx: stubContext({ ...offerings, ...quotas, ListServiceQuotas: refusal }), principal },
    ],
    used,
  );
  const unknown = observations.filter(({ state }) => state === 'unknown');
  expect(unknown).toMatchObject([
    { region: 'eu-central-1', type: 'AWS::ServiceQuotas::Quotas', gaps: [{ cause: 'denied' }] },
  ]);
  expect(observations).toHaveLength(6);
  expect(resources.filter(({ type }) => type === 'AWS::EC2::InstanceTypeOffering').map(({ region }) => region)).toEqual(
    ['us-east-1', 'eu-central-1'],
  );
  expect(resources.every(({ selected }) => !selected)).toBe(true);
});

test('in the simulator: a quota that was raised', async () => {
  const world = await openWorld();
  const raised = { ServiceCode: 'lambda', QuotaCode: 'L-B99A9384', DesiredValue: 5000 };
  await new ServiceQuotasClient(world.clients('us-east-1')).send(new RequestServiceQuotaIncreaseCommand(raised));
  const value = async (region: string) => {
    const found = await quotasOf(liveContext(world.auditClients(region), { region }), 'lambda');
    return (found['L-B99A9384'] as { Value: number }).Value;
  };
  expect([await value('us-east-1'), await value('eu-central-1')]).toEqual([5000, 1000]);
  const zones = await zonesOfTypes(liveContext(world.auditClients('us-east-1')), ['t3.micro']);
  expect(zones.get('t3.micro')?.length).toBeGreaterThan(0);
});
