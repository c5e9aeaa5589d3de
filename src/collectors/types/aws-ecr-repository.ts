/** The collector of `AWS::ECR::Repository`. */
import { given, unlessNotSet } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { capitalisedJson, mapped, opened } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::ECR::Repository',
  summary: 'ECR repositories: who may pull and push, scanning, encryption, how long images are kept.',
  scope: 'regional',
  uniqueName: true,
  actions: ['ecr:DescribeRepositories'],
  async *list(ctx) {
    const { ECRClient, paginateDescribeRepositories } = await import('@aws-sdk/client-ecr');
    for await (const page of paginateDescribeRepositories({ client: ctx.client(ECRClient), pageSize: 1000 }, {})) {
      for (const one of given(page.repositories, 'repositories')) {
        const id = one.repositoryName ?? '';
        const properties = mapped(capitalisedJson(one), {
          take: [
            ...['EncryptionConfiguration', 'ImageScanningConfiguration', 'ImageTagMutability'],
            'ImageTagMutabilityExclusionFilters',
          ],
          sets: ['ImageTagMutabilityExclusionFilters'],
        });
        yield { id, arn: one.repositoryArn ?? null, name: id, properties };
      }
    }
  },
  parts: [
    {
      action: 'ecr:GetRepositoryPolicy',
      properties: ['RepositoryPolicyText'],
      async read(ctx, { id }) {
        const { ECRClient, GetRepositoryPolicyCommand } = await import('@aws-sdk/client-ecr');
        const call = ctx.client(ECRClient).send(new GetRepositoryPolicyCommand({ repositoryName: id }));
        const answer = await unlessNotSet(call, 'RepositoryPolicyNotFoundException');
        return compact({ RepositoryPolicyText: opened(answer?.policyText) });
      },
    },
    {
      action: 'ecr:GetLifecyclePolicy',
      properties: ['LifecyclePolicy'],
      async read(ctx, { id }) {
        const { ECRClient, GetLifecyclePolicyCommand } = await import('@aws-sdk/client-ecr');
        const call = ctx.client(ECRClient).send(new GetLifecyclePolicyCommand({ repositoryName: id }));
        const text = opened((await unlessNotSet(call, 'LifecyclePolicyNotFoundException'))?.lifecyclePolicyText);
        return text === undefined ? {} : { LifecyclePolicy: { LifecyclePolicyText: text } };
      },
    },
  ],
  tags: 'tagging-api',
  comparators: {
    'EncryptionConfiguration.EncryptionType': { compare: 'same', severity: 'high' },
    'EncryptionConfiguration.KmsKey': { compare: 'same', severity: 'high', worse: 'absent' },
    'ImageScanningConfiguration.ScanOnPush': { compare: 'same', worse: 'false' },
    ImageTagMutability: {
      compare: 'same',
      severity: 'high',
      why: 'Where tags may be moved, one tag is another image tomorrow.',
    },
    ImageTagMutabilityExclusionFilters: 'same',
    LifecyclePolicy: { compare: 'same', why: 'It decides which images are still there when they are needed.' },
    RepositoryPolicyText: { compare: 'same', severity: 'high', why: 'It decides who may pull and push.' },
  },
  policies: ['RepositoryPolicyText'],
  sets: ['ImageTagMutabilityExclusionFilters'],
  notRead: {
    EmptyOnDelete: 'a switch of the deployment, which no call gives',
    RepositoryName: 'it is the name',
  },
  cannotSee: [
    'Which images are in it: two repositories may have another image under one tag.',
    'What replication of the registry brings (AWS::ECR::ReplicationConfiguration).',
  ],
});
