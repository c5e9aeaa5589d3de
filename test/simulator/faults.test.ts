import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { read, SERVICES } from './reads.ts';
import { type FaultKind, openWorld, simulatorEndpoint } from './simulator.ts';

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

async function failure(call: Promise<unknown>): Promise<Error & { name: string; code?: string }> {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  throw new Error('the call did not fail');
}

test.each(Object.entries(NAMES))('%s is read by the SDK under the service’s own name', async (kind, names) => {
  const world = await openWorld();
  await world.faults([{ kind: kind as FaultKind }]);
  const answered = await Promise.all(
    SERVICES.map(async (service) => [service, (await failure(read(service, world.auditClients('us-east-1')))).name]),
  );
  expect(Object.fromEntries(answered)).toEqual(
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
