import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, DescribeKeyCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { CreateBucketCommand, GetBucketEncryptionCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { type ClientConfig, type FaultKind, openWorld, simulatorEndpoint } from './simulator.ts';

/** One read per service, so that each protocol is asked. */
const READS: Record<string, (config: ClientConfig) => Promise<unknown>> = {
  ec2: (config) => new EC2Client(config).send(new DescribeVpcsCommand({})),
  rds: (config) => new RDSClient(config).send(new DescribeDBInstancesCommand({})),
  cloudformation: (config) => new CloudFormationClient(config).send(new ListStacksCommand({})),
  iam: (config) => new IAMClient(config).send(new ListRolesCommand({})),
  kms: (config) => new KMSClient(config).send(new ListKeysCommand({})),
  cloudtrail: (config) => new CloudTrailClient(config).send(new DescribeTrailsCommand({})),
  tagging: (config) => new ResourceGroupsTaggingAPIClient(config).send(new GetResourcesCommand({})),
  s3: (config) => new S3Client(config).send(new ListBucketsCommand({})),
};

/** The error name that the SDK must read for each kind, by service. `*` is every service that is not named. */
const NAMES: Partial<Record<FaultKind, Record<string, string>>> = {
  deny: {
    ec2: 'UnauthorizedOperation',
    rds: 'AccessDenied',
    cloudformation: 'AccessDenied',
    iam: 'AccessDenied',
    s3: 'AccessDenied',
    '*': 'AccessDeniedException',
  },
  throttle: {
    ec2: 'RequestLimitExceeded',
    s3: 'SlowDown',
    tagging: 'ThrottledException',
    kms: 'ThrottlingException',
    cloudtrail: 'ThrottlingException',
    '*': 'Throttling',
  },
  expired: {
    ec2: 'RequestExpired',
    kms: 'ExpiredTokenException',
    cloudtrail: 'ExpiredTokenException',
    tagging: 'ExpiredTokenException',
    '*': 'ExpiredToken',
  },
  error500: {
    ec2: 'InternalError',
    s3: 'InternalError',
    kms: 'KMSInternalException',
    tagging: 'InternalServiceException',
    cloudtrail: 'InternalServerError',
    '*': 'InternalFailure',
  },
  error503: {
    ec2: 'Unavailable',
    kms: 'DependencyTimeoutException',
    cloudtrail: 'ServiceUnavailableException',
    tagging: 'ServiceUnavailableException',
    '*': 'ServiceUnavailable',
  },
  'clock-skew': {
    ec2: 'RequestExpired',
    s3: 'RequestTimeTooSkewed',
    kms: 'InvalidSignatureException',
    cloudtrail: 'InvalidSignatureException',
    tagging: 'InvalidSignatureException',
    '*': 'SignatureDoesNotMatch',
  },
  'wrong-region': {
    ec2: 'AuthFailure',
    s3: 'PermanentRedirect',
    kms: 'InvalidSignatureException',
    cloudtrail: 'InvalidSignatureException',
    tagging: 'InvalidSignatureException',
    '*': 'SignatureDoesNotMatch',
  },
  'disabled-region': {
    ec2: 'AuthFailure',
    s3: 'InvalidToken',
    kms: 'UnrecognizedClientException',
    cloudtrail: 'UnrecognizedClientException',
    tagging: 'UnrecognizedClientException',
    '*': 'InvalidClientTokenId',
  },
  'not-offered': {
    ec2: 'UnsupportedOperation',
    s3: 'NotImplemented',
    kms: 'UnknownOperationException',
    cloudtrail: 'UnknownOperationException',
    tagging: 'UnknownOperationException',
    '*': 'InvalidAction',
  },
};

const SERVICES = Object.keys(READS);

async function failure(call: Promise<unknown>): Promise<Error & { name: string; code?: string }> {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  throw new Error('the call did not fail');
}

function read(service: string, config: ClientConfig): Promise<unknown> {
  const call = READS[service];
  if (!call) throw new Error(`no read for ${service}`);
  return call(config);
}

test.each(Object.entries(NAMES))('%s is read by the SDK under the service’s own name', async (kind, names) => {
  const world = await openWorld();
  await world.faults([{ kind: kind as FaultKind }]);
  const read_ = await Promise.all(
    SERVICES.map(async (service) => [service, (await failure(read(service, world.auditClients('us-east-1')))).name]),
  );
  expect(Object.fromEntries(read_)).toEqual(
    Object.fromEntries(SERVICES.map((service) => [service, names[service] ?? names['*']])),
  );
});

test('a denial by a service control policy says so', async () => {
  const world = await openWorld();
  await world.faults([{ kind: 'deny-scp' }]);
  for (const service of SERVICES) {
    const error = await failure(read(service, world.auditClients('us-east-1')));
    expect(error.message).toContain('with an explicit deny in a service control policy');
  }
});

test.each(SERVICES)(
  '%s: a reset, a truncated and a garbage answer all fail, and the next call succeeds',
  async (service) => {
    const world = await openWorld();
    await world.faults([
      { kind: 'reset', times: 1 },
      { kind: 'truncate', times: 1 },
      { kind: 'garbage', times: 1 },
    ]);
    // Used-up faults let the call through to the next fault in the list.
    const config = world.auditClients('us-east-1');
    expect((await failure(read(service, config))).message).toMatch(/ECONNRESET|socket hang up/);
    expect(await failure(read(service, config))).toBeInstanceOf(Error);
    expect(await failure(read(service, config))).toBeInstanceOf(Error);
    await read(service, config);
    expect((await world.calls()).log.map((call) => call.fault)).toEqual(['reset', 'truncate', 'garbage', null]);
  },
);

test('hang answers nothing until the client gives up', async () => {
  const world = await openWorld();
  await world.faults([{ kind: 'hang' }]);
  const kms = new KMSClient({
    ...world.auditClients('us-east-1'),
    requestHandler: { requestTimeout: 300, throwOnRequestTimeout: true },
  });
  const error = await failure(kms.send(new ListKeysCommand({})));
  expect(error.name).toBe('TimeoutError');
});

test('a cleared hang lets go of its requests', async () => {
  const world = await openWorld();
  await world.faults([{ kind: 'hang' }]);
  const waiting = failure(read('kms', world.auditClients('us-east-1')));
  await expect.poll(async () => (await world.calls()).total).toBe(1);
  await world.clearFaults();
  expect((await waiting).message).toMatch(/ECONNRESET|socket hang up/);
});

test('latency delays the answer and nothing else', async () => {
  const world = await openWorld();
  const config = world.auditClients('us-east-1');
  await read('kms', config);
  await world.faults([{ kind: 'latency', ms: 400 }]);
  const before = performance.now();
  await read('kms', config);
  expect(performance.now() - before).toBeGreaterThanOrEqual(395);
});

test('a skewed clock is in the Date header, so that the SDK corrects itself and succeeds', async () => {
  const world = await openWorld();
  await world.faults([{ kind: 'clock-skew', times: 1 }]);
  const kms = new KMSClient({ ...world.auditClients('us-east-1'), maxAttempts: 2 });
  expect((await kms.send(new ListKeysCommand({}))).$metadata.attempts).toBe(2);
});

test('the SDK retries a throttled call', async () => {
  const world = await openWorld();
  await world.faults([{ kind: 'throttle', service: 'rds', times: 2 }]);
  const rds = new RDSClient({ ...world.auditClients('us-east-1'), maxAttempts: 3 });
  expect((await rds.send(new DescribeDBInstancesCommand({}))).$metadata.attempts).toBe(3);
});

test('a fault is meant for its service, action, region, requests and resource only', async () => {
  const world = await openWorld();
  const kms = new KMSClient(world.auditClients('us-east-1'));
  const key = async () => (await new KMSClient(world.clients('us-east-1')).send(new CreateKeyCommand({}))).KeyMetadata;
  const [one, other] = [await key(), await key()];
  await world.faults([
    { kind: 'deny', service: 'kms', action: 'Describe*', region: 'us-*', arnContains: one?.KeyId ?? '-' },
  ]);
  await kms.send(new ListKeysCommand({}));
  await kms.send(new DescribeKeyCommand({ KeyId: other?.KeyId }));
  await expect(kms.send(new DescribeKeyCommand({ KeyId: one?.KeyId }))).rejects.toThrow('kms:DescribeKey');
  await expect(
    new KMSClient(world.auditClients('eu-central-1')).send(new DescribeKeyCommand({ KeyId: one?.KeyId })),
  ).rejects.toMatchObject({ name: 'NotFoundException' });
  await world.clearFaults();
  await world.faults([{ kind: 'deny', action: 'ListKeys', after: 1, times: 1 }]);
  await kms.send(new ListKeysCommand({}));
  await expect(kms.send(new ListKeysCommand({}))).rejects.toThrow('kms:ListKeys');
  await kms.send(new ListKeysCommand({}));
});

test('a fault for page two lets page one through', async () => {
  const world = await openWorld();
  const seed = new KMSClient(world.clients('us-east-1'));
  for (let i = 0; i < 5; i++) await seed.send(new CreateKeyCommand({}));
  await world.settings({ pageSize: 2 });
  await world.faults([{ kind: 'deny', page: 2 }]);
  const kms = new KMSClient(world.auditClients('us-east-1'));
  const { NextMarker } = await kms.send(new ListKeysCommand({}));
  await expect(kms.send(new ListKeysCommand({ Marker: NextMarker }))).rejects.toThrow('kms:ListKeys');
  await world.clearFaults();
  await world.faults([{ kind: 'deny', page: 3 }]);
  const second = await kms.send(new ListKeysCommand({ Marker: NextMarker }));
  await expect(kms.send(new ListKeysCommand({ Marker: second.NextMarker }))).rejects.toThrow('kms:ListKeys');
});

test('faults of one world do not reach another, nor its seeding', async () => {
  const [one, other] = [await openWorld(), await openWorld()];
  await one.faults([{ kind: 'deny' }]);
  await read('kms', other.auditClients('us-east-1'));
  await read('kms', one.clients('us-east-1'));
  await expect(read('kms', one.auditClients('us-east-1'))).rejects.toThrow('not authorized');
});

test('a policy lets through what it names, in the spelling of IAM, and nothing else', async () => {
  const world = await openWorld();
  await new S3Client(world.clients('us-east-1')).send(new CreateBucketCommand({ Bucket: 'policy-bucket' }));
  await world.settings({ policy: ['tag:GetResources', 's3:ListAllMyBuckets', 'ec2:Describe*'] });
  const config = world.auditClients('us-east-1');
  const s3 = new S3Client(config);
  await read('tagging', config);
  await read('ec2', config);
  await s3.send(new ListBucketsCommand({}));
  await new STSClient(config).send(new GetCallerIdentityCommand({}));
  const encryption = new GetBucketEncryptionCommand({ Bucket: 'policy-bucket' });
  await expect(s3.send(encryption)).rejects.toThrow('s3:GetEncryptionConfiguration');
  await expect(read('rds', config)).rejects.toThrow('rds:DescribeDBInstances');
  await world.settings({ policy: ['s3:GetEncryptionConfiguration'] });
  await s3.send(encryption);
  await expect(s3.send(new ListBucketsCommand({}))).rejects.toThrow('s3:ListAllMyBuckets');
});

test('protocols without a client here: rest-json and json 1.0 carry the code as AWS sends it', async () => {
  const world = await openWorld();
  await world.faults([{ kind: 'deny' }]);
  const ask = (service: string, path: string, init: RequestInit) => {
    const scope = `${world.env.AWS_ACCESS_KEY_ID}/20260101/us-east-1/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    return fetch(`${simulatorEndpoint()}${path}`, { ...init, headers: { ...init.headers, authorization } });
  };
  const lambda = await ask('lambda', '/2015-03-31/functions', { method: 'GET' });
  expect(lambda.status).toBe(403);
  expect(lambda.headers.get('x-amzn-errortype')).toBe('AccessDeniedException');
  expect(await lambda.json()).toMatchObject({ message: expect.stringContaining('lambda:ListFunctions') });
  const headers = { 'x-amz-target': 'DynamoDB_20120810.ListTables', 'content-type': 'application/x-amz-json-1.0' };
  const dynamo = await ask('dynamodb', '/', { method: 'POST', headers, body: '{}' });
  expect(dynamo.status).toBe(400);
  expect(await dynamo.json()).toMatchObject({ __type: 'com.amazon.coral.service#AccessDeniedException' });
});

test('a fault that nobody would obey is refused', async () => {
  const world = await openWorld();
  await expect(world.faults([{ kind: 'denied' as FaultKind }])).rejects.toThrow('unknown fault kind');
  await expect(world.faults([{ kind: 'deny', operation: 'x' } as never])).rejects.toThrow('unknown fault field');
  await expect(world.settings({ pagesize: 2 } as never)).rejects.toThrow('unknown setting');
});
