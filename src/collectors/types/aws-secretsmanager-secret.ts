/** The collector of `AWS::SecretsManager::Secret`. */
import type { SecretListEntry } from '@aws-sdk/client-secrets-manager';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { defineCollector, tagRecord } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped, opened } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::SecretsManager::Secret',
  summary: 'Secrets: that they are there, their key, rotation, replicas and policy. Never what they hold.',
  scope: 'regional',
  actions: ['secretsmanager:ListSecrets'],
  async *list(ctx) {
    const { SecretsManagerClient, paginateListSecrets } = await import('@aws-sdk/client-secrets-manager');
    const config = { client: ctx.client(SecretsManagerClient), pageSize: 100 };
    for await (const page of paginateListSecrets(config, { IncludePlannedDeletion: false })) {
      for (const secret of given(page.SecretList, 'SecretList')) {
        yield {
          id: secret.ARN ?? '',
          arn: secret.ARN ?? null,
          name: secret.Name ?? null,
          tags: tagRecord(secret.Tags),
          properties: propertiesOf(secret),
        };
      }
    }
  },
  parts: [
    {
      action: 'secretsmanager:GetResourcePolicy',
      properties: ['ResourcePolicy'],
      async read(ctx, { id }) {
        const { GetResourcePolicyCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
        const answer = await ctx.client(SecretsManagerClient).send(new GetResourcePolicyCommand({ SecretId: id }));
        return mapped({ ResourcePolicy: opened(answer.ResourcePolicy) }, { take: ['ResourcePolicy'] });
      },
    },
    {
      action: 'secretsmanager:DescribeSecret',
      properties: ['LiveState'],
      // Only the one that the replicas follow tells of them.
      applies: ({ properties: { PrimaryRegion }, arn }) =>
        PrimaryRegion === undefined || PrimaryRegion === arn?.split(':')[3],
      async read(ctx, { id }) {
        const { DescribeSecretCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
        const answer = await ctx.client(SecretsManagerClient).send(new DescribeSecretCommand({ SecretId: id }));
        const replicas = (answer.ReplicationStatus ?? []).map(({ Region = '', Status = '' }) => [Region, Status]);
        return replicas.length === 0 ? {} : liveState({ Replicas: Object.fromEntries(replicas) });
      },
    },
  ],
  tags: 'listed',
  // Named `SERVICE!…` ("Secrets managed by other AWS services"): the password of a database is a property of that, and its name random.
  isDefault: ({ name, properties }) => properties.OwningService !== undefined || /^[a-z0-9-]+!/.test(name ?? ''),
  absorbs: [
    'AWS::SecretsManager::ResourcePolicy',
    'AWS::SecretsManager::RotationSchedule',
    'AWS::SecretsManager::SecretTargetAttachment',
  ],
  comparators: {
    Description: { compare: 'same', severity: 'low' },
    KmsKeyId: 'same',
    ...liveMembers('Replicas'),
    OwningService: 'same',
    PrimaryRegion: {
      compare: 'ignored',
      why: 'A replica is the same secret: it has the region of the one that it follows, which has none.',
    },
    ResourcePolicy: { compare: 'same', severity: 'high' },
    RotationEnabled: { compare: 'same', severity: 'high', worse: 'false' },
    RotationLambdaARN: 'same',
    RotationRules: 'same',
    Type: 'same',
  },
  policies: ['ResourcePolicy'],
  notRead: {
    GenerateSecretString: 'how its value was made',
    Name: 'it is the name',
    ReplicaRegions: 'a call for each secret tells them; each replica is read where it is',
    SecretString: 'never read',
  },
  cannotSee: [
    'What it holds, and whether the regions hold the same: nothing here reads a value.',
    'Whether the last rotation succeeded.',
    'Secrets that another service made and manages (`rds!…`): they are a property of what they were made for.',
  ],
});

function propertiesOf(secret: SecretListEntry): JsonObject {
  // A replica is rotated with the one that it follows, and tells nothing of it.
  return mapped(secret, {
    take: [
      'Description',
      'KmsKeyId',
      'OwningService',
      'PrimaryRegion',
      'RotationEnabled',
      'RotationLambdaARN',
      'RotationRules',
      'Type',
    ],
  });
}
