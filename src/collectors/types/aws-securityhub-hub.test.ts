import { EnableSecurityHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-securityhub-hub.ts';

const ARN = 'arn:aws:securityhub:us-east-1:111122223333:hub/default';
const HUB = {
  HubArn: ARN,
  SubscribedAt: '2026-01-01',
  AutoEnableControls: true,
  ControlFindingGenerator: 'SECURITY_CONTROL',
};
const standard = (name: string, StandardsStatus = 'READY') => ({
  StandardsArn: `arn:aws:securityhub:us-east-1::standards/${name}/v/1.0.0`,
  StandardsStatus,
  StandardsInput: {},
});
const STANDARDS = 'securityhub:GetEnabledStandards';

test('maps to the CloudFormation properties, with the standards of all pages that are on', async () => {
  const GetEnabledStandards = [
    { StandardsSubscriptions: [standard('pci-dss')], NextToken: 'two' },
    { StandardsSubscriptions: [standard('cis'), standard('nist', 'DELETING')] },
  ];
  const ctx = stubContext({ DescribeHub: HUB, GetEnabledStandards });
  const found = await readAll(collector, ctx);
  expect(found).toEqual([
    {
      id: ARN,
      arn: ARN,
      name: 'default',
      properties: {
        AutoEnableControls: true,
        ControlFindingGenerator: 'SECURITY_CONTROL',
        EnabledStandards: [standard('cis').StandardsArn, standard('pci-dss').StandardsArn],
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  expect(ctx.calls.slice(1).map(({ input }) => input)).toEqual([
    { MaxResults: 100 },
    { MaxResults: 100, NextToken: 'two' },
  ]);
});

test('where it is not on there is none; any other refusal in the same words is a refusal', async () => {
  const refused = (message: string) => Object.assign(new Error(message), { name: 'InvalidAccessException' });
  const off = refused('Account 111122223333 is not subscribed to AWS Security Hub');
  expect(await listAll(collector, stubContext({ DescribeHub: off }))).toEqual([]);
  const other = refused("The account doesn't have permission to perform this action.");
  await expect(listAll(collector, stubContext({ DescribeHub: other }))).rejects.toBe(other);
  const refusal = denied('securityhub:DescribeHub');
  await expect(listAll(collector, stubContext({ DescribeHub: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeHub: {} }))).rejects.toThrow('carries no HubArn');
});

test('a denied part throws, and so does an answer that says nothing', async () => {
  const listed = { id: ARN, arn: ARN, name: 'default', properties: {} };
  const read = (GetEnabledStandards: object) =>
    readPart(collector, STANDARDS, stubContext({ GetEnabledStandards }), listed);
  const refusal = denied(STANDARDS);
  await expect(read(refusal)).rejects.toBe(refusal);
  await expect(read({})).rejects.toThrow('carries no StandardsSubscriptions');
});

test('in the simulator: on in one region, not in another, and a denial', async () => {
  const world = await openWorld();
  const client = new SecurityHubClient(world.clients('us-east-1'));
  await client.send(new EnableSecurityHubCommand({ EnableDefaultStandards: false }));
  const read = (region: string) => readAll(collector, liveContext(world.auditClients(region), { region }));
  const found = await read('us-east-1');
  expect(found.map(({ name, properties }) => [name, properties.ControlFindingGenerator])).toEqual([
    ['default', 'SECURITY_CONTROL'],
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  expect(await read('eu-central-1')).toEqual([]);
  await world.faults([{ kind: 'deny', service: 'securityhub', action: 'DescribeHub' }]);
  await expect(read('eu-central-1')).rejects.toMatchObject({ name: expect.stringMatching(/Denied/) });
});
