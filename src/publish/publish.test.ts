// Publishes to the simulator, and looks at what arrived.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type Metric,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/folder.ts';
import { openWorld, type World } from '../../test/simulator/simulator.ts';
import { folderOf, runIn } from '../../test/worlds/run-story.ts';

const folder = makeFolder();
const DEVIATING = 'nine-versus-four';

async function audit(world: World, story: string, ...flags: string[]) {
  return runIn(story, ['audit', '--from', 'snapshot.jsonl', '--report', 'json', ...flags], world.env);
}

async function bucketIn(world: World, region: string): Promise<S3Client> {
  const s3 = new S3Client({ ...world.clients(region), forcePathStyle: true });
  const where = region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as never } };
  await s3.send(new CreateBucketCommand({ Bucket: 'parity-results', ...where }));
  return s3;
}

async function objects(s3: S3Client): Promise<ReadonlyMap<string, string>> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'parity-results' }));
  const texts = Contents.map(async ({ Key = '' }): Promise<[string, string]> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'parity-results', Key }));
    return [Key, (await Body?.transformToString()) ?? ''];
  });
  return new Map(await Promise.all(texts));
}

describe('--publish s3://', () => {
  it('stores the result, the reports that were asked for, and the latest', async () => {
    const world = await openWorld();
    const s3 = await bucketIn(world, 'eu-west-1');
    const html = join(folder, 'parity.html');
    const ran = await audit(world, DEVIATING, '--report', `html=${html}`, '--publish', 's3://parity-results/audits');
    expect(ran.exitCode).toBe(1);
    const stored = await objects(s3);
    const keys = [...stored.keys()];
    const run = /^audits\/\d{4}\/\d\d\/\d\d\/\d{6}Z-[0-9a-f]{8}\//;
    expect(keys.map((key) => key.replace(run, 'RUN/'))).toEqual([
      'RUN/parity.html',
      'RUN/result.json',
      'audits/latest.json',
    ]);
    expect(stored.get('audits/latest.json')).toBe(ran.stdout);
    expect(stored.get(keys[1] ?? '')).toBe(ran.stdout);
    expect(stored.get(keys[0] ?? '')).toBe(readFileSync(html, 'utf8'));
    expect(ran.stderr).toContain(`published to s3://parity-results/audits: 3 objects, s3://parity-results/${keys[1]}`);
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'parity-results', Key: keys[0] ?? '' }));
    expect(head).toMatchObject({ ContentType: 'text/html; charset=utf-8', Metadata: { verdict: 'deviation' } });
  });

  it('stores the same result in the same place, from the JSON report as from the audit', async () => {
    const world = await openWorld();
    const s3 = await bucketIn(world, 'us-east-1');
    const first = await audit(world, DEVIATING, '--publish', 's3://parity-results/');
    const before = await objects(s3);
    const saved = join(folder, 'saved.json');
    writeFileSync(saved, first.stdout);
    const again = await runIn(DEVIATING, ['report', '--from', saved, '--publish', 's3://parity-results/'], world.env);
    expect(again.exitCode).toBe(1);
    expect(before.size).toBe(2);
    expect(await objects(s3)).toEqual(before);
  });
});

describe('whose bucket it is', () => {
  const RESULTS = ['--publish', 's3://parity-results/'];

  async function puts(world: World) {
    const { log } = await world.calls();
    return log.filter(({ operation }) => operation === 'PutObject').map(({ params }) => params);
  }

  it('is said with each object, and with its checksum', async () => {
    const world = await openWorld();
    await bucketIn(world, 'us-east-1');
    await audit(world, DEVIATING, ...RESULTS);
    const made = await puts(world);
    expect(made.length).toBeGreaterThan(1);
    for (const one of made)
      expect(one).toMatch(new RegExp(`"ChecksumAlgorithm": "SHA256".*"ExpectedBucketOwner": "${world.account}"`));
  });

  it('keeps everything back from a bucket of somebody else', async () => {
    const world = await openWorld();
    const s3 = await bucketIn(world, 'us-east-1');
    const { stderr, exitCode } = await audit(
      world,
      'nine-versus-nine',
      ...RESULTS,
      '--publish-bucket-owner',
      '999999999999',
    );
    expect(stderr).toContain(
      'not published: AccessDenied: Access Denied; grant s3:PutObject; if the bucket is of another account, name it: --publish-bucket-owner',
    );
    expect(exitCode).toBe(2);
    expect(await objects(s3)).toEqual(new Map());
  });

  it('may be encrypted with a key', async () => {
    const world = await openWorld();
    await bucketIn(world, 'us-east-1');
    const key = `arn:aws:kms:us-east-1:${world.account}:key/1`;
    await audit(world, DEVIATING, ...RESULTS, '--publish-kms-key', key);
    const made = await puts(world);
    expect(made.length).toBeGreaterThan(1);
    for (const one of made) expect(one).toContain(`"SSEKMSKeyId": "${key}", "ServerSideEncryption": "aws:kms"`);
  });

  it.each([
    [['--publish-bucket-owner', '12'], 'is no account; expected twelve digits'],
    [['--publish-kms-key', 'alias/x'], 'is no key; expected arn:aws:kms:'],
    [
      ['--publish-kms-key', 'arn:aws:kms:us-east-1:111122223333:key/1'],
      'belongs to a bucket; add --publish s3://BUCKET/',
    ],
    [['--publish-bucket-owner', '111122223333', '--publish', 'cloudwatch'], 'belongs to a bucket'],
  ])('is asked for in vain with %j', async (flags, problem) => {
    const { stderr, exitCode } = await runIn(DEVIATING, ['audit', '--from', 'snapshot.jsonl', ...flags], {});
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(problem) });
  });
});

