import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ecr-repository.ts';

const ONE = {
  repositoryArn: 'arn:aws:ecr:us-east-1:111122223333:repository/web',
  registryId: '111122223333',
  repositoryName: 'web',
  repositoryUri: '111122223333.dkr.ecr.us-east-1.amazonaws.com/web',
  createdAt: new Date(0),
  imageTagMutability: 'IMMUTABLE',
  imageScanningConfiguration: { scanOnPush: false },
  encryptionConfiguration: { encryptionType: 'KMS', kmsKey: 'arn:aws:kms:us-east-1:111122223333:key/k' },
};
const OTHERS = {
  GetRepositoryPolicy: { policyText: '{"Statement":[{"Sid":"a"}]}' },
  GetLifecyclePolicy: { lifecyclePolicyText: '{"rules":[{"rulePriority":1}]}' },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, DescribeRepositories: { repositories: [ONE] } }));
  const expected = {
    id: 'web',
    arn: 'arn:aws:ecr:us-east-1:111122223333:repository/web',
    name: 'web',
    properties: {
      EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: 'arn:aws:kms:us-east-1:111122223333:key/k' },
      ImageScanningConfiguration: { ScanOnPush: false },
      ImageTagMutability: 'IMMUTABLE',
      LifecyclePolicy: { LifecyclePolicyText: { rules: [{ rulePriority: 1 }] } },
      RepositoryPolicyText: { Statement: [{ Sid: 'a' }] },
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('that there is no policy is said by an error of its own; any other is unknown', async () => {
  const none = (name: string) => Object.assign(new Error('none'), { name });
  const answers = {
    DescribeRepositories: { repositories: [ONE] },
    GetRepositoryPolicy: none('RepositoryPolicyNotFoundException'),
    GetLifecyclePolicy: none('LifecyclePolicyNotFoundException'),
  };
  const [found] = await readAll(collector, stubContext(answers));
  expect(Object.keys(found?.properties ?? {}).filter((name) => /Policy/.test(name))).toEqual([]);
  for (const [action, operation] of [
    ['ecr:GetRepositoryPolicy', 'GetRepositoryPolicy'],
    ['ecr:GetLifecyclePolicy', 'GetLifecyclePolicy'],
  ] as const)
    await expect(
      readPart(collector, action, stubContext({ [operation]: denied(action) }), found as never),
    ).rejects.toThrow('not authorized');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ repositories: [ONE], nextToken: 'two' }, { repositories: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeRepositories',
    action: 'ecr:DescribeRepositories',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ maxResults: 1000 }, { maxResults: 1000, nextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no repositories');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ecr', action: 'DescribeRepositories' },
    async seed(world) {
      const client = new ECRClient(world.clients('us-east-1'));
      const names = ['one', 'three', 'two'];
      for (const repositoryName of names) await client.send(new CreateRepositoryCommand({ repositoryName }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
