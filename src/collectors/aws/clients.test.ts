import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetBucketVersioningCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClientOptions, type Clients, makeClients } from './clients.ts';
import { classify, operationOf } from './errors.ts';

type Handler = (target: string, response: ServerResponse, count: number) => void;

let server: Server;
let clients: Clients | null = null;
const requests: { target: string; userAgent: string }[] = [];
const sockets = new Set<unknown>();

async function serve(handler: Handler): Promise<void> {
  requests.length = 0;
  sockets.clear();
  server = createServer((request, response) => {
    sockets.add(request.socket);
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const header = request.headers['x-amz-target'];
      const target = String(header ?? /Action=(\w+)/.exec(body)?.[1] ?? request.url).replace(/^.*\./, '');
      requests.push({ target, userAgent: String(request.headers['user-agent']) });
      handler(target, response, requests.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function open(options: Partial<ClientOptions> = {}): Clients {
  clients = makeClients({ homeRegions: ['us-east-1'], ready: Promise.resolve(), delayBase: 1, ...options });
  return clients;
}

const json = (response: ServerResponse, body: unknown, status = 200, code?: string) => {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    ...(code && { 'x-amzn-errortype': code }),
  });
  response.end(JSON.stringify(body));
};
const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: Error) => error,
  );

beforeEach(() => {
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
});