async function topic(world: World, name: string): Promise<string> {
  const attributes = name.endsWith('.fifo') ? { Attributes: { FifoTopic: 'true' } } : {};
  const sns = new SNSClient(world.clients('eu-central-1'));
  return (await sns.send(new CreateTopicCommand({ Name: name, ...attributes }))).TopicArn ?? '';
}

async function published(world: World) {
  const { log } = await world.calls();
  return log.filter(({ operation }) => operation === 'Publish').map(({ params, region }) => ({ params, region }));
}

describe('--publish sns:', () => {
  it('sends what fails, to the region of the topic, with what to filter on', async () => {
    const world = await openWorld();
    const arn = await topic(world, 'parity');
    const { stderr } = await audit(world, DEVIATING, '--publish', `sns:${arn}`);
    expect(stderr).toMatch(/published to sns:arn:aws:sns:eu-central-1:\d+:parity: message [0-9a-f-]{36}\n/);
    const [{ params, region } = { params: '', region: '' }] = await published(world);
    expect(region).toBe('eu-central-1');
    expect(params).toContain('"Subject": "infra-parity: DEVIATION us-east-1 9, eu-central-1 4"');
    expect(params).toContain('"verdict": {"DataType": "String", "StringValue": "deviation"}');
    expect(params).toContain('Findings (7)');
  });

  it('is silent at parity, unless asked for always; what could not be seen is no parity', async () => {
    const world = await openWorld();
    const arn = await topic(world, 'parity');
    const quiet = await audit(world, 'nine-versus-nine', '--publish', arn);
    expect(quiet.exitCode).toBe(0);
    expect(quiet.stderr).toContain('nothing sent, the verdict is parity');
    expect(await published(world)).toEqual([]);
    await audit(world, 'nine-versus-nine', '--publish', arn, '--publish-always');
    expect(await published(world)).toHaveLength(1);
    const unseen = await audit(world, 'denied-call', '--publish', arn);
    expect(unseen.exitCode).toBe(3);
    expect((await published(world)).at(-1)?.params).toContain('infra-parity: INCOMPLETE');
  });

  it('leads to what was stored, and takes a FIFO topic', async () => {
    const world = await openWorld();
    await bucketIn(world, 'us-east-1');
    const arn = await topic(world, 'parity.fifo');
    const { stderr } = await audit(world, DEVIATING, '--publish', arn, 's3://parity-results/');
    expect(stderr).not.toContain('not published');
    const [{ params } = { params: '' }] = await published(world);
    expect(params).toMatch(/The whole result: s3:\/\/parity-results\/\S+\/result\.json/);
    expect(params).toContain('"MessageGroupId": "infra-parity"');
  });
});

