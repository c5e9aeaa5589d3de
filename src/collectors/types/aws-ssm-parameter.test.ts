import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ssm-parameter.ts';

const ONE = {
  Name: '/app/db/host',
  Type: 'String',
  DataType: 'text',
  Tier: 'Standard',
  Description: 'where',
  Version: 4,
  LastModifiedUser: 'arn:aws:iam::111122223333:user/x',
  Policies: [],
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeParameters: { Parameters: [ONE] } }));
  const expected = {
    id: '/app/db/host',
    arn: 'arn:aws:ssm:us-east-1:111122223333:parameter/app/db/host',
    name: '/app/db/host',
    properties: { DataType: 'text', Description: 'where', Tier: 'Standard', Type: 'String' },
  };
  expect(found).toMatchObject([expected]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(Object.keys(expected.properties).sort());
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ Parameters: [ONE], NextToken: 'two' }, { Parameters: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeParameters',
    action: 'ssm:DescribeParameters',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 50 }, { MaxResults: 50, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Parameters');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ssm', action: 'DescribeParameters' },
    async seed(world) {
      const client = new SSMClient(world.clients('us-east-1'));
      const names = ['/app/one', '/app/three', '/app/two'];
      for (const Name of names) await client.send(new PutParameterCommand({ Name, Value: 'x', Type: 'String' }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
