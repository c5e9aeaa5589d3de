import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-secretsmanager-secret.ts';

const ONE = {
  ARN: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf',
  Name: 'db',
  Description: 'orders',
  KmsKeyId: 'alias/app',
  RotationEnabled: true,
  RotationLambdaARN: 'arn:aws:lambda:us-east-1:111122223333:function:rotate',
  RotationRules: { AutomaticallyAfterDays: 30 },
  LastChangedDate: new Date(0),
  Tags: [{ Key: 'app', Value: 'shop' }],
  SecretVersionsToStages: { v: ['AWSCURRENT'] },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({
      ListSecrets: { SecretList: [ONE] },
      DescribeSecret: { ReplicationStatus: [{ Region: 'eu-central-1', Status: 'Failed' }] },
      ...{ GetResourcePolicy: { ResourcePolicy: '{"Statement":[{"Effect":"Deny"}]}' } },
    }),
  );
  const expected = {
    id: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf',
    name: 'db',
    tags: { app: 'shop' },
    properties: {
      Description: 'orders',
      KmsKeyId: 'alias/app',
      LiveState: { Replicas: { 'eu-central-1': 'Failed' } },
      ResourcePolicy: { Statement: [{ Effect: 'Deny' }] },
      RotationEnabled: true,
      RotationLambdaARN: 'arn:aws:lambda:us-east-1:111122223333:function:rotate',
      RotationRules: { AutomaticallyAfterDays: 30 },
    },
  };
  expect(found).toMatchObject([expected]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(Object.keys(expected.properties).sort());
  expect(undocumented(collector, found)).toEqual([]);
});

test('without a policy of its own it has none', async () => {
  const [found] = await readAll(
    collector,
    stubContext({ ListSecrets: { SecretList: [ONE] }, GetResourcePolicy: {}, DescribeSecret: {} }),
  );
  expect(found?.properties).not.toHaveProperty('ResourcePolicy');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ SecretList: [ONE], NextToken: 'two' }, { SecretList: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListSecrets',
    action: 'secretsmanager:ListSecrets',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { IncludePlannedDeletion: false, MaxResults: 100 },
    { IncludePlannedDeletion: false, MaxResults: 100, NextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no SecretList');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'secretsmanager', action: 'ListSecrets' },
    async seed(world) {
      const client = new SecretsManagerClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const Name of ['one', 'two', 'three'])
        made.push((await client.send(new CreateSecretCommand({ Name, SecretString: 'hush' }))).ARN ?? '');
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});

test('what another service manages is its own, however little of it is told', () => {
  const isDefault = (name: string, properties = {}) => collector.isDefault?.({ id: name, arn: name, name, properties });
  expect(isDefault('rds!cluster-289a2d8e-3b0a-4cbd-9769-f1b35776062e')).toBe(true);
  expect(isDefault('anything', { OwningService: 'rds' })).toBe(true);
  expect(isDefault('app/password')).toBe(false);
  expect(isDefault('app/rds!password')).toBe(false);
});
