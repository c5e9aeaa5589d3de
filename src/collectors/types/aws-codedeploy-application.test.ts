import { CodeDeployClient, CreateApplicationCommand } from '@aws-sdk/client-codedeploy';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-codedeploy-application.ts';

const OTHERS = {
  BatchGetApplications: ({ applicationNames }: Readonly<Record<string, unknown>>) => ({
    applicationsInfo: (applicationNames as string[]).map((applicationName) => ({
      applicationName,
      applicationId: '1',
      createTime: new Date(0),
      linkedToGitHub: false,
      computePlatform: 'ECS',
    })),
  }),
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, ListApplications: { applications: ['shop'] } }));
  expect(found).toEqual([
    {
      id: 'shop',
      arn: 'arn:aws:codedeploy:us-east-1:111122223333:application:shop',
      name: 'shop',
      properties: { ComputePlatform: 'ECS' },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('takes all pages, a hundred names a call; a denied page and an answer without its list throws', async () => {
  const pages = [{ applications: ['one'], nextToken: 'two' }, { applications: ['two'] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListApplications',
    action: 'codedeploy:ListApplications',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toEqual(['one', 'two']);
  expect(outcome.inputs).toEqual([{}, { nextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no applications');
  const many = stubContext({
    ...OTHERS,
    ListApplications: { applications: Array.from({ length: 101 }, (_, at) => `a${at}`) },
  });
  expect(await readAll(collector, many)).toHaveLength(101);
  expect(many.calls.filter(({ operation }) => operation === 'BatchGetApplications')).toHaveLength(2);
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'codedeploy', action: 'ListApplications' },
    async seed(world) {
      const client = new CodeDeployClient(world.clients('us-east-1'));
      for (const applicationName of ['one', 'two', 'three'])
        await client.send(new CreateApplicationCommand({ applicationName, computePlatform: 'ECS' }));
      return ['one', 'two', 'three'];
    },
  });
  expect(outcome.found.map(({ id }) => id).sort()).toEqual([...outcome.made].sort());
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