afterEach(async () => {
  clients?.destroy();
  delete process.env.AWS_ENDPOINT_URL;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a client', () => {
  it('is one for each class and region, and says who asks', async () => {
    await serve((_target, response) => json(response, { Keys: [] }));
    const { get } = open();
    expect(get(KMSClient, 'us-east-1')).toBe(get(KMSClient, 'us-east-1'));
    expect(get(KMSClient, 'us-east-1')).not.toBe(get(KMSClient, 'us-east-2'));
    expect(get(KMSClient, 'us-east-1')).not.toBe(get(CloudTrailClient, 'us-east-1'));
    await get(KMSClient, 'us-east-1').send(new ListKeysCommand({}));
    expect(requests[0]?.userAgent).toMatch(/infra-parity\/\d/);
  });

  it('retries a throttled call to the end of its attempts and marks the error with its IAM action', async () => {
    await serve((_target, response) => json(response, { message: 'Rate exceeded' }, 400, 'ThrottlingException'));
    const { get, traffic } = open({ maxAttempts: 3 });
    const error = await failure(get(KMSClient, 'us-east-1').send(new ListKeysCommand({})));
    expect(requests.length).toBe(3);
    expect(classify(error)).toBe('throttled');
    expect(operationOf(error)).toBe('kms:ListKeys');
    expect(traffic).toMatchObject({ calls: 3, throttled: 3 });
  }, 30_000);

  it('does not retry a refusal', async () => {
    await serve((_target, response) => json(response, { message: 'no' }, 400, 'AccessDeniedException'));
    const { get, traffic } = open();
    const error = await failure(get(CloudTrailClient, 'eu-west-1').send(new DescribeTrailsCommand({})));
    expect(requests.length).toBe(1);
    expect(classify(error)).toBe('denied');
    expect([...traffic.answered]).toEqual(['eu-west-1']);
  });

  it('ends a call that is never answered after two attempts', async () => {
    await serve(() => {});
    const { get, traffic } = open({ requestTimeout: 50 });
    const error = await failure(get(RDSClient, 'us-east-1').send(new DescribeDBInstancesCommand({})));
    expect(requests.length).toBe(2);
    expect(classify(error)).toBe('unreachable');
    expect(operationOf(error)).toBe('rds:DescribeDBInstances');
    expect([...(traffic.silent.get('us-east-1') ?? [])]).toEqual(['rds']);
  });

  it('ends a call whose body stops half way', async () => {
    await serve((_target, response) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    const { get } = open({ requestTimeout: 80 });
    const error = await failure(get(KMSClient, 'us-east-1').send(new ListKeysCommand({})));
    expect(classify(error)).toBe('unreachable');
  });

  it('takes a refused connection for unreachable', async () => {
    await serve(() => {});
    const { get } = open();
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
    const error = await failure(get(KMSClient, 'us-east-1').send(new ListKeysCommand({})));
    expect(classify(error)).toBe('unreachable');
  });

  it('does not take an HTML page for an empty answer', async () => {
    await serve((_target, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html><body>Sign in</body></html>');
    });
    const { get } = open();
    expect(classify(await failure(get(KMSClient, 'us-east-1').send(new ListKeysCommand({}))))).toBe('failed');
  });

  it('does not take a page for a bucket of which nothing is set, nor an empty answer', async () => {
    const answers = [
      ['text/html; charset=utf-8', '\n<!DOCTYPE html><html><body>Sign in</body></html>'],
      ['text/html', '<html><body>Sign in</body></html>'],
      ['application/xhtml+xml', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
      ['application/xml', ''],
    ] as const;
    for (const [type, body] of answers) {
      await serve((_target, response) => {
        response.writeHead(200, { 'content-type': type, 'content-length': body.length });
        response.end(body);
      });
      const error = await failure(
        open()
          .get(S3Client, 'us-east-1')
          .send(new GetBucketVersioningCommand({ Bucket: 'b' })),
      );
      expect([classify(error), operationOf(error)]).toEqual(['failed', 's3:GetBucketVersioning']);
      expect(error.message).toMatch(/it is not from AWS$/);
      server.closeAllConnections();
      server.close();
    }
    await serve(() => {});
  });

  it('reads an answer of an emulator that calls its JSON a page, and the empty one of a write', async () => {
    await serve((target, response) => {
      response.writeHead(200, {
        'content-type': 'text/html',
        ...(target.includes('x-id=PutObject') && { 'content-length': 0 }),
      });
      response.end(target === 'ListKeys' ? '{"Keys":[{"KeyId":"one"}]}' : '');
    });
    const { get } = open();
    expect((await get(KMSClient, 'us-east-1').send(new ListKeysCommand({}))).Keys).toEqual([{ KeyId: 'one' }]);
    const put = new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' });
    expect((await get(S3Client, 'us-east-1').send(put)).$metadata.httpStatusCode).toBe(200);
  });

  it('keeps at most eight connections a service, 32 where calls fan out', async () => {
    await serve((target, response) =>
      setTimeout(() => json(response, target === 'ListKeys' ? { Keys: [] } : { trailList: [] }), 20),
    );
    const { get } = open();
    await Promise.all(Array.from({ length: 60 }, () => get(KMSClient, 'us-east-1').send(new ListKeysCommand({}))));
    expect(sockets.size).toBe(32);
    sockets.clear();
    await Promise.all(
      Array.from({ length: 10 }, () => get(CloudTrailClient, 'us-east-1').send(new DescribeTrailsCommand({}))),
    );
    expect(sockets.size).toBe(8);
  });

  it('hands the answer over when it is known who asked, and sends the call before', async () => {
    await serve((_target, response) => json(response, { Keys: [] }));
    let settle = () => {};
    const { get } = open({
      ready: new Promise<void>((resolve) => {
        settle = resolve;
      }),
    });
    let answered = false;
    const call = get(KMSClient, 'us-east-1')
      .send(new ListKeysCommand({}))
      .then(() => {
        answered = true;
      });
    await expect.poll(() => requests.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(answered).toBe(false);
    settle();
    await call;
    expect(answered).toBe(true);
  });

  it('ends the calls of one region and leaves those of another', async () => {
    await serve((_target, response, count) => count > 1 && json(response, { Keys: [] }));
    const { get, abort } = open();
    const dead = failure(get(KMSClient, 'eu-south-1').send(new ListKeysCommand({})));
    await expect.poll(() => requests.length).toBe(1);
    abort('eu-south-1', new Error('the region is not enabled'));
    expect((await dead).name).toBe('AbortError');
    await expect(failure(get(KMSClient, 'eu-south-1').send(new ListKeysCommand({})))).resolves.toThrow;
    expect(requests.length).toBe(1);
    await get(KMSClient, 'us-east-1').send(new ListKeysCommand({}));
    expect(requests.length).toBe(2);
  });

  it('assumes a role once, with the external id, whoever asks', async () => {
    const bodies: string[] = [];
    await serve((target, response) => {
      bodies.push(target);
      if (target !== 'AssumeRole') return json(response, { Keys: [] });
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(`<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>ASIATEST</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
        <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`);
    });
    const { get } = open({ roleArn: 'arn:aws:iam::111122223333:role/audit', externalId: 'x' });
    await Promise.all([
      get(KMSClient, 'us-east-1').send(new ListKeysCommand({})),
      get(KMSClient, 'us-east-2').send(new ListKeysCommand({})),
      get(CloudTrailClient, 'us-east-1').send(new DescribeTrailsCommand({})),
    ]);
    expect(bodies.filter((target) => target === 'AssumeRole').length).toBe(1);
  });

  it('is interrupted by the signal', async () => {
    await serve(() => {});
    const controller = new AbortController();
    const { get } = open({ signal: controller.signal });
    const call = failure(get(CloudFormationClient, 'us-east-1').send(new ListStacksCommand({})));
    await expect.poll(() => requests.length).toBe(1);
    controller.abort(new Error('interrupted'));
    expect((await call).name).toBe('AbortError');
  });
});
