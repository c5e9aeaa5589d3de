import { CreateOptionGroupCommand, RDSClient } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-rds-optiongroup.ts';

const ARN = 'arn:aws:rds:us-east-1:111122223333:og:oracle';
const setting = (Name: string, Value: string | undefined, more: object = {}) => ({
  Name,
  Value,
  DataType: 'STRING',
  ...more,
});
const ONE = {
  OptionGroupName: 'oracle',
  OptionGroupArn: ARN,
  OptionGroupDescription: 'agents',
  EngineName: 'oracle-EE',
  MajorEngineVersion: '19',
  AllowsVpcAndNonVpcInstanceMemberships: true,
  Options: [
    {
      OptionName: 'OEM_AGENT',
      OptionVersion: '13.5',
      Persistent: false,
      Port: 3872,
      OptionSettings: [
        setting('AGENT_REGISTRATION_PASSWORD', 'hunter2'),
        setting('MINIMUM_TLS_VERSION', 'TLSv1.2', { AllowedValues: 'TLSv1,TLSv1.2' }),
        setting('OMS_PORT', '4903', { DataType: 'INTEGER' }),
        setting('ROLE', 'arn:aws:iam::111122223333:role/agent'),
        setting('OMS_HOST', undefined),
      ],
      VpcSecurityGroupMemberships: [
        { VpcSecurityGroupId: 'sg-2', Status: 'active' },
        { VpcSecurityGroupId: 'sg-1', Status: 'active' },
      ],
      DBSecurityGroupMemberships: [],
    },
  ],
};

test('maps to the CloudFormation properties; what takes any text is a digest', async () => {
  const found = await listAll(collector, stubContext({ DescribeOptionGroups: { OptionGroupsList: [ONE] } }));
  expect(found).toEqual([
    {
      id: 'oracle',
      arn: ARN,
      name: 'oracle',
      properties: {
        EngineName: 'oracle-ee',
        MajorEngineVersion: '19',
        OptionConfigurations: [
          {
            OptionName: 'OEM_AGENT',
            OptionSettings: [
              { Name: 'AGENT_REGISTRATION_PASSWORD', Value: 'digest:7' },
              { Name: 'MINIMUM_TLS_VERSION', Value: 'TLSv1.2' },
              { Name: 'OMS_PORT', Value: '4903' },
              { Name: 'ROLE', Value: 'arn:aws:iam::111122223333:role/agent' },
            ],
            OptionVersion: '13.5',
            Port: 3872,
            VpcSecurityGroupMemberships: ['sg-1', 'sg-2'],
          },
        ],
        OptionGroupDescription: 'agents',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test("AWS's own are defaults, and those of other services are not RDS's", async () => {
  const isDefault = (id: string) => collector.isDefault?.({ id, arn: null, name: id, properties: {} });
  expect(['default:mysql-8-0', 'mine'].map(isDefault)).toEqual([true, false]);
  const OptionGroupsList = [{ ...ONE, EngineName: 'neptune' }];
  expect(await listAll(collector, stubContext({ DescribeOptionGroups: { OptionGroupsList } }))).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ OptionGroupsList: [ONE], Marker: 'two' }, { OptionGroupsList: [ONE] }] as const;
  const check = { operation: 'DescribeOptionGroups', action: 'rds:DescribeOptionGroups', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no OptionGroupsList');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'rds', action: 'DescribeOptionGroups' },
    async seed(world) {
      const client = new RDSClient(world.clients('us-east-1'));
      const names = ['one', 'two', 'three'];
      for (const OptionGroupName of names) {
        const given = { OptionGroupName, EngineName: 'mysql', MajorEngineVersion: '5.6' };
        await client.send(new CreateOptionGroupCommand({ ...given, OptionGroupDescription: 'audit' }));
      }
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(['one', 'three', 'two']);
  expect(outcome.found[0]?.properties).toMatchObject({ EngineName: 'mysql', OptionGroupDescription: 'audit' });
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
