// Holds what the policy of publishing says.
import { describe, expect, it } from 'vitest';
import { workshop } from '../commands/testing.ts';
import { PUBLISH_ACTIONS } from './policy.ts';

const { ran, put } = workshop();
const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:parity';

describe('iam-policy --publish', () => {
  it('is a document of its own, for the targets named and no others', async () => {
    const { out, code } = await ran('iam-policy', '--publish', 's3://results/a', 's3://others', '--publish', TOPIC);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'PublishToS3',
          Effect: 'Allow',
          Action: ['s3:PutObject'],
          Resource: ['arn:aws:s3:::results/a/*', 'arn:aws:s3:::others/*'],
        },
        { Sid: 'PublishToSns', Effect: 'Allow', Action: ['sns:Publish'], Resource: TOPIC },
      ],
    });
  });

  it('has what a key asks for, through the services that use it', async () => {
    const key = 'arn:aws:kms:eu-central-1:111122223333:key/1';
    const { out } = await ran('iam-policy', '--publish', 's3://results', TOPIC, 'cloudwatch', '--publish-kms-key', key);
    expect(JSON.parse(out).Statement.at(-1)).toEqual({
      Sid: 'PublishEncrypted',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: key,
      Condition: { StringLike: { 'kms:ViaService': ['s3.*.amazonaws.com', 'sns.*.amazonaws.com'] } },
    });
  });

  it('limits metrics to the namespace, and knows other partitions', async () => {
    const { out } = await ran(
      'iam-policy',
      '--publish',
      'cloudwatch',
      's3://results',
      '--publish-region',
      'cn-north-1',
    );
    const [bucket, metrics] = JSON.parse(out).Statement;
    expect(bucket.Resource).toBe('arn:aws-cn:s3:::results/*');
    expect(metrics.Condition).toEqual({ StringEquals: { 'cloudwatch:namespace': 'InfraParity' } });
  });

  it('leaves the plain policy one of reads', async () => {
    const { out } = await ran('iam-policy');
    const writes = Object.values(PUBLISH_ACTIONS).flat();
    expect(writes.filter(({ action }) => !action.includes(':Get') && out.includes(action))).toEqual([]);
  });

  it('says what is lost without each', async () => {
    const { out } = await ran('iam-policy', '--publish', 'securityhub', '--explain');
    expect(out).toContain('securityhub:GetFindings: closing what is resolved');
    expect(out).not.toContain('s3:PutObject');
  });
});

describe('a flag of publishing', () => {
  const audit = (...flags: string[]) => ran('audit', '--from', 'whole.jsonl', ...flags);

  it.each([
    [['--publish-region', 'us-east-1'], '--publish-region: says where; add --publish securityhub'],
    [['--publish-always'], '--publish-always: belongs to a message; add --publish sns:ARN or webhook:…'],
    [
      ['--publish', 'cloudwatch', '--publish-always'],
      '--publish-always: belongs to a message; add --publish sns:ARN or webhook:…',
    ],
    [['--publish', 'cloudwatch', '--external-id', 'x'], '--external-id: belongs to a role; add --role-arn'],
    [['--publish', 'cloudwatch', '--publish-region', 'us-est-1'], 'did you mean us-east-1?'],
    [['--profile', 'x'], '--profile: belongs to --publish here; nothing else asks AWS'],
    [['--request-timeout', '3'], '--request-timeout: belongs to --publish here; nothing else asks AWS'],
    [
      ['--publish', 'nowhere'],
      '--publish nowhere: expected s3://BUCKET/PREFIX/, sns:TOPIC_ARN, securityhub, cloudwatch, webhook:slack:VARIABLE, webhook:teams:VARIABLE or webhook:json:VARIABLE',
    ],
  ])('%j is refused before anything is done', async (flags, problem) => {
    const { code, err, out } = await audit(...flags);
    expect(err).toContain(problem);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('is refused by report too', async () => {
    put('result.json', (await audit('--report', 'json')).out);
    const { code, err } = await ran('report', '--from', 'result.json', '--role-arn', 'x');
    expect({ code, err }).toEqual({
      code: 2,
      err: 'infra-parity: --role-arn: belongs to --publish here; nothing else asks AWS\n',
    });
  });
});
