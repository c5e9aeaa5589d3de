/** The permissions that publishing needs. */
import type { IamAction } from '../collectors/collector.ts';
import { NAMESPACE } from './metrics.ts';
import type { Target } from './target.ts';

/** A webhook is no part of AWS. */
type Kind = Exclude<Target['kind'], 'webhook'>;
type AwsTarget = Exclude<Target, { kind: 'webhook' }>;

/** What publishing calls, and what is lost without it: the only writes of the product. */
export const PUBLISH_ACTIONS: { readonly [kind in Kind]: readonly { action: IamAction; lost: string }[] } = {
  s3: [{ action: 's3:PutObject', lost: '--publish s3://…' }],
  sns: [{ action: 'sns:Publish', lost: '--publish sns:…' }],
  securityhub: [
    { action: 'securityhub:BatchImportFindings', lost: '--publish securityhub' },
    { action: 'securityhub:BatchUpdateFindings', lost: 'suppressing what is waived, when it was there before' },
    { action: 'securityhub:GetFindings', lost: 'closing what is resolved; nothing is published without it' },
  ],
  cloudwatch: [{ action: 'cloudwatch:PutMetricData', lost: '--publish cloudwatch' }],
};

/** What encrypts and decrypts the data key of an object or a message. */
const WITH_KEY = ['kms:Decrypt', 'kms:GenerateDataKey'] as const;

const SIDS: { readonly [kind in Kind]: string } = {
  s3: 'PublishToS3',
  sns: 'PublishToSns',
  securityhub: 'PublishToSecurityHub',
  cloudwatch: 'PublishToCloudWatch',
};

export type PublishStatement = {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };
};

/** A statement for each kind of target, for those targets and no others; `kmsKey` is the ARN of the key of bucket and topic. */
export function publishPolicy(all: readonly Target[], partition: string, kmsKey?: string) {
  const targets = all.filter((target) => target.kind !== 'webhook');
  const kinds = (Object.keys(SIDS) as Kind[]).filter((kind) => targets.some((target) => target.kind === kind));
  const Statement = kinds.map((kind): PublishStatement => {
    const resources = [...new Set(targets.filter((one) => one.kind === kind).map((one) => resourceOf(one, partition)))];
    return {
      Sid: SIDS[kind],
      Effect: 'Allow',
      Action: PUBLISH_ACTIONS[kind].map(({ action }) => action),
      Resource: resources.length === 1 ? (resources[0] ?? '*') : resources,
      // PutMetricData cannot be limited to a resource, only to a namespace.
      ...(kind === 'cloudwatch' && { Condition: { StringEquals: { 'cloudwatch:namespace': NAMESPACE } } }),
    };
  });
  const encrypted = kmsKey === undefined ? [] : [keyStatement(targets, kmsKey)];
  return { Version: '2012-10-17', Statement: [...Statement, ...encrypted] };
}

/** Through the services that hold what is published, and for nothing else. */
function keyStatement(targets: readonly AwsTarget[], kmsKey: string): PublishStatement {
  const kinds = (['s3', 'sns'] as const).filter((kind) => targets.some((target) => target.kind === kind));
  const services = kinds.map((kind) => `${kind}.*.amazonaws.com`);
  return {
    Sid: 'PublishEncrypted',
    Effect: 'Allow',
    Action: WITH_KEY,
    Resource: kmsKey,
    Condition: { StringLike: { 'kms:ViaService': services } },
  };
}

function resourceOf(target: AwsTarget, partition: string): string {
  if (target.kind === 's3') return `arn:${partition}:s3:::${target.bucket}/${target.prefix}*`;
  return target.kind === 'sns' ? target.arn : '*';
}
