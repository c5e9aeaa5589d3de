import { expect, test } from 'vitest';
import { denied, listAll, readAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-codebuild-project.ts';

const ANSWERS = {
  ListProjects: { projects: ['web'] },
  BatchGetProjects: {
    projects: [
      {
        name: 'web',
        arn: 'arn:aws:codebuild:us-east-1:111122223333:project/web',
        created: new Date(0),
        source: { type: 'GITHUB', location: 'https://github.com/shop/web' },
        badge: { badgeEnabled: true, badgeRequestUrl: 'https://badge' },
        webhook: { url: 'https://hook', secret: 'hush', filterGroups: [[{ type: 'EVENT', pattern: 'PUSH' }]] },
        environment: {
          type: 'LINUX_CONTAINER',
          image: 'aws/codebuild/standard:7.0',
          computeType: 'BUILD_GENERAL1_SMALL',
          environmentVariables: [
            { name: 'TOKEN', value: 'hush', type: 'PLAINTEXT' },
            { name: 'KEY', value: '/app/key', type: 'PARAMETER_STORE' },
          ],
        },
        tags: [{ key: 'app', value: 'shop' }],
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'web',
      arn: 'arn:aws:codebuild:us-east-1:111122223333:project/web',
      name: 'web',
      tags: { app: 'shop' },
      properties: {
        BadgeEnabled: true,
        Environment: {
          ComputeType: 'BUILD_GENERAL1_SMALL',
          EnvironmentVariables: [
            { Name: 'TOKEN', Type: 'PLAINTEXT', Value: expect.stringMatching(/^digest:/) },
            { Name: 'KEY', Type: 'PARAMETER_STORE', Value: '/app/key' },
          ],
          Image: 'aws/codebuild/standard:7.0',
          Type: 'LINUX_CONTAINER',
        },
        Source: { Location: 'https://github.com/shop/web', Type: 'GITHUB' },
        Triggers: { FilterGroups: [[{ Pattern: 'PUSH', Type: 'EVENT' }]], Webhook: true },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('takes all pages; denied details and an answer without them throw; no secret is shown', async () => {
  const pages = [{ projects: ['web'], nextToken: 'two' }, { projects: [] }];
  const ctx = stubContext({ ...ANSWERS, ListProjects: pages });
  const found = await listAll(collector, ctx);
  expect(found.map(({ id }) => id)).toEqual(['web']);
  expect(JSON.stringify(found)).not.toContain('hush');
  const asked = ctx.calls.filter(({ operation }) => operation === 'ListProjects').map(({ input }) => input);
  expect(asked).toEqual([{}, { nextToken: 'two' }]);
  const refusal = denied('codebuild:BatchGetProjects');
  await expect(listAll(collector, stubContext({ ...ANSWERS, BatchGetProjects: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, BatchGetProjects: {} }))).rejects.toThrow('no projects');
});

test('a denied list throws, and is never nothing', async () => {
  const refusal = denied('codebuild:ListProjects');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListProjects: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListProjects: {} }))).rejects.toThrow('no projects');
});
