/** Changes by SDK calls to databases, keys, buckets and roles. */
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as rds from '@aws-sdk/client-rds';
import { drifts, finds, type Place, type Step, send } from './step.ts';

const DATABASE = 'AWS::RDS::DBInstance';
const KEY = 'AWS::KMS::Key';
const ROLE = 'AWS::IAM::Role';

const modified = (
  kind: string,
  change: Partial<rds.ModifyDBInstanceCommandInput>,
  ...properties: readonly string[]
): Step => ({
  kind,
  type: DATABASE,
  counterpart: 'Database',
  run: (place) =>
    send(
      rds.RDSClient,
      place,
      new rds.ModifyDBInstanceCommand({ DBInstanceIdentifier: place.resource.id, ApplyImmediately: true, ...change }),
    ),
  finds: drifts(...properties),
});

const databaseSteps: readonly Step[] = [
  // As large a one: who has less capacity is told beside it.
  modified('another text', { DBInstanceClass: 'db.t3.medium' }, 'DBInstanceClass'),
  modified('a smaller number', { BackupRetentionPeriod: 1 }, 'BackupRetentionPeriod'),
  modified('a larger number', { AllocatedStorage: 200 }, 'AllocatedStorage'),
  modified('flip it', { MultiAZ: false }, 'MultiAZ'),
  modified('flip it', { DeletionProtection: false }, 'DeletionProtection'),
  modified('flip it', { PubliclyAccessible: true }, 'PubliclyAccessible'),
  modified('another text', { EngineVersion: '16.6' }, 'EngineVersion'),
  {
    kind: 'add a tag',
    type: DATABASE,
    counterpart: 'Database',
    run: (place) =>
      send(
        rds.RDSClient,
        place,
        new rds.AddTagsToResourceCommand({
          ResourceName: place.resource.arn as string,
          Tags: [{ Key: 'bench', Value: 'x' }],
        }),
      ),
    finds: [finds('tag-drift', 'Tags.bench')],
  },
  {
    kind: 'change a parameter',
    type: 'AWS::RDS::DBParameterGroup',
    counterpart: 'Parameters',
    run: (place) =>
      send(
        rds.RDSClient,
        place,
        new rds.ModifyDBParameterGroupCommand({
          DBParameterGroupName: place.resource.id,
          Parameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '0', ApplyMethod: 'immediate' }],
        }),
      ),
    finds: drifts('Parameters.rds.force_ssl'),
  },
];

const roleSteps: readonly Step[] = [
  {
    kind: 'add a member',
    type: ROLE,
    counterpart: 'Server',
    run: (place) =>
      send(
        iam.IAMClient,
        place,
        new iam.AttachRolePolicyCommand({
          RoleName: place.resource.id,
          PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        }),
      ),
    finds: drifts('ManagedPolicyArns'),
  },
  {
    kind: 'change a policy',
    type: ROLE,
    counterpart: 'Server',
    run: (place) =>
      send(
        iam.IAMClient,
        place,
        new iam.DeleteRolePolicyCommand({ RoleName: place.resource.id, PolicyName: 'use-key' }),
      ),
    finds: drifts('Policies'),
  },
  {
    kind: 'change a trust policy',
    type: ROLE,
    counterpart: 'Monitoring',
    run: (place) => {
      const statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      return send(
        iam.IAMClient,
        place,
        new iam.UpdateAssumeRolePolicyCommand({ RoleName: place.resource.id, PolicyDocument }),
      );
    },
    finds: drifts('AssumeRolePolicyDocument'),
  },
  {
    kind: 'a larger number',
    type: ROLE,
    counterpart: 'Server',
    run: (place) =>
      send(iam.IAMClient, place, new iam.UpdateRoleCommand({ RoleName: place.resource.id, MaxSessionDuration: 10800 })),
    finds: drifts('MaxSessionDuration'),
  },
];

const keyed = (kind: string, command: (KeyId: string) => unknown, wanted: Step['finds']): Step => ({
  kind,
  type: KEY,
  counterpart: 'Key',
  run: (place: Place) => send(kms.KMSClient, place, command(place.resource.id)),
  finds: wanted,
});

const keySteps: readonly Step[] = [
  keyed(
    'another text',
    (KeyId) => new kms.UpdateKeyDescriptionCommand({ KeyId, Description: 'x' }),
    drifts('Description'),
  ),
  keyed('add a tag', (KeyId) => new kms.TagResourceCommand({ KeyId, Tags: [{ TagKey: 'bench', TagValue: 'x' }] }), [
    finds('tag-drift', 'Tags.bench'),
  ]),
  keyed(
    'add a member',
    (TargetKeyId) => new kms.CreateAliasCommand({ AliasName: 'alias/bench', TargetKeyId }),
    drifts('Aliases'),
  ),
  keyed('stop its rotation', (KeyId) => new kms.DisableKeyRotationCommand({ KeyId }), [
    ...drifts('EnableKeyRotation'),
    finds('customer-key', 'EnableKeyRotation'),
  ]),
  keyed('disable the key', (KeyId) => new kms.DisableKeyCommand({ KeyId }), [
    ...drifts('KeyState'),
    finds('customer-key', 'KeyState'),
  ]),
];

export const dataSteps: readonly Step[] = [...databaseSteps, ...roleSteps, ...keySteps];