describe('--publish cloudwatch', () => {
  it('puts metrics that one can alarm on, at the time of the reading', async () => {
    const world = await openWorld();
    const { stderr } = await audit(world, DEVIATING, '--publish', 'cloudwatch', '--publish-region', 'us-west-2');
    expect(stderr).toContain('23 metrics in InfraParity, us-west-2');
    const client = new CloudWatchClient(world.clients('us-west-2'));
    const { Metrics = [] } = await client.send(new ListMetricsCommand({ Namespace: 'InfraParity' }));
    const value = async (name: string, extra: Readonly<Record<string, string>> = {}) => {
      const named = ({ Dimensions = [] }: Metric) => Object.fromEntries(Dimensions.map((one) => [one.Name, one.Value]));
      const size = 2 + Object.keys(extra).length;
      const found = Metrics.filter(
        (one) =>
          one.MetricName === name &&
          one.Dimensions?.length === size &&
          Object.entries(extra).every(([key, text]) => named(one)[key] === text),
      );
      expect(found).toHaveLength(1);
      const time = Date.parse(
        JSON.parse(readFileSync(`${folderOf(DEVIATING)}/snapshot.jsonl`, 'utf8').split('\n')[0] ?? '').takenAt,
      );
      const { Datapoints = [] } = await client.send(
        new GetMetricStatisticsCommand({
          Namespace: 'InfraParity',
          MetricName: name,
          Dimensions: found[0]?.Dimensions,
          StartTime: new Date(time - 60_000),
          EndTime: new Date(time + 60_000),
          Period: 60,
          Statistics: ['Maximum'],
        }),
      );
      return Datapoints.map(({ Maximum }) => Maximum);
    };
    expect(await value('Failed')).toEqual([1]);
    expect(await value('Deviation')).toEqual([1]);
    expect(await value('PresenceOnlyResources')).toEqual([0]);
    expect(await value('OpenFindings')).toEqual([7]);
    expect(await value('Findings', { Severity: 'high' })).toEqual([7]);
    expect(await value('UnknownResources')).toEqual([0]);
    expect(await value('Resources', { Region: 'us-east-1' })).toEqual([9]);
    expect(await value('MissingResources', { Region: 'eu-central-1' })).toEqual([5]);
  });
});

describe('publishing that fails', () => {
  it('does not hide a deviation: one line, the report is there, exit 1 stays 1', async () => {
    const world = await openWorld();
    const { exitCode, stdout, stderr } = await audit(world, DEVIATING, '--publish', 's3://parity-results/');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).verdict).toBe('deviation');
    expect(stderr).toMatch(
      /^infra-parity: --publish s3:\/\/parity-results\/: not published: NoSuchBucket.*make the bucket first\n$/,
    );
  });

  it.each(['nine-versus-nine', 'denied-call'])('makes 2 of %s, which else would exit 0 or 3', async (story) => {
    const world = await openWorld();
    const { exitCode, stderr } = await audit(world, story, '--publish', 's3://parity-results/');
    expect(exitCode).toBe(2);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  it('keeps none of the other targets back, and names the permission', async () => {
    const world = await openWorld();
    const s3 = await bucketIn(world, 'us-east-1');
    await world.faults([{ kind: 'deny', service: 'monitoring' }]);
    const { stderr } = await audit(world, DEVIATING, '--publish', 'cloudwatch', 'securityhub', 's3://parity-results/');
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('published to s3://parity-results/');
    expect(lines[1]).toMatch(/--publish cloudwatch: not published: AccessDenied.*grant cloudwatch:PutMetricData/);
    expect(lines[2]).toMatch(
      /--publish securityhub: not published: InvalidAccessException.*enable Security Hub in us-east-1/,
    );
    expect((await objects(s3)).size).toBe(2);
  });

  it('is tried again when AWS is throttling', async () => {
    const world = await openWorld();
    await bucketIn(world, 'us-east-1');
    await world.faults([{ kind: 'throttle', service: 's3', times: 2 }]);
    expect((await audit(world, DEVIATING, '--publish', 's3://parity-results/')).stderr).toContain('2 objects');
  });
});

describe('what publishing calls', () => {
  it('is what iam-policy --publish grants, and nothing else', async () => {
    const world = await openWorld();
    await bucketIn(world, 'us-east-1');
    const arn = await topic(world, 'parity');
    const targets = ['s3://parity-results/', arn, 'cloudwatch'];
    const { stdout } = await runIn(DEVIATING, ['iam-policy', '--publish', ...targets]);
    const { Statement } = JSON.parse(stdout) as { Statement: readonly { Action: readonly string[] }[] };
    await world.settings({ policy: Statement.flatMap(({ Action }) => Action) });
    const { stderr } = await audit(world, DEVIATING, '--publish', ...targets);
    expect(stderr).not.toContain('not published');
    const { byAction } = await world.calls();
    const called = new Set(Object.keys(byAction).map((action) => action.split(':').at(-1)));
    // Who publishes is asked, too; that takes no permission.
    expect(called).toEqual(new Set(['GetCallerIdentity', 'PutObject', 'Publish', 'PutMetricData']));
  });

  it('is nothing at all without --publish', async () => {
    const world = await openWorld();
    await audit(world, DEVIATING);
    expect((await world.calls()).total).toBe(0);
  });
});
