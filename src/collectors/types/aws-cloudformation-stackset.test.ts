import { CloudFormationClient, CreateStackSetCommand } from '@aws-sdk/client-cloudformation';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-cloudformation-stackset.ts';

const ID = 'baseline:1234abcd-12ab-34cd-56ef-1234567890ab';
const ARN = `arn:aws:cloudformation:us-east-1:111122223333:stackset/${ID}`;
const ONE = { StackSetName: 'baseline', StackSetId: ID, Status: 'ACTIVE' };
const FULL = {
  ...ONE,
  StackSetARN: ARN,
  Description: 'guard rails',
  TemplateBody: '{"Resources":{}}',
  Parameters: [{ ParameterKey: 'Password', ParameterValue: 'hunter2' }],
  Capabilities: ['CAPABILITY_NAMED_IAM', 'CAPABILITY_IAM'],
  Tags: [{ Key: 'team', Value: 'security' }],
  AdministrationRoleARN: 'arn:aws:iam::111122223333:role/admin',
  ExecutionRoleName: 'exec',
  PermissionModel: 'SELF_MANAGED',
  OrganizationalUnitIds: [],
  ManagedExecution: { Active: false },
  Regions: ['us-east-1', 'eu-central-1'],
};
const ANSWERS = { ListStackSets: { Summaries: [ONE] }, DescribeStackSet: { StackSet: FULL } };
const ACTION = 'cloudformation:DescribeStackSet';

test('maps to the CloudFormation properties; template and parameters are digests', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: ID,
      arn: ARN,
      name: 'baseline',
      properties: {
        AdministrationRoleARN: 'arn:aws:iam::111122223333:role/admin',
        Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
        Description: 'guard rails',
        ExecutionRoleName: 'exec',
        ManagedExecution: { Active: false },
        Parameters: [{ ParameterKey: 'Password', ParameterValue: 'digest:7' }],
        PermissionModel: 'SELF_MANAGED',
        Regions: ['eu-central-1', 'us-east-1'],
        Tags: { team: 'security' },
        TemplateBody: 'digest:16',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages of those that are there, and takes all; a denied page and one without a list throw', async () => {
  const pages = [{ Summaries: [ONE], NextToken: 'two' }, { Summaries: [ONE] }] as const;
  const check = { operation: 'ListStackSets', action: 'cloudformation:ListStackSets', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  const first = { Status: 'ACTIVE', MaxResults: 100 };
  expect(outcome.inputs).toEqual([first, { ...first, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Summaries');
});

test('a denied part throws, and so does an answer that says nothing', async () => {
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  const read = (DescribeStackSet: object) => readPart(collector, ACTION, stubContext({ DescribeStackSet }), listed);
  const refusal = denied(ACTION);
  await expect(read(refusal)).rejects.toBe(refusal);
  await expect(read({})).rejects.toThrow('carries no StackSet');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'cloudformation', action: 'ListStackSets' },
    async seed(world) {
      const client = new CloudFormationClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const StackSetName of ['one', 'two', 'three']) {
        const TemplateBody = '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}';
        made.push((await client.send(new CreateStackSetCommand({ StackSetName, TemplateBody }))).StackSetId ?? '');
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
